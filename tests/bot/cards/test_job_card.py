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


def test_a_running_card_names_what_is_wrong_so_far_and_some_of_what_is_still_read():
    lines = texts(render(made.halfway(), made.SUITE, "en", made.BEGAN)).splitlines()

    assert lines[0] == "… 2 of 5 · hbna.co.kr"
    assert lines[2:5] == [
        "✖ 1 problem · ✔ 1 in order",
        "✖ Partner application",
        "… still reading: Shared principal, Connector in the cloud, Routes",
    ]


def test_of_many_open_checks_only_the_first_are_named():
    lines = texts(render(made.begun(), made.SUITE, "en", made.BEGAN)).splitlines()

    assert (
        "… still reading: Auth servers, Partner application, Shared principal and 2 more" in lines
    )


@pytest.mark.parametrize(
    ("job", "headline"),
    [
        pytest.param(made.done(), "✖ 1 problem · hbna.co.kr", id="a failure decides"),
        pytest.param(made.done([made.PARTNER, replace(made.PARTNER, id="x")]),
                     "✖ 2 problems · hbna.co.kr", id="several"),
        pytest.param(made.done([made.CLOUD, made.KEYS]),
                     "? 1 could not be looked at · hbna.co.kr", id="unknown before warnings"),
        pytest.param(made.done([made.KEYS]), "⚠ 1 warning · hbna.co.kr", id="a warning"),
        pytest.param(made.done([made.SERVERS]), "✔ All well · hbna.co.kr", id="nothing wrong"),
        pytest.param(made.done([made.ROUTES]), "– 1 skipped · hbna.co.kr", id="nothing looked at"),
        pytest.param(made.done([]), "■ Done · hbna.co.kr", id="nothing found"),
        pytest.param(CASES["failed"], "✖ Failed · hbna.co.kr", id="the job failed"),
        pytest.param(made.begun(state=State.WAITING), "‖ Waiting · 0 of 5 · hbna.co.kr",
                     id="it waits"),
    ],
)  # fmt: skip
def test_the_heading_says_the_worst_in_words(job, headline):
    card = render(job, made.SUITE, "en", made.BEGAN)

    assert card["body"][0]["text"].replace("\\", "") == headline


def test_the_result_begins_with_what_fails_and_folds_what_is_in_order():
    card = render(made.done(), made.SUITE, "en", made.BEGAN, SEOUL)
    lines = texts(card).splitlines()
    rows = [line for line in lines if line[:2] in {"✖ ", "⚠ ", "? ", "✔ ", "– "}]
    hidden = [each["id"] for each in walk(card) if each.get("isVisible") is False]

    assert rows[1:] == [  # the first line is the heading
        "⚠ 1 warning · ? 1 could not be looked at · ✔ 1 in order · – 1 skipped",
        "✖ Partner application ▸",
        "⚠ 1 warning",
        "⚠ Keys on the shared principal ▸",
        "? 1 could not be looked at",
        "? Connector in the cloud ▸",
        "✔ Auth server ACS · Realm 72f9.",
        "– Routes",
    ]
    assert hidden == ["warn1", "unknown1", "in-order"]
    assert [each["title"] for each in card["actions"]] == ["In order: 1", "Check again"]
    assert "started 2026-11-20 10:14 KST, took 4.2 s" in texts(card)


def test_every_row_opens_its_own_details_and_the_first_is_open():
    others = replace(made.PARTNER, id="connector.cloud", title=say("Connector"))
    card = render(made.done([made.PARTNER, others]), made.SUITE, "en", made.BEGAN)
    rows = [each for each in card["body"] if "selectAction" in each]
    details = {each["id"]: each for each in card["body"] if "id" in each}

    assert [row["selectAction"]["targetElements"] for row in rows] == [["fail1"], ["fail2"]]
    assert [details[id].get("isVisible", True) for id in ("fail1", "fail2")] == [True, False]
    assert "Its step was typed in the wrong console." in texts(details["fail2"])


TESTED = tuple(
    replace(
        made.PARTNER, id=f"test.{name}", title=say("Test from {server}", server=name),
        evidence=(say("Found under: {findings}.", findings="partner-application, gone"),),
        remedy=say("Mend it, then check oauth {domain} again.", domain="hbna.co.kr"),
        command="check oauth hbna.co.kr", console=Console.CHAT, follows=("partner-application",),
    )
    for name in ("EX01", "EX02")
)  # fmt: skip


def test_what_follows_from_another_failure_is_counted_and_listed_apart():
    card = render(made.done([*TESTED, made.PARTNER]), made.SUITE, "en", made.BEGAN)
    lines = texts(card).splitlines()
    after = lines[lines.index("Follows from these") :]

    assert card["body"][0]["text"].startswith("✖ 1 problem ·")
    assert "2 more fail as a result" in lines
    assert after[1] == "✖ Test from EX01, EX02 ▸"
    assert "Mend it" not in "\n".join(after)


def test_a_finding_whose_root_is_not_there_is_a_problem_of_its_own():
    card = render(made.done([TESTED[0]]), made.SUITE, "en", made.BEGAN)

    assert card["body"][0]["text"].startswith("✖ 1 problem ·")
    assert "Follows from these" not in texts(card)


def test_findings_refer_to_each_other_by_title():
    shown = texts(render(made.done([*TESTED, made.PARTNER]), made.SUITE, "en", made.BEGAN))

    assert "Found under: “Partner application”, gone." in shown


def test_those_on_whose_account_others_fail_come_first():
    keys = replace(made.PARTNER, id="auth-servers", title=say("Auth servers"))
    shown = texts(render(made.done([keys, made.PARTNER, TESTED[0]]), made.SUITE, "en", made.BEGAN))

    assert shown.index("✖ Partner application") < shown.index("✖ Auth servers")


def test_looking_again_is_said_once_at_the_end():
    remedy = say("Enable it, then check oauth {domain} again.", domain="hbna.co.kr")
    by_hand = replace(
        made.PARTNER, remedy=remedy, command="check oauth hbna.co.kr", console=Console.CHAT
    )

    shown = texts(render(made.done([by_hand]), made.SUITE, "en", made.BEGAN)).splitlines()

    assert [line for line in shown if "check oauth" in line] == [
        "Type repair oauth hbna.co.kr to plan the repair, or mend it by hand and type check oauth "
        "hbna.co.kr to look again; help lists everything."
    ]
    assert "Enable it." in shown


def test_a_repair_is_offered_only_where_it_mends_something():
    by_hand = replace(made.PARTNER, id="published.tls.mail.hbna.co.kr")

    shown = texts(render(made.done([by_hand]), made.SUITE, "en", made.BEGAN)).splitlines()

    assert (
        "When it is mended, type check oauth hbna.co.kr to look again; help lists everything."
        in shown
    )
    assert not any("repair oauth" in line for line in shown)


def test_a_finding_that_two_checks_share_names_the_check_of_its_card():
    remedy = say("Enable it, then check oauth {domain} again.", domain="hbna.co.kr")
    shared = replace(
        made.PARTNER, remedy=remedy, command="check oauth hbna.co.kr", console=Console.CHAT
    )
    request = Request(command="check auth cert", domain="hbna.co.kr")

    job = replace(made.done([shared]), request=request)
    shown = texts(render(job, made.SUITE, "en", made.BEGAN))

    assert "check oauth" not in shown
    assert "type check auth cert hbna.co.kr to look again" in shown


@pytest.mark.parametrize(
    ("found", "offered"),
    [
        pytest.param(
            [replace(made.PARTNER, id="shared-principal")],
            "purge shared keys hbna.co.kr",
            id="only keys that repair oauth would leave",
        ),
        pytest.param(
            [replace(made.PARTNER, id="shared-principal"), made.PARTNER],
            "repair oauth hbna.co.kr",
            id="keys that a repair removes too",
        ),
        pytest.param(
            [
                replace(made.PARTNER, verdict=Verdict.WARN),
                replace(
                    made.PARTNER,
                    id="certificate.decision",
                    console=Console.CHAT,
                    command="rotate auth cert hbna.co.kr",
                ),
            ],
            "rotate auth cert hbna.co.kr",
            id="the worst one's own command",
        ),
    ],
)
def test_what_is_offered_next_fits_what_was_found(found, offered):
    shown = texts(render(made.done(found), made.SUITE, "en", made.BEGAN)).splitlines()

    (line,) = (each for each in shown if "to plan the repair" in each)
    assert line.startswith(f"Type {offered} to plan the repair")


def test_of_a_long_remedy_the_line_has_the_first_sentence_and_the_details_the_rest():
    remedy = say("Do this first, and take care of it; {rest}", rest="then do that. " * 15)
    card = render(made.done([replace(made.PARTNER, remedy=remedy)]), made.SUITE, "en", made.BEGAN)
    lines = texts(card).splitlines()

    assert any(line.startswith("Do this first, and take care of it; then do") for line in lines)
    assert any(line.startswith("Remedy: Then do that.") for line in lines)
    assert "".join(lines).lower().count("then do that") == 15


def test_a_command_for_another_place_says_which():
    where = say("On {server}, in an elevated prompt", server="EX01")
    setup = replace(made.PARTNER, console=Console.OTHER, where=where)

    shown = texts(render(made.done([setup]), made.SUITE, "en", made.BEGAN)).splitlines()

    assert "On EX01, in an elevated prompt:" in shown


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

    assert summary(made.halfway(), made.SUITE, "en") == (
        f"{title}: … 2 of 5 · ✖ 1 problem · ✔ 1 in order"
    )
    assert summary(made.done(), made.SUITE, "en") == (
        f"{title}: Done · ✖ 1 problem · ⚠ 1 warning · ? 1 could not be looked at"
        " · ✔ 1 in order · – 1 skipped"
    )


def test_a_suite_that_this_version_does_not_know_is_drawn_from_the_findings():
    card = render(made.done(), None, "en", made.BEGAN)

    assert problems(card) == []
    assert "Partner application" in texts(card)


def test_only_an_ended_job_offers_to_look_again_and_the_button_names_nothing_but_the_job():
    running = render(made.begun(), made.SUITE, "en", made.BEGAN)
    ended = render(made.done(), made.SUITE, "en", made.BEGAN)

    executed = [each for each in ended["actions"] if each["type"] == "Action.Execute"]
    assert "actions" not in running
    assert [(each["verb"], each["data"]) for each in executed] == [("again", {"job": 42})]


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


def test_the_same_trouble_on_two_servers_is_one_row():
    of = [
        replace(
            made.PARTNER, id=f"server.{name}", title=say("Build of {server}", server=name),
            evidence=(say("Asked on {server}.", server=name), say("Too old.")),
            remedy=say("Upgrade {server}.", server=name), command=f"Upgrade-It {name}",
        )
        for name in ("EX01", "EX02")
    ]  # fmt: skip
    other = replace(of[0], id="server.EX03", title=say("Build of {server}", server="EX03"),
                    cause=say("Something else."))  # fmt: skip

    shown = texts(render(made.done([*of, other]), made.SUITE, "en", made.BEGAN)).splitlines()

    assert [line for line in shown if line.startswith("✖ B")] == [
        "✖ Build of EX01, EX02 ▸",
        "✖ Build of EX03 ▸",
    ]
    assert "Upgrade EX01, EX02." in shown
    assert shown[: shown.index("✖ Build of EX03 ▸")].count("Too old.") == 1
    assert {"Asked on EX01.", "Asked on EX02.", "Upgrade-It EX01", "Upgrade-It EX02"} <= set(shown)
    assert "✖ 3 problems · hbna.co.kr" in shown[0].replace("\\", "")


def test_an_ended_job_whose_checks_did_not_all_answer_says_how_many():
    job = made.begun(state=State.CANCELLED, findings=(made.PARTNER,), ended=made.BEGAN)

    assert "4 checks were not made." in texts(render(job, made.SUITE, "en", made.BEGAN))


def test_a_shortened_card_names_every_failure_before_any_of_it_is_told_at_length():
    findings = many(30, 200)

    card = render(made.done(findings), made.SUITE, "en", made.BEGAN)

    assert texts(card).count("✖ 가나다") == len(findings)


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
    where=PHRASE | st.none(),
    follows=st.lists(st.sampled_from(["routes", "x.y", "gone"]), max_size=2).map(tuple),
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
