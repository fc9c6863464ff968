"""For how long a certificate is to be valid, read from a person's text: whole days."""

import re
from typing import Final

from commands.arguments import UNITS
from commands.phrases import Phrase, say
from commands.words import fold, shown

LEAST: Final = 90
"""Days.  With fewer, the watch over what expires would ask for the next one at once."""
MOST: Final = 1826
"""Days: the five years, with a leap day, that Exchange itself gives."""
WORDS: Final = 2
"""Words that it may have: ``730 days``."""

_DAYS_IN: Final = {"d": 1, "w": 7, "y": 365}
_UNITS: Final = UNITS | dict.fromkeys("y year years an ans annee annees 년".split(), "y")  # noqa: SIM905
_GIVEN: Final = re.compile(r"([0-9]{1,6})\s*([^\W\d_]*)")


def read(text: str) -> str | Phrase:
    """Give the days, ``730`` for ``2y``, or say what is wrong with them."""
    found = _GIVEN.fullmatch(text.strip())
    each = found and _DAYS_IN.get(_UNITS.get(fold(found[2]) or "d", ""))
    if not found or not each:
        return say(
            "{given} is no number of days. Write it like {days} or {years}. Nothing was run.",
            given=shown(text),
            days="730",
            years="2y",
        )
    days = int(found[1]) * each
    if not LEAST <= days <= MOST:
        return say(
            "A certificate can be asked for that is valid for {least} to {most} days, and not for "
            "{days}. Nothing was run.",
            least=LEAST,
            most=MOST,
            days=days,
        )
    return str(days)
