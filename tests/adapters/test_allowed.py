"""Only what is listed is sent, name by name."""

import re
from typing import Any

import pytest

from adapters.allowed import CLOUD, MAINTENANCE, ON_PREMISES, Cmdlet, allowed
from commands.ports import Kind, Outcome, OutsideError
from commands.secret import Secret


@pytest.mark.parametrize(
    ("cmdlet", "parameters"),
    [
        pytest.param("Remove-Mailbox", {}, id="another cmdlet"),
        pytest.param("get-authconfig", {}, id="another spelling"),
        pytest.param("Get-AuthConfig; Remove-Mailbox x", {}, id="two commands"),
        pytest.param("Get-AuthConfig ", {}, id="a space"),
        pytest.param("", {}, id="nothing"),
        pytest.param("Get-AuthServer", {"Filter": "x"}, id="another parameter"),
        pytest.param("Get-AuthServer", {"identity": "x"}, id="another spelling of a parameter"),
        pytest.param("Get-AuthServer", {"Identity; x": "x"}, id="code for a parameter"),
        pytest.param("Import-ExchangeCertificate", {"FileName": "x"}, id="a path on a server"),
        pytest.param(
            "Import-ExchangeCertificate", {"Password": "hunter2"}, id="a password in clear"
        ),
        pytest.param("Export-ExchangeCertificate", {"Thumbprint": "x"}, id="Exchange's own export"),
        pytest.param("Import-ExchangeCertificate", {"Password": None}, id="no password"),
        pytest.param(
            "Import-ExchangeCertificate", {"FriendlyName": Secret("x")}, id="a secret for a name"
        ),
    ],
)
def test_what_is_not_listed_is_blocked(cmdlet: str, parameters: dict[str, Any]) -> None:
    with pytest.raises(OutsideError) as caught:
        allowed(ON_PREMISES, "here", cmdlet, parameters)

    assert caught.value.kind is Kind.BLOCKED
    assert caught.value.outcome is Outcome.NOT_SENT


@pytest.mark.parametrize("table", [ON_PREMISES, CLOUD, MAINTENANCE])
def test_what_changes_something_is_marked_so_and_all_names_are_plain(
    table: dict[str, Any],
) -> None:
    assert {known.writes for known in table.values()} == {True, False}
    for cmdlet, known in table.items():
        assert re.fullmatch(
            r"(Get|Test|New|Set|Remove|Enable|Export|Import|Restart)-[A-Z][A-Za-z]*", cmdlet
        )
        reads = cmdlet.startswith(("Get-", "Test-")) and cmdlet != "Get-ExchangeDiagnosticInfo"
        assert known.writes is not reads
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name) for name in known.parameters)


def test_no_list_lets_anybody_touch_mailboxes() -> None:
    tables = (ON_PREMISES, CLOUD, MAINTENANCE)
    about = [each for table in tables for each in table.items() if "Mailbox" in each[0]]

    assert {name for name, _ in about} == {"Get-Mailbox", "Get-RemoteMailbox"}
    assert not any(known.writes for _, known in about)


def test_force_is_for_two_cmdlets_and_never_for_making_a_certificate() -> None:
    """With Force, New-ExchangeCertificate takes Yes for the answer to its question, whether the
    new certificate shall replace the default SMTP certificate; mail would flow with the
    certificate that signs tokens.  Set-AuthConfig needs it below 48 hours, and
    Enable-ExchangeCertificate to put the default SMTP certificate back.
    """
    tables = (ON_PREMISES, CLOUD, MAINTENANCE)
    forced = {name for table in tables for name, known in table.items() if _forces(known)}

    assert forced == {"Enable-ExchangeCertificate", "Set-AuthConfig"}
    assert not _forces(ON_PREMISES["New-ExchangeCertificate"])
    with pytest.raises(OutsideError) as caught:
        allowed(ON_PREMISES, "here", "New-ExchangeCertificate", {"Force": True})
    assert caught.value.kind is Kind.BLOCKED


def _forces(known: Cmdlet) -> bool:
    return "Force" in known.parameters


def test_a_private_key_is_given_out_once_and_by_the_server_that_was_chosen() -> None:
    assert MAINTENANCE["Export-HybridgeAuthCertificate"].writes
    assert not any(name.startswith("Export-") for name in (*ON_PREMISES, *CLOUD))


def test_only_passwords_travel_sealed() -> None:
    sealed = {
        (name, parameter)
        for table in (ON_PREMISES, CLOUD, MAINTENANCE)
        for name, known in table.items()
        for parameter in known.sealed
    }

    assert sealed == {
        ("Export-HybridgeAuthCertificate", "Password"),
        ("Import-ExchangeCertificate", "Password"),
    }


def test_only_making_a_certificate_may_ask_and_go_on_without() -> None:
    assert [name for name, known in ON_PREMISES.items() if known.asks] == [
        "New-ExchangeCertificate"
    ]


def test_the_maintenance_endpoint_takes_no_parameters_but_for_the_export() -> None:
    taking = {name: set(known.parameters) for name, known in MAINTENANCE.items()}

    assert taking.pop("Export-HybridgeAuthCertificate") == {"Thumbprint", "Password"}
    assert not any(taking.values())


def test_what_is_listed_passes() -> None:
    assert allowed(ON_PREMISES, "here", "Test-OAuthConnectivity", {"Service": "EWS"}).slow
