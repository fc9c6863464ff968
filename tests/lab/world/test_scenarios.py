"""A scenario holds the mistakes that are meant, and no other."""

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta

import pytest

from lab import scenario
from lab.scenario_tables import ScenarioError
from lab.world_premises import EXCHANGE_ONLINE
from lab.world_tenant import FULL_ACCESS_AS_APP
from lab.world_versions import DEDICATED_APP, at_least

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def hbna():
    return scenario.load("hbna", at=NOW)


@pytest.fixture(scope="module")
def healthy():
    return scenario.load("healthy", at=NOW)


@pytest.mark.parametrize("name", scenario.names())
def test_every_scenario_loads_with_working_certificates(name):
    world = scenario.load(name)

    current = world.certificates[world.auth_config.current]
    assert current.key is not None
    assert current.subject == "CN=Microsoft Exchange Server Auth Certificate"
    assert current.public_key.key_size == 2048
    assert current.starts < world.clock.now() < current.ends
    assert current.ends - current.starts == timedelta(days=1826)
    assert all(
        server.certificates == {current.thumbprint: True, server.smtp_certificate: True}
        for server in world.mailbox_servers()
    )


def test_guids_are_the_same_at_every_load_and_keys_are_not(hbna):
    again = scenario.load("hbna", at=NOW)

    assert again.tenant.id == hbna.tenant.id
    assert [each.id for each in again.tenant.principals] == [
        each.id for each in hbna.tenant.principals
    ]
    assert again.auth_config.current != hbna.auth_config.current


def shared(world):
    return world.tenant.principal(EXCHANGE_ONLINE)


PLANTED = [
    pytest.param(
        lambda world: [each.metadata_url.split("/")[3] for each in world.auth_servers],
        ["hbna.co.kr", "hbna.co.kr"],
        ["hbna.onmicrosoft.com", "hbna.onmicrosoft.com"],
        id="1 the vanity domain in the metadata address",
    ),
    pytest.param(
        lambda world: [each.enabled for each in world.partner_applications],
        [False, True],
        [True, True],
        id="2 the partner application is disabled",
    ),
    pytest.param(
        lambda world: [key.thumbprint == world.auth_config.current for key in shared(world).keys],
        [False, True],
        [],
        id="3 an unknown key beside the current one on the shared principal",
    ),
    pytest.param(
        lambda world: [name for name in shared(world).names if "hbna" in name],
        ["https://mail.hbna.co.kr/", "https://autodiscover.hbna.co.kr"],
        ["https://mail.hbna.co.kr/", "https://autodiscover.hbna.co.kr/"],
        id="4 a name without its slash",
    ),
    pytest.param(
        lambda world: [each.discovery_endpoint.split("/")[2] for each in world.tenant.connectors],
        ["outlook.office365.com"],
        ["autodiscover.hbna.co.kr"],
        id="5 the cloud's connector points at the cloud",
    ),
    pytest.param(
        lambda world: (
            [each.name[:17] for each in world.tenant.applications],
            [bool(each.application_identifier) for each in world.auth_servers],
            [each.section for each in world.setting_overrides],
        ),
        ([], [False, False], []),
        (["ExchangeServerApp"], [False, True], ["ExchangeOnpremAsThirdPartyAppId"]),
        id="6 no dedicated hybrid application",
    ),
    pytest.param(
        lambda world: (
            world.tenant.organization_config.ews_enabled,
            len(world.tenant.organization_config.ews_allowed_app_ids),
        ),
        (None, 0),
        (True, 1),
        id="7 nobody decided on EWS",
    ),
    pytest.param(
        lambda world: [
            (each.build, at_least(each.build, DEDICATED_APP)) for each in world.servers.values()
        ],
        [("15.2.1544.4", False)] * 2,
        [("15.2.2562.53", True)] * 2,
        id="8 builds without the needed update",
    ),
]


@pytest.mark.parametrize(("look", "stuck", "right"), PLANTED)
def test_the_stuck_organisation_has_each_planted_mistake_and_the_healthy_one_has_not(
    hbna, healthy, look, stuck, right
):
    assert look(hbna) == stuck
    assert look(healthy) == right


_MADE_ANEW = (
    ".clock",
    ".faults",
    ".certificates",
    ".scenario",
    ".services",
    ".tenant.signing",
)


def differences(left, right, place=""):
    """Name every place where two worlds differ, certificates and clocks left out."""
    if place.endswith(".smtp_certificate"):
        return
    if place in _MADE_ANEW:
        return
    if is_dataclass(left) and type(left) is type(right):
        for item in fields(left):
            yield from differences(
                getattr(left, item.name), getattr(right, item.name), f"{place}.{item.name}"
            )
    elif isinstance(left, dict) and isinstance(right, dict) and left.keys() == right.keys():
        for key in left:
            yield from differences(left[key], right[key], f"{place}[{key}]")
    elif left != right:
        yield place


def test_nothing_else_is_wrong_in_the_stuck_organisation(hbna, healthy):
    assert set(differences(hbna, healthy)) == {
        ".auth_servers",
        ".partner_applications",
        ".setting_overrides",
        ".auth_config.current",
        ".servers[EX01].base",
        ".servers[EX01].build",
        ".servers[EX01].certificates",
        ".servers[EX02].base",
        ".servers[EX02].build",
        ".servers[EX02].certificates",
        ".tenant.principals",
        ".tenant.applications",
        ".tenant.grants",
        ".tenant.connectors",
        ".tenant.organization_config.ews_enabled",
        ".tenant.organization_config.ews_allowed_app_ids",
    }
    assert [each.realm for each in hbna.auth_servers] == [hbna.tenant.id] * 2
    assert all(each.signing == [hbna.tenant.signing.der] for each in hbna.auth_servers)
    assert hbna.connectors == healthy.connectors


def test_the_2025_scenario_is_the_same_state_on_another_day(hbna):
    then = scenario.load("hbna-2025")

    assert abs(then.clock.now() - datetime(2025, 2, 21, 1, tzinfo=UTC)) < timedelta(minutes=1)
    differing = set(differences(hbna, then))
    assert {place for place in differing if ".certificates" not in place} == {
        ".auth_config.current",
        ".auth_servers",
        ".tenant.principals",
    }
    assert [each.enabled for each in then.partner_applications] == [False, True]


def test_with_nothing_configured_only_the_bridge_is_missing(healthy):
    nothing = scenario.load("nothing", at=NOW)
    differing = set(differences(nothing, healthy))

    assert {place for place in differing if "certificates" not in place} == {
        ".auth_servers",
        ".auth_config.current",
        ".partner_applications",
        ".connectors",
        ".setting_overrides",
        ".tenant.principals",
        ".tenant.applications",
        ".tenant.grants",
        ".tenant.connectors",
        ".tenant.organization_config.ews_enabled",
        ".tenant.organization_config.ews_allowed_app_ids",
    }
    tenant = nothing.tenant
    assert [nothing.auth_servers, nothing.connectors, nothing.setting_overrides] == [[], [], []]
    assert [tenant.connectors, tenant.applications, tenant.grants] == [[], [], []]
    assert [each.enabled for each in nothing.partner_applications] == [False, True]
    assert not [name for name in shared(nothing).names if "hbna" in name]
    assert shared(nothing).keys == []


def test_half_configured_there_are_things_of_others_among_ours():
    half = scenario.load("half", at=NOW)
    (app,) = half.tenant.applications
    old, foreign = app.keys

    assert [each.type for each in half.auth_servers] == ["MicrosoftACS"]
    assert half.auth_servers[0].signing == [half.tenant.signing.der]
    assert (len(half.connectors), half.tenant.connectors) == (1, [])
    assert app.name == f"ExchangeServerApp-{half.organisation.guid}"
    assert [need.role_id for need in app.required] == [FULL_ACCESS_AS_APP]
    assert half.tenant.grants == []
    assert old.ends < half.clock.now() < foreign.ends
    assert half.auth_config.current not in {old.thumbprint, foreign.thumbprint}
    assert [name for name in shared(half).names if "hbna" in name] == [
        "https://mail.hbna.co.kr/",
        "https://archive.hbna.co.kr/",
    ]
    assert len(shared(half).keys) == 1


def test_people_and_groups_are_known_to_entra(hbna):
    people = {each.person: each.id for each in hbna.tenant.users}
    groups = {each.name: each for each in hbna.tenant.groups}

    assert people.keys() == {"operator", "operator2", "lead", "lead2", "viewer", "guest"}
    assert groups["Exchange leads"].members == [people["lead"], people["lead2"]]
    assert groups["Exchange leads"].id in groups["Exchange operators"].members


MISTAKEN = [
    pytest.param('base = "nowhere"', "there is no scenario nowhere", id="an unknown base"),
    pytest.param(
        'base = "hbna"\n[servers.EX01]\nbuidl = "1"', "servers.EX01: no such word: buidl", id="typo"
    ),
    pytest.param(
        'base = "hbna"\n[auth_config]\ncurrent = "lost"',
        "auth_config: there is no certificate lost",
        id="an unknown certificate",
    ),
    pytest.param(
        'base = "hbna"\n[partner_applications.New]\nenabled = true',
        "partner_applications.New: application_identifier is missing",
        id="a missing word",
    ),
    pytest.param('base = "hbna"\nclock = 5', "clock is", id="a clock that is no time"),
    pytest.param(
        'base = "half"\n[tenant.applications.hybrid]\nrequired = { exchange-online = ["all"] }',
        "exchange-online offers no role all",
        id="a role that nobody offers",
    ),
    pytest.param("base = ", "mine.toml: ", id="no TOML"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKEN)
def test_a_mistaken_file_is_told_with_the_place(tmp_path, text, message):
    path = tmp_path / "mine.toml"
    path.write_text(text)

    with pytest.raises(ScenarioError, match=message):
        scenario.load(path)


OWN = """
base = "healthy"
[servers.EX01]
not_exportable = ["auth"]
[servers.EX02]
absent = true
[published."mail.hbna.co.kr"]
tls = "expired"
[published."autodiscover.hbna.co.kr"]
server = "EX01"
"""


def test_a_file_of_ones_own_changes_one_thing(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(OWN)

    world = scenario.load(path)

    assert list(world.servers) == ["EX01"]
    assert world.tls_problem("mail.hbna.co.kr") == "expired"
    assert world.servers["EX01"].not_exportable == [world.auth_config.current]
    assert world.scenario == "mine"


def test_a_file_takes_a_certificate_from_one_server_and_dates_one_ahead(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'base = "healthy"\n'
        "[certificates.auth]\nmade_days_ago = 0\nahead_minutes = 1\n"
        '[servers.EX02.certificates]\nauth = "absent"\n'
    )

    world = scenario.load(path, at=NOW)

    current = world.auth_config.current
    assert world.servers["EX01"].certificates[current] is True
    assert current not in world.servers["EX02"].certificates
    assert world.servers["EX02"].certificates
    assert world.certificates[current].starts == NOW + timedelta(minutes=1)


def test_the_third_server_is_in_a_site_of_its_own_and_not_published():
    world = scenario.load("three", at=NOW)

    assert [server.site for server in world.servers.values()] == [
        "Default-First-Site-Name",
        "Default-First-Site-Name",
        "Busan",
    ]
    assert {host.server for host in world.published.values()} == {"EX01", "EX02"}


def test_of_three_domains_one_is_published_and_the_others_have_no_name_of_their_own():
    world = scenario.load("domains", at=NOW)

    names = [f"autodiscover.{domain}" for domain in world.organisation.domains]
    assert [name in world.published for name in names] == [True, False, False]
    assert [name in world.dns for name in names] == [True, False, False]
    (record,) = world.dns["_autodiscover._tcp.hbna.com"].srv
    assert record[-1] == names[0]
    for side in (world.accepted_domains, world.tenant.accepted_domains):
        assert {*world.organisation.domains} <= {each.name for each in side}


def test_a_server_of_the_perimeter_network_has_no_client_access_and_no_auth_certificate():
    world = scenario.load("edge", at=NOW)

    edge = world.servers["EDGE01"]
    assert world.auth_config.current not in edge.certificates
    assert not world.reaches(edge)
    assert [server.name for server in world.mailbox_servers()] == ["EX01", "EX02"]
