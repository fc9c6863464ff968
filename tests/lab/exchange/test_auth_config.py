"""Set-AuthConfig stages, publishes, takes back and clears, and asks where it should."""

from datetime import UTC, datetime, timedelta

import pytest

from lab.records import Call
from lab.world_keys import make_certificate
from tests.lab.exchange.conftest import NOW

LATER = timedelta(hours=49)


@pytest.fixture
def staged(world):
    """Put another certificate on every server; gives its thumbprint."""
    return planted(world)


def planted(world, *, starts=-1, ends=1000, on=("EX01", "EX02"), key=True):
    now = world.clock.now()
    made = make_certificate(
        "Microsoft Exchange Server Auth Certificate",
        starts=now + timedelta(days=starts),
        ends=now + timedelta(days=ends),
    )
    for name in on:
        world.servers[name].certificates[world.add_certificate(made)] = key
    return made.thumbprint


@pytest.fixture
def talk(exchange):
    """Run a cmdlet as somebody who answers every question the same; gives output and questions."""

    async def talk(answer, **parameters):
        asked = []

        async def ask(question):
            asked.append(question.message)
            return answer

        output = await exchange.invoke(Call("EX01", "Set-AuthConfig", parameters, ask))
        return output, asked

    return talk


YES, NO = 0, 2


async def test_a_certificate_is_staged_and_the_current_one_stays(world, run, staged):
    before = world.auth_config.current

    output = await run(
        "EX01",
        "Set-AuthConfig",
        NewCertificateThumbprint=staged.lower(),
        NewCertificateEffectiveDate=world.clock.now() + LATER,
    )

    assert (output.failures, output.objects) == ((), ())
    config = world.auth_config
    assert (config.current, config.previous, config.next) == (before, "", staged)
    (shown,) = (await run("EX02", "Get-AuthConfig")).objects
    assert shown.properties["NextCertificateEffectiveDate"] == config.next_effective


@pytest.mark.parametrize(
    ("given", "means"),
    [
        pytest.param(
            datetime(2026, 12, 1, 3, tzinfo=UTC), datetime(2026, 12, 1, 3, tzinfo=UTC), id="UTC"
        ),
        pytest.param(
            "2026-12-01T12:00:00", datetime(2026, 12, 1, 3, tzinfo=UTC), id="no offset: Seoul"
        ),
        pytest.param("2026-12-01T03:00:00Z", datetime(2026, 12, 1, 3, tzinfo=UTC), id="text"),
    ],
)
async def test_the_date_is_kept_in_utc(world, run, staged, given, means):
    await run(
        "EX01",
        "Set-AuthConfig",
        NewCertificateThumbprint=staged,
        NewCertificateEffectiveDate=given,
    )

    assert world.auth_config.next_effective == means


@pytest.mark.parametrize(("answer", "force", "done"), [(YES, False, True), (NO, False, False)])
async def test_below_48_hours_it_asks(world, talk, staged, answer, force, done):
    _, asked = await talk(
        answer,
        NewCertificateThumbprint=staged,
        NewCertificateEffectiveDate=world.clock.now() + timedelta(hours=47),
        Force=force,
    )

    assert ['"48" hours' in each for each in asked] == [True]
    assert (world.auth_config.next == staged) is done


async def test_force_asks_nothing(world, talk, staged):
    _, asked = await talk(
        NO,
        NewCertificateThumbprint=staged,
        NewCertificateEffectiveDate=world.clock.now(),
        Force=True,
    )

    assert (asked, world.auth_config.next) == ([], staged)


@pytest.mark.parametrize(("answer", "kept"), [(YES, False), (NO, True)])
async def test_another_staged_certificate_is_not_replaced_unasked(
    world, talk, staged, answer, kept
):
    world.auth_config.next = first = planted(world)
    world.auth_config.next_effective = world.clock.now() + LATER

    _, asked = await talk(
        answer,
        NewCertificateThumbprint=staged,
        NewCertificateEffectiveDate=world.clock.now() + LATER,
    )

    assert [first in each and staged in each for each in asked] == [True]
    assert world.auth_config.next == (first if kept else staged)


async def test_null_takes_the_staged_certificate_back_after_asking(world, talk, staged):
    world.auth_config.next = staged
    world.auth_config.next_effective = world.clock.now() + LATER

    await talk(NO, NewCertificateThumbprint=None)
    kept = world.auth_config.next
    await talk(NO, NewCertificateThumbprint=None, Force=True)

    assert kept == staged
    assert (world.auth_config.next, world.auth_config.next_effective) == ("", None)


async def test_a_date_alone_moves_what_is_staged(world, run, staged):
    world.auth_config.next = staged
    due = world.clock.now() + timedelta(days=5)

    await run("EX01", "Set-AuthConfig", NewCertificateEffectiveDate=due)

    assert (world.auth_config.next, world.auth_config.next_effective) == (staged, due)


@pytest.mark.parametrize(
    ("ahead", "refused"),
    [
        pytest.param(3 * 60, False, id="a little ahead"),
        pytest.param(5 * 60, True, id="five minutes ahead"),
        pytest.param(-5 * 60, False, id="behind"),
    ],
)
async def test_a_date_is_held_against_the_servers_own_clock(world, talk, staged, ahead, refused):
    world.servers["EX01"].clock_skew = ahead
    due = world.clock.now() - timedelta(minutes=1)

    output, _ = await talk(
        YES, NewCertificateThumbprint=staged, NewCertificateEffectiveDate=due, Force=True
    )

    assert [("in the past" in each.message) for each in output.failures] == [True] * refused
    assert world.auth_config.next == ("" if refused else staged)


async def test_a_certificate_begins_by_the_clock_of_the_server_that_makes_it(world, run):
    server = world.servers["EX01"]
    server.clock_skew, before = 60, set(server.certificates)

    await run("EX01", "New-ExchangeCertificate", SubjectName="cn=x", Services="None")

    (made,) = set(server.certificates) - before
    ahead = world.certificates[made].starts - world.clock.now()
    assert timedelta(seconds=58) <= ahead <= timedelta(seconds=60)


REFUSED = [
    pytest.param({"ends": -1, "starts": -9}, {}, "has expired", id="expired"),
    pytest.param({"starts": 1}, {}, "isn't valid yet", id="not yet valid"),
    pytest.param({"ends": 2}, {}, "will have expired", id="expires before it takes effect"),
    pytest.param({"key": False}, {}, "private key", id="no private key"),
    pytest.param({"on": ("EX02",)}, {}, "was not found", id="only on another server"),
    pytest.param({}, {"NewCertificateEffectiveDate": None}, "must be set", id="no date"),
    pytest.param(
        {}, {"NewCertificateEffectiveDate": NOW - timedelta(minutes=6)}, "in the past", id="past"
    ),
    pytest.param(
        {}, {"NewCertificateEffectiveDate": "soon"}, "System.DateTime", id="no date at all"
    ),
    pytest.param({}, {"NewCertificateThumbprint": "AB" * 20}, "was not found", id="unknown"),
    pytest.param({}, {"PublishCertificate": True}, "Parameter set", id="two sets at once"),
    pytest.param({}, {"Server": "EX01"}, "parameter name 'Server'", id="a parameter it has not"),
]


@pytest.mark.parametrize(("certificate", "given", "says"), REFUSED)
async def test_what_cannot_come_next_is_refused(world, run, certificate, given, says):
    thumbprint = planted(world, **certificate)
    due = world.clock.now() + timedelta(days=3)
    parameters = {"NewCertificateThumbprint": thumbprint, "NewCertificateEffectiveDate": due}

    output = await run("EX01", "Set-AuthConfig", **(parameters | given))

    assert says in output.failures[0].message
    assert (world.auth_config.next, world.auth_config.next_effective) == ("", None)


@pytest.mark.parametrize(("force", "staged_then"), [(False, False), (True, True)])
async def test_a_key_that_cannot_travel_is_staged_by_force_only(
    world, run, staged, force, staged_then
):
    world.servers["EX01"].not_exportable.append(staged)

    await run(
        "EX01",
        "Set-AuthConfig",
        NewCertificateThumbprint=staged,
        NewCertificateEffectiveDate=world.clock.now() + LATER,
        Force=force,
    )

    assert (world.auth_config.next == staged) is staged_then


async def test_the_current_certificate_cannot_be_staged(world, run):
    output = await run(
        "EX01",
        "Set-AuthConfig",
        NewCertificateThumbprint=world.auth_config.current,
        NewCertificateEffectiveDate=world.clock.now() + LATER,
    )

    assert "same as the current" in output.failures[0].message


async def test_publishing_makes_next_current_and_keeps_the_old_one(world, run, staged):
    world.auth_config.next, old = staged, world.auth_config.current
    world.auth_config.next_effective = world.clock.now() - timedelta(seconds=1)

    await run("EX02", "Set-AuthConfig", PublishCertificate=True)

    config = world.auth_config
    assert (config.current, config.previous, config.next) == (staged, old, "")
    assert config.next_effective is None
    await run("EX01", "Set-AuthConfig", ClearPreviousCertificate=True)
    again = await run("EX01", "Set-AuthConfig", ClearPreviousCertificate=True)
    assert config.previous == ""
    assert "no settings" in again.warnings[0]


async def test_publishing_with_nothing_staged_is_refused(run):
    output = await run("EX01", "Set-AuthConfig", PublishCertificate=True)

    assert output.failures[0].exception.endswith(".NoNextCertificateException")


@pytest.mark.parametrize(
    ("answer", "force", "published"), [(YES, False, True), (NO, False, False), (NO, True, True)]
)
async def test_publishing_too_early_asks(world, talk, staged, answer, force, published):
    world.auth_config.next = staged
    world.auth_config.next_effective = world.clock.now() + timedelta(hours=1)

    _, asked = await talk(answer, PublishCertificate=True, Force=force)

    assert len(asked) == (0 if force else 1)
    assert (world.auth_config.current == staged) is published


async def test_what_if_changes_nothing(world, run, staged):
    before = world.auth_config.current

    await run("EX01", "Set-AuthConfig", CertificateThumbprint=staged, WhatIf=True)
    await run(
        "EX01",
        "Set-AuthConfig",
        NewCertificateThumbprint=staged,
        NewCertificateEffectiveDate=world.clock.now() + LATER,
        WhatIf=True,
    )

    assert (world.auth_config.current, world.auth_config.next) == (before, "")


async def test_the_emergency_way_asks_and_keeps_the_old_one(world, talk, staged):
    old = world.auth_config.current

    await talk(NO, CertificateThumbprint=staged)
    untouched = world.auth_config.current
    await talk(YES, CertificateThumbprint=staged)

    assert untouched == old
    assert (world.auth_config.current, world.auth_config.previous) == (staged, old)


async def test_names_are_set_and_the_service_name_is_never_blank(world, run):
    await run("EX01", "Set-AuthConfig", Realm="hbna.co.kr")
    blank = await run("EX01", "Set-AuthConfig", ServiceName="")

    assert world.auth_config.realm == "hbna.co.kr"
    assert "blank" in blank.failures[0].message
