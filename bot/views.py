"""What exists for one person: the organisations that they may name, and how they are understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.roles import Roles
from commands.grammar import Grammar
from commands.organisation import Organisation
from jobs.record import Person

REMEMBERED: Final = 200
"""Views that are kept: there is one for each set of organisations that somebody sees."""


@dataclass(frozen=True)
class View:
    """Some organisations.  Of any other nothing is said, and nothing read is taken for one."""

    organisations: tuple[Organisation, ...] = ()

    @cached_property
    def grammar(self) -> Grammar:
        return Grammar(self.organisations)

    @cached_property
    def domains(self) -> tuple[str, ...]:
        return tuple(domain for each in self.organisations for domain in each.domains)

    def organisation(self, domain: str) -> Organisation | None:
        """Give the organisation of a domain; ``None`` where there is none here."""
        return next((each for each in self.organisations if domain in each.domains), None)


NOTHING: Final = View()


class Views:
    """The views of an installation's people; ``organisations`` as configured."""

    def __init__(self, organisations: Sequence[Organisation], roles: Roles) -> None:
        self._organisations = {each.name: each for each in organisations}
        self._roles = roles
        self._known: dict[tuple[str, ...], View] = {}

    async def of(self, person: Person, *, guest: bool = False) -> View:
        """Give what exists for a person; nothing does for a guest."""
        return NOTHING if guest else self._view(await self._roles.seen(person))

    def owned(self, tenant: str) -> View:
        """Give what exists for all people of a tenant: its own organisations."""
        return self._view(self._roles.tenancy.owned(tenant))

    def _view(self, names: tuple[str, ...]) -> View:
        if (known := self._known.get(names)) is not None:
            return known
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        found = (self._organisations.get(name) for name in names)
        view = self._known[names] = View(tuple(each for each in found if each is not None))
        return view
