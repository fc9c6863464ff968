"""Auth servers and the documents they are made from: read anew, or from another address.

https://learn.microsoft.com/powershell/module/exchange/set-authserver
"""

from dataclasses import dataclass
from typing import ClassVar

from commands.action import Action, Already, Call, Look, NoOpposite, Not, Switch, Undoing
from commands.actions.auth_servers import SET, OnAuthServer
from commands.actions.stated import NOTHING
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import ACS_ISSUER, same
from commands.outside.metadata import tenants
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class SetMetadataUrl(OnAuthServer):
    """Have an auth server follow its issuer at another address; Exchange reads it at once."""

    name: ClassVar[str] = "auth server metadata address"
    metadata_url: str
    old_metadata_url: str

    @property
    def title(self) -> Phrase:
        return say("Give the auth server {name} a metadata address that stays",
                   name=self.auth_server)  # fmt: skip

    @property
    def call(self) -> Call:
        values = {"Identity": self.auth_server, "AuthMetadataUrl": self.metadata_url}
        return Call(doing=SET, values=values)

    @property
    def was(self) -> str:
        return f"AuthMetadataUrl {self.old_metadata_url or NOTHING}"

    @property
    def will(self) -> str:
        return f"AuthMetadataUrl {self.metadata_url or NOTHING}"

    async def now(self, world: World) -> str:
        found = await self.found(world)
        return NOTHING if found is None else f"AuthMetadataUrl {found.metadata_url or NOTHING}"

    def opposite(self) -> Action | NoOpposite:
        return SetMetadataUrl(
            server=self.server,
            auth_server=self.auth_server,
            metadata_url=self.old_metadata_url,
            old_metadata_url=self.metadata_url,
        )


@dataclass(frozen=True, kw_only=True)
class RefreshMetadata(OnAuthServer):
    """Have Exchange read the issuer's document again, at the address that it has.

    ``issuer`` is what the auth server names afterwards, ``old_issuer`` and ``old_endpoint`` what it
    names now; the endpoint comes from the document.
    """

    name: ClassVar[str] = "auth server refresh"
    issuer: str
    tenant: str
    old_issuer: str
    old_endpoint: str

    @property
    def title(self) -> Phrase:
        return say("Read the metadata of the auth server {name} again", name=self.auth_server)

    @property
    def call(self) -> Call:
        values = {"Identity": self.auth_server, "RefreshAuthMetadata": Switch.ON}
        return Call(doing=SET, values=values)

    @property
    def was(self) -> str:
        return _state(self.old_issuer, self.old_endpoint)

    @property
    def will(self) -> str:
        return _state(self.issuer, f"… {self.tenant} …")

    async def now(self, world: World) -> str:
        """Read its state; ``will`` once it says what the tenant's document says."""
        found = await self.found(world)
        if found is None:
            return NOTHING
        if is_current(found, self.issuer, self.tenant):
            return self.will
        return _state(found.issuer, found.token_endpoint)

    async def already(self, world: World) -> Look:
        return await self.verify(world)

    async def verify(self, world: World) -> Look:
        """Tell whether it is so; reading the document once more harms nothing, whatever it was."""
        now = await self.now(world)
        if now == self.will:
            return Already()
        return Not(say("{what} is {now}.", what=self.what, now=now))

    def opposite(self) -> Action | NoOpposite:
        return NoOpposite(
            because=Undoing.NOTHING,
            why=say("What the issuer publishes is read by Exchange itself every few hours."),
        )


def is_current(server: AuthServer, issuer: str, tenant: str) -> bool:
    """Tell whether an auth server says what its tenant's document says, as far as it shows.

    The endpoint of Entra ID may be one for all tenants (``/common/``), never another tenant's; that
    of the access control service names the tenant.
    """
    if not same(server.issuer.rstrip("/"), issuer.rstrip("/")):
        return False
    if same(issuer, ACS_ISSUER):
        return tenant.lower() in server.token_endpoint.lower()
    return not tenants(server.token_endpoint) - {tenant.lower()}


def _state(issuer: str, endpoint: str) -> str:
    return f"IssuerIdentifier {issuer or NOTHING}; TokenIssuingEndpoint {endpoint or NOTHING}"
