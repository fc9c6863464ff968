"""What goes wrong on purpose: latencies per kind of call, and faults switched on by name.

Every wire server asks ``faults.active(name, target)`` at the place where the fault would strike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lab.clock import LabClock

KINDS: Final = ("on-premises", "exchange-online", "graph", "test", "other")
"""Kinds of call that have a latency: a cmdlet on a server, one in the cloud, a Graph request,
``Test-OAuthConnectivity`` (either side), and all the rest (DNS, metadata, tokens)."""

NAMES: Final[Mapping[str, str]] = {
    "server-silent": "an Exchange server takes requests and never answers",
    "server-down": "an Exchange server's port refuses connections",
    "dropped": "an Exchange server closes the connection without an answer",
    "html-500": "an Exchange server answers with a page of HTML and status 500",
    "cmdlet-error": "a cmdlet fails; options cmdlet, message, exception, category, terminating",
    "cmdlet-lost": "a server drops the connection amid a cmdlet; option silent (times)",
    "replication-held": "a server is not handed the certificates that AuthConfig names",
    "replication-crosses-sites": "a server is handed them although no server of its site has them",
    "no-smtp-prompt": "a server's New-ExchangeCertificate replaces SMTP's certificate unasked",
    "quota": "opening a runspace is refused: MaxConcurrency",
    "winrm-shells": "opening a runspace is refused: WinRM's own limit of shells for a user",
    "winrm-operations": "WinRM's own limit of what a user may do at once; option at",
    "command-gone": "a server no longer knows a pipeline that its client asks about",
    "shell-expiry": "an open runspace is gone at its next use",
    "exo-429": "Exchange Online throttles; option retry_after (seconds, left out = no header)",
    "exo-403": "Exchange Online answers 403 with NUL bytes",
    "exo-401": "Exchange Online refuses the token",
    "exo-503": "Exchange Online is unavailable",
    "exo-silent": "Exchange Online takes a request and never answers",
    "exo-dropped": "Exchange Online closes the connection without an answer",
    "graph-silent": "Graph takes a request and never answers",
    "graph-lag": "Graph shows a write late; options reads (2 if left out), seconds, strict",
    "graph-429": "Graph throttles; option retry_after",
    "graph-503": "Graph is unavailable",
    "graph-403": "Graph refuses for want of privileges",
    "graph-dropped": "Graph closes the connection without an answer",
    "metadata-unreachable": "a server cannot read auth metadata; options server, reason",
    "entra-busy": "the token service answers with its transient error",
    "proxy-page": "a proxy answers with a page of its own in place of a document; option status",
    "dns-timeout": "DNS does not answer for a name",
    "dns-nxdomain": "DNS says that a name does not exist",
    "tls-wrong-name": "a published host shows a certificate for another name",
    "tls-expired": "a published host shows an expired certificate",
    "teams-duplicate": "Teams delivers an activity twice; options together, new_id",
    "teams-redelivery": "Teams loses the bot's answer and delivers the same activity again",
    "teams-token": "Teams signs wrongly; option wrong: issuer, audience, expired, tenant, …",
    "teams-error": "the Connector refuses; options status, code, retry_after",
    "teams-slow": "the Connector takes its time; option seconds",
    "teams-dropped": "the Connector closes the connection instead of doing anything",
    "teams-lost": "the Connector does what was asked, and its answer is lost",
}
"""Every fault there is.

Of what strikes a call, the option ``when`` says whether it was carried out: ``before`` (if left
out: it was not) or ``after`` (it landed, and only its answer is lost).  Which calls: ``cmdlet``
(``cmdlet-*``, ``exo-*``), ``method`` and ``path``, a part of it (``graph-*``).

Targets: a server's name, a host or DNS name, or empty for all; for ``cmdlet-error`` a server's name
or ``cloud``; ``exo-*`` and ``graph-*`` take none, ``metadata-unreachable`` the host of a document
and ``proxy-page`` its path.  Of Teams, ``-duplicate``, ``-redelivery`` and ``-token`` take who
wrote or pressed, the others a method."""


_UNSAID: Final[Mapping[str, str]] = {"when": "before"}
"""What an option means that was left out; the others then agree with anything."""


@dataclass(kw_only=True)
class Fault:
    """One switched-on fault; ``left`` is how often it still strikes, ``None`` for ever."""

    name: str
    target: str = ""
    left: int | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def hits(self, target: str, about: Mapping[str, Any]) -> bool:
        """Say whether it strikes here: every option named in ``about`` must agree if it is set."""
        if self.target and self.target.casefold() != target.casefold():
            return False
        return all(
            _agrees(key, str(self.options.get(key, _UNSAID.get(key, value))), str(value))
            for key, value in about.items()
        )

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "target": self.target, "left": self.left, **self.options}


def _agrees(key: str, wanted: str, found: str) -> bool:
    """Compare one option; of a path a part is enough, and ``when`` may be any time."""
    if key == "path":
        return wanted.casefold() in found.casefold()
    return wanted.casefold() in (found.casefold(), "any" if key == "when" else None)


class Faults:
    """The switchboard of one lab."""

    def __init__(self, clock: LabClock, latency: Mapping[str, float] | None = None) -> None:
        self.clock = clock
        self.latency: dict[str, float] = dict.fromkeys(KINDS, 0.0)
        self.switched: list[Fault] = []
        self.listeners: list[Callable[[], None]] = []
        """Called after each change; for what must act at once, such as a port that closes."""
        for kind, seconds in (latency or {}).items():
            self.slow(kind, seconds)

    def slow(self, kind: str, seconds: float) -> None:
        """Set the latency of one kind; raises ``ValueError`` for an unknown one."""
        if kind not in self.latency:
            raise ValueError(f"no kind of call is named {kind}; there are {', '.join(KINDS)}")
        self.latency[kind] = float(seconds)

    async def delay(self, kind: str) -> None:
        """Wait as long as calls of this kind take."""
        if self.latency[kind] > 0:
            await self.clock.sleep(self.latency[kind])

    def set(
        self, name: str, *, target: str = "", count: int | None = None, **options: Any
    ) -> Fault:
        """Switch a fault on; raises ``ValueError`` for an unknown name.

        ``count`` is how often it strikes before it ends by itself.
        """
        if name not in NAMES:
            raise ValueError(f"no fault is named {name}; there are {', '.join(NAMES)}")
        fault = Fault(name=name, target=target, left=count, options=options)
        self.switched.append(fault)
        self._changed()
        return fault

    def clear(self, name: str = "", *, target: str = "") -> None:
        """Switch off: everything, one name, or one name at one target."""
        self.switched = [
            fault
            for fault in self.switched
            if (name and fault.name != name) or (target and fault.target != target)
        ]
        self._changed()

    def active(self, name: str, target: str = "", **about: Any) -> Fault | None:
        """Give the fault that strikes here, counting the strike; ``None`` when there is none."""
        fault = self.peek(name, target, **about)
        if fault is not None and fault.left is not None:
            fault.left -= 1
            if fault.left <= 0:
                self.switched.remove(fault)
                self._changed()
        return fault

    def peek(self, name: str, target: str = "", **about: Any) -> Fault | None:
        """Like ``active`` without counting."""
        for fault in self.switched:
            if fault.name == name and fault.hits(target, about):
                return fault
        return None

    def to_json(self) -> dict[str, Any]:
        """Give the shape of the control API: ``{"latency": {...}, "faults": [...]}``."""
        return {
            "latency": dict(self.latency),
            "faults": [fault.to_json() for fault in self.switched],
        }

    def _changed(self) -> None:
        for listener in list(self.listeners):
            listener()
