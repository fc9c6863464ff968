"""Who may do what: a person is a tenant and an Entra object id, and nothing else decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from commands.command import Command, Role
from commands.phrases import Phrase, say
from jobs.record import Person


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The static lists of the configuration: object ids, lower case, each with its highest role.

    Who is on no list may do nothing.  The tenant was checked at the door, which lets in the
    configured ones only.
    """

    holders: Mapping[str, Role]

    @classmethod
    def of(
        cls,
        *,
        viewers: Iterable[str] = (),
        operators: Iterable[str] = (),
        leads: Iterable[str] = (),
    ) -> Self:
        """Build from the three lists; who is on several has the highest of them."""
        lists = ((Role.VIEWER, viewers), (Role.OPERATOR, operators), (Role.LEAD, leads))
        return cls(holders={each.lower(): role for role, ids in lists for each in ids})

    def role(self, person: Person) -> Role | None:
        return self.holders.get(person.id.lower()) if person.id else None

    def refuses_person(self, person: Person, *, guest: bool) -> Phrase | None:
        """Say why a person may ask nothing at all; ``None`` for who has a role."""
        if guest:
            return say(
                "Guests cannot give me requests, whatever role they have elsewhere. Nothing was "
                "run. Please ask a member of this organisation to type it for you."
            )
        if not person.id:
            return say(
                "Teams did not tell me your Entra object id, so I cannot know your role. Nothing "
                "was run. Please write from an account of this organisation."
            )
        if self.role(person) is None:
            return say(
                "You have no role here, so nothing was run. Whoever runs me can give you one: "
                "your Entra object id {id} goes under {section} in my configuration.",
                id=person.id,
                section="[roles]",
            )
        return None

    def refuses(self, person: Person, command: Command) -> Phrase | None:
        """Say why a person with a role may not give this command; ``None`` when they may."""
        role = self.role(person)
        if role is not None and role.rank >= command.role.rank:
            return None
        return say(
            "{command} needs the role {needed}; yours is {role}. Nothing was run.",
            command=command.name,
            needed=command.role.value,
            role="none" if role is None else role.value,
        )
