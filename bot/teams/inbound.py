"""What Teams sent, as the SDK's ``Activity``, read by us.

The SDK's own reader takes a fifth of a turn, raises whatever a wrong shape leads to, and fails on
times it does not like.  Only what a turn needs is read, and each part has the type it should have.
"""

from collections.abc import Mapping
from typing import Any, Final

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, Entity

_WORDS: Final = {
    "type": "type",
    "id": "id",
    "text": "text",
    "name": "name",
    "action": "action",
    "locale": "locale",
    "channelId": "channel_id",
    "serviceUrl": "service_url",
    "replyToId": "reply_to_id",
}
_MOST: Final = 100
"""Entities and members that are read; a message has a few."""


def activity_of(body: Mapping[str, Any]) -> Activity:
    """Read an activity.

    Raises:
        ValueError: A part is missing that every turn needs, or has a type it should not have.
    """
    words = {ours: _word(body, theirs) for theirs, ours in _WORDS.items()}
    if not words["type"] or (words["type"] == "message" and not words["id"]):
        raise ValueError("an activity has a type, and a message an id")
    return Activity(
        **words,
        from_property=_account(_part(body, "from")),
        recipient=_account(_part(body, "recipient")),
        conversation=_conversation(_part(body, "conversation")),
        entities=[_entity(entity) for entity in _list(body, "entities")],
        members_added=[_account(member) for member in _list(body, "membersAdded")],
        value=body.get("value"),
        channel_data=body.get("channelData"),
        timestamp=body.get("timestamp"),
    )


def _account(data: Mapping[str, Any]) -> ChannelAccount:
    return ChannelAccount(
        id=_needed(data, "id"),
        name=_word(data, "name"),
        role=_word(data, "role"),
        aad_object_id=_word(data, "aadObjectId"),
    )


def _conversation(data: Mapping[str, Any]) -> ConversationAccount:
    # The SDK's model looks for the tenant as tenantID, which nobody sends.
    return ConversationAccount(
        id=_needed(data, "id"),
        conversation_type=_word(data, "conversationType"),
        tenant_id=_word(data, "tenantId"),
    )


def _entity(data: Mapping[str, Any]) -> Entity:
    entity = Entity(type=_word(data, "type"))
    entity.additional_properties = {name: data[name] for name in data if name != "type"}
    return entity


def _word(data: Mapping[str, Any], name: str) -> Any:
    """Give a text or ``None``, which the SDK's models take though their types do not say so."""
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} is a text")
    return value


def _needed(data: Mapping[str, Any], name: str) -> str:
    value: str = _word(data, name)
    if not value:
        raise ValueError(f"{name} is missing")
    return value


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} is missing")  # noqa: TRY004  (whoever sent it reads this)
    return value


def _list(body: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise ValueError(f"{name} is a list of objects")
    return value[:_MOST]
