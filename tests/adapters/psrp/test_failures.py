"""No exception of the libraries below is without a meaning of its own."""

import importlib.util
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pypsrp
import pytest
import requests.exceptions
import spnego.exceptions
import urllib3.exceptions
from pypsrp import exceptions as psrp

from adapters.psrp import failures
from commands.ports import Kind, Outcome, OutsideError


def _raised_by(module: ModuleType) -> Iterator[type[BaseException]]:
    for _, each in inspect.getmembers(module, inspect.isclass):
        if issubclass(each, Exception) and not issubclass(each, Warning | OutsideError):
            yield each


def _modules() -> Iterator[ModuleType]:
    if importlib.util.find_spec("gssapi"):
        for name in ("gssapi.raw.exceptions", "gssapi.raw.misc", "krb5"):
            yield importlib.import_module(name)
    yield from (requests.exceptions, spnego.exceptions, urllib3.exceptions)
    for found in pkgutil.iter_modules(pypsrp.__path__, "pypsrp."):
        yield __import__(found.name, fromlist=["x"])


LIBRARIES = {"gssapi", "krb5", "pypsrp", "requests", "spnego", "urllib3", "http"}
"""What the modules raise; they also import some that they catch themselves."""
EVERY = sorted(
    {
        each
        for module in _modules()
        for each in _raised_by(module)
        if each.__module__.partition(".")[0] in LIBRARIES
    },
    key=lambda each: f"{each.__module__}.{each.__name__}",
)


def test_there_are_as_many_as_there_should_be() -> None:
    names = {each.__name__ for each in EVERY}

    assert {"WSManFaultError", "AuthenticationError", "ReadTimeout", "SpnegoError"} <= names
    assert {"NewConnectionDisabled", "ProtocolError", "BadMICError"} <= names
    assert len(EVERY) > 60


@pytest.mark.parametrize("error", EVERY, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_every_exception_has_its_row(error: type[BaseException]) -> None:
    assert failures.row(error) in failures.TABLE


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize(
    ("error", "kind", "certain"),
    [
        pytest.param(psrp.AuthenticationError("no"), Kind.UNAUTHORISED, Outcome.REFUSED, id="401"),
        pytest.param(
            spnego.exceptions.InvalidCredentialError(),
            Kind.LOCAL,
            Outcome.NOT_SENT,
            id="no credential",
        ),
        pytest.param(ImportError("gssapi"), Kind.LOCAL, Outcome.NOT_SENT, id="no library"),
        pytest.param(spnego.exceptions.BadMICError(), Kind.UNREACHABLE, None, id="sealing"),
        pytest.param(requests.exceptions.ReadTimeout(), Kind.TIMEOUT, None, id="silence"),
        pytest.param(
            requests.exceptions.ConnectionError(urllib3.exceptions.ReadTimeoutError(None, "", "")),  # type: ignore[arg-type]
            Kind.TIMEOUT,
            None,
            id="silence in the middle of an answer",
        ),
        pytest.param(
            requests.exceptions.ConnectionError(OSError(111, "Connection refused")),
            Kind.UNREACHABLE,
            None,
            id="refused connection",
        ),
        pytest.param(
            psrp.WinRMTransportError("http", 404, ""), Kind.NOT_FOUND, Outcome.REFUSED, id="404"
        ),
        pytest.param(
            psrp.WinRMTransportError("http", 503, ""), Kind.BUSY, Outcome.REFUSED, id="503"
        ),
        pytest.param(
            psrp.WinRMTransportError("http", 500, "<html>"), Kind.UNEXPECTED, None, id="500"
        ),
        pytest.param(
            psrp.WSManFaultError(5, "EX01", "Access is denied.", None, None, None),
            Kind.FORBIDDEN,
            Outcome.REFUSED,
            id="access denied",
        ),
        pytest.param(
            psrp.WSManFaultError(failures.INVALID_SELECTORS, "EX01", "gone", None, None, None),
            Kind.UNREACHABLE,
            Outcome.NOT_SENT,
            id="shell gone",
        ),
        pytest.param(
            psrp.WSManFaultError(
                failures.INVALID_SELECTORS,
                "EX01",
                "The Windows Remote Shell received a request to perform an operation on a command "
                "identifier that does not exist. Either the command has completed execution or the "
                "client specified an invalid command identifier.",
                None,
                None,
                None,
            ),
            Kind.UNREACHABLE,
            None,
            id="command gone",
        ),
        pytest.param(
            psrp.WSManFaultError(2150859173, "EX01", "셸이 너무 많습니다.", None, None, None),
            Kind.BUSY,
            Outcome.REFUSED,
            id="WinRM's limit of shells, by its number",
        ),
        pytest.param(
            psrp.WSManFaultError(2150859174, "EX01", "trop", None, None, None),
            Kind.BUSY,
            Outcome.REFUSED,
            id="WinRM's limit of operations, by its number",
        ),
        pytest.param(
            psrp.WSManFaultError(
                None,
                "EX01",
                "This user is allowed a maximum number of 5 concurrent shells, which has been "
                "exceeded. Close existing shells or raise the quota for this user.",
                None,
                None,
                None,
            ),
            Kind.BUSY,
            Outcome.REFUSED,
            id="WinRM's limit, the number in the middle of its text",
        ),
        pytest.param(
            psrp.WSManFaultError(
                2150859250,
                "EX01",
                "Fail to create a runspace because you have exceeded the maximum number of "
                "connections allowed : 18 for the policy party : MaxConcurrency",
                None,
                None,
                None,
            ),
            Kind.BUSY,
            Outcome.REFUSED,
            id="Exchange's budget",
        ),
        pytest.param(
            psrp.WSManFaultError(
                "w:InternalError",
                None,
                "The maximum number of concurrent operations for this user has been exceeded.",
                None,
                None,
                None,
            ),
            Kind.BUSY,
            Outcome.REFUSED,
            id="WinRM's quota, without a number",
        ),
        pytest.param(KeyError("x"), Kind.UNEXPECTED, None, id="something else"),
    ],
)
def test_it_says_what_is_certain(
    error: Exception, kind: Kind, certain: Outcome | None, sent: bool
) -> None:
    made = failures.translate(
        error, source="Exchange Server EX01", doing="Get-AuthConfig", sent=sent
    )

    assert made.kind is kind
    assert made.outcome is (certain or (Outcome.UNKNOWN if sent else Outcome.NOT_SENT))
    assert made.detail


def test_the_innermost_reason_is_told() -> None:
    wrapped = requests.exceptions.ConnectionError(
        urllib3.exceptions.MaxRetryError(None, "/", OSError(111, "Connection refused"))  # type: ignore[arg-type]
    )

    made = failures.translate(wrapped, source="x", doing="y", sent=False)

    assert made.detail == "the connection was refused"


def test_an_error_carries_no_secret(jwt: str) -> None:
    made = failures.translate(ValueError(f"token {jwt}"), source="x", doing="y", sent=False)

    assert jwt not in str(made)
    assert jwt not in made.detail


@pytest.mark.parametrize(
    ("exception", "kind"),
    [
        (
            "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
            Kind.NOT_FOUND,
        ),
        ("System.Management.Automation.CommandNotFoundException", Kind.FORBIDDEN),
        ("System.Management.Automation.ParameterBindingException", Kind.FORBIDDEN),
        ("Microsoft.Exchange.Data.Directory.ADTransientException", Kind.BUSY),
        ("Deserialized.System.UnauthorizedAccessException", Kind.FORBIDDEN),
        ("Microsoft.Exchange.Management.Whatever", Kind.REFUSED),
    ],
)
def test_an_error_record_is_a_refusal_with_a_kind(exception: str, kind: Kind) -> None:
    record: Any = SimpleNamespace(
        exception=SimpleNamespace(types=[exception]),
        reason="",
        message=None,
        fq_error="[Server=EX01] 7B16E8,Get-Thing",
    )

    made = failures.refusal([record], source="EX01", doing="Get-Thing")

    assert made.kind is kind
    assert made.outcome is Outcome.REFUSED
    assert made.code.endswith("[Server=EX01] 7B16E8,Get-Thing")
