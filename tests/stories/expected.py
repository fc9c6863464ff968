"""Each value that `configure oauth hbna.co.kr` brings where nothing is configured."""

from collections.abc import Mapping
from typing import Any

from tests.stories.conftest import Story

EXCHANGE = "00000002-0000-0ff1-ce00-000000000000"
ROLE = "dc890d15-9560-4a4c-9b7f-a736ec74ec40"
OUR_NAMES = ["https://mail.hbna.co.kr/", "https://autodiscover.hbna.co.kr/"]
LOGIN = "https://login.windows.net"
ACCESS_CONTROL = "https://accounts.accesscontrol.windows.net"
OVERRIDE = "EnableExchangeHybrid3PAppFeature"
ON_PREMISES, IN_CLOUD = "ExchangeHybridOnPremisesToOnline", "ExchangeHybridOnlineToOnPremises"


def everything_new(story: Story, before: Mapping[str, Any], app: str) -> dict[str, Any]:
    """Give each value that the plan from nothing brings, as the state tells it."""
    world = story.lab.world
    guid, tenant, key = world.organisation.guid, world.tenant.id, world.auth_config.current
    names = next(
        each["names"] for each in before["tenant"]["principals"] if each["app_id"] == EXCHANGE
    )
    signing = before["tenant"]["signing"]["thumbprint"]
    acs, sts, application = f"ACS - {guid}", f"EvoSts - {guid}", f"ExchangeServerApp-{guid}"
    new = {
        f"auth_servers/{acs}": {
            "name": acs,
            "type": "MicrosoftACS",
            "enabled": True,
            "issuer": "00000001-0000-0000-c000-000000000000",
            "realm": tenant,
            "metadata_url": f"{ACCESS_CONTROL}/hbna.onmicrosoft.com/metadata/json/1",
            "token_endpoint": f"{ACCESS_CONTROL}/{tenant}/tokens/OAuth/2",
            "signing": [signing],
        },
        f"auth_servers/{sts}": {
            "name": sts,
            "type": "AzureAD",
            "enabled": True,
            "issuer": f"https://sts.windows.net/{tenant}/",
            "realm": tenant,
            "metadata_url": f"{LOGIN}/hbna.onmicrosoft.com/federationmetadata/2007-06/"
            "federationmetadata.xml",
            "token_endpoint": f"{LOGIN}/common/oauth2/token",
            "authorization_endpoint": f"{LOGIN}/common/oauth2/authorize",
            "application_identifier": app,
            "domain_names": ["hbna.co.kr", "hbna.mail.onmicrosoft.com"],
            "signing": [signing],
        },
        "partner_applications/Exchange Online": {"enabled": True},
        f"connectors/{ON_PREMISES}": {
            "name": ON_PREMISES,
            "enabled": True,
            "domains": ["hbna.mail.onmicrosoft.com"],
            "discovery_endpoint": "https://outlook.office365.com/autodiscover/autodiscover.svc",
        },
        f"setting_overrides/{OVERRIDE}": {
            "name": OVERRIDE,
            "component": "Global",
            "section": "ExchangeOnpremAsThirdPartyAppId",
            "parameters": ["Enabled=true"],
            "reason": "Dedicated hybrid application",
            "modified_by": "corp.hbna.co.kr/Users/Administrator",
            "status": "Accepted",
        },
        f"tenant/applications/{application}": {
            "name": application,
            "app_id": app,
            "audience": "AzureADMyOrg",
            f"keys/{key}/custom_key_identifier": key,
            f"keys/{key}/der": key,
            f"keys/{key}/name": "Exchange Server auth certificate",
            f"required/{ROLE}/resource_app_id": EXCHANGE,
            f"required/{ROLE}/role_id": ROLE,
            f"required/{ROLE}/type": "Role",
        },
        f"tenant/principals/{application}": {
            "name": application,
            "app_id": app,
            "enabled": True,
            "names": [app],
        },
        f"tenant/grants/{ROLE}": {"role_id": ROLE},
        "tenant/principals/Office 365 Exchange Online": {"names": [*names, *OUR_NAMES]},
        f"tenant/connectors/{IN_CLOUD}": {
            "name": IN_CLOUD,
            "enabled": True,
            "domains": ["hbna.co.kr"],
            "discovery_endpoint": "https://autodiscover.hbna.co.kr/autodiscover/autodiscover.svc",
        },
    }
    return {
        f"{place}/{name}": value for place, values in new.items() for name, value in values.items()
    }
