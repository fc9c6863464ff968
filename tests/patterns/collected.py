"""Every pattern of the product, found in its source, so that none can be forgotten."""

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from adapters import cmdlet_errors
from commands.checks.signatures import SIGNATURES

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGES: Final = ("adapters", "commands", "jobs", "bot", "manifest")
_CALLS: Final = frozenset(
    {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
)
_ANCHORED: Final = frozenset({"match", "fullmatch"})

_SIGNED: Final = tuple(
    re.compile(each, re.IGNORECASE) for row in SIGNATURES for each in row.patterns
)
BUILT: Final = {
    "adapters/cmdlet_errors.py": tuple(re.compile(each) for each, _ in cmdlet_errors._MEANINGS),
    "commands/checks/signatures/row.py": _SIGNED,
    "commands/checks/excerpt.py": _SIGNED,
    "bot/cards/finding.py": {"again": re.escape("check oauth")},
}
"""What a file builds while it runs: the patterns, or the names in them."""


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and how it is put to a text."""

    place: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]

    @property
    def anchored(self) -> bool:
        return bool(self.ways) and self.ways <= _ANCHORED

    @property
    def whole(self) -> bool:
        return self.ways == {"fullmatch"}


def collected() -> Iterator[Found]:
    """Give every pattern.

    Raises:
        LookupError: for one that is built while the program runs and is not listed here.
    """
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if re.search(r"\bre\.\w+\(|\bfrom re import|\bimport re\b", source):
                yield from _of(path.relative_to(ROOT), source)


def _of(path: Path, source: str) -> Iterator[Found]:
    parsed = ast.parse(source)
    assert "from re import" not in source, f"{path}: say re.compile"
    names = dict(vars(importlib.import_module(".".join(path.with_suffix("").parts))))
    built = BUILT.get(path.as_posix(), ())
    if isinstance(built, dict):
        names |= built
    assigned = {id(each.value): _target(each) for each in ast.walk(parsed) if _is_assignment(each)}
    for call in ast.walk(parsed):
        if not _is_call(call):
            continue
        place = f"{path}:{call.lineno}"
        given = _evaluated(call, names)
        if given is None and not (isinstance(built, tuple) and built):
            raise LookupError(f"{place}: a pattern that is built while the program runs")
        name = assigned.get(id(call), "")
        ways = (
            set(re.findall(rf"\b{name}\.(\w+)\b", source)) & (_CALLS - {"compile"})
            if name
            else {call.func.attr}
        )
        for number, pattern in enumerate((given,) if given else built):
            yield Found(
                f"{place}" + (f".{number}" if not given else ""),
                pattern,
                frozenset(ways - {"compile"}),
            )


def _evaluated(call: ast.Call, names: dict[str, Any]) -> re.Pattern[Any] | None:
    flags = next((each.value for each in call.keywords if each.arg == "flags"), None)
    if call.func.attr == "compile" and len(call.args) > 1:
        flags = call.args[1]
    if (
        call.func.attr in {"search", "match", "fullmatch", "findall", "finditer"}
        and len(call.args) > 2
    ):
        flags = call.args[2]
    try:
        pattern, given = (
            eval(compile(ast.Expression(each), "<pattern>", "eval"), names) if each else 0  # noqa: S307
            for each in (call.args[0], flags)
        )
    except NameError:
        return None
    return re.compile(pattern, given)


def _is_call(node: ast.AST) -> Any:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _CALLS
    )


def _is_assignment(node: ast.AST) -> Any:
    return isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None


def _target(node: Any) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return target.id if isinstance(target, ast.Name) else ""
