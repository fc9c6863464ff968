"""What servers sign with, as their own tests show it, and their restarts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.action import Already, Not, Unknown
from commands.actions.restarts import RestartSigning
from commands.actions.signing import NobodySignsWith, SignsWith, in_use
from commands.ports import CmdletResult
from tests.commands.actions.noon import NEW, NOW, OLD, at_noon, config, shown_by_tests
from tests.commands.actions.port import Doing


@pytest.mark.parametrize(
    ("signed", "since", "look"),
    [
        pytest.param(NEW, NOW, Already, id="the new one"),
        pytest.param(OLD, NOW, Not, id="the old one"),
        pytest.param("", NOW, Not, id="not shown, and published just now"),
        pytest.param("", NOW - timedelta(hours=1), Already, id="not shown, an hour later"),
    ],
)
async def test_what_a_server_signs_with_is_seen_in_its_own_test(signed, since, look):
    waited = SignsWith(server="EX02", thumbprint=NEW, since=since.isoformat())

    assert isinstance(await waited.look(shown_by_tests(NEW, signed)), look)


async def test_a_failing_test_that_shows_no_key_proves_nothing_ever():
    waited = SignsWith(server="EX02", thumbprint=NEW, since="2020-01-01T00:00:00+00:00")

    assert isinstance(await waited.look(shown_by_tests(NEW, "", result="Error")), Not)


@pytest.mark.parametrize(
    ("signed", "names", "since", "look"),
    [
        pytest.param((NEW, NEW), {}, "", Already, id="both show another"),
        pytest.param((NEW, OLD), {}, "", Not, id="one shows it"),
        pytest.param((NEW, ""), {"previous": OLD}, NOW.isoformat(), Not,
                     id="one shows nothing, just after the publication of another"),
        pytest.param((NEW, ""), {"previous": OLD}, (NOW - timedelta(hours=1)).isoformat(), Already,
                     id="one shows nothing, an hour after it"),
        pytest.param((NEW, ""), {"previous": OLD}, "⟨went back⟩", Not,
                     id="one shows nothing, and nobody knows since when"),
        pytest.param((NEW, ""), {}, "⟨went back⟩", Already,
                     id="one shows nothing, and it was never published"),
    ],
)  # fmt: skip
async def test_that_nobody_signs_with_it_is_seen_or_an_hour_has_passed(signed, names, since, look):
    world = shown_by_tests(*signed)
    for server in ("EX01", "EX02"):
        shell = world.on_premises.ports[server]
        shell.objects["Get-AuthConfig"] = (config(**{"current": NEW, **names}),)
    waited = NobodySignsWith(thumbprint=OLD, servers=("EX01", "EX02"), since=since)

    assert isinstance(await waited.look(world), look)


class Maintained:
    """On premises with a maintenance endpoint of which only the calls are known."""

    def __init__(self, inner):
        self._inner = inner
        self.calls = []
        self.servers = inner.servers

    def on(self, server):
        return self._inner.on(server)

    def maintenance(self, server):
        return self

    async def run(self, cmdlet, /, *, timeout, parameters=None):
        self.calls.append((cmdlet, parameters))
        return CmdletResult(objects=())


async def test_both_are_restarted_and_the_effect_is_what_counts():
    restart = RestartSigning(server="EX01", thumbprint=NEW, old=OLD)
    world = shown_by_tests(OLD, OLD)
    there = replace(world, on_premises=Maintained(world.on_premises))

    assert isinstance(await restart.already(there), Not)
    await restart.do(there, Doing())
    assert there.on_premises.calls == [
        ("Restart-HybridgeServiceHost", None),
        ("Restart-HybridgeWebPools", None),
    ]
    assert isinstance(await restart.verify(there), Already)  # what it signs with is waited for
    assert isinstance(await restart.verify(shown_by_tests(NEW, OLD)), Already)
    seen_already = replace(shown_by_tests(NEW, NEW), on_premises=there.on_premises)
    assert isinstance(await restart.already(seen_already), Not)  # one process's word is not all's
    assert isinstance(await restart.verify(shown_by_tests("", OLD, result="Error")), Unknown)
    hurried = replace(restart, may_fail=True)
    away = shown_by_tests("", OLD, result="Error")
    assert isinstance(await hurried.verify(away), Already)
    assert isinstance(await replace(hurried, until_back=True).verify(away), Unknown)
    back = RestartSigning(server="EX01", thumbprint=OLD, old=NEW, may_fail=True)
    assert restart.opposite() == replace(restart, may_fail=True).opposite() == back


@pytest.mark.parametrize(
    ("names", "look"),
    [
        pytest.param({"next": NEW}, Already, id="it is only staged"),
        pytest.param({}, Already, id="it is staged no more"),
        pytest.param({"previous": NEW}, Not, id="it was the current one until a moment ago"),
        pytest.param({"current": NEW, "previous": OLD}, Not, id="it is the current one"),
    ],
)
async def test_an_undo_restarts_nothing_for_what_was_never_published(names, look):
    world = at_noon("Get-AuthConfig", (config(**names),))
    restart = RestartSigning(server="EX02", thumbprint=OLD, old=NEW, may_fail=True, asks="EX01")

    assert isinstance(await restart.already(world), look)
    assert isinstance(await replace(restart, asks="").already(world), Not)


async def test_a_server_that_signs_with_it_after_its_restart_is_told_what_to_type():
    world = shown_by_tests(OLD, NEW)
    waited = NobodySignsWith(thumbprint=OLD, servers=("EX01", "EX02"))
    command = "Restart-Service MSExchangeServiceHost"

    assert command in str((await waited.look(world)).seen)
    by_hand = replace(waited, by_hand=("EX01",), since="⟨went back⟩")
    assert command not in str((await by_hand.look(world)).seen)  # it stands on the card already
    assert by_hand.typed.where == "EX01"
    assert by_hand.typed.command.startswith(command)
    assert replace(by_hand, perhaps=True).typed is None
    assert replace(by_hand, perhaps=True, since=NOW.isoformat()).typed == by_hand.typed
    assert waited.typed is None


@pytest.mark.parametrize(
    ("signed", "result"),
    [
        pytest.param(OLD, "Success", id="it still signs with the old one"),
        pytest.param("", "Error", id="its test shows nothing"),
    ],
)
async def test_where_a_restart_did_not_do_it_what_to_type_is_said_once(signed, result):
    waited = SignsWith(server="EX02", thumbprint=NEW, since=NOW.isoformat())
    world = shown_by_tests(NEW, signed, result=result)
    command = "Restart-WebAppPool MSExchangeECPAppPool"

    assert command in str((await waited.look(world)).seen)
    by_hand = replace(waited, by_hand=True)
    assert command not in str((await by_hand.look(world)).seen)  # it stands on the card already


@pytest.mark.parametrize("confirmed", [False, True])
async def test_a_test_that_shows_nothing_counts_only_where_it_was_seen_otherwise(confirmed):
    """Once EWS has ended a test may stop before anything is signed."""
    world = shown_by_tests("", "", result="Error")
    since = (NOW - timedelta(hours=2)).isoformat()
    signs = SignsWith(server="EX01", thumbprint=NEW, since=since, confirmed=confirmed)
    nobody = NobodySignsWith(thumbprint=OLD, servers=("EX01",), since=since, confirmed=confirmed)
    ended = Already if confirmed else Not

    assert isinstance(await signs.look(world), ended)
    assert isinstance(await nobody.look(world), ended)
    assert (await in_use(world, OLD, ("EX01",), confirmed=confirmed) is None) is confirmed


async def test_a_refusal_after_the_token_shows_that_a_server_signs():
    detail = "send request to 'https://x/ews/exchange.asmx' with the bearer token: 'x'\n"
    refused = {"ResultType": "Error", "Detail": f"{detail}(403) Forbidden"}
    world = at_noon("Test-OAuthConnectivity", (refused,))
    since = (NOW - timedelta(hours=2)).isoformat()

    assert await in_use(world, OLD, ("EX01",)) is None
    assert isinstance(
        await SignsWith(server="EX01", thumbprint=NEW, since=since).look(world), Already
    )
