"""A sentence for people, kept as its English template and its values until somebody reads it.

A finding travels through Redis, a journal and three languages before a person sees it, so what
is stored is the template and the values, never the rendered sentence.  The English template is
the key into ``commands/locales``: a sentence without a translation is shown in English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

Value = str | int

LANGUAGES: Final = ("en", "ko", "fr")


@dataclass(frozen=True)
class Phrase:
    """One sentence: a ``str.format`` template in English and the values it names.

    A value is put in as it is: names, thumbprints, addresses.  It is never translated and never
    read as a template.
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values))

    def to_json(self) -> dict[str, object]:
        """Give the stored shape, ``{"say": template, "with": {name: value}}``."""
        return {"say": self.template, "with": dict(self.values)}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Read the stored shape back; raises ``KeyError`` or ``TypeError`` on another one."""
        template, values = data["say"], data["with"]
        if not isinstance(template, str) or not isinstance(values, Mapping):
            raise TypeError("a phrase is a template and a mapping of values")
        return cls(template, tuple((str(name), value) for name, value in values.items()))


def say(template: str, /, **values: Value) -> Phrase:
    """Make a phrase.  The template must be a literal: a test collects them for translation."""
    return Phrase(template, tuple(values.items()))
