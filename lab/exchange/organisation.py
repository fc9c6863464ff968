"""The organisation's own settings: accepted domains, OrganizationConfig, setting overrides."""

from lab.exchange.cmdlet import Turn, matching
from lab.exchange.shapes import (
    CONFIGURATION,
    CONFIGURATION_BASES,
    MANAGEMENT,
    PRESENTATION_BASES,
    Shape,
    ad_object,
    choice,
    configuration,
    organisation_dn,
    strings,
)
from lab.records import Choice, Output, Record, Value
from lab.world_premises import AcceptedDomain, SettingOverride

_DOMAIN = configuration(
    "AcceptedDomain",
    "Accepted-Domain",
    "msExchAcceptedDomain",
    "CN=Accepted Domains,CN=Transport Settings",
)
_DOMAIN_TYPES = ("Authoritative", "ExternalRelay", "InternalRelay")
OVERRIDE = Shape(
    (f"{CONFIGURATION}.ConfigurationSettings.SettingOverride", *CONFIGURATION_BASES),
    "Config-Settings",
    ("msExchConfigSettings",),
    "CN=Setting Overrides,CN=Global Settings",
    "0.1 (8.0.535.0)",
)
_ORGANISATION = Shape(
    (f"{MANAGEMENT}.OrganizationConfig", *PRESENTATION_BASES),
    "Organization-Container",
    ("container", "msExchOrganizationContainer"),
    "",
    "2.0 (15.0.0.0)",
)


def get_accepted_domain(turn: Turn) -> Output:
    side = turn.world if turn.server is not None else turn.world.tenant
    return Output([_accepted(turn, each) for each in matching(turn, side.accepted_domains)])


def get_setting_override(turn: Turn) -> Output:
    found = matching(turn, turn.world.setting_overrides)
    return Output([override_record(turn, each) for each in found])


def get_organization_config(turn: Turn) -> Output:
    """Give the settings on premises: nobody has decided on EWS there, all of it is null."""
    organisation = turn.world.organisation
    own: dict[str, Value] = {
        "ObjectVersion": 16763,
        "CustomerFeedbackEnabled": True,
        "EwsAllowEntourage": None,
        "EwsAllowList": None,
        "EwsAllowMacOutlook": None,
        "EwsAllowOutlook": None,
        "EwsApplicationAccessPolicy": None,
        "EwsBlockList": None,
        "EwsEnabled": None,
        "MapiHttpEnabled": True,
        "OAuth2ClientProfileEnabled": False,
        "LegacyExchangeDN": f"/o={organisation.exchange_name}",
        "IsMixedMode": False,
        "IsDehydrated": False,
        "MitigationsEnabled": True,
        "EnableAuthAdminReadSession": False,
        "AdminDisplayVersion": "0.20 (15.1.0.0)",
    }
    name = organisation.exchange_name
    shown = ad_object(turn, _ORGANISATION, name=name, guid=organisation.guid, own=own)
    return Output([_at_root(turn, shown)])


def get_cloud_organization_config(turn: Turn) -> Output:
    """Give the settings in the cloud; the app-id list only comes when it is asked for, and the
    switch beside it is not known to come too (``Tenant.ews_in_one_answer``).

    https://learn.microsoft.com/powershell/module/exchangepowershell/get-organizationconfig
    """
    tenant = turn.world.tenant
    config = tenant.organization_config
    asked = turn.flag("retrieveewsoperationaccesspolicy")
    apart = asked and not tenant.ews_in_one_answer
    own: dict[str, Value] = {
        "ObjectVersion": 16763,
        "EwsAllowEntourage": None,
        "EwsAllowList": strings(config.ews_allow_list) if config.ews_allow_list else None,
        "EwsAllowMacOutlook": None,
        "EwsAllowOutlook": None,
        "EwsApplicationAccessPolicy": config.ews_application_access_policy or None,
        "EwsBlockList": strings(config.ews_block_list) if config.ews_block_list else None,
        "EwsEnabled": None if apart else config.ews_enabled,
        "EwsAllowedAppIDs": (",".join(config.ews_allowed_app_ids) or None) if asked else None,
        "OAuth2ClientProfileEnabled": config.oauth_enabled,
        "IsDehydrated": False,
        "AdminDisplayVersion": "0.20 (15.20.9345.13)",
        "ExternalDirectoryOrganizationId": tenant.id,
        "DisplayName": turn.world.organisation.exchange_name,
    }
    guid = tenant.on_premises_organization.guid
    shown = ad_object(turn, _ORGANISATION, name=tenant.initial_domain, guid=guid, own=own)
    return Output([_at_root(turn, shown)])


def _at_root(turn: Turn, record: Record) -> Record:
    """Put the organisation itself where it lies: it is its own container."""
    properties = {**record.properties, "DistinguishedName": organisation_dn(turn)}
    return Record(record.types, record.text, properties)


def _accepted(turn: Turn, domain: AcceptedDomain) -> Record:
    own: dict[str, Value] = {
        "DomainName": domain.name,
        "CatchAllRecipientID": None,
        "DomainType": choice("AcceptedDomainType", _DOMAIN_TYPES, domain.type),
        "MatchSubDomains": domain.name.startswith("*."),
        "AddressBookEnabled": True,
        "Default": domain.default,
        "EmailOnly": False,
        "ExternallyManaged": False,
        "AuthenticationType": "Managed" if turn.server is None else None,
        "LiveIdInstanceType": None,
        "PendingRemoval": False,
        "PendingCompletion": False,
        "FederatedOrganizationLink": None,
        "MailFlowPartner": None,
        "OutboundOnly": False,
        "IsCoexistenceDomain": domain.coexistence,
        "PerimeterDuplicateDetected": False,
        "IsDefaultFederatedDomain": False,
        "EnableNego2Authentication": False,
        "InitialDomain": domain.initial,
    }
    return ad_object(turn, _DOMAIN, name=domain.name, guid=domain.guid, own=own)


def override_record(turn: Turn, override: SettingOverride) -> Record:
    """Lay out a setting override."""
    status = f"{CONFIGURATION}.ConfigurationSettings.SettingOverrideStatus"
    parameters = "".join(f"<P>{each}</P>" for each in override.parameters)
    own: dict[str, Value] = {
        "ComponentName": override.component,
        "SectionName": override.section,
        "AppId": "EXO",
        "FlightName": None,
        "ModifiedBy": override.modified_by,
        "Reason": override.reason,
        "MinVersion": override.min_version or None,
        "MaxVersion": override.max_version or None,
        "FixVersion": override.fix_version or None,
        "Server": strings(override.servers) if override.servers else None,
        "IsFlight": False,
        "Parameters": strings(override.parameters),
        "Status": Choice(status, override.status, 3 if override.status == "Accepted" else 0),
        "XmlRaw": f'<S CN="{override.component}" SN="{override.section}" '
        f'MB="{override.modified_by}" R="{override.reason}"><Ps>{parameters}</Ps></S>',
    }
    return ad_object(turn, OVERRIDE, name=override.name, guid=override.guid, own=own)
