"""How jobs are written down for the store's scripts, and read back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import structlog

from commands.findings import Finding
from commands.phrases import Phrase
from jobs import chain
from jobs.change import Change, with_step
from jobs.record import FORMAT, Damaged, Forged, Job, TooNew, organisation_of

log = structlog.get_logger(__name__)

NO_TIME: Final = ""

MALFORMED: Final = (
    ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
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


@dataclass(frozen=True)
class Reader:
    """Reads the records that this installation sealed, and no others.

    ``key`` is the journal's.
    """

    key: bytes

    def readable(self, record: Sequence[Any] | None) -> Job | None:
        """Read a record; one of a newer program, or that does not hold, is left out of lists."""
        if record is None:
            return None
        try:
            return self.read(record)
        except MALFORMED as error:
            log.warning("job.unreadable", job=record[0], reason=str(error))
            return None

    def read(self, record: Sequence[Any], *, with_progress: bool = True) -> Job:
        """Read what the store's scripts give of a job.

        Raises:
            jobs.record.TooNew: A newer version of the program wrote it.
            jobs.record.Forged: It is not as this installation wrote it.
        """
        number, text, version, _, _, found, seal, key, head = record
        try:
            data = dict(json.loads(text))
            newer = data["format"] > FORMAT
        except MALFORMED as error:
            raise Forged(int(number), "its record cannot be read") from error
        if newer:
            raise TooNew(data)
        if not self._holds(number, text, data, seal, key, head):
            raise Forged(int(number), "its record was changed", organisation_of(data))
        try:
            job = Job.from_json(data | {"id": int(number), "version": int(version)})
        except Damaged as error:
            raise Forged(int(number), "its record cannot be read", organisation_of(data)) from error
        return self._with_progress(job, found) if with_progress and found else job

    def is_sealed(self, record: Sequence[Any]) -> bool:
        """Tell whether a record that was read has a seal; those of older versions have none."""
        return bool(record[6])

    def seal(self, job: Job, text: str, key: str) -> str:
        """Give the seal of a record; ``key`` is what a job that has no number is known by."""
        return chain.over_record(self.key, _about(job.id, key), text)

    def sealed_batches(self, job: Job, batches: Iterable[Batch], after: int) -> list[str]:
        """Write down news of the step under way, each with its seal and its place."""
        texts = [dumps(batch.to_json()) for batch in batches]
        return [
            f"{self._of_batch(job, place, text)} {text}"
            for place, text in enumerate(texts, start=after)
        ]

    def _holds(
        self, number: str, text: str, data: dict[str, Any], seal: str, key: str, head: str
    ) -> bool:
        if data.get("head") != head:
            return False
        if not seal:  # of an older version: held against its journal by whoever acts on it
            return bool(data["format"] < SEALED and data.get("id") in {0, int(number)})
        if data.get("id") not in {0, int(number)}:
            return False
        about = _about(data["id"], key)
        return chain.same(chain.over_record(self.key, about, text), seal)

    def _of_batch(self, job: Job, place: int, text: str) -> str:
        return chain.over_record(self.key, f"{_about(job.id, '')}, {job.head}, {place}", text)

    def _with_progress(self, job: Job, items: Iterable[str]) -> Job:
        links = [chain.Link.parse(item) for item in items]
        batches = [
            json.loads(each.text)
            for place, each in enumerate(links)
            if chain.same(self._of_batch(job, place, each.text), each.digest)
        ]
        return _with_news(job, batches) if batches else job


SEALED: Final = 5
"""The format from which on a record has a seal."""


def _about(number: int, key: str) -> str:
    return f"job {number}" if number else f"key {key}"


def _with_news(job: Job, batches: Sequence[dict[str, Any]]) -> Job:
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
