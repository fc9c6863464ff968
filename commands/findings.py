"""A verdict on facts, with all that a person needs to act on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from commands.lifetimes import Lifetime
from commands.phrases import Phrase


class Verdict(StrEnum):
    """How a check ended.  ``UNKNOWN`` (could not look) and ``SKIPPED`` (nothing to look at) are
    answers of their own and never count as ok.
    """

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class Console(StrEnum):
    """Where a remedy's command is typed."""

    CHAT = "chat"
    EXCHANGE_SERVER = "Exchange Management Shell"
    EXCHANGE_ONLINE = "Exchange Online PowerShell"
    GRAPH = "Microsoft Graph"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one check says of the facts.

    Attributes:
        id: Stable and dotted, e.g. ``connector.cloud``; one per thing judged.
        title: What was looked at, a noun phrase.
        verdict: See ``Verdict``.
        evidence: What was read, with where; one short sentence each.
        cause: Why it is so, when it is known; nothing is guessed.
        consequence: What it breaks for users, or what it exposes.
        remedy: What mends it, one sentence.
        command: What to type for it, exactly; empty when there is nothing to type.
        console: Where to type ``command``.
        where: The place in words, where ``console`` is ``OTHER``: on which machine, in what.
        follows: Ids of the failing findings whose consequence this one is; mended with them.
        lifetime: How long the certificate lasts that it is about, where it is about one.
    """

    id: str
    title: Phrase
    verdict: Verdict
    evidence: tuple[Phrase, ...] = ()
    cause: Phrase | None = None
    consequence: Phrase | None = None
    remedy: Phrase | None = None
    command: str = ""
    console: Console = Console.CHAT
    where: Phrase | None = None
    follows: tuple[str, ...] = ()
    lifetime: Lifetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the stored shape; ``from_json`` is its inverse."""
        return {
            "id": self.id,
            "title": self.title.to_json(),
            "verdict": self.verdict.value,
            "evidence": [phrase.to_json() for phrase in self.evidence],
            "cause": _stored(self.cause),
            "consequence": _stored(self.consequence),
            "remedy": _stored(self.remedy),
            "command": self.command,
            "console": self.console.value,
            "where": _stored(self.where),
            "follows": list(self.follows),
            "lifetime": None if self.lifetime is None else self.lifetime.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read the stored shape; older versions lack ``where``, ``follows``, ``lifetime``."""
        lifetime = data.get("lifetime")
        return cls(
            id=data["id"],
            title=Phrase.from_json(data["title"]),
            verdict=Verdict(data["verdict"]),
            evidence=tuple(Phrase.from_json(item) for item in data["evidence"]),
            cause=_read(data["cause"]),
            consequence=_read(data["consequence"]),
            remedy=_read(data["remedy"]),
            command=data["command"],
            console=Console(data["console"]),
            where=_read(data.get("where")),
            follows=tuple(data.get("follows", ())),
            lifetime=None if lifetime is None else Lifetime.from_json(lifetime),
        )


def worst(findings: Sequence[Finding]) -> Verdict:
    """Give the verdict that decides over all: fail, unknown, warn, ok, then skipped."""
    order = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.WARN, Verdict.OK)
    found = {finding.verdict for finding in findings}
    return next((verdict for verdict in order if verdict in found), Verdict.SKIPPED)


def _stored(phrase: Phrase | None) -> dict[str, object] | None:
    return None if phrase is None else phrase.to_json()


def _read(data: Mapping[str, object] | None) -> Phrase | None:
    return None if data is None else Phrase.from_json(data)
