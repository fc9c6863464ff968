"""Tells the thread of a job that it is to be undone, where that was asked for in another thread."""

from typing import Protocol

from bot.cards.replies import telling
from bot.reminding import Remembers, remind
from bot.talk import Posts
from commands.phrases import say
from commands.ports import Clock
from commands.tenancy import Tenancy
from jobs.card import Card, place_of
from jobs.record import Conversation, Job


class Knows(Remembers, Protocol):
    """The runner's desk, as far as this needs it."""

    async def job(self, number: int) -> Job | None: ...

    async def card(self, number: int) -> Card | None: ...


async def tell(
    job: Job, place: Conversation, *, desk: Knows, posts: Posts, clock: Clock, tenancy: Tenancy
) -> None:
    """Say so once, while the undo waits for its decision; ``place`` is where its card is.

    Raises:
        redis.exceptions.RedisError: The store does not answer.
    """
    if job.undoes is None or job.open_gate is None:
        return
    try:
        other = await desk.job(job.undoes)
    except ValueError:  # it cannot be read here; the undo's own card says what it is about
        return
    there = None if other is None else place_of(other, await desk.card(other.id))
    if there is None or not tenancy.reaches(there.tenant, job.organisation):
        return
    if (there.tenant, there.id, there.root) == (place.tenant, place.id, place.root):
        return
    told = say(
        "Job {undoing} is to undo job {job}; it was asked for in another thread, where its card "
        "is. Type {show} to have it here.",
        undoing=job.id,
        job=job.undoes,
        show=f"job {job.id}",
    )
    reply = telling((told,), there.locale)
    await remind(f"undoing:{job.id}", reply, there, desk=desk, posts=posts, clock=clock)
