"""What people ask about schedules: to make one, to list them, to end one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final, Protocol

from bot.cards import replies
from bot.cards import schedules as card
from bot.roles import Roles
from bot.talk import Message, Reply
from bot.views import Views
from commands.catalog import COMMANDS, SUITES, command_named
from commands.check import Suite
from commands.grammar import Misunderstood
from commands.on_schedules import SCHEDULE, SCHEDULES, UNSCHEDULE
from commands.organisation import Organisation
from commands.phrases import Phrase, say
from commands.recurrence import Recurrence
from commands.recurrence_words import EXAMPLES, parse
from commands.request import Request
from jobs.machine import Refused
from jobs.record import Conversation, Job, Person, Step, StepKind
from jobs.schedules_record import Schedule

NAMES: Final = frozenset({SCHEDULE.name, SCHEDULES.name, UNSCHEDULE.name})
"""The commands that are answered here."""


class Keeps(Protocol):
    """Who keeps the schedules, as far as a turn needs it."""

    def zone(self, organisation: str) -> tzinfo: ...

    async def add(  # noqa: PLR0913  (what a schedule is, by name)
        self,
        when: Recurrence,
        request: Request,
        *,
        organisation: str,
        requester: Person,
        conversation: Conversation,
        always: bool,
        key: str,
    ) -> Schedule: ...

    async def made_for(self, key: str) -> Schedule | None: ...

    async def get(self, number: int) -> Schedule | None: ...

    async def list(self, *, among: Collection[str]) -> Sequence[Schedule]: ...

    async def runs(self, schedules: Sequence[Schedule]) -> Mapping[int, Job]: ...

    async def remove(self, number: int, *, by: Person) -> Schedule | Refused: ...


@dataclass(frozen=True, kw_only=True)
class OnSchedules:
    """Answers the commands on schedules, and says who may not.

    ``owners`` are the organisations by their domains.
    """

    schedules: Keeps
    views: Views
    roles: Roles
    owners: Mapping[str, Organisation]

    async def answer(self, request: Request, message: Message, *remarks: Phrase) -> Reply:
        """Carry out one of ``NAMES``; the same message again is the same schedule.

        Raises:
            redis.exceptions.RedisError: The store does not answer.
        """
        options = dict(request.options)
        if request.command == UNSCHEDULE.name:
            return await self._end(int(options["number"]), message)
        why = await self.roles.refuses(message.person, command_named(request.command))
        if why is not None:
            return replies.refusal(why, message.conversation.locale)
        if request.command == SCHEDULE.name:
            return await self._make(options, message, remarks)
        return await self._list(message)

    async def _make(
        self, options: Mapping[str, str], message: Message, remarks: Sequence[Phrase]
    ) -> Reply:
        locale = message.conversation.locale
        when = parse(options["when"])
        if isinstance(when, Phrase):
            return replies.refusal(when, locale)
        view = await self.views.of(message.person, guest=message.guest)
        read = view.grammar.read(options["request"])
        if isinstance(read, Misunderstood):
            return replies.misunderstanding(read, locale)
        if (why := await self._refuses(read.request, message.person)) is not None:
            return replies.refusal(why, locale)
        organisation = self.owners[read.request.domain].name
        always = options.get("always") == "yes"
        twin = await self._twin(when, read.request, message, always=always)
        if twin is not None and await self.schedules.made_for(message.id) is None:
            return card.there_already(twin, locale, *remarks)
        schedule = await self.schedules.add(
            when,
            read.request,
            organisation=organisation,
            requester=message.person,
            conversation=message.conversation,
            always=always,
            key=message.id,
        )
        return card.made(schedule, self.schedules.zone(organisation), locale, *remarks)

    async def _twin(
        self, when: Recurrence, request: Request, message: Message, *, always: bool
    ) -> Schedule | None:
        """Find a schedule that looks at the same, as often, and tells of it at the same place."""
        place = message.conversation
        standing = await self.schedules.list(among={self.owners[request.domain].name})
        for each in standing:
            there = each.conversation
            if (
                (each.when, each.always, each.request.command) == (when, always, request.command)
                and each.request.options == request.options
                and (there.id, there.root) == (place.id, place.root)
            ):
                return each
        return None

    async def _list(self, message: Message) -> Reply:
        found = await self.schedules.list(among=await self.roles.held(message.person))
        check = next(each.name for each in COMMANDS if each.suite)
        view = await self.views.of(message.person, guest=message.guest)
        domain = next(iter(view.domains), "<domain>")
        example = f"{SCHEDULE.name} {EXAMPLES[0]} {check} {domain}"
        runs = await self.schedules.runs(found[: card.MOST])
        return card.listing(found, self.schedules.zone, message.conversation.locale, example, runs)

    async def _end(self, number: int, message: Message) -> Reply:
        locale = message.conversation.locale
        if (why := await self._refuses_end(number, message.person)) is not None:
            return replies.refusal(why, locale)
        removed = await self.schedules.remove(number, by=message.person)
        if isinstance(removed, Refused):
            lists = say("{list} lists what is scheduled.", list=SCHEDULES.name)
            return replies.reply([removed.why, lists], locale)
        return card.ended(removed, locale)

    async def _refuses_end(self, number: int, person: Person) -> Phrase | None:
        """Say why a person may not end a schedule; its maker may, whatever their role is by now.

        One of an organisation that does not exist for the person is as good as none.
        """
        command = command_named(UNSCHEDULE.name)
        schedule = await self.schedules.get(number)
        if schedule is None or not await self.roles.sees(person, schedule.organisation):
            return await self.roles.refuses(person, command)
        if person.is_same(schedule.requester):
            return None
        return await self.roles.refuses(person, command, schedule.organisation)

    async def _refuses(self, request: Request, person: Person) -> Phrase | None:
        """Say why a request cannot be scheduled by a person: what changes something never is."""
        command = command_named(request.command)
        if not command.suite or request.domain not in self.owners:
            return say(
                "Only a check can be scheduled, so nothing was. Say what shall be looked at."
            )
        organisation = self.owners[request.domain].name
        for each in (command_named(SCHEDULE.name), command):
            if (why := await self.roles.refuses(person, each, organisation)) is not None:
                return why
        return None


def steps_of(request: Request, suites: Mapping[str, Suite] = SUITES) -> tuple[Step, ...]:
    """Give the steps of a scheduled check, of one that this version does not know too.

    That step fails when it is begun, and the run's card says so.
    """
    known = next((each.suite for each in COMMANDS if each.name == request.command), "")
    if known not in suites:
        title = say("A check that this version of the program does not know")
        return (Step(kind=StepKind.PROVE, title=title, subject=request.command),)
    suite = suites[known]
    return (Step(kind=StepKind.PROVE, title=suite.title, subject=suite.name),)
