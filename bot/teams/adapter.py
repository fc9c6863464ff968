"""The SDK's turn pipeline with our own authentication and connector at its extension points.

What is kept of botbuilder-core: ``Activity``, ``TurnContext``, the middleware pipeline and
``process_activity``.  What is not: its HTTP path, which answers 500 to every card button, its
credentials, its connector client.
"""
# ruff: noqa: ARG002  (the signatures are the SDK's)

from typing import Any, NoReturn

from botbuilder.core import CloudAdapterBase
from botbuilder.schema import Activity, ResourceResponse
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

from bot.teams.outbox import Outbox
from jobs.record import Conversation


class Authentication(BotFrameworkAuthentication):
    """Hands the pipeline what the door has already checked, and checks nothing itself."""

    def __init__(self, outbox: Outbox) -> None:
        self._factory = _Factory(outbox)

    def accepted(self, claims: dict[str, Any], audience: str) -> AuthenticateRequestResult:
        """Make the result that ``process_activity`` takes in place of a header."""
        result = AuthenticateRequestResult()
        result.audience = audience
        result.claims_identity = ClaimsIdentity(claims, is_authenticated=True)
        result.connector_factory = self._factory
        return result

    async def authenticate_request(self, activity: Activity, auth_header: str) -> NoReturn:
        raise PermissionError("a request is let in by the door, not by the SDK")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> NoReturn:
        raise PermissionError("streaming connections are not served")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._factory

    async def create_user_token_client(  # type: ignore[override]  # None is enough at run time
        self, claims_identity: ClaimsIdentity
    ) -> None:
        """Give none: nobody signs in through the bot, and building one costs 2.6 ms a turn."""


class Adapter(CloudAdapterBase):
    """The pipeline."""

    def __init__(self, outbox: Outbox) -> None:
        self.authentication = Authentication(outbox)
        super().__init__(self.authentication)


class _Factory(ConnectorFactory):
    """One client for all turns."""

    def __init__(self, outbox: Outbox) -> None:
        self._client = _Client(outbox)

    async def create(  # type: ignore[override]  # only what a turn calls
        self, service_url: str, audience: str
    ) -> "_Client":
        return self._client


class _Client:
    """The part of the SDK's connector client that a ``TurnContext`` calls."""

    def __init__(self, outbox: Outbox) -> None:
        self.conversations = _Conversations(outbox)


class _Conversations:
    """What a middleware sends through its ``TurnContext`` keeps Teams' limits too."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def reply_to_activity(
        self, conversation_id: str, activity_id: str, activity: Activity
    ) -> ResourceResponse:
        return await self.send_to_conversation(conversation_id, activity)

    async def send_to_conversation(
        self, conversation_id: str, activity: Activity
    ) -> ResourceResponse:
        place = _place(conversation_id, activity)
        return ResourceResponse(id=await self._outbox.post_activity(place, _written(activity)))

    async def update_activity(
        self, conversation_id: str, activity_id: str, activity: Activity
    ) -> ResourceResponse:
        place = _place(conversation_id, activity)
        await self._outbox.edit_activity(place, activity_id, _written(activity), final=True)
        return ResourceResponse(id=activity_id)


def _written(activity: Activity) -> dict[str, Any]:
    written: dict[str, Any] = activity.serialize()  # type: ignore[no-untyped-call]
    return written


def _place(conversation_id: str, activity: Activity) -> Conversation:
    place, _, root = conversation_id.partition(";messageid=")
    return Conversation(
        service_url=activity.service_url,
        tenant="",
        id=place,
        root=root,
        bot=activity.from_property.id,
    )
