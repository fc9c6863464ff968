"""One thing wrong in a healthy organisation: the finding that proves it is the root of the rest."""

import uuid
from collections.abc import Callable, Mapping

import pytest

from commands.findings import Verdict
from commands.outside.identifiers import EXCHANGE_ONLINE, FULL_ACCESS_AS_APP
from lab.world import World
from tests.stories.conftest import Story, by_id, with_verdict

OUT = ("test.on-premises.EX01", "test.on-premises.EX02")
BACK = "test.cloud.mail.hbna.co.kr"


def override_of_one_server(world: World) -> None:
    world.setting_overrides[0].servers = ["EX01"]


def evosts_off(world: World) -> None:
    next(each for each in world.auth_servers if each.type == "AzureAD").enabled = False


def evosts_elsewhere(world: World) -> None:
    next(each for each in world.auth_servers if each.type == "AzureAD").realm = str(uuid.uuid4())


def no_consent(world: World) -> None:
    world.tenant.grants = [
        each for each in world.tenant.grants if each.role_id != FULL_ACCESS_AS_APP
    ]


def exchange_online_off(world: World) -> None:
    principal = world.tenant.principal(EXCHANGE_ONLINE)
    assert principal is not None
    principal.enabled = False


def autodiscover_off(world: World) -> None:
    world.servers["EX02"].autodiscover.oauth = False


@pytest.mark.parametrize(
    ("plant", "roots", "following"),
    [
        pytest.param(override_of_one_server, {"hybrid-application"},
                     {OUT[1]: ("hybrid-application",)}, id="an override of one server"),
        pytest.param(evosts_off, {"auth-server.evosts"},
                     dict.fromkeys(OUT, ("auth-server.evosts",)), id="evoSTS is disabled"),
        pytest.param(evosts_elsewhere, {"auth-server.evosts"},
                     dict.fromkeys(OUT, ("auth-server.evosts",)), id="evoSTS of another tenant",
                     marks=pytest.mark.long),
        pytest.param(no_consent, {"hybrid-application"},
                     dict.fromkeys(OUT, ("hybrid-application",)), id="no consent",
                     marks=pytest.mark.long),
        pytest.param(exchange_online_off, {"shared-principal"},
                     {BACK: ("shared-principal",)}, id="Exchange Online is disabled"),
        pytest.param(autodiscover_off, {"directory.EX02", "challenge.autodiscover.hbna.co.kr"}, {},
                     id="what was not tested is blamed for nothing",
                     marks=pytest.mark.long),
    ],
)  # fmt: skip
async def test_a_failed_test_names_the_one_root_cause(
    healthy: Story,
    plant: Callable[[World], None],
    roots: set[str],
    following: Mapping[str, tuple[str, ...]],
) -> None:
    plant(healthy.lab.world)

    job = await healthy.check()

    findings = by_id(job)
    assert with_verdict(job, Verdict.FAIL) == roots | set(following)
    assert {id: findings[id].follows for id in following} == following


async def test_a_bad_moment_of_entra_id_is_no_failure(healthy: Story) -> None:
    healthy.lab.world.faults.set("entra-busy")

    job = await healthy.check()

    assert with_verdict(job, Verdict.FAIL, Verdict.WARN) == set()
    assert with_verdict(job, Verdict.UNKNOWN) == {*OUT, BACK}


async def test_an_old_server_is_told_of_its_mail_and_of_its_holes(hbna: Story) -> None:
    finding = by_id(await hbna.check())["server.EX01"]

    assert "Security holes stay open" in str(finding.consequence)
    assert "then blocks mail from this server" in str(finding.consequence)
