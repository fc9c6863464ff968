"""Cmdlets that change something: sent once, and what is said of a failure is what can be known."""

from typing import Any

import pytest

from commands.ports import Kind, Outcome, OutsideError
from lab.records import Failure, Output
from tests.adapters.parts import AGES, Premises, Sky

CHANGE = "Set-AuthServer"
CLOUD_CHANGE = "Set-IntraOrganizationConnector"
BUSY = "Microsoft.Exchange.Data.Directory.ADTransientException"
THROTTLED = "Microsoft.Exchange.Data.Directory.OverBudgetException"
REFUSED = "Microsoft.Exchange.Management.Tasks.Whatever"


@pytest.fixture
def tenant(sky: Sky) -> Sky:
    """The cloud, with the product as an Exchange administrator."""
    principal = sky.world.tenant.principal(sky.enrolled.app_id)
    assert principal is not None
    principal.directory_roles.append("Exchange Administrator")
    return sky


async def test_none_clears_false_and_lists_arrive_as_they_are(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    server = premises.open().on("EX01")
    cleared = {"Identity": "EvoSts", "ApplicationIdentifier": None, "DomainName": None}
    override = {"Name": "x", "Parameters": ("Enabled=true", "b=2"), "Reason": "OAuth"}

    await server.run(CHANGE, timeout=AGES, parameters=cleared)
    await server.run("New-SettingOverride", timeout=AGES, parameters=override)
    await server.run(
        "Remove-AuthServer", timeout=AGES, parameters={"Identity": "x", "Confirm": False}
    )

    assert [call.parameters for call in exchange.calls] == [
        cleared,
        {**override, "Parameters": ["Enabled=true", "b=2"]},
        {"Identity": "x", "Confirm": False},
    ]


@pytest.mark.parametrize("tls", [True, False])
@pytest.mark.parametrize(
    ("fault", "options", "ran"),
    [
        pytest.param("dropped", {"at": "Command"}, 0, id="the connection broke before"),
        pytest.param("dropped", {"at": "Command", "when": "after"}, 1, id="its start was lost"),
        pytest.param("dropped", {"at": "Receive"}, 1, id="its result was lost"),
        pytest.param("shell-expiry", {"at": "Receive"}, 1, id="the shell went while it ran"),
        pytest.param("command-gone", {}, 1, id="the server knows it no more"),
    ],
)
async def test_a_change_that_may_have_run_is_in_doubt_and_not_repeated(
    premises: Premises, fault: str, options: dict[str, Any], ran: int, tls: bool
) -> None:
    exchange = await premises.server("EX01", tls=tls)
    server = premises.open().on("EX01")
    await server.run("Get-AuthServer", timeout=AGES)
    premises.faults.set(fault, target="EX01", count=1, **options)

    with pytest.raises(OutsideError) as caught:
        await server.run(CHANGE, timeout=AGES, parameters={"Identity": "x"})

    assert caught.value.outcome is Outcome.UNKNOWN
    await server.run("Get-AuthServer", timeout=AGES)
    assert [call.cmdlet for call in exchange.calls].count(CHANGE) == ran


async def test_a_change_for_which_the_shell_was_gone_is_made_in_a_new_one(
    premises: Premises,
) -> None:
    exchange = await premises.server("EX01")
    server = premises.open().on("EX01")
    await server.run("Get-AuthServer", timeout=AGES)
    premises.faults.set("shell-expiry", target="EX01", count=1, at="Command")

    await server.run(CHANGE, timeout=AGES, parameters={"Identity": "x"})

    assert [call.cmdlet for call in exchange.calls].count(CHANGE) == 1


async def test_a_change_for_which_no_other_shell_is_to_be_had_was_not_sent(
    premises: Premises,
) -> None:
    exchange = await premises.server("EX01")
    server = premises.open().on("EX01")
    await server.run("Get-AuthServer", timeout=AGES)
    premises.faults.set("shell-expiry", target="EX01", count=1, at="Command")
    premises.faults.set("quota", target="EX01")

    with pytest.raises(OutsideError) as caught:
        await server.run(CHANGE, timeout=AGES, parameters={"Identity": "x"})

    assert (caught.value.kind, caught.value.outcome) == (Kind.BUSY, Outcome.NOT_SENT)
    assert CHANGE not in [call.cmdlet for call in exchange.calls]


@pytest.mark.parametrize("fault", ["server-down", "quota"])
async def test_a_change_goes_to_no_other_server(premises: Premises, fault: str) -> None:
    exchanges = [await premises.server("EX01"), await premises.server("EX02")]
    premises.faults.set(fault, target="EX01")

    with pytest.raises(OutsideError) as caught:
        await premises.open().any().run(CHANGE, timeout=AGES, parameters={"Identity": "x"})

    assert caught.value.outcome is Outcome.NOT_SENT
    assert [exchange.calls for exchange in exchanges] == [[], []]


@pytest.mark.parametrize("side", ["server", "cloud"])
@pytest.mark.parametrize(
    ("exception", "kind", "outcome"),
    [
        pytest.param(REFUSED, Kind.REFUSED, Outcome.REFUSED, id="refused"),
        pytest.param(BUSY, Kind.BUSY, Outcome.UNKNOWN, id="the directory below was busy"),
        pytest.param(THROTTLED, Kind.THROTTLED, Outcome.NOT_SENT, id="throttled"),
    ],
)
async def test_what_a_cmdlet_says_is_what_is_certain(
    premises: Premises, tenant: Sky, side: str, exception: str, kind: Kind, outcome: Outcome
) -> None:
    failed = Output(failures=(Failure(exception, "no"),))
    if side == "server":
        exchange = await premises.server("EX01")
        port, cmdlet = premises.open().on("EX01"), CHANGE
    else:
        exchange, port, cmdlet = tenant.exchange, tenant.online(), CLOUD_CHANGE
    exchange.answers[cmdlet] = failed

    with pytest.raises(OutsideError) as caught:
        await port.run(cmdlet, timeout=AGES, parameters={"Identity": "x"})

    assert (caught.value.kind, caught.value.outcome) == (kind, outcome)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [("exo-503", Kind.BUSY), ("exo-dropped", Kind.UNREACHABLE)],
)
async def test_a_change_in_the_cloud_that_may_have_run_is_in_doubt_and_not_repeated(
    tenant: Sky, fault: str, kind: Kind
) -> None:
    online = tenant.online()
    tenant.world.faults.set(fault, when="after")

    with pytest.raises(OutsideError) as caught:
        await online.run(CLOUD_CHANGE, timeout=AGES, parameters={"Identity": "x"})

    assert (caught.value.kind, caught.value.outcome) == (kind, Outcome.UNKNOWN)
    assert tenant.clock.waits == []
    assert [call.cmdlet for call in tenant.exchange.calls] == [CLOUD_CHANGE]


async def test_a_throttled_change_in_the_cloud_waits_and_is_made_once(tenant: Sky) -> None:
    tenant.world.faults.set("exo-429", count=2, retry_after=3)

    await tenant.online().run(CLOUD_CHANGE, timeout=AGES, parameters={"Identity": "x"})

    assert tenant.clock.waits == [3, 3]
    assert [call.cmdlet for call in tenant.exchange.calls] == [CLOUD_CHANGE]


async def test_a_change_that_the_cloud_throttles_to_the_end_was_not_sent(tenant: Sky) -> None:
    tenant.world.faults.set("exo-429", retry_after=90)

    with pytest.raises(OutsideError) as caught:
        await tenant.online().run(CLOUD_CHANGE, timeout=AGES, parameters={"Identity": "x"})

    assert (caught.value.kind, caught.value.outcome) == (Kind.THROTTLED, Outcome.NOT_SENT)
    assert caught.value.retry_after == 90
    assert tenant.exchange.calls == []


@pytest.mark.parametrize(
    ("fault", "options", "ran"),
    [
        pytest.param("dropped", {"at": "Command", "when": "after"}, 1, id="its start was lost"),
        pytest.param("dropped", {"at": "Receive"}, 1, id="its result was lost"),
    ],
)
async def test_a_restart_that_may_have_happened_is_not_repeated(
    premises: Premises, fault: str, options: dict[str, Any], ran: int
) -> None:
    exchange = await premises.server("EX01")
    maintenance = premises.open().maintenance("EX01")
    assert maintenance is not None
    await maintenance.run("Get-HybridgeExSetup", timeout=AGES)
    premises.faults.set(fault, target="EX01", count=1, **options)

    with pytest.raises(OutsideError) as caught:
        await maintenance.run("Restart-HybridgeServiceHost", timeout=AGES)

    assert caught.value.outcome is Outcome.UNKNOWN
    await maintenance.run("Get-HybridgeExSetup", timeout=AGES)
    ended = [call.cmdlet for call in exchange.calls]
    assert ended.count("Restart-HybridgeServiceHost") == ran


@pytest.mark.parametrize(
    ("exception", "outcome"),
    [
        pytest.param("System.TimeoutException", Outcome.UNKNOWN, id="it did not come up in time"),
        pytest.param(
            "System.Management.Automation.RuntimeException", Outcome.REFUSED, id="it cannot be done"
        ),
    ],
)
async def test_what_the_endpoint_says_of_a_restart_is_told(
    premises: Premises, exception: str, outcome: Outcome
) -> None:
    exchange = await premises.server("EX01")
    said = "MSExchangeServiceHost is StopPending and not Stopped after 90 seconds."
    exchange.answers["Restart-HybridgeServiceHost"] = Output(
        failures=(Failure(exception, said, terminating=True),)
    )
    maintenance = premises.open().maintenance("EX01")
    assert maintenance is not None

    with pytest.raises(OutsideError) as caught:
        await maintenance.run("Restart-HybridgeServiceHost", timeout=AGES)

    assert caught.value.outcome is outcome
    assert said in caught.value.detail
