"""Entra ID's objects, as the check needs them."""

from dataclasses import dataclass
from datetime import datetime


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
