"""How jobs are written down for the store's scripts, and read back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import structlog

from commands.findings import Finding
from jobs.machine import Change
from jobs.record import Job

log = structlog.get_logger(__name__)

NO_TIME: Final = ""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What one check found, on its way to the readers before the step is finished."""

    check: str
    at: datetime
    findings: tuple[Finding, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "check": self.check,
            "at": self.at.isoformat(),
            "findings": [finding.to_json() for finding in self.findings],
        }


def readable(record: Sequence[Any] | None) -> Job | None:
    if record is None:
        return None
    try:
        return read(record)
    except ValueError as error:
        log.warning("job.unreadable", job=record[0], reason=str(error))
        return None


def read(record: Sequence[Any], *, with_progress: bool = True) -> Job:
    number, document, version, _, _, found = record
    data = json.loads(document)
    job = Job.from_json(data | {"id": int(number), "version": int(version)})
    return _with_progress(job, found) if with_progress and found else job


def _with_progress(job: Job, items: Iterable[str]) -> Job:
    batches = [json.loads(item) for item in items]
    findings = (Finding.from_json(item) for batch in batches for item in batch["findings"])
    return replace(
        job,
        findings=(*job.findings, *findings),
        judged=(*job.judged, *(batch["check"] for batch in batches)),
        updated=datetime.fromisoformat(batches[-1]["at"]),
    )


def document(job: Job) -> str:
    return dumps(job.to_json())


def dumps(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def wake(change: Change) -> int | str:
    return NO_TIME if change.wake is None else milliseconds(change.wake)


def milliseconds(time: datetime) -> int:
    return round(time.timestamp() * 1000)
