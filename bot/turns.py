"""Decides what to answer to a message or a click; the work itself is a job's, never the turn's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from redis.exceptions import RedisError

from bot import on_jobs, on_schedules, standing, whoami
from bot.aftermath import Aftermath
from bot.approvals import DECISIONS, Approvals, Decides
from bot.asking import Asking, Submits
from bot.cards import help as help_card
from bot.cards import pages, replies
from bot.cards.job import AGAIN
from bot.on_jobs import Knows, OnJobs
from bot.on_one_job import following
from bot.on_schedules import Keeps, OnSchedules
from bot.roles import Roles, refuses_stranger
from bot.talk import Answer, Click, Message, Reply
from bot.unread import look_up
from bot.views import View, Views
from commands.catalog import COMMANDS, RUNBOOKS, SUITES, command_named
from commands.check import Suite
from commands.command import Command
from commands.grammar import Misunderstood, Understood
from commands.on_approvals import WHOAMI
from commands.organisation import Organisation
from commands.phrases import Phrase, render, say
from commands.ports import Clock
from commands.reading import HELP
from commands.request import Request
from commands.runbook import Runbook
from jobs.card import is_shown_in
from jobs.held import Busy
from jobs.record import Conversation, Job

DAY: Final = 86_400.0
_OF_ANYBODY: Final = frozenset({*DECISIONS, WHOAMI.name})


class Takes(Knows, Decides, Submits, Protocol):
    """The runner's desk, as far as a turn needs it."""


class Shows(Protocol):
    """Who draws a job's card; returns at once."""

    def show(self, job: Job) -> None: ...

    async def reply(self, job: Job, locale: str) -> Reply: ...

    def page(self, job: Job, number: int, locale: str) -> Reply: ...


class Talk:
    """Implements ``Turns``.

    Args:
        organisations: Those that can be asked about.
        roles: Who may do what.
        desk: Where jobs are handed in.
        cards: Who draws them.
        clock: For what is asked about since yesterday.
        schedules: Where what is asked for again and again is kept.
    """

    def __init__(  # noqa: PLR0913  (it is wired once, by name)
        self,
        *,
        organisations: Sequence[Organisation],
        roles: Roles,
        desk: Takes,
        cards: Shows,
        clock: Clock,
        schedules: Keeps | None = None,
        suites: Mapping[str, Suite] = SUITES,
        runbooks: Mapping[str, Runbook] = RUNBOOKS,
    ) -> None:
        self._views = Views(organisations, roles)
        owners = {domain: each for each in organisations for domain in each.domains}
        self._on_jobs = OnJobs(desk=desk, roles=roles, owners=owners, clock=clock)
        self._on_schedules = None
        if schedules is not None:
            self._on_schedules = OnSchedules(
                schedules=schedules, views=self._views, roles=roles, owners=owners
            )
        zones = {each.name: ZoneInfo(each.time_zone) for each in organisations}
        aftermath = Aftermath(clock=clock, zones=zones)
        self._approvals = Approvals(desk=desk, roles=roles, cards=cards, aftermath=aftermath)
        self._roles = roles
        self._desk = desk
        self._cards = cards
        self._suites = suites
        self._asking = Asking(
            desk=desk,
            roles=roles,
            cards=cards,
            owners=owners,
            suites=suites,
            runbooks=runbooks,
        )

    async def on_message(self, message: Message) -> Reply | None:
        """Answer a message; a job's card is posted by whoever keeps it, not returned."""
        locale = message.conversation.locale
        try:
            reply = await self._carry_out(message)
            if reply is None:
                return None
            # A request needs no such note: the same message makes the same job each time.
            first = await self._desk.first_seen(f"answered:{message.id}", DAY)
        except RedisError as error:
            return replies.store_is_away(error, locale)
        return reply if first else None

    async def on_click(self, click: Click) -> Answer:
        """Answer a button.  Its data only says which job is meant; the rest is looked up."""
        locale = click.conversation.locale
        try:
            if click.verb in DECISIONS and not click.automatic:
                number = _number(click.data.get("job"))
                return _told(await self._approvals.click(click, number), locale)
            job = await self._job_of(click)
            if isinstance(job, Phrase):
                return _told(job, locale)
            if job is None:
                return _told(
                    say("This card is out of date. Type the request again to get a new one."),
                    locale,
                )
            return await self._on_card(job, click)
        except RedisError as error:
            return Answer(message=replies.store_is_away(error, locale).summary)

    async def _on_card(self, job: Job, click: Click) -> Answer:
        locale = click.conversation.locale
        if click.automatic:
            return Answer(card=(await self._cards.reply(job, locale)).card)
        if click.verb == pages.PAGES:
            return await self._page(job, click)
        if click.verb == AGAIN:
            return _told(await self._asking.again(job, click), locale)
        return _told(
            say("I do not know this button any more. Type {help} to see what I can do.", help=HELP),
            locale,
        )

    async def _page(self, job: Job, click: Click) -> Answer:
        """Show a page of the whole plan in the card's place, to who clicked; 0 is the card."""
        locale = click.conversation.locale
        why = await self._roles.refuses_person(click.person, guest=click.guest)
        if why is not None:
            return _told(why, locale)
        number = _number(click.data.get("page")) or 0
        if number == 0:
            return Answer(card=(await self._cards.reply(job, locale)).card)
        return Answer(card=self._cards.page(job, number, locale).card)

    async def on_installed(self, conversation: Conversation) -> Reply | None:
        """Introduce the bot, once per conversation however often Teams tells of it."""
        key = f"installed:{conversation.tenant}:{conversation.id}"
        domains = self._views.owned(conversation.tenant).domains
        introduction = replies.introduction(conversation.locale, domains)
        try:
            return introduction if await self._desk.first_seen(key, DAY) else None
        except RedisError:
            return introduction

    async def _carry_out(self, message: Message) -> Reply | None:
        view = await self._views.of(message.person, guest=message.guest)
        lines = view.grammar.checks(message.text)
        if isinstance(lines, Misunderstood):
            return await self._answer(lines, message, view)
        if lines:
            asked = [
                replace(message, id=f"{message.id}/{at}", text=line)
                for at, line in enumerate(lines)
            ]
            answers = [
                await self._answer(view.grammar.read(each.text), each, view) for each in asked
            ]
            return replies.together([each for each in answers if each is not None])
        return await self._answer(view.grammar.read(message.text), message, view)

    async def _answer(
        self, read: Understood | Misunderstood, message: Message, view: View
    ) -> Reply | None:
        locale = message.conversation.locale
        if isinstance(read, Understood) and read.request.command in _OF_ANYBODY:
            return await self._answer_anybody(read.request, message)
        why = await self._roles.refuses_person(message.person, guest=message.guest)
        if why is not None:
            return replies.refusal(why, locale)
        if isinstance(read, Misunderstood):
            stands = await standing.told(read.about, message.person, self._desk, self._roles)
            return replies.misunderstanding(read, locale, stands)
        command = command_named(read.request.command)
        if command.name in on_jobs.NAMES:  # who may is not told by the role alone
            return await self._on_jobs.answer(command, read.request, message)
        if command.name in on_schedules.NAMES and self._on_schedules is not None:  # likewise
            remarks = () if read.remark is None else (read.remark,)
            return await self._on_schedules.answer(read.request, message, *remarks)
        return await self._do(command, read, message, view)

    async def _answer_anybody(self, request: Request, message: Message) -> Reply | None:
        """Answer what people without a role are answered too, or are told why not."""
        if request.command in DECISIONS:  # whose refusals are written down
            return await self._approvals.answer(DECISIONS[request.command], request, message)
        why = refuses_stranger(message.person, guest=message.guest)
        if why is not None:
            return replies.refusal(why, message.conversation.locale)
        return await self._who(message)

    async def _who(self, message: Message) -> Reply:
        """Tell somebody what they may do, by what the directory says now."""
        person = message.person
        standing = await self._roles.anywhere(person, fresh=True)
        view = await self._views.of(person)
        each = [(one.domain, await self._roles.standing(person, one.name))
                for one in view.organisations]  # fmt: skip
        return whoami.told(standing, message, apart=each)

    async def _do(
        self, command: Command, read: Understood, message: Message, view: View
    ) -> Reply | None:
        """Carry out what a role is enough for; ``None`` when a job's card is the whole answer."""
        locale = message.conversation.locale
        organisation = view.organisation(read.request.domain)
        name = None if organisation is None else organisation.name
        if (why := await self._roles.refuses(message.person, command, name)) is not None:
            return replies.refusal(why, locale)
        if command.name == HELP:
            return await self._help(read.request, message, view)
        try:
            await self._asking.start(read.request, message.person, message.conversation, message.id)
        except Busy as error:
            return following(error.holder.why, message, *error.holder.lines)
        return None if read.remark is None else replies.reply([read.remark], locale)

    async def _job_of(self, click: Click) -> Job | Phrase | None:
        """Find the job a card shows; one of another conversation is none of this card's.

        One of an organisation that does not exist for the person is none either.
        """
        number = _number(click.data.get("job"))
        if number is None:
            return None
        job = await look_up(self._desk, number, self._roles, click.person)
        if job is None or isinstance(job, Phrase):
            return job
        if not await self._roles.sees(click.person, job.organisation):
            return None
        card = await self._desk.card(number)
        return job if is_shown_in(job, card, click.conversation) else None

    async def _help(self, request: Request, message: Message, view: View) -> Reply:
        locale, domains = message.conversation.locale, view.domains
        about = dict(request.options).get("command")
        if about is not None:
            return help_card.one(command_named(about), self._suites, domains, locale)
        role = (await self._roles.anywhere(message.person)).role or COMMANDS[-1].role
        return help_card.everything(COMMANDS, domains, role, locale)


def _told(phrase: Phrase, locale: str) -> Answer:
    return Answer(message=render(phrase, locale))


def _number(value: Any) -> int | None:
    """Read a job's number out of what a client sent; clients send numbers as text too."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None  # noqa: PLR2004
