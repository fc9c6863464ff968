"""Decisions by a button and typed: who may, what is found out first, and what is written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.aftermath import Aftermath
from bot.approvals import Approvals
from bot.people_settings import Grants
from bot.roles import Roles
from bot.talk import Click, Message
from commands.catalog import command_named
from commands.grammar import Grammar, Understood
from commands.phrases import Phrase, render
from commands.ports import Kind, Outcome, OutsideError
from jobs import machine
from jobs.desk import Card
from jobs.events import Approved, Begun, Opened, Rejected
from jobs.machine import Change, Refused
from jobs.plan import fingerprint
from jobs.record import Job, Person, State, Step
from tests.bot import made
from tests.jobs.deeds import put, question

GRAMMAR = Grammar((made.HBNA,))
IDS = "0a1b2c3d-0000-0000-0000-00000000000"
MINJI = made.MINJI  # who asked, and is a lead too
SORA = Person(tenant="72f9", id=f"{IDS}3", name="이소라")
JISOO = Person(tenant="72f9", id=f"{IDS}4", name="지수")
DOYUN = Person(tenant="72f9", id=f"{IDS}2", name="정도윤")
EVE = Person(tenant="0000", id=SORA.id, name="Eve")
LEADS = "aaaaaaaa-0000-0000-0000-000000000003"
ELSEWHERE = replace(made.PLACE, id="19:other@thread.tacv2", root="1800000000000")


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = made.BEGAN

    def now(self):
        return self.time

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


@dataclass
class Tenant:
    """A directory; ``failing`` for when it is away."""

    leads: set[str] = field(default_factory=lambda: {JISOO.id})
    asked: int = 0
    failing: bool = False

    async def member_of(self, user_id: str, groups: Sequence[str]) -> frozenset[str]:
        self.asked += 1
        if self.failing:
            raise OutsideError(kind=Kind.TIMEOUT, outcome=Outcome.UNKNOWN,
                               source="Microsoft Graph", doing="groups")  # fmt: skip
        return frozenset(groups) if user_id in self.leads else frozenset()


@dataclass
class Desk:
    """One job, decided by the runner's own rules, and what was written down of refusals."""

    clock: Hand
    known: Job
    denied: list[tuple[str, str, str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    moved: Card | None = None

    async def job(self, number: int) -> Job | None:
        return self.known if number == self.known.id else None

    async def card(self, number: int) -> Card | None:
        return self.moved

    async def approve(self, number, gate, *, by, fingerprint, nonce):
        return self.happen(Approved(by=by, gate=gate, fingerprint=fingerprint, nonce=nonce))

    async def reject(self, number, gate, *, by, fingerprint, nonce, reason=""):
        return self.happen(
            Rejected(by=by, gate=gate, fingerprint=fingerprint, nonce=nonce, reason=reason)
        )

    async def deny(self, number: int, *, by: Person, gate: str, nonce: str, why: Phrase) -> bool:
        assert number == self.known.id
        self.denied.append((by.name, gate, nonce, str(why)))
        return True

    async def first_seen(self, key: str, seconds: float) -> bool:
        new = key not in self.seen
        self.seen.add(key)
        return new

    def happen(self, event) -> Job | Refused:
        change = machine.change(self.known, event, self.clock.now())
        if isinstance(change, Refused):
            return change
        assert isinstance(change, Change)
        self.known = change.job
        return self.known

    def open(self, nonce: str = "n1") -> None:
        self.happen(Begun(worker="w"))
        assert isinstance(self.happen(Opened(worker="w", nonce=nonce)), Job)


@dataclass
class Cards:
    shown: list[Job] = field(default_factory=list)

    def show(self, job: Job) -> None:
        self.shown.append(job)


@dataclass
class Scene:
    """A job at its gate, the people, and what they do."""

    desk: Desk
    tenant: Tenant
    approvals: Approvals
    cards: Cards

    async def clicks(self, by: Person, verb: str = "approve", **more: object) -> str:
        data = more.pop("data", None) or {"job": 42, "gate": "plan", "nonce": "n1"}
        given = {"person": by, "conversation": made.PLACE, "card": "activity-1"} | more
        click = Click(id="c", verb=verb, data=data, **given)  # type: ignore[arg-type]
        number = data.get("job")
        return str(await self.approvals.click(click, number if isinstance(number, int) else None))

    async def types(self, by: Person, text: str, id: str = "m1", **more: object) -> str | None:
        read = GRAMMAR.read(text)
        assert isinstance(read, Understood)
        message = Message(id=id, text=text, person=by, conversation=made.PLACE, **more)  # type: ignore[arg-type]
        command = command_named(read.request.command)
        reply = await self.approvals.answer(command, read.request, message)
        return None if reply is None else reply.text.replace("`", "")

    @property
    def state(self) -> State:
        return self.desk.known.state

    @property
    def reasons(self) -> list[str]:
        return [why for *_, why in self.desk.denied]


def scene(*steps: Step) -> Scene:
    clock, tenant, cards = Hand(), Tenant(), Cards()
    plan = steps or (question("plan"), put("a"))
    job = made.begun(steps=plan, fingerprint=fingerprint(plan))
    desk = Desk(clock=clock, known=job)
    desk.open()
    grants = Grants(leads=(MINJI.id, SORA.id), viewers=(DOYUN.id,), lead_groups=(LEADS,))
    roles = Roles.of(grants, made.TENANCY, clock, directories={"72f9": tenant})
    return Scene(
        desk,
        tenant,
        Approvals(desk=desk, roles=roles, cards=cards, aftermath=Aftermath(clock=clock, zones={})),
        cards,
    )


@pytest.fixture
def at() -> Scene:
    return scene()


async def test_a_leads_click_approves_and_the_card_moves_on(at):
    told = await at.clicks(SORA)

    assert told == "You approved job 42. It goes on; its card shows how."
    assert at.state is State.RUNNING
    assert [each.by for each in at.desk.known.steps[0].gate.approvals] == [SORA]
    assert at.cards.shown == [at.desk.known]
    assert at.desk.denied == []


async def test_a_leads_click_refuses_with_the_reason_that_was_typed(at):
    data = {"job": 42, "gate": "plan", "nonce": "n1", "reason": "  not\ntoday "}

    told = await at.clicks(SORA, "reject", data=data)

    assert told == "You refused job 42, which has ended it."
    assert at.state is State.REFUSED
    assert str(at.desk.known.why) == "Refused by 이소라: not today"


@pytest.mark.parametrize("reason", [None, "", "  ", 7, ["x"], {"a": "b"}])
async def test_a_reason_may_be_left_out_and_nonsense_is_none(at, reason):
    data = {"job": 42, "gate": "plan", "nonce": "n1", "reason": reason}

    await at.clicks(SORA, "reject", data=data)

    assert str(at.desk.known.why) == "Refused by 이소라."


async def test_two_leads_are_counted():
    at = scene(question("plan", needs=2), put("a"))

    assert "counts: 1 of 2. Another lead must approve it too." in await at.clicks(SORA)
    assert at.state is State.WAITING
    assert "approved this already" in await at.clicks(SORA)
    assert "It goes on" in await at.clicks(JISOO)
    assert at.state is State.RUNNING
    assert at.desk.denied == [("이소라", "plan", "n1", at.reasons[0])]


NOWHERE = {"conversation": ELSEWHERE}
FOREIGN = {"conversation": replace(made.PLACE, tenant="0000")}
NO_ID = replace(SORA, id="")
STALE = {"data": {"job": 42, "gate": "plan", "nonce": "n0"}}

REFUSED = [
    # In this order each is found out; a row breaks all rules that come after its own, too.
    pytest.param(DOYUN, {"guest": True, "submitted": True} | NOWHERE | STALE, "Guests cannot",
                 id="a guest"),
    pytest.param(EVE, {"submitted": True} | FOREIGN | STALE, "There is no job 42.",
                 id="somebody of another tenant"),
    pytest.param(replace(EVE, id=""), {"guest": True}, "There is no job 42.",
                 id="nobody known of another tenant"),
    pytest.param(NO_ID, {"guest": True, "submitted": True} | NOWHERE | STALE, "object id",
                 id="somebody without an object id"),
    pytest.param(DOYUN, {"submitted": True} | NOWHERE | STALE, "is not where job 42 is shown",
                 id="a card of another conversation"),
    pytest.param(DOYUN, {"submitted": True} | STALE, "too old to decide with a button, so nothing "
                 "was decided. Type approve 42.", id="an old client"),
    pytest.param(DOYUN, {"data": {"job": 42, "gate": "plan"}}, "cannot be read", id="no nonce"),
    pytest.param(DOYUN, STALE, "needs the role lead; yours is viewer", id="a viewer"),
    pytest.param(MINJI, {}, "cannot approve", id="whoever asked for it"),
    pytest.param(SORA, STALE, "is not open", id="a card that is out of date"),
    pytest.param(SORA, {"data": {"job": 42, "gate": "purge", "nonce": "n1"}}, "is not open",
                 id="another gate"),
]  # fmt: skip


@pytest.mark.parametrize(("by", "more", "why"), REFUSED)
async def test_each_refusal_has_its_reason_and_is_written_down(at, by, more, why):
    before = at.desk.known

    told = await at.clicks(by, **more)

    assert why in told
    assert at.desk.known == before
    assert at.desk.denied == [(by.name, "plan", "n1", told)]
    assert at.cards.shown == []


async def test_an_expired_gate_takes_no_decision(at):
    at.desk.clock.time += timedelta(hours=2)

    assert "time to decide about job 42 is over" in await at.clicks(SORA)
    assert len(at.desk.denied) == 1


async def test_a_decided_gate_takes_no_other_decision(at):
    await at.clicks(SORA, "reject")

    told = await at.clicks(JISOO)

    assert "ended already" in told
    assert at.desk.denied == [(JISOO.name, "", "", told)]


async def test_a_changed_plan_is_not_what_was_shown(at, monkeypatch):
    shown = at.desk.known
    monkeypatch.setattr(at.desk, "job", lambda number: answer(shown))
    at.desk.known = replace(shown, fingerprint="another")

    assert "not the one you were shown" in await at.clicks(SORA)
    assert len(at.desk.denied) == 1


async def answer(job: Job) -> Job:
    return job


NONSENSE = [
    pytest.param({"job": 42}, id="nothing but a number"),
    pytest.param({"job": 42, "gate": 7, "nonce": "n1"}, id="a number for a gate"),
    pytest.param({"job": 42, "gate": ["plan"], "nonce": "n1"}, id="a list for a gate"),
    pytest.param({"job": 42, "gate": "plan", "nonce": ""}, id="an empty nonce"),
    pytest.param({"job": 42, "gate": "plan", "nonce": {"$ne": ""}}, id="an object for a nonce"),
    pytest.param({"job": 42, "gate": "plan", "nonce": "n" * 10_000}, id="an endless nonce"),
]


@pytest.mark.parametrize("data", NONSENSE)
@pytest.mark.parametrize("verb", ["approve", "reject"])
async def test_data_that_is_nonsense_decides_nothing(at, data, verb):
    told = await at.clicks(SORA, verb, data=data)

    assert told == f"This button's data cannot be read, so nothing was decided. Type {verb} 42."
    assert at.state is State.WAITING
    assert len(at.desk.denied) == 1


async def test_a_button_of_no_job_says_what_to_type(at):
    assert "Type approve or reject with the job's number" in await at.clicks(SORA, data={"x": 1})
    assert await at.clicks(SORA, data={"job": 7}) == "There is no job 7."
    assert "Guests" in await at.clicks(SORA, data={"job": 7}, guest=True)
    assert at.desk.denied == []  # there is no journal to write it into


async def test_a_lead_by_a_group_is_asked_about_at_each_click():
    at = scene(question("plan", needs=3), put("a"))
    for _ in range(2):
        await at.clicks(JISOO)
    assert at.tenant.asked == 2

    at.tenant.leads.clear()

    assert "needs the role lead; yours is none" in await at.clicks(JISOO)
    assert "needs the role lead; yours is none" in str(await at.types(JISOO, "approve 42"))
    assert at.tenant.asked == 4


async def test_nothing_is_decided_while_the_directory_does_not_tell(at):
    at.tenant.failing = True

    told = await at.clicks(JISOO)

    assert "could not be asked which groups you are in, so nothing was decided" in told
    assert "try again" in told
    assert "role" not in told
    assert at.reasons == [told]
    assert at.state is State.WAITING
    assert "It goes on" in await at.clicks(SORA)  # who stands on a list needs no directory


async def test_the_card_that_was_asked_for_elsewhere_decides_there(at):
    at.desk.moved = Card(activity="a", version=1, digest="d", place=ELSEWHERE)

    assert "It goes on" in await at.clicks(SORA, conversation=ELSEWHERE)


TWO = (question("plan"), put("a"), question("purge"), put("b"))

TYPED = [
    pytest.param((), "approve 42", "You approved job 42", id="approve"),
    pytest.param((), "approve 42 plan", "You approved job 42", id="approve the gate"),
    pytest.param((), "승인 42", "You approved job 42", id="approve in Korean"),
    pytest.param((), "reject 42", "You refused job 42", id="reject"),
    pytest.param((), "reject 42 plan", "You refused job 42", id="reject the gate"),
    pytest.param((), "reject 42 the plan is old", "You refused job 42", id="reject with a reason"),
    pytest.param(TWO, "approve 42 plan", "You approved job 42", id="one of two gates"),
    pytest.param(TWO, "reject 42 plan not yet", "You refused job 42", id="reject one of two"),
]


@pytest.mark.parametrize(("steps", "text", "told"), TYPED)
async def test_what_is_typed_decides_about_what_is_open(steps, text, told):
    at = scene(*steps)

    assert told in str(await at.types(SORA, text))
    assert at.desk.denied == []


@pytest.mark.parametrize(
    ("steps", "text", "why"),
    [
        ((), "reject 42", "Refused by 이소라."),
        ((), "reject 42 plan", "Refused by 이소라."),
        ((), "reject 42 the plan is old", "Refused by 이소라: the plan is old"),
        (TWO, "reject 42 plan", "Refused by 이소라."),
        (TWO, "reject 42 Plan not yet", "Refused by 이소라: not yet"),
        (TWO, "reject plan 42 not yet", "Refused by 이소라: not yet"),
    ],
)
async def test_the_reason_that_was_typed_stands_in_the_job(steps, text, why):
    at = scene(*steps)

    await at.types(SORA, text)

    assert str(at.desk.known.why) == why


MISNAMED = [
    pytest.param((), "approve 42 purge", "has no gate purge; it has plan.", "approve 42 plan",
                 id="a gate of other plans"),
    pytest.param((), "approve 42 plam", "Did you mean approve 42 plan", "approve 42 plan",
                 id="a misspelt gate"),
    pytest.param((), "reject 42 purge", "has no gate purge", "reject 42 plan",
                 id="no reason but a gate"),
    pytest.param(TWO, "approve 42", "has more than one gate: plan, purge.", "approve 42 purge",
                 id="no gate of two"),
    pytest.param(TWO, "reject 42", "has more than one gate", "reject 42 plan", id="reject none"),
    pytest.param(TWO, "reject 42 not today", "has more than one gate", "reject 42 purge not "
                 "today",                 id="a reason and no gate"),
    pytest.param(TWO, "reject 42 purg too early", "Did you mean reject 42 purge too early",
                 "reject 42 plan", id="a misspelt gate before a reason"),
    pytest.param((put("a"),), "approve 42", "has nothing to decide about", "job 42", id="no gate"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "text", "why", "instead"), MISNAMED)
async def test_a_gate_that_is_not_named_or_not_there_is_asked_for(steps, text, why, instead):
    at = scene(*(steps or ())) if steps != (put("a"),) else scene()
    if steps == (put("a"),):
        at.desk.known = replace(at.desk.known, steps=steps, position=0)
    before = at.desk.known

    told = str(await at.types(SORA, text))

    assert why in told
    assert instead in told
    assert at.desk.known == before
    assert at.desk.denied == []  # nothing was decided about anything


async def test_a_gate_that_is_not_open_yet_is_said_so():
    at = scene(*TWO)

    assert "is not open" in str(await at.types(SORA, "approve 42 purge"))
    assert len(at.desk.denied) == 1


@pytest.mark.parametrize(
    ("by", "guest", "text", "why"),
    [
        pytest.param(DOYUN, True, "approve 42", "Guests cannot", id="a guest"),
        pytest.param(EVE, False, "reject 42 no", "There is no job 42.", id="another tenant"),
        pytest.param(NO_ID, True, "approve 42", "object id", id="no object id"),
        pytest.param(DOYUN, False, "approve 42 nonsense", "needs the role lead", id="a viewer"),
        pytest.param(JISOO, False, "reject 42", "needs the role lead", id="nobody's lead"),
        pytest.param(MINJI, False, "approve 42", "cannot approve", id="whoever asked for it"),
    ],
)
async def test_what_is_typed_is_refused_and_written_down_too(at, by, guest, text, why):
    at.tenant.leads.clear()

    told = await at.types(by, text, guest=guest)

    assert why in str(told)
    assert at.state is State.WAITING
    ((name, gate, nonce, written),) = at.desk.denied
    assert (name, gate, nonce) == (by.name, "plan", "n1")
    assert why in written


async def test_a_message_that_comes_twice_is_one_decision():
    at = scene(question("plan", needs=2), put("a"))

    assert "1 of 2" in str(await at.types(SORA, "approve 42"))
    assert await at.types(SORA, "approve 42") is None
    assert at.desk.denied == []
    assert "approved this already" in str(await at.types(SORA, "approve 42", id="m2"))
    assert len(at.desk.denied) == 1


async def test_a_refusal_that_comes_twice_is_written_down_once(at):
    for _ in range(2):
        await at.types(DOYUN, "approve 42")

    assert len(at.desk.denied) == 1


async def test_an_ended_job_says_so_however_its_gate_is_named():
    at = scene(*TWO)
    await at.clicks(SORA, "reject")

    for number, text in enumerate(("approve 42", "approve 42 plan", "reject 42 no")):
        assert "ended already" in str(await at.types(JISOO, text, id=f"m{number}"))


@pytest.mark.parametrize("locale", ["ko", "fr"])
async def test_the_answer_is_in_the_language_of_who_decides(at, locale):
    click = Click(
        id="c", verb="approve", data={"job": 42, "gate": "plan", "nonce": "n1"}, card="a",
        person=SORA, conversation=made.PLACE,
    )  # fmt: skip

    told = await at.approvals.click(click, 42)

    assert render(told, locale) != str(told)


@pytest.mark.parametrize("typed", [True, False])
async def test_a_decision_that_comes_again_after_its_process_died_is_told_to_count(at, typed):
    """The decision was written, and nothing else: neither an answer, nor that it was given."""
    await at.clicks(SORA)

    again = await (at.types(SORA, "approve 42") if typed else at.clicks(SORA))

    assert "Your approval of job 42 counts; its card shows how it stands." in str(again)
    assert at.desk.denied == []
    assert "is not open" in str(await at.clicks(JISOO)), "who did not decide is told so"
    assert len(at.desk.denied) == 1


async def test_a_refusal_that_comes_again_is_told_to_count(at):
    await at.clicks(SORA, "reject")

    assert await at.clicks(SORA, "reject") == "You refused job 42, which has ended it."
    assert at.desk.denied == []
