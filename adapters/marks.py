"""What is left in the place of a secret: that there was one, and who signed it.

A token's first part names the certificate that it was signed with, by thumbprint (``x5t``, RFC 7515
section 4.1.7).  That is public, and it is what a rotation is proven by: so it stays, and nothing
else of the token does.
"""

import json
import re
from base64 import b64decode
from typing import Any, Final

REDACTED: Final = "[redacted]"
TOKEN: Final = re.compile(r"(?<![\w-])(?:ey[AIJ]|ew0K|ewogI)[\w-]{6,}(?:\.[\w-]*){1,4}")
"""Two to five parts, the first an object in JSON, however its writer begins it; an unsigned outer
token ends in a dot."""

_SIGNED: Final = re.compile(r"\[redacted; signed with ([0-9A-F]{40})\]")
_THUMBPRINT: Final = 20
_WITH_A_KEY_PAIR: Final = ("RS", "PS", "ES")
_SIGNATURE: Final = 2
"""Its place among a token's parts."""


def instead(secret: str) -> str:
    """Give what stands for a secret: ``[redacted]``, with the signer where there is just one."""
    signers = {_signer(token[0]) for token in TOKEN.finditer(secret)}
    signers |= set(_SIGNED.findall(secret))
    if len(signers) != 1 or not all(signers):
        return REDACTED
    return f"[redacted; signed with {signers.pop()}]"


def _signer(token: str) -> str:
    """Give the thumbprint that a signed token names, 40 hexadecimal digits; empty if it does not.

    What is encrypted names whom it is for, and what has no signature proves nothing.
    """
    header, *rest = token.split(".")
    if len(rest) < _SIGNATURE or not rest[_SIGNATURE - 1]:
        return ""
    try:
        says: Any = json.loads(_decoded(header))
        named = _decoded(str(says["x5t"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
    signs = str(says.get("alg")).startswith(_WITH_A_KEY_PAIR) and "enc" not in says
    return named.hex().upper() if signs and len(named) == _THUMBPRINT else ""


def _decoded(text: str) -> bytes:
    bare = text.rstrip("=")
    return b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
