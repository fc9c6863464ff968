"""Who may do what: a person is a tenant and an Entra object id, and nothing else decides.

A role comes from a list of the configuration, or from an Entra group that it names; the highest
counts.  The lists below ``[roles]`` are for each organisation's own people; where an organisation
has lists of its own, only those count for it, and only they can give a role in it to people of a
tenant that it is served to.  When the directory does not tell, only the lists of people count:
nobody is let in by an answer that was not given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self

from bot.groups import Directory, Groups
from bot.people_settings import Grants
from commands.command import Command, Role
from commands.look import reason
from commands.phrases import Phrase, joined, say
from commands.ports import Clock, OutsideError
from commands.tenancy import Tenancy
from jobs.record import Person

_LISTS: Final = {Role.VIEWER: "viewers", Role.OPERATOR: "operators", Role.LEAD: "leads"}
"""The settings that list people."""
EVERYWHERE: Final = "[roles]"
APART: Final = "[organisation.roles]"


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
class Lists:
    """The people and the groups that have roles, by object id in lower case, each its highest.

    ``section`` is where they stand in the configuration.
    """

    people: Mapping[str, Role] = field(default_factory=dict)
    groups: Mapping[str, Role] = field(default_factory=dict)
    section: str = EVERYWHERE

    @classmethod
    def of(cls, grants: Grants, section: str = EVERYWHERE) -> Self:
        return cls(
            people=_by_id(grants.viewers, grants.operators, grants.leads),
            groups=_by_id(grants.viewer_groups, grants.operator_groups, grants.lead_groups),
            section=section,
        )


@dataclass(frozen=True, kw_only=True)
class Roles:
    """Who has which role in which organisation.

    Attributes:
        tenancy: Which organisations exist for whose people.
        everywhere: The lists for organisations that have none of their own.
        apart: Those of the others, by the organisation's name.
        groups: Who is in which group; ``None`` where no list names one.
    """

    tenancy: Tenancy
    everywhere: Lists = field(default_factory=Lists)
    apart: Mapping[str, Lists] = field(default_factory=dict)
    groups: Groups | None = None

    @classmethod
    def of(
        cls,
        grants: Grants,
        tenancy: Tenancy,
        clock: Clock,
        *,
        apart: Mapping[str, Grants] | None = None,
        directories: Mapping[str, Directory] | None = None,
    ) -> Self:
        """Build from the settings, and each tenant's directory by its id."""
        own = {name: Lists.of(each, APART) for name, each in (apart or {}).items()}
        everywhere = Lists.of(grants)
        named = dict.fromkeys(
            group for each in (everywhere, *own.values()) for group in each.groups
        )
        known = {tenant.lower(): each for tenant, each in (directories or {}).items()}
        groups = Groups(known, tuple(named), clock) if named else None
        return cls(tenancy=tenancy, everywhere=everywhere, apart=own, groups=groups)

    async def close(self) -> None:
        """Give up the questions under way."""
        if self.groups is not None:
            await self.groups.close()

    async def standing(
        self, person: Person, organisation: str, *, fresh: bool = False, enough: Role = Role.LEAD
    ) -> Standing:
        """Say what a person may do in an organisation, and why.

        The directory is asked only where it could matter: not for who has ``enough`` by a list.
        ``fresh`` passes over what is remembered of it.
        """
        lists = self._lists(person, organisation)
        listed = self._listed(person, lists)
        groups = self.groups
        if groups is None or not lists.groups or not person.id or listed.has(enough):
            return listed
        if not groups.has(person.tenant):
            return listed
        try:
            inside = await groups.of(person, fresh=fresh)
        except OutsideError as error:
            return replace(listed, unread=reason(error))
        return _higher(listed, lists, inside)

    async def anywhere(
        self, person: Person, *, fresh: bool = False, enough: Role = Role.LEAD
    ) -> Standing:
        """Say what a person may do where they may do most."""
        best = self._listed(person, Lists())
        for organisation in self.tenancy.reached(person.tenant):
            found = await self.standing(person, organisation, fresh=fresh, enough=enough)
            if found.role is not None and not best.has(found.role):
                best = replace(found, unread=found.unread or best.unread)
            elif found.unread is not None:
                best = replace(best, unread=found.unread)
            if best.has(enough):
                break
            fresh = False  # one question tells of all
        return best

    async def sees(self, person: Person, organisation: str) -> bool:
        """Tell whether an organisation exists for a person.

        It does for its own tenant's people, and for others who were given a role in it.
        """
        if self.tenancy.owns(person.tenant, organisation):
            return True
        standing = await self.standing(person, organisation, enough=Role.VIEWER)
        return standing.role is not None

    async def seen(self, person: Person) -> tuple[str, ...]:
        """Give the organisations that exist for a person, as configured."""
        reached = self.tenancy.reached(person.tenant)
        return tuple([each for each in reached if await self.sees(person, each)])

    async def held(self, person: Person) -> tuple[str, ...]:
        """Give the organisations that a person has a role in, as configured."""
        found = []
        for each in self.tenancy.reached(person.tenant):
            standing = await self.standing(person, each, enough=Role.VIEWER)
            if standing.role is not None:
                found.append(each)
        return tuple(found)

    async def refuses_person(self, person: Person, *, guest: bool) -> Phrase | None:
        """Say why a person may ask nothing at all; ``None`` for who has a role somewhere."""
        if (why := refuses_stranger(person, guest=guest)) is not None:
            return why
        standing = await self.anywhere(person, enough=Role.VIEWER)
        return None if standing.role is not None else self._none(standing, person)

    async def refuses(
        self, person: Person, command: Command, organisation: str | None = None
    ) -> Phrase | None:
        """Say why a person may not give this command; ``None`` when they may.

        Without an organisation it is about none, and a role in any is enough.
        """
        if organisation is None:
            standing = await self.anywhere(person, enough=command.role)
        else:
            standing = await self.standing(person, organisation, enough=command.role)
        return None if standing.has(command.role) else lacking(standing, command)

    def _lists(self, person: Person, organisation: str) -> Lists:
        """Give the lists that can give a person a role in an organisation."""
        if not self.tenancy.reaches(person.tenant, organisation):
            return Lists()
        if (own := self.apart.get(organisation)) is not None:
            return own
        return self.everywhere if self.tenancy.owns(person.tenant, organisation) else Lists()

    def _listed(self, person: Person, lists: Lists) -> Standing:
        role = lists.people.get(person.id.lower()) if person.id else None
        if role is None:
            return Standing(role=None, because=_nowhere(person, asked=self.groups is not None))
        return Standing(
            role=role,
            because=say(
                "Your Entra object id {id} stands under {section} in my configuration.",
                id=person.id,
                section=f"{lists.section} {_LISTS[role]}",
            ),
        )

    def _none(self, standing: Standing, person: Person) -> Phrase:
        if standing.unread is not None:
            return _not_asked(standing.unread)
        if self.groups is not None:
            return say(
                "You have no role here, so nothing was run. Whoever runs me can give you one: add "
                "you to one of the groups that give a role, or your Entra object id {id} goes "
                "under {section} in my configuration.",
                id=person.id,
                section=EVERYWHERE,
            )
        return say(
            "You have no role here, so nothing was run. Whoever runs me can give you one: "
            "your Entra object id {id} goes under {section} in my configuration.",
            id=person.id,
            section=EVERYWHERE,
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


def _higher(listed: Standing, lists: Lists, inside: frozenset[str]) -> Standing:
    """Give what the groups say where it is more than what the lists say."""
    given = [(role, group) for group, role in lists.groups.items() if group in inside]
    role, group = max(given, key=lambda each: each[0].rank, default=(None, ""))
    if role is None or listed.has(role):
        return listed
    return Standing(
        role=role,
        because=say(
            "You are in the Entra group {group}, which stands under {section} in my configuration.",
            group=group,
            section=f"{lists.section} {_LISTS[role][:-1]}_groups",
        ),
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
