"""What Microsoft Graph answers Exchange's servers, and what it notes down of their requests.

https://learn.microsoft.com/graph/microsoft-graph-activity-logs-overview: within half an hour as a
rule, up to two hours.  Which requests Exchange makes is not published; this one is a guess.
"""

from datetime import timedelta
from typing import Final

from lab.oauth.tokens import Malformed, read
from lab.world import World
from lab.world_tenant import GraphCall

GRAPH: Final = "https://graph.microsoft.com"
_NEEDS: Final = "Calendars.Read"


def receive(world: World, token: str, path: str) -> int:
    """Take one POST with its token; gives the status, and writes the activity log.

    A token that Graph cannot trust is refused and names no application, so it is not written.
    """
    now = world.clock.now()
    try:
        presented = read(token)
    except Malformed:
        return 401
    meant = presented.claim("aud").rstrip("/") == GRAPH
    if not (presented.signed_by(world.tenant.signing) and presented.in_time(now) and meant):
        return 401
    status = 200 if _NEEDS in presented.claims.get("roles", ()) else 403
    world.tenant.graph_calls.append(
        GraphCall(
            at=now,
            app_id=presented.claim("appid"),
            token=presented.claim("uti"),
            path=f"{GRAPH}{path}",
            status=status,
        )
    )
    return status


def shown(world: World) -> list[GraphCall]:
    """Give what the log shows by now."""
    lag = timedelta(seconds=world.tenant.graph_activity_seconds)
    return [each for each in world.tenant.graph_calls if each.at + lag <= world.clock.now()]
