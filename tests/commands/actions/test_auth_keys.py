"""Keys in the cloud: brought, replaced, and taken away when nobody signs with them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.action import Already, Moved, NoOpposite, Not, Undoing, Unknown
from commands.actions.auth_keys import AddAuthKey, DropAuthKey
from commands.outside.entra import Principal
from tests.commands.actions.noon import (
    ADD,
    DROP,
    DUE,
    KEYS,
    NEW,
    NOW,
    OLD,
    OTHER,
    at_noon,
    config,
    shown_by_tests,
    with_keys,
)
from tests.commands.actions.port import Directory, Doing


async def test_a_key_is_added_to_all_that_are_there():
    world = with_keys(at_noon(), *KEYS)

    assert isinstance(await ADD.already(world), Not)
    await ADD.do(world, Doing())
    ((kind, object_id, change, _),) = world.graph.sent
    assert (kind, object_id) == ("application keys", "o")
    assert change.expected == {OLD, OTHER}
    assert [key.der for key in change.add] == [b"new"]
    assert not change.drop


ENDS = NOW + timedelta(days=3)
SOON = replace(KEYS[0], key_id="3", thumbprint=NEW, ends=ENDS)
LASTING = replace(SOON, key_id="4", ends=ENDS + timedelta(seconds=1))
RENEW = replace(ADD, ends=ENDS.isoformat())


@pytest.mark.parametrize(
    ("action", "there", "look"),
    [
        pytest.param(ADD, [replace(SOON, ends=None)], Already, id="it never ends"),
        pytest.param(ADD, [SOON], Already, id="it has not ended"),
        pytest.param(ADD, [replace(SOON, ends=NOW)], Not, id="it has ended"),
        pytest.param(ADD, [replace(SOON, ends=NOW), SOON], Already, id="one of two has ended"),
        pytest.param(RENEW, [SOON], Not, id="it is the one that ends too soon"),
        pytest.param(RENEW, [LASTING], Already, id="another lasts longer"),
        pytest.param(RENEW, [SOON, LASTING], Already, id="another beside it lasts longer"),
        pytest.param(RENEW, [], Not, id="it has gone"),
        pytest.param(replace(RENEW, ends=(NOW - timedelta(days=9)).isoformat()),
                     [replace(SOON, ends=NOW)], Not, id="one that came later has ended, too"),
    ],
)  # fmt: skip
async def test_a_key_counts_as_long_as_it_lasts(action, there, look):
    world = with_keys(at_noon(), *KEYS, *there)

    for ask in (action.already, action.verify):
        assert isinstance(await ask(world), look)


async def test_a_key_that_ends_too_soon_gives_way_to_a_fresh_one_in_the_same_write():
    world = with_keys(at_noon(), *KEYS, SOON)

    await replace(RENEW, key_id="3").do(world, Doing())

    ((_, _, change, _),) = world.graph.sent
    assert (change.expected, change.drop) == ({OLD, OTHER, NEW}, {NEW})
    assert [(key.der, key.key_id) for key in change.add] == [(b"new", "")]
    assert RENEW.call.values == {
        "keyCredentials": {"keep": [OLD, OTHER], "drop": [NEW], "add": [NEW]}
    }
    assert f"{NEW} (→ 2026-11-23)" in str(RENEW.before)
    assert "Replace the key" in str(RENEW.title)


async def test_a_principals_key_goes_before_its_like_comes():
    principal = Principal(id="o", app_id="id", name="P", enabled=True, names=(), keys=(SOON,))
    world = replace(at_noon(), graph=Directory(principals={"id": principal}))

    await replace(RENEW, is_principal=True).do(world, Doing())

    assert [(kind, change.drop, len(change.add)) for kind, _, change, _ in world.graph.sent] == [
        ("principal keys", {NEW}, 0),
        ("principal keys", {NEW}, 1),
    ]


async def test_a_key_that_came_meanwhile_stays():
    more = (*KEYS, replace(KEYS[0], thumbprint="3" * 40))
    world = with_keys(shown_by_tests(NEW, NEW), *more)

    assert isinstance(await ADD.already(world), Not)
    assert isinstance(await DROP.already(world), Not)
    await DROP.do(world, Doing())
    ((_, _, change, _),) = world.graph.sent
    assert change.expected == {OLD, OTHER, "3" * 40}


async def test_an_identity_that_is_gone_stops_the_step():
    assert isinstance(await ADD.already(replace(at_noon(), graph=Directory())), Moved)


async def test_a_key_goes_when_no_server_signs_with_it_any_more():
    assert isinstance(await DROP.already(with_keys(shown_by_tests(NEW, NEW), *KEYS)), Not)
    held = await DROP.already(with_keys(shown_by_tests(NEW, OLD), *KEYS))
    assert isinstance(held, Unknown)
    assert "EX02" in str(held.why)
    assert isinstance(await DROP.already(with_keys(shown_by_tests(OLD, OLD), KEYS[1])), Already)


async def test_a_key_that_is_named_or_may_be_in_use_is_not_dropped():
    world = with_keys(shown_by_tests(NEW, NEW), *KEYS)
    named = world.on_premises.ports["EX01"].objects
    for names in (config(current=OLD), config(current=NEW, next=OLD, due=DUE)):
        named["Get-AuthConfig"] = (names,)
        assert isinstance(await DROP.already(world), Moved)

    unsure = shown_by_tests(NEW, "", result="Error")
    assert isinstance(await DROP.already(with_keys(unsure, *KEYS)), Unknown)


async def test_only_the_one_key_is_dropped():
    world = with_keys(shown_by_tests(NEW, NEW), *KEYS)

    await DROP.do(world, Doing())
    ((_, _, change, _),) = world.graph.sent
    assert (change.expected, change.drop) == ({OLD, OTHER}, {OLD})


def test_what_is_dropped_can_be_put_back_as_it_was():
    back = replace(DROP, key_id="1", key_name="a").opposite()

    assert isinstance(back, AddAuthKey)
    assert (back.der, back.key_id, back.key_name) == ("YQ==", "1", "a")
    assert isinstance(replace(DROP, der="").opposite(), NoOpposite)
    assert isinstance(ADD.opposite(), DropAuthKey)
    assert isinstance(RENEW.opposite(), NoOpposite)
    assert RENEW.opposite().because is Undoing.NOTHING
