"""A rotation's days on the lab's clock: who signs with what, who has it, who publishes when."""

from base64 import b64encode
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest

from lab import scenario
from lab.administrator import Administrator
from lab.oauth.connectivity import Asked, evaluate
from lab.servicelets import PUBLISHES_EVERY, READS_AGAIN, SPREADS_AFTER, catch_up, signing
from lab.world_tenant import Key

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TO_CLOUD = "https://outlook.office365.com/ews/exchange.asmx"
HOUR = 3600
SPREAD = SPREADS_AFTER.total_seconds() + 1


@pytest.fixture(scope="module")
def made():
    return scenario.load("healthy", at=NOW)


@pytest.fixture
def world(made):
    return deepcopy(made)


@pytest.fixture
def admin(world):
    return Administrator(world)


@pytest.fixture
def new(world, admin):
    """Make a certificate on EX01 and stage it; gives its thumbprint."""

    async def new(*, hours=49, spread=True):
        before = set(world.certificates)
        await admin.run(
            "EX01",
            "New-ExchangeCertificate",
            SubjectName="CN=Microsoft Exchange Server Auth Certificate",
            PrivateKeyExportable=True,
        )
        (thumbprint,) = set(world.certificates) - before
        await admin.run(
            "EX01",
            "Set-AuthConfig",
            NewCertificateThumbprint=thumbprint,
            NewCertificateEffectiveDate=world.clock.now() + timedelta(hours=hours),
            Force=True,
        )
        if spread:
            world.clock.advance(SPREAD)
            catch_up(world)
        return thumbprint

    return new


def uses(world):
    return [signing(world, server) for server in world.servers.values()]


def test_a_scenario_begins_with_everything_loaded(world):
    assert uses(world) == [world.auth_config.current] * 2


def test_what_is_put_in_by_hand_counts_at_once(world):
    world.auth_config.current = "AB" * 20

    assert uses(world) == ["AB" * 20] * 2


async def test_a_certificate_reaches_the_others_minutes_after_it_was_named(world, new):
    thumbprint = await new(spread=False)
    catch_up(world)
    early = thumbprint in world.servers["EX02"].certificates

    world.clock.advance(SPREAD)
    catch_up(world)

    assert not early
    assert world.servers["EX02"].certificates[thumbprint] is True


async def test_what_was_only_made_stays_where_it_was_made(world, admin):
    await admin.run("EX01", "New-ExchangeCertificate", PrivateKeyExportable=True)
    world.clock.advance(24 * HOUR)
    catch_up(world)

    on = [len(server.certificates) for server in world.servers.values()]
    assert on == [3, 2]


@pytest.mark.parametrize("fault", ["replication-held", "server-down"])
async def test_a_server_that_is_held_or_down_gets_it_when_that_is_over(world, new, fault):
    world.faults.set(fault, target="EX02")
    thumbprint = await new()
    world.clock.advance(24 * HOUR)
    catch_up(world)
    missing = thumbprint not in world.servers["EX02"].certificates

    world.faults.clear(fault)
    catch_up(world)

    assert missing
    assert world.servers["EX02"].certificates[thumbprint] is True


RESTARTS = [
    pytest.param((), False, id="none"),
    pytest.param(("ServiceHost",), False, id="the service host"),
    pytest.param(("WebPools",), False, id="the pools"),
    pytest.param(("ServiceHost", "WebPools"), True, id="both"),
]


@pytest.mark.parametrize(("restarted", "signs"), RESTARTS)
async def test_a_server_signs_with_the_new_one_when_both_were_restarted(
    world, admin, new, restarted, signs
):
    old, thumbprint = world.auth_config.current, await new(hours=0)
    await admin.run("EX01", "Set-AuthConfig", PublishCertificate=True)

    for what in restarted:
        await admin.run("EX02", f"Restart-Hybridge{what}")

    assert uses(world) == [old, thumbprint if signs else old]


async def test_a_restart_before_the_publication_does_not_count(world, admin, new):
    old, _ = world.auth_config.current, await new(hours=0)
    for what in ("ServiceHost", "WebPools"):
        await admin.run("EX01", f"Restart-Hybridge{what}")
    published_by_the_restart = world.auth_config.current != old
    await admin.run("EX02", "Restart-HybridgeWebPools")
    await admin.run("EX02", "Restart-HybridgeServiceHost")

    assert published_by_the_restart
    assert uses(world) == [world.auth_config.current] * 2


async def test_after_an_hour_every_server_signs_with_the_new_one(world, admin, new):
    old, thumbprint = world.auth_config.current, await new(hours=0)
    await admin.run("EX01", "Set-AuthConfig", PublishCertificate=True)
    world.clock.advance(READS_AGAIN.total_seconds() - 10)
    before = uses(world)

    world.clock.advance(20)

    assert (before, uses(world)) == ([old] * 2, [thumbprint] * 2)


async def test_going_back_is_a_change_like_any_other(world, admin, new):
    old, thumbprint = world.auth_config.current, await new(hours=0)
    await admin.run("EX01", "Set-AuthConfig", PublishCertificate=True)
    world.clock.advance(2 * HOUR)
    now = world.clock.now()
    await admin.run(
        "EX01",
        "Set-AuthConfig",
        NewCertificateThumbprint=old,
        NewCertificateEffectiveDate=now,
        Force=True,
    )
    await admin.run("EX01", "Set-AuthConfig", PublishCertificate=True)

    assert uses(world) == [thumbprint] * 2
    world.clock.advance(2 * HOUR)
    assert uses(world) == [old] * 2


async def test_the_servicelet_publishes_at_its_own_time_and_not_at_the_look(world, new):
    thumbprint = await new(hours=49)
    started = world.services.started
    world.clock.set(started + timedelta(hours=59, minutes=59))
    catch_up(world)
    waiting = world.auth_config.current != thumbprint

    world.clock.set(started + timedelta(hours=70))
    catch_up(world)

    assert waiting
    (change,) = world.services.changes
    assert (change.at, change.new) == (started + 5 * PUBLISHES_EVERY, thumbprint)
    assert (world.auth_config.previous, world.auth_config.next) == (change.old, "")
    assert uses(world) == [thumbprint] * 2  # an hour has passed since


async def test_the_servicelet_counts_from_the_last_start_of_its_service(world, admin, new):
    thumbprint = await new(hours=49)
    world.faults.set("server-down", target="EX02")
    world.clock.advance(50 * HOUR - SPREAD)
    world.auth_config.next_effective += timedelta(hours=2)
    await admin.run("EX01", "Restart-HybridgeServiceHost")
    restarted = world.clock.now()
    world.clock.advance(11 * HOUR)
    catch_up(world)
    waiting = world.auth_config.next == thumbprint

    world.clock.advance(2 * HOUR)
    catch_up(world)

    assert waiting
    (change,) = world.services.changes
    assert abs(change.at - restarted - PUBLISHES_EVERY) < timedelta(seconds=5)


async def test_starting_the_service_publishes_what_is_due(world, admin, new):
    thumbprint = await new(hours=49)
    world.clock.advance(49 * HOUR)
    (service,) = await admin.run("EX02", "Restart-HybridgeServiceHost")

    assert service == {"Server": "EX02", "Name": "MSExchangeServiceHost", "State": "Running"}
    assert world.auth_config.current == thumbprint


async def test_a_server_without_the_certificate_publishes_nothing(world, new):
    world.faults.set("replication-held", target="EX02")
    thumbprint = await new(hours=49)
    world.faults.set("server-down", target="EX01")
    world.clock.advance(100 * HOUR)
    catch_up(world)
    assert world.auth_config.next == thumbprint

    world.faults.clear("replication-held")
    world.clock.advance(12 * HOUR)
    catch_up(world)
    world.clock.advance(12 * HOUR)
    catch_up(world)

    assert world.auth_config.current == thumbprint


def result(world, name):
    user = next(each for each in world.mailboxes if each.address == "User1@hbna.co.kr")
    server = world.servers[name]
    return evaluate(world, Asked(server=server, service="ews", target=TO_CLOUD, user=user))


async def test_publishing_before_the_upload_is_refused_by_entra_until_the_key_is_there(
    world, admin, new
):
    thumbprint = await new(hours=0)
    await admin.run("EX01", "Set-AuthConfig", PublishCertificate=True)
    still = result(world, "EX01")
    for what in ("ServiceHost", "WebPools"):
        await admin.run("EX01", f"Restart-Hybridge{what}")
    broken, other = result(world, "EX01"), result(world, "EX02")
    made = world.certificates[thumbprint]
    world.tenant.applications[0].keys.append(
        Key(key_id="1", der=b64encode(made.der), starts=made.starts, ends=made.ends)
    )

    assert (still.success, other.success) == (True, True)
    assert "AADSTS700027" in broken.detail
    assert thumbprint in broken.detail
    assert result(world, "EX01").success


async def test_a_server_that_lacks_the_published_one_cannot_sign(world, admin, new):
    world.faults.set("replication-held", target="EX02")
    await new(hours=0)
    await admin.run("EX01", "Set-AuthConfig", PublishCertificate=True)
    before = result(world, "EX02").success
    world.clock.advance(2 * HOUR)

    assert before
    assert "Missing signing certificate" in result(world, "EX02").detail


async def test_the_state_tells_who_signs_with_what(world, admin, new):
    old, thumbprint = world.auth_config.current, await new(hours=0)
    await admin.run("EX01", "Set-AuthConfig", PublishCertificate=True)
    for what in ("ServiceHost", "WebPools"):
        await admin.run("EX01", f"Restart-Hybridge{what}")

    state = admin.state()

    told = {name: each["signs_with"] for name, each in state["effective"]["servers"].items()}
    assert told == {"EX01": thumbprint, "EX02": old}
    assert state["auth_config"]["previous"] == old
    assert state["servers"]["EX02"]["certificates"][thumbprint] is True
    assert "services" not in state
