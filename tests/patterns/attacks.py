"""Texts that cost a pattern most: repeated pieces of itself, broken off before it can match."""

import itertools
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, Final

from tests.patterns.steps import DRAWN_IN, fits

_REPEATS: Final = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_USUAL: Final = "a1 =:/.-\\\"'<>@Aé\n"
_ENDS: Final = ("\x00", "\n")
_MOST_BRANCHES: Final = 3
_MOST_HEADS: Final = 60


def attacks(nodes: list[Any]) -> Iterator[tuple[str, str, str]]:
    """Give beginnings, pieces to repeat, and ends; of texts that read alike, one."""
    singles = list(_singles(nodes))
    letters, alike = "", dict[str, Any]()
    for letter in dict.fromkeys(_USUAL + "".join(sorted(_named(singles)))):
        alike[letter] = (
            tuple(fits(*node, letter) for node in singles),
            letter == "\n",
            letter.isalnum(),
        )
        letters += letter if alike[letter] not in [alike[each] for each in letters] else ""
    pieces, heads = _pieces(nodes, letters), _heads(nodes, letters)
    seen = set[Any]()
    for head, piece in itertools.chain(
        itertools.product(heads, sorted(pieces)), (("", head) for head in heads if head)
    ):
        read = tuple(alike.get(letter, letter) for letter in f"{head}\0{piece}")
        if read not in seen:
            seen.add(read)
            yield from ((head, piece, end) for end in _ENDS)


def sample(nodes: list[Any], letters: str, groups: dict[int, str] | None = None) -> str:
    """Give a short text that a sequence reads; what stands around it is not looked at."""
    groups = {} if groups is None else groups

    def add(items: list[Any]) -> str:
        return "".join(one(*each) for each in items)

    def one(kind: Any, value: Any, flags: int = 0) -> str:
        if kind is op.GROUPREF:
            return groups.get(value, "")
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            return ""
        bodies = _bodies(kind, value)
        if not bodies:
            return _letter(kind, value, flags, letters)
        found = add(bodies[0])
        if kind is op.SUBPATTERN and value[0] is not None:
            groups[value[0]] = found
        return found * max(value[0], 1) if kind in _REPEATS else found

    return add(nodes)


def _letter(kind: Any, value: Any, flags: int, letters: str) -> str:
    if kind is op.LITERAL:
        return chr(value)
    key = tuple(value) if isinstance(value, list) else value
    extra = (chr(low) for item in value for low in _low(item)) if kind is op.IN else ()
    return next(
        (each for each in itertools.chain(letters, extra) if fits(kind, key, flags, each)), "a"
    )


def _low(item: Any) -> tuple[int, ...]:
    kind, value = item
    if kind is op.RANGE:
        return (value[0],)
    return (value,) if kind in (op.LITERAL, op.NOT_LITERAL) else ()


def _heads(nodes: list[Any], letters: str) -> list[str]:
    """Give the beginnings of what it reads, broken off at each of its parts, in every branch."""
    heads = set[str]()
    groups: dict[int, str] = {}

    def walk(before: str, items: list[Any]) -> None:
        for each in items:
            kind, value = each[0], each[1]
            if kind is not op.LITERAL:
                heads.add(before)
            for body in _bodies(kind, value):
                walk(before, body)
            before += sample([each], letters, groups)
        heads.add(before)

    walk("", nodes)
    longest = sorted(heads, key=len)
    return longest if len(longest) <= _MOST_HEADS else longest[:: len(longest) // _MOST_HEADS + 1]


def _bodies(kind: Any, value: Any) -> list[list[Any]]:
    if kind in _REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[1]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    return [*value[:_MOST_BRANCHES], value[-1]] if kind is op.BRANCH else []


def _pieces(nodes: list[Any], letters: str) -> set[str]:
    """Give what its repeats repeat, in several readings, and the characters it names."""
    found = set(letters)

    def walk(items: list[Any]) -> None:
        for kind, value, *_ in items:
            bodies = value if kind is op.BRANCH else _bodies(kind, value)
            if kind is op.BRANCH or kind in _REPEATS:
                found.update(
                    sample(body, letter + letters) for body in bodies for letter in letters
                )
            for body in bodies:
                walk(body)

    walk(nodes)
    short = {piece for piece in found if piece and len(piece) <= 4 * DRAWN_IN}
    return short or {"a"}


def _singles(nodes: list[Any]) -> Iterator[tuple[Any, Any, int]]:
    """Give what the pattern asks of single characters."""
    for kind, value, *flags in nodes:
        if flags and kind not in (op.AT, op.GROUPREF):
            yield kind, tuple(value) if isinstance(value, list) else value, flags[0]
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _singles(value[2])
        else:
            bodies = value if kind is op.BRANCH else _bodies(kind, value)
            yield from (each for body in bodies for each in _singles(body))


def _named(singles: list[tuple[Any, Any, int]]) -> set[str]:
    """Give the characters that stand in it, but for letters and digits."""
    found = set[str]()
    for kind, value, _ in singles:
        items = value if kind is op.IN else ((kind, value),)
        found |= {chr(low) for item in items if item[0] is not op.NEGATE for low in _low(item)}
    return {each for each in found if not each.isalnum()}
