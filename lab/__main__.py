"""``python -m lab serve --folder DIR``: a hybrid organisation until it is told to stop.

Prints one line of JSON when everything is up.
"""

import argparse
import asyncio
import json
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from lab import scenario
from lab.faults import KINDS
from lab.process import running
from lab.scenario_tables import ScenarioError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        asyncio.run(_serve(options))
    except ScenarioError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lab", description="A lab of hybrid Exchange.")
    serve = parser.add_subparsers(required=True, metavar="serve").add_parser(
        "serve", help="run until SIGTERM or SIGINT"
    )
    serve.add_argument(
        "--scenario", default="hbna", help=f"{', '.join(scenario.names())}, or a TOML file"
    )
    serve.add_argument(
        "--folder", type=Path, required=True, help="where hybridge.toml and its secrets go"
    )
    serve.add_argument(
        "--latency",
        type=latency,
        default={},
        metavar="KIND=SECONDS,…",
        help=f"of {', '.join(KINDS)}",
    )
    serve.add_argument("--bot", default="", metavar="URL", help="the bot's messaging endpoint")
    serve.add_argument(
        "--with-parent", action="store_true", help="also stop when standard input is closed"
    )
    return parser


def latency(text: str) -> dict[str, float]:
    """Read ``on-premises=0.15,graph=0.2``; raises ``ValueError`` for anything else."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    read = {kind.strip(): float(seconds) for kind, _, seconds in pairs}
    if not read.keys() <= set(KINDS):
        raise ValueError(f"kinds of call are {', '.join(KINDS)}")
    return read


async def _serve(options: argparse.Namespace) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    if options.with_parent:
        _watch_parent(loop, stopping)
    async with running(
        options.scenario, options.folder, latency=options.latency, bot=options.bot
    ) as lab:
        ready = {"ready": True, "control": lab.control, "settings": str(lab.settings)}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()
        await stopping.wait()


def _watch_parent(loop: asyncio.AbstractEventLoop, stopping: asyncio.Event) -> None:
    """Stop when the parent is gone: its end of our standard input closes, however it dies.

    A thread, because a loop cannot wait on every kind of standard input.
    """

    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        loop.call_soon_threadsafe(stopping.set)

    threading.Thread(target=wait, name="parent", daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
