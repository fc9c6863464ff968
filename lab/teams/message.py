"""What the bot wrote: reads the body of a message, and refuses what Teams would refuse."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from lab.teams.cards import faults_of
from lab.teams.pictures import CARRIED

CARD: Final = "application/vnd.microsoft.card.adaptive"
LARGEST: Final = 100 * 1024
"""Bytes of a message in UTF-16.
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
"""


class Refusal(Exception):
    """A call that the Connector turns down."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers

    def answer(self) -> web.Response:
        body = {"error": {"code": self.code, "message": str(self)}}
        return web.json_response(body, status=self.status, headers=self.headers)


@dataclass(frozen=True, kw_only=True)
class Content:
    """One message as people see it: a text, or a card."""

    text: str = ""
    card: Mapping[str, Any] | None = None
    summary: str = ""


async def body_of(request: web.Request) -> dict[str, Any]:
    """Read a JSON object; raises ``Refusal``."""
    try:
        raw = await request.text()
    except web.HTTPRequestEntityTooLarge:
        raise _too_big() from None
    except UnicodeDecodeError as error:
        raise Refusal(400, "BadSyntax", str(error)) from error
    # Teams does not count the pictures that a card carries.
    text = CARRIED.sub("", raw)
    if len(text.encode("utf-16-le", "surrogatepass")) > LARGEST:
        raise _too_big()
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "BadSyntax", f"The body is no JSON: {error}") from error
    if not isinstance(body, dict):
        raise Refusal(400, "BadSyntax", "The body is no object.")
    return body


def contents_of(activity: Mapping[str, Any]) -> Sequence[Content]:
    """Give the messages an activity becomes: a text beside a card is split off.

    Raises:
        Refusal: There is nothing to show, or a card has faults.
    """
    cards = _cards(activity)
    wrong = [fault for card in cards for fault in faults_of(card)]
    if wrong:
        raise Refusal(400, "BadArgument", "; ".join(wrong))
    text, summary = activity.get("text") or "", str(activity.get("summary") or "")
    if not isinstance(text, str):
        raise Refusal(400, "BadArgument", "The text is none.")
    if not text and not cards:
        raise Refusal(400, "BadSyntax", "The message has neither a text nor a card.")
    texts = [Content(text=text, summary=summary)] if text else []
    return [*texts, *(Content(card=card, summary=summary) for card in cards)]


def _cards(activity: Mapping[str, Any]) -> list[Any]:
    attachments = activity.get("attachments")
    if attachments is None:
        return []
    if not isinstance(attachments, list):
        raise Refusal(400, "BadArgument", "The attachments are no list.")
    for each in attachments:
        if not isinstance(each, Mapping) or each.get("contentType") != CARD:
            raise Refusal(400, "BadArgument", f"An attachment is not of the kind {CARD}.")
    return [each.get("content") for each in attachments]


def _too_big() -> Refusal:
    return Refusal(413, "MessageSizeTooBig", "Message size too large.")
