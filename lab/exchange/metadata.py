"""An Exchange server reads the metadata document of an auth server, and what it makes of it.

The document is fetched from the lab's own token services and parsed; what stands in it is what is
stored.  Which members become which properties follows MS-SPS2SAUTH (JSON) and WS-Federation (XML).
"""

import binascii
import json
from base64 import b64decode
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from cryptography import x509

from lab.cloud import documents
from lab.exchange.changes import refusal, task_refusal
from lab.exchange.cmdlet import Refused, Turn
from lab.oauth.sts import ACS_HOST

_SECURITY: Final = "Microsoft.Exchange.Security.OAuth"
_STS_HOSTS: Final = ("login.windows.net", "login.microsoftonline.com", "sts.windows.net")
_NAMES: Final = {
    "m": "urn:oasis:names:tc:SAML:2.0:metadata",
    "d": "http://www.w3.org/2000/09/xmldsig#",
}


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """Who issues tokens there, for whom, where, and which certificates (DER) sign them."""

    issuer: str
    realm: str
    token_endpoint: str
    authorization_endpoint: str
    signing: list[bytes]


def read(turn: Turn, url: str, kind: str) -> Metadata:
    """Fetch and read a document as an auth server of type ``kind`` needs it; raises ``Refused``."""
    text = _fetched(turn, url)
    try:
        return _json(text) if kind == "MicrosoftACS" else _federation(text, url)
    except (ValueError, KeyError, TypeError, ET.ParseError) as error:
        raise refusal(
            turn,
            f"{_SECURITY}.AuthMetadataParserException",
            f"The auth metadata document from '{url}' could not be parsed. Error: {error}",
            "ParserError",
        ) from error


def _fetched(turn: Turn, url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").casefold()
    if parts.scheme not in ("https", "http") or not host:
        raise task_refusal(turn, f"The metadata URL '{url}' isn't valid.")
    faults = turn.world.faults
    if fault := faults.active("metadata-unreachable", host, server=turn.here().name):
        reason = "The underlying connection was closed: An unexpected error occurred on a send."
        raise _not_acquired(turn, url, str(fault.options.get("reason", reason)))
    if host != ACS_HOST and host not in _STS_HOSTS:
        raise _not_acquired(turn, url, f"The remote name could not be resolved: '{host}'")
    page = documents.page(turn.world, parts.path)
    of_acs = page.type == "application/json"
    if page.status == 200 and of_acs != (host == ACS_HOST):
        page = documents.NO_PAGE
    if page.status != 200:
        phrase = {400: "Bad Request", 404: "Not Found"}[page.status]
        reason = f"The remote server returned an error: ({page.status}) {phrase}."
        raise _not_acquired(turn, url, reason)
    return page.text


def _json(text: str) -> Metadata:
    document: dict[str, Any] = json.loads(text)
    endpoint = next(
        each["location"] for each in document["endpoints"] if each["usage"] == "issuance"
    )
    return Metadata(
        issuer=str(document["serviceName"]),
        realm=str(document["realm"]),
        token_endpoint=endpoint,
        authorization_endpoint="",
        signing=[
            _certificate(each["keyValue"]["value"])
            for each in document["keys"]
            if each["usage"] == "signing"
        ],
    )


def _federation(text: str, url: str) -> Metadata:
    """Read WS-Federation metadata; the endpoints follow the address it was read from."""
    root = ET.fromstring(text)  # noqa: S314  (the lab wrote it)
    issuer = root.attrib["entityID"]
    found = root.iterfind(".//m:KeyDescriptor[@use='signing']//d:X509Certificate", _NAMES)
    base = f"https://{urlsplit(url).hostname}/common/oauth2"
    signing = dict.fromkeys(_certificate(each.text or "") for each in found)
    return Metadata(
        issuer=issuer,
        realm=urlsplit(issuer).path.strip("/"),
        token_endpoint=f"{base}/token",
        authorization_endpoint=f"{base}/authorize",
        signing=list(signing),
    )


def _certificate(text: str) -> bytes:
    try:
        der = b64decode(text, validate=True)
        x509.load_der_x509_certificate(der)
    except binascii.Error as error:
        raise ValueError("a certificate is not base64") from error
    return der


def _not_acquired(turn: Turn, url: str, reason: str) -> Refused:
    return refusal(
        turn,
        f"{_SECURITY}.AuthMetadataClientException",
        f"Cannot acquire auth metadata document from '{url}'. Error: {reason}",
        "ResourceUnavailable",
    )
