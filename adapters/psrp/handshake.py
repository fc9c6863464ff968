"""Signs a connection in when the server asks who we are: by Kerberos, NTLM, or the first of both.

pypsrp 0.9.1 takes the first scheme it knows, whether it is the one that was configured, asks the
domain controller for a new first ticket on every connection, and falls back to NTLM unseen.
"""

import base64
import re
from typing import Any, Final

import spnego
from pypsrp.exceptions import AuthenticationError
from pypsrp.negotiate import HTTPNegotiateAuth
from requests.auth import HTTPBasicAuth
from spnego.channel_bindings import GssChannelBindings
from spnego.exceptions import SpnegoError

from adapters import plain_words
from adapters.deadline import Deadline
from adapters.psrp.refusals import AccountRefused, refused
from adapters.psrp.tickets import Ticket
from adapters.psrp.work import Endpoint
from commands.outside import sign_in
from commands.ports import OutsideError, SignedIn

_SCHEMES: Final = {
    "kerberos": ("Negotiate", "Kerberos"),
    "ntlm": ("Negotiate", "NTLM"),
}
"""What carries either; Exchange's PowerShell as it is installed offers Kerberos alone."""
_OFFERED: Final = re.compile(r"(?i)(?:^|,)\s*(Negotiate|Kerberos|NTLM|Basic|Bearer|Digest)\b")
_TOKEN: Final = re.compile(r"(?i)\b(?:Kerberos|Negotiate|NTLM)\s+([A-Za-z0-9+/]+=*)")
_MOST: Final = 8192
"""Characters of the server's offer that are looked at."""
_STEPS: Final = 8
"""Tokens in one handshake; Kerberos takes one or two, NTLM two."""
UNAUTHORISED: Final = 401
_BY: Final = {"kerberos": "Kerberos", "ntlm": "NTLM"}


class Handshake(HTTPNegotiateAuth):
    """The sign-in of one connection object, for as often as its server asks."""

    def __init__(self, endpoint: Endpoint, *, sealed: bool) -> None:
        super().__init__(auth_provider=endpoint.auth, service="HTTP", wrap_required=sealed)
        self._endpoint = endpoint
        self.doing = ""
        """The cmdlet that the connection is used for."""
        self.deadline = Deadline.after(0)
        self.signed_in: SignedIn | None = None
        self.ticket: Ticket | None = None
        """What the last sign-in rests on, where it was by Kerberos."""
        self.without: OutsideError | None = None
        """Why there is no ticket, where that was found out before the connection was made."""
        self._instead = ""
        self._open: Any = None
        """The answer that is being looked at."""

    def response_hook(self, response: Any, **options: Any) -> Any:
        if response.status_code != UNAUTHORISED:
            return response
        self._open = response
        try:
            return self.handle_401(response, **options)
        except BaseException:
            self._open.close()  # its connection is in no pool while we look at the answer
            raise
        finally:
            self._open = None

    def handle_401(self, response: Any, **options: Any) -> Any:
        """Sign in and repeat the request; gives the server's answer to that.

        Raises:
            OutsideError: It is not possible, or the server refused a ticket that the domain gave.
        """
        offered = _offered(response.headers.get("www-authenticate", ""))
        by = self._way(offered)
        scheme = next((each for each in _SCHEMES[by] if each in offered), "")
        if not scheme:
            raise self._not_offered(offered)
        if by == "ntlm":
            self._endpoint.sign_in.check(source=self._endpoint.source, doing=self.doing)
        context = self._client(by, response)
        self.contexts[self._endpoint.address] = context
        context.response_auth_header = scheme.lower()  # tells the seal's name
        answer = self._exchange(context, scheme, by, response, options)
        if answer.status_code == UNAUTHORISED:
            self.signed_in = None
            if by == "kerberos":
                raise self._refused(sign_in.TICKET_REFUSED)
            return answer
        self.signed_in = SignedIn(by=_BY[by], instead=self._instead)
        return answer

    def _way(self, offered: frozenset[str]) -> str:
        """Choose between Kerberos and NTLM, and have the ticket where it is Kerberos."""
        auth = self._endpoint.auth
        self.ticket, self._instead = None, ""
        if auth == "ntlm":
            return auth
        if not offered & set(_SCHEMES["kerberos"]):
            if auth == "negotiate":
                return "ntlm"
            raise self._not_offered(offered)
        try:
            self.ticket = self._ticket()
        except AccountRefused:
            raise
        except OutsideError as error:
            if auth != "negotiate" or not offered & set(_SCHEMES["ntlm"]):
                raise
            self._instead = error.detail
            return "ntlm"
        return "kerberos"

    def _ticket(self) -> Ticket:
        if (found := self.without) is not None:
            self.without = None
            raise found
        return self._endpoint.ticket(self.doing, self.deadline)

    def _client(self, by: str, response: Any) -> Any:
        endpoint = self._endpoint
        bound = self._get_cbt_data(response)  # type: ignore[no-untyped-call]
        options = spnego.NegotiateOptions.wrapping_winrm if self.wrap_required else 0
        who: Any = spnego.Password(endpoint.user, endpoint.password.reveal())
        if by == "kerberos" and self.ticket is not None:
            who = spnego.KerberosCCache(ccache=self.ticket.cache)
        try:
            return spnego.client(
                who,
                hostname=endpoint.address,
                service=self.service,
                channel_bindings=GssChannelBindings(application_data=bound) if bound else None,
                protocol=by,
                options=spnego.NegotiateOptions(options),
            )
        except (SpnegoError, ValueError, ImportError) as error:
            trouble = sign_in.NO_NTLM if by == "ntlm" else sign_in.STRANGE
            raise self._refused(trouble) from error

    def _exchange(self, context: Any, scheme: str, by: str, response: Any, options: Any) -> Any:
        """Send token after token on the same connection until both sides are content."""
        token = context.step()
        for _ in range(_STEPS):
            if context.complete and token is None:
                break
            _ = response.content
            response.raw.release_conn()  # the next request takes the same connection
            request = response.request.copy()
            self._set_auth_token(request, token, scheme)  # type: ignore[no-untyped-call]
            self._open = response = response.connection.send(request, **options)
            given = _TOKEN.search(response.headers.get("www-authenticate", "")[:_MOST])
            if given is None:
                break
            token = self._step(context, base64.b64decode(given[1]), by)
        return response

    def _step(self, context: Any, given: bytes, by: str) -> Any:
        try:
            return context.step(given)
        except Exception as error:
            number = plain_words.kerberos_number(error)
            if by != "kerberos" or number not in sign_in.KERBEROS:
                raise
            # The server's own word, such as a ticket that it cannot open.
            raise self._refused(sign_in.KERBEROS[number]) from error

    def _not_offered(self, offered: frozenset[str]) -> OutsideError:
        return _not_offered(offered, self._endpoint, self.doing)

    def _refused(self, trouble: sign_in.Trouble) -> OutsideError:
        return refused(trouble, source=self._endpoint.source, doing=self.doing, at_server=True)


class Plain(HTTPBasicAuth):
    """Sends user and password with every request; TLS hides them."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__(endpoint.user.encode(), endpoint.password.reveal().encode())
        self._endpoint = endpoint
        self.doing = ""
        self.deadline = Deadline.after(0)
        self.signed_in: SignedIn | None = None
        self.ticket: Ticket | None = None
        self.without: OutsideError | None = None

    def __call__(self, request: Any) -> Any:
        self._endpoint.sign_in.check(source=self._endpoint.source, doing=self.doing)
        request.register_hook("response", self._answered)
        return super().__call__(request)

    def _answered(self, response: Any, **_: Any) -> Any:
        self.signed_in = SignedIn(by="Basic")
        if response.status_code == UNAUTHORISED:
            self.signed_in = None
            response.close()
            offered = _offered(response.headers.get("www-authenticate", ""))
            if "Basic" in offered:
                raise AuthenticationError
            raise _not_offered(offered, self._endpoint, self.doing)
        return response


def _not_offered(offered: frozenset[str], endpoint: Endpoint, doing: str) -> OutsideError:
    trouble = sign_in.NOT_OFFERED if offered else sign_in.NOTHING_OFFERED
    about = ", ".join(sorted(offered))
    return refused(trouble, source=endpoint.source, doing=doing, about=about, at_server=True)


def _offered(header: str) -> frozenset[str]:
    """Read the ways of signing in that a server names, each as we spell it."""
    known = {each.lower(): each for each in ("Negotiate", "Kerberos", "NTLM", "Basic", "Digest")}
    found = (each.lower() for each in _OFFERED.findall(header[:_MOST]))
    return frozenset(known.get(each, each.capitalize()) for each in found)
