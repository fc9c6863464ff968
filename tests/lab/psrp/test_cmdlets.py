"""What goes into a cmdlet and what comes out, as an unmodified pypsrp sees it."""

from datetime import UTC, datetime
from uuid import UUID
from xml.etree.ElementTree import XML, Element

import pytest
from pypsrp.complex_objects import ObjectMeta
from pypsrp.exceptions import WSManFaultError
from pypsrp.powershell import PowerShell
from pypsrp.serializer import TaggedValue

from lab.records import Failure, Many, Output

ID = UUID("ca1052f7-04ac-4d14-b4cc-fcd4955cc63f")
NOT_FOUND = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException"


def date(written):
    element = Element("DT")
    element.text = written
    return element


@pytest.mark.parametrize(
    ("sent", "arrives"),
    [
        pytest.param("x'; Remove-Mailbox *; '", "x'; Remove-Mailbox *; '", id="script in a text"),
        pytest.param(
            "\x00\t\r\n_x000A_ 한국 \U0001f600", "\x00\t\r\n_x000A_ 한국 \U0001f600", id="odd text"
        ),
        pytest.param(True, True, id="true"),
        pytest.param(False, False, id="false"),
        pytest.param(2048, 2048, id="a number"),
        pytest.param(TaggedValue("I64", 2**40), 2**40, id="a large number"),
        pytest.param(b"\x00\xff", b"\x00\xff", id="bytes"),
        pytest.param(ID, ID, id="an identifier"),
        pytest.param(["a", "b"], ["a", "b"], id="a list"),
        pytest.param([], [], id="an empty list"),
        pytest.param({"Add": ["a"], "Remove": []}, {"Add": ["a"], "Remove": []}, id="a hashtable"),
        pytest.param(TaggedValue("Version", "15.2.1544.4"), "15.2.1544.4", id="a version"),
        pytest.param(
            date("2026-12-01T10:00:00.1234567Z"),
            datetime(2026, 12, 1, 10, 0, 0, 123456, tzinfo=UTC),
            id="a date",
        ),
        pytest.param(None, None, id="a switch, or $null"),
        pytest.param("y" * 1_200_000, "y" * 1_200_000, id="a text of many fragments"),
    ],
)
async def test_a_parameter_arrives_as_plain_python(secure, sent, arrives):
    await secure.do(secure.call, "Set-X", {"P": sent})

    (call,) = secure.exchange.calls
    assert call.parameters == {"P": arrives}
    assert type(call.parameters["P"]) is type(arrives)


async def test_large_parameters_pass_through_sealed_messages_too(plain):
    await plain.do(plain.call, "Set-X", {"P": "z" * 700_000})

    assert len(plain.exchange.calls[0].parameters["P"]) == 700_000


async def test_an_unnamed_argument_is_the_identity(secure):
    def work():
        with secure.pool() as pool, PowerShell(pool) as shell:
            shell.add_cmdlet("Get-X").add_argument("Auth Configuration").invoke()

    await secure.do(work)

    assert secure.exchange.calls[0].parameters == {"Identity": "Auth Configuration"}


async def test_secure_strings_arrive_decrypted_after_the_exchange_of_keys(secure):
    def work():
        with secure.pool() as pool:
            pool.exchange_keys()
            secret = pool.serialize("p\U0001f600ss", ObjectMeta("SS"))
            with PowerShell(pool) as shell:
                shell.add_cmdlet("Set-X").add_parameter("Password", secret).invoke()
                assert not shell.had_errors

    await secure.do(work)

    assert secure.exchange.calls[0].parameters == {"Password": "p\U0001f600ss"}


async def test_objects_arrive_as_they_were_written(secure, thing):
    secure.exchange.answers["Get-X"] = Output(
        objects=[thing(Domains=Many("System.String", ["contoso.com"])), thing(Number=3)]
    )

    shell = await secure.do(secure.call, "Get-X")

    first, second = shell.output
    assert first.types == ["Lab.Thing", "System.Object"]
    assert str(first) == "a thing"
    assert [item.text for item in XML(first._xml).find("Props/Obj/LST")] == ["contoso.com"]
    assert second.adapted_properties == {"Number": 3}


async def test_two_megabytes_of_output_arrive_in_order(secure, thing):
    secure.exchange.answers["Get-X"] = Output(
        objects=[thing(Number=number, Filling="f" * 4000) for number in range(500)]
    )

    shell = await secure.do(secure.call, "Get-X")

    assert [each.adapted_properties["Number"] for each in shell.output] == list(range(500))


async def test_one_object_larger_than_an_envelope_arrives_whole(plain, thing):
    plain.exchange.answers["Get-X"] = Output(objects=[thing(Filling="f" * 900_000)])

    shell = await plain.do(plain.call, "Get-X")

    assert len(shell.output[0].adapted_properties["Filling"]) == 900_000


async def test_an_error_that_does_not_end_the_cmdlet_leaves_had_errors_false(secure, thing):
    secure.exchange.answers["Get-X"] = Output(
        objects=[thing(Number=1)],
        failures=[Failure(NOT_FOUND, "EX09 could not be found.", "InvalidData", "7B16E8")],
        warnings=["mind the gap"],
        verbose=["looking"],
    )

    shell = await secure.do(secure.call, "Get-X")

    assert not shell.had_errors
    assert len(shell.output) == 1
    (error,) = shell.streams.error
    assert str(error) == "EX09 could not be found."
    assert error.exception.types[0] == NOT_FOUND
    assert error.category == 6
    server, _, category = error.fq_error.partition("] ")
    assert server.startswith("[Server=EX01,RequestId=")
    assert ",TimeStamp=" in server
    assert category == "[FailureCategory=Cmdlet-ManagementObjectNotFoundException] 7B16E8,Get-X"
    assert [each.message for each in shell.streams.warning] == ["mind the gap"]
    assert [each.message for each in shell.streams.verbose] == ["looking"]


async def test_an_error_that_ends_the_cmdlet_fails_the_pipeline(secure):
    secure.exchange.answers["Set-X"] = Output(
        failures=[Failure("System.ArgumentException", "no", "InvalidArgument", terminating=True)]
    )

    shell = await secure.do(secure.call, "Set-X")

    assert shell.had_errors
    assert shell.streams.error[-1].exception.types == [
        "System.ArgumentException",
        "System.Exception",
        "System.Object",
    ]
    assert shell.streams.error[-1].category == 5


async def test_a_defect_of_the_lab_is_shown_as_such(secure, caplog):
    async def fail(call):
        raise ZeroDivisionError("oops")

    secure.exchange.answers["Get-X"] = fail

    shell = await secure.do(secure.call, "Get-X")

    assert "The lab failed: ZeroDivisionError: oops" in str(shell.streams.error[0])
    assert "Get-X failed in the lab" in caplog.text


async def test_script_text_is_refused_as_in_no_language_mode(secure):
    def work():
        with secure.pool() as pool, PowerShell(pool) as shell:
            shell.add_script("Get-Process").invoke()
            return shell

    shell = await secure.do(work)

    assert shell.had_errors
    assert shell.streams.error[0].fq_error == "ScriptsNotAllowed"
    assert "syntax is not supported by this runspace" in str(shell.streams.error[0])
    assert not secure.exchange.calls


async def test_statements_run_one_after_the_other_until_one_fails(secure, thing):
    secure.exchange.answers |= {
        "Get-One": Output(objects=[thing(Number=1)]),
        "Get-Two": Output(failures=[Failure("System.Exception", "no", terminating=True)]),
    }

    def work():
        with secure.pool() as pool, PowerShell(pool) as shell:
            shell.add_cmdlet("Get-One").add_statement().add_cmdlet("Get-Two")
            shell.add_statement().add_cmdlet("Get-Three").invoke()
            return shell

    shell = await secure.do(work)

    assert [call.cmdlet for call in secure.exchange.calls] == ["Get-One", "Get-Two"]
    assert len(shell.output) == 1


async def test_piping_says_that_the_lab_cannot(secure):
    def work():
        with secure.pool() as pool, PowerShell(pool) as shell:
            shell.add_cmdlet("Get-One").add_cmdlet("Set-Two").invoke()
            return shell

    shell = await secure.do(work)

    assert "does not support piping" in str(shell.streams.error[0])
    assert not secure.exchange.calls


async def test_bytes_that_are_no_clixml_get_a_fault_and_the_shell_lives_on(secure, cmdlet):
    """The client writes any int as 32 bits, which a server cannot read when it is larger."""

    def work():
        with secure.pool() as pool:
            with pytest.raises(WSManFaultError) as refused:
                PowerShell(pool).add_cmdlet("Set-X").add_parameter("P", 2**40).begin_invoke()
            cmdlet(pool, "Get-X")
            return refused.value.code

    assert await secure.do(work) == "w:InternalError"
    assert [call.cmdlet for call in secure.exchange.calls] == ["Get-X"]


async def test_the_maintenance_endpoint_offers_one_cmdlet_and_no_other(secure, thing):
    secure.exchange.answers["Get-HybridgeExSetup"] = Output(objects=[thing(FileVersion="15.02")])
    options = {"path": "wsman", "configuration": "Hybridge.Maintenance"}

    allowed = await secure.do(secure.call, "Get-HybridgeExSetup", **options)
    refused = await secure.do(secure.call, "Get-AuthConfig", **options)
    elsewhere = await secure.do(secure.call, "Get-HybridgeExSetup")

    assert allowed.output[0].adapted_properties == {"FileVersion": "15.02"}
    assert refused.had_errors
    assert elsewhere.had_errors
    assert refused.streams.error[0].fq_error == "CommandNotFoundException"
    assert "'Get-AuthConfig' is not recognized" in str(refused.streams.error[0])
    assert [call.cmdlet for call in secure.exchange.calls] == ["Get-HybridgeExSetup"]


async def test_a_cmdlet_that_exchange_does_not_know_reads_as_powershell_says_it(secure):
    secure.exchange.answers["Get-Nonsense"] = Output(
        failures=[
            Failure(
                "System.Management.Automation.CommandNotFoundException",
                "The term 'Get-Nonsense' is not recognized as the name of a cmdlet.",
                "ObjectNotFound",
                terminating=True,
            )
        ]
    )

    shell = await secure.do(secure.call, "Get-Nonsense")

    assert shell.streams.error[0].fq_error == "CommandNotFoundException"
    assert shell.streams.error[0].category == 13
