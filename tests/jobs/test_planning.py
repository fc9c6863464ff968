"""Jobs that plan first: what people see is what happens, or nothing does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pytest

from commands.action import Already, Doing, Look, Moved, Not
from commands.book import Book, reference
from commands.check import Asked
from commands.findings import Console
from commands.look import Fact, Facts
from commands.phrases import render, say
from commands.ports import Outcome, World
from commands.request import Request
from commands.runbook import Left, Plan, Proof, Question, Runbook
from jobs.bell import Bell
from jobs.desk import Desk
from jobs.machine import Refused
from jobs.plan import Approvals, plan_step
from jobs.record import Job, State, StepKind, StepState
from jobs.store import Store
from jobs.worker import Worker
from tests.jobs.conftest import until
from tests.jobs.deeds import LEAD, LEAD2, STRANGER, Holds, Put, Recorder, decide, trouble
from tests.jobs.parts import MINJI, TENANCY, check, order, suite

REQUEST = Request(command="configure oauth", domain="hbna.co.kr")


@dataclass(frozen=True, kw_only=True)
class Sure(Put):
    """A change that knows what it found when it was planned, and tells what it learns."""

    name: ClassVar[str] = "sure"

    async def already(self, world: World) -> Look:
        found = await self._value(world)
        if found == self.value:
            return Already({"name of a": found})
        if found == self.old:
            return Not()
        return Moved(say("{key} was {old} and is {now}.", key=self.key, old=self.old, now=found))

    async def verify(self, world: World) -> Look:
        found = await self._value(world)
        return Already({"name of a": found}) if found == self.value else Not()

    async def do(self, world: World, doing: Doing) -> None:
        await world.cloud.run("Put", timeout=doing.seconds(), parameters=self.call.values)

    async def _value(self, world: World) -> str:
        result = await world.cloud.run("Get", timeout=self.seconds, parameters={"key": self.key})
        return str(result.objects[0]["value"])


BOOK = Book.of(actions=(Put, Sure), conditions=(Holds,))


async def read(world: World, _: Facts) -> dict[str, str]:
    keys = ("a", "b", "in the way")
    results = [await world.cloud.run("Get", timeout=1, parameters={"key": key}) for key in keys]
    return {key: str(found.objects[0]["value"]) for key, found in zip(keys, results, strict=True)}


VALUES = Fact("values", "Records", read)


def plan(facts: Facts, asked: Asked, options: dict[str, str]) -> Plan:
    """Wants ``a`` to be new, and ``b`` to be what ``a`` is called then."""
    found = facts.value(VALUES)
    blocks = Left(
        title=say("A stone"), why=say("It lies there."), console=Console.OTHER, blocks=True
    )
    items: list[Any] = []
    if found["a"] != "new":
        items = [
            Question(name="plan", title=say("Go on?")),
            Sure(key="a", value="new", old=found["a"]),
            Sure(key="b", value=reference("name of a"), old=found["b"]),
            Proof(suite="oauth", title=say("OAuth works")),
        ]
    return Plan(
        title=say("Make it new"),
        items=tuple(items),
        left=(blocks,) if found["in the way"] else (),
        basis=tuple((say("Value of {key}", key=key), value) for key, value in found.items()),
    )


RUNBOOKS = {
    "configure oauth": Runbook(
        name="configure oauth", title=say("OAuth"), needs=(VALUES,), plan=plan
    )
}


async def fine() -> bool:
    return True


@pytest.fixture
def records() -> Recorder:
    return Recorder(values={"a": "old", "b": "older"})


@pytest.fixture
def desk(store: Store, clock) -> Desk:
    return Desk(store, clock, BOOK, tenancy=TENANCY)


@pytest.fixture
def at_work(url, store, clock, records):
    @asynccontextmanager
    async def working(**more: Any) -> AsyncIterator[Worker]:
        worker = Worker(
            store,
            Bell(url, clock),
            records.world,
            clock,
            suites=suite(check("a", fine)),
            book=BOOK,
            runbooks=RUNBOOKS,
            name="B",
            lease=5.0,
            **more,
        )
        async with worker.running():
            yield worker

    return working


async def submitted(desk: Desk, *, only: bool = False, key: str = "activity-1") -> Job:
    step = plan_step("configure oauth", say("Plan"), {}, only=only)
    return await desk.submit(REQUEST, **order(key, steps=(step,)))


async def reaches(desk: Desk, state: State, number: int = 1) -> Job:
    async def there() -> bool:
        job = await desk.job(number)
        return job is not None and job.state is state

    await until(there)
    job = await desk.job(number)
    assert job is not None
    return job


async def kinds(store: Store, number: int = 1) -> list[str]:
    return [link.entry["kind"] for link in await store.journal(number)]


async def test_a_plan_is_made_approved_confirmed_and_carried_out(desk, store, records, at_work):
    async with at_work():
        await submitted(desk)
        waiting = await reaches(desk, State.WAITING)
        assert records.changes == []
        assert [step.kind for step in waiting.steps] == [
            StepKind.PLAN,
            StepKind.GATE,
            StepKind.CONFIRM,
            StepKind.DO,
            StepKind.DO,
            StepKind.PROVE,
        ]
        assert waiting.open_gate is not None
        await decide(desk)
        done = await reaches(desk, State.DONE)

    assert records.changes == [("a", "new"), ("b", "new")]
    assert done.known == {"name of a": "new"}
    assert await store.verify(1) is None
    assert "planned" in await kinds(store)
    learned = [link.entry.get("learned") for link in await store.journal(1)]
    assert {"name of a": "new"} in learned


async def test_the_same_again_changes_nothing_and_says_so(desk, records, at_work):
    records.values["a"] = "new"
    async with at_work():
        await submitted(desk)
        job = await reaches(desk, State.DONE)

    assert str(job.why) == "Everything is in place; nothing was changed."
    assert records.changes == []
    assert await desk.undo(1, by=MINJI, key="u") is not None


async def test_a_plan_that_is_only_shown_has_no_gate_and_no_fingerprint(desk, records, at_work):
    async with at_work():
        await submitted(desk, only=True)
        job = await reaches(desk, State.DONE)

    assert [step.kind for step in job.steps] == [StepKind.PLAN]
    assert job.plan is not None
    assert [step.kind for step in job.plan.shown][:2] == [StepKind.GATE, StepKind.CONFIRM]
    assert Job.from_json(job.to_json()) == job
    assert records.changes == []


async def test_what_blocks_ends_the_job_with_nothing_changed(desk, records, at_work):
    records.values["in the way"] = "a stone"
    async with at_work():
        await submitted(desk)
        job = await reaches(desk, State.FAILED)

    assert "stands in the way: A stone" in str(job.why)
    assert records.changes == []


async def test_a_plan_is_stale_when_what_it_rests_on_moved_before_the_approval(
    desk, records, at_work
):
    async with at_work():
        await submitted(desk)
        await reaches(desk, State.WAITING)
        records.values["b"] = "somebody else's"
        await decide(desk)
        job = await reaches(desk, State.FAILED)

    assert "Value of b: older → somebody else's." in str(job.why)
    assert records.changes == []


async def test_a_plan_is_stale_when_other_steps_would_be_planned_though_nothing_it_names_moved(
    desk, records, at_work, monkeypatch
):
    nameless = Runbook(
        name="configure oauth",
        title=say("OAuth"),
        needs=(VALUES,),
        plan=lambda *given: replace(plan(*given), basis=()),
    )
    monkeypatch.setitem(RUNBOOKS, "configure oauth", nameless)
    async with at_work():
        await submitted(desk)
        await reaches(desk, State.WAITING)
        records.values["a"] = "somebody else's"
        await decide(desk)
        job = await reaches(desk, State.FAILED)

    assert "Other steps would be planned now." in str(job.why)
    assert [step.kind for step in job.steps if step.state is StepState.FAILED] == [StepKind.CONFIRM]
    assert records.changes == []


async def test_a_change_is_stale_when_its_object_moved_between_the_steps(desk, records, at_work):
    async def somebody() -> None:
        records.values["b"] = "somebody else's"

    records.after = [somebody]
    async with at_work():
        await submitted(desk)
        await reaches(desk, State.WAITING)
        await decide(desk)
        job = await reaches(desk, State.FAILED)

    assert "b was older and is somebody else's." in str(job.why)
    assert "아무것도 보내지 않았습니다." in render(job.why, "ko")
    assert render(job.why, "fr").endswith("Demandez un nouveau plan.")
    assert records.changes == [("a", "new")]


async def test_what_cannot_be_read_ends_the_plan_and_it_can_be_tried_again(desk, records, at_work):
    records.blind = 1
    async with at_work():
        await submitted(desk)
        job = await reaches(desk, State.FAILED)
        assert "It cannot be planned" in str(job.why)
        await desk.retry(1, by=MINJI, key="r")
        await reaches(desk, State.WAITING)


async def test_a_runbook_that_is_not_known_ends_the_job(desk, at_work):
    step = plan_step("another", say("Plan"), {}, only=False)
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(step,)))
        job = await reaches(desk, State.FAILED)

    assert "does not know the runbook" in str(job.why)


async def test_an_unknown_write_that_landed_is_recognised_by_reading(desk, records, at_work):
    async def lost() -> None:
        raise trouble(Outcome.UNKNOWN)

    records.after = [lost]
    async with at_work():
        await submitted(desk)
        await reaches(desk, State.WAITING)
        await decide(desk)
        job = await reaches(desk, State.DONE)

    assert records.changes == [("a", "new"), ("b", "new")]
    assert job.known == {"name of a": "new"}


async def test_the_undo_of_a_plan_knows_what_it_learned_and_proves_the_same(desk, records, at_work):
    async with at_work():
        await submitted(desk)
        await reaches(desk, State.WAITING)
        await decide(desk)
        await reaches(desk, State.DONE)
        undo = await desk.undo(1, by=MINJI, key="u")
        assert undo.steps[-1].kind is StepKind.PROVE
        await reaches(desk, State.WAITING, 2)
        await decide(desk, 2)
        await decide(desk, 2, by=LEAD2)
        await reaches(desk, State.DONE, 2)

    assert records.values["a"] == "old"
    assert records.values["b"] == "older"


async def test_the_gate_is_as_the_installation_wants_it(desk, at_work):
    async with at_work(approvals=Approvals(seconds=60)):
        await submitted(desk)
        job = await reaches(desk, State.WAITING)

    assert job.steps[1].gate is not None
    assert (job.steps[1].gate.needs, job.steps[1].gate.seconds) == (1, 60)


async def test_who_may_not_decide_is_written_down_once_and_nothing_follows(desk, store, at_work):
    async with at_work():
        await submitted(desk)
        job = await reaches(desk, State.WAITING)
        gate = job.steps[1].gate
        assert gate is not None
        why = say("Guests decide nothing.")
        for _ in range(3):
            await desk.deny(1, by=STRANGER, gate="plan", nonce=gate.nonce, why=why)
        after = await desk.job(1)

    assert (after.state, after.open_gate) == (State.WAITING, job.open_gate)
    denied = [each.entry for each in await store.journal(1) if each.entry["kind"] == "denied"]
    assert len(denied) == 1
    assert denied[0]["by"]["tenant"] == STRANGER.tenant
    assert await store.verify(1) is None
    assert not await desk.deny(9, by=STRANGER, gate="plan", nonce="", why=why)


async def test_a_refusal_says_who_and_why(desk, store, at_work):
    async with at_work():
        await submitted(desk)
        job = await reaches(desk, State.WAITING)
        step = job.open_gate
        assert step is not None
        assert step.gate is not None
        await desk.reject(
            1,
            "plan",
            by=LEAD,
            fingerprint=job.fingerprint,
            nonce=step.gate.nonce,
            reason="not today",
        )
        ended = await reaches(desk, State.REFUSED)

    assert str(ended.why) == f"Refused by {LEAD.name}: not today"
    assert (await store.journal(1))[-1].entry["reason"] == "not today"


async def test_a_fingerprint_covers_what_the_plan_rests_on(desk, records, at_work):
    async with at_work():
        await submitted(desk)
        first = await reaches(desk, State.WAITING)
        await desk.cancel(1, by=MINJI)
        records.values["in the way"] = ""
        records.values["b"] = "other"
        await submitted(desk, key="2")
        second = await reaches(desk, State.WAITING, 2)

    same = replace(second, fingerprint=first.fingerprint)
    assert second.fingerprint != first.fingerprint
    assert same.steps[3].action == first.steps[3].action


async def test_a_plan_that_an_earlier_version_made_is_ended_when_the_new_one_starts(
    desk, store, records, at_work
):
    async with at_work(program="one"):
        await submitted(desk)
        await reaches(desk, State.WAITING)
    async with at_work(program="one"):
        await desk.settled()
    assert (await desk.job(1)).state is State.WAITING, "the same version goes on with its plan"

    async with at_work(program="two"):
        ended = await reaches(desk, State.REFUSED)

    assert str(ended.why).startswith("This plan was made by an earlier version of this program.")
    assert isinstance(await decide(desk), Refused)
    assert records.changes == []
    assert (await kinds(store))[-1] == "outdated"


async def test_a_plan_that_the_new_version_would_make_otherwise_is_said_to_be_older(
    desk, records, at_work, monkeypatch
):
    """It was approved before the new version started, and nothing it rests on has moved."""
    async with at_work(program="one"):
        await submitted(desk)
        await reaches(desk, State.WAITING)
    await decide(desk)

    def otherwise(facts, asked, options):
        made = plan(facts, asked, options)
        return replace(made, items=(*made.items[:-1], *made.items[-2:]))

    runbook = replace(RUNBOOKS["configure oauth"], plan=otherwise)
    monkeypatch.setitem(RUNBOOKS, "configure oauth", runbook)
    async with at_work(program="two"):
        failed = await reaches(desk, State.FAILED)

    assert str(failed.why).startswith("This plan was made by an earlier version of this program.")
    assert records.changes == []
