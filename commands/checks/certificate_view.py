"""Who holds which auth certificate, and what is left of it: what every decision rests on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from commands.certificates import BITS, Seen, takes_over_in_time
from commands.check import Asked
from commands.checks.certificate_current import found as with_thumbprint
from commands.checks.certificate_servers import State, holders, states_of
from commands.checks.fleet import departed, fleet, of_server
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES, TESTS, ByServer
from commands.look import Facts, Known, Unread
from commands.moments import is_to_come
from commands.outside.exchange import AuthConfig, Installed, of_thumbprint


@dataclass(frozen=True, kw_only=True)
class View:
    """What was read about the certificates.

    Attributes:
        seen: What the decision rests on.
        holder, next_holder: A server to copy the current certificate from, and one for the staged
            one, with a maintenance endpoint if there is one; empty where none has it.
        dark: Why a server could not be asked, by its name.
        keyless: The servers that list the current certificate and surely lack its key.
    """

    seen: Seen
    holder: str
    next_holder: str
    dark: Mapping[str, Unread]
    keyless: tuple[str, ...]


def view(facts: Facts, asked: Asked) -> View:
    """Read who holds which certificate, and what is left of them; may raise ``NotRead``."""
    config, stores = facts.value(AUTH_CONFIG), facts.value(CERTIFICATES)
    states = states_of(stores, facts.value(TESTS), config.current)
    away = departed(facts, asked, stores)
    names = [name for name in fleet(facts, asked) if name not in away]
    readings = {name: of_server(stores, name, asked) for name in names}
    dark = {name: item for name, item in readings.items() if isinstance(item, Unread)}
    able = [each.name for each in asked.organisation.servers if each.maintenance]
    holder = _chosen(states, able)
    next_holder = _next_holder(stores, config.next, able)
    seen = Seen(
        current=_signing(_left(stores, config.current, asked), holder),
        next=_signing(_left(stores, config.next, asked), next_holder),
        lacking_current=tuple(
            state.server
            for name, state in states.items()
            if config.current and name in readings and not state.may_sign
        ),
        lacking_next=_without(stores, config.next, readings),
        unreachable=tuple(dark),
        in_time=_in_time(stores, config),
    )
    keyless = tuple(name for name, each in states.items() if each.present and not each.may_sign)
    return View(seen=seen, holder=holder, next_holder=next_holder, dark=dark, keyless=keyless)


def _left(
    stores: ByServer[tuple[Installed, ...]], thumbprint: str, asked: Asked
) -> timedelta | None:
    """Give what is left of a certificate that Exchange could sign with; ``None`` without one."""
    certificate = with_thumbprint(stores, thumbprint) if thumbprint else None
    if certificate is None or 0 < certificate.key_size < BITS:
        return None
    return None if is_to_come(certificate.starts, asked.now) else certificate.ends - asked.now


def _signing(left: timedelta | None, holder: str) -> timedelta | None:
    """Take a certificate whose key no server has for none, unless it has expired anyway."""
    return left if holder or left is None or left <= timedelta() else None


def _without(
    stores: ByServer[tuple[Installed, ...]], thumbprint: str, wanted: Mapping[str, object]
) -> tuple[str, ...]:
    if not thumbprint:
        return ()
    return tuple(
        name
        for name, reading in stores.items()
        if name in wanted
        and isinstance(reading, Known)
        and not _is_usable(reading.value, thumbprint)
    )


def _is_usable(store: tuple[Installed, ...], thumbprint: str) -> bool:
    there = of_thumbprint(store, thumbprint)
    return there is not None and there.may_sign


def _in_time(stores: ByServer[tuple[Installed, ...]], config: AuthConfig) -> bool:
    current, effective = with_thumbprint(stores, config.current), config.next_effective
    return effective is not None and (
        current is None or takes_over_in_time(effective, current.ends)
    )


def _next_holder(
    stores: ByServer[tuple[Installed, ...]], thumbprint: str, able: Collection[str]
) -> str:
    """Name a server to copy the staged certificate from; empty where none has it."""
    having = (
        name
        for name, reading in stores.items()
        if isinstance(reading, Known) and _is_usable(reading.value, thumbprint)
    )
    return next(iter(sorted(having, key=lambda name: name not in able)), "")


def _chosen(states: Mapping[str, State], able: Collection[str]) -> str:
    """Name a server to copy the current certificate from: one that surely has the key, if any."""
    having = holders(states)
    return next(
        iter(sorted(having, key=lambda name: (not states[name].has_key, name not in able))), ""
    )
