"""Staging, publishing and the way back: what is sent, what is taken for done or moved."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from commands.action import Already, Moved, NoOpposite, Not, Undoing
from commands.actions.staging import StageCertificate
from commands.actions.taking_over import StillStaged
from commands.outside.entra import Principal
from commands.traits import seals
from tests.commands.actions.noon import (
    BACK,
    CLEAR,
    DUE,
    KEYS,
    NEW,
    NOW,
    OLD,
    OTHER,
    PUBLISH,
    STAGE,
    Stopped,
    at_noon,
    config,
    sent,
    with_keys,
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """An action on AuthConfig, and what it makes of one state of it."""

    action: Any
    now: dict[str, Any]
    look: type
    says: str = ""


AGAIN = replace(STAGE, old=NEW, old_at=(NOW + timedelta(hours=3)).isoformat())
FIXED = replace(STAGE, hours=0, at=DUE.isoformat())
AT_ONCE = replace(STAGE, hours=0, force=True)
STILL = StillStaged(server="EX01", thumbprint=NEW, old=OLD)

ROWS = {
    "nothing is staged yet": Row(action=STAGE, now=config(), look=Not),
    "it is staged as asked": Row(action=STAGE, now=config(next=NEW, due=DUE), look=Already),
    "it is due too soon, and nothing was sent yet": Row(
        action=STAGE, now=config(next=NEW, due=NOW + timedelta(hours=2)), look=Moved, says="yet"
    ),
    "another was staged meanwhile": Row(
        action=STAGE, now=config(next=OTHER, due=DUE), look=Moved, says=OTHER
    ),
    "another is the current one": Row(action=STAGE, now=config(current=OTHER), look=Moved),
    "its old date stands": Row(
        action=AGAIN, now=config(next=NEW, due=NOW + timedelta(hours=3)), look=Not
    ),
    "its date was moved": Row(action=AGAIN, now=config(next=NEW, due=DUE), look=Already),
    "the date that was asked for stands": Row(
        action=FIXED, now=config(next=NEW, due=DUE), look=Already
    ),
    "an hour beside the date that was asked for": Row(
        action=FIXED, now=config(next=NEW, due=DUE + timedelta(hours=1)), look=Moved
    ),
    "due at once, and Exchange was quicker": Row(
        action=AT_ONCE, now=config(current=NEW, previous=OLD), look=Already
    ),
    "it waits to be published": Row(action=PUBLISH, now=config(next=NEW, due=NOW), look=Not),
    "Exchange published it by itself": Row(
        action=PUBLISH, now=config(current=NEW, previous=OLD), look=Already
    ),
    "another is staged in its place": Row(
        action=PUBLISH, now=config(next=OTHER, due=NOW), look=Moved, says=OTHER
    ),
    "nothing is staged any more": Row(action=PUBLISH, now=config(), look=Moved),
    "it would take over from another one": Row(
        action=PUBLISH, now=config(current=OTHER, next=NEW, due=NOW), look=Moved, says=OTHER
    ),
    "somebody put its time off": Row(
        action=PUBLISH, now=config(next=NEW, due=DUE), look=Moved, says="2026-11-22 10:00 UTC"
    ),
    "the old one is back": Row(action=BACK, now=config(previous=NEW), look=Already),
    "the new one is only staged": Row(action=BACK, now=config(next=NEW, due=DUE), look=Not),
    "a third one is in use": Row(action=BACK, now=config(current=OTHER), look=Moved),
    "there is none": Row(action=CLEAR, now=config(current=NEW), look=Already),
    "it is there": Row(action=CLEAR, now=config(current=NEW, previous=OLD), look=Not),
    "it is another": Row(action=CLEAR, now=config(current=NEW, previous=OTHER), look=Moved),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
async def test_what_a_step_makes_of_the_auth_config(row):
    world = at_noon("Get-AuthConfig", (row.now,))

    for ask in (row.action.already, *([] if "yet" in row.says else [row.action.verify])):
        look = await ask(world)
        assert isinstance(look, row.look)
        if row.says and row.says != "yet":
            assert row.says in str(look.seen)


WAITED = {
    "its time has come": (config(next=NEW, due=NOW), Already({"effective time": NOW.isoformat()})),
    "it took over already": (config(current=NEW, previous=OLD), Already()),
    "its time was put off": (config(next=NEW, due=DUE), "2026-11-22 10:00 UTC"),
    "another is staged in its place": (config(next=OTHER, due=DUE), OTHER),
    "nothing is staged any more": (config(), "NextCertificateThumbprint is –"),
    "it would take over from another one": (config(current=OTHER, next=NEW, due=NOW), OTHER),
}


@pytest.mark.parametrize(("now", "found"), WAITED.values(), ids=WAITED)
async def test_before_anybody_is_asked_it_is_seen_that_it_is_still_staged(now, found):
    look = await STILL.look(at_noon("Get-AuthConfig", (now,)))

    if isinstance(found, Already):
        assert look == found
    else:
        assert isinstance(look, Not if "UTC" in found else Moved)
        assert found in str(look.seen)


ENDING = replace(STAGE, ends=(NOW + timedelta(days=3)).isoformat())


@pytest.mark.parametrize(
    ("action", "waited", "why"),
    [
        pytest.param(ENDING, timedelta(), "", id="as planned"),
        pytest.param(ENDING, timedelta(hours=11), "", id="half a day later"),
        pytest.param(ENDING, timedelta(hours=13), "there would be a gap", id="too late for it"),
        pytest.param(FIXED, timedelta(hours=1), "", id="a named time, an hour later"),
        pytest.param(FIXED, timedelta(hours=3), "less than 48 hours", id="a named time comes near"),
        pytest.param(AT_ONCE, timedelta(days=30), "", id="at once is never too late"),
    ],
)
async def test_what_is_taken_up_late_is_not_staged_past_the_end_of_the_current_one(
    action, waited, why
):
    class Later(Stopped):
        def now(self):
            return NOW + waited

    world = replace(at_noon("Get-AuthConfig", (config(),)), clock=Later())
    look = await action.already(world)

    assert isinstance(look, Moved if why else Not)
    assert why in str(look.seen)
    assert isinstance(await action.verify(world), Not)  # of what was sent nothing else is certain


async def test_what_was_staged_by_us_counts_however_late_it_is_read_back():
    late = at_noon("Get-AuthConfig", (config(next=NEW, due=NOW + timedelta(hours=2)),))
    taken = at_noon("Get-AuthConfig", (config(current=NEW, previous=OLD),))

    assert isinstance(await STAGE.verify(late), Already)
    assert isinstance(await STAGE.verify(taken), Already)


async def test_staging_sends_a_date_in_utc_and_no_force():
    assert await sent(STAGE, at_noon()) == [
        (
            "Set-AuthConfig",
            {
                "NewCertificateThumbprint": NEW,
                "NewCertificateEffectiveDate": DUE + timedelta(minutes=5),
            },
        )
    ]
    assert (await sent(FIXED, at_noon()))[0][1]["NewCertificateEffectiveDate"] == DUE


async def test_in_an_emergency_it_is_due_at_once_and_forced():
    ((_, values),) = await sent(AT_ONCE, at_noon())

    assert values == {
        "NewCertificateThumbprint": NEW,
        "NewCertificateEffectiveDate": NOW + timedelta(minutes=1),
        "Force": True,
    }


async def test_staging_tells_when_it_takes_over():
    look = await STAGE.verify(at_noon("Get-AuthConfig", (config(next=NEW, due=DUE),)))

    assert look == Already({"effective time": "2026-11-22T10:00:00+00:00"})


async def test_publishing_tells_when():
    look = await PUBLISH.verify(at_noon("Get-AuthConfig", (config(current=NEW),)))

    assert look == Already({"published": NOW.isoformat()})
    assert await sent(PUBLISH, at_noon()) == [
        ("Set-AuthConfig", {"PublishCertificate": True, "Force": True})
    ]


async def test_nothing_is_published_that_the_cloud_does_not_know():
    publish = replace(PUBLISH, applications=("id",))
    staged = at_noon("Get-AuthConfig", (config(next=NEW, due=NOW),))
    taken = at_noon("Get-AuthConfig", (config(current=NEW),))

    look = await publish.already(with_keys(staged, *KEYS))
    assert isinstance(look, Moved)
    assert "does not know the key" in str(look.seen)
    known, ended = replace(KEYS[0], thumbprint=NEW), replace(KEYS[0], thumbprint=NEW, ends=NOW)
    assert isinstance(await publish.already(with_keys(staged, *KEYS, known)), Not)
    assert isinstance(await publish.already(with_keys(staged, ended, known)), Not)
    look = await publish.already(with_keys(staged, *KEYS, ended))
    assert isinstance(look, Moved)
    assert f"The key of {NEW} on id has ended" in str(look.seen)
    assert isinstance(await publish.already(with_keys(taken, *KEYS)), Already)


@pytest.mark.parametrize(
    ("on_application", "on_principal", "look"),
    [
        pytest.param(None, NOW - timedelta(days=1), Not, id="what is left over has ended"),
        pytest.param(NOW, None, Not, id="its own has ended, its principal's has not"),
        pytest.param(NOW, NOW - timedelta(days=1), Moved, id="both have ended"),
    ],
)
async def test_a_key_counts_for_an_application_and_its_principal_wherever_it_lasts(
    on_application, on_principal, look
):
    publish = replace(PUBLISH, applications=("id",), principals=("id",))
    key = replace(KEYS[0], thumbprint=NEW)
    own = replace(key, ends=on_principal)
    principal = Principal(id="sp", app_id="id", name="App", enabled=True, names=(), keys=(own,))
    world = with_keys(
        at_noon("Get-AuthConfig", (config(next=NEW, due=NOW),)), replace(key, ends=on_application)
    )
    world.graph.principals["id"] = principal

    found = await publish.already(world)

    assert isinstance(found, look)
    assert look is Not or str(found.seen).startswith(f"The key of {NEW} on id has ended")


@pytest.mark.parametrize(
    ("now", "calls"),
    [
        pytest.param(
            config(current=NEW, previous=OLD),
            [("NewCertificateThumbprint", OLD), ("PublishCertificate", True)],
            id="published",
        ),
        pytest.param(
            config(current=NEW, next=OLD, due=NOW), [("PublishCertificate", True)], id="half-way"
        ),
        pytest.param(
            config(next=NEW, due=DUE), [("NewCertificateThumbprint", "")], id="only staged"
        ),
    ],
)
async def test_the_way_back_is_as_long_as_it_must_be(now, calls):
    made = await sent(BACK, at_noon("Get-AuthConfig", (now,)))

    assert [next(iter(values.items())) for _, values in made] == calls


async def test_what_was_staged_before_takes_the_place_of_the_new_one():
    back = StageCertificate(
        server="EX01", thumbprint=NEW, hours=49, current=OLD, old=OTHER, old_at=DUE.isoformat()
    ).opposite()
    ((_, values),) = await sent(back, at_noon("Get-AuthConfig", (config(next=NEW, due=DUE),)))

    assert values["NewCertificateThumbprint"] == OTHER
    assert values["NewCertificateEffectiveDate"] == DUE


def test_there_is_no_way_back_to_none_and_to_one_that_has_ended():
    assert isinstance(replace(PUBLISH, old="").opposite(), NoOpposite)
    assert isinstance(replace(PUBLISH, returns=False).opposite(), NoOpposite)
    assert isinstance(replace(STAGE, goes_back=False).opposite(), NoOpposite)
    assert PUBLISH.opposite() == BACK


def test_clearing_the_previous_one_seals_a_job_unless_it_was_a_leftover():
    leftover = replace(CLEAR, leftover=True)

    assert OLD in str(seals(CLEAR))
    assert seals(leftover) is None
    assert CLEAR.opposite().because is Undoing.IMPOSSIBLE
    assert leftover.opposite().because is Undoing.NOTHING
