"""A message that a job's card has left, because somebody asked for the card elsewhere."""

import json
from dataclasses import dataclass
from typing import Self

from jobs.record import Conversation


@dataclass(frozen=True, kw_only=True)
class Left:
    """One such message; ``place`` as in ``Card``, ``text`` as the store keeps it."""

    activity: str
    place: Conversation | None
    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what the store's scripts keep."""
        kept = json.loads(text)
        place = Conversation(**json.loads(kept["place"])) if kept["place"] else None
        return cls(activity=kept["activity"], place=place, text=text)
