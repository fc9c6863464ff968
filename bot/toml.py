"""Read a table of the configuration file, noting every problem with its place and its cure.

A reader never raises on bad content: it notes the problem and gives a harmless value, so that one
run over the file finds all that is wrong with it.
"""

import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from commands.masking import masked
from commands.secret import Secret

_LONGEST: Final = 60
"""Characters of a value that a message repeats."""


def environment(name: str) -> str:
    """Give a variable of the environment, empty when it is not set: the one place that reads it."""
    return os.environ.get(name, "")  # noqa: TID251  (see above)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong: where, what was found, what to do."""

    place: str
    found: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place}: {self.found}; {self.cure}"


@dataclass
class Table:
    """One table of the file.

    ``place`` is its path as a person would say it; ``folder`` is the file's folder, which relative
    paths start from; ``problems`` is shared by all tables of a file.
    """

    content: Mapping[str, Any]
    place: str
    folder: Path
    problems: list[Problem]
    used: set[str] = field(default_factory=set)

    def note(self, key: str, found: str, cure: str) -> None:
        self.problems.append(
            Problem(place=f"{self.place}.{key}".strip("."), found=found, cure=cure)
        )

    def text(self, key: str, default: str | None = None, *, example: str = "") -> str:
        """Give a text; without a default the key must be there and not be empty."""
        value = self._value(key, default, example)
        if isinstance(value, str) and (value or default == ""):
            return value
        if value is not None:
            self.note(key, f"{said(value)} is not a text", _like(key, example))
        return default or ""

    def number(self, key: str, default: int | None, *, low: int, high: int) -> int:
        value = self._value(key, default, str(high))
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        if value is not None:
            self.note(key, f"{said(value)} is not a number", f"write one from {low} to {high}")
        return default if default is not None else low

    def numbers(
        self, key: str, default: tuple[int, ...], *, low: int, high: int
    ) -> tuple[int, ...]:
        """Give a list of whole numbers, the largest first; each counts once."""
        value = self._value(key, list(default), "")
        cure = f"write whole numbers from {low} to {high}, like {key} = {list(default)}"
        if not isinstance(value, list):
            self.note(key, f"{said(value)} is not a list of numbers", cure)
            return default
        wrong = [item for item in value if not _is_number(item) or not low <= item <= high]
        if wrong:
            self.note(key, f"{said(wrong[0])} is not such a number", cure)
        elif not value:
            self.note(key, "the list is empty", cure)
        return default if wrong or not value else tuple(sorted(set(value), reverse=True))

    def decimal(self, key: str, default: float, *, low: float, high: float) -> float:
        value = self._value(key, default, str(default))
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.note(key, f"{said(value)} is not a number", f"write one from {low} to {high}")
        return default

    def switch(self, key: str, *, default: bool) -> bool:
        value = self._value(key, default, "true")
        if isinstance(value, bool):
            return value
        self.note(key, f"{said(value)} is neither true nor false", f"write {key} = true or false")
        return default

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        allowed = sorted(choices)
        value = self.text(key, default, example=allowed[0])
        if value and value not in allowed:
            self.note(key, f"{said(value)} is not known", f"write one of {', '.join(allowed)}")
            return default or allowed[0]
        return value

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Give a list of texts; without a default it must have at least one."""
        value = self._value(key, None if default is None else list(default), '["..."]')
        if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            if value or default is not None:
                return tuple(value)
            self.note(key, "the list is empty", "name at least one")
        elif value is not None:
            self.note(key, f"{said(value)} is not a list of texts", f'write {key} = ["..."]')
        return default or ()

    def uuid(self, key: str) -> UUID:
        value = self.text(key, example="00000000-0000-0000-0000-000000000000")
        try:
            return UUID(value)
        except ValueError:
            if value:
                self.note(
                    key, f"{said(value)} is not a GUID", "copy it from the Entra admin centre"
                )
            return UUID(int=0)

    def address(self, key: str, default: str | None = None) -> str:
        """Give an https base address without a trailing slash."""
        value = self.text(key, default, example="https://host").rstrip("/")
        if value and not _is_https(value):
            self.note(
                key, f"{said(value)} is not an https address", f'write {key} = "https://host"'
            )
        return value

    def file(self, key: str) -> str:
        """Give the absolute path of an optional file that must exist when it is named."""
        value = self.text(key, "")
        path = (self.folder / value).resolve()
        if value and not path.is_file():
            self.note(key, f"there is no file {path}", "correct the path or put the file there")
        return str(path) if value else ""

    def secret(self, key: str, *, required: bool = True) -> Secret:
        """Give a secret by its reference, ``{ env = "NAME" }`` or ``{ file = "path" }``."""
        reference = self._value(key, None if required else {}, '{ env = "NAME" }')
        match reference:
            case {"env": str(name)}:
                return self._named(key, name)
            case {"file": str(path)}:
                return self._filed(key, self.folder / path)
            case None | {} if not isinstance(reference, str):
                return Secret("")
            case _:
                self.note(
                    key,
                    "a secret does not stand in this file",
                    f'write {key} = {{ env = "NAME" }} or {{ file = "path" }}',
                )
                return Secret("")

    def table(self, key: str) -> "Table":
        """Give a sub-table; a missing one is empty, and its own keys will be missed."""
        self.used.add(key)
        value = self.content.get(key, {})
        if not isinstance(value, Mapping):
            self.note(key, "it is not a table", f"write it as [{self.place}.{key}]")
            value = {}
        return Table(value, f"{self.place}.{key}".strip("."), self.folder, self.problems)

    def tables(self, key: str) -> "list[Table]":
        """Give a list of tables, at least one."""
        self.used.add(key)
        value = self.content.get(key)
        place = f"{self.place}.{key}".strip(".")
        if not isinstance(value, list) or not value:
            self.note(key, "there is none", f"write at least one [[{place}]]")
            return []
        for number, item in enumerate(value, start=1):
            if not isinstance(item, Mapping):
                cure = f"write it as a table of its own, [[{place}]]"
                self.note(f"{key}[{number}]", "it is not a table", cure)
        return [
            Table(item, f"{place}[{number}]", self.folder, self.problems)
            for number, item in enumerate(value, start=1)
            if isinstance(item, Mapping)
        ]

    def has(self, key: str) -> bool:
        """Tell whether an optional key is there; a misspelt one is then taken for it."""
        self.used.add(key)
        return key in self.content

    def close(self) -> None:
        """Note the keys that nobody asked for, with the likely meant one."""
        known = sorted(self.used)
        for key in sorted(set(self.content) - self.used):
            near = difflib.get_close_matches(key, known, n=1)
            cure = f"did you mean {near[0]}?" if near else f"remove it; known: {', '.join(known)}"
            self.note(key, "this setting is not known", cure)

    def _value(self, key: str, default: Any, example: str) -> Any:
        self.used.add(key)
        if key not in self.content:
            if default is None:
                self.note(key, "it is missing", _like(key, example))
            return default
        return self.content[key]

    def _named(self, key: str, name: str) -> Secret:
        value = environment(name)
        if not value:
            self.note(key, f"the environment has no {name}", f"set {name} before starting")
        return Secret(value)

    def _filed(self, key: str, path: Path) -> Secret:
        try:
            return Secret(path.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as error:
            self.note(key, f"reading {path}: {error}", "correct the path or its permissions")
            return Secret("")


def _is_https(text: str) -> bool:
    """Tell whether a text is an https address that can be asked, without a user in it."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    whole = text.isprintable() and not any(letter.isspace() for letter in text)
    return (
        whole
        and parts.scheme == "https"
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and port != 0
    )


def said(value: object) -> str:
    """Give a value as it may stand in a message: what could be a secret is not repeated."""
    if isinstance(value, str):
        plain = len(value) <= _LONGEST and masked(value) == value
        return repr(value) if plain else "what is written there"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    return repr(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _like(key: str, example: str) -> str:
    if not example or example[0] in '{["':
        return f"write {key} = {example or '...'}"
    return f'write {key} = "{example}"'
