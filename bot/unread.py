"""Jobs whose record cannot be read here: of a newer version, or not what their journal says."""

from typing import Protocol

from bot.roles import Roles
from commands.phrases import Phrase, say
from jobs.record import Forged, Job, Person, TooNew


class Reads(Protocol):
    """The runner's desk, as far as a job is looked up."""

    async def job(self, number: int) -> Job | None: ...


async def look_up(desk: Reads, number: int, roles: Roles, person: Person) -> Job | Phrase | None:
    """Read a job; or say why it cannot be read, to those for whom its organisation exists.

    Raises:
        redis.exceptions.RedisError: The store does not answer.
    """
    try:
        return await desk.job(number)
    except TooNew as error:
        if not await roles.sees(person, error.organisation):
            return None
        return say(
            "Job {job} was written by a newer version of this program, and only that can show "
            "or change it. Nothing was changed.",
            job=number,
        )
    except Forged as error:
        if not await roles.sees(person, error.organisation):
            return None
        return say(
            "What the store holds about job {job} is not what its sealed journal says, so nothing "
            "is done by it. If it is open, it is being stopped. Run {verify} to see what is wrong.",
            job=number,
            verify="python -m bot audit verify",
        )
