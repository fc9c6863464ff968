"""What a row of the table of known failures holds, and how a text is held against it.

A row has words for each direction it can be seen in: what is wrong, and what mends it, is another
thing on the way to the cloud than on the way back.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from commands.checks.signatures.diagnostics import Diagnostics
from commands.phrases import Phrase


class Direction(Enum):
    TO_CLOUD = "on premises to the cloud"
    TO_ON_PREMISES = "the cloud to on premises"


class Stage(Enum):
    """How far the sign-in came."""

    SIGNING = "Exchange could not sign"
    ISSUER = "the issuer refused the signed request"
    RECEIVER = "the other side refused the token"
    TRANSPORT = "the other side was not reached"


class Kind(Enum):
    """Where a text was seen; a row is about one of them."""

    TEST = "the connectivity test"
    FREE_BUSY = "a free/busy look-up"
    EVENT = "the Application event log"
    WIZARD = "the Hybrid Configuration wizard"
    MAIL = "mail flow"


@dataclass(frozen=True, kw_only=True)
class Told:
    """Cause, proof and remedy in one direction.

    ``by`` names checks of that direction: one that fails is the root, and this is its consequence.
    """

    cause: Phrase
    proof: Phrase
    remedy: Phrase
    by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One known failure.

    Attributes:
        id: Stable name of the row.
        stage: How far the sign-in came.
        patterns: Regular expressions that must all be found, in any order; each in linear time.
        category: What ``error_category`` of ``x-ms-diagnostics`` has to be, where it matters.
        told: The words, for each direction in which it can be seen.
        source: Where cause and remedy are written, and where the samples are from; begins with
            ``VERIFY`` where that is old, third-party or only inferred.
        samples: Texts that it was made for; a test holds the row to each of them.
        kind: Where such a text is seen.
        passes: Whether it goes away by itself, and so tells nothing about the settings.
        one_user: Whether it proves something about the test mailbox only.
    """

    id: str
    stage: Stage
    patterns: tuple[str, ...]
    told: Mapping[Direction, Told]
    source: str
    samples: tuple[str, ...]
    category: str = ""
    kind: Kind = Kind.TEST
    passes: bool = False
    one_user: bool = False

    def matches(self, direction: Direction, text: str, found: Diagnostics) -> bool:
        """Say whether the row knows a text; ``found`` is what its diagnostics say."""
        if direction not in self.told or (self.category and self.category != found.category):
            return False
        where = found.reason if self.category and found.reason else text
        return all(re.search(pattern, where, re.IGNORECASE) for pattern in self.patterns)


def told(cause: Phrase, proof: Phrase, remedy: Phrase, *by: str) -> Told:
    return Told(cause=cause, proof=proof, remedy=remedy, by=by)


def row(  # noqa: PLR0913  (what a row is made of)
    id: str,
    stage: Stage,
    *patterns: str,
    source: str,
    samples: tuple[str, ...],
    both: Told | None = None,
    out: Told | None = None,
    back: Told | None = None,
    category: str = "",
    kind: Kind = Kind.TEST,
    passes: bool = False,
    one_user: bool = False,
) -> Signature:
    """Make a row; ``out`` is to the cloud, ``back`` to on-premises, ``both`` fits either way."""
    words = {Direction.TO_CLOUD: out or both, Direction.TO_ON_PREMISES: back or both}
    return Signature(
        id=id,
        stage=stage,
        patterns=patterns,
        told={direction: each for direction, each in words.items() if each is not None},
        source=source,
        samples=samples,
        category=category,
        kind=kind,
        passes=passes,
        one_user=one_user,
    )


def refusal(number: int, reason: str, category: str) -> str:
    """Write a sample: what a test's detail says of a refusal with diagnostics."""
    return (
        "The remote server returned an error: (401) Unauthorized. diagnostics: "
        f'{number};reason="{reason}";error_category="{category}"'
    )
