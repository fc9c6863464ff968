"""The chat page in a real browser: everybody sees the same, and each only their own answers."""

import asyncio
from typing import Any

import pytest
from aiohttp import web

from tests.lab.teams.conftest import CARD, card, text

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("page")]

PEOPLE = ("operator", "lead", "viewer")


def answering(kind: str, value: Any, status: int = 200) -> Any:
    async def answer(_: Any) -> web.Response:
        return web.json_response({"statusCode": status, "type": kind, "value": value})

    return answer


async def test_three_people_see_the_same_thread_with_the_card_drawn(screens):
    root = (await screens.teams.delivery.say("operator", "check oauth hbna.co.kr")).id
    shown = await screens.post(card("again"), root)

    for person in PEOPLE:
        seen = await screens.text(person)
        assert "Minji Kim" in seen
        assert "@Hybridge check oauth hbna.co.kr" in seen
        drawn = screens.at(person, f'[data-id="{shown}"] .ac-adaptiveCard')
        assert await screens.tab.run(f"{drawn}.innerText.split('\\n')[0]") == "A card"
    await screens.desk.put(shown, card("again", body=[{"type": "TextBlock", "text": "Edited"}]))
    for person in PEOPLE:
        await screens.tab.until(f"{screens.at(person)}.innerText.includes('Edited')")
    assert screens.tab.complaints == []
    assert {url.startswith(screens.url) for url in screens.tab.requests} == {True}


async def test_each_writes_as_themselves_with_the_keyboard_alone(screens):
    root = (await screens.teams.delivery.say("operator", "help")).id
    await screens.tab.until(f"{screens.at('lead', '.thread .plain')} !== null")
    await screens.tab.run(f"{screens.at('lead', '.posts')}.focus()")
    await screens.tab.press("Tab")
    await screens.tab.press("Enter")  # Reply
    await screens.tab.type("and <b>me</b>?")
    await screens.tab.press("Enter")

    await screens.tab.until(f"{screens.at('viewer')}.innerText.includes('and <b>me</b>?')")
    activity = screens.bot.heard[-1]
    assert activity["from"]["aadObjectId"] == screens.teams.people["lead"].object_id
    assert activity["conversation"]["id"].endswith(f";messageid={root}")
    assert await screens.tab.run("document.activeElement.tagName") == "TEXTAREA"


async def test_a_bar_is_for_the_one_who_clicked(screens):
    shown = await screens.post(card("approve"))
    screens.bot.answer = answering("application/vnd.microsoft.activity.message", "Noted")

    await screens.press("lead", shown, "approve")

    await screens.tab.until(f"{screens.at('lead')}.innerText.includes('Noted')")
    assert "Noted" not in await screens.text("operator")
    assert screens.bot.heard[-1]["value"]["action"]["data"] == {"for": "approve"}


async def test_a_refusal_is_a_red_bar_for_the_one_who_clicked(screens):
    shown = await screens.post(card("approve"))
    value = {"code": "BadRequest", "message": "You may not."}
    screens.bot.answer = answering("application/vnd.microsoft.error", value, 400)

    await screens.press("viewer", shown, "approve")

    await screens.tab.until(f"{screens.at('viewer', '.bar.error')} !== null")
    assert "You may not." in await screens.text("viewer", ".bar.error")
    assert "You may not." not in await screens.text("lead")


async def test_a_returned_card_is_for_the_one_who_clicked_until_the_next_edit(screens):
    shown = await screens.post(card("approve"))
    own = card(body=[{"type": "TextBlock", "text": "Only yours"}])["attachments"][0]["content"]
    screens.bot.answer = answering(CARD, own)

    await screens.press("lead", shown, "approve")
    await screens.tab.until(f"{screens.at('lead')}.innerText.includes('Only yours')")
    assert "Only yours" not in await screens.text("operator")

    await screens.desk.put(shown, card(body=[{"type": "TextBlock", "text": "Everybody's"}]))
    for person in PEOPLE:
        await screens.tab.until(f'{screens.at(person)}.innerText.includes("Everybody\'s")')
    assert "Only yours" not in await screens.text("lead")


async def test_a_button_that_fails_says_so(screens):
    shown = await screens.post(card("approve"))

    async def answer(_: Any) -> web.Response:
        return web.Response(status=500)

    screens.bot.answer = answer
    await screens.press("lead", shown, "approve")

    await screens.tab.until(f"{screens.at('lead', '.bar.error')} !== null")
    assert "Something went wrong" in await screens.text("lead", ".bar.error")


async def test_what_was_filled_in_is_sent_with_the_button(screens):
    why = {"type": "Input.Text", "id": "why", "label": "Reason", "value": "it is time"}
    shown = await screens.post(card("approve", body=[why]))

    await screens.press("lead", shown, "approve")
    await screens.tab.until("true")
    async with asyncio.timeout(20):
        while not screens.bot.heard:
            await screens.teams.chat.after(len(screens.teams.chat.events), 0.05)

    data = screens.bot.heard[-1]["value"]["action"]["data"]
    assert data == {"for": "approve", "why": "it is time"}


async def test_a_picture_that_a_card_carries_is_drawn_on_every_screen(screens):
    pixel = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    image = {"type": "Image", "url": f"data:image/gif;base64,{pixel}", "altText": "One pixel"}
    shown = await screens.post(card("ok", body=[image]))

    for person in ("operator", "lead"):
        drawn = screens.at(person, f'[data-id="{shown}"] img')
        await screens.tab.until(f"{drawn}.complete && {drawn}.naturalWidth === 1")
        assert await screens.tab.run(f"{drawn}.alt") == "One pixel"


async def test_what_somebody_unfolded_stays_so_when_others_write(screens):
    toggle = {"type": "Action.ToggleVisibility", "title": "More", "targetElements": ["more"]}
    more = {"type": "TextBlock", "text": "Folded", "id": "more", "isVisible": False}
    shown = await screens.post(card(body=[more], actions=[toggle]))

    assert "Folded" not in await screens.text("lead")
    await screens.press("lead", shown, "More")
    await screens.post(text("News"))

    assert "Folded" in await screens.text("lead")
    assert "Folded" not in await screens.text("operator")


async def test_news_come_into_sight_and_edits_of_older_cards_do_not_take_them_away(screens):
    line = {"type": "TextBlock", "text": "A line"}
    first = await screens.post(card(body=[line] * 30))
    older = await screens.post(card(body=[line]))
    await screens.post(card(body=[line]))
    place = "[...document.querySelectorAll('[data-person=lead] .post')].pop()"
    posts = screens.at("lead", ".posts")
    seen = (
        f"{place}.getBoundingClientRect().top >= {posts}.getBoundingClientRect().top - 1 && "
        f"{place}.getBoundingClientRect().bottom <= {posts}.getBoundingClientRect().bottom + 1"
    )

    assert await screens.tab.run(seen)
    for id in (first, older):
        grown = [line] * 80 + [{"type": "TextBlock", "text": f"Edited {id}"}]
        await screens.desk.put(id, card(body=grown))
        await screens.tab.until(f"{screens.at('lead')}.innerText.includes('Edited {id}')")
        assert await screens.tab.run(seen)


async def test_who_reads_further_up_is_left_there(screens):
    line = {"type": "TextBlock", "text": "A line"}
    first = await screens.post(card(body=[line] * 10))
    second = await screens.post(card(body=[line] * 60))
    posts = screens.at("lead", ".posts")
    read = "document.querySelectorAll('[data-person=lead] .post')[1]"
    await screens.tab.run(f"{posts}.scrollTop = {read}.offsetTop + 50")
    await screens.tab.run("new Promise((done) => requestAnimationFrame(done))")

    for change in (
        screens.desk.put(first, card(body=[line] * 40)),
        screens.desk.put(second, card(body=[line] * 90)),
        screens.desk.posted(text("News")),
    ):
        before = len(screens.teams.chat.events)
        await change
        await screens.tab.until(f"world.heard > {before}")
        assert await screens.tab.run(f"Math.abs({posts}.scrollTop - {read}.offsetTop - 50) < 2")


async def test_nothing_hostile_runs_and_nothing_is_fetched_from_elsewhere(screens):
    attack = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
    elsewhere = screens.bot.url.replace("/api/messages", "/picture.png")
    evil = {"type": "Action.OpenUrl", "title": "Open", "url": "javascript:window.pwned=1"}
    body = [
        {"type": "TextBlock", "text": attack},
        {"type": "TextBlock", "text": f"[x](javascript:window.pwned=1) ![y]({elsewhere})"},
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": attack}, attack]},
        {"type": "RichTextBlock",
         "inlines": [{"type": "TextRun", "text": "run", "selectAction": evil}]},
        {"type": "Container", "items": [{"type": "TextBlock", "text": "box"}],
         "selectAction": evil},
        {"type": "Image", "url": elsewhere, "altText": attack},
        {"type": "FactSet", "facts": [{"title": attack, "value": attack}]},
    ]  # fmt: skip
    await screens.teams.delivery.say("operator", attack)
    shown = await screens.post(card("ok", body=body, actions=[evil]))
    await screens.post(text(f"{attack} [x](javascript:window.pwned=1) ![y]({elsewhere})"))
    screens.bot.heard.clear()

    await screens.press("lead", shown, "Open")
    where = screens.at("lead", ".posts")
    await screens.tab.run(
        f"[...{where}.querySelectorAll('.card [role=link], .card a, .card [role=button], "
        ".markdown a')].forEach((one) => one.click())"
    )
    await screens.tab.run(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )

    assert await screens.tab.run("window.pwned === undefined && location.pathname === '/'")
    assert await screens.tab.run("document.querySelectorAll('main script').length") == 0
    assert (screens.bot.heard, screens.elsewhere) == ([], [])


@pytest.mark.parametrize("width", [1280, 900, 390, 300])
async def test_nothing_is_wider_than_its_screen(screens, width):
    wide = "A" * 120
    fact = {"type": "FactSet", "facts": [{"title": "Thumbprint", "value": wide}]}
    line = {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": wide}]}
    await screens.teams.delivery.say("operator", wide)
    await screens.post(card("a long verb " + "of many words " * 5, body=[line, fact]))
    await screens.post(text(wide))

    await screens.open(width=width)
    await screens.tab.until("document.querySelectorAll('.markdown').length >= 3")

    overflowing = await screens.tab.run(
        "[...document.querySelectorAll('.posts, .posts *, header')]"
        ".filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 30)"
        ".filter((one) => !one.parentElement.closest('button'))"  # titles end in an ellipsis
        ".map((one) => one.tagName + '.' + one.className)"
    )
    assert overflowing == []


async def test_a_person_can_be_shown_and_hidden_and_the_colours_turned(screens):
    await screens.post(card("approve"))

    await screens.tab.run(
        "[...document.querySelectorAll('#people button')]"
        ".find((one) => one.innerText === 'guest').click()"
    )
    assert "A card" in await screens.text("guest")
    await screens.tab.run("document.getElementById('theme').click()")
    ink = await screens.tab.run(f"getComputedStyle({screens.at('guest', '.ac-textBlock')}).color")
    assert ink == "rgb(255, 255, 255)"


async def test_a_deleted_message_says_so(screens):
    shown = await screens.post(text("Secret plan"))

    path = ("conversations", screens.desk.thread(), "activities", shown)
    await screens.desk.call("DELETE", *path)

    await screens.tab.until(f"{screens.at('lead')}.innerText.includes('has been deleted')")
    assert "Secret plan" not in await screens.text("lead")
