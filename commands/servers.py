"""Which configured server a word names: like a domain, only a key into the configuration."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from commands.domains import MOST_LISTED
from commands.organisation import Organisation, Server
from commands.words import Word, fold

_TO: Final = frozenset("to into onto on vers a sur 에 로 으로 server serveur 서버".split())  # noqa: SIM905
"""Words beside a server's name that say nothing more, folded."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """What some words name.

    Attributes:
        words: Each word that names servers, and those: several where a name or an address is not
            one server's alone.
        rest: The words that are something else.
    """

    words: tuple[tuple[str, tuple[tuple[Organisation, Server], ...]], ...]
    rest: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The servers' names, each once."""
        return tuple(dict.fromkeys(each.name for _, found in self.words for _, each in found))

    def of(self, owner: Organisation) -> tuple[str, ...]:
        """Give the names of this organisation's servers; none when a word names none of them."""
        each = [[server.name for own, server in found if own is owner] for _, found in self.words]
        return tuple(dict.fromkeys(name for names in each for name in names)) if all(each) else ()


@dataclass(frozen=True)
class Servers:
    """The Exchange servers of all organisations."""

    organisations: Sequence[Organisation]

    def read(self, words: Sequence[Word], left: Sequence[str]) -> Named:
        """Find the servers in a message.

        ``words`` are all of it but the options, ``left`` those that nothing else has a use for.
        A server may be called like a word of a command: it is one where it stands after "to".
        """
        for before, word in pairwise(words):
            if fold(before.typed) == "to" and (found := self._named_by(word)):
                others = [each for each in left if fold(each) != fold(word.typed)]
                return self._sorted([(word.typed, found)], others)
        return self._sorted([], left)

    def listed(self) -> str:
        """Give all servers for a sentence, with the domains they belong to."""
        owners = [each for each in self.organisations if each.servers]
        lists = [f"{listed(each)} ({each.domain})" for each in owners[:MOST_LISTED]]
        return "; ".join([*lists, *(["…"] if len(owners) > MOST_LISTED else [])])

    def nearest(self, word: str, owners: Sequence[Organisation]) -> str:
        """Give the server that a host's name in another domain is, or one spelt with a dash."""
        host = _plain(word.partition(".")[0])
        names = (server.name for owner in owners for server in owner.servers)
        return next((each for each in names if _plain(each) == host), "")

    def _sorted(
        self,
        named: list[tuple[str, tuple[tuple[Organisation, Server], ...]]],
        left: Sequence[str],
    ) -> Named:
        rest: list[str] = []
        for text in left:
            if found := self._named_by(Word(text)):
                named.append((text, found))
            elif not any(fold(stem) in _TO for stem in Word(text).stems()):
                rest.append(text)
        return Named(words=tuple(named), rest=tuple(rest))

    def _named_by(self, word: Word) -> tuple[tuple[Organisation, Server], ...]:
        for stem in word.stems():
            key = fold(stem)
            found = tuple(
                (owner, server)
                for owner in self.organisations
                for server in owner.servers
                if key in {fold(server.name), fold(server.address)}
            )
            if found:
                return found
        return ()


def listed(owner: Organisation) -> str:
    """Give an organisation's servers for a sentence; of many, the first ones."""
    names = [each.name for each in owner.servers]
    return ", ".join([*names[:MOST_LISTED], *(["…"] if len(names) > MOST_LISTED else [])])


def _plain(name: str) -> str:
    return fold(name).replace("-", "")
