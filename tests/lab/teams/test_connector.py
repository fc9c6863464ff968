"""The Connector takes what a bot may do, and refuses the rest as Teams does."""

from io import BytesIO
from typing import Any

import aiohttp
import pytest

from lab.cloud.enrol import enrol
from lab.cloud.tokens import GRAPH
from tests.lab.teams.conftest import CARD, card, text


async def test_a_message_begins_a_thread_and_another_answers_in_it(desk, teams):
    root = await desk.posted(text("Hello"))
    reply = await desk.posted(text("Again"), root)
    status, answer = await desk.call(
        "POST", "conversations", desk.thread(root), "activities", root, json=text("By reply id")
    )

    assert status == 201
    threads = {id: post.thread for id, post in teams.chat.posts.items()}
    assert threads == {root: root, reply: root, answer["id"]: root}
    assert [event["kind"] for event in teams.chat.events] == ["message"] * 3


async def test_a_card_is_edited_in_place(desk, teams):
    first = await desk.posted(card("approve"))
    await desk.posted(text("Later"))

    assert await desk.put(first, card("again")) == (200, {"id": first})

    assert next(iter(teams.chat.posts)) == first
    post = teams.chat.posts[first]
    assert (post.edits, post.card["actions"][0]["verb"]) == (1, "again")
    assert teams.chat.events[-1] | {"card": None} == {
        "seq": 3, "kind": "edit", "id": first, "thread": first, "from": "bot", "text": "",
        "card": None, "summary": "A card", "mention": "",
    }  # fmt: skip


async def test_a_deleted_message_is_gone_for_good(desk, teams):
    first = await desk.posted(text("Hello"))

    gone = await desk.call("DELETE", "conversations", desk.thread(), "activities", first)

    assert gone == (200, None)
    assert teams.chat.events[-1]["kind"] == "delete"
    status, answer = await desk.put(first, text("Back"))
    assert (status, answer["error"]["code"]) == (404, "ActivityNotFoundInConversation")


async def test_a_thread_is_begun_by_creating_a_conversation(desk, teams):
    place = teams.place
    asked = {"isGroup": True, "channelData": {"channel": {"id": place.channel}}}

    status, made = await desk.call(
        "POST", "conversations", json={**asked, "activity": text("Listen")}
    )

    assert status == 201
    assert made["id"] == f"{place.channel};messageid={made['activityId']}"
    assert teams.chat.posts[made["activityId"]].text == "Listen"


async def test_a_text_beside_a_card_is_split_and_no_id_comes_back(desk, teams):
    status, answer = await desk.post({**card("approve"), "text": "Both"})

    assert (status, answer) == (201, {})
    first, second = teams.chat.posts.values()
    assert (first.text, second.card is not None, second.thread) == ("Both", True, first.id)


async def test_typing_is_taken_and_leaves_nothing(desk, teams):
    assert await desk.post({"type": "typing"}) == (202, None)
    assert teams.chat.events == []


async def test_the_roster_comes_in_pages(desk, teams):
    seen, query = [], {}
    while query is not None:
        status, page = await desk.call(
            "GET", "conversations", desk.thread(), "pagedmembers", params=query
        )
        assert status == 200
        seen += [member["aadObjectId"] for member in page["members"]]
        token = page.get("continuationToken")
        query = {"continuationToken": token} if token else None

    assert seen == [one.object_id for one in teams.people.values()]
    assert len(seen) == 6


async def test_a_member_is_found_by_either_id_and_a_guest_is_marked(desk, teams):
    for key, role in (("operator", "user"), ("guest", "guest")):
        one = teams.people[key]
        for wanted in (one.id, one.object_id):
            status, entry = await desk.call(
                "GET", "conversations", desk.thread(), "members", wanted
            )
            assert status == 200
            assert (entry["id"], entry["userRole"]) == (one.id, role)
            assert entry["tenantId"] == teams.place.tenant


async def test_the_team_and_its_channel_are_told(desk, teams):
    status, team = await desk.call("GET", "teams", teams.place.team)
    assert (status, team["memberCount"]) == (200, 6)

    _, channels = await desk.call("GET", "teams", teams.place.team, "conversations")
    assert [each["id"] for each in channels["conversations"]] == [teams.place.channel]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("POST", ["{elsewhere}", "activities"], id="a post elsewhere"),
        pytest.param("POST", ["{thread}", "activities"], id="a post into an unknown thread"),
        pytest.param("PUT", ["{here}", "activities", "17"], id="an edit of an unknown message"),
        pytest.param("DELETE", ["{here}", "activities", "17"], id="deleting an unknown message"),
        pytest.param("GET", ["{here}", "members", "29:nobody"], id="an unknown member"),
        pytest.param("GET", ["{elsewhere}", "members", "29:x"], id="a member elsewhere"),
        pytest.param("GET", ["{elsewhere}", "pagedmembers"], id="the roster elsewhere"),
    ],
)
async def test_what_is_not_there_is_not_found(desk, method, path):
    names = {"here": desk.thread(), "elsewhere": "19:other@thread.tacv2"}
    names["thread"] = f"{desk.thread()};messageid=17"
    filled = [part.format(**names) for part in path]

    status, answer = await desk.call(method, "conversations", *filled, json=text("Hello"))

    assert status == 404
    assert answer["error"]["message"]


async def test_an_answer_roots_no_thread_of_its_own(desk):
    root = await desk.posted(text("Hello"))
    reply = await desk.posted(text("Again"), root)

    status, _ = await desk.post(text("Below the reply"), reply)

    assert status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_a_bot_does_not_touch_what_people_wrote(desk, teams, method):
    said = await teams.delivery.say("operator", "help")

    path = ("conversations", desk.thread(), "activities", said.id)
    status, _ = await desk.call(method, *path, json=text("Mine now"))

    assert status == 403
    assert teams.chat.posts[said.id].text == "help"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param({"type": "message"}, "BadSyntax", id="nothing to show"),
        pytest.param({"type": "event", "text": "x"}, "BadArgument", id="another type"),
        pytest.param([], "BadSyntax", id="a list"),
        pytest.param({"type": "message", "text": 5}, "BadArgument", id="a number"),
        pytest.param({"type": "message", "attachments": {}}, "BadArgument", id="no list"),
        pytest.param(
            {"type": "message", "attachments": [{"contentType": "text/html"}]},
            "BadArgument",
            id="another kind of attachment",
        ),
        pytest.param(
            {"type": "message", "attachments": [{"contentType": CARD, "content": "x"}]},
            "BadArgument",
            id="a card that is none",
        ),
    ],
)
async def test_a_malformed_message_is_refused(desk, teams, body, code):
    status, answer = await desk.post(body)

    assert (status, answer["error"]["code"]) == (400, code)
    assert teams.chat.events == []


async def test_bytes_that_are_no_json_are_refused(desk):
    path = ("conversations", desk.thread(), "activities")
    for data in (b"{", b"\xff\xfe\xfd", b"[" * 40_000):
        status, answer = await desk.call("POST", *path, data=data)
        assert (status, answer["error"]["code"]) == (400, "BadSyntax")


async def test_an_edit_cannot_make_two_messages_of_one(desk, teams):
    first = await desk.posted(text("Hello"))

    status, _ = await desk.put(first, {**card("approve"), "text": "Both"})

    assert status == 400
    assert teams.chat.posts[first].text == "Hello"


async def test_a_message_is_measured_in_utf_16(desk):
    frame = len('{"type": "message", "text": ""}')
    fits = 50 * 1024 - frame

    assert (await desk.post(text("x" * fits)))[0] == 201
    status, answer = await desk.post(text("x" * (fits + 1)))
    assert (status, answer["error"]["code"]) == (413, "MessageSizeTooBig")


async def test_a_body_beyond_all_measure_is_refused_in_the_same_words(desk):
    path = ("conversations", desk.thread(), "activities")

    status, answer = await desk.call("POST", *path, data=BytesIO(b" " * 2_000_000))

    assert (status, answer["error"]["code"]) == (413, "MessageSizeTooBig")


class TestTokens:
    """Only the bot itself gets in."""

    async def ask(self, desk: Any, token: str) -> tuple[int, str]:
        path = ("conversations", desk.thread(), "activities")
        status, answer = await desk.call("POST", *path, json=text("Hello"), token=token)
        assert desk.teams.chat.events == []
        return status, answer["error"]["message"]

    async def test_without_a_token_nobody_gets_in(self, desk):
        assert await self.ask(desk, "") == (401, "Access token is empty.")

    async def test_nonsense_is_no_token(self, desk):
        assert (await self.ask(desk, "e30.e30.x"))[0] == 401

    async def test_a_token_for_another_service_is_refused(self, desk, token_of, registered):
        status, why = await self.ask(desk, token_of(registered, GRAPH))
        assert status == 401
        assert "udience" in why

    async def test_another_bot_is_refused(self, desk, world, token_of):
        status, why = await self.ask(desk, token_of(enrol(world, "Stranger")))
        assert (status, why) == (403, "This token belongs to another bot.")

    async def test_an_expired_token_is_refused(self, desk, clock, token_of, registered):
        clock.pass_time(-2 * 3600)
        status, why = await self.ask(desk, token_of(registered))
        assert status == 401
        assert "expired" in why

    async def test_every_route_asks_for_one(self, desk):
        one, team = ("conversations", desk.thread()), ("teams", desk.teams.place.team)
        for method, *path in (
            ("POST", "conversations"),
            ("POST", *one, "activities"),
            ("POST", *one, "activities", "1"),
            ("PUT", *one, "activities", "1"),
            ("DELETE", *one, "activities", "1"),
            ("GET", *one, "members", "29:1"),
            ("GET", *one, "pagedmembers"),
            ("GET", *team),
            ("GET", *team, "conversations"),
        ):
            assert (await desk.call(method, *path, token=""))[0] == 401


class TestFaults:
    """What goes wrong with a call on purpose."""

    async def test_an_error_of_any_status_with_or_without_a_time_to_wait(self, desk, world):
        url = f"{desk.teams.place.service_url}v3/conversations/{desk.thread()}/activities"
        headers = {"Authorization": f"Bearer {desk.token}"}
        for options, wait in (
            ({"status": 429, "retry_after": 7}, "7"),
            ({"status": 429}, None),
            ({"status": 412}, None),
            ({"status": 502}, None),
        ):
            world.faults.set("teams-error", target="POST", count=1, **options)
            async with desk.http.post(url, json=text("Hello"), headers=headers) as answer:
                assert answer.status == options["status"]
                assert answer.headers.get("Retry-After") == wait
                assert (await answer.json())["error"]["code"]
        assert desk.teams.chat.events == []
        assert (await desk.post(text("Hello")))[0] == 201

    async def test_an_error_strikes_the_method_it_is_meant_for(self, desk, world):
        world.faults.set("teams-error", target="PUT", status=504)
        first = await desk.posted(text("Hello"))

        assert (await desk.put(first, text("Changed")))[0] == 504

    async def test_a_dropped_call_has_done_nothing(self, desk, world):
        world.faults.set("teams-dropped", target="POST", count=1)

        with pytest.raises(aiohttp.ServerDisconnectedError):
            await desk.post(text("Hello"))

        assert desk.teams.chat.events == []

    async def test_a_lost_answer_leaves_the_message_there(self, desk, world):
        world.faults.set("teams-lost", target="POST", count=1)

        with pytest.raises(aiohttp.ServerDisconnectedError):
            await desk.post(text("Hello"))

        assert [event["text"] for event in desk.teams.chat.events] == ["Hello"]

    async def test_a_lost_answer_waits_for_a_call_that_is_carried_out(self, desk, world):
        world.faults.set("teams-lost", target="POST", count=1)

        assert (await desk.post({"type": "message"}))[0] == 400
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await desk.post(text("Hello"))

    async def test_a_slow_call_takes_the_time_it_is_told(self, desk, world, clock):
        world.faults.set("teams-slow", target="POST", seconds=9)
        before = clock.moment

        await desk.posted(text("Hello"))

        assert (clock.moment - before).total_seconds() == 9

    async def test_a_bot_that_was_taken_out_of_the_team_may_do_nothing(self, desk, teams):
        await teams.delivery.install("remove")

        status, answer = await desk.post(text("Hello"))

        assert (status, answer["error"]["code"]) == (403, "BotNotInConversationRoster")


async def test_every_call_is_written_down(desk, teams, world):
    first = await desk.posted(text("Hello"))
    await desk.put(first, text("Changed"))
    await desk.call("GET", "conversations", desk.thread(), "pagedmembers")
    await teams.delivery.say("operator", "help")

    calls = [(one["way"], one["what"], one["status"]) for one in teams.place.traffic.calls]
    assert calls == [
        ("from-bot", "POST activity", 201),
        ("from-bot", "PUT activity", 200),
        ("from-bot", "GET roster", 200),
        ("to-bot", "message", 202),
    ]
