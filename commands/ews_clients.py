"""Applications that use EWS in Exchange Online, by the names that people know them by.

A list of allowed applications shuts out every other one, Microsoft's own included.
https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/exchange-web-services/control-access-to-ews-in-exchange
"""

import re
from typing import Final

from commands.phrases import Phrase, say
from commands.words import fold, shown

TEAMS: Final = "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"
OFFICE: Final = "d3590ed6-52b3-4102-aeff-aad2292ab01c"
NAMES: Final = {
    TEAMS: "Microsoft Teams",
    OFFICE: "Microsoft Office (legacy Outlook for Mac, older classic Outlook)",
}
"""By application id, lower case; read on 2026-11-30."""

OPTION: Final = "ews-apps"
"""The option that names who may use EWS beside the dedicated application."""
ONLY_OURS: Final = "only-ours"
"""Its value for nobody else: the word without which no such list is written."""

_SHORT: Final = {"teams": TEAMS, "office": OFFICE}
_ID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_LONGEST: Final = 4000
"""Characters: some hundred ids."""


def read(text: str) -> str | Phrase:
    """Give the ids with commas between, or ``only-ours``; or say what is wrong with the text."""
    if fold(text.strip()) == ONLY_OURS:
        return ONLY_OURS
    if len(text) > _LONGEST:
        return say("These are too many applications for one message. Nothing was run.")
    found: list[str] = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        app_id = _SHORT.get(fold(part), part.lower())
        if not _ID.fullmatch(app_id):
            return say(
                "{word} is no application. Name application ids with commas between, “teams” or "
                "“office”; or “{only}” where nothing else may use EWS. Nothing was run.",
                word=shown(part),
                only=ONLY_OURS,
            )
        found.append(app_id)
    return ",".join(dict.fromkeys(found)) or read_nothing()


def read_nothing() -> Phrase:
    return say("No application is named. Nothing was run.")


def named(app_id: str) -> str:
    """Give an id with the name it is known by, if it is."""
    name = NAMES.get(app_id.lower())
    return f"{name} ({app_id})" if name else app_id
