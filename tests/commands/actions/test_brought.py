"""What people bring by hand is waited for, and what they type is said."""

from datetime import timedelta

import pytest

from commands.action import Already, Not
from commands.actions.brought import BroughtByHand
from commands.actions.signing import NobodySignsWith
from tests.commands.actions.noon import (
    NEW,
    NOW,
    OLD,
    OTHER,
    at_noon,
    config,
    print_of,
    shown_by_tests,
    stores,
)


def waiting(thumbprint, **more):
    return BroughtByHand(thumbprint=thumbprint, source="EX01", servers=("EX02",), **more)


async def test_it_ends_when_the_servers_have_it(ders):
    wanted = waiting(print_of(ders[0]))

    lacking = await wanted.look(stores(at_noon(), EX01=ders, EX02=ders[1:]))
    there = await wanted.look(stores(at_noon(), EX01=ders, EX02=ders))

    assert isinstance(lacking, Not)
    assert "EX02 not yet" in str(lacking.seen)
    assert isinstance(there, Already)


@pytest.mark.parametrize(("signed", "look"), [("it", Already), (OTHER, Not), ("", Not)])
async def test_a_server_that_listed_it_without_its_key_has_to_sign_with_it(ders, signed, look):
    thumbprint = print_of(ders[0])
    world = stores(shown_by_tests(NEW, thumbprint if signed == "it" else signed), EX02=ders)

    assert isinstance(await waiting(thumbprint, keyless=("EX02",)).look(world), look)


@pytest.mark.parametrize(
    ("minutes", "previous", "look"),
    [
        pytest.param(-59, OLD, Not, id="within the hour, whatever the tests show"),
        pytest.param(-60, OLD, Already, id="an hour later"),
        pytest.param(-1, "", Already, id="it was staged only, and nothing signs with it"),
    ],
)
async def test_a_key_counts_as_used_until_every_process_has_looked(minutes, previous, look):
    world = shown_by_tests(NEW, NEW)
    for port in world.on_premises.ports.values():
        port.objects["Get-AuthConfig"] = (config(current=NEW, previous=previous or None),)
    since = (NOW + timedelta(minutes=minutes)).isoformat()
    waited = NobodySignsWith(thumbprint=OLD, servers=("EX01", "EX02"), since=since)

    found = await waited.look(world)

    assert isinstance(found, look)
    if look is Not:
        assert "one process" in str(found.seen)
