"""What is known of the message that shows a job."""

import json
from dataclasses import dataclass
from typing import Self

from jobs.record import Conversation, Job


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is known of the message that shows a job.

    Attributes:
        activity: Its activity id; empty when it is not posted.
        version: Version of the job that it shows.
        digest: Digest of its content; an edit that would change nothing is left out.
        place: Where it was asked for again; ``None`` when it is where its job was asked for.
        moves: How often it was asked for again.
    """

    activity: str
    version: int
    digest: str
    place: Conversation | None = None
    moves: int = 0

    @classmethod
    def parse(cls, fields: dict[str, str]) -> Self | None:
        if not fields:
            return None
        place = fields.get("place")
        return cls(
            activity=fields["activity"],
            version=int(fields["version"]),
            digest=fields["digest"],
            place=None if place is None else Conversation(**json.loads(place)),
            moves=int(fields.get("moves", 0)),
        )


def place_of(job: Job, card: Card | None) -> Conversation | None:
    """Give where a job's card is kept: where it was asked for last."""
    return job.conversation if card is None or card.place is None else card.place


def is_shown_in(job: Job, card: Card | None, here: Conversation) -> bool:
    """Tell whether a job's card stands in a conversation: the one that moves, or one before it."""
    shown = place_of(job, card)
    places = {(each.tenant, each.id) for each in (job.conversation, shown) if each is not None}
    return (here.tenant, here.id) in places
