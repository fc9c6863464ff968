"""What anybody can read of the tenant: whose domains they are, and the issuers' metadata."""

from typing import Final
from urllib.parse import urlsplit

from commands.facts.organisation import AUTH_SERVERS
from commands.look import Fact, Facts
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import same
from commands.outside.network import Answer
from commands.ports import Kind, Outcome, OutsideError, World

SOURCE: Final = "Entra ID"

_TOO_MANY: Final = 429
_BROKEN: Final = 500


async def _fetch(world: World, url: str) -> Answer:
    """Read a document; a service that is busy or broken has said nothing about the tenant."""
    answer = await world.net.fetch_cloud(url)
    if answer.status == _TOO_MANY or answer.status >= _BROKEN:
        raise OutsideError(
            kind=Kind.THROTTLED if answer.status == _TOO_MANY else Kind.BUSY,
            outcome=Outcome.REFUSED,
            source=SOURCE,
            doing=f"GET {url}",
            detail=f"HTTP status {answer.status}",
        )
    return answer


async def _openid(world: World, _: Facts) -> Answer:
    organisation = world.organisation
    return await _fetch(
        world,
        f"{organisation.cloud.login}/{organisation.initial_domain}/.well-known/openid-configuration",
    )


async def _realm(world: World, _: Facts) -> Answer:
    organisation = world.organisation
    return await _fetch(
        world, f"{organisation.cloud.login}/getuserrealm.srf?login={organisation.domain}&json=1"
    )


async def _metadata(world: World, facts: Facts, type: str, base: str) -> Answer | None:
    """Read what an auth server was made from, again, at the cloud's configured address."""
    servers = [server for server in facts.value(AUTH_SERVERS) if same(server.type, type)]
    paths = (metadata_path(server) for server in servers)
    path = next((path for path in paths if path), "")
    return await _fetch(world, base + path) if path else None


async def _acs(world: World, facts: Facts) -> Answer | None:
    return await _metadata(world, facts, "MicrosoftACS", world.organisation.cloud.acs)


async def _sts(world: World, facts: Facts) -> Answer | None:
    return await _metadata(world, facts, "AzureAD", world.organisation.cloud.sts_metadata)


def metadata_path(server: AuthServer) -> str:
    """Give the path of an auth server's metadata address; empty when it has none."""
    try:
        return urlsplit(server.metadata_url).path
    except ValueError:
        return ""


OPENID: Final = Fact("openid configuration", SOURCE, _openid)
REALM: Final = Fact("user realm", SOURCE, _realm)
ACS_METADATA: Final = Fact("metadata of the access control service", SOURCE, _acs, (AUTH_SERVERS,))
STS_METADATA: Final = Fact("metadata of Entra ID", SOURCE, _sts, (AUTH_SERVERS,))
