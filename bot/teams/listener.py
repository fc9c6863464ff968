"""One turn of the SDK's pipeline, handed to ``Turns`` in our own words."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import structlog
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ChannelAccount

from bot.talk import Answer, Click, PostFailed, Posts, Reply, Turns
from bot.teams import reading
from bot.teams.answers import answer_of, error
from bot.teams.background import Background
from bot.teams.roster import Roster
from bot.teams.trouble import told
from commands.phrases import Phrase, say
from jobs.record import Conversation

FirstSeen = Callable[[str], Awaitable[bool]]
"""Whether a key is new, across all processes; true once for each key in a day."""
Speak = Callable[[Phrase, str], str]
"""Says a phrase in a language."""

REMEMBERED: Final = 500
"""Clicks whose answer is kept, for the same click delivered again."""

BROKEN: Final = say(
    "I could not deal with this: something failed here. Nothing is known to have started; "
    "please write it again, and tell whoever runs this bot if it keeps failing."
)
AGAIN: Final = say("This click has already arrived; the card shows what came of it.")
NO_VERB: Final = say("This button is not one of mine.")

log = structlog.get_logger()


class Listener(ActivityHandler):
    """What the bot does with each kind of activity.  Kinds not named here are none of its concern:
    above all an edited message, which must not run again.
    """

    def __init__(  # noqa: PLR0913  (all it works with)
        self,
        turns: Turns,
        *,
        posts: Posts,
        roster: Roster,
        first_seen: FirstSeen,
        background: Background,
        heard_from: Callable[[Conversation], None],
        speak: Speak,
        language: str,
    ) -> None:
        super().__init__()
        self._turns = turns
        self._posts = posts
        self._roster = roster
        self._first_seen = first_seen
        self._background = background
        self._heard_from = heard_from
        self._speak = speak
        self._language = language
        self._clicks: OrderedDict[str, asyncio.Future[dict[str, Any]]] = OrderedDict()

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        if not reading.is_from_person(activity) or reading.is_edit(activity):
            return
        where = self._where(activity)
        try:
            # A message is not marked as seen here: whoever dies between mark and work would lose
            # it.  ``Turns`` makes the same job of it, and answers once, however often it comes.
            if not reading.is_submit(activity) or await self._first_seen(
                reading.delivery_of(activity, where)
            ):
                await self._hear(activity, where)
        except Exception as problem:  # noqa: BLE001  (whoever wrote must not go without an answer)
            log.error("turn.broken", because=told(problem), activity=activity.id)  # noqa: TRY400
            sorry = self._speak(BROKEN, where.locale)
            self._reply(where, Reply(summary=sorry, text=sorry))

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        activity = turn_context.activity
        if activity.name != reading.CLICK:
            return InvokeResponse(status=501, body=error(501, f"{activity.name} is not served"))
        where = self._where(activity)
        return InvokeResponse(status=200, body=await self._click_once(activity, where))

    async def on_members_added_activity(
        self, members_added: Sequence[ChannelAccount], turn_context: TurnContext
    ) -> None:
        # The bot is among those added when it is installed; other people are not greeted.
        if any(member.id == turn_context.activity.recipient.id for member in members_added):
            await self.on_installation_update_add(turn_context)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        where = self._where(activity, post=False)
        # An installation is told twice, as an installationUpdate and as a conversationUpdate.
        if await self._first_seen(f"{where.id}|installed"):
            self._reply(where, await self._turns.on_installed(where))

    def _where(self, activity: Activity, *, post: bool = True) -> Conversation:
        where = reading.conversation_of(activity, language=self._language, post=post)
        self._heard_from(where)
        return where

    async def _hear(self, activity: Activity, where: Conversation) -> None:
        guest = await self._is_guest(activity, where)
        if not reading.is_submit(activity):
            message = reading.message_of(activity, where, guest=guest)
            self._reply(where, await self._turns.on_message(message))
            return
        click = reading.click_of(activity, where, guest=guest)
        if click is not None:
            # An old client cannot be given a card; the card in the thread is edited anyway.
            answer = await self._turns.on_click(click)
            said = answer.message
            self._reply(where, Reply(summary=said, text=said) if said else None)

    async def _click_once(self, activity: Activity, where: Conversation) -> dict[str, Any]:
        click = reading.click_of(activity, where, guest=await self._is_guest(activity, where))
        if click is None:
            return error(400, self._speak(NO_VERB, where.locale))
        if click.automatic:
            return await self._click(click)
        if (known := self._clicks.get(click.id)) is not None:
            return await asyncio.shield(known)
        answer = asyncio.ensure_future(self._click_new(click))
        self._clicks[click.id] = answer
        if len(self._clicks) > REMEMBERED:
            self._clicks.popitem(last=False)
        return await asyncio.shield(answer)

    async def _click_new(self, click: Click) -> dict[str, Any]:
        try:
            new = await self._first_seen(click.id)
        except Exception as problem:  # noqa: BLE001  (see below)
            log.error("click.broken", because=told(problem), verb=click.verb)  # noqa: TRY400
            return error(500, self._speak(BROKEN, click.conversation.locale))
        if new:
            return await self._click(click)
        return answer_of(Answer(message=self._speak(AGAIN, click.conversation.locale)))

    async def _click(self, click: Click) -> dict[str, Any]:
        try:
            return answer_of(await self._turns.on_click(click))
        except Exception as problem:  # noqa: BLE001  (no button may fail without a word)
            log.error("click.broken", because=told(problem), verb=click.verb)  # noqa: TRY400
            return error(500, self._speak(BROKEN, click.conversation.locale))

    async def _is_guest(self, activity: Activity, where: Conversation) -> bool:
        sender = activity.from_property
        return not sender.aad_object_id or await self._roster.is_guest(where, sender.id)

    def _reply(self, where: Conversation, reply: Reply | None) -> None:
        if reply is not None:
            _ = self._background.start(self._post(where, reply))

    async def _post(self, where: Conversation, reply: Reply) -> None:
        try:
            await self._posts.post(where, reply)
        except PostFailed as failed:
            log.warning("reply.failed", because=str(failed), unknown=failed.unknown)
