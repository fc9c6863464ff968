"""What can be typed next about a job that has ended; always a line that the grammar takes."""

from typing import Final

from bot.cards.elements import Element, sentence
from bot.cards.words import ORDER
from commands.catalog import COMMANDS
from commands.command import Command
from commands.findings import Console, Finding, Verdict
from commands.on_changes import PURGE, REPAIR
from commands.on_expiry import CHECK as EXPIRY
from commands.on_jobs import JOBS, RETRY
from commands.on_schedules import SCHEDULE
from commands.phrases import Phrase, say
from commands.reading import HELP
from commands.recurrence_words import EXAMPLES
from commands.request import Request
from commands.runbooks.oauth import mends, purges
from jobs.record import Job, State

_CHECK: Final = next(each.name for each in COMMANDS if each.suite)


def line(job: Job, locale: str) -> Element:
    """Draw the last line of an ended job's card."""
    return sentence(_phrase(job), locale, separator=True, spacing="medium")


def checks(request: Request) -> bool:
    """Tell whether a request is a check that this version knows, and can be asked again."""
    command = _command(request)
    return command is not None and bool(command.suite)


def _phrase(job: Job) -> Phrase:
    request = str(job.request)
    if job.stopped:
        return say("{jobs} lists what is under way; {help} lists everything.",
                   jobs=JOBS.name, help=HELP)  # fmt: skip
    if checks(job.request):
        return _after_check(job, request)
    if _command(job.request) is None:
        return say("{jobs} lists what is under way; {help} lists everything.",
                   jobs=JOBS.name, help=HELP)  # fmt: skip
    if job.state is State.FAILED:
        return say("To go on from the step that failed, type {retry}; {help} lists everything.",
                   retry=f"{RETRY.name} {job.id}", help=HELP)  # fmt: skip
    if job.state in {State.REFUSED, State.CANCELLED}:
        return say("To ask for it anew, type {request}; {help} lists everything.",
                   request=request, help=HELP)  # fmt: skip
    return say("To see how it stands now, type {request}; {help} lists everything.",
               request=f"{_CHECK} {job.request.domain}", help=HELP)  # fmt: skip


def _after_check(job: Job, request: str) -> Phrase:
    """Offer the repair where there is one for what was found."""
    if repair := _repair(job):
        return say("Type {repair} to plan the repair, or mend it by hand and type {request} to "
                   "look again; {help} lists everything.",
                   repair=repair, request=request, help=HELP)  # fmt: skip
    if any(each.verdict is Verdict.FAIL for each in job.findings):
        return say("When it is mended, type {request} to look again; {help} lists everything.",
                   request=request, help=HELP)  # fmt: skip
    if job.request.command == EXPIRY.name and job.firing is None:
        return say("To be warned in time, type {schedule}; to look again, {request}; {help} lists "
                   "everything.", schedule=f"{SCHEDULE.name} {EXAMPLES[0]} {request}",
                   request=request, help=HELP)  # fmt: skip
    return say("To look again, type {request}; {help} lists everything.",
               request=request, help=HELP)  # fmt: skip


def _repair(job: Job) -> str:
    """Give the line that plans what was found wrong first; empty where no command does.

    What a finding names itself goes before what may repair findings of its kind.
    """
    wrong = [each for each in job.findings if not each.follows and each.verdict in ORDER[:2]]
    for finding in sorted(wrong, key=lambda each: ORDER.index(each.verdict)):
        if _acts(finding):
            return finding.command
        if mends(finding):
            return f"{REPAIR.name} {job.request.domain}"
    return f"{PURGE.name} {job.request.domain}" if any(map(purges, wrong)) else ""


def _acts(finding: Finding) -> bool:
    """Tell whether a finding's own command is one of the chat's, and plans a change."""
    if finding.console is not Console.CHAT:
        return False
    return any(finding.command.startswith(f"{each.name} ") for each in COMMANDS if each.runbook)


def _command(request: Request) -> Command | None:
    return next((each for each in COMMANDS if each.name == request.command), None)
