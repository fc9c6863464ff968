"""Exchange Online's objects, and the connectivity test that both sides know."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from commands.outside.fields import Fields


@dataclass(frozen=True, kw_only=True)
class OnPremisesEndpoints:
    """What Exchange Online knows of the on-premises half; empty when the hybrid wizard never ran.

    Microsoft's pages print the names with ``OnPremise`` and with ``OnPremises``.
    """

    discovery: str
    web_service: str = ""
    """Where EWS is; empty where the answer does not say."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        name = "OnPremiseDiscoveryEndpoint"
        if name not in at.values:
            name = "OnPremisesDiscoveryEndpoint"
        service = name.replace("Discovery", "WebService")
        return cls(
            discovery=at.text(name),
            web_service=at.text(service) if service in at.values else "",
        )


@dataclass(frozen=True, kw_only=True)
class EwsPolicy:
    """The organisation's EWS switches, of ``Get-OrganizationConfig`` without parameters.

    https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/exchange-web-services/control-access-to-ews-in-exchange
    """

    enabled: bool | None
    """``EwsEnabled``; null until somebody sets it."""
    access_policy: str
    """``EwsApplicationAccessPolicy``, a rule on user agents; empty when there is none."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        """Read it; an answer without ``EwsEnabled`` is not one with a null in it."""
        if "EwsEnabled" not in at.values:
            raise at.unexpected("the answer has no property EwsEnabled")
        return cls(
            enabled=at.switch("EwsEnabled"),
            access_policy=at.optional("EwsApplicationAccessPolicy"),
        )


@dataclass(frozen=True, kw_only=True)
class EwsList:
    """Which applications may use EWS; only given by ``-RetrieveEwsOperationAccessPolicy``."""

    app_ids: tuple[str, ...]
    """``EwsAllowedAppIDs``, lower case."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(app_ids=tuple(app_id.lower() for app_id in at.texts("EwsAllowedAppIDs")))


class Result(StrEnum):
    """``ResultType`` of a test: the only property that decides.

    ``IsValid`` is true and ``ObjectState`` is New on failures too.
    """

    SUCCESS = "Success"
    WARNING = "Warning"
    ERROR = "Error"


_SIGNED: Final = re.compile(r"assertion\W{1,6}redacted; signed with ([0-9A-F]{40})", re.IGNORECASE)
"""What the adapter leaves of the assertion that the server signed."""


_SENT: Final = re.compile(r"send request to '[^'\r\n]{1,500}' with the bearer token: '[^'\r\n]")
"""Exchange's trace where it calls with the token it got; the request before it carries none."""
_FORBIDDEN: Final = "(403) Forbidden"
_NOT_YET_SENT: Final = "GetRequestStream"
"""Where .NET fails before a request has left: a proxy's refusal, not the other side's."""


@dataclass(frozen=True, kw_only=True)
class OAuthTest:
    """One run of ``Test-OAuthConnectivity``."""

    result: Result
    detail: str
    """Redacted by the adapter: the cmdlet prints token material."""
    mailbox: str
    target: str

    @property
    def signed_with(self) -> str:
        """Thumbprint of the certificate whose key the server signed with; empty when not shown."""
        found = _SIGNED.search(self.detail)
        return found[1].upper() if found else ""

    @property
    def sent_token(self) -> bool:
        """Whether Exchange got a token and called with it."""
        return _SENT.search(self.detail) is not None

    @property
    def refused_after_token(self) -> bool:
        """Whether the other side refused (403) what came with a token.

        Then the token was issued: the refusal came afterwards.  The header that would say why is
        not in the output of the code that is public, so nothing rests on it.
        """
        sent = _SENT.search(self.detail)
        if sent is None:
            return False
        rest = self.detail[sent.end() :]
        return _FORBIDDEN in rest and _NOT_YET_SENT not in rest

    @property
    def is_mute(self) -> bool:
        """Whether it shows nothing: it ended before a server signed anything."""
        return self.result is not Result.SUCCESS and not self.sent_token and not self.signed_with

    @property
    def signed_in(self) -> bool:
        """Whether the server signed, and its token was issued, whatever came after that."""
        return self.result is Result.SUCCESS or self.refused_after_token

    @classmethod
    def from_object(cls, at: Fields, *, mailbox: str, target: str) -> Self:
        try:
            result = Result(at.text("ResultType"))
        except ValueError as error:
            raise at.unexpected(str(error)) from error
        return cls(result=result, detail=at.text("Detail"), mailbox=mailbox, target=target)
