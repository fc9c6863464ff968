"""Keeps one job's card: posts it once, edits it as the job moves, and lets go at the end.

Of all processes, only the one that holds the card's claim draws it.  The others look again from
time to time, so a card whose keeper died is taken over when its claim runs out.
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol

import structlog

from bot.cards import moved
from bot.claim import HOLD, Claim, Claims
from bot.reminding import Remembers, remind
from bot.talk import PostFailed, Posts, Reply
from commands.ports import Clock
from jobs.card import Card, place_of
from jobs.left import Left
from jobs.record import Conversation, Job, State
from jobs.tasks import end

PATIENCE: Final = 5
"""How often a first card that Teams would not take is tried again."""
GONE: Final = "gone"
UNSURE: Final = "unsure"
QUIET: Final = "quiet"
"""In the place of a digest: the conversation takes nothing any more; a post may have arrived; there
was nothing to tell.
"""

log = structlog.get_logger()


class Cards(Remembers, Claims, Protocol):
    """What the runner's desk keeps about cards."""

    async def job(self, number: int) -> Job | None: ...

    async def card(self, number: int) -> Card | None: ...

    async def save_card(self, number: int, card: Card) -> bool: ...

    async def left_cards(self, number: int) -> Sequence[Left]: ...

    async def card_moved(self, number: int, left: Left) -> bool: ...


Draw = Callable[[Job, Card | None, str], Awaitable[Reply | None]]
"""Draws a job in a language, given its card so far; ``None``: there is nothing to tell."""
Remind = Callable[[Job, Conversation], tuple[str, Reply] | None]
"""Gives what a job's thread is to be reminded of now, in its language, with its name."""


class Drawing:
    """One job's card, in this process: ``wake`` it when the job changed, ``follow`` it."""

    def __init__(  # noqa: PLR0913  (a drawing is made in one place, by name)
        self,
        number: int,
        *,
        desk: Cards,
        posts: Posts,
        draw: Draw,
        remind: Remind,
        clock: Clock,
        owner: str,
    ) -> None:
        self._number = number
        self._desk = desk
        self._posts = posts
        self._draw = draw
        self._remind = remind
        self._clock = clock
        self._claim = Claim(number, desk=desk, clock=clock, owner=owner)
        self._changed = asyncio.Event()
        self._known: Job | None = None
        self._edits: set[asyncio.Task[None]] = set()
        self._leaving: set[str] = set()

    def wake(self, job: Job | None = None) -> None:
        """Tell that the job changed; a caller that has just read it may hand it over."""
        self._known = job
        self._changed.set()

    @property
    def is_woken(self) -> bool:
        """Whether something changed that has not been looked at."""
        return self._changed.is_set()

    async def follow(self) -> None:
        """Keep the card until the job ended and its last state is shown.

        Raises:
            RedisError: The store went away; nothing is lost, it can be followed again.
        """
        try:
            while await self._ours():
                if await self._claim.during(self._keep()):
                    return
                log.warning("card.claim_lost", job=self._number)
                await self._break_off()
        finally:
            try:
                await self._break_off()
            finally:
                await self._claim.leave()

    async def _ours(self) -> bool:
        """Wait for the claim; ``False``: another process has drawn all there is to draw."""
        while not await self._claim.take():
            if await self._is_shown():
                return False
            await self._rest(HOLD / 3)
        return True

    async def _break_off(self) -> None:
        await end(*self._edits)
        self._edits.clear()

    async def _keep(self) -> None:
        """Draw, then wait for a change or a finished edit; newest states overtake older ones."""
        while True:
            self._changed.clear()  # before it is read: what changes meanwhile is looked at next
            if (job := await self._job()) is None:
                return
            card = await self._desk.card(job.id)
            if (place := place_of(job, card)) is None:
                return
            at_rest = job.state.ended or job.state is State.WAITING
            await self._tell(job, card, place)
            await self._show(job, card, place, final=at_rest)
            await self._leave(job, place)
            await self._wait(until_drawn=at_rest)
            if at_rest and not self._changed.is_set():
                return

    async def _job(self) -> Job | None:
        known, self._known = self._known, None
        return known or await self._desk.job(self._number)

    async def _wait(self, *, until_drawn: bool) -> None:
        """Return when the job changed, or, at rest, when all edits are through."""
        changed = asyncio.create_task(self._changed.wait())
        try:
            while not changed.done() and (self._edits or not until_drawn):
                await asyncio.wait(
                    {changed, *self._edits},
                    return_when=asyncio.FIRST_COMPLETED,
                )
                through = {edit for edit in self._edits if edit.done()}
                self._edits -= through
                for edit in through:
                    edit.result()
        finally:
            changed.cancel()

    async def _tell(self, job: Job, card: Card | None, place: Conversation) -> None:
        """Remind the thread; before the card is drawn, so that a death on the way is made up for.

        While the card is behind, another keeper looks again.
        """
        reminder = self._remind(job, place)
        if reminder is not None and (card is None or card.digest != GONE):
            await remind(*reminder, place, desk=self._desk, posts=self._posts, clock=self._clock)

    async def _show(self, job: Job, card: Card | None, place: Conversation, *, final: bool) -> None:
        if card is not None and card.version >= job.version:
            return
        reply = await self._draw(job, card, place.locale)
        if reply is not None:
            await self._bring(reply, job, card, place, final=final)
        elif final:
            quiet = card or Card(activity="", version=0, digest=QUIET)
            await self._desk.save_card(job.id, replace(quiet, version=job.version))

    async def _bring(
        self, reply: Reply, job: Job, card: Card | None, place: Conversation, *, final: bool
    ) -> None:
        wanted = Card(activity="", version=job.version, digest=_digest(reply))
        if card is None:
            await self._post(place, reply, wanted, final=final)
            return
        wanted = replace(wanted, place=card.place, moves=card.moves)
        unposted = card.digest in {"", QUIET} or (card.digest == UNSURE and final)
        if not card.activity and unposted:
            await self._post(place, reply, wanted, final=final)
        elif card.digest == GONE:
            await self._desk.save_card(job.id, replace(wanted, digest=GONE))
        elif card.activity and card.digest == wanted.digest:
            await self._desk.save_card(job.id, replace(wanted, activity=card.activity))
        elif card.activity:
            wanted = replace(wanted, activity=card.activity)
            edit = self._edit(place, reply, wanted, final=final)
            self._edits.add(asyncio.create_task(edit))

    async def _post(
        self, conversation: Conversation, reply: Reply, card: Card, *, final: bool
    ) -> None:
        """Post the card; whether it arrived is noted, so that no second one is posted."""
        attempt = 0
        while final or attempt < PATIENCE:
            attempt += 1
            try:
                activity = await self._posts.post(conversation, reply)
            except PostFailed as failed:
                log.warning("card.post_failed", job=self._number, why=str(failed), attempt=attempt)
                if not failed.gone and not failed.unknown:
                    await self._clock.sleep(min(attempt, PATIENCE))
                    continue
                # It may be there all the same.  An end is worth a second card, progress is not.
                version = card.version if final or failed.gone else 0
                digest = GONE if failed.gone else UNSURE
                await self._desk.save_card(
                    self._number, replace(card, version=version, digest=digest)
                )
            else:
                await self._desk.save_card(self._number, replace(card, activity=activity))
            return

    async def _edit(
        self, conversation: Conversation, reply: Reply, card: Card, *, final: bool
    ) -> None:
        try:
            await self._posts.edit(conversation, card.activity, reply, final=final)
        except PostFailed as failed:
            log.warning("card.edit_failed", job=self._number, why=str(failed), final=final)
            if final and failed.gone:  # somebody deleted the message: the end is told once more
                await self._post(conversation, reply, replace(card, activity=""), final=True)
        else:
            await self._desk.save_card(self._number, card)

    async def _leave(self, job: Job, place: Conversation) -> None:
        """Have the messages say so that the card has left."""
        for left in await self._desk.left_cards(job.id):
            if left.text not in self._leaving:
                self._leaving.add(left.text)
                self._edits.add(asyncio.create_task(self._say_moved(job, left, place)))

    async def _say_moved(self, job: Job, left: Left, place: Conversation) -> None:
        was = left.place or job.conversation
        try:
            if was is not None:
                reply = moved.render(job, was, place)
                await self._posts.edit(was, left.activity, reply, final=True)
        except PostFailed as failed:  # the message is gone; the card itself is what counts
            log.warning("card.left_standing", job=self._number, why=str(failed))
        finally:
            self._leaving.discard(left.text)
        await self._desk.card_moved(job.id, left)

    async def _is_shown(self) -> bool:
        """Tell whether the card is up to date and the job at rest: nothing is left to keep."""
        job = await self._desk.job(self._number)
        card = await self._desk.card(self._number)
        if job is None or place_of(job, card) is None:
            return True
        at_rest = job.state.ended or job.state is State.WAITING
        shown = at_rest and card is not None and card.version >= job.version
        return shown and not await self._desk.left_cards(job.id)

    async def _rest(self, seconds: float) -> None:
        """Wait that long, or until the job changes."""
        resting = asyncio.create_task(self._clock.sleep(seconds))
        changed = asyncio.create_task(self._changed.wait())
        try:
            await asyncio.wait({resting, changed}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            resting.cancel()
            changed.cancel()
        self._changed.clear()


def _digest(reply: Reply) -> str:
    text = json.dumps(reply.card, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
