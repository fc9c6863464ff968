"""`repair oauth hbna.co.kr`: the stuck engineer's organisation, mended in two approved plans."""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from commands.findings import Verdict
from commands.phrases import render
from jobs.record import Job, State
from jobs.steps import Result, StepKind
from tests.stories.changing import (
    approved,
    asked,
    card_of,
    changes,
    consented,
    later,
    leaves,
    now_at,
)
from tests.stories.conftest import Story, a_story, with_verdict
from tests.stories.expected import EXCHANGE, IN_CLOUD, OVERRIDE, everything_new

SHARED = "tenant/principals/Office 365 Exchange Online"
SLASHLESS = "https://autodiscover.hbna.co.kr"


@pytest.fixture
async def hbna(tmp_path: Path) -> AsyncIterator[Story]:
    async with a_story("hbna", tmp_path) as story:
        yield story


def parts(values: dict[str, object], *places: str) -> dict[str, object]:
    return {path: value for path, value in values.items() if path.startswith(places)}


def subjects(job: Job, kind: StepKind) -> Iterable[str]:
    return [step.subject for step in job.steps if step.kind is kind]


@pytest.mark.parametrize(
    "planted", [False, pytest.param(True, marks=pytest.mark.long)], ids=["calm", "landed"]
)
async def test_the_stuck_engineer_is_freed_by_two_plans(hbna: Story, *, planted: bool) -> None:
    """With ``landed``, Graph breaks off the names' write until its client gives up: it landed."""
    administrator, guid = hbna.lab.administrator, hbna.lab.world.organisation.guid
    before = administrator.state()
    first = await asked(hbna, "repair oauth hbna.co.kr")
    card = card_of(hbna)
    for server in ("EX01", "EX02"):
        assert f"{server} 15.2.1544.4 → 15.2.1544.25" in card
        assert f"Build of {server}: Upgrade {server} in place" in card
    assert f"replaced by the form with it: {SLASHLESS}." in card
    assert administrator.state() == before

    if planted:
        hbna.lab.world.faults.set(
            "graph-503", count=3, method="PATCH", path="/servicePrincipals/", when="after"
        )
    first = await consented(hbna, await approved(hbna, first))

    assert first.state is State.DONE, first.why
    (names,) = (step for step in first.steps if step.subject == "principal names")
    assert names.result is Result.DONE
    assert names.attempts == 0
    assert hbna.lab.world.faults.switched == []
    mended = administrator.state()
    app = first.known["application id"]
    assert changes(before, mended) == mended_in_place(hbna, before, app)
    assert {"server.EX01", "server.EX02"} <= with_verdict(first, Verdict.FAIL)
    assert "test.cloud.mail.hbna.co.kr" not in with_verdict(first, Verdict.FAIL)

    for server in ("EX01", "EX02"):
        administrator.update(server, "15.2.2562.53")
    updated = administrator.state()
    second = await asked(hbna, "repair oauth hbna.co.kr")
    assert subjects(second, StepKind.GATE) == ["plan", "purge"]
    second = await approved(hbna, second)
    assert now_at(second).subject == "purge"
    second = await later(hbna, await approved(hbna, second, "lead", "lead2"), 3600)

    assert second.state is State.DONE, second.why
    assert with_verdict(second, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == {"ews"}
    new = everything_new(hbna, before, app)
    sts = parts(new, f"auth_servers/EvoSts - {guid}/")
    assert changes(updated, administrator.state()) == {
        "auth_servers/evoSTS/application_identifier": app,
        "auth_servers/evoSTS/domain_names": sts[f"auth_servers/EvoSts - {guid}/domain_names"],
        **parts(new, f"setting_overrides/{OVERRIDE}/"),
        **{path: None for path in leaves(updated) if path.startswith(f"{SHARED}/keys/")},
    }


def mended_in_place(story: Story, before: dict[str, object], app: str) -> dict[str, object]:
    """Give what is mended while the builds are old: nothing else, and no key is touched."""
    guid = story.lab.world.organisation.guid
    ours = f"ExchangeServerApp-{guid}"
    old: list[str] = next(
        each.names for each in story.lab.world.tenant.principals if each.app_id == EXCHANGE
    )
    assert SLASHLESS not in old
    was = leaves(before)[f"{SHARED}/names"]
    return {
        **parts(
            everything_new(story, before, app),
            "partner_applications/",
            f"tenant/applications/{ours}/",
            f"tenant/principals/{ours}/",
            "tenant/grants/",
            f"tenant/connectors/{IN_CLOUD}/discovery_endpoint",
        ),
        f"{SHARED}/names": [*(each for each in was if each != SLASHLESS), f"{SLASHLESS}/"],
    }


async def test_a_healthy_organisation_leaves_nothing_to_repair(healthy: Story) -> None:
    before = healthy.lab.administrator.state()

    job = await asked(healthy, "repair oauth hbna.co.kr")

    assert job.state is State.DONE
    assert job.why is not None
    assert render(job.why, "en") == "Everything is in place; nothing was changed."
    assert "Approve" not in card_of(healthy)
    assert healthy.lab.administrator.state() == before
