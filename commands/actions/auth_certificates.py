"""A new auth certificate on a server, made without touching what SMTP uses."""

from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from commands.action import (
    Action,
    Already,
    Call,
    Doing,
    Look,
    Moved,
    NoOpposite,
    Not,
    OnTheWay,
    Switch,
    Undoing,
    Values,
)
from commands.actions.stated import EXCHANGE_WRITES, NOTHING, listed
from commands.certificates import BITS, NAME, SUBJECT
from commands.facts.cmdlets import objects
from commands.facts.servers import store_of
from commands.moments import SKEW
from commands.outside.exchange import Installed, Store, TransportService, of_thumbprint
from commands.outside.fields import unexpected
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import OutsideError, World

CERTIFICATE: Final = "new certificate"
DER: Final = "new certificate der"
"""What becomes known when it is made: its thumbprint, and the public part in base64 of DER."""

_EARLIER: Final = SKEW
"""How far back a certificate of ours begins: a server's clock may be behind."""


async def installed(world: World, server: str, *sought: str) -> Store:
    """Read what is in a server's store; may raise ``OutsideError``, see ``store_of``."""
    return await store_of(world.on_premises.on(server), *sought)


@dataclass(frozen=True, kw_only=True)
class NewAuthCertificate(Values):
    """Make an auth certificate, as Exchange does for five years, or for other days by ourselves.

    Never with ``-Force``: it would take the place of the default SMTP certificate too.
    https://learn.microsoft.com/powershell/module/exchangepowershell/new-exchangecertificate
    Exchange's cmdlet knows no other lifetime, so one for ``days`` is made here and imported.

    Attributes:
        server: Where it is made.
        known: Thumbprints of the auth certificates that are there already: what is not among them
            is the one that was made.
        days: 0 leaves it to Exchange.
        smtp: What SMTP uses on the server, for one that takes the new certificate for it unasked;
            empty when Get-TransportService names none.
    """

    name: ClassVar[str] = "auth certificate made"
    server: str
    known: tuple[str, ...] = ()
    days: int = 0
    smtp: str = ""

    @property
    def title(self) -> Phrase:
        return say("Make a new auth certificate on {server}", server=self.server)

    @property
    def side(self) -> str:
        return self.server

    @property
    def call(self) -> Call:
        if self.days:
            return Call(
                doing="Import-ExchangeCertificate",
                values={**self._common, "FileData": OnTheWay(f"RSA {BITS}, {self.days} d")},
            )
        return Call(doing="New-ExchangeCertificate", values=self._values)

    @property
    def _common(self) -> dict[str, Any]:
        return {"PrivateKeyExportable": True, "FriendlyName": NAME}

    @property
    def _values(self) -> dict[str, Any]:
        return {**self._common, "KeySize": BITS, "SubjectName": SUBJECT, "DomainName": []}

    @property
    def before(self) -> Phrase:
        return say("{state}", state=listed(self.known))

    @property
    def after(self) -> Phrase:
        if self.days:
            return say("one more, for {days} days", days=self.days)
        return say("one more, for five years")

    @property
    def deadline(self) -> float:
        return EXCHANGE_WRITES

    async def already(self, world: World) -> Look:
        made = await self._made(world)
        if not made:
            return Not()
        prints = listed(each.certificate.thumbprint for each in made)
        return Moved(say("Somebody else made one meanwhile: {keys}.", keys=prints))

    async def do(self, world: World, doing: Doing) -> None:
        """Make it, and put SMTP's certificate back in the same go, lest the job ends in between."""
        await self._make(world, doing)
        with suppress(OutsideError):  # the step that follows looks again, and says what is wrong
            if isinstance(await self._keeps.already(world), Not):
                await self._keeps.do(world, doing)

    @property
    def _keeps(self) -> "KeepSmtpCertificate":
        return KeepSmtpCertificate(server=self.server, thumbprint=self.smtp)

    async def _make(self, world: World, doing: Doing) -> None:
        port = world.on_premises.on(self.server)
        if not self.days:
            await port.run(
                "New-ExchangeCertificate", timeout=doing.seconds(), parameters=self._values
            )
            return
        password = world.keys.one_time_password()
        sealed = await world.keys.auth_certificate(
            starts=world.clock.now() - _EARLIER, days=self.days, password=password
        )
        parameters = {**self._common, "FileData": sealed, "Password": password}
        await port.run("Import-ExchangeCertificate", timeout=doing.seconds(), parameters=parameters)

    async def verify(self, world: World) -> Look:
        made = await self._made(world)
        if len(made) > 1:
            prints = listed(each.certificate.thumbprint for each in made)
            return Moved(say("There is more than one new auth certificate: {keys}.", keys=prints))
        if not made:
            return Not()
        return Already(learned(made[0]))

    def opposite(self) -> Action | NoOpposite:
        """Leave the certificate, which does no harm while nobody names it; SMTP must not."""
        if self.smtp:
            return self._keeps
        return NoOpposite(
            because=Undoing.NOTHING, why=say("A certificate that nobody names does no harm.")
        )

    async def _made(self, world: World) -> tuple[Installed, ...]:
        store = await installed(world, self.server)
        made = tuple(
            each
            for each in store
            if same(each.certificate.subject, SUBJECT)
            and not any(same(each.certificate.thumbprint, known) for known in self.known)
        )
        if store.unreadable and not made:
            raise unexpected(
                self.server,
                "Get-ExchangeCertificate",
                "a certificate came without readable RawData, and may be the new one",
            )
        return made


def learned(made: Installed) -> dict[str, str]:
    """Give what later steps refer to."""
    return {CERTIFICATE: made.certificate.thumbprint, DER: b64encode(made.der).decode()}


@dataclass(frozen=True, kw_only=True)
class KeepSmtpCertificate(Values):
    """See that the new auth certificate has not taken the place of the default SMTP certificate.

    Where a server does not ask, it takes it unasked, and the old one is put back; one that somebody
    else has brought there meanwhile is left.

    Attributes:
        thumbprint: What SMTP used before; empty where Get-TransportService named nothing.
        new: The new auth certificate; empty stands for any auth certificate.
    """

    name: ClassVar[str] = "default smtp certificate kept"
    server: str
    thumbprint: str
    new: str = ""

    @property
    def title(self) -> Phrase:
        return say("Keep the default SMTP certificate of {server}", server=self.server)

    @property
    def side(self) -> str:
        return self.server

    @property
    def call(self) -> Call:
        values = {"Thumbprint": self.thumbprint, "Services": "SMTP", "Server": self.server}
        return Call(doing="Enable-ExchangeCertificate", values={**values, "Force": Switch.ON})

    @property
    def before(self) -> Phrase:
        return say("{state}", state=self.thumbprint or NOTHING)

    @property
    def after(self) -> Phrase:
        return say("{state}", state=self.thumbprint or NOTHING)

    @property
    def deadline(self) -> float:
        return EXCHANGE_WRITES

    async def already(self, world: World) -> Look:
        return await self._look(world)

    async def verify(self, world: World) -> Look:
        return await self._look(world)

    async def do(self, world: World, doing: Doing) -> None:
        await world.on_premises.on(self.server).run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )

    def opposite(self) -> Action | NoOpposite:
        return NoOpposite(because=Undoing.NOTHING, why=say("It is as it was before."))

    async def _is_taken(self, world: World, thumbprint: str) -> bool:
        if self.new:
            return same(thumbprint, self.new)
        if not thumbprint or same(thumbprint, self.thumbprint):
            return False
        there = of_thumbprint(await installed(world, self.server, thumbprint), thumbprint)
        return there is not None and same(there.certificate.subject, SUBJECT)

    async def _look(self, world: World) -> Look:
        port, cmdlet = world.on_premises.on(self.server), "Get-TransportService"
        for each in await objects(port, cmdlet, TransportService.from_object):
            if same(each.server, self.server):
                if not await self._is_taken(world, each.certificate):
                    return Already()
                seen = say("SMTP uses {now}.", now=each.certificate)
                return Not(seen) if self.thumbprint else Moved(seen)
        raise unexpected(port.name, cmdlet, f"{self.server} is not among its objects")
