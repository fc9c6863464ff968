"""What people notice when one direction of OAuth does not work, in plain words.

On premises to the cloud rests on the auth certificate, the auth server of Entra ID and the
dedicated application; the cloud to on premises on the auth server of the access control service
and the partner application.  While Exchange signed in through the shared principal, the access
control service issued the tokens of both directions.
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from typing import Final

from commands.check import Asked
from commands.checks.timeline import SHARED_PRINCIPAL_BLOCKED
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

ON_PREMISES_SIDE_BLIND: Final = say(
    "People with a mailbox on premises cannot see free/busy times, automatic replies and photos of "
    "people in the cloud."
)
CLOUD_SIDE_BLIND: Final = say(
    "People with a mailbox in the cloud cannot see free/busy times and automatic replies of people "
    "on premises, and Teams cannot reach their calendars."
)
BOTH_SIDES_BLIND: Final = say(
    "Free/busy times, automatic replies and photos stop in both directions between Exchange Server "
    "and Exchange Online."
)


AUTODISCOVER_BLIND: Final = say(
    "Exchange Online may not get through to Autodiscover there, and people in the cloud then see "
    "no free/busy times of people on premises."
)


def is_blocked(asked: Asked) -> bool:
    """Tell whether Exchange Online is known to refuse EWS calls through the shared principal.

    Microsoft has given the day for the worldwide cloud; of the others nothing is known.
    """
    return asked.organisation.cloud.is_worldwide and asked.now >= SHARED_PRINCIPAL_BLOCKED


def without_issuer(type: str, asked: Asked) -> Phrase:
    """Say what stops while the auth server of a type cannot be used."""
    if same(type, "AzureAD"):
        return ON_PREMISES_SIDE_BLIND
    if is_blocked(asked) or not asked.organisation.cloud.is_worldwide:
        return CLOUD_SIDE_BLIND  # all that is certain where the block's day is not known
    return BOTH_SIDES_BLIND
