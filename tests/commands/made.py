"""A healthy organisation as facts, and a short way to change one thing in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from commands.check import Asked, Check
from commands.facts import cloud, entra, organisation, published, servers, tenant
from commands.findings import Finding, Verdict
from commands.look import Fact, Facts, Known, Unread
from commands.organisation import Mailboxes, Organisation, Server
from commands.outside.build import Build
from commands.outside.certificate import Certificate
from commands.outside.entra import Application, Key, Principal, RoleGrant
from commands.outside.exchange import (
    AcceptedDomain,
    AuthConfig,
    AuthServer,
    Connector,
    ExchangeServer,
    Installed,
    OrganisationObject,
    PartnerApplication,
    SettingOverride,
    TransportService,
    VirtualDirectory,
)
from commands.outside.exchange_online import (
    EwsList,
    EwsPolicy,
    OAuthTest,
    OnPremisesEndpoints,
    Result,
)
from commands.outside.federation import FederatedIdentifier
from commands.outside.identifiers import ACS_ISSUER, CALLERS, EXCHANGE_ONLINE, FULL_ACCESS_AS_APP
from commands.outside.network import Addresses, Answer, Tls
from commands.phrases import say

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
THEN = datetime(2025, 2, 21, 1, 0, tzinfo=UTC)
BETWEEN = datetime(2025, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)

TENANT = "11111111-2222-3333-4444-555555555555"
OTHER_TENANT = "99999999-2222-3333-4444-555555555555"
APP_ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
CURRENT = "C" * 40
NEXT = "A" * 40
STRANGE = "F" * 40
EWS_URL = "https://mail.example.com/EWS/Exchange.asmx"
AUTODISCOVER_URL = "https://autodiscover.example.com/autodiscover/autodiscover.svc"
SE = Build.parse("15.2.2562.53")

ORGANISATION = Organisation(
    name="example",
    domains=("example.com",),
    tenant_id=UUID(TENANT),
    initial_domain="example.onmicrosoft.com",
    routing_domain="example.mail.onmicrosoft.com",
    servers=tuple(
        Server(name=name, address="127.0.0.1", port=443, tls=True) for name in ("EX01", "EX02")
    ),
    mailboxes=Mailboxes(on_premises="here@example.com", cloud="there@example.com"),
)
ASKED = Asked(organisation=ORGANISATION, now=NOW)

AUTH_CONFIG = AuthConfig(
    current=CURRENT,
    previous="",
    next="",
    next_effective=None,
    service_name=EXCHANGE_ONLINE,
    realm="",
)
ACS = AuthServer(
    name="ACS - 1",
    type="MicrosoftACS",
    enabled=True,
    issuer=ACS_ISSUER,
    realm=TENANT,
    token_endpoint=f"https://accounts.accesscontrol.windows.net/{TENANT}/tokens/OAuth/2",
    metadata_url="https://accounts.accesscontrol.windows.net/example.onmicrosoft.com/metadata/json/1",
    application_id="",
)
STS = AuthServer(
    name="EvoSts - 1",
    type="AzureAD",
    enabled=True,
    issuer=f"https://sts.windows.net/{TENANT}/",
    realm=TENANT,
    token_endpoint="https://login.windows.net/common/oauth2/token",
    metadata_url="https://login.windows.net/example.onmicrosoft.com/federationmetadata/2007-06/"
    "federationmetadata.xml",
    application_id=APP_ID,
)
PARTNER = PartnerApplication(
    name="Exchange Online",
    enabled=True,
    application_id=EXCHANGE_ONLINE,
    realm="",
    linked_account="corp.example.com/Users/Exchange Online-ApplicationAccount",
)
CERTIFICATE = Certificate(
    thumbprint=CURRENT,
    subject="CN=Microsoft Exchange Server Auth Certificate",
    issuer="CN=Microsoft Exchange Server Auth Certificate",
    starts=datetime(2023, 1, 1, tzinfo=UTC),
    ends=datetime(2028, 1, 1, tzinfo=UTC),
    key_size=2048,
    signature="sha256RSA",
)
INSTALLED = Installed(certificate=CERTIFICATE, has_private_key=None)
SMTP = "B" * 40
SMTP_INSTALLED = Installed(
    certificate=replace(
        CERTIFICATE, thumbprint=SMTP, subject="CN=mail.example.com", issuer="CN=mail.example.com"
    ),
    has_private_key=None,
)
NEXT_INSTALLED = Installed(certificate=replace(CERTIFICATE, thumbprint=NEXT), has_private_key=None)
KEY = Key(
    key_id="1",
    thumbprint=CURRENT,
    name="CN=Microsoft Exchange Server Auth Certificate",
    starts=CERTIFICATE.starts,
    ends=CERTIFICATE.ends,
    has_value=True,
)
SHARED = Principal(
    id="sp-shared",
    app_id=EXCHANGE_ONLINE,
    name="Office 365 Exchange Online",
    enabled=True,
    names=(
        EXCHANGE_ONLINE,
        "https://outlook.office365.com/",
        "https://mail.example.com/",
        "https://autodiscover.example.com/",
    ),
    keys=(),
)
APPLICATION = Application(id="app", app_id=APP_ID, name="ExchangeServerApp-1", keys=(KEY,))
PRINCIPAL = Principal(
    id="sp-app", app_id=APP_ID, name="ExchangeServerApp-1", enabled=True, names=(), keys=()
)
CALLER = replace(PRINCIPAL, id="sp-caller", app_id=CALLERS[0], name="Cloud voicemail", keys=(KEY,))
GRANT = RoleGrant(
    role_id=FULL_ACCESS_AS_APP, resource_id="sp-shared", resource_name="Office 365 Exchange Online"
)
DEDICATED = entra.Dedicated(
    name="ExchangeServerApp-1",
    claimed=APP_ID,
    applications=(APPLICATION,),
    principal=PRINCIPAL,
    grants=(GRANT,),
)
NO_DEDICATED = entra.Dedicated(name="ExchangeServerApp-1", claimed="")
OVERRIDE = SettingOverride(
    name="EnableExchangeHybrid3PAppFeature",
    component="Global",
    section="ExchangeOnpremAsThirdPartyAppId",
    parameters=("Enabled=true",),
    limits=(),
)
GRAPH_OVERRIDE = replace(
    OVERRIDE, name="EnableRouteThroughMSGraphFeature", section="RouteThroughMSGraph"
)
TO_CLOUD = Connector(
    name="ToCloud",
    enabled=True,
    discovery_endpoint="https://outlook.office365.com/autodiscover/autodiscover.svc",
    domains=("example.mail.onmicrosoft.com",),
)
TO_ON_PREMISES = Connector(
    name="ToOnPremises",
    enabled=True,
    discovery_endpoint=AUTODISCOVER_URL,
    domains=("example.com",),
)
CLOUD_DOMAINS = tuple(
    AcceptedDomain(name=name)
    for name in ("example.com", "example.mail.onmicrosoft.com", "example.onmicrosoft.com")
)
POLICY = EwsPolicy(enabled=True, access_policy="")
EWS_LIST = EwsList(app_ids=(APP_ID,))


def directory(server: str, kind: str, *, url: str = "", oauth: bool = True) -> VirtualDirectory:
    return VirtualDirectory(
        server=server,
        name=f"{server}\\{kind} (Default Web Site)",
        external_url=url,
        accepts_oauth=oauth,
    )


EWS_DIRECTORIES = tuple(directory(server, "EWS", url=EWS_URL) for server in ("EX01", "EX02"))
AUTODISCOVER_DIRECTORIES = tuple(directory(name, "Autodiscover") for name in ("EX01", "EX02"))


def exchange_server(
    name: str, build: str = "15.2.2562.17", *, serves: bool = True, site: str = "Seoul"
) -> ExchangeServer:
    return ExchangeServer(name=name, build=Build.parse(build), serves_clients=serves, site=site)


def a_test(detail: str = "", result: Result = Result.SUCCESS, target: str = EWS_URL) -> OAuthTest:
    return OAuthTest(result=result, detail=detail, mailbox="someone@example.com", target=target)


def failed(detail: str) -> OAuthTest:
    return a_test(detail, Result.ERROR)


def answer(
    url: str = "https://x.example/", status: int = 200, body: bytes = b"", **headers: str
) -> Answer:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(url=url, status=status, headers=pairs, body=body)


BEARER = (
    f'Bearer client_id="{EXCHANGE_ONLINE}", trusted_issuers="{ACS_ISSUER}@{TENANT}", '
    'token_types="app_asserted_user_v1 service_asserted_app_v1"'
)
DOCUMENT = (
    b'{"issuer": "00000002-0000-0ff1-ce00-000000000000@example.com", "realm": "example.com", '
    b'"keys": [{"usage": "signing", "keyInfo": {"x5t": "zMzMzMzMzMzMzMzMzMzMzMzMzMw"}}]}'
)
FEDERATION = f'<EntityDescriptor ID="_1" entityID="https://sts.windows.net/{TENANT}/">'.encode()
ACS_DOCUMENT = f'{{"issuer": "{ACS_ISSUER}@{TENANT}", "realm": "{TENANT}", "keys": []}}'.encode()


def addresses(name: str) -> Addresses:
    return Addresses(name=name, exists=True, addresses=("203.0.113.7",))


def handshake(host: str) -> Tls:
    return Tls(
        host=host,
        address="203.0.113.7",
        verified=True,
        problem="",
        version="TLSv1.3",
        subject=f"CN={host}",
        issuer="CN=Some CA",
        names=(host,),
        ends=NOW + 200 * DAY,
    )


def unread(why: str = "EX02 did not answer in time") -> Unread:
    return Unread(reason=say("{why}", why=why), source="EX02", at=NOW)


def known(value: object) -> Known[Any]:
    return Known(value=value, source="somewhere", at=NOW)


def each(values: Mapping[str, object]) -> dict[str, Any]:
    """Wrap the values of a fact that holds one reading per server, host or address."""
    return {
        name: value if isinstance(value, Unread) else known(value) for name, value in values.items()
    }


HOSTS = ("mail.example.com", "autodiscover.example.com")

HEALTHY: Mapping[Fact[Any], object] = {
    organisation.ACCEPTED_DOMAINS: (AcceptedDomain(name="example.com"),),
    cloud.ACCEPTED_DOMAINS: CLOUD_DOMAINS,
    organisation.AUTH_CONFIG: AUTH_CONFIG,
    organisation.AUTH_SERVERS: (ACS, STS),
    organisation.AUTODISCOVER: AUTODISCOVER_DIRECTORIES,
    organisation.CONNECTORS: (TO_CLOUD,),
    organisation.EWS: EWS_DIRECTORIES,
    organisation.ORGANISATION: OrganisationObject(name="Example", guid="1"),
    organisation.OVERRIDES: (OVERRIDE,),
    organisation.RELATIONSHIPS: (),
    organisation.FEDERATION_TRUSTS: (),
    organisation.FEDERATED_IDENTIFIER: FederatedIdentifier(enabled=False),
    cloud.RELATIONSHIPS: (),
    organisation.PARTNER_APPLICATIONS: (PARTNER,),
    organisation.SERVERS: (exchange_server("EX01"), exchange_server("EX02")),
    organisation.TRANSPORT: tuple(
        TransportService(server=name, certificate=SMTP) for name in ("EX01", "EX02")
    ),
    servers.CERTIFICATES: each(dict.fromkeys(("EX01", "EX02"), (INSTALLED, SMTP_INSTALLED))),
    servers.SETUP_BUILDS: each({"EX01": SE, "EX02": SE}),
    servers.TESTS: each({"EX01": a_test(), "EX02": a_test()}),
    cloud.CONNECTORS: (TO_ON_PREMISES,),
    cloud.ENDPOINTS: (OnPremisesEndpoints(discovery=AUTODISCOVER_URL),),
    cloud.EWS_POLICY: POLICY,
    cloud.EWS_LIST: EWS_LIST,
    cloud.TESTS: each({EWS_URL: a_test()}),
    entra.SHARED: SHARED,
    entra.DEDICATED: DEDICATED,
    entra.OWNERS: {},
    entra.SIGN_INS: None,
    entra.GRAPH_CALLS: None,
    entra.CALLING: (CALLER,),
    published.DNS: each({host: addresses(host) for host in HOSTS}),
    published.TLS: each({host: handshake(host) for host in HOSTS}),
    published.METADATA: each({host: answer(body=DOCUMENT) for host in HOSTS}),
    published.CHALLENGES: each(
        {url: answer(url, 401, www_authenticate=BEARER) for url in (EWS_URL, AUTODISCOVER_URL)}
    ),
    tenant.OPENID: answer(body=f'{{"issuer": "https://sts.windows.net/{TENANT}/"}}'.encode()),
    tenant.REALM: answer(body=b'{"NameSpaceType": "Managed", "DomainName": "example.com"}'),
    tenant.ACS_METADATA: answer(body=ACS_DOCUMENT),
    tenant.STS_METADATA: answer(body=FEDERATION),
}

Changes = Mapping[Fact[Any], object]


def facts(changes: Changes | None = None) -> Facts:
    """Give the healthy facts with these values (or reasons why not) in place."""
    values = {**HEALTHY, **(changes or {})}
    return Facts(
        {
            fact.name: value if isinstance(value, Unread) else known(value)
            for fact, value in values.items()
        }
    )


def judged(
    check: Check, changes: Changes | None = None, asked: Asked = ASKED
) -> dict[str, Finding]:
    """Judge, and hold every finding to what all findings promise."""
    findings = check.answer(facts(changes), asked)
    for finding in findings:
        _hold(check, finding)
    by_id = {finding.id: finding for finding in findings}
    assert len(by_id) == len(findings), "two findings share an id"
    return by_id


def verdicts(
    check: Check, changes: Changes | None = None, asked: Asked = ASKED
) -> dict[str, Verdict]:
    return {id: finding.verdict for id, finding in judged(check, changes, asked).items()}


def said(finding: Finding) -> str:
    """Give everything a finding says, as one text."""
    phrases = (*finding.evidence, finding.cause, finding.consequence, finding.remedy)
    return "\n".join((*(str(phrase) for phrase in phrases if phrase), finding.command))


def _hold(check: Check, finding: Finding) -> None:
    assert finding.id == check.id or finding.id.startswith(f"{check.id}.")
    assert finding.evidence, finding.id
    assert str(finding.title)
    assert said(finding)
    assert Finding.from_json(finding.to_json()) == finding
    if finding.verdict in (Verdict.FAIL, Verdict.WARN):
        assert finding.consequence, finding.id
        assert finding.cause, finding.id
        assert finding.remedy, finding.id
        assert finding.command, finding.id
    if finding.verdict is Verdict.UNKNOWN:
        assert finding.consequence, finding.id
        assert finding.remedy, finding.id
        assert finding.command, finding.id
