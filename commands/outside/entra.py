"""Entra ID's objects, as the check needs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from commands.outside.identifiers import same

_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Key:
    """One keyCredential.

    ``thumbprint`` is the SHA-1 of the certificate, 40 upper-case hex digits: computed from the key
    when Graph sent it, otherwise read from ``customKeyIdentifier`` (``has_value`` is then false).
    """

    key_id: str
    thumbprint: str
    name: str
    starts: datetime | None
    ends: datetime | None
    has_value: bool
    der: bytes = b""
    """The certificate itself, which is public; empty when Graph did not send it."""

    @property
    def end(self) -> datetime:
        """When it ends; a key without ``ends`` never does."""
        return self.ends or _NEVER


def key_of(keys: Iterable[Key], thumbprint: str, *, till: datetime | None = None) -> Key | None:
    """Give the key of that certificate, of several the one that ends last.

    With ``till`` only one that ends later: whoever uploads a certificate may give its key an
    earlier end, and Entra ID refuses an ended key's signature (AADSTS700027, "The key used is
    expired").  https://learn.microsoft.com/graph/api/resources/keycredential
    """
    ours = (key for key in keys if same(key.thumbprint, thumbprint))
    found = max(ours, key=lambda key: key.end, default=None)
    if found is None or (till is not None and found.end <= till):
        return None
    return found


@dataclass(frozen=True, kw_only=True)
class Principal:
    """A service principal."""

    id: str
    app_id: str
    name: str
    enabled: bool
    names: tuple[str, ...]
    """servicePrincipalNames, as stored."""
    keys: tuple[Key, ...]


@dataclass(frozen=True, kw_only=True)
class Application:
    """An application registration."""

    id: str
    app_id: str
    name: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, kw_only=True)
class RoleGrant:
    """One application role granted to a principal (an appRoleAssignment)."""

    role_id: str
    resource_id: str
    """Object id of the resource's service principal."""
    resource_name: str
    role: str = ""
    """The role's name, e.g. ``Calendars.Read``; empty where it was not looked up."""


@dataclass(frozen=True, kw_only=True)
class RoleNeed:
    """An application role that an application asks for (requiredResourceAccess)."""

    resource_app_id: str
    role_id: str


@dataclass(frozen=True, kw_only=True)
class NewKey:
    """A certificate to be added to a list of keyCredentials.

    Attributes:
        der: The certificate; never a private key.
        name: Its displayName, at most 90 characters; a service principal does not take one.
        key_id: The GUID it had, when it is put back; empty for a new one.
    """

    der: bytes
    name: str = ""
    key_id: str = ""
