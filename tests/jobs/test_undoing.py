"""The plan of an undo: which changes it takes back, in which order, and what it waits for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from commands.action import Action, Condition
from commands.actions.auth_keys import AddAuthKey
from commands.actions.publishing import PublishCertificate
from commands.actions.restarts import RestartSigning
from commands.actions.signing import SignsWith
from commands.actions.staging import StageCertificate
from commands.catalog import BOOK as CATALOG
from jobs.change import Refused
from jobs.plan import Approvals, do, wait_for
from jobs.record import Job, State
from jobs.steps import Result, Step, StepKind, StepState
from jobs.undoing import plan
from tests.jobs.deeds import BOOK, Lend, Put, Refresh, Share
from tests.jobs.parts import MINJI, REQUEST

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def made(action: Action, result: Result = Result.DONE) -> Step:
    return replace(do(action), state=StepState.DONE, result=result)


def done(*steps: Step) -> Job:
    return Job(
        id=1, organisation="hbna", request=REQUEST, requester=MINJI, conversation=None,
        state=State.DONE, steps=steps, position=len(steps), created=NOW, updated=NOW,
    )  # fmt: skip


def undone(*steps: Step) -> list[str] | str:
    """Plan the undo of a job of these steps: what it does and waits for, or why there is none."""
    planned = plan(done(*steps), BOOK, (), Approvals(), NOW)
    if isinstance(planned, Refused):
        return str(planned.why)
    told = {StepKind.WAIT_FOR: "… "}
    return [
        f"{told.get(step.kind, '')}{step.subject} {step.action['values']['key']}"
        for step in planned[0]
        if step.action is not None
    ]


A, B = Put(key="a", value="new"), Put(key="b", value="new")
SHARED, REFRESHED = Share(key="s", value="new"), Refresh(key="r", value="new")


@pytest.mark.parametrize(
    ("steps", "back"),
    [
        pytest.param((made(A), made(B)), ["put b", "put a"], id="the last first"),
        pytest.param((made(A), made(B, Result.ALREADY)), ["put a"], id="not what was so before"),
        pytest.param((made(A), made(B, Result.UNKNOWN)), ["put b", "put a"], id="what may be"),
        pytest.param((made(SHARED, Result.ALREADY),), ["put s"], id="what came in its place"),
        pytest.param(
            (made(A), made(REFRESHED)), ["put a", "refresh r"], id="what settles comes last"
        ),
    ],
)
def test_an_undo_takes_back_what_the_job_brought_about(
    steps: tuple[Step, ...], back: list[str]
) -> None:
    assert undone(*steps) == back


def test_what_only_settles_is_nothing_to_undo() -> None:
    assert undone(made(REFRESHED)) == (
        "Job 1 cannot be undone: Nothing of it needs to be put back."
    )


def test_a_change_waits_in_an_undo_for_all_it_needs_and_once_for_several() -> None:
    lent = [made(Lend(key=key, value="new")) for key in ("x", "y")]

    assert undone(*lent) == ["… holds lent", "… holds all", "reclaim y", "reclaim x"]


@pytest.mark.parametrize(
    ("later", "title"),
    [
        pytest.param(timedelta(), "Stage again what was staged before: C", id="far enough"),
        pytest.param(timedelta(hours=2), "Make sure B is not staged any more", id="too near"),
    ],
)
def test_an_undo_says_what_it_would_do_at_the_time_it_is_planned(
    later: timedelta, title: str
) -> None:
    before = (NOW + timedelta(hours=49)).isoformat()
    stage = StageCertificate(server="EX01", thumbprint="B", current="A", old="C", old_at=before)

    planned = plan(done(made(stage)), CATALOG, (), Approvals(), NOW + later)

    assert not isinstance(planned, Refused)
    assert str(planned[0][1].title).startswith(title)


def planned_only(item: Action | Condition) -> Step:
    if isinstance(item, SignsWith):
        return wait_for(item, every=60, seconds=60)
    return do(cast("Action", item))


ADD = AddAuthKey(object_id="o", app_id="a", called="A", thumbprint="B", servers=("EX01", "EX02"))
STAGE = StageCertificate(server="EX01", thumbprint="B", current="A")
PUBLISH = PublishCertificate(server="EX01", thumbprint="B", old="A")
RESTARTS = [
    RestartSigning(server=server, thumbprint="B", old="A", may_fail=True)
    for server in ("EX01", "EX02")
]
SIGNING = [
    SignsWith(server=server, thumbprint="B", by_hand=server == "EX02")
    for server in ("EX01", "EX02")
]
BACK = [
    "Restart what signs on EX01",
    "Restart what signs on EX02",
    "Wait until no server signs with B",
    "Wait until OAuth works both ways, from every server",
    "Take the key of B from A",
]


@pytest.mark.parametrize(
    ("come", "first", "tail"),
    [
        pytest.param(3, "Go back from B to the auth certificate A", "", id="published"),
        pytest.param(4, "Go back from B to the auth certificate A", "", id="one is restarted"),
        pytest.param(5, "Go back from B to the auth certificate A", "", id="both are restarted"),
        pytest.param(2, "Make sure B is not staged any more",
                     ", if Exchange has published B", id="staged"),
    ],
)  # fmt: skip
def test_an_undo_of_a_rotation_takes_effect_on_all_servers_wherever_the_job_stopped(
    come: int, first: str, tail: str
) -> None:
    items = [ADD, STAGE, PUBLISH, *RESTARTS, *SIGNING]
    steps = (
        *(made(cast("Action", each)) for each in items[:come]),
        *map(planned_only, items[come:]),
    )

    planned = plan(done(*steps), CATALOG, (), Approvals(), NOW)

    assert not isinstance(planned, Refused)
    restarts = [f"{each}{tail}" for each in BACK[:2]]
    assert [str(step.title) for step in planned[0][1:]] == [first, *restarts, *BACK[2:]]
    waits = [step for step in planned[0] if step.subject == "nobody signs with"]
    assert [(each.action or {})["values"]["by_hand"] for each in waits] == [["EX02"]]
