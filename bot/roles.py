"""Who may do what: a person is a tenant and an Entra object id, and nothing else decides.

A role comes from the static lists of the configuration, or from an Entra group that it names; the
highest counts.  When the directory does not tell, only the lists count: nobody is let in by an
answer that was not given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

from bot.groups import Directory, Groups
from commands.command import Command, Role
from commands.look import reason
from commands.phrases import Phrase, joined, say
from commands.ports import Clock, OutsideError
from jobs.record import Person

_LISTS: Final = {Role.VIEWER: "viewers", Role.OPERATOR: "operators", Role.LEAD: "leads"}
"""The settings below ``[roles]`` that list people."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a person may do, and why.

    Attributes:
        role: Their highest role as far as it is known; ``None`` when they have none.
        because: Which list or group gives it, or that none does.
        unread: Why their groups could not be read; the role may then be higher than ``role``.
    """

    role: Role | None
    because: Phrase
    unread: Phrase | None = None

    def has(self, needed: Role) -> bool:
        return self.role is not None and self.role.rank >= needed.rank


@dataclass(frozen=True, kw_only=True)
class Granting:
    """The Entra groups that give roles.

    Attributes:
        roles: Each group's role, by its object id in lower case.
        groups: Who is in which.
    """

    roles: Mapping[str, Role]
    groups: Groups

    @classmethod
    def of(
        cls,
        *,
        viewers: Iterable[str] = (),
        operators: Iterable[str] = (),
        leads: Iterable[str] = (),
        directories: Mapping[str, Directory],
        clock: Clock,
    ) -> Self:
        """Build from three lists of groups, and each tenant's directory by its id."""
        roles = _by_id(viewers, operators, leads)
        known = {tenant.lower(): each for tenant, each in directories.items()}
        return cls(roles=roles, groups=Groups(known, tuple(roles), clock))


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The static lists: object ids in lower case, each with its highest role; and the groups.

    The tenant was checked at the door, which lets in the configured ones only.
    """

    holders: Mapping[str, Role]
    granting: Granting | None = None

    @classmethod
    def of(
        cls,
        *,
        viewers: Iterable[str] = (),
        operators: Iterable[str] = (),
        leads: Iterable[str] = (),
        granting: Granting | None = None,
    ) -> Self:
        """Build from the three lists; who is on several has the highest of them."""
        if granting is not None and not granting.roles:
            granting = None
        return cls(holders=_by_id(viewers, operators, leads), granting=granting)

    async def close(self) -> None:
        """Give up the questions under way."""
        if self.granting is not None:
            await self.granting.groups.close()

    async def standing(
        self, person: Person, *, fresh: bool = False, enough: Role = Role.LEAD
    ) -> Standing:
        """Say what a person may do, and why.

        The directory is asked only where it could matter: not for who has ``enough`` by a list.
        ``fresh`` passes over what is remembered of it.
        """
        listed = self._listed(person)
        granting = self.granting
        if granting is None or not person.id or listed.has(enough):
            return listed
        if not granting.groups.has(person.tenant):
            return listed
        try:
            inside = await granting.groups.of(person, fresh=fresh)
        except OutsideError as error:
            return replace(listed, unread=reason(error))
        return self._higher(listed, granting.roles, inside)

    async def refuses_person(self, person: Person, *, guest: bool) -> Phrase | None:
        """Say why a person may ask nothing at all; ``None`` for who has a role."""
        if (why := refuses_stranger(person, guest=guest)) is not None:
            return why
        standing = await self.standing(person, enough=Role.VIEWER)
        return None if standing.role is not None else self._none(standing, person)

    async def refuses(self, person: Person, command: Command) -> Phrase | None:
        """Say why a person with a role may not give this command; ``None`` when they may."""
        standing = await self.standing(person, enough=command.role)
        return None if standing.has(command.role) else lacking(standing, command)

    def _listed(self, person: Person) -> Standing:
        role = self.holders.get(person.id.lower()) if person.id else None
        if role is None:
            return Standing(role=None, because=_nowhere(person, asked=self.granting is not None))
        return Standing(
            role=role,
            because=say(
                "Your Entra object id {id} stands under {section} in my configuration.",
                id=person.id,
                section=f"[roles] {_LISTS[role]}",
            ),
        )

    @staticmethod
    def _higher(listed: Standing, roles: Mapping[str, Role], inside: frozenset[str]) -> Standing:
        """Give what the groups say where it is more than what the lists say."""
        given = [(role, group) for group, role in roles.items() if group in inside]
        role, group = max(given, key=lambda each: each[0].rank, default=(None, ""))
        if role is None or listed.has(role):
            return listed
        return Standing(
            role=role,
            because=say(
                "You are in the Entra group {group}, which stands under {section} in my "
                "configuration.",
                group=group,
                section=f"[roles] {_LISTS[role][:-1]}_groups",
            ),
        )

    def _none(self, standing: Standing, person: Person) -> Phrase:
        if standing.unread is not None:
            return _not_asked(standing.unread)
        if self.granting is not None:
            return say(
                "You have no role here, so nothing was run. Whoever runs me can give you one: add "
                "you to one of the groups that give a role, or your Entra object id {id} goes "
                "under {section} in my configuration.",
                id=person.id,
                section="[roles]",
            )
        return say(
            "You have no role here, so nothing was run. Whoever runs me can give you one: "
            "your Entra object id {id} goes under {section} in my configuration.",
            id=person.id,
            section="[roles]",
        )


def refuses_stranger(person: Person, *, guest: bool) -> Phrase | None:
    """Say why somebody may ask nothing, whatever their role; ``None`` for known members."""
    if not person.id:
        return say(
            "Teams did not tell me your Entra object id, so I cannot know your role. Nothing "
            "was run. Please write from an account of this organisation."
        )
    if guest:
        return say(
            "Guests cannot give me requests, whatever role they have elsewhere. Nothing was "
            "run. Please ask a member of this organisation to type it for you."
        )
    return None


def lacking(standing: Standing, command: Command) -> Phrase:
    """Say that a role is not enough for a command, or that it could not be told."""
    if standing.unread is not None:
        return _not_asked(standing.unread)
    return say(
        "{command} needs the role {needed}; yours is {role}. Nothing was run.",
        command=command.name,
        needed=command.role.value,
        role="none" if standing.role is None else standing.role.value,
    )


def _not_asked(why: Phrase) -> Phrase:
    """Say that nothing was decided; ``why`` is one of the sentences of ``commands.look.reason``."""
    return joined(
        (
            say(
                "Entra ID could not be asked which groups you are in, so nothing was decided and "
                "nothing was run; try again."
            ),
            why,
        )
    )


def _nowhere(person: Person, *, asked: bool) -> Phrase:
    if asked:
        return say(
            "Your Entra object id {id} is on no list of my configuration, and you are in none of "
            "the groups that give a role.",
            id=person.id,
        )
    return say("Your Entra object id {id} is on no list of my configuration.", id=person.id)


def _by_id(
    viewers: Iterable[str], operators: Iterable[str], leads: Iterable[str]
) -> dict[str, Role]:
    lists = ((Role.VIEWER, viewers), (Role.OPERATOR, operators), (Role.LEAD, leads))
    return {each.lower(): role for role, ids in lists for each in ids}
