"""A certificate that people bring to other servers, where no maintenance endpoint can export it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from commands.action import Already, Look, Not, Values
from commands.actions.auth_certificates import installed
from commands.actions.remaining import of_each, with_gone
from commands.actions.signing import TESTING
from commands.actions.stated import listed
from commands.book import is_reference
from commands.certificates import NAME
from commands.facts.servers import sign_in
from commands.outside.exchange import of_thumbprint
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World
from commands.quoting import aside, shown
from commands.traits import Typed

_FILE: Final = '"$env:TEMP\\auth-certificate.pfx"'


@dataclass(frozen=True, kw_only=True)
class BroughtByHand(Values):
    """The servers have the certificate with its key; what people type to bring it there is said.

    ``Export-PfxCertificate`` reads the machine's store, for which it needs an administrator of the
    server; ``Import-ExchangeCertificate`` reaches the other servers by itself.
    https://learn.microsoft.com/powershell/module/pki/export-pfxcertificate
    https://learn.microsoft.com/powershell/module/exchangepowershell/import-exchangecertificate

    Attributes:
        thumbprint: The certificate.
        source: A server that has it.
        servers: Those that are to have it.
        keyless: Those of them that list it without its key: their own test has to show that they
            sign with it.
    """

    name: ClassVar[str] = "certificate brought by hand"
    thumbprint: str
    source: str
    servers: tuple[str, ...]
    keyless: tuple[str, ...] = ()

    @property
    def title(self) -> Phrase:
        return say(
            "Wait until {servers} has {thumbprint}: somebody brings it there from {source}, in an "
            "elevated Exchange Management Shell",
            servers=listed(self.servers),
            thumbprint=self.thumbprint,
            source=self.source,
        )

    @property
    def typed(self) -> Typed:
        """What people type on the source: it asks for a password that is used this once."""
        return Typed(where=self.source, command=by_hand(self.thumbprint, self.servers))

    @property
    def deadline(self) -> float:
        return TESTING

    async def look(self, world: World) -> Look:
        seen, away = await of_each(world, self.servers, self._has)
        lacking = [server for server, has in seen if not has]
        if not lacking:
            return with_gone(Already(), away)
        there = say(
            "It is on {count} of {all} servers; {lacking} not yet.",
            count=len(seen) - len(lacking),
            all=len(seen),
            lacking=", ".join(lacking),
        )
        return with_gone(Not(there), away)

    async def _has(self, world: World, server: str) -> bool:
        there = of_thumbprint(await installed(world, server, self.thumbprint), self.thumbprint)
        if there is None or not there.may_sign:
            return False
        if server not in self.keyless:
            return True
        test = await sign_in(world, world.on_premises.on(server))
        return same(test.signed_with, self.thumbprint)


def by_hand(thumbprint: str, servers: Sequence[str]) -> str:
    """Give what brings a certificate from the server it is typed on to others.

    The file with the key is there for as long as the line runs.
    """
    path = f"Cert:\\LocalMachine\\My\\{thumbprint}"
    certificate = aside(path) if is_reference(thumbprint) else shown(path)
    return (
        f"$secret = Read-Host 'A new password' -AsSecureString; $file = {_FILE}; "
        f"Export-PfxCertificate -Cert {certificate} -FilePath $file -Password $secret; "
        f"foreach ($server in {','.join(map(shown, servers))}) {{ Import-ExchangeCertificate "
        "-Server $server -FileData ([System.IO.File]::ReadAllBytes($file)) -Password $secret "
        f"-PrivateKeyExportable $true -FriendlyName '{NAME}' }}; Remove-Item $file"
    )
