"""Probes of published names: what they see, and where they refuse to go."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

import pytest
from aiohttp import web

from adapters import resolver
from adapters.network import LARGEST, Network
from commands.organisation import Cloud, Probes
from commands.ports import Kind, Outcome, OutsideError
from lab.ca import Authority
from lab.net import serve
from lab.net.serve import Net
from lab.world import DnsName, World

MAIL, AUTODISCOVER = "mail.hbna.co.kr", "autodiscover.hbna.co.kr"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Outside:
    """The lab's published names, and probes of them."""

    world: World
    net: Net
    trust: ssl.SSLContext
    authority: Authority
    stack: AsyncExitStack

    def probes(self, **options: object) -> Network:
        given = Probes(resolver=self.net.resolver, port=self.net.port, allow=("127.0.0.0/8",))
        return Network(
            probes=replace(given, **options),
            cloud=Cloud(),
            trust=self.trust,
            timeout=30,
        )

    async def host(self, name: str, handler: Handler) -> int:
        """Publish one more https host of the test's own; gives its port."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self.stack.push_async_callback(runner.cleanup)
        await runner.setup()
        context = self.authority.leaf([name]).context()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
        self.world.dns[name] = DnsName(addresses=["127.0.0.1"])
        return int(runner.addresses[0][1])


@pytest.fixture
async def outside(world: World, authority: Authority, ca_file) -> AsyncIterator[Outside]:
    context = ssl.create_default_context(cafile=ca_file)
    net = await serve.start(world, authority)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(net.stop)
        yield Outside(world=world, net=net, trust=context, authority=authority, stack=stack)


async def test_a_name_is_resolved_with_its_aliases(outside: Outside) -> None:
    outside.world.dns["alias.hbna.co.kr"] = DnsName(canonical=MAIL)
    probes = outside.probes()

    plain = await probes.addresses(MAIL.upper() + ".")
    alias = await probes.addresses("alias.hbna.co.kr")

    assert plain.exists
    assert plain.addresses
    assert plain.canonical == ()
    assert alias.canonical == (MAIL,)
    assert alias.addresses == plain.addresses


async def test_a_name_may_not_exist_or_have_no_address(outside: Outside) -> None:
    outside.world.dns["only-mail.hbna.co.kr"] = DnsName(mx=[(10, MAIL)])
    probes = outside.probes()

    gone = await probes.addresses("gone.hbna.co.kr")
    bare = await probes.addresses("only-mail.hbna.co.kr")

    assert (gone.exists, gone.addresses) == (False, ())
    assert (bare.exists, bare.addresses) == (True, ())


async def test_a_silent_name_server_is_an_error_and_not_an_answer(
    outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolver, "LIFETIME", 0.3)
    outside.world.faults.set("dns-timeout", target=MAIL)

    with pytest.raises(OutsideError) as caught:
        await outside.probes().addresses(MAIL)

    assert caught.value.kind is Kind.TIMEOUT
    assert caught.value.source == "DNS"


async def test_a_good_certificate_is_verified(outside: Outside) -> None:
    seen = await outside.probes().tls(MAIL)

    assert seen.verified
    assert seen.problem == ""
    assert MAIL in seen.names
    assert seen.version == "TLSv1.3"
    assert seen.ends is not None
    assert seen.ends.tzinfo is not None
    assert seen.address in (await outside.probes().addresses(MAIL)).addresses


@pytest.mark.parametrize(
    ("fault", "problem", "names"),
    [
        pytest.param("tls-expired", "it has expired", (MAIL,), id="expired"),
        pytest.param(
            "tls-wrong-name", "it is for another name", ("other.hbna.co.kr",), id="other name"
        ),
    ],
)
async def test_a_bad_certificate_is_seen_all_the_same(
    outside: Outside, fault: str, problem: str, names: tuple[str, ...]
) -> None:
    outside.world.faults.set(fault, target=MAIL)
    probes = outside.probes()

    seen = await probes.tls(MAIL)
    with pytest.raises(OutsideError) as caught:
        await probes.fetch(f"https://{MAIL}/autodiscover/metadata/json/1")

    assert not seen.verified
    assert problem in seen.problem
    assert seen.names == names
    assert caught.value.kind is Kind.UNREACHABLE
    assert "certificate is not accepted" in caught.value.detail


async def test_a_published_document_is_fetched(outside: Outside) -> None:
    answer = await outside.probes().fetch(f"https://{MAIL}/autodiscover/metadata/json/1")

    assert answer.status == 200
    assert b'"x5t"' in answer.body
    assert answer.header("Server") == ("Microsoft-IIS/10.0",)


async def test_every_challenge_is_kept(outside: Outside) -> None:
    answer = await outside.probes().fetch(
        f"https://{MAIL}/EWS/Exchange.asmx", method="POST", body=b"<x/>"
    )

    challenges = answer.header("www-authenticate")
    assert answer.status == 401
    assert len(challenges) > 1
    assert any("trusted_issuers" in each for each in challenges)


async def test_a_redirect_is_a_finding(outside: Outside) -> None:
    asked: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=302, headers={"Location": "https://evil.example/"})

    port = await outside.host("www.hbna.co.kr", elsewhere)

    answer = await outside.probes(port=port).fetch("https://www.hbna.co.kr/a")

    assert answer.status == 302
    assert answer.header("location") == ("https://evil.example/",)
    assert asked == ["/a"]


async def test_a_large_body_is_cut(outside: Outside) -> None:
    async def large(_: web.Request) -> web.Response:
        return web.Response(body=b"x" * (LARGEST * 8))

    port = await outside.host("big.hbna.co.kr", large)

    answer = await outside.probes(port=port).fetch("https://big.hbna.co.kr/")

    assert len(answer.body) == LARGEST


async def test_a_packed_body_is_not_unpacked(outside: Outside) -> None:
    async def bomb(request: web.Request) -> web.Response:
        assert request.headers["Accept-Encoding"] == "identity"
        return web.Response(body=b"\x1f\x8b", headers={"Content-Encoding": "gzip"})

    port = await outside.host("zip.hbna.co.kr", bomb)

    answer = await outside.probes(port=port).fetch("https://zip.hbna.co.kr/")

    assert answer.body == b"\x1f\x8b"


async def test_a_probe_ends_in_time(outside: Outside) -> None:
    async def silent(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    port = await outside.host("slow.hbna.co.kr", silent)
    probes = outside.probes(port=port)
    probes._timeout = 0.4

    with pytest.raises(OutsideError) as caught:
        await probes.fetch("https://slow.hbna.co.kr/")

    assert caught.value.kind is Kind.TIMEOUT


async def test_a_name_that_does_not_exist_is_unreachable(outside: Outside) -> None:
    for probe in (outside.probes().tls, lambda host: outside.probes().fetch(f"https://{host}/")):
        with pytest.raises(OutsideError) as caught:
            await probe("gone.hbna.co.kr")
        assert caught.value.kind is Kind.UNREACHABLE
        assert caught.value.outcome is Outcome.NOT_SENT
        assert caught.value.detail == "the name does not exist"


async def test_a_host_that_is_switched_off_is_unreachable(outside: Outside) -> None:
    outside.world.published[MAIL].reachable = False

    for probe in (outside.probes().tls, lambda host: outside.probes().fetch(f"https://{host}/")):
        with pytest.raises(OutsideError) as caught:
            await probe(MAIL)
        assert caught.value.kind is Kind.UNREACHABLE


@pytest.mark.parametrize("allow", [(), ("10.0.0.0/8",)], ids=["nothing listed", "another listed"])
async def test_a_private_address_is_not_connected_to(
    outside: Outside, allow: tuple[str, ...]
) -> None:
    probes = outside.probes(allow=allow)

    for probe in (probes.tls, lambda host: probes.fetch(f"https://{host}/")):
        with pytest.raises(OutsideError) as caught:
            await probe(MAIL)
        assert caught.value.kind is Kind.BLOCKED
        assert "127.0.0." in caught.value.detail
    assert (await probes.addresses(MAIL)).exists


@pytest.mark.parametrize(
    "url",
    [
        f"http://{MAIL}/",
        f"https://{MAIL}:8443/",
        f"https://user:pw@{MAIL}/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://2130706433/",
        "https:///path",
        f"ftp://{MAIL}/",
        f"file://{MAIL}/etc/passwd",
        "",
        f"https://{MAIL}\\@evil.example/",
    ],
)
async def test_only_plain_https_addresses_of_names_are_fetched(outside: Outside, url: str) -> None:
    with pytest.raises(OutsideError) as caught:
        await outside.probes().fetch(url)

    assert caught.value.kind is Kind.BLOCKED
    assert caught.value.outcome is Outcome.NOT_SENT


@pytest.mark.parametrize(
    "url",
    [
        "https://login.microsoftonline.com.evil.example/x",
        "https://login.microsoftonline.com@evil.example/x",
        "https://user@login.microsoftonline.com/x",
        "https://login.microsoftonline.com:8443/x",
        "http://login.microsoftonline.com/x",
        "https://mail.hbna.co.kr/",
        "x",
        "",
    ],
)
async def test_only_the_clouds_own_addresses_are_fetched(outside: Outside, url: str) -> None:
    with pytest.raises(OutsideError) as caught:
        await outside.probes().fetch_cloud(url)

    assert caught.value.kind is Kind.BLOCKED


def test_networks_that_are_none_are_named(outside: Outside) -> None:
    with pytest.raises(ValueError, match=r"300\.0\.0\.0"):
        outside.probes(allow=("300.0.0.0/8",))
