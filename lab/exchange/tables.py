"""Which cmdlets exist on which side: one line each.  What is not here is not recognised there."""

from collections.abc import Iterable, Mapping
from typing import Final

from lab.exchange import auth, connectors, directories, organisation, recipients, servers
from lab.exchange.cmdlet import Cmdlet, cmdlet
from lab.exchange.connectivity import test_oauth_connectivity


def _table(cmdlets: Iterable[Cmdlet], common: str = "") -> Mapping[str, Cmdlet]:
    more = frozenset(common.lower().split())
    return {
        each.name.lower(): Cmdlet(
            each.name, each.run, each.parameters | more, each.required, each.kind
        )
        for each in cmdlets
    }


_RECIPIENT: Final = "Identity ResultSize Filter"
_DIRECTORY: Final = "Identity Server ADPropertiesOnly ShowMailboxVirtualDirectories"
_TEST: Final = cmdlet(
    "Test-OAuthConnectivity",
    test_oauth_connectivity,
    "Mailbox AppOnly UseCachedToken ReloadConfig WhatIf Confirm",
    required="Service TargetUri",
    kind="test",
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
        cmdlet(
            "Get-ExchangeCertificate",
            servers.get_exchange_certificate,
            "Server Thumbprint DomainName Instance",
        ),
        cmdlet("Get-ExchangeServer", servers.get_exchange_server, "Identity Status Domain"),
        cmdlet("Get-HybridConfiguration", connectors.get_hybrid_configuration, ""),
        cmdlet("Get-IntraOrganizationConnector", connectors.get_intra_organization_connector),
        cmdlet("Get-Mailbox", recipients.get_mailbox, f"{_RECIPIENT} Server Arbitration"),
        cmdlet("Get-MailUser", recipients.get_mail_user, _RECIPIENT),
        cmdlet("Get-OrganizationConfig", organisation.get_organization_config, ""),
        cmdlet("Get-OrganizationRelationship", connectors.get_organization_relationship),
        cmdlet("Get-PartnerApplication", auth.get_partner_application),
        cmdlet("Get-Recipient", recipients.get_recipient, _RECIPIENT),
        cmdlet("Get-SettingOverride", organisation.get_setting_override),
        cmdlet("Get-User", recipients.get_user, _RECIPIENT),
        cmdlet(
            "Get-WebServicesVirtualDirectory",
            directories.get_web_services_virtual_directory,
            _DIRECTORY,
        ),
        _TEST,
    ),
    "DomainController",
)
"""On an Exchange server, over ``Microsoft.Exchange``."""

MAINTENANCE: Final = _table((cmdlet("Get-HybridgeExSetup", servers.get_ex_setup, ""),))
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
    )
)
"""In Exchange Online."""
