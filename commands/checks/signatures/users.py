"""Refusals of the user a token speaks for: they prove something about that mailbox only."""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Stage, refusal, row, told
from commands.phrases import say

_STAGE: Final = Stage.RECEIVER

ROWS: Final = (
    row(
        "B2", _STAGE, r"ambiguous", category="invalid_user", one_user=True,
        out=told(
            say("Two users in the cloud share an address of the test mailbox."),
            say("A search of the tenant for the address, in every form."),
            say("Remove the address from the user that shouldn't have it."),
        ),
        back=told(
            say("Two on-premises users share an address of the test mailbox."),
            say("A search of Active Directory for the address: UPN, SMTP and SIP."),
            say("Remove the address from the user that shouldn't have it."),
        ),
        source=s.FB,
        samples=(refusal(2000005, "The user specified by the user-context in the token is "
                         "ambiguous.", "invalid_user"),),
    ),
    row(
        "B1b", _STAGE, r"mailbox version is not supported", category="invalid_user", one_user=True,
        both=told(
            say("The test mailbox is on a server that is too old for OAuth."),
            say("The server of the test mailbox and its build."),
            say("Test with a mailbox on a newer server, or move it."),
        ),
        source=s.DECOMPILED,
        samples=(refusal(2000005, "The user's mailbox version is not supported for access using "
                         "OAuth.", "invalid_user"),),
    ),
    row(
        "B1c", _STAGE, r"MasterAccountSid", category="invalid_user", one_user=True,
        both=told(
            say("The test mailbox is a linked mailbox of another account."),
            say("LinkedMasterAccount of the test mailbox, and the SID in the token."),
            s.OTHER_MAILBOX,
        ),
        source=s.DECOMPILED,
        samples=(refusal(2000005, "The MasterAccountSid doesn't match the SID claim.",
                         "invalid_user"),),
    ),
    row(
        "B1", _STAGE, category="invalid_user", one_user=True,
        out=told(
            say("The cloud doesn't know the test user: not synchronized, or other addresses."),
            say("The user's addresses and user principal name on both sides."),
            say("Use a synchronized mailbox for the test, or correct the synchronization."),
        ),
        back=told(
            say("On-premises Exchange doesn't know the test user, or not by these addresses."),
            say("The user's addresses and user principal name on both sides."),
            say("Use a synchronized mailbox for the test, or correct the synchronization."),
        ),
        source=f"{s.FB}; {s.CHECKER}",
        samples=(
            refusal(2000005, "The user specified by the user-context in the token does not exist.",
                    "invalid_user"),
            'The user specified by the user-context in the token does not exist. '
            'error_category="invalid_user". 401: Unauthorized.',
        ),
    ),
)  # fmt: skip
