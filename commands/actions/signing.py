"""What a server signs with: seen by its own test, brought about by restarting what signs.

Exchange's service host and its web pools load the certificate when they start and look for a new
one within the hour; only a restart makes it certain at once.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from commands.action import Action, Already, Call, Doing, Look, NoOpposite, Not, Unknown, Values
from commands.actions.stated import NOTHING, listed
from commands.facts.servers import sign_in
from commands.outside.exchange_online import OAuthTest, Result
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import Kind, Outcome, OutsideError, World

REFRESHED: Final = timedelta(hours=1)
"""After so long every server has looked for a new certificate by itself."""

SERVICE_HOST: Final = "Restart-HybridgeServiceHost"
WEB_POOLS: Final = "Restart-HybridgeWebPools"
BY_HAND: Final = (
    "Restart-Service MSExchangeServiceHost; "
    "Restart-WebAppPool MSExchangeOWAAppPool; Restart-WebAppPool MSExchangeECPAppPool"
)
"""What the two do, typed on the server itself."""

_TESTING: Final = 130.0
_RESTARTING: Final = 240.0
"""Seconds.  A service host takes up to two minutes to stop and start, and a test proves it."""


async def in_use(world: World, thumbprint: str, servers: Sequence[str]) -> Phrase | None:
    """Say who may sign with a certificate, by each server's own test; ``None`` when nobody does.

    A test that fails without showing a key proves nothing.  A server that cannot be asked raises
    ``OutsideError``.
    """
    tests = await asyncio.gather(*(_test(world, server) for server in servers))
    found = tuple(zip(servers, tests, strict=True))
    users = [server for server, test in found if same(test.signed_with, thumbprint)]
    doubtful = [
        server
        for server, test in found
        if not test.signed_with and test.result is not Result.SUCCESS
    ]
    if users:
        return say(
            "{servers} still signs with {thumbprint}; its key stays until that ends.",
            servers=listed(users),
            thumbprint=thumbprint,
        )
    if doubtful:
        return say(
            "The test on {servers} fails and does not show what is signed with; the key of "
            "{thumbprint} stays until it does.",
            servers=listed(doubtful),
            thumbprint=thumbprint,
        )
    return None


async def _test(world: World, server: str) -> OAuthTest:
    return await sign_in(world, world.on_premises.on(server))


@dataclass(frozen=True, kw_only=True)
class SignsWith(Values):
    """A server signs with the certificate.

    Attributes:
        since: When it was published, ISO 8601: where the test does not show the key, a server is
            taken to sign with the new one an hour later, if the test succeeds.
        by_hand: Nothing of ours restarts it: what people can type there is said.
    """

    name: ClassVar[str] = "signs with"
    server: str
    thumbprint: str
    since: str = ""
    by_hand: bool = False

    @property
    def title(self) -> Phrase:
        if not self.by_hand:
            return say(
                "See that {server} signs with {thumbprint}",
                server=self.server,
                thumbprint=self.thumbprint,
            )
        return say(
            "Wait until {server} signs with {thumbprint}: within the hour by itself, or at once "
            "when somebody runs there: {commands}",
            server=self.server,
            thumbprint=self.thumbprint,
            commands=BY_HAND,
        )

    @property
    def deadline(self) -> float:
        return _TESTING

    async def look(self, world: World) -> Look:
        test = await _test(world, self.server)
        if test.signed_with:
            if same(test.signed_with, self.thumbprint):
                return Already()
            return Not(
                say("{server} still signs with {now}.", server=self.server, now=test.signed_with)
            )
        return self._unseen(test, world.clock.now())

    def _unseen(self, test: OAuthTest, now: datetime) -> Look:
        due = datetime.fromisoformat(self.since) + REFRESHED if self.since else now
        if now >= due and test.result is Result.SUCCESS:
            return Already()
        return Not(
            say(
                "The test on {server} does not show which key it signs with ({result}); from "
                "{time} on every server has looked for the new one.",
                server=self.server,
                result=test.result.value,
                time=f"{due:%Y-%m-%d %H:%M} UTC",
            )
        )


@dataclass(frozen=True, kw_only=True)
class NobodySignsWith(Values):
    """No server signs with the certificate any more: its key may be taken from the cloud."""

    name: ClassVar[str] = "nobody signs with"
    thumbprint: str
    servers: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        return say("Wait until no server signs with {thumbprint}", thumbprint=self.thumbprint)

    @property
    def deadline(self) -> float:
        return _TESTING

    async def look(self, world: World) -> Look:
        seen = await in_use(world, self.thumbprint, self.servers)
        return Already() if seen is None else Not(seen)


@dataclass(frozen=True, kw_only=True)
class RestartSigning(Values):
    """Restart what signs on a server, through its maintenance endpoint.

    It has ended when the server's test succeeds; whether it signs with the new one by then is for
    the wait that follows, and once more does no harm.
    """

    name: ClassVar[str] = "signing restarted"
    settles: ClassVar[bool] = True
    server: str
    thumbprint: str
    old: str = ""

    @property
    def title(self) -> Phrase:
        return say("Restart what signs on {server}", server=self.server)

    @property
    def side(self) -> str:
        return self.server

    @property
    def call(self) -> Call:
        return Call(doing=f"{SERVICE_HOST}; {WEB_POOLS}", values={})

    @property
    def before(self) -> Phrase:
        return say("signs with {thumbprint}", thumbprint=self.old or NOTHING)

    @property
    def after(self) -> Phrase:
        return say("signs with {thumbprint}", thumbprint=self.thumbprint)

    @property
    def deadline(self) -> float:
        return _RESTARTING

    async def already(self, world: World) -> Look:
        test = await _test(world, self.server)
        if same(test.signed_with, self.thumbprint):
            return Already()
        return Not(say("signs with {thumbprint}", thumbprint=test.signed_with or NOTHING))

    async def do(self, world: World, doing: Doing) -> None:
        port = world.on_premises.maintenance(self.server)
        if port is None:
            raise OutsideError(
                kind=Kind.BLOCKED,
                outcome=Outcome.NOT_SENT,
                source=self.server,
                doing=SERVICE_HOST,
                detail="no maintenance endpoint is configured for it any more",
            )
        await port.run(SERVICE_HOST, timeout=doing.seconds())
        await port.run(WEB_POOLS, timeout=doing.seconds())

    async def verify(self, world: World) -> Look:
        test = await _test(world, self.server)
        if same(test.signed_with, self.thumbprint):
            return Already()
        if test.result is Result.SUCCESS:
            return Already()  # what it signs with may show later; the wait that follows takes care
        return Unknown(say("The test on {server} failed.", server=self.server))

    def opposite(self) -> Action | NoOpposite:
        if not self.old:
            return self
        return RestartSigning(server=self.server, thumbprint=self.old, old=self.thumbprint)
