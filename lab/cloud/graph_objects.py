"""The directory's objects as Graph v1.0 writes them.

A key's value is told only to who asks for ``keyCredentials`` by name on a single object.
https://learn.microsoft.com/graph/api/resources/keycredential
"""

from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

from lab.world import World
from lab.world_tenant import Application, Grant, Group, Key, Principal, Tenant, User

Json = dict[str, Any]


def principal(one: Principal, tenant: Tenant, *, values: bool = False) -> Json:
    """A servicePrincipal."""
    own = one.first_party or tenant.application(one.app_id) is not None
    return {
        "id": one.id,
        "deletedDateTime": None,
        "accountEnabled": one.enabled,
        "appId": one.app_id,
        "appDisplayName": one.name,
        "displayName": one.name,
        "appOwnerOrganizationId": "f8cdef31-a31e-4b4a-93e4-5f571e91255a"
        if one.first_party
        else (tenant.id if own else None),
        "appRoleAssignmentRequired": False,
        "servicePrincipalType": "Application",
        "signInAudience": "AzureADMultipleOrgs" if one.first_party else "AzureADMyOrg",
        "servicePrincipalNames": list(one.names),
        "appRoles": [
            {
                "id": role.id,
                "value": role.value,
                "displayName": role.name or role.value,
                "description": role.name or role.value,
                "isEnabled": True,
                "allowedMemberTypes": ["Application"],
            }
            for role in one.roles
        ],
        "tags": [],
        "keyCredentials": [key(each, values=values) for each in one.keys],
        "passwordCredentials": [],
    }


def application(one: Application, *, values: bool = False) -> Json:
    """An application registration."""
    return {
        "id": one.id,
        "deletedDateTime": None,
        "appId": one.app_id,
        "displayName": one.name,
        "identifierUris": [],
        "signInAudience": one.audience,
        "requiredResourceAccess": _required(one),
        "keyCredentials": [key(each, values=values) for each in one.keys],
        "passwordCredentials": [],
    }


def _required(one: Application) -> list[Json]:
    resources = dict.fromkeys(need.resource_app_id for need in one.required)
    return [
        {
            "resourceAppId": resource,
            "resourceAccess": [
                {"id": need.role_id, "type": need.type}
                for need in one.required
                if need.resource_app_id == resource
            ],
        }
        for resource in resources
    ]


def key(one: Key, *, values: bool) -> Json:
    return {
        "customKeyIdentifier": one.custom_key_identifier or None,
        "displayName": one.name or None,
        "endDateTime": moment(one.ends),
        "key": b64encode(one.der).decode() if values else None,
        "keyId": one.key_id,
        "startDateTime": moment(one.starts),
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
    }


def grant(one: Grant, tenant: Tenant) -> Json:
    """An appRoleAssignment."""
    holder, resource = tenant.principal(one.principal_id), tenant.principal(one.resource_id)
    return {
        "id": one.id,
        "deletedDateTime": None,
        "appRoleId": one.role_id,
        "principalId": one.principal_id,
        "principalDisplayName": holder.name if holder else None,
        "principalType": "ServicePrincipal",
        "resourceId": one.resource_id,
        "resourceDisplayName": resource.name if resource else None,
    }


def user(one: User) -> Json:
    return {
        "id": one.id,
        "displayName": one.name,
        "userPrincipalName": one.upn,
        "mail": one.mail or None,
        "userType": "Guest" if one.guest else "Member",
        "accountEnabled": True,
    }


def group(one: Group) -> Json:
    return {
        "id": one.id,
        "displayName": one.name,
        "securityEnabled": True,
        "mailEnabled": False,
        "groupTypes": [],
    }


def organisation(world: World) -> Json:
    tenant = world.tenant
    return {
        "id": tenant.id,
        "displayName": world.organisation.exchange_name,
        "verifiedDomains": [
            {
                "name": name,
                "isInitial": name == tenant.initial_domain,
                "isDefault": name == world.organisation.domains[0],
                "type": "Managed",
                "capabilities": "Email, OfficeCommunicationsOnline",
            }
            for name in tenant.domains
        ],
    }


def groups_of(tenant: Tenant, member: str) -> set[str]:
    """Object ids of all groups somebody is in, nested ones counted."""
    found: set[str] = set()
    new = {member.casefold()}
    while new:
        new = {
            one.id
            for one in tenant.groups
            if one.id not in found and new & {each.casefold() for each in one.members}
        }
        found |= new
        new = {each.casefold() for each in new}
    return found


def moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
