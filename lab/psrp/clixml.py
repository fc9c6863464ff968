"""Objects as Exchange serialises them over plain remote PowerShell: one CLIXML text per object.

Identities, enums and other objects inside a property arrive as their text; multi-valued
properties and localised strings keep their own objects.  Shapes: the wire of a real
``Get-Mailbox``, Microsoft's test data in CSS-Exchange, and MS-PSRP 2.2.5.
"""

import base64
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from lab.records import Choice, Many, Record, Text, Value

PLAIN_TYPES: Final = {"System.Uri": "URI", "System.Version": "Version", "System.TimeSpan": "TS"}
"""Types that PowerShell knows how to write as one element; a ``Text`` of such a type does."""

_ESCAPED: Final = re.compile(
    "_(?=[xX])|[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U00010000-\U0010ffff]"
)
_ASSEMBLIES: Final = (
    ("System.Uri", "System", "Version=4.0.0.0", "b77a5c561934e089"),
    ("System.", "mscorlib", "Version=4.0.0.0", "b77a5c561934e089"),
    (
        "Microsoft.Exchange.Data.Directory.",
        "Microsoft.Exchange.Data.Directory",
        "Version=15.0.0.0",
        "31bf3856ad364e35",
    ),
    (
        "HybridFeature",  # lives in no namespace
        "Microsoft.Exchange.Data.Directory",
        "Version=15.0.0.0",
        "31bf3856ad364e35",
    ),
    ("Microsoft.Exchange.", "Microsoft.Exchange.Data", "Version=15.0.0.0", "31bf3856ad364e35"),
)
_MANY: Final = "Microsoft.Exchange.Data.MultiValuedProperty`1"
_DIRECTORY_MANY: Final = "Microsoft.Exchange.Data.Directory.ADMultiValuedProperty`1"


def record(value: Record) -> str:
    """Serialise one output object; a line of text is no more than its text."""
    if value.types[0] == "System.String":
        return f"<S>{text(value.text)}</S>"
    return _Writer().record(value)


def text(value: str) -> str:
    """Escape a string: control characters, surrogate halves and ``_x`` as ``_xHHHH_``."""
    return escape(_ESCAPED.sub(_escape, value))


def date(value: datetime) -> str:
    """Write a date: nothing after whole seconds, else seven digits; no offset if it has none."""
    written = value.strftime("%Y-%m-%dT%H:%M:%S")
    if value.microsecond:
        written += f".{value.microsecond:06d}0"
    offset = value.utcoffset()
    if offset is None:
        return written
    if value.tzinfo is UTC or offset == timedelta():
        return written + "Z"
    return written + value.isoformat()[-6:]


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"_x{units[at : at + 2].hex().upper()}_" for at in range(0, len(units), 2))


class _Writer:
    """Numbers objects and type-name lists within one message, as CLIXML wants them."""

    def __init__(self) -> None:
        self._objects = 0
        self._types: dict[tuple[str, ...], int] = {}

    def record(self, value: Record) -> str:
        opening = self._open("", value.types)
        properties = "".join(self._value(name, item) for name, item in value.properties.items())
        return f"{opening}<ToString>{text(value.text)}</ToString><Props>{properties}</Props></Obj>"

    def _value(self, name: str, value: Value) -> str:
        label = f" N={quoteattr(name)}" if name else ""
        match value:
            case Many():
                return self._many(label, value)
            case Text() if value.type not in PLAIN_TYPES:
                return self._localised(label, value)
            case _:
                tag, content = _plain(value)
                return f"<{tag}{label}>{content}</{tag}>" if content else f"<{tag}{label}/>"

    def _many(self, label: str, value: Many) -> str:
        items = "".join(self._value("", item) for item in value.items)
        return f"{self._open(label, _collection(value.element))}<LST>{items}</LST></Obj>"

    def _localised(self, label: str, value: Text) -> str:
        opening = self._open(label, (value.type, "System.ValueType", "System.Object"))
        written = text(value.text)
        properties = ""
        if value.type.endswith("LocalizedString"):
            properties = (
                f'<Props><S N="FullId">{written}</S><S N="LocalizedString">{written}</S></Props>'
            )
        return f"{opening}<ToString>{written}</ToString>{properties}</Obj>"

    def _open(self, label: str, types: Sequence[str]) -> str:
        number, self._objects = self._objects, self._objects + 1
        known = self._types.get(tuple(types))
        if known is not None:
            return f'<Obj{label} RefId="{number}"><TNRef RefId="{known}"/>'
        known = self._types[tuple(types)] = len(self._types)
        names = "".join(f"<T>{escape(name)}</T>" for name in types)
        return f'<Obj{label} RefId="{number}"><TN RefId="{known}">{names}</TN>'


def _plain(value: Value) -> tuple[str, str]:  # noqa: C901, PLR0911  (a table by type)
    """Give element and escaped content of what is no object of its own."""
    match value:
        case None:
            return "Nil", ""
        case bool():
            return "B", str(value).lower()
        case int():
            return ("I32" if -(2**31) <= value < 2**31 else "I64"), str(value)
        case float():
            return "Db", repr(value)
        case str():
            return "S", text(value)
        case bytes():
            return "BA", base64.b64encode(value).decode()
        case datetime():
            return "DT", date(value)
        case UUID():
            return "G", str(value)
        case Choice():
            return "S", text(value.name)
        case Record():
            return "S", text(value.text)
        case Text():
            return PLAIN_TYPES[value.type], text(value.text)
        case Many():
            raise TypeError("a multi-valued property is an object")


def _collection(element: str) -> tuple[str, ...]:
    full = f"[[{_qualified(element)}]]"
    names = (f"{_MANY}{full}", "Microsoft.Exchange.Data.MultiValuedPropertyBase", "System.Object")
    if element.startswith("Microsoft.Exchange.Data.Directory."):
        return (f"{_DIRECTORY_MANY}{full}", *names)
    return names


def _qualified(element: str) -> str:
    if "," in element:
        return element
    for prefix, assembly, version, key in _ASSEMBLIES:
        if element.startswith(prefix):
            return f"{element}, {assembly}, {version}, Culture=neutral, PublicKeyToken={key}"
    return element
