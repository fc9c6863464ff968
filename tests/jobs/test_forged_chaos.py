"""Somebody writes into the store at random between the steps of a real job: nothing is changed
outside that was not approved, whatever else comes of it.
"""

import asyncio
import json
import random
from contextlib import suppress

import pytest

from jobs.scripts import ROOT
from tests.jobs.deeds import LEAD, Recorder, put, question
from tests.jobs.parts import REQUEST, RealClock, check, order, suite

EDITS = 12
SEEDS = range(12)


class Vandal:
    """Knows the store's layout, has no key, and remembers what it saw, to put it back."""

    def __init__(self, redis, seed: int) -> None:
        self._redis = redis
        self._random = random.Random(seed)  # noqa: S311  (a test's dice)
        self._seen: list[tuple[str, bytes]] = []

    async def strikes(self) -> None:
        keys = sorted([key async for key in self._redis.scan_iter(f"{ROOT}*")])
        if not keys:
            return
        key = self._random.choice(keys)
        ways = (self._edits_record, self._edits, self._puts_back, self._lets_it_be_looked_at)
        await self._random.choice(ways)(key)

    async def remembers(self) -> None:
        for key in [key async for key in self._redis.scan_iter(f"{ROOT}:j*")]:
            self._seen.append((key, await self._redis.dump(key)))

    async def _puts_back(self, _: str) -> None:
        if self._seen:
            key, value = self._random.choice(self._seen)
            await self._redis.restore(key, 0, value, replace=True)

    async def _lets_it_be_looked_at(self, _: str) -> None:
        await self._redis.zadd(f"{ROOT}:due", {"1": 0})

    async def _edits_record(self, _: str) -> None:
        document = await self._redis.hget(f"{ROOT}:job:1", "doc")
        if not document:
            return
        data = json.loads(document)
        steps, at = data.get("steps") or [{}], self._random.randrange(5)
        steps[0] |= {"state": "done", "ended": data.get("updated")}
        changes = (
            {"state": "running", "position": at},
            {"requester": vars(LEAD)},
            {"fingerprint": "another"},
            {"format": self._random.choice([1, 3, 4])},
            {"steps": [*steps[1:], *steps[:1]]},
            {"steps": steps, "position": 1, "state": "running"},
        )
        data |= self._random.choice(changes)
        fields = {"doc": json.dumps(data), "state": "running", "ended": "0"}
        if self._random.random() < 0.5:
            fields["mac"] = ""
        await self._redis.hset(f"{ROOT}:job:1", mapping=fields)
        await self._redis.zadd(f"{ROOT}:due", {"1": 0})

    async def _edits(self, key: str) -> None:
        dice, redis = self._random, self._redis
        match await redis.type(key):
            case "string":
                await redis.set(key, dice.choice(["", "0", "7", "x y"]))
            case "hash":
                fields = await redis.hgetall(key)
                values = [*fields.values(), "", "0", "1"]
                await redis.hset(key, dice.choice(list(fields)), dice.choice(values))
            case "list":
                lines = await redis.lrange(key, 0, -1)
                at = dice.randrange(len(lines))
                await redis.lset(key, at, dice.choice([*lines, "", lines[at].replace("1", "2")]))
                await redis.ltrim(key, 0, dice.randrange(-3, 0))
            case "zset" | "set":
                await redis.delete(key)


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_is_changed_that_nobody_approved(redis, desk, working, seed, approved):
    records, vandal = Recorder(), Vandal(redis, seed)

    async def fine() -> bool:
        return True

    async def meddles() -> None:
        for _ in range(EDITS):
            await vandal.remembers()
            if approved:
                await says_yes()
            with suppress(Exception):
                await vandal.strikes()
            await RealClock().sleep(0.02)

    async def says_yes() -> None:
        """Approve the first gate, as a person whose card shows it would; never the second."""
        with suppress(Exception):
            job = await desk.job(1)
            gate = job.open_gate
            if gate.subject == "first":
                nonce = gate.gate.nonce
                await desk.approve(1, "first", by=LEAD, fingerprint=job.fingerprint, nonce=nonce)

    records.looks = lambda: asyncio.wait_for(_quietly(vandal), 1)
    steps = (question("first"), put("x"), question("second"), put("y"))
    with suppress(Exception, ExceptionGroup):  # it may stop work: that is what it can do
        async with working(suite(check("a", fine)), worlds=records.world, lease=0.5):
            await desk.submit(REQUEST, **order(steps=steps))
            await meddles()

    assert set(records.changes) <= ({("x", "new")} if approved else set())


async def _quietly(vandal: Vandal) -> None:
    with suppress(Exception):
        await vandal.strikes()
