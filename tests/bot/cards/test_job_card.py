"""The card of a job, in every state, language and size."""

import json
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from bot.cards.elements import MOST_BYTES, size
from bot.cards.job import render, summary
from commands.findings import Console, Finding, Verdict
from commands.phrases import Phrase, say
from commands.request import Request
from jobs.record import Person, State
from tests.bot import made
from tests.bot.cards.house import problems, texts, walk

SEOUL = ZoneInfo("Asia/Seoul")
CASES = {
    "just-begun": made.begun(),
    "halfway": made.halfway(),
    "done": made.done(),
    "all-in-order": made.done([made.SERVERS]),
    "failed": made.begun(
        state=State.FAILED,
        why=say("{source} could not be opened.", source="hbna"),
        ended=made.BEGAN + timedelta(seconds=1),
    ),
    "of-nobody": made.done([made.CLOUD], requester=None),
}


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("locale", ["en", "ko-KR", "fr-FR"])
@pytest.mark.parametrize("case", CASES)
def test_every_card_keeps_the_rules_and_is_golden(case, locale, golden):
    card = render(CASES[case], made.SUITE, locale, made.BEGAN, SEOUL)

    assert problems(card) == []
    assert card == golden


def test_rows_fill_in_the_order_of_the_suite_whatever_answers_first():
    lines = texts(render(made.halfway(), made.SUITE, "en", made.BEGAN)).splitlines()

    assert lines[-5:] == [
        "✔ ok  Auth servers",
        "✖ fail  Partner application",
        "… reading  Shared principal",
        "… reading  Connector in the cloud",
        "… reading  Routes",
    ]
    assert "▶ Running · 2 of 5 · hbna.co.kr" in lines


def test_a_row_shows_the_worst_of_its_findings():
    worse = replace(made.SERVERS, id="auth-servers.evosts", verdict=Verdict.FAIL)
    job = replace(made.halfway(), findings=(made.SERVERS, worse))

    assert "✖ fail  Auth servers" in texts(render(job, made.SUITE, "en", made.BEGAN))


def test_the_result_begins_with_what_fails_and_folds_what_is_in_order():
    card = render(made.done(), made.SUITE, "en", made.BEGAN, SEOUL)
    lines = texts(card).splitlines()
    verdicts = [line[0] for line in lines if line[:2] in {"✖ ", "⚠ ", "? ", "✔ ", "– "}]
    hidden = [each for each in walk(card) if each.get("isVisible") is False]

    assert verdicts == ["✖", "✖", "⚠", "?", "✔", "–"]  # the first line is the count
    assert [each["id"] for each in hidden] == ["in-order"]
    assert "started 2026-11-20 10:14 KST, took 4.2 s" in texts(card)


def test_what_systems_wrote_is_shown_as_it_is_and_never_read_as_markdown():
    card = render(made.done([made.KEYS]), made.SUITE, "en", made.BEGAN)
    blocks = [each["text"] for each in walk(card) if each["type"] == "TextBlock"]

    assert "*_9F2B_* `x` [y](z)" in texts(card)
    assert not any("9F2B" in text for text in blocks)


def test_a_command_is_shown_whole_in_monospace_with_the_console_it_belongs_to():
    card = render(made.done([made.PARTNER]), made.SUITE, "en", made.BEGAN)
    code = [run["text"] for element in walk(card) if element["type"] == "RichTextBlock"
            for run in element["inlines"] if run.get("fontType") == "monospace"]  # fmt: skip

    assert 'Set-PartnerApplication "Exchange Online" -Enabled $true' in code
    assert "Type in the Exchange Management Shell, on premises:" in texts(card)


def test_an_open_job_without_news_says_so():
    later = made.BEGAN + timedelta(minutes=5)

    assert "No news for 5 min." in texts(render(made.begun(), made.SUITE, "en", later))
    assert "No news" not in texts(render(made.done(), made.SUITE, "en", later))


def test_the_summary_is_one_plain_sentence():
    title = "OAuth between Exchange Server and Exchange Online, hbna.co.kr"

    assert summary(made.halfway(), made.SUITE, "en") == f"{title}: Running, 2 of 5"
    assert summary(made.done(), made.SUITE, "en") == (
        f"{title}: Done. ✖ 1 fail, ⚠ 1 warn, ? 1 unknown, ✔ 1 ok, – 1 skipped"
    )


def test_a_suite_that_this_version_does_not_know_is_drawn_from_the_findings():
    card = render(made.done(), None, "en", made.BEGAN)

    assert problems(card) == []
    assert "Partner application" in texts(card)


def test_only_an_ended_job_offers_to_look_again_and_the_button_names_nothing_but_the_job():
    running = render(made.begun(), made.SUITE, "en", made.BEGAN)
    ended = render(made.done(), made.SUITE, "en", made.BEGAN)

    assert "actions" not in running
    assert [(each["verb"], each["data"]) for each in ended["actions"]] == [("again", {"job": 42})]


def many(count: int, length: int) -> tuple[Finding, ...]:
    """Findings that fail, with much to say."""
    words = say("{text}", text="가나다 " * length)
    return tuple(
        replace(made.PARTNER, id=f"c{number}", title=words, evidence=(words,) * 6,
                cause=Phrase(f"{{text}}{number}", words.values), consequence=words,
                remedy=words, command="Set-X " + "y" * length)
        for number in range(count)
    )  # fmt: skip


@pytest.mark.parametrize(("count", "length"), [(8, 40), (30, 20), (60, 200), (400, 1000)])
def test_too_much_is_shortened_and_the_card_says_so(count, length):
    card = render(made.done(many(count, length)), made.SUITE, "en", made.BEGAN)

    assert problems(card) == []
    assert 'python -m bot ask "check oauth hbna.co.kr"' in texts(card)
    assert "shortened" in texts(card)


def test_the_evidence_of_what_is_in_order_is_the_first_to_go():
    order = tuple(
        replace(made.SERVERS, id=f"o{number}", evidence=(say("{text}", text="x" * 400),) * 3)
        for number in range(40)
    )

    card = render(made.done((*order, made.PARTNER)), made.SUITE, "en", made.BEGAN)

    shown = texts(card)
    assert problems(card) == []
    assert "What is in order is named without its evidence" in shown
    assert shown.count("Auth server ACS") == len(order)
    assert all(str(part) in shown for part in (*made.PARTNER.evidence, made.PARTNER.cause))


def test_the_same_trouble_on_two_servers_is_explained_once():
    twin = replace(
        made.PARTNER, id="partner-application.2", title=say("Partner application, again"),
        evidence=(say("Asked on {server}.", server="EX02"),),
    )  # fmt: skip

    shown = texts(render(made.done([made.PARTNER, twin]), made.SUITE, "en", made.BEGAN))

    assert shown.count("Cause: ") == 1
    assert shown.count("Set-PartnerApplication") == 1
    assert "Asked on EX02." in shown
    assert "The rest is as under “Partner application”." in shown


def test_an_ended_job_whose_checks_did_not_all_answer_says_how_many():
    job = made.begun(state=State.CANCELLED, findings=(made.PARTNER,), ended=made.BEGAN)

    assert "4 checks were not made." in texts(render(job, made.SUITE, "en", made.BEGAN))


def test_a_shortened_card_names_every_failure_before_any_of_it_is_told_at_length():
    findings = many(30, 200)

    card = render(made.done(findings), made.SUITE, "en", made.BEGAN)

    assert texts(card).count("✖ fail") == len(findings)


def test_half_a_command_is_never_shown():
    long = replace(made.PARTNER, command="Set-X " + "y" * 30_000)

    shown = texts(render(made.done([long]), made.SUITE, "en", made.BEGAN))

    assert "Set-X" not in shown
    assert "too long for this card" in shown


TEXT = st.text(st.characters(), max_size=300)
PHRASE = TEXT.map(lambda text: Phrase("{text}", (("text", text * 5),)))
FINDING = st.builds(
    Finding,
    id=st.sampled_from(["routes", "x.y", "connector.cloud"]),
    title=PHRASE,
    verdict=st.sampled_from(Verdict),
    evidence=st.lists(PHRASE, max_size=4).map(tuple),
    cause=PHRASE | st.none(),
    consequence=PHRASE | st.none(),
    remedy=PHRASE | st.none(),
    command=TEXT,
    console=st.sampled_from(Console),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(
    st.lists(FINDING, max_size=8), st.integers(1, 60), st.sampled_from(State), TEXT,
    PHRASE | st.none(), st.sampled_from(["en", "ko", "fr-CA", "", "xx"]),
)  # fmt: skip
def test_whatever_was_found_the_card_can_be_sent(findings, times, state, name, why, locale):
    job = made.done(
        findings * times,
        state=state,
        why=why,
        requester=Person(tenant="t", id="i", name=name * 10),
        request=Request(command="check oauth", domain="d" * 253, options=(("x", name),)),
    )
    card = render(job, made.SUITE, locale, made.BEGAN)

    assert size(card) <= MOST_BYTES
    assert json.loads(json.dumps(card, ensure_ascii=False).encode()) == card
    summary(job, made.SUITE, locale)
