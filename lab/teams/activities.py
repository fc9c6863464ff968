"""Activities as Teams sends them to a bot: ids, mentions and white space included."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final
from uuid import uuid4

from lab.teams.people import Member
from lab.teams.place import NotPossible, Place

Activity = dict[str, Any]

MENTIONS: Final = ("first", "last", "twice", "after-person", "none")
"""How a message names the bot; ``none`` does not reach it, as in a channel of Teams."""


def message(place: Place, member: Member, text: str, id: str, root: str) -> Activity:
    """Give a message without mention yet; ``mentioning`` adds it."""
    activity = _activity(place, "message", member, root)
    return activity | {
        "id": id,
        "text": escape(text, quote=False),
        "textFormat": "plain",
        "entities": [{"type": "clientInfo", "locale": "en-US", "country": "US", "timezone": "UTC"}],
    }


def mentioning(place: Place, member: Member, activity: Activity, how: str) -> Activity:
    """Let a message mention the bot the way a client writes it; ``how`` is of ``MENTIONS``."""
    bot = f"<at>{place.bot_name}</at>"
    entities = [_mention(place.bot, bot)]
    words = activity["text"]
    match how:
        case "first":
            text = f"{bot}&nbsp;{words}\n"
        case "last":
            text = f"{words}&nbsp;{bot}\n"
        case "twice":
            text = f"{bot} {bot}&nbsp;{words}\n"
            entities *= 2
        case "after-person":
            other = next(one for one in place.people.values() if one is not member)
            name = f"<at>{other.name}</at>"
            text = f"{name} {bot}&nbsp;{words}\n"
            entities.insert(0, _mention({"id": other.id, "name": other.name}, name))
        case _:
            raise NotPossible(f"no mention is called {how!r}: {', '.join(MENTIONS)}")
    return activity | {"text": text, "entities": [*entities, *activity["entities"]]}


def quoting(activity: Activity, quoted: str) -> Activity:
    """Let a message quote another one; the service puts the quoted words in."""
    entity = {"type": "quotedReply", "quotedReply": {"messageId": quoted}}
    return activity | {
        "text": f'<quoted messageId="{quoted}"/>{activity["text"]}',
        "entities": [entity, *activity["entities"]],
    }


def edited(activity: Activity) -> Activity:
    """Make the news of an edited message out of the message."""
    data = activity["channelData"] | {"eventType": "editMessage"}
    return activity | {"type": "messageUpdate", "channelData": data}


def deleted(place: Place, member: Member, id: str, root: str) -> Activity:
    """Give what a bot hears of a message that its author took away."""
    activity = _activity(place, "messageDelete", member, root)
    activity["channelData"]["eventType"] = "softDeleteMessage"
    return activity | {"id": id}


def click(
    place: Place, member: Member, card: str, root: str, action: Mapping[str, Any], trigger: str
) -> Activity:
    """Give the invoke of a pressed button; ``action`` is the button as the card holds it."""
    pressed = {
        "type": "Action.Execute",
        "title": action.get("title", ""),
        "verb": action["verb"],
        "data": action.get("data", {}),
    }
    if "id" in action:
        pressed["id"] = action["id"]
    return _activity(place, "invoke", member, root) | {
        "id": f"f:{uuid4()}",
        "name": "adaptiveCard/action",
        "replyToId": card,
        "value": {"action": pressed, "trigger": trigger},
    }


def installation(place: Place, member: Member, action: str) -> list[Activity]:
    """Give what a bot hears when it is added to the team (``add``) or taken out (``remove``)."""
    update = _activity(place, "installationUpdate", member, "")
    told = [update | {"id": f"f:{uuid4()}", "action": action}]
    if action == "add":
        change = _activity(place, "conversationUpdate", member, "")
        change["channelData"]["eventType"] = "teamMemberAdded"
        told.append(change | {"id": f"f:{uuid4()}", "membersAdded": [{"id": place.bot["id"]}]})
    return told


def _mention(account: Mapping[str, str], text: str) -> dict[str, Any]:
    return {"type": "mention", "mentioned": dict(account), "text": text}


def _activity(place: Place, kind: str, member: Member, root: str) -> Activity:
    now = place.clock.real().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "type": kind,
        "channelId": "msteams",
        "serviceUrl": place.service_url,
        "timestamp": now,
        "localTimestamp": now,
        "locale": place.locale,
        "from": member.account(),
        "recipient": place.bot,
        "conversation": {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": place.tenant,
            "id": place.conversation(root),
        },
        "channelData": {
            "teamsChannelId": place.channel,
            "teamsTeamId": place.team,
            "channel": {"id": place.channel},
            "team": {"id": place.team},
            "tenant": {"id": place.tenant},
        },
    }
