"""Does either side know the domains of the configuration?

Connectors, service principal names and metadata addresses are written from them.  A slip in
``hybridge.toml`` must never be written into a healthy organisation: whoever registers the
misspelt domain would be trusted.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from commands.check import Asked, Check
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts import cloud, organisation
from commands.findings import Finding, Verdict
from commands.look import Fact, Facts, Known, Unread
from commands.outside.exchange import AcceptedDomain
from commands.phrases import Phrase, say

TITLE = say("Domains of the configuration")

FACTS: Final = (organisation.ACCEPTED_DOMAINS, cloud.ACCEPTED_DOMAINS)
_STRANGE: Final = "Neither Exchange Server nor Exchange Online accepts mail for {domain}."


def strangers(facts: Facts, asked: Asked) -> tuple[str, ...]:
    """Name the configured domains, the routing domain among them, that neither side knows.

    Empty also where a side could not be read: nothing is known then.
    """
    here, there = (facts.of(fact) for fact in FACTS)
    if isinstance(here, Unread) or isinstance(there, Unread):
        return ()
    both = (*here.value, *there.value)
    return tuple(name for name in _configured(asked) if not _known(name, both))


def unknown_to_both(finding: Finding) -> tuple[str, ...]:
    """Give the domains that this check's finding calls strange; none for any other finding."""
    if finding.id != CHECK.id:
        return ()
    return tuple(
        str(value)
        for phrase in finding.evidence
        for _, value in phrase.values
        if phrase.template == _STRANGE
    )


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    here, there = (facts.of(fact) for fact in FACTS)
    seen = [_told(fact, facts, asked) for fact in FACTS if isinstance(facts.of(fact), Known)]
    unread = [reading for reading in (here, there) if isinstance(reading, Unread)]
    strange = strangers(facts, asked)
    faults = [_strange(name, asked) for name in strange]
    if isinstance(there, Known):
        missing = [name for name in _configured(asked) if not _known(name, there.value)]
        faults += [_not_in_cloud(name, asked) for name in missing if name not in strange]
    yield weigh(CHECK.id, TITLE, seen=seen, faults=faults if not unread else (), unread=unread)


def _configured(asked: Asked) -> tuple[str, ...]:
    ours = asked.organisation
    return tuple(dict.fromkeys(name.lower() for name in (*ours.domains, ours.routing_domain)))


def _known(name: str, domains: Sequence[AcceptedDomain]) -> bool:
    return any(each.covers(name) for each in domains)


def _told(fact: Fact[tuple[AcceptedDomain, ...]], facts: Facts, asked: Asked) -> Phrase:
    domains = facts.value(fact)
    ours = [name for name in _configured(asked) if _known(name, domains)]
    return say(
        "Get-AcceptedDomain in {side} knows, of the configured ones, {domains}.",
        side=fact.source,
        domains=listed(ours),
    )


def _strange(name: str, asked: Asked) -> Fault:
    ours = asked.organisation
    return Fault(
        seen=say(
            "Neither Exchange Server nor Exchange Online accepts mail for {domain}.", domain=name
        ),
        cause=say("The domain is misspelt in hybridge.toml, or has not been set up yet."),
        consequence=say(
            "Nothing is changed while it stands there: connectors and names in Entra ID would be "
            "written for a domain that may be somebody else's."
        ),
        remedy=say(
            "Correct domains and routing_domain of {name} in hybridge.toml and restart the bot, or "
            "set the domain up first; then check oauth {domain} again.",
            name=ours.name,
            domain=ours.domain,
        ),
        command=again(asked),
    )


def _not_in_cloud(name: str, asked: Asked) -> Fault:
    return Fault(
        seen=say("Exchange Online does not accept mail for {domain}.", domain=name),
        consequence=say(
            "Tokens that speak for people of {domain} are refused by Exchange Online.", domain=name
        ),
        remedy=say(
            "Add and verify the domain {name} in the Microsoft 365 admin center, "
            "then check oauth {domain} again.",
            name=name,
            domain=asked.organisation.domain,
        ),
        command=again(asked),
        verdict=Verdict.WARN,
    )


CHECK = Check(
    id="domains",
    title=TITLE,
    asks="Does either side know the domains and the routing domain of the configuration?",
    needs=FACTS,
    judge=judge,
)
