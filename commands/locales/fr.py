"""The sentences in French."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {}
