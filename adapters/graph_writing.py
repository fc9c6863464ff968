"""What is written to the directory: lists are read, compared, merged, and replaced whole.

Graph has no ETag on these objects, so what another administrator writes between our look and our
write can be lost; reading back shows it.  Of a write that failed, what is certain is said: refused
by the service, never sent, or unknown - also after 429 and 503, since the SDK repeats those and
one of the attempts may have landed.
https://learn.microsoft.com/graph/api/serviceprincipal-update
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol
from uuid import UUID, uuid4

from adapters import keys
from adapters.deadline import Deadline
from commands.outside.entra import NewKey, RoleNeed
from commands.ports import KeyChange, Kind, Outcome, OutsideError

if TYPE_CHECKING:
    from msgraph.graph_service_client import GraphServiceClient


class Call(Protocol):
    """``GraphDirectory``'s way to make one call: what it does, the call itself, its seconds."""

    def __call__(
        self,
        doing: str,
        read: Callable[[Any, Any], Awaitable[Any]],
        timeout: float | None = None,
        *,
        writes: bool = False,
    ) -> Awaitable[Any]: ...


SOURCE: Final = "Microsoft Graph"
_LONGEST_NAME: Final = 90
_TAKEN: Final = "Request_MultipleObjectsWithSameKeyValue"


class Writing:
    """Writes through one client; see ``commands.ports.GraphPort`` for what each method promises."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def names(
        self, principal_id: str, expected: Sequence[str], names: Sequence[str], timeout: float
    ) -> None:
        doing = f"change the names of service principal {principal_id}"
        deadline = Deadline.after(timeout)

        async def read(graph: "GraphServiceClient", query: Any) -> Any:
            one = graph.service_principals.by_service_principal_id(principal_id)
            return await one.get(query("id", "servicePrincipalNames"))

        async def write(graph: "GraphServiceClient", _: Any) -> Any:
            from adapters import graph_client  # noqa: PLC0415  (loaded by now)

            body = graph_client.ServicePrincipal(service_principal_names=list(names))
            await graph.service_principals.by_service_principal_id(principal_id).patch(body)

        found = await self._look(doing, read, deadline)
        now = set(found.service_principal_names or ())
        if now != set(expected):
            raise _moved(doing, _difference(set(expected), now))
        await self._write(doing, write, deadline)

    async def application_keys(
        self, application_id: str, change: KeyChange, timeout: float
    ) -> None:
        """Kept entries go back as they came; new ones with an id and a name."""
        doing = f"change the keys of application {application_id}"
        deadline = Deadline.after(timeout)

        async def read(graph: "GraphServiceClient", query: Any) -> Any:
            one = graph.applications.by_application_id(application_id)
            return await one.get(query("id", "keyCredentials"))

        found = await self._look(doing, read, deadline)
        kept = _kept(doing, found.key_credentials or (), change)

        async def write(graph: "GraphServiceClient", _: Any) -> Any:
            from adapters import graph_client  # noqa: PLC0415  (loaded by now)

            entries = [_whole(graph_client.KeyCredential, each) for each in kept]
            entries += [_new(graph_client.KeyCredential, each) for each in _missing(change, kept)]
            body = graph_client.Application(key_credentials=entries)
            await graph.applications.by_application_id(application_id).patch(body)

        await self._write(doing, write, deadline)

    async def principal_keys(self, principal_id: str, change: KeyChange, timeout: float) -> None:
        """Every entry goes with key, type and usage only, or the service refuses the list.

        Microsoft's own script says so (CSS-Exchange,
        Remove-CertificateFromAzureServicePrincipal.ps1).
        """
        doing = f"change the keys of service principal {principal_id}"
        deadline = Deadline.after(timeout)

        async def read(graph: "GraphServiceClient", query: Any) -> Any:
            one = graph.service_principals.by_service_principal_id(principal_id)
            return await one.get(query("id", "keyCredentials"))

        found = await self._look(doing, read, deadline)
        kept = _kept(doing, found.key_credentials or (), change)

        async def write(graph: "GraphServiceClient", _: Any) -> Any:
            from adapters import graph_client  # noqa: PLC0415  (loaded by now)

            values = [each.key for each in kept]
            values += [each.der for each in _missing(change, kept)]
            entries = [_bare(graph_client.KeyCredential, each) for each in values]
            body = graph_client.ServicePrincipal(key_credentials=entries)
            await graph.service_principals.by_service_principal_id(principal_id).patch(body)

        await self._write(doing, write, deadline)

    async def application(self, name: str, required: Iterable[RoleNeed], timeout: float) -> Any:
        """Never repeated by the SDK: a second try would register a second application."""

        async def write(graph: "GraphServiceClient", _: Any) -> Any:
            from adapters import graph_client  # noqa: PLC0415  (loaded by now)

            body = graph_client.application(
                name, [(each.resource_app_id, UUID(each.role_id)) for each in required]
            )
            return await graph.applications.post(body, graph_client.once())

        return await self._write(f"register application {name}", write, Deadline.after(timeout))

    async def principal(self, app_id: str, timeout: float) -> Any:
        async def write(graph: "GraphServiceClient", _: Any) -> Any:
            from adapters import graph_client  # noqa: PLC0415  (loaded by now)

            body = graph_client.ServicePrincipal(app_id=app_id)
            return await graph.service_principals.post(body, graph_client.once())

        doing = f"make the service principal of {app_id}"
        return await self._write(doing, write, Deadline.after(timeout))

    async def delete(self, application_id: str, timeout: float) -> None:
        async def write(graph: "GraphServiceClient", _: Any) -> Any:
            await graph.applications.by_application_id(application_id).delete()

        try:
            await self._write(
                f"delete application {application_id}", write, Deadline.after(timeout)
            )
        except OutsideError as error:
            if error.kind is not Kind.NOT_FOUND:
                raise

    async def _look(self, doing: str, read: Any, deadline: Deadline) -> Any:
        """Read before writing; whatever fails here, nothing was sent."""
        try:
            return await self._call(doing, read, deadline.left)
        except OutsideError as error:
            raise _as(error, outcome=Outcome.NOT_SENT) from error

    async def _write(self, doing: str, write: Any, deadline: Deadline) -> Any:
        if deadline.left <= 0:
            raise _error(Kind.TIMEOUT, doing, "the time for it was over before it was sent")
        try:
            return await self._call(doing, write, deadline.left, writes=True)
        except OutsideError as error:
            if error.code == _TAKEN:
                raise _as(error, kind=Kind.CONFLICT) from error
            raise


def _kept(doing: str, found: Iterable[Any], change: KeyChange) -> list[Any]:
    """Give the entries that stay; raises ``MOVED`` when others are there than was expected."""
    entries = [(keys.thumbprint(each.key, each.custom_key_identifier), each) for each in found]
    now = {thumbprint for thumbprint, _ in entries}
    if now != change.expected:
        raise _moved(doing, _difference(set(change.expected), now))
    kept = [(thumbprint, each) for thumbprint, each in entries if thumbprint not in change.drop]
    for thumbprint, each in kept:
        if not each.key:
            raise _error(
                Kind.UNEXPECTED,
                doing,
                f"Graph did not send the value of key {thumbprint or each.key_id}; writing the "
                "list without it would lose that key",
            )
    return [each for _, each in kept]


def _missing(change: KeyChange, kept: Iterable[Any]) -> list[NewKey]:
    there = {keys.thumbprint(each.key, each.custom_key_identifier) for each in kept}
    return [each for each in change.add if keys.thumbprint(each.der, None) not in there]


def _whole(kind: Any, entry: Any) -> Any:
    return kind(
        custom_key_identifier=entry.custom_key_identifier,
        display_name=entry.display_name,
        start_date_time=entry.start_date_time,
        end_date_time=entry.end_date_time,
        key=entry.key,
        key_id=entry.key_id,
        type=entry.type,
        usage=entry.usage,
    )


def _new(kind: Any, key: NewKey) -> Any:
    entry = _bare(kind, key.der)
    entry.key_id = UUID(key.key_id) if key.key_id else uuid4()
    entry.display_name = key.name[:_LONGEST_NAME] or None
    return entry


def _bare(kind: Any, value: bytes) -> Any:
    return kind(key=value, type="AsymmetricX509Cert", usage="Verify")


def _difference(expected: set[str], now: set[str]) -> str:
    gone, new = sorted(expected - now), sorted(now - expected)
    return f"gone since: {', '.join(gone) or '-'}; new since: {', '.join(new) or '-'}"


def _moved(doing: str, detail: str) -> OutsideError:
    return _error(Kind.MOVED, doing, detail)


def _error(kind: Kind, doing: str, detail: str) -> OutsideError:
    return OutsideError(
        kind=kind, outcome=Outcome.NOT_SENT, source=SOURCE, doing=doing, detail=detail
    )


def _as(
    error: OutsideError, *, kind: Kind | None = None, outcome: Outcome | None = None
) -> OutsideError:
    return OutsideError(
        kind=kind or error.kind,
        outcome=outcome or error.outcome,
        source=error.source,
        doing=error.doing,
        detail=error.detail,
        code=error.code,
        retry_after=error.retry_after,
    )
