"""What commands/ may import: itself, and what of the standard library reads and changes nothing.

The other layers are held by the contracts in pyproject.toml.  This one is a list of what is
allowed, so that nobody has to think of everything that is not.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

COMMANDS: Final = Path(__file__).parents[1] / "commands"

PURE: Final = {
    "abc", "asyncio", "base64", "binascii", "collections.abc", "contextlib", "dataclasses",
    "datetime", "email.utils", "enum", "functools", "hashlib", "ipaddress", "itertools", "json",
    "re", "string", "typing", "unicodedata", "urllib.parse", "uuid", "zoneinfo",
}  # fmt: skip
"""No files, no network, no clock of its own, no chance.  ``asyncio`` is for doing things side by
side; ``datetime.now`` and ``asyncio.sleep`` are forbidden by name in pyproject.toml.
"""


def impure(source: str) -> Iterator[str]:
    """Give what a module imports, at its top or anywhere in it, and may not."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                modules = [each.name for each in names]
            case ast.ImportFrom(module=module, level=level):
                modules = ["." * level + (module or "")]
            case ast.Name(id="__import__" | "open" | "exec" | "eval" as name):
                modules = [name]
            case _:
                continue
        for module in modules:
            if module.partition(".")[0] != "commands" and module not in PURE:
                yield module


def test_commands_import_only_what_is_pure() -> None:
    modules = sorted(COMMANDS.rglob("*.py"))
    found = {
        str(path.relative_to(COMMANDS)): names
        for path in modules
        if (names := list(impure(path.read_text(encoding="utf-8"))))
    }

    assert len(modules) > 100
    assert found == {}, "commands/ is pure; what asks or changes the world is a port's"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("import cryptography.x509", "cryptography.x509", id="a library"),
        pytest.param("import structlog as log", "structlog", id="under another name"),
        pytest.param("import json, tempfile", "tempfile", id="the second of two"),
        pytest.param("from http.client import HTTPSConnection", "http.client", id="one name of it"),
        pytest.param("from http import client", "http", id="a module of a package"),
        pytest.param("def f():\n    import os", "os", id="in a function"),
        pytest.param("from adapters.graph import GraphDirectory", "adapters.graph", id="ours"),
        pytest.param("from .sibling import x", ".sibling", id="a relative one"),
        pytest.param("x = __import__('socket')", "__import__", id="by a call"),
        pytest.param("text = open('x').read()", "open", id="a file"),
    ],
)
def test_what_is_not_pure_is_noticed(source: str, found: str) -> None:
    assert list(impure(source)) == [found]
