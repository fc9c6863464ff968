"""The card of a plan of some twenty-five steps: read before anything is known, and later."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

import pytest

from bot.cards import job as job_card
from bot.cards import pages
from bot.cards.elements import MOST_BYTES, size
from bot.cards.names import NAMES
from bot.cards.steps import planned
from commands.book import is_reference, referred
from commands.gates import PLAN, PUBLISH, PURGE, RETIRE
from commands.runbook import Await, Pause, Plan, Proof, Question
from jobs.record import Job
from tests.bot.cards.house import problems, texts
from tests.bot.cards.rotating import NEW, NOW, ended, plan, rotating
from tests.bot.cards.test_plan import CHANGE
from tests.bot.cards.test_plan import planned as short
from tests.commands.runbooks.made import NOTHING
from tests.commands.runbooks.made import planned as as_planned

SEOUL = ZoneInfo("Asia/Seoul")
LOCALES = ("en", "ko-KR", "fr-FR")


def drawn(job: Job, locale: str = "en") -> str:
    card = job_card.render(job, None, locale, NOW, SEOUL)
    assert problems(card) == []
    assert size(card) <= MOST_BYTES
    return texts(card)


def every_page(job: Job, locale: str) -> str:
    shown, number = "", 1
    while True:
        card = pages.page(job, number, locale, SEOUL).card
        assert card is not None
        assert problems(card) == []
        shown += texts(card)
        if all(each["data"]["page"] <= number for each in card["actions"]):
            return shown
        number += 1


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("gate", [PLAN, PUBLISH, RETIRE, PURGE])
def test_a_long_plan_fits_on_its_card_at_each_of_its_gates(gate: str, locale: str) -> None:
    job = rotating(gate)
    assert len(planned(job)) == 25

    shown = drawn(job, locale)

    for number in range(1, len(planned(job)) + 1):
        assert f" {number} " in shown
    assert f"approve 42 {gate}" in shown


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        pytest.param("en", "⟨new certificate, known after step 3⟩", id="English"),
        pytest.param("ko-KR", "⟨새 인증서, 3단계 뒤에 알려짐⟩", id="Korean"),
        pytest.param("fr-FR", "⟨nouveau certificat, valeur connue après l'étape 3⟩", id="French"),
    ],
)
def test_what_is_not_known_yet_says_after_which_step_it_is(locale: str, name: str) -> None:
    whole = every_page(rotating(PLAN), locale)

    assert f"-NewCertificateThumbprint '{name}'" in whole
    assert f'"add": ["{name}"]' in whole
    assert "new certificate⟩" not in whole.replace(name, "") or locale == "en"
    assert "○ 3 " in whole


def test_the_pages_say_until_when_a_wait_is_that_nobody_can_know_yet() -> None:
    assert "until ⟨effective time, known after step 6⟩" in every_page(rotating(PLAN), "en")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_later_gate_asks_with_what_has_become_known(locale: str) -> None:
    shown = drawn(rotating(PUBLISH), locale)

    assert NEW in shown
    assert "2026-11-23 19:00 KST" in shown
    assert "⟨" not in shown
    assert "MIIC" not in shown


def test_a_later_gate_names_what_is_known() -> None:
    shown = drawn(rotating(PUBLISH))

    assert f"new certificate: {NEW}" in shown
    assert "effective time: 2026-11-23 19:00 KST" in shown
    assert f"Publish the auth certificate {NEW}" in shown


def test_the_plan_says_at_which_step_the_way_back_ends_before_anybody_approves() -> None:
    lines = drawn(rotating(PLAN)).splitlines()
    retire = next(n for n, line in enumerate(lines) if "Retire the old one?" in line)

    assert lines[retire + 1].startswith("↶ The job can be undone until step 22 is done. After that")
    assert "no way back" in lines[retire + 1]
    assert sum(line.startswith("↶") for line in lines) == 1


def test_the_last_gate_before_the_end_of_the_way_back_asks_with_it() -> None:
    before_steps = drawn(rotating(RETIRE)).split("✔ 1 ")[0]

    assert "until step 22 is done" in before_steps
    assert "until step 22 is done" not in drawn(rotating(PUBLISH)).split("✔ 1 ")[0]


def test_a_job_that_went_past_the_way_back_offers_no_undo() -> None:
    shown = drawn(ended())

    assert "Step 22 is done, so the job cannot be undone any more" in shown
    assert "undo 42" not in shown


def test_a_plan_that_can_be_undone_says_nothing_of_it() -> None:
    assert "↶" not in drawn(short(CHANGE))


def test_what_a_card_is_too_small_for_is_told_for_the_decision_at_hand() -> None:
    """All details do not fit; those of what is approved now do."""
    job = short(*[CHANGE] * 8, Question(name=PURGE, title=CHANGE.title), *[CHANGE] * 30)

    shown = drawn(job)

    assert shown.count("Can be undone: Set-IntraOrganizationConnector") == 8
    assert "Whole plan" in shown


def references(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from references(each)
    elif is_reference(value):
        yield referred(str(value))


def tells(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Give each name that a plan refers to, with the actions that come before."""
    before: list[str] = []
    for item in plan.items:
        match item:
            case Question() | Proof():
                continue
            case Pause():
                found = [referred(item.at)] if item.at else []
            case Await():
                found = list(references(item.condition.to_json()))
            case _:
                found = list(references(item.to_json()))
                before = [*before, item.name]
        for each in found:
            yield each, before


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(as_planned("rotate auth cert"), id="rotate"),
        pytest.param(plan(), id="the one here"),
        pytest.param(as_planned("configure oauth", NOTHING), id="configure"),
    ],
)
def test_every_name_that_a_plan_refers_to_is_known_to_people_and_told_before(made: Plan) -> None:
    found = list(tells(made))

    assert found
    for name, before in found:
        assert name in NAMES, "add it to bot/cards/names.py"
        assert NAMES[name].told_by in before
