"""Goes round everything that the configuration names, and says what it finds as it finds it."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from bot.doctor.doors import look_at_doors
from bot.doctor.lines import Level, Line, fail, ok, warn
from bot.doctor.store import look_at_store
from bot.doctor.teams import look_at_teams
from bot.settings import Settings, SettingsError, load
from bot.wiring import looking, real_clock, teams_settings


async def visit(config: Path) -> Level:
    """Print one line for each thing looked at; gives the worst, which is the exit code."""
    level = Level.OK
    async for line in _lines(config):
        print(line, flush=True)  # noqa: T201  (this is the output)
        level = max(level, line.level)
    return level


async def _lines(config: Path) -> AsyncIterator[Line]:
    try:
        settings = load(config)
    except SettingsError as error:
        for problem in error.problems:
            yield fail(f"configuration, {problem.place}", problem.found, problem.cure)
        return
    for line in _configuration(settings):
        yield line
    async for line in look_at_store(settings.store, real_clock()):
        yield line
    async for line in _outside(settings):
        yield line


async def _outside(settings: Settings) -> AsyncIterator[Line]:
    for organisation in settings.organisations:
        client_id = settings.access[organisation.name].client_id
        doors = look_at_doors(
            organisation,
            client_id,
            partial(looking, settings),
            groups=settings.groups,
        )
        async for line in doors:
            yield line
    if settings.teams is not None:
        for line in await look_at_teams(teams_settings(settings.teams), real_clock()):
            yield line


def _configuration(settings: Settings) -> list[Line]:
    lines = [ok("configuration", f"{settings.path} can be read, its secrets are there")]
    grants = settings.grants
    if settings.teams is None:
        lines.append(
            warn(
                "configuration, teams",
                "there is no such section, so only `ask` and `work` can run",
                "write [teams], see docs/reference/settings.md",
            )
        )
    elif not grants.can_ask:
        lines.append(
            warn(
                "configuration, roles",
                "nobody is an operator or a lead, so nobody may ask for anything",
                "write object ids under [roles]",
            )
        )
    elif not grants.can_approve:
        lines.append(
            warn(
                "configuration, roles",
                "nobody is a lead, so nobody can approve a change",
                "write object ids under [roles] leads or lead_groups",
            )
        )
    return lines
