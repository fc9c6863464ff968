"""Exchange's configuration objects, as far as a check needs them, from what its cmdlets print.

Property names, types and traps: Microsoft's published test data of a real organisation
(microsoft/CSS-Exchange) and the cmdlets' pages on learn.microsoft.com/powershell/module/exchange.
Every ``from_object`` raises ``OutsideError`` of kind ``UNEXPECTED`` when a property is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self
from urllib.parse import urlsplit

from commands.outside.build import Build
from commands.outside.certificate import Certificate, CertificateUnreadable
from commands.outside.fields import Fields
from commands.outside.identifiers import same
from commands.ports import OutsideError

_WITH_OAUTH: Final = 15
"""The first version of Exchange that signs tokens; 14 is Exchange 2010."""


@dataclass(frozen=True, kw_only=True)
class AuthConfig:
    """Which certificate the organisation signs with; thumbprints are upper case, or empty."""

    current: str
    previous: str
    next: str
    next_effective: datetime | None
    service_name: str
    realm: str

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(
            current=at.text("CurrentCertificateThumbprint").upper(),
            previous=at.text("PreviousCertificateThumbprint").upper(),
            next=at.text("NextCertificateThumbprint").upper(),
            next_effective=at.moment("NextCertificateEffectiveDate"),
            service_name=at.text("ServiceName"),
            realm=at.text("Realm"),
        )

    def may_sign(self, thumbprint: str) -> bool:
        """Tell whether servers may sign with it: the current one, or the one before."""
        return any(same(thumbprint, each) for each in (self.current, self.previous))


@dataclass(frozen=True, kw_only=True)
class AuthServer:
    """A token issuer that Exchange trusts."""

    name: str
    type: str
    """``MicrosoftACS``, ``AzureAD``, …"""
    enabled: bool
    issuer: str
    realm: str
    token_endpoint: str
    metadata_url: str
    application_id: str
    """The dedicated hybrid application; builds before April 2025 have no such property."""
    domains: tuple[str, ...] = ()
    """Whose people it signs in for."""
    is_default: bool | None = False
    """Whether clients are sent there to sign in (hybrid modern authentication); ``None`` when the
    answer did not say."""
    graph_base_url: str | None = None
    """Where the Graph route goes; empty when it is not set, ``None`` when the build has no such
    property."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(
            name=at.text("Name"),
            type=at.text("Type"),
            enabled=at.flag("Enabled"),
            issuer=at.text("IssuerIdentifier"),
            realm=at.text("Realm"),
            token_endpoint=at.text("TokenIssuingEndpoint"),
            metadata_url=at.text("AuthMetadataUrl"),
            application_id=at.optional("ApplicationIdentifier"),
            domains=at.texts("DomainName") if "DomainName" in at.values else (),
            is_default=at.switch("IsDefaultAuthorizationEndpoint"),
            graph_base_url=at.text("GraphBaseUrl") if "GraphBaseUrl" in at.values else None,
        )


@dataclass(frozen=True, kw_only=True)
class PartnerApplication:
    """An application whose tokens Exchange accepts."""

    name: str
    enabled: bool
    application_id: str
    realm: str
    linked_account: str

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(
            name=at.text("Name"),
            enabled=at.flag("Enabled"),
            application_id=at.text("ApplicationIdentifier"),
            realm=at.text("Realm"),
            linked_account=at.text("LinkedAccount"),
        )


@dataclass(frozen=True, kw_only=True)
class Connector:
    """An intra-organization connector: where the other half of the organisation is looked for."""

    name: str
    enabled: bool
    discovery_endpoint: str
    domains: tuple[str, ...]
    """Lower case."""
    sharing_epr: str = ""
    """``TargetSharingEpr``: where EWS is called without asking Autodiscover; empty when unset."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(
            name=at.text("Name"),
            enabled=at.flag("Enabled"),
            discovery_endpoint=at.text("DiscoveryEndpoint"),
            sharing_epr=at.text("TargetSharingEpr") if "TargetSharingEpr" in at.values else "",
            domains=tuple(domain.lower() for domain in at.texts("TargetAddressDomains")),
        )

    @property
    def host(self) -> str:
        return host_of(self.discovery_endpoint)


@dataclass(frozen=True, kw_only=True)
class SettingOverride:
    """A switch that changes Exchange's behaviour; may be limited to servers or versions."""

    name: str
    component: str
    section: str
    parameters: tuple[str, ...]
    limits: tuple[str, ...]
    """Servers and versions it is limited to, as printed; empty when it holds everywhere."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        limits = [f"Server {server}" for server in at.texts("Server")]
        limits += [
            f"{limit} {at.text(limit)}"
            for limit in ("MinVersion", "MaxVersion", "FixVersion")
            if at.text(limit)
        ]
        return cls(
            name=at.text("Name"),
            component=at.text("ComponentName"),
            section=at.text("SectionName"),
            parameters=at.texts("Parameters"),
            limits=tuple(limits),
        )

    @property
    def enabled(self) -> bool:
        """Whether it switches its section on; an override that exists can also switch it off."""
        return any(same(parameter, "Enabled=true") for parameter in self.parameters)


@dataclass(frozen=True, kw_only=True)
class ExchangeServer:
    """A server of the organisation, as Active Directory describes it."""

    name: str
    build: Build
    """Cumulative update only: Active Directory never learns of security updates."""
    serves_clients: bool
    """A Mailbox or Client Access server."""
    site: str = ""
    """The Active Directory site, as printed; empty where the answer does not say."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(
            name=at.text("Name"),
            build=_build(at, "AdminDisplayVersion"),
            serves_clients=at.flag("IsMailboxServer") or at.flag("IsClientAccessServer"),
            site=_site(at),
        )

    @property
    def signs(self) -> bool:
        """Whether it needs the auth certificate: OAuth came with version 15, Exchange 2013.

        Microsoft's monitor script asks no server before it either.
        https://microsoft.github.io/CSS-Exchange/Admin/MonitorExchangeAuthCertificate/
        """
        return self.serves_clients and self.build.major >= _WITH_OAUTH


@dataclass(frozen=True, kw_only=True)
class AcceptedDomain:
    """A domain whose mail one side accepts; ``*.contoso.com`` and ``*`` stand for many.

    https://learn.microsoft.com/powershell/module/exchangepowershell/get-accepteddomain
    """

    name: str

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(name=at.text("DomainName").lower())

    def covers(self, domain: str) -> bool:
        """Tell whether a domain is this one, or one of those that it stands for."""
        if self.name.startswith("*"):
            return domain.lower().endswith(self.name[1:])
        return same(self.name, domain)


@dataclass(frozen=True, kw_only=True)
class VirtualDirectory:
    """An EWS or Autodiscover directory of one server."""

    server: str
    name: str
    external_url: str
    accepts_oauth: bool
    accepts_federation: bool | None = None
    """``WSSecurityAuthentication``, for the tokens of an organization relationship; ``None`` where
    the answer does not say."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        lists = (
            at.texts("InternalAuthenticationMethods"),
            at.texts("ExternalAuthenticationMethods"),
        )
        listed = all(
            any(same(method, "OAuth") for method in methods) for methods in lists if methods
        )
        return cls(
            server=at.text("Server"),
            name=at.text("Identity"),
            external_url=at.text("ExternalUrl"),
            accepts_oauth=listed and at.switch("OAuthAuthentication") is not False,
            accepts_federation=at.switch("WSSecurityAuthentication"),
        )


@dataclass(frozen=True, kw_only=True)
class Installed:
    """A certificate in a server's store.

    ``has_private_key`` is ``None`` when the session did not say: over remote PowerShell the object
    can shrink to its ``RawData``.
    """

    certificate: Certificate
    has_private_key: bool | None
    der: bytes = b""
    """The certificate itself, which is public."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        try:
            der = at.data("RawData")
            certificate = Certificate.from_der(der)
        except CertificateUnreadable as error:
            raise at.unexpected(f"RawData is no certificate: {error}") from error
        return cls(certificate=certificate, has_private_key=at.switch("HasPrivateKey"), der=der)

    @property
    def may_sign(self) -> bool:
        """Whether its private key is there, or may be."""
        return self.has_private_key is not False


class Store(tuple[Installed, ...]):
    """What is in a server's store, as far as it can be read.

    One certificate that cannot be read (the object came without its ``RawData``) hides no other;
    but then one that is not found may be that one.
    """

    unreadable: bool = False
    """Whether a certificate was left out."""

    @classmethod
    def of(cls, objects: Iterable[Fields]) -> Self:
        """Read the objects of ``Get-ExchangeCertificate``."""
        every = [_readable(each) for each in objects]
        store = cls(each for each in every if each is not None)
        store.unreadable = None in every
        return store


def _readable(at: Fields) -> Installed | None:
    try:
        return Installed.from_object(at)
    except OutsideError:
        return None


def of_thumbprint(store: Iterable[Installed], thumbprint: str) -> Installed | None:
    """Find a certificate in a store, the one that may sign first; ``None`` without one."""
    found = [each for each in store if same(each.certificate.thumbprint, thumbprint)]
    return next((each for each in found if each.may_sign), found[0] if found else None)


@dataclass(frozen=True, kw_only=True)
class TransportService:
    """A server's transport settings: which certificate it shows to the other servers over SMTP."""

    server: str
    certificate: str
    """Thumbprint, upper case; empty when none is named."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(
            server=at.text("Name"),
            certificate=at.text("InternalTransportCertificateThumbprint").upper(),
        )


@dataclass(frozen=True, kw_only=True)
class OrganisationObject:
    """The Exchange organisation itself; its GUID names the dedicated hybrid application."""

    name: str
    guid: str

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(name=at.text("Name"), guid=at.text("Guid"))


def _site(at: Fields) -> str:
    """Give the site; one of another shape than text decides nothing but who is near whom."""
    try:
        return at.optional("Site")
    except OutsideError:
        return ""


def setup_build(at: Fields) -> Build:
    """Give the build that is really installed: the file version of ExSetup.exe."""
    return _build(at, "FileVersion")


def host_of(url: str) -> str:
    """Give the host name of an https address, lower case; empty when there is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower() if parts.scheme == "https" else ""
    except ValueError:
        return ""


def _build(at: Fields, name: str) -> Build:
    try:
        return Build.parse(at.text(name))
    except ValueError as error:
        raise at.unexpected(str(error)) from error
