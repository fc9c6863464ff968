"""Says in a list of jobs which of them cannot be shown: see ``bot.unread``."""

from bot.cards.elements import Element, sentence
from commands.phrases import say


def cannot_show(numbers: tuple[int, ...], locale: str) -> list[Element]:
    """Say in a list of jobs which of them cannot be shown."""
    if not numbers:
        return []
    listed = ", ".join(map(str, numbers))
    phrase = say(
        "These jobs cannot be shown: {numbers}. Type {show} to see why.",
        numbers=listed,
        show=f"job {numbers[0]}",
    )
    return [sentence(phrase, locale, spacing="small")]
