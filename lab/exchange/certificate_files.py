"""A certificate travels with its private key as a PKCS #12 file under a password.

https://learn.microsoft.com/powershell/module/exchangepowershell/import-exchangecertificate
https://learn.microsoft.com/powershell/module/exchangepowershell/export-exchangecertificate
"""

from base64 import b64encode
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    KeySerializationEncryption,
    PrivateFormat,
    pkcs12,
)

from lab.exchange.certificates import asked_store, certificate_record, invalid, keep, stored
from lab.exchange.changes import unbindable
from lab.exchange.cmdlet import Turn
from lab.records import Choice, Output, Record
from lab.world_keys import AUTH_SUBJECT, Certificate
from lab.world_versions import AUTH_EXPORT_REFUSED, at_least

_ROUNDS: Final = 2000
"""Windows' own number."""
_TYPES: Final = (
    "Microsoft.Exchange.Management.SystemConfigurationTasks.BinaryFileDataObject",
    "Microsoft.Exchange.Data.ConfigurableObject",
    "System.Object",
)


def export_exchange_certificate(turn: Turn) -> Output:
    """Give a certificate and its key: bytes with ``-BinaryEncoded``, else base64 text.

    Not an auth certificate since October 2025.  Neither the refusal's text is documented nor which
    certificates count: Microsoft's monitor script exports the current and the next one in another
    way since that day, so the lab refuses all that AuthConfig names, and all with their subject.
    https://github.com/microsoft/CSS-Exchange, Export-CertificateAndPrivateKey.ps1
    """
    server = asked_store(turn)
    wanted = stored(turn, server)
    certificate = turn.world.certificates[wanted]
    if not server.certificates[wanted] or certificate.key is None:
        raise invalid(turn, f"The certificate {wanted} has no private key to export.")
    if wanted in server.not_exportable:
        raise invalid(
            turn,
            f"The private key of the certificate {wanted} couldn't be exported as PKCS-12. Either "
            "the private key isn't exportable, or it isn't accessible.",
        )
    password = turn.text("password")
    if not password:
        raise invalid(turn, "A password is needed to export a certificate with its private key.")
    if at_least(server.build, AUTH_EXPORT_REFUSED) and _is_for_signing(turn, wanted):
        raise invalid(
            turn,
            f"The lab's own words, for Exchange's are not documented: the certificate {wanted} is "
            "an Exchange Server Auth Certificate and can't be exported with its private key "
            "(KB5069337).",
        )
    data = pkcs12.serialize_key_and_certificates(
        None, certificate.key, certificate.parsed, None, sealing(password)
    )
    given = data if turn.flag("binaryencoded") else b64encode(data).decode()
    properties = {
        "FileData": given,
        "Identity": "",
        "IsValid": True,
        "ObjectState": Choice("Microsoft.Exchange.Data.ObjectState", "New", 0),
    }
    return Output([Record(_TYPES, _TYPES[0], properties)])


def _is_for_signing(turn: Turn, thumbprint: str) -> bool:
    config = turn.world.auth_config
    if thumbprint in (config.current, config.next, config.previous):
        return True
    return turn.world.certificates[thumbprint].subject == f"CN={AUTH_SUBJECT}"


def import_exchange_certificate(turn: Turn) -> Output:
    """Put a certificate into a server's store; it serves nothing yet."""
    server, data = asked_store(turn), turn.given.get("filedata")
    if not isinstance(data, bytes):
        reason = f'Cannot convert value to type "System.Byte[]": it is {type(data).__name__}.'
        raise unbindable(turn, "FileData", reason)
    found = _opened(turn, data)
    thumbprint = found.thumbprint
    if server.certificates.get(thumbprint, False) or (
        found.key is None and thumbprint in server.certificates
    ):
        raise invalid(turn, f"A certificate with the thumbprint {thumbprint} already exists.")
    if turn.flag("whatif"):
        return Output()
    if found.key is None:
        turn.world.certificates.setdefault(thumbprint, found)
        server.certificates[thumbprint] = False
    else:
        keep(turn, server, found, exportable=turn.flag("privatekeyexportable"))
    return Output([certificate_record(found)])


def _opened(turn: Turn, data: bytes) -> Certificate:
    """Read a PKCS #12 file, or a certificate alone."""
    try:
        return Certificate(x509.load_der_x509_certificate(data).public_bytes(Encoding.DER))
    except ValueError:
        pass
    password = turn.text("password").encode() or None
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, password)
    except ValueError as error:
        raise invalid(
            turn,
            "Cannot import certificate. The certificate file data is invalid, or the password is "
            "incorrect.",
        ) from error
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey):
        raise invalid(turn, "Cannot import certificate. There is no RSA key with a certificate.")
    if key.public_key() != certificate.public_key():
        raise invalid(turn, "Cannot import certificate. The key is another certificate's.")
    return Certificate(certificate.public_bytes(Encoding.DER), key)


def sealing(password: str) -> KeySerializationEncryption:
    """Seal as Windows Server 2016 does, which reads nothing newer."""
    return (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(hashes.SHA1())  # noqa: S303  (the format's)
        .build(password.encode())
    )
