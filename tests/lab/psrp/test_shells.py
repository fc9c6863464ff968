"""Life of a shell: prompts, stopping, limits, idling, and many at once."""

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypsrp.complex_objects import PSInvocationState
from pypsrp.exceptions import WSManFaultError
from pypsrp.host import PSHost, PSHostUserInterface
from pypsrp.powershell import PowerShell

from lab import psrp
from lab.records import Output, Question


class AnswersNo(PSHostUserInterface):
    def __init__(self):
        super().__init__()
        self.asked = []

    def PromptForChoice(self, runspace, pipeline, caption, message, choices, default_choice):  # noqa: N802
        labels = [choice.extended_properties["label"] for choice in choices]
        self.asked.append((caption, message, labels, default_choice))
        return labels.index("&No")


def host(ui):
    return PSHost(None, None, False, "rules", None, ui, "1.0")


def asking(thing):
    async def ask(call):
        choice = await call.ask(Question("Confirm", "Overwrite the default SMTP certificate?"))
        return Output(objects=[thing(Choice=choice)])

    return ask


@pytest.mark.parametrize("tls", [True, False])
async def test_a_cmdlet_asks_the_clients_host_and_goes_on_with_the_answer(start, thing, tls):
    lab = await start(tls=tls)
    lab.exchange.answers["New-X"] = asking(thing)
    ui = AnswersNo()

    shell = await lab.do(lab.call, "New-X", host=host(ui))

    assert shell.output[0].adapted_properties == {"Choice": 2}
    ((caption, message, labels, default),) = ui.asked
    assert (caption, message, default) == ("Confirm", "Overwrite the default SMTP certificate?", 0)
    assert labels == ["&Yes", "Yes to &All", "&No", "No to A&ll"]


async def test_a_cmdlet_that_asks_a_client_without_a_host_fails_at_once(secure, thing):
    secure.exchange.answers["New-X"] = asking(thing)

    shell = await secure.do(secure.call, "New-X")

    assert shell.had_errors
    assert "does not support user interaction" in str(shell.streams.error[0])
    assert not shell.output


async def test_stopping_abandons_the_cmdlet_and_keeps_the_pool(secure, cmdlet):
    begun, abandoned = threading.Event(), threading.Event()

    async def hang(call):
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            abandoned.set()

    secure.exchange.answers["Get-Slow"] = hang

    def work():
        with secure.pool() as pool:
            shell = PowerShell(pool).add_cmdlet("Get-Slow")
            shell.begin_invoke()
            assert begun.wait(10)
            shell.poll_invoke(timeout=0.05)  # OperationTimeout: nothing yet
            assert shell.state == PSInvocationState.RUNNING
            shell.stop()
            assert abandoned.wait(10)
            shell.close()
            cmdlet(pool, "Get-X")

    await secure.do(work)

    assert [call.cmdlet for call in secure.exchange.calls] == ["Get-Slow", "Get-X"]


async def test_a_pipeline_closed_by_the_client_is_abandoned(secure):
    begun, abandoned = threading.Event(), threading.Event()

    async def hang(call):
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            abandoned.set()

    secure.exchange.answers["Get-Slow"] = hang

    def work():
        with secure.pool() as pool:
            PowerShell(pool).add_cmdlet("Get-Slow").begin_invoke()
            assert begun.wait(10)
        assert abandoned.wait(10)

    await secure.do(work)


async def test_nothing_to_receive_is_told_with_the_operation_timeout_fault(secure):
    def work():
        with secure.pool() as pool, pytest.raises(WSManFaultError) as told:
            pool.shell.receive("stdout", timeout=0.05)
        return told.value.code

    assert await secure.do(work) == 2150858793


async def test_the_repeated_receive_gets_the_same_answer(secure, thing):
    """A client whose connection broke repeats the identical envelope."""
    secure.exchange.answers["Get-X"] = Output(objects=[thing(Number=1)])

    def work():
        with secure.pool() as pool:
            send = pool.connection.transport.send
            answers = []

            def twice(message, **options):
                if b"/shell/Receive<" not in message:
                    return send(message, **options)
                answers.append((send(message, **options), send(message, **options)))
                return answers[-1][0]

            pool.connection.transport.send = twice
            with PowerShell(pool) as shell:
                shell.add_cmdlet("Get-X").invoke()
                assert len(shell.output) == 1
            return answers

    bodies = [[answer.split(b"<s:Body>")[1] for answer in pair] for pair in await secure.do(work)]
    assert bodies
    assert all(first == second for first, second in bodies)


async def test_exchange_refuses_one_session_more_than_its_budget(start, cmdlet):
    lab = await start(limits=psrp.Limits(sessions_per_user=2))

    def work():
        with lab.pool() as first, lab.pool():
            with pytest.raises(WSManFaultError) as refused, lab.pool():
                pass
            first.close()
            with lab.pool() as third:
                cmdlet(third, "Get-X")
        return str(refused.value)

    told = await lab.do(work)

    assert (
        "Fail to create a runspace because you have exceeded the maximum number of connections"
        " allowed : 2 for the policy party : MaxConcurrency" in told
    )


async def test_pipelines_that_were_never_closed_count(start, cmdlet):
    lab = await start(limits=psrp.Limits(commands_per_shell=2))

    def work():
        with lab.pool() as pool:
            for _ in range(2):
                PowerShell(pool).add_cmdlet("Get-X").invoke()
            with pytest.raises(WSManFaultError, match="maximum number of concurrent commands"):
                cmdlet(pool, "Get-X")

    await lab.do(work)


async def test_a_shell_expires_when_it_has_idled_for_long(secure, cmdlet):
    def work():
        with secure.pool() as pool:
            cmdlet(pool, "Get-X")
            secure.faults.clock.advance(899)
            cmdlet(pool, "Get-X")
            secure.faults.clock.advance(1000)
            with pytest.raises(WSManFaultError) as gone:
                PowerShell(pool).add_cmdlet("Get-X").begin_invoke()
            assert not pool.is_alive(timeout=3)
            return gone.value.code

    assert await secure.do(work) == 2150858843
    assert len(secure.exchange.calls) == 2


async def test_the_client_may_ask_for_a_shorter_life(secure):
    def work():
        with secure.pool(idle_timeout=300) as pool:
            assert pool.is_alive(timeout=3)
            secure.faults.clock.advance(301)
            assert not pool.is_alive(timeout=3)

    await secure.do(work)


async def test_a_working_cmdlet_keeps_its_shell_alive(secure, thing):
    """An hour passes while the client waits in Receive."""

    async def slow(call):
        secure.faults.clock.advance(3600)
        return Output(objects=[thing(Number=1)])

    secure.exchange.answers["Get-X"] = slow

    shell = await secure.do(secure.call, "Get-X")

    assert len(shell.output) == 1


async def test_the_shell_of_another_user_is_out_of_reach(start):
    lab = await start(users={"CORP\\one": "first", "CORP\\two": "second"})

    def work():
        with (
            lab.pool(username="CORP\\one", password="first") as own,
            lab.wsman(username="CORP\\two", password="second") as other,
        ):
            with pytest.raises(WSManFaultError) as refused:
                other.get(
                    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell",
                    selector_set=own.shell._selector_set,
                )
            assert own.is_alive(timeout=3)
            return refused.value.code

    assert await lab.do(work) == 2150858843


async def test_a_client_can_ask_for_the_largest_envelope(secure):
    def work():
        with secure.wsman() as wsman:
            wsman.update_max_payload_size()
            return wsman.max_envelope_size

    assert await secure.do(work) == 512000


async def test_disconnecting_is_refused_as_unsupported(secure):
    def work():
        with secure.pool() as pool:
            with pytest.raises(WSManFaultError) as refused:
                pool.disconnect()
            return refused.value.code

    assert await secure.do(work) == "a:ActionNotSupported"


async def test_many_shells_run_at_once(plain, thing):
    """Each cmdlet waits for all the others: they can only end if all are running."""
    together = asyncio.Barrier(8)

    async def meet(call):
        await together.wait()
        return Output(objects=[thing(Name=call.parameters["Identity"])])

    plain.exchange.answers["Get-X"] = meet

    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=8) as threads:
        shells = await asyncio.gather(
            *(
                loop.run_in_executor(threads, plain.call, "Get-X", {"Identity": f"n{number}"})
                for number in range(8)
            )
        )

    assert [each.output[0].adapted_properties["Name"] for each in shells] == [
        f"n{number}" for number in range(8)
    ]


async def test_winrm_has_limits_of_its_own(start):
    lab = await start(limits=psrp.Limits(shells_per_user=1))

    def work():
        with lab.pool(), pytest.raises(WSManFaultError) as refused, lab.pool():
            pass
        return refused.value

    told = await lab.do(work)

    assert told.code == 2150859173
    assert "a maximum number of 1 concurrent shells, which has been exceeded" in told.reason


async def test_a_command_that_is_gone_has_the_number_of_a_shell_that_is(secure):
    secure.faults.set("command-gone")

    def work():
        with secure.pool() as pool, pytest.raises(WSManFaultError) as gone:
            PowerShell(pool).add_cmdlet("Get-X").invoke()
        return gone.value

    told = await secure.do(work)

    assert told.code == 2150858843
    assert "Either the command has completed execution" in told.reason


@pytest.mark.parametrize("timeout", ["PT-1S", "1", "soon"])
async def test_an_operation_timeout_that_is_none_is_refused(secure, timeout):
    def work():
        with secure.pool() as pool:
            send = pool.connection.transport.send
            pool.connection.transport.send = lambda message, **options: send(
                re.sub(rb"PT[0-9.]+S", timeout.encode(), message), **options
            )
            with pytest.raises(WSManFaultError) as refused:
                pool.shell.receive("stdout", timeout=1)
            pool.connection.transport.send = send
            return refused.value.code

    assert await secure.do(work) == 2150858767
