"""As whom Exchange signs in to the cloud: the dedicated application, or the shared principal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from commands.check import Asked
from commands.facts.entra import DEDICATED, SHARED, Dedicated, tenant_issuer
from commands.facts.organisation import AUTH_SERVERS, OVERRIDES
from commands.facts.servers import TESTS
from commands.look import Facts, Known
from commands.outside.entra import Key, key_of
from commands.outside.exchange_online import Result
from commands.outside.identifiers import same

SECTION: Final = "ExchangeOnpremAsThirdPartyAppId"
"""The section of the setting override that switches the dedicated application on."""
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


def is_dedicated_in_use(facts: Facts, asked: Asked) -> bool:
    """Tell whether Exchange is known to sign in as a dedicated application: named, switched on."""
    servers, overrides = (facts.readings.get(fact.name) for fact in (AUTH_SERVERS, OVERRIDES))
    return (
        isinstance(servers, Known)
        and isinstance(overrides, Known)
        and bool(claimed_application(facts, asked))
        and any(same(each.section, SECTION) and each.enabled for each in overrides.value)
    )


def carried_by(keys: Iterable[Key], facts: Facts, asked: Asked) -> tuple[str, ...]:
    """Name the servers whose test to the cloud succeeded through the shared principal's keys.

    Where the test does not show what was signed with, it is taken to be one of them, as long as no
    dedicated application is known to be in use.
    """
    tests = facts.readings.get(TESTS.name)
    if not isinstance(tests, Known) or is_dedicated_in_use(facts, asked):
        return ()
    known = {key.thumbprint.upper() for key in keys}
    return tuple(
        server
        for server, reading in tests.value.items()
        if isinstance(reading, Known)
        and reading.value.result is Result.SUCCESS
        and (reading.value.signed_with or next(iter(known), "")) in known
    )


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
