"""What both directions share: the team and its channel, who is in it, and what happened there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lab.clock import LabClock
from lab.faults import Faults
from lab.teams.chat import Chat
from lab.teams.people import Member
from lab.teams.traffic import Traffic


class NotPossible(Exception):
    """What was asked of the channel cannot be done there; says why."""


@dataclass(kw_only=True)
class Place:
    """One team with one channel, and one bot in it."""

    tenant: str
    app_id: str
    bot_name: str
    team: str
    channel: str
    people: Mapping[str, Member]
    chat: Chat
    clock: LabClock
    faults: Faults
    base: str = ""
    """Address of the connector without a path, known once it listens."""
    region: str = "teams"
    """First part of the service's path; Teams changes it between turns when it moves a tenant."""
    locale: str = "en-US"
    """Language of everybody's client."""
    installed: bool = True
    traffic: Traffic = field(default_factory=Traffic)

    @property
    def service_url(self) -> str:
        return f"{self.base}/{self.region}/"

    @property
    def bot(self) -> dict[str, str]:
        """The bot's account, as activities name it."""
        return {"id": f"28:{self.app_id}", "name": self.bot_name}

    def member(self, key: str) -> Member:
        """Give a member; raises ``NotPossible`` for a person who is not in the channel."""
        if key not in self.people:
            raise NotPossible(f"nobody here is called {key!r}: {', '.join(self.people)}")
        return self.people[key]

    def conversation(self, root: str) -> str:
        """Give the id of a thread's conversation, or the channel's own without a root."""
        return f"{self.channel};messageid={root}" if root else self.channel
