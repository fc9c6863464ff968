"""Base addresses of the Microsoft clouds, so that a configuration only names its cloud.

Exchange, Graph and login hosts: CSS-Exchange ``Get-CloudServiceEndpoint.ps1``.  Where a national
cloud's metadata hosts are not published there, its login host serves both, as the procedure's page
says for GCC High and DoD; a configuration may override each address.
Issuers: Entra ID's v1 tokens are issued by ``sts.windows.net`` for the worldwide and the US
government clouds and by ``sts.chinacloudapi.cn`` for 21Vianet
(https://learn.microsoft.com/answers/questions/1190472/what-are-the-token-issuers-for-the-sovereign-cloud);
for Bleu and Delos none is published, and whatever names the tenant is taken.
Log Analytics: https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format and its twin
for 21Vianet; for Bleu and Delos none is published.
Bot channel addresses: the Teams SDK's ``cloud_environment`` table.
"""

from dataclasses import dataclass
from typing import Final

from commands.organisation import Cloud

_LOGS: Final = {
    "usgov-l4": "api.loganalytics.us",
    "usgov-l5": "api.loganalytics.us",
    "china": "api.loganalytics.azure.cn",
}
"""Where Log Analytics is queried in each national cloud that tells it."""


def _national(
    name: str,
    login: str,
    graph: str,
    exchange: str,
    autodiscover: str,
    issuer: str = "",
) -> Cloud:
    logs = _LOGS.get(name, "")
    return Cloud(
        name=name,
        login=f"https://{login}",
        graph=f"https://{graph}",
        exchange=f"https://{exchange}",
        acs=f"https://{login}",
        sts_metadata=f"https://{login}",
        exchange_hosts=(exchange,),
        discovery_endpoints=(
            f"https://{autodiscover}/autodiscover/autodiscover.svc",
            f"https://{exchange}/autodiscover/autodiscover.svc",
        ),
        acs_host=login,
        sts_host=login,
        issuer=issuer,
        mail_hosts=(exchange.partition(".")[2],),
        logs=logs and f"https://{logs}",
        logs_audience=logs and f"https://{logs}",
    )


CLOUDS: Final = {
    cloud.name: cloud
    for cloud in (
        Cloud(),
        _national(
            "usgov-l4",
            "login.microsoftonline.us",
            "graph.microsoft.us",
            "outlook.office365.us",
            "autodiscover-s.office365.us",
            "https://sts.windows.net",
        ),
        _national(
            "usgov-l5",
            "login.microsoftonline.us",
            "dod-graph.microsoft.us",
            "outlook-dod.office365.us",
            "autodiscover-s-dod.office365.us",
            "https://sts.windows.net",
        ),
        _national(
            "china",
            "login.partner.microsoftonline.cn",
            "microsoftgraph.chinacloudapi.cn",
            "partner.outlook.cn",
            "autodiscover-s.partner.outlook.cn",
            "https://sts.chinacloudapi.cn",
        ),
        _national(
            "bleu",
            "login.sovcloud-identity.fr",
            "graph.svc.sovcloud.fr",
            "outlook.sovcloud.fr",
            "autodiscover-s.outlook.sovcloud.fr",
        ),
        _national(
            "delos",
            "login.sovcloud-identity.de",
            "graph.svc.sovcloud.de",
            "outlook.sovcloud.de",
            "autodiscover-s.outlook.sovcloud.de",
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Where bots of one cloud sign in, and who signs what Teams sends them."""

    login: str
    scope: str
    issuer: str
    metadata: str
    service_hosts: tuple[str, ...]


CHANNELS: Final = {
    "public": Channel(
        login="https://login.microsoftonline.com",
        scope="https://api.botframework.com/.default",
        issuer="https://api.botframework.com",
        metadata="https://login.botframework.com/v1/.well-known/openidconfiguration",
        service_hosts=("smba.trafficmanager.net", "teams.microsoft.com", "botframework.com"),
    ),
    "usgov": Channel(
        login="https://login.microsoftonline.us",
        scope="https://api.botframework.us/.default",
        issuer="https://api.botframework.us",
        metadata="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        service_hosts=("teams.microsoft.us", "botframework.azure.us"),
    ),
    "china": Channel(
        login="https://login.partner.microsoftonline.cn",
        scope="https://api.botframework.azure.cn/.default",
        issuer="https://api.botframework.azure.cn",
        metadata="https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        service_hosts=("botframework.azure.cn",),
    ),
}
