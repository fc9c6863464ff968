"""Applications and service principals are made and deleted, and application roles granted.

https://learn.microsoft.com/graph/api/application-post-applications
https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from lab.cloud.graph_writes import Rejected, keys_of, only, required_of
from lab.world_tenant import Application, Grant, Principal, Tenant

_AUDIENCES: Final = ("AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount")


def create_application(tenant: Tenant, body: Mapping[str, Any]) -> Application:
    """Register an application; names need not be unique, so a repeated call makes a second one."""
    only(body, {"displayName", "signInAudience", "requiredResourceAccess", "keyCredentials"})
    name = body.get("displayName")
    if not isinstance(name, str) or not name:
        raise Rejected("Request_BadRequest", "A value is required for property 'displayName'.")
    audience = body.get("signInAudience") or "AzureADMultipleOrgs"
    if audience not in _AUDIENCES:
        raise Rejected("Request_BadRequest", "Invalid value specified for property signInAudience.")
    made = Application(
        id=str(uuid4()),
        app_id=str(uuid4()),
        name=name,
        audience=audience,
        required=required_of(body.get("requiredResourceAccess") or []),
        keys=keys_of(body.get("keyCredentials") or [], []),
    )
    tenant.applications.append(made)
    return made


def create_principal(
    tenant: Tenant, body: Mapping[str, Any], known: Tenant | None = None
) -> Principal:
    """Make the one service principal of an application of this tenant.

    ``known`` is the replica in which the application is looked for.
    """
    only(body, {"appId", "accountEnabled"})
    app_id = str(body.get("appId") or "")
    application = (known or tenant).application(app_id)
    if application is None or application.app_id.casefold() != app_id.casefold():
        raise Rejected(
            "Request_BadRequest",
            f"The appId '{app_id}' of the service principal does not reference a valid "
            "application object.",
        )
    if tenant.principal(app_id) is not None:
        raise Rejected(
            "Request_MultipleObjectsWithSameKeyValue",
            "The service principal cannot be created, updated, or restored because the service "
            f"principal name {app_id} is already in use.",
            409,
        )
    made = Principal(
        id=str(uuid4()),
        app_id=application.app_id,
        name=application.name,
        enabled=bool(body.get("accountEnabled", True)),
        names=[application.app_id],
    )
    tenant.principals.append(made)
    return made


def delete_application(tenant: Tenant, one: Application) -> None:
    """Delete a registration; its service principal in this tenant goes with it."""
    tenant.applications.remove(one)
    principal = tenant.principal(one.app_id)
    if principal is not None:
        delete_principal(tenant, principal)


def delete_principal(tenant: Tenant, one: Principal) -> None:
    """Delete a service principal with what it was granted, and what was granted on it."""
    tenant.principals.remove(one)
    tenant.grants = [
        each for each in tenant.grants if one.id not in (each.principal_id, each.resource_id)
    ]


def assign(tenant: Tenant, one: Principal, body: Mapping[str, Any]) -> Grant:
    """Grant an application role; ``one`` is its holder or its resource, as it was addressed."""
    only(body, {"principalId", "resourceId", "appRoleId"})
    holder, resource = (
        tenant.principal(str(body.get(name) or "")) for name in ("principalId", "resourceId")
    )
    role = str(body.get("appRoleId") or "")
    if holder is None or resource is None or one.id not in (holder.id, resource.id):
        raise Rejected("Request_BadRequest", "Not a valid reference update.")
    if role.casefold() not in {each.id.casefold() for each in resource.roles}:
        raise Rejected("Request_BadRequest", f"Permission being assigned was not found: {role}.")
    for each in tenant.grants:
        if (each.principal_id, each.resource_id, each.role_id) == (holder.id, resource.id, role):
            raise Rejected(
                "Request_BadRequest",
                "Permission being assigned already exists on the object.",
            )
    made = Grant(id=uuid4().hex, principal_id=holder.id, resource_id=resource.id, role_id=role)
    tenant.grants.append(made)
    return made


def unassign(tenant: Tenant, one: Principal, identity: str) -> None:
    """Take a grant back."""
    for each in tenant.grants:
        if each.id == identity and one.id in (each.principal_id, each.resource_id):
            tenant.grants.remove(each)
            return
    raise Rejected(
        "Request_ResourceNotFound",
        f"Resource '{identity}' does not exist or one of its queried reference-property objects "
        "are not present.",
        404,
    )


def consent(tenant: Tenant, app_id: str) -> list[Grant]:
    """Consent as an administrator: all the application asks for is granted.

    As in the portal: a service principal is made where there is none, what was granted already
    stays, a role that nobody offers is passed over.  Raises ``Rejected`` for no such application.
    """
    application = tenant.application(app_id)
    if application is None:
        raise Rejected("Request_ResourceNotFound", f"Resource '{app_id}' does not exist.", 404)
    holder = tenant.principal(application.app_id)
    if holder is None:
        holder = create_principal(tenant, {"appId": application.app_id})
    made = []
    for need in application.required:
        resource = tenant.principal(need.resource_app_id)
        if resource is None or need.role_id not in {each.id for each in resource.roles}:
            continue
        granted = (holder.id, resource.id, need.role_id)
        if granted not in {(e.principal_id, e.resource_id, e.role_id) for e in tenant.grants}:
            body = dict(zip(("principalId", "resourceId", "appRoleId"), granted, strict=True))
            made.append(assign(tenant, holder, body))
    return made
