"""How a value from outside is written so that it can be nothing but a value.

Names, addresses and ids are read from Exchange and Entra ID, where others than the reader write
them; some are then shown to be typed, or are part of a filter.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_QUOTES: Final = re.compile("['\u2018\u2019\u201a\u201b]")
_BREAKS: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BREAK: Final = " \u23ce "
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of characters that end a line, or are not seen as what they are."""


class Unquotable(ValueError):
    """A value that cannot be shown as it is."""


def powershell(value: str | Sequence[str]) -> str:
    """Write a text for PowerShell, or several with commas between.

    It stands between single quotes, in which PowerShell expands nothing, with every character
    doubled that PowerShell takes for a single quote.
    https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules

    Raises:
        Unquotable: It holds characters that end a line or cannot be seen.
    """
    if not isinstance(value, str):
        return ",".join(powershell(item) for item in value)
    if any(_is_unseen(character) for character in value):
        raise Unquotable(repr(value))
    return f"'{_QUOTES.sub(lambda found: found[0] * 2, value)}'"


def shown(text: str) -> str:
    """Write a text for PowerShell, or aside where it cannot be typed."""
    try:
        return powershell(text)
    except Unquotable:
        return aside(text)


def odata(text: str) -> str:
    """Write a text in a filter of Microsoft Graph; a single quote in it is doubled.

    https://learn.microsoft.com/graph/query-parameters#escaping-single-quotes
    """
    return "'" + text.replace("'", "''") + "'"


def aside(text: str) -> str:
    """Write what cannot be typed: between ``<`` and ``>``, on one line, with all of it seen.

    A line that holds it does nothing when it is pasted all the same: PowerShell has no ``<``.
    https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_redirection
    """
    return f"<{''.join(_seen(character) for character in text)}>"


def visible(text: str, keep: str = "") -> str:
    """Write a text that people read with all of it seen: what hides, turns round or ends a line.

    A name that reads backwards, or has nothing between two letters, is not the name it looks like;
    so such characters are escaped as in ``aside``, and a line break becomes a sign for one.
    """
    if text.isascii() and text.isprintable():
        return text
    whole = text if "\n" in keep else _BREAKS.sub(_BREAK, text)
    return "".join(each if each in keep else _seen(each) for each in whole)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def _seen(character: str) -> str:
    return f"\\u{ord(character):04x}" if _is_unseen(character) else character
