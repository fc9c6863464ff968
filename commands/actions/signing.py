"""What a server signs with, as its own test shows it, and the waits that rest on that.

Exchange's service host and its web pools load the certificate when they start, and look for a new
one within the hour; each process by itself.  A server's test shows what one process signs with, the
one that PowerShell runs in, so a key is taken away only when that hour is over for all of them.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final

from commands.action import Already, Look, Not, Unknown, Values
from commands.actions.auth_config import auth_config_on
from commands.actions.remaining import of_each, told, with_gone
from commands.actions.restarts import BY_HAND
from commands.actions.stated import listed
from commands.book import is_reference
from commands.facts.servers import sign_in
from commands.outside.exchange_online import OAuthTest
from commands.outside.identifiers import same
from commands.phrases import Phrase, joined, say
from commands.ports import World
from commands.traits import Typed

REFRESHED: Final = timedelta(hours=1)
"""After so long every server has looked for a new certificate by itself."""

_AT_ONCE: Final = say("It ends at once when somebody types there: {command}", command=BY_HAND)

_ONE_PROCESS: Final = say(
    "The test shows what one process of the server signs with; the others look for the certificate "
    "within the hour."
)

_SEEN_OTHERWISE: Final = say(
    "The test shows nothing any more; what the servers sign with was seen before this step."
)

TESTING: Final = 165.0
"""Seconds that a server's own test may take, and a look whether a silent server is gone."""


Tests = tuple[tuple[str, OAuthTest], ...]
"""Servers, and how each one's own test went."""


async def in_use(
    world: World, thumbprint: str, servers: Sequence[str], *, confirmed: bool = False
) -> Phrase | None:
    """Say who may sign with a certificate, by each server's own test; ``None`` when nobody does.

    A test that fails without showing a key proves nothing; where what the servers sign with was
    seen otherwise (``confirmed``), one that ends before anything is signed is passed over.

    A server that cannot be asked raises ``OutsideError``, but for one that is gone.
    """
    tests, away = await of_each(world, servers, _test)
    return told(away) if away and not tests else _used(thumbprint, tests, confirmed=confirmed)


def _used(thumbprint: str, tests: Tests, *, confirmed: bool) -> Phrase | None:
    users = [server for server, test in tests if same(test.signed_with, thumbprint)]
    doubtful = [
        server
        for server, test in tests
        if not test.signed_with and not test.signed_in and not (confirmed and test.is_mute)
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


def _refreshed(since: str) -> datetime | None:
    """Give when every server has looked for what was published then; ``None`` where it was not."""
    return datetime.fromisoformat(since) + REFRESHED if since and not is_reference(since) else None


def _not_shown(servers: str, due: datetime | None) -> Phrase:
    if due is None:
        return say("The test on {servers} does not show which key it signs with.", servers=servers)
    return say(
        "The test on {server} does not show which key it signs with; from {time} on every server "
        "has looked for the new one.",
        server=servers,
        time=f"{due:%Y-%m-%d %H:%M} UTC",
    )


async def _test(world: World, server: str) -> OAuthTest:
    return await sign_in(world, world.on_premises.on(server))


@dataclass(frozen=True, kw_only=True)
class SignsWith(Values):
    """A server signs with the certificate.

    Attributes:
        since: When it was published, ISO 8601: where the test does not show the key, a server is
            taken to sign with the new one an hour later, if the test succeeds.
        by_hand: Nothing of ours restarts it: what people can type there is said.
        confirmed: What servers sign with was seen otherwise before this: a test that ends before
            anything is signed, as it may once EWS has ended, is passed over.
    """

    name: ClassVar[str] = "signs with"
    server: str
    thumbprint: str
    since: str = ""
    by_hand: bool = False
    confirmed: bool = field(default=False, compare=False)

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
            "when somebody restarts there what signs",
            server=self.server,
            thumbprint=self.thumbprint,
        )

    @property
    def typed(self) -> Typed | None:
        """What people can type to bring it about."""
        return Typed(where=self.server, command=BY_HAND) if self.by_hand else None

    @property
    def deadline(self) -> float:
        return TESTING

    async def look(self, world: World) -> Look:
        tests, away = await of_each(world, (self.server,), _test)
        if away:
            return with_gone(Already(), away)
        ((_, test),) = tests
        if test.signed_with:
            if same(test.signed_with, self.thumbprint):
                return Already(seen=_ONE_PROCESS)
            seen = say("{server} still signs with {now}.", server=self.server, now=test.signed_with)
            return Not(joined((seen, *self._ends())))
        return self._unseen(test, world.clock.now())

    def _unseen(self, test: OAuthTest, now: datetime) -> Look:
        due = _refreshed(self.since)
        if self.confirmed and test.is_mute:
            return Already(seen=_SEEN_OTHERWISE)
        if due is not None and now >= due and test.signed_in:
            return Already(seen=_ONE_PROCESS)
        seen = _not_shown(f"{self.server} ({test.result.value})", due)
        return Not(joined((seen, *self._ends())))

    def _ends(self) -> tuple[Phrase, ...]:
        """Say how it ends at once where the restart before did not do it."""
        return () if self.by_hand else (_AT_ONCE,)


@dataclass(frozen=True, kw_only=True)
class NobodySignsWith(Values):
    """No server signs with the certificate any more: its key may be taken from the cloud.

    Attributes:
        servers: Those that could.
        since: When another one was published, ISO 8601: for an hour after it other processes may
            sign with this one, whatever the tests show.
        by_hand: Those that nothing of ours restarts: what people can type there is said.
        perhaps: Only where Exchange has published it; said once that is known.
        confirmed: As in ``SignsWith``.
    """

    name: ClassVar[str] = "nobody signs with"
    thumbprint: str
    servers: tuple[str, ...]
    since: str = ""
    by_hand: tuple[str, ...] = field(default=(), compare=False)
    perhaps: bool = field(default=False, compare=False)
    confirmed: bool = field(default=False, compare=False)

    @property
    def title(self) -> Phrase:
        return say("Wait until no server signs with {thumbprint}", thumbprint=self.thumbprint)

    @property
    def typed(self) -> Typed | None:
        """What people can type to bring it about."""
        if not self.by_hand or (self.perhaps and is_reference(self.since)):
            return None
        return Typed(where=", ".join(self.by_hand), command=BY_HAND)

    @property
    def deadline(self) -> float:
        return TESTING

    async def look(self, world: World) -> Look:
        tests, away = await of_each(world, self.servers, _test)
        if away and not tests:
            return Unknown(told(away))
        return with_gone(await self._seen(tests, world), away)

    async def _seen(self, tests: Tests, world: World) -> Look:
        if (seen := _used(self.thumbprint, tests, confirmed=self.confirmed)) is not None:
            return Not(joined((seen, *self._ends(tests))))
        due = _refreshed(self.since)
        if due is not None and world.clock.now() >= due:
            return Already()
        if not await self._was_published(world, tests[0][0]):
            return Already()
        if due is not None:
            return Not(
                say(
                    "No test shows {thumbprint} any more. A test shows one process of its server; "
                    "until {time} others may still sign with it.",
                    thumbprint=self.thumbprint,
                    time=f"{due:%Y-%m-%d %H:%M} UTC",
                )
            )
        unseen = [server for server, test in tests if not test.signed_with]
        return Not(_not_shown(listed(unseen), due)) if unseen else Already()

    def _ends(self, tests: Tests) -> Iterator[Phrase]:
        """Say how it ends at once on a server whose restart did not do it."""
        users = (each for each, test in tests if same(test.signed_with, self.thumbprint))
        if any(each not in self.by_hand for each in users):
            yield _AT_ONCE

    async def _was_published(self, world: World, server: str) -> bool:
        """Tell whether servers may have signed with it, or it was only staged."""
        config = await auth_config_on(world, server)
        return config.may_sign(self.thumbprint)
