"""The Teams part of the control address: people's hands and eyes over HTTP."""

import asyncio

import pytest

from lab.teams import page
from tests.lab.teams.conftest import card, text


async def test_somebody_says_something(control, bot, teams):
    answer = await control.post(
        "/lab/say", json={"person": "operator", "text": "help", "thread": None}
    )

    said = await answer.json()
    assert answer.status == 200
    assert (said["status"], said["thread"]) == (202, said["id"])
    assert bot.heard[0]["id"] == said["id"]


async def test_somebody_edits_deletes_and_presses(control, bot, desk):
    said = await (await control.post("/lab/say", json={"person": "lead", "text": "help"})).json()
    await desk.posted(card("approve"), said["id"])
    for path, body in (
        ("edit", {"person": "lead", "id": said["id"], "text": "help me"}),
        ("click", {"person": "lead2", "verb": "approve", "card": None}),
        ("delete", {"person": "lead", "id": said["id"]}),
        ("install", {}),
    ):
        answer = await control.post(f"/lab/{path}", json=body)
        assert (answer.status, (await answer.json())["status"]) == (200, 202)

    assert [activity["type"] for activity in bot.heard] == [
        "message", "messageUpdate", "invoke", "messageDelete",
        "installationUpdate", "conversationUpdate",
    ]  # fmt: skip


async def test_the_bots_address_can_be_changed(control, teams):
    answer = await control.post("/lab/bot", json={"url": "http://127.0.0.1:9/api/messages"})

    assert (await answer.json())["bot"] == "http://127.0.0.1:9/api/messages"
    assert teams.delivery.endpoint == "http://127.0.0.1:9/api/messages"


async def test_the_signing_key_is_rotated_and_the_region_moved(control, teams):
    before = teams.issuer.current.kid

    kid = (await (await control.post("/lab/rotate")).json())["kid"]
    url = (await (await control.post("/lab/region", json={"name": "emea"})).json())["serviceUrl"]

    assert kid == teams.issuer.current.kid != before
    assert url == teams.place.service_url
    assert url.endswith("/emea/")


async def test_the_people_are_named_with_who_is_a_guest(control):
    told = await (await control.get("/lab/people")).json()

    assert told["bot"] == "Hybridge"
    assert {one["key"]: one["guest"] for one in told["people"]} == {
        "operator": False, "operator2": False, "lead": False, "lead2": False, "viewer": False,
        "guest": True,
    }  # fmt: skip


class TestEvents:
    """What happened in the channel, asked for after a number."""

    async def ask(self, control, after, wait=0):
        return await (await control.get(f"/lab/events?after={after}&wait={wait}")).json()

    async def test_each_event_is_given_once_to_who_counts_on(self, control, desk):
        first = await desk.posted(text("Hello"))
        told = await self.ask(control, 0)
        await desk.put(first, card("approve"))
        news = await self.ask(control, told["last"])

        assert [(one["seq"], one["kind"]) for one in told["events"]] == [(1, "message")]
        assert [(one["seq"], one["kind"]) for one in news["events"]] == [(2, "edit")]
        assert news["events"][0]["card"]["actions"][0]["verb"] == "approve"
        assert (await self.ask(control, news["last"])) == {"events": [], "last": 2}

    async def test_who_waits_is_woken_by_the_first_event(self, teams, bot):
        waiting = asyncio.create_task(teams.chat.after(0, 3600))
        done, _ = await asyncio.wait({waiting}, timeout=0)
        assert not done

        await teams.delivery.say("operator", "Hello", mention="none")

        async with asyncio.timeout(20):
            assert [one["text"] for one in await waiting] == ["Hello"]

    async def test_who_waits_for_nothing_is_answered_in_the_end(self, control):
        assert await self.ask(control, 0, wait=0.05) == {"events": [], "last": 0}

    async def test_who_is_ahead_gets_nothing(self, control, desk):
        await desk.posted(text("Hello"))
        assert await self.ask(control, 7) == {"events": [], "last": 7}


async def test_the_traffic_is_told_after_a_number(control, desk):
    await desk.posted(text("Hello"))
    await control.post("/lab/say", json={"person": "operator", "text": "help"})

    told = await (await control.get("/lab/traffic?after=1")).json()

    assert told["last"] == 2
    assert [(one["seq"], one["way"]) for one in told["calls"]] == [(2, "to-bot")]


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        pytest.param("say", {}, "person is missing", id="nothing"),
        pytest.param("say", {"person": "operator"}, "text is missing", id="no text"),
        pytest.param("say", {"person": "operator", "text": 5}, "text is a text", id="a number"),
        pytest.param("say", [], "no object", id="a list"),
        pytest.param("say", {"person": "ghost", "text": "x"}, "called 'ghost'", id="nobody"),
        pytest.param(
            "say", {"person": "lead", "text": "x", "thread": "9"}, "no message '9'", id="thread"
        ),
        pytest.param(
            "say", {"person": "lead", "text": "x", "mention": "loud"}, "'loud'", id="mention"
        ),
        pytest.param("click", {"person": "lead"}, "verb is missing", id="no verb"),
        pytest.param("click", {"person": "lead", "verb": "x"}, "no card here", id="no card"),
        pytest.param("click", {"person": "lead", "verb": "x", "data": 1}, "data is", id="data"),
        pytest.param(
            "click", {"person": "lead", "verb": "x", "trigger": "y"}, "trigger is", id="trigger"
        ),
        pytest.param("edit", {"person": "lead", "id": "9", "text": ""}, "'9'", id="edit"),
        pytest.param("delete", {"person": "lead", "id": "9"}, "'9'", id="delete"),
        pytest.param("install", {"action": "buy"}, "'buy'", id="install"),
        pytest.param("bot", {"url": "file:///etc/passwd"}, "url is", id="bot"),
        pytest.param("bot", {}, "url is missing", id="no bot"),
        pytest.param("region", {"name": "../x"}, "name is", id="region"),
    ],
)
async def test_a_wrong_request_is_told_why(control, teams, bot, path, body, reason):
    answer = await control.post(f"/lab/{path}", json=body)

    assert answer.status == 400
    assert reason in (await answer.json())["error"]
    assert (bot.heard, teams.chat.events) == ([], [])


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        pytest.param(b"{", "application/json", "no JSON", id="broken"),
        pytest.param(b"\xff", "application/json", "no JSON", id="no utf-8"),
        pytest.param(b'{"person": "lead"}', "text/plain", "not application/json", id="a form"),
    ],
)
async def test_a_body_that_cannot_be_read_is_told_why(control, data, kind, reason):
    answer = await control.post("/lab/say", data=data, headers={"Content-Type": kind})

    assert answer.status == 400
    assert reason in (await answer.json())["error"]


@pytest.mark.parametrize("query", ["after=-1", "after=x", "wait=-1", "wait=nan", "after=inf"])
async def test_a_number_that_is_none_is_told(control, query):
    answer = await control.get(f"/lab/events?{query}")

    assert answer.status == 400
    assert "is a number from 0 on" in (await answer.json())["error"]


class TestPage:
    """The chat page's files; how the page behaves is tried with a browser elsewhere."""

    async def test_without_the_card_renderer_it_says_what_to_do(
        self, control, monkeypatch, tmp_path
    ):
        monkeypatch.setattr(page, "_MODULES", tmp_path)

        answer = await control.get("/")

        assert answer.status == 404
        assert "make page" in await answer.text()
        assert (await control.get("/page/adaptivecards.js")).status == 404

    @pytest.mark.parametrize(
        "name", ["page.js", "screen.js", "cards.js", "hosts.js", "page.css", "cards.css"]
    )
    async def test_its_own_files_are_served_under_a_strict_policy(self, control, name):
        answer = await control.get(f"/page/{name}")

        assert answer.status == 200
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy

    @pytest.mark.parametrize("name", ["package.json", "..%2f..%2fpyproject.toml", "index.html"])
    async def test_nothing_else_is_served(self, control, name):
        assert (await control.get(f"/page/{name}")).status == 404
