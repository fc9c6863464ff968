"""A value that must not be shown: passwords and private keys on their way to a system outside."""

from typing import Final

_HIDDEN: Final = "Secret(…)"


class Secret:
    """Holds a text; ``repr``, ``str`` and formatting hide it, ``reveal`` gives it.

    Not a dataclass: those print their fields, and ``asdict`` would copy the text out.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Give the text, at the door of the library that needs it."""
        return self._text

    def __bool__(self) -> bool:
        """Tell whether there is a text at all."""
        return bool(self._text)

    def __repr__(self) -> str:
        return _HIDDEN

    def __str__(self) -> str:
        return _HIDDEN

    def __format__(self, _: str) -> str:
        return _HIDDEN

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a secret is not written anywhere")
