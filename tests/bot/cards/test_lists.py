"""The lists of jobs: nobody's names break them, and however long they are they fit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cards import history, jobs
from bot.talk import Reply
from commands.request import Request
from jobs.firing import Firing
from jobs.record import Job, State
from jobs.steps import Result
from tests.bot import made
from tests.bot.cards.house import problems, texts
from tests.bot.cards.rotating import NEW, rotating

SEOUL = ZoneInfo("Asia/Seoul")
LOCALES = ["en", "ko-KR", "fr-FR"]


def listed(opened: Sequence[Job], ended: Sequence[Job] = (), locale: str = "en") -> Reply:
    return jobs.listing(opened, ended, domain="", zone=lambda name: SEOUL, locale=locale)


def looked_back(ended: Sequence[Job], locale: str = "en", *, whole: bool = True) -> Reply:
    since = made.BEGAN.astimezone(SEOUL)
    return history.listing(
        ended, domain="hbna.co.kr", since=since, zone=lambda name: SEOUL, locale=locale, whole=whole
    )


def many(count: int, **changes: object) -> list[Job]:
    return [made.done(id=10**9 + number, **changes) for number in range(count)]


def unsettled(job: Job) -> Job:
    """Nobody could tell whether the change under way was made."""
    step = replace(job.steps[job.position], result=Result.UNKNOWN)
    return replace(job, steps=(*job.steps[: job.position], step, *job.steps[job.position + 1 :]))


LONG = replace(made.MINJI, name="김" * 500)
REQUEST = Request(command="check oauth", domain="예" * 200)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(lambda locale: listed([], [], locale), id="none"),
        pytest.param(lambda locale: listed([made.begun()], [made.done()], locale), id="one each"),
        pytest.param(
            lambda locale: listed(
                [made.begun(requester=LONG, request=REQUEST)] * 100,
                many(10, requester=LONG),
                locale,
            ),
            id="a hundred with long names",
        ),
        pytest.param(lambda locale: looked_back([], locale), id="no history"),
        pytest.param(
            lambda locale: looked_back(
                many(100, requester=LONG, request=REQUEST), locale, whole=False
            ),
            id="a long history",
        ),
    ],
)
def test_a_list_keeps_the_rules(reply, locale):
    card = reply(locale).card

    assert problems(card) == []
    assert len(reply(locale).summary) < 300


def test_what_does_not_fit_is_counted():
    shown = texts(looked_back(many(100, requester=LONG, request=REQUEST)).card)

    drawn = shown.count("job 1000000")
    assert 1 < drawn < 100
    assert f"… and {100 - (drawn - 1)} more" in shown  # one stands in the last line


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_a_symbol_with_a_word(state):
    job = made.begun(state=state, ended=made.BEGAN if state.ended else None)

    shown = texts((looked_back if state.ended else listed)([job]).card)

    assert "job 42" in shown
    word = {"running": "▶ Running", "waiting": "‖ Waiting"}.get(state, state.capitalize())
    assert word in shown


def test_a_job_says_since_when_it_is_as_it_is():
    begun = replace(made.STEPS[0], started=made.BEGAN + timedelta(hours=1))

    assert "since 2026-11-20 10:14 KST" in texts(listed([made.begun()]).card)
    assert "since 2026-11-20 11:14 KST" in texts(listed([made.begun(steps=(begun,))]).card)
    assert "ended 2026-11-20 10:14 KST" in texts(listed([], [made.done()]).card)


@pytest.mark.parametrize(
    ("job", "lines"),
    [
        pytest.param(
            rotating("publish"),
            ["Needs a decision: approve 42 publish"],
            id="a decision",
        ),
        pytest.param(
            rotating("wait until"),
            ["Wait until the new certificate may take over · until 2026-11-23 19:00 KST"],
            id="a time",
        ),
        pytest.param(
            rotating("wait for"),
            [f"Wait until Exchange has brought {NEW} to every server"],
            id="a state",
        ),
        pytest.param(
            unsettled(rotating("auth certificate published")),
            ["Somebody must look at it, then type resume 42"],
            id="a person who looks",
        ),
        pytest.param(replace(rotating("publish"), state=State.RUNNING), [], id="nothing"),
    ],
)
def test_a_waiting_job_says_for_what_and_what_is_typed(job: Job, lines: list[str]):
    shown = texts(listed([job]).card).splitlines()

    at = next(n for n, each in enumerate(shown) if each.startswith("since "))
    assert shown[at + 1 : -1] == lines


def test_a_job_that_no_person_asked_for_names_none():
    shown = texts(listed([made.begun(requester=None)]).card)

    assert "since 2026-11-20 10:14 KST" in shown
    assert "asked by" not in shown


def test_older_jobs_are_said_to_be_there():
    assert "there are older ones" in looked_back(many(3), whole=False).summary
    assert "older" not in looked_back(many(3)).summary


@pytest.mark.parametrize(
    ("job", "says"),
    [
        pytest.param(made.begun, "since 2026-11-20 10:14 KST, by schedule 7 of 김민지", id="open"),
        pytest.param(made.done, "ended 2026-11-20 10:14 KST, by schedule 7 of 김민지", id="ended"),
    ],
)
def test_a_run_of_a_schedule_is_told_from_what_a_person_asked_for(job, says):
    firing = Firing(schedule=7, when="every hour", due=made.BEGAN, previous=None, always=False)
    card = listed([job(firing=firing)]).card

    assert card is not None
    assert says in texts(card)
