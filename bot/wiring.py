"""Puts the product together: the only place that builds adapters.

``serving`` is the whole bot (door, keeper, worker over one store), ``working`` a worker alone;
``looking`` opens one organisation for a single request.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from adapters import logs
from adapters.clock import Clock as RealClock
from adapters.exchange_onprem import Account
from adapters.graph import load_sdk
from adapters.psrp import tickets
from adapters.world import Credentials, Opened, open_world
from bot.door_settings import TeamsAccess
from bot.fullness import Fullness
from bot.granted import roles_of
from bot.keeper import Keeper
from bot.on_schedules import steps_of
from bot.roles import Roles
from bot.settings import Access, Settings
from bot.stores import OpenStore, open_store
from bot.teams.connections import listen
from bot.teams.opening import Outgoing, Teams
from bot.teams.settings import TeamsSettings
from bot.turns import Talk
from commands.catalog import BOOK, RUNBOOKS, SUITES
from commands.identity import identify
from commands.organisation import Organisation
from commands.outside.sign_in import Trouble
from commands.phrases import render
from commands.ports import Clock, World
from commands.tenancy import Tenancy
from jobs import program
from jobs.bell import Bell
from jobs.desk import Desk
from jobs.embedded import CannotStart
from jobs.plan import Approvals
from jobs.schedules import Schedules
from jobs.worker import Worker

_REMEMBERED: Final = 86_400.0
"""Seconds for which a delivered activity is known; Teams repeats one within minutes."""


@dataclass(frozen=True, kw_only=True)
class Serving:
    """The running bot: where it listens, and its desk."""

    host: str
    port: int
    desk: Desk
    replied: Callable[[], Awaitable[None]]

    async def quiet(self) -> None:
        """Wait until every answer is out, no job can go on by itself, and all cards are drawn."""
        await self.replied()
        await self.desk.settled(drawn=True)

    @property
    def endpoint(self) -> str:
        """The messaging endpoint."""
        return f"http://{self.host}:{self.port}/api/messages"


class NoTeams(Exception):
    """The configuration has no [teams] section, so there is nobody to talk to."""


@asynccontextmanager
async def serving(
    settings: Settings, clock: Clock | None = None, *, work: bool = True
) -> AsyncIterator[Serving]:
    """Run the bot until the context ends; then hand over what is under way and let go.

    Without ``work`` it only listens and draws cards; ``working`` does the rest elsewhere.

    Raises:
        NoTeams: There is no [teams] section.
        jobs.embedded.FolderInUse: Another process owns the data folder.
        jobs.embedded.CannotStart: The store cannot be opened, or not be shared.
        bot.teams.settings.Refusal: The settings would let strangers in.
    """
    if settings.teams is None:
        raise NoTeams(f"reading {settings.path}: there is no [teams] section; write one")
    logs.quieten()
    if not work:
        _require_shared(settings, "serve --no-worker")
    clock = clock or RealClock()
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(open_store(settings.store, clock))
        tenancy = Tenancy.of(settings.organisations)
        desk = Desk(at.store, clock, BOOK, _approvals(settings), tenancy)
        # The directory is asked which groups people are in, also where others do the work.
        opens = work or settings.groups
        worlds = await _worlds(settings, clock, stack) if opens else {}
        roles = roles_of(settings, worlds.values(), clock)
        stack.push_async_callback(roles.close)
        outgoing = Outgoing(teams_settings(settings.teams), clock)
        schedules = _schedules(settings, at, clock)
        keeper = _keeper(settings, desk, outgoing, clock, schedules)
        talk = _talk(settings, desk, keeper, schedules, roles, clock)
        seen = partial(desk.first_seen, seconds=_REMEMBERED)
        teams = outgoing.listen(talk, seen, speak=render)
        stack.push_async_callback(teams.close)
        await stack.enter_async_context(_background(keeper))
        fullness = Fullness(desk=desk, posts=outgoing.posts, clock=clock)
        await stack.enter_async_context(_tasks(fullness.run()))
        if work:
            await _work(settings, at, worlds, schedules, clock, stack)
        port = await _listen(teams, settings.teams, stack)
        yield Serving(host=settings.teams.host, port=port, desk=desk, replied=teams.replied)


@asynccontextmanager
async def working(settings: Settings, clock: Clock | None = None) -> AsyncIterator[str]:
    """Only work on jobs, without Teams; gives the worker's name.  At the end hand over.

    Raises:
        jobs.embedded.CannotStart: The store cannot be opened, or not be shared.
    """
    _require_shared(settings, "work")
    clock = clock or RealClock()
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(open_store(settings.store, clock))
        worlds = await _worlds(settings, clock, stack)
        yield await _work(settings, at, worlds, _schedules(settings, at, clock), clock, stack)


def _require_shared(settings: Settings, command: str) -> None:
    if settings.store.address is None:
        raise CannotStart(
            f"reading {settings.path}: `{command}` shares its store with other processes, and the "
            "embedded one belongs to a single process; name a Redis (`[store] url`)"
        )


async def _work(
    settings: Settings,
    at: OpenStore,
    worlds: Mapping[str, World],
    schedules: Schedules,
    clock: Clock,
    stack: AsyncExitStack,
) -> str:
    worker = Worker(
        at.store,
        Bell(at.address, clock),
        worlds.__getitem__,
        clock,
        suites=SUITES,
        book=BOOK,
        runbooks=RUNBOOKS,
        approvals=_approvals(settings),
        identify=identify,
        schedules=schedules,
        program=program.version(),
    )
    await stack.enter_async_context(_tasks(*at.upkeep(worker.name)))
    await stack.enter_async_context(worker.running())
    return worker.name


def real_clock() -> Clock:
    """Give the clock that everything goes by, unless a rehearsal brings its own."""
    return RealClock()


def kerberos_missing() -> Trouble | None:
    """Tell what this machine lacks for Kerberos; nobody is asked."""
    return tickets.missing()


def load_libraries() -> None:
    """Load what is slow to load, before it is needed; for a thread."""
    load_sdk()


@asynccontextmanager
async def looking(
    settings: Settings, organisation: Organisation, clock: Clock | None = None
) -> AsyncIterator[World]:
    """Open one organisation's doors for a single request."""
    access = settings.access[organisation.name]
    opened = await open_world(organisation, _credentials(access), clock or RealClock())
    try:
        yield opened.world
    finally:
        await opened.close()


async def _worlds(settings: Settings, clock: Clock, stack: AsyncExitStack) -> Mapping[str, World]:
    opened: list[Opened] = []
    for organisation in settings.organisations:
        one = await open_world(
            organisation, _credentials(settings.access[organisation.name]), clock
        )
        stack.push_async_callback(one.close)
        opened.append(one)
    # Loading Graph's library takes a second of somebody's time: a thread's, while the rest starts.
    await stack.enter_async_context(_tasks(*(one.warm_up() for one in opened)))
    return {one.world.organisation.name: one.world for one in opened}


def _approvals(settings: Settings) -> Approvals:
    deciding = settings.deciding
    return Approvals(seconds=deciding.seconds, two_leads=frozenset(deciding.two_leads))


def _schedules(settings: Settings, at: OpenStore, clock: Clock) -> Schedules:
    tenancy = Tenancy.of(settings.organisations)
    return Schedules(at.store, clock, zones=_zones(settings), steps=steps_of, tenancy=tenancy)


def _zones(settings: Settings) -> Mapping[str, ZoneInfo]:
    return {each.name: ZoneInfo(each.time_zone) for each in settings.organisations}


def _keeper(
    settings: Settings, desk: Desk, outgoing: Outgoing, clock: Clock, schedules: Schedules
) -> Keeper:
    return Keeper(
        desk=desk,
        posts=outgoing.posts,
        suites=SUITES,
        clock=clock,
        owner=secrets.token_hex(8),
        zones=_zones(settings),
        notices={each.name: each.expiry_days for each in settings.organisations},
        tenancy=Tenancy.of(settings.organisations),
        news=schedules.news,
    )


def _talk(
    settings: Settings,
    desk: Desk,
    keeper: Keeper,
    schedules: Schedules,
    roles: Roles,
    clock: Clock,
) -> Talk:
    return Talk(
        organisations=settings.organisations,
        roles=roles,
        desk=desk,
        cards=keeper,
        clock=clock,
        schedules=schedules,
    )


async def _listen(teams: Teams, access: TeamsAccess, stack: AsyncExitStack) -> int:
    port, close = await listen(teams.app, access.host, access.port)
    stack.push_async_callback(close)
    return port


@asynccontextmanager
async def _background(keeper: Keeper) -> AsyncIterator[None]:
    async with _tasks(keeper.run()):
        yield


@asynccontextmanager
async def _tasks(*coroutines: "asyncio._CoroutineLike[None]") -> AsyncIterator[None]:
    """Run beside the context and end with it; what one of them raises ends the program."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(each) for each in coroutines]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()


def _credentials(access: Access) -> Credentials:
    return Credentials(
        exchange=Account(
            user=access.exchange.user,
            password=access.exchange.password,
            keytab=access.exchange.keytab,
            ticket_cache=access.exchange.ticket_cache,
            ca_file=Path(access.ca_file) if access.ca_file else None,
        ),
        client_id=access.client_id,
        certificate_pem=access.certificate,
        ca_file=Path(access.ca_file) if access.ca_file else None,
    )


def teams_settings(access: TeamsAccess) -> TeamsSettings:
    """Give the Teams side its settings, with its secrets."""
    return TeamsSettings(
        app_id=access.app_id,
        tenants=access.tenants,
        certificate=access.certificate,
        secret=access.secret,
        login=access.login,
        metadata=access.metadata,
        issuer=access.issuer,
        scope=access.scope,
        service_hosts=access.service_hosts,
        ca=Path(access.ca_file) if access.ca_file else None,
        host=access.host,
        language=access.language,
        development=access.development,
        edit_interval=access.edit_interval,
    )
