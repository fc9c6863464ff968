"""The command line: ``python -m bot serve | work | ask | audit | doctor | demo``.

What a command needs is imported by that command: the demo starts its lab first, and loads the
product while the lab comes up.
"""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any, Final

from bot.demo.script import Wishes, add_arguments, latency, scenarios
from bot.exits import BadRequest, Ended

try:
    import structlog
except ModuleNotFoundError as missing:  # the system's Python instead of ours: the usual slip
    words = " ".join(sys.argv[1:])
    print(
        f"starting: this Python has no {missing.name}; run `make setup` once, then "
        f"`.venv/bin/python -m bot {words}`",
        file=sys.stderr,
    )
    sys.exit(Ended.COULD_NOT_LOOK)

_LANGUAGES: Final = ("en", "ko", "fr")
_CONFIG: Final = "HYBRIDGE_CONFIG"
"""Names the configuration where a command does not: the image sets it."""


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
    except KeyboardInterrupt:
        return 0
    except Exception as error:  # noqa: BLE001  (whatever it is, it has an exit code of its own)
        return _ended_by(_innermost(error))


def _ended_by(error: BaseException) -> int:
    """Say on standard error what ended the command; gives the exit code."""
    if isinstance(error, BrokenPipeError):  # whoever read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Ended.COULD_NOT_LOOK
    if not isinstance(error, (BadRequest, *_cannot_start())):
        logging.getLogger(__name__).error("this program broke off", exc_info=error)
        return Ended.COULD_NOT_LOOK
    print(error, file=sys.stderr)
    return Ended.BAD_REQUEST if isinstance(error, BadRequest) else Ended.COULD_NOT_LOOK


def _innermost(error: BaseException) -> BaseException:
    """Give the one error that the groups around it were made for."""
    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error


def _cannot_start() -> tuple[type[Exception], ...]:
    """Name what can keep a command from starting; each says itself what to do."""
    from bot.demo.lab import LabFailed
    from bot.settings import SettingsError
    from bot.teams.settings import Refusal
    from bot.wiring import NoTeams
    from jobs.chain import BadKey
    from jobs.embedded import CannotStart, FolderInUse

    return (SettingsError, NoTeams, Refusal, FolderInUse, CannotStart, BadKey, LabFailed, OSError)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="bot", description="Chat-ops for Exchange hybrid.")
    parser.set_defaults(log_level="warning")
    commands = parser.add_subparsers(
        required=True, metavar="serve | work | ask | audit | doctor | demo"
    )
    one = commands.add_parser("serve", help="run the bot: Teams door, cards and worker in one")
    one.add_argument("--no-worker", action="store_true", help="leave the jobs to other processes")
    _configured(one)
    one.set_defaults(run=_serve, log_level="info")
    one = commands.add_parser("work", help="work on jobs, without Teams (needs a shared Redis)")
    _configured(one)
    one.set_defaults(run=_work, log_level="info")
    one = commands.add_parser("ask", help="carry out one request that only reads, without Teams")
    one.add_argument("text", help='e.g. "check oauth contoso.com"')
    one.add_argument("--json", action="store_true", help="print one JSON object per finding")
    one.add_argument("--language", choices=_LANGUAGES, default="en")
    _configured(one)
    one.set_defaults(run=_ask)
    one = commands.add_parser("audit", help="verify or export the journal, also of a running bot")
    _audits(one.add_subparsers(required=True, metavar="verify | export"))
    one = commands.add_parser("doctor", help="look whether all that is needed is in order")
    _configured(one)
    one.set_defaults(run=_doctor, log_level="error")
    one = commands.add_parser("demo", help="play a story against the lab")
    one.add_argument("--scenario", default="hbna", choices=scenarios(), help="the lab's state")
    one.add_argument("--json", action="store_true", help="print one JSON object per event")
    one.add_argument("--language", choices=_LANGUAGES, default="en")
    one.add_argument("--lab-latency", type=latency, default="", metavar="KIND=SECONDS,…")
    add_arguments(one)
    one.set_defaults(run=_demo)
    return parser


def _audits(commands: "argparse._SubParsersAction[Any]") -> None:
    one = commands.add_parser("verify", help="recompute all chains; 1 when one does not hold")
    _configured(one)
    one.set_defaults(run=_verify)
    one = commands.add_parser("export", help="print one row for each journal entry")
    one.add_argument("--since", default="", metavar="DATE", help="e.g. 2026-11-01 (UTC)")
    one.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    _configured(one)
    one.set_defaults(run=_export)


def _configured(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config",
        type=Path,
        default=Path(os.environ.get(_CONFIG) or "hybridge.toml"),  # noqa: TID251  (before settings)
        metavar="FILE",
        help=f"default: what {_CONFIG} says, or hybridge.toml",
    )


def _serve(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    from bot.serve import serve
    from bot.settings import load

    return serve(load(arguments.config), with_worker=not arguments.no_worker)


def _work(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    from bot.serve import work
    from bot.settings import load

    return work(load(arguments.config))


def _verify(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    from bot.audit import verify
    from bot.settings import load

    return verify(load(arguments.config).store)


def _export(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    from bot.audit import export
    from bot.settings import load

    return export(load(arguments.config).store, since=arguments.since, format=arguments.format)


def _ask(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    from bot.ask import ask
    from bot.settings import load
    from bot.wiring import looking

    settings = load(arguments.config)
    return ask(
        arguments.text,
        settings.organisations,
        partial(looking, settings),
        as_json=arguments.json,
        locale=arguments.language,
    )


def _doctor(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    from bot.doctor.visit import visit

    return visit(arguments.config)


def _demo(arguments: argparse.Namespace) -> Coroutine[Any, Any, int]:
    from bot.demo.stage import demo

    return demo(
        Wishes(
            scenario=arguments.scenario,
            script=arguments.script,
            as_json=arguments.json,
            language=arguments.language,
            latency=arguments.lab_latency,
        )
    )


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
