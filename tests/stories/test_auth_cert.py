"""`check auth cert hbna.co.kr`: the certificate in every state, from a message to the card."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from commands.findings import Verdict
from jobs.record import Job
from lab.scenario_tenant import new_key
from lab.world import World
from lab.world_keys import Certificate, make_certificate
from lab.world_tenant import Principal
from tests.stories.conftest import Story, by_id, everything, with_verdict
from tests.stories.troubled import missing_on_one

DECISION = "certificate.decision"


async def asked(story: Story, text: str = "check auth cert hbna.co.kr") -> Job:
    await story.say("viewer", text)
    job = (await story.bot.desk.jobs())[0]
    assert job.request.command == "check auth cert"
    return job


def another(world: World, *, days: int) -> Certificate:
    now = world.clock.now().replace(microsecond=0)
    made = make_certificate(
        "Microsoft Exchange Server Auth Certificate",
        starts=now - timedelta(days=1826 - days),
        ends=now + timedelta(days=days, hours=1),
    )
    world.add_certificate(made)
    return made


def one_is_down(world: World) -> None:
    world.faults.set("server-down", target="EX02")


def ends_in(world: World, days: int) -> None:
    """Let the lab's clock come near the end of the certificate, or beyond it."""
    ends = world.certificates[world.auth_config.current].ends
    world.clock.set(ends - timedelta(days=days) + timedelta(hours=1))


def next_is_staged(world: World) -> None:
    """As a rotation stages it: the cloud has its key before."""
    staged_by_hand(world)
    made = world.certificates[world.auth_config.next]
    world.tenant.applications[0].keys.append(new_key(str(uuid.uuid4()), made))


def staged_by_hand(world: World) -> None:
    made = another(world, days=1800)
    for server in world.servers.values():
        server.certificates[made.thumbprint] = True
    world.auth_config.next = made.thumbprint
    world.auth_config.next_effective = world.clock.now() + timedelta(days=3)


def auth_serves_smtp(world: World) -> None:
    world.servers["EX01"].smtp_certificate = world.auth_config.current


@pytest.mark.parametrize(
    ("plant", "decided", "says"),
    [
        pytest.param(lambda world: None, Verdict.OK, "Nothing is to be done", id="healthy"),
        pytest.param(missing_on_one, Verdict.FAIL, "Import to EX02", id="missing on one server"),
        pytest.param(one_is_down, Verdict.UNKNOWN, "Blocked: EX02", id="one server is down"),
        pytest.param(lambda world: ends_in(world, 20), Verdict.FAIL, "Stage", id="20 days left"),
        pytest.param(lambda world: ends_in(world, -5), Verdict.FAIL, "Replace now", id="expired"),
        pytest.param(next_is_staged, Verdict.OK, "takes over before", id="next is staged"),
        pytest.param(staged_by_hand, Verdict.WARN, "does not have its key", id="staged by hand"),
    ],
)
async def test_the_card_says_what_is_to_be_done(
    healthy: Story, plant: Callable[[World], None], decided: Verdict, says: str
) -> None:
    plant(healthy.lab.world)
    healthy.clock.set(healthy.lab.world.clock.now())

    job = await asked(healthy)

    finding = by_id(job)[DECISION]
    assert (finding.verdict, says in "\n".join(map(str, finding.evidence))) == (decided, True)
    assert says in everything(healthy.cards()[-1])


async def test_a_healthy_organisation_gives_no_cause_for_concern(healthy: Story) -> None:
    job = await asked(healthy, "인증서 점검")  # one organisation: its domain may be left out

    assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == set()
    assert by_id(job)["certificate.smtp.EX01"].verdict is Verdict.OK


async def test_missing_and_unreachable_are_two_answers(healthy: Story) -> None:
    missing_on_one(healthy.lab.world)
    assert by_id(await asked(healthy))["certificate.server.EX02"].verdict is Verdict.FAIL
    one_is_down(healthy.lab.world)
    assert by_id(await asked(healthy))["certificate.server.EX02"].verdict is Verdict.UNKNOWN


async def test_an_auth_certificate_that_took_the_place_of_smtps_is_named(healthy: Story) -> None:
    auth_serves_smtp(healthy.lab.world)

    job = await asked(healthy)

    assert with_verdict(job, Verdict.FAIL) == {"certificate.smtp.EX01"}
    own = healthy.lab.world.servers["EX02"].smtp_certificate
    assert f"-Thumbprint '{own}' -Services SMTP" in by_id(job)["certificate.smtp.EX01"].command


async def test_teams_is_judged_where_its_principal_carries_a_key(healthy: Story) -> None:
    world = healthy.lab.world
    app_id = "db7de2b5-2149-435e-8043-e080dd50afae"
    assert by_id(await asked(healthy))["certificate.callers"].verdict is Verdict.SKIPPED
    voicemail = Principal(id=str(uuid.uuid4()), app_id=app_id, name="Voicemail", names=[app_id])
    voicemail.keys = [new_key(str(uuid.uuid4()), another(world, days=900))]
    world.tenant.principals.append(voicemail)

    finding = by_id(await asked(healthy))[f"certificate.callers.{app_id}"]
    assert finding.verdict is Verdict.FAIL
    assert world.auth_config.current in finding.command

    current = world.certificates[world.auth_config.current]
    voicemail.keys.append(new_key(str(uuid.uuid4()), current))
    found = by_id(await asked(healthy))[f"certificate.callers.{app_id}"]
    assert found.verdict is Verdict.OK
