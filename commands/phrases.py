"""A sentence for people, kept as its English template and its values until somebody reads it.

A finding travels through Redis, a journal and three languages before a person sees it, so what
is stored is the template and the values, never the rendered sentence.  The English template is
the key into ``commands/locales``: a sentence without a translation is shown in English.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Final, Self, Union

from commands.locales import TRANSLATIONS
from commands.quoting import visible

Value = Union[str, int, "Phrase"]

LANGUAGES: Final = ("en", "ko", "fr")


@dataclass(frozen=True)
class Phrase:
    """One sentence: a ``str.format`` template in English and the values it names.

    Several sentences that belong together (see ``joined``) stand on a line of the template each.

    A value is put in as it is: names, thumbprints, addresses.  It is never translated and never
    read as a template, unless it is a phrase itself.
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return "".join(text for text, _ in parts(self))

    def to_json(self) -> dict[str, object]:
        """Give the stored shape, ``{"say": template, "with": {name: value}}``."""
        values = {
            name: value.to_json() if isinstance(value, Phrase) else value
            for name, value in self.values
        }
        return {"say": self.template, "with": values}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Read the stored shape back; raises ``KeyError`` or ``TypeError`` on another one."""
        template, values = data["say"], data["with"]
        if not isinstance(template, str) or not isinstance(values, Mapping):
            raise TypeError("a phrase is a template and a mapping of values")
        return cls(
            template,
            tuple(
                (str(name), cls.from_json(value) if isinstance(value, Mapping) else value)
                for name, value in values.items()
            ),
        )


def say(template: str, /, **values: Value) -> Phrase:
    """Make a phrase.  The template must be a literal: a test collects them for translation."""
    return Phrase(template, tuple(values.items()))


def joined(phrases: Iterable[Phrase]) -> Phrase:
    """Make one phrase of several faults' sentences, each said once; ``listed`` keeps all of them.

    Each is translated by itself.  One that gives a name another value than those before it is left
    out: the same is said of the first.  Raises ``ValueError`` when there is none.
    """
    templates: dict[str, None] = {}
    values: dict[str, Value] = {}
    for phrase in phrases:
        own = dict(phrase.values)
        if all(values.get(name, value) == value for name, value in own.items()):
            templates.update(dict.fromkeys(phrase.template.split(_BETWEEN)))
            values |= own
    if not templates:
        raise ValueError("there is nothing to join")
    return Phrase(_BETWEEN.join(templates), tuple(values.items()))


def listed(phrases: Iterable[Phrase], between: str = "; ") -> Phrase:
    """Make one phrase that names several in a row, each translated by itself."""
    every = tuple(phrases)
    names = [f"item{at}" for at in range(len(every))]
    template = between.join(f"{{{name}}}" for name in names)
    return Phrase(template, tuple(zip(names, every, strict=True)))


_BETWEEN: Final = "\n"
"""Between the sentences of a joined template; no single one has it in it."""


def language(locale: str) -> str:
    """Give the language of a locale as Teams sends it, ``ko-KR``: one of ``LANGUAGES``."""
    tag = locale.replace("_", "-").partition("-")[0].lower()
    return tag if tag in LANGUAGES else LANGUAGES[0]


@lru_cache(maxsize=2048)
def render(phrase: Phrase, locale: str = "en") -> str:
    """Give the sentence in a person's language; English where it is not translated."""
    return "".join(text for text, _ in parts(phrase, locale))


def parts(phrase: Phrase, locale: str = "en") -> Iterator[tuple[str, bool]]:
    """Give the sentence in pieces, each with whether it is a value, for whoever marks values."""
    translated = TRANSLATIONS.get(language(locale), {})
    values = dict(phrase.values)
    for at, sentence in enumerate(phrase.template.split(_BETWEEN)):
        if at:
            yield " ", False
        for text, name, _, _ in Formatter().parse(translated.get(sentence, sentence)):
            if text:
                yield text, False
            if name is None:
                continue
            value = values[name]
            if isinstance(value, Phrase):
                yield from parts(value, locale)
            else:
                yield visible(str(value)), True
