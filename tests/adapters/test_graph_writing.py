"""The directory written with the real SDK against the lab's Graph."""

from collections.abc import Awaitable
from datetime import UTC, datetime

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


async def test_a_write_that_graph_throttles_to_the_end_may_have_landed(
    graph: GraphDirectory, shared: Principal, sky: Sky
) -> None:
    before = tuple(shared.names)
    reading = graph.principal(EXCHANGE_ONLINE)
    assert await reading is not None
    sky.world.faults.set("graph-429", count=8)

    error = await refused(
        graph.change_names(shared.id, expected=before, names=before, timeout=SECONDS)
    )
    # The look before it was throttled already: then nothing was sent, and that is certain.
    assert (error.kind, error.outcome) == (Kind.THROTTLED, Outcome.NOT_SENT)


async def test_what_needs_a_permission_is_refused_with_nothing_changed(
    graph: GraphDirectory, shared: Principal, sky: Sky
) -> None:
    before = tuple(shared.names)
    sky.world.faults.set("graph-403")

    error = await refused(graph.change_names(shared.id, expected=before, names=(), timeout=SECONDS))

    assert error.kind is Kind.FORBIDDEN
    assert tuple(shared.names) == before
