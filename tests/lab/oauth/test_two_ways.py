"""Each misconfiguration shows its own error, in both directions, and only that."""

import re
from base64 import b64encode
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import uuid4

import pytest

from lab import scenario
from lab.oauth.connectivity import Asked, evaluate
from lab.oauth.tokens import read
from lab.world_keys import make_certificate
from lab.world_premises import EXCHANGE_ONLINE, SettingOverride

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
IN_2025 = datetime(2025, 2, 21, 1, tzinfo=UTC)
CLOUD_EWS = "https://outlook.office365.com/ews/exchange.asmx"
OWN_HOST = "https://mail.hbna.co.kr/metadata/json/1"
ANOTHER = make_certificate(
    "another", starts=NOW - timedelta(days=900), ends=NOW + timedelta(days=900)
)


@cache
def made(name, at):
    return scenario.load(name, at=at)


def load(name, at):
    """Give a world of one's own; the keys are made once for all tests."""
    return deepcopy(made(name, at))


def shown(world, *, enabled=True, ids=None):
    """Set the switches where the cmdlet tells what the answer's header says."""
    world.tenant.ews_reason_shown = True
    config = world.tenant.organization_config
    config.ews_enabled = enabled
    if ids is not None:
        config.ews_allowed_app_ids = ids


def out(world, server="EX01", **changes):
    """On premises to the cloud."""
    asked = Asked(
        server=world.servers[server], service="ews", target=CLOUD_EWS, user=world.mailboxes[0]
    )
    return evaluate(world, replace(asked, **changes))


def back(world, **changes):
    """The cloud to on premises."""
    asked = Asked(server=None, service="ews", target=OWN_HOST, user=world.tenant.mailboxes[0])
    return evaluate(world, replace(asked, **changes))


def shared(world):
    return world.tenant.principal(EXCHANGE_ONLINE)


def hybrid(world):
    return world.tenant.applications[0]


def evosts(world):
    return next(each for each in world.auth_servers if each.type == "AzureAD")


def acs(world):
    return next(each for each in world.auth_servers if each.type == "MicrosoftACS")


def forget(names, wanted):
    names[:] = [name for name in names if wanted not in name]


def no_token_at_all(world):
    world.tenant.grants.clear()
    world.tenant.token_without_consent = False


SCENARIOS = [
    pytest.param("hbna", NOW, "403", "401", id="stuck, today"),
    pytest.param("hbna", IN_2025, "", "401", id="stuck, in February 2025"),
    pytest.param("healthy", NOW, "", "", id="healthy"),
]


@pytest.mark.parametrize(("name", "at", "outwards", "backwards"), SCENARIOS)
def test_a_scenario_shows_what_its_people_saw(name, at, outwards, backwards):
    world = load(name, at=at)

    for result, status in (
        (out(world), outwards),
        (out(world, "EX02"), outwards),
        (back(world), backwards),
    ):
        assert result.success is not bool(status)
        assert f"({status})" in result.detail if status else "WebException" not in result.detail


def test_the_stuck_organisation_needs_more_than_its_partner_application():
    world = load("hbna", at=NOW)
    world.partner_applications[0].enabled = True

    assert back(world).success
    assert not out(world).success


DEDICATED = [
    pytest.param(
        lambda w: w.servers["EX01"].certificates.clear(),
        r"OAuthTokenRequestFailedException: Missing signing certificate.*\(401\)",
        id="A11 the certificate is not on the server",
    ),
    pytest.param(
        lambda w: w.servers["EX01"].certificates.update({w.auth_config.current: False}),
        "Missing signing certificate",
        id="A12 the certificate has no private key there",
    ),
    pytest.param(
        lambda w: setattr(w.auth_config, "current", ""),
        "Missing signing certificate",
        id="A11 AuthConfig names none",
    ),
    pytest.param(
        lambda w: hybrid(w).keys.clear(),
        r"AADSTS700027: .*Reason - The key was not found\., Thumbprint of key used by client: "
        r"'[0-9A-F]{40}'",
        id="A3 the application has no key",
    ),
    pytest.param(
        lambda w: setattr(hybrid(w).keys[0], "der", ANOTHER.der),
        r"AADSTS700027: .*The key was not found",
        id="A3 the application has another key",
    ),
    pytest.param(
        lambda w: setattr(hybrid(w).keys[0], "ends", NOW - timedelta(days=1)),
        r"AADSTS700027: .*Reason - The key used is expired\..*Found key 'Start=.*End=11/19/2026",
        id="A2 the key is expired",
    ),
    pytest.param(
        lambda w: setattr(w.servers["EX01"], "clock_skew", 11 * 60),
        "AADSTS700024: Client assertion is not within its valid time range",
        id="A4 the server's clock is ahead",
    ),
    pytest.param(
        lambda w: setattr(w.servers["EX01"], "clock_skew", -11 * 60),
        "AADSTS700024: ",
        id="A4 the server's clock is behind",
    ),
    pytest.param(
        lambda w: forget(shared(w).names, "outlook.office365.com"),
        r"AADSTS500011: The resource principal named https://outlook\.office365\.com was not found",
        id="A5 the resource is not known",
    ),
    pytest.param(
        lambda w: setattr(evosts(w), "application_identifier", str(uuid4())),
        "AADSTS700016: Application with identifier '.*' was not found in the directory",
        id="A6 the application is not in the tenant",
    ),
    pytest.param(
        lambda w: w.tenant.grants.clear(),
        r"2000008;reason=[\s\S]*\(403\) Forbidden",
        id="B7 nobody consented, and the token has no role",
    ),
    pytest.param(no_token_at_all, "AADSTS65001: ", id="A7 nobody consented, and no token comes"),
    pytest.param(
        lambda w: w.tenant.principals.remove(w.tenant.principal(hybrid(w).app_id)),
        "AADSTS7000229: The client application .* is missing service principal in the tenant",
        id="A22 the application has no service principal",
    ),
    pytest.param(
        lambda w: setattr(w.tenant.grants[0], "role_id", str(uuid4())),
        r"2000008;reason=[\s\S]*\(403\) Forbidden",
        id="A7 another role was granted",
    ),
    pytest.param(
        lambda w: setattr(evosts(w), "realm", str(uuid4())),
        "AADSTS90002: Tenant '.*' not found",
        id="A8 the realm is another tenant's",
    ),
    pytest.param(
        lambda w: setattr(w.tenant.principals[-1], "enabled", False),
        r"AADSTS7000112: Application '.*'\(ExchangeServerApp-.*\) is disabled",
        id="A9 the application is disabled",
    ),
    pytest.param(lambda w: w.faults.set("entra-busy"), "AADSTS90033: ", id="A10 Entra is busy"),
    pytest.param(
        lambda w: w.setting_overrides.clear() or shared(w).keys.append(hybrid(w).keys[0]),
        r"auth server 'ACS - [\s\S]*message: \r\nException:\r\n.*\(403\) Forbidden",
        id="B12 no override, and the key on the shared principal",
    ),
    pytest.param(
        lambda w: shown(w, enabled=False),
        r"X-EWS-Policy-Reason: EWS is disabled for this user or tenant[\s\S]*\(403\)",
        id="B13 EWS is off",
    ),
    pytest.param(
        lambda w: setattr(w.tenant.organization_config, "ews_enabled", False),
        r"send request to '.*' with the bearer token[\s\S]*message: \r\nException:\r\n.*\(403\)",
        id="B13 EWS is off, and nothing says so",
    ),
    pytest.param(
        lambda w: shown(w, ids=[]),
        r"X-EWS-Policy-Reason: EWS is blocked by policy for this user or tenant[\s\S]*\(403\)",
        id="B14 the application is not on the list",
    ),
    pytest.param(
        lambda w: setattr(w.tenant, "mailboxes", w.tenant.mailboxes[:1]),
        '2000005;reason="The user specified by the user-context in the token does not exist."',
        id="B1 the user is not in the cloud",
    ),
    pytest.param(
        lambda w: w.tenant.mailboxes.append(replace(w.tenant.mailboxes[1], guid=str(uuid4()))),
        "2000005;reason=.*is ambiguous",
        id="B2 the user is there twice",
    ),
]


@pytest.mark.parametrize(("spoil", "text"), DEDICATED)
def test_from_a_healthy_server_to_the_cloud(spoil, text):
    world = load("healthy", at=NOW)
    spoil(world)

    result = out(world)

    assert not result.success
    assert re.search(text, result.detail), exception(result)


LEGACY = [
    pytest.param(
        lambda w: shared(w).keys.pop(),
        "AADSTS70002: .*AADSTS50012: .*The key was not found",
        id="A1 the current certificate is not on the shared principal",
    ),
    pytest.param(
        lambda w: setattr(shared(w).keys[1], "ends", IN_2025 - timedelta(days=1)),
        "AADSTS50012: .*The key used is expired",
        id="A2 its key is expired",
    ),
    pytest.param(
        lambda w: setattr(w.auth_config, "service_name", str(uuid4())),
        "AADSTS700016: ",
        id="A1 AuthConfig has another service name",
    ),
    pytest.param(
        lambda w: setattr(w.servers["EX01"], "clock_skew", 3600),
        "AADSTS500133: ",
        id="A4 the clock",
    ),
    pytest.param(
        lambda w: setattr(shared(w), "enabled", False),
        r"AADSTS7000112: Application '00000002-.*'\(Office 365 Exchange Online\) is disabled",
        id="A9 the shared principal is disabled",
    ),
    pytest.param(
        lambda w: setattr(acs(w), "enabled", False),
        "None of them are configured locally",
        id="the ACS auth server is disabled",
    ),
    pytest.param(
        lambda w: setattr(acs(w), "issuer", str(uuid4())),
        "None of them are configured locally",
        id="the ACS auth server has another issuer",
    ),
    pytest.param(
        lambda w: forget(shared(w).names, "outlook.office365.com"), "AADSTS500011: ", id="A5"
    ),
]


@pytest.mark.parametrize(("spoil", "text"), LEGACY)
def test_from_a_server_with_the_shared_principal_in_2025(spoil, text):
    world = load("hbna", at=IN_2025)
    spoil(world)

    result = out(world)

    assert not result.success
    assert re.search(text, result.detail), exception(result)


BACKWARDS = [
    pytest.param(
        lambda w: setattr(w.partner_applications[0], "enabled", False),
        r"2000006;reason=\"The Application Identifier '00000002-.*' is unknown\.\";"
        r'error_category="invalid_client"[\s\S]*\(401\) Unauthorized',
        id="B25 the partner application is disabled",
    ),
    pytest.param(
        lambda w: setattr(w.partner_applications[0], "realm", "contoso.com"),
        r"2000006;reason=[\s\S]*\(401\) Unauthorized",
        id="B25 the partner application has a realm",
    ),
    pytest.param(
        lambda w: setattr(w.servers["EX01"].ews, "oauth", False),
        r"received: Negotiate,NTLM\r\n[\s\S]*\(401\) Unauthorized",
        id="B9 the directory does not take OAuth",
    ),
    pytest.param(
        lambda w: setattr(w.published["mail.hbna.co.kr"], "preauthentication", True),
        r'received: Basic realm="mail\.hbna\.co\.kr"\r\n[\s\S]*\(401\) Unauthorized',
        id="B9 pre-authentication",
    ),
    pytest.param(
        lambda w: forget(shared(w).names, "mail.hbna"),
        "AADSTS500011: The resource principal named 00000002-.*/mail.hbna.co.kr@",
        id="A5/B10 the host's name is missing",
    ),
    pytest.param(
        lambda w: setattr(acs(w), "signing", [ANOTHER.der]),
        '2000000;reason=.*error_category="invalid_signature"',
        id="B5 stale signing metadata",
    ),
    pytest.param(
        lambda w: setattr(
            w.servers["EX01"],
            "ews",
            replace(
                w.servers["EX01"].ews,
                internal_url="",
                external_url="https://other.hbna.co.kr/EWS/Exchange.asmx",
            ),
        ),
        '2000003;reason="The hostname component of the audience claim value '
        "'https://mail.hbna.co.kr' is invalid",
        id="B3 the server does not know the host",
    ),
    pytest.param(
        lambda w: setattr(w.partner_applications[0], "linked_account", ""),
        "The application is missing a linked account for RBAC role",
        id="B6 no linked account",
    ),
    pytest.param(
        lambda w: setattr(w, "mailboxes", [each for each in w.mailboxes if each.kind != "User"]),
        "The application is missing a linked account",
        id="B6 the linked account does not exist",
    ),
    pytest.param(
        lambda w: setattr(
            w, "mailboxes", [each for each in w.mailboxes if each.name != "Adele Vance"]
        ),
        '2000005;reason=.*does not exist.";error_category="invalid_user"',
        id="B1 the user is not on premises",
    ),
    pytest.param(
        lambda w: setattr(acs(w), "realm", str(uuid4())),
        "None of them are configured locally",
        id="the auth server's realm is another tenant's",
    ),
    pytest.param(
        lambda w: w.dns.pop("mail.hbna.co.kr"),
        "The remote name could not be resolved: 'mail.hbna.co.kr'",
        id="C2 the name does not exist",
    ),
    pytest.param(
        lambda w: w.faults.set("dns-nxdomain", target="mail.hbna.co.kr"),
        "The remote name could not be resolved",
        id="C2 by a fault",
    ),
    pytest.param(
        lambda w: setattr(w.published["mail.hbna.co.kr"], "reachable", False),
        "Unable to connect to the remote server",
        id="C3 a firewall",
    ),
    pytest.param(
        lambda w: w.faults.set("server-down", target="EX01"),
        "Unable to connect to the remote server",
        id="C3 the server is down",
    ),
    pytest.param(
        lambda w: setattr(w.published["mail.hbna.co.kr"], "tls", "wrong-name"),
        "Could not establish trust relationship for the SSL/TLS secure channel",
        id="C5 a certificate for another name",
    ),
    pytest.param(
        lambda w: w.faults.set("tls-expired", target="mail.hbna.co.kr"),
        "Could not establish trust relationship",
        id="C5 an expired certificate",
    ),
    pytest.param(
        lambda w: setattr(w.published["mail.hbna.co.kr"], "tls", "old"),
        "Could not create SSL/TLS secure channel",
        id="C5 no TLS 1.2",
    ),
]


@pytest.mark.parametrize(("spoil", "text"), BACKWARDS)
def test_from_the_cloud_to_a_healthy_organisation(spoil, text):
    world = load("healthy", at=NOW)
    spoil(world)

    result = back(world)

    assert not result.success
    assert re.search(text, result.detail), exception(result)


FINE = [
    pytest.param(lambda w: forget(shared(w).names, "autodiscover"), id="another host's name"),
    pytest.param(
        lambda w: (
            shared(w).names.append("https://mail.hbna.co.kr")
            or forget(shared(w).names, "hbna.co.kr/")
        ),
        id="a name without its slash",
    ),
    pytest.param(
        lambda w: setattr(hybrid(w).keys[0], "der", b64encode(hybrid(w).keys[0].der)),
        id="a key stored as base64 text",
    ),
    pytest.param(
        lambda w: setattr(w.tenant.connectors[0], "discovery_endpoint", CLOUD_EWS),
        id="a wrong connector, which the test does not use",
    ),
    pytest.param(lambda w: w.connectors.clear(), id="no connector on premises"),
    pytest.param(
        lambda w: w.faults.set("server-down", target="EX02"), id="the other server is down"
    ),
    pytest.param(
        lambda w: w.setting_overrides.append(override(parameters=["Enabled=false"])),
        id="a second override that is off",
    ),
    pytest.param(
        lambda w: w.setting_overrides.append(override(servers=["EX02"])),
        id="a second override for the other server",
    ),
]


@pytest.mark.parametrize("change", FINE)
def test_what_does_not_matter_to_the_test(change):
    world = load("healthy", at=NOW)
    change(world)

    assert out(world).success
    assert back(world).success


def override(**changes):
    found = SettingOverride(
        name="second",
        guid=str(uuid4()),
        component="Global",
        section="ExchangeOnpremAsThirdPartyAppId",
        parameters=["Enabled=true"],
    )
    return replace(found, **changes)


SHARED_AGAIN = [
    pytest.param(lambda w: w.setting_overrides.append(override()), id="two enabled overrides"),
    pytest.param(
        lambda w: w.setting_overrides[0].servers.append("EX02"), id="an override for another server"
    ),
    pytest.param(
        lambda w: setattr(w.setting_overrides[0], "min_version", "15.2.9999.0"),
        id="an override for later builds",
    ),
    pytest.param(
        lambda w: setattr(w.setting_overrides[0], "parameters", ["Enabled=false"]),
        id="switched off",
    ),
    pytest.param(
        lambda w: setattr(w.servers["EX01"], "build", "15.2.1544.14"),
        id="a build below the minimum",
    ),
    pytest.param(lambda w: setattr(evosts(w), "enabled", False), id="a disabled auth server"),
    pytest.param(
        lambda w: setattr(evosts(w), "application_identifier", "not-a-guid"), id="no application id"
    ),
]


@pytest.mark.parametrize("spoil", SHARED_AGAIN)
def test_a_server_falls_back_to_the_shared_principal(spoil):
    world = load("healthy", at=NOW)
    spoil(world)

    result = out(world)

    assert "&assertion=ey" in result.detail
    assert "auth server 'ACS - " in result.detail
    assert "AADSTS50012" in result.detail


DATES = [
    pytest.param(
        "hbna", datetime(2025, 10, 30, 23, 59, tzinfo=UTC), True, "", id="a minute before"
    ),
    pytest.param(
        "hbna", datetime(2025, 10, 31, tzinfo=UTC), False, "", id="the shared one is blocked"
    ),
    pytest.param("healthy", datetime(2026, 9, 30, 23, tzinfo=UTC), True, "", id="before the list"),
    pytest.param(
        "healthy",
        datetime(2026, 10, 1, tzinfo=UTC),
        False,
        "blocked by policy",
        id="an empty list blocks",
    ),
    pytest.param(
        "healthy", datetime(2027, 4, 1, tzinfo=UTC), False, "(404) Not Found", id="EWS ends"
    ),
]


@pytest.mark.parametrize(("name", "at", "success", "reason"), DATES)
def test_dates_decide(name, at, success, reason):
    world = load(name, at=at)
    world.tenant.organization_config.ews_allowed_app_ids.clear()
    world.tenant.ews_reason_shown = True

    result = out(world)

    assert result.success is success
    assert reason in result.detail


@pytest.mark.parametrize(
    ("enabled", "ids", "month", "success"),
    [
        pytest.param(None, ["x"], 9, True, id="a null ignores the list"),
        pytest.param(None, [], 11, True, id="a null lets everybody in, in November too"),
        pytest.param(True, [], 9, True, id="on without a list, in September"),
        pytest.param(True, [], 10, False, id="on without a list, in October"),
        pytest.param(True, ["x"], 9, False, id="another's list counts from the day it is there"),
    ],
)
def test_whom_ews_lets_in_by_the_day(enabled, ids, month, success):
    world = load("healthy", at=datetime(2026, month, 1, tzinfo=UTC))
    config = world.tenant.organization_config
    config.ews_enabled, config.ews_allowed_app_ids = enabled, ids

    assert out(world).success is success


def test_autodiscover_is_another_endpoint_with_another_directory():
    world = load("healthy", at=NOW)
    world.servers["EX02"].ews.oauth = False
    target = "https://autodiscover.hbna.co.kr/autodiscover/autodiscover.svc"

    assert back(world, service="autodiscover", target=target).success
    assert not back(world, target="https://autodiscover.hbna.co.kr/ews/exchange.asmx").success
    assert "(404) Not Found" in back(world, target="https://mail.hbna.co.kr/owa").detail


def test_a_host_that_does_not_serve_ews_answers_not_found():
    world = load("healthy", at=NOW)
    world.published["mail.hbna.co.kr"].serves = ["autodiscover"]

    assert "(404) Not Found" in back(world).detail


def test_the_shared_block_does_not_touch_autodiscover():
    world = load("hbna", at=NOW)
    target = "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc"

    assert out(world, service="autodiscover", target=target).success


def test_a_call_for_nobody_needs_no_user():
    world = load("healthy", at=NOW)
    world.mailboxes = [each for each in world.mailboxes if each.kind == "User"]

    assert not back(world).success
    assert back(world, user=None).success


def test_the_detail_carries_real_tokens_of_the_identity_that_was_used():
    world = load("healthy", at=NOW)

    detail = out(world).detail

    bearer = read(re.search(r"bearer token: '([^']+)'", detail)[1])
    actor = read(bearer.claims["actortoken"])
    assert actor.signed_by(world.tenant.signing)
    assert not actor.signed_by(world.certificates[world.auth_config.current])
    assert actor.claims["appid"] == hybrid(world).app_id
    assert re.search(r"L:(.{36})-AS:", detail)[1] == hybrid(world).app_id
    assertion = read(re.search(r"&assertion=(\S+)", detail)[1])
    assert assertion.signed_by(world.certificates[world.auth_config.current])
    assert "last successfully loaded at 1/01/0001" in detail


def test_a_forged_signature_is_refused_though_the_key_is_known():
    world = load("healthy", at=NOW)
    current = world.certificates[world.auth_config.current]
    current.key = ANOTHER.key

    assert "AADSTS700027" in out(world).detail


def test_a_proxy_is_named():
    world = load("healthy", at=NOW)
    world.servers["EX01"].internet_web_proxy = "http://proxy.corp.hbna.co.kr:8080"

    assert "Using custom InternetWebProxy http://proxy" in out(world).detail


def exception(result):
    return result.detail.partition("Exchange Response Details:")[2]
