"""How a job stands, in a sentence, for somebody who asked about it and ordered nothing."""

from typing import Protocol

from bot.cards import words
from bot.roles import Roles
from bot.unread import look_up
from commands.on_schedules import UNSCHEDULE
from commands.phrases import Phrase, joined, say
from commands.request import Request
from jobs.record import Job, Person


class Knows(Protocol):
    """The runner's desk, as far as this needs it."""

    async def job(self, number: int) -> Job | None: ...


async def told(about: Request | None, person: Person, desk: Knows, roles: Roles) -> Phrase | None:
    """Say how the job stands that a request names; ``None`` when it names none.

    Raises:
        redis.exceptions.RedisError: The store does not answer.
    """
    number = None if about is None else dict(about.options).get("number")
    if about is None or number is None or about.command == UNSCHEDULE.name:
        return None
    job = await look_up(desk, int(number), roles, person)
    if isinstance(job, Phrase):
        return job
    if job is None or not await roles.sees(person, job.organisation):
        return say("There is no job {job}.", job=int(number))
    return _of(job)


def _of(job: Job) -> Phrase:
    state = say(
        "Job {job} ({request}): {state}.",
        job=job.id,
        request=str(job.request),
        state=words.STATES[job.state],
    )
    gate = job.open_gate
    if gate is None:
        return state
    return joined((state, say("It waits for a decision at the gate {gate}.", gate=gate.subject)))
