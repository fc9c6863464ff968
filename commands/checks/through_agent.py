"""What need not be published where Exchange Online comes through Microsoft's Hybrid Agent."""

from collections.abc import Iterator

from commands.check import Asked
from commands.facts.routes import agent
from commands.findings import Finding, Verdict
from commands.look import Facts
from commands.phrases import Phrase, say


def skipped(id: str, title: Phrase, facts: Facts, asked: Asked) -> Iterator[Finding]:
    """Say that there is nothing to look at, and why; nothing where there is no agent."""
    if host := agent(facts, asked.organisation):
        yield Finding(
            id=id,
            title=title,
            verdict=Verdict.SKIPPED,
            evidence=(
                say(
                    "Exchange Online comes through the Hybrid Agent at {host}, so no name of this "
                    "organisation needs to be published for it. Teams calendars and hybrid modern "
                    "authentication do not work this way.",
                    host=host,
                ),
            ),
        )
