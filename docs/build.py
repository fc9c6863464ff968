"""Writes the generated pages of the reference; ``--check`` fails when one is stale."""

import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from commands.catalog import COMMANDS, SUITES
from commands.check import Check
from commands.checks.signatures import SIGNATURES, Kind, Signature

HOME: Final = Path(__file__).resolve().parent / "reference"


def main() -> int:
    """Write the pages, or compare them."""
    stale = [name for name, text in pages().items() if _read(HOME / name) != text]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/reference/{name} is stale: run make fix", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (HOME / name).write_text(pages()[name], encoding="utf-8")
        print(f"wrote docs/reference/{name}")
    return 0


def pages() -> dict[str, str]:
    """Give each generated page's text by its file name."""
    return {
        "commands.md": "\n".join(_commands()),
        "checks.md": "\n".join(_checks()),
        "failures.md": "\n".join(_failures()),
    }


def _commands() -> Iterator[str]:
    yield "# What can be asked\n"
    yield "Write to the bot in its channel, with a mention first; the order of the words does not"
    yield "matter, and Korean and French phrasings are understood too.\n"
    for command in COMMANDS:
        yield f"## `{command.usage}`\n"
        yield f"{command.summary}\n"
        yield f"Least role: {command.role.value}.\n"
        for language, texts in command.synonyms.items():
            yield f"- {language}: {', '.join(f'`{text}`' for text in texts)}"
        yield ""


def _checks() -> Iterator[str]:
    yield "# What is checked\n"
    yield "Each check reads its facts, then judges them; what cannot be read gives *unknown*, with"
    yield "the reason. Every finding that is not ok says why, what it breaks, and what to type."
    yield "What the text of a failed test tells: [failures.md](failures.md).\n"
    for suite in SUITES.values():
        yield f"## `check {suite.name} <domain>`: {suite.title}\n"
        for check in suite.checks:
            yield from _check(check)


def _check(check: Check) -> Iterator[str]:
    yield f"### {check.title}\n"
    yield f"`{check.id}` – {check.asks}\n"
    if about := _about(check):
        yield f"{about}\n"
    sources = sorted({need.source for need in check.needs})
    yield f"Reads: {', '.join(sources)}.\n"


def _failures() -> Iterator[str]:
    yield "# Known failures\n"
    yield "What the text of a failure tells, by where it is seen and in which direction; the first"
    yield "row that knows a text names it. A source that begins with VERIFY is old, third-party or"
    yield "inferred. The samples stand beside each row in `commands/checks/signatures/`.\n"
    for kind in Kind:
        yield f"## {kind.value[0].upper()}{kind.value[1:]}\n"
        yield "| Row | Direction | Cause | What proves it | What to do | Source |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for row in SIGNATURES:
            if row.kind is kind:
                yield from _failure(row)
        yield ""


def _failure(row: Signature) -> Iterator[str]:
    """Give a line for each direction, or one where both are told the same."""
    told = list(row.told.items())
    if len(told) > 1 and told[0][1] == told[1][1]:
        told = told[:1]
        ways = "both ways"
    else:
        ways = ""
    for direction, words in told:
        cells = (
            row.id,
            ways or direction.value,
            words.cause,
            words.proof,
            words.remedy,
            row.source,
        )
        yield f"| {' | '.join(map(_cell, cells))} |"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|")


def _about(check: Check) -> str:
    """Give the rest of the module's docstring, after its opening question."""
    doc = inspect.getdoc(import_module(check.judge.__module__)) or ""
    return doc.partition("\n\n")[2]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
