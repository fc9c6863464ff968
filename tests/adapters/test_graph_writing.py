"""The directory written with the real SDK against the lab's Graph."""

from base64 import b64encode
from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.graph import GraphDirectory
from adapters.keys import thumbprint
from commands.outside.entra import NewKey
from commands.ports import KeyChange, Kind, Outcome, OutsideError
from lab.ca import Authority
from lab.world_premises import EXCHANGE_ONLINE
from lab.world_tenant import Application, Key, Principal
from tests.adapters.parts import Sky

SECONDS = 20.0
FOREIGN = "https://somebody.else/"


@pytest.fixture
async def graph(sky: Sky) -> GraphDirectory:
    directory = sky.directory()
    await directory.warm_up()
    return directory


@pytest.fixture
def shared(sky: Sky) -> Principal:
    found = sky.world.tenant.principal(EXCHANGE_ONLINE)
    assert found is not None
    return found


@pytest.fixture
def der() -> bytes:
    return Authority().certificate.public_bytes(Encoding.DER)


@pytest.fixture
def registered(sky: Sky) -> Application:
    """An application with two keys, one of them written by a script that encoded it twice."""
    starts = datetime(2026, 1, 1, tzinfo=UTC)
    made = Application(
        id="a0000000-0000-0000-0000-000000000001", app_id="b" * 8 + "-0000-0000-0000-000000000001",
        name="ExchangeServerApp-x",
        keys=[
            Key(
                key_id=f"00000000-0000-0000-0000-00000000000{number}",
                der=Authority().certificate.public_bytes(Encoding.DER),
                custom_key_identifier="A" * 39 + str(number),
                name=f"key {number}",
                starts=starts,
                ends=starts,
            )
            for number in (1, 2)
        ],
    )  # fmt: skip
    sky.world.tenant.applications.append(made)
    return made


async def refused(call: Awaitable[object]) -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        await call
    return caught.value


async def test_names_are_replaced_and_foreign_ones_kept(
    graph: GraphDirectory, shared: Principal
) -> None:
    shared.names.append(FOREIGN)
    before = tuple(shared.names)
    wanted = (*before, "https://mail.new.example/")

    await graph.change_names(shared.id, expected=before, names=wanted, timeout=SECONDS)

    assert tuple(shared.names) == wanted


async def test_names_that_moved_since_they_were_read_are_not_written(
    graph: GraphDirectory, shared: Principal
) -> None:
    before = tuple(shared.names)
    shared.names.append(FOREIGN)

    error = await refused(
        graph.change_names(shared.id, expected=before, names=("x",), timeout=SECONDS)
    )

    assert (error.kind, error.outcome) == (Kind.MOVED, Outcome.NOT_SENT)
    assert FOREIGN in error.detail
    assert tuple(shared.names) == (*before, FOREIGN)


async def test_a_name_of_another_application_is_a_conflict(
    graph: GraphDirectory, shared: Principal, sky: Sky
) -> None:
    sky.world.tenant.principals.append(
        Principal(id="c" * 36, app_id="d" * 36, name="Other", names=[FOREIGN])
    )
    before = tuple(shared.names)

    error = await refused(
        graph.change_names(shared.id, expected=before, names=(*before, FOREIGN), timeout=SECONDS)
    )

    assert (error.kind, error.outcome) == (Kind.CONFLICT, Outcome.REFUSED)
    assert FOREIGN in error.detail


async def test_a_key_is_added_to_an_application_and_the_kept_ones_stay_as_they_were(
    graph: GraphDirectory, registered: Application, der: bytes
) -> None:
    before = list(registered.keys)
    expected = frozenset(key.thumbprint for key in before)

    await graph.change_application_keys(
        registered.id,
        KeyChange(expected=expected, add=(NewKey(der=der, name="auth"),)),
        timeout=SECONDS,
    )

    assert registered.keys[:2] == before
    assert [key.name for key in registered.keys] == ["key 1", "key 2", "auth"]
    assert registered.keys[2].thumbprint == thumbprint(der, None)


async def test_a_key_that_is_there_is_not_added_twice_and_one_is_dropped(
    graph: GraphDirectory, registered: Application
) -> None:
    first, second = registered.keys
    change = KeyChange(
        expected=frozenset({first.thumbprint, second.thumbprint}),
        add=(NewKey(der=first.der, name="again"),),
        drop=frozenset({second.thumbprint}),
    )

    await graph.change_application_keys(registered.id, change, timeout=SECONDS)

    assert registered.keys == [first]


async def test_a_key_of_an_application_gives_way_to_a_fresh_one_of_its_certificate(
    graph: GraphDirectory, registered: Application
) -> None:
    first, second = registered.keys
    change = KeyChange(
        expected=frozenset({first.thumbprint, second.thumbprint}),
        add=(NewKey(der=first.der, name="fresh"),),
        drop=frozenset({first.thumbprint}),
    )

    await graph.change_application_keys(registered.id, change, timeout=SECONDS)

    kept, fresh = registered.keys
    assert kept == second
    assert (fresh.der, fresh.name, fresh.ends) == (first.der, "fresh", first.certificate.ends)
    assert (fresh.key_id, fresh.ends) != (first.key_id, first.ends)


async def test_a_key_of_a_principal_gives_way_once_it_has_gone(
    graph: GraphDirectory, shared: Principal
) -> None:
    first, *others = shared.keys
    first.ends = first.starts
    prints = frozenset(each.thumbprint for each in shared.keys)
    gone = KeyChange(expected=prints, drop=frozenset({first.thumbprint}))
    fresh = KeyChange(expected=prints - gone.drop, add=(NewKey(der=first.der),), drop=gone.drop)

    for change in (gone, fresh):
        await graph.change_principal_keys(shared.id, change, timeout=SECONDS)

    *kept, new = shared.keys
    assert kept == others
    assert (new.thumbprint, new.ends) == (first.thumbprint, first.certificate.ends)


async def test_keys_that_moved_since_they_were_read_are_not_written(
    graph: GraphDirectory, registered: Application
) -> None:
    error = await refused(
        graph.change_application_keys(
            registered.id, KeyChange(expected=frozenset({"A" * 40})), timeout=SECONDS
        )
    )

    assert (error.kind, error.outcome) == (Kind.MOVED, Outcome.NOT_SENT)
    assert len(registered.keys) == 2


async def test_keys_of_a_principal_are_removed_and_put_back(
    graph: GraphDirectory, shared: Principal
) -> None:
    keys = {key.thumbprint: key.der for key in shared.keys}
    assert keys
    gone = KeyChange(expected=frozenset(keys), drop=frozenset(keys))
    back = KeyChange(expected=frozenset(), add=tuple(NewKey(der=each) for each in keys.values()))

    await graph.change_principal_keys(shared.id, gone, timeout=SECONDS)
    assert shared.keys == []
    await graph.change_principal_keys(shared.id, back, timeout=SECONDS)

    assert {key.thumbprint for key in shared.keys} == set(keys)


async def test_what_is_throttled_while_it_is_looked_at_was_not_sent(
    graph: GraphDirectory, shared: Principal, sky: Sky
) -> None:
    before = tuple(shared.names)
    sky.world.faults.set("graph-429", method="GET")

    error = await refused(graph.change_names(shared.id, expected=before, names=(), timeout=SECONDS))

    assert (error.kind, error.outcome) == (Kind.THROTTLED, Outcome.NOT_SENT)
    assert tuple(shared.names) == before


async def test_a_list_with_a_key_whose_value_graph_keeps_back_is_not_written(
    graph: GraphDirectory, registered: Application, der: bytes
) -> None:
    named = [
        replace(each, custom_key_identifier=each.thumbprint, der=b"") for each in registered.keys
    ]
    registered.keys = list(named)
    expected = frozenset(each.custom_key_identifier for each in named)
    first, second = (each.custom_key_identifier for each in named)

    error = await refused(
        graph.change_application_keys(
            registered.id, KeyChange(expected=expected, add=(NewKey(der=der),)), timeout=SECONDS
        )
    )
    assert (error.kind, error.outcome) == (Kind.UNEXPECTED, Outcome.NOT_SENT)
    assert first in error.detail
    assert registered.keys == named

    await graph.change_application_keys(
        registered.id,
        KeyChange(expected=expected, drop=frozenset({first, second})),
        timeout=SECONDS,
    )
    assert registered.keys == []


@pytest.mark.parametrize("target", ["application", "principal"])
async def test_a_key_that_was_stored_as_text_is_kept_byte_for_byte_and_known_by_its_certificate(
    graph: GraphDirectory, registered: Application, shared: Principal, der: bytes, target: str
) -> None:
    holder = registered if target == "application" else shared
    text = Authority().certificate.public_bytes(Encoding.DER)
    odd = replace(registered.keys[0], key_id=str(uuid4()), der=b64encode(text))
    holder.keys = [odd]
    write = graph.change_application_keys if holder is registered else graph.change_principal_keys

    await write(
        holder.id,
        KeyChange(
            expected=frozenset({thumbprint(text, None)}), add=(NewKey(der=text), NewKey(der=der))
        ),
        timeout=SECONDS,
    )

    assert holder.keys[0] == odd
    assert [each.der for each in holder.keys] == [b64encode(text), der]


async def test_a_key_that_is_put_back_has_its_id_again(
    graph: GraphDirectory, registered: Application
) -> None:
    first, second = registered.keys
    both = frozenset({first.thumbprint, second.thumbprint})
    gone = KeyChange(expected=both, drop=frozenset({second.thumbprint}))
    back = KeyChange(
        expected=frozenset({first.thumbprint}),
        add=(NewKey(der=second.der, name=second.name, key_id=second.key_id),),
    )

    await graph.change_application_keys(registered.id, gone, timeout=SECONDS)
    await graph.change_application_keys(registered.id, back, timeout=SECONDS)

    assert [(each.key_id, each.name, each.der) for each in registered.keys] == [
        (each.key_id, each.name, each.der) for each in (first, second)
    ]


async def test_what_needs_a_permission_is_refused_with_nothing_changed(
    graph: GraphDirectory, shared: Principal, sky: Sky
) -> None:
    before = tuple(shared.names)
    sky.world.faults.set("graph-403")

    error = await refused(graph.change_names(shared.id, expected=before, names=(), timeout=SECONDS))

    assert error.kind is Kind.FORBIDDEN
    assert tuple(shared.names) == before
