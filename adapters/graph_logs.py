"""Graph's sign-in log, which only the beta endpoint has for applications; the SDK is of v1.0.

https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta
"""

from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation

from adapters.graph_client import ODataError
from commands.quoting import odata

MOST: Final = 1000
"""Rows of one page, the service's own limit; older ones are not asked for."""


async def sign_ins(adapter: Any, base: str, app_id: str, since: datetime) -> bytes:
    """Give the newest page as it came; without the kind in the filter only people's would come."""
    wanted = (
        "signInEventTypes/any(t: t eq 'servicePrincipal') "
        f"and appId eq {odata(app_id)} "
        f"and createdDateTime ge {since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    )
    request = RequestInformation()
    request.http_method = Method.GET
    request.url = f"{base}/beta/auditLogs/signIns?$filter={quote(wanted)}&$top={MOST}"
    request.headers.try_add("Accept", "application/json")
    errors = {"4XX": ODataError, "5XX": ODataError}
    answer: bytes = await adapter.send_primitive_async(request, "bytes", errors)
    return answer
