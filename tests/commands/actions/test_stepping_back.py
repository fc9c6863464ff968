"""The way back from a new auth certificate: what is sent, by how far the new one has come."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from adapters.own_keys import OwnKeys
from commands.action import Action, Already, Condition, Moved, Not
from commands.actions.auth_config import WENT_BACK
from commands.actions.publishing import PublishCertificate
from commands.actions.restarts import RestartSigning
from commands.actions.signing import NobodySignsWith, SignsWith
from commands.actions.staging import StageCertificate
from commands.actions.stepping_back import GoBack
from commands.book import reference
from commands.outside.certificate import Certificate
from commands.outside.entra import Application, Key
from commands.ports import World
from commands.secret import Secret
from commands.traits import Follows
from tests.commands.actions.port import Directory, Doing, a_world

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def a_certificate() -> bytes:
    """Give the public part of an auth certificate that is valid from now on for ten days."""
    password = Secret("for this test")
    sealed = asyncio.run(OwnKeys().auth_certificate(starts=NOW, days=10, password=password))
    found = pkcs12.load_pkcs12(sealed, b"for this test").cert
    assert found is not None
    return found.certificate.public_bytes(Encoding.DER)


DER = a_certificate()
OLD, NEW, OTHER = Certificate.from_der(DER).thumbprint, "B" * 40, "C" * 40
SOON, LATER = NOW + timedelta(hours=49), NOW + timedelta(hours=72)
STAGED = GoBack(server="EX01", thumbprint=OLD, instead_of=NEW, is_staged=True)
AFTER_ANOTHER = replace(STAGED, staged_before=OTHER, staged_at=LATER.isoformat())
REDATED = replace(STAGED, staged_before=NEW, staged_at=SOON.isoformat())
PUBLISHED = replace(STAGED, is_staged=False)


@dataclass(frozen=True)
class Clock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


def config(current: str, staged: str = "", due: datetime | None = None) -> dict[str, Any]:
    return {
        "CurrentCertificateThumbprint": current,
        "PreviousCertificateThumbprint": "",
        "NextCertificateThumbprint": staged,
        "NextCertificateEffectiveDate": due,
        "ServiceName": "00000002-0000-0ff1-ce00-000000000000",
        "Realm": "",
    }


def a_place(
    found: dict[str, Any], *, ders: tuple[bytes, ...] = (DER,), at: datetime = NOW
) -> World:
    """Give a world in which AuthConfig is as found, and these certificates are on each server."""
    world = replace(a_world("Get-AuthConfig", (found,)), clock=Clock(at))
    for server in ("EX01", "EX02"):
        shell: Any = world.on_premises.on(server)
        shell.objects["Get-ExchangeCertificate"] = tuple({"RawData": der} for der in ders)
    return world


def staging(thumbprint: str, due: datetime) -> dict[str, Any]:
    return {
        "NewCertificateThumbprint": thumbprint,
        "NewCertificateEffectiveDate": due,
        "Force": True,
    }


AT_ONCE = NOW + timedelta(minutes=1)
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
            [NOTHING],
            id="the other one is due by now",
        ),
        pytest.param(
            replace(AFTER_ANOTHER, staged_at=(NOW + timedelta(hours=47)).isoformat()),
            config(OLD, NEW, SOON),
            [NOTHING],
            id="the other one is due too soon",
        ),
        pytest.param(
            replace(AFTER_ANOTHER, restages=False),
            config(OLD, NEW, SOON),
            [NOTHING],
            id="the plan says that the other one stays away",
        ),
        pytest.param(
            REDATED,
            config(OLD, NEW, LATER),
            [staging(NEW, SOON)],
            id="staged by somebody else for another time",
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
    world: Any = a_place(found)

    assert isinstance(await action.already(world), Not)
    await action.do(world, Doing())

    written = [each for each in world.on_premises.on("EX01").sent if each[0] == "Set-AuthConfig"]
    assert written == [("Set-AuthConfig", each) for each in sent]


@pytest.mark.parametrize(
    ("action", "found", "seen"),
    [
        pytest.param(STAGED, config(OLD), Already, id="nothing staged any more"),
        pytest.param(AFTER_ANOTHER, config(OLD, OTHER, LATER), Already, id="the other staged"),
        pytest.param(REDATED, config(OLD, NEW, SOON), Already, id="staged for its old time"),
        pytest.param(REDATED, config(OLD, NEW, LATER), Not, id="staged for the job's time"),
        pytest.param(
            REDATED, config(OLD, NEW, SOON - timedelta(hours=1)), Not, id="staged for sooner"
        ),
        pytest.param(REDATED, config(OLD, NEW), Not, id="staged for nobody knows when"),
        pytest.param(REDATED, config(OLD), Already, id="unstaged, since its time was too near"),
        pytest.param(
            replace(REDATED, restages=False),
            config(OLD, NEW, SOON),
            Not,
            id="staged for its old time, and that is too near",
        ),
        pytest.param(PUBLISHED, config(OLD), Already, id="the old one signs"),
        pytest.param(PUBLISHED, config(NEW), Not, id="the new one signs"),
        pytest.param(PUBLISHED, config(OTHER), Moved, id="somebody published a third"),
        pytest.param(PUBLISHED, config(NEW, OTHER, LATER), Moved, id="somebody staged a third"),
        pytest.param(STAGED, config(NEW, OTHER, LATER), Moved, id="a third after Exchange itself"),
        pytest.param(PUBLISHED, config(NEW, OLD, NOW), Not, id="the old one is staged"),
        pytest.param(PUBLISHED, config(OLD, OTHER, LATER), Already, id="a third after going back"),
    ],
)
async def test_it_is_seen_how_far_back_it_is(
    action: GoBack, found: dict[str, Any], seen: type
) -> None:
    assert isinstance(await action.verify(a_place(found)), seen)


@pytest.mark.parametrize(
    ("ders", "at", "keys", "why"),
    [
        pytest.param((DER,), NOW + timedelta(days=11), (OLD,), "has ended", id="it has ended"),
        pytest.param((), NOW, (OLD,), "with its key any more", id="it is gone"),
        pytest.param((DER,), NOW, (NEW,), "does not know the key", id="its key has been retired"),
        pytest.param((DER,), NOW, (OLD, NEW), "", id="all is there"),
        pytest.param((DER,), NOW, (f"{OLD} ended",), "on a has ended", id="its key has ended"),
        pytest.param((DER,), NOW, (f"{OLD} ended", OLD), "", id="one of its keys has ended"),
    ],
)
async def test_nothing_is_published_again_that_could_not_sign_in(
    ders: tuple[bytes, ...], at: datetime, keys: tuple[str, ...], why: str
) -> None:
    known = tuple(
        Key(
            key_id=each,
            thumbprint=each.removesuffix(" ended"),
            name="",
            starts=None,
            ends=NOW if each.endswith("ended") else None,
            has_value=True,
        )
        for each in keys
    )
    directory: Any = Directory(
        applications=(Application(id="o", app_id="a", name="A", keys=known),)
    )
    world = replace(a_place(config(NEW), ders=ders, at=at), graph=directory)

    look = await replace(PUBLISHED, applications=("a",)).already(world)

    assert isinstance(look, Moved if why else Not)
    assert why in str(look.seen)


async def test_what_was_only_staged_is_taken_back_whatever_became_of_the_old_one() -> None:
    world = a_place(config(OLD, NEW, SOON), ders=(), at=NOW + timedelta(days=11))
    assert isinstance(await replace(STAGED, applications=("a",)).already(world), Not)


def test_the_plan_of_an_undo_shows_the_call_that_fits() -> None:
    stage = StageCertificate(server="EX01", thumbprint=NEW, hours=49, current=OLD)
    publish = PublishCertificate(server="EX01", thumbprint=NEW, old=OLD)
    assert stage.opposite().call.parameters == NOTHING
    assert f"-NewCertificateThumbprint '{OLD}'" in publish.opposite().call.doing
    assert "-NewCertificateEffectiveDate (Get-Date)" in publish.opposite().call.doing
    assert publish.opposite().call.doing.endswith("; Set-AuthConfig -PublishCertificate -Force")
    assert str(stage.opposite().title) == f"Make sure {NEW} is not staged any more"
    assert str(publish.opposite().title) == f"Go back from {NEW} to the auth certificate {OLD}"
    after = replace(stage, old=OTHER, old_at=LATER.isoformat()).opposite()
    assert after.call.parameters == {
        **staging(OTHER, LATER),
        "NewCertificateEffectiveDate": LATER.isoformat(),
    }


def test_the_plan_of_an_undo_names_no_time_that_is_past_or_too_near() -> None:
    far = AFTER_ANOTHER.as_of(LATER - timedelta(hours=48))
    near = AFTER_ANOTHER.as_of(LATER - timedelta(hours=48) + timedelta(seconds=1))

    assert far == AFTER_ANOTHER
    assert (
        str(far.title) == f"Stage again what was staged before: {OTHER} @ 2026-11-24 08:00:00 UTC"
    )
    assert "nothing, if less than 48 hours are left until then" in str(far.after)
    assert near.call.parameters == NOTHING
    assert str(near.title) == f"Make sure {NEW} is not staged any more"
    assert f"{OTHER} @ 2026-11-24 08:00:00 UTC is not staged again" in str(near.after)
    assert STAGED.as_of(NOW) == STAGED


def test_what_is_staged_for_too_soon_is_not_promised_back_by_the_rotation_either() -> None:
    soon = (NOW + timedelta(hours=20)).isoformat()
    stage = StageCertificate(
        server="EX01", thumbprint=NEW, hours=49, current=OLD, old=NEW, old_at=soon, lapses=True
    )
    assert stage.opposite().call.parameters == NOTHING


async def test_what_somebody_has_staged_since_is_named_and_not_thrown_away() -> None:
    look = await PUBLISHED.already(a_place(config(NEW, OTHER, LATER)))

    assert isinstance(look, Moved)
    assert f"Somebody has staged {OTHER} @ 2026-11-24 08:00:00 UTC since" in str(look.seen)
    assert "type Set-AuthConfig -NewCertificateThumbprint '' -Force on EX01 first" in str(look.seen)


SERVERS: list[Action | Condition] = [
    RestartSigning(server="EX01", thumbprint=NEW, old=OLD),
    SignsWith(server="EX01", thumbprint=NEW),
    SignsWith(server="EX02", thumbprint=NEW, by_hand=True),
    SignsWith(server="EX03", thumbprint=OTHER, by_hand=True),
]


@pytest.mark.parametrize(
    ("action", "asks"),
    [
        pytest.param(PUBLISHED, "", id="published by the job"),
        pytest.param(STAGED, "EX01", id="staged, and perhaps published by Exchange"),
    ],
)
def test_going_back_takes_effect_on_every_server_whoever_published(
    action: GoBack, asks: str
) -> None:
    found = action.follows(SERVERS)

    assert found.actions == (
        RestartSigning(server="EX01", thumbprint=OLD, old=NEW, may_fail=True, asks=asks),
    )
    (waited,) = found.conditions
    assert isinstance(waited, NobodySignsWith)
    assert (waited.thumbprint, waited.servers) == (NEW, ("EX01", "EX02"))
    assert (waited.by_hand, waited.perhaps) == (("EX02",), bool(asks))
    assert waited.since == reference(WENT_BACK)


def test_an_undo_that_waits_for_no_server_waits_for_nobody() -> None:
    assert PUBLISHED.follows([]) == Follows()


def test_going_back_from_the_publication_includes_the_staging() -> None:
    assert PUBLISHED.includes(AFTER_ANOTHER)
    assert not STAGED.includes(PUBLISHED)
    assert not PUBLISHED.includes(PUBLISHED)
    assert not PUBLISHED.includes(replace(STAGED, instead_of=OTHER))
    assert not PUBLISHED.includes(replace(STAGED, thumbprint=OTHER))
