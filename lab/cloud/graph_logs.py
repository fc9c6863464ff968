"""Graph's sign-in log of the beta endpoint, as far as an application's own sign-ins go.

https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta
"""

import re
from typing import Final

from aiohttp import web

from lab.cloud.graph_answers import Asked, GraphError, allow, base, method
from lab.cloud.tokens import Caller
from lab.oauth.sign_in_log import moment, rows
from lab.world import World

READ_LOGS: Final = frozenset({"AuditLog.Read.All"})
_EVENT: Final = re.compile(r"signInEventTypes/any\(\w+:\s*\w+ eq 'servicePrincipal'\)")
_APP: Final = re.compile(r"appId eq '([0-9a-fA-F-]{36})'")
_SINCE: Final = re.compile(r"createdDateTime ge ([0-9TZ:.+-]+)")
_MOST: Final = 1000


async def sign_ins(world: World, asked: Asked, caller: Caller) -> web.Response:
    """List sign-ins; without the filter on its kind only people's own come: here, none."""
    method(asked, "GET")
    allow(caller, READ_LOGS)
    if not world.tenant.premium:
        raise GraphError(
            403,
            "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
            "Neither tenant is B2C or tenant doesn't have premium license",
        )
    wanted = asked.query.get("$filter", "")
    found = [each.json for each in rows(world)] if _EVENT.search(wanted) else []
    if app := _APP.search(wanted):
        found = [each for each in found if each["appId"].casefold() == app[1].casefold()]
    if since := _SINCE.search(wanted):
        at = moment(since[1])
        found = [each for each in found if moment(each["createdDateTime"]) >= at]
    cut = found[: min(int(asked.query.get("$top", str(_MOST))), _MOST)]
    context = f"{base(asked).removesuffix('/v1.0')}/beta/$metadata#auditLogs/signIns"
    return web.json_response({"@odata.context": context, "value": cut})
