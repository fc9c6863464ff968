"""What most actions have in common: an object's state as text, before and after.

The texts name the properties as Exchange and Graph do, so the plan, the journal and the refusal of
a plan that is out of date all speak of the same thing.  What is neither as planned nor as wanted
was changed by somebody else.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Final

from commands.action import Already, Look, Moved, Not
from commands.phrases import Phrase, say
from commands.ports import ExchangePort, World

NOTHING: Final = "–"
"""The state of an object that is not there, and of a property that is empty."""
CLOUD: Final = "Exchange Online"
DIRECTORY: Final = "Microsoft Graph"

EXCHANGE_WRITES: Final = 60.0
DIRECTORY_WRITES: Final = 20.0
"""Seconds in which a write has ended, repeats and reading back included.  Reads: 30 s, see
``commands/facts/cmdlets.py``.  A directory write whose end is unknown is looked up after this.
"""


class Stated(ABC):
    """An action on one object whose state is a text."""

    seconds: ClassVar[float] = EXCHANGE_WRITES

    @property
    @abstractmethod
    def what(self) -> str:
        """The object, as it is named on its side."""

    @property
    @abstractmethod
    def was(self) -> str: ...

    @property
    @abstractmethod
    def will(self) -> str: ...

    @abstractmethod
    async def now(self, world: World) -> str:
        """Read its state; may raise ``OutsideError``."""

    @property
    def before(self) -> Phrase:
        return say("{state}", state=self.was)

    @property
    def after(self) -> Phrase:
        return say("{state}", state=self.will)

    @property
    def deadline(self) -> float:
        return self.seconds

    async def already(self, world: World) -> Look:
        return self._compared(await self.now(world))

    async def verify(self, world: World) -> Look:
        return self._compared(await self.now(world))

    def _compared(self, now: str) -> Look:
        if now == self.will:
            return Already()
        if now == self.was:
            return Not(say("{what} is {now}.", what=self.what, now=now))
        return Moved(
            say(
                "{what} was {was} when this was planned and is {now}.",
                what=self.what,
                was=self.was,
                now=now,
            )
        )


def port(world: World, server: str) -> ExchangePort:
    """Open a server by its name, or Exchange Online without one."""
    return world.on_premises.on(server) if server else world.cloud


def side(server: str) -> str:
    return server or CLOUD


def listed(items: Iterable[str]) -> str:
    """Write a list whose order means nothing."""
    return ", ".join(sorted(items, key=str.lower)) or NOTHING


def switch(value: object) -> str:
    """Write a boolean of Exchange, which may be null."""
    return NOTHING if value is None else str(value)
