"""The JSON of Exchange Online's REST backend: typed parameters out, annotated objects in."""

import json
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from adapters.clixml import moment
from adapters.plain_words import Told
from commands.bounds import DEPTH

_BYTES: Final = "#Exchange.ByteArrayType"
_TABLE: Final = "#Exchange.GenericHashTable"
_WRAPPED: Final = re.compile(r"\|(?P<type>[\w.+`]+)\|(?P<text>.*)", re.DOTALL)
_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "System.DateTime": moment,
    "System.Guid": UUID,
    "System.Byte[]": lambda text: b64decode(text, validate=True),
}
"""How annotated texts are read; what cannot be read so stays a text."""


class Unsendable(Told, TypeError):
    """A value that has no safe form."""


class TooDeep(Told, ValueError):
    """An answer whose values are deeper in one another than anything Exchange Online says."""


def call(cmdlet: str, parameters: Mapping[str, Any], *, writes: bool = False) -> bytes:
    """Write the body of a call; ``None`` is left out of a read, and null in a write.

    Raises:
        TypeError: for a value that the backend has no form for.
    """
    typed = {
        name: None if value is None else _typed(value)
        for name, value in parameters.items()
        if value is not None or writes
    }
    return json.dumps({"CmdletInput": {"CmdletName": cmdlet, "Parameters": typed}}).encode()


def plain(found: Mapping[str, Any]) -> dict[str, Any]:
    """Read one object: annotations (names with an ``@``) are used and dropped.

    Raises:
        TooDeep: for objects in objects that never end.
    """
    return _plain(found, DEPTH)


def _plain(found: Mapping[str, Any], left: int) -> dict[str, Any]:
    return {
        name: _value(value, str(found.get(f"{name}@data.type", "")), left)
        for name, value in found.items()
        if "@" not in name
    }


def failure(content: bytes) -> tuple[str, str]:
    """Give the exception's type (or nothing) and text of a 400.

    ``error.message`` is always "Invalid Operation"; what happened stands further in.
    """
    try:
        error = json.loads(content)["error"]
        inner = (error.get("innererror") or {}).get("internalexception") or {}
        details = str((error.get("details") or [{}])[0].get("message") or "")
        message = str(error.get("message") or "")
        exception, told = str(inner.get("type") or ""), str(inner.get("message") or "")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return "", "it answered 400 with a shape we do not know"
    wrapped = _WRAPPED.fullmatch(details)
    kind = exception or (wrapped["type"] if wrapped else "")
    return kind, told or (wrapped["text"] if wrapped else details) or message


def _value(value: Any, kind: str, left: int) -> Any:
    if not left:
        raise TooDeep(f"its answer holds values more than {DEPTH} deep")
    if isinstance(value, str) and kind in _READ:
        try:
            return _READ[kind](value)
        except (ValueError, NotBase64):
            return value
    if isinstance(value, list):
        return [_value(item, "", left - 1) for item in value]
    if isinstance(value, dict):
        if value.get("@odata.type") == _BYTES:
            return _value(value.get("Data"), "System.Byte[]", left - 1)
        return _plain(value, left - 1)
    return value


def _typed(value: Any) -> Any:
    """Write a parameter as the backend reads it; an empty hashtable clears a list."""
    match value:
        case bool() | int() | float() | str():
            typed: Any = value
        case UUID():
            typed = str(value)
        case datetime() if value.tzinfo is not None:
            typed = value.astimezone(UTC).isoformat()
        case bytes():
            typed = {"@odata.type": _BYTES, "Data": b64encode(value).decode()}
        case Mapping():
            items = {str(key): _typed(item) for key, item in value.items() if item is not None}
            typed = {"@odata.type": _TABLE, **items}
        case list() | tuple() | set() | frozenset():
            typed = [_typed(item) for item in value]
        case _:
            raise Unsendable(f"a {type(value).__name__} cannot be sent as a parameter")
    return typed
