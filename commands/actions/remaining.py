"""The servers that there still are, while days go by: one that is gone is not waited for.

Gone is what Active Directory lists no more.  A server that only does not answer is never taken for
gone, nor is any where Active Directory cannot be read.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from commands.action import Already, Look, Not, Unknown
from commands.facts.cmdlets import objects
from commands.outside.departed import is_gone
from commands.outside.exchange import ExchangeServer
from commands.phrases import Phrase, joined, say
from commands.ports import Kind, Outcome, OutsideError, World

T = TypeVar("T")

Ask = Callable[[World, str], Awaitable[T]]
"""Reads something of a server, by its name; raises ``OutsideError``."""

Answers = tuple[tuple[str, T], ...]


async def of_each(
    world: World, servers: Sequence[str], ask: Ask[T]
) -> tuple[Answers[T], tuple[str, ...]]:
    """Ask every server that there still is; gives the answers, and names those that are gone.

    The error of one that does not answer and is not gone is raised.
    """
    answers = await asyncio.gather(*(_one(world, server, ask) for server in servers))
    asked = tuple(zip(servers, answers, strict=True))
    silent = {server: each for server, each in asked if isinstance(each, OutsideError)}
    away = await gone(world, tuple(silent))
    for server, error in silent.items():
        if server not in away:
            raise error
    return tuple((name, each) for name, each in asked if not isinstance(each, OutsideError)), away


async def of_first(world: World, servers: Sequence[str], ask: Ask[T]) -> T:
    """Ask the first server that there still is; its error is raised, and that of the last one."""
    for server in servers[:-1]:
        answer = await _one(world, server, ask)
        if not isinstance(answer, OutsideError):
            return answer
        if server not in await gone(world, (server,)):
            raise answer
    answer = await _one(world, servers[-1], ask)
    if isinstance(answer, OutsideError):
        raise answer
    return answer


async def gone(world: World, servers: Sequence[str]) -> tuple[str, ...]:
    """Name those that Active Directory lists no more; nobody where no other server can tell."""
    if not servers:
        return ()
    among = (*world.on_premises.servers, *servers)
    for other in world.on_premises.servers:
        if other in servers:
            continue
        try:
            known = await objects(
                world.on_premises.on(other), "Get-ExchangeServer", ExchangeServer.from_object
            )
        except OutsideError:
            continue
        return tuple(each for each in servers if is_gone(each, known, among))
    return ()


def with_gone(look: Look, away: Sequence[str]) -> Look:
    """Say with what was seen which servers are no longer waited for."""
    if not away:
        return look
    match look:
        case Already():
            return replace(look, seen=_told(look.seen, away))
        case Not():
            return Not(_told(look.seen, away))
        case Unknown():
            return Unknown(_told(look.why, away))
        case _:
            return look


def told(away: Sequence[str]) -> Phrase:
    """Say which servers are gone."""
    return say(
        "Active Directory does not list {gone} any more: no longer waited for.",
        gone=", ".join(away),
    )


def _told(seen: Phrase | None, away: Sequence[str]) -> Phrase:
    return told(away) if seen is None else joined([seen, told(away)])


async def _one(world: World, server: str, ask: Ask[T]) -> T | OutsideError:
    if server not in world.on_premises.servers:
        return OutsideError(
            kind=Kind.BLOCKED,
            outcome=Outcome.NOT_SENT,
            source=server,
            doing="hybridge.toml",
            detail="it is not configured any more, but Active Directory lists it",
        )
    try:
        return await ask(world, server)
    except OutsideError as error:
        return error
