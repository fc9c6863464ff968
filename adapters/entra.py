"""Signs the application in to Entra ID with its certificate; tokens are kept and renewed.

azure-identity's asynchronous credential makes exactly one request per token and resource, but
several at once make one each; so callers for the same scope wait for the first.
"""

import asyncio
import ssl
from collections import defaultdict
from typing import Any, Final

import aiohttp
from azure.core.credentials import AccessToken
from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    DecodeError,
    HttpResponseError,
    ServiceRequestError,
    ServiceResponseError,
)
from azure.core.pipeline.transport import AioHttpTransport
from azure.identity import CredentialUnavailableError
from azure.identity.aio import CertificateCredential
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from adapters import plain_words, redaction
from commands.ports import Kind, Outcome, OutsideError
from commands.secret import Secret

SOURCE: Final = "Entra ID"
_DOING: Final = "sign-in of the application"

# The first row that fits counts, so the special stand before the general.
TABLE: Final = (
    (CredentialUnavailableError, Kind.UNAUTHORISED, Outcome.NOT_SENT),
    (ClientAuthenticationError, Kind.UNAUTHORISED, Outcome.REFUSED),
    (ServiceRequestError, Kind.UNREACHABLE, Outcome.NOT_SENT),
    (ServiceResponseError, Kind.UNREACHABLE, Outcome.UNKNOWN),
    (DecodeError, Kind.UNEXPECTED, Outcome.UNKNOWN),
    (HttpResponseError, Kind.UNEXPECTED, Outcome.REFUSED),
    (AzureError, Kind.UNEXPECTED, Outcome.UNKNOWN),
)
_BUSY: Final = frozenset({429, 500, 502, 503, 504})


class AppCredential:
    """The application's credential; an azure ``AsyncTokenCredential`` for the SDKs."""

    def __init__(
        self,
        *,
        login: str,
        tenant_id: str,
        client_id: str,
        certificate_pem: Secret,
        trust: ssl.SSLContext,
    ) -> None:
        """Must be called on the event loop.

        Raises:
            ValueError: when the certificate cannot be read or has no private key.
        """
        _check(certificate_pem)
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trust))
        transport = AioHttpTransport(
            session=self._session, session_owner=False, use_env_settings=False
        )
        self._credential = CertificateCredential(
            tenant_id,
            client_id,
            certificate_data=certificate_pem.reveal().encode(),
            authority=login,
            transport=transport,
            # the library's own ten retries take minutes; ours is the deadline of the call
            retry_total=2,
            retry_backoff_factor=0.2,
        )
        self._one_at_a_time: dict[tuple[str, ...], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def token(self, scope: str) -> str:
        """Give a token for a scope such as ``https://graph.microsoft.com/.default``.

        Raises:
            OutsideError: of source ``Entra ID``.
        """
        try:
            return (await self.get_token(scope)).token
        except AzureError as error:
            raise translate(error) from error

    async def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        """Give a token as azure's libraries ask for it, with azure's own errors."""
        async with self._one_at_a_time[scopes]:
            return await self._credential.get_token(*scopes, **options)

    async def close(self) -> None:
        await self._credential.close()
        await self._session.close()

    async def __aenter__(self) -> "AppCredential":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _check(certificate_pem: Secret) -> None:
    """See that both halves are there, before anything is opened."""
    pem = certificate_pem.reveal().encode()
    try:
        x509.load_pem_x509_certificate(pem)
    except ValueError:
        raise ValueError("the application's certificate is not there in PEM") from None
    try:
        load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise ValueError("the private key of the application is not there in PEM") from None


def translate(error: AzureError) -> OutsideError:
    """Make our one error of any of azure's; the detail begins with Entra's AADSTS number."""
    kind, outcome = next((row[1], row[2]) for row in TABLE if isinstance(error, row[0]))
    if isinstance(error, HttpResponseError) and error.status_code in _BUSY:
        kind, outcome = Kind.BUSY, Outcome.NOT_SENT
    text = redaction.text(str(error.message or error)).strip()
    at = text.find("AADSTS")
    detail, number = "", ""
    if at >= 0:
        detail = text[at:].split(" Trace ID:")[0].splitlines()[0]
        number = text[at:].split(":")[0]
    elif isinstance(error, HttpResponseError) and error.status_code:
        detail = f"HTTP {error.status_code}"
    else:
        detail = plain_words.said(error)
    return OutsideError(
        kind=kind,
        outcome=outcome,
        source=SOURCE,
        doing=_DOING,
        detail=detail,
        code=number,
    )
