"""Any order of events: a change is never made without its gates, never twice, and jobs can end.

The machine decides on records.  Around it: workers that stop at any point and may wake up later,
an outside in which a call may be lost, land late, or lose its answer, a store that refuses who is
not the holder, and people who approve, repeat themselves, interfere and withdraw.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from commands.findings import Verdict
from commands.gates import RETIRE
from commands.phrases import say
from jobs import evidence, machine, sequence
from jobs.chain import Link, seal
from jobs.events import (
    Approved,
    Begun,
    Came,
    Cancelled,
    Confirmed,
    Denied,
    Done,
    Expired,
    Intended,
    NotDone,
    Opened,
    PlanMade,
    Proven,
    Rejected,
    Reminded,
    Resumed,
    Retried,
    StepFailed,
    Undetermined,
    Waits,
)
from jobs.machine import Change
from jobs.plan import Planning, confirm, plan_step, wait_until
from jobs.planned import Planned
from jobs.record import Job, State
from jobs.steps import Result, StepKind, StepState
from tests.jobs.deeds import DUE, LEAD, LEAD2, STRANGER, put, question
from tests.jobs.parts import KEY, MINJI, REQUEST, finding, prove

PEOPLE = (replace(MINJI, name="Minji again"), LEAD, LEAD2, STRANGER)
PLANNING = Planning(runbook="configure oauth")
FIRST = plan_step("configure oauth", say("Plan"), {}, only=False)
PLANNED = (
    question("first"),
    confirm(PLANNING),
    put("a"),
    wait_until(say("Until it is due"), named=DUE, remind=30),
    question(RETIRE, needs=2, seconds=600),
    put("b"),
    prove(),
    put("c"),
)
PLAN = (FIRST, *PLANNED)
"""The job's steps, once it has planned."""
SECOND, HOLDS = 5, timedelta(seconds=600)
"""Where the gate of high risk stands, and how long its approval holds for a retry."""
GUARD, CALL = 1000, 300
"""Milliseconds: how old an intent may be when it is acted on, and how long a call may take."""
WHY = say("It broke.")
WOKEN = (Expired, Came, Reminded, Begun)
"""What may follow when a waiting job is looked at."""

calls = st.lists(
    st.sampled_from(["made"] * 4 + ["answer lost", "lost", "late", "not sent", "refused", "moved"]),
    min_size=3,
    max_size=3,
)
often = st.sampled_from([True] * 7 + [False])
tellings = st.sampled_from(["a minute on"] * 7 + ["nothing", "no time"])
"""What a change tells of the time that is waited for later."""
points = st.sampled_from([30] * 6 + list(range(1, 13)))
"""At which of its pauses a worker stops; a life has fewer than 30."""


class Gone(Exception):
    """The store refused a write: this worker is not the holder any more."""


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
        self.clock = 0  # the store's, in milliseconds
        change = machine.create(
            REQUEST, organisation="hbna", steps=(FIRST,), requester=MINJI, conversation=None,
            now=self.now,
        )  # fmt: skip
        self.links: list[Link] = []
        self.job: Job = replace(self.write(change), id=1)
        self.made = dict.fromkeys(range(len(PLAN)), 0)
        self.confirmed = False
        self.flying: list[int] = []  # steps whose calls are on their way
        self.yes: dict[int, set[str]] = {}
        self.decided = self.now  # when the latest approval at the second gate was given
        self.tried: datetime | None = None  # when it was last tried again
        self.seen: list[int] = []  # steps that were proven or decided, in order
        self.nonces = 0
        self.fence = 0
        self.frozen: list[Iterator[None]] = []
        self.telling = "a minute on"
        self.looks_for = WOKEN
        self.reminders = 0  # of the wait under way

    @initialize(far=st.booleans())
    def it_has_come_far_already(self, far):
        """Every other life begins with a failure behind its second gate: else few come there."""
        while far and self.job.position <= SECOND:
            self.approves(LEAD)
            self.approves(LEAD2)
            self.workers_look([0, 40, 40], WOKEN, ["refused", "made"])

    # -- the store ------------------------------------------------------------------------------

    def happens(self, event) -> bool:
        change = machine.change(self.job, event, self.now)
        if not isinstance(change, Change):
            return False
        after = self.write(change)
        if after.state is State.WAITING:
            waits_for_a_person = after.steps[after.position].intent is not None
            assert change.wake is not None or waits_for_a_person, "nobody would look again"
        if isinstance(event, Waits | Reminded):
            self.waits(event, change)
        self.job = after
        self.fence += after.state.ended
        return True

    def write(self, change: Change) -> Job:
        """Seal what follows as the store does; what is written can be told from its journal."""
        for entry in change.entries:
            told = entry.to_json() | {"state": change.job.state.value}
            self.links.append(seal(KEY, self.links[-1].digest if self.links else "", told))
        assert sequence.wrong(self.links) is None
        assert evidence.differs(change.job, self.links) is None
        return change.job

    def waits(self, event, change: Change) -> None:
        """A wait begins only with its time, and reminds once, between its two instants."""
        if change.job.state is State.FAILED:
            assert self.job.known.get(DUE) in {None, "soon"}, "failed though it knew the time"
            return
        wait = change.job.steps[change.job.position].wait
        assert wait is not None
        assert wait.until is not None
        self.reminders = 0 if isinstance(event, Waits) else self.reminders + 1
        assert self.reminders <= 1, "reminded twice"
        remind = wait.until - timedelta(seconds=30)
        assert change.wake == (wait.until if self.reminders else remind), "looks at another time"
        assert not self.reminders or remind <= self.now < wait.until, "reminded at a wrong time"

    def writes(self, fence: int, event) -> None:
        if fence != self.fence or not self.happens(event):
            raise Gone

    # -- workers --------------------------------------------------------------------------------

    @precondition(lambda self: not self.job.state.ended)
    @rule(calls=calls, sees=often, proves=often, tells=tellings, stops=points, wakes=st.booleans())
    def a_worker_takes_the_job(self, calls, sees, proves, tells, stops, wakes):
        """Work until there is nothing to do, or stop for a while or for ever at any point."""
        self.fence += 1
        self.telling = tells
        life = self.work(self.fence, calls, sees=sees, proves=proves)
        for _ in range(stops):
            if next(life, life) is life:
                return
        if wakes:
            self.frozen.append(life)

    @precondition(lambda self: not self.job.state.ended)
    @rule(
        pauses=st.lists(st.sampled_from([-30, 5, 20, 40]), min_size=2, max_size=6),
        looks_for=st.permutations(WOKEN),
    )
    def workers_look_now_and_then(self, pauses, looks_for):
        """Whatever a worker tries first, only what is due follows."""
        self.workers_look(pauses, looks_for, ["made"] * 3)

    def workers_look(self, pauses, looks_for, calls):
        self.looks_for = looks_for
        for seconds in pauses:
            self.now += timedelta(seconds=seconds)
            self.fence += 1
            for _ in self.work(self.fence, [*calls], sees=True, proves=True):
                pass
        self.looks_for = WOKEN

    @precondition(lambda self: self.frozen)
    @rule()
    def a_frozen_worker_wakes_up(self):
        for _ in self.frozen.pop():
            pass

    def work(self, fence: int, calls: list[str], *, sees: bool, proves: bool) -> Iterator[None]:
        try:
            yield from self.steps(fence, calls, sees=sees, proves=proves)
        except Gone:
            return

    def steps(self, fence: int, calls: list[str], *, sees: bool, proves: bool) -> Iterator[None]:
        if self.job.state is State.WAITING:
            self.wakes(fence)
            yield
        while self.job.state is State.RUNNING and fence == self.fence:
            position = self.job.position
            step = self.job.steps[position]
            match step.kind:
                case StepKind.PROVE:
                    self.writes(fence, Begun(worker="A"))
                    yield
                    verdict = Verdict.OK if proves else Verdict.FAIL
                    self.seen.append(self.job.position)
                    self.writes(fence, Proven(worker="A", findings=(finding("a", verdict),)))
                case StepKind.PLAN:
                    self.writes(fence, Begun(worker="A"))
                    yield
                    self.plans(fence, proves=proves)
                case StepKind.CONFIRM:
                    self.writes(fence, Begun(worker="A"))
                    yield
                    self.confirms(fence, proves=proves)
                case StepKind.GATE:
                    self.nonces += 1
                    self.writes(fence, Opened(worker="A", nonce=f"n{self.nonces}"))
                    self.yes[self.job.position] = set()
                case StepKind.DO:
                    self.writes(fence, Begun(worker="A"))
                    yield
                    yield from self.changes(fence, position, calls, sees=sees)
                case _:
                    self.writes(fence, Waits(worker="A"))
            yield

    def plans(self, fence: int, *, proves: bool) -> None:
        """Plan; a program that would plan a change before its gate is refused."""
        ungated = PlanMade(worker="A", plan=Planned(title=WHY), steps=PLANNED[2:])
        assert not isinstance(machine.change(self.job, ungated, self.now), Change)
        if proves:
            plan = Planned(title=WHY, basis=((WHY, "so"),))
            self.writes(fence, PlanMade(worker="A", plan=plan, steps=PLANNED))
        else:
            self.writes(fence, StepFailed(worker="A", why=WHY))

    def confirms(self, fence: int, *, proves: bool) -> None:
        """Go on when nothing moved since the plan was made."""
        if proves:
            self.writes(fence, Confirmed(worker="A"))
            self.confirmed = True
        else:
            self.writes(fence, StepFailed(worker="A", why=WHY))

    def wakes(self, fence: int) -> None:
        for event in self.looks_for:
            if fence == self.fence and self.happens(event(worker="A")):
                return

    def changes(self, fence: int, position: int, calls: list[str], *, sees: bool) -> Iterator[None]:
        if self.job.steps[position].intent is not None:
            yield from self.settles(fence, position, sees=sees)
        elif not sees:
            self.writes(fence, NotDone(worker="A", why=WHY))
        elif self.made[position]:
            self.writes(fence, Done(worker="A", result=Result.ALREADY, learned=self.learned()))
        elif calls and calls[-1] == "moved":
            calls.pop()
            self.writes(fence, StepFailed(worker="A", why=WHY))
        else:
            yield from self.intends(fence, position, calls, sees=sees)

    def intends(self, fence: int, position: int, calls: list[str], *, sees: bool) -> Iterator[None]:
        yield  # what was seen may be old by now
        began = self.clock
        deadline = began + GUARD + CALL
        self.writes(fence, Intended(worker="A", deadline=deadline, fence=fence))
        yield
        if self.clock - began > GUARD:
            self.writes(fence, NotDone(worker="A", why=WHY, after=0.0))
            return
        yield  # between the guard and the call; the adapter looks at the deadline once more
        call = calls.pop() if calls and self.clock < deadline else "not sent"
        if call in {"made", "answer lost"}:
            self.is_made(position)
        elif call == "late":
            self.flying.append(position)
        yield
        if call == "made":
            self.writes(fence, Done(worker="A", learned=self.learned()))
        elif call == "refused":
            self.writes(fence, StepFailed(worker="A", why=WHY, result=Result.REFUSED))
        elif call == "not sent":
            self.writes(fence, NotDone(worker="A", why=WHY))
        else:
            yield from self.settles(fence, position, sees=sees)

    def settles(self, fence: int, position: int, *, sees: bool) -> Iterator[None]:
        intent = self.job.steps[position].intent
        if intent is None:
            raise Gone
        self.clock = max(self.clock, intent.deadline)
        self.flying.clear()  # whatever was on its way has come by now, or never will
        yield
        if not sees:
            self.writes(fence, Undetermined(worker="B", why=WHY))
        elif self.made[position]:
            self.writes(fence, Done(worker="B", learned=self.learned()))
        else:
            self.writes(fence, NotDone(worker="B", why=WHY, after=0.0))

    def learned(self) -> dict[str, str]:
        due = self.now + timedelta(seconds=60)
        told = {"a minute on": {DUE: due.isoformat()}, "no time": {DUE: "soon"}}
        return told.get(self.telling, {})

    # -- the outside and the time ---------------------------------------------------------------

    def is_made(self, position: int) -> None:
        self.made[position] += 1
        assert self.confirmed, "made before it was seen that nothing moved"
        for index, step in enumerate(PLAN[:position]):
            if step.gate is not None:
                given = self.yes.get(index, set())
                assert len(given) >= step.gate.needs, "made without its gate"
        if position > SECOND:
            old = self.tried is not None and self.tried > self.decided + HOLDS
            assert not old, "made by a retry on an approval that was too old"
            since = self.seen[len(self.seen) - self.seen[::-1].index(SECOND) :]
            proofs = {at for at in range(SECOND, position) if PLAN[at].kind is StepKind.PROVE}
            assert proofs <= set(since), "made without what is to be proven after its gate"

    @precondition(lambda self: self.flying)
    @rule()
    def a_late_call_lands(self):
        self.is_made(self.flying.pop())

    @rule(milliseconds=st.sampled_from([100, 1100]))
    def the_worker_stalls(self, milliseconds):
        self.clock += milliseconds

    @rule(seconds=st.sampled_from([-30, 5, 70, 700]))
    def the_products_clock_jumps(self, seconds):
        self.now += timedelta(seconds=seconds)

    # -- people ---------------------------------------------------------------------------------

    @rule(people=st.permutations(PEOPLE), again=st.sampled_from(PEOPLE), most=st.integers(1, 5))
    def people_approve(self, people, again, most):
        for by in [*people, again][-most:]:
            self.approves(by)

    @rule(
        by=st.sampled_from(PEOPLE),
        nonce=st.sampled_from(["n1", "n2", ""]),
        gate=st.sampled_from(["first", RETIRE]),
    )
    def somebody_approves_what_is_not_open(self, by, nonce, gate):
        self.approves(by, nonce=nonce, gate=gate)

    @rule(by=st.sampled_from(PEOPLE))
    def somebody_approves_another_plan(self, by):
        self.approves(by, fingerprint="0" * 64)

    @rule(by=st.sampled_from(PEOPLE))
    def somebody_who_may_not_wants_to_decide(self, by):
        before = self.job
        assert self.happens(Denied(by=by, gate="first", nonce="n1", why=WHY))
        assert self.job == before, "a refusal changed something"

    def approves(self, by, **other):
        step = self.job.steps[min(self.job.position, len(self.job.steps) - 1)]
        position = self.job.position
        event = Approved(
            **{
                "by": by,
                "gate": step.subject,
                "fingerprint": self.job.fingerprint,
                "nonce": "" if step.gate is None else step.gate.nonce,
            }
            | other
        )
        if self.happens(event):
            assert by.id != MINJI.id, "approved what they asked for"
            assert event.fingerprint == self.job.fingerprint, "approved another plan"
            assert by.id not in self.yes[position], "counted twice"
            self.yes[position].add(by.id)
            self.seen.append(position)
            self.decided = self.now if position == SECOND else self.decided

    @precondition(lambda self: len(self.yes) > 1)
    @rule(cancels=st.booleans())
    def somebody_ends_it(self, cancels):
        step = self.job.steps[min(self.job.position, len(self.job.steps) - 1)]
        nonce = "" if step.gate is None else step.gate.nonce
        plan = self.job.fingerprint
        no = Rejected(by=LEAD, gate=step.subject, fingerprint=plan, nonce=nonce)
        self.happens(Cancelled(by=MINJI) if cancels else no)

    @rule()
    def somebody_has_it_go_on(self):
        self.happens(Resumed(by=LEAD))
        if self.happens(Retried(by=MINJI, key="k")):
            self.tried = self.now

    @precondition(lambda self: self.job.state is State.FAILED)
    @rule(seconds=st.sampled_from([5, 700]))
    def somebody_has_it_go_on_after_a_while(self, seconds):
        self.now += timedelta(seconds=seconds)
        self.somebody_has_it_go_on()
        self.workers_look([0], WOKEN, ["made"] * 3)

    # -- what always holds ----------------------------------------------------------------------

    @invariant()
    def no_change_is_made_twice(self):
        assert max(self.made.values()) <= 1

    @invariant()
    def the_record_says_what_is_true(self):
        assert Job.from_json(self.job.to_json()) == self.job
        for index, step in enumerate(self.job.steps):
            if step.result in {Result.DONE, Result.ALREADY}:
                assert self.made[index] == 1
            is_past = index < self.job.position
            is_kept = step.kind is StepKind.DO and self.is_asked_anew(before=index)
            assert (step.state is StepState.DONE) == is_past or (is_kept and not is_past)
        assert (self.job.ended is not None) == self.job.state.ended

    def is_asked_anew(self, *, before: int) -> bool:
        """Tell whether the decision that a step stands behind was taken once before."""
        gates = [step.gate for step in self.job.steps[:before] if step.gate is not None]
        return bool(gates) and gates[-1].before is not None

    @invariant()
    def it_can_end(self):
        """A person can end it; a call under way holds that up until it is settled."""
        job = self.job
        unsettled = not job.state.ended and job.steps[job.position].intent is not None
        for event in (Cancelled(by=LEAD), Undetermined(worker="Z", why=WHY)):
            change = machine.change(job, event, self.now)
            job = change.job if isinstance(change, Change) else job
        assert job.state.ended
        if unsettled and self.job.cancelling is None and self.job.state is State.RUNNING:
            assert job.steps[self.job.position].result is Result.UNKNOWN, "what is open is said"


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
