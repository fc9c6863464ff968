"""The lab's switchboard: time, faults, state."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from lab import control
from lab.administrator import Administrator
from lab.scenario import load
from lab.world import World


@pytest.fixture(scope="module")
def loaded() -> World:
    return load("hbna")


@pytest.fixture
async def client(loaded: World) -> AsyncIterator[TestClient]:
    loaded.faults.clear()
    async with TestClient(TestServer(control.application(loaded, Administrator(loaded)))) as client:
        yield client


async def test_time_is_told_and_moved(client):
    before = datetime.fromisoformat((await (await client.get("/lab/clock")).json())["now"])

    answer = await client.post("/lab/clock", json={"advance": 50 * 3600})

    after = datetime.fromisoformat((await answer.json())["now"])
    assert timedelta(hours=50) <= after - before < timedelta(hours=51)


async def test_faults_are_switched_on_and_off_again(client, loaded):
    await client.post("/lab/faults", json={"name": "exo-429", "retry_after": 3, "count": 2})
    await client.post("/lab/faults", json={"name": "dns-timeout", "target": "mail.hbna.co.kr"})

    listed = await (await client.get("/lab/faults")).json()
    assert listed["faults"] == [
        {"name": "exo-429", "target": "", "left": 2, "retry_after": 3},
        {"name": "dns-timeout", "target": "mail.hbna.co.kr", "left": None},
    ]
    assert loaded.faults.active("exo-429").options == {"retry_after": 3}

    left = await (await client.delete("/lab/faults", params={"name": "exo-429"})).json()
    assert [each["name"] for each in left["faults"]] == ["dns-timeout"]
    assert (await (await client.delete("/lab/faults")).json())["faults"] == []


async def test_latencies_are_set_by_kind(client, loaded):
    await client.post("/lab/faults", json={"latency": {"graph": 0.2}})

    assert loaded.faults.latency["graph"] == 0.2
    await client.post("/lab/faults", json={"latency": {"graph": 0}})


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        pytest.param("/lab/faults", {"name": "nonsense"}, "no fault is named nonsense", id="fault"),
        pytest.param("/lab/faults", {"latency": {"x": 1}}, "no kind of call", id="latency"),
        pytest.param("/lab/faults", [], "not an object", id="a list"),
        pytest.param("/lab/clock", {"advance": "soon"}, "advance", id="time"),
        pytest.param("/lab/clock", {}, "advance", id="nothing"),
    ],
)
async def test_a_wrong_request_is_told_why(client, path, body, reason):
    answer = await client.post(path, json=body)

    assert answer.status == 400
    assert reason in (await answer.json())["error"]


async def test_the_state_shows_keys_as_thumbprints_and_no_secret(client, loaded):
    principal = loaded.tenant.principal("00000002-0000-0ff1-ce00-000000000000")
    principal.secrets.append("do-not-tell")

    text = await (await client.get("/lab/state")).text()
    state = await (await client.get("/lab/state")).json()

    (shown,) = (one for one in state["tenant"]["principals"] if one["id"] == principal.id)
    assert [key["der"] for key in shown["keys"]] == [key.thumbprint for key in principal.keys]
    assert state["auth_config"]["current"] == loaded.auth_config.current
    assert state["certificates"][loaded.auth_config.current]["has_key"] is True
    assert "do-not-tell" not in text
    assert "PRIVATE KEY" not in text
