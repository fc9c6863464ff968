"""Which Entra groups somebody is in: asked of their tenant's directory, and remembered briefly."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import structlog

from commands.ports import Clock, Kind, Outcome, OutsideError
from jobs.record import Person
from jobs.tasks import end

FRESH: Final = 300.0
"""Seconds an answer is used without asking again."""
PATIENCE: Final = 3.0
"""Seconds a person waits for the directory; a button must be answered within five."""
REMEMBERED: Final = 5000
"""People whose groups are kept."""

log = structlog.get_logger()


class Directory(Protocol):
    """A tenant's directory, as far as roles need it; ``commands.ports.GraphPort`` is one."""

    async def member_of(self, user_id: str, groups: Sequence[str]) -> frozenset[str]: ...


class Groups:
    """The groups that are asked about, and in which of them people are.

    Args:
        directories: Each tenant's directory, by its id in lower case.
        groups: Object ids, of all tenants; a directory passes over those that are not its own.
        clock: What says how old an answer is.
    """

    def __init__(
        self, directories: Mapping[str, Directory], groups: Sequence[str], clock: Clock
    ) -> None:
        self._directories = directories
        self._groups = groups
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, frozenset[str]]] = OrderedDict()
        self._asking: dict[tuple[str, str], asyncio.Task[frozenset[str] | OutsideError]] = {}

    def has(self, tenant: str) -> bool:
        """Tell whether there is a directory that knows the people of a tenant."""
        return tenant.lower() in self._directories

    async def of(self, person: Person, *, fresh: bool = False) -> frozenset[str]:
        """Give those of the groups that a person is in, nested ones counted, in lower case.

        ``fresh`` passes over what is remembered.  Questions about one person that come while the
        directory is being asked share its answer.

        Raises:
            OutsideError: The directory did not tell; an older answer is not used in its place.
        """
        key = (person.tenant.lower(), person.id.lower())
        now = self._clock.now().timestamp()
        asked, groups = self._known.get(key, (float("-inf"), frozenset()))
        if not fresh and 0 <= now - asked < FRESH:
            return groups
        asking = self._asking.get(key)
        if asking is None:
            asking = self._asking[key] = asyncio.create_task(self._ask(key))
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await asyncio.shield(asking)
        except TimeoutError:
            answer = _too_slow(key[1])
        if isinstance(answer, OutsideError):
            log.warning("groups.unread", person=key[1], because=str(answer))
            raise answer
        return answer

    async def close(self) -> None:
        """Give up the questions under way."""
        await end(*self._asking.values())

    async def _ask(self, key: tuple[str, str]) -> "frozenset[str] | OutsideError":
        tenant, id = key
        try:
            found = await self._directories[tenant].member_of(id, self._groups)
        except OutsideError as error:
            return error
        finally:
            del self._asking[key]
        groups = frozenset(each.lower() for each in found)
        self._known[key] = (self._clock.now().timestamp(), groups)
        self._known.move_to_end(key)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return groups


def _too_slow(id: str) -> OutsideError:
    return OutsideError(
        kind=Kind.TIMEOUT,
        outcome=Outcome.UNKNOWN,
        source="Microsoft Graph",
        doing=f"groups of {id}",
        detail=f"no answer within {PATIENCE:.0f} seconds",
    )
