"""Turns parameter values into what pypsrp sends correctly.

Measured with pypsrp 0.9.1: an int beyond 31 bits makes a message the server cannot read, a
datetime, tuple or set an AttributeError, a float loses half its digits (it goes as ``Sg``).
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID
from xml.etree import ElementTree

from pypsrp.serializer import TaggedValue

from adapters.plain_words import Told
from commands.secret import Secret

_INT32: Final = 2**31
_INT64: Final = 2**63


class Unsendable(Told, TypeError):
    """A value that has no safe form."""


def parameter(value: Any) -> Any:
    """Give a value for ``add_parameter``; strings travel verbatim, as one CLIXML element.

    A ``Secret`` becomes a SecureString, for which the pool's keys must have been exchanged.

    Raises:
        Unsendable: when the value has no safe form.
    """
    if isinstance(value, bool | bytes | UUID):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, Secret):
        return TaggedValue("SS", value.reveal())
    return _many(value)


def _number(value: float) -> Any:
    if isinstance(value, float):
        return TaggedValue("Db", value)
    if -_INT32 <= value < _INT32:
        return int(value)
    if -_INT64 <= value < _INT64:
        return TaggedValue("I64", int(value))
    raise Unsendable(f"{value} has more than 63 bits")


def _moment(value: datetime) -> ElementTree.Element:
    if value.tzinfo is None:
        raise Unsendable("a date needs its zone")
    element = ElementTree.Element("DT")
    element.text = f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"
    return element


def _many(value: Any) -> Any:
    match value:
        case Mapping():
            return {str(key): _item(item) for key, item in value.items() if item is not None}
        case AbstractSet():
            return [_item(item) for item in sorted(value)]
        case list() | tuple():
            return [_item(item) for item in value]
        case _:
            raise Unsendable(f"a {type(value).__name__} cannot be sent as a parameter")


def _item(value: Any) -> Any:
    if isinstance(value, Secret):
        raise Unsendable("a secret is sent as a parameter of its own only")
    return parameter(value)
