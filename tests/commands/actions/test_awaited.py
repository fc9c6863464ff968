"""The states that are waited for: a consent, and the test both ways."""

import pytest

from commands.action import Already, Not, Unknown
from commands.actions import awaited
from commands.actions.awaited import BothWays, Consented
from commands.checks import sign_in_cloud, sign_in_on_premises
from commands.facts import cloud, organisation, servers
from commands.look import Facts
from tests.commands.actions.port import Directory, a_world
from tests.commands.made import (
    APP_ID,
    ASKED,
    EWS_URL,
    GRANT,
    PRINCIPAL,
    TENANT,
    a_test,
    each,
    exchange_server,
    facts,
    failed,
    unread,
)

THERE = {APP_ID: PRINCIPAL}


@pytest.mark.parametrize(
    "graph",
    [
        pytest.param(Directory(), id="no principal yet"),
        pytest.param(Directory(principals=THERE), id="nothing granted"),
    ],
)
async def test_without_consent_the_exact_address_is_told(graph):
    look = await Consented(app_id=APP_ID).look(a_world(graph=graph))

    assert isinstance(look, Not)
    assert f"https://login.microsoftonline.com/{TENANT}/adminconsent?client_id={APP_ID}" in str(
        look.seen
    )


async def test_consent_is_there_when_the_role_is_granted():
    graph = Directory(principals=THERE, grants=(GRANT,))

    assert await Consented(app_id=APP_ID).look(a_world(graph=graph)) == Already()


RED, GREEN, DARK = failed("(401) Unauthorized"), a_test(), unread()


@pytest.mark.parametrize(
    ("premises", "from_cloud", "one_way", "expected"),
    [
        pytest.param((GREEN, GREEN), GREEN, False, Already, id="green"),
        pytest.param((GREEN, RED), GREEN, False, Not, id="one server red"),
        pytest.param((GREEN, GREEN), RED, False, Not, id="the cloud red"),
        pytest.param((GREEN, DARK), GREEN, False, Unknown, id="a server that is silent"),
        pytest.param((RED, DARK), GREEN, False, Not, id="one red, one silent"),
        pytest.param((RED, RED), GREEN, True, Already, id="one way, green"),
        pytest.param((GREEN, GREEN), RED, True, Not, id="one way, red"),
    ],
)
async def test_both_ways_are_green_on_every_server_and_from_the_cloud(
    monkeypatch, premises, from_cloud, one_way, expected
):
    changes = {
        servers.TESTS: each(dict(zip(("EX01", "EX02"), premises, strict=True))),
        cloud.TESTS: each({EWS_URL: from_cloud}),
    }

    async def perform(world, suite, heard):
        given: Facts = facts(changes)
        return [found for check in suite.checks for found in check.answer(given, ASKED)]

    monkeypatch.setattr(awaited, "perform", perform)

    look = await BothWays(one_way=one_way).look(a_world())

    assert isinstance(look, expected)
    if expected is Not:
        wrong = "EX02" if premises[1] is RED and not one_way else "mail.example.com"
        if premises[0] is not RED:
            assert wrong in str(look.seen)


@pytest.mark.parametrize(
    ("listed", "here", "look"),
    [
        pytest.param(("EX01",), GREEN, Already, id="gone"),
        pytest.param(("EX01",), RED, Not, id="gone, and another one red"),
        pytest.param(("EX01", "EX02"), GREEN, Unknown, id="only silent"),
    ],
)
async def test_a_server_that_is_gone_holds_up_neither_way(monkeypatch, listed, here, look):
    changes = {
        servers.TESTS: each({"EX01": here, "EX02": DARK}),
        organisation.SERVERS: tuple(exchange_server(name) for name in listed),
    }

    async def perform(world, suite, heard):
        given: Facts = facts(changes)
        return [found for check in suite.checks for found in check.answer(given, ASKED)]

    monkeypatch.setattr(awaited, "perform", perform)

    found = await BothWays().look(a_world())

    assert isinstance(found, look)
    if look is Already:
        assert "EX02 does not answer" in str(found.seen)


def test_the_tests_that_are_awaited_are_those_of_the_check():
    both = awaited._suite(BothWays())

    assert both.checks == (sign_in_on_premises.CHECK, sign_in_cloud.CHECK)


async def test_what_a_failed_test_names_is_told_in_short(monkeypatch):
    key = "993D3A0006AB9C8B4468FE35A827066F03B7A4FF"
    said = f"AADSTS700027: The certificate is not registered. [Thumbprint of key used: '{key}']"
    changes = {servers.TESTS: each({"EX01": failed(said), "EX02": GREEN})}

    async def perform(world, suite, heard):
        given: Facts = facts(changes)
        return [found for check in suite.checks for found in check.answer(given, ASKED)]

    monkeypatch.setattr(awaited, "perform", perform)

    look = await BothWays().look(a_world())

    assert isinstance(look, Not)
    assert "EX01" in str(look.seen)
    assert str(look.seen).endswith(f"(AADSTS700027, {key})")
