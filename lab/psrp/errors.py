"""Error records as Exchange and PowerShell write them.

Exchange puts server, request and time before its own error identifiers; PowerShell's own errors
carry a bare name.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from psrpcore.types import ErrorCategory, ErrorCategoryInfo, ErrorRecord, NETException

from lab.records import Failure

_AUTOMATION: Final = "System.Management.Automation."


def unknown_cmdlet(name: str) -> Failure:
    """Answer a cmdlet that does not exist, or that the account may not see."""
    return Failure(
        exception=f"{_AUTOMATION}CommandNotFoundException",
        message=f"The term '{name}' is not recognized as the name of a cmdlet, function, script"
        " file, or operable program. Check the spelling of the name, or if a path was included,"
        " verify that the path is correct and try again.",
        category="ObjectNotFound",
        error_id="CommandNotFoundException",
        terminating=True,
    )


def no_language() -> Failure:
    """Refuse script text: Exchange's sessions run in no-language mode."""
    return Failure(
        exception=f"{_AUTOMATION}ParseException",
        message="The syntax is not supported by this runspace. This can occur if the runspace is"
        " in no-language mode.",
        category="ParserError",
        error_id="ScriptsNotAllowed",
        terminating=True,
    )


def not_built(what: str) -> Failure:
    """Say plainly what a real server could and the lab cannot."""
    return Failure(
        exception=f"{_AUTOMATION}PSNotSupportedException",
        message=f"The lab does not support {what}.",
        category="NotImplemented",
        error_id="NotSupported",
        terminating=True,
    )


def nobody_answers(asked: str) -> Failure:
    """Fail a prompt to a client without a host."""
    return Failure(
        exception=f"{_AUTOMATION}Host.HostException",
        message="A command that prompts the user failed because the host program or the command"
        " type does not support user interaction. The host was attempting to request confirmation"
        f" with the following message: {asked}",
        category="NotImplemented",
        error_id="HostFunctionNotImplemented",
        terminating=True,
    )


def broken(problem: BaseException) -> Failure:
    """Show a defect of the lab where it happened, instead of hiding it behind a timeout."""
    return Failure(
        exception="System.Exception",
        message=f"The lab failed: {type(problem).__name__}: {problem}",
        error_id="LabFailure",
        terminating=True,
    )


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where and when it happened."""

    server: str
    moment: datetime

    def preface(self) -> str:
        """Exchange's words before an identifier, and before a refusal of its own."""
        at = self.moment
        clock = f"{at.month}/{at.day}/{at.year} {at.hour % 12 or 12}:{at:%M:%S %p}"
        return f"[Server={self.server},RequestId={uuid4()},TimeStamp={clock}]"


def record(failure: Failure, cmdlet: str, place: Place) -> ErrorRecord:
    """Make the record a client receives."""
    short = failure.exception.rpartition(".")[2]
    problem = NETException(Message=failure.message, HResult=-2146233088)
    problem.PSObject.type_names = _ancestry(failure.exception)
    category = getattr(ErrorCategory, failure.category, ErrorCategory.NotSpecified)
    made = ErrorRecord(
        Exception=problem,
        CategoryInfo=ErrorCategoryInfo(
            Category=category, Activity=cmdlet, Reason=short, TargetName="", TargetType=""
        ),
        FullyQualifiedErrorId=_identifier(failure, cmdlet, short, place),
    )
    made.serialize_extended_info = False
    return made


def _identifier(failure: Failure, cmdlet: str, short: str, place: Place) -> str:
    if failure.exception.startswith(_AUTOMATION):
        return failure.error_id or short
    number = failure.error_id or f"{zlib.crc32(failure.message.encode()):X}"
    if "," not in number:
        number = f"{number},{cmdlet}"
    return f"{place.preface()} [FailureCategory=Cmdlet-{short}] {number}"


def _ancestry(exception: str) -> list[str]:
    between = []
    if exception.startswith("Microsoft.Exchange."):
        between = ["Microsoft.Exchange.Data.Common.LocalizedException"]
    elif exception.startswith(_AUTOMATION):
        between = [f"{_AUTOMATION}RuntimeException", "System.SystemException"]
    names = [exception, *between, "System.Exception", "System.Object"]
    return list(dict.fromkeys(names))
