"""AuthConfig, auth servers, partner applications: whom the organisation trusts, and who it is."""

from lab.exchange.cmdlet import Turn, matching
from lab.exchange.shapes import ad_object, choice, configuration, strings, url
from lab.oauth.sts import ACS_HOST
from lab.records import Output, Record, Value
from lab.world_premises import ACS_ISSUER, AuthServer, PartnerApplication
from lab.world_versions import GRAPH_FLOW, at_least

_CONTAINER = "CN=Auth Configuration"
_AUTH_CONFIG = configuration(
    "AuthConfig", "Auth-Auth-Config", "container msExchContainer msExchAuthAuthConfig", ""
)
AUTH_SERVER = configuration(
    "AuthServer", "Auth-Auth-Server", "msExchAuthAuthServer", f"CN=Auth Servers,{_CONTAINER}"
)
_PARTNER = configuration(
    "PartnerApplication",
    "Auth-Partner-Application",
    "msExchAuthPartnerApplication",
    f"CN=Partner Applications,{_CONTAINER}",
)
_SERVER_TYPES = ("Unknown", "MicrosoftACS", "Facebook", "LinkedIn", "ADFS", "AzureAD")
_ACCOUNT_TYPES = ("None", "OrganizationalAccount", "ConsumerAccount")


def get_auth_config(turn: Turn) -> Output:
    config = turn.world.auth_config
    own: dict[str, Value] = {
        "CurrentCertificateThumbprint": config.current,
        "PreviousCertificateThumbprint": config.previous,
        "NextCertificateThumbprint": config.next,
        "NextCertificateEffectiveDate": config.next_effective,
        "ServiceName": config.service_name,
        "Realm": config.realm,
        "DeploymentId": "",
        "IssuerIdentifier": "",
    }
    shown = ad_object(turn, _AUTH_CONFIG, name="Auth Configuration", guid=config.guid, own=own)
    return Output([shown])


def get_auth_server(turn: Turn) -> Output:
    found = matching(turn, turn.world.auth_servers, lambda each: (each.issuer,))
    return Output([auth_server_record(turn, each) for each in found])


def get_cloud_auth_server(turn: Turn) -> Output:
    """Exchange Online's own trust in ACS, under the issuer's name: nothing a tenant could change.

    Microsoft's checker asks for it by that name and expects it enabled (CSS-Exchange,
    FreeBusyChecker, ExoOauthFunctions.ps1).
    """
    tenant = turn.world.tenant
    acs = AuthServer(
        name=ACS_ISSUER,
        guid="0e2c1bb4-5b0a-5f6b-8a3b-64cc1ad0c6c1",
        type="MicrosoftACS",
        issuer=ACS_ISSUER,
        realm=tenant.id,
        token_endpoint=f"https://{ACS_HOST}/tokens/OAuth/2",
        metadata_url=f"https://{ACS_HOST}/metadata/json/1",
    )
    found = matching(turn, [acs], lambda each: (each.issuer,))
    return Output([auth_server_record(turn, each) for each in found])


def get_partner_application(turn: Turn) -> Output:
    found = matching(turn, turn.world.partner_applications)
    return Output([_partner(turn, each) for each in found])


def auth_server_record(turn: Turn, server: AuthServer) -> Record:
    """Lay out an auth server; the address for Graph only where the build knows it."""
    own: dict[str, Value] = {
        "IssuerIdentifier": server.issuer,
        "TokenIssuingEndpoint": server.token_endpoint,
        "AuthorizationEndpoint": server.authorization_endpoint,
        "ApplicationIdentifier": server.application_identifier,
        "CertificateStrings": strings(()),
        "AuthMetadataUrl": server.metadata_url,
        "Realm": server.realm,
        "DomainName": strings(server.domain_names),
        "Type": choice("AuthServerType", _SERVER_TYPES, server.type),
        "Enabled": server.enabled,
        "IsDefaultAuthorizationEndpoint": server.default_authorization_endpoint,
    }
    if turn.server is not None and at_least(turn.server.build, GRAPH_FLOW):
        own["GraphBaseUrl"] = url(server.graph_base_url)
    return ad_object(turn, AUTH_SERVER, name=server.name, guid=server.guid, own=own)


def _partner(turn: Turn, partner: PartnerApplication) -> Record:
    own: dict[str, Value] = {
        "Enabled": partner.enabled,
        "ApplicationIdentifier": partner.application_identifier,
        "CertificateStrings": strings(()),
        "AuthMetadataUrl": partner.metadata_url,
        "Realm": partner.realm,
        "UseAuthServer": partner.use_auth_server,
        "AcceptSecurityIdentifierInformation": partner.accept_security_identifier_information,
        "LinkedAccount": partner.linked_account or None,
        "DeploymentId": "",
        "IssuerIdentifier": "",
        "AccountType": choice("SupportedAccountType", _ACCOUNT_TYPES, partner.account_type),
        "AppOnlyPermissions": strings(partner.app_only_permissions)
        if partner.app_only_permissions
        else None,
        "ActAsPermissions": strings(partner.act_as_permissions)
        if partner.act_as_permissions
        else None,
    }
    return ad_object(turn, _PARTNER, name=partner.name, guid=partner.guid, own=own)
