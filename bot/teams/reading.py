"""What an activity says, in our own words: where, who, what was typed, what was pressed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from botbuilder.schema import Activity

from bot.talk import Click, Message
from bot.teams.text import clean
from bot.teams.tokens import tenants_of
from commands.phrases import LANGUAGES
from jobs.record import Conversation, Person

CLICK: Final = "adaptiveCard/action"
_THREAD: Final = ";messageid="
_EDITS: Final = frozenset({"editMessage", "undeleteMessage", "softDeleteMessage"})


def conversation_of(activity: Activity, *, language: str, post: bool = True) -> Conversation:
    """Say where an activity comes from.

    In a channel a thread is part of the address; a new post (``post``) is itself the root of the
    thread that answers it.
    """
    place, _, root = str(activity.conversation.id).partition(_THREAD)
    if not root and activity.conversation.conversation_type == "channel" and post:
        root = activity.id or ""
    return Conversation(
        service_url=activity.service_url,
        tenant=tenant_of(activity),
        id=place,
        root=root,
        bot=activity.recipient.id,
        locale=_language(activity.locale, language),
    )


def delivery_of(activity: Activity, conversation: Conversation) -> str:
    """Name what was delivered, the same each time: ids of activities are times in milliseconds,
    so two conversations may have the same one.

    What has no id is named by what it says, the time of sending included.
    """
    return f"{conversation.id}|{activity.id or _digest(activity)}"


def _digest(activity: Activity) -> str:
    said = (
        activity.type,
        activity.name,
        activity.from_property.id,
        activity.reply_to_id,
        activity.timestamp,
        activity.value,
    )
    text = json.dumps(said, sort_keys=True, default=str)
    return f"said:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def person_of(activity: Activity) -> Person:
    """Say who wrote.  ``id`` is empty for people who have no Entra object id, such as anonymous
    ones: nobody's role can be theirs.
    """
    sender = activity.from_property
    return Person(tenant=tenant_of(activity), id=sender.aad_object_id or "", name=sender.name or "")


def tenant_of(activity: Activity) -> str:
    """Give the tenant id; the door has let only one through."""
    conversation = {"tenantId": activity.conversation.tenant_id}
    named = tenants_of({"channelData": activity.channel_data, "conversation": conversation})
    return next(iter(named), "")


def is_from_person(activity: Activity) -> bool:
    """Whether a person wrote this: bots talking to bots never end."""
    sender = activity.from_property
    return sender.role != "bot" and not str(sender.id).startswith("28:")


def is_edit(activity: Activity) -> bool:
    """Whether a message is an old one changed.  What was asked once does not run again."""
    data = activity.channel_data
    return isinstance(data, Mapping) and str(data.get("eventType")) in _EDITS


def is_submit(activity: Activity) -> bool:
    """Whether a message is a button of a client too old to know ``Action.Execute``."""
    return isinstance(activity.value, Mapping) and not activity.text


def message_of(activity: Activity, conversation: Conversation, *, guest: bool) -> Message:
    entities = [
        {"type": entity.type, **entity.additional_properties} for entity in activity.entities or ()
    ]
    return Message(
        id=delivery_of(activity, conversation),
        text=clean(activity.text or "", entities, activity.recipient.id),
        person=person_of(activity),
        conversation=conversation,
        guest=guest,
    )


def click_of(activity: Activity, conversation: Conversation, *, guest: bool) -> Click | None:
    """Read a button press; ``None`` when it names no verb.

    ``Action.Execute`` has its verb beside the data.  The data of a fallback ``Action.Submit``
    carries it as ``verb``.
    """
    value = activity.value if isinstance(activity.value, Mapping) else {}
    action = value.get("action") if activity.type == "invoke" else {**value, "data": value}
    if not isinstance(action, Mapping) or not isinstance(action.get("verb"), str):
        return None
    data: Any = action.get("data")
    return Click(
        id=delivery_of(activity, conversation),
        verb=action["verb"],
        data=data if isinstance(data, Mapping) else {},
        card=activity.reply_to_id or "",
        person=person_of(activity),
        conversation=conversation,
        automatic=value.get("trigger") == "automatic",
        submitted=activity.type != "invoke",
        guest=guest,
    )


def _language(locale: str | None, otherwise: str) -> str:
    language = (locale or "").partition("-")[0].lower()
    return language if language in LANGUAGES else otherwise
