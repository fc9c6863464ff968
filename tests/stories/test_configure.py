"""`configure oauth hbna.co.kr`: an operator asks, a lead approves, an administrator consents."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from commands.findings import Verdict
from commands.phrases import render
from jobs.record import State
from tests.stories.changing import (
    approved,
    asked,
    card_of,
    changes,
    job_of,
    later,
    leaves,
    now_at,
)
from tests.stories.conftest import Story, a_story, with_verdict
from tests.stories.expected import (
    EXCHANGE,
    IN_CLOUD,
    ON_PREMISES,
    OUR_NAMES,
    OVERRIDE,
    everything_new,
)


@pytest.fixture
async def nothing(tmp_path: Path) -> AsyncIterator[Story]:
    async with a_story("nothing", tmp_path) as story:
        yield story


@pytest.fixture
async def half(tmp_path: Path) -> AsyncIterator[Story]:
    async with a_story("half", tmp_path) as story:
        yield story


CALLS = (
    "EX01: New-AuthServer -Name 'ACS - {guid}' -AuthMetadataUrl '",
    "EX01: New-AuthServer -Name 'EvoSts - {guid}' -AuthMetadataUrl '",
    "EX01: Set-PartnerApplication -Identity 'Exchange Online' -Enabled $true",
    'Microsoft Graph: POST /applications {{"displayName": "ExchangeServerApp-{guid}"',
    "Microsoft Graph: POST /servicePrincipals ",
    "Microsoft Graph: PATCH /applications/",
    "EX01: Set-AuthServer -Identity 'EvoSts - {guid}' -ApplicationIdentifier '",
    "Microsoft Graph: PATCH /servicePrincipals/",
    f"EX01: New-IntraOrganizationConnector -Name '{ON_PREMISES}'",
    f"Exchange Online: New-IntraOrganizationConnector -Name '{IN_CLOUD}'",
    f"EX01: New-SettingOverride -Name '{OVERRIDE}'",
    "EX01: Get-ExchangeDiagnosticInfo -Server 'EX01'",
    "EX02: Get-ExchangeDiagnosticInfo -Server 'EX02'",
)
"""Every call of the plan from nothing, by its side."""


async def test_from_nothing_to_two_green_tests_and_only_the_planned_values_differ(
    nothing: Story,
) -> None:
    administrator = nothing.lab.administrator
    before = administrator.state()
    shown = await asked(nothing, "plan oauth hbna.co.kr", "viewer")
    card = card_of(nothing)
    assert shown.state is State.DONE
    assert "Approve" not in card

    job = await asked(nothing, "configure oauth hbna.co.kr")

    at_gate = card_of(nothing)
    for call in CALLS:
        whole = call.format(guid=nothing.lab.world.organisation.guid)
        assert whole in at_gate, whole
        assert whole in card, whole
    assert sum(step.kind == "do" for step in job.steps) == len(CALLS)
    assert administrator.state() == before

    await nothing.say("lead", f"approve {job.id}")
    job = await job_of(nothing, job.id)
    app = job.known["application id"]
    assert job.state is State.WAITING
    assert now_at(job).subject == "consented"
    told = now_at(job).told
    assert told is not None
    address = f"/{nothing.lab.world.tenant.id}/adminconsent?client_id={app} and accept"
    assert address in render(told, "en")
    assert address in card_of(nothing)
    assert (await later(nothing, job)).position == job.position
    administrator.consent(app)
    done = await later(nothing, job)

    assert done.state is State.DONE, done.why
    # a null is left as it is: EWS works until Microsoft turns the tenant off
    assert with_verdict(done, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == {"ews"}
    after = administrator.state()
    assert changes(before, after) == everything_new(nothing, before, app)

    for command, why in (
        ("configure oauth hbna.co.kr", "Everything is in place; nothing was changed."),
        ("repair oauth hbna.co.kr", "left to people: EWS switches in Exchange Online"),
    ):
        again = await asked(nothing, command)
        assert again.state is State.DONE
        assert why in str(again.why)
        assert why in card_of(nothing)
    assert administrator.state() == after


@pytest.mark.long
async def test_half_configured_is_taken_up_where_it_stands_and_foreign_things_stay(
    half: Story,
) -> None:
    administrator = half.lab.administrator
    before = administrator.state()

    job = await asked(half, "configure oauth hbna.co.kr")
    job = await approved(half, job)

    told = now_at(job).told
    assert job.state is State.WAITING
    assert told is not None
    name = f"ExchangeServerApp-{half.lab.world.organisation.guid}"
    (app,) = (x.app_id for x in half.lab.world.tenant.applications if x.name == name)
    assert f"adminconsent?client_id={app} and accept" in render(told, "en")
    administrator.consent(app)
    job = await later(half, job)
    assert now_at(job).subject == "purge", now_at(job)
    await half.say("lead", f"approve {job.id} purge")
    job = await job_of(half, job.id)
    assert now_at(job).subject == "purge"
    await half.say("lead2", f"approve {job.id} purge")
    job = await later(half, await job_of(half, job.id), 3600)
    assert job.state is State.DONE, job.why
    assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == {"ews"}
    assert changes(before, administrator.state()) == missing_in_half(half, before, app)


def missing_in_half(story: Story, before: Mapping[str, Any], app: str) -> dict[str, Any]:
    """Give what was lacking in `half`: the rest is taken up, and only what is ours is removed."""
    guid = story.lab.world.organisation.guid
    application = f"tenant/applications/ExchangeServerApp-{guid}"
    shared = "tenant/principals/Office 365 Exchange Online"
    in_place = (
        f"auth_servers/ACS - {guid}",
        f"connectors/{ON_PREMISES}",
        f"tenant/principals/ExchangeServerApp-{guid}",
    )
    new = {
        path: value
        for path, value in everything_new(story, before, app).items()
        if not path.startswith(in_place) and (not path.startswith(application) or "/keys/" in path)
    }
    (names,) = (x["names"] for x in before["tenant"]["principals"] if x["app_id"] == EXCHANGE)
    new[f"{shared}/names"] = [*names, OUR_NAMES[1]]  # the other one was there
    now = story.lab.world.clock.now()
    keys = story.lab.world.certificates.items()
    (expired,) = (key for key, each in keys if each.ends < now)
    (unknown,) = (key for key, each in keys if each.subject == "CN=oauth-test")
    gone = (f"{application}/keys/{expired}", f"{shared}/keys/{unknown}")
    return new | {path: None for path in leaves(before) if path.startswith(gone)}
