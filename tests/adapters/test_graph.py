"""The directory read with the real SDK against the lab's Graph."""

import asyncio
import base64
import inspect
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from azure.core import exceptions as azure
from azure.identity import AuthenticationRequiredError, CredentialUnavailableError
from cryptography.hazmat.primitives.serialization import Encoding
from kiota_http import _exceptions as kiota

from adapters import graph, graph_client, graph_failures
from adapters.keys import thumbprint
from commands.ports import Kind, Outcome, OutsideError
from lab.ca import Authority
from lab.cloud.tokens import GRAPH
from lab.world_premises import EXCHANGE_ONLINE
from lab.world_tenant import Application, Group, Key, Principal, SignIn, User
from tests.adapters.parts import Sky


@pytest.fixture(autouse=True)
async def warm(sky: Sky) -> None:
    """Load the SDK as the product does, off the loop."""
    await sky.directory().warm_up()


async def test_a_principal_is_read_with_its_names_and_keys(sky: Sky) -> None:
    stored = sky.world.tenant.principal(EXCHANGE_ONLINE)
    assert stored is not None

    read = await sky.directory().principal(EXCHANGE_ONLINE)

    assert read is not None
    assert (read.id, read.app_id, read.name, read.enabled) == (
        stored.id,
        stored.app_id,
        stored.name,
        True,
    )
    assert list(read.names) == stored.names
    assert {key.key_id for key in read.keys} == {key.key_id for key in stored.keys}
    current = sky.world.auth_config.current
    assert current in {key.thumbprint for key in read.keys}
    assert all(key.has_value and key.starts and key.starts.tzinfo for key in read.keys)


async def test_a_key_is_recognised_in_every_spelling(sky: Sky) -> None:
    certificate = Authority().certificate
    der = certificate.public_bytes(Encoding.DER)
    print_ = thumbprint(der, None)
    stored = sky.world.tenant.principal(EXCHANGE_ONLINE)
    assert stored is not None
    starts = ends = datetime(2026, 1, 1, tzinfo=UTC)
    stored.keys = [
        Key(
            key_id=f"00000000-0000-0000-0000-00000000000{number}",
            der=value,
            custom_key_identifier=custom,
            name="CN=x",
            starts=starts,
            ends=ends,
        )
        for number, (value, custom) in enumerate(
            [
                (der, print_),
                (base64.b64encode(der), print_),
                (der, base64.b64encode(bytes.fromhex(print_)).decode()),
            ]
        )
    ]

    read = await sky.directory().principal(EXCHANGE_ONLINE)

    assert read is not None
    assert [key.thumbprint for key in read.keys] == [print_] * 3


async def test_what_is_not_there_is_none(sky: Sky) -> None:
    directory = sky.directory()

    assert await directory.principal("00000000-0000-0000-0000-000000000001") is None
    assert await directory.application("00000000-0000-0000-0000-000000000001") is None
    assert await directory.applications_named("nothing") == ()
    assert await directory.owners_of_name("https://nowhere/") == ()


async def test_applications_are_found_by_a_name_with_a_quote(sky: Sky) -> None:
    sky.world.tenant.applications += [
        Application(id=f"0000000{n}-0000-0000-0000-000000000000", app_id=f"app-{n}", name="Min's")
        for n in range(3)
    ]
    directory = sky.directory()

    found = await directory.applications_named("Min's")

    assert {each.app_id for each in found} == {"app-0", "app-1", "app-2"}
    read = await directory.application("app-1")
    assert read is not None
    assert read.name == "Min's"


def many_of_one_name(sky: Sky, count: int) -> None:
    sky.world.tenant.applications += [
        Application(id=str(UUID(int=n + 1)), app_id=f"app-{n}", name="Twin") for n in range(count)
    ]


async def test_a_list_is_read_to_its_last_page(sky: Sky, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "_PAGES", 3)
    many_of_one_name(sky, 300)

    found = await sky.directory().applications_named("Twin")

    assert {each.app_id for each in found} == {f"app-{n}" for n in range(300)}


async def test_a_list_too_long_to_read_is_told_and_not_cut(
    sky: Sky, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "_PAGES", 3)
    many_of_one_name(sky, 301)

    with pytest.raises(OutsideError, match=r"applications named Twin: .*300 .*more") as caught:
        await sky.directory().applications_named("Twin")

    assert caught.value.kind is Kind.UNEXPECTED


async def test_the_granted_roles_are_read(sky: Sky) -> None:
    directory = sky.directory()
    own = await directory.principal(sky.enrolled.app_id)
    assert own is not None

    grants = await directory.role_grants(own.id)

    stored = [grant for grant in sky.world.tenant.grants if grant.principal_id == own.id]
    assert {(each.role_id, each.resource_id) for each in grants} == {
        (each.role_id, each.resource_id) for each in stored
    }
    assert "Office 365 Exchange Online" in {each.resource_name for each in grants}


async def test_the_names_of_a_resources_roles_are_read(sky: Sky) -> None:
    directory = sky.directory()
    graph = sky.world.tenant.principal("00000003-0000-0000-c000-000000000000")
    assert graph is not None
    found = await directory.roles_of(graph.id)

    assert found["798ee544-9d2d-430c-a058-570e29e34338"] == "Calendars.Read"
    assert await directory.roles_of("00000000-0000-0000-0000-000000000009") == {}


def signed_in(sky: Sky, minutes: int, **values: object) -> SignIn:
    """Put a sign-in into the lab's log; gives it."""
    at = sky.world.clock.now().replace(microsecond=0) - timedelta(minutes=minutes)
    known = {"app_id": "a" * 8 + "-0000-0000-0000-000000000000", "resource": GRAPH}
    made = SignIn(**{**known, "at": at, "thumbprint": "AB" * 20, **values})  # type: ignore[arg-type]
    sky.world.tenant.sign_ins.append(made)
    return made


@pytest.mark.parametrize("form", ["hex", "base64url"])
async def test_an_applications_own_sign_ins_are_read_newest_first(sky: Sky, form: str) -> None:
    sky.world.tenant.sign_in_thumbprints = form
    old, bad = signed_in(sky, 120), signed_in(sky, 60, error=700027)
    signed_in(sky, 30, app_id="b" * 8 + "-0000-0000-0000-000000000000")
    signed_in(sky, 1)  # not shown yet: the log lags
    signed_in(sky, 3000)
    since = sky.world.clock.now() - timedelta(days=1)

    found = await sky.directory().app_sign_ins(old.app_id, since)

    assert [(each.at, each.error) for each in found] == [(bad.at, 700027), (old.at, 0)]
    assert {each.thumbprint for each in found} == {"AB" * 20}
    assert all(each.is_for_graph for each in found)


async def test_a_log_without_right_or_licence_says_so(sky: Sky) -> None:
    tenant, since = sky.world.tenant, sky.world.clock.now()
    tenant.premium = False
    with pytest.raises(OutsideError, match="premium") as unlicensed:
        await sky.directory().app_sign_ins("a", since)
    tenant.premium = True
    right = "b0afded3-3588-46d8-8b3d-9842eff778da"
    tenant.grants = [each for each in tenant.grants if each.role_id != right]
    with pytest.raises(OutsideError) as forbidden:
        await sky.directory().app_sign_ins("a", since)

    assert (unlicensed.value.kind, forbidden.value.kind) == (Kind.FORBIDDEN, Kind.FORBIDDEN)


async def test_the_owner_of_a_name_is_found(sky: Sky) -> None:
    sky.world.tenant.principals.append(
        Principal(
            id="10000000-0000-0000-0000-000000000000",
            app_id="20000000-0000-0000-0000-000000000000",
            name="Foreign",
            names=["https://taken.hbna.co.kr/"],
        )
    )

    owners = await sky.directory().owners_of_name("https://taken.hbna.co.kr/")

    assert [owner.name for owner in owners] == ["Foreign"]


async def test_memberships_count_through_nested_groups_and_many_of_them(sky: Sky) -> None:
    tenant = sky.world.tenant
    person = User(id="30000000-0000-0000-0000-000000000000", name="Minji", upn="minji@hbna.co.kr")
    tenant.users.append(person)
    ids = [f"40000000-0000-0000-0000-0000000000{n:02}" for n in range(45)]
    tenant.groups += [Group(id=each, name=each) for each in ids]
    tenant.groups[-1].members = [person.id]
    tenant.groups[-2].members = [ids[44]]
    tenant.groups[-45].members = [ids[43]]

    found = await sky.directory().member_of(person.id, ids)

    assert found == {ids[44], ids[43], ids[0]}


async def test_no_groups_need_no_question(sky: Sky) -> None:
    sky.world.faults.set("graph-503")

    assert await sky.directory().member_of("anybody", []) == frozenset()


@pytest.mark.parametrize(
    ("fault", "options", "kind", "outcome"),
    [
        pytest.param("graph-403", {}, Kind.FORBIDDEN, Outcome.REFUSED, id="no privileges"),
        pytest.param("graph-dropped", {}, Kind.UNREACHABLE, Outcome.UNKNOWN, id="dropped"),
        pytest.param(
            "graph-429", {"retry_after": 60}, Kind.THROTTLED, Outcome.REFUSED, id="throttled"
        ),
        pytest.param("graph-503", {}, Kind.BUSY, Outcome.UNKNOWN, id="unavailable"),
    ],
)
async def test_foul_weather_is_described(
    sky: Sky, fault: str, options: dict[str, int], kind: Kind, outcome: Outcome
) -> None:
    sky.world.faults.set(fault, **options)

    with pytest.raises(OutsideError) as caught:
        await sky.directory().principal(EXCHANGE_ONLINE)

    assert (caught.value.kind, caught.value.outcome) == (kind, outcome)
    assert caught.value.source == "Microsoft Graph"
    assert caught.value.retry_after == options.get("retry_after")


async def test_a_passing_cloud_is_waited_out(sky: Sky) -> None:
    sky.world.faults.set("graph-429", count=1, retry_after=1)

    assert await sky.directory().principal(EXCHANGE_ONLINE) is not None


async def test_a_deadline_holds(sky: Sky) -> None:
    directory = sky.directory(timeout=0.3)
    await directory.principal(EXCHANGE_ONLINE)
    sky.world.faults.slow("graph", 20)

    with pytest.raises(OutsideError) as caught:
        await directory.principal(EXCHANGE_ONLINE)

    assert caught.value.kind is Kind.TIMEOUT
    assert caught.value.outcome is Outcome.UNKNOWN


async def test_nobody_there_means_not_sent(sky: Sky) -> None:
    credential = sky.credential()
    sky.cloud.tokens.also_called("00000003-0000-0000-c000-000000000000", "https://localhost:9")

    with pytest.raises(OutsideError) as caught:
        await sky.directory(credential, "https://localhost:9").principal(EXCHANGE_ONLINE)

    assert caught.value.kind is Kind.UNREACHABLE
    assert caught.value.outcome is Outcome.NOT_SENT


async def test_a_failed_sign_in_is_entras_error(sky: Sky) -> None:
    credential = sky.credential(client_id="00000000-0000-0000-0000-000000000001")

    with pytest.raises(OutsideError) as caught:
        await sky.directory(credential).principal(EXCHANGE_ONLINE)

    assert caught.value.source == "Entra ID"
    assert caught.value.kind is Kind.UNAUTHORISED


async def test_every_exception_of_the_libraries_has_a_meaning(sky: Sky) -> None:
    every = [
        each
        for module in (httpx, azure, kiota)
        for _, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, Exception)
        and each.__module__.split(".")[0] in {"httpx", "azure", "kiota_http"}
    ]
    known = tuple(error for row in graph_failures.TABLE for error in row[0])

    assert len(every) > 35
    for each in (*every, AuthenticationRequiredError, CredentialUnavailableError):
        if each.__name__ != "CookieConflict":  # nobody asks for cookies
            assert issubclass(each, known), each
    assert issubclass(graph_client.ODataError, known)


async def test_two_questions_side_by_side_get_their_own_answers(sky: Sky) -> None:
    directory = sky.directory()

    first, second = await asyncio.gather(
        directory.principal(EXCHANGE_ONLINE), directory.principal(GRAPH)
    )

    assert first is not None
    assert second is not None
    assert (first.app_id, second.app_id) == (EXCHANGE_ONLINE, GRAPH)
