"""Writes the journal out for those who keep records: one row for each entry."""

import csv
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, TextIO

from redis.asyncio import Redis

from commands.phrases import Phrase
from commands.quoting import visible
from jobs.chain import Link
from jobs.journals import Journals, Kept
from jobs.roll import Line

COLUMNS: Final = (
    "at",
    "job",
    "entry",
    "kind",
    "state",
    "organisation",
    "command",
    "domain",
    "options",
    "requester",
    "requester_id",
    "tenant",
    "by",
    "by_id",
    "step",
    "subject",
    "verdicts",
    "why",
    "digest",
)
"""What a row tells; ``details`` holds the rest in JSON lines, and is left out of CSV."""

_AFTER: Final = {
    "created": "running",
    "begun": "running",
    "failed": "failed",
    "cancelled": "cancelled",
    "removed": "removed",
}
"""The state that followed from an entry when entries did not name it yet."""

Row = dict[str, Any]


async def rows(redis: Redis, *, since: datetime | None) -> AsyncIterator[Row]:
    """Give the entries written since a time, job by job, each job's oldest first.

    ``redis`` is a client that gives bytes.  What retention removed is told by its last entry.
    """
    journals = Journals(redis)
    for line in map(Line.parse, await journals.roll()):
        if line.text:
            removal = Kept(number=line.job, document=None, links=(Link(line.text, line.digest),))
            for row in _rows(removal):
                if _is_since(row, since):
                    yield row
    async for job in journals.jobs(await journals.numbers()):
        for row in _rows(job):
            if _is_since(row, since):
                yield row


def write_lines(row: Mapping[str, Any], out: TextIO) -> None:
    """Write a row as one JSON object on a line."""
    out.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_header(out: TextIO) -> None:
    """Write the names of the columns."""
    csv.writer(out).writerow(COLUMNS)


def write_cells(row: Mapping[str, Any], out: TextIO) -> None:
    """Write a row as CSV (RFC 4180), safe to be opened in a spreadsheet."""
    csv.writer(out).writerow(_cell(row[name]) for name in COLUMNS)


def _rows(job: Kept) -> Iterator[Row]:
    about: Row = {}
    plan: list[Mapping[str, Any]] = []
    for place, link in enumerate(job.links, start=1):
        try:
            entry = dict(link.entry)
        except (ValueError, TypeError):
            entry = {"kind": "unreadable", "text": link.text}
        if entry.get("kind") in {"created", "removed"}:
            about = _about(entry)
            plan = entry.pop("steps", None) or []
        yield _row(job.number, place, link.digest, entry, about, plan)


def _about(entry: Row) -> Row:
    """Take what is true of the whole job out of its first entry."""
    request = entry.pop("request", None) or {}
    asked_by = entry.pop("requester", None) or entry.get("by")
    person = asked_by if isinstance(asked_by, dict) else {}
    return {
        "organisation": entry.pop("organisation", ""),
        "command": request.get("command", ""),
        "domain": request.get("domain", ""),
        "options": request.get("options", {}),
        "requester": person.get("name", ""),
        "requester_id": person.get("id", ""),
        "tenant": person.get("tenant", ""),
    }


def _row(
    number: int,
    place: int,
    digest: str,
    entry: Row,
    about: Row,
    plan: list[Mapping[str, Any]],
) -> Row:
    kind, by, step = entry.pop("kind", ""), entry.pop("by", ""), entry.pop("step", None)
    person = by if isinstance(by, dict) else {"name": by, "id": ""}
    known = isinstance(step, int) and 0 <= step < len(plan)
    told = {
        "at": entry.pop("at", ""),
        "job": number,
        "entry": entry.pop("n", place),
        "kind": kind,
        "state": entry.pop("state", _AFTER.get(kind, "")),
        **dict.fromkeys(COLUMNS[5:12], ""),
        **about,
        "by": person.get("name", ""),
        "by_id": person.get("id", ""),
        "step": None if step is None else step + 1,
        "subject": plan[step].get("subject", "") if known else "",
        "verdicts": entry.pop("verdicts", {}),
        "why": _sentence(entry.pop("why", None)),
        "digest": digest,
    }
    for known_already in ("format", "job"):
        entry.pop(known_already, None)
    return told | {"details": entry}


def _sentence(why: Any) -> str:
    try:
        return str(Phrase.from_json(why)) if why else ""
    except (KeyError, TypeError, IndexError, ValueError):
        return str(why)


def _is_since(row: Row, since: datetime | None) -> bool:
    if since is None:
        return True
    try:
        return datetime.fromisoformat(row["at"]) >= since
    except (ValueError, TypeError):
        return True  # what cannot be read is never left out


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
        text = " ".join(f"{name}={each}" for name, each in value.items())
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = visible(text, keep="\t")
    # A spreadsheet takes what begins so for a formula, in full width and behind spaces too
    # (https://owasp.org/www-community/attacks/CSV_Injection), and people choose their display
    # names themselves.
    return f"'{text}" if text.lstrip()[:1] in _FORMULA or text[:1] == "\t" else text


_FORMULA: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
