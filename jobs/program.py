"""Which program plans: two that would plan differently have different names here."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

_PLANS: Final = ("runbooks", "actions")
"""The parts of ``commands`` that say which steps follow from what was read."""


@cache
def version() -> str:
    """Give the digest of the code that makes plans, e.g. ``3f9c2b7a81d0``."""
    digest = hashlib.sha256()
    for part in _PLANS:
        folder = files("commands").joinpath(part)
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if _is_code(file):
                digest.update(f"{part}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _is_code(file: Traversable) -> bool:
    return file.is_file() and file.name.endswith(".py")
