"""What people get for what they write and click, over a real store."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from adapters.clock import Clock
from bot.people_settings import Grants
from bot.roles import Roles
from bot.talk import Click, Message, Reply
from bot.turns import Talk
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.record import Job, Person, State
from jobs.store import Store
from tests.bot import made

STRANGER = Person(tenant="72f9", id="0a1b2c3d-0000-0000-0000-000000000009", name="Nobody")
ROLES = made.roles(viewers=[made.MINJI.id.upper()])


@dataclass
class Cards:
    """Remembers which cards were asked for."""

    shown: list[Job] = field(default_factory=list)

    def show(self, job: Job) -> None:
        self.shown.append(job)

    async def reply(self, job: Job, locale: str) -> Reply:
        return Reply(summary="a card", card={"job": job.id})


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with embedded(tmp_path / "data") as url:
        redis = connect(url)
        yield Store(redis, key=b"k" * 32)
        await redis.aclose()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, Clock(), tenancy=made.TENANCY)


@pytest.fixture
def cards() -> Cards:
    return Cards()


@pytest.fixture
def talk(desk: Desk, cards: Cards) -> Talk:
    return Talk(
        organisations=(made.HBNA,), roles=ROLES, desk=desk, cards=cards, clock=Clock(),
        suites=made.SUITES,
    )  # fmt: skip


def message(text: str, id: str = "m1", person: Person = made.MINJI, *, guest: bool = False):
    return Message(id=id, text=text, person=person, conversation=made.PLACE, guest=guest)


def click(job: object, verb: str = "again", id: str = "c1", **more: object) -> Click:
    given = {"person": made.MINJI, "conversation": made.PLACE, "card": "activity-1"} | more
    return Click(id=id, verb=verb, data={"job": job}, **given)  # type: ignore[arg-type]


async def test_a_request_becomes_a_job_whose_card_is_shown_at_once(talk, desk, cards):
    reply = await talk.on_message(message("check oauth hbna.co.kr"))

    assert reply is None
    (job,) = await desk.jobs()
    assert cards.shown == [job]
    assert job.state is State.RUNNING
    assert job.requester == made.MINJI
    assert job.conversation == made.PLACE
    assert [step.subject for step in job.steps] == ["oauth"]
    assert job.organisation == "hbna"


async def test_the_same_message_delivered_again_is_the_same_job(talk, desk):
    for _ in range(3):
        assert await talk.on_message(message("check oauth hbna.co.kr")) is None

    assert len(await desk.jobs()) == 1


async def test_a_domain_that_was_filled_in_is_named(talk, desk):
    reply = await talk.on_message(message("check oauth"))

    assert reply is not None
    assert "`hbna.co.kr` is the only one configured" in reply.text
    assert len(await desk.jobs()) == 1


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("check oauth 10.0.0.1", "`10.0.0.1` is an address"),
        ("check oauth hbna.co.kr; Remove-Mailbox x", "but not `Remove-Mailbox x`"),
        ("check oauth hbnа.co.kr", "another alphabet"),
        ("check oauth contoso.com", "`contoso.com` is not configured here"),
        ("x" * 100_000, "100000 characters"),
        ("check\x07 oauth hbna.co.kr", "control characters"),
        ("frobnicate", "That is no command that I know."),
    ],
)
async def test_bad_input_gets_a_clear_answer_and_runs_nothing(talk, desk, cards, text, part):
    reply = await talk.on_message(message(text))

    assert reply is not None
    assert part in reply.text
    assert len(reply.text) < 600
    assert await desk.jobs() == []
    assert cards.shown == []


async def test_an_answer_is_given_once_however_often_the_message_comes(talk):
    first = await talk.on_message(message("frobnicate"))
    again = await talk.on_message(message("frobnicate"))
    other = await talk.on_message(message("frobnicate", id="m2"))

    assert first is not None
    assert again is None
    assert other == first


async def test_help_is_a_card(talk):
    for id, text in (("m1", "help"), ("m2", ""), ("m3", "help check oauth")):
        reply = await talk.on_message(message(text, id=id))
        assert reply is not None
        assert reply.card is not None
        assert reply.summary


@pytest.mark.parametrize(
    ("person", "guest", "part"),
    [
        pytest.param(STRANGER, False, "You have no role here", id="no role"),
        pytest.param(made.MINJI, True, "Guests cannot", id="a guest, role or not"),
        pytest.param(replace(made.MINJI, id=""), False, "Entra object id", id="nobody we know"),
    ],
)
async def test_who_may_not_is_told_why_and_how_to_get_it(talk, desk, person, guest, part):
    for id, text in (("m1", "check oauth hbna.co.kr"), ("m2", "help"), ("m3", "frobnicate")):
        reply = await talk.on_message(message(text, id=id, person=person, guest=guest))
        assert reply is not None
        assert part in reply.text
        assert "hbna" not in reply.text

    assert await desk.jobs() == []


async def test_the_answer_is_in_the_language_of_the_conversation(talk):
    place = replace(made.PLACE, locale="ko-KR")
    asked = Message(id="m1", text="oauth 확인 없는도메인.kr", person=made.MINJI, conversation=place)

    reply = await talk.on_message(asked)

    assert reply is not None
    assert "is not configured" not in reply.text
    assert "`check oauth hbna.co.kr`" in reply.text


async def started(talk: Talk, desk: Desk) -> Job:
    await talk.on_message(message("check oauth hbna.co.kr"))
    return (await desk.jobs())[0]


async def test_check_again_starts_a_new_job_in_the_same_thread(talk, desk, cards):
    job = await started(talk, desk)

    answer = await talk.on_click(click(job.id))

    new, old = await desk.jobs()
    assert old.id == job.id
    assert new.request == job.request
    assert new.conversation == job.conversation
    assert cards.shown[-1].id == new.id
    assert f"job {new.id}" in answer.message


async def test_one_click_delivered_twice_starts_one_job(talk, desk):
    job = await started(talk, desk)

    for _ in range(2):
        await talk.on_click(click(str(job.id)))

    assert len(await desk.jobs()) == 2


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        pytest.param({"job": 999}, "out of date", id="no such job"),
        pytest.param({"job": "1; rm"}, "out of date", id="a number that is none"),
        pytest.param({"job": True}, "out of date", id="a truth"),
        pytest.param({"job": None}, "out of date", id="nothing"),
        pytest.param({"job": "9" * 400}, "out of date", id="a huge number"),
        pytest.param({"verb": "dance"}, "do not know this button", id="an unknown verb"),
        pytest.param({"verb": "approve"}, "data cannot be read", id="a decision about nothing"),
        pytest.param({"verb": "reject", "job": "x"}, "does not say which job", id="about no job"),
        pytest.param({"person": STRANGER}, "You have no role", id="who may not"),
        pytest.param(
            {"conversation": replace(made.PLACE, id="19:other@thread.tacv2")}, "out of date",
            id="a job of another conversation",
        ),
        pytest.param(
            {"conversation": replace(made.PLACE, tenant="other")}, "out of date",
            id="a job of another tenant",
        ),
    ],
)  # fmt: skip
async def test_a_click_that_means_nothing_is_answered_politely(talk, desk, changes, part):
    job = await started(talk, desk)

    answer = await talk.on_click(click(**({"job": job.id} | changes)))

    assert part in answer.message
    assert len(await desk.jobs()) == 1


async def test_a_client_that_refreshes_by_itself_gets_the_card_and_starts_nothing(talk, desk):
    job = await started(talk, desk)

    answer = await talk.on_click(click(job.id, automatic=True))

    assert answer.card == {"job": job.id}
    assert len(await desk.jobs()) == 1


async def test_the_bot_introduces_itself_once_per_conversation(talk):
    first = await talk.on_installed(made.PLACE)
    again = await talk.on_installed(made.PLACE)

    assert first is not None
    assert "`check oauth hbna.co.kr`" in first.text
    assert again is None


@pytest.mark.long
async def test_a_store_that_is_away_is_said_in_the_thread(cards):
    redis = connect("unix:///nowhere/at/all.sock")
    talk = Talk(
        organisations=(made.HBNA,), roles=ROLES, cards=cards, clock=Clock(), suites=made.SUITES,
        desk=Desk(Store(redis, key=b"k" * 32), Clock()),
    )  # fmt: skip

    reply = await talk.on_message(message("check oauth hbna.co.kr"))
    answer = await talk.on_click(click(1))

    await redis.aclose()
    assert reply is not None
    assert "nothing was run" in reply.text
    assert "nothing was run" in answer.message


async def test_a_guests_click_is_refused_whatever_role_the_guest_has_elsewhere(talk, desk):
    await talk.on_message(message("check oauth hbna.co.kr"))
    (job,) = await desk.jobs()

    answer = await talk.on_click(click(job.id, guest=True))

    assert "Guests" in answer.message
    assert len(await desk.jobs()) == 1


async def test_the_commands_on_jobs_are_answered_without_a_job_of_their_own(talk, desk):
    await started(talk, desk)

    listed = await talk.on_message(message("jobs", id="m2"))
    shown = await talk.on_message(message("job 1", id="m3"))
    ended = await talk.on_message(message("cancel 1", id="m4"))
    past = await talk.on_message(message("history since 1d", id="m5"))

    assert listed is not None
    assert past is not None
    assert listed.card is not None
    assert past.card is not None
    assert shown is None  # the card itself is the answer
    assert ended is not None
    assert "is cancelled" in ended.text
    (job,) = await desk.jobs()
    assert job.state is State.CANCELLED


async def test_a_decision_is_taken_from_anybody_and_who_may_not_is_written_down(talk, desk, store):
    job = await started(talk, desk)

    for number, (person, why) in enumerate(
        ((made.MINJI, "needs the role `lead`"), (STRANGER, "needs the role `lead`"))
    ):
        told = await talk.on_message(message("reject 1 no", id=f"d{number}", person=person))
        assert told is not None
        assert why in told.text

    journal = await store.journal(job.id)
    denied = [link.entry for link in journal if link.entry["kind"] == "denied"]
    assert [each["by"]["id"] for each in denied] == [made.MINJI.id, STRANGER.id]
    assert denied[0]["why"]["say"].startswith("{command} needs the role {needed}")


async def test_a_client_that_refreshes_by_itself_decides_nothing(talk, desk):
    job = await started(talk, desk)

    answer = await talk.on_click(click(job.id, verb="approve", automatic=True))

    assert answer.card == {"job": job.id}


@pytest.mark.parametrize(
    ("person", "guest", "parts"),
    [
        pytest.param(
            made.MINJI, False,
            ["`김민지`, your role here is `viewer`", "`[roles] viewers`", made.MINJI.id,
             "`check oauth ‹domain›`", "`whoami`"],
            id="a viewer",
        ),
        pytest.param(STRANGER, False, ["`Nobody`, you have no role here", "on no list"], id="none"),
        pytest.param(made.MINJI, True, ["Guests cannot"], id="a guest"),
        pytest.param(replace(made.MINJI, id=""), False, ["object id"], id="no object id"),
    ],
)  # fmt: skip
async def test_anybody_is_told_what_they_may_do_and_why(talk, person, guest, parts):
    told = await talk.on_message(message("whoami", person=person, guest=guest))

    assert told is not None
    for part in parts:
        assert part in told.text
    assert "approve" not in told.text
    assert "hbna" not in told.text


async def test_a_lead_is_told_that_nobody_approves_what_they_asked_for(desk, cards):
    talk = Talk(
        organisations=(made.HBNA,), roles=made.roles(leads=[made.MINJI.id]), desk=desk, cards=cards,
        clock=Clock(), suites=made.SUITES,
    )  # fmt: skip

    told = await talk.on_message(message("내 권한"))

    assert told is not None
    assert "nobody approves what they asked for themselves" in told.text
    assert "`approve ‹number› [gate]`" in told.text


async def test_roles_that_differ_are_told_for_each_organisation(desk, cards):
    contoso = replace(made.HBNA, name="contoso", domains=("contoso.com",))
    roles = Roles.of(
        Grants(viewers=(made.MINJI.id,)), made.TENANCY, Clock(),
        apart={"contoso": Grants(leads=(made.MINJI.id,))},
    )  # fmt: skip
    talk = Talk(
        organisations=(made.HBNA, contoso), roles=roles, desk=desk, cards=cards, clock=Clock(),
        suites=made.SUITES,
    )  # fmt: skip

    told = await talk.on_message(message("whoami"))

    assert told is not None
    assert "In `hbna.co.kr` your role is `viewer`." in told.text
    assert "In `contoso.com` your role is `lead`." in told.text


async def test_the_button_of_a_card_that_was_asked_for_elsewhere_works_there_and_here(talk, desk):
    await started(talk, desk)
    there = replace(made.PLACE, id="19:other@thread.tacv2", root="1800000000000")
    asked = Message(id="m2", text="job 1", person=made.MINJI, conversation=there)
    assert await talk.on_message(asked) is None

    for id, place in (("c1", there), ("c2", made.PLACE)):
        answer = await talk.on_click(click(1, id=id, conversation=place))
        assert "Looking again" in answer.message

    first, second, _ = await desk.jobs()
    assert first.conversation == second.conversation == there


async def test_a_question_about_a_decision_decides_nothing_and_is_told_how_the_job_stands(
    talk, desk
):
    await talk.on_message(message("check oauth hbna.co.kr"))
    (before,) = await desk.jobs()

    reply = await talk.on_message(message(f"cancel {before.id}?", id="m2"))

    assert reply is not None
    assert "That reads as a question, so nothing was run" in reply.text
    assert f"type `cancel {before.id}` and nothing else" in reply.text
    assert f"Job {before.id} (`check oauth hbna.co.kr`): Running" in reply.text
    assert await desk.jobs() == [before]
    unknown = await talk.on_message(message("approve 99?", id="m3"))
    assert unknown is not None
    assert "There is no job 99" in unknown.text


async def test_each_line_of_a_message_may_be_a_check(talk, desk):
    text = "check oauth hbna.co.kr\n\ncheck oauth"
    for _ in range(2):  # a delivery that is repeated makes no more jobs
        reply = await talk.on_message(message(text))

    assert [str(each.request) for each in await desk.jobs()] == ["check oauth hbna.co.kr"] * 2
    assert reply is None


@pytest.mark.parametrize(
    "text",
    [
        "check oauth hbna.co.kr\nrepair oauth hbna.co.kr",
        "approve 1\napprove 2",
        "cancel 1\ncheck oauth hbna.co.kr",
        "jobs\nhistory",
    ],
)
async def test_other_requests_come_one_at_a_time(talk, desk, text):
    reply = await talk.on_message(message(text))

    assert reply is not None
    assert "One request at a time" in reply.text
    for line in text.splitlines():
        assert f"`{line}`" in reply.text
    assert await desk.jobs() == []
