"""Days on which the world changed for Exchange hybrid; judges compare them with the time asked.

https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
https://learn.microsoft.com/troubleshoot/exchange/administration/exchange-2019-2016-end-of-support
https://techcommunity.microsoft.com/blog/exchange/exchange-online-ews-your-time-is-almost-up/4492361
https://techcommunity.microsoft.com/blog/exchange/introducing-ewsallowedappids/4529471
https://techcommunity.microsoft.com/blog/exchange/exchange-server-security-changes-for-hybrid-deployments/4396833
"""

from datetime import UTC, datetime, timedelta
from typing import Final

DEDICATED_APPLICATION_EXISTS: Final = datetime(2025, 4, 18, tzinfo=UTC)
"""The April 2025 hotfix update brought the dedicated hybrid application."""

EXPOSURE_PUBLISHED: Final = datetime(2025, 8, 6, tzinfo=UTC)
"""CVE-2025-53786: a key on the shared principal reaches from Exchange into the tenant."""

OLD_PRODUCTS_END: Final = datetime(2025, 10, 14, tzinfo=UTC)
"""Exchange Server 2016 and 2019 went out of support."""

SHARED_PRINCIPAL_BLOCKED: Final = datetime(2025, 10, 31, tzinfo=UTC)
"""EWS calls through the shared principal are refused for good."""

PAID_UPDATES_END: Final = datetime(2026, 11, 1, tzinfo=UTC)
"""The Extended Security Update programme for Exchange 2016 and 2019 is over (article 4511603 of the
Exchange Team: its second period ran from May to October 2026, and there is no third)."""

EWS_TURNED_OFF: Final = datetime(2026, 10, 1, tzinfo=UTC)
"""From here on Microsoft sets ``EwsEnabled`` of tenants that left it at null, and have no list, to
False: in waves, with a notice in the Message center seven days before.  A null that is read means
that this tenant has not been reached: everything may use EWS."""

EWS_EMPTY_LIST_BLOCKS: Final = datetime(2026, 10, 1, tzinfo=UTC)
"""``EwsEnabled`` True with an empty list blocks everything but organization relationships, in the
worldwide cloud."""

EWS_NEEDS_ALLOWED_APPS: Final = datetime(2026, 10, 10, tzinfo=UTC)
"""By this day Microsoft has filled the lists of tenants that had none (MC1485116); in other clouds
the Message center names the day."""

EWS_ENDS: Final = datetime(2027, 4, 1, tzinfo=UTC)
"""EWS in Exchange Online is gone, without exception."""

EWS_END_NOTICE: Final = timedelta(days=90)
CERTIFICATE_URGENT: Final = timedelta(days=30)
"""Sixty and thirty days are the limits of Microsoft's own health checker."""


def day(moment: datetime) -> str:
    """Write a day the way every reader understands."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d")


def utc_day(moment: datetime) -> str:
    """Write the day of a certificate with its zone: in another one it may be the day after."""
    return f"{day(moment)} UTC"


def days_until(moment: datetime, now: datetime) -> int:
    """Count the whole days between; negative when it has passed a day ago or more."""
    days = abs(moment - now) // timedelta(days=1)
    return days if moment > now else -days
