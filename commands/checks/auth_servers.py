"""What the two kinds of auth server are judged by alike."""

from collections.abc import Iterable, Iterator
from typing import Final

from commands.check import Asked
from commands.checks.effects import without_issuer
from commands.checks.powershell import Command, typed
from commands.checks.weigh import Fault, listed
from commands.facts.tenant import metadata_path
from commands.findings import Console
from commands.organisation import Organisation
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import same
from commands.phrases import Phrase, say


def told(server: AuthServer) -> Phrase:
    """Say what was read of it."""
    return say(
        "Get-AuthServer {name}: type {type}, enabled {enabled}, issuer {issuer}, realm {realm}, "
        "token endpoint {endpoint}.",
        name=server.name,
        type=server.type,
        enabled=str(server.enabled),
        issuer=server.issuer or "–",
        realm=server.realm or "–",
        endpoint=server.token_endpoint or "–",
    )


def defaults(servers: Iterable[AuthServer]) -> Iterator[Phrase]:
    """Say which of them clients are sent to (hybrid modern authentication), if any is."""
    found = [each.name for each in servers if each.is_default]
    if found:
        yield say(
            "IsDefaultAuthorizationEndpoint (hybrid modern authentication): {names}.",
            names=listed(found),
        )


def remarks(server: AuthServer, asked: Asked) -> Iterator[Phrase]:
    """Remark on a metadata address with another domain than the initial one: it works all the same.

    What decides is the realm and the issuer that were read from it.
    """
    organisation = asked.organisation
    named = metadata_path(server).split("/")[1:2]
    expected = (organisation.initial_domain, str(organisation.tenant_id), "common")
    if named and named[0].lower() not in expected:
        yield say(
            "Remark: the metadata address names {named}; the initial domain {initial} would survive"
            " the removal of that domain. Nothing is wrong now.",
            named=named[0],
            initial=organisation.initial_domain,
        )


def missing(type: str, command: Command, asked: Asked) -> Fault:
    """Say that there is none of a type."""
    return Fault(
        seen=say("Get-AuthServer lists no auth server of type {type}.", type=type),
        consequence=without_issuer(type, asked),
        remedy=say(
            "Create the auth server, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=command,
        console=Console.EXCHANGE_SERVER,
    )


def disabled(server: AuthServer, asked: Asked) -> Fault:
    """Say that it is switched off."""
    return Fault(
        seen=say("{name} is disabled.", name=server.name),
        consequence=without_issuer(server.type, asked),
        remedy=say(
            "Enable the auth server, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed("Set-AuthServer -Identity {name} -Enabled $true", name=server.name),
        console=Console.EXCHANGE_SERVER,
    )


def wrong_realm(server: AuthServer, asked: Asked) -> Fault:
    """Say that it belongs to another tenant."""
    organisation = asked.organisation
    return Fault(
        seen=say(
            "{name}: the realm is {realm}, the tenant is {tenant}.",
            name=server.name,
            realm=server.realm or "–",
            tenant=str(organisation.tenant_id),
        ),
        consequence=without_issuer(server.type, asked),
        remedy=say(
            "Point the auth server at the tenant's metadata, then check oauth {domain} again.",
            domain=organisation.domain,
        ),
        command=point_at_tenant(server, asked),
        console=Console.EXCHANGE_SERVER,
    )


def point_at_tenant(server: AuthServer, asked: Asked) -> Command:
    """Say what to type for a metadata address with the tenant's initial domain."""
    return typed(
        "Set-AuthServer -Identity {name} -AuthMetadataUrl {url}",
        name=server.name,
        url=address(server.type, asked.organisation),
    )


def names_tenant(server: AuthServer, asked: Asked) -> bool:
    """Tell whether its metadata address names the tenant itself: another would change nothing."""
    organisation = asked.organisation
    named = metadata_path(server).split("/")[1:2]
    ours = (organisation.initial_domain, str(organisation.tenant_id))
    return any(same(each, name) for each in named for name in ours)


def address(type: str, organisation: Organisation) -> str:
    """Give the metadata address of a type of auth server: in the tenant's cloud, for its tenant.

    https://learn.microsoft.com/exchange/configure-oauth-authentication-between-exchange-and-exchange-online-organizations-exchange-2013-help
    """
    cloud = organisation.cloud
    host, path = (
        (cloud.acs_host, "metadata/json/1")
        if same(type, ACS)
        else (cloud.sts_host, "federationmetadata/2007-06/federationmetadata.xml")
    )
    return f"https://{host}/{organisation.initial_domain}/{path}"


ACS: Final = "MicrosoftACS"
STS: Final = "AzureAD"
"""The types of auth server that the trust needs."""
