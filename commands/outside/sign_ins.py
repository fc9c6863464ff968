"""Sign-ins of an application, as Entra ID's log keeps them."""

import re
from base64 import urlsafe_b64decode
from binascii import Error
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from commands.outside.identifiers import MICROSOFT_GRAPH, same

_HEX: Final = re.compile(r"[0-9A-Fa-f]{40}")
_BASE64: Final = re.compile(r"[A-Za-z0-9_+/-]{27}=?")


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One sign-in.

    Attributes:
        at: When, UTC.
        resource: Application id of what the token was for.
        error: The number after AADSTS; 0 for a success.
        thumbprint: Of the certificate that signed, 40 upper-case hex digits; empty when not told.
        address: Where it came from.
    """

    at: datetime
    resource: str
    error: int
    thumbprint: str
    address: str

    @property
    def is_for_graph(self) -> bool:
        return same(self.resource, MICROSOFT_GRAPH)


def thumbprint(text: str) -> str:
    """Read a thumbprint that is written in hex or in base64url; empty for anything else.

    Which of the two the log uses is documented nowhere.
    """
    text = text.strip()
    if _HEX.fullmatch(text):
        return text.upper()
    if not _BASE64.fullmatch(text):
        return ""
    plain = text.rstrip("=").replace("+", "-").replace("/", "_")
    try:
        return urlsafe_b64decode(plain + "=").hex().upper()
    except Error:
        return ""
