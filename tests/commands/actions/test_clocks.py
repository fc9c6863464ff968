"""Clocks that are off, and a certificate not valid yet, are seen before anything is sent."""

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest

from commands.action import Already, Moved, Not
from commands.actions.spreading import Begun
from commands.outside.network import Answer
from tests.commands.actions.noon import (
    BACK,
    KEYS,
    NEW,
    NOW,
    OLD,
    STAGE,
    at_noon,
    config,
    print_of,
    stores,
    with_keys,
)


class Published:
    """Published names whose servers' clocks are so much ahead; or they do not answer."""

    def __init__(self, minutes):
        self.minutes = minutes

    async def fetch(self, url, *, method="GET", body=b""):
        if self.minutes is None:
            raise TimeoutError(url)
        shown = format_datetime(NOW + timedelta(minutes=self.minutes), usegmt=True)
        return Answer(url=url, status=200, headers=(("date", shown),), body=b"")


CLOCKS = pytest.mark.parametrize(
    ("minutes", "stops"), [(0, False), (5, False), (6, True), (-6, True), (None, False)]
)


@CLOCKS
async def test_nothing_is_staged_while_a_clock_is_off(minutes, stops):
    world = replace(at_noon("Get-AuthConfig", (config(),)), net=Published(minutes))

    look = await STAGE.already(world)

    assert isinstance(look, Moved if stops else Not)
    if stops:
        assert "Clock behind autodiscover.example.com" in str(look.seen)
        assert "6 minutes off" in str(look.seen)


@CLOCKS
async def test_nor_is_the_old_one_when_going_back(ders, minutes, stops):
    old = print_of(ders[0])
    world = at_noon("Get-AuthConfig", (config(current=NEW, previous=old),))
    stores(world, EX01=ders, EX02=ders)
    world = with_keys(replace(world, net=Published(minutes)), *KEYS)

    look = await replace(BACK, thumbprint=old).already(world)

    assert isinstance(look, Moved if stops else Not)


async def test_what_takes_nothing_up_needs_no_clock():
    world = at_noon("Get-AuthConfig", (config(current=OLD, next=NEW),))

    look = await BACK.already(replace(world, net=Published(60)))

    assert isinstance(look, Not), "the staged one is taken back, without a date"


@pytest.mark.parametrize(("minutes", "look"), [(-1, Already), (0, Already), (1, Not)])
async def test_a_new_certificate_is_used_when_it_has_begun(ders, minutes, look):
    world = stores(at_noon(), EX01=ders)
    at = NOW - timedelta(minutes=minutes)

    class Clock:
        def now(self):
            return at

    waited = Begun(thumbprint=print_of(ders[0]), server="EX01")
    assert isinstance(await waited.look(replace(world, clock=Clock())), look)
