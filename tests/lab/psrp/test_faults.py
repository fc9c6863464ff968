"""The wire's faults, each as the client meets it."""

import pytest
import requests
from pypsrp.exceptions import WinRMTransportError, WSManFaultError
from pypsrp.powershell import PowerShell

from lab.records import Output

QUICK = {"read_timeout": 0.3}


def patient(pool):
    """Take back the short timeout, so that closing works however busy the machine is."""
    pool.connection.transport.read_timeout = 20


async def test_a_server_silent_in_create_never_opens(secure):
    secure.faults.set("server-silent", target="EX01", at="Create")

    with pytest.raises(requests.ReadTimeout):
        await secure.do(secure.call, "Get-X", **QUICK)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_server_silent_in_command_leaves_open_whether_it_ran(plain, when, cmdlet):
    plain.faults.set("server-silent", at="Command", when=when, count=1)

    def work():
        with plain.pool() as pool:
            pool.connection.transport.read_timeout = 0.3
            with pytest.raises(requests.ReadTimeout):
                PowerShell(pool).add_cmdlet("Set-X").begin_invoke()
            pool.state = 3  # its key is lost with the connection: nothing more can be sent

    await plain.do(work)

    assert len(plain.exchange.calls) == (1 if when == "after" else 0)


async def test_output_is_not_lost_to_a_server_silent_in_receive(secure, thing):
    secure.exchange.answers["Get-X"] = Output(objects=[thing(Number=1)])

    def work():
        with secure.pool() as pool, PowerShell(pool) as shell:
            shell.add_cmdlet("Get-X").begin_invoke()
            secure.faults.set("server-silent", at="Receive", count=2)
            pool.connection.transport.read_timeout = 0.3
            shell.end_invoke()
            patient(pool)
            return len(shell.output)

    assert await secure.do(work) == 1
    assert not secure.faults.switched


async def test_a_dropped_connection_before_the_work_leaves_nothing_done(secure):
    secure.faults.set("dropped", at="Command", count=1)

    def work():
        with secure.pool() as pool, pytest.raises(requests.ConnectionError):
            PowerShell(pool).add_cmdlet("Set-X").begin_invoke()

    await secure.do(work)

    assert not secure.exchange.calls


async def test_a_dropped_connection_after_the_work_loses_only_the_answer(secure):
    secure.faults.set("dropped", at="Command", when="after", count=1)

    def work():
        with secure.pool() as pool, pytest.raises(requests.ConnectionError):
            PowerShell(pool).add_cmdlet("Set-X").begin_invoke()

    await secure.do(work)

    assert len(secure.exchange.calls) == 1


async def test_a_fault_of_another_server_does_not_strike_here(secure):
    secure.faults.set("dropped", target="EX02")

    await secure.do(secure.call, "Get-X")


@pytest.mark.parametrize("tls", [True, False])
async def test_a_server_that_is_down_refuses_and_comes_back_without_its_shells(start, cmdlet, tls):
    lab = await start(tls=tls)

    opened = lab.pool()
    pool = await lab.do(opened.__enter__)
    lab.faults.set("server-down", target="EX01")
    with pytest.raises(requests.ConnectionError) as refused:
        await lab.do(lab.call, "Get-X")
    lab.faults.clear()
    await lab.running.settled()

    await lab.do(lab.call, "Get-X")
    with pytest.raises((WSManFaultError, WinRMTransportError, requests.ConnectionError)):
        await lab.do(cmdlet, pool, "Get-X")
    pool.state = 3
    await lab.do(opened.__exit__, None, None, None)

    assert "refused" in str(refused.value)
    assert len(lab.exchange.calls) == 1


async def test_a_server_can_be_down_from_the_start(start):
    first = await start(name="EX02")
    first.faults.set("server-down", target="EX01")
    lab = await start()

    with pytest.raises(requests.ConnectionError):
        await lab.do(lab.call, "Get-X")
    await first.do(first.call, "Get-X")


async def test_exchange_says_that_there_are_too_many_sessions(secure):
    secure.faults.set("quota", limit=3)

    with pytest.raises(WSManFaultError, match="allowed : 3 for the policy party : MaxConcurrency"):
        await secure.do(secure.call, "Get-X")


async def test_a_shell_is_gone_at_its_next_use(secure, cmdlet):
    def work():
        with secure.pool() as pool:
            cmdlet(pool, "Get-X")
            secure.faults.set("shell-expiry", at="Command", count=1)
            with pytest.raises(WSManFaultError) as gone:
                PowerShell(pool).add_cmdlet("Set-X").begin_invoke()
            pool.state = 3
            return gone.value.code

    assert await secure.do(work) == 2150858843
    assert [call.cmdlet for call in secure.exchange.calls] == ["Get-X"]


async def test_a_page_of_html_comes_with_status_500(secure):
    secure.faults.set("html-500")

    with pytest.raises(WinRMTransportError) as refused:
        await secure.do(secure.call, "Get-X")

    assert refused.value.code == 500
    assert refused.value.response_text.startswith("<html>")


async def test_a_page_of_xhtml_looks_to_the_client_like_a_fault_without_details(secure):
    secure.faults.set("html-500", xhtml=True)

    with pytest.raises(WSManFaultError, match="No details returned by the server"):
        await secure.do(secure.call, "Get-X")
