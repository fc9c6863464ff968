"""Decisions of people at a job's gate, by a button or typed: who may, and what comes of it.

What a button carries only says which job, gate and opening are meant.  The person is the one that
Teams vouched for, their role is asked anew, and the rest is the runner's to hold: that nobody
approves what they asked for, that a decision is about what was shown, and is made once.  Every
refusal stands in the job's journal.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from bot import gate_names
from bot.aftermath import Aftermath
from bot.gate_names import Opening
from bot.on_one_job import following
from bot.roles import Roles, lacking, refuses_stranger
from bot.talk import Click, Message, Reply
from bot.unread import look_up
from commands.answers import Misunderstood
from commands.command import Command
from commands.decisions import reason_of
from commands.on_approvals import APPROVE, REJECT
from commands.phrases import Phrase, say
from commands.request import Request
from jobs.card import is_shown_in
from jobs.desk import Card
from jobs.machine import Refused
from jobs.record import Job, Person, State

DECISIONS: Final = {each.name: each for each in (APPROVE, REJECT)}
"""The commands that are answered here, by their names, which are the buttons' verbs too."""
DAY: Final = 86_400.0
_LONGEST: Final = 200
"""Characters of a button's data that are looked at."""


class Decides(Protocol):
    """The runner's desk, as far as decisions need it."""

    async def job(self, number: int) -> Job | None: ...

    async def card(self, number: int) -> Card | None: ...

    async def approve(
        self, number: int, gate: str, *, by: Person, fingerprint: str, nonce: str
    ) -> Job | Refused: ...

    async def reject(
        self,
        number: int,
        gate: str,
        *,
        by: Person,
        fingerprint: str,
        nonce: str,
        reason: str = "",
    ) -> Job | Refused: ...

    async def deny(
        self, number: int, *, by: Person, gate: str, nonce: str, why: Phrase
    ) -> object: ...

    async def first_seen(self, key: str, seconds: float) -> bool: ...


class Shows(Protocol):
    """Who draws a job's card; returns at once."""

    def show(self, job: Job) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Approvals:
    """Takes decisions."""

    desk: Decides
    roles: Roles
    cards: Shows
    aftermath: Aftermath

    async def click(self, click: Click, number: int | None) -> Phrase:
        """Decide by a button, whose data names job ``number``; says what came of it.

        Raises:
            redis.exceptions.RedisError: The store does not answer.
        """
        command = DECISIONS[click.verb]
        if number is None:
            return say(
                "This button does not say which job it is about, so nothing was decided. Type "
                "{approve} or {reject} with the job's number instead.",
                approve=APPROVE.name,
                reject=REJECT.name,
            )
        job = await look_up(self.desk, number, self.roles, click.person)
        if job is None or isinstance(job, Phrase):
            stranger = refuses_stranger(click.person, guest=click.guest)
            return stranger or job or _no_such(number)
        why = await self._refuses_click(command, job, click)
        if why is None:
            opening, reason = _read(click)
            decided = await self._decide(command, job, click.person, opening, reason)
            if isinstance(decided, Job):
                return self.aftermath.told(decided, _told(command, decided, opening))
            if (counted := _counted(command, job, click.person, opening)) is not None:
                return counted
            why = decided.why
        await self._deny(why, job, click.person)
        return why

    async def answer(self, command: Command, request: Request, message: Message) -> Reply | None:
        """Decide as it was typed; ``None`` where the same message was answered before.

        Raises:
            redis.exceptions.RedisError: The store does not answer.
        """
        options = dict(request.options)
        number, person = int(options["number"]), message.person
        job = await look_up(self.desk, number, self.roles, person)
        if job is None or isinstance(job, Phrase):
            stranger = refuses_stranger(person, guest=message.guest)
            return following(stranger or job or _no_such(number), message)
        why = await self._refuses(command, job, person, guest=message.guest)
        if why is not None:
            if await self._is_first(message):
                await self._deny(why, job, person)
            return following(why, message)
        named = gate_names.read(command, job, options)
        if isinstance(named, Misunderstood):
            return following(named.why, message, *named.next, suggestion=named.suggestion)
        opening, reason = named
        decided = await self._decide(command, job, person, opening, reason)
        first = await self._is_first(message)
        if isinstance(decided, Job):
            told = self.aftermath.told(decided, _told(command, decided, opening))
            return following(told, message, *self.aftermath.lines(decided))
        if not first:  # it came twice, and was taken the first time
            return None
        counted = _counted(command, job, person, opening)
        if counted is None:
            await self._deny(decided.why, job, person)
        return following(counted or decided.why, message, f"job {number}")

    async def _refuses_click(self, command: Command, job: Job, click: Click) -> Phrase | None:
        """Say why not, in the order in which it is found out."""
        why = await self._stranger(job, click.person, guest=click.guest)
        if why is not None:
            return why
        if not is_shown_in(job, await self.desk.card(job.id), click.conversation):
            return say(
                "This card is not where job {job} is shown, so nothing was decided. Type {show} "
                "to have it here.",
                job=job.id,
                show=f"job {job.id}",
            )
        if click.submitted:
            return say(
                "Your Teams is too old to decide with a button, so nothing was decided. Type "
                "{instead}.",
                instead=gate_names.line(command, job),
            )
        if not _is_readable(click):
            return say(
                "This button's data cannot be read, so nothing was decided. Type {instead}.",
                instead=gate_names.line(command, job),
            )
        return await self._refuses_role(command, job, click.person)

    async def _refuses(
        self, command: Command, job: Job, person: Person, *, guest: bool
    ) -> Phrase | None:
        why = await self._stranger(job, person, guest=guest)
        return why if why is not None else await self._refuses_role(command, job, person)

    async def _stranger(self, job: Job, person: Person, *, guest: bool) -> Phrase | None:
        """Say why somebody has no say in a job at all: a guest, without an id, of another tenant.

        For people of another tenant the job exists only where they have a role in its organisation.
        """
        why = refuses_stranger(person, guest=guest)
        if why is not None and person.id:
            return why
        return why if await self.roles.sees(person, job.organisation) else _no_such(job.id)

    async def _refuses_role(self, command: Command, job: Job, person: Person) -> Phrase | None:
        standing = await self.roles.standing(person, job.organisation, fresh=True)
        return None if standing.has(command.role) else lacking(standing, command)

    async def _decide(
        self, command: Command, job: Job, by: Person, opening: Opening, reason: str
    ) -> Job | Refused:
        gate, nonce, fingerprint = opening.gate, opening.nonce, job.fingerprint
        if command is APPROVE:
            decided = await self.desk.approve(
                job.id, gate, by=by, fingerprint=fingerprint, nonce=nonce
            )
        else:
            decided = await self.desk.reject(
                job.id, gate, by=by, fingerprint=fingerprint, nonce=nonce, reason=reason
            )
        if isinstance(decided, Job):
            self.cards.show(decided)
        return decided

    async def _deny(self, why: Phrase, job: Job, person: Person) -> None:
        """Write a refusal down, at the opening that is there: what was sent names nothing."""
        opening = gate_names.open_now(job) or Opening(gate="")
        await self.desk.deny(job.id, by=person, gate=opening.gate, nonce=opening.nonce, why=why)

    async def _is_first(self, message: Message) -> bool:
        return await self.desk.first_seen(f"decided:{message.id}", DAY)


def _read(click: Click) -> tuple[Opening, str]:
    """Read which opening a button is of, and the reason that was typed beside it.

    Only that the two are short texts is certain here.
    """
    reason = click.data.get("reason")
    opening = Opening(gate=str(click.data["gate"]), nonce=str(click.data["nonce"]))
    return opening, reason_of(reason) if isinstance(reason, str) else ""


def _is_readable(click: Click) -> bool:
    given = (click.data.get("gate"), click.data.get("nonce"))
    return all(isinstance(each, str) and 0 < len(each) <= _LONGEST for each in given)


def _told(command: Command, job: Job, opening: Opening) -> Phrase:
    """Say what came of a decision that counts."""
    if command is REJECT:
        return say("You refused job {job}, which has ended it.", job=job.id)
    steps = (step.gate for step in job.steps if step.subject == opening.gate and step.gate)
    gate = next((each for each in steps if each.nonce == opening.nonce), None)
    if gate is not None and len(gate.approvals) < gate.needs:
        return say(
            "Your approval of job {job} counts: {given} of {needed}. Another lead must approve "
            "it too.",
            job=job.id,
            given=len(gate.approvals),
            needed=gate.needs,
        )
    return say("You approved job {job}. It goes on; its card shows how.", job=job.id)


def _counted(command: Command, job: Job, by: Person, opening: Opening) -> Phrase | None:
    """Say that a decision was taken already, where this is the same one once more.

    A message comes again when the process that took the decision died before it answered.  At a
    gate that is still open, one person's second yes is refused as such.
    """
    is_open = job.open_gate is not None and job.open_gate.subject == opening.gate
    steps = () if is_open else (each for each in job.steps if each.subject == opening.gate)
    gates = [each.gate for each in steps if each.gate is not None]
    if command is APPROVE:
        this = (each for each in gates if opening.nonce in {"", each.nonce})
        approved = any(by.is_same(given.by) for each in this for given in each.approvals)
        told = say("Your approval of job {job} counts; its card shows how it stands.", job=job.id)
        return told if approved else None
    refused = job.state is State.REFUSED and any(gate.nonce == opening.nonce for gate in gates)
    if not refused or job.why is None or dict(job.why.values).get("person") != by.name:
        return None
    return say("You refused job {job}, which has ended it.", job=job.id)


def _no_such(number: int) -> Phrase:
    # Word for word the same for a job of another tenant: it does not exist for who asks.
    return say("There is no job {job}.", job=number)
