"""How a story is shown: as JSON lines for scripts, or as a conversation in the terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from rich.console import Console as Terminal

from bot.ask import plain, print_line
from bot.findings import print_headline
from bot.terminal import print_card, print_message
from commands.findings import Finding
from jobs.record import Job


class Show(Protocol):
    """Who tells the story."""

    def event(self, event: Mapping[str, Any]) -> None:
        """Something happened in the chat: a message, a card, an edit of one."""
        ...

    def findings(self, job: Job, findings: Sequence[Finding]) -> None:
        """A job found something more."""
        ...

    def state(self, job: Job) -> None:
        """A job came to another state."""
        ...


@dataclass
class Progress:
    """What was told of each job, so that each thing is told once."""

    show: Show
    _told: dict[int, set[str]] = field(default_factory=dict)
    _states: dict[int, str] = field(default_factory=dict)

    def look(self, job: Job) -> None:
        """Tell what is new about a job; its state comes after its findings."""
        if job.id not in self._states and not job.state.ended:
            self._state(job)
        told = self._told.setdefault(job.id, set())
        # Findings come as they are found, and stand in the suite's order at the end.
        if new := [finding for finding in job.findings if finding.id not in told]:
            told.update(finding.id for finding in new)
            self.show.findings(job, new)
        self._state(job)

    def _state(self, job: Job) -> None:
        if self._states.get(job.id) != job.state.value:
            self._states[job.id] = job.state.value
            self.show.state(job)


@dataclass(frozen=True)
class Lines:
    """One JSON object per line; see ``docs/start/demo.md``."""

    locale: str

    def event(self, event: Mapping[str, Any]) -> None:
        place = {"id": event["id"], "thread": event["thread"], "from": event["from"]}
        if event["card"] is None:
            print_line({"kind": "message", **place, "text": event["text"]})
        else:
            drawn = {"summary": event["summary"], "card": event["card"]}
            print_line({"kind": "card", **place, "edit": event["kind"] == "edit", **drawn})

    def findings(self, job: Job, findings: Sequence[Finding]) -> None:
        for finding in findings:
            print_line({"kind": "finding", "job": job.id, **plain(finding, self.locale)})

    def state(self, job: Job) -> None:
        line = {"kind": "job", "id": job.id, "command": str(job.request), "state": job.state.value}
        print_line(line)


@dataclass
class Conversation:
    """The terminal: who wrote what, each finding as it comes, and each card when it is final."""

    terminal: Terminal
    people: Mapping[str, str]
    locale: str
    _cards: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def event(self, event: Mapping[str, Any]) -> None:
        name = self.people.get(event["from"], event["from"])
        if event["card"] is None:
            print_message(self.terminal, name, event["text"])
        elif event["kind"] == "edit":
            self._cards[event["id"]] = event["card"]
        else:
            print_message(self.terminal, name, event["summary"])
            self._cards[event["id"]] = event["card"]

    def findings(self, _: Job, findings: Sequence[Finding]) -> None:
        for finding in findings:
            print_headline(self.terminal, finding, self.locale)

    def state(self, job: Job) -> None:
        """A state is part of the card."""

    def cards(self) -> None:
        """Draw the cards that changed since the last time."""
        for card in self._cards.values():
            self.terminal.print()
            print_card(self.terminal, card)
        self._cards.clear()
