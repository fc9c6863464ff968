"""What Exchange goes on with by itself: said after a job's end, at a gate and in its question."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cards import job as job_card
from bot.cards.names import Names
from commands.actions.auth_config import EFFECTIVE, LATEST
from commands.actions.publishing import PublishCertificate
from commands.actions.staging import StageCertificate
from commands.book import reference
from commands.gates import PUBLISH, RETIRE
from commands.phrases import say
from jobs.record import Job, State
from jobs.steps import Result
from tests.bot.cards.house import problems, texts
from tests.bot.cards.rotating import DUE, KNOWN, rotating

SEOUL = ZoneInfo("Asia/Seoul")
BEFORE, AFTER = DUE + timedelta(hours=11), DUE + timedelta(days=4)
STAYS = "The certificate stays staged: Exchange publishes it by 2026-11-24 07:00 KST at the latest."
STOPS = "Only undo 42 stops that, and leads must approve it."
BY_NOW = "By now Exchange has published it by itself."


def lines(job: Job, now: datetime = BEFORE, locale: str = "en") -> list[str]:
    card = job_card.render(job, None, locale, now, SEOUL)
    assert problems(card) == []
    return texts(card).splitlines()


def refused(job: Job, state: State = State.REFUSED) -> Job:
    return replace(job, state=state, ended=BEFORE)


def with_result(job: Job, action: str, result: Result) -> Job:
    steps = (replace(each, result=result) if each.subject == action else each for each in job.steps)
    return replace(job, steps=tuple(steps))


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        pytest.param("en", (STAYS, STOPS), id="English"),
        pytest.param(
            "ko-KR",
            (
                "인증서는 준비된 채로 있어 늦어도 2026-11-24 07:00 KST에 Exchange가 게시합니다.",
                "막으려면 undo 42을(를) 입력하십시오(책임자 승인 필요).",
            ),
            id="Korean",
        ),
        pytest.param(
            "fr-FR",
            (
                "Le certificat reste préparé : Exchange le publiera au plus tard le 2026-11-24 "
                "07:00 KST.",
                "Seul undo 42 l'empêche (sur approbation).",
            ),
            id="French",
        ),
    ],
)
@pytest.mark.parametrize("state", [State.REFUSED, State.CANCELLED, State.FAILED])
def test_the_card_of_a_job_that_ended_says_what_goes_on_and_what_stops_it(
    state: State, locale: str, said: tuple[str, str]
) -> None:
    shown = lines(refused(rotating(PUBLISH), state), locale=locale)

    at = shown.index(said[0])
    assert shown[at + 1] == said[1]


def test_long_after_the_end_the_card_says_what_will_have_happened() -> None:
    shown = lines(refused(rotating(PUBLISH)), AFTER)

    assert STAYS not in shown
    assert (
        "The certificate was staged: unless somebody has stopped it, Exchange published it by "
        "2026-11-24 07:00 KST at the latest."
    ) in shown
    assert "Only undo 42 takes it back, and leads must approve it." in shown


def test_what_somebody_else_had_staged_is_not_said_to_be_stopped_by_an_undo() -> None:
    theirs = with_result(rotating(PUBLISH), StageCertificate.name, Result.ALREADY)

    assert STAYS in lines(refused(theirs))
    assert STOPS not in lines(refused(theirs))
    assert BY_NOW in lines(theirs, AFTER)
    assert "to go back" not in "\n".join(lines(theirs, AFTER))


@pytest.mark.parametrize(
    "job",
    [
        pytest.param(rotating(PUBLISH), id="it is open"),
        pytest.param(refused(rotating(RETIRE)), id="it was published"),
        pytest.param(refused(rotating(StageCertificate.name)), id="nothing was staged yet"),
        pytest.param(refused(rotating(PUBLISH), State.UNDONE), id="it was undone"),
        pytest.param(replace(refused(rotating(PUBLISH)), known={}), id="nobody knows for when"),
        pytest.param(
            replace(refused(rotating(PUBLISH)), known={EFFECTIVE: "soon"}), id="it is no time"
        ),
        pytest.param(
            with_result(refused(rotating(PUBLISH)), StageCertificate.name, Result.REFUSED),
            id="Exchange refused it",
        ),
    ],
)
def test_nothing_is_said_of_what_does_not_go_on(job: Job) -> None:
    shown = "\n".join(lines(job))

    assert "stays staged" not in shown
    assert "stops that" not in shown


def test_a_gate_says_what_has_happened_by_itself_once_it_has() -> None:
    job = rotating(PUBLISH)

    assert BY_NOW not in lines(job, BEFORE)
    shown = lines(job, AFTER)
    at = shown.index(BY_NOW)
    assert shown[at + 1] == (
        "Approve to restart what signs and to test; to go back: cancel 42, then undo 42."
    )
    assert BY_NOW not in lines(rotating(RETIRE), AFTER)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        pytest.param("en", "by ⟨12 hours after the effective time⟩", id="English"),
        pytest.param("ko-KR", "by ⟨적용 시각 12시간 뒤⟩", id="Korean"),
        pytest.param("fr-FR", "by ⟨12 heures après la prise d'effet⟩", id="French"),
    ],
)
def test_when_that_is_follows_from_the_effective_time(locale: str, said: str) -> None:
    def told(names: Names) -> str:
        return str(names.phrase(say("by {time}", time=reference(LATEST)), locale))

    assert told(Names(zone=SEOUL)) == said
    assert told(Names(known=KNOWN, zone=SEOUL)) == "by 2026-11-24 07:00 KST"
    assert told(Names(known={EFFECTIVE: "soon"})) == "by soon"


@pytest.mark.parametrize(
    ("locale", "done", "seen"),
    [
        pytest.param("en", "time of the publication", "publication seen at", id="English"),
        pytest.param("ko-KR", "게시 시각", "게시 확인 시각", id="Korean"),
        pytest.param("fr-FR", "heure de la publication", "publication constatée le", id="French"),
    ],
)
def test_when_a_publication_was_only_seen_is_not_called_its_time(
    locale: str, done: str, seen: str
) -> None:
    ours = rotating(RETIRE)
    theirs = with_result(ours, PublishCertificate.name, Result.ALREADY)

    at = "2026-11-23 19:03 KST"
    assert f"{done}: {at}" in lines(ours, locale=locale)
    assert f"{seen}: {at}" in lines(theirs, locale=locale)
    assert f"{done}: {at}" not in lines(theirs, locale=locale)
