"""AuthConfig: which certificate Exchange signs with, which comes next, which one was before.

It stands in Active Directory, for all servers at once.
https://learn.microsoft.com/powershell/module/exchangepowershell/set-authconfig
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from commands.action import Doing, Look, Moved, Values
from commands.actions.stated import EXCHANGE_WRITES, NOTHING
from commands.facts.cmdlets import single
from commands.outside.entra import Key, key_of
from commands.outside.exchange import AuthConfig
from commands.phrases import say
from commands.ports import World

EFFECTIVE: Final = "effective time"
PUBLISHED: Final = "published"
WENT_BACK: Final = "went back"
"""What becomes known on the way: ISO 8601, UTC."""

LATEST: Final = "published by itself"
"""What plans call the time by which Exchange has published by itself: ``SERVICELET`` after
``EFFECTIVE``, from which it follows, for nothing tells it.
"""

SET: Final = "Set-AuthConfig"
AT_ONCE: Final = timedelta(minutes=1)
"""What is to be in effect at once is dated so far ahead: a date that is more than five minutes past
on the server's own clock is refused, and that clock may be ahead.  Where it is behind, Exchange
asks before it publishes what is not due yet, and ``-Force`` says that it is meant.
The five minutes are those of public decompiled code of Exchange 15.0; no page tells them.
"""


async def auth_config_on(world: World, server: str) -> AuthConfig:
    """Read it through a server; may raise ``OutsideError``."""
    return await single(world.on_premises.on(server), "Get-AuthConfig", AuthConfig.from_object)


@dataclass(frozen=True, kw_only=True)
class OnAuthConfig(Values, ABC):
    """Something about AuthConfig, asked and changed through one server."""

    server: str

    @property
    def side(self) -> str:
        return self.server

    @property
    def deadline(self) -> float:
        return EXCHANGE_WRITES

    async def read(self, world: World) -> AuthConfig:
        """Read it through this server; may raise ``OutsideError``."""
        return await auth_config_on(world, self.server)

    async def set(self, world: World, doing: Doing, **parameters: Any) -> None:
        """Change it through this server; may raise ``OutsideError``."""
        await world.on_premises.on(self.server).run(
            SET, timeout=doing.seconds(), parameters=parameters
        )

    async def already(self, world: World) -> Look:
        return self.seen(await self.read(world), world)

    async def verify(self, world: World) -> Look:
        return self.seen(await self.read(world), world)

    @abstractmethod
    def seen(self, config: AuthConfig, world: World) -> Look:
        """Say from what was read whether it is so."""


@dataclass(frozen=True, kw_only=True)
class OnSigning(OnAuthConfig):
    """Something that has Exchange sign with another certificate, now or later.

    Attributes:
        applications, principals: Application ids of the identities in the cloud that must know a
            key before anybody signs with it.
    """

    applications: tuple[str, ...] = ()
    principals: tuple[str, ...] = ()

    async def unknown_to(self, world: World, thumbprint: str) -> Moved | None:
        """Say which of the identities has no key of a certificate that still counts.

        ``None``: they all have.  Entra ID takes an application's key from its principal as well.
        """
        known: dict[str, list[Key]] = {each: [] for each in (*self.applications, *self.principals)}
        for id in self.applications:
            application = await world.graph.application(id)
            known[id] += application.keys if application is not None else ()
        for id in self.principals:
            principal = await world.graph.principal(id)
            known[id] += principal.keys if principal is not None else ()
        without = [id for id, keys in known.items() if key_of(keys, thumbprint) is None]
        if without:
            return Moved(
                say(
                    "{names} does not know the key of {thumbprint}: published now, sign-in to the "
                    "cloud would fail.",
                    names=", ".join(without),
                    thumbprint=thumbprint,
                )
            )
        now = world.clock.now()
        ended = [id for id, keys in known.items() if key_of(keys, thumbprint, till=now) is None]
        if not ended:
            return None
        return Moved(
            say(
                "The key of {thumbprint} on {names} has ended: published now, sign-in to the cloud "
                "would fail. Upload the certificate there again, then retry.",
                names=", ".join(ended),
                thumbprint=thumbprint,
            )
        )


def moved(what: str, was: str, now: str) -> Moved:
    """Say that a property of AuthConfig is neither as planned nor as wanted."""
    told = say(
        "{what} is {now}, and {was} was expected.",
        what=what,
        now=now or NOTHING,
        was=was or NOTHING,
    )
    return Moved(told)


def staged(thumbprint: str, due: str) -> str:
    """Write what is staged and for when (ISO 8601), to be shown and compared."""
    when = due.replace("T", " ").replace("+00:00", " UTC")
    return f"{thumbprint} @ {when}" if thumbprint else NOTHING


def iso(moment: datetime | None) -> str:
    """Write a time as plans and later steps hold it: to the second, in UTC."""
    if moment is None:
        return ""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
