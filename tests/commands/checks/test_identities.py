"""The dedicated application, the keys on the shared principal, and its names."""

from dataclasses import replace

import pytest

from commands.check import Asked
from commands.checks import hybrid_application, service_principal_names, shared_principal
from commands.facts import entra, organisation, servers
from commands.findings import Console, Verdict
from commands.outside.build import Build
from tests.commands.made import (
    APP_ID,
    AUTH_CONFIG,
    BETWEEN,
    DAY,
    DEDICATED,
    GRAPH_OVERRIDE,
    KEY,
    NEXT,
    NO_DEDICATED,
    NOW,
    ORGANISATION,
    OVERRIDE,
    PRINCIPAL,
    SHARED,
    STRANGE,
    STS,
    THEN,
    each,
    exchange_server,
    judged,
    said,
    unread,
    verdicts,
)

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip


def on(now):
    return Asked(organisation=ORGANISATION, now=now)


def builds(text):
    return {servers.SETUP_BUILDS: each({"EX01": Build.parse(text), "EX02": Build.parse(text)})}


UNCLAIMED = {organisation.AUTH_SERVERS: (replace(STS, application_id=""),)}
NOTHING = {
    **UNCLAIMED,
    entra.DEDICATED: NO_DEDICATED,
    organisation.OVERRIDES: (),
    **builds("15.2.1544.4"),
}
NO_MAINTENANCE = {servers.SETUP_BUILDS: {}}


def dedicated(**changes):
    return {entra.DEDICATED: replace(DEDICATED, **changes)}


def overrides(*found):
    return {organisation.OVERRIDES: found}


def limited(*limits):
    return overrides(replace(OVERRIDE, limits=limits))


def one_each(*servers):
    return overrides(
        *(
            replace(OVERRIDE, name=f"For {server} {at}", limits=(f"Server {server}",))
            for at, server in enumerate(servers)
        )
    )


def described(build):
    return {organisation.SERVERS: (exchange_server("EX01", build), exchange_server("EX02", build))}


OFF = replace(OVERRIDE, parameters=("Enabled=false",))


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "switches it on", id="all six are true"),
        pytest.param(NOTHING, FAIL, "-FullyConfigureExchangeHybridApplication", id="nothing"),
        pytest.param(NOTHING, FAIL, "blocked since 2025-10-31", id="nothing: why"),
        pytest.param(dedicated(applications=(), name=""), FAIL, "application ExchangeServerApp-…",
                     id="its name is not known"),
        pytest.param(dedicated(principal=None), FAIL, f"New-MgServicePrincipal -AppId '{APP_ID}'",
                     id="no principal"),
        pytest.param(dedicated(principal=replace(PRINCIPAL, enabled=False)), FAIL,
                     "-ServicePrincipalId 'sp-app' -Account", id="its principal is disabled"),
        pytest.param(dedicated(grants=()), FAIL, f"adminconsent?client_id={APP_ID}", id="consent"),
        pytest.param(dedicated(grants=()) | overrides(OVERRIDE, GRAPH_OVERRIDE), OK, "May26HU",
                     id="no consent to EWS, which Graph does not need"),
        pytest.param({organisation.AUTH_CONFIG: replace(AUTH_CONFIG, current=NEXT)}, FAIL,
                     "-UpdateCertificate", id="another key"),
        pytest.param({organisation.AUTH_CONFIG: unread()}, OK, "switches it on",
                     id="the current key is dark: its own finding says so"),
        pytest.param(UNCLAIMED, FAIL,
                     f"-ApplicationIdentifier '{APP_ID}' -DomainName 'example.com',"
                     "'example.mail.onmicrosoft.com'", id="the auth server does not name it"),
        pytest.param({organisation.AUTH_SERVERS: (replace(STS, application_id=NEXT),)}, FAIL,
                     "which is not in the tenant", id="the auth server names another"),
        pytest.param({organisation.AUTH_SERVERS: ()}, OK, "could name it; that is told there",
                     id="no auth server: its own finding says so"),
        pytest.param({organisation.AUTH_SERVERS: (replace(STS, enabled=False),)}, OK,
                     "could name it; that is told there", id="the auth server is disabled"),
        pytest.param({organisation.AUTH_SERVERS: (replace(STS, realm=STRANGE),)}, OK,
                     "could name it; that is told there", id="the auth server is another tenant's"),
        pytest.param({organisation.AUTH_SERVERS: unread()}, UNKNOWN, "did not answer",
                     id="the auth servers are dark"),
        pytest.param(overrides(), FAIL, "New-SettingOverride -Name 'EnableExchangeHybrid3P",
                     id="no override"),
        pytest.param(overrides(OFF), FAIL, "Set-SettingOverride -Identity", id="it is off"),
        pytest.param(overrides(OFF, OVERRIDE), OK, "switches it on", id="one off, one on"),
        pytest.param(overrides(OVERRIDE, replace(OVERRIDE, name="Second")), FAIL,
                     "Remove-SettingOverride -Identity 'Second'", id="it is on twice"),
        pytest.param(limited("Server EX01"), FAIL, "(Server EX01) leaves out: EX02.",
                     id="it is limited to one server"),
        pytest.param(limited("Server ex01.corp.example.com", "Server EX02"), OK,
                     "switches it on", id="it is limited to the servers there are"),
        pytest.param(one_each("EX01", "EX02"), OK, "Each server has exactly one of them",
                     id="one for each server"),
        pytest.param(one_each("EX01"), FAIL, "(Server EX01) leaves out: EX02.",
                     id="one for one server only"),
        pytest.param(one_each("EX01", "EX03"), FAIL, "New-SettingOverride -Name "
                     "'EnableExchangeHybrid3PAppFeature EX02'", id="a server without one"),
        pytest.param(one_each("EX01", "EX02", "EX02"), FAIL, "for one server: EX02: For EX02 1, "
                     "For EX02 2.", id="a server with two"),
        pytest.param(overrides(*one_each("EX01", "EX02")[organisation.OVERRIDES], OVERRIDE), FAIL,
                     "Remove-SettingOverride -Identity 'For EX01 0'\n"
                     "Remove-SettingOverride -Identity 'For EX02 1'\nGet-ExchangeDiagnosticInfo",
                     id="one for all beside one for each"),
        pytest.param(limited("MinVersion 15.2.2562.53", "MaxVersion 15.2.2562.53"), WARN,
                     "every version", id="its versions are those there are"),
        pytest.param(limited("MinVersion 15.2.2562.54"), FAIL, "leaves out: EX01, EX02.",
                     id="its least version is newer"),
        pytest.param(limited("MaxVersion 15.2.2562.52"), FAIL, "leaves out: EX01, EX02.",
                     id="its greatest version is older"),
        pytest.param(limited("MaxVersion soon"), WARN, "every version",
                     id="a version that cannot be read"),
        pytest.param(limited("MaxVersion 15.2.1544.4") | NO_MAINTENANCE, WARN, "every version",
                     id="whether its version holds is not known exactly"),
        pytest.param(limited("Server EX01"), FAIL, "Remove-SettingOverride -Identity "
                     "'EnableExchangeHybrid3PAppFeature'\nNew-SettingOverride", id="what to type"),
        pytest.param(overrides(replace(OVERRIDE, section="Another")), FAIL, "New-SettingOverride",
                     id="an override of something else"),
        pytest.param({organisation.OVERRIDES: unread()}, UNKNOWN, "did not answer",
                     id="the overrides are dark"),
        pytest.param({entra.DEDICATED: unread()}, UNKNOWN, "did not answer", id="Entra ID is dark"),
        pytest.param(builds("15.2.1544.4"), FAIL, "EX01 (15.2.1544.4), EX02", id="old builds"),
        pytest.param(builds("15.2.1544.39") | overrides(OVERRIDE, GRAPH_OVERRIDE), OK,
                     "switches it on", id="2019 never goes over Graph, whatever the override says"),
        pytest.param(builds("15.0.1497.48"), FAIL, "brings Apr25HU; it needs Exchange Server SE",
                     id="2013"),
        pytest.param(builds("15.2.2562.37")
                     | overrides(OVERRIDE, replace(GRAPH_OVERRIDE, limits=("Server EX02",))), FAIL,
                     "Older than May26HU, which it needs: EX02 (15.2.2562.37).",
                     id="one server over Graph"),
        pytest.param(builds("15.2.1544.25"), OK, "No server is known to be older", id="new enough"),
        pytest.param(builds("15.2.2562.37") | overrides(OVERRIDE, GRAPH_OVERRIDE), FAIL, "May26HU",
                     id="too old for Graph"),
        pytest.param(NO_MAINTENANCE, OK, "switches it on", id="SE has it from the start"),
        pytest.param(NO_MAINTENANCE | overrides(OVERRIDE, GRAPH_OVERRIDE), OK,
                     "not whether it has May26HU", id="over Graph, without exact builds"),
        pytest.param(NO_MAINTENANCE | described("15.2.1544.4"), UNKNOWN, "whether it has Apr25HU",
                     id="the cumulative update does not decide"),
        pytest.param(NO_MAINTENANCE | described("15.2.1258.12"), FAIL, "Older than Apr25HU",
                     id="older than every product in the table"),
        pytest.param(NO_MAINTENANCE | described("15.2.9999.1"), OK, "switches it on",
                     id="newer than every product in the table"),
        pytest.param(NO_MAINTENANCE | {organisation.SERVERS: unread()}, UNKNOWN, "did not answer",
                     id="nobody tells the builds"),
        pytest.param({servers.SETUP_BUILDS: each({"EX01": unread(), "EX02": unread()})}, OK,
                     "switches it on", id="Active Directory is enough for SE"),
        pytest.param(NO_MAINTENANCE | {organisation.SERVERS: (exchange_server("EX01"),)}, UNKNOWN,
                     "EX02 is configured but not in Active Directory", id="an unknown server"),
    ],
)  # fmt: skip
def test_the_dedicated_application_is_in_use(changes, verdict, text):
    finding = judged(hybrid_application.CHECK, changes)["hybrid-application"]

    assert finding.verdict is verdict
    assert text in said(finding)


SHARED_IS_BLOCKED = "signs in through the shared principal of Exchange Online"
CAUSES = [
    pytest.param(NOTHING, SHARED_IS_BLOCKED, id="nothing"),
    pytest.param(UNCLAIMED, SHARED_IS_BLOCKED, id="no auth server names it"),
    pytest.param(overrides(), SHARED_IS_BLOCKED, id="no override"),
    pytest.param(overrides(OFF), SHARED_IS_BLOCKED, id="the override is off"),
    pytest.param(builds("15.2.1544.4"), SHARED_IS_BLOCKED, id="old builds"),
    pytest.param(limited("Server EX01"), SHARED_IS_BLOCKED, id="EX02 is left out"),
    pytest.param(overrides(OVERRIDE, replace(OVERRIDE, name="Second")), "exactly one enabled",
                 id="it is on twice"),
    pytest.param({entra.DEDICATED: replace(NO_DEDICATED, claimed=APP_ID)},
                 f"as application {APP_ID}, which", id="deleted"),
    pytest.param({organisation.AUTH_SERVERS: (replace(STS, application_id=NEXT),)},
                 f"as application {NEXT}, which", id="another id"),
    pytest.param(dedicated(principal=None), "without a service principal", id="no principal"),
    pytest.param(dedicated(principal=replace(PRINCIPAL, enabled=False)), "(AADSTS7000112)",
                 id="its principal is disabled"),
    pytest.param(dedicated(grants=()), "refuses (2000008)", id="no consent"),
    pytest.param({organisation.AUTH_CONFIG: replace(AUTH_CONFIG, current=NEXT)}, "(AADSTS700027)",
                 id="another key"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "cause"), CAUSES)
def test_each_fault_of_the_application_has_its_own_cause(changes, cause):
    found = str(judged(hybrid_application.CHECK, changes)["hybrid-application"].cause)

    assert cause in found
    assert (SHARED_IS_BLOCKED in found) is (cause == SHARED_IS_BLOCKED)


@pytest.mark.parametrize(
    ("build", "first"),
    [
        pytest.param("15.2.1544.4", "Install Apr25HU or a later update on EX01", id="2019"),
        pytest.param("15.0.1497.48", "Bring EX01 (15.0.1497.48), EX02 (15.0.1497.48) to Exchange",
                     id="2013"),
    ],
)  # fmt: skip
def test_an_update_is_named_before_what_does_nothing_without_it(build, first):
    changes = builds(build) | UNCLAIMED | overrides()
    finding = judged(hybrid_application.CHECK, changes)["hybrid-application"]

    assert str(finding.remedy).startswith(first)
    assert "Set-AuthServer" not in finding.command
    assert "New-SettingOverride" not in finding.command


def test_one_script_makes_all_that_a_missing_application_lacks():
    found = judged(hybrid_application.CHECK, NOTHING)["hybrid-application"]

    assert found.command.splitlines() == [
        ".\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication"
    ]


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        pytest.param(THEN, SKIPPED, id="before there was one"),
        pytest.param(BETWEEN, WARN, id="before the block"),
        pytest.param(NOW, FAIL, id="since the block"),
    ],
)
def test_the_day_decides_how_much_is_missing(now, verdict):
    assert verdicts(hybrid_application.CHECK, NOTHING, on(now)) == {"hybrid-application": verdict}


def shared(*keys, **changes):
    return {entra.SHARED: replace(SHARED, keys=keys, **changes)}


UNKNOWN_KEY = replace(KEY, thumbprint=STRANGE, name="CN=oauth-test")
EXPIRED_KEY = replace(KEY, ends=THEN - DAY)
STAGED = {organisation.AUTH_CONFIG: replace(AUTH_CONFIG, next=NEXT)}


@pytest.mark.parametrize(
    ("changes", "now", "verdict", "text"),
    [
        pytest.param({}, NOW, OK, "carries: 0", id="none"),
        pytest.param(shared(KEY), NOW, FAIL, "the current auth certificate", id="the current one"),
        pytest.param(shared(UNKNOWN_KEY), NOW, FAIL, f"{STRANGE} “CN=oauth-test”", id="strange"),
        pytest.param(shared(UNKNOWN_KEY), NOW, FAIL, "a sign of a break-in", id="strange: why"),
        pytest.param(shared(KEY), NOW, FAIL, "-ResetFirstPartyServicePrincipalKeyCredentials",
                     id="what to type"),
        pytest.param(shared(replace(KEY, thumbprint=NEXT)) | STAGED, NOW, FAIL,
                     "next or previous", id="the next one"),
        pytest.param(shared(replace(KEY, starts=None, ends=None)), NOW, FAIL, "– to –",
                     id="one without dates"),
        pytest.param(shared(KEY), THEN, OK, "the current auth certificate",
                     id="the procedure once asked for it"),
        pytest.param(shared(KEY, UNKNOWN_KEY), THEN, WARN, "Not in AuthConfig, or expired: FFFF",
                     id="a strange one beside it, then"),
        pytest.param(shared(EXPIRED_KEY), THEN, WARN, "or expired: CCCC", id="expired, then"),
        pytest.param(shared(KEY), BETWEEN, WARN, "its current key must stay", id="between"),
        pytest.param(shared(UNKNOWN_KEY), BETWEEN, WARN, f"-CertificateInformation '{STRANGE}'",
                     id="a strange one, between"),
        pytest.param(shared(enabled=False), NOW, FAIL, "-ServicePrincipalId 'sp-shared'",
                     id="it is disabled"),
        pytest.param({entra.SHARED: None}, NOW, FAIL, "no service principal", id="there is none"),
        pytest.param(shared(KEY) | {organisation.AUTH_CONFIG: unread()}, NOW, FAIL,
                     "2028-01-01 UTC.", id="a key, whichever it is"),
        pytest.param(shared(KEY) | {organisation.AUTH_CONFIG: unread()}, THEN, UNKNOWN,
                     "did not answer", id="which key it is decides, and is dark"),
        pytest.param({organisation.AUTH_CONFIG: unread()}, NOW, OK, "carries: 0",
                     id="no key needs no name"),
    ],
)  # fmt: skip
def test_keys_on_the_shared_principal_are_an_exposure(changes, now, verdict, text):
    finding = judged(shared_principal.CHECK, changes, on(now))["shared-principal"]

    assert finding.verdict is verdict
    assert text in said(finding)


@pytest.mark.parametrize(
    ("key", "now"),
    [
        pytest.param(UNKNOWN_KEY, THEN, id="the script did not exist"),
        pytest.param(KEY, BETWEEN, id="the key is still needed"),
    ],
)
def test_while_nothing_may_go_the_check_is_what_to_type(key, now):
    finding = judged(shared_principal.CHECK, shared(key), on(now))["shared-principal"]

    assert (finding.command, finding.console) == ("check oauth example.com", Console.CHAT)


def named(*names, owners=None):
    return {entra.SHARED: replace(SHARED, names=names), entra.OWNERS: owners or {}}


BOTH = ("https://mail.example.com/", "https://autodiscover.example.com/")
OTHER = replace(PRINCIPAL, name="Old reverse proxy")


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "carries https://mail.example.com/", id="it is there"),
        pytest.param(named("https://MAIL.example.com/"), OK, "carries", id="in capitals"),
        pytest.param(named("https://mail.example.com"), WARN, "without its slash", id="no slash"),
        pytest.param(named("https://mail.example.com"), WARN,
                     "Where-Object { $_ -ne 'https://mail.example.com' }) + 'https://mail.exa",
                     id="no slash: what to type"),
        pytest.param(named(), FAIL, "@($p.ServicePrincipalNames) + 'https://mail.example.com/'",
                     id="it is missing"),
        pytest.param({entra.SHARED: None, entra.OWNERS: {}}, FAIL, "does not carry",
                     id="there is no principal"),
        pytest.param(named(owners={"https://mail.example.com/": (OTHER,)}), FAIL,
                     "belongs to another application: Old reverse proxy", id="it is another's"),
        pytest.param(named(owners={"https://mail.example.com": (OTHER,)}), FAIL,
                     "Old reverse proxy", id="its slashless form is another's"),
        pytest.param(named(owners={"https://mail.example.com/": (SHARED,)}), FAIL,
                     "does not carry", id="its own since just now"),
        pytest.param({**named(), entra.OWNERS: unread()}, UNKNOWN, "did not answer",
                     id="who owns it is dark"),
    ],
)  # fmt: skip
def test_each_published_host_is_a_name_of_exchange_online(changes, verdict, text):
    found = judged(service_principal_names.CHECK, changes)

    assert found["service-principal-name.mail.example.com"].verdict is verdict
    assert text in said(found["service-principal-name.mail.example.com"])
    assert "service-principal-name.autodiscover.example.com" in found
    if verdict in (FAIL, WARN):
        assert found["service-principal-name.mail.example.com"].console is Console.GRAPH


def test_without_the_directories_the_names_of_ews_are_unknown():
    changes = {organisation.EWS: unread()}

    assert verdicts(service_principal_names.CHECK, changes) == {
        "service-principal-name.autodiscover.example.com": OK,
        "service-principal-name.ews": UNKNOWN,
    }


def test_both_names_of_the_healthy_organisation_are_there():
    assert set(BOTH) <= set(SHARED.names)


def test_what_removes_keys_says_in_which_shell_it_runs():
    strange = replace(KEY, thumbprint=STRANGE)
    changes = {entra.SHARED: replace(SHARED, keys=(strange,))}
    found = judged(shared_principal.CHECK, changes)["shared-principal"]

    assert "-ResetFirstPartyServicePrincipalKeyCredentials" in found.command
    assert "Windows PowerShell 5.1 as administrator" in str(found.where)
