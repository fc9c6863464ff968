"""What an organisation really is: its Exchange organisation and its tenant, by what they say.

Two organisations of a configuration may be one Exchange organisation under two names, or two of one
tenant.  A change is held apart from others by these, not by how anything is spelt.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from commands.action import Action
from commands.actions.stated import CLOUD, DIRECTORY
from commands.facts.organisation import ORGANISATION
from commands.look import Fact, Facts, Unread, look
from commands.phrases import Phrase, say
from commands.ports import World

EXCHANGE: Final = say("Exchange organisation (GUID)")
TENANT: Final = say("Tenant")
_OUTSIDE: Final = frozenset({CLOUD, DIRECTORY})
"""Sides whose state belongs to the tenant; every other is a server of the Exchange organisation."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What an organisation is.

    Attributes:
        exchange: The GUID of the Exchange organisation, lower case; empty when it was not read.
        tenant: The id of the tenant, lower case: its own, with which we sign in to it.
        unread: Why the GUID is not known.
    """

    exchange: str
    tenant: str
    unread: Phrase | None = None

    @property
    def basis(self) -> tuple[tuple[Phrase, str], ...]:
        """Give it as something that a plan rests on."""
        return ((EXCHANGE, self.exchange), (TENANT, self.tenant))


async def identify(world: World) -> Identity:
    """Read what an organisation is; that it cannot be read is part of the answer."""
    facts = await look(world, (ORGANISATION,), _unheard)
    reading = facts.of(ORGANISATION)
    tenant = str(world.organisation.tenant_id).lower()
    if isinstance(reading, Unread):
        return Identity(exchange="", tenant=tenant, unread=reading.reason)
    return Identity(exchange=reading.value.guid.strip("{}").lower(), tenant=tenant)


def locks(identity: Identity, actions: Iterable[Action | None]) -> tuple[str, ...] | Phrase:
    """Name what must be held while some changes are made; or say why that is not known.

    A change that is not known (``None``) may be one of either side.
    """
    sides = {None if each is None else each.side for each in actions}
    found = []
    if sides - _OUTSIDE:
        if not identity.exchange:
            return identity.unread or say("its GUID is empty")
        found.append(f"exchange:{identity.exchange}")
    if sides & {None, *_OUTSIDE}:
        found.append(f"tenant:{identity.tenant}")
    return tuple(found)


async def _unheard(_: Fact[object], __: Facts) -> None:
    """Nobody follows this one fact."""
