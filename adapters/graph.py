"""Microsoft Graph, the directory's part: principals, applications, their keys, groups."""

import asyncio
import ssl
import threading
import warnings
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from adapters import keys, redaction, sign_in_rows
from adapters.deadline import Deadline
from adapters.entra import AppCredential
from adapters.graph_writing import Writing
from commands.outside.entra import Application, Key, Principal, RoleGrant, RoleNeed
from commands.outside.sign_ins import SignIn
from commands.ports import Clock, KeyChange, Kind, Outcome, OutsideError
from commands.quoting import odata

if TYPE_CHECKING:
    from msgraph.graph_service_client import GraphServiceClient

    from adapters.graph_client import Client

T = TypeVar("T")

TIMEOUT: Final = 30.0
"""Seconds for one call of the port, with sign-in, repeats and all pages."""
GROUPS_AT_ONCE: Final = 20
"""The service's own limit for ``checkMemberGroups``."""
_PAGES: Final = 100
_PRINCIPAL: Final = (
    "id", "appId", "displayName", "accountEnabled", "servicePrincipalNames", "keyCredentials",
)  # fmt: skip
_APPLICATION: Final = ("id", "appId", "displayName", "keyCredentials")


class GraphDirectory:
    """The tenant's directory; a ``GraphPort``."""

    def __init__(
        self,
        *,
        base: str,
        credential: AppCredential,
        trust: ssl.SSLContext,
        clock: Clock,
        timeout: float = TIMEOUT,
    ) -> None:
        self._base = base
        self._credential = credential
        self._trust = trust
        self._clock = clock
        self._timeout = timeout
        self._loading: asyncio.Task[None] | None = None
        self._client: Client | None = None
        self._writing = Writing(self._call)

    async def warm_up(self) -> None:
        """Load the SDK in a thread, once; the first call would else wait for it."""
        if self._loading is None:
            self._loading = asyncio.create_task(asyncio.to_thread(load_sdk))
        await asyncio.shield(self._loading)

    async def principal(self, app_id: str) -> Principal | None:
        async def read(graph: "GraphServiceClient", query: "_Query") -> Any:
            builder = _own_path(graph.service_principals_with_app_id(app_id))
            return await builder.get(query(*_PRINCIPAL))

        found = await self._one(f"service principal {app_id}", read)
        return None if found is None else _principal(found)

    async def application(self, app_id: str) -> Application | None:
        async def read(graph: "GraphServiceClient", query: "_Query") -> Any:
            builder = _own_path(graph.applications_with_app_id(app_id))
            return await builder.get(query(*_APPLICATION))

        found = await self._one(f"application {app_id}", read)
        return None if found is None else _application(found)

    async def applications_named(self, name: str) -> Sequence[Application]:
        doing = f"applications named {name}"

        async def read(graph: "GraphServiceClient", query: "_Query") -> Any:
            builder = graph.applications
            first = await builder.get(query(*_APPLICATION, filter=f"displayName eq {odata(name)}"))
            return await _all(doing, first, builder.with_url)

        found = await self._call(doing, read)
        return tuple(_application(each) for each in found)

    async def role_grants(self, principal_id: str) -> Sequence[RoleGrant]:
        doing = f"roles granted to {principal_id}"

        async def read(graph: "GraphServiceClient", query: "_Query") -> Any:
            principal = graph.service_principals.by_service_principal_id(principal_id)
            builder = principal.app_role_assignments
            first = await builder.get(query("appRoleId", "resourceId", "resourceDisplayName"))
            return await _all(doing, first, builder.with_url)

        found = await self._call(doing, read)
        return tuple(
            RoleGrant(
                role_id=str(each.app_role_id or ""),
                resource_id=str(each.resource_id or ""),
                resource_name=redaction.text(each.resource_display_name or ""),
            )
            for each in found
        )

    async def roles_of(self, resource_id: str) -> Mapping[str, str]:
        async def read(graph: "GraphServiceClient", query: "_Query") -> Any:
            builder = graph.service_principals.by_service_principal_id(resource_id)
            return await builder.get(query("id", "appRoles"))

        found = await self._one(f"application roles of {resource_id}", read)
        roles = (found.app_roles or ()) if found is not None else ()
        return {str(each.id or "").lower(): redaction.text(each.value or "") for each in roles}

    async def app_sign_ins(self, app_id: str, since: datetime) -> Sequence[SignIn]:
        async def read(graph: "GraphServiceClient", _: "_Query") -> Any:
            from adapters import graph_logs  # noqa: PLC0415  (loaded by now)

            return await graph_logs.sign_ins(graph.request_adapter, self._base, app_id, since)

        doing = f"sign-ins of {app_id}"
        found = await self._call(doing, read)
        return sign_in_rows.read(found, doing)

    async def owners_of_name(self, name: str) -> Sequence[Principal]:
        doing = f"owners of {name}"

        async def read(graph: "GraphServiceClient", query: "_Query") -> Any:
            builder = graph.service_principals
            owns = f"servicePrincipalNames/any(n:n eq {odata(name)})"
            first = await builder.get(query(*_PRINCIPAL, filter=owns))
            return await _all(doing, first, builder.with_url)

        return tuple(_principal(each) for each in await self._call(doing, read))

    async def member_of(self, user_id: str, groups: Sequence[str]) -> frozenset[str]:
        """Ask for twenty groups at a time; nested memberships count."""

        async def read(graph: "GraphServiceClient", _: "_Query") -> Any:
            from adapters.graph_client import groups as body  # noqa: PLC0415  (loaded by now)

            builder = graph.users.by_user_id(user_id).check_member_groups
            found: set[str] = set()
            for start in range(0, len(groups), GROUPS_AT_ONCE):
                answer = await builder.post(body(groups[start : start + GROUPS_AT_ONCE]))
                found.update((answer and answer.value) or ())
            return found

        return frozenset(await self._call(f"groups of {user_id}", read)) if groups else frozenset()

    async def change_names(
        self, principal_id: str, *, expected: Sequence[str], names: Sequence[str], timeout: float
    ) -> None:
        await self._writing.names(principal_id, expected, names, timeout)

    async def change_application_keys(
        self, application_id: str, change: KeyChange, *, timeout: float
    ) -> None:
        await self._writing.application_keys(application_id, change, timeout)

    async def change_principal_keys(
        self, principal_id: str, change: KeyChange, *, timeout: float
    ) -> None:
        await self._writing.principal_keys(principal_id, change, timeout)

    async def create_application(
        self, name: str, *, required: Sequence[RoleNeed], timeout: float
    ) -> Application:
        return _application(await self._writing.application(name, required, timeout))

    async def create_principal(self, app_id: str, *, timeout: float) -> Principal:
        return _principal(await self._writing.principal(app_id, timeout))

    async def delete_application(self, application_id: str, *, timeout: float) -> None:
        await self._writing.delete(application_id, timeout)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    async def _one(self, doing: str, read: "_Read") -> Any:
        """Read a single object; ``None`` when there is none."""
        try:
            return await self._call(doing, read)
        except OutsideError as error:
            if error.kind is Kind.NOT_FOUND:
                return None
            raise

    async def _call(
        self, doing: str, read: "_Read", timeout: float | None = None, *, writes: bool = False
    ) -> Any:
        seconds = self._timeout if timeout is None else timeout
        await self.warm_up()
        from adapters import graph_client, graph_failures  # noqa: PLC0415  (loaded by now)

        if self._client is None:
            self._client = graph_client.connect(
                self._base, self._credential, self._trust, self._clock
            )
        trip = graph_client.Trip(Deadline.after(seconds))
        mark = graph_client.TRIP.set(trip)
        try:
            async with asyncio.timeout(seconds):
                return await read(self._client.graph, graph_client.select)
        except (*graph_client.FAILURES, graph_client.TooLong, TimeoutError, ValueError) as error:
            doubtful = writes and trip.doubtful
            raise graph_failures.translate(
                error, doing=doing, sent=trip.sent, doubtful=doubtful
            ) from error
        finally:
            graph_client.TRIP.reset(mark)


_Query = Callable[..., Any]
_Read = Callable[["GraphServiceClient", _Query], Awaitable[Any]]


def _own_path(builder: Any) -> Any:
    """Give a request its own path parameters, before anything is awaited.

    The builders by application id of msgraph-sdk 1.65 write into the client's shared ones, so two
    requests side by side would both ask for the later one's object.
    """
    builder.path_parameters = dict(builder.path_parameters)
    return builder


def load_sdk() -> None:
    """Import the SDK and use it once, for this whole process; for a thread.

    Its generated modules warn of themselves as they load.
    """
    with _LOADING:
        if not _LOADED.is_set():
            warnings.filterwarnings(
                "ignore", category=DeprecationWarning, module=r"msgraph\.generated"
            )
            from adapters import graph_client, graph_failures  # noqa: F401, PLC0415

            graph_client.rehearse()
            _LOADED.set()


_LOADING: Final = threading.Lock()
_LOADED: Final = threading.Event()


async def _all(doing: str, page: Any, following: Callable[[str], Any]) -> list[Any]:
    """Follow a list to its end; a list without one is an error, for half of it would mislead."""
    found: list[Any] = []
    pages = 0
    while page is not None:
        found += page.value or ()
        pages += 1
        if not page.odata_next_link:
            break
        if pages == _PAGES:
            raise OutsideError(
                kind=Kind.UNEXPECTED,
                outcome=Outcome.UNKNOWN,
                source="Microsoft Graph",
                doing=doing,
                detail=f"after {len(found)} objects on {pages} pages there are more",
            )
        page = await following(page.odata_next_link).get()
    return found


def _principal(found: Any) -> Principal:
    return Principal(
        id=found.id or "",
        app_id=found.app_id or "",
        name=redaction.text(found.display_name or ""),
        enabled=found.account_enabled is not False,
        names=tuple(found.service_principal_names or ()),
        keys=tuple(_key(each) for each in found.key_credentials or ()),
    )


def _application(found: Any) -> Application:
    return Application(
        id=found.id or "",
        app_id=found.app_id or "",
        name=redaction.text(found.display_name or ""),
        keys=tuple(_key(each) for each in found.key_credentials or ()),
    )


def _key(found: Any) -> Key:
    return Key(
        key_id=str(found.key_id or ""),
        thumbprint=keys.thumbprint(found.key, found.custom_key_identifier),
        name=redaction.text(found.display_name or ""),
        starts=found.start_date_time,
        ends=found.end_date_time,
        has_value=bool(found.key),
        der=keys.der(found.key or b""),
    )
