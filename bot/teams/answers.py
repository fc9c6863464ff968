"""How a click is answered: plain dictionaries, as the SDK's models cannot carry a sentence.

Always HTTP 200 with the outcome inside.
https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
"""

from typing import Any, Final

from bot.talk import Answer
from bot.teams.outbox import CARD

MESSAGE: Final = "application/vnd.microsoft.activity.message"
ERROR: Final = "application/vnd.microsoft.error"
_FIRST_ERROR: Final = 400
_OUR_FAULT: Final = 500


def answer_of(answer: Answer) -> dict[str, Any]:
    """Give the body of the invoke's answer."""
    if answer.status >= _FIRST_ERROR:
        return error(answer.status, answer.message)
    if answer.card is not None:
        return {"statusCode": 200, "type": CARD, "value": dict(answer.card)}
    return {"statusCode": 200, "type": MESSAGE, "value": answer.message}


def error(status: int, message: str) -> dict[str, Any]:
    """Give the body of an answer that says what went wrong; shown in red under the card."""
    code = "InternalServerError" if status >= _OUR_FAULT else "BadRequest"
    return {"statusCode": status, "type": ERROR, "value": {"code": code, "message": message}}
