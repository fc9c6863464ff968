"""A certificate with its private key is brought from one server to another.

It travels sealed with a password that is made for the one copy and never leaves this process's
memory.  Exchange's own ``Export-ExchangeCertificate`` refuses auth certificates since the October
2025 update, so the maintenance endpoint exports it, as Microsoft's monitor script does: by .NET.
https://techcommunity.microsoft.com/blog/exchange/released-october-2025-exchange-server-security-updates/4461276
https://github.com/microsoft/CSS-Exchange, Export-CertificateAndPrivateKey.ps1
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from commands.action import (
    Action,
    Already,
    Call,
    Doing,
    Look,
    NoOpposite,
    Not,
    OnTheWay,
    Undoing,
    Unknown,
    Values,
)
from commands.actions.auth_certificates import installed
from commands.actions.remaining import of_each, with_gone
from commands.certificates import NAME
from commands.look import OLD_ENDPOINT
from commands.outside.exchange import Installed, of_thumbprint
from commands.outside.fields import unexpected
from commands.phrases import Phrase, say
from commands.ports import Kind, Outcome, OutsideError, World

EXPORT: Final = "Export-HybridgeAuthCertificate"
"""The maintenance endpoint's function; it gives one object with the file as ``FileData``."""

_NO_SUCH_FUNCTION: Final = "CommandNotFoundException"
_COPYING: Final = 120.0
"""Seconds for the way of a key from one server to another."""


@dataclass(frozen=True, kw_only=True)
class CopyCertificate(Values):
    """Bring a certificate with its private key from one server to another, if it is not there.

    https://learn.microsoft.com/powershell/module/exchangepowershell/import-exchangecertificate

    Attributes:
        source, server: From where, and to where; the source has a maintenance endpoint.
        without_key: It is there, but surely without its key: that it is listed proves nothing.
        lacks: It was seen not to be there when this was planned.
        may_fail: Its failure stops nothing: what waits for this server later names it.
    """

    name: ClassVar[str] = "auth certificate copied"
    thumbprint: str
    source: str
    server: str
    without_key: bool = False
    lacks: bool = False
    may_fail: bool = False

    @property
    def title(self) -> Phrase:
        return say(
            "Bring the certificate {thumbprint} to {server}, unless it is there",
            thumbprint=self.thumbprint, server=self.server,
        )  # fmt: skip

    @property
    def side(self) -> str:
        return self.server

    @property
    def call(self) -> Call:
        return Call(
            doing="Import-ExchangeCertificate",
            values={
                "FileData": OnTheWay(f"{EXPORT} {self.thumbprint} on {self.source}"),
                "PrivateKeyExportable": True,
                "FriendlyName": NAME,
            },
        )

    @property
    def before(self) -> Phrase:
        if self.without_key:
            return say("there, without its private key")
        return say("not there") if self.lacks else say("looked at when its turn comes")

    @property
    def after(self) -> Phrase:
        return say("there, with its private key")

    @property
    def deadline(self) -> float:
        return _COPYING

    async def already(self, world: World) -> Look:
        seen, away = await of_each(world, (self.server,), self._found_on)
        if away:
            return with_gone(Already(), away)
        ((_, found),) = seen
        sure = (
            found is not None and found.may_sign and (found.has_private_key or not self.without_key)
        )
        return (
            Already()
            if sure
            else Not(say("{thumbprint} is not there.", thumbprint=self.thumbprint))
        )

    async def do(self, world: World, doing: Doing) -> None:
        endpoint = world.on_premises.maintenance(self.source)
        if endpoint is None:
            raise OutsideError(
                kind=Kind.BLOCKED,
                outcome=Outcome.NOT_SENT,
                source=self.source,
                doing=EXPORT,
                detail="no maintenance endpoint is configured for it any more",
            )
        password = world.keys.one_time_password()
        parameters = {"Thumbprint": self.thumbprint, "Password": password}
        try:
            exported = await endpoint.run(EXPORT, timeout=doing.seconds(), parameters=parameters)
        except OutsideError as error:
            if _NO_SUCH_FUNCTION in error.code:
                error.code = OLD_ENDPOINT
            raise
        await world.on_premises.on(self.server).run(
            "Import-ExchangeCertificate",
            timeout=doing.seconds(),
            parameters={
                "FileData": _file(exported.objects, self.source),
                "Password": password,
                "PrivateKeyExportable": True,
                "FriendlyName": NAME,
            },
        )

    async def verify(self, world: World) -> Look:
        found = await self._found(world)
        if found is None:
            return Not(say("{thumbprint} is not there.", thumbprint=self.thumbprint))
        if not found.may_sign:
            return Unknown(
                say("{thumbprint} is there without its key.", thumbprint=self.thumbprint)
            )
        return Already()

    def opposite(self) -> Action | NoOpposite:
        return NoOpposite(
            because=Undoing.NOTHING, why=say("Every server is meant to have the certificate.")
        )

    async def _found(self, world: World) -> Installed | None:
        return await self._found_on(world, self.server)

    async def _found_on(self, world: World, server: str) -> Installed | None:
        return of_thumbprint(await installed(world, server, self.thumbprint), self.thumbprint)


def _file(objects: Any, server: str) -> bytes:
    """Take the sealed certificate out of what the export gave."""
    data = objects[0].get("FileData") if len(objects) == 1 else None
    if not isinstance(data, bytes) or not data:
        raise unexpected(server, EXPORT, "there is no FileData in the answer")
    return data
