"""What people get who have a job tried again, looked at again or undone, by a real worker."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.aftermath import Aftermath
from bot.keeper import Keeper
from bot.on_one_job import OnOneJob, instead
from bot.talk import Message
from commands.catalog import command_named
from commands.gates import RETIRE
from commands.grammar import Grammar, Understood
from commands.ports import Outcome
from commands.request import Request
from jobs.bell import Bell
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.record import Conversation, Job, Person, State, Step, StepState
from jobs.steps import Result
from jobs.store import Store
from jobs.tasks import end
from jobs.worker import Worker
from tests.bot import made
from tests.jobs.deeds import BOOK, Moving, Recorder, decide, put, question, raising, trouble
from tests.jobs.parts import check, suite

GRAMMAR = Grammar((made.HBNA,))
DOYUN = Person(tenant="72f9", id="0a1b2c3d-0000-0000-0000-000000000002", name="정도윤")
SORA = Person(tenant="72f9", id="0a1b2c3d-0000-0000-0000-000000000003", name="이소라")
ROLES = made.roles(operators=[made.MINJI.id], viewers=[DOYUN.id], leads=[SORA.id])
REQUEST = Request(command="check oauth", domain="hbna.co.kr")


ELSEWHERE = replace(made.PLACE, id="19:other@thread.tacv2", root="1800000000000")


@dataclass(frozen=True, kw_only=True)
class Running:
    """A store, a worker on it, and the system that its jobs change."""

    desk: Desk
    records: Recorder
    on: OnOneJob
    clock: Moving

    async def hand_in(self, *steps: Step, key: str = "k1") -> Job:
        return await self.desk.submit(
            REQUEST, organisation="hbna", steps=steps, requester=made.MINJI,
            conversation=made.PLACE, key=key,
        )  # fmt: skip

    async def changed(self) -> Job:
        """Give a job that changed something."""
        job = await self.hand_in(question(), put("a", old="old"))
        await self.desk.settled()
        await decide(self.desk, job.id, by=SORA)
        return await self.reaches(State.DONE)

    async def reaches(self, state: State, number: int = 1) -> Job:
        async with asyncio.timeout(20):
            while (job := await self.job(number)).state is not state:
                await Moving().sleep(0.01)
        return job

    async def job(self, number: int = 1) -> Job:
        job = await self.desk.job(number)
        assert job is not None
        return job

    async def says(
        self,
        text: str,
        person: Person = made.MINJI,
        id: str = "m1",
        place: Conversation = made.PLACE,
    ) -> str:
        read = GRAMMAR.read(text)
        assert isinstance(read, Understood)
        message = Message(id=id, text=text, person=person, conversation=place)
        reply = await self.on.answer(command_named(read.request.command), read.request, message)
        assert reply is not None
        return reply.text


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    async def fine() -> bool:
        return True

    clock, records = Moving(), Recorder()
    async with embedded(tmp_path / "data") as url:
        redis = connect(url)
        store = Store(redis, key=b"k" * 32)
        desk = Desk(store, clock, BOOK, tenancy=made.TENANCY)
        worker = Worker(
            store, Bell(url, clock), records.world, clock,
            suites=suite(check("a", fine)), book=BOOK, name="B", lease=5.0,
        )  # fmt: skip
        async with worker.running():
            aftermath = Aftermath(clock=clock, zones={}, book=BOOK)
            on = OnOneJob(desk=desk, roles=ROLES, aftermath=aftermath)
            yield Running(desk=desk, records=records, on=on, clock=clock)
        await redis.aclose()


async def test_a_job_that_failed_is_tried_again_from_its_failed_step(running):
    running.records.before = [raising(trouble(Outcome.REFUSED))]
    await running.hand_in(question(), put("a"))
    await running.desk.settled()
    await decide(running.desk, 1, by=SORA)
    await running.reaches(State.FAILED)

    answer = await running.says("retry 1")

    assert "Job 1 is tried again from step 2 of 2" in answer
    assert "`cancel 1`" in answer
    await running.reaches(State.DONE)
    assert running.records.changes == [("a", "new")]


async def test_a_job_whose_approval_is_too_old_is_asked_about_anew_and_the_thread_says_why(running):
    running.records.before = [raising(trouble(Outcome.REFUSED))]
    await running.hand_in(question(RETIRE), put("a"))
    await running.desk.settled()
    await decide(running.desk, 1, by=SORA)
    await running.reaches(State.FAILED)
    old = (await running.job()).steps[0]
    running.clock.offset += timedelta(hours=1, seconds=1)

    answer = await running.says("retry 1")

    assert "Job 1 is tried again from step 1 of 2" in answer
    assert f"it was approved at `{old.ended:%Y-%m-%d %H:%M} UTC`, and an approval holds" in answer
    await running.reaches(State.WAITING)
    job = await running.job()
    assert job.open_gate is not None
    assert job.open_gate.gate.nonce != old.gate.nonce
    assert running.records.changes == []
    await decide(running.desk, 1, by=SORA)
    await running.reaches(State.DONE)
    assert running.records.changes == [("a", "new")]


async def test_a_job_that_nobody_could_tell_about_looks_again(running):
    async def go_blind() -> None:
        running.records.blind = 3
        raise trouble(Outcome.UNKNOWN)

    running.records.after = [go_blind]
    await running.hand_in(question(), put("a"))
    await running.desk.settled()
    await decide(running.desk, 1, by=SORA)
    await running.reaches(State.WAITING)
    await running.desk.settled()

    assert "Job 1 looks again" in await running.says("resume 1")

    await running.reaches(State.DONE)
    assert running.records.changes == [("a", "new")]


async def test_the_card_of_an_undo_appears_where_it_was_typed(running):
    await running.changed()

    assert "Job 2 is to undo job 1." in await running.says("undo 1", place=ELSEWHERE)

    undoing = await running.job(2)
    assert undoing.conversation == ELSEWHERE
    assert (await running.job(1)).conversation == made.PLACE


async def test_the_thread_of_what_is_to_be_undone_elsewhere_is_told_once(running):
    await running.changed()
    thread = made.Thread()
    keepers = [
        Keeper(
            desk=running.desk, posts=thread, suites={}, clock=running.clock, owner=owner,
            tenancy=made.TENANCY,
        )
        for owner in ("k1", "k2")
    ]  # fmt: skip
    for keeper in keepers:  # the second takes over from the first
        keeping = asyncio.create_task(keeper.run())
        await running.says("undo 1", place=ELSEWHERE)
        async with asyncio.timeout(20):
            await running.desk.settled(drawn=True)
        await end(keeping)

    said = zip(thread.places, thread.messages.values(), strict=True)
    notices = [(place, reply.text) for place, reply in said if "is to undo job" in reply.summary]
    ((place, text),) = notices
    assert place == made.PLACE
    assert "Type `job 2` to have it here." in text


async def test_undoing_is_a_job_of_its_own_that_waits_for_somebody_elses_approval(running):
    running.records.values = {"a": "old"}
    await running.changed()

    for _ in range(2):  # the same message, delivered twice
        answer = await running.says("undo 1")
        assert "Job 2 is to undo job 1." in answer
        assert "`job 2`" in answer

    await running.desk.settled()
    assert len(await running.desk.jobs()) == 2
    assert (await running.job(2)).state is State.WAITING
    assert running.records.values == {"a": "new"}
    assert "Job 2 is undoing job 1 already" in await running.says("undo 1", id="m2")
    await decide(running.desk, 2, by=SORA)
    assert (await running.job(2)).state is State.WAITING  # an undoing takes two
    await decide(running.desk, 2, by=DOYUN)
    await running.reaches(State.UNDONE)
    assert running.records.values == {"a": "old"}


async def test_a_change_that_is_being_sent_is_waited_for_before_a_cancelled_job_ends(running):
    sent, answered = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        sent.set()
        await answered.wait()

    running.records.after = [slowly]
    await running.hand_in(question(), put("a", seconds=20.0), put("b"))
    await running.desk.settled()
    await decide(running.desk, 1, by=SORA)
    await asyncio.wait_for(sent.wait(), 20)

    answer = await running.says("cancel 1")

    assert "ends as soon as it is known" in answer
    assert not (await running.job()).state.ended
    assert "is being cancelled already" in await running.says("cancel 1", id="m2")
    answered.set()
    await running.reaches(State.CANCELLED)
    assert running.records.changes == [("a", "new")]


Before = Callable[[Running], Awaitable[object]]


async def checked(running: Running) -> None:
    await running.hand_in(made.STEPS[0])
    await running.reaches(State.DONE)


async def waiting(running: Running) -> None:
    await running.hand_in(question(), put("a"))
    await running.desk.settled()


async def cancelled(running: Running) -> None:
    await waiting(running)
    await running.desk.cancel(1, by=SORA)


@pytest.mark.parametrize(
    ("before", "text", "why", "instead"),
    [
        pytest.param(checked, "undo 1", "Job 1 only looked; there is nothing to undo.",
                     "check oauth hbna.co.kr", id="undo of a check"),
        pytest.param(checked, "retry 1", "Job 1 is done, so there is nothing to try again.",
                     "check oauth hbna.co.kr", id="retry of a finished job"),
        pytest.param(checked, "resume 1", "Job 1 has ended already", "job 1",
                     id="resume of a finished job"),
        pytest.param(waiting, "retry 1", "has not ended", "job 1", id="retry of an open job"),
        pytest.param(waiting, "resume 1", "does not wait for a person to look", "job 1",
                     id="resume of a job at its gate"),
        pytest.param(waiting, "undo 1", "is still open", "job 1", id="undo of an open job"),
        pytest.param(waiting, "undo 1", "type cancel 1 to end it first", "cancel 1",
                     id="undo of an open job, and what ends it"),
        pytest.param(cancelled, "retry 1", "was cancelled; give the request anew",
                     "check oauth hbna.co.kr", id="retry of a cancelled job"),
        pytest.param(cancelled, "undo 1", "changed nothing; there is nothing to undo", "job 1",
                     id="undo of what changed nothing"),
    ],
)  # fmt: skip
async def test_what_a_job_does_not_take_is_refused_with_what_can_be_typed_instead(
    running, before: Before, text, why, instead
):
    await before(running)
    jobs = await running.desk.jobs()

    answer = await running.says(text)

    assert why in answer.replace("`", "")
    assert f"`{instead}`" in answer
    assert await running.desk.jobs() == jobs
    assert running.records.changes == []


ROTATION = Request(command="rotate auth cert", domain="hbna.co.kr")


@pytest.mark.parametrize(
    ("state", "changes", "offered"),
    [
        pytest.param(State.WAITING, False, False, id="open"),
        pytest.param(State.REFUSED, False, True, id="refused before any change"),
        pytest.param(State.FAILED, True, False, id="half made"),
        pytest.param(State.DONE, True, False, id="made"),
        pytest.param(State.UNDONE, True, True, id="put back"),
    ],
)
def test_a_change_is_not_offered_once_more_while_it_is_open_or_was_made(
    state, changes, offered
) -> None:
    step = put("a")
    if changes:
        step = replace(step, state=StepState.DONE, result=Result.DONE)
    job = made.begun(request=ROTATION, state=state, steps=(question(), step))

    assert (str(ROTATION) in instead(job)) is offered
    assert f"job {job.id}" in instead(job)


@pytest.mark.parametrize("verb", ["retry", "resume", "undo"])
async def test_a_viewer_may_not_even_for_a_job_of_their_own(running, verb):
    await running.desk.submit(
        REQUEST, organisation="hbna", steps=made.STEPS, requester=DOYUN,
        conversation=made.PLACE, key="k1",
    )  # fmt: skip
    before = await running.reaches(State.DONE)

    answer = await running.says(f"{verb} 1", person=DOYUN)

    assert f"`{verb}` needs the role `operator`; yours is `viewer`" in answer
    assert await running.job() == before
