"""What a change of the certificate is proven by where free/busy goes over Microsoft Graph.

The servers' own tests go over EWS in Exchange Online, which ends on 1 April 2027.  What is
configured takes their place, the strongest first: Graph's activity log, then Entra ID's sign-in
log.  Without either people look, and a lead says so.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from commands.actions.auth_keys import AddAuthKey, DropAuthKey
from commands.actions.graph_activity import GraphCallsSeen
from commands.actions.sign_in_log import SignInsSeen
from commands.actions.signing import NobodySignsWith, SignsWith
from commands.checks.graph_proof import SETTING
from commands.checks.identity import graph_flow
from commands.checks.timeline import EWS_ENDS, day
from commands.facts.entra import DEDICATED
from commands.gates import PROOF
from commands.look import Known
from commands.phrases import say
from commands.runbook import Await, Item, Question
from commands.runbooks.draft import Draft

LOG_EVERY: Final = 300.0
LOG_WITHIN: Final = 26 * 3600.0
"""Seconds; a process that nobody restarts goes by its token for about a day."""
CALLS_WITHIN: Final = 30 * 3600.0
"""As that, the three hours without the old one, and the delay of the log."""
SEEN_WITHIN: Final = 7 * 24 * 3600.0
_LONGEST: Final = timedelta(days=21)
"""So long a rotation may take with its waits for people: tests must still show something then."""


def is_mute(draft: Draft) -> bool:
    """Tell whether the servers' tests may show nothing any more before the plan has ended."""
    return graph_flow(draft.facts) and draft.asked.now + _LONGEST >= EWS_ENDS


def signed(draft: Draft, thumbprint: str, since: str, *, without: str = "") -> None:
    """Plan to see, without EWS, that real servers sign with the certificate.

    ``since`` is when it was published; ``without`` is one that must not sign any more.
    """
    if not graph_flow(draft.facts):
        return
    dedicated = draft.facts.of(DEDICATED)
    claimed = dedicated.value.claimed if isinstance(dedicated, Known) else ""
    proofs = draft.asked.organisation.proofs
    if proofs.graph_activity is not None and claimed:
        draft.items.append(
            Await(
                condition=GraphCallsSeen(
                    app_id=claimed, thumbprint=thumbprint, since=since, without=without
                ),
                every=LOG_EVERY,
                seconds=CALLS_WITHIN,
            )
        )
        draft.warn(
            say(
                "What the servers sign with is proven by Microsoft Graph's activity log: somebody "
                "with a mailbox on premises has to look at a calendar in the cloud meanwhile, and "
                "a request shows within half an hour as a rule, up to two hours."
            )
        )
    elif proofs.sign_in_log and claimed:
        condition = SignInsSeen(app_id=claimed, thumbprint=thumbprint, since=since, without=without)
        draft.items.append(Await(condition=condition, every=LOG_EVERY, seconds=LOG_WITHIN))
        draft.warn(
            say(
                "What the servers sign with is proven by Entra ID's sign-in log: somebody with a "
                "mailbox on premises has to look at a calendar in the cloud meanwhile, and a "
                "sign-in shows after up to half an hour."
            )
        )
    elif is_mute(draft) and not without:
        _by_hand(draft, thumbprint)


def _by_hand(draft: Draft, thumbprint: str) -> None:
    """Ask people to look: nothing that is configured can show it once EWS has ended."""
    draft.items.append(
        Question(
            name=PROOF,
            title=say(
                "Check by hand: with a mailbox on premises, open in Outlook the calendar of a "
                "colleague in the cloud and find an appointment that you know; in Entra ID, under "
                "Sign-in logs, Service principal sign-ins, the newest rows of the application for "
                "Microsoft Graph must be successes with the certificate {thumbprint}, from every "
                "server's address. Has somebody seen both?",
                thumbprint=thumbprint,
            ),
            seconds=SEEN_WITHIN,
        )
    )
    draft.warn(
        say(
            "EWS in Exchange Online ends on {date}, and nothing else that proves a sign-in is "
            "configured: people have to look, and a lead confirms it at the gate {gate}. "
            "With {setting} in hybridge.toml the job looks by itself.",
            date=day(EWS_ENDS),
            gate=PROOF,
            setting=SETTING,
        )
    )


def settled(draft: Draft, item: Item) -> Item:
    """Have a step go by what was seen otherwise, where the servers' tests may show nothing."""
    if not is_mute(draft):
        return item
    match item:
        case Await(condition=SignsWith() | NobodySignsWith() as condition):
            return replace(item, condition=replace(condition, confirmed=True))
        case AddAuthKey() | DropAuthKey():
            return replace(item, confirmed=True)
        case _:
            return item
