"""Who asks and decides, and where they are answered."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who asked, decided only by tenant and Entra object id; the name is for display."""

    tenant: str
    id: str
    name: str

    def is_same(self, other: "Person | None") -> bool:
        """Tell whether both are one person, whatever name is shown for them."""
        return other is not None and (self.tenant, self.id.lower()) == (
            other.tenant,
            other.id.lower(),
        )


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Where a job's card lives: enough to post there later without an inbound message.

    ``id`` has no ``;messageid=``; ``root`` is the thread's root message id, empty in a chat.
    ``locale`` is the language the card is drawn in.
    """

    service_url: str
    tenant: str
    id: str
    root: str
    bot: str
    locale: str = "en"
