"""The auditor's commands: ``python -m bot audit verify | export``."""

import sys
from datetime import UTC, datetime
from typing import Final

from redis.exceptions import RedisError

from bot.exits import BadRequest, Ended
from bot.store_settings import StoreAccess
from bot.stores import journal_key, read_store
from jobs.audit import Auditor, Verified
from jobs.embedded import CannotStart
from jobs.export import rows, write_cells, write_header, write_lines
from jobs.memory import losses, newest
from jobs.roll import Witness
from jobs.trouble import explain

_SHOWN: Final = 20


async def verify(access: StoreAccess) -> Ended:
    """Recompute every chain and print what was found; ``FAILING`` when something does not hold.

    Raises:
        CannotStart: The store cannot be read.
        jobs.chain.BadKey: There is no key to verify with.
    """
    key = journal_key(access)
    try:
        async with read_store(access) as redis:
            witness = Witness(access.folder).read()
            last = newest(access.folder)
            marks = (*losses(access.folder), *(() if last is None else (last,)))
            auditor = Auditor(redis, key=key, witness=witness, marks=marks)
            verified = await auditor.verify()
    except RedisError as error:
        raise await _unread(error, access) from None
    for line in _report(verified):
        print(line)  # noqa: T201  (this is the output)
    return Ended.FAILING if verified.broken else Ended.WELL


async def export(access: StoreAccess, *, since: str, format: str) -> Ended:
    """Print one row for each journal entry written since a date.

    Raises:
        BadRequest: The date is none.
        CannotStart: The store cannot be read.
    """
    earliest = _time(since)
    if format == "csv":
        write_header(sys.stdout)
    write = write_cells if format == "csv" else write_lines
    try:
        async with read_store(access) as redis:
            async for row in rows(redis, since=earliest):
                write(row, sys.stdout)
    except RedisError as error:
        raise await _unread(error, access) from None
    return Ended.WELL


async def _unread(error: RedisError, access: StoreAccess) -> CannotStart:
    found, cure = await explain(error, access.address)
    return CannotStart(f"reading the store: {found}; {cure}, then run `python -m bot doctor`")


def _report(verified: Verified) -> list[str]:
    lines = [str(each) for each in verified.broken[:_SHOWN]]
    if (more := len(verified.broken) - _SHOWN) > 0:
        lines.append(f"and {more} more")
    looked = f"{verified.jobs} jobs with {verified.entries} entries"
    if verified.removed:
        looked += f", {verified.removed} more removed by age"
    if lines:
        lines.append(f"{looked}: {len(verified.broken)} of them do not hold, the first named above")
        return lines
    lines.append(f"{looked}: every chain holds")
    if verified.unsealed:
        lines.append(f"the newest {verified.unsealed} writes are not under the seal yet")
    if not verified.witnessed:
        lines.append(
            "this machine has seen no seal before: that the whole store was put back to an "
            "earlier state would not show here"
        )
    return lines


def _time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise BadRequest(
            f"--since {text!r} is no date; write it like 2026-11-01 or 2026-11-01T08:00+09:00"
        ) from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
