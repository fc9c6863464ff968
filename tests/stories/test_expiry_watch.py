"""A watch over certificates through the days before one ends, with the clock driven."""

import base64
import io
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from bot import lifetimes
from commands.findings import Verdict
from lab.scenario_tenant import new_key
from lab.world import World
from lab.world_keys import Certificate, make_certificate
from tests.bot.cards.house import problems, texts, walk
from tests.stories.conftest import Story, by_id

LINE = "schedule every day at 08:00 check certificates hbna.co.kr"
CURRENT = "expiry.auth.current"
DAY = timedelta(days=1)


def picture(card: Any) -> Image.Image:
    (image,) = [each for each in walk(card) if each["type"] == "Image"]
    head, _, data = image["url"].partition(",")
    assert head == "data:image/png;base64"
    assert image["altText"]
    return Image.open(io.BytesIO(base64.b64decode(data)))


def colour(card: Any, row: int, column: int = 20) -> Any:
    """Give the colour of a bar near its left end."""
    top, bottom = lifetimes.bar(row)
    pixels = picture(card).convert("RGB")
    found = [pixels.getpixel((x, (top + bottom) // 2)) for x in range(column, column + 12)]
    return max(set(found), key=found.count)


def an_auth_certificate(world: World, *, ends: datetime) -> Certificate:
    """Have Exchange sign with another certificate, which the dedicated application knows."""
    made = make_certificate(
        "Microsoft Exchange Server Auth Certificate", starts=ends - 1826 * DAY, ends=ends
    )
    world.add_certificate(made)
    for server in world.servers.values():
        server.certificates[made.thumbprint] = True
    applications = {each.name.partition("-")[0]: each for each in world.tenant.applications}
    applications["ExchangeServerApp"].keys = [new_key(str(uuid.uuid4()), made)]
    world.auth_config.current = made.thumbprint
    return made


async def at(story: Story, moment: datetime) -> None:
    """Put everybody's clock to a moment, and wait until what follows from it is done."""
    story.lab.world.clock.set(moment)
    story.clock.set(moment)
    await story.quiet()


async def test_one_look_shows_all_lifetimes_as_a_picture_and_as_text(healthy: Story) -> None:
    await healthy.say("viewer", "watch certificates hbna.co.kr")

    (job,) = await healthy.bot.desk.jobs()
    (card,) = healthy.cards()
    shown = texts(card)
    assert job.request.command == "check certificates"
    assert {each.verdict for each in job.findings} == {Verdict.OK}
    for finding in job.findings:
        assert finding.lifetime is not None
        ends, days = f"{finding.lifetime.ends:%Y-%m-%d} UTC", finding.lifetime.days
        assert f"✔ {ends} · {days} days left · " in shown
    assert picture(card).size == (lifetimes.WIDTH, lifetimes.height(len(job.findings)))
    assert colour(card, 0) == lifetimes.WELL
    assert LINE in shown
    assert problems(card) == []


@pytest.mark.long
async def test_each_notice_is_posted_once_and_a_renewal_too(healthy: Story) -> None:
    world = healthy.lab.world
    # At 08:00 in Seoul, half a day is left beside the whole days.
    morning = (healthy.clock.now() + DAY).replace(hour=23, minute=0, second=0, microsecond=0)
    ends = morning + 92 * DAY + DAY / 2
    an_auth_certificate(world, ends=ends)
    await healthy.say("operator", LINE)

    posted: dict[int, str] = {}
    for left in (92, 90, 89, 60, 59, 30, 29, 14, 7, 6, -1, -2):
        before = len(healthy.cards())
        await at(healthy, ends - DAY / 2 - left * DAY + timedelta(minutes=1))
        if len(healthy.cards()) > before:
            posted[left] = healthy.said_by_bot()[-1]

    assert list(posted) == [92, 90, 60, 30, 14, 7, -1]
    for left in (90, 60, 30, 14, 7):
        assert posted[left].startswith(f"Schedule 1: Auth certificate, current: {left} days left")
    assert "ended less than a day ago" in posted[-1]
    cards = healthy.cards()
    assert [colour(card, 0) for card in cards] == [
        lifetimes.WELL, *[lifetimes.NEAR] * 5, lifetimes.ENDED
    ]  # fmt: skip
    assert "Nearer to the end (2)" in texts(cards[2])  # the certificate, and its key in Entra ID
    jobs = await healthy.bot.desk.jobs()
    assert len(jobs) == 12

    an_auth_certificate(world, ends=ends + 1826 * DAY)
    await at(healthy, ends + 3 * DAY)
    assert len(healthy.cards()) == len(cards) + 1
    assert "Renewed (1)" in texts(healthy.cards()[-1])
    assert by_id((await healthy.bot.desk.jobs())[0])[CURRENT].verdict is Verdict.OK
    await at(healthy, ends + 4 * DAY)
    assert len(healthy.cards()) == len(cards) + 1
    assert [problems(card) for card in healthy.cards()] == [[]] * len(healthy.cards())
