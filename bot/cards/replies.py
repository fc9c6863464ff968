"""Replies that are a text: what was not understood, who may not, what went wrong.

Message text is Markdown.  Every value in such a sentence is something typed or something to
type, so it is drawn as code, in which nothing is interpreted.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from redis.exceptions import OutOfMemoryError, RedisError

from bot.cards.elements import cut, visible
from bot.talk import Reply
from commands.grammar import Misunderstood
from commands.phrases import Phrase, parts, render, say

LONGEST: Final = 4000
# A code span ends at a back-tick, and Teams looks for <at> before it looks for Markdown.
_SPAN: Final = str.maketrans({"`": "'", "<": "‹", ">": "›", "\n": " ", "\t": " "})
_TYPED: Final = frozenset(
    {"request", "gate", "approve", "reject", "retry", "resume", "undo", "cancel", "show"}
)
"""Names of values that are typed, or can be."""
_MARKS: Final = re.compile(r"[\\`*_\[\]~#|<>&]")


def marked(text: str) -> str:
    """Give a text as a code span."""
    inside = visible(text).translate(_SPAN).strip()
    return f"`{inside}`" if inside else ""


def told(phrase: Phrase, locale: str) -> str:
    """Give a sentence as Markdown, its texts as code."""
    numbers = {str(value) for _, value in phrase.values if isinstance(value, int)}
    pieces = parts(phrase, locale)
    return "".join(
        marked(text) if value and text not in numbers else text for text, value in pieces
    )


def telling(sentences: Iterable[Phrase], locale: str) -> Reply:
    """Make a text of sentences that nobody asked for, one after the other.

    What is typed in them, and what could be read as Markdown, is drawn as code.
    """
    every = tuple(sentences)
    summary = " ".join(render(each, locale) for each in every)
    return Reply(summary=summary, text=" ".join(_spoken(each, locale) for each in every))


def _spoken(phrase: Phrase, locale: str) -> str:
    typed = {value for name, value in phrase.values if name in _TYPED}
    return "".join(
        marked(text) if is_value and (text in typed or _MARKS.search(text)) else text
        for text, is_value in parts(phrase, locale)
    )


def reply(phrases: Iterable[Phrase], locale: str, *lines: str) -> Reply:
    """Make a text reply of sentences, each a paragraph, and further Markdown paragraphs."""
    sentences = list(phrases)
    text = "\n\n".join([*(told(each, locale) for each in sentences), *lines])
    spoken = " ".join(render(each, locale) for each in sentences)
    return Reply(summary=visible(cut(spoken, 300)), text=cut(text, LONGEST))


def misunderstanding(answer: Misunderstood, locale: str, stands: Phrase | None = None) -> Reply:
    """Say why nothing was run, how what was asked about stands, and what can be typed."""
    sentences = [answer.why, *([] if stands is None else [stands])]
    if answer.suggestion:
        sentences.append(say("Did you mean {line}?", line=answer.suggestion))
    others = [line for line in answer.next if line != answer.suggestion]
    lines = []
    if others:
        you_can = render(say("You can type:"), locale)
        lines.append(f"{you_can} {' · '.join(marked(line) for line in others)}")
    return reply(sentences, locale, *lines)


def together(texts: Sequence[Reply]) -> Reply | None:
    """Make one text of several, each once; ``None`` of none."""
    if not texts:
        return None
    every = tuple(dict.fromkeys((each.summary, each.text) for each in texts))
    summary = cut(" ".join(summary for summary, _ in every), 300)
    return Reply(summary=summary, text=cut("\n\n".join(text for _, text in every), LONGEST))


def refusal(why: Phrase, locale: str) -> Reply:
    """Say why somebody may not, and what everybody may."""
    return reply([why], locale)


def introduction(locale: str, domains: Iterable[str]) -> Reply:
    """Introduce the bot once, where it was added."""
    return reply(
        [
            say("I look after the trust between Exchange Server and Exchange Online."),
            say("Mention me and type {request}; {help} lists everything.",
                request=f"check oauth {next(iter(domains), '<domain>')}", help="help"),
        ],
        locale,
    )  # fmt: skip


def store_is_away(error: RedisError, locale: str) -> Reply:
    """Say that nothing was run because the store could not be used, for what it raised."""
    if isinstance(error, OutOfMemoryError):
        return reply(
            [
                say(
                    "My job store is full, so nothing was run. Please tell whoever runs me: it "
                    "needs more memory."
                )
            ],
            locale,
        )
    return reply(
        [say("My job store does not answer, so nothing was run. Please try again in a minute.")],
        locale,
    )
