"""The one state behind all of the lab's servers: an Exchange organisation and its tenant.

Plain mutable records: cmdlets, Graph and the control API change them, and whoever evaluates
OAuth looks at them afresh each time.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from lab.clock import LabClock
from lab.faults import Faults
from lab.world_keys import Certificate
from lab.world_premises import (
    AcceptedDomain,
    AuthConfig,
    AuthServer,
    Connector,
    FederationTrust,
    HybridConfiguration,
    OrganizationRelationship,
    PartnerApplication,
    Recipient,
    Server,
    SettingOverride,
    VirtualDirectory,
)
from lab.world_services import Services
from lab.world_tenant import Tenant
from lab.world_vigil import Vigil

OVERRIDES_WITHIN: Final = timedelta(hours=1)
"""After so long every server has read a changed override by itself.
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app"""


@dataclass(kw_only=True)
class Organisation:
    """Names of the on-premises organisation."""

    name: str
    """Short, the key of the configuration: ``hbna``."""
    guid: str
    exchange_name: str
    """Of the Exchange organisation, as distinguished names carry it."""
    domains: list[str]
    ad_domain: str
    time_zone: str
    test_mailbox: str
    """On premises, synchronised."""
    cloud_test_mailbox: str


@dataclass(kw_only=True)
class PublishedHost:
    """A name that the internet sees, and what stands behind it."""

    host: str
    server: str
    serves: list[str] = field(default_factory=lambda: ["ews", "autodiscover"])
    reachable: bool = True
    preauthentication: bool = False
    """A reverse proxy asks for a sign-in of its own before Exchange sees the request."""
    tls: str = ""
    """What is wrong with its TLS: empty, ``wrong-name``, ``expired``, ``untrusted`` or ``old``
    (no TLS 1.2)."""
    metadata: list[str] | None = None
    """Thumbprints its metadata document shows; ``None``: those of AuthConfig (the rule)."""


@dataclass(kw_only=True)
class DnsName:
    """The records of one name."""

    addresses: list[str] = field(default_factory=list)
    canonical: str = ""
    mx: list[tuple[int, str]] = field(default_factory=list)
    txt: list[str] = field(default_factory=list)
    srv: list[tuple[int, int, int, str]] = field(default_factory=list)


@dataclass(kw_only=True)
class World:
    """Everything there is."""

    scenario: str
    clock: LabClock
    faults: Faults
    organisation: Organisation
    servers: dict[str, Server]
    auth_config: AuthConfig
    auth_servers: list[AuthServer]
    partner_applications: list[PartnerApplication]
    connectors: list[Connector]
    setting_overrides: list[SettingOverride]
    accepted_domains: list[AcceptedDomain]
    relationships: list[OrganizationRelationship]
    federation_trusts: list[FederationTrust]
    hybrid_configuration: HybridConfiguration | None
    mailboxes: list[Recipient]
    tenant: Tenant
    certificates: dict[str, Certificate]
    """Every certificate the lab made, by thumbprint."""
    published: dict[str, PublishedHost]
    dns: dict[str, DnsName]
    past_overrides: list[tuple[datetime, list[SettingOverride]]] = field(default_factory=list)
    """What cmdlets replaced, and until when it stood in the directory; oldest first."""
    services: Services = field(init=False)
    """What ``lab.servicelets`` remember."""
    vigil: Vigil = field(default_factory=Vigil)

    def __post_init__(self) -> None:
        now = self.clock.now()
        self.services = Services(started=now, looked=now)

    def overrides_on(self, server: Server) -> list[SettingOverride]:
        """The overrides that a server goes by: as it read them last, or as the hour brought them.

        All of the organisation's; ``Server`` and the versions in an override are not looked at.
        """
        never = datetime.min.replace(tzinfo=UTC)
        read = max(server.overrides_read or never, self.clock.now() - OVERRIDES_WITHIN)
        for until, overrides in self.past_overrides:
            if until > read:
                return overrides
        return self.setting_overrides

    def override_changes(self) -> None:
        """Remember the overrides as they are, because they are about to change."""
        self.past_overrides.append((self.clock.now(), deepcopy(self.setting_overrides)))

    def server(self, name: str) -> Server | None:
        """Find a server by its name or full name, whatever the case."""
        wanted = name.casefold()
        for server in self.servers.values():
            if wanted in (server.name.casefold(), server.fqdn.casefold(), server.guid.casefold()):
                return server
        return None

    def mailbox_servers(self) -> list[Server]:
        """Give the servers that people's mail rests on: all but those of the perimeter network."""
        return [server for server in self.servers.values() if not server.edge]

    def reaches(self, server: Server) -> bool:
        """Say whether a server answers at all: by its state, and by the faults."""
        down = self.faults.peek("server-down", server.name)
        return server.reachable and down is None

    def directory(self, server: str, service: str) -> VirtualDirectory:
        """The ``ews`` or ``autodiscover`` directory of a server."""
        found = self.servers[server]
        return found.ews if service == "ews" else found.autodiscover

    def host(self, url_or_host: str) -> PublishedHost | None:
        """The published host of an address or host name."""
        name = urlsplit(url_or_host).hostname if "//" in url_or_host else url_or_host
        return self.published.get((name or "").casefold())

    def metadata_certificates(self, host: PublishedHost) -> list[Certificate]:
        """The signing certificates in the host's metadata document, in its order."""
        wanted = host.metadata
        if wanted is None:
            config = self.auth_config
            wanted = [config.current, config.previous, config.next]
        return [self.certificates[item] for item in wanted if item in self.certificates]

    def tls_problem(self, host: str) -> str:
        """What is wrong with a host's TLS right now: from its state, or a switched-on fault."""
        published = self.published.get(host.casefold())
        if published is not None and published.tls:
            return published.tls
        for name in ("wrong-name", "expired"):
            if self.faults.peek(f"tls-{name}", host) is not None:
                return name
        return ""

    def add_certificate(self, certificate: Certificate) -> str:
        """Keep a certificate; gives its thumbprint."""
        self.certificates[certificate.thumbprint] = certificate
        return certificate.thumbprint
