"""Kerberos against a real KDC: what an account costs, whom a fault concerns, what it is called."""

import asyncio
import importlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypsrp.encryption import WinRMEncryption

from adapters.exchange_onprem import ExchangeServers
from adapters.psrp import sign_in as guard
from commands.ports import Kind, Outcome, OutsideError, SignedIn
from lab.kdc import REALM, SILENT, Kdc
from tests.adapters.parts import AGES, Premises, named
from tests.realm import PASSWORD, USER, offers, realm

HOSTS = {"EX01": "localhost", "EX02": "127.0.0.1"}


@pytest.fixture
def kdc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kdc]:
    with realm(tmp_path, monkeypatch) as one:
        yield one


async def _server(premises: Premises, kdc: Kdc, name: str, *schemes: str, **more: Any) -> Any:
    """Start a server that offers Kerberos, under the name of its own in the realm."""
    more = {"tls": False, "auth": "kerberos", **more}
    exchange = await premises.server(name, offers=offers(kdc, *schemes), **more)
    premises.listed[-1] = replace(premises.listed[-1], address=HOSTS[name])
    exchange.answers["Get-AuthConfig"] = named(f"from {name}")
    return exchange


async def _both(premises: Premises, kdc: Kdc, *schemes: str, **more: Any) -> None:
    for name in HOSTS:
        await _server(premises, kdc, name, *schemes, **more)


async def _ask(servers: ExchangeServers, name: str, timeout: float = AGES) -> str:
    result = await servers.on(name).run("Get-AuthConfig", timeout=timeout)
    return str(result.objects[0]["Name"])


async def _refused(servers: ExchangeServers, name: str, timeout: float = AGES) -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        await _ask(servers, name, timeout)
    return caught.value


@pytest.mark.parametrize("tls", [False, True], ids=["sealed", "TLS"])
@pytest.mark.parametrize("scheme", ["Kerberos", "Negotiate"])
async def test_one_first_ticket_serves_every_connection(
    premises: Premises, kdc: Kdc, scheme: str, *, tls: bool
) -> None:
    await _both(premises, kdc, scheme, tls=tls)
    servers = premises.open(user=USER, password=PASSWORD)

    answers = await asyncio.gather(
        *(_ask(servers, name) for name in HOSTS),
        *(servers.on(name).run("Test-OAuthConnectivity", timeout=AGES) for name in HOSTS),
        *(servers.maintenance(name).run("Get-HybridgeExSetup", timeout=AGES) for name in HOSTS),
    )

    assert answers[:2] == ["from EX01", "from EX02"]
    assert servers.signed_in("EX01") == SignedIn(by="Kerberos")
    assert kdc.sign_ins == 1


async def test_a_wrong_password_is_tried_once_however_much_is_asked(
    premises: Premises, kdc: Kdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "HELD_BACK", 0.0)  # time passes: the next schedule, the next day
    await _both(premises, kdc)
    servers = premises.open(user=USER, password="wrong")

    failed = await asyncio.gather(
        *(_refused(servers, name) for name in HOSTS for _ in range(4)),
    )
    with pytest.raises(OutsideError):
        await servers.any().run("Get-AuthServer", timeout=AGES)

    assert kdc.count("PREAUTH_FAILED") == 1
    assert {error.kind for error in failed} == {Kind.UNAUTHORISED}
    assert {error.outcome for error in failed} == {Outcome.NOT_SENT}
    assert {error.code for error in failed} == {"KDC_ERR_PREAUTH_FAILED", "SIGN_IN_HELD_BACK"}


async def test_negotiate_does_not_try_a_refused_password_by_ntlm_as_well(
    premises: Premises, kdc: Kdc
) -> None:
    await _both(premises, kdc, "Negotiate", "NTLM", auth="negotiate")
    servers = premises.open(user=USER, password="wrong")

    error = await _refused(servers, "EX01")

    assert error.code == "KDC_ERR_PREAUTH_FAILED"
    assert kdc.count("PREAUTH_FAILED") == 1
    assert servers.signed_in("EX01") is None


async def test_one_servers_wrong_name_takes_no_other_server_away(
    premises: Premises, kdc: Kdc
) -> None:
    await _both(premises, kdc)
    premises.listed[1] = replace(premises.listed[1], address="127.1")
    servers = premises.open(user=USER, password=PASSWORD)
    await _ask(servers, "EX01")

    error = await _refused(servers, "EX02")

    assert (error.kind, error.outcome) == (Kind.UNAUTHORISED, Outcome.NOT_SENT)
    assert error.code == "KDC_ERR_S_PRINCIPAL_UNKNOWN"
    assert error.detail.endswith(": HTTP/127.1")
    assert await _ask(servers, "EX01") == "from EX01"
    answers = [await servers.any().run("Get-AuthConfig", timeout=AGES) for _ in range(3)]
    assert {each.objects[0]["Name"] for each in answers} == {"from EX01"}


async def test_a_name_on_another_account_is_that_servers_fault(
    premises: Premises, kdc: Kdc
) -> None:
    await _both(premises, kdc)
    kdc.server("127.0.0.1.nip", stranger=True)
    premises.running["EX02"]._gate._realm["KRB5_KTNAME"] = "FILE:/nowhere"
    servers = premises.open(user=USER, password=PASSWORD)

    error = await _refused(servers, "EX02")

    assert error.code == "TICKET_REFUSED"
    assert await _ask(servers, "EX01") == "from EX01"


async def test_an_open_session_is_not_held_back(premises: Premises, kdc: Kdc) -> None:
    await _both(premises, kdc)
    servers = premises.open(user=USER, password=PASSWORD)
    await _ask(servers, "EX01")
    kdc.change("svc-hybridge", "-allow_tix")
    tickets = servers.on("EX01")._readers[0]._endpoint.tickets  # type: ignore[attr-defined]
    tickets._ends = guard.Deadline.after(0)

    error = await _refused(servers, "EX02")

    assert error.code == "KDC_ERR_CLIENT_REVOKED"
    assert await _ask(servers, "EX01") == "from EX01"


@pytest.mark.parametrize(
    ("auth", "schemes", "code", "names"),
    [
        ("ntlm", ("Kerberos",), "SIGN_IN_NOT_OFFERED", "Kerberos"),
        ("kerberos", ("NTLM",), "SIGN_IN_NOT_OFFERED", "NTLM"),
        ("kerberos", ('Basic realm="x"',), "SIGN_IN_NOT_OFFERED", "Basic"),
        ("basic", ("Kerberos",), "SIGN_IN_NOT_OFFERED", "Kerberos"),
        ("kerberos", (), "NO_SIGN_IN_OFFERED", "no way"),
    ],
)
async def test_a_way_that_is_not_offered_is_named_and_costs_the_account_nothing(
    premises: Premises, kdc: Kdc, auth: str, schemes: tuple[str, ...], code: str, names: str
) -> None:
    await _server(premises, kdc, "EX01", *(schemes or ("Bearer",)), auth=auth, tls=True)
    if not schemes:
        premises.running["EX01"]._gate._offers = ()
    await _server(premises, kdc, "EX02", "Kerberos")
    servers = premises.open(user=USER, password=PASSWORD)

    error = await _refused(servers, "EX01")

    assert (error.code, error.kind) == (code, Kind.UNAUTHORISED)
    assert names in error.detail
    assert await _ask(servers, "EX02") == "from EX02"


async def test_negotiate_says_why_it_was_not_kerberos(premises: Premises, kdc: Kdc) -> None:
    await _server(premises, kdc, "EX01", "Negotiate", "NTLM", auth="negotiate")
    premises.listed[0] = replace(premises.listed[0], address="127.1")
    premises.running["EX01"]._gate._users = {USER: PASSWORD, f"\\{USER}": PASSWORD}
    servers = premises.open(user=USER, password=PASSWORD)

    await _ask(servers, "EX01")

    signed_in = servers.signed_in("EX01")
    assert signed_in is not None
    assert signed_in.by == "NTLM"
    assert "does not know the server" in signed_in.instead


async def test_a_session_outlives_its_ticket(premises: Premises, kdc: Kdc) -> None:
    kdc.change("svc-hybridge", "-maxlife", "5sec")
    await _both(premises, kdc)
    servers = premises.open(user=USER, password=PASSWORD)

    for _ in range(9):
        assert await _ask(servers, "EX01") == "from EX01"
        await asyncio.sleep(1)  # noqa: TID251  (a real ticket ends by the real clock)

    assert kdc.sign_ins >= 2


async def test_a_silent_domain_controller_is_called_so(premises: Premises, kdc: Kdc) -> None:
    await _server(premises, kdc, "EX01")
    servers = premises.open(user=f"svc-hybridge@{SILENT}", password=PASSWORD)

    error = await _refused(servers, "EX01", timeout=1)

    assert (error.code, error.outcome) == ("KDC_SILENT", Outcome.NOT_SENT)
    assert "domain controller" in error.detail


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("-allow_tix",), "KDC_ERR_CLIENT_REVOKED"),
        (("-expire", '"2020-01-01 00:00:00"'), "KDC_ERR_NAME_EXP"),
        (("-pwexpire", '"2020-01-01 00:00:00"'), "KDC_ERR_KEY_EXPIRED"),
    ],
)
async def test_what_the_directory_says_of_the_account_is_told(
    premises: Premises, kdc: Kdc, change: tuple[str, ...], code: str
) -> None:
    kdc.change("svc-hybridge", *change)
    await _server(premises, kdc, "EX01")

    error = await _refused(premises.open(user=USER, password=PASSWORD), "EX01")

    assert error.code == code


@pytest.mark.parametrize(
    ("user", "code"),
    [
        (USER, ""),
        ("svc-hybridge", ""),
        ("svc@contoso.com", ""),
        ("CORP\\svc-hybridge", "USER_FORM"),
        (f"nobody@{REALM}", "KDC_ERR_C_PRINCIPAL_UNKNOWN"),
        ("svc-hybridge@ELSEWHERE.TEST", "KRB5_REALM_UNKNOWN"),
    ],
)
async def test_each_form_of_a_user_name_works_or_is_called_wrong(
    premises: Premises, kdc: Kdc, user: str, code: str
) -> None:
    kdc.user("svc\\@contoso.com", PASSWORD)
    await _server(premises, kdc, "EX01")
    servers = premises.open(user=user, password=PASSWORD)

    if code:
        assert (await _refused(servers, "EX01")).code == code
    else:
        assert await _ask(servers, "EX01") == "from EX01"


async def test_a_keytab_or_a_ticket_cache_takes_the_place_of_a_password(
    premises: Premises, kdc: Kdc, tmp_path: Path
) -> None:
    kdc.write_keytab(tmp_path / "svc.keytab", "svc-hybridge")
    await _both(premises, kdc)
    by_keytab = premises.open(user=USER, password="", keytab=str(tmp_path / "svc.keytab"))

    assert await _ask(by_keytab, "EX01") == "from EX01"

    cache = f"FILE:{tmp_path / 'cache'}"
    by_cache = premises.open(user=USER, password="", ticket_cache=cache)
    assert (await _refused(by_cache, "EX01")).kind is Kind.LOCAL
    kdc.fill_cache(cache, USER, PASSWORD)
    assert await _ask(by_cache, "EX02") == "from EX02"


async def test_a_machine_without_the_libraries_accuses_nobody(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gssapi", None)
    await premises.server("EX01", auth="kerberos")
    servers = premises.open(user=USER, password=PASSWORD)

    errors = [await _refused(servers, "EX01") for _ in range(2)]

    assert {error.kind for error in errors} == {Kind.LOCAL}
    assert {error.code for error in errors} == {"KERBEROS_NOT_INSTALLED"}


@pytest.mark.parametrize("writes", [False, True], ids=["a read", "a change"])
async def test_a_ticket_that_ends_under_a_cmdlet_repeats_a_read_and_never_a_change(
    premises: Premises, kdc: Kdc, monkeypatch: pytest.MonkeyPatch, *, writes: bool
) -> None:
    exchange = await _server(premises, kdc, "EX01")
    servers = premises.open(user=USER, password=PASSWORD)
    await _ask(servers, "EX01")
    _end_once(monkeypatch)
    calls = len(exchange.calls)

    if writes:
        change = servers.on("EX01").run(
            "Set-AuthConfig", timeout=AGES, parameters={"PublishCertificate": True}
        )
        with pytest.raises(OutsideError) as caught:
            await change
        assert caught.value.outcome is Outcome.UNKNOWN
        assert len(exchange.calls) == calls
    else:
        assert await _ask(servers, "EX01") == "from EX01"
    assert await _ask(servers, "EX01") == "from EX01"


def _end_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the next message fail to be sealed, with what gssapi raises when a context has ended."""
    ended = importlib.import_module("gssapi.raw.exceptions").ExpiredContextError
    seal, left = WinRMEncryption.wrap_message, [1]

    def wrap(self: WinRMEncryption, message: bytes) -> Any:
        if left and left.pop():
            raise ended(12 << 16, 0)
        return seal(self, message)

    monkeypatch.setattr(WinRMEncryption, "wrap_message", wrap)
