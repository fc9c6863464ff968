"""Names in a plan for what only becomes known on the way, and what it was once it is known.

A plan is approved before its first step is done, so it says ``⟨new certificate⟩`` for a thumbprint
that nobody can know yet.  People read which step will tell it, and later read the value itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from bot.cards import words
from bot.cards.elements import cut
from commands.actions.applications import APP_ID, OBJECT_ID, NewApplication
from commands.actions.auth_certificates import CERTIFICATE, DER, NewAuthCertificate
from commands.actions.auth_config import EFFECTIVE, LATEST, PUBLISHED, WENT_BACK
from commands.actions.publishing import PublishCertificate
from commands.actions.staging import StageCertificate
from commands.actions.stepping_back import GoBack
from commands.certificates import SERVICELET
from commands.phrases import Phrase, Value, render, say
from jobs.record import Step
from jobs.steps import Result

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
        found: As people read it where it was so before the action; empty: the same.
        since, later: What is never told but follows: so long after the time of that name.
    """

    said: Phrase
    told_by: str
    is_shown: bool = True
    is_time: bool = False
    found: Phrase | None = None
    since: str = ""
    later: timedelta = timedelta()


NAMES: Final[Mapping[str, Name]] = {
    CERTIFICATE: Name(said=say("new certificate"), told_by=NewAuthCertificate.name),
    DER: Name(
        said=say("public part of the new certificate"),
        told_by=NewAuthCertificate.name,
        is_shown=False,
    ),
    EFFECTIVE: Name(said=say("effective time"), told_by=StageCertificate.name, is_time=True),
    PUBLISHED: Name(
        said=say("time of the publication"),
        told_by=PublishCertificate.name,
        is_time=True,
        found=say("publication seen at"),
    ),
    WENT_BACK: Name(said=say("time of the way back"), told_by=GoBack.name, is_time=True),
    LATEST: Name(
        said=say("12 hours after the effective time"),
        told_by=StageCertificate.name,
        is_time=True,
        since=EFFECTIVE,
        later=SERVICELET,
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
        zone: Where the readers' clocks are.
    """

    steps: Sequence[Step] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo | None = UTC

    def text(self, text: str, locale: str, *, when: bool = False) -> str:
        """Put values as they are sent, or names in the reader's language, in references' places.

        With ``when`` also the step after which each is known.
        """

        def filled(found: re.Match[str]) -> str:
            return self.known.get(found[1]) or self._one(found[1], locale, when=when)

        return _REFERENCE.sub(filled, text)

    def phrase(self, phrase: Phrase, locale: str, *, when: bool = False) -> Phrase:
        """Do the same in a sentence's values, with times by the readers' clocks."""

        def filled(value: Value) -> Value:
            if isinstance(value, Phrase):
                return self.phrase(value, locale, when=when)
            if not isinstance(value, str):
                return value
            return _REFERENCE.sub(lambda found: self._one(found[1], locale, when=when), value)

        values = ((name, filled(value)) for name, value in phrase.values)
        return Phrase(phrase.template, tuple(values))

    def told(self, locale: str) -> Iterator[tuple[str, str]]:
        """Give what has become known and tells people something: its name and its value."""
        for name, value in self.known.items():
            found = NAMES.get(name)
            if found is None:
                yield name, cut(value, _LONG)
            elif found.is_shown:
                moment = _moment(value, self.zone) if found.is_time else cut(value, _LONG)
                yield render(self._called(found), locale), moment

    def time(self, name: str, locale: str) -> str:
        """Give a time by its name, or say after which step it is known."""
        return self._one(name, locale, when=True)

    def _called(self, name: Name) -> Phrase:
        """Give a name's words: others for what an action only found than for what it did."""
        if name.found is None:
            return name.said
        results = {step.result for step in self.steps if step.subject == name.told_by}
        return name.found if Result.ALREADY in results else name.said

    def _one(self, name: str, locale: str, *, when: bool) -> str:
        found = NAMES.get(name)
        value = self.known.get(name if found is None or not found.since else found.since)
        if value is not None and found is not None and found.is_time:
            return _moment(value, self.zone, found.later)
        if value is not None:
            return value
        called = name if found is None else render(found.said, locale)
        step = None if found is None else self._step(found.told_by)
        if not when or step is None:
            return f"⟨{called}⟩"
        return f"⟨{render(say('{name}, known after step {step}', name=called, step=step), locale)}⟩"

    def _step(self, action: str) -> int | None:
        """Find the step that tells it, by its number on the card."""
        numbered = enumerate(self.steps, start=1)
        return next((number for number, step in numbered if step.subject == action), None)


def _moment(value: str, zone: tzinfo | None, later: timedelta = timedelta()) -> str:
    try:
        return words.moment((datetime.fromisoformat(value) + later).astimezone(zone))
    except (ValueError, OverflowError):
        return cut(value, _LONG)
