"""What a stranger on the internet gets from the organisation's published names."""

import asyncio
import ssl
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import pytest

HOST = "mail.hbna.co.kr"
ANONYMOUS = b'<?xml version="1.0"?><Envelope/>'


@pytest.fixture
def url(net):
    def made(path: str, host: str = HOST) -> str:
        return f"https://{host}:{net.port}{path}"

    return made


@pytest.mark.parametrize("path", ["/autodiscover/metadata/json/1", "/metadata/json/1"])
async def test_the_metadata_holds_the_auth_certificate(world, http, url, path):
    async with http.get(url(path)) as answer:
        body = await answer.json()

    current = world.certificates[world.auth_config.current]
    assert body["issuer"] == "00000002-0000-0ff1-ce00-000000000000@hbna.co.kr"
    assert [key["keyInfo"]["x5t"] for key in body["keys"]] == [current.x5t]
    assert [b64decode(key["keyValue"]["value"]) for key in body["keys"]] == [current.der]


@pytest.mark.parametrize(
    ("path", "host"),
    [
        ("/EWS/Exchange.asmx", HOST),
        ("/ews/exchange.ASMX", HOST),
        ("/autodiscover/autodiscover.svc", "autodiscover.hbna.co.kr"),
    ],
)
async def test_an_anonymous_request_is_told_how_to_sign_in(world, http, url, path, host):
    async with http.post(url(path, host), data=ANONYMOUS) as answer:
        offered = answer.headers.getall("WWW-Authenticate")

    assert answer.status == 401
    assert offered == [
        'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", '
        f'trusted_issuers="00000001-0000-0000-c000-000000000000@{world.tenant.id}", '
        'token_types="app_asserted_user_v1 service_asserted_app_v1"',
        "Negotiate",
        "NTLM",
    ]


async def test_without_oauth_there_is_no_bearer(world, http, url):
    world.servers["EX01"].ews.oauth = False

    async with http.post(url("/EWS/Exchange.asmx"), data=ANONYMOUS) as answer:
        assert answer.headers.getall("WWW-Authenticate") == ["Negotiate", "NTLM"]
    async with http.post(
        url("/EWS/Exchange.asmx", "autodiscover.hbna.co.kr"), data=ANONYMOUS
    ) as answer:  # another server stands behind it
        assert answer.headers.getall("WWW-Authenticate")[0].startswith("Bearer ")


async def test_a_disabled_auth_server_is_no_trusted_issuer(world, http, url):
    world.auth_servers[0].enabled = False

    async with http.post(url("/EWS/Exchange.asmx"), data=ANONYMOUS) as answer:
        assert 'trusted_issuers=""' in answer.headers["WWW-Authenticate"]


async def test_the_default_authorisation_endpoint_is_told(world, http, url):
    world.auth_servers[1].default_authorization_endpoint = True

    async with http.post(url("/EWS/Exchange.asmx"), data=ANONYMOUS) as answer:
        assert answer.headers["WWW-Authenticate"].endswith(
            'authorization_uri="https://login.windows.net/common/oauth2/authorize"'
        )


@pytest.mark.parametrize("path", ["/EWS/Exchange.asmx", "/autodiscover/metadata/json/1"])
async def test_a_proxy_asks_before_exchange_does(world, http, url, path):
    world.published[HOST].preauthentication = True

    async with http.get(url(path)) as answer:
        assert (answer.status, answer.headers.getall("WWW-Authenticate")) == (
            401,
            [f'Basic realm="{HOST}"'],
        )


async def test_a_host_serves_only_what_is_published_on_it(world, http, url):
    world.published[HOST].serves = ["ews"]

    async with http.get(url("/autodiscover/metadata/json/1")) as answer:
        assert answer.status == 404
    async with http.get(url("/nothing")) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("by", ["host", "server", "fault"])
async def test_a_host_that_is_off_takes_no_connection(world, http, url, by):
    match by:
        case "host":
            world.published[HOST].reachable = False
        case "server":
            world.servers["EX01"].reachable = False
        case "fault":
            world.faults.set("server-down", target="EX01")

    with pytest.raises(aiohttp.ClientConnectionError):
        await http.get(url("/metadata/json/1"))
    async with http.get(url("/metadata/json/1", "autodiscover.hbna.co.kr")) as answer:
        assert answer.status == 200


async def test_a_silent_server_never_finishes_a_handshake(world, http, url):
    world.faults.set("server-silent", target="EX01")

    with pytest.raises(asyncio.TimeoutError):
        await http.get(url("/metadata/json/1"), timeout=aiohttp.ClientTimeout(total=0.3))


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        pytest.param("wrong-name", "Hostname mismatch", id="wrong name"),
        pytest.param("expired", "certificate has expired", id="expired"),
        pytest.param("untrusted", "unable to get local issuer|self-signed", id="untrusted"),
    ],
)
async def test_tls_fails_for_its_own_reason(world, net, authority, problem, reason):
    world.published[HOST].tls = problem

    with pytest.raises(ssl.SSLError, match=f"(?i){reason}"):
        await _handshake(net.port, "127.0.0.2", HOST, authority.client_context())


async def test_a_server_too_old_for_tls_12_resets_the_connection(world, net, authority):
    world.published[HOST].tls = "old"

    with pytest.raises(ConnectionResetError):
        await _handshake(net.port, "127.0.0.2", HOST, authority.client_context())


@pytest.mark.parametrize("fault", ["tls-wrong-name", "tls-expired"])
async def test_tls_breaks_and_mends_while_it_runs(world, net, authority, fault):
    context = authority.client_context()

    assert await _handshake(net.port, "127.0.0.2", HOST, context) == {HOST}
    world.faults.set(fault, target=HOST)
    with pytest.raises(ssl.SSLCertVerificationError):
        await _handshake(net.port, "127.0.0.2", HOST, context)
    world.faults.clear()
    assert await _handshake(net.port, "127.0.0.2", HOST, context) == {HOST}


async def test_each_name_has_its_own_certificate_wherever_it_is_asked_for(net, authority):
    context = authority.client_context()

    assert await _handshake(net.port, "127.0.0.1", "autodiscover.hbna.co.kr", context) == {
        "autodiscover.hbna.co.kr"
    }


async def _handshake(port: int, address: str, host: str, context: ssl.SSLContext) -> set[str]:
    """Connect to an address under a name; gives the names in the certificate shown."""
    _, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=host)
    shown = writer.get_extra_info("peercert")
    writer.close()
    await writer.wait_closed()
    return {value for kind, value in shown["subjectAltName"] if kind == "DNS"}


@pytest.mark.parametrize(
    ("preauthentication", "path", "skew"),
    [
        pytest.param(False, "/EWS/Exchange.asmx", 600, id="a server that asks to sign in"),
        pytest.param(False, "/nothing", 600, id="a page that is not there"),
        pytest.param(True, "/EWS/Exchange.asmx", 0, id="a proxy before it"),
    ],
)
async def test_answers_bear_the_time_of_the_server(world, http, url, preauthentication, path, skew):
    world.clock.set(datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC))
    world.servers["EX01"].clock_skew = 600
    world.published[HOST].preauthentication = preauthentication

    async with http.get(url(path)) as answer:
        (date,) = answer.headers.getall("Date")

    told = parsedate_to_datetime(date)
    assert abs(told - world.clock.now() - timedelta(seconds=skew)) < timedelta(minutes=1)
