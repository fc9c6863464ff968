"""A pressed button reaches the bot as an invoke, and the bot's answer comes back."""

import asyncio
from typing import Any

import pytest
from aiohttp import web

from lab.teams.delivery import NotPossible
from tests.lab.teams.conftest import card

ANSWER = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Done"}


async def test_the_button_is_sent_as_the_card_holds_it(desk, teams, bot):
    root = (await teams.delivery.say("operator", "help")).id
    shown = await desk.posted(card("approve", "reject"), root)

    async def answer(_: Any) -> web.Response:
        return web.json_response(ANSWER)

    bot.answer = answer
    clicked = await teams.delivery.click("lead", "reject", shown)

    assert (clicked.status, clicked.body, clicked.thread) == (200, ANSWER, root)
    activity = bot.heard[-1]
    assert (activity["type"], activity["name"]) == ("invoke", "adaptiveCard/action")
    assert activity["replyToId"] == shown
    assert activity["from"]["aadObjectId"] == teams.people["lead"].object_id
    assert activity["conversation"]["id"].endswith(f";messageid={root}")
    assert activity["value"] == {
        "action": {
            "type": "Action.Execute", "title": "reject", "verb": "reject", "data": {"for": "reject"}
        },
        "trigger": "manual",
    }  # fmt: skip


async def test_the_newest_standing_card_with_the_verb_is_pressed(desk, teams, bot):
    first = await desk.posted(card("approve"))
    second = await desk.posted(card("approve"))
    third = await desk.posted(card("approve"))
    await desk.posted(card("other"))
    await desk.put(third, card("ended"))

    await teams.delivery.click("lead", "approve")
    await desk.call("DELETE", "conversations", desk.thread(), "activities", second)
    await teams.delivery.click("lead", "approve")

    assert [activity["replyToId"] for activity in bot.heard] == [second, first]


async def test_a_button_is_found_wherever_it_stands(desk, teams, bot):
    hidden = {"type": "ActionSet", "actions": [{"type": "Action.Execute", "verb": "deep"}]}
    body = [{"type": "Container", "items": [hidden]}]
    await desk.posted(card(body=body))

    await teams.delivery.click("lead", "deep")

    assert bot.heard[0]["value"]["action"]["data"] == {}


@pytest.mark.parametrize("which", ["", "{card}", "17"])
async def test_a_button_that_is_nowhere_cannot_be_pressed(desk, teams, bot, which):
    shown = await desk.posted(card("approve"))

    with pytest.raises(NotPossible):
        await teams.delivery.click("lead", "retire", which.format(card=shown))
    assert bot.heard == []


async def test_a_deleted_card_cannot_be_pressed(desk, teams, bot):
    shown = await desk.posted(card("approve"))
    await desk.call("DELETE", "conversations", desk.thread(), "activities", shown)

    with pytest.raises(NotPossible):
        await teams.delivery.click("lead", "approve", shown)


async def test_a_client_may_send_data_of_its_own(desk, teams, bot):
    """Inputs, a button of an older card, or something made up: the bot must judge it."""
    shown = await desk.posted(card("approve"))

    await teams.delivery.click("lead", "approve", shown, data={"for": "else", "why": "because"})
    await teams.delivery.click("lead", "gone", shown, data={"for": "old"}, trigger="automatic")

    first, second = (activity["value"] for activity in bot.heard)
    assert first["action"]["data"] == {"for": "else", "why": "because"}
    assert (second["action"]["verb"], second["trigger"]) == ("gone", "automatic")


async def test_two_people_may_press_at_the_same_instant(desk, teams, bot):
    both = asyncio.Barrier(2)

    async def answer(activity: Any) -> web.Response:
        await both.wait()
        return web.json_response({**ANSWER, "value": activity["from"]["name"]})

    bot.answer = answer
    shown = await desk.posted(card("approve"))

    first, second = await asyncio.gather(
        teams.delivery.click("lead", "approve", shown),
        teams.delivery.click("lead2", "approve", shown),
    )

    assert first.body["value"] == teams.people["lead"].name
    assert second.body["value"] == teams.people["lead2"].name
    assert first.id != second.id


async def test_a_click_that_comes_twice_is_the_same_click(desk, teams, bot, world):
    await desk.posted(card("approve"))
    world.faults.set("teams-duplicate", target="lead", together=True)

    clicked = await teams.delivery.click("lead", "approve")

    assert [activity["id"] for activity in bot.heard] == [clicked.id, clicked.id]
