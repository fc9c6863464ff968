"""Names in a plan for what only becomes known on the way, and what it was once it is known.

A plan is approved before its first step is done, so it says ``⟨new certificate⟩`` for a thumbprint
that nobody can know yet.  People read which step will tell it, and later read the value itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from bot.cards import words
from bot.cards.elements import cut
from commands.actions.applications import APP_ID, OBJECT_ID, NewApplication
from commands.actions.auth_certificates import CERTIFICATE, DER, NewAuthCertificate
from commands.actions.auth_config import EFFECTIVE, PUBLISHED
from commands.actions.staging import PublishCertificate, StageCertificate
from commands.phrases import Phrase, Value, render, say
from jobs.record import Step

_REFERENCE: Final = re.compile("⟨([^⟨⟩]+)⟩")
_LONG: Final = 100


@dataclass(frozen=True, kw_only=True)
class Name:
    """One name.

    Attributes:
        said: As people read it.
        told_by: The action that makes it known.
        is_shown: Whether its value tells people anything.
        is_time: Whether it is a time, ISO 8601.
    """

    said: Phrase
    told_by: str
    is_shown: bool = True
    is_time: bool = False


NAMES: Final[Mapping[str, Name]] = {
    CERTIFICATE: Name(said=say("new certificate"), told_by=NewAuthCertificate.name),
    DER: Name(
        said=say("public part of the new certificate"),
        told_by=NewAuthCertificate.name,
        is_shown=False,
    ),
    EFFECTIVE: Name(said=say("effective time"), told_by=StageCertificate.name, is_time=True),
    PUBLISHED: Name(
        said=say("time of the publication"), told_by=PublishCertificate.name, is_time=True
    ),
    APP_ID: Name(said=say("application id"), told_by=NewApplication.name),
    OBJECT_ID: Name(said=say("object id of the application"), told_by=NewApplication.name),
}
"""By what references call them; a test looks for those that are missing."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names in one job's plan.

    Attributes:
        steps: The plan's steps as people see and count them.
        known: What has become known.
    """

    steps: Sequence[Step] = ()
    known: Mapping[str, str] = field(default_factory=dict)

    def text(self, text: str, locale: str, *, when: bool = False) -> str:
        """Put values, or names in the reader's language, in the place of references.

        With ``when`` also the step after which each is known.
        """
        return _REFERENCE.sub(lambda found: self._one(found[1], locale, when=when), text)

    def phrase(self, phrase: Phrase, locale: str, *, when: bool = False) -> Phrase:
        """Do the same in a sentence's values."""

        def filled(value: Value) -> Value:
            if isinstance(value, Phrase):
                return self.phrase(value, locale, when=when)
            return self.text(value, locale, when=when) if isinstance(value, str) else value

        values = ((name, filled(value)) for name, value in phrase.values)
        return Phrase(phrase.template, tuple(values))

    def told(self, locale: str, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
        """Give what has become known and tells people something: its name and its value."""
        for name, value in self.known.items():
            found = NAMES.get(name)
            if found is None:
                yield name, cut(value, _LONG)
            elif found.is_shown:
                moment = _moment(value, zone) if found.is_time else cut(value, _LONG)
                yield render(found.said, locale), moment

    def time(self, name: str, locale: str, zone: tzinfo | None) -> str:
        """Give a time by its name, or say after which step it is known."""
        if name in self.known:
            return _moment(self.known[name], zone)
        return self._one(name, locale, when=True)

    def _one(self, name: str, locale: str, *, when: bool) -> str:
        if name in self.known:
            return self.known[name]
        found = NAMES.get(name)
        called = name if found is None else render(found.said, locale)
        step = None if found is None else self._step(found.told_by)
        if not when or step is None:
            return f"⟨{called}⟩"
        return f"⟨{render(say('{name}, known after step {step}', name=called, step=step), locale)}⟩"

    def _step(self, action: str) -> int | None:
        """Find the step that tells it, by its number on the card."""
        numbered = enumerate(self.steps, start=1)
        return next((number for number, step in numbered if step.subject == action), None)


def _moment(value: str, zone: tzinfo | None) -> str:
    try:
        return words.moment(datetime.fromisoformat(value).astimezone(zone))
    except (ValueError, OverflowError):
        return cut(value, _LONG)
