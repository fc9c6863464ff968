"""The way back from a new auth certificate: what is sent, by how far the new one has come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commands.action import Already, Moved, Not
from commands.actions.staging import PublishCertificate, StageCertificate
from commands.actions.stepping_back import GoBack
from tests.commands.actions.port import Doing, a_world

OLD, NEW, OTHER = "A" * 40, "B" * 40, "C" * 40
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SOON, LATER = NOW + timedelta(hours=49), NOW + timedelta(hours=72)
STAGED = GoBack(server="EX01", thumbprint=OLD, instead_of=NEW, is_staged=True)
AFTER_ANOTHER = replace(STAGED, staged_before=OTHER, staged_at=LATER.isoformat())
PUBLISHED = replace(STAGED, is_staged=False)


class Clock:
    def now(self) -> datetime:
        return NOW


def config(current: str, staged: str = "", due: datetime | None = None) -> dict[str, Any]:
    return {
        "CurrentCertificateThumbprint": current,
        "PreviousCertificateThumbprint": "",
        "NextCertificateThumbprint": staged,
        "NextCertificateEffectiveDate": due,
        "ServiceName": "00000002-0000-0ff1-ce00-000000000000",
        "Realm": "",
    }


def staging(thumbprint: str, due: datetime) -> dict[str, Any]:
    return {
        "NewCertificateThumbprint": thumbprint,
        "NewCertificateEffectiveDate": due,
        "Force": True,
    }


AT_ONCE = NOW - timedelta(minutes=1)
NOTHING = {"NewCertificateThumbprint": "", "Force": True}
PUBLISHING = {"PublishCertificate": True, "Force": True}


@pytest.mark.parametrize(
    ("action", "found", "sent"),
    [
        pytest.param(STAGED, config(OLD, NEW, SOON), [NOTHING], id="only staged"),
        pytest.param(
            AFTER_ANOTHER,
            config(OLD, NEW, SOON),
            [staging(OTHER, LATER)],
            id="staged in another's place",
        ),
        pytest.param(
            replace(AFTER_ANOTHER, staged_at=(NOW - timedelta(days=1)).isoformat()),
            config(OLD, NEW, SOON),
            [staging(OTHER, AT_ONCE)],
            id="the other one is due by now",
        ),
        pytest.param(
            PUBLISHED, config(NEW), [staging(OLD, AT_ONCE), PUBLISHING], id="published by us"
        ),
        pytest.param(
            STAGED,
            config(NEW),
            [staging(OLD, AT_ONCE), PUBLISHING],
            id="published by Exchange itself",
        ),
        pytest.param(PUBLISHED, config(NEW, OLD, NOW), [PUBLISHING], id="broke off after staging"),
    ],
)
async def test_what_is_sent_depends_on_how_far_the_new_one_has_come(
    action: GoBack, found: dict[str, Any], sent: list[dict[str, Any]]
) -> None:
    world = replace(a_world("Get-AuthConfig", (found,)), clock=Clock())

    assert isinstance(await action.already(world), Not)
    await action.do(world, Doing())

    written = [each for each in world.on_premises.on("EX01").sent if each[0] == "Set-AuthConfig"]
    assert written == [("Set-AuthConfig", each) for each in sent]


@pytest.mark.parametrize(
    ("action", "found", "seen"),
    [
        pytest.param(STAGED, config(OLD), Already, id="nothing staged any more"),
        pytest.param(AFTER_ANOTHER, config(OLD, OTHER, LATER), Already, id="the other staged"),
        pytest.param(PUBLISHED, config(OLD), Already, id="the old one signs"),
        pytest.param(PUBLISHED, config(NEW), Not, id="the new one signs"),
        pytest.param(PUBLISHED, config(OTHER), Moved, id="somebody published a third"),
    ],
)
async def test_it_is_seen_how_far_back_it_is(
    action: GoBack, found: dict[str, Any], seen: type
) -> None:
    world = replace(a_world("Get-AuthConfig", (found,)), clock=Clock())
    assert isinstance(await action.verify(world), seen)


def test_the_plan_of_an_undo_shows_the_call_that_fits() -> None:
    stage = StageCertificate(server="EX01", thumbprint=NEW, hours=49, current=OLD)
    publish = PublishCertificate(server="EX01", thumbprint=NEW, old=OLD)
    assert stage.opposite().call.values == NOTHING
    assert f"-NewCertificateThumbprint '{OLD}'" in publish.opposite().call.doing
    assert publish.opposite().call.doing.endswith("; Set-AuthConfig -PublishCertificate -Force")
    after = replace(stage, old=OTHER, old_at=LATER.isoformat()).opposite()
    assert after.call.values == {
        **staging(OTHER, LATER),
        "NewCertificateEffectiveDate": LATER.isoformat(),
    }
