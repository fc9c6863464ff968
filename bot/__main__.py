"""The command line: ``python -m bot serve | ask | demo``."""

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any, Final

import structlog

from bot.ask import BadRequest, Ended, ask
from bot.demo.lab import LabFailed
from bot.demo.play import Wishes, play
from bot.demo.script import add_arguments
from bot.settings import Settings, SettingsError, load
from bot.teams.settings import Refusal
from bot.wiring import NoTeams, looking, serving
from commands.phrases import LANGUAGES
from jobs.embedded import CannotStart, FolderInUse

_CANNOT_START: Final = (SettingsError, NoTeams, Refusal, FolderInUse, CannotStart, OSError)


class _Parser(argparse.ArgumentParser):
    """Ends with code 3 on a wrong command line: 2 means that something could not be looked at."""

    def error(self, message: str) -> Any:
        self.print_usage(sys.stderr)
        self.exit(Ended.BAD_REQUEST, f"{self.prog}: {message}\n")


def main() -> int:
    arguments = _parser().parse_args()
    _log_to_stderr(arguments.log_level)
    try:
        return int(asyncio.run(arguments.run(arguments)))
    except BadRequest as error:
        print(error, file=sys.stderr)
        return Ended.BAD_REQUEST
    except (*_CANNOT_START, LabFailed) as error:
        print(error, file=sys.stderr)
        return Ended.COULD_NOT_LOOK
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="bot", description="Chat-ops for Exchange hybrid.")
    parser.set_defaults(log_level="warning")
    commands = parser.add_subparsers(required=True, metavar="serve | ask | demo")
    one = commands.add_parser("serve", help="run the bot: Teams door, cards and worker in one")
    _configured(one)
    one.set_defaults(run=_serve, log_level="info")
    one = commands.add_parser("ask", help="carry out one request that only reads, without Teams")
    one.add_argument("text", help='e.g. "check oauth contoso.com"')
    one.add_argument("--json", action="store_true", help="print one JSON object per finding")
    one.add_argument("--language", choices=LANGUAGES, default="en")
    _configured(one)
    one.set_defaults(run=_ask)
    one = commands.add_parser("demo", help="play a story against the lab")
    one.add_argument("--scenario", default="hbna", help="a file of lab/scenarios, without .toml")
    one.add_argument("--json", action="store_true", help="print one JSON object per event")
    one.add_argument("--language", choices=LANGUAGES, default="en")
    one.add_argument("--lab-latency", default="", metavar="KIND=SECONDS,…")
    add_arguments(one)
    one.set_defaults(run=_demo)
    return parser


def _configured(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, default=Path("hybridge.toml"), metavar="FILE")


def _serve(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    return _serving(load(arguments.config))


def _ask(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    settings = load(arguments.config)
    return ask(
        arguments.text,
        settings.organisations,
        partial(looking, settings),
        as_json=arguments.json,
        locale=arguments.language,
    )


def _demo(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    return _playing(
        Wishes(
            scenario=arguments.scenario,
            script=arguments.script,
            as_json=arguments.json,
            language=arguments.language,
            latency=arguments.lab_latency,
        )
    )


async def _serving(settings: Settings) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serving(settings) as bot:
        structlog.get_logger().info("bot.listening", endpoint=bot.endpoint)
        await stop.wait()
    return 0


async def _playing(wishes: Wishes) -> int:
    await play(wishes)
    return 0


def _log_to_stderr(level: str) -> None:
    """Log one event a line to standard error; standard output belongs to the answers."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # A traceback without the values in hand: among them are passwords and tokens.
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=level.upper(), stream=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
