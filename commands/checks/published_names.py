"""Can Exchange Online reach the published names: DNS, TLS, and Exchange's metadata behind them?"""

from collections.abc import Iterator
from datetime import timedelta

from commands.amounts import days
from commands.check import Asked, Check, unknown
from commands.checks import through_agent
from commands.checks.effects import AUTODISCOVER_BLIND, CLOUD_SIDE_BLIND
from commands.checks.timeline import days_until, utc_day
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.organisation import AUTODISCOVER, EWS
from commands.facts.published import DNS, METADATA, TLS, hosts, metadata_address
from commands.facts.routes import CONNECTORS
from commands.findings import Finding, Verdict
from commands.look import Facts, Known, Unread
from commands.outside import failures
from commands.outside.network import Addresses, Answer, Tls
from commands.phrases import Phrase, say

TITLE = say("DNS, TLS and metadata of the published names")

_OK = 200
_TLS_VERSIONS = ("TLSv1.2", "TLSv1.3")
_TLS_NOTICE = timedelta(days=21)


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    yield from through_agent.skipped(CHECK.id, TITLE, facts, asked)
    names, handshakes = facts.value(DNS), facts.value(TLS)
    documents = facts.value(METADATA)
    for host in hosts(facts, asked.organisation):
        row = (f"{CHECK.id}.{host.name}", say("Published name {host}", host=host.name))
        dns, tls, metadata = names[host.name], handshakes[host.name], documents[host.name]
        seen: list[Phrase] = []
        faults: list[Fault] = []
        if isinstance(dns, Known):
            faults += _dns(dns.value, asked, seen)
        if isinstance(tls, Known):
            faults += _tls(tls.value, asked, seen)
        if isinstance(metadata, Known):
            faults += _metadata(metadata.value, host.name, asked, seen)
        unread = [part for part in (dns, tls, metadata) if isinstance(part, Unread)]
        yield weigh(*row, seen=seen, faults=faults, unread=unread)
    if isinstance(directories := facts.of(EWS), Unread):
        yield unknown(f"{CHECK.id}.ews", say("Published name of EWS"), directories)


def _dns(found: Addresses, asked: Asked, seen: list[Phrase]) -> Iterator[Fault]:
    if not found.exists or not found.addresses:
        yield Fault(
            seen=say("DNS has no address for {host}.", host=found.name),
            consequence=CLOUD_SIDE_BLIND,
            remedy=say(
                "Publish {host} in the public DNS, then check oauth {domain} again.",
                host=found.name,
                domain=asked.organisation.domain,
            ),
            command=again(asked),
        )
        return
    seen.append(
        say(
            "DNS: {host} is {addresses}.",
            host=found.name,
            addresses=listed((*found.canonical, *found.addresses)),
        )
    )
    theirs = tuple(f".{name}" for name in asked.organisation.cloud.mail_hosts)
    cloud = [name for name in found.canonical if f".{name.rstrip('.').lower()}".endswith(theirs)]
    if cloud:
        yield Fault(
            seen=say("The name leads to Exchange Online: {names}.", names=listed(cloud)),
            cause=say(
                "While mailboxes remain on premises, Autodiscover's public name has to lead there."
            ),
            consequence=CLOUD_SIDE_BLIND,
            remedy=say(
                "Let {host} lead to the on-premises servers in the public DNS, "
                "then check oauth {domain} again.",
                host=found.name,
                domain=asked.organisation.domain,
            ),
            command=again(asked),
        )


def _tls(found: Tls, asked: Asked, seen: list[Phrase]) -> Iterator[Fault]:
    seen.append(
        say(
            "TLS: {version}, {subject} from {issuer}, until {ends}.",
            version=found.version or "–",
            subject=found.subject or "–",
            issuer=found.issuer or "–",
            ends=utc_day(found.ends) if found.ends else "–",
        )
    )
    remedy = say(
        "Give {host} a certificate that everybody trusts, for this name, and TLS 1.2; "
        "then check oauth {domain} again.",
        host=found.host,
        domain=asked.organisation.domain,
    )
    if not found.verified:
        yield Fault(
            seen=say(
                "TLS of {host} cannot be verified: {problem}.",
                host=found.host,
                problem=failures.told(found.problem.rstrip(".")),
            ),
            consequence=CLOUD_SIDE_BLIND,
            remedy=remedy,
            command=again(asked),
        )
    elif found.version not in _TLS_VERSIONS:
        yield Fault(
            seen=say("{host} speaks no TLS 1.2.", host=found.host),
            consequence=CLOUD_SIDE_BLIND,
            remedy=remedy,
            command=again(asked),
        )
    elif found.ends is not None and found.ends - asked.now < _TLS_NOTICE:
        yield Fault(
            seen=say(
                "The TLS certificate of {host} expires in {days}.",
                host=found.host,
                days=days(days_until(found.ends, asked.now)),
            ),
            consequence=CLOUD_SIDE_BLIND,
            remedy=remedy,
            verdict=Verdict.WARN,
            command=again(asked),
        )


def _metadata(answer: Answer, host: str, asked: Asked, seen: list[Phrase]) -> Iterator[Fault]:
    seen.append(
        say(
            "{url} answered with status {status}.", url=metadata_address(host), status=answer.status
        )
    )
    if answer.status != _OK:
        yield Fault(
            seen=say("The metadata document is not to be had."),
            cause=say(
                "Something in front of Exchange holds the call back, or Autodiscover is down."
            ),
            consequence=AUTODISCOVER_BLIND,
            remedy=say(
                "Let calls to /Autodiscover pass to Exchange untouched, "
                "then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=again(asked),
        )


CHECK = Check(
    id="published",
    title=TITLE,
    asks="Do the published names resolve, offer trusted TLS, and show Exchange's metadata?",
    needs=(DNS, TLS, METADATA, EWS, AUTODISCOVER, CONNECTORS),
    judge=judge,
)
