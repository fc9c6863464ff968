"""Failures are told in our own words: nothing of a library's text comes through."""

import asyncio
import errno
import importlib
import inspect
import re
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import azure.core.exceptions
import httpx
import pytest
import requests
import spnego.exceptions
import structlog
import urllib3.exceptions

from adapters import plain_words
from adapters.trust import trust
from commands.look import reason
from commands.outside import failures, sign_in
from commands.phrases import Phrase, Value, render, say
from commands.ports import Kind, Outcome, OutsideError
from lab.ca import Authority

CLASSES = {**plain_words.SPECIAL, **plain_words.GENERAL}
MODULES = {
    "adapters": ("adapters.clixml",),
    "azure": ("azure.core.exceptions",),
    "gssapi": ("gssapi.raw.exceptions", "gssapi.raw.misc"),
    "http": ("http.client",),
    "json": ("json",),
    "pypsrp": ("pypsrp.exceptions", "pypsrp._pool_manager"),
    "requests": ("requests.exceptions",),
    "spnego": ("spnego.exceptions",),
    "urllib3": ("urllib3.exceptions",),
    "xml": ("xml.etree.ElementTree",),
}


@pytest.mark.parametrize("name", sorted({*CLASSES, *plain_words._PROXIES}))
def test_every_class_in_the_tables_is_there_and_is_known_by_this_name(name: str) -> None:
    library, _, kind = name.partition(".")
    if library in ("gssapi", "krb5"):
        pytest.importorskip(library)
    modules = [importlib.import_module(each) for each in MODULES.get(library, (library,))]

    found = next(getattr(module, kind) for module in modules if hasattr(module, kind))

    assert plain_words._name(found) == name


def _every() -> Iterator[type[BaseException]]:
    modules = (requests.exceptions, urllib3.exceptions, azure.core.exceptions, aiohttp, httpx,
               spnego.exceptions)  # fmt: skip
    for module in modules:
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Exception) and not issubclass(kind, Warning):
                yield kind


def test_no_exception_of_a_library_tells_its_text() -> None:
    told = {}
    for kind in set(_every()):
        error = kind.__new__(kind)
        error.args = ("HTTPSConnectionPool(host='EX01')",)
        told[kind] = plain_words.said(error)

    assert len(told) > 100
    unknown = {kind: said for kind, said in told.items() if said.startswith("a failure of kind")}
    assert all(said == f"a failure of kind {kind.__name__}" for kind, said in unknown.items())
    known = set(CLASSES.values()) | {plain_words._PROXY}
    assert {said for kind, said in told.items() if kind not in unknown} <= known


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(socket.gaierror(socket.EAI_NONAME, "x"), "the name was not found", id="name"),
        pytest.param(
            socket.gaierror(socket.EAI_AGAIN, "x"), "the name could not be looked up", id="no DNS"
        ),
        pytest.param(OSError(errno.ECONNRESET, "x"), "the connection was dropped", id="reset"),
        pytest.param(
            requests.exceptions.ProxyError(OSError(errno.ECONNREFUSED, "x")),
            "the proxy could not be used: the connection was refused",
            id="proxy",
        ),
        pytest.param(httpx.ProxyError("x"), "the proxy could not be used", id="proxy, no reason"),
        pytest.param(
            azure.core.exceptions.ServiceRequestError("x", error=TimeoutError()),
            "no connection could be made",
            id="Entra",
        ),
        pytest.param(plain_words.Told("ours: pwd=x"), "ours: pwd=[redacted]", id="ours"),
        pytest.param(KeyError("secret"), "a failure of kind KeyError", id="unknown"),
    ],
)
def test_it_is_said_plainly(error: BaseException, said: str) -> None:
    assert plain_words.said(error) == said


@pytest.mark.parametrize("sign", [1, 0], ids=["krb5", "gssapi"])
def test_kerberos_is_read_by_its_number(sign: int) -> None:
    class Foreign(Exception):
        err_code = -1765328347 if sign else 0
        min_code = 2**32 - 1765328347

    wrapping = spnego.exceptions.NativeError("Clock skew too great")  # type: ignore[attr-defined]
    wrapping.__cause__ = Foreign()

    assert "the clocks" in plain_words.said(wrapping)


def test_what_nobody_knows_is_in_the_log_without_its_secrets() -> None:
    with structlog.testing.capture_logs() as logged:
        plain_words.said(KeyError("password=hunter2 near 17"))

    (entry,) = logged
    assert entry["kind"] == "KeyError"
    assert "near 17" in entry["error"]
    assert "hunter2" not in entry["error"]


Ask = Callable[[str, ssl.SSLContext], Awaitable[None]]


async def _by_requests(url: str, context: ssl.SSLContext) -> None:
    def ask() -> None:
        with requests.Session() as session:
            session.trust_env = False
            adapter = session.get_adapter(url)
            adapter.poolmanager.connection_pool_kw["ssl_context"] = context  # type: ignore[attr-defined]
            adapter.cert_verify = lambda *_: None  # type: ignore[attr-defined]
            session.get(url, timeout=0.3)

    await asyncio.to_thread(ask)


async def _by_aiohttp(url: str, context: ssl.SSLContext) -> None:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.3)) as session:
        await session.get(url, ssl=context)


async def _by_httpx(url: str, context: ssl.SSLContext) -> None:
    async with httpx.AsyncClient(verify=context, trust_env=False, timeout=0.3) as client:
        await client.get(url)


async def _refuses(stack: AsyncExitStack, _: Authority) -> str:
    reserved = stack.enter_context(socket.socket())
    reserved.bind(("127.0.0.1", 0))
    return f"https://127.0.0.1:{reserved.getsockname()[1]}/"


async def _nowhere(_: AsyncExitStack, __: Authority) -> str:
    return "https://no-such-name.invalid/"


@asynccontextmanager
async def _port(answer: bytes | None, context: ssl.SSLContext | None) -> AsyncIterator[int]:
    """A port that reads and then answers so; ``None``: never."""
    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        if answer is None:
            await over.wait()
        else:
            writer.write(answer)
        writer.transport.abort() if answer is None else writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        over.set()
        server.close()
        await server.wait_closed()


def _serving(
    answer: bytes | None, *, name: str = "127.0.0.1", known: bool = True, tls: bool = True
) -> Callable[[AsyncExitStack, Authority], Awaitable[str]]:
    async def made(stack: AsyncExitStack, authority: Authority) -> str:
        signer = authority if known else Authority("Somebody else")
        context = signer.leaf([name]).context() if tls else None
        return f"https://127.0.0.1:{await stack.enter_async_context(_port(answer, context))}/"

    return made


@pytest.mark.filterwarnings("ignore:unclosed")
@pytest.mark.parametrize(
    "ask", [_by_requests, _by_aiohttp, _by_httpx], ids=["requests", "aiohttp", "httpx"]
)
@pytest.mark.parametrize(
    ("made", "said"),
    [
        pytest.param(_refuses, r"the connection was refused", id="refused"),
        pytest.param(_nowhere, r"the name (was not found|could not be looked up)", id="name"),
        pytest.param(_serving(None), r"no answer in time", id="silent"),
        pytest.param(
            _serving(b""), r"the connection was (dropped|closed without an answer)", id="closed"
        ),
        pytest.param(
            _serving(b"", known=False),
            r"the certificate is not accepted: no authority that is trusted here has issued it",
            id="not trusted",
        ),
        pytest.param(
            _serving(b"", name="mail.hbna.co.kr"),
            r"the certificate is not accepted: it is for another (address|name)",
            id="wrong name",
        ),
        pytest.param(
            _serving(b"HTTP/1.1 400 x\r\n\r\n", tls=False),
            r"what answers there does not speak TLS",
            id="no TLS",
        ),
    ],
)
async def test_a_real_failure_is_said_the_same_by_every_library(
    authority: Authority,
    ca_file: str,
    ask: Ask,
    made: Callable[[AsyncExitStack, Authority], Awaitable[str]],
    said: str,
) -> None:
    async with AsyncExitStack() as stack:
        url = await made(stack, authority)

        with pytest.raises(Exception) as caught:  # noqa: PT011  (each library has its own)
            await ask(url, trust(ca_file))  # type: ignore[arg-type]

        assert re.fullmatch(said, plain_words.said(caught.value))


def test_everything_that_is_said_here_is_said_in_every_language():
    tables = (
        plain_words._CERTIFICATE, plain_words._TLS, plain_words._SYSTEM,
        plain_words.SPECIAL, plain_words.GENERAL,
    )  # fmt: skip
    texts = {text for table in tables for text in table.values()}
    texts |= {str(each) for each in sign_in.words()}
    texts |= {f"{plain_words._PROXY}: {text}" for text in texts}
    english = {
        text: language
        for text in texts
        for language in ("ko", "fr")
        if render(shown(text), language).casefold() == text.casefold()
        or not all(isinstance(part, str) for part in pieces(failures.told(text)))
    }

    assert english == {}


def shown(text: str) -> Phrase:
    return say("{name}", name=failures.told(text))


def pieces(value: Value) -> list[object]:
    """Give the templates that a value is made of; a value that is no phrase stands for itself."""
    if not isinstance(value, Phrase):
        return [None]
    if value.template in failures.WORDS:
        return [value.template]
    return [piece for _, inner in value.values for piece in pieces(inner)]


@pytest.mark.parametrize(
    ("detail", "korean", "french"),
    [
        pytest.param("the connection was refused", "연결이 거부되었습니다",
                     "la connexion a été refusée", id="of one piece"),
        pytest.param("the proxy could not be used: the connection was refused",
                     "프록시를 쓸 수 없습니다: 연결이 거부되었습니다",
                     "le proxy n'a pas pu être utilisé: la connexion a été refusée", id="of two"),
        pytest.param("the certificate is not accepted: OpenSSL's number 99",
                     "인증서를 받아들일 수 없습니다: OpenSSL's number 99",
                     "le certificat n'est pas accepté: OpenSSL's number 99", id="half of it ours"),
        pytest.param("Access denied: EX01", "Access denied: EX01", "Access denied: EX01",
                     id="another's words"),
    ],
)  # fmt: skip
def test_a_reason_is_read_in_the_readers_language(detail, korean, french):
    error = OutsideError(
        kind=Kind.UNREACHABLE, outcome=Outcome.NOT_SENT, source="EX01", doing="Get-X", detail=detail
    )

    assert str(reason(error)) == f"EX01 could not be reached (Get-X): {detail}"
    assert render(reason(error), "ko").endswith(korean)
    assert render(reason(error), "fr").endswith(french)
    assert Phrase.from_json(reason(error).to_json()) == reason(error)
