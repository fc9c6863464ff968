"""Reading a scenario's tables: words filled in, records made, misspelt names told with a place."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import NAMESPACE_OID, uuid5

from lab.world_keys import Certificate, make_certificate

R = TypeVar("R")


class ScenarioError(Exception):
    """A scenario file says something that the lab does not understand."""


class Table:
    """One table of a scenario; what is taken from it is crossed off, so the rest can be named."""

    def __init__(
        self,
        place: str,
        content: Mapping[str, Any],
        words: Mapping[str, str],
        thumbprints: dict[str, str] | None = None,
    ) -> None:
        self.place = place
        self.key = place.rpartition("\0")[2]
        self.words = words
        self._content = {filled(key, words): value for key, value in content.items()}
        self._thumbprints = {} if thumbprints is None else thumbprints

    def take(self, name: str, default: Any = MISSING) -> Any:
        """Take a value with its words filled in; a list or table is filled too."""
        if name not in self._content and default is not MISSING:
            return default
        if name not in self._content:
            raise ScenarioError(f"{self.where}: {name} is missing")
        return filled(self._content.pop(name), self.words)

    def peek(self, name: str) -> Any:
        """Look at a value without taking it."""
        return filled(self._content.get(name, ""), self.words)

    def text(self, name: str) -> str:
        """Look at a text without taking it."""
        return str(self.peek(name))

    def table(self, name: str) -> "Table":
        """Take a table; one that is not there is empty."""
        content = self._content.pop(name, {})
        if not isinstance(content, Mapping):
            raise ScenarioError(f"{self.where}: {name} is not a table")
        place = f"{self.place}\0{name}" if self.place else name
        return Table(place, content, self.words, self._thumbprints)

    def text_table(self, name: str) -> "Table | None":
        """Take a table that may be left out."""
        return self.table(name) if name in self._content else None

    def tables(self, name: str) -> Iterator["Table"]:
        """Take each table in a table of tables."""
        outer = self.table(name)
        for key in list(outer._content):
            yield outer.table(key)

    def records(self, name: str, kind: type[R], *, upn_from: str = "") -> list[R]:
        """Make a record of each table; its key is the record's name."""
        made = []
        for table in self.tables(name):
            given = {"name": table.key}
            if upn_from and "upn" not in table._content:
                given["upn"] = table.text(upn_from)
            made.append(table.record(kind, **given))
        return made

    def record(self, kind: type[R], **given: Any) -> R:
        """Make a record of what is left, with what is given; its guid is derived when missing."""
        wanted = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
        values = {**given, **{name: self.take(name) for name in list(self._content)}}
        for identity in ("guid", "id"):
            if identity in wanted:
                values.setdefault(identity, self.guid())
        if unknown := values.keys() - wanted.keys():
            raise ScenarioError(f"{self.where}: no such word: {', '.join(sorted(unknown))}")
        for name, item in wanted.items():
            if item.default is MISSING and item.default_factory is MISSING and name not in values:
                raise ScenarioError(f"{self.where}: {name} is missing")
        return kind(**values)

    def guid(self, more: str = "") -> str:
        """Derive a guid from the tenant and this table's place: the same every time."""
        return str(uuid5(NAMESPACE_OID, f"{self.words['tenant']}\0{self.place}\0{more}"))

    def certificates(self, now: datetime) -> dict[str, Certificate]:
        """Make the certificates, in order, and remember their thumbprints by name."""
        made: dict[str, Certificate] = {}
        for table in self.tables("certificates"):
            starts = now - timedelta(days=table.take("made_days_ago"))
            starts += timedelta(minutes=table.take("ahead_minutes", 0))
            starts = starts.replace(microsecond=0)
            certificate = make_certificate(
                table.take("subject"),
                starts=starts,
                ends=starts + timedelta(days=table.take("days")),
                bits=table.take("bits", 2048),
            )
            if table.take("without_key", default=False):
                certificate.key = None
            made[table.key] = certificate
            self._thumbprints[table.key] = certificate.thumbprint
        return made

    def thumbprint(self, name: str) -> str:
        """Give the thumbprint of a named certificate; no name, no thumbprint.

        Forty hex digits stand for themselves: a certificate that nobody has.
        """
        if not name or (len(name) == 40 and set(name) <= set("0123456789ABCDEF")):
            return name
        return self._thumbprints[self.known(name)]

    def known(self, name: str) -> str:
        """Give the name back; raises ``ScenarioError`` when no certificate is called so."""
        if name not in self._thumbprints:
            raise ScenarioError(f"{self.where}: there is no certificate {name}")
        return name

    @property
    def where(self) -> str:
        return self.place.replace("\0", ".") or "the file"


def filled(value: Any, words: Mapping[str, str]) -> Any:
    """Put the words in, all through lists and tables."""
    if isinstance(value, str):
        for word, meaning in words.items():
            value = value.replace(f"{{{word}}}", meaning)
        return value
    if isinstance(value, list):
        return [filled(item, words) for item in value]
    if isinstance(value, Mapping):
        return {filled(key, words): filled(item, words) for key, item in value.items()}
    return value


def strings(value: Any) -> list[str]:
    """Make sure of a list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ScenarioError(f"{value!r} is not a list of texts")
    return value
