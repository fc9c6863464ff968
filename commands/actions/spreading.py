"""How far a new certificate has come: Exchange copies it to the other servers by itself."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from commands.action import Already, Look, Not, Values
from commands.actions.auth_certificates import installed
from commands.actions.auth_config import auth_config_on
from commands.actions.remaining import gone, with_gone
from commands.actions.stated import listed
from commands.look import Known, attempt
from commands.outside.exchange import Installed, of_thumbprint
from commands.outside.identifiers import same
from commands.phrases import Phrase, joined, say
from commands.ports import World

PATIENCE: Final = timedelta(hours=2)
"""How long Exchange is given; servers in other sites may never get it from Exchange.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""


@dataclass(frozen=True, kw_only=True)
class Spread(Values):
    """Every server answers and has the certificate, or Exchange has had two hours to bring it.

    What a server still lacks then is brought there by the steps that follow; at once, where
    it has taken over meanwhile: then servers that lack it cannot sign.
    """

    name: ClassVar[str] = "certificate spread"
    thumbprint: str
    servers: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        return say(
            "Wait until Exchange has brought {thumbprint} to every server",
            thumbprint=self.thumbprint,
        )

    @property
    def deadline(self) -> float:
        return 90.0  # a silent server, and then a look whether it is gone

    async def look(self, world: World) -> Look:
        readings = await asyncio.gather(
            *(
                attempt(world, server, installed(world, server, self.thumbprint))
                for server in self.servers
            )
        )
        found = dict(zip(self.servers, readings, strict=True))
        stores = {name: each.value for name, each in found.items() if isinstance(each, Known)}
        dark = [name for name in self.servers if name not in stores]
        away = await gone(world, dark)
        return with_gone(await self._spread(stores, set(dark) - set(away), world), away)

    async def _spread(
        self, stores: Mapping[str, tuple[Installed, ...]], silent: Collection[str], world: World
    ) -> Look:
        has = {name: self._in(store) for name, store in stores.items()}
        lacking = [name for name, one in has.items() if one is None]
        if silent:
            return _not_yet(
                say(
                    "It is on {count} of {all} servers; {silent} did not answer.",
                    count=len(has) - len(lacking),
                    all=len(has) + len(silent),
                    silent=listed(silent),
                )
            )
        starts = [one.certificate.starts for one in has.values() if one is not None]
        if starts and (not lacking or world.clock.now() >= max(starts) + PATIENCE):
            return Already()
        if await self._is_in_use(world, next(iter(stores))):
            return Already()
        return _not_yet(
            say(
                "It is on {count} of {all} servers; {lacking} not yet.",
                count=len(has) - len(lacking),
                all=len(has),
                lacking=listed(lacking),
            )
        )

    async def _is_in_use(self, world: World, server: str) -> bool:
        config = await auth_config_on(world, server)
        return same(config.current, self.thumbprint)

    def _in(self, store: tuple[Installed, ...]) -> Installed | None:
        there = of_thumbprint(store, self.thumbprint)
        return there if there is not None and there.may_sign else None


@dataclass(frozen=True, kw_only=True)
class Begun(Values):
    """A certificate is valid already: the server that made it may be minutes ahead.

    Until then Entra ID refuses what is signed with it, for its key begins with it.
    """

    name: ClassVar[str] = "certificate begun"
    thumbprint: str
    server: str

    @property
    def title(self) -> Phrase:
        return say(
            "See that {thumbprint} is valid already, though the clock of {server} may be ahead",
            thumbprint=self.thumbprint,
            server=self.server,
        )

    @property
    def deadline(self) -> float:
        return 60.0

    async def look(self, world: World) -> Look:
        found = of_thumbprint(await installed(world, self.server, self.thumbprint), self.thumbprint)
        if found is None:
            return Not(say("{thumbprint} is not there.", thumbprint=self.thumbprint))
        starts = found.certificate.starts
        if starts <= world.clock.now():
            return Already()
        return Not(
            say(
                "It is valid from {time} on, by the clock of {server}.",
                time=f"{starts:%Y-%m-%d %H:%M:%S} UTC",
                server=self.server,
            )
        )


def _not_yet(so_far: Phrase) -> Not:
    """Say how far it is, and that nobody waits for Exchange alone."""
    later = say(
        "After two hours it is copied where it is missing, once every server answers.",
    )
    return Not(joined([so_far, later]))
