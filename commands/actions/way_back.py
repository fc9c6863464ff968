"""What has the way back to the old auth certificate take effect, on each server.

Exchange may have published the new one by itself, long after a job came to its end: what was
planned for the publication tells which servers there are, and what restarts them.
"""

from collections.abc import Iterable

from commands.action import Action, Condition
from commands.actions.auth_config import WENT_BACK
from commands.actions.restarts import RestartSigning
from commands.actions.signing import NobodySignsWith, SignsWith
from commands.book import reference
from commands.outside.identifiers import same
from commands.traits import Follows


def followed(
    old: str, new: str, planned: Iterable[Action | Condition], *, asks: str = ""
) -> Follows:
    """Give the restarts of every server that has an endpoint, and the wait for all of them.

    Args:
        old: Thumbprint of the one that signs again.
        new: The one that was to sign.
        planned: All that the job was to do and to wait for, done or not.
        asks: The server that tells whether ``new`` was published; empty where it surely was.
    """
    every = tuple(planned)
    restarts = tuple(
        RestartSigning(server=each.server, thumbprint=old, old=new, may_fail=True, asks=asks)
        for each in every
        if isinstance(each, RestartSigning) and same(each.thumbprint, new)
    )
    seen = [each for each in every if isinstance(each, SignsWith) and same(each.thumbprint, new)]
    if not seen:
        return Follows(actions=restarts)
    unused = NobodySignsWith(
        thumbprint=new,
        servers=tuple(each.server for each in seen),
        since=reference(WENT_BACK),
        by_hand=tuple(each.server for each in seen if each.by_hand),
        perhaps=bool(asks),
    )
    return Follows(actions=restarts, conditions=(unused,))
