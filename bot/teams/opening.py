"""Puts the Teams side together: connections, credential, queue, pipeline, door."""

import random
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import aiohttp
from aiohttp import web

from bot.talk import Posts, Turns
from bot.teams.adapter import Adapter
from bot.teams.background import Background
from bot.teams.connector import Connector
from bot.teams.credential import Bearer, token_source
from bot.teams.door import Door
from bot.teams.keys import KeyRing
from bot.teams.listener import FirstSeen, Listener, Speak
from bot.teams.outbox import Outbox
from bot.teams.roster import Roster
from bot.teams.settings import TeamsSettings
from bot.teams.tokens import Guard
from commands.phrases import Phrase
from commands.ports import Clock

PATIENCE: Final = 10.0


def say_in_english(phrase: Phrase, _language: str) -> str:
    return str(phrase)


@dataclass(frozen=True, kw_only=True)
class Teams:
    """The Teams side, open.

    Attributes:
        app: To be served by an aiohttp runner, without its access log.
        posts: Brings messages into threads.
        replied: Waits until every answer to what came in is out.
        close: Sends what waits, as far as that goes in ten seconds, and lets go of everything.
    """

    app: web.Application
    posts: Posts
    replied: Callable[[], Awaitable[None]]
    close: Callable[[], Awaitable[None]]


class Outgoing:
    """What goes out.  ``posts`` is there before ``Turns`` is, which may want it."""

    def __init__(self, settings: TeamsSettings, clock: Clock) -> None:
        """Open connections.

        Raises:
            Refusal: The settings would let strangers in.
        """
        settings.require_safe()
        self.settings = settings
        self.clock = clock
        self.session = _session(settings)
        source = (lambda: token_source(settings, self.session)) if settings.authenticated else None
        self.bearer = Bearer(source, scope=settings.scope, clock=clock)
        self.connector = Connector(
            self.session,
            self.bearer,
            clock,
            may_send_to=settings.may_send_to,
            jitter=random.random,
        )
        self.posts = Outbox(self.connector, clock, edit_interval=settings.edit_interval)
        self._background = Background()
        self.keys = KeyRing(settings, self.session, clock)

    def listen(
        self, turns: Turns, first_seen: FirstSeen, *, speak: Speak = say_in_english
    ) -> Teams:
        """Build the door that hands what comes in to ``turns``."""
        listener = Listener(
            turns,
            posts=self.posts,
            roster=Roster(self.connector, self.clock),
            first_seen=first_seen,
            background=self._background,
            heard_from=self.connector.heard_from,
            speak=speak,
            language=self.settings.language,
        )
        door = Door(
            guard=Guard(self.settings, self.keys),
            authenticated=self.settings.authenticated,
            adapter=Adapter(self.posts),
            listener=listener,
            background=self._background,
            app_id=self.settings.app_id,
        )
        return Teams(
            app=door.app(), posts=self.posts, replied=self._background.idle, close=self.close
        )

    async def close(self) -> None:
        """Send what waits, as far as that goes in ten seconds, and let go of everything."""
        await self._background.drain(PATIENCE)
        await self.posts.close(PATIENCE)
        await self.keys.close()
        await self.bearer.close()
        await self.session.close()


async def open_teams(
    settings: TeamsSettings,
    turns: Turns,
    first_seen: FirstSeen,
    clock: Clock,
    *,
    speak: Speak = say_in_english,
) -> Teams:
    """Open the Teams side; must run in the loop that will serve it.

    Raises:
        Refusal: The settings would let strangers in.
    """
    return Outgoing(settings, clock).listen(turns, first_seen, speak=speak)


def _session(settings: TeamsSettings) -> aiohttp.ClientSession:
    context = ssl.create_default_context()
    if settings.ca is not None:
        context.load_verify_locations(cafile=settings.ca)
    connector = aiohttp.TCPConnector(ssl=context, limit=100, keepalive_timeout=30)
    # No cookie is kept: one would tie conversations of different people together.
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
