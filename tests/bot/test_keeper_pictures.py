"""The picture on a card: drawn beside the event loop, and never a reason to have no card."""

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

from adapters.clock import Clock
from bot import lifetimes
from bot.keeper import Keeper
from commands.catalog import SUITES
from tests.bot import made
from tests.bot.cards.house import problems, texts, walk
from tests.bot.cards.test_lifetimes_card import ended, found

JOB = ended(found(20), found(300, host="b.example.com"))
DRAW = lifetimes.draw


def keeper() -> Keeper:
    return Keeper(
        desk=None,
        posts=made.Thread(),
        suites=SUITES,
        clock=Clock(),
        owner="k",
        tenancy=made.TENANCY,
        notices={"hbna": (45, 20)},
    )


def has_picture(card: Mapping[str, Any]) -> bool:
    return any(each["type"] == "Image" for each in walk(card))


async def test_it_is_drawn_beside_the_event_loop_with_the_days_of_its_organisation(monkeypatch):
    begun, go_on, asked = asyncio.Event(), threading.Event(), []
    loop = asyncio.get_running_loop()

    def slowly(shown, notices, most):
        asked.append((threading.current_thread() is threading.main_thread(), notices))
        loop.call_soon_threadsafe(begun.set)
        go_on.wait(10)
        return DRAW(shown, notices, most)

    monkeypatch.setattr(lifetimes, "draw", slowly)
    drawing = asyncio.create_task(keeper().reply(JOB, "en"))
    await begun.wait()
    assert not drawing.done()
    go_on.set()

    assert has_picture((await drawing).card)
    assert asked == [(False, (45, 20))]


async def test_a_picture_that_cannot_be_drawn_leaves_the_card_with_its_text(monkeypatch):
    def broken(*_):
        raise OSError("no room")

    monkeypatch.setattr(lifetimes, "draw", broken)
    card = (await keeper().reply(JOB, "en")).card

    assert not has_picture(card)
    assert problems(card) == []
    assert "20 days left" in texts(card)


async def test_the_same_job_gives_the_same_card():
    assert await keeper().reply(JOB, "ko-KR") == await keeper().reply(JOB, "ko-KR")
