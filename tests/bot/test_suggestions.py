"""Whatever the bot offers to type is taken by the grammar, as it stands."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, time, timedelta

import pytest

from bot.cards import help as help_card
from bot.cards import history, job, jobs, moved, replies, schedules
from bot.talk import Reply
from commands.catalog import COMMANDS, SUITES
from commands.command import Role
from commands.grammar import Grammar, Misunderstood, Understood
from commands.organisation import Server
from commands.phrases import say
from commands.recurrence import Days
from commands.request import Request
from jobs.record import Job, State
from jobs.schedules_record import Schedule
from tests.bot import made
from tests.bot.cards.house import walk

DOMAINS = ("hbna.co.kr",)
SERVER = Server(name="EX01", address="ex01.corp.hbna.co.kr", port=443, tls=True)
GRAMMAR = Grammar((replace(made.HBNA, servers=(SERVER,)),))
FIRST = {each.name.partition(" ")[0] for each in COMMANDS}
"""The words that a line to be typed begins with."""
LOCALES = ["en", "ko-KR", "fr-FR"]
FAILED = say("{source} could not be opened.", source="hbna")
UNDO = Request(command="undo", domain="hbna.co.kr", options=(("number", "41"),))
CHECK = Request(command="check oauth", domain="hbna.co.kr")
GONE = Request(command="check something", domain="hbna.co.kr")


def ended(state: State, request: Request = CHECK, **more: object) -> Job:
    at = made.BEGAN + timedelta(seconds=1)
    return made.begun(state=state, request=request, ended=at, why=FAILED, **more)


ENDS = [state for state in State if state.ended]
JOBS = {
    "a check under way": made.halfway(),
    "a check that found problems": made.done(),
    "a check that found none": made.done([made.SERVERS]),
    **{f"a check, {state}": ended(state) for state in ENDS},
    **{f"an undoing, {state}": ended(state, UNDO, undoes=41, findings=()) for state in ENDS},
    **{f"of a command that is no more, {state}": ended(state, GONE) for state in ENDS},
}


def offered(reply: Reply) -> list[str]:
    """Give each line of a reply that can be typed; what stands for a value is filled in."""
    texts = (text for text in _codes(reply) if ", " not in text)  # a list of other phrasings
    return [_filled(text) for text in texts if text.partition(" ")[0] in FIRST]


def _codes(reply: Reply) -> Iterator[str]:
    yield from re.findall(r"`([^`]+)`", reply.text)
    for element in walk(reply.card or {}):
        for run in element.get("inlines", []):
            if run.get("fontType") == "monospace":
                yield run["text"]


def _filled(text: str) -> str:
    for word, value in {
        "<number>": "42", "<domain>": DOMAINS[0], "<when> <check>": EXAMPLE, "<command>": "jobs",
        "<server>": SERVER.name,
    }.items():  # fmt: skip
        text = text.replace(word, value)
    return re.sub(r"\s*\[[^]]*\]", "", text)


EXAMPLE = "every day at 08:00 check oauth hbna.co.kr"


def card_of(one: Job, locale: str) -> Reply:
    card = job.render(one, made.SUITE, locale, made.BEGAN, UTC)
    return Reply(summary="", card=card)


def listed(*some: Job, locale: str) -> Reply:
    opened = [each for each in some if not each.state.ended]
    over = [each for each in some if each.state.ended]
    return jobs.listing(opened, over, domain="", zone=lambda name: UTC, locale=locale)


def looked_back(*some: Job, locale: str) -> Reply:
    return history.listing(
        some, domain="hbna.co.kr", since=None, zone=lambda name: UTC, locale=locale
    )


SCHEDULE = Schedule(
    id=3, organisation="hbna", request=CHECK, when=Days(days=tuple(range(7)), at=time(8)),
    requester=made.MINJI, conversation=made.PLACE, always=False, created=made.BEGAN,
    next=made.BEGAN,
)  # fmt: skip
LISTS = {
    "no jobs": lambda locale: listed(locale=locale),
    "an open job": lambda locale: listed(made.begun(), made.done(), locale=locale),
    "an undoing": lambda locale: listed(JOBS["an undoing, done"], locale=locale),
    "no history": lambda locale: looked_back(locale=locale),
    "a history": lambda locale: looked_back(made.done(), locale=locale),
    "a schedule made": lambda locale: schedules.made(SCHEDULE, UTC, locale),
    "a schedule ended": lambda locale: schedules.ended(SCHEDULE, locale),
    "no schedules": lambda locale: schedules.listing([], lambda name: UTC, locale,
                                                     f"schedule {EXAMPLE}"),
    "schedules": lambda locale: schedules.listing([SCHEDULE], lambda name: UTC, locale, ""),
    "a card that moved": lambda locale: moved.render(
        JOBS["an undoing, failed"], replace(made.PLACE, locale=locale), replace(made.PLACE, root="")
    ),
    "a card that moved down": lambda locale: moved.render(
        JOBS["a check under way"], replace(made.PLACE, locale=locale), made.PLACE
    ),
    "an introduction": lambda locale: replies.introduction(locale, DOMAINS),
    "an introduction without a domain": lambda locale: replies.introduction(locale, ()),
    "help": lambda locale: help_card.everything(COMMANDS, DOMAINS, Role.LEAD, locale),
    **{f"help {each.name}": lambda locale, each=each: help_card.one(each, SUITES, DOMAINS, locale)
       for each in COMMANDS},
}  # fmt: skip


def taken(line: str) -> bool:
    return isinstance(GRAMMAR.read(line), Understood)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", [name for name in JOBS if "under way" not in name])
def test_what_an_ended_jobs_card_offers_is_taken(case, locale):
    lines = offered(card_of(JOBS[case], locale))

    assert lines
    assert [line for line in lines if not taken(line)] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", LISTS)
def test_what_a_list_or_an_answer_offers_is_taken(case, locale):
    lines = offered(LISTS[case](locale))

    assert lines
    assert [line for line in lines if not taken(line)] == []


MISTYPED = [
    "chekc oauth hbna.co.kr", "check", "check oauth contoso.com", "check oauth hbna.co.kr a.com",
    "job", "job abc", "job 1 2", "cancel", "retry x", "undo", "resume 1 2", "unschedule",
    "unschedule x", "history since never", "history a.com", "histroy", "jobs 3", "jobs a.com",
    "schedule", "schedule every day at 25:00 check oauth hbna.co.kr", "schedule every day",
    "schedule every day at 08:00 jobs", "schedule every day at 08:00 check oauth a.com",
    "schedules 4", "help nothing", "undo 42 hbna.co.kr", "hbna.co.kr", "x" * 2000, "сheck oauth",
    "check oauth hbna.co.kr --loud", "thanks",
]  # fmt: skip


@pytest.mark.parametrize("text", MISTYPED, ids=lambda text: text[:40])
def test_what_is_offered_for_what_was_mistyped_is_taken(text):
    answer = GRAMMAR.read(text)
    assert isinstance(answer, Misunderstood)
    lines = [_filled(line) for line in (answer.suggestion, *answer.next) if line]

    assert lines
    assert [line for line in lines if not taken(line)] == []


def test_an_undoing_is_asked_for_anew_by_the_number_of_what_it_undoes():
    refused = offered(card_of(JOBS["an undoing, refused"], "en"))
    failed = offered(card_of(JOBS["an undoing, failed"], "en"))
    done = offered(card_of(JOBS["an undoing, done"], "en"))

    assert (refused, failed, done) == (
        ["undo 41", "help"], ["retry 42", "help"], ["check oauth hbna.co.kr", "help"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "has"),
    [
        pytest.param("a check, failed", True, id="a check"),
        pytest.param("an undoing, failed", False, id="an undoing"),
        pytest.param("of a command that is no more, failed", False, id="what is known no more"),
    ],
)
def test_only_a_check_that_is_known_has_the_button_to_look_again(one, has):
    card = card_of(JOBS[one], "en").card or {}

    assert ("Check again" in [each["title"] for each in card.get("actions", [])]) is has


def test_a_request_of_a_numbered_command_reads_back_without_its_domain():
    read = GRAMMAR.read(str(UNDO))

    assert isinstance(read, Understood)
    assert read.request == replace(UNDO, domain="")
