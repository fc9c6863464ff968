"""Sorts a message's words by what they turned out to be: a command's, a domain, an option, more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commands.domains import Domains
from commands.vocabulary import Vocabulary
from commands.words import Word

HELP: Final = "help"
"""Name of the command that an empty message stands for."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A message's words by what they turned out to be; ``known`` are folded, ``other`` as typed."""

    known: tuple[str, ...]
    domains: tuple[str, ...]
    other: tuple[str, ...]
    typed: tuple[str, ...]
    """Those that are no domain, in the order and spelling of the message."""
    options: tuple[tuple[str, str], ...]
    words: tuple[Word, ...]
    """All that are no option and no option's value, as they came."""


def sort(tokens: Sequence[Word], domains: Domains, vocabulary: Vocabulary) -> Reading:
    """Sort the words; what only makes a request polite is dropped."""
    known: list[str] = []
    named: list[str] = []
    other: list[str] = []
    typed: list[str] = []
    rest, options = _options(tokens, vocabulary)
    for token in rest:
        if token.is_option:
            known.append(HELP)
        elif (domain := domains.named_by(token)) is not None:
            named.append(domain)
        elif (word := vocabulary.known(token)) is not None:
            known.append(word)
            typed.append(token.typed)
        elif not vocabulary.is_filler(token):
            other.append(token.typed)
            typed.append(token.typed)
    return Reading(
        known=tuple(dict.fromkeys(known)),
        domains=tuple(dict.fromkeys(named)),
        other=tuple(other),
        typed=tuple(typed),
        options=options,
        words=rest,
    )


def _options(
    tokens: Sequence[Word], vocabulary: Vocabulary
) -> tuple[tuple[Word, ...], tuple[tuple[str, str], ...]]:
    """Take the ``--name value`` pairs out; ``--help`` stays, being a command's word."""
    rest: list[Word] = []
    options: list[tuple[str, str]] = []
    waiting = list(tokens)
    while waiting:
        token = waiting.pop(0)
        if not token.is_option or token.option.lower() in {HELP, "h"}:
            rest.append(token)
            continue
        name, given, value = token.option.partition("=")
        name = name.lower()
        takes_value = not given and name not in vocabulary.flags
        if takes_value and waiting and not waiting[0].is_option:
            value = waiting.pop(0).typed
        options.append((name, value))
    return tuple(rest), tuple(options)
