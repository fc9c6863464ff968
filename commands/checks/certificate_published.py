"""Do the published hosts show the certificate that Exchange signs with and Entra ID knows?

Three independent reads of one fact: the host's metadata, AuthConfig, and the keys in Entra ID.
The last of the three has a finding of its own; here it is shown beside the others.
"""

from collections.abc import Iterator

from commands.check import Asked, Check, unknown
from commands.checks import through_agent
from commands.checks.identity import places_of_key
from commands.checks.powershell import typed
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.entra import DEDICATED, SHARED
from commands.facts.organisation import AUTH_CONFIG, AUTODISCOVER, EWS
from commands.facts.published import METADATA, hosts, metadata_address
from commands.facts.routes import CONNECTORS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Unread
from commands.outside.metadata import MetadataUnreadable, SigningMetadata
from commands.outside.network import Answer
from commands.phrases import Phrase, say

TITLE = say("Auth certificate in the published metadata")

_OK = 200


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    if not facts.value(AUTH_CONFIG).current:
        yield Finding(
            id=CHECK.id,
            title=TITLE,
            verdict=Verdict.SKIPPED,
            evidence=(say("Get-AuthConfig names no current certificate to compare."),),
        )
        return
    yield from through_agent.skipped(CHECK.id, TITLE, facts, asked)
    documents = facts.value(METADATA)
    for host in hosts(facts, asked.organisation):
        title = say("Auth certificate in the metadata of {host}", host=host.name)
        row = (f"{CHECK.id}.{host.name}", title)
        reading = documents[host.name]
        if isinstance(reading, Unread):
            yield unknown(*row, reading)
        else:
            yield _compare(row, host.name, reading.value, facts, asked)


def _compare(
    row: tuple[str, Phrase], host: str, answer: Answer, facts: Facts, asked: Asked
) -> Finding:
    current = facts.value(AUTH_CONFIG).current
    try:
        shown = SigningMetadata.from_body(answer.body) if answer.status == _OK else None
    except MetadataUnreadable:
        shown = None
    if shown is None:
        return Finding(
            id=row[0],
            title=row[1],
            verdict=Verdict.UNKNOWN,
            evidence=(
                say(
                    "{url} answered with status {status} and no metadata document to compare.",
                    url=metadata_address(host),
                    status=answer.status,
                ),
            ),
            consequence=say("Nothing is known about this until the address shows the document."),
            remedy=say("Mend what is found under {id} first.", id=f"published.{host}"),
        )
    seen = (
        say("{url} shows {thumbprints}.", url=answer.url, thumbprints=listed(shown.thumbprints)),
        say("Get-AuthConfig: the current one is {thumbprint}.", thumbprint=current or "–"),
        say(
            "Entra ID has that key on: {places}.",
            places=listed(places_of_key(facts, current)),
        ),
    )
    wrong = current not in shown.thumbprints
    return weigh(*row, seen=seen, faults=[_stale(host, asked)] if wrong else ())


def _stale(host: str, asked: Asked) -> Fault:
    return Fault(
        seen=say("{host} does not show the current certificate.", host=host),
        cause=say(
            "The servers behind the name have not taken up the current certificate, or the name "
            "leads to another organisation's servers."
        ),
        consequence=say(
            "Whoever trusts Exchange by this address, such as Skype for Business Server, refuses "
            "its tokens."
        ),
        remedy=say(
            "Restart the service host on the servers behind the name, then check oauth {domain} "
            "again.",
            domain=asked.organisation.domain,
        ),
        command=typed("Restart-Service MSExchangeServiceHost"),
        console=Console.EXCHANGE_SERVER,
    )


CHECK = Check(
    id="certificate.published",
    title=TITLE,
    asks="Do the published hosts show the certificate that AuthConfig and Entra ID have?",
    needs=(AUTH_CONFIG, METADATA, EWS, AUTODISCOVER, CONNECTORS, SHARED, DEDICATED),
    judge=judge,
)
