"""A second administrator over the control API: whatever is sent is really done, or told why not."""

from copy import deepcopy

import pytest
from aiohttp.test_utils import TestClient, TestServer

from lab import control
from lab.administrator import Administrator
from lab.scenario import load
from lab.world_premises import EXCHANGE_ONLINE


@pytest.fixture(scope="module")
def loaded():
    return load("half")


@pytest.fixture
def world(loaded):
    return deepcopy(loaded)


@pytest.fixture
async def post(world):
    app = control.application(world, Administrator(world))
    async with TestClient(TestServer(app)) as client:

        async def post(route, /, **body):
            answer = await client.post(f"/lab/{route}", json=body)
            return answer.status, await answer.json()

        yield post


async def test_a_cmdlet_is_run_on_its_side(post, world):
    status, answer = await post(
        "run",
        side="EX02",
        cmdlet="Set-PartnerApplication",
        parameters={"Identity": "Exchange Online", "Enabled": True},
    )
    _, read = await post("run", side="ex01", cmdlet="Get-PartnerApplication")

    assert (status, answer) == (200, {"objects": []})
    assert world.partner_applications[0].enabled
    assert [each["Enabled"] for each in read["objects"]] == [True, True]


async def test_the_second_administrator_meets_no_fault(post, world):
    world.faults.set("cmdlet-error", target="EX01")
    world.faults.set("cmdlet-lost", target="EX01", when="any")
    world.faults.set("graph-lag")
    world.faults.set("graph-503")
    (app,) = world.tenant.applications

    ran, _ = await post("run", side="EX01", cmdlet="Get-AuthServer")
    changed, _ = await post(
        "graph",
        method="PATCH",
        path=f"applications/{app.id}",
        body={"requiredResourceAccess": []},
    )
    _, read = await post("graph", method="GET", path=f"/v1.0/applications/{app.id}")

    assert (ran, changed) == (200, 200)
    assert read["body"]["requiredResourceAccess"] == []
    assert [fault.name for fault in world.faults.switched] == [
        "cmdlet-error",
        "cmdlet-lost",
        "graph-lag",
        "graph-503",
    ]


async def test_graph_can_be_asked_with_a_query(post, world):
    status, answer = await post(
        "graph",
        method="get",
        path=f"servicePrincipals?$filter=appId eq '{EXCHANGE_ONLINE}'&$select=id,displayName",
    )

    assert status == 200
    assert answer["body"]["value"] == [
        {
            "id": world.tenant.principal(EXCHANGE_ONLINE).id,
            "displayName": "Office 365 Exchange Online",
        }
    ]


async def test_an_update_is_installed(post, world):
    await post("update", server="EX01", build="15.2.2562.60")
    first = (world.servers["EX01"].base, world.servers["EX01"].build)
    await post("update", server="EX01", build="15.2.9999.3")

    assert first == ("15.2.2562.17", "15.2.2562.60")
    assert world.servers["EX01"].base == world.servers["EX01"].build == "15.2.9999.3"


async def test_consent_is_given_once(post, world):
    (app,) = world.tenant.applications
    _, first = await post("consent", app_id=app.app_id)
    _, second = await post("consent", app_id=app.app_id)

    assert first["granted"] == [each.role_id for each in app.required]
    assert second == {"granted": []}
    assert len(world.tenant.grants) == 1


WRONG = [
    pytest.param("run", {}, "side is missing", id="no side"),
    pytest.param("run", {"side": "EX09", "cmdlet": "Get-AuthServer"}, "no side EX09", id="side"),
    pytest.param("run", {"side": "cloud", "cmdlet": "Get-Nothing"}, "not recognized", id="cmdlet"),
    pytest.param(
        "run", {"side": "cloud", "cmdlet": "Get-AuthServer", "parameters": [1]}, "body", id="list"
    ),
    pytest.param(
        "run",
        {"side": "EX01", "cmdlet": "Remove-AuthServer", "parameters": {"Identity": "x"}},
        "object 'x' couldn't be found",
        id="an error record",
    ),
    pytest.param("graph", {"method": "GET", "path": "applications/0"}, "404", id="not found"),
    pytest.param("graph", {"method": "POST", "path": "applications"}, "payload", id="no body"),
    pytest.param(
        "graph", {"method": "GET", "path": "applications?$filter=x gt 1"}, "400", id="query"
    ),
    pytest.param("graph", {"method": "PUT", "path": "applications"}, "405", id="method"),
    pytest.param("update", {"server": "EX09", "build": "15.2.2562.60"}, "no server", id="server"),
    pytest.param("update", {"server": "EX01", "build": "CU15"}, "CU15", id="build"),
    pytest.param("update", {"server": "EX01", "build": "15.2"}, "no build", id="short build"),
    pytest.param("consent", {"app_id": "0"}, "does not exist", id="application"),
]


@pytest.mark.parametrize(("path", "body", "reason"), WRONG)
async def test_what_cannot_be_done_is_told(post, world, path, body, reason):
    before = Administrator(world).state()
    status, answer = await post(path, **body)

    assert status == 400
    assert reason in answer["error"]
    assert Administrator(world).state() == before


async def test_the_state_differs_only_where_somebody_changed_something(world):
    administrator = Administrator(world)
    before = administrator.state()
    world.clock.advance(7200)
    world.faults.set("exo-429")
    same = administrator.state()
    await administrator.run("cloud", "Set-OrganizationConfig", EwsEnabled=True)
    world.clock.advance(3601)
    after = administrator.state()

    assert same == before
    assert {name for name in after if after[name] != before[name]} == {"tenant", "effective"}
