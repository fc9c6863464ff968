"""The people's side of the jobs: hand one in, look at it, decide about it, hear what changes."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Final, cast
from weakref import WeakValueDictionary

from commands.book import Book
from commands.phrases import Phrase, say
from commands.ports import Clock
from commands.request import Request
from commands.tenancy import Tenancy
from jobs import machine, undoing
from jobs.card import Card
from jobs.changes import Changes
from jobs.events import Approved, Cancelled, Denied, Rejected, Resumed, Retried
from jobs.left import Left
from jobs.plan import Approvals
from jobs.record import Conversation, Forged, Job, Person, Step
from jobs.scripts import ROOT
from jobs.store import Busy, Stale, Store, Undoing

__all__ = ["Card", "Desk"]

Decision = Approved | Cancelled | Rejected | Resumed | Retried

DAY: Final = 86_400.0
GLANCE: Final = 0.03
"""Seconds between two looks at whether everything has settled: a card drawn announces nothing."""


class Desk:
    """What the bot asks of the runner.  Every method may raise ``redis.exceptions.RedisError``.

    A person decides about the jobs of those organisations that exist for their tenant by
    ``tenancy``; without one that is none.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        book: Book | None = None,
        approvals: Approvals | None = None,
        tenancy: Tenancy | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._book = book or Book()
        self._approvals = approvals or Approvals()
        self._tenancy = tenancy or Tenancy()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def submit(
        self,
        request: Request,
        *,
        organisation: str,
        steps: Iterable[Step],
        requester: Person | None,
        conversation: Conversation | None,
        key: str,
    ) -> Job:
        """Hand in a job and ring for a worker; the same ``key`` again gives the same job.

        ``key`` names what asked for it, e.g. the activity's id.  One round trip.

        Raises:
            ValueError: There are no steps, or a change does not stand behind a gate.
            jobs.held.Busy: It would change something, and another job is changing the organisation.
        """
        change = machine.create(
            request,
            organisation=organisation,
            steps=steps,
            requester=requester,
            conversation=conversation,
            now=self._clock.now(),
        )
        job, _ = await self._store.create(change, key=key)
        return job

    async def job(self, number: int) -> Job | None:
        """Read a job with its findings so far.

        Raises:
            jobs.record.TooNew: A newer program wrote it.
            jobs.record.Forged: It is not what its journal says; a worker is rung to stop it.
        """
        try:
            return await self._store.job(number)
        except Forged:
            await self._store.ring(number)
            raise

    async def is_full(self) -> bool:
        """Tell whether the store has no memory left to write anything."""
        async with self._store.run.turn():
            memory = await self._store.redis.info("memory")
        limit = int(memory.get("maxmemory", 0))
        return 0 < limit <= int(memory.get("used_memory", 0))

    async def unread(self, *, among: Collection[str]) -> Sequence[int]:
        """Give the numbers of the jobs of these organisations that cannot be read here."""
        return await self._store.unread(among=among)

    async def jobs(
        self,
        *,
        organisation: str | None = None,
        only_open: bool = False,
        only_ended: bool = False,
        since: datetime | None = None,
        among: Collection[str] | None = None,
        limit: int = 50,
    ) -> Sequence[Job]:
        """List jobs, newest first; with ``among``, those of these organisations only."""
        return await self._store.jobs(
            organisation=organisation,
            only_open=only_open,
            only_ended=only_ended,
            since=since,
            among=among,
            limit=limit,
        )

    async def cancel(self, number: int, *, by: Person) -> Job | machine.Refused:
        """End a job; whoever works on it finds out and writes nothing more.

        While a change is being sent, the job given is still open (``cancelling``): it ends as soon
        as it is known whether the change was made.
        """
        return await self._decide(number, Cancelled(by=by))

    async def retry(self, number: int, *, by: Person, key: str) -> Job | machine.Refused:
        """Go on from the step that failed; the same ``key`` again gives the same job."""
        job = await self._store.job(number)
        if job is not None and self._concerns(job, by) and key and job.retried == key:
            return job
        return await self._decide(number, Retried(by=by, key=key))

    async def resume(self, number: int, *, by: Person) -> Job | machine.Refused:
        """Look again at what a job waits for a person to look at."""
        return await self._decide(number, Resumed(by=by))

    async def undo(
        self, number: int, *, by: Person, key: str, place: Conversation | None = None
    ) -> Job | machine.Refused:
        """Hand in a job that puts back what job ``number`` changed, behind a gate.

        Its card is shown in ``place``, or else where the other job's was asked for.
        The same ``key`` again gives the same job.
        """
        known = await self._store.known(key)
        if known is not None:
            return known if self._concerns(known, by) else _no_such(number)
        job = await self._store.job(number)
        if job is None or not self._concerns(job, by):
            return _no_such(number)
        others = await self._store.jobs(organisation=job.organisation, only_open=True, limit=1000)
        plan = undoing.plan(job, self._book, others, self._approvals, self._clock.now())
        if isinstance(plan, machine.Refused):
            return plan
        steps, planned = plan
        change = machine.create(
            Request(command="undo", domain=job.request.domain, options=(("number", str(number)),)),
            organisation=job.organisation,
            steps=steps,
            requester=by,
            conversation=place or job.conversation,
            now=self._clock.now(),
            undoes=number,
            plan=planned,
        )
        try:
            made, _ = await self._store.create(change, key=key)
        except Busy as error:
            return machine.Refused(error.holder.why)
        except Undoing as error:  # somebody wanted it in the same instant
            return machine.Refused(undoing.under_way(number, error.number))
        return made

    async def approve(
        self, number: int, gate: str, *, by: Person, fingerprint: str, nonce: str
    ) -> Job | machine.Refused:
        """Say yes to the plan that was shown, at the opening of the gate that was shown.

        Whether ``by`` may approve by role is the caller's to know; that they did not ask for the
        job themselves, and decide once, is held here.
        """
        event = Approved(by=by, gate=gate, fingerprint=fingerprint, nonce=nonce)
        return await self._decide(number, event)

    async def reject(
        self,
        number: int,
        gate: str,
        *,
        by: Person,
        fingerprint: str,
        nonce: str,
        reason: str = "",
    ) -> Job | machine.Refused:
        """Say no, and perhaps why, which ends the job."""
        event = Rejected(by=by, gate=gate, fingerprint=fingerprint, nonce=nonce, reason=reason)
        return await self._decide(number, event)

    async def deny(self, number: int, *, by: Person, gate: str, nonce: str, why: Phrase) -> bool:
        """Write down that somebody wanted to decide who may not, and why.

        The same person for the same reason at the same opening of a gate is written down once,
        however often it is tried.  ``False``: nothing was written.
        """
        key = f"denied:{number}:{gate}:{nonce}:{by.tenant}:{by.id.lower()}:{why.template}"
        if await self._store.job(number) is None or not await self.first_seen(key, DAY):
            return False
        event = Denied(by=by, gate=gate, nonce=nonce, why=why)
        return not isinstance(await self._insist(number, event), machine.Refused)

    async def _decide(self, number: int, event: Decision) -> Job | machine.Refused:
        job = await self._store.job(number)
        if job is None or not self._concerns(job, event.by):
            return _no_such(number)
        return await self._insist(number, event)

    def _concerns(self, job: Job, person: Person) -> bool:
        return self._tenancy.reaches(person.tenant, job.organisation)

    async def _insist(self, number: int, event: Decision | Denied) -> Job | machine.Refused:
        """Decide, and decide again while something happens in between.

        What this process is asked about one job is decided one after the other; only other
        processes can come in between, so a crowd that clicks at once costs no storm of tries.
        """
        async with self._turns.setdefault(number, asyncio.Lock()):
            while True:
                job = await self._store.job(number)
                if job is None:
                    return _no_such(number)
                change = machine.change(job, event, self._clock.now())
                if isinstance(change, machine.Refused):
                    return change
                try:
                    return await self._store.event(change)
                except Stale:
                    continue

    def changes(self) -> AsyncGenerator[int, None]:
        """Give the number of each job that changes, endlessly and without a gap.

        It begins with all open jobs and all whose card is behind.  Close it when done, e.g. with
        ``contextlib.aclosing``.
        """
        return aiter(Changes(self._store.redis, self._store.run, self._clock))

    async def settled(self, *, drawn: bool = False) -> None:
        """Wait until every job has ended or waits for a person or a time to come.

        With ``drawn``, also until every card that somebody keeps shows its job's newest version.
        """
        while True:
            jobs, cards = await self._store.busy(self._clock.now())
            if jobs == 0 and (cards == 0 or not drawn):
                return
            await self._clock.sleep(GLANCE)

    async def card(self, number: int) -> Card | None:
        """What a job's card shows; ``None`` while there is none."""
        reading = self._store.redis.hgetall(f"{ROOT}:card:{number}")
        async with self._store.run.turn():
            return Card.parse(await cast("Awaitable[dict[str, str]]", reading))

    async def claim_card(self, number: int, owner: str, seconds: float) -> bool:
        """Let ``owner`` alone edit a job's card for a while; the owner may prolong it."""
        return bool(await self._store.run("card_claim", number, owner, round(seconds * 1000)))

    async def leave_card(self, number: int, owner: str) -> bool:
        """Give a card up before its time; ``False``: it was not the owner's."""
        return bool(await self._store.run("card_leave", number, owner))

    async def save_card(self, number: int, card: Card) -> bool:
        """Note what a card shows; ``False``: a newer version is noted already, or it has moved."""
        shows = (card.activity, card.version, card.digest, card.moves)
        place = "" if card.place is None else _written(card.place)
        return bool(await self._store.run("card_save", number, *shows, place))

    async def move_card(self, number: int, place: Conversation) -> bool:
        """Have the card posted anew in ``place`` and kept there; ``False``: no such job."""
        return bool(await self._store.run("card_move", number, _written(place)))

    async def left_cards(self, number: int) -> Sequence[Left]:
        """Give the messages that a job's card has left and that do not say so yet."""
        reading = self._store.redis.smembers(f"{ROOT}:card:left:{number}")
        async with self._store.run.turn():
            return [Left.parse(text) for text in await cast("Awaitable[set[str]]", reading)]

    async def card_moved(self, number: int, left: Left) -> bool:
        """Note that a message says that the card has left it."""
        return bool(await self._store.run("card_moved", number, left.text))

    async def first_seen(self, key: str, seconds: float) -> bool:
        """Tell whether ``key`` (an activity's id) comes for the first time within ``seconds``."""
        return await self._store.first_seen(key, seconds)


def _written(place: Conversation) -> str:
    return json.dumps(vars(place))


def _no_such(number: int) -> machine.Refused:
    # Word for word the same for a job of another tenant: it does not exist for who asks.
    return machine.Refused(say("There is no job {job}.", job=number))
