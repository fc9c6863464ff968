"""Brings activities to the bot over HTTP as Teams does: signed, and again after 15 seconds."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import aiohttp

from lab.faults import Fault
from lab.teams.activities import Activity
from lab.teams.place import NotPossible, Place
from lab.teams.signing import Issuer

PATIENCE: Final = 15.0
"""Seconds after which Teams gives up on an answer and delivers the same activity again."""
_NO_ANSWER: Final = 0


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the bot answered: HTTP status (0: no answer) and body, to which activity."""

    status: int
    body: Any
    id: str
    thread: str = ""


class Courier:
    """The way to the bot's endpoint."""

    def __init__(self, place: Place, issuer: Issuer) -> None:
        self._place = place
        self._issuer = issuer
        self.endpoint = ""
        self.patience = PATIENCE

    def require_bot(self) -> None:
        """Raise ``NotPossible`` when there is nobody to bring anything to."""
        if not self.endpoint:
            raise NotPossible("no bot is connected yet")
        if not self._place.installed:
            raise NotPossible("the bot is not in the team")

    async def bring(self, activity: Activity, who: str) -> Answered:
        """Deliver one activity of the person ``who``; gives what Teams' client would see.

        ``teams-duplicate`` delivers it once more, after its answer or (option ``together``) at
        the same time, with a new id on request (``new_id``): the first answer counts.
        ``teams-redelivery`` loses the first answer: the second one counts.
        """
        faults = self._place.faults
        again = faults.active("teams-duplicate", who)
        if again is not None and again.options.get("together"):
            first, _ = await asyncio.gather(
                self._patiently(activity, who), self._patiently(_twin(activity, again), who)
            )
            return first
        answer = await self._patiently(activity, who)
        if again is not None:
            await self._patiently(_twin(activity, again), who)
        if faults.active("teams-redelivery", who) is not None:
            answer = await self._patiently(activity, who)
        return answer

    async def _patiently(self, activity: Activity, who: str) -> Answered:
        """Post it, and once more when there is no answer in time."""
        for _ in range(2):
            answer = await self._post(activity, who)
            if answer is not None:
                break
        answer = answer or Answered(status=_NO_ANSWER, body=None, id=activity["id"])
        self._place.traffic.note("to-bot", activity["type"], answer.status, activity["id"])
        return answer

    async def _post(self, activity: Activity, who: str) -> Answered | None:
        """Post it once; ``None`` when the bot took too long."""
        activity, headers = self._signed(activity, self._place.faults.active("teams-token", who))
        timeout = aiohttp.ClientTimeout(total=self.patience)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as http,
                http.post(
                    self.endpoint, json=activity, headers=headers, allow_redirects=False
                ) as answer,
            ):
                body = _read(await answer.text(errors="replace"))
                return Answered(status=answer.status, body=body, id=activity["id"])
        except TimeoutError:
            return None
        except aiohttp.ClientError:
            return Answered(status=_NO_ANSWER, body=None, id=activity["id"])

    def _signed(self, activity: Activity, fault: Fault | None) -> tuple[Activity, dict[str, str]]:
        """Give the activity with its headers; the fault may spoil the token or the tenant."""
        wrong = str(fault.options.get("wrong", "signature")) if fault else ""
        if wrong == "tenant":
            activity, wrong = _of_another_tenant(activity), ""
        token = self._issuer.token(self._place.app_id, self._place.service_url, wrong)
        headers = {
            "x-ms-tenant-id": activity["conversation"]["tenantId"],
            "x-ms-conversation-id": activity["conversation"]["id"],
        }
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return activity, headers


def _twin(activity: Activity, fault: Fault) -> Activity:
    """Give the duplicate; Teams was seen to give it a new id, too (botbuilder-dotnet #5005)."""
    if not fault.options.get("new_id"):
        return activity
    known = str(activity["id"])
    return activity | {"id": str(int(known) + 1) if known.isdigit() else f"f:{uuid4()}"}


def _of_another_tenant(activity: Activity) -> Activity:
    other = str(uuid4())
    return activity | {
        "conversation": activity["conversation"] | {"tenantId": other},
        "channelData": activity["channelData"] | {"tenant": {"id": other}},
    }


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
