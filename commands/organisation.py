"""One Exchange organisation with its tenant, as configured.  A domain in chat is only a key to it.

No secret is kept here: credentials are resolved in ``bot/settings.py`` and handed to adapters.
"""

from dataclasses import dataclass, field
from uuid import UUID

from commands.lifetimes import NOTICES


@dataclass(frozen=True, kw_only=True)
class Server:
    """One Exchange server that PowerShell remoting reaches."""

    name: str
    """The Windows name, as ``Get-ExchangeServer`` prints it."""
    address: str
    """Host name (or address) to connect to."""
    port: int
    tls: bool
    path: str = "PowerShell/"
    auth: str = "kerberos"
    """``kerberos``, ``ntlm``, ``basic`` or ``negotiate``."""
    maintenance: str = ""
    """Configuration name of the least-privilege endpoint; empty when there is none."""
    maintenance_path: str = "wsman"
    maintenance_port: int = 5986
    """Its port; TLS as for the server's own."""


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """Base addresses of the Microsoft cloud that the tenant lives in, without a trailing slash."""

    name: str = "global"
    login: str = "https://login.microsoftonline.com"
    graph: str = "https://graph.microsoft.com"
    exchange: str = "https://outlook.office365.com"
    acs: str = "https://accounts.accesscontrol.windows.net"
    sts_metadata: str = "https://login.windows.net"
    exchange_hosts: tuple[str, ...] = ("outlook.office365.com", "outlook.office.com")
    """Host names that are Exchange Online itself: an address there is never on-premises."""
    discovery_endpoints: tuple[str, ...] = (
        "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc",
        "https://outlook.office365.com/autodiscover/autodiscover.svc",
    )
    """Values of the on-premises connector that Microsoft's own checker accepts."""
    acs_host: str = "accounts.accesscontrol.windows.net"
    sts_host: str = "login.windows.net"
    """Where Exchange itself reads the two issuers' metadata: the hosts in what people type and in
    what plans write.  ``acs`` and ``sts_metadata`` are where this program reads them."""
    issuer: str = "https://sts.windows.net"
    """What Entra ID's issuer identifier begins with; empty where nothing is published about it."""
    logs: str = "https://api.loganalytics.azure.com"
    """Where Log Analytics workspaces are queried; empty where no address is published."""
    logs_audience: str = "https://api.loganalytics.io"
    """Whom a token for that is meant for."""
    mail_hosts: tuple[str, ...] = ("outlook.com", "office365.com", "office.com")
    """Ends of the host names under which Exchange Online is reached."""

    @property
    def is_worldwide(self) -> bool:
        """Whether Microsoft's dates for Exchange Online are known to be this cloud's."""
        return self.name == "global"

    def issuer_of(self, tenant: UUID) -> str:
        """Give Entra ID's issuer identifier of a tenant; empty where it is not published."""
        return f"{self.issuer}/{tenant}/" if self.issuer else ""

    def is_issuer(self, issuer: str, tenant: UUID) -> bool:
        """Tell whether an issuer identifier is Entra ID's for a tenant.

        Where its beginning is not published, one that ends in the tenant's id is taken for it.
        """
        expected = self.issuer_of(tenant) or f"{issuer.rstrip('/').rpartition('/')[0]}/{tenant}"
        is_web = issuer.lower().startswith("https://")
        return is_web and issuer.rstrip("/").casefold() == expected.rstrip("/").casefold()


@dataclass(frozen=True, kw_only=True)
class Mailboxes:
    """The user context of the two-way test: a mailbox on each side, synchronised to the other."""

    on_premises: str
    cloud: str


@dataclass(frozen=True, kw_only=True)
class Probes:
    """How published names are probed from here."""

    resolver: str = ""
    """``address:port`` of a DNS server; empty means the system's."""
    port: int = 443
    allow: tuple[str, ...] = ()
    """Networks beyond the public internet that probes may connect to (split DNS)."""


@dataclass(frozen=True, kw_only=True)
class Proofs:
    """What may be looked at to prove sign-in without EWS; each needs a right or a licence."""

    sign_in_log: bool = False
    """Entra ID's sign-in log: AuditLog.Read.All, and Entra ID P1 or P2 in the tenant."""
    graph_activity: UUID | None = None
    """The Log Analytics workspace that has Graph's activity log: Log Analytics Reader on it."""


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Everything about one organisation that is decided by configuration."""

    name: str
    domains: tuple[str, ...]
    """Primary SMTP domains, lower case, A-labels; the first is the one shown."""
    tenant_id: UUID
    """The tenant that it belongs to."""
    initial_domain: str
    routing_domain: str
    servers: tuple[Server, ...]
    mailboxes: Mailboxes
    cloud: Cloud = field(default_factory=Cloud)
    probes: Probes = field(default_factory=Probes)
    proofs: Proofs = field(default_factory=Proofs)
    time_zone: str = "UTC"
    soak_hours: int = 24
    """How long the old auth certificate is kept after a new one was published and proven."""
    expiry_days: tuple[int, ...] = NOTICES
    """So many days before its end a certificate is warned of, largest first."""
    served_to: tuple[str, ...] = ()
    """Ids of further tenants, lower case, whose people may be given roles in it."""

    @property
    def domain(self) -> str:
        return self.domains[0]
