"""Sorts a message's words by what they turned out to be: a command's, a domain, an option, more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import takewhile
from typing import Final

from commands.command import Option
from commands.domains import Domains
from commands.phrases import Phrase
from commands.vocabulary import Vocabulary
from commands.words import Word, bare

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
    rest, options = _options(tokens, domains, vocabulary)
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
    tokens: Sequence[Word], domains: Domains, vocabulary: Vocabulary
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
        option = vocabulary.options.get(name := name.lower())
        begun = [bare(value)] if given else []
        after = [each.typed for each in takewhile(lambda each: not each.is_option, waiting)]
        taken = 0
        if option is None or not option.flag:
            taken = _width(option, begun, after, domains)
        del waiting[:taken]
        options.append((name, " ".join([*begun, *after[:taken]])))
    return tuple(rest), tuple(options)


def _width(option: Option | None, begun: list[str], after: list[str], domains: Domains) -> int:
    """Count the words that belong to a value: as many as can be read, else as many as look so."""
    least = min(1 - len(begun), len(after))
    if option is None or option.reads is None:
        return least
    most = min(option.words - len(begun), len(after))
    for width in range(most, least - 1, -1):
        if not isinstance(option.reads(" ".join([*begun, *after[:width]]), UTC), Phrase):
            return width
    alike = takewhile(
        lambda word: word[0] in "0123456789+-" and domains.named_by(Word(word)) is None,
        after[least:most],
    )
    return least + len(list(alike))
