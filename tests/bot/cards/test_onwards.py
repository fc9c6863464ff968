"""The last line of a change's card: what can be typed next, and never what cannot succeed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import job as job_card
from commands.action import Action
from commands.actions.certificate_copies import CopyCertificate
from commands.actions.staging import StageCertificate
from commands.catalog import BOOK
from commands.findings import Console
from commands.gates import PLAN, PUBLISH
from commands.phrases import say
from commands.request import Request
from commands.runbook import Left
from jobs.plan import Approvals, do, plan_step
from jobs.planned import Planned
from jobs.record import Job, State, StepState
from jobs.steps import Result
from jobs.undoing import plan as undoing
from tests.bot import made
from tests.bot.cards.house import problems, texts
from tests.bot.cards.rotating import NEW, NOW, OLD, rotating

COPY = CopyCertificate(thumbprint=OLD, source="EX01", server="EX02")
STAGE = StageCertificate(server="EX01", thumbprint=NEW, hours=49, current=OLD)


def last_line(job: Job, locale: str = "en") -> str:
    """Give what the card says to type next."""
    card = job_card.render(job, None, locale, NOW)
    assert problems(card) == []
    return texts({"type": "Container", "items": [card["body"][-2]]})


def ended(*actions: Action, state: State = State.DONE, **more: object) -> Job:
    """Give a job whose actions were all carried out."""
    done = (replace(do(each), state=StepState.DONE, result=Result.DONE) for each in actions)
    steps = tuple(done)
    job = Job(
        id=4,
        organisation="hbna",
        request=Request(command="rotate auth cert", domain="hbna.co.kr"),
        requester=made.MINJI,
        conversation=made.PLACE,
        state=state,
        steps=steps,
        position=len(steps),
        created=NOW,
        updated=NOW,
        ended=NOW,
    )
    return replace(job, **more)  # type: ignore[arg-type]


def blocked(*left: Left, effective: str = "") -> Job:
    """Give a rotation that something stands in the way of."""
    options = (("effective", effective),) if effective else ()
    first = plan_step("rotate auth cert", say("Plan"), {}, only=False)
    return ended(
        state=State.FAILED,
        steps=(replace(first, state=StepState.FAILED),),
        position=0,
        request=Request(command="rotate auth cert", domain="hbna.co.kr", options=options),
        plan=Planned(title=say("Plan"), left=left),
    )


def blocking(command: str, console: Console = Console.CHAT) -> Left:
    return Left(title=say("Plan"), why=say("Plan"), command=command, console=console, blocks=True)


REPLACE = blocking("replace auth cert now hbna.co.kr")
IMPORTS = [blocking(f"import auth cert to EX0{number} hbna.co.kr") for number in (2, 3)]
BY_HAND = blocking("Get-Date", Console.EXCHANGE_SERVER)
REQUEST = "rotate auth cert hbna.co.kr"


@pytest.mark.parametrize(
    ("job", "wanted"),
    [
        pytest.param(blocked(REPLACE), f"Type {REPLACE.command} first; then {REQUEST} again",
                     id="another request"),
        pytest.param(blocked(*IMPORTS, BY_HAND, IMPORTS[0]),
                     f"Type {IMPORTS[0].command}, {IMPORTS[1].command} first; then {REQUEST}",
                     id="several, each once"),
        pytest.param(blocked(BY_HAND), f"in the way any more, type {REQUEST} again",
                     id="nothing in the chat"),
        pytest.param(blocked(blocking(REQUEST), effective="2026-11-21T12:00:00Z"),
                     f"Type {REQUEST} for a new plan", id="a time that is too near"),
        pytest.param(blocked(REPLACE, effective="2026-12-24T12:00:00Z"),
                     f"{REQUEST} --effective 2026-12-24T12:00:00Z again",
                     id="a time that is far enough"),
        pytest.param(blocked(REPLACE, effective="+72h"), f"{REQUEST} --effective +72h again",
                     id="hours"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_mended_first(job: Job, wanted: str) -> None:
    shown = last_line(job)

    assert wanted in shown
    assert "retry" not in shown


def lapsed(gate: str) -> Job:
    """Give a rotation at whose gate nobody decided."""
    job = rotating(gate)
    step = replace(job.steps[job.position], state=StepState.FAILED, ended=NOW)
    steps = (*job.steps[: job.position], step, *job.steps[job.position + 1 :])
    return replace(job, state=State.FAILED, steps=steps, ended=NOW)


def test_a_gate_that_lapsed_before_any_change_can_be_opened_or_planned_anew() -> None:
    assert "Type retry 42" in last_line(lapsed(PLAN))
    assert "or rotate auth cert hbna.co.kr for a new plan" in last_line(lapsed(PLAN))


def test_a_gate_that_lapsed_after_changes_never_offers_to_make_them_twice() -> None:
    shown = last_line(lapsed(PUBLISH))

    assert "Type retry 42" in shown
    assert "undo 42" in shown
    assert "rotate" not in shown


def test_what_moved_since_it_was_planned_is_planned_anew_and_not_tried_again() -> None:
    job = rotating("confirm", state=State.FAILED, ended=NOW)

    assert last_line(job).startswith("Type rotate auth cert hbna.co.kr for a new plan")


def test_a_failed_job_whose_changes_need_no_undo_is_tried_again() -> None:
    shown = last_line(ended(COPY, state=State.FAILED))

    assert "Type retry 4" in shown
    assert "undo" not in shown
    assert "rotate auth cert" not in shown


@pytest.mark.parametrize(
    "actions",
    [
        pytest.param([STAGE], id="has an opposite"),
        pytest.param([COPY, STAGE], id="one of two has"),
        pytest.param([COPY], id="needs none"),
        pytest.param([STAGE.opposite()], id="has none"),
        pytest.param([], id="nothing was changed"),
    ],
)
@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED, State.REFUSED, State.FAILED])
def test_an_undo_is_offered_exactly_where_it_can_be_planned(
    actions: Sequence[Action], state: State
) -> None:
    job = ended(*actions, state=state)

    is_possible = isinstance(undoing(job, BOOK, (), Approvals(), NOW), tuple)

    assert ("undo 4" in last_line(job)) == is_possible == (STAGE in actions)


def test_an_undo_that_failed_is_asked_for_by_the_job_it_undoes() -> None:
    job = ended(state=State.FAILED, steps=rotating(PLAN).steps, position=1, undoes=2)

    assert "or undo 2 for a new plan" in last_line(job)


def test_a_past_time_is_not_offered_once_more() -> None:
    at = (NOW + timedelta(hours=47)).isoformat()
    request = Request(command="rotate auth cert", domain="x.com", options=(("effective", at),))

    job = replace(lapsed(PLAN), request=request)

    assert "or rotate auth cert x.com for a new plan" in last_line(job)
