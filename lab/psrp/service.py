"""The actions of WS-Management on one configuration name, and the shells behind them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import uuid4
from xml.sax.saxutils import escape

from lab.faults import Faults
from lab.psrp import envelope, troubles
from lab.psrp.envelope import CONFIG, POWERSHELL, Request
from lab.psrp.errors import Place
from lab.psrp.shells import Shell
from lab.records import Exchange

EXCHANGE: Final = "Microsoft.Exchange"
MAINTENANCE: Final = "Hybridge.Maintenance"
MAINTENANCE_CMDLETS: Final = frozenset(
    {
        "export-hybridgeauthcertificate",
        "get-hybridgeexsetup",
        "restart-hybridgeservicehost",
        "restart-hybridgewebpools",
    }
)
_ENDING: Final = ("Signal", "Delete")
_ENVELOPE_KIB: Final = 500
"""Default of Windows Server 2012 and later."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a server grants.

    Eighteen sessions is Exchange's default budget for one user; thirty shells, 1,500 operations, a
    thousand commands and fifteen minutes are those of WinRM and its policy.
    """

    sessions_per_user: int = 18
    shells_per_user: int = 30
    operations_per_user: int = 1500
    commands_per_shell: int = 1000
    idle_seconds: float = 900.0


@dataclass(eq=False, kw_only=True)
class Service:
    """One configuration name of one server."""

    configuration: str
    server: str
    exchange: Exchange
    faults: Faults
    limits: Limits
    shells: dict[str, Shell] = field(default_factory=dict)

    def place(self) -> Place:
        """Say where and when an error happened."""
        return Place(server=self.server, moment=self.faults.clock.now())

    def offers(self, cmdlet: str) -> bool:
        """Keep the endpoints apart: these few cmdlets here, all the others there."""
        return (cmdlet.lower() in MAINTENANCE_CMDLETS) == (self.configuration == MAINTENANCE)

    def close(self) -> None:
        """End all shells, as a restart of the server does."""
        for shell in list(self.shells.values()):
            self._drop(shell)

    async def perform(self, request: Request, user: str) -> bytes:
        """Answer one request; raises ``Trouble``."""
        self._expire()
        if request.timeout < 0:
            raise troubles.bad_timeout()
        if request.action == "Create":
            return envelope.answer(request, self._create(request, user))
        if request.action == "Get" and request.resource.startswith(CONFIG):
            size = f'<c:MaxEnvelopeSizekb xmlns:c="{CONFIG}">{_ENVELOPE_KIB}</c:MaxEnvelopeSizekb>'
            return envelope.answer(request, f'<c:Config xmlns:c="{CONFIG}">{size}</c:Config>')
        shell = self._shell(request, user)
        self._within_quota(request, user)
        shell.busy += 1
        try:
            return envelope.answer(request, await self._on_shell(request, shell))
        finally:
            shell.busy -= 1
            shell.touch()

    async def _on_shell(self, request: Request, shell: Shell) -> str:
        match request.action:
            case "Command":
                return self._command(request, shell)
            case "Receive":
                wanted = request.find("rsp:Receive/rsp:DesiredStream")
                command = "" if wanted is None else wanted.get("CommandId", "").upper()
                if command and self.faults.active("command-gone", self.server):
                    shell.end(command)
                return await shell.stream(command).receive(request)
            case "Send":
                return _send(request, shell)
            case "Signal":
                return _signal(request, shell)
            case "Delete":
                self._drop(shell)
                return ""
            case "Get":
                return f"<rsp:Shell>{self._describe(shell)}</rsp:Shell>"
            case _:
                raise troubles.no_such_action(request.address)

    def _create(self, request: Request, user: str) -> str:
        if request.resource.lower() != f"{POWERSHELL}/{self.configuration}".lower():
            raise troubles.no_such_resource(request.resource)
        asked = request.find("rsp:Shell")
        content = request.find("rsp:Shell/ps:creationXml")
        if asked is None or content is None:
            raise troubles.unreadable("A shell needs creationXml.")
        self._within_budget(user)
        idle = envelope.duration(
            asked.findtext("rsp:IdleTimeOut", None, envelope.NAMES), self.limits.idle_seconds
        )
        shell = Shell(
            id_=(asked.get("ShellId") or str(uuid4())).upper(),
            owner=user,
            resource=request.resource,
            idle=min(idle, self.limits.idle_seconds),
            site=self,
        )
        shell.feed(content.text or "")
        self.shells[shell.id] = shell
        selector = (
            f'<w:SelectorSet><w:Selector Name="ShellId">{shell.id}</w:Selector></w:SelectorSet>'
        )
        return (
            f"<x:ResourceCreated><a:Address>{envelope.ADDRESSING}/role/anonymous</a:Address>"
            f"<a:ReferenceParameters><w:ResourceURI>{escape(shell.resource)}</w:ResourceURI>"
            f"{selector}</a:ReferenceParameters></x:ResourceCreated>"
            f"<rsp:Shell>{self._describe(shell)}</rsp:Shell>"
        )

    def _describe(self, shell: Shell) -> str:
        now = self.faults.clock.now()
        return (
            f"<rsp:ShellId>{shell.id}</rsp:ShellId>"
            f"<rsp:ResourceUri>{escape(shell.resource)}</rsp:ResourceUri>"
            f"<rsp:Owner>{escape(shell.owner)}</rsp:Owner><rsp:ClientIP>127.0.0.1</rsp:ClientIP>"
            f"<rsp:IdleTimeOut>PT{shell.idle:.3f}S</rsp:IdleTimeOut>"
            "<rsp:InputStreams>stdin pr</rsp:InputStreams>"
            "<rsp:OutputStreams>stdout</rsp:OutputStreams>"
            "<rsp:MaxIdleTimeOut>PT2147483.647S</rsp:MaxIdleTimeOut>"
            "<rsp:State>Connected</rsp:State>"
            f"<rsp:ShellRunTime>{_days(now - shell.begun)}</rsp:ShellRunTime>"
            f"<rsp:ShellInactivity>{_days(now - shell.used)}</rsp:ShellInactivity>"
        )

    def _command(self, request: Request, shell: Shell) -> str:
        line = request.find("rsp:CommandLine")
        if line is None:
            raise troubles.unreadable("A command needs a command line.")
        if len(shell.runs) >= self.limits.commands_per_shell:
            raise troubles.too_many_commands(self.limits.commands_per_shell)
        command = (line.get("CommandId") or str(uuid4())).upper()
        shell.begin(command, line.findtext("rsp:Arguments", "", envelope.NAMES))
        return (
            f"<rsp:CommandResponse><rsp:CommandId>{command}</rsp:CommandId></rsp:CommandResponse>"
        )

    def _within_quota(self, request: Request, user: str) -> None:
        """Hold the user to WinRM's own limit of what goes on at once; ending is let through."""
        fault = self.faults.active("winrm-operations", self.server, at=request.action)
        limit = self.limits.operations_per_user
        under_way = sum(shell.busy for shell in self.shells.values() if shell.owner == user)
        if fault is not None or (under_way >= limit and request.action not in _ENDING):
            raise troubles.too_many_operations(limit)

    def _within_budget(self, user: str) -> None:
        own = [shell for shell in self.shells.values() if shell.owner == user]
        winrm = self.faults.active("winrm-shells", self.server)
        if winrm is not None or len(own) >= self.limits.shells_per_user:
            raise troubles.too_many_shells(self.limits.shells_per_user)
        fault = self.faults.active("quota", self.server)
        limit = self.limits.sessions_per_user
        if fault is not None:
            limit = int(fault.options.get("limit", limit))
        elif len(own) < limit:
            return
        raise troubles.too_many_sessions(limit, self.place().preface())

    def _shell(self, request: Request, user: str) -> Shell:
        shell = self.shells.get(request.shell)
        if shell is None or shell.owner != user:
            raise troubles.no_such_shell(request.shell)
        if request.action != "Delete" and self.faults.active(
            "shell-expiry", self.server, at=request.action
        ):
            self._drop(shell)
            raise troubles.no_such_shell(request.shell)
        return shell

    def _expire(self) -> None:
        now = self.faults.clock.now()
        for shell in list(self.shells.values()):
            if shell.expired(now):
                self._drop(shell)

    def _drop(self, shell: Shell) -> None:
        self.shells.pop(shell.id, None)
        shell.close()


def _days(span: timedelta) -> str:
    """Write a span as Windows does: whole seconds, every part there."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return f"P{days}DT{hours}H{minutes}M{seconds}S"


def _send(request: Request, shell: Shell) -> str:
    for stream in _elements(request, "rsp:Send/rsp:Stream"):
        shell.feed(stream[1], stream[0])
    return "<rsp:SendResponse/>"


def _signal(request: Request, shell: Shell) -> str:
    """End or interrupt.  PowerShell's own code is misspelt ``crtl_c`` on the wire."""
    signal = request.find("rsp:Signal")
    command = "" if signal is None else signal.get("CommandId", "").upper()
    code = (request.body.findtext("rsp:Signal/rsp:Code", "", envelope.NAMES) or "").strip()
    if code.lower().endswith("terminate"):
        shell.end(command)
    else:
        shell.interrupt(command)
    return "<rsp:SignalResponse/>"


def _elements(request: Request, path: str) -> Iterable[tuple[str, str]]:
    for element in request.body.iterfind(path, envelope.NAMES):
        yield element.get("CommandId", "").upper(), element.text or ""
