"""As whom does a server sign in to the cloud, and with which key?"""

from dataclasses import dataclass
from uuid import UUID

from lab.servicelets import signing
from lab.world import World
from lab.world_keys import Certificate
from lab.world_premises import AuthServer, Server, SettingOverride
from lab.world_versions import DEDICATED_APP, at_least, numbers

SECTION = "ExchangeOnpremAsThirdPartyAppId"


@dataclass(frozen=True)
class Dedicated:
    """The dedicated hybrid application, through this evoSTS auth server."""

    auth_server: AuthServer
    app_id: str


def dedicated(world: World, server: Server) -> Dedicated | None:
    """Give the dedicated application when this server really uses it.

    Exactly one enabled override of the section applies and was read there, the build knows the
    feature, and an enabled AzureAD auth server carries an application id (CSS-Exchange,
    Invoke-AnalyzerHybridInformation.ps1).
    """
    overrides = [
        each
        for each in world.overrides_on(server)
        if each.section == SECTION and enabled(each) and applies(each, server)
    ]
    if len(overrides) != 1 or not at_least(server.build, DEDICATED_APP):
        return None
    for auth_server in world.auth_servers:
        identifier = auth_server.application_identifier
        if auth_server.enabled and auth_server.type == "AzureAD" and _is_guid(identifier):
            return Dedicated(auth_server, identifier)
    return None


def enabled(override: SettingOverride) -> bool:
    """Read ``Enabled=true`` among the parameters."""
    return any(each.replace(" ", "").casefold() == "enabled=true" for each in override.parameters)


def applies(override: SettingOverride, server: Server) -> bool:
    """Say whether an override reaches a server: by its name, and by the versions' bounds."""
    named = {each.casefold() for each in override.servers}
    if named and not named & {server.name.casefold(), server.fqdn.casefold()}:
        return False
    build = numbers(server.build)
    if override.min_version and build < numbers(override.min_version):
        return False
    return not (override.max_version and build > numbers(override.max_version))


def signing_certificate(world: World, server: Server) -> Certificate | None:
    """Give the certificate that this server goes by, if it has it with its private key."""
    thumbprint = signing(world, server)
    certificate = world.certificates.get(thumbprint)
    if certificate is None or certificate.key is None or not server.certificates.get(thumbprint):
        return None
    return certificate


def _is_guid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
