"""SOAP envelopes of WS-Management for remote shells: what is read, and how it is answered.

Shapes follow MS-WSMV (https://learn.microsoft.com/openspecs/windows_protocols/ms-wsmv/).
"""

import re
from dataclasses import dataclass
from typing import Final
from uuid import uuid4
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

SOAP: Final = "http://www.w3.org/2003/05/soap-envelope"
ADDRESSING: Final = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
WSMAN: Final = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
MICROSOFT: Final = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"
SHELL: Final = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
TRANSFER: Final = "http://schemas.xmlsoap.org/ws/2004/09/transfer"
POWERSHELL: Final = "http://schemas.microsoft.com/powershell"
CONFIG: Final = "http://schemas.microsoft.com/wbem/wsman/1/config"
FAULT: Final = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault"
FAULT_ACTION: Final = "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault"

NAMES: Final = {
    "s": SOAP,
    "a": ADDRESSING,
    "w": WSMAN,
    "p": MICROSOFT,
    "rsp": SHELL,
    "x": TRANSFER,
    "ps": POWERSHELL,
}
_DECLARED: Final = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
_RECEIVER: Final = ("w:TimedOut", "w:InternalError")
"""Faults that are the server's; DSP0226 (WS-Management), section 14, calls all others the
sender's."""
_DURATION: Final = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


class Malformed(Exception):
    """What arrived is no envelope of this protocol."""


class Trouble(Exception):
    """A SOAP fault on its way to the client; HTTP carries it with status 500.

    ``code`` is the number in the WSManFault element, ``None`` where none is known; ``reason`` is
    its message, and ``soap`` what SOAP's own reason says where that differs.
    """

    def __init__(
        self, subcode: str, reason: str, code: int | None = None, *, soap: str = ""
    ) -> None:
        super().__init__(reason)
        self.subcode, self.reason, self.code = subcode, reason, code
        self.soap = soap or reason


@dataclass(frozen=True, kw_only=True)
class Request:
    """One envelope, as far as a shell needs it."""

    action: str
    """Last word of the action's address: Create, Command, Receive, Send, Signal, Delete, Get."""
    address: str
    """The whole action's address."""
    message_id: str
    resource: str
    shell: str
    """Selector ShellId in capitals; empty when there is none."""
    timeout: float
    """OperationTimeout in seconds; below 0 when it is none."""
    largest: int
    """MaxEnvelopeSize in bytes: what the client is ready to take in one answer."""
    body: ET.Element

    def find(self, path: str) -> ET.Element | None:
        """Look up an element below the body; prefixes as in ``NAMES``."""
        return self.body.find(path, NAMES)


def duration(text: str | None, default: float) -> float:
    """Read an XML duration of hours, minutes and seconds."""
    match = _DURATION.fullmatch((text or "").strip())
    if match is None or not any(match.groups()):
        return default
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _timeout(text: str) -> float:
    return duration(text, -1.0) if text else 60.0


def read(xml: bytes) -> Request:
    """Read one envelope; raises ``Malformed``."""
    try:
        envelope = ET.fromstring(xml)  # noqa: S314  (only clients of this machine reach the lab)
    except ET.ParseError as problem:
        raise Malformed(str(problem)) from problem
    body = envelope.find("s:Body", NAMES)
    header = envelope.find("s:Header", NAMES)
    if body is None or header is None:
        raise Malformed("an envelope needs a header and a body")
    address = (header.findtext("a:Action", "", NAMES) or "").strip()
    selectors = {
        selector.get("Name"): (selector.text or "").strip()
        for selector in header.iterfind("w:SelectorSet/w:Selector", NAMES)
    }
    try:
        largest = int(header.findtext("w:MaxEnvelopeSize", "", NAMES) or 153600)
    except ValueError as problem:
        raise Malformed("MaxEnvelopeSize is not a number") from problem
    return Request(
        action=address.rpartition("/")[2],
        address=address,
        message_id=(header.findtext("a:MessageID", "", NAMES) or "").strip(),
        resource=(header.findtext("w:ResourceURI", "", NAMES) or "").strip(),
        shell=selectors.get("ShellId", "").upper(),
        timeout=_timeout((header.findtext("w:OperationTimeout", "", NAMES) or "").strip()),
        largest=largest,
        body=body,
    )


def answer(request: Request, body: str) -> bytes:
    """Wrap a body as the response to a request."""
    return _envelope(f"{request.address}Response", request.message_id, body)


def fault(trouble: Trouble, *, relates_to: str, machine: str) -> bytes:
    """Wrap a fault: code and text once for SOAP, once for Windows."""
    reason = escape(trouble.reason)
    side = "s:Receiver" if trouble.subcode in _RECEIVER else "s:Sender"
    number = "" if trouble.code is None else f' Code="{trouble.code}"'
    body = (
        f"<s:Fault><s:Code><s:Value>{side}</s:Value>"
        f"<s:Subcode><s:Value>{trouble.subcode}</s:Value></s:Subcode></s:Code>"
        f'<s:Reason><s:Text xml:lang="en-US">{escape(trouble.soap)}</s:Text></s:Reason>'
        f'<s:Detail><f:WSManFault xmlns:f="{FAULT}"{number} Machine={quoteattr(machine)}>'
        f"<f:Message>{reason}</f:Message></f:WSManFault></s:Detail></s:Fault>"
    )
    return _envelope(FAULT_ACTION, relates_to, body)


def _envelope(action: str, relates_to: str, body: str) -> bytes:
    return (
        f'<s:Envelope xml:lang="en-US" {_DECLARED}><s:Header>'
        f"<a:Action>{escape(action)}</a:Action><a:MessageID>uuid:{str(uuid4()).upper()}</a:MessageID>"
        f"<a:To>{ADDRESSING}/role/anonymous</a:To><a:RelatesTo>{escape(relates_to)}</a:RelatesTo>"
        f"</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    ).encode()
