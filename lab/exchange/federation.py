"""The federation trust, which organization relationships rest on; on premises only.

Properties: Exchange's own object model, as the pages of Get-FederationTrust and
Get-FederatedOrganizationIdentifier and a provisioning vendor's model pages print it.
"""

from lab.exchange.cmdlet import Turn, matching
from lab.exchange.shapes import ad_object, configuration, url
from lab.records import Many, Output, Value
from lab.world_premises import FederationTrust

_TRUST = configuration("FederationTrust", "Fed-Trust", "msExchFedTrust", "CN=Federation Trusts")
_IDENTIFIER = configuration(
    "FederatedOrganizationId", "Fed-OrgId", "msExchFedOrgId", "CN=Federation"
)
_GATEWAY = "https://login.microsoftonline.com/extSTS.srf"
_METADATA = "https://nexus.microsoftonline-p.com/federationmetadata/2006-12/federationmetadata.xml"


def get_federation_trust(turn: Turn) -> Output:
    return Output(
        [
            ad_object(turn, _TRUST, name=each.name, guid=each.guid, own=_own(each))
            for each in matching(turn, turn.world.federation_trusts)
        ]
    )


def get_federated_organization_identifier(turn: Turn) -> Output:
    """One object, there without a trust too: it then names none and is not enabled."""
    world = turn.world
    used = next((each for each in world.federation_trusts if each.enabled), None)
    domains = [each.name for each in world.accepted_domains if not each.coexistence]
    own: dict[str, Value] = {
        "AccountNamespace": used.application_uri if used else None,
        "Domains": Many("Microsoft.Exchange.Data.SmtpDomain", domains if used else []),
        "DefaultDomain": None,
        "Enabled": used is not None,
        "OrganizationContact": "",
        "DelegationTrustLink": used.name if used else None,
    }
    name = "Federation"
    return Output([ad_object(turn, _IDENTIFIER, name=name, guid=world.organisation.guid, own=own)])


def _own(trust: FederationTrust) -> dict[str, Value]:
    return {
        "ApplicationIdentifier": trust.application_identifier,
        "ApplicationUri": url(trust.application_uri),
        "OrgCertificate": None,
        "OrgNextCertificate": None,
        "OrgPrevCertificate": None,
        "OrgPrivCertificate": "",
        "OrgNextPrivCertificate": "",
        "OrgPrevPrivCertificate": "",
        "TokenIssuerUri": url("urn:federation:MicrosoftOnline"),
        "TokenIssuerEpr": url(_GATEWAY),
        "TokenIssuerMetadataEpr": url(_METADATA),
        "TokenIssuerCertReference": "",
        "TokenIssuerPrevCertReference": "",
        "UseLegacyProvisioningService": False,
    }
