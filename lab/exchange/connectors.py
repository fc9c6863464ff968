"""Connectors, relationships and the hybrid configuration: how the two sides find each other."""

from lab.exchange.cmdlet import Turn, matching, not_found
from lab.exchange.shapes import CONFIGURATION, ad_object, configuration, url
from lab.records import Choice, Many, Output, Record, Value
from lab.world_premises import Connector, OrganizationRelationship

CONNECTOR = configuration(
    "IntraOrganizationConnector",
    "Intra-Organization-Connector",
    "msExchIntraOrganizationConnector",
    "CN=Intra Organization Connectors",
)
_RELATIONSHIP = configuration(
    "OrganizationRelationship",
    "Fed-Sharing-Relationship",
    "msExchFedSharingRelationship",
    "CN=Federation",
)
_HYBRID = configuration(
    "HybridConfiguration",
    "Coexistence-Relationship",
    "msExchCoexistenceRelationship",
    "CN=Hybrid Configuration",
)
_ON_PREMISES = configuration(
    "OnPremisesOrganization",
    "On-Premises-Organization",
    "msExchOnPremisesOrganization",
    "CN=On-Premises Organizations",
)
_INTRA_TYPES = (
    "Microsoft.Exchange.Management.SystemConfigurationTasks.IntraOrganizationConfiguration",
    "Microsoft.Exchange.Data.ConfigurableObject",
    "System.Object",
)
_FEATURES = (
    "FreeBusy",
    "MoveMailbox",
    "Mailtips",
    "MessageTracking",
    "OwaRedirection",
    "OnlineArchive",
    "SecureMail",
    "Centralized",
    "Photos",
)


def get_intra_organization_connector(turn: Turn) -> Output:
    side = turn.world if turn.server is not None else turn.world.tenant
    return Output([connector_record(turn, each) for each in matching(turn, side.connectors)])


def get_intra_organization_configuration(turn: Turn) -> Output:
    """Cloud only in the lab; with one on-premises organisation no guid is asked for."""
    known = turn.world.tenant.on_premises_organization
    wanted = turn.text("organizationguid")
    if wanted and wanted.casefold() not in (known.guid, known.organization_guid):
        raise not_found(turn, wanted)
    found = turn.world.tenant.intra_organization_configuration
    own: dict[str, Value] = {
        "OnlineDiscoveryEndpoint": url(
            "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc"
        ),
        "OnlineTargetAddress": turn.world.tenant.routing_domain,
        "OnPremiseDiscoveryEndpoint": url(found.discovery_endpoint),
        "OnPremiseWebServiceEndpoint": url(found.web_service_endpoint),
        "OnPremiseTargetAddresses": Many(
            "Microsoft.Exchange.Data.SmtpDomain", list(found.target_addresses)
        ),
        "DeploymentIsCompleteIOCReady": True,
        "HasNonIOCReadyExchangeCASServerVersions": False,
        "HasNonIOCReadyExchangeMailboxServerVersions": False,
        "Identity": "",
        "IsValid": True,
        "ObjectState": Choice("Microsoft.Exchange.Data.ObjectState", "New", 0),
    }
    return Output([Record(_INTRA_TYPES, _INTRA_TYPES[0], own)])


def get_on_premises_organization(turn: Turn) -> Output:
    found = turn.world.tenant.on_premises_organization
    relationships = turn.world.tenant.relationships
    own: dict[str, Value] = {
        "OrganizationGuid": found.organization_guid,
        "OrganizationName": turn.world.organisation.exchange_name,
        "HybridDomains": Many("Microsoft.Exchange.Data.SmtpDomain", list(found.domains)),
        "InboundConnector": f"Inbound from {found.organization_guid}",
        "OutboundConnector": f"Outbound to {found.organization_guid}",
        "OrganizationRelationship": relationships[0].name if relationships else None,
        "Comment": "",
    }
    shown = matching(turn, [found])
    return Output(
        [ad_object(turn, _ON_PREMISES, name=each.name, guid=each.guid, own=own) for each in shown]
    )


def get_organization_relationship(turn: Turn) -> Output:
    side = turn.world if turn.server is not None else turn.world.tenant
    return Output([_relationship(turn, each) for each in matching(turn, side.relationships)])


def get_hybrid_configuration(turn: Turn) -> Output:
    found = turn.world.hybrid_configuration
    if found is None:
        return Output()
    servers = "Microsoft.Exchange.Data.Directory.ADObjectId"
    features = [Choice("HybridFeature", name, _FEATURES.index(name)) for name in found.features]
    own: dict[str, Value] = {
        "ClientAccessServers": Many(servers),
        "EdgeTransportServers": Many(servers),
        "ReceivingTransportServers": Many(servers, list(found.receiving_servers)),
        "SendingTransportServers": Many(servers, list(found.sending_servers)),
        "OnPremisesSmartHost": found.smart_host or None,
        "Domains": Many("Microsoft.Exchange.Data.AutoDiscoverSmtpDomain", list(found.domains)),
        "Features": Many("HybridFeature", features),
        "ExternalIPAddresses": Many("Microsoft.Exchange.Data.IPRange"),
        "TlsCertificateName": found.tls_certificate or None,
        "ServiceInstance": found.service_instance,
    }
    name = "Hybrid Configuration"
    return Output([ad_object(turn, _HYBRID, name=name, guid=found.guid, own=own)])


def connector_record(turn: Turn, connector: Connector) -> Record:
    """Lay out a connector."""
    own: dict[str, Value] = {
        "TargetAddressDomains": Many("Microsoft.Exchange.Data.SmtpDomain", list(connector.domains)),
        "DiscoveryEndpoint": url(connector.discovery_endpoint),
        "TargetSharingEpr": url(connector.target_sharing_epr),
        "Enabled": connector.enabled,
    }
    return ad_object(turn, CONNECTOR, name=connector.name, guid=connector.guid, own=own)


def _relationship(turn: Turn, found: OrganizationRelationship) -> Record:
    level = f"{CONFIGURATION}.FreeBusyAccessLevel"
    levels = ("None", "AvailabilityOnly", "LimitedDetails")
    tips = f"{CONFIGURATION}.MailTipsAccessLevel"
    own: dict[str, Value] = {
        "DomainNames": Many("Microsoft.Exchange.Data.SmtpDomain", list(found.domains)),
        "FreeBusyAccessEnabled": found.free_busy,
        "FreeBusyAccessLevel": Choice(
            level, found.free_busy_level, levels.index(found.free_busy_level)
        ),
        "FreeBusyAccessScope": None,
        "MailboxMoveEnabled": turn.server is None,
        "MailboxMoveDirection": Choice(f"{CONFIGURATION}.MailboxMoveDirection", "None", 0),
        "DeliveryReportEnabled": True,
        "MailTipsAccessEnabled": found.mail_tips,
        "MailTipsAccessLevel": Choice(tips, "All" if found.mail_tips else "None", 2),
        "MailTipsAccessScope": None,
        "PhotosEnabled": True,
        "TargetApplicationUri": url(found.target_application_uri),
        "TargetSharingEpr": url(found.target_sharing_epr),
        "TargetOwaURL": None,
        "TargetAutodiscoverEpr": url(found.target_autodiscover_epr),
        "OrganizationContact": "",
        "Enabled": found.enabled,
        "ArchiveAccessEnabled": True,
    }
    return ad_object(turn, _RELATIONSHIP, name=found.name, guid=found.guid, own=own)
