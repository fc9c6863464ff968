"""Auth servers and partner applications are made, changed and removed.

https://learn.microsoft.com/powershell/module/exchangepowershell/new-authserver
https://learn.microsoft.com/powershell/module/exchangepowershell/set-authserver
https://learn.microsoft.com/powershell/module/exchangepowershell/set-partnerapplication
"""

from uuid import UUID

from lab.exchange import metadata
from lab.exchange.auth import AUTH_SERVER, auth_server_record
from lab.exchange.changes import (
    changed,
    fresh,
    removed,
    task_refusal,
    texts,
    the_one,
    unbindable,
)
from lab.exchange.cmdlet import Turn, not_found
from lab.exchange.metadata import Metadata
from lab.records import Output
from lab.world_premises import AuthServer

_FEDERATED = ("ADFS", "AzureAD")


def new_auth_server(turn: Turn) -> Output:
    """Read the metadata document and keep who it names; one trust per issuer and realm."""
    servers = turn.world.auth_servers
    name, guid = fresh(turn, servers, AUTH_SERVER)
    kind = _type(turn)
    url = turn.text("authmetadataurl")
    found = metadata.read(turn, url, kind)
    made = AuthServer(
        name=name,
        guid=guid,
        type=kind,
        issuer=found.issuer,
        realm=found.realm,
        token_endpoint=found.token_endpoint,
        authorization_endpoint=found.authorization_endpoint,
        metadata_url=url,
        enabled=turn.flag("enabled") if turn.has("enabled") else True,
        domain_names=texts(turn, "domainname"),
        signing=found.signing,
    )
    _unique(turn, made)
    if turn.flag("isdefaultauthorizationendpoint"):
        _only_default(turn, made)
        made.default_authorization_endpoint = True
    if not turn.flag("whatif"):
        servers.append(made)
    return Output([auth_server_record(turn, made)])


def set_auth_server(turn: Turn) -> Output:
    one = the_one(turn, turn.world.auth_servers, lambda each: (each.issuer,))
    values: dict[str, object] = {}
    if turn.has("enabled"):
        values["enabled"] = turn.flag("enabled")
    if turn.has("domainname"):
        values["domain_names"] = texts(turn, "domainname", one.domain_names)
    if turn.has("applicationidentifier"):
        values["application_identifier"] = _guid(turn, "ApplicationIdentifier")
    if turn.has("graphbaseurl"):
        values["graph_base_url"] = turn.text("graphbaseurl")
    if turn.has("isdefaultauthorizationendpoint"):
        values["default_authorization_endpoint"] = _default(turn, one)
    if turn.has("authmetadataurl"):
        values |= _read_again(turn, one, turn.text("authmetadataurl"))
    elif turn.flag("refreshauthmetadata"):
        values |= _read_again(turn, one, one.metadata_url)
    return changed(turn, one, values)


async def remove_auth_server(turn: Turn) -> Output:
    servers = turn.world.auth_servers
    one = the_one(turn, servers, lambda each: (each.issuer,))
    return await removed(turn, servers, one, "authorization server")


def set_partner_application(turn: Turn) -> Output:
    one = the_one(turn, turn.world.partner_applications)
    values: dict[str, object] = {}
    if turn.has("enabled"):
        values["enabled"] = turn.flag("enabled")
    if turn.has("realm"):
        values["realm"] = turn.text("realm")
    if turn.has("linkedaccount"):
        account = turn.text("linkedaccount")
        name = account.rpartition("/")[2]
        if name and not any(each.answers_to(name) for each in turn.world.mailboxes):
            raise not_found(turn, account)
        values["linked_account"] = account
    return changed(turn, one, values)


def _type(turn: Turn) -> str:
    """With a metadata address: what is not named is ACS, and only the two that federate may be."""
    wanted = turn.text("type")
    if not wanted:
        return "MicrosoftACS"
    for kind in _FEDERATED:
        if wanted.casefold() == kind.casefold():
            return kind
    raise task_refusal(
        turn,
        "The Type parameter can only be ADFS or AzureAD when the AuthMetadataUrl parameter is "
        "used.",
    )


def _read_again(turn: Turn, one: AuthServer, url: str) -> dict[str, object]:
    """Read the document again; it must still speak of the same issuer and realm."""
    found = metadata.read(turn, url, one.type)
    if (found.issuer.casefold(), found.realm.casefold()) != (
        one.issuer.casefold(),
        one.realm.casefold(),
    ):
        raise _other_issuer(turn, one, found)
    return {
        "metadata_url": url,
        "token_endpoint": found.token_endpoint,
        "authorization_endpoint": found.authorization_endpoint,
        "signing": found.signing,
    }


def _other_issuer(turn: Turn, one: AuthServer, found: Metadata) -> Exception:
    return task_refusal(
        turn,
        f"The issuer identifier '{found.issuer}' and realm '{found.realm}' in the metadata "
        f"document are different from the values '{one.issuer}' and '{one.realm}' of the object.",
        "InvalidData",
    )


def _unique(turn: Turn, made: AuthServer) -> None:
    for each in turn.world.auth_servers:
        if (
            each.type == made.type
            and each.issuer.casefold() == made.issuer.casefold()
            and each.realm.casefold() == made.realm.casefold()
        ):
            raise task_refusal(
                turn,
                f"The authorization server '{each.name}' already exists with the same issuer "
                f"identifier and realm '{made.realm}'.",
            )


def _default(turn: Turn, one: AuthServer) -> bool:
    wanted = turn.flag("isdefaultauthorizationendpoint")
    if wanted:
        _only_default(turn, one)
    return wanted


def _only_default(turn: Turn, one: AuthServer) -> None:
    """Refuse a second default authorization endpoint, enabled or not, as Exchange 2013 does.

    Public code of 15.0: ``OAuthTaskHelper.ValidateAuthServerAuthorizationEndpoint``.
    """
    for each in turn.world.auth_servers:
        if (
            each.guid != one.guid
            and each.type in _FEDERATED
            and each.default_authorization_endpoint
        ):
            raise task_refusal(
                turn,
                f"The authorization server '{each.name}' is already the default authorization "
                "endpoint.",
            )


def _guid(turn: Turn, name: str) -> str:
    """Read an application id; ``$null`` or nothing clears."""
    value = turn.text(name)
    try:
        return str(UUID(value)) if value else ""
    except ValueError as error:
        reason = f'Cannot convert value "{value}" to type "System.Guid".'
        raise unbindable(turn, name, reason) from error
