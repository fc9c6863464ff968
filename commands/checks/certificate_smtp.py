"""Does SMTP between the servers use a certificate of its own, not the auth certificate?

Making a new auth certificate can take the place of the default SMTP certificate: always with
``-Force``, and where the question about it is answered with yes.
https://learn.microsoft.com/powershell/module/exchangepowershell/new-exchangecertificate
"""

from collections.abc import Iterator

from commands.certificates import SUBJECT
from commands.check import Asked, Check, unknown
from commands.checks.fleet import fleet, of_server
from commands.checks.powershell import Command, typed
from commands.checks.timeline import utc_day
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import AUTH_CONFIG, SERVERS, TRANSPORT
from commands.facts.servers import CERTIFICATES
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Unread
from commands.moments import written
from commands.outside.certificate import Certificate
from commands.outside.exchange import AuthConfig, Installed, of_thumbprint
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

TITLE = say("Default SMTP certificate of every server")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config, stores = facts.value(AUTH_CONFIG), facts.value(CERTIFICATES)
    bound = facts.value(TRANSPORT)
    for server in fleet(facts, asked):
        row = (f"{CHECK.id}.{server}", say("Default SMTP certificate of {server}", server=server))
        name = next((each.certificate for each in bound if same(each.server, server)), "")
        if not name:
            yield Finding(id=row[0], title=row[1], verdict=Verdict.SKIPPED, evidence=(_NONE,))
            continue
        reading = of_server(stores, server, asked)
        seen = say(
            "Get-TransportService on {server}: {thumbprint}.", server=server, thumbprint=name
        )
        if isinstance(reading, Unread) and not _of_oauth(name, config):
            yield unknown(*row, reading, (seen, reading.reason))
            continue
        store = () if isinstance(reading, Unread) else reading.value
        there = of_thumbprint(store, name)
        certificate = None if there is None else there.certificate
        if certificate is None and getattr(store, "unreadable", False):
            yield unknown(*row, _unreadable(server, asked))
            continue
        wrong = _wrong(name, certificate, config, asked)
        ends = (
            say("It is valid until {ends}.", ends=utc_day(certificate.ends))
            if certificate
            else None
        )
        yield weigh(
            *row,
            seen=[seen, *([ends] if ends else [])],
            faults=[_fault(wrong, server, store, config, asked)] if wrong else [],
        )


_NONE = say("Get-TransportService names no certificate for this server.")


def _unreadable(server: str, asked: Asked) -> Unread:
    return Unread(
        reason=say(
            "A certificate of {server} could not be read, and may be this one.", server=server
        ),
        source=server,
        at=asked.now,
    )


def _of_oauth(thumbprint: str, config: AuthConfig) -> bool:
    return thumbprint in (config.current, config.next, config.previous)


def _wrong(
    thumbprint: str, certificate: Certificate | None, config: AuthConfig, asked: Asked
) -> Phrase | None:
    """Say what is wrong with the certificate of SMTP; ``None`` when nothing is."""
    if _of_oauth(thumbprint, config) or (
        certificate is not None and same(certificate.subject, SUBJECT)
    ):
        return say("That is an auth certificate: it has taken the place of the one for SMTP.")
    if certificate is None:
        return say("That certificate is not on the server.")
    if certificate.ends <= asked.now:
        return say("It expired on {ends}.", ends=written(certificate.ends, asked.now))
    return None


def _fault(
    wrong: Phrase, server: str, store: tuple[Installed, ...], config: AuthConfig, asked: Asked
) -> Fault:
    return Fault(
        seen=wrong,
        consequence=say("Mail between the servers can stop, for they do not trust each other."),
        remedy=say(
            "Give SMTP a certificate of its own again and answer Y when asked about the default "
            "one; then check auth cert {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=_command(server, store, config, asked),
        console=Console.EXCHANGE_SERVER,
    )


def _command(
    server: str, store: tuple[Installed, ...], config: AuthConfig, asked: Asked
) -> Command:
    """Take the certificate that lasts longest; where there is none, make one as setup does."""
    fit = [
        item.certificate
        for item in store
        if item.may_sign
        and _wrong(item.certificate.thumbprint, item.certificate, config, asked) is None
    ]
    if not fit:
        return typed("New-ExchangeCertificate -Server {server}", server=server)
    return typed(
        "Enable-ExchangeCertificate -Server {server} -Thumbprint {thumbprint} -Services SMTP",
        server=server,
        thumbprint=max(fit, key=lambda each: each.ends).thumbprint,
    )


CHECK = Check(
    id="certificate.smtp",
    title=TITLE,
    asks="Does SMTP on every server use a valid certificate that is not the auth certificate?",
    needs=(AUTH_CONFIG, CERTIFICATES, SERVERS, TRANSPORT),
    judge=judge,
)
