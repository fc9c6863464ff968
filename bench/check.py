"""How long does a check take against slow systems?  ``python -m bench.check``

The lab answers as late as the real systems do.  The check is performed twice against it, each
time from cold: with its calls one after the other, and as it always runs.  From the first run
come the durations of the single calls, from the second which call waited for which; together they
give the longest chain of dependent calls, below which no schedule can come.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.demo.lab import Lab, running_lab
from bot.settings import load
from bot.wiring import looking
from commands.catalog import SUITES
from commands.check import Check, Suite, perform
from commands.findings import Finding
from commands.look import Fact, Facts
from commands.ports import ExchangePort, World

LATENCY = "on-premises=0.15,exchange-online=0.4,graph=0.2,other=0.1,test=1.5"
CHAIN_GOAL = 1.25
SEQUENCE_GOAL = 4.0

_FACT: ContextVar[str] = ContextVar("fact", default="")


@dataclass(frozen=True)
class Call:
    """One call through a port: which, for which fact, and when it was asked for and answered."""

    name: str
    fact: str
    asked: float
    answered: float

    @property
    def seconds(self) -> float:
        return self.answered - self.asked


@dataclass
class Tape:
    """Records calls; with ``one_at_a_time``, no two of them run side by side."""

    one_at_a_time: bool
    calls: list[Call] = field(default_factory=list)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def record(self, name: str, call: Callable[[], Awaitable[Any]]) -> Any:
        waits: AbstractAsyncContextManager[None] = (
            self.turn if self.one_at_a_time else nullcontext()
        )
        async with waits:
            asked = time.perf_counter()
            try:
                return await call()
            finally:
                self.calls.append(Call(name, _FACT.get(), asked, time.perf_counter()))


class Recorded:
    """A port all of whose asynchronous methods are put on tape."""

    def __init__(self, port: Any, label: str, tape: Tape) -> None:
        self._port, self._label, self._tape = port, label, tape

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        if not asyncio.iscoroutinefunction(found):
            return found

        async def taped(*arguments: Any, **options: Any) -> Any:
            first = str(arguments[0]) if arguments else ""
            label = f"{self._label} {name} {first}".replace(" run ", " ")
            return await self._tape.record(label, lambda: found(*arguments, **options))

        return taped


class RecordedServers:
    """The on-premises servers, each call of which is put on tape."""

    def __init__(self, servers: Any, tape: Tape) -> None:
        self._servers, self._tape = servers, tape

    @property
    def servers(self) -> Sequence[str]:
        return list(self._servers.servers)

    def on(self, server: str) -> ExchangePort:
        return Recorded(self._servers.on(server), server, self._tape)

    def any(self) -> ExchangePort:
        return Recorded(self._servers.any(), "any server", self._tape)

    def maintenance(self, server: str) -> ExchangePort | None:
        port = self._servers.maintenance(server)
        return None if port is None else Recorded(port, f"{server}!", self._tape)


def taped(world: World, tape: Tape) -> World:
    return replace(
        world,
        on_premises=RecordedServers(world.on_premises, tape),
        cloud=Recorded(world.cloud, "cloud", tape),
        graph=Recorded(world.graph, "graph", tape),
        net=Recorded(world.net, "net", tape),
    )


def labelled(suite: Suite) -> tuple[Suite, Mapping[str, Fact[Any]]]:
    """Give the suite with facts that say, to the calls they make, for which fact they are made."""
    copies: dict[str, Fact[Any]] = {}

    def copy(fact: Fact[Any]) -> Fact[Any]:
        if fact.name not in copies:

            async def read(world: World, facts: Facts) -> Any:
                _FACT.set(fact.name)
                return await fact.read(world, facts)

            needs = tuple(copy(need) for need in fact.needs)
            copies[fact.name] = Fact(fact.name, fact.source, read, needs)
        return copies[fact.name]

    checks = tuple(
        replace(check, needs=tuple(copy(need) for need in check.needs)) for check in suite.checks
    )
    return replace(suite, checks=checks), copies


def longest_chain(
    facts: Mapping[str, Fact[Any]], calls: Sequence[Call], seconds: Mapping[str, float]
) -> tuple[float, tuple[str, ...]]:
    """Give the longest chain of dependent calls: its length and its calls.

    Within a fact a call depends on those that were answered before it was asked for; a fact
    depends on the facts it needs.
    """
    chains: dict[str, tuple[float, tuple[str, ...]]] = {}

    def of(fact: Fact[Any]) -> tuple[float, tuple[str, ...]]:
        if fact.name not in chains:
            before = max((of(need) for need in fact.needs), default=(0.0, ()))
            own: list[tuple[Call, float, tuple[str, ...]]] = []
            for call in sorted((c for c in calls if c.fact == fact.name), key=lambda c: c.asked):
                earlier = [(s, p) for c, s, p in own if c.answered <= call.asked]
                length, path = max(earlier, default=before)
                own.append((call, length + seconds[call.name], (*path, call.name)))
            chains[fact.name] = max(((s, p) for _, s, p in own), default=before)
        return chains[fact.name]

    return max(of(fact) for fact in facts.values())


async def one_run(lab: Lab, *, one_at_a_time: bool) -> tuple[float, Tape, Mapping[str, Fact[Any]]]:
    """Perform the check once from cold; gives seconds, the calls, and the facts."""
    settings = load(lab.settings)
    suite, facts = labelled(SUITES["oauth"])
    tape = Tape(one_at_a_time)

    async def found(_: Check, __: tuple[Finding, ...]) -> None:
        return None

    async with looking(settings, settings.organisations[0]) as world:
        started = time.perf_counter()
        await perform(taped(world, tape), suite, found)
        return time.perf_counter() - started, tape, facts


async def main() -> int:
    with tempfile.TemporaryDirectory(prefix="hybridge-bench-") as folder:
        async with running_lab("hbna", Path(folder), LATENCY) as lab:
            await one_run(lab, one_at_a_time=False)  # loads libraries on both sides
            sequence, single, _ = await one_run(lab, one_at_a_time=True)
            wall, tape, facts = await one_run(lab, one_at_a_time=False)
    seconds: dict[str, float] = {call.name: call.seconds for call in tape.calls}
    seconds |= {call.name: call.seconds for call in single.calls}
    chain, path = longest_chain(facts, tape.calls, seconds)
    print(f"calls                         {len(tape.calls)}")
    print(f"one after the other           {sequence:6.2f} s")
    print(f"longest chain of calls        {chain:6.2f} s   {' → '.join(path)}")
    print(f"the check                     {wall:6.2f} s")
    to_chain, to_sequence = wall / chain, sequence / wall
    print(f"ratio to the longest chain    {to_chain:6.2f}     (goal: at most {CHAIN_GOAL})")
    print(f"times faster than in sequence {to_sequence:6.2f}     (goal: at least {SEQUENCE_GOAL})")
    return 0 if to_chain <= CHAIN_GOAL and to_sequence >= SEQUENCE_GOAL else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
