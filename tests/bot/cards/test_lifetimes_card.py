"""Lifetimes on a card: the picture and the same as text, in the reader's language."""

import base64
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image
from rich.console import Console as Terminal

from bot import lifetimes
from bot.cards import job as job_card
from bot.cards import lifetimes as lifetimes_card
from bot.cards import schedules as schedule_card
from bot.cards.elements import MOST_BYTES, size
from bot.findings import print_findings
from commands.catalog import SUITES
from commands.findings import Finding, Verdict
from commands.lifetimes import Lifetime, Place, Turn
from commands.phrases import say
from commands.request import Request
from jobs.firing import Firing
from jobs.record import Job, State
from jobs.schedules_news import Move, News
from tests.bot import made
from tests.bot.cards.house import problems, texts, walk

DAY = timedelta(days=1)
FIRING = Firing(schedule=3, when="every day at 08:00", due=made.BEGAN, previous=1, always=False)
LONG = "ExchangeServerApp-3fa85f64-5717-4562-b3fc-2c963f66afa6_*x*"


def found(days: int, verdict: Verdict = Verdict.OK, *, host: str = "mail.example.com") -> Finding:
    shown = Lifetime(
        name=f"TLS {host}",
        where=Place.TLS,
        starts=made.BEGAN - 400 * DAY,
        ends=made.BEGAN + days * DAY,
        seen=made.BEGAN,
    )
    return Finding(
        id=f"expiry.tls.{host}",
        title=say("TLS certificate of {host}", host=host),
        verdict=verdict,
        evidence=(say("{host} showed no certificate.", host=host),),
        lifetime=shown,
    )


def ended(*findings: Finding) -> Job:
    return Job(
        id=7,
        organisation="hbna",
        request=Request(command="check certificates", domain="hbna.co.kr"),
        requester=made.MINJI,
        conversation=made.PLACE,
        state=State.DONE,
        steps=made.STEPS,
        findings=findings,
        created=made.BEGAN,
        updated=made.BEGAN,
        ended=made.BEGAN,
    )


def drawn(job: Job, locale: str = "en", news: News | None = None) -> dict:
    card = job_card.render(job, SUITES["certificates"], locale, made.BEGAN, news=news)
    shown = [each.lifetime for each in job.findings if each.lifetime]
    png = lifetimes.draw(shown, most=lifetimes.room(size(card)))
    return lifetimes_card.illustrated(card, png, job.findings, locale)


@pytest.mark.parametrize(
    ("locale", "left", "alternate"),
    [
        pytest.param("en", "20 days left", "The first to end is TLS certificate of mail", id="en"),
        pytest.param("ko-KR", "20일 남음", "가장 먼저 만료되는 것은 mail", id="ko"),
        pytest.param("fr-FR", "il reste 20 jours", "Le premier à expirer est Certif", id="fr"),
    ],
)
def test_the_picture_stands_before_the_text_and_both_say_the_same(locale, left, alternate):
    card = drawn(ended(found(20, Verdict.WARN), found(300, host="b.example.com")), locale)
    kinds = [each["type"] for each in card["body"]]
    image = next(each for each in walk(card) if each["type"] == "Image")

    assert problems(card) == []
    assert card["body"][kinds.index("Image") + 1]["id"] == lifetimes_card.TEXT
    assert left in texts(card)
    assert alternate in image["altText"]
    data = base64.b64decode(image["url"].removeprefix("data:image/png;base64,"))
    assert Image.open(io.BytesIO(data)).height == lifetimes.height(2)


def test_what_others_named_is_no_markdown():
    (box,) = lifetimes_card.text([found(20, host=LONG)], "en")

    assert {each["type"] for each in walk(box)} == {"Container", "RichTextBlock"}
    assert LONG in texts(box)


def test_a_crowd_is_listed_by_those_that_end_first_and_the_card_stays_small():
    crowd = [found(500 - each, host=f"{each}.{LONG}.example.com") for each in range(60)]
    card = drawn(ended(*crowd))
    listed = next(each for each in walk(card) if each.get("id") == lifetimes_card.TEXT)["items"]

    assert problems(card) == []
    assert len(listed) == 25
    assert texts({"body": listed[-1:]}) == "… and 36 more"
    assert "TLS certificate of 36." in texts({"body": listed[:1]})
    assert len(json.dumps(card, ensure_ascii=False).encode("utf-16-le")) < 80 * 1024
    bare = job_card.render(ended(*crowd), SUITES["certificates"], "en", made.BEGAN)
    assert size(bare) <= MOST_BYTES


def test_while_it_runs_and_where_no_lifetime_was_found_there_is_neither():
    running = replace(ended(found(20)), state=State.RUNNING, ended=None)
    nothing = replace(found(20), lifetime=None)

    for job in (running, ended(nothing)):
        card = job_card.render(job, SUITES["certificates"], "en", made.BEGAN)
        assert lifetimes_card.illustrated(card, b"x", job.findings, "en") == card
        assert lifetimes_card.TEXT not in {each.get("id") for each in walk(card)}


def moved(turn: Turn, days: int, verdict: Verdict, host: str = "mail.example.com") -> Move:
    one = found(days, verdict, host=host)
    return Move(title=one.title, before=verdict, now=verdict, turn=turn, lifetime=one.lifetime)


def test_the_news_name_the_days_that_are_left_and_the_notification_what_ends_first():
    news = News(
        firing=FIRING,
        before=6,
        moves=(
            moved(Turn.NEARER, 60, Verdict.WARN, "b.example.com"),
            moved(Turn.NEARER, 14, Verdict.FAIL),
            moved(Turn.RENEWED, 398, Verdict.OK, "c.example.com"),
        ),
    )
    shown = texts(drawn(ended(found(14, Verdict.FAIL)), news=news))
    end = f"{made.BEGAN + 14 * DAY:%Y-%m-%d}"

    assert f"✖ fail  TLS certificate of mail.example.com · 14 days left · {end}" in shown
    assert shown.index("Nearer to the end (2)") < shown.index("Renewed (1)")
    assert schedule_card.summary(news, "Rest.", "en") == (
        "Schedule 3: TLS certificate of mail.example.com: 14 days left, and 1 more. Rest."
    )


def test_a_terminal_prints_the_day_beside_each_headline():
    terminal = Terminal(record=True, width=120, file=io.StringIO())
    print_findings(terminal, [found(20), found(-3, Verdict.FAIL, host="b.example.com")], "en")
    printed = terminal.export_text()

    assert f"mail.example.com · {made.BEGAN + 20 * DAY:%Y-%m-%d} UTC · 20 days left" in printed
    assert f"b.example.com · {made.BEGAN - 3 * DAY:%Y-%m-%d} UTC · ended 3 days ago" in printed


def test_the_card_says_how_to_be_warned_and_a_schedules_run_does_not():
    line = "schedule every day at 08:00 check certificates hbna.co.kr"

    assert line in texts(drawn(ended(found(300))))
    assert line not in texts(drawn(replace(ended(found(300)), firing=FIRING)))
