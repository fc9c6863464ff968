"""What is kept of the SDK: its turn pipeline, with our connections behind it and no way around."""

import pytest
from botbuilder.core import Middleware, TurnContext
from botbuilder.schema import Activity

from bot.teams.adapter import Adapter
from bot.teams.inbound import activity_of
from tests.bot.teams.far_side import APP, CHANNEL, message


@pytest.fixture
def adapter(bot) -> Adapter:
    return Adapter(bot.outgoing.posts)


async def run(adapter: Adapter, far, logic) -> None:
    activity = activity_of(message(serviceUrl=far.url))
    accepted = adapter.authentication.accepted({"aud": APP}, APP)
    await adapter.process_activity(accepted, activity, logic)


async def test_what_a_turn_sends_goes_through_our_queue_into_the_thread(adapter, far):
    async def logic(context: TurnContext) -> None:
        sent = await context.send_activity("from a middleware")
        assert sent is not None
        changed = Activity(type="message", id=sent.id, text="changed")
        await context.update_activity(changed)

    await run(adapter, far, logic)

    post, edit = far.writes
    thread = f"{CHANNEL};messageid=1795178156865".replace(":", "%3A").replace("@", "%40")
    thread = thread.replace(";", "%3B").replace("=", "%3D")
    assert (post.method, post.path) == ("POST", f"/v3/conversations/{thread}/activities")
    assert post.text == "from a middleware"
    assert edit.method == "PUT"
    assert edit.text == "changed"


async def test_a_middleware_sees_every_turn(adapter, far):
    seen = []

    class Notes(Middleware):
        async def on_turn(self, context, logic):
            seen.append(context.activity.text)
            await logic()

    async def logic(context: TurnContext) -> None:
        seen.append("turn")

    adapter.use(Notes())
    await run(adapter, far, logic)

    assert seen == ["<at>Hybridge</at> check oauth hbna.co.kr", "turn"]


async def test_the_sdk_lets_nobody_in_by_itself(adapter, far):
    activity = activity_of(message(serviceUrl=far.url))

    with pytest.raises(PermissionError):
        await adapter.process_activity(f"Bearer {far.token()}", activity, None)
    with pytest.raises(PermissionError):
        await adapter.authentication.authenticate_streaming_request("Bearer x", "msteams")


async def test_a_proactive_turn_uses_the_same_connections(adapter, far):
    async def logic(context: TurnContext) -> None:
        await context.send_activity("out of the blue")

    activity = activity_of(message(serviceUrl=far.url))
    await adapter.continue_conversation(
        TurnContext.get_conversation_reference(activity), logic, bot_app_id=APP
    )

    assert [write.text for write in far.writes] == ["out of the blue"]
