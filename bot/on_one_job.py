"""What people want of one job: its card again, its end, another try, another look, its undoing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Final, Protocol

from bot.aftermath import Aftermath
from bot.cards import replies
from bot.cards.gate import again
from bot.roles import Roles
from bot.talk import Message, Reply
from bot.unread import look_up
from commands.catalog import COMMANDS
from commands.command import Command
from commands.grammar import Misunderstood
from commands.on_jobs import CANCEL, HISTORY, JOB, JOBS, RESUME, RETRY, UNDO
from commands.phrases import Phrase, joined, say
from commands.request import Request
from jobs.machine import Refused
from jobs.record import Conversation, Job, Person, State
from jobs.rules.ends import changed

NAMES: Final = frozenset({JOB.name, CANCEL.name, RETRY.name, RESUME.name, UNDO.name})
"""The commands that are answered here."""
DAY: Final = 86_400.0
_ANEW: Final = frozenset({State.FAILED, State.REFUSED, State.CANCELLED, State.UNDONE})
"""Ends after which a change can be asked for anew."""


class Changes(Protocol):
    """The runner's desk, as far as these commands need it."""

    async def job(self, number: int) -> Job | None: ...

    async def cancel(self, number: int, *, by: Person) -> Job | Refused: ...

    async def retry(self, number: int, *, by: Person, key: str) -> Job | Refused: ...

    async def resume(self, number: int, *, by: Person) -> Job | Refused: ...

    async def undo(
        self, number: int, *, by: Person, key: str, place: Conversation | None = None
    ) -> Job | Refused: ...

    async def move_card(self, number: int, place: Conversation) -> bool: ...

    async def first_seen(self, key: str, seconds: float) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class OnOneJob:
    """Answers the commands on one job.

    One of an organisation that does not exist for the person is as good as none.
    """

    desk: Changes
    roles: Roles
    aftermath: Aftermath

    async def answer(self, command: Command, request: Request, message: Message) -> Reply | None:
        """Carry out one of ``NAMES``; ``None`` when a card is the answer, and will be posted.

        Raises:
            redis.exceptions.RedisError: The store does not answer.
        """
        number = int(dict(request.options)["number"])
        job = await look_up(self.desk, number, self.roles, message.person)
        if isinstance(job, Phrase):
            why = await self.roles.refuses(message.person, command)
            return following(why or job, message)
        if job is None or not await self.roles.sees(message.person, job.organisation):
            why = await self.roles.refuses(message.person, command)
            return following(why or say("There is no job {job}.", job=number), message)
        if (why := await self._refuses(command, job, message.person)) is not None:
            return following(why, message, f"{JOB.name} {number}")
        if command.name == JOB.name:
            await self._show(job, message)
            return None
        ways = {
            CANCEL.name: self._cancel,
            RETRY.name: self._retry,
            RESUME.name: self._resume,
            UNDO.name: self._undo,
        }
        return await ways[command.name](job, message)

    async def _refuses(self, command: Command, job: Job, person: Person) -> Phrase | None:
        """Say why a person may not: for want of a role here, or for what the job itself does."""
        if command.name == CANCEL.name and is_own(job, person):
            return None
        if (why := await self.roles.refuses(person, command, job.organisation)) is not None:
            return why
        known: Mapping[str, Command] = {each.name: each for each in COMMANDS}
        itself = known.get(job.request.command)
        if command.name in {JOB.name, CANCEL.name} or itself is None:
            return None
        return await self.roles.refuses(person, itself, job.organisation)

    async def _show(self, job: Job, message: Message) -> None:
        # The same message may come again; its card is posted once.
        if await self.desk.first_seen(f"shown:{message.id}", DAY):
            await self.desk.move_card(job.id, message.conversation)

    async def _cancel(self, job: Job, message: Message) -> Reply:
        ended = await self.desk.cancel(job.id, by=message.person)
        if isinstance(ended, Refused):
            return following(ended.why, message, f"job {job.id}")
        told = say("Job {job} ({request}) is cancelled.", job=job.id, request=str(job.request))
        if not ended.state.ended:
            told = say(
                "Job {job} ends as soon as it is known whether the change that is being sent was "
                "made; nothing more is begun.",
                job=job.id,
            )
        told = self.aftermath.told(ended, told)
        return following(told, message, *self.aftermath.lines(ended))

    async def _retry(self, job: Job, message: Message) -> Reply:
        tried = await self.desk.retry(job.id, by=message.person, key=message.id)
        if isinstance(tried, Refused):
            return following(tried.why, message, *instead(job))
        zone = self.aftermath.zones.get(job.organisation, UTC)
        gate = tried.steps[tried.position].gate if tried.position < len(tried.steps) else None
        locale = message.conversation.locale
        told = say(
            "Job {job} is tried again from step {step} of {steps}; its card shows how it goes on.",
            job=job.id,
            step=tried.number,
            steps=len(tried.plain_steps),
        )
        if gate is not None:
            told = joined((told, *again(gate, locale, zone)))
        return following(told, message, f"job {job.id}", f"cancel {job.id}")

    async def _resume(self, job: Job, message: Message) -> Reply:
        resumed = await self.desk.resume(job.id, by=message.person)
        if isinstance(resumed, Refused):
            return following(resumed.why, message, *instead(job))
        told = say("Job {job} looks again whether its change was made.", job=job.id)
        return following(told, message, f"job {job.id}", f"cancel {job.id}")

    async def _undo(self, job: Job, message: Message) -> Reply:
        made = await self.desk.undo(
            job.id, by=message.person, key=message.id, place=message.conversation
        )
        if isinstance(made, Refused):
            ends = () if job.state.ended else (f"{CANCEL.name} {job.id}",)
            return following(made.why, message, *ends, *instead(job))
        told = say(
            "Job {undoing} is to undo job {job}. It changes nothing before somebody else has "
            "approved it.",
            undoing=made.id,
            job=job.id,
        )
        return following(told, message, f"job {made.id}", f"cancel {made.id}")


def is_own(job: Job, person: Person) -> bool:
    """Tell whether a person asked for a job."""
    asked = job.requester
    if asked is None or not person.id:
        return False
    return (asked.tenant, asked.id.lower()) == (person.tenant, person.id.lower())


def following(why: Phrase, message: Message, *lines: str, suggestion: str = "") -> Reply:
    """Answer with a sentence, what was probably meant, and what can be typed next."""
    following = (*lines, JOBS.name, HISTORY.name)
    answer = Misunderstood(why=why, suggestion=suggestion, next=following)
    return replies.misunderstanding(answer, message.conversation.locale)


def instead(job: Job) -> tuple[str, ...]:
    """Give what can be typed about a job that takes this command not: its request, its card.

    Not the request of a change that is open, was made or is half made: it would be one more.
    """
    known = next((each for each in COMMANDS if each.name == job.request.command), None)
    untouched = job.state is State.UNDONE or not any(changed(job))
    anew = known is not None and (
        known.suite or (known.runbook and job.state in _ANEW and untouched)
    )
    return (*([str(job.request)] if anew else []), f"{JOB.name} {job.id}")
