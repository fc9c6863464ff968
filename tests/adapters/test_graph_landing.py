"""Writes to the directory in foul weather: what is said of them is what can be known."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from adapters.graph import GraphDirectory
from commands.outside.entra import RoleNeed
from commands.ports import Kind, Outcome, OutsideError
from lab.cloud.tokens import GRAPH
from lab.world_premises import EXCHANGE_ONLINE
from lab.world_tenant import Application, Principal
from tests.adapters.parts import Sky

SECONDS = 20.0
NAME = "ExchangeServerApp-x"
NEW = "https://mail.new.example/"
NEEDS = (RoleNeed(resource_app_id=EXCHANGE_ONLINE, role_id="dc890d15-9560-4a4c-9b7f-a736ec74ec40"),)

Change = Callable[[GraphDirectory, Sky], Awaitable[Any]]


@pytest.fixture
async def graph(sky: Sky) -> GraphDirectory:
    """The directory, signed in to, so that faults strike what a test does."""
    directory = sky.directory()
    assert await directory.principal(EXCHANGE_ONLINE) is not None
    return directory


def shared(sky: Sky) -> Principal:
    found = sky.world.tenant.principal(EXCHANGE_ONLINE)
    assert found is not None
    return found


def registered(sky: Sky) -> list[Application]:
    return [each for each in sky.world.tenant.applications if each.name == NAME]


async def add_name(graph: GraphDirectory, sky: Sky) -> None:
    before = tuple(shared(sky).names)
    await graph.change_names(shared(sky).id, expected=before, names=(*before, NEW), timeout=SECONDS)


async def register(graph: GraphDirectory, _: Sky) -> Any:
    return await graph.create_application(NAME, required=NEEDS, timeout=SECONDS)


async def failure(call: Awaitable[object]) -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        await call
    return caught.value


async def test_an_application_is_registered_gets_its_principal_and_goes_with_it(
    graph: GraphDirectory, sky: Sky
) -> None:
    made = await graph.create_application(NAME, required=NEEDS, timeout=SECONDS)
    principal = await graph.create_principal(made.app_id, timeout=SECONDS)

    (found,) = registered(sky)
    assert (found.id, found.app_id, found.audience) == (made.id, made.app_id, "AzureADMyOrg")
    assert [(each.resource_app_id, each.role_id, each.type) for each in found.required] == [
        (EXCHANGE_ONLINE, NEEDS[0].role_id, "Role")
    ]
    assert (principal.app_id, principal.names) == (made.app_id, (made.app_id,))

    await graph.delete_application(made.id, timeout=SECONDS)
    await graph.delete_application(made.id, timeout=SECONDS)

    assert registered(sky) == []
    assert sky.world.tenant.principal(made.app_id) is None


async def test_a_second_principal_is_a_conflict_that_names_what_is_taken(
    graph: GraphDirectory,
) -> None:
    made = await graph.create_application(NAME, required=(), timeout=SECONDS)
    await graph.create_principal(made.app_id, timeout=SECONDS)

    error = await failure(graph.create_principal(made.app_id, timeout=SECONDS))

    assert (error.kind, error.outcome) == (Kind.CONFLICT, Outcome.REFUSED)
    assert made.app_id in error.detail


@pytest.mark.parametrize("fault", ["graph-503", "graph-429", "graph-dropped"])
async def test_a_registration_whose_answer_is_lost_is_not_made_twice(
    graph: GraphDirectory, sky: Sky, fault: str
) -> None:
    sky.world.faults.set(fault, method="POST", path="applications", when="after", count=1)

    error = await failure(register(graph, sky))

    assert error.outcome is Outcome.UNKNOWN
    assert len(registered(sky)) == 1


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("graph-503", Kind.BUSY),
        ("graph-429", Kind.THROTTLED),
        ("graph-dropped", Kind.UNREACHABLE),
    ],
)
async def test_a_change_that_landed_without_an_answer_is_not_called_refused(
    graph: GraphDirectory, sky: Sky, fault: str, kind: Kind
) -> None:
    sky.world.faults.set(fault, method="PATCH", when="after")

    error = await failure(add_name(graph, sky))

    assert (error.kind, error.outcome) == (kind, Outcome.UNKNOWN)
    assert NEW in shared(sky).names


async def test_a_wait_beyond_the_deadline_ends_a_change_at_once_and_in_doubt(
    graph: GraphDirectory, sky: Sky
) -> None:
    sky.world.faults.set("graph-429", method="PATCH", when="after", retry_after=90)

    error = await failure(add_name(graph, sky))

    assert (error.kind, error.outcome) == (Kind.THROTTLED, Outcome.UNKNOWN)
    assert error.retry_after == 90


async def test_a_refusal_of_the_second_try_says_nothing_about_the_first(
    graph: GraphDirectory, sky: Sky
) -> None:
    sky.world.faults.set("graph-503", method="PATCH", count=1)
    sky.world.faults.set("graph-403", method="PATCH")

    error = await failure(add_name(graph, sky))

    assert (error.kind, error.outcome) == (Kind.FORBIDDEN, Outcome.UNKNOWN)


@pytest.mark.parametrize("change", [add_name, register], ids=["names", "registration"])
async def test_what_is_refused_at_the_first_try_is_refused(
    graph: GraphDirectory, sky: Sky, change: Change
) -> None:
    sky.world.faults.set("graph-403", method="PATCH")
    sky.world.faults.set("graph-403", method="POST", path="applications")

    error = await failure(change(graph, sky))

    assert (error.kind, error.outcome) == (Kind.FORBIDDEN, Outcome.REFUSED)
    assert NEW not in shared(sky).names
    assert registered(sky) == []


async def test_a_change_that_finds_nobody_there_was_not_sent(sky: Sky) -> None:
    credential = sky.credential()
    sky.cloud.tokens.also_called(GRAPH, "https://localhost:9")
    graph = sky.directory(credential, "https://localhost:9")

    error = await failure(register(graph, sky))

    assert (error.kind, error.outcome) == (Kind.UNREACHABLE, Outcome.NOT_SENT)


async def test_a_change_whose_time_ends_during_the_sign_in_was_not_sent(sky: Sky) -> None:
    graph = sky.directory()
    await graph.warm_up()
    sky.world.faults.slow("other", 20)

    error = await failure(graph.create_application(NAME, required=(), timeout=0.3))

    assert (error.kind, error.outcome) == (Kind.TIMEOUT, Outcome.NOT_SENT)
    assert registered(sky) == []


async def test_a_change_that_is_not_answered_in_time_is_in_doubt(
    graph: GraphDirectory, sky: Sky
) -> None:
    sky.world.faults.set("graph-silent", method="POST", path="applications")

    error = await failure(graph.create_application(NAME, required=(), timeout=0.5))

    assert (error.kind, error.outcome) == (Kind.TIMEOUT, Outcome.UNKNOWN)
