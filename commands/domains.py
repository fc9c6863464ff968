"""Which configured domain a word names: a domain in chat is only a key into the configuration."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commands.organisation import Organisation
from commands.phrases import Phrase, say
from commands.words import Word, distance, shown

MOST_LISTED: Final = 8
_NEAR: Final = 3
"""Edits up to which a domain is taken for a misspelt one; a third of a short name at most."""
_LONGEST: Final = 253  # of a host name, RFC 1035; also keeps the quadratic IDNA codec short
_SCHEME: Final = re.compile(r"^https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Domains:
    """The domains of all organisations."""

    organisations: Sequence[Organisation]

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(name for each in self.organisations for name in each.domains)

    @property
    def only(self) -> str | None:
        """The domain shown for the organisation, when exactly one is configured."""
        return self.organisations[0].domain if len(self.organisations) == 1 else None

    def organisation(self, domain: str) -> Organisation:
        """Give the organisation of a configured domain; raises ``KeyError`` for another."""
        return {name: each for each in self.organisations for name in each.domains}[domain]

    @property
    def listed(self) -> str:
        """The domains for a sentence; of many, the first ones."""
        names = self.all
        more = ["…"] if len(names) > MOST_LISTED else []
        return ", ".join([*names[:MOST_LISTED], *more])

    def named_by(self, word: Word) -> str | None:
        """Give the configured domain that the word is, however written; ``None`` when none."""
        configured = set(self.all)
        return next((key for stem in word.stems() if (key := _key(stem)) in configured), None)

    def nearest(self, text: str) -> str | None:
        """Give the configured domain that was probably meant."""
        key = _key(text.rpartition("@")[2]) or text.lower()
        for organisation in self.organisations:
            if key == organisation.name.lower():
                return organisation.domain
        ranked = sorted((distance(key, name), name) for name in self.all)
        if not ranked:
            return None
        edits, name = ranked[0]
        same_name = key.partition(".")[0] == name.partition(".")[0]
        return name if same_name or edits <= min(_NEAR, len(name) // 3) else None

    def why_not(self, text: str) -> Phrase:
        """Say why a word names no organisation, and which domains do."""
        if not self.organisations:
            return say("No organisation is configured, so there is nothing to look at yet.")
        if _is_address(text):
            return say(
                "{word} is an address. A request names a configured domain and nothing else is "
                "contacted: {domains}.",
                word=shown(text),
                domains=self.listed,
            )
        return say(
            "{word} is not configured here. Configured are: {domains}.",
            word=shown(text),
            domains=self.listed,
        )


def _key(text: str) -> str:
    """Give a name in the form of the configuration (lower case, A-labels); empty when it is none.

    Python's codec maps some letters to others (ß to ss).  A name that does not survive the way
    back is another name, not a spelling of this one.
    """
    name = _SCHEME.sub("", text).rstrip("/").rstrip(".").lower()
    if not name or len(name) > _LONGEST:
        return ""
    if name.isascii():
        return name
    try:
        encoded = name.encode("idna")
        same = encoded.decode("idna") == name
    except UnicodeError:
        return ""
    return encoded.decode("ascii") if same else ""


def _is_address(text: str) -> bool:
    bare = _SCHEME.sub("", text).partition("/")[0]
    for candidate in (bare, bare.rpartition(":")[0]):
        try:
            ipaddress.ip_address(candidate)
        except ValueError:
            continue
        return True
    return False
