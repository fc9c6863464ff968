"""What is shown of a test's detail, which is pages long: the piece that tells, in whole words."""

import re
from typing import Final

from commands.checks.signatures import Signature

_AROUND: Final = 200
_LONGEST: Final = 600


def recognised(signature: Signature, detail: str) -> str:
    """Show the line in which the last pattern of the row was recognised, in whole words."""
    pattern = signature.patterns[-1] if signature.patterns else re.escape(signature.category)
    found = re.search(pattern, detail, re.IGNORECASE) or re.search("diagnostics", detail)
    at = found.start() if found else 0
    start = detail.rfind("\n", 0, at) + 1
    line = detail[start:].partition("\n")[0]
    return _whole_words(line, max(at - start - _AROUND, 0), _LONGEST)


def end(detail: str) -> str:
    """Show the exception, which stands at the end."""
    _, _, exception = detail.rpartition("Exception:\r\n")
    text = _plain(exception or detail)
    return _whole_words(text, max(len(text) - _LONGEST, 0), _LONGEST) or "–"


def _whole_words(text: str, start: int, most: int) -> str:
    """Cut a piece out of a text between words, and show with dots where something is missing.

    A word that is longer than a piece may be is cut all the same.
    """
    if start and not text[start - 1].isspace():
        space = re.compile(r"\s").search(text, start, start + _AROUND)
        start = space.end() if space else start
    piece = text[start : start + most]
    cut = start + most < len(text)
    if cut and not text[start + most].isspace() and " " in piece[most // 2 :]:
        piece = piece.rpartition(" ")[0]
    return f"{'… ' if start else ''}{_plain(piece)}{' …' if cut else ''}"


def _plain(text: str) -> str:
    return " ".join(text.split())
