"""What people write reaches the bot as Teams sends it: signed, and sometimes more than once."""

import asyncio
import json
from typing import Any

import jwt
import pytest
from aiohttp import web
from jwt import PyJWK

from lab.teams.delivery import NotPossible
from lab.teams.signing import ISSUER, WRONG

BOT = "<at>Hybridge</at>"


async def published(http: Any, teams: Any) -> dict[str, Any]:
    """Give the issuer's keys by id, found the way a bot finds them."""
    async with http.get(teams.metadata) as answer:
        document = await answer.json()
    assert document["issuer"] == ISSUER
    async with http.get(document["jwks_uri"]) as answer:
        return {key["kid"]: key for key in (await answer.json())["keys"]}


def verified(headers: dict[str, str], keys: dict[str, Any], teams: Any) -> dict[str, Any]:
    """Check a token as strictly as a bot must; raises what PyJWT raises."""
    token = headers["Authorization"].removeprefix("Bearer ")
    key = keys[jwt.get_unverified_header(token)["kid"]]
    if "msteams" not in key["endorsements"]:
        raise jwt.InvalidKeyError("not endorsed")
    return jwt.decode(
        token,
        PyJWK(key).key,
        algorithms=["RS256"],
        audience=teams.place.app_id,
        issuer=ISSUER,
        options={"require": ["exp", "nbf", "iss", "aud"]},
    )


async def test_a_message_comes_with_the_marks_of_teams(teams, bot):
    said = await teams.delivery.say("operator", "check <oauth> & hbna.co.kr")

    (activity,) = bot.heard
    operator = teams.people["operator"]
    assert said.status == 202
    assert activity["id"] == said.id == said.thread
    assert activity["id"].isdigit()
    assert activity["text"] == f"{BOT}&nbsp;check &lt;oauth&gt; &amp; hbna.co.kr\n"
    assert activity["from"] == {
        "id": operator.id, "name": operator.name, "aadObjectId": operator.object_id
    }  # fmt: skip
    assert operator.id.startswith("29:")
    assert activity["recipient"]["id"] == f"28:{teams.place.app_id}"
    assert activity["conversation"]["id"] == f"{teams.place.channel};messageid={said.id}"
    assert activity["channelData"]["tenant"]["id"] == teams.place.tenant
    assert activity["serviceUrl"] == teams.place.service_url
    assert bot.headers[0]["x-ms-tenant-id"] == teams.place.tenant


async def test_an_answer_stays_in_the_thread_of_what_it_answers(teams, bot):
    first = await teams.delivery.say("operator", "help")
    second = await teams.delivery.say("lead", "help", first.id)
    third = await teams.delivery.say("viewer", "help", second.id)

    assert {one.thread for one in (first, second, third)} == {first.id}
    assert len({activity["conversation"]["id"] for activity in bot.heard}) == 1
    assert len({one.id for one in (first, second, third)}) == 3


@pytest.mark.parametrize(
    ("mention", "text", "mentioned"),
    [
        pytest.param("first", f"{BOT}&nbsp;help\n", ["Hybridge"], id="first"),
        pytest.param("last", f"help&nbsp;{BOT}\n", ["Hybridge"], id="last"),
        pytest.param("twice", f"{BOT} {BOT}&nbsp;help\n", ["Hybridge", "Hybridge"], id="twice"),
        pytest.param(
            "after-person",
            f"<at>Minji Kim</at> {BOT}&nbsp;help\n",
            ["Minji Kim", "Hybridge"],
            id="after a person",
        ),
    ],
)
async def test_the_bot_is_mentioned_in_every_way_people_do_it(teams, bot, mention, text, mentioned):
    await teams.delivery.say("viewer", "help", mention=mention)

    (activity,) = bot.heard
    assert activity["text"] == text
    entities = [each for each in activity["entities"] if each["type"] == "mention"]
    assert [each["mentioned"]["name"] for each in entities] == mentioned
    assert all(each["text"] in text for each in entities)


async def test_a_message_without_a_mention_does_not_reach_the_bot(teams, bot):
    said = await teams.delivery.say("operator", "lunch?", mention="none")

    assert (said.status, bot.heard) == (0, [])
    assert teams.chat.posts[said.id].text == "lunch?"


async def test_a_message_may_quote_another(teams, bot):
    first = await teams.delivery.say("operator", "help")
    await teams.delivery.say("lead", "and this?", quote=first.id)

    activity = bot.heard[-1]
    assert f'<quoted messageId="{first.id}"/>' in activity["text"]
    assert {"type": "quotedReply", "quotedReply": {"messageId": first.id}} in activity["entities"]


async def test_an_edited_message_keeps_its_id_and_says_that_it_was_edited(teams, bot):
    said = await teams.delivery.say("operator", "help")
    await teams.delivery.edit("operator", said.id, "check oauth hbna.co.kr")

    first, second = bot.heard
    assert (first["type"], second["type"]) == ("message", "messageUpdate")
    assert (second["id"], second["channelData"]["eventType"]) == (said.id, "editMessage")
    assert "check oauth" in second["text"]
    assert teams.chat.events[-1]["kind"] == "edit"


async def test_a_deleted_message_is_told_and_gone(teams, bot):
    said = await teams.delivery.say("operator", "help")
    await teams.delivery.delete("operator", said.id)

    assert bot.heard[-1]["type"] == "messageDelete"
    assert bot.heard[-1]["channelData"]["eventType"] == "softDeleteMessage"
    with pytest.raises(NotPossible, match="no message"):
        await teams.delivery.edit("operator", said.id, "again")


async def test_nobody_changes_what_another_wrote(teams, bot):
    said = await teams.delivery.say("operator", "help")

    with pytest.raises(NotPossible, match="did not write"):
        await teams.delivery.edit("lead", said.id, "mine")
    assert len(bot.heard) == 1


async def test_being_installed_is_told_twice_and_being_removed_once(teams, bot):
    await teams.delivery.install()
    await teams.delivery.install("remove")

    told = [(one["type"], one.get("action")) for one in bot.heard]
    assert told == [
        ("installationUpdate", "add"),
        ("conversationUpdate", None),
        ("installationUpdate", "remove"),
    ]
    assert bot.heard[1]["membersAdded"] == [{"id": f"28:{teams.place.app_id}"}]
    with pytest.raises(NotPossible, match="not in the team"):
        await teams.delivery.say("operator", "help")


async def test_the_service_url_changes_with_the_region(teams, bot, desk):
    await teams.delivery.say("operator", "help")
    teams.place.region = "amer"
    await teams.delivery.say("operator", "help")

    first, second = (one["serviceUrl"] for one in bot.heard)
    assert second == first.replace("/teams/", "/amer/")
    assert (await desk.post({"type": "message", "text": "still here"}))[0] == 201


class TestTokens:
    """The issuer's signature on a delivery."""

    async def test_it_is_verified_by_the_published_keys(self, teams, bot, http):
        await teams.delivery.say("operator", "help")

        claims = verified(bot.headers[0], await published(http, teams), teams)
        assert claims["serviceurl"] == bot.heard[0]["serviceUrl"]

    async def test_after_a_rotation_only_the_new_key_is_published(self, teams, bot, http):
        before = await published(http, teams)
        await teams.delivery.say("operator", "help")
        teams.issuer.rotate()
        await teams.delivery.say("operator", "help")

        after = await published(http, teams)
        assert before.keys().isdisjoint(after)
        verified(bot.headers[1], after, teams)
        with pytest.raises(KeyError):
            verified(bot.headers[0], after, teams)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            pytest.param("missing", KeyError, id="missing"),
            pytest.param("issuer", jwt.InvalidIssuerError, id="issuer"),
            pytest.param("audience", jwt.InvalidAudienceError, id="audience"),
            pytest.param("expired", jwt.ExpiredSignatureError, id="expired"),
            pytest.param("early", jwt.ImmatureSignatureError, id="early"),
            pytest.param("signature", jwt.InvalidSignatureError, id="signature"),
            pytest.param("unsigned", jwt.InvalidAlgorithmError, id="unsigned"),
            pytest.param("unknown-key", KeyError, id="unknown key"),
            pytest.param("endorsement", jwt.InvalidKeyError, id="endorsement"),
            pytest.param("service-url", None, id="service url"),
        ],
    )
    async def test_it_is_wrong_in_one_way_only(self, teams, bot, http, world, wrong, error):
        world.faults.set("teams-token", target="operator", count=1, wrong=wrong)

        await teams.delivery.say("operator", "help")
        await teams.delivery.say("operator", "help")

        keys = await published(http, teams)
        if error is None:
            claims = verified(bot.headers[0], keys, teams)
            assert claims["serviceurl"] != bot.heard[0]["serviceUrl"]
        else:
            with pytest.raises(error):
                verified(bot.headers[0], keys, teams)
        verified(bot.headers[1], keys, teams)

    def test_every_way_to_be_wrong_is_tried_above(self):
        (mark,) = (one for one in type(self).test_it_is_wrong_in_one_way_only.pytestmark)
        assert {row.values[0] for row in mark.args[1]} == set(WRONG)

    async def test_another_tenant_comes_with_a_good_signature(self, teams, bot, http, world):
        world.faults.set("teams-token", count=1, wrong="tenant")

        await teams.delivery.say("operator", "help")

        (activity,) = bot.heard
        verified(bot.headers[0], await published(http, teams), teams)
        assert activity["conversation"]["tenantId"] != teams.place.tenant
        assert activity["channelData"]["tenant"]["id"] == activity["conversation"]["tenantId"]

    async def test_a_wrong_that_is_not_known_is_named(self, teams, world):
        world.faults.set("teams-token", count=1, wrong="handwriting")

        with pytest.raises(NotPossible, match="handwriting"):
            await teams.delivery.say("operator", "help")


class TestAgain:
    """The same activity comes more than once."""

    async def test_a_silent_bot_gets_the_same_activity_once_more(self, teams, bot):
        second = asyncio.Event()

        async def answer(_: Any) -> web.Response:
            teams.delivery.courier.patience = 60  # for the second delivery
            if len(bot.heard) == 2:
                second.set()
            await second.wait()
            return web.Response(status=202)

        bot.answer = answer
        teams.delivery.courier.patience = 1

        said = await teams.delivery.say("operator", "help")

        assert said.status == 202
        assert [one["id"] for one in bot.heard] == [said.id, said.id]

    async def test_a_bot_that_never_answers_is_given_up(self, teams, bot):
        never = asyncio.Event()

        async def answer(_: Any) -> web.Response:
            await never.wait()
            return web.Response()

        bot.answer = answer
        teams.delivery.courier.patience = 0.1

        said = await teams.delivery.say("operator", "help")
        never.set()

        assert said.status == 0
        assert teams.place.traffic.calls[-1]["status"] == 0

    @pytest.mark.parametrize("together", [False, True])
    async def test_a_duplicate_is_the_same_activity(self, teams, bot, world, together):
        world.faults.set("teams-duplicate", target="operator", count=1, together=together)

        said = await teams.delivery.say("operator", "help")
        await teams.delivery.say("operator", "help")

        assert [one["id"] for one in bot.heard][:2] == [said.id, said.id]
        assert bot.heard[0] == bot.heard[1]
        assert len(bot.heard) == 3

    async def test_a_duplicate_may_come_under_a_new_id(self, teams, bot, world):
        world.faults.set("teams-duplicate", count=2, new_id=True)

        await teams.delivery.say("operator", "help")
        await teams.delivery.install("remove")

        ids = [one["id"] for one in bot.heard]
        assert len(set(ids)) == 4
        assert bot.heard[0] | {"id": ""} == bot.heard[1] | {"id": ""}

    async def test_of_a_duplicate_the_first_answer_counts(self, teams, bot, world):
        bot.answer = self.numbered(bot)
        world.faults.set("teams-duplicate", count=1)

        assert (await teams.delivery.say("operator", "help")).body == {"number": 1}

    async def test_of_a_redelivery_the_second_answer_counts(self, teams, bot, world):
        bot.answer = self.numbered(bot)
        world.faults.set("teams-redelivery", count=1)

        assert (await teams.delivery.say("operator", "help")).body == {"number": 2}
        assert bot.heard[0] == bot.heard[1]

    def numbered(self, bot: Any) -> Any:
        async def answer(_: Any) -> web.Response:
            return web.json_response({"number": len(bot.heard)})

        return answer


class TestAnswers:
    """Whatever the bot answers is told, and nothing of it breaks the lab."""

    @pytest.mark.parametrize(
        ("body", "read"),
        [
            pytest.param(b"", None, id="nothing"),
            pytest.param(b'{"a": 1}', {"a": 1}, id="json"),
            pytest.param(b"{", "{", id="broken json"),
            pytest.param("é".encode("latin-1"), "\ufffd", id="no utf-8"),
        ],
    )
    async def test_it_is_read(self, teams, bot, body, read):
        async def answer(_: Any) -> web.Response:
            return web.Response(status=500, body=body, content_type="application/json")

        bot.answer = answer

        said = await teams.delivery.say("operator", "help")
        assert (said.status, said.body) == (500, read)

    async def test_a_bot_that_is_not_there_has_no_status(self, teams):
        teams.delivery.endpoint = "http://127.0.0.1:1/api/messages"
        assert (await teams.delivery.say("operator", "help")).status == 0

    async def test_a_redirect_is_not_followed(self, teams, bot):
        async def answer(_: Any) -> web.Response:
            return web.Response(status=307, headers={"Location": bot.url})

        bot.answer = answer

        assert (await teams.delivery.say("operator", "help")).status == 307
        assert len(bot.heard) == 1

    async def test_without_a_bot_nothing_is_posted(self, teams):
        teams.delivery.endpoint = ""
        with pytest.raises(NotPossible, match="no bot"):
            await teams.delivery.say("operator", "help")
        assert teams.chat.events == []


async def test_a_guest_is_sent_like_anybody(teams, bot):
    await teams.delivery.say("guest", "help")

    (activity,) = bot.heard
    assert activity["from"]["aadObjectId"] == teams.people["guest"].object_id
    assert "userRole" not in json.dumps(activity)
