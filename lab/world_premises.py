"""What exists on premises: Exchange servers, and what Active Directory keeps for all of them."""

from dataclasses import dataclass, field
from datetime import datetime

EXCHANGE_ONLINE = "00000002-0000-0ff1-ce00-000000000000"
ACS_ISSUER = "00000001-0000-0000-c000-000000000000"


@dataclass(kw_only=True)
class VirtualDirectory:
    """An EWS or Autodiscover directory of one server."""

    name: str
    """``EWS (Default Web Site)`` or ``Autodiscover (Default Web Site)``."""
    guid: str
    internal_url: str = ""
    external_url: str = ""
    oauth: bool = True
    ws_security: bool = True
    windows: bool = True
    basic: bool = False
    mrs_proxy: bool = False


@dataclass(kw_only=True)
class Server:
    """One Exchange server."""

    name: str
    fqdn: str
    guid: str
    base: str
    """Build of the cumulative update, ``15.2.1544.4``: what AdminDisplayVersion tells."""
    build: str
    """Build of ExSetup.exe, updates included."""
    ews: VirtualDirectory
    autodiscover: VirtualDirectory
    certificates: dict[str, bool] = field(default_factory=dict)
    """Thumbprints in the machine's store, and whether the private key is there."""
    not_exportable: list[str] = field(default_factory=list)
    """Thumbprints of those whose private key cannot leave the machine."""
    also_exported: list[str] = field(default_factory=list)
    """Thumbprints that the maintenance endpoint exports although their subject is another."""
    smtp_certificate: str = ""
    """Thumbprint of the default certificate of SMTP between servers; Active Directory keeps it."""
    site: str = "Default-First-Site-Name"
    autodiscover_internal_uri: str = ""
    internet_web_proxy: str = ""
    edge: bool = False
    """An Edge Transport server: in the directory by its subscription, in the perimeter network, not
    in the domain.  Nothing reaches its PowerShell from inside, and it has no client access.
    https://learn.microsoft.com/exchange/architecture/edge-transport-servers/edge-transport-servers"""
    reachable: bool = True
    clock_skew: float = 0.0
    """Seconds that its clock is ahead of the lab's."""
    overrides_read: datetime | None = None
    """When it was last told to read the setting overrides."""


@dataclass(kw_only=True)
class AuthConfig:
    """The organisation's one AuthConfig object."""

    guid: str
    current: str
    """Thumbprint; empty when there is none, as for the two below."""
    previous: str = ""
    next: str = ""
    next_effective: datetime | None = None
    service_name: str = EXCHANGE_ONLINE
    realm: str = ""


@dataclass(kw_only=True)
class AuthServer:
    """Somebody whose tokens Exchange accepts, as ``New-AuthServer`` left it in the directory."""

    name: str
    guid: str
    type: str
    """``MicrosoftACS``, ``AzureAD``, …"""
    issuer: str
    realm: str
    token_endpoint: str
    authorization_endpoint: str = ""
    metadata_url: str = ""
    enabled: bool = True
    application_identifier: str = ""
    domain_names: list[str] = field(default_factory=list)
    default_authorization_endpoint: bool = False
    graph_base_url: str = ""
    signing: list[bytes] = field(default_factory=list)
    """Signing certificates (DER) as they were in the metadata when it was last read."""


@dataclass(kw_only=True)
class PartnerApplication:
    name: str
    guid: str
    application_identifier: str
    enabled: bool = True
    realm: str = ""
    use_auth_server: bool = True
    accept_security_identifier_information: bool = True
    linked_account: str = ""
    account_type: str = "OrganizationalAccount"
    app_only_permissions: list[str] = field(default_factory=list)
    act_as_permissions: list[str] = field(default_factory=list)
    metadata_url: str = ""


@dataclass(kw_only=True)
class Connector:
    """An IntraOrganizationConnector, on either side."""

    name: str
    guid: str
    domains: list[str]
    discovery_endpoint: str
    enabled: bool = True
    target_sharing_epr: str = ""


@dataclass(kw_only=True)
class SettingOverride:
    name: str
    guid: str
    component: str
    section: str
    parameters: list[str] = field(default_factory=list)
    servers: list[str] = field(default_factory=list)
    """Empty means every server."""
    min_version: str = ""
    max_version: str = ""
    fix_version: str = ""
    reason: str = ""
    modified_by: str = ""
    status: str = "Accepted"


@dataclass(kw_only=True)
class AcceptedDomain:
    name: str
    guid: str
    default: bool = False
    initial: bool = False
    coexistence: bool = False
    type: str = "Authoritative"


@dataclass(kw_only=True)
class OrganizationRelationship:
    """An OrganizationRelationship, on either side."""

    name: str
    guid: str
    domains: list[str]
    enabled: bool = True
    free_busy: bool = True
    free_busy_level: str = "LimitedDetails"
    mail_tips: bool = True
    target_application_uri: str = ""
    target_autodiscover_epr: str = ""
    target_sharing_epr: str = ""


@dataclass(kw_only=True)
class FederationTrust:
    """The trust in Microsoft's federation gateway, as the hybrid wizard makes it."""

    name: str
    guid: str
    application_identifier: str = "0000000048A0C3B1"
    application_uri: str = ""
    enabled: bool = True
    """Whether the organization's federated identifier uses it."""


@dataclass(kw_only=True)
class HybridConfiguration:
    guid: str
    domains: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    receiving_servers: list[str] = field(default_factory=list)
    sending_servers: list[str] = field(default_factory=list)
    smart_host: str = ""
    tls_certificate: str = ""
    service_instance: int = 0


@dataclass(kw_only=True)
class Recipient:
    """Somebody with an address, on either side.

    ``kind`` is ``UserMailbox``, ``MailUser`` or ``User``; a synchronised person exists on both
    sides, with the mailbox on one and the mail user on the other.
    """

    name: str
    address: str
    guid: str
    kind: str = "UserMailbox"
    upn: str = ""
    aliases: list[str] = field(default_factory=list)
    external_address: str = ""
    sid: str = ""
    server: str = ""
    linked: bool = False
    """An application account: disabled, linked user."""

    def answers_to(self, identity: str) -> bool:
        """Say whether ``identity`` (address, user principal name, name, GUID) names it."""
        known = {self.name, self.address, self.upn, self.guid, *self.aliases}
        return identity.casefold() in {text.casefold() for text in known if text}
