"""Take named properties out of what a cmdlet gave, and say clearly when one is not there.

The same property arrives as plain text over remote PowerShell and as a small object over Exchange
Online's REST answers (an enum as ``{"Value": …}``); both are read here, so a record need not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from commands.ports import Kind, Outcome, OutsideError

_TEXT_OF_AN_OBJECT: Final = ("Value", "FullId", "LocalizedString")


@dataclass(frozen=True)
class Fields:
    """The properties of one object, with where they come from.

    Every method raises ``OutsideError`` of kind ``UNEXPECTED`` when the property is missing or is
    of another kind; a property that is there and null is an empty text, or ``None``.
    """

    source: str
    cmdlet: str
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Give a text; enums, addresses and identifiers are texts."""
        return self._text(name, self._value(name))

    def optional(self, name: str) -> str:
        """Give the text of a property that older builds do not have; empty when it is missing."""
        return self.text(name) if name in self.values else ""

    def flag(self, name: str) -> bool:
        value = self._value(name)
        if not isinstance(value, bool):
            raise self.unexpected(f"{name} is not true or false")
        return value

    def switch(self, name: str) -> bool | None:
        """Give a flag that may be null or missing."""
        return None if self.values.get(name) is None else self.flag(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give several texts; one text is split at its commas, null gives none."""
        value = self._value(name)
        items = value if isinstance(value, list) else self._text(name, value).split(",")
        texts = (self._text(name, item).strip() for item in items)
        return tuple(text for text in texts if text)

    def moment(self, name: str) -> datetime | None:
        value = self._value(name)
        if value is not None and not isinstance(value, datetime):
            raise self.unexpected(f"{name} is not a date")
        return value

    def data(self, name: str) -> bytes:
        value = self._value(name)
        if not isinstance(value, bytes):
            raise self.unexpected(f"{name} is not binary")
        return value

    def unexpected(self, detail: str) -> OutsideError:
        """Make the error that says that the answer is not what the cmdlet is known to give."""
        return unexpected(self.source, self.cmdlet, detail)

    def _value(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise self.unexpected(f"the answer has no property {name}") from None

    def _text(self, name: str, value: object) -> str:
        match value:
            case None:
                return ""
            case str():
                return value
            case UUID():
                return str(value)
            case Mapping():
                found = [
                    value[key] for key in _TEXT_OF_AN_OBJECT if isinstance(value.get(key), str)
                ]
                if found:
                    return "\n".join(dict.fromkeys(found))
            case _:
                pass
        raise self.unexpected(f"{name} is not a text")


def unexpected(source: str, doing: str, detail: str) -> OutsideError:
    """Say that a system answered something that it is not known to answer.

    The outcome is unknown: for a write, an answer that cannot be read settles nothing.
    """
    return OutsideError(
        kind=Kind.UNEXPECTED, outcome=Outcome.UNKNOWN, source=source, doing=doing, detail=detail
    )
