"""PATCH of applications and service principals, with the rules that bite.

A list is replaced whole.  On a service principal an entry of ``keyCredentials`` may hold key, type
and usage and nothing else; on an application entries go back as they came, new ones with their
value.  https://learn.microsoft.com/graph/api/serviceprincipal-update
"""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from lab.world_keys import Certificate
from lab.world_tenant import Application, Key, Principal, RoleNeed, Tenant, decoded

MOST_KEYS: Final = 150
_THREE: Final = frozenset({"key", "type", "usage"})


@dataclass
class Rejected(Exception):
    """A write that the directory refuses."""

    code: str
    text: str
    status: int = 400


def change_principal(tenant: Tenant, one: Principal, body: Mapping[str, Any]) -> None:
    """Apply a PATCH to a service principal, all of it or nothing; raises ``Rejected``."""
    only(body, {"keyCredentials", "servicePrincipalNames", "accountEnabled"})
    keys, names = one.keys, one.names
    if "keyCredentials" in body:
        entries = _list(body["keyCredentials"], "keyCredentials")
        for entry in entries:
            if set(entry) - _THREE:
                raise _invalid("keyCredentials")
        keys = [_key(entry, one.keys) for entry in entries]
        _short_enough(tenant, one.keys, keys)
    if "servicePrincipalNames" in body:
        names = _names(tenant, one, body["servicePrincipalNames"])
    if "accountEnabled" in body:
        one.enabled = bool(body["accountEnabled"])
    one.keys, one.names = keys, names


def change_application(tenant: Tenant, one: Application, body: Mapping[str, Any]) -> None:
    """Apply a PATCH to an application, all of it or nothing; raises ``Rejected``.

    The name of its service principal follows.
    """
    only(body, {"keyCredentials", "displayName", "requiredResourceAccess"})
    keys, required = one.keys, one.required
    if "keyCredentials" in body:
        keys = keys_of(body["keyCredentials"], one.keys)
        _short_enough(tenant, one.keys, keys)
    if "requiredResourceAccess" in body:
        required = required_of(body["requiredResourceAccess"])
    if "displayName" in body:
        one.name = str(body["displayName"])
        principal = tenant.principal(one.app_id)
        if principal is not None:
            principal.name = one.name
    one.keys, one.required = keys, required


def keys_of(sent: Any, known: list[Key]) -> list[Key]:
    """Read an application's list of keys: known ones as they came, new ones with their value."""
    keys = [_entry(entry, known) for entry in _list(sent, "keyCredentials")]
    if len({each.key_id for each in keys}) != len(keys):
        raise Rejected("Request_BadRequest", "The list of keyCredentials has a keyId twice.")
    return keys


def _short_enough(tenant: Tenant, before: list[Key], after: list[Key]) -> None:
    """Hold new keys against the tenant's app management policy.

    https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy; code and message as
    administrators report them (microsoft/PubSec-Info-Assistant issue 681).
    """
    most = timedelta(days=tenant.longest_key_days)
    if most and any(each.ends - each.starts > most for each in after if each not in before):
        raise Rejected(
            "CredentialInvalidLifetimeAsPerAppPolicy",
            "Credential lifetime exceeds the max value allowed as per assigned policy "
            f"'{tenant.id}'.",
        )


def required_of(sent: Any) -> list[RoleNeed]:
    """Read requiredResourceAccess; only application roles are kept apart by the lab."""
    found = []
    for resource in _list(sent, "requiredResourceAccess"):
        for access in _list(resource.get("resourceAccess"), "resourceAccess"):
            if access.get("type") not in ("Role", "Scope") or not access.get("id"):
                raise _invalid("requiredResourceAccess")
            need = RoleNeed(
                resource_app_id=str(resource.get("resourceAppId", "")),
                role_id=str(access["id"]),
                type=str(access["type"]),
            )
            found.append(need)
    return found


def _entry(entry: Mapping[str, Any], known: list[Key]) -> Key:
    """Read an application's entry; one with a known id may not have become another."""
    old = next((each for each in known if each.key_id == entry.get("keyId")), None)
    if old is None:
        new = _key(entry, [] if entry.get("keyId") else known)
        if entry.get("endDateTime") and _moment(entry["endDateTime"]) > new.ends:
            raise Rejected("KeyCredentialsInvalidEndDate", "Key credential end date is invalid.")
        return new
    if entry.get("key") and _key(entry, [old]) is not old:
        raise Rejected(
            "Request_BadRequest",
            f"Update to existing credential with KeyId '{old.key_id}' is not allowed.",
        )
    return old


def _moment(text: Any) -> datetime:
    try:
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except ValueError as error:
        raise _invalid("endDateTime") from error


def _key(entry: Mapping[str, Any], known: list[Key]) -> Key:
    """Read one entry; a value that is already there keeps its id and its dates."""
    if entry.get("type") != "AsymmetricX509Cert" or entry.get("usage") != "Verify":
        raise _invalid("keyCredentials")
    if not entry.get("key"):
        raise Rejected("Request_BadRequest", "Key value cannot be null or empty.")
    try:
        stored = b64decode(entry["key"], validate=True)
        certificate = Certificate(decoded(stored))
        starts, ends = certificate.starts, certificate.ends
    except (ValueError, TypeError) as error:
        raise Rejected(
            "KeyCredentialsInvalidCertificate", "Key credential has an invalid certificate."
        ) from error
    for old in known:
        if old.thumbprint == certificate.thumbprint:
            return old
    return Key(
        key_id=entry.get("keyId") or str(uuid4()),
        der=stored,
        custom_key_identifier=entry.get("customKeyIdentifier") or certificate.thumbprint,
        name=entry.get("displayName") or f"CN={certificate.subject.removeprefix('CN=')}",
        starts=starts,
        ends=ends,
    )


def _names(tenant: Tenant, one: Principal, sent: Any) -> list[str]:
    if not isinstance(sent, list) or not all(isinstance(each, str) and each for each in sent):
        raise _invalid("servicePrincipalNames")
    if len({each.casefold() for each in sent}) != len(sent):
        raise Rejected(
            "Request_BadRequest", "Uniqueness violation. Property: servicePrincipalNames."
        )
    for name in sent:
        owner = tenant.owner_of_name(name)
        if owner is not None and owner.id != one.id:
            raise Rejected(
                "Request_MultipleObjectsWithSameKeyValue",
                "Another object with the same value for property servicePrincipalNames already "
                f"exists: service principal name {name} is already in use.",
                409,
            )
    return sent


def only(body: Mapping[str, Any], known: set[str]) -> None:
    """Refuse properties that cannot be written."""
    for name in body:
        if name not in known and not name.startswith("@"):
            raise Rejected(
                "Request_BadRequest", f"Property '{name}' is read-only and cannot be set."
            )


def _list(sent: Any, name: str) -> list[Mapping[str, Any]]:
    if not isinstance(sent, list) or not all(isinstance(each, dict) for each in sent):
        raise _invalid(name)
    entries: list[Mapping[str, Any]] = [
        {key: value for key, value in each.items() if not key.startswith("@")} for each in sent
    ]
    if len(entries) > MOST_KEYS:
        raise Rejected("Directory_QuotaExceeded", f"The number of {name} exceeds the limit.")
    return entries


def _invalid(name: str) -> Rejected:
    return Rejected("Request_BadRequest", f"Invalid value specified for property '{name}'.")
