"""Intra-organization connectors are made, changed and removed, on either side.

https://learn.microsoft.com/powershell/module/exchangepowershell/new-intraorganizationconnector
"""

import re
from typing import Final
from urllib.parse import urlsplit

from lab.exchange.changes import (
    changed,
    fresh,
    removed,
    task_refusal,
    texts,
    the_one,
    unbindable,
)
from lab.exchange.cmdlet import Turn
from lab.exchange.connectors import CONNECTOR, connector_record
from lab.records import Output
from lab.world_premises import Connector

_DOMAIN: Final = re.compile(
    r"(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)+[a-z0-9-]{2,}", re.IGNORECASE
)


def new_intra_organization_connector(turn: Turn) -> Output:
    """Make a connector; a domain leads to one place only."""
    connectors = _side(turn)
    name, guid = fresh(turn, connectors, CONNECTOR)
    made = Connector(
        name=name,
        guid=guid,
        domains=_domains(turn),
        discovery_endpoint=_address(turn, "DiscoveryEndpoint"),
        enabled=turn.flag("enabled") if turn.has("enabled") else True,
        target_sharing_epr=_address(turn, "TargetSharingEpr"),
    )
    _alone(turn, made.domains, guid)
    if not turn.flag("whatif"):
        connectors.append(made)
    return Output([connector_record(turn, made)])


def set_intra_organization_connector(turn: Turn) -> Output:
    one = the_one(turn, _side(turn))
    values: dict[str, object] = {}
    if turn.has("enabled"):
        values["enabled"] = turn.flag("enabled")
    if turn.has("targetaddressdomains"):
        domains = _domains(turn, one)
        _alone(turn, domains, one.guid)
        values["domains"] = domains
    if turn.has("discoveryendpoint"):
        values["discovery_endpoint"] = _address(turn, "DiscoveryEndpoint")
    if turn.has("targetsharingepr"):
        values["target_sharing_epr"] = _address(turn, "TargetSharingEpr")
    return changed(turn, one, values)


async def remove_intra_organization_connector(turn: Turn) -> Output:
    connectors = _side(turn)
    return await removed(
        turn, connectors, the_one(turn, connectors), "intra-organization connector"
    )


def _side(turn: Turn) -> list[Connector]:
    return (turn.world if turn.server is not None else turn.world.tenant).connectors


def _domains(turn: Turn, one: Connector | None = None) -> list[str]:
    """Read the domains; at least one, each well formed."""
    domains = texts(turn, "targetaddressdomains", one.domains if one else ())
    for each in domains:
        if not _DOMAIN.fullmatch(each):
            reason = (
                f'Cannot convert value "{each}" to type "Microsoft.Exchange.Data.SmtpDomain". '
                f'Error: ""{each}" isn\'t a valid SMTP domain."'
            )
            raise unbindable(turn, "TargetAddressDomains", reason)
    if not domains:
        raise task_refusal(turn, "The value of property TargetAddressDomains can't be empty.")
    return domains


def _alone(turn: Turn, domains: list[str], guid: str) -> None:
    """Refuse a domain that another connector of this side has."""
    for other in _side(turn):
        taken = {each.casefold() for each in other.domains} & {each.casefold() for each in domains}
        if other.guid != guid and taken:
            raise task_refusal(
                turn,
                f"The domain '{min(taken)}' is already used by the intra-organization connector "
                f"'{other.name}'.",
            )


def _address(turn: Turn, name: str) -> str:
    """Read an absolute address; nothing stays nothing."""
    value = turn.text(name)
    parts = urlsplit(value)
    if value and (parts.scheme not in ("https", "http") or not parts.hostname):
        raise unbindable(turn, name, f'Cannot convert value "{value}" to type "System.Uri".')
    return value
