"""Identifiers that Microsoft fixed for every tenant, and how thumbprints are compared.

https://learn.microsoft.com/exchange/configure-oauth-authentication-between-exchange-and-exchange-online-organizations-exchange-2013-help
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from typing import Final

EXCHANGE_ONLINE: Final = "00000002-0000-0ff1-ce00-000000000000"
"""Application id of Office 365 Exchange Online, the principal all tenants share with Microsoft."""

CALLERS: Final = (
    "db7de2b5-2149-435e-8043-e080dd50afae",
    "7557eb47-c689-4224-abcf-aef9bd7573df",
    "00000004-0000-0ff1-ce00-000000000000",
)
"""Cloud voicemail, the scheduler of Teams, and Skype for Business Online: they reach mailboxes on
premises.
https://learn.microsoft.com/skypeforbusiness/deploy/integrate-with-exchange-server/oauth-with-online-and-on-premises
"""

ACS_ISSUER: Final = "00000001-0000-0000-c000-000000000000"
"""Issuer of the tenant-bound access control service."""

FULL_ACCESS_AS_APP: Final = "dc890d15-9560-4a4c-9b7f-a736ec74ec40"
"""Application role on Exchange Online that the dedicated hybrid application needs."""

MICROSOFT_GRAPH: Final = "00000003-0000-0000-c000-000000000000"
"""Application id of Microsoft Graph."""

GRAPH_ROLES: Final = (
    "Calendars.Read",
    "MailboxSettings.Read",
    "MailTips.ReadBasic.All",
    "ProfilePhoto.Read.All",
)
"""Application roles on Microsoft Graph that the Graph route needs, exactly these four.
https://aka.ms/ConfigureExchangeHybridApplication
"""

HYBRID_AGENT: Final = ".msappproxy.net"
"""End of the host names that Microsoft's Hybrid Agent publishes Exchange under."""


def same(one: str, other: str) -> bool:
    """Compare two identifiers: ids, host names, thumbprints; letter case means nothing in them."""
    return one.strip().casefold() == other.strip().casefold()
