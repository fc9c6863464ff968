"""A server that is gone is not waited for; one that is only silent is, whatever it costs."""

import pytest

from commands.action import Already, Moved, Not, Unknown
from commands.actions import remaining
from commands.actions.certificate_copies import CopyCertificate
from commands.actions.signing import NobodySignsWith, SignsWith, in_use
from commands.actions.spreading import Spread
from commands.outside.certificate import Certificate
from commands.outside.departed import is_gone
from commands.ports import Kind, Outcome, OutsideError
from lab.world_keys import AUTH_SUBJECT, make_certificate
from tests.commands.actions.noon import (
    DROP,
    KEYS,
    NEW,
    NOW,
    OLD,
    config,
    shown_by_tests,
    stores,
    with_keys,
)
from tests.commands.actions.port import Shell, Silent
from tests.commands.made import exchange_server

BOTH = ("EX01", "EX02")


def listing(*names):
    """Give what Get-ExchangeServer lists."""
    return tuple(
        {
            "Name": name,
            "AdminDisplayVersion": "Version 15.2 (Build 2562.17)",
            "IsMailboxServer": True,
            "IsClientAccessServer": True,
        }
        for name in names
    )


def unread():
    raise OutsideError(
        kind=Kind.TIMEOUT, outcome=Outcome.UNKNOWN, source="EX01", doing="Get-ExchangeServer"
    )


class Directory(dict):
    """What EX01 answers; only Active Directory may be out of its reach."""

    def get(self, cmdlet, default=()):
        found = super().get(cmdlet, default)
        return unread() if found is unread else found


GONE = listing("EX01", "EX03")


def beside_a_silent_one(listed, signed=NEW):
    """Give a world in which EX01 answers and EX02 does not."""
    world = shown_by_tests(signed, NEW)
    here = world.on_premises.ports["EX01"]
    here.objects = Directory(here.objects, **{"Get-ExchangeServer": listed})
    world.on_premises.ports["EX02"] = Silent("EX02")
    return world


STAYS = [
    pytest.param(listing("EX01", "ex02"), id="Active Directory lists it"),
    pytest.param(unread, id="Active Directory cannot be read"),
    pytest.param(listing(), id="Active Directory shows nothing"),
    pytest.param(listing("MAIL1", "MAIL2"), id="none is named as it is configured"),
]


@pytest.mark.parametrize(
    "waited",
    [
        pytest.param(NobodySignsWith(thumbprint=OLD, servers=BOTH), id="nobody signs with"),
        pytest.param(SignsWith(server="EX02", thumbprint=NEW), id="signs with"),
        pytest.param(
            CopyCertificate(thumbprint=NEW, source="EX01", server="EX02"), id="copied there"
        ),
    ],
)
class TestWaiting:
    async def look(self, waited, world):
        ask = waited.already if isinstance(waited, CopyCertificate) else waited.look
        return await ask(world)

    async def test_ends_for_a_server_that_is_gone_and_says_so(self, waited):
        look = await self.look(waited, beside_a_silent_one(GONE))

        assert isinstance(look, Already)
        assert "does not list EX02 any more" in str(look.seen)

    @pytest.mark.parametrize("listed", STAYS)
    async def test_goes_on_for_a_server_that_is_only_silent(self, waited, listed):
        with pytest.raises(OutsideError) as caught:
            await self.look(waited, beside_a_silent_one(listed))

        assert caught.value.source == "EX02"

    async def test_ends_for_one_that_is_gone_and_out_of_the_configuration(self, waited):
        world = beside_a_silent_one(GONE)
        del world.on_premises.ports["EX02"]
        world.on_premises.servers = ("EX01",)

        assert isinstance(await self.look(waited, world), Already)

    async def test_goes_on_for_one_that_is_only_out_of_the_configuration(self, waited):
        world = beside_a_silent_one(listing("EX01", "EX02"))
        del world.on_premises.ports["EX02"]
        world.on_premises.servers = ("EX01",)

        with pytest.raises(OutsideError, match="not configured any more"):
            await self.look(waited, world)


async def test_what_remains_still_decides_and_who_is_gone_is_told():
    waited = NobodySignsWith(thumbprint=OLD, servers=BOTH)

    look = await waited.look(beside_a_silent_one(GONE, signed=OLD))

    assert isinstance(look, Not)
    assert "EX01 still signs with" in str(look.seen)
    assert "does not list EX02 any more" in str(look.seen)


async def test_where_nobody_remains_nothing_is_proven():
    world = beside_a_silent_one(())
    there = {"Get-ExchangeServer": listing("EX03")}
    world.on_premises.ports |= {"EX01": Silent("EX01"), "EX03": Shell("EX03", there)}
    world.on_premises.servers = (*BOTH, "EX03")

    assert isinstance(await NobodySignsWith(thumbprint=OLD, servers=BOTH).look(world), Unknown)
    assert await in_use(world, OLD, BOTH) is not None


async def test_a_key_goes_although_the_first_server_is_gone():
    world = with_keys(shown_by_tests(NEW, NEW), *KEYS)
    world.on_premises.ports["EX01"] = Silent("EX01")
    world.on_premises.ports["EX02"].objects["Get-ExchangeServer"] = listing("EX02")

    assert isinstance(await DROP.already(world), Not)
    named = world.on_premises.ports["EX02"].objects
    named["Get-AuthConfig"] = (config(current=OLD),)
    assert isinstance(await DROP.already(world), Moved)


@pytest.mark.parametrize("listed", STAYS)
async def test_a_key_stays_while_a_server_is_only_silent(listed):
    with pytest.raises(OutsideError):
        await DROP.already(with_keys(beside_a_silent_one(listed), *KEYS))


@pytest.mark.parametrize(
    ("listed", "look"),
    [
        pytest.param(GONE, Already, id="gone"),
        *(pytest.param(*p.values, Not, id=p.id) for p in STAYS),
    ],
)
async def test_a_certificate_is_everywhere_when_the_one_without_it_is_gone(listed, look):
    made = make_certificate(AUTH_SUBJECT, starts=NOW, ends=NOW.replace(year=2031))
    world = stores(beside_a_silent_one(listed), EX01=(made.der,))
    thumbprint = Certificate.from_der(made.der).thumbprint

    seen = await Spread(thumbprint=thumbprint, servers=BOTH).look(world)

    assert isinstance(seen, look)
    assert ("does not list EX02" in str(seen.seen)) is (look is Already)


@pytest.mark.parametrize(
    ("server", "gone"),
    [
        pytest.param("EX03", True, id="not listed"),
        pytest.param("ex01", False, id="listed in other letters"),
        pytest.param("EX01.corp.example.com", False, id="listed without its domain"),
    ],
)
def test_a_server_is_gone_when_its_name_is(server, gone):
    assert is_gone(server, (exchange_server("EX01"),), ("EX01", server)) is gone


async def test_nobody_is_asked_who_is_gone_while_all_answer():
    world = shown_by_tests(NEW, NEW)

    answers, away = await remaining.of_each(
        world, BOTH, lambda there, server: there.on_premises.on(server).run("Get-X", timeout=1.0)
    )

    assert [name for name, _ in answers] == list(BOTH)
    assert away == ()
