"""Whom EWS in Exchange Online lets in, by the switch, the list and the day.

The table is Microsoft's (Exchange Team, "Introducing EwsAllowedAppIDs" and "Your time is almost
up", 2026): a null lets everybody in and ignores the list, until Microsoft sets this tenant to
False; True lets in what the list names; from October 2026 on True with an empty list lets in
organization relationships alone; False nobody.
"""

from enum import Enum

from commands.check import Asked
from commands.checks.timeline import EWS_EMPTY_LIST_BLOCKS, EWS_ENDS
from commands.facts.cloud import EWS_LIST, EWS_POLICY
from commands.look import Facts, Known


class Reach(Enum):
    EVERYBODY = "every application"
    LISTED = "the applications on the list"
    RELATIONSHIPS = "organization relationships alone"
    NOBODY = "nobody"
    ENDED = "nobody, for good"


def reach(facts: Facts, asked: Asked) -> Reach:
    """Say whom it lets in.

    Raises ``NotRead`` where the switches could not be read, or the list where it decides.
    """
    if asked.now >= EWS_ENDS:
        return Reach.ENDED
    policy = facts.value(EWS_POLICY)
    if policy.enabled is None:
        return Reach.EVERYBODY
    if not policy.enabled:
        return Reach.NOBODY
    if facts.value(EWS_LIST).app_ids:
        return Reach.LISTED
    return Reach.RELATIONSHIPS if asked.now >= EWS_EMPTY_LIST_BLOCKS else Reach.EVERYBODY


def is_shut(facts: Facts, asked: Asked, application: str) -> bool:
    """Say whether an application is known to be shut out; ``False`` where it could not be read."""
    if asked.now >= EWS_ENDS:
        return True
    policy, ids = facts.of(EWS_POLICY), facts.of(EWS_LIST)
    if not isinstance(policy, Known) or policy.value.enabled is None:
        return False
    if not policy.value.enabled:
        return True
    if not isinstance(ids, Known):
        return False
    if not ids.value.app_ids:
        return asked.now >= EWS_EMPTY_LIST_BLOCKS
    return bool(application) and application.lower() not in ids.value.app_ids
