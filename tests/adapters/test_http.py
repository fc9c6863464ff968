"""No exception of aiohttp is without a meaning of its own."""

import inspect
import ssl
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import client_exceptions

from adapters import http
from commands.ports import Kind, Outcome

EVERY = [
    each
    for _, each in inspect.getmembers(client_exceptions, inspect.isclass)
    if issubclass(each, aiohttp.ClientError)
]
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(EVERY) > 20


@pytest.mark.parametrize("error", EVERY, ids=lambda each: each.__name__)
def test_every_exception_has_its_row(error: type[BaseException]) -> None:
    assert http.row(error) in http.TABLE


@pytest.mark.parametrize(
    ("error", "kind", "outcome", "detail"),
    [
        (TimeoutError(), Kind.TIMEOUT, Outcome.UNKNOWN, "no answer in time"),
        (
            aiohttp.ServerDisconnectedError(),
            Kind.UNREACHABLE,
            Outcome.UNKNOWN,
            "the connection was closed without an answer",
        ),
        (aiohttp.InvalidURL("x"), Kind.UNEXPECTED, Outcome.NOT_SENT, "the address makes no sense"),
        (
            OSError(113, "No route to host"),
            Kind.UNREACHABLE,
            Outcome.UNKNOWN,
            "no way from here to the address",
        ),
        (RuntimeError("x"), Kind.UNEXPECTED, Outcome.UNKNOWN, "the connection is closed"),
        (ssl.SSLError(1, "x"), Kind.UNREACHABLE, Outcome.UNKNOWN, "TLS could not be agreed on"),
    ],
)
def test_it_says_what_is_certain(
    error: Exception, kind: Kind, outcome: Outcome, detail: str
) -> None:
    made = http.translate(error, source="x", doing="y")

    assert (made.kind, made.outcome, made.detail) == (kind, outcome, detail)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0),
        (" 5 ", 5.0),
        ("Fri, 20 Nov 2026 12:00:10 GMT", 10.0),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-1", None),
    ],
)
def test_retry_after_is_read(header: str, seconds: float | None) -> None:
    assert http.retry_after(header, NOW) == seconds
