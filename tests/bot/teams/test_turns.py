"""From an activity to ``Turns`` and back: messages, clicks, installations, bad bodies."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as fuzz

from bot.talk import Answer, Reply
from bot.teams.inbound import activity_of
from bot.teams.reading import conversation_of
from jobs.record import Conversation, Person
from tests.bot.teams.conftest import opened
from tests.bot.teams.far_side import (
    BOT,
    CHANNEL,
    SECOND_TENANT,
    TENANT,
    FarSide,
    Fault,
    click,
    message,
)

CARD = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "&lt;"}]}


async def test_a_message_is_handed_over_in_our_own_words(bot):
    await bot.send(message(locale="ko-KR"))

    (heard,) = bot.ears.messages
    assert heard.text == "check oauth hbna.co.kr"
    assert heard.id == f"{CHANNEL}|1795178156865"
    assert heard.person == Person(tenant=TENANT, id="aaaaaaaa-0001", name="Minji")
    assert heard.guest is False
    assert heard.conversation == Conversation(
        service_url=bot.far.url,
        tenant=TENANT,
        id=CHANNEL,
        root="1795178156865",
        bot=BOT,
        locale="ko",
    )


PLACES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a reply in a channel": (
        {"conversationType": "channel", "id": f"{CHANNEL};messageid=42"},
        CHANNEL,
        "42",
    ),
    "a new post in a channel": ({"conversationType": "channel", "id": CHANNEL}, CHANNEL, "7"),
    "a chat of several": (
        {"conversationType": "groupChat", "id": "19:x@thread.v2"},
        "19:x@thread.v2",
        "",
    ),
    "a chat of two": ({"conversationType": "personal", "id": "a:1"}, "a:1", ""),
}


@pytest.mark.parametrize(("where", "place", "root"), PLACES.values(), ids=PLACES)
def test_the_thread_is_known_from_the_conversation(where: dict[str, str], place: str, root: str):
    activity = activity_of(message(id="7", serviceUrl="https://x", conversation=where))

    conversation = conversation_of(activity, language="en")

    assert (conversation.id, conversation.root) == (place, root)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("fr-FR", "fr"), ("ko", "ko"), ("en-GB", "en"), ("de-DE", "ko"), (None, "ko")],
)
def test_the_language_is_the_persons_or_else_the_channels(locale: str | None, language: str):
    activity = activity_of(message(serviceUrl="https://x", locale=locale))

    assert conversation_of(activity, language="ko").locale == language


async def test_a_reply_goes_into_the_thread_with_the_bots_token(bot):
    bot.ears.reply = Reply(summary="Which domain?", text="Which domain? `help`")

    status, _ = await bot.send(message())

    (write,) = await bot.far.wrote(1)
    assert status == 202
    assert write.path == (
        "/v3/conversations/19%3Aoperations%40thread.tacv2%3Bmessageid%3D1795178156865/activities"
    )
    assert write.headers["Authorization"] == "Bearer outgoing-1"
    assert write.headers["User-Agent"] == "Hybridge"
    assert write.body == {
        "type": "message",
        "from": {"id": BOT},
        "conversation": {"id": CHANNEL},
        "summary": "Which domain?",
        "text": "Which domain? `help`",
        "textFormat": "markdown",
    }


async def test_a_card_goes_alone_as_teams_would_split_it_from_a_text(bot):
    bot.ears.reply = Reply(summary="Checking", text="unused", card=CARD)

    await bot.send(message())

    (write,) = await bot.far.wrote(1)
    assert "text" not in write.body
    assert write.body["attachments"] == [
        {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}
    ]


async def test_a_conversation_that_moved_is_answered_where_it_is_served_now(bot, papers):
    await bot.send(message(id="1"))
    before = bot.ears.messages[0].conversation
    moved = FarSide()
    runner = await moved.serve(papers.tls)
    try:
        token = bot.far.token(serviceurl=moved.url)
        await bot.send(message(id="2", serviceUrl=moved.url), token=token)
        await bot.outgoing.posts.post(before, Reply(summary="Done", text="Done"))
    finally:
        await runner.cleanup()

    assert bot.far.writes == []
    assert [write.text for write in moved.writes] == ["Done"]


async def test_half_a_surrogate_pair_comes_in_and_goes_out_as_a_question_mark(bot):
    bot.ears.reply = Reply(summary="x", text="you wrote \ud83d")

    status, _ = await bot.send(message("<at>Hybridge</at> \ud83d"))

    (write,) = await bot.far.wrote(1)
    assert (status, write.text) == (202, "you wrote ?")


async def test_the_same_message_delivered_again_is_handed_on_under_the_same_id(bot):
    answers = await asyncio.gather(*(bot.send(message()) for _ in range(5)))

    assert [status for status, _ in answers] == [202] * 5
    assert len({heard.id for heard in bot.ears.messages}) == 1


async def test_a_message_is_not_marked_as_seen_before_its_work_is_done(bot):
    bot.ears.breaks = True
    await bot.send(message())
    bot.ears.breaks = False

    await bot.send(message())

    assert len(bot.ears.messages) == 2


async def test_the_same_id_in_another_conversation_is_another_message(bot):
    await bot.send(message())
    await bot.send(message(conversation={"conversationType": "personal", "id": "a:1"}))

    assert len(bot.ears.messages) == 2


NOT_HEARD: dict[str, dict[str, Any]] = {
    "an edited message": {"type": "messageUpdate", "channelData": {
        "eventType": "editMessage", "tenant": {"id": TENANT}}},
    "an edit that calls itself a message": {"channelData": {
        "eventType": "editMessage", "tenant": {"id": TENANT}}},
    "a deleted message": {"type": "messageDelete", "channelData": {
        "eventType": "softDeleteMessage", "tenant": {"id": TENANT}}},
    "a reaction": {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    "typing": {"type": "typing"},
    "an event": {"type": "event", "name": "x"},
    "a kind nobody knows": {"type": "somethingNew"},
    "another bot": {"from": {"id": "28:other", "name": "Other bot"}},
    "another bot by its role": {"from": {"id": "29:x", "role": "bot"}},
}  # fmt: skip


@pytest.mark.parametrize("changes", NOT_HEARD.values(), ids=NOT_HEARD)
async def test_what_is_no_new_message_of_a_person_is_taken_and_not_heard(bot, changes):
    status, _ = await bot.send(message(**changes))

    assert status == 202
    assert bot.ears.messages == []


async def test_a_turn_that_fails_is_answered_in_the_thread(bot):
    bot.ears.breaks = True

    status, _ = await bot.send(message())

    (write,) = await bot.far.wrote(1)
    assert status == 202
    assert write.text.startswith("I could not deal with this")


GUESTS: dict[str, tuple[dict[str, Any] | None, bool]] = {
    "a member": ({"userRole": "user", "tenantId": TENANT.upper()}, False),
    "a guest by role": ({"userRole": "guest", "tenantId": TENANT}, True),
    "somebody anonymous": ({"userRole": "anonymous", "tenantId": TENANT}, True),
    "a guest by name": ({"userPrincipalName": "kim_x.com#EXT#@hbna.co.kr"}, True),
    "somebody of another tenant": ({"userRole": "user", "tenantId": "other"}, True),
    "somebody the roster does not know": (None, True),
}


@pytest.mark.parametrize(("member", "guest"), GUESTS.values(), ids=GUESTS)
async def test_the_roster_says_who_is_a_guest(bot, member: dict[str, Any] | None, guest: bool):
    bot.far.members = {} if member is None else {"29:operator": member}

    await bot.send(message())
    await bot.send(click())

    assert [it.guest for it in (*bot.ears.messages, *bot.ears.clicks)] == [guest, guest]
    assert bot.far.member_reads == (2 if member is None else 1)


async def test_a_click_without_an_id_that_is_delivered_three_times_is_one(bot):
    for _ in range(3):
        await bot.send(click(id=None))
    await bot.send(click(id=None, timestamp="2026-11-20T12:36:00.000Z"))

    assert len(bot.ears.clicks) == 2


async def test_the_roster_is_asked_once_in_ten_minutes_about_a_person(bot):
    for number in range(4):
        await bot.send(message(id=f"{number}", conversation={"id": f"a:{number}"}))
    bot.clock.pass_time(601)
    await bot.send(message(id="5"))

    assert bot.far.member_reads == 2


async def test_the_roster_is_asked_once_about_a_person_who_clicks_ten_times_at_once(bot):
    await asyncio.gather(*(bot.send(click(id=f"f:{number}")) for number in range(10)))

    assert len(bot.ears.clicks) == 10
    assert not any(heard.guest for heard in bot.ears.clicks)
    assert bot.far.member_reads == 1


@pytest.mark.parametrize(("later", "guest"), [(601, False), (90_000, True)])
async def test_what_the_roster_said_holds_for_a_day_while_it_is_away(bot, later: int, guest: bool):
    await bot.send(message(id="1"))
    bot.clock.pass_time(later)
    bot.far.members_down = True
    await bot.send(message(id="2"))

    assert [heard.guest for heard in bot.ears.messages] == [False, guest]


async def test_whether_somebody_is_a_guest_is_asked_for_each_tenant(bot):
    there = {
        "conversation": {"id": "a:2", "tenantId": SECOND_TENANT},
        "channelData": {"tenant": {"id": SECOND_TENANT}},
    }

    await bot.send(message(id="1"))
    await bot.send(message(id="2", **there))

    assert [(heard.person.tenant, heard.guest) for heard in bot.ears.messages] == [
        (TENANT, False), (SECOND_TENANT, True),
    ]  # fmt: skip


async def test_a_clock_that_went_back_makes_no_member_last(bot):
    await bot.send(message(id="1"))
    bot.clock.pass_time(-30 * 86_400)
    bot.far.members["29:operator"]["userRole"] = "guest"
    await bot.send(message(id="2"))
    bot.far.members_down = True
    bot.clock.pass_time(-30 * 86_400)
    await bot.send(message(id="3"))

    assert [heard.guest for heard in bot.ears.messages] == [False, True, True]


async def test_a_person_without_an_entra_id_is_nobody(bot):
    await bot.send(message(**{"from": {"id": "29:operator", "name": "Minji"}}))

    (heard,) = bot.ears.messages
    assert (heard.person.id, heard.guest) == ("", True)


async def test_a_button_of_an_old_client_is_told_apart_and_answered_in_the_thread(bot):
    old = {"verb": "approve", "job": 7, "gate": "plan", "nonce": "n1", "reason": "no"}

    await bot.send(message(id="1", text=None, value=old, replyToId="1795178156999"))
    await bot.send(click(verb="approve"))

    submitted, pressed = bot.ears.clicks
    assert (submitted.verb, submitted.submitted, submitted.data) == ("approve", True, old)
    assert (pressed.verb, pressed.submitted) == ("approve", False)
    (write,) = await bot.far.wrote(1)
    assert write.text == "Noted."


async def test_a_guest_list_that_cannot_be_read_makes_guests(bot):
    bot.far.token_down = True

    await bot.send(message())

    assert bot.ears.messages[0].guest is True


ANSWERS: dict[str, tuple[Answer, dict[str, Any]]] = {
    "a card": (
        Answer(card=CARD),
        {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD},
    ),
    "a sentence": (
        Answer(message="You may not approve your own change."),
        {
            "statusCode": 200,
            "type": "application/vnd.microsoft.activity.message",
            "value": "You may not approve your own change.",
        },
    ),
    "an error": (
        Answer(status=400, message="This card is out of date."),
        {
            "statusCode": 400,
            "type": "application/vnd.microsoft.error",
            "value": {"code": "BadRequest", "message": "This card is out of date."},
        },
    ),
    "nothing to say": (
        Answer(),
        {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""},
    ),
}


@pytest.mark.parametrize(("answer", "body"), ANSWERS.values(), ids=ANSWERS)
async def test_a_click_is_answered_200_with_the_outcome_inside(bot, answer: Answer, body):
    bot.ears.answer = answer

    assert await bot.send(click()) == (200, body)


async def test_a_click_is_handed_over_in_our_own_words(bot):
    await bot.send(click(verb="approve"))

    (pressed,) = bot.ears.clicks
    assert (pressed.verb, pressed.data) == ("approve", {"job": 7})
    assert pressed.id == f"{CHANNEL}|f:click-1"
    assert (pressed.card, pressed.automatic) == ("1795178156999", False)
    assert pressed.person.id == "aaaaaaaa-0001"


async def test_a_click_that_fails_is_answered_in_red_and_not_500(bot):
    bot.ears.breaks = True

    status, answer = await bot.send(click())

    assert (status, answer["statusCode"]) == (200, 500)


async def test_a_store_that_cannot_say_what_is_new_is_told_and_no_click_counts(bot):
    async def away(key: str) -> bool:
        raise ConnectionError("the store is away")

    bot.seen.ask = away
    status, answer = await bot.send(click())

    assert bot.ears.clicks == []
    assert (status, answer["statusCode"]) == (200, 500)


async def test_the_same_click_delivered_again_gets_the_same_answer_and_counts_once(bot):
    bot.ears.answer = Answer(card=CARD)

    answers = await asyncio.gather(*(bot.send(click()) for _ in range(4)))

    assert len(bot.ears.clicks) == 1
    assert answers == [answers[0]] * 4


async def test_a_click_another_process_has_taken_is_answered_with_a_sentence(bot, settings, far):
    async with opened(settings, far) as other:
        other.seen.keys = bot.seen.keys
        await bot.send(click())

        status, answer = await other.send(click())

        assert (status, other.ears.clicks) == (200, [])
        assert "already arrived" in answer["value"]


async def test_a_card_that_refreshes_itself_is_answered_each_time(bot):
    for _ in range(3):
        await bot.send(click(trigger="automatic"))

    assert [pressed.automatic for pressed in bot.ears.clicks] == [True] * 3


BAD_CLICKS: dict[str, Any] = {
    "no value": None,
    "a text": "approve",
    "no action": {"trigger": "manual"},
    "an action that is none": {"action": ["approve"]},
    "no verb": {"action": {"data": {}}},
    "a verb that is none": {"action": {"verb": {"x": 1}}},
}


@pytest.mark.parametrize("value", BAD_CLICKS.values(), ids=BAD_CLICKS)
async def test_a_click_without_a_verb_is_an_error_inside_a_200(bot, value: Any):
    status, answer = await bot.send(click(value=value))

    assert (status, answer["statusCode"], bot.ears.clicks) == (200, 400, [])


async def test_an_invoke_nobody_serves_is_answered_501_in_json(bot):
    status, answer = await bot.send(click(name="task/fetch"))

    assert (status, answer["type"]) == (501, "application/vnd.microsoft.error")


async def test_a_button_of_an_old_client_is_a_click_answered_in_the_thread(bot):
    value = {"verb": "again", "job": 7}

    status, _ = await bot.send(message(None, value=value, replyToId="99"))

    (pressed,) = bot.ears.clicks
    (write,) = await bot.far.wrote(1)
    assert (status, pressed.verb, pressed.card) == (202, "again", "99")
    assert pressed.data["job"] == 7
    assert write.text == "Noted."
    assert bot.ears.messages == []


async def test_an_installation_told_twice_is_answered_once(bot):
    added = {"type": "conversationUpdate", "membersAdded": [{"id": BOT}, {"id": "29:x"}]}
    everywhere = {"conversation": {"conversationType": "channel", "id": CHANNEL}, "text": None}

    await bot.send(message(id="1", **added, **everywhere))
    await bot.send(message(id="2", type="installationUpdate", action="add", **everywhere))

    (write,) = await bot.far.wrote(1)
    assert write.path == "/v3/conversations/19%3Aoperations%40thread.tacv2/activities"
    assert len(bot.ears.installed) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:new"}]},
        {"type": "conversationUpdate", "membersRemoved": [{"id": BOT}]},
        {"type": "installationUpdate", "action": "remove"},
    ],
    ids=["a person joins", "the bot is removed", "the app is removed"],
)
async def test_nobody_is_greeted_for_anything_else(bot, changes: dict[str, Any]):
    status, _ = await bot.send(message(**changes))

    assert (status, bot.ears.installed) == (202, [])


BAD_BODIES: dict[str, tuple[bytes, str, int]] = {
    "no JSON": (b"{", "application/json", 400),
    "no UTF-8": (b'{"type":"\xff"}', "application/json", 400),
    "nothing": (b"", "application/json", 400),
    "an array": (b"[]", "application/json", 400),
    "a number": (b"5", "application/json", 400),
    "nested too deeply": (b"[" * 100_000, "application/json", 400),
    "another type": (b"{}", "text/plain", 415),
    "no type": (b"{}", "", 415),
    "too large": (b'{"x":"' + b"a" * 262_144 + b'"}', "application/json", 413),
}


@pytest.mark.parametrize(("body", "kind", "status"), BAD_BODIES.values(), ids=BAD_BODIES)
async def test_a_body_that_is_none_is_refused(bot, body: bytes, kind: str, status: int):
    headers = {"Authorization": f"Bearer {bot.far.token()}", "Content-Type": kind}

    answer, _ = await bot.send_raw(data=body, headers=headers)

    assert answer == status


async def test_a_body_too_large_without_saying_so_is_refused(bot):
    async def stream():
        for _ in range(40):
            yield b"a" * 10_000

    headers = {
        "Authorization": f"Bearer {bot.far.token()}",
        "Content-Type": "application/json",
    }
    status, _ = await bot.send_raw(data=stream(), headers=headers)

    assert status == 413


BAD_ACTIVITIES: dict[str, dict[str, Any]] = {
    "no type": {"type": None},
    "a message without an id": {"id": None},
    "no conversation id": {"conversation": {"tenantId": TENANT}},
    "a conversation that is none": {
        "conversation": "a:1",
        "channelData": {"tenant": {"id": TENANT}},
    },
    "no recipient": {"recipient": None},
    "no sender": {"from": None},
    "a sender that is none": {"from": [1]},
    "entities that are none": {"entities": {"x": 1}},
    "an entity that is none": {"entities": ["x"]},
    "a text that is none": {"text": {"x": 1}},
    "a type that is none": {"type": 5},
    "members that are none": {"type": "conversationUpdate", "membersAdded": 5},
}


@pytest.mark.parametrize("changes", BAD_ACTIVITIES.values(), ids=BAD_ACTIVITIES)
async def test_an_activity_without_its_parts_is_answered_400(bot, changes: dict[str, Any]):
    status, _ = await bot.send(message(**changes))

    assert (status, bot.ears.messages) == (400, [])


@pytest.mark.parametrize("name", ["timestamp", "localTimestamp", "expiration"])
async def test_a_time_the_sdk_cannot_read_harms_nobody(bot, name: str):
    status, _ = await bot.send(message(**{name: "yesterday"}))

    assert (status, len(bot.ears.messages)) == (202, 1)


ANYTHING = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(max_size=8),
    lambda inner: (
        strategies.lists(inner, max_size=3)
        | strategies.dictionaries(
            strategies.sampled_from(
                ["id", "type", "text", "verb", "action", "tenant", "mentioned"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
FIELDS = strategies.sampled_from(
    [
        "type",
        "id",
        "text",
        "from",
        "recipient",
        "conversation",
        "entities",
        "value",
        "locale",
        "name",
        "replyToId",
        "attachments",
        "membersAdded",
        "channelData",
        "textFormat",
        "suggestedActions",
        "relatesTo",
        "semanticAction",
    ]
)


@fuzz(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=strategies.dictionaries(FIELDS, ANYTHING, max_size=3))
async def test_whatever_a_body_holds_the_door_never_answers_500(bot, changes: dict[str, Any]):
    status, _ = await bot.send({**message(), **changes})

    assert status in {200, 202, 400, 403, 501}


async def test_health_is_told_to_anybody(bot):
    async with bot.http.get(f"{bot.url}/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"status": "ok"})


async def test_without_authentication_only_this_machine_is_answered(without_authentication, far):
    async with opened(without_authentication, far) as bot:
        near, _ = await bot.send_raw(json=message(serviceUrl=far.url))
        away, _ = await bot.send_raw(json=message(serviceUrl="https://smba.trafficmanager.net/x"))

        assert (near, away) == (202, 403)
        assert len(bot.ears.messages) == 1


async def test_a_slow_click_is_told_that_it_is_at_work(bot, monkeypatch):
    monkeypatch.setattr("bot.teams.door.PATIENCE", 0.01)
    ended = asyncio.Event()

    async def on_click(click):
        await ended.wait()
        return Answer(message="Late")

    bot.ears.on_click = on_click
    status, answer = await bot.send(click())
    ended.set()

    assert status == 200
    assert "still at work" in answer["value"]["message"]


async def test_closing_waits_for_the_turns_under_way_and_gives_up_on_what_hangs(bot, monkeypatch):
    monkeypatch.setattr("bot.teams.door.PATIENCE", 0.01)
    monkeypatch.setattr("bot.teams.opening.PATIENCE", 0.01)
    given_up = asyncio.Event()

    async def on_message(message):
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()

    bot.ears.on_message = on_message
    await bot.send(message())
    await bot.outgoing.close()

    assert given_up.is_set()


async def test_a_slow_turn_does_not_keep_teams_waiting(bot, monkeypatch):
    monkeypatch.setattr("bot.teams.door.PATIENCE", 0.01)
    ended = asyncio.Event()

    async def on_message(message):
        await ended.wait()
        return Reply(summary="Late", text="Late")

    bot.ears.on_message = on_message
    status, _ = await bot.send(message())
    ended.set()

    (write,) = await bot.far.wrote(1)
    assert (status, write.text) == (202, "Late")


async def test_no_token_and_no_word_of_a_person_reaches_the_log(bot, capsys):
    async def on_message(message):
        raise RuntimeError(f"could not do {message.text}")

    bot.ears.on_message = on_message
    token = bot.far.token()
    bot.far.faults = [Fault(401), Fault(500)]
    await bot.send(message("<at>Hybridge</at> a-very-private-word"), token=token)
    await bot.send(message(), token=token[:-4])
    await bot.far.wrote(2)

    logged = "".join(capsys.readouterr())
    assert "turn.broken" in logged
    assert "door.refused" in logged
    for secret in ("a-very-private-word", token[-20:], token[:60], "outgoing-1", "outgoing-2"):
        assert secret not in logged
