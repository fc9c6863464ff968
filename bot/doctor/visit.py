"""Goes round everything that the configuration names, and says what it finds as it finds it."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from pathlib import Path

from bot.doctor.configured import look_at_configuration
from bot.doctor.doors import look_at_doors
from bot.doctor.left_behind import look_at_left_behind
from bot.doctor.lines import Level, Line, fail, worst
from bot.doctor.machine import look_at_kerberos
from bot.doctor.names import compare
from bot.doctor.store import look_at_store
from bot.doctor.teams import look_at_teams
from bot.settings import Settings, SettingsError, load
from bot.wiring import kerberos_missing, looking, real_clock, teams_settings
from commands.identity import Identity


async def visit(config: Path) -> Level:
    """Print one line for each thing looked at; gives the worst, which is the exit code."""
    level = Level.OK
    async with aclosing(_lines(config)) as lines:  # whoever reads us may leave: head does
        async for line in lines:
            print(line, flush=True)  # noqa: T201  (this is the output)
            level = max(level, line.level)
    return level


async def _lines(config: Path) -> AsyncGenerator[Line, None]:
    try:
        settings = load(config)
    except SettingsError as error:
        for problem in error.problems:
            yield fail(f"configuration, {problem.place}", problem.found, problem.cure)
        return
    for line in look_at_configuration(settings, real_clock().now()):
        yield line
    machine = look_at_kerberos(settings.organisations, kerberos_missing)
    for line in machine:
        yield line
    async with aclosing(look_at_store(settings.store, real_clock())) as lines:
        async for line in lines:
            yield line
    names = {each.name for each in settings.organisations}
    for line in await look_at_left_behind(settings.store, names):
        yield line
    kerberos = worst(machine) is not Level.FAIL
    async with aclosing(_outside(settings, kerberos=kerberos)) as lines:
        async for line in lines:
            yield line


async def _outside(settings: Settings, *, kerberos: bool) -> AsyncGenerator[Line, None]:
    known: dict[str, Identity] = {}
    for organisation in settings.organisations:
        client_id = settings.access[organisation.name].client_id
        doors = look_at_doors(
            organisation,
            client_id,
            partial(looking, settings),
            groups=settings.groups,
            known=known,
            kerberos=kerberos,
        )
        async with aclosing(doors) as lines:
            async for line in lines:
                yield line
    for line in compare(known):
        yield line
    if settings.teams is not None:
        for line in await look_at_teams(teams_settings(settings.teams), real_clock()):
            yield line
