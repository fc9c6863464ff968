"""What Exchange Online answers over SMTP to a server that is too old for hybrid mail flow."""

from typing import Final

from commands.checks.signatures.row import Kind, Stage, row, told
from commands.phrases import say

_SOURCE: Final = (
    "Exchange Team 3815328 and 4007169 on techcommunity.microsoft.com; texts read through "
    "rafaelpfister.ch (2026-09-07), third party"
)
_REPORT: Final = say("Get-OnPremServerReportInfo in Exchange Online.")

ROWS: Final = (
    row(
        "M4", Stage.RECEIVER, r"\b450\b", r"4\.7\.230", kind=Kind.MAIL,
        out=told(
            say("Exchange Online delays mail from this server: its build is too old. It is kept."),
            _REPORT,
            say("Update the server. New-TenantExemptionInfo pauses this, 90 days a year at most."),
        ),
        source=_SOURCE,
        samples=(
            "450 4.7.230 Connecting Exchange server version is out-of-date; connection to Exchange "
            "Online throttled for 5 mins/hr.",
        ),
    ),
    row(
        "M5", Stage.RECEIVER, r"\b550\b", r"5\.7\.230", kind=Kind.MAIL,
        out=told(
            say("Exchange Online blocks mail from this server: its build is too old. It is lost."),
            _REPORT,
            say("Update the server. New-TenantExemptionInfo pauses this, 90 days a year at most."),
        ),
        source=_SOURCE,
        samples=(
            "550 5.7.230 Connecting Exchange server version is out-of-date; connection to Exchange "
            "Online blocked for 10 mins/hr.",
        ),
    ),
)  # fmt: skip
