"""The least-privilege endpoint's export of the auth certificate.

It is a function of the role that deploy/jea installs, so its answers and its errors are the
project's own.
"""

import re
from typing import Final

from cryptography.hazmat.primitives.serialization import pkcs12

from lab.exchange.certificate_files import sealing
from lab.exchange.cmdlet import Refused, Turn
from lab.records import Failure, Output, Record, Value
from lab.world_keys import AUTH_SUBJECT

_OBJECT: Final = ("System.Management.Automation.PSCustomObject", "System.Object")
_THUMBPRINT: Final = re.compile(r"[0-9A-Fa-f]{40}")
_SHORTEST: Final = 16


def export_auth_certificate(turn: Turn) -> Output:
    """Give an auth certificate with its key, as PKCS #12 under the password."""
    server, given, password = turn.here(), turn.text("thumbprint"), turn.text("password")
    if not _THUMBPRINT.fullmatch(given):
        raise _thrown("A thumbprint is 40 hexadecimal digits. Nothing was exported.")
    if len(password) < _SHORTEST:
        raise _thrown(
            "The password is too short for a private key: give 16 characters or more. Nothing was "
            "exported."
        )
    wanted = given.upper()
    certificate = turn.world.certificates.get(wanted)
    if certificate is None or wanted not in server.certificates:
        raise _thrown(f"There is no certificate {wanted} in LocalMachine\\My of {server.name}.")
    if certificate.subject != f"CN={AUTH_SUBJECT}" and wanted not in server.also_exported:
        raise _thrown(
            f"{wanted} is no auth certificate: its subject is {certificate.subject}, and it is not "
            "in C:\\Program Files\\WindowsPowerShell\\Modules\\Hybridge.Maintenance"
            "\\AuthCertificates.txt. Nothing was exported."
        )
    if not server.certificates[wanted] or certificate.key is None:
        raise _thrown(
            f"{wanted} is on {server.name} without its private key. Export it on a server that has "
            "the key."
        )
    if wanted in server.not_exportable:
        raise _thrown(
            f"The private key of {wanted} on {server.name} could not be exported: it is not "
            "exportable, or cannot be read. Windows says: Key not valid for use in specified state."
        )
    data = pkcs12.serialize_key_and_certificates(
        None, certificate.key, certificate.parsed, None, sealing(password)
    )
    properties: dict[str, Value] = {"Server": server.name, "Thumbprint": wanted, "FileData": data}
    return Output([Record(_OBJECT, wanted, properties)])


def _thrown(message: str) -> Refused:
    """Make the error record of ``throw``: it ends the function, and is its own error id."""
    return Refused(
        Failure(
            exception="System.Management.Automation.RuntimeException",
            message=message,
            category="OperationStopped",
            error_id=message,
            terminating=True,
        )
    )
