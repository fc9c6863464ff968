"""The part of OData that the directory's callers use: $filter, $select, $top and $skiptoken."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

Json = dict[str, Any]
Test = Callable[[Json], bool]

_TOKEN: Final = re.compile(
    r"\s*(?:('(?:[^']|'')*')|([A-Za-z_][\w/.-]*)|(true|false|null)|([(),:]))"
)


class BadQuery(Exception):
    """A query that Graph answers with 400."""


def select(one: Json, names: Sequence[str]) -> Json:
    """Keep the named properties; none named means all."""
    if not names:
        return one
    for name in names:
        _known(one, name)
    return {name: one[name] for name in names}


def names_in(query: Mapping[str, str], option: str = "$select") -> list[str]:
    """Read a list of names such as ``$select=id,keyCredentials``."""
    return [name.strip() for name in query.get(option, "").split(",") if name.strip()]


def page(
    found: Sequence[Json], query: Mapping[str, str], default: int = 100
) -> tuple[Sequence[Json], str]:
    """Cut one page; gives it and the token of the next one, empty at the end."""
    try:
        size = int(query.get("$top", default))
        start = int(query.get("$skiptoken", "0"))
    except ValueError as error:
        raise BadQuery("Invalid page size or token.") from error
    if not 1 <= size <= 999:
        raise BadQuery("Invalid page size specified: must be between 1 and 999 inclusive.")
    rest = start + size < len(found)
    return found[start : start + size], str(start + size) if rest else ""


def where(text: str) -> Test:
    """Compile a $filter; an empty one lets everything through."""
    if not text.strip():
        return lambda _: True
    parser = _Parser(text)
    test = parser.either()
    if parser.peek():
        raise BadQuery(f"Invalid filter clause: syntax error at '{parser.peek()}'.")
    return test


class _Parser:
    """Recursive descent over ``or``, ``and``, ``not``, comparisons, startswith and any."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        self._at = 0
        position = 0
        while position < len(text.rstrip()):
            match = _TOKEN.match(text, position)
            if match is None:
                raise BadQuery(f"Invalid filter clause: syntax error at position {position}.")
            self._tokens.append(match[0].strip())
            position = match.end()

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        if not token or (expected and token != expected):
            raise BadQuery(f"Invalid filter clause: expected '{expected}', found '{token}'.")
        self._at += 1
        return token

    def either(self) -> Test:
        tests = [self.both()]
        while self.peek() == "or":
            self.take()
            tests.append(self.both())
        return lambda one: any(test(one) for test in tests)

    def both(self) -> Test:
        tests = [self.single()]
        while self.peek() == "and":
            self.take()
            tests.append(self.single())
        return lambda one: all(test(one) for test in tests)

    def single(self) -> Test:
        match self.peek():
            case "not":
                self.take()
                inner = self.single()
                return lambda one: not inner(one)
            case "(":
                self.take()
                inner = self.either()
                self.take(")")
                return inner
            case "startswith":
                return self.starts_with()
            case _:
                return self.comparison()

    def starts_with(self) -> Test:
        self.take("startswith")
        self.take("(")
        name = self.take()
        self.take(",")
        start = str(self.literal()).lower()
        self.take(")")
        return lambda one: str(_known(one, name) or "").lower().startswith(start)

    def comparison(self) -> Test:
        name = self.take()
        if name.endswith("/any"):
            return self.any_of(name.removesuffix("/any"))
        operator, value = self.take(), self.literal()
        if operator not in ("eq", "ne"):
            raise BadQuery(f"Unsupported operator '{operator}' in the filter clause.")
        return lambda one: _same(_known(one, name), value) is (operator == "eq")

    def any_of(self, name: str) -> Test:
        self.take("(")
        variable = self.take()
        self.take(":")
        if self.take() != variable or self.take() != "eq":
            raise BadQuery("Unsupported lambda in the filter clause.")
        value = self.literal()
        self.take(")")
        return lambda one: any(_same(each, value) for each in _known(one, name))

    def literal(self) -> str | bool | None:
        word = self.take()
        if word in ("true", "false"):
            return word == "true"
        if word == "null":
            return None
        if not word.startswith("'"):
            return word  # a bare GUID, as the directory also takes it
        return word[1:-1].replace("''", "'")


def _known(one: Json, name: str) -> Any:
    if name not in one:
        raise BadQuery(f"Could not find a property named '{name}' on this type.")
    return one[name]


def _same(left: Any, right: Any) -> bool:
    """Compare as the directory does: text without regard to case."""
    if isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    return bool(left == right)
