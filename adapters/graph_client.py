"""Builds the Microsoft Graph SDK's client; the only file that imports the SDK.

The SDK's first use takes a second and 1,400 modules on the event loop.  So this file is imported
in a thread (``GraphDirectory.warm_up``), where ``rehearse`` also makes one call of each kind
against a transport without a network; after that nothing remains to be loaded.
"""

import asyncio
import ssl
from collections.abc import Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

import anyio.lowlevel
import httpx
from azure.core.exceptions import AzureError
from kiota_abstractions.api_error import APIError
from kiota_abstractions.authentication.anonymous_authentication_provider import (
    AnonymousAuthenticationProvider,
)
from kiota_abstractions.authentication.authentication_provider import AuthenticationProvider
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation
from kiota_authentication_azure._exceptions import KiotaAuthenticationError
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from kiota_http._exceptions import KiotaHTTPXError
from kiota_http.middleware.options import RetryHandlerOption
from msgraph.generated.models.application import Application
from msgraph.generated.models.key_credential import KeyCredential
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.required_resource_access import RequiredResourceAccess
from msgraph.generated.models.resource_access import ResourceAccess
from msgraph.generated.models.service_principal import ServicePrincipal
from msgraph.generated.users.item.check_member_groups.check_member_groups_post_request_body import (
    CheckMemberGroupsPostRequestBody,
)
from msgraph.graph_request_adapter import GraphRequestAdapter, options
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core import GraphClientFactory  # type: ignore[import-untyped]

from adapters import http
from adapters.deadline import Deadline
from adapters.entra import AppCredential
from commands.ports import Clock

__all__ = [
    "FAILURES",
    "APIError",
    "Application",
    "KeyCredential",
    "ODataError",
    "ServicePrincipal",
    "TooLong",
]

FAILURES: Final = (
    APIError, KiotaHTTPXError, KiotaAuthenticationError, httpx.HTTPError, httpx.InvalidURL,
    httpx.StreamError, AzureError,
)  # fmt: skip
"""All that the SDK lets through, besides ``TooLong`` and errors of values it cannot read."""

RETRIES: Final = 2
PAUSE: Final = 0.5
_ASKS_TO_WAIT: Final = frozenset({429, 503, 504})
_LEAVES: Final = "send_request_headers.started"


@dataclass
class Trip:
    """One call of the port on its way, with all of its requests.

    Attributes:
        deadline: When the whole of it is to have ended.
        sent: A request has begun to leave; before that nothing can have happened.
        doubtful: An answer asked to repeat the request, which may nevertheless have been done:
            what comes after it, even a refusal, says nothing about the first.
    """

    deadline: Deadline
    sent: bool = False
    doubtful: bool = False

    async def trace(self, event: str, _: Any) -> None:
        """Be told by httpcore what it does (https://www.encode.io/httpcore/extensions/)."""
        self.sent = self.sent or event.endswith(_LEAVES)


TRIP: Final[ContextVar[Trip]] = ContextVar("the call to Graph that is on its way")


class TooLong(Exception):
    """Graph asks for a longer wait than the call's deadline leaves."""

    def __init__(self, status: int, retry_after: float) -> None:
        super().__init__(f"HTTP {status}, to be repeated after {retry_after:.0f} s")
        self.status = status
        self.retry_after = retry_after


class Impatient(httpx.AsyncHTTPTransport):
    """Ends a call at once where the SDK would sleep past its deadline: it honours any wait."""

    def __init__(self, trust: ssl.SSLContext, clock: Clock) -> None:
        super().__init__(verify=trust, trust_env=False)
        self._clock = clock

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        trip = TRIP.get()
        request.extensions["trace"] = trip.trace
        response = await super().handle_async_request(request)
        if response.status_code in _ASKS_TO_WAIT:
            trip.doubtful = True
            asked = response.headers.get("retry-after", "")
            wait = http.retry_after(asked, self._clock.now()) if asked else None
            if wait is not None and wait >= trip.deadline.left:
                await response.aclose()
                raise TooLong(response.status_code, wait)
        return response


class Client:
    """The SDK's client for one base address, with what must be closed."""

    def __init__(
        self, base: str, provider: AuthenticationProvider, transport: httpx.AsyncBaseTransport
    ) -> None:
        self._transport = transport
        self._http = GraphClientFactory.create_with_default_middleware(
            # each call has its own deadline
            client=httpx.AsyncClient(transport=transport, trust_env=False, timeout=None),  # noqa: S113
            options={
                **options,
                RetryHandlerOption.get_key(): RetryHandlerOption(delay=PAUSE, max_retries=RETRIES),
            },
        )
        adapter = GraphRequestAdapter(provider, self._http)
        adapter.base_url = f"{base}/v1.0"
        self.graph = GraphServiceClient(request_adapter=adapter)

    async def close(self) -> None:
        await self._http.aclose()
        await self._transport.aclose()  # the SDK's own transport around it does not pass it on


def connect(base: str, credential: AppCredential, trust: ssl.SSLContext, clock: Clock) -> Client:
    """Make the client; must be called on the event loop."""
    # a host that is not listed gets an empty token, without a word
    provider = AzureIdentityAuthenticationProvider(
        credential, scopes=[f"{base}/.default"], allowed_hosts=[urlsplit(base).hostname or ""]
    )
    return Client(base, provider, Impatient(trust, clock))


def select(*names: str, filter: str | None = None) -> RequestConfiguration[Any]:
    """Make the query of a call: ``$select`` and ``$filter``."""
    return RequestConfiguration(query_parameters=_Query(select=list(names), filter=filter))


def once() -> RequestConfiguration[Any]:
    """Make the configuration of a call that the SDK must not repeat."""
    return RequestConfiguration(options=[RetryHandlerOption(max_retries=0, should_retry=False)])


def application(name: str, roles: Sequence[tuple[str, UUID]]) -> Application:
    """Make the body of a single-tenant registration; ``roles``: resource's app id, role."""
    return Application(
        display_name=name,
        sign_in_audience="AzureADMyOrg",
        required_resource_access=[
            RequiredResourceAccess(
                resource_app_id=resource, resource_access=[ResourceAccess(id=role, type="Role")]
            )
            for resource, role in roles
        ],
    )


def groups(ids: Sequence[str]) -> CheckMemberGroupsPostRequestBody:
    """Make the body of ``checkMemberGroups``."""
    return CheckMemberGroupsPostRequestBody(group_ids=list(ids))


def rehearse() -> None:
    """Do every call once without a network; for a thread."""
    asyncio.run(_rehearse())


@dataclass
class _Query:
    """Query parameters as the SDK's generated builders take them, for all of them at once."""

    select: list[str]
    filter: str | None = None

    def get_query_parameter(self, original_name: str) -> str:
        return f"%24{original_name}"


class _Nowhere(httpx.AsyncBaseTransport):
    """Answers every call with one of everything, and errors with an error."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("(appId='none')"):
            content: dict[str, Any] = {"error": {"code": "Request_ResourceNotFound", "message": ""}}
            return httpx.Response(404, json=content, request=request)
        if request.url.path.endswith("checkMemberGroups"):
            return httpx.Response(200, json={"value": [_ID]}, request=request)
        roles = [{"id": _ID, "value": "none"}]
        one = {
            "id": _ID,
            "appRoles": roles,
            "keyCredentials": [{"keyId": _ID, "startDateTime": _DAY, "key": "AA=="}],
        }
        return httpx.Response(200, json={**one, "value": [one]}, request=request)


_ID: Final = "00000000-0000-0000-0000-000000000000"
_DAY: Final = "2026-01-01T00:00:00Z"


async def _rehearse() -> None:
    client = Client("https://localhost", AnonymousAuthenticationProvider(), _Nowhere())
    graph = client.graph
    await graph.service_principals.get(select("id"))
    await graph.service_principals_with_app_id(_ID).get(select("id"))
    await graph.applications.get(select("id"))
    await graph.applications_with_app_id(_ID).get(select("id"))
    principal = graph.service_principals.by_service_principal_id(_ID)
    await principal.get(select("id", "appRoles"))
    await principal.app_role_assignments.get(select("id"))
    await principal.patch(ServicePrincipal(key_credentials=[KeyCredential(key=b"")]))
    made = graph.applications.by_application_id(_ID)
    await made.get(select("id"))
    await made.patch(Application(key_credentials=[KeyCredential(key=b"")]))
    await made.delete()
    await graph.applications.post(application("none", [(_ID, UUID(_ID))]), once())
    await graph.service_principals.post(ServicePrincipal(app_id=_ID), once())
    await graph.users.by_user_id(_ID).check_member_groups.post(groups([_ID]))
    info = RequestInformation()
    info.http_method, info.url = Method.GET, "https://localhost/beta/auditLogs/signIns"
    await graph.request_adapter.send_primitive_async(info, "bytes", {"4XX": ODataError})
    with suppress(APIError):
        await graph.applications_with_app_id("none").get(select("id"))
    await client.close()
    await anyio.lowlevel.checkpoint()  # loads what httpx will speak to sockets with
