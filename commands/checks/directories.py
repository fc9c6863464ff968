"""Do the EWS and Autodiscover directories of every server accept OAuth?"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from commands.check import Asked, Check, unknown
from commands.checks.effects import CLOUD_SIDE_BLIND
from commands.checks.powershell import Command, typed
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import AUTODISCOVER, EWS
from commands.facts.routes import CONNECTORS, agent
from commands.findings import Console, Finding, Verdict
from commands.look import Fact, Facts, Known, Unread
from commands.outside.exchange import VirtualDirectory, host_of
from commands.phrases import say

TITLE = say("EWS and Autodiscover directories")

_SETTERS = (
    (
        EWS,
        partial(
            typed, "Set-WebServicesVirtualDirectory -Identity {name} -OAuthAuthentication $true"
        ),
    ),
    (
        AUTODISCOVER,
        partial(
            typed, "Set-AutodiscoverVirtualDirectory -Identity {name} -OAuthAuthentication $true"
        ),
    ),
)


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    unread = [reading for fact, _ in _SETTERS if isinstance(reading := facts.of(fact), Unread)]
    servers = dict.fromkeys(
        directory.server for fact, _ in _SETTERS for directory in _known(facts, fact)
    )
    for server in servers:
        row = (
            f"{CHECK.id}.{server}",
            say("EWS and Autodiscover directories of {server}", server=server),
        )
        found = [
            (directory, setter)
            for fact, setter in _SETTERS
            for directory in _known(facts, fact)
            if directory.server == server
        ]
        yield weigh(
            *row,
            seen=[
                say("{name} accepts OAuth.", name=directory.name)
                for directory, _ in found
                if directory.accepts_oauth
            ],
            faults=_refusing(found, asked),
            unread=unread,
        )
    if not servers:
        yield from (unknown(CHECK.id, TITLE, reading) for reading in unread[:1])
    if not agent(facts, asked.organisation):
        yield from _unpublished(_known(facts, EWS), asked)


def _known(facts: Facts, fact: Fact[tuple[VirtualDirectory, ...]]) -> Sequence[VirtualDirectory]:
    reading = facts.of(fact)
    return reading.value if isinstance(reading, Known) else ()


def _refusing(
    found: Sequence[tuple[VirtualDirectory, Callable[..., Command]]], asked: Asked
) -> Iterator[Fault]:
    for directory, setter in found:
        if not directory.accepts_oauth:
            yield Fault(
                seen=say("{name} does not accept OAuth.", name=directory.name),
                consequence=CLOUD_SIDE_BLIND,
                remedy=say(
                    "Switch OAuth on for the directory and restart IIS on its server, "
                    "then check oauth {domain} again.",
                    domain=asked.organisation.domain,
                ),
                command=setter(name=directory.name),
                console=Console.EXCHANGE_SERVER,
            )


def _unpublished(directories: Sequence[VirtualDirectory], asked: Asked) -> Iterator[Finding]:
    """Warn when EWS has no external address at all: nothing can then be called or tested."""
    if not directories or any(host_of(directory.external_url) for directory in directories):
        return
    domain = asked.organisation.domain
    fault = Fault(
        seen=say("No EWS directory has an external https address."),
        consequence=CLOUD_SIDE_BLIND,
        remedy=say(
            "Find the address under which EWS is published, set it as ExternalUrl of the directory "
            "(Set-WebServicesVirtualDirectory), then check oauth {domain} again.",
            domain=domain,
        ),
        command=typed(
            "Get-WebServicesVirtualDirectory -Identity {name}"
            " | Format-List Identity, InternalUrl, ExternalUrl",
            name=directories[0].name,
        ),
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.WARN,
    )
    yield weigh(f"{CHECK.id}.external", say("External address of EWS"), faults=[fault])


CHECK = Check(
    id="directory",
    title=TITLE,
    asks="Do the EWS and Autodiscover directories of every server accept OAuth?",
    needs=(EWS, AUTODISCOVER, CONNECTORS),
    judge=judge,
)
