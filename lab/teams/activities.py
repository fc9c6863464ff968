"""Activities as Teams sends them to a bot: ids, mentions and white space included."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from uuid import uuid4

from lab.clock import LabClock
from lab.teams.people import Member


@dataclass(kw_only=True)
class Channel:
    """Where the bot is installed, and what the wire calls everybody.

    ``service_url`` is known once the connector listens.
    """

    tenant: str
    app_id: str
    bot_name: str
    team: str
    id: str
    service_url: str
    clock: LabClock

    def message(self, member: Member, text: str, id: str, root: str) -> dict[str, Any]:
        """Give a message that mentions the bot first, as the channel's client writes it."""
        mention = f"<at>{self.bot_name}</at>"
        activity = self._activity("message", member, root)
        activity |= {
            "id": id,
            "text": f"{mention}&nbsp;{escape(text, quote=False)}\n",
            "textFormat": "plain",
            "entities": [
                {
                    "type": "mention",
                    "mentioned": {"id": self._bot["id"], "name": self.bot_name},
                    "text": mention,
                },
                {"type": "clientInfo", "locale": "en-US", "country": "US", "timezone": "UTC"},
            ],
        }
        return activity

    def click(self, member: Member, card: str, root: str, action: Mapping[str, Any]) -> Any:
        """Give the invoke of a pressed button; ``action`` is the button as the card holds it."""
        activity = self._activity("invoke", member, root)
        activity |= {
            "id": f"f:{uuid4()}",
            "name": "adaptiveCard/action",
            "replyToId": card,
            "value": {
                "action": {
                    "type": "Action.Execute",
                    "title": action.get("title", ""),
                    "verb": action["verb"],
                    "data": action.get("data", {}),
                },
                "trigger": "manual",
            },
        }
        return activity

    def installed(self, member: Member) -> dict[str, Any]:
        """Give what a bot hears when it is added to the team."""
        activity = self._activity("installationUpdate", member, "")
        return activity | {"id": f"f:{uuid4()}", "action": "add"}

    @property
    def _bot(self) -> dict[str, str]:
        return {"id": f"28:{self.app_id}", "name": self.bot_name}

    def _activity(self, kind: str, member: Member, root: str) -> dict[str, Any]:
        now = self.clock.real().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "type": kind,
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "timestamp": now,
            "localTimestamp": now,
            "locale": "en-US",
            "from": member.account(),
            "recipient": self._bot,
            "conversation": {
                "isGroup": True,
                "conversationType": "channel",
                "tenantId": self.tenant,
                "id": f"{self.id};messageid={root}" if root else self.id,
            },
            "channelData": {
                "teamsChannelId": self.id,
                "teamsTeamId": self.team,
                "channel": {"id": self.id},
                "team": {"id": self.team},
                "tenant": {"id": self.tenant},
            },
        }
