"""While the vigil is on, no write that breaks a sign-in goes unseen, however short the gap."""

from base64 import b64encode
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from lab import control, scenario
from lab.administrator import Administrator
from lab.vigil import watch

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def made():
    return scenario.load("healthy", at=NOW)


@pytest.fixture
def world(made):
    world = deepcopy(made)
    world.vigil.on = True
    return world


@pytest.fixture
def steps(world):
    return Rotation(world)


class Rotation:
    """A rotation's writes, one method each, by the second administrator."""

    def __init__(self, world):
        self.world, self.admin = world, Administrator(world)
        self.old = world.certificates[world.auth_config.current]
        self.new = None

    async def run(self, cmdlet, server="EX01", **parameters):
        await self.admin.run(server, cmdlet, **parameters)

    async def create(self):
        before = set(self.world.certificates)
        await self.run("New-ExchangeCertificate", PrivateKeyExportable=True)
        (thumbprint,) = set(self.world.certificates) - before
        self.new = self.world.certificates[thumbprint]

    async def stage(self):
        await self.run(
            "Set-AuthConfig",
            NewCertificateThumbprint=self.new.thumbprint,
            NewCertificateEffectiveDate=self.world.clock.now() + timedelta(hours=49),
        )
        self.world.clock.advance(49 * 3600)

    async def upload(self):
        await self.keys(self.old, self.new)

    async def keys(self, *certificates):
        """Known keys go back as they came, new ones with their value."""
        (app,) = self.world.tenant.applications
        found = await self.admin.graph("GET", f"applications/{app.id}?$select=keyCredentials")
        known = {each["customKeyIdentifier"]: each for each in found["keyCredentials"]}
        entries = [known.get(each.thumbprint) or self.entry(each) for each in certificates]
        await self.admin.graph("PATCH", f"applications/{app.id}", {"keyCredentials": entries})

    @staticmethod
    def entry(certificate):
        key = b64encode(certificate.der).decode()
        return {"type": "AsymmetricX509Cert", "usage": "Verify", "key": key}

    async def publish(self):
        await self.run("Set-AuthConfig", PublishCertificate=True)

    async def restart(self):
        for server in self.world.servers:
            await self.run("Restart-HybridgeServiceHost", server)
            await self.run("Restart-HybridgeWebPools", server)

    async def soak(self):
        """A process that nobody restarts looks for the new certificate within the hour."""
        self.world.clock.advance(3601)

    async def retire(self):
        await self.keys(self.new)

    async def clear(self):
        await self.run("Set-AuthConfig", ClearPreviousCertificate=True)


RIGHT = ("create", "stage", "upload", "publish", "restart", "soak", "retire", "clear")


async def test_the_right_order_breaks_nothing_at_any_write(world, steps):
    for step in RIGHT:
        await getattr(steps, step)()

    assert world.vigil.broken == []
    (app,) = world.tenant.applications
    restarts = ("Restart-HybridgeServiceHost", "Restart-HybridgeWebPools")
    assert world.vigil.writes == [
        "EX01: New-ExchangeCertificate",
        "EX01: Set-AuthConfig",
        f"PATCH applications/{app.id}",
        "EX01: Set-AuthConfig",
        *(f"{server}: {each}" for server in ("EX01", "EX02") for each in restarts),
        f"PATCH applications/{app.id}",
        "EX01: Set-AuthConfig",
    ]
    assert world.auth_config.previous == ""


@pytest.mark.parametrize(
    ("order", "breaks", "says"),
    [
        pytest.param(
            ("create", "stage", "publish", "restart", "upload"),
            "EX01: Restart-HybridgeWebPools",
            "AADSTS700027",
            id="published before the upload",
        ),
        pytest.param(
            ("create", "stage", "upload", "publish", "retire", "restart"),
            "PATCH applications/",
            "AADSTS700027",
            id="retired before the restart",
        ),
        pytest.param(
            ("create", "stage", "upload", "publish", "restart", "retire"),
            "PATCH applications/",
            "AADSTS700027",
            id="retired before processes that nobody restarts have looked",
        ),
    ],
)
async def test_a_wrong_order_is_seen_although_all_is_well_in_the_end(
    world, steps, order, breaks, says
):
    for step in order:
        await getattr(steps, step)()

    first = world.vigil.broken[0]
    late = "soak" not in order and order[-2:] == ("restart", "retire")
    side = "EX01, another process" if late else "EX01"
    assert (first.write.startswith(breaks), first.side) == (True, side)
    assert says in first.text
    wrong = steps.new if breaks.startswith("EX01") else steps.old
    assert first.text.startswith(f"signed with {wrong.thumbprint}: ")
    world.vigil.broken.clear()
    await steps.soak()
    watch(world, "the end")
    assert world.vigil.broken == []


async def test_the_way_from_the_cloud_is_watched_too(world):
    await Administrator(world).run(
        "EX02", "Set-PartnerApplication", Identity="Exchange Online", Enabled=False
    )

    assert [(each.side, each.write) for each in world.vigil.broken] == [
        ("cloud", "EX02: Set-PartnerApplication"),
        ("cloud", "EX02: Set-PartnerApplication"),
    ]


async def test_a_server_that_is_down_is_not_asked(world):
    world.servers["EX02"].certificates.clear()
    watch(world, "x")
    world.faults.set("server-down", target="EX02")
    watch(world, "y")

    assert [(each.side, each.write) for each in world.vigil.broken] == [
        ("EX02", "x"),
        ("EX02, another process", "x"),
    ]


async def test_it_sees_counted_faults_and_leaves_them_to_others(world):
    world.faults.set("entra-busy", count=1)

    watch(world, "x")

    assert [each.side for each in world.vigil.broken] == ["EX01"]
    assert world.faults.peek("entra-busy").left == 1


async def test_reading_is_no_write_and_off_is_off(world):
    administrator = Administrator(world)
    await administrator.run("EX01", "Get-AuthConfig")
    await administrator.graph("GET", "applications")
    reads = list(world.vigil.writes)
    world.vigil.on = False
    world.servers["EX01"].certificates.clear()
    await administrator.run("EX01", "Set-AuthConfig", Realm="x")

    assert reads == []
    assert (world.vigil.writes, world.vigil.broken) == ([], [])


async def test_it_is_kept_and_read_over_the_control_api(world):
    app = control.application(world, Administrator(world))
    world.servers["EX02"].certificates[world.auth_config.current] = False
    async with TestClient(TestServer(app)) as client:
        await client.post("/lab/vigil", json={"on": True})
        await client.post("/lab/clock", json={"advance": 60})
        told = await (await client.get("/lab/vigil")).json()
        wrong = await client.post("/lab/vigil", json={"on": 1})
        ended = await (await client.post("/lab/vigil", json={"on": False})).json()

    assert (told["on"], told["writes"], ended["on"]) == (True, ["the clock"], False)
    broken, other = told["broken"]
    assert ended["broken"] == [broken, other]
    assert other["side"] == "EX02, another process"
    assert (broken["side"], broken["write"]) == ("EX02", "the clock")
    assert "Missing signing certificate" in broken["text"]
    assert wrong.status == 400
