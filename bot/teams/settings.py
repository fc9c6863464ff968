"""What the Teams side needs to know, already resolved: no file is read and no environment here.

The addresses of Microsoft's public cloud are the defaults; the sovereign clouds and the lab
configure their own.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from commands.secret import Secret

_NONE: Final = Secret("")


class Refusal(Exception):
    """The Teams side does not start like this.  Names every problem and its cure."""


@dataclass(frozen=True, kw_only=True)
class TeamsSettings:
    """How the bot is registered, whom it believes, and where it may send.

    Attributes:
        app_id: Application id of the bot; empty only together with ``development``.
        tenants: Tenant ids whose people are served.  The first is the tenant of the bot's own
            registration, which issues its outgoing token.
        certificate: PEM with key and certificate of the registration, or ``secret``.
        login: Base address of the login service, without a trailing slash.
        metadata: The openid metadata of the tokens that come in.
        issuer: Their ``iss``.
        scope: Scope of the outgoing token.
        service_hosts: Hosts that may be a ``serviceUrl``; a subdomain of one counts.
        ca: File with extra trust anchors for all three.
        host: Address the door will be bound to.
        language: Language of a conversation whose people have none of ours.
        development: Lets http to loopback through, and an empty ``app_id`` switch
            authentication off when ``host`` is loopback too.
        edit_interval: Seconds between two progress edits of one card.
    """

    app_id: str
    tenants: tuple[str, ...]
    certificate: Secret = _NONE
    secret: Secret = _NONE
    login: str = "https://login.microsoftonline.com"
    metadata: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    issuer: str = "https://api.botframework.com"
    scope: str = "https://api.botframework.com/.default"
    service_hosts: tuple[str, ...] = (
        "botframework.com",
        "smba.trafficmanager.net",
        "teams.microsoft.com",
    )
    ca: Path | None = None
    host: str = "127.0.0.1"
    language: str = "en"
    development: bool = False
    edit_interval: float = 3.0

    @property
    def authenticated(self) -> bool:
        return bool(self.app_id)

    def require_safe(self) -> None:
        """Check that a bot started like this believes nobody it should not.

        Raises:
            Refusal: with all problems, one per line.
        """
        problems = [*self._credential_problems(), *self._address_problems()]
        if problems:
            raise Refusal("starting the Teams door:\n" + "\n".join(f"- {it}" for it in problems))

    def may_send_to(self, service_url: str) -> bool:
        """Whether an address may be a ``serviceUrl``: our token goes there with every message."""
        host = host_of(service_url)
        if not host or not self.is_secure(service_url):
            return False
        if not self.authenticated:
            return is_loopback(host)
        return any(host == allowed or host.endswith(f".{allowed}") for allowed in self._hosts)

    def is_secure(self, url: str) -> bool:
        """Whether an address is https, or plain http where development allows it: on loopback."""
        scheme = urlsplit(url).scheme
        return scheme == "https" or (
            scheme == "http" and self.development and is_loopback(host_of(url))
        )

    @property
    def _hosts(self) -> tuple[str, ...]:
        return tuple(host.lower().strip(".") for host in self.service_hosts)

    def _credential_problems(self) -> list[str]:
        if not self.app_id:
            return self._development_problems()
        problems = []
        if not self.tenants:
            problems.append("no tenant is listed: name the tenant ids whose people may write")
        if bool(self.certificate) == bool(self.secret):
            problems.append("give either a certificate (better) or a secret of the registration")
        if not self.service_hosts:
            problems.append("service_hosts is empty: list the hosts that Teams is served from")
        return problems

    def _development_problems(self) -> list[str]:
        if not self.development:
            return [
                "app_id is empty, so nobody could be told from anybody: set it, or set the "
                "development switch to run without authentication on a loopback address"
            ]
        if not is_loopback(self.host):
            return [
                f"without authentication it may only listen on loopback, not on {self.host}: "
                "set app_id, or listen on 127.0.0.1"
            ]
        return []

    def _address_problems(self) -> list[str]:
        if not self.authenticated:
            return []
        return [
            f"{name} = {url} is not an https address"
            for name, url in (("login", self.login), ("metadata", self.metadata))
            if not self.is_secure(url)
        ]


def host_of(url: str) -> str:
    """Give the host of an address in lower case, or nothing for what is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises on a port that is none
    except ValueError:
        return ""
    if parts.username is not None or parts.password is not None:
        return ""
    return (parts.hostname or "").rstrip(".").lower()


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
