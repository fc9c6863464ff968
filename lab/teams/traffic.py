"""Every call between the lab's Teams and the bot, in order: for stories that count them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Traffic:
    """The list of calls.  ``way`` is ``to-bot`` or ``from-bot``; status 0 means no answer."""

    calls: list[dict[str, Any]] = field(default_factory=list)

    def note(self, way: str, what: str, status: int, id: str = "") -> None:
        """Add a call; ``what`` is a method with a noun, or the kind of an activity."""
        number = len(self.calls) + 1
        self.calls.append({"seq": number, "way": way, "what": what, "status": status, "id": id})

    def after(self, seq: int) -> Sequence[dict[str, Any]]:
        return self.calls[max(seq, 0) :]
