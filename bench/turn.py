"""How much a turn costs: ``python -m bench.turn``.

A turn is one Teams message: its token checked, answered over HTTP, and what the bot says about it
arrived at the connector.  For ours that is the first card of a job that is safely in the store;
for the baseline, the SDK's echo sample, it is the echo.  Each bot has a core of its own, on which
its store runs too; clients and connector have the other.  Prints turns a second on that core, the
CPU time of a turn (of bot and store together), and the ratios to the baseline of the same run, by
the wall clock and by CPU time, which other load on the machine disturbs less.  Exits 1 when either
is below the goal.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.turn_bots import BOTS
from bench.turn_far import FarSide, Turn
from lab.ca import Authority

GOAL: Final = 5.0
"""Times the turns per second and core of the stock bot."""
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One bot in one round.  Times in milliseconds."""

    turns_per_second: float
    turns_per_cpu_second: float
    cpu: float
    store_cpu: float
    answered: float
    shown: float
    shown_late: float
    token_requests: int


async def main() -> int:
    options = _options()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:1])
    results: dict[str, list[Figures]] = {name: [] for name in BOTS}
    for _ in range(options.rounds):
        for name in BOTS:
            results[name].append(await _measure(name, options, core=cores[-1]))
    best = {name: _middle(figures) for name, figures in results.items()}
    _print(best, results, options)
    return 0 if min(_ratios(best, "stock")) >= GOAL else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.turn", description=__doc__)
    parser.add_argument("--turns", type=int, default=600, help="turns in each round")
    parser.add_argument("--clients", type=int, default=16, help="messages under way at once")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one object, for machines")
    return parser.parse_args()


async def _measure(name: str, options: argparse.Namespace, *, core: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority("Bench root")
        far = FarSide(authority)
        await far.open()
        ca = authority.write(Path(folder) / "ca.pem")
        settings = {
            "url": far.url,
            "login": far.login,
            "ca": str(ca),
            "log": str(Path(folder) / "log"),
            "folder": str(Path(folder) / "store"),
        }
        process = await _start(name, settings, core)
        try:
            assert process.stdout is not None
            port = json.loads(await process.stdout.readline())["port"]
            bot = f"http://127.0.0.1:{port}/api/messages"
            await far.run(bot, options.turns // 5, options.clients, "warm-")
            before, asked = _cpu(process.pid), far.token_requests
            seconds, turns = await far.run(bot, options.turns, options.clients, "turn-")
            after = _cpu(process.pid)
            return _figures(seconds, turns, before, after, far.token_requests - asked)
        finally:
            process.terminate()
            await process.wait()
            await far.close()


async def _start(name: str, settings: dict[str, Any], core: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.turn_bots",
        name,
        json.dumps(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=None,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )


def _figures(
    seconds: float,
    turns: list[Turn],
    before: tuple[float, float],
    after: tuple[float, float],
    token_requests: int,
) -> Figures:
    shown = sorted(1000 * (turn.shown - turn.sent) for turn in turns)
    return Figures(
        turns_per_second=len(turns) / seconds,
        turns_per_cpu_second=len(turns) / (sum(after) - sum(before)),
        cpu=1000 * (after[0] - before[0]) / len(turns),
        store_cpu=1000 * (after[1] - before[1]) / len(turns),
        answered=1000 * statistics.median(turn.answered - turn.sent for turn in turns),
        shown=statistics.median(shown),
        shown_late=shown[int(len(shown) * 0.99)],
        token_requests=token_requests,
    )


def _cpu(pid: int) -> tuple[float, float]:
    """Give the CPU seconds of a process, and of the processes it has started."""
    return _own_cpu(pid), sum(_own_cpu(child) for child in _children(pid))


def _own_cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    return [
        int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()
    ]


def _middle(figures: list[Figures]) -> Figures:
    """Give the round whose throughput is the median."""
    ordered = sorted(figures, key=lambda it: it.turns_per_second)
    return ordered[len(ordered) // 2]


def _ratios(best: dict[str, Figures], baseline: str) -> tuple[float, float]:
    """Give ours in multiples of a baseline, by the wall clock and by CPU time."""
    ours, other = best["ours"], best[baseline]
    return (
        ours.turns_per_second / other.turns_per_second,
        ours.turns_per_cpu_second / other.turns_per_cpu_second,
    )


def _print(
    best: dict[str, Figures], results: dict[str, list[Figures]], options: argparse.Namespace
) -> None:
    ratios = {name: _ratios(best, name) for name in BOTS if name != "ours"}
    if options.json:
        print(json.dumps({"bots": {k: vars(v) for k, v in best.items()}, "ratios": ratios}))
        return
    print(
        f"{options.turns} turns, {options.clients} at once, token validation on, "
        f"median of {options.rounds} rounds\n"
    )
    print(f"{'bot':12} {'turns/s':>8} {'range':>13} {'per CPU s':>10} {'CPU ms':>7}", end="")
    print(f" {'store ms':>9} {'answered':>9} {'shown ms':>9} {'p99':>7} {'token requests':>15}")
    for name, it in best.items():
        speeds = [each.turns_per_second for each in results[name]]
        spread = f"{min(speeds):.0f}-{max(speeds):.0f}"
        print(f"{name:12} {it.turns_per_second:8.0f} {spread:>13}", end="")
        print(f" {it.turns_per_cpu_second:10.0f} {it.cpu:7.2f} {it.store_cpu:9.2f}", end="")
        print(f" {it.answered:9.1f} {it.shown:9.1f} {it.shown_late:7.1f}", end="")
        print(f" {it.token_requests:15d}")
    print(f"\ngoal {GOAL:.0f} x                       turns/s    turns per CPU second")
    for name, (wall, cpu) in ratios.items():
        print(f"ours / {name:16} {wall:14.1f} x {cpu:16.1f} x")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
