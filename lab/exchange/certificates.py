"""The certificates of each server: they are listed, made, given to SMTP, and removed.

https://learn.microsoft.com/powershell/module/exchangepowershell/new-exchangecertificate
https://learn.microsoft.com/powershell/module/exchangepowershell/enable-exchangecertificate
https://learn.microsoft.com/powershell/module/exchangepowershell/remove-exchangecertificate
"""

import re
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.x509.oid import NameOID

from lab.exchange.changes import confirmed, continues, refusal, texts, unbindable
from lab.exchange.cmdlet import Refused, Turn
from lab.exchange.servers import asked_server
from lab.records import Output, Record
from lab.world_keys import Certificate, make_exchange_certificate
from lab.world_premises import Server

_TYPES: Final = (
    "Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate",
    "System.Security.Cryptography.X509Certificates.X509Certificate2",
    "System.Security.Cryptography.X509Certificates.X509Certificate",
    "System.Object",
)
_SIZES: Final = (1024, 2048, 4096)
_SERVICES: Final = ("none", "imap", "pop", "um", "iis", "smtp", "federation", "umcallrouter")
_ATTRIBUTE: Final = re.compile(r"(?:^|(?<=,))\s*(\w+)\s*=\s*")


def get_exchange_certificate(turn: Turn) -> Output:
    """Give the certificates of one server, as remote PowerShell lets them through.

    Only ``RawData`` survives serialisation; Microsoft's test data shows nothing else either.
    https://learn.microsoft.com/powershell/module/exchangepowershell/get-exchangecertificate
    """
    server = asked_store(turn)
    thumbprints = [stored(turn, server)] if turn.text("thumbprint") else list(server.certificates)
    known = turn.world.certificates
    return Output([certificate_record(known[each]) for each in thumbprints if each in known])


async def new_exchange_certificate(turn: Turn) -> Output:
    """Make a self-signed certificate for five years; it serves SMTP, and may become its default.

    The certificate is there before anybody is asked.
    """
    server = asked_store(turn)
    subject, names = _subject(turn, server), texts(turn, "domainname")
    services, size = _services(turn, ["SMTP"]), _size(turn)
    if turn.flag("whatif"):
        return Output()
    made = make_exchange_certificate(subject, turn.now(), names=names, bits=size)
    keep(turn, server, made, exportable=turn.flag("privatekeyexportable"))
    if "smtp" in services:
        await _serve_smtp(turn, server, made)
    return Output([certificate_record(made)])


async def enable_exchange_certificate(turn: Turn) -> Output:
    """Let a certificate serve; only SMTP's default is kept by the lab."""
    server = asked_store(turn)
    services, wanted = _services(turn, []), stored(turn, server)
    certificate = turn.world.certificates[wanted]
    if not server.certificates[wanted]:
        raise invalid(
            turn,
            f"The certificate with thumbprint {wanted} was found but is not valid for use with "
            "Exchange Server (reason: PrivateKeyMissing).",
        )
    if "smtp" in services and not turn.flag("whatif"):
        await _serve_smtp(turn, server, certificate)
    return Output()


async def remove_exchange_certificate(turn: Turn) -> Output:
    """Take a certificate with its key from a server's store; others keep theirs."""
    server = asked_store(turn)
    wanted = stored(turn, server)
    if wanted == server.smtp_certificate:
        raise invalid(
            turn,
            "The internal transport certificate cannot be removed because that would cause the "
            "Microsoft Exchange Transport service to stop. To replace the internal transport "
            "certificate, create a new certificate. The new certificate will automatically become "
            "the internal transport certificate. You can then remove the existing certificate.",
        )
    action = f"Remove the certificate with thumbprint {wanted} from server {server.fqdn}."
    if await confirmed(turn, action) and not turn.flag("whatif"):
        del server.certificates[wanted]
        if wanted in server.not_exportable:
            server.not_exportable.remove(wanted)
    return Output()


def asked_store(turn: Turn) -> Server:
    """The server whose store is meant; raises ``Refused`` when it does not answer."""
    server = asked_server(turn)
    if not turn.world.reaches(server):
        raise refusal(
            turn,
            "Microsoft.Exchange.Rpc.RpcException",
            "The Exchange Certificate operation has failed with an exception on server "
            f"{server.fqdn}. The error message is: The RPC server is unavailable.",
            "ReadError",
        )
    return server


def stored(turn: Turn, server: Server) -> str:
    """The thumbprint that is asked for, if it is in the store; raises ``Refused``."""
    wanted = turn.text("thumbprint").replace(" ", "").upper()
    if wanted not in server.certificates or wanted not in turn.world.certificates:
        raise invalid(
            turn,
            f"The certificate with thumbprint {wanted} was not found on server {server.fqdn}.",
        )
    return wanted


def certificate_record(certificate: Certificate) -> Record:
    """Lay out one certificate: its text, and what remote PowerShell lets through."""
    return Record(
        _TYPES,
        f"[Subject]\r\n  {certificate.subject}\r\n\r\n"
        f"[Thumbprint]\r\n  {certificate.thumbprint}\r\n",
        {"RawData": certificate.der},
    )


def keep(turn: Turn, server: Server, certificate: Certificate, *, exportable: bool) -> None:
    """Put a certificate with its key into a server's store."""
    wanted = turn.world.add_certificate(certificate)
    server.certificates[wanted] = True
    if not exportable:
        server.not_exportable.append(wanted)


def invalid(turn: Turn, message: str) -> Refused:
    return refusal(turn, "System.InvalidOperationException", message)


async def _serve_smtp(turn: Turn, server: Server, certificate: Certificate) -> None:
    """Make it the default of SMTP, unless whoever is asked keeps the one that is."""
    now, unasked = server.smtp_certificate, "no-smtp-prompt"
    if now == certificate.thumbprint:
        return
    silent = not now or turn.world.faults.active(unasked, server.name, cmdlet=turn.cmdlet)
    if silent or await continues(turn, _overwrite(turn, now, certificate)):
        server.smtp_certificate = certificate.thumbprint


def _overwrite(turn: Turn, now: str, certificate: Certificate) -> str:
    current = turn.world.certificates.get(now)
    until = f" (expires {_date(current.ends)})" if current else ""
    return (
        "Overwrite the existing default SMTP certificate?\r\n\r\n"
        f"Current certificate: '{now}'{until}\r\n"
        f"Replace it with certificate: '{certificate.thumbprint}' "
        f"(expires {_date(certificate.ends)})"
    )


def _date(moment: datetime) -> str:
    """Write a time as a server with the American locale does."""
    hour = moment.hour % 12 or 12
    return f"{moment.month}/{moment.day}/{moment.year} {hour}:{moment:%M:%S %p}"


def _subject(turn: Turn, server: Server) -> x509.Name:
    """Read ``cn=…, o=…``, whatever the case; nothing means the server's name."""
    given = turn.text("subjectname")
    if not given:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, server.name)])
    tidy = _ATTRIBUTE.sub(lambda found: f"{found[1].upper()}=", given.strip())
    try:
        return x509.Name.from_rfc4514_string(tidy)
    except ValueError as error:
        reason = f"The string '{given}' isn't a valid X.500 distinguished name."
        raise unbindable(turn, "SubjectName", reason) from error


def _services(turn: Turn, default: list[str]) -> set[str]:
    """Read names of services: a list, or a text with commas."""
    given = texts(turn, "services") or default
    found = {part.strip().casefold() for each in given for part in each.split(",")}
    if unknown := found - set(_SERVICES):
        reason = f'Cannot convert value "{", ".join(sorted(unknown))}" to type "AllowedServices".'
        raise unbindable(turn, "Services", reason)
    return found


def _size(turn: Turn) -> int:
    wanted = turn.text("keysize", "2048")
    if wanted not in map(str, _SIZES):
        raise invalid(turn, f"The key size {wanted} isn't valid. Use 1024, 2048 or 4096.")
    return int(wanted)
