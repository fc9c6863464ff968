"""Who gets in, and over which wire."""

import pytest
from pypsrp.exceptions import AuthenticationError, WinRMTransportError, WSManFaultError

WAYS = [
    pytest.param(True, {"auth": "basic"}, id="https with basic"),
    pytest.param(True, {"auth": "ntlm"}, id="https with NTLM"),
    pytest.param(True, {"auth": "negotiate"}, id="https with Negotiate"),
    pytest.param(
        True, {"auth": "ntlm", "encryption": "always"}, id="https with NTLM, messages sealed too"
    ),
    pytest.param(False, {"auth": "ntlm"}, id="http with NTLM, messages sealed"),
    pytest.param(False, {"auth": "negotiate"}, id="http with Negotiate, messages sealed"),
]


@pytest.mark.parametrize(("tls", "options"), WAYS)
async def test_an_unmodified_client_opens_a_runspace_and_runs_a_cmdlet(start, tls, options):
    lab = await start(tls=tls)

    shell = await lab.do(lab.call, "Get-AuthConfig", {"DomainController": "dc1"}, **options)

    assert not shell.had_errors
    (call,) = lab.exchange.calls
    assert (call.side, call.cmdlet) == ("EX01", "Get-AuthConfig")
    assert call.parameters == {"DomainController": "dc1"}


@pytest.mark.parametrize(("tls", "options"), WAYS)
@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"password": "incorrect"}, id="wrong password"),
        pytest.param({"username": "CORP\\stranger"}, id="unknown user"),
        pytest.param({"username": "OTHER\\svc-hybridge"}, id="wrong domain"),
    ],
)
async def test_whoever_does_not_know_the_password_stays_out(start, tls, options, wrong):
    lab = await start(tls=tls)

    with pytest.raises(AuthenticationError):
        await lab.do(lab.call, "Get-AuthConfig", **options, **wrong)

    assert not lab.exchange.calls


async def test_the_name_of_a_user_is_not_case_sensitive(secure):
    for auth in ("basic", "ntlm"):
        await secure.do(secure.call, "Get-X", auth=auth, username="corp\\SVC-hybridge")

    assert len(secure.exchange.calls) == 2


async def test_two_servers_in_one_process_have_users_of_their_own(start):
    one = await start(tls=False, users={"CORP\\one": "first"})
    two = await start(tls=False, users={"CORP\\two": "second"}, name="EX02")

    await one.do(one.call, "Get-X", username="CORP\\one", password="first")
    await two.do(two.call, "Get-X", username="CORP\\two", password="second")
    with pytest.raises(AuthenticationError):
        await two.do(two.call, "Get-X", username="CORP\\one", password="first")

    assert [call.side for call in one.exchange.calls + two.exchange.calls] == ["EX01", "EX02"]


async def test_basic_is_not_offered_without_tls(plain):
    with pytest.raises(AuthenticationError):
        await plain.do(plain.call, "Get-X", auth="basic", encryption="never")


async def test_unsealed_messages_are_not_taken_without_tls(plain):
    with pytest.raises(WinRMTransportError) as refused:
        await plain.do(plain.call, "Get-X", encryption="never")

    assert refused.value.code == 500


async def test_a_password_that_the_user_store_cannot_hold_is_refused_at_start(start):
    with pytest.raises(ValueError, match="colon"):
        await start(users={"CORP\\a": "a:b"})


async def test_another_path_is_not_found(secure):
    with pytest.raises(WinRMTransportError) as refused:
        await secure.do(secure.call, "Get-X", path="elsewhere")

    assert refused.value.code == 404


@pytest.mark.parametrize(
    ("path", "configuration"),
    [
        ("PowerShell/", "Hybridge.Maintenance"),
        ("wsman", "Microsoft.Exchange"),
        ("wsman", "Microsoft.PowerShell"),
    ],
)
async def test_a_path_serves_its_own_configuration_only(secure, path, configuration):
    with pytest.raises(WSManFaultError) as refused:
        await secure.do(secure.call, "Get-X", path=path, configuration=configuration)

    assert refused.value.code == 2150858811


async def test_a_connection_that_breaks_takes_the_key_of_its_messages_with_it(plain, cmdlet):
    """Over http the client keeps sealing with the old key, and the server cannot read it."""

    def work():
        with plain.pool() as pool:
            cmdlet(pool, "Get-X")
            pool.connection.transport.session.close()
            with pytest.raises(WinRMTransportError) as refused:
                cmdlet(pool, "Get-X")
            pool.state = 3  # closed, so that leaving does not try to send
        return refused.value.code

    assert await plain.do(work) == 400
    assert len(plain.exchange.calls) == 1


async def test_over_tls_a_broken_connection_is_mended_unseen(secure, cmdlet):
    def work():
        with secure.pool() as pool:
            cmdlet(pool, "Get-X")
            pool.connection.transport.session.close()
            cmdlet(pool, "Get-X")

    await secure.do(work)

    assert len(secure.exchange.calls) == 2
