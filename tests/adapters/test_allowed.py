"""Only what is listed is sent, name by name."""

import re
from typing import Any

import pytest

from adapters.allowed import CLOUD, MAINTENANCE, ON_PREMISES, allowed
from commands.ports import Kind, Outcome, OutsideError


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
    for cmdlet, known in table.items():
        assert re.fullmatch(r"(Get|Test|New|Set|Remove)-[A-Z][A-Za-z]*", cmdlet)
        reads = cmdlet.startswith(("Get-", "Test-")) and cmdlet != "Get-ExchangeDiagnosticInfo"
        assert known.writes is not reads
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name) for name in known.parameters)


@pytest.mark.parametrize("table", [ON_PREMISES, CLOUD, MAINTENANCE])
def test_no_list_lets_anybody_force_or_touch_mailboxes(table: dict[str, Any]) -> None:
    for cmdlet, known in table.items():
        assert not known.writes or "Mailbox" not in cmdlet
        assert "Force" not in known.parameters


def test_what_is_listed_passes() -> None:
    assert allowed(ON_PREMISES, "here", "Test-OAuthConnectivity", {"Service": "EWS"}).slow
