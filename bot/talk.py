"""What comes from people and goes back to them, free of any SDK: the seam around ``bot/teams``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from jobs.record import Conversation, Person


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a person to the bot, the mention of the bot already taken out.

    ``id`` names it among all conversations' messages; the same id delivered again is the same one.
    """

    id: str
    text: str
    person: Person
    conversation: Conversation
    guest: bool = False


@dataclass(frozen=True, kw_only=True)
class Click:
    """One press of a card's button.  ``data`` came from a client and decides nothing by itself."""

    id: str
    verb: str
    data: Mapping[str, Any]
    card: str
    """Activity id of the message that holds the card."""
    person: Person
    conversation: Conversation
    automatic: bool = False
    """Their client asked by itself; nobody pressed anything."""
    submitted: bool = False
    """It came as ``Action.Submit`` of an old client, which shows no answer to the person alone."""
    guest: bool = False


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is posted: a card, or a text.  ``summary`` is the plain sentence of a notification."""

    summary: str
    text: str = ""
    card: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to a click: a card, a sentence only the clicker sees, or an error sentence."""

    status: int = 200
    card: Mapping[str, Any] | None = None
    message: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


class Turns(Protocol):
    """Who decides what to answer; returns within a second and leaves the work to a job."""

    async def on_message(self, message: Message) -> Reply | None:
        """Answer a message; the same one may come again, and gets its work and answer once."""
        ...

    async def on_click(self, click: Click) -> Answer: ...

    async def on_installed(self, conversation: Conversation) -> Reply | None: ...


class Posts(Protocol):
    """Who brings messages into a conversation's thread and edits them there."""

    async def post(self, conversation: Conversation, reply: Reply) -> str:
        """Post into the thread; gives the activity id.

        Raises:
            PostFailed: it was not posted, or nobody can tell (``unknown``).
        """
        ...

    async def edit(
        self, conversation: Conversation, activity: str, reply: Reply, *, final: bool
    ) -> None:
        """Replace a message's content.  Edits of one message coalesce: the newest wins; a final
        one (an end, a gate) goes first and is never dropped.
        """
        ...


class PostFailed(Exception):
    """A message could not be posted or edited.  ``gone``: the conversation will never take it."""

    def __init__(self, message: str, *, unknown: bool = False, gone: bool = False) -> None:
        super().__init__(message)
        self.unknown = unknown
        self.gone = gone
