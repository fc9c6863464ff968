"""The sentences for people in other languages, by their English templates."""

from collections.abc import Mapping
from typing import Final

from commands.locales import fr, ko

TRANSLATIONS: Final[Mapping[str, Mapping[str, str]]] = {"ko": ko.SENTENCES, "fr": fr.SENTENCES}
