"""Connectors, directories, published names and what they answer, EWS, and builds."""

from dataclasses import replace

import pytest

from commands.check import Asked
from commands.checks import (
    challenges,
    connector_cloud,
    connector_on_premises,
    directories,
    published_names,
)
from commands.facts import cloud, organisation, published
from commands.findings import Console, Verdict
from commands.outside.exchange_online import OnPremisesEndpoints
from tests.commands.made import (
    AUTODISCOVER_URL,
    BEARER,
    DAY,
    EWS_DIRECTORIES,
    EWS_URL,
    HOSTS,
    NOW,
    ORGANISATION,
    OTHER_TENANT,
    TENANT,
    TO_CLOUD,
    TO_ON_PREMISES,
    addresses,
    answer,
    directory,
    each,
    handshake,
    judged,
    said,
    unread,
    verdicts,
)

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip
MAIL, AUTODISCOVER = HOSTS


def on(now):
    return Asked(organisation=ORGANISATION, now=now)


@pytest.mark.parametrize(
    ("connectors", "verdict", "text"),
    [
        pytest.param((TO_CLOUD,), OK, "DiscoveryEndpoint https://outlook", id="as it should be"),
        pytest.param((), FAIL, "New-IntraOrganizationConnector", id="there is none"),
        pytest.param((TO_ON_PREMISES,), FAIL,
                     "-TargetAddressDomains 'example.mail.onmicrosoft.com'",
                     id="one for another domain"),
        pytest.param((replace(TO_CLOUD, enabled=False),), FAIL, "'ToCloud' -Enabled $true",
                     id="disabled"),
        pytest.param((replace(TO_CLOUD, discovery_endpoint=""),), FAIL, "none of Exchange Online's",
                     id="no endpoint"),
        pytest.param((replace(TO_CLOUD, discovery_endpoint=AUTODISCOVER_URL),), FAIL,
                     "-DiscoveryEndpoint 'https://outlook.office365.com/autodiscover", id="itself"),
        pytest.param((replace(TO_CLOUD, enabled=False), TO_CLOUD), OK, "enabled True",
                     id="an enabled one beside it"),
    ],
)  # fmt: skip
def test_the_connector_on_premises_leads_to_the_cloud(connectors, verdict, text):
    changes = {organisation.CONNECTORS: connectors}
    finding = judged(connector_on_premises.CHECK, changes)["connector.on-premises"]

    assert finding.verdict is verdict
    assert text in said(finding)
    assert finding.console is (Console.CHAT if verdict is OK else Console.EXCHANGE_SERVER)


CHANGED = (
    "Set-IntraOrganizationConnector -Identity '{name}' -DiscoveryEndpoint '{endpoint}'"
    " -TargetAddressDomains @{{Add='{domain}'}} -Enabled $true"
)


@pytest.mark.parametrize(
    "connector",
    [
        pytest.param(replace(TO_CLOUD, domains=("other.example",)), id="it leads to the cloud"),
        pytest.param(replace(TO_CLOUD, name="ExchangeHybridOnPremisesToOnline", domains=(),
                             discovery_endpoint=""), id="it has the name"),
    ],
)  # fmt: skip
def test_a_connector_on_premises_that_lacks_the_domain_is_changed(connector):
    changes = {organisation.CONNECTORS: (connector,)}
    finding = judged(connector_on_premises.CHECK, changes)["connector.on-premises"]

    assert finding.command == CHANGED.format(
        name=connector.name, endpoint=ITSELF, domain="example.mail.onmicrosoft.com"
    )


def there(*connectors, endpoint=AUTODISCOVER_URL):
    known = (OnPremisesEndpoints(discovery=endpoint),) if endpoint is not None else ()
    return {cloud.CONNECTORS: connectors, cloud.ENDPOINTS: known}


def pointing(url):
    return replace(TO_ON_PREMISES, discovery_endpoint=url)


ITSELF = "https://outlook.office365.com/autodiscover/autodiscover.svc"
HCW_ITSELF = "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc"
AGENT = "https://abc.resource.mailboxmigration.his.msappproxy.net/autodiscover/autodiscover.svc"
DARK = {cloud.ENDPOINTS: unread()}


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "knows on premises as", id="as it should be"),
        pytest.param(there(pointing(ITSELF)), FAIL, "leads to Exchange Online itself", id="itself"),
        pytest.param(there(pointing(HCW_ITSELF)), FAIL, "leads to Exchange Online itself",
                     id="itself, by its other name"),
        pytest.param(there(pointing(ITSELF)), FAIL, f"-DiscoveryEndpoint '{AUTODISCOVER_URL}'",
                     id="itself: what to type"),
        pytest.param(there(pointing(ITSELF), endpoint=ITSELF), FAIL,
                     f"-DiscoveryEndpoint '{AUTODISCOVER_URL}'", id="the wizard knew no better"),
        pytest.param(there(pointing(ITSELF)) | DARK, FAIL, "leads to Exchange Online itself",
                     id="itself, whatever the wizard knew"),
        pytest.param(there(pointing("")), FAIL, "is no https address", id="nowhere"),
        pytest.param(there(pointing(AGENT)), OK, "Hybrid Agent", id="the Hybrid Agent"),
        pytest.param(there(pointing("https://old.example.com/autodiscover/autodiscover.svc")), WARN,
                     "The two addresses differ", id="another address"),
        pytest.param(there(TO_ON_PREMISES, endpoint=""), OK, "DiscoveryEndpoint", id="no wizard"),
        pytest.param(there(TO_ON_PREMISES, endpoint=None), OK, "enabled True", id="nothing known"),
        pytest.param(DARK, UNKNOWN, "did not answer", id="what the wizard knew is dark"),
        pytest.param(there(), FAIL, "New-IntraOrganizationConnector", id="there is none"),
        pytest.param(there(replace(TO_ON_PREMISES, enabled=False)), FAIL, "is disabled", id="off"),
    ],
)  # fmt: skip
def test_the_connector_in_the_cloud_leads_on_premises(changes, verdict, text):
    finding = judged(connector_cloud.CHECK, changes)["connector.cloud"]

    assert finding.verdict is verdict
    assert text in said(finding)


@pytest.mark.parametrize(
    "connector",
    [
        pytest.param(replace(TO_ON_PREMISES, domains=("other.example",)), id="it leads to us"),
        pytest.param(replace(TO_ON_PREMISES, name="exchangehybridonlinetoonpremises", domains=(),
                             discovery_endpoint="https://x.example/"), id="it has the name"),
    ],
)  # fmt: skip
def test_a_connector_in_the_cloud_that_lacks_the_domain_is_changed(connector):
    finding = judged(connector_cloud.CHECK, there(connector))["connector.cloud"]

    assert finding.command == CHANGED.format(
        name=connector.name, endpoint=AUTODISCOVER_URL, domain="example.com"
    )


@pytest.mark.parametrize(
    "known",
    [
        "https://evil.example/;calc",
        "https://evil.example/autodiscover/autodiscover.svc",
        "https://user@mail.example.com/autodiscover/autodiscover.svc",
        "https://mail.example.com/autodiscover/autodiscover.svc?x=1",
        "https://mail.example.com:8443/autodiscover/autodiscover.svc",
        "https://mail.example.com/$(calc)",
        "https://badexample.com/autodiscover/autodiscover.svc",
        "https://badmsappproxy.net/autodiscover/autodiscover.svc",
    ],
)
def test_an_address_that_is_not_plainly_ours_is_shown_and_not_offered(known):
    finding = judged(connector_cloud.CHECK, there(pointing(ITSELF), endpoint=known))[
        "connector.cloud"
    ]
    differing = judged(connector_cloud.CHECK, there(TO_ON_PREMISES, endpoint=known))

    assert known in said(finding)
    assert finding.command.endswith(f"-DiscoveryEndpoint '{AUTODISCOVER_URL}'")
    assert differing["connector.cloud"].command.startswith("Get-IntraOrganizationConfiguration")


def test_a_domain_that_the_connector_lacks_is_named():
    two = Asked(organisation=replace(ORGANISATION, domains=("example.com", "example.org")), now=NOW)
    finding = judged(connector_cloud.CHECK, {}, two)["connector.cloud"]

    assert finding.verdict is FAIL
    assert finding.command.endswith("-TargetAddressDomains @{Add='example.org'}")


OFF = (directory("EX01", "EWS", url=EWS_URL, oauth=False), EWS_DIRECTORIES[1])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, {"directory.EX01": OK, "directory.EX02": OK}, id="all accept it"),
        pytest.param({organisation.EWS: OFF}, {"directory.EX01": FAIL, "directory.EX02": OK},
                     id="EWS of one does not"),
        pytest.param({organisation.EWS: unread()},
                     {"directory.EX01": UNKNOWN, "directory.EX02": UNKNOWN}, id="EWS is dark"),
        pytest.param({organisation.EWS: (), organisation.AUTODISCOVER: unread()},
                     {"directory": UNKNOWN}, id="none is known"),
        pytest.param({organisation.EWS: (directory("EX01", "EWS"),)},
                     {"directory.EX01": OK, "directory.EX02": OK, "directory.external": WARN},
                     id="EWS is not published"),
    ],
)  # fmt: skip
def test_directories_accept_oauth(changes, expected):
    assert verdicts(directories.CHECK, changes) == expected


@pytest.mark.parametrize(
    ("fact", "kind", "setter"),
    [
        (organisation.EWS, "EWS", "Set-WebServicesVirtualDirectory"),
        (organisation.AUTODISCOVER, "Autodiscover", "Set-AutodiscoverVirtualDirectory"),
    ],
)
def test_each_kind_of_directory_has_its_own_cmdlet(fact, kind, setter):
    found = judged(directories.CHECK, {fact: (directory("EX01", kind, oauth=False),)})

    assert found["directory.EX01"].command == (
        f"{setter} -Identity 'EX01\\{kind} (Default Web Site)' -OAuthAuthentication $true"
    )


def challenged(found):
    return {
        published.CHALLENGES: each(
            {EWS_URL: found, AUTODISCOVER_URL: answer(status=401, www_authenticate=BEARER)}
        )
    }


@pytest.mark.parametrize(
    ("found", "verdict", "text"),
    [
        pytest.param(answer(status=401, www_authenticate=BEARER), OK, "offers Bearer", id="Bearer"),
        pytest.param(answer(status=401, www_authenticate=BEARER.replace(TENANT, "*")), OK, "401",
                     id="it trusts every tenant"),
        pytest.param(answer(status=401, www_authenticate="Negotiate"), FAIL, "OAuth is off",
                     id="OAuth is off"),
        pytest.param(answer(status=401, www_authenticate='Bearer realm="proxy"'), FAIL,
                     "no Bearer sign-in of Exchange", id="somebody else's Bearer"),
        pytest.param(answer(status=401), FAIL, "offers –", id="nothing is offered"),
        pytest.param(answer(status=401, www_authenticate=BEARER.replace(TENANT, OTHER_TENANT)),
                     FAIL, "not this tenant", id="it trusts another tenant"),
        pytest.param(answer(status=401, www_authenticate=BEARER.replace("trusted_", "")), FAIL,
                     "trusts – and not this tenant", id="it trusts nobody"),
        pytest.param(answer(status=302, location="https://login.example/"), FAIL,
                     "redirects to https://login.example/", id="a sign-in in front"),
        pytest.param(answer(status=503), FAIL, "does not ask for a sign-in", id="it is down"),
        pytest.param(answer(status=200), FAIL, "status 200", id="a page"),
        pytest.param(unread(), UNKNOWN, "did not answer", id="dark"),
    ],
)  # fmt: skip
def test_published_addresses_ask_for_oauth(found, verdict, text):
    findings = judged(challenges.CHECK, challenged(found))

    assert findings[f"challenge.{MAIL}"].verdict is verdict
    assert text in said(findings[f"challenge.{MAIL}"])
    assert findings[f"challenge.{AUTODISCOVER}"].verdict is OK


def probed(fact, found):
    return {fact: each({MAIL: found, AUTODISCOVER: _usual(fact)})}


def _usual(fact):
    if fact is published.DNS:
        return addresses(AUTODISCOVER)
    return handshake(AUTODISCOVER) if fact is published.TLS else answer()


TLS, DNS, METADATA = published.TLS, published.DNS, published.METADATA


@pytest.mark.parametrize(
    ("fact", "found", "verdict", "text"),
    [
        pytest.param(DNS, addresses(MAIL), OK, "is 203.0.113.7", id="as it should be"),
        pytest.param(DNS, replace(addresses(MAIL), exists=False), FAIL, "no address", id="no name"),
        pytest.param(DNS, replace(addresses(MAIL), addresses=()), FAIL, "no address", id="empty"),
        pytest.param(DNS, replace(addresses(MAIL), canonical=("proxy.example.net",)), OK,
                     "proxy.example.net", id="by another name"),
        pytest.param(DNS, replace(addresses(MAIL), canonical=("autodiscover.outlook.com.",)), FAIL,
                     "leads to Exchange Online", id="in the cloud"),
        pytest.param(DNS, unread(), UNKNOWN, "did not answer", id="DNS is dark"),
        pytest.param(TLS, replace(handshake(MAIL), verified=False, problem="expired"), FAIL,
                     "cannot be verified: expired", id="not trusted"),
        pytest.param(TLS, replace(handshake(MAIL), version="TLSv1"), FAIL, "no TLS 1.2", id="old"),
        pytest.param(TLS, replace(handshake(MAIL), ends=NOW + 20 * DAY), WARN, "in 20 days",
                     id="its certificate ends soon"),
        pytest.param(TLS, replace(handshake(MAIL), ends=None, subject="", issuer="", version=""),
                     FAIL, "TLS: –, – from –, until –", id="nothing is known of it"),
        pytest.param(TLS, replace(handshake(MAIL), ends=None), OK, "until –", id="no end is known"),
        pytest.param(TLS, unread(), UNKNOWN, "did not answer", id="TLS is dark"),
        pytest.param(METADATA, answer(status=403), FAIL, "is not to be had", id="no metadata"),
        pytest.param(METADATA, unread(), UNKNOWN, "did not answer", id="metadata is dark"),
    ],
)  # fmt: skip
def test_published_names_can_be_reached(fact, found, verdict, text):
    findings = judged(published_names.CHECK, probed(fact, found))

    assert findings[f"published.{MAIL}"].verdict is verdict
    assert text in said(findings[f"published.{MAIL}"])
    assert findings[f"published.{AUTODISCOVER}"].verdict is OK


def test_without_the_directories_the_name_of_ews_is_unknown():
    assert verdicts(published_names.CHECK, {organisation.EWS: unread()}) == {
        f"published.{AUTODISCOVER}": OK,
        "published.ews": UNKNOWN,
    }
