"""What people get who ask about schedules, over a real store; the cards keep our rules."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cards import schedules as cards
from bot.on_schedules import OnSchedules, steps_of
from bot.talk import Message, Reply
from bot.views import Views
from commands.catalog import COMMANDS
from commands.findings import Verdict
from commands.grammar import Grammar, Understood
from commands.on_schedules import SCHEDULE, SCHEDULES, UNSCHEDULE
from commands.phrases import say
from commands.recurrence import Days
from commands.request import Request
from jobs.connection import connect
from jobs.embedded import embedded
from jobs.firing import Firing
from jobs.record import Person, State
from jobs.schedules import Schedules
from jobs.schedules_news import Move, News
from jobs.schedules_record import Schedule
from jobs.store import Store
from tests.bot import made
from tests.bot.cards.house import problems, texts

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SEOUL = ZoneInfo("Asia/Seoul")
BY_NAME = {each.name: each for each in (*COMMANDS, SCHEDULE, SCHEDULES, UNSCHEDULE)}
GRAMMAR = Grammar((made.HBNA,), tuple(BY_NAME.values()))
LINE = "schedule every day at 08:00 check oauth hbna.co.kr"
STRANGER = "0a1b2c3d-0000-0000-0000-000000000002"
ELSEWHERE = Person(tenant="0000", id="0a1b2c3d-0000-0000-0000-000000000002", name="Somebody")
FIRING = Firing(
    schedule=3, when="every day at 08:00", due=NOW, previous=41, always=False
)  # fmt: skip


class Standing:
    def now(self) -> datetime:
        return NOW

    async def sleep(self, seconds: float) -> None:
        await asyncio.Event().wait()


@pytest.fixture
async def schedules(tmp_path: Path) -> AsyncIterator[Schedules]:
    async with embedded(tmp_path / "data") as url:
        redis = connect(url)
        store = Store(redis, key=b"k" * 32)
        yield Schedules(
            store, Standing(), zones={"hbna": SEOUL}, steps=steps_of, tenancy=made.TENANCY
        )
        await redis.aclose()


@pytest.fixture
def on(schedules: Schedules) -> OnSchedules:
    roles = made.roles(operators=[made.MINJI.id, STRANGER])
    owners = {"hbna.co.kr": made.HBNA}
    return OnSchedules(
        schedules=schedules, views=Views((made.HBNA,), roles), roles=roles, owners=owners
    )


async def says(
    on: OnSchedules, text: str, id: str = "m1", person: Person = made.MINJI, locale: str = "en"
) -> Reply:
    read = GRAMMAR.read(text)
    assert isinstance(read, Understood)
    place = replace(made.PLACE, locale=locale)
    message = Message(id=id, text=text, person=person, conversation=place)
    return await on.answer(read.request, message)


async def test_a_schedule_is_confirmed_with_its_next_time_where_the_organisation_is(on, schedules):
    reply = await says(on, LINE)

    assert "Schedule 1 is made: `every day at 08:00`, `check oauth hbna.co.kr`." in reply.text
    assert "due next at `2026-11-21 08:00 KST`" in reply.text
    assert "then when a verdict changes" in reply.text
    assert "`unschedule 1`" in reply.text
    (schedule,) = await schedules.list(among={"hbna"})
    assert schedule.request == Request(command="check oauth", domain="hbna.co.kr")
    assert schedule.conversation == replace(made.PLACE, locale="en")
    assert schedule.requester == made.MINJI
    assert not schedule.always


async def test_always_is_said_and_kept(on, schedules):
    reply = await says(on, f"{LINE} --always")

    assert "every time" in reply.text
    assert [each.always for each in await schedules.list(among={"hbna"})] == [True]


@pytest.mark.parametrize(
    ("line", "made"),
    [
        pytest.param(LINE, False, id="as it was typed"),
        pytest.param("매일 08:00 hbna.co.kr oauth 확인 예약", False, id="the same in Korean"),
        pytest.param(LINE.replace("08:00", "09:00"), True, id="at another time"),
        pytest.param(LINE.replace("oauth", "certificates"), True, id="another check"),
        pytest.param(f"{LINE} --always", True, id="told of every time"),
    ],
)
async def test_what_is_scheduled_already_is_not_scheduled_again(on, schedules, line, made):
    await says(on, LINE)
    reply = await says(on, line, "m2")

    assert ("Schedule 1 does that already." in reply.text) is not made, reply.text
    assert ("`unschedule 1`" in reply.text) is not made
    assert len(await schedules.list(among={"hbna"})) == 1 + made


async def test_another_place_and_a_removed_schedule_are_no_hindrance(on, schedules):
    await says(on, LINE)
    read = GRAMMAR.read(LINE)
    assert isinstance(read, Understood)
    elsewhere = replace(made.PLACE, root="2")
    await on.answer(
        read.request, Message(id="m2", text=LINE, person=made.MINJI, conversation=elsewhere)
    )
    await says(on, "unschedule 1", "m3")
    reply = await says(on, LINE, "m4")

    assert "Schedule 3 is made" in reply.text


async def test_the_same_message_again_is_the_same_schedule(on, schedules):
    first = await says(on, LINE)

    assert await says(on, LINE) == first
    assert len(await schedules.list(among={"hbna"})) == 1


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"when": "every day at 25:00", "request": "check oauth hbna.co.kr"}, "25:00"),
        ({"when": "every day at 08:00", "request": "help"}, "Only a check can be scheduled"),
        ({"when": "every day at 08:00", "request": "frobnicate"}, "That is no command"),
    ],
)
async def test_what_cannot_be_scheduled_is_refused_and_nothing_changes(
    on, schedules, options, part
):
    request = Request(command="schedule", options=tuple(options.items()))
    message = Message(id="m1", text="", person=made.MINJI, conversation=made.PLACE)

    assert part in (await on.answer(request, message)).text
    assert await schedules.list(among={"hbna"}) == []


async def test_the_list_says_what_when_and_by_whom(on):
    await says(on, LINE)
    await says(on, "schedule every 6 hours check oauth hbna.co.kr --always", "m2")

    card = (await says(on, "schedules", "m3")).card

    assert card is not None
    assert problems(card) == []
    shown = texts(card)
    assert "1  every day at 08:00  check oauth hbna.co.kr" in shown
    assert "Due 2026-11-21 08:00 KST · made by 김민지" in shown
    assert "2  every 6 hours  check oauth hbna.co.kr" in shown
    assert "posts every time" in shown
    assert "unschedule 1" in shown


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        pytest.param(made.begun(firing=FIRING), "job 42  ▶ Running", id="under way"),
        pytest.param(made.done([made.SERVERS], firing=FIRING),
                     "job 42  ■ Done  ✔ 1 in order", id="all in order"),
        pytest.param(made.done(firing=FIRING), "job 42  ■ Done  ✖ 1 problem  ⚠ 1 warning",
                     id="problems"),
        pytest.param(made.begun(state=State.FAILED, firing=FIRING), "job 42  ✖ Failed",
                     id="it could not be made"),
        pytest.param(None, "last run: job 42, which is not kept any more", id="removed"),
    ],
)  # fmt: skip
def test_the_list_says_what_the_last_run_came_to(run, shown):
    last = replace(schedule(1), request=made.begun().request, last=42)
    runs = {} if run is None else {1: run}

    reply = cards.listing([last], lambda _: SEOUL, "en", "x", runs)

    assert reply.card is not None
    assert problems(reply.card) == []
    assert shown in texts(reply.card)
    if run is not None:
        due = NOW.astimezone(SEOUL)
        assert f"last run {due:%Y-%m-%d %H:%M} KST: job 42" in texts(reply.card)


async def test_an_empty_list_says_how_to_make_one(on):
    reply = await says(on, "schedules")

    assert "Nothing is scheduled." in reply.text
    assert f"`{LINE}`" in reply.text


async def test_a_schedule_is_ended_once(on, schedules):
    await says(on, LINE)

    assert "Schedule 1 is ended" in (await says(on, "unschedule 1", "m2")).text
    assert "There is no schedule 1." in (await says(on, "unschedule 1", "m3")).text
    assert await schedules.list(among={"hbna"}) == []


@pytest.mark.parametrize("number", ["99999", "999999999999999"])
async def test_an_unknown_number_is_answered_clearly(on, number):
    reply = await says(on, f"unschedule {number}")

    assert f"There is no schedule {number}." in reply.text
    assert "`schedules` lists what is scheduled." in reply.text


@pytest.mark.parametrize(
    ("role", "person", "ended"),
    [
        pytest.param("operators", made.MINJI, True, id="an operator"),
        pytest.param("leads", replace(made.MINJI, id=STRANGER), True, id="a lead"),
        pytest.param("viewers", made.MINJI, True, id="who made it"),
        pytest.param("viewers", replace(made.MINJI, id=STRANGER), False, id="another viewer"),
    ],
)
async def test_a_schedule_is_ended_by_its_maker_or_an_operator(on, schedules, role, person, ended):
    await says(on, LINE)
    on = replace(on, roles=made.roles(**{role: [person.id]}))

    reply = await says(on, "unschedule 1", "m2", person)

    assert ("needs the role `operator`" not in reply.text) is ended
    assert (await schedules.list(among={"hbna"}) == []) is ended


async def test_a_viewer_lists_and_makes_none(on, schedules):
    on = replace(on, roles=made.roles(viewers=[made.MINJI.id]))

    assert "needs the role `operator`" in (await says(on, LINE)).text
    assert "Nothing is scheduled." in (await says(on, "schedules", "m2")).text
    assert await schedules.list(among={"hbna"}) == []


async def test_people_of_another_tenant_see_and_end_nothing(on, schedules):
    await says(on, LINE)

    assert "Nothing is scheduled." in (await says(on, "schedules", "m2", ELSEWHERE)).text
    refused = await says(on, "unschedule 1", "m3", ELSEWHERE)
    assert "There is no schedule 1." in refused.text
    assert len(await schedules.list(among={"hbna"})) == 1


@pytest.mark.parametrize("locale", ["ko-KR", "fr-FR"])
async def test_every_answer_is_in_the_readers_language(on, locale):
    for number, text in enumerate((LINE, "schedules", "unschedule 1", "unschedule 1", "schedules")):
        ours = await says(on, text, f"m{number}", locale=locale)
        for word in ("schedule is", "There is no", "Nothing", "What is scheduled", "To end"):
            assert word not in ours.summary + ours.text


def schedule(number: int) -> Schedule:
    return Schedule(
        id=number,
        organisation="hbna",
        request=Request(command="check oauth", domain="가" * 300),
        when=Days(days=(0, 1, 2, 3, 5, 6), at=time(8)),
        requester=replace(made.MINJI, name="김" * 300),
        conversation=made.PLACE,
        always=True,
        created=NOW,
        next=NOW + timedelta(days=1),
        last=10**9,
    )


@pytest.mark.parametrize("locale", ["en", "ko", "fr"])
def test_a_long_list_fits_and_says_how_many_more(locale):
    reply = cards.listing([schedule(each) for each in range(200)], lambda _: SEOUL, locale, "x")

    assert reply.card is not None
    assert problems(reply.card) == []
    assert str(200 - cards.MOST) in texts(reply.card)


def drawn(news: News) -> str:
    return texts({"body": cards.told(news, "en")})


def move(title: str, before: Verdict | None, now: Verdict | None) -> Move:
    return Move(title=say(title), before=before, now=now)


def test_what_changed_is_told_worse_first():
    news = News(
        firing=FIRING,
        before=41,
        moves=(
            move("Partner application", Verdict.FAIL, Verdict.OK),
            move("Auth server ACS", Verdict.OK, Verdict.FAIL),
            move("Routes", Verdict.OK, Verdict.SKIPPED),
            move("Old server", Verdict.WARN, None),
        ),
    )

    assert drawn(news).splitlines() == [
        "By schedule 3, every day at 08:00.",
        "What changed since job 41:",
        "Newly failing (1)",
        "✖ fail  Auth server ACS · was ✔ ok",
        "Mended (2)",
        "✔ ok  Partner application · was ✖ fail",
        "no longer looked at  Old server · was ⚠ warn",
        "Changed otherwise (1)",
        "– skipped  Routes · was ✔ ok",
    ]
    summary = cards.summary(news, "the rest", "en")
    assert summary == "Schedule 3: 1 newly failing, 2 mended. the rest"


@pytest.mark.parametrize(
    ("news", "part"),
    [
        (News(firing=FIRING), "first run; the next ones are posted when a verdict changes"),
        (News(firing=replace(FIRING, always=True)), "This is its first run."),
        (News(firing=FIRING, before=41), "Nothing has changed since job 41."),
        (News(firing=FIRING, before=41, broke=True), "could not be carried out; job 41 could"),
        (News(firing=FIRING, before=41, works_again=True), "can be carried out again"),
    ],
)
def test_a_run_says_why_it_is_posted(news, part):
    assert part in drawn(news)
    assert cards.summary(news, "the rest", "en") == "Schedule 3: the rest"


def test_many_changes_are_counted_and_some_are_named():
    moves = tuple(move(f"Server {each}", Verdict.OK, Verdict.FAIL) for each in range(300))

    shown = drawn(News(firing=FIRING, before=41, moves=moves))

    assert "Newly failing (300)" in shown
    assert "… and 294 more" in shown
    assert len(shown.splitlines()) < 20


def test_a_scheduled_check_that_is_no_more_still_has_a_step():
    (step,) = steps_of(Request(command="check something", domain="hbna.co.kr"))

    assert step.subject == "check something"
    assert [each.subject for each in steps_of(Request(command="check oauth"))] == ["oauth"]
