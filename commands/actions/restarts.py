"""Restarting what signs on a server, through its maintenance endpoint.

Only a restart makes it certain at once that the service host and the web pools sign with what was
published; within the hour they look for it by themselves.  Microsoft's page names the pools of
Outlook on the web and of the admin center, for sign-in there; free/busy times of people in the
cloud are asked for by those of Exchange Web Services and Autodiscover.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from commands.action import Action, Already, Call, Doing, Look, NoOpposite, Not, Unknown, Values
from commands.actions.auth_config import auth_config_on
from commands.actions.stated import NOTHING
from commands.checks.timeline import EWS_ENDS
from commands.facts.servers import sign_in
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import Kind, Outcome, OutsideError, World

SERVICE_HOST: Final = "Restart-HybridgeServiceHost"
WEB_POOLS: Final = "Restart-HybridgeWebPools"
BY_HAND: Final = (
    "Restart-Service MSExchangeServiceHost; "
    "Restart-WebAppPool MSExchangeOWAAppPool; Restart-WebAppPool MSExchangeECPAppPool; "
    "Restart-WebAppPool MSExchangeServicesAppPool; "
    "Restart-WebAppPool MSExchangeAutodiscoverAppPool"
)
"""What the two do, typed on the server itself."""

_RESTARTING: Final = 240.0
"""Seconds.  A service host takes up to two minutes to stop and start, and a test proves it."""


@dataclass(frozen=True, kw_only=True)
class RestartSigning(Values):
    """Restart what signs on a server, through its maintenance endpoint.

    It has ended when the server's test succeeds; whether it signs with the new one by then is for
    the wait that follows, and once more does no harm.

    Attributes:
        thumbprint, old: What it is to sign with, and what it signed with.
        may_fail: Its failure stops nothing: the wait that follows names it.
        until_back: The next server waits until this one is back, or its time is over; without it,
            of what may fail, no other waits.
        asks: The server whose AuthConfig tells whether ``old`` was ever published: where it was
            not, nothing signs with it, and nothing is restarted.  Empty where it surely was.
    """

    name: ClassVar[str] = "signing restarted"
    settles: ClassVar[bool] = True
    server: str
    thumbprint: str
    old: str = ""
    may_fail: bool = False
    until_back: bool = False
    asks: str = ""

    @property
    def title(self) -> Phrase:
        if self.asks:
            return say(
                "Restart what signs on {server}, if Exchange has published {thumbprint}",
                server=self.server,
                thumbprint=self.old,
            )
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
        """Never take it for done: the test shows what one process signs with, not what all do."""
        if not self.asks:
            return Not()
        config = await auth_config_on(world, self.asks)
        return Not() if config.may_sign(self.old) else Already()

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
        test = await sign_in(world, world.on_premises.on(self.server))
        # Once EWS has ended the test shows nothing but that the server answers.
        has_ended = test.is_mute and world.clock.now() >= EWS_ENDS
        is_back = test.signed_in or same(test.signed_with, self.thumbprint) or has_ended
        if is_back or (self.may_fail and not self.until_back):
            return Already()  # what it signs with may show later; the wait that follows takes care
        return Unknown(say("The test on {server} failed.", server=self.server))

    def opposite(self) -> Action | NoOpposite:
        if not self.old:
            return self
        # An undo that stopped at one server would leave the others signing with what goes.
        return RestartSigning(
            server=self.server, thumbprint=self.old, old=self.thumbprint, may_fail=True
        )
