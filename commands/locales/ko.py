"""The sentences in Korean."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {}
