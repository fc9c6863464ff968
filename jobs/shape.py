"""How jobs are written down for the store's scripts, and read back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import structlog

from commands.findings import Finding
from commands.phrases import Phrase
from jobs.change import Change, with_step
from jobs.record import Job

log = structlog.get_logger(__name__)

NO_TIME: Final = ""

MALFORMED: Final = (ValueError, LookupError, TypeError, AttributeError, OverflowError)
"""What reading a stored record raises that is damaged, or that a newer program wrote."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """News of the step under way, on its way to the readers before the step is finished.

    Either what one check found, or (``told``) how far a long step is.
    """

    at: datetime
    check: str = ""
    findings: tuple[Finding, ...] = ()
    told: Phrase | None = None

    def to_json(self) -> dict[str, Any]:
        item: dict[str, Any] = {"at": self.at.isoformat()}
        if self.told is not None:
            return item | {"told": self.told.to_json()}
        return item | {
            "check": self.check,
            "findings": [finding.to_json() for finding in self.findings],
        }


def readable(record: Sequence[Any] | None) -> Job | None:
    """Read a record; one that a newer program wrote, or that is damaged, is left out of lists."""
    if record is None:
        return None
    try:
        return read(record)
    except MALFORMED as error:
        log.warning("job.unreadable", job=record[0], reason=str(error))
        return None


def read(record: Sequence[Any], *, with_progress: bool = True) -> Job:
    number, document, version, _, _, found = record
    data = json.loads(document)
    job = Job.from_json(data | {"id": int(number), "version": int(version)})
    return _with_progress(job, found) if with_progress and found else job


def _with_progress(job: Job, items: Iterable[str]) -> Job:
    batches = [json.loads(item) for item in items]
    judged = [batch for batch in batches if "check" in batch]
    findings = (Finding.from_json(item) for batch in judged for item in batch["findings"])
    told = [Phrase.from_json(batch["told"]) for batch in batches if "told" in batch]
    if told and job.position < len(job.steps):
        job = with_step(job, replace(job.steps[job.position], told=told[-1]))
    return replace(
        job,
        findings=(*job.findings, *findings),
        judged=(*job.judged, *(batch["check"] for batch in judged)),
        updated=datetime.fromisoformat(batches[-1]["at"]),
    )


def document(job: Job) -> str:
    return dumps(job.to_json())


def dumps(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def wake(change: Change) -> int | str:
    return timer(change.wake)


def timer(time: datetime | None) -> int | str:
    return NO_TIME if time is None else milliseconds(time)


def milliseconds(time: datetime) -> int:
    return round(time.timestamp() * 1000)
