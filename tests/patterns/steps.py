"""A pattern as Python's ``re`` walks it, counting steps: how work grows with the text, no clock.

The engine backtracks as ``re`` does, over the tree that ``re`` itself parses, so a pattern with two
ways to read the same text shows here as it does there.  Bounds of repeats are drawn in to a few, so
that short texts show how the work grows once every bound is reached.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

DRAWN_IN: Final = 6
"""What stands in for a bound that is larger."""

Then = Callable[[int], "int | None"]
_REPEATS: Final = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_SINGLE: Final = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)


class TooMany(Exception):
    """More steps than any linear pattern needs for a text of this length."""


def tree(pattern: re.Pattern[Any], *, drawn_in: bool = True) -> list[Any]:
    """Give the tree of a pattern; one over bytes is read as one over text."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    flags = pattern.flags & ~re.UNICODE if isinstance(source, bytes) else pattern.flags
    return _plain(parser.parse(text, flags & ~re.DEBUG), flags, drawn_in=drawn_in)


def _plain(items: Any, flags: int, *, drawn_in: bool) -> list[Any]:  # noqa: C901  (one case a node)
    """Give the tree as lists, with the flags resolved that change what a character matches."""

    def inner(found: Any, more: int = 0, less: int = 0) -> list[Any]:
        return _plain(found, (flags | more) & ~less, drawn_in=drawn_in)

    plain: list[Any] = []
    for kind, value in items:
        if kind in _REPEATS:
            least, most, body = value
            if drawn_in:
                least, most = (
                    min(least, DRAWN_IN),
                    min(most, DRAWN_IN) if most != op.MAXREPEAT else most,
                )
            plain.append((kind, (least, most, inner(body))))
        elif kind is op.BRANCH:
            plain.append((kind, [inner(each) for each in _few(value[1], drawn_in=drawn_in)]))
        elif kind is op.SUBPATTERN:
            group, more, less, body = value
            plain.append((kind, (group, inner(body, more, less))))
        elif kind is op.ATOMIC_GROUP:
            plain.append((kind, inner(value)))
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            width = parser.SubPattern.getwidth(value[1])[0] if value[0] < 0 else 0
            plain.append((kind, (value[0], width, inner(value[1]))))
        elif kind is op.GROUPREF_EXISTS:
            raise NotImplementedError("a condition on a group")
        else:
            plain.append((kind, value, flags))
    return plain


def _few(branches: list[Any], *, drawn_in: bool) -> list[Any]:
    """Give a few of many words to choose from: a longer list costs more, and grows alike."""
    words = drawn_in and all(_is_word(each) for each in branches)
    return [branches[0], branches[-1]] if words else branches


def _is_word(items: Any) -> bool:
    """Tell whether only letters are in it: ``re`` writes the beginnings that words share once."""
    for kind, value in items:
        if kind is op.BRANCH and all(_is_word(each) for each in value[1]):
            continue
        if kind is op.SUBPATTERN and _is_word(value[3]):
            continue
        if kind is op.MAX_REPEAT and value[1] == 1 and _is_word(value[2]):
            continue
        if kind is not op.LITERAL and not (kind is op.IN and len(value) <= 6):
            return False
    return True


@lru_cache(maxsize=200_000)
def fits(kind: Any, value: Any, flags: int, letter: str) -> bool:
    """Tell whether one character is what a single-character node asks for."""
    if kind is op.ANY:
        return bool(flags & re.DOTALL) or letter != "\n"
    same = {letter, letter.lower(), letter.upper()} if flags & re.IGNORECASE else {letter}
    if kind is op.LITERAL:
        return chr(value) in same
    if kind is op.NOT_LITERAL:
        return chr(value) not in same
    negated = value[0][0] is op.NEGATE
    found = any(_in(item, each, flags) for item in value for each in same if len(each) == 1)
    return found is not negated


def _in(item: Any, letter: str, flags: int) -> bool:
    kind, value = item
    if kind is op.LITERAL:
        return chr(value) == letter
    if kind is op.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    if kind is op.CATEGORY:
        sign = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[str(value).rpartition("_")[2]]
        sign = sign.upper() if "_NOT_" in str(value) else sign
        return re.match(rf"\{sign}", letter, flags & re.ASCII) is not None
    return False


@dataclass
class Engine:
    """One search over one text."""

    text: str
    most: int
    steps: int = 0
    groups: dict[int, tuple[int, int]] = field(default_factory=dict)

    def finditer(self, nodes: list[Any]) -> Iterator[tuple[int, int]]:
        at = 0
        while at <= len(self.text):
            end = self.at(nodes, at)
            if end is None:
                at += 1
                continue
            yield at, end
            at = end if end > at else at + 1

    def at(self, nodes: list[Any], at: int, *, whole: bool = False) -> int | None:
        """Give where a match from here ends."""
        self.groups = {}
        return self._run(
            nodes, 0, at, lambda end: end if not whole or end == len(self.text) else None
        )

    def _run(self, nodes: list[Any], index: int, at: int, then: Then) -> int | None:
        """Match what follows in a sequence, then what comes behind it."""
        while index < len(nodes):
            self.steps += 1
            if self.steps > self.most:
                raise TooMany
            kind, value, *flags = nodes[index]
            if kind in _SINGLE:
                if at >= len(self.text) or not fits(kind, _key(value), flags[0], self.text[at]):
                    return None
                at, index = at + 1, index + 1
                continue
            if kind is op.AT:
                if not self._stands(value, at, flags[0]):
                    return None
                index += 1
                continue
            rest = self._rest(nodes, index + 1, then)
            return self._node(kind, value, flags, at, rest)
        return then(at)

    def _rest(self, nodes: list[Any], index: int, then: Then) -> Then:
        return lambda at: self._run(nodes, index, at, then)

    def _node(self, kind: Any, value: Any, flags: list[int], at: int, then: Then) -> int | None:
        if kind in _REPEATS:
            return self._repeat(kind, value, at, then)
        if kind is op.BRANCH:
            return next(
                (end for each in value if (end := self._run(each, 0, at, then)) is not None), None
            )
        if kind is op.SUBPATTERN:
            return self._group(value, at, then)
        if kind is op.ATOMIC_GROUP:
            end = self._run(value, 0, at, lambda here: here)
            return None if end is None else then(end)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            direction, width, body = value
            start = at - width if direction < 0 else at
            held = start >= 0 and self._run(body, 0, start, lambda here: here) is not None
            return then(at) if held is (kind is op.ASSERT) else None
        assert kind is op.GROUPREF, kind
        return self._same(value, at, then)

    def _same(self, group: int, at: int, then: Then) -> int | None:
        start, end = self.groups.get(group, (0, -1))
        if end < start or not self.text.startswith(self.text[start:end], at):
            return None
        self.steps += end - start
        return then(at + end - start)

    def _group(self, value: Any, at: int, then: Then) -> int | None:
        group, body = value
        before = dict(self.groups)

        def close(end: int) -> int | None:
            if group is not None:
                self.groups[group] = (at, end)
            return then(end)

        end = self._run(body, 0, at, close)
        if end is None:
            self.groups = before
        return end

    def _repeat(self, kind: Any, value: Any, at: int, then: Then) -> int | None:
        least, most, body = value
        if len(body) == 1 and body[0][0] in _SINGLE:
            return self._row(kind, least, most, body[0], at, then)
        if kind is op.POSSESSIVE_REPEAT:
            count = 0
            while count < most:
                end = self._run(body, 0, at, lambda here: here)
                if end is None or (end == at and count >= least):
                    break
                at, count = end, count + 1
            return then(at) if count >= least else None
        return self._again(kind is op.MAX_REPEAT, value, 0, at, then)

    def _again(self, greedy: bool, value: Any, count: int, at: int, then: Then) -> int | None:
        least, most, body = value

        def more(end: int) -> int | None:
            if end == at and count >= least:
                return None
            return self._again(greedy, value, count + 1, end, then)

        if count < least:
            return self._run(body, 0, at, more)
        if greedy and count < most and (end := self._run(body, 0, at, more)) is not None:
            return end
        end = then(at)
        if end is None and not greedy and count < most:
            end = self._run(body, 0, at, more)
        return end

    def _row(self, kind: Any, least: int, most: int, node: Any, at: int, then: Then) -> int | None:
        """Repeat one character: ``re`` counts first, then tries what follows, end by end."""
        _, value, flags = node
        key = _key(value)
        limit = len(self.text) - at if most == op.MAXREPEAT else min(most, len(self.text) - at)
        if kind is op.MIN_REPEAT:
            return self._lazily(least, limit, node, at, then)
        count = 0
        while count < limit and fits(node[0], key, flags, self.text[at + count]):
            count += 1
        self._spend(count)
        if kind is op.POSSESSIVE_REPEAT:
            return then(at + count) if count >= least else None
        while count >= least:
            self._spend(1)
            if (end := then(at + count)) is not None:
                return end
            count -= 1
        return None

    def _lazily(self, least: int, limit: int, node: Any, at: int, then: Then) -> int | None:
        _, value, flags = node
        count = 0
        while count <= limit:
            self._spend(1)
            if count >= least and (end := then(at + count)) is not None:
                return end
            if count == limit or not fits(node[0], _key(value), flags, self.text[at + count]):
                return None
            count += 1
        return None

    def _spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > self.most:
            raise TooMany

    def _stands(self, where: Any, at: int, flags: int) -> bool:
        text, end = self.text, len(self.text)
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            lines = where is op.AT_BEGINNING and flags & re.MULTILINE
            return at == 0 or bool(lines and text[at - 1] == "\n")
        if where is op.AT_END_STRING:
            return at == end
        if where is op.AT_END:
            last = at == end or (at == end - 1 and text[at] == "\n")
            return last or bool(flags & re.MULTILINE and text[at] == "\n")
        before = at > 0 and _in((op.CATEGORY, op.CATEGORY_WORD), text[at - 1], flags)
        after = at < end and _in((op.CATEGORY, op.CATEGORY_WORD), text[at], flags)
        return (before != after) is (where is op.AT_BOUNDARY)


def _key(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
