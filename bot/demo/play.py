"""Plays a story: the bot as it always runs, and people who write to it in the lab's channel."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import replace
from typing import Final

from rich.console import Console as Terminal

from bot.demo.clock import MovableClock
from bot.demo.lab import Lab, LabFailed, Said
from bot.demo.script import Advance, As, Line, Meanwhile, Press, Say, Wishes
from bot.demo.show import Conversation, Lines, Progress, Show
from bot.settings import Settings, load
from bot.wiring import Serving, serving

STORY: Final[Sequence[Line]] = (As("operator"), Say("check oauth hbna.co.kr"))
"""What ``make demo`` plays."""
_LISTEN: Final = 20.0
"""Seconds that one question for news of the chat may take."""


async def play(wishes: Wishes, lab: Lab, stop: asyncio.Event) -> None:
    """Play the script and end; without one, play the story and stay until ``stop``.

    Raises:
        LabFailed: A line of the script could not be carried out.
    """
    async with AsyncExitStack() as stack:
        clock = MovableClock()
        clock.set(await lab.now())
        settings = _own_port(load(lab.settings), wishes.language)
        bot = await stack.enter_async_context(serving(settings, clock))
        await lab.connect(bot.endpoint, wishes.language)
        player = await stack.enter_async_context(_player(wishes, lab, bot, clock))
        playing = asyncio.create_task(player.play(wishes.script or STORY))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({playing, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if playing.done():
            playing.result()
            if not wishes.script:
                await _stay(lab, wishes, stop)
        playing.cancel()
        stopped.cancel()


async def _stay(lab: Lab, wishes: Wishes, stop: asyncio.Event) -> None:
    """Leave the chat page open until somebody stops the demo."""
    if not wishes.as_json:
        terminal = Terminal()
        terminal.print()
        if await lab.has_page():
            terminal.print(f"The chat page, with an operator, a lead and a viewer: {lab.control}/")
        else:
            terminal.print(
                "Without Node.js there is no chat page; play more with --say, see --help."
            )
        terminal.print("Ctrl-C ends the demo and leaves nothing behind.")
    await stop.wait()


def _own_port(settings: Settings, language: str) -> Settings:
    """Listen on a free port, so that two demos do not meet; edit cards at a demo's pace."""
    if settings.teams is None:
        raise LabFailed("reading the lab's configuration: it has no [teams] section")
    teams = replace(settings.teams, port=0, language=language)
    return replace(settings, teams=teams)


class _Player:
    """Carries out a script line by line."""

    def __init__(self, lab: Lab, bot: Serving, clock: MovableClock, show: Show) -> None:
        self._lab = lab
        self._bot = bot
        self._desk = bot.desk
        self._clock = clock
        self._show = show
        self._progress = Progress(show)
        self._events = 0
        self._person = "operator"
        self._listening = asyncio.Lock()

    async def play(self, script: Sequence[Line]) -> None:
        for line in script:
            await self._carry_out(line)
            await self._bot.quiet()
            await self.catch_up()

    async def follow_jobs(self) -> None:
        """Tell of each job as it changes, endlessly."""
        async with aclosing(self._desk.changes()) as changes:
            async for number in changes:
                if (job := await self._desk.job(number)) is not None:
                    self._progress.look(job)

    async def follow_chat(self) -> None:
        """Tell of each event in the chat as it happens, endlessly."""
        while True:
            await self._hear(_LISTEN)

    async def catch_up(self) -> None:
        """Tell what has happened and was not told yet."""
        for job in reversed(await self._desk.jobs()):
            self._progress.look(job)
        await self._hear(0)
        if isinstance(self._show, Conversation):
            self._show.cards()

    async def _hear(self, wait: float) -> None:
        events = await self._lab.events(self._events, wait)
        async with self._listening:
            for event in events:
                if event["seq"] > self._events:
                    self._events = event["seq"]
                    self._show.event(event)

    async def _carry_out(self, line: Line) -> None:
        match line:
            case As(person):
                self._person = person
            case Say(text):
                _require_answer(await self._lab.say(self._person, text), f"saying {text!r}")
            case Press(verb):
                _require_answer(await self._lab.click(self._person, verb), f"pressing {verb!r}")
            case Advance(by):
                await self._lab.advance(by.total_seconds())
                self._clock.set(await self._lab.now())
            case Meanwhile(what):
                await self._lab.meanwhile(what)


@asynccontextmanager
async def _player(
    wishes: Wishes, lab: Lab, bot: Serving, clock: MovableClock
) -> AsyncIterator[_Player]:
    show: Show = Lines(wishes.language)
    if not wishes.as_json:
        show = Conversation(Terminal(), await lab.people(), wishes.language)
    player = _Player(lab, bot, clock, show)
    followers = [
        asyncio.create_task(player.follow_jobs()),
        asyncio.create_task(player.follow_chat()),
    ]
    try:
        yield player
    finally:
        for follower in followers:
            follower.cancel()
        await asyncio.gather(*followers, return_exceptions=True)


def _require_answer(said: Said, doing: str) -> None:
    if not 200 <= said.status < 300:  # noqa: PLR2004  (HTTP success)
        answer = f"HTTP {said.status}" if said.status else "nothing"
        raise LabFailed(f"{doing}: the bot answered {answer}")
