"""As whom Exchange signs in to the cloud: the dedicated application, or the shared principal."""

from dataclasses import dataclass
from typing import Final

from commands.check import Asked
from commands.facts.entra import DEDICATED, SHARED, Dedicated, tenant_issuer
from commands.facts.organisation import AUTH_SERVERS, OVERRIDES
from commands.look import Facts, Known
from commands.outside.entra import Key, key_of
from commands.outside.identifiers import same

GRAPH: Final = "RouteThroughMSGraph"
"""The section of the setting override that sends free/busy over Microsoft Graph."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The identity in use, with the keys that Entra ID verifies it by."""

    name: str
    dedicated: bool
    keys: tuple[Key, ...]


def claimed_application(facts: Facts, asked: Asked) -> str:
    """Give the application id on the tenant's auth server; empty means the shared principal.

    Raises ``NotRead`` when the auth servers could not be read.
    """
    ours = tenant_issuer(facts.value(AUTH_SERVERS), str(asked.organisation.tenant_id))
    return next((server.application_id for server in ours if server.application_id), "")


def keys_of(dedicated: Dedicated) -> tuple[Key, ...]:
    """Give the keys of the dedicated application: on the registration, or on its principal."""
    own = [key for application in dedicated.applications[:1] for key in application.keys]
    return (*own, *(dedicated.principal.keys if dedicated.principal else ()))


def identity(facts: Facts, asked: Asked) -> Identity | None:
    """Give the identity in use; ``None`` when it does not exist in the tenant.

    Raises ``NotRead`` when it could not be read.
    """
    claimed = claimed_application(facts, asked)
    if not claimed:
        shared = facts.value(SHARED)
        if shared is None:
            return None
        return Identity(name=shared.name, dedicated=False, keys=shared.keys)
    dedicated = facts.value(DEDICATED)
    if not dedicated.applications or not same(dedicated.applications[0].app_id, claimed):
        return None
    return Identity(name=dedicated.applications[0].name, dedicated=True, keys=keys_of(dedicated))


def places_of_key(facts: Facts, thumbprint: str) -> tuple[str, ...]:
    """Name everything in Entra ID that could be read and carries a key."""
    shared, dedicated = facts.of(SHARED), facts.of(DEDICATED)
    places = []
    if isinstance(dedicated, Known) and key_of(keys_of(dedicated.value), thumbprint):
        places.append(dedicated.value.applications[0].name)
    if isinstance(shared, Known) and shared.value and key_of(shared.value.keys, thumbprint):
        places.append(shared.value.name)
    return tuple(places)


def graph_flow(facts: Facts) -> bool:
    """Say whether free/busy goes over Microsoft Graph in place of EWS."""
    overrides = facts.of(OVERRIDES)
    return isinstance(overrides, Known) and any(
        same(item.section, GRAPH) and item.enabled for item in overrides.value
    )
