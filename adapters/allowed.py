"""The cmdlets that may be run at all, with their parameters: nothing else is ever sent.

Over remote PowerShell a parameter's value cannot become code (it is one CLIXML element), so what
remains to be guarded is the choice of names.  Each side has its own list, and none can hold a name
that ``documented`` does not have for that side.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from adapters.documented import NEWEST_SERVER, ONLINE, undocumented
from commands.ports import Kind, Outcome, OutsideError
from commands.secret import Secret


@dataclass(frozen=True, kw_only=True)
class Cmdlet:
    """What is known of one cmdlet.

    Attributes:
        parameters: The names that may be given.
        writes: It changes something: never repeated, never given to another server.
        slow: It makes calls of its own and takes many seconds; kept apart from the reads.
        sealed: The parameters whose value is a ``Secret``, and no others.
        asks: It asks what it can do without: it is answered with No, and goes on.  With any other
            a question answered so is a refusal.
    """

    parameters: frozenset[str] = frozenset()
    writes: bool = False
    slow: bool = False
    sealed: frozenset[str] = frozenset()
    asks: bool = False


def _reads(*parameters: str) -> Cmdlet:
    return Cmdlet(parameters=frozenset(parameters))


_TEST: Final = Cmdlet(
    parameters=frozenset(
        {"AppOnly", "Mailbox", "ReloadConfig", "Service", "TargetUri", "UseCachedToken"}
    ),
    slow=True,
)


def _writes(*parameters: str, sealed: str = "", asks: bool = False) -> Cmdlet:
    secrets = frozenset({sealed} if sealed else ())
    return Cmdlet(parameters=secrets.union(parameters), writes=True, sealed=secrets, asks=asks)


_REMOVES: Final = _writes("Confirm", "Identity")
_NEW_CONNECTOR: Final = _writes("DiscoveryEndpoint", "Enabled", "Name", "TargetAddressDomains")
_SET_CONNECTOR: Final = _writes("DiscoveryEndpoint", "Enabled", "Identity", "TargetAddressDomains")
_VIRTUAL_DIRECTORY: Final = _reads(
    "ADPropertiesOnly", "DomainController", "Identity", "Server", "ShowMailboxVirtualDirectories"
)
_RECIPIENT: Final = _reads("DomainController", "Filter", "Identity", "ResultSize")

ON_PREMISES: Final[Mapping[str, Cmdlet]] = {
    "Enable-ExchangeCertificate": _writes("Force", "Server", "Services", "Thumbprint"),
    "Get-AcceptedDomain": _reads("DomainController", "Identity"),
    "Get-AuthConfig": _reads("DomainController"),
    "Get-AuthServer": _reads("DomainController", "Identity"),
    "Get-AutodiscoverVirtualDirectory": _VIRTUAL_DIRECTORY,
    "Get-AvailabilityAddressSpace": _reads("DomainController", "Identity"),
    "Get-ClientAccessService": _reads("DomainController", "Identity"),
    "Get-ExchangeCertificate": _reads("DomainController", "DomainName", "Server", "Thumbprint"),
    # With an argument it makes the process do something: Refresh has settings take effect.
    "Get-ExchangeDiagnosticInfo": _writes("Argument", "Component", "Process", "Server"),
    "Get-ExchangeServer": _reads("DomainController", "Identity", "Status"),
    "Get-FederatedOrganizationIdentifier": _reads("DomainController", "Identity"),
    "Get-FederationTrust": _reads("DomainController", "Identity"),
    "Get-HybridConfiguration": _reads("DomainController"),
    "Get-IntraOrganizationConfiguration": _reads(),
    "Get-IntraOrganizationConnector": _reads("DomainController", "Identity"),
    "Get-MailUser": _RECIPIENT,
    "Get-Mailbox": _reads(
        "Arbitration", "DomainController", "Filter", "Identity", "ResultSize", "Server"
    ),
    "Get-OrganizationConfig": _reads("DomainController"),
    "Get-OrganizationRelationship": _reads("DomainController", "Identity"),
    "Get-PartnerApplication": _reads("DomainController", "Identity"),
    "Get-Recipient": _RECIPIENT,
    "Get-RemoteMailbox": _RECIPIENT,
    "Get-ServerComponentState": _reads("Component", "DomainController", "Identity"),
    "Get-SettingOverride": _reads("DomainController", "Identity"),
    "Get-TransportService": _reads("DomainController", "Identity"),
    "Get-User": _RECIPIENT,
    "Get-WebServicesVirtualDirectory": _VIRTUAL_DIRECTORY,
    "Import-ExchangeCertificate": _writes(
        "FileData", "FriendlyName", "PrivateKeyExportable", "Server", sealed="Password"
    ),
    "New-AuthServer": _writes("AuthMetadataUrl", "Name", "Type"),
    # Never Force: the question it asks, whether to replace the default SMTP certificate, would be
    # answered with Yes.
    "New-ExchangeCertificate": _writes(
        "DomainName", "FriendlyName", "KeySize", "PrivateKeyExportable", "SubjectName", asks=True
    ),
    "New-IntraOrganizationConnector": _NEW_CONNECTOR,
    "New-SettingOverride": _writes("Component", "Name", "Parameters", "Reason", "Section"),
    "Remove-AuthServer": _REMOVES,
    "Remove-ExchangeCertificate": _writes("Confirm", "Server", "Thumbprint"),
    "Remove-IntraOrganizationConnector": _REMOVES,
    "Remove-SettingOverride": _REMOVES,
    "Set-AuthConfig": _writes(
        "ClearPreviousCertificate",
        "Force",
        "NewCertificateEffectiveDate",
        "NewCertificateThumbprint",
        "PublishCertificate",
    ),
    "Set-AuthServer": _writes(
        "ApplicationIdentifier",
        "AuthMetadataUrl",
        "DomainName",
        "Enabled",
        "Identity",
        "IsDefaultAuthorizationEndpoint",
        "RefreshAuthMetadata",
    ),
    "Set-IntraOrganizationConnector": _SET_CONNECTOR,
    "Set-PartnerApplication": _writes("Enabled", "Identity", "Realm"),
    "Set-SettingOverride": _writes("Identity", "Parameters", "Reason"),
    "Test-OAuthConnectivity": _TEST,
    "Test-ServiceHealth": _reads("DomainController", "Server"),
}

MAINTENANCE: Final[Mapping[str, Cmdlet]] = {
    # It changes nothing, and yet: each answer is one more copy of a private key, and the server was
    # chosen because it has that key.  So it is sent once, to that server, as a change is.
    # Exchange's own Export-ExchangeCertificate refuses the auth certificate since October 2025.
    "Export-HybridgeAuthCertificate": _writes("Thumbprint", sealed="Password"),
    "Get-HybridgeExSetup": _reads(),
    "Restart-HybridgeServiceHost": _writes(),
    "Restart-HybridgeWebPools": _writes(),
}

CLOUD: Final[Mapping[str, Cmdlet]] = {
    "Get-AcceptedDomain": _reads("Identity"),
    "Get-AuthServer": _reads("Identity"),
    "Get-AvailabilityAddressSpace": _reads("Identity"),
    "Get-FederatedOrganizationIdentifier": _reads("Identity", "IncludeExtendedDomainInfo"),
    "Get-FederationTrust": _reads("Identity"),
    "Get-IntraOrganizationConfiguration": _reads("OrganizationGuid"),
    "Get-IntraOrganizationConnector": _reads("Identity"),
    "Get-MailUser": _reads("Filter", "Identity", "ResultSize"),
    "Get-Mailbox": _reads("Filter", "Identity", "ResultSize"),
    "Get-MigrationEndpoint": _reads("Identity", "Type"),
    "Get-OnPremisesOrganization": _reads("Identity"),
    "Get-OrganizationConfig": _reads("RetrieveEwsOperationAccessPolicy"),
    "Get-OrganizationRelationship": _reads("Identity"),
    "Get-PartnerApplication": _reads("Identity"),
    "Get-Recipient": _reads("Filter", "Identity", "ResultSize"),
    "Get-ServicePrincipal": _reads("Identity"),
    "Get-User": _reads("Filter", "Identity", "ResultSize"),
    "New-IntraOrganizationConnector": _NEW_CONNECTOR,
    "Remove-IntraOrganizationConnector": _REMOVES,
    "Set-IntraOrganizationConnector": _SET_CONNECTOR,
    "Set-OrganizationConfig": _writes("EwsAllowedAppIDs", "EwsEnabled"),
    "Test-OAuthConnectivity": _TEST,
}


def _hold(version: str, cmdlets: Mapping[str, Cmdlet]) -> None:
    """Pass when a version has every name of a list; another one is a mistake in this file."""
    problems = [undocumented(name, each.parameters, version) for name, each in cmdlets.items()]
    if wrong := "; ".join(filter(None, problems)):
        raise ValueError(f"the list of allowed cmdlets: {wrong}; see cmdlets.toml")


_hold(NEWEST_SERVER, ON_PREMISES)
_hold(ONLINE, CLOUD)


def allowed(
    table: Mapping[str, Cmdlet], source: str, cmdlet: str, parameters: Mapping[str, Any]
) -> Cmdlet:
    """Give what is known of a cmdlet that may be run with these parameters.

    Names are compared exactly: a name that is not spelt as in the list is not in the list.

    Raises:
        OutsideError: ``BLOCKED``, not sent.
    """
    known = table.get(cmdlet)
    if known is None:
        raise _blocked(source, cmdlet, "the cmdlet is not in the list of allowed ones")
    strange = sorted(set(parameters) - known.parameters)
    if strange:
        raise _blocked(source, cmdlet, f"parameters not in the list: {', '.join(strange)}")
    _sealed(known, source, cmdlet, parameters)
    return known


def _sealed(known: Cmdlet, source: str, cmdlet: str, parameters: Mapping[str, Any]) -> None:
    """Pass when every secret is given as one, and nothing else is."""
    for name, value in sorted(parameters.items()):
        if isinstance(value, Secret) and name not in known.sealed:
            raise _blocked(source, cmdlet, f"{name} would carry a secret, and is not meant to")
        if name in known.sealed and not isinstance(value, Secret):
            raise _blocked(source, cmdlet, f"{name} would travel readable; a Secret is expected")


def _blocked(source: str, cmdlet: str, detail: str) -> OutsideError:
    return OutsideError(
        kind=Kind.BLOCKED, outcome=Outcome.NOT_SENT, source=source, doing=cmdlet, detail=detail
    )
