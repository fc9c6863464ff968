"""Which cmdlets exist on which side: one line each.  What is not here is not recognised there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from lab.exchange import (
    auth,
    auth_changes,
    certificate_export,
    connector_changes,
    connectors,
    directories,
    federation,
    organisation,
    organisation_changes,
    recipients,
    restarts,
    servers,
)
from lab.exchange.certificate_table import CERTIFICATES
from lab.exchange.changes import COMMON_WRITE
from lab.exchange.cmdlet import Cmdlet, cmdlet
from lab.exchange.connectivity import test_oauth_connectivity
from lab.world_versions import DEDICATED_APP, GRAPH_FLOW, NOT_2013


def _table(cmdlets: Iterable[Cmdlet], common: str = "") -> Mapping[str, Cmdlet]:
    """Give cmdlets by name, each with the parameters that all but a few of them have."""
    more = frozenset(common.lower().split())
    return {
        each.name.lower(): each
        if each.name in _WITHOUT_COMMON
        else replace(each, parameters=each.parameters | more)
        for each in cmdlets
    }


def _without(cmdlet: Cmdlet, parameter: str) -> Cmdlet:
    return replace(cmdlet, parameters=cmdlet.parameters - {parameter.lower()})


_WITHOUT_COMMON: Final = ("Get-ExchangeDiagnosticInfo", "Test-OAuthConnectivity")
"""Cmdlets of an Exchange server that take no -DomainController."""


_RECIPIENT: Final = "Identity ResultSize Filter"
_DIRECTORY: Final = "Identity Server ADPropertiesOnly ShowMailboxVirtualDirectories"
_TEST: Final = cmdlet(
    "Test-OAuthConnectivity",
    test_oauth_connectivity,
    "Mailbox AppOnly UseCachedToken ReloadConfig WhatIf Confirm",
    required="Service TargetUri",
    kind="test",
)

_CONNECTORS: Final = (
    cmdlet(
        "New-IntraOrganizationConnector",
        connector_changes.new_intra_organization_connector,
        f"Enabled TargetSharingEpr {COMMON_WRITE}",
        required="Name DiscoveryEndpoint TargetAddressDomains",
    ),
    cmdlet(
        "Set-IntraOrganizationConnector",
        connector_changes.set_intra_organization_connector,
        f"DiscoveryEndpoint TargetAddressDomains Enabled TargetSharingEpr {COMMON_WRITE}",
        required="Identity",
    ),
    cmdlet(
        "Remove-IntraOrganizationConnector",
        connector_changes.remove_intra_organization_connector,
        COMMON_WRITE,
        required="Identity",
    ),
)
_AUTH_SERVERS: Final = (
    cmdlet(
        "New-AuthServer",
        auth_changes.new_auth_server,
        f"Type Enabled DomainName TrustAnySSLCertificate {COMMON_WRITE}",
        required="Name AuthMetadataUrl",
        since={"DomainName": NOT_2013},
    ),
    cmdlet(
        "Set-AuthServer",
        auth_changes.set_auth_server,
        "AuthMetadataUrl GraphBaseUrl TrustAnySSLCertificate IsDefaultAuthorizationEndpoint "
        f"RefreshAuthMetadata ApplicationIdentifier DomainName Enabled {COMMON_WRITE}",
        required="Identity",
        sets=(
            "AuthMetadataUrl GraphBaseUrl TrustAnySSLCertificate",
            "AuthMetadataUrl IsDefaultAuthorizationEndpoint",
            "RefreshAuthMetadata",
            "ApplicationIdentifier",
        ),
        since={
            "ApplicationIdentifier": DEDICATED_APP,
            "DomainName": NOT_2013,
            "GraphBaseUrl": GRAPH_FLOW,
        },
    ),
    cmdlet("Remove-AuthServer", auth_changes.remove_auth_server, COMMON_WRITE, required="Identity"),
    cmdlet(
        "Set-PartnerApplication",
        auth_changes.set_partner_application,
        f"Enabled Realm LinkedAccount {COMMON_WRITE}",
        required="Identity",
    ),
)
_OVERRIDES: Final = (
    cmdlet(
        "New-SettingOverride",
        organisation_changes.new_setting_override,
        f"MinVersion MaxVersion Server Force {COMMON_WRITE}",
        required="Name Component Section Parameters Reason",
    ),
    cmdlet(
        "Set-SettingOverride",
        organisation_changes.set_setting_override,
        f"Parameters Reason Server {COMMON_WRITE}",
        required="Identity",
    ),
    cmdlet(
        "Remove-SettingOverride",
        organisation_changes.remove_setting_override,
        COMMON_WRITE,
        required="Identity",
    ),
    cmdlet(
        "Get-ExchangeDiagnosticInfo",
        organisation_changes.get_exchange_diagnostic_info,
        "Server Process Component Argument",
    ),
)

PREMISES: Final = _table(
    (
        cmdlet("Get-AcceptedDomain", organisation.get_accepted_domain),
        cmdlet("Get-AuthConfig", auth.get_auth_config, ""),
        cmdlet("Get-AuthServer", auth.get_auth_server),
        cmdlet(
            "Get-AutodiscoverVirtualDirectory",
            directories.get_autodiscover_virtual_directory,
            _DIRECTORY,
        ),
        cmdlet("Get-ClientAccessService", servers.get_client_access_service),
        cmdlet("Get-ExchangeServer", servers.get_exchange_server, "Identity Status Domain"),
        cmdlet(
            "Get-FederatedOrganizationIdentifier",
            federation.get_federated_organization_identifier,
            "Identity IncludeExtendedDomainInfo",
        ),
        cmdlet("Get-FederationTrust", federation.get_federation_trust),
        cmdlet("Get-HybridConfiguration", connectors.get_hybrid_configuration, ""),
        cmdlet("Get-IntraOrganizationConnector", connectors.get_intra_organization_connector),
        cmdlet("Get-Mailbox", recipients.get_mailbox, f"{_RECIPIENT} Server Arbitration"),
        cmdlet("Get-MailUser", recipients.get_mail_user, _RECIPIENT),
        cmdlet("Get-OrganizationConfig", organisation.get_organization_config, ""),
        cmdlet("Get-OrganizationRelationship", connectors.get_organization_relationship),
        cmdlet("Get-PartnerApplication", auth.get_partner_application),
        cmdlet("Get-Recipient", recipients.get_recipient, _RECIPIENT),
        cmdlet("Get-SettingOverride", organisation.get_setting_override),
        cmdlet("Get-TransportService", servers.get_transport_service),
        cmdlet("Get-User", recipients.get_user, _RECIPIENT),
        cmdlet(
            "Get-WebServicesVirtualDirectory",
            directories.get_web_services_virtual_directory,
            _DIRECTORY,
        ),
        _TEST,
        *CERTIFICATES,
        *_AUTH_SERVERS,
        # Only Exchange Online takes the address of a Hybrid Agent.
        *(_without(each, "TargetSharingEpr") for each in _CONNECTORS),
        *_OVERRIDES,
    ),
    "DomainController",
)
"""On an Exchange server, over ``Microsoft.Exchange``."""

MAINTENANCE: Final = _table(
    (
        cmdlet("Get-HybridgeExSetup", servers.get_ex_setup, ""),
        cmdlet(
            "Export-HybridgeAuthCertificate",
            certificate_export.export_auth_certificate,
            "",
            required="Thumbprint Password",
            secure="Password",
        ),
        cmdlet("Restart-HybridgeServiceHost", restarts.restart_service_host, ""),
        cmdlet("Restart-HybridgeWebPools", restarts.restart_web_pools, ""),
    )
)
"""On an Exchange server, over the least-privilege endpoint beside it."""

CLOUD: Final = _table(
    (
        cmdlet("Get-AcceptedDomain", organisation.get_accepted_domain),
        cmdlet("Get-AuthServer", auth.get_cloud_auth_server),
        cmdlet(
            "Get-IntraOrganizationConfiguration",
            connectors.get_intra_organization_configuration,
            "OrganizationGuid",
        ),
        cmdlet("Get-IntraOrganizationConnector", connectors.get_intra_organization_connector),
        cmdlet("Get-Mailbox", recipients.get_mailbox, _RECIPIENT),
        cmdlet("Get-MailUser", recipients.get_mail_user, _RECIPIENT),
        cmdlet("Get-OnPremisesOrganization", connectors.get_on_premises_organization),
        cmdlet(
            "Get-OrganizationConfig",
            organisation.get_cloud_organization_config,
            "RetrieveEwsOperationAccessPolicy",
        ),
        cmdlet("Get-OrganizationRelationship", connectors.get_organization_relationship),
        cmdlet("Get-Recipient", recipients.get_recipient, _RECIPIENT),
        cmdlet("Get-User", recipients.get_user, _RECIPIENT),
        _TEST,
        *_CONNECTORS,
        cmdlet(
            "Set-OrganizationConfig",
            organisation_changes.set_organization_config,
            f"EwsEnabled EwsAllowedAppIDs {COMMON_WRITE}",
        ),
    )
)
"""In Exchange Online."""
