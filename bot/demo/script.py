"""A story told on the command line: who says what, which button is pressed, how time passes."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

PEOPLE: Final = ("operator", "operator2", "lead", "lead2", "viewer", "guest")

_SCENARIOS: Final = Path(__file__).resolve().parents[2] / "lab" / "scenarios"
_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class As:
    """From here on, this person speaks."""

    person: str


@dataclass(frozen=True)
class Say:
    text: str


@dataclass(frozen=True)
class Press:
    """Press the button of this verb on the newest card that offers it."""

    verb: str


@dataclass(frozen=True)
class Advance:
    by: timedelta


@dataclass(frozen=True)
class Meanwhile:
    """Something that a person does elsewhere, who has every right there."""

    what: str


Line = As | Say | Press | Advance | Meanwhile

MEANWHILE: Final = {
    "consent": "an administrator of the tenant consents to the new application",
    "update": "the servers are brought to Exchange Server SE",
}
"""What can be done meanwhile, by name."""


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """How a story is to be played; without a script, the demo's own story."""

    scenario: str
    script: Sequence[Line]
    as_json: bool
    language: str
    latency: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--as``, ``--say``, ``--click``, ``--advance``, ``--meanwhile``; their order counts."""
    parser.set_defaults(script=[])
    for flag, read, placeholder, text in (
        ("--as", _person, "PERSON", f"who speaks from here on: {', '.join(PEOPLE)}"),
        ("--say", Say, "TEXT", "a message in the channel"),
        ("--click", Press, "VERB", "the button of that verb on the newest card that offers it"),
        ("--advance", _duration, "TIME", "move the lab's clock forward: 90s, 30m, 50h, 2d"),
        (
            "--meanwhile",
            _meanwhile,
            "WHAT",
            "; ".join(f"{name}: {told}" for name, told in MEANWHILE.items()),
        ),
    ):
        parser.add_argument(flag, action=_Append, type=read, metavar=placeholder, help=text)


class _Append(argparse.Action):
    """Append to the one script, whichever the flag."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002  (argparse's signature)
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        namespace.script = [*namespace.script, values]


def scenarios() -> tuple[str, ...]:
    """Name the lab's scenarios."""
    return tuple(sorted(path.stem for path in _SCENARIOS.glob("*.toml")))


def latency(text: str) -> str:
    """Read ``KIND=SECONDS,…``; the lab knows the kinds."""
    if text and not re.fullmatch(r"[a-z-]+=\d+(\.\d+)?(,[a-z-]+=\d+(\.\d+)?)*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not like on-premises=0.15,graph=0.2")
    return text


def _person(text: str) -> As:
    if text not in PEOPLE:
        raise argparse.ArgumentTypeError(f"nobody is called {text!r}; there are {_list(PEOPLE)}")
    return As(text)


def _meanwhile(text: str) -> Meanwhile:
    if text not in MEANWHILE:
        known = _list(tuple(MEANWHILE))
        raise argparse.ArgumentTypeError(f"{text!r} cannot be done meanwhile; there are {known}")
    return Meanwhile(text)


def _duration(text: str) -> Advance:
    match = re.fullmatch(r"(\d{1,6})([smhd])", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time like 90s, 30m, 50h or 2d")
    return Advance(timedelta(**{_UNITS[match[2]]: int(match[1])}))


def _list(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f" and {words[-1]}"
