"""Private keys and tokens by their shape, in one run or in lines, whole or cut off.

A PEM's body is base64 in lines of 64, a MIME part's in lines of 76, a console wraps at its own
width, and JSON writes the line break as two characters.  What is public stays: certificates, which
the checks compare, hexadecimal, and the path of an address.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from typing import Final

from cryptography import x509

from adapters.marks import REDACTED, TOKEN, instead

_PEM: Final = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----"
    r".*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|\Z)",
    re.DOTALL,
)
_END: Final = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----")
_LINE_OF_KEY: Final = re.compile(r"[A-Za-z0-9+/]{1,80}={0,2}")
_BREAK: Final = r"(?:\s|\\[rnt]){1,16}"
_BREAKS: Final = re.compile(_BREAK)
_LINES: Final = re.compile(
    rf"(?<![\w+/-])[\w+/-]{{40,}}+={{0,2}}+(?:{_BREAK}[\w+/-]{{40,}}+={{0,2}}+)*+"
    rf"(?:{_BREAK}(?!-)[\w+/-]{{4,}}+={{0,2}}+)?",
    re.ASCII,
)
_WRAPPED: Final = re.compile(
    rf"(?<![\w-])(?:ey[AIJ]|ew0K|ewogI)[\w.-]{{24,}}+(?:{_BREAK}[\w.-]{{24,}}+)*+"
    rf"(?:{_BREAK}[\w.-]++(?![=:(/]))?",
    re.ASCII,
)

_WORD: Final = re.compile(r"(?:[A-Z]?+[a-z]{2,}+|[A-Z]{2,}+)++[.]?")
"""One word, or several as programs join them: ``ServerFQDN``."""

_RUN: Final = 72
"""Base64 of this length in one run is material; of less, where a further line follows it."""
_LINE: Final = 56
_RANDOM: Final = 16
"""Fewer characters than this may be a word."""
_SEQUENCE: Final = 0x30
_DER_KEYS: Final = (0, 1, 3)
"""The version that stands first in PKCS #8 and #1, in an EC key, and in PKCS #12."""


def without(value: str) -> str:
    """Give the text without keys in PEM, and without base64 and tokens that are long enough."""
    value = _PEM.sub(REDACTED, value)
    if _END.search(value):
        value = _without_beginning(value)
    value = _WRAPPED.sub(_wrapped, value)
    value = TOKEN.sub(lambda match: instead(match[0]), value)
    return _LINES.sub(_lines, value)


def looks_random(run: str) -> bool:
    """Tell whether digits and letters of both cases are in it, and enough of them."""
    return (
        len(run) >= _RANDOM
        and any(letter.isdigit() for letter in run)
        and any(letter.isupper() for letter in run)
        and any(letter.islower() for letter in run)
    )


def _without_beginning(value: str) -> str:
    """Take out the body of a PEM whose first line was cut off: the lines before each END."""
    kept: list[str] = []
    for line in value.replace("\\n", "\n").split("\n") if "\n" not in value else value.split("\n"):
        end = _END.search(line)
        if end is None:
            kept.append(line)
            continue
        while kept and _LINE_OF_KEY.fullmatch(kept[-1].strip()):
            kept.pop()
        kept.append(REDACTED + line[end.end() :])
    return "\n".join(kept)


def _wrapped(match: re.Match[str]) -> str:
    """Join a token that was wrapped: lines that read as one, and the rest of its last word."""
    pieces = _BREAKS.split(match[0])
    if len(pieces) == 1:
        return match[0]  # in one run: a token, or none
    taken = 1
    while taken < len(pieces) and _goes_on(pieces[taken]):
        taken += 1
    token = "".join(pieces[:taken])
    if TOKEN.fullmatch(token) is None:
        return match[0]
    return instead(token) + _behind(match[0], pieces, taken)


def _goes_on(piece: str) -> bool:
    """Tell a line of a wrapped token from a word, and from another token with its own signer."""
    return TOKEN.fullmatch(piece) is None and (looks_random(piece) or _is_rest(piece))


def _lines(match: re.Match[str]) -> str:
    pieces = _BREAKS.split(match[0])
    if _is_certificate("".join(pieces)) or _is_certificate("".join(pieces[:-1])):
        return match[0]
    secret = [_is_material(piece, alone=len(pieces) == 1) for piece in pieces]
    if len(pieces) > 1 and secret[-2] and _is_rest(pieces[-1]):
        secret[-1] = True
    if not any(secret):
        return match[0]
    shown = [REDACTED if gone else piece for piece, gone in zip(pieces, secret, strict=True)]
    breaks = [each[0] for each in _BREAKS.finditer(match[0])]
    text = shown[0]
    for between, before, piece in zip(breaks, shown, shown[1:], strict=False):
        text += "" if before == piece == REDACTED else between + piece
    return text


def _is_material(piece: str, *, alone: bool) -> bool:
    """Tell whether a run is base64 of something secret; of a short one, that DER says so."""
    if _is_key(piece):
        return True
    if len(piece) < (_RUN if alone else _LINE) or not looks_random(piece):
        return False
    return piece.count("/") <= len(piece) // 12 and not _is_certificate(piece)


def _is_rest(piece: str) -> bool:
    """Tell the last line of base64 from a word that follows it."""
    return (
        len(piece) > 1
        and not piece.isdigit()
        and not piece.startswith("-")
        and _WORD.fullmatch(piece) is None
    )


def _behind(whole: str, pieces: list[str], taken: int) -> str:
    """Give what follows the pieces that were taken, its breaks included."""
    if taken == len(pieces):
        return ""
    breaks = [each.start() for each in _BREAKS.finditer(whole)]
    return whole[breaks[taken - 1] :]


def _is_key(run: str) -> bool:
    """Tell whether it begins as a private key in DER does: a sequence, then its version."""
    if not run.startswith("M"):  # 0x30
        return False
    try:
        head = b64decode(run[:16].replace("-", "+").replace("_", "/"), validate=True)
    except (NotBase64, ValueError):
        return False
    inside = 2 + (head[1] & 0x7F if head[1] & 0x80 else 0)
    return (
        head[0] == _SEQUENCE
        and head[inside : inside + 2] == b"\x02\x01"
        and (head[inside + 2] in _DER_KEYS)
    )


def _is_certificate(run: str) -> bool:
    try:
        x509.load_der_x509_certificate(b64decode(run, validate=True))
    except (NotBase64, ValueError):
        return False
    return True
