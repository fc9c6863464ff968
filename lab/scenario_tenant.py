"""The part of a scenario that lives in the cloud: directory objects, and Exchange Online's."""

from collections.abc import Mapping
from typing import Any

from lab.scenario_tables import ScenarioError, Table, strings
from lab.world_keys import Certificate
from lab.world_premises import AcceptedDomain, Connector, OrganizationRelationship, Recipient
from lab.world_tenant import (
    Application,
    AppRole,
    CloudOrganizationConfig,
    Grant,
    Group,
    IntraOrganizationConfiguration,
    Key,
    OnPremisesOrganization,
    Principal,
    RoleNeed,
    Tenant,
    User,
)


def tenant(table: Table, certificates: Mapping[str, Certificate], id: str) -> Tenant:
    """Make the tenant."""
    principals = {each.key: _principal(each, certificates) for each in table.tables("principals")}
    applications, grants = [], []
    for each in table.tables("applications"):
        application, principal, given = _application(each, certificates, principals)
        applications.append(application)
        principals[each.key] = principal
        grants += given
    users = {
        each.key: each.record(User, person=each.key, mail=each.text("upn"))
        for each in table.tables("users")
    }
    intra = table.table("intra_organization_configuration")
    return table.record(
        Tenant,
        id=id,
        signing=certificates[table.known(table.take("signing"))],
        principals=list(principals.values()),
        applications=applications,
        grants=grants,
        users=list(users.values()),
        groups=_groups(table, users),
        accepted_domains=table.records("accepted_domains", AcceptedDomain),
        connectors=table.records("connectors", Connector),
        relationships=table.records("relationships", OrganizationRelationship),
        mailboxes=table.records("mailboxes", Recipient, upn_from="address"),
        on_premises_organization=_on_premises_organization(intra),
        intra_organization_configuration=intra.record(IntraOrganizationConfiguration),
        organization_config=table.table("organization_config").record(CloudOrganizationConfig),
    )


def new_key(id: str, certificate: Certificate, *, name: str = "") -> Key:
    """Make the keyCredential of a certificate, as Entra fills it in."""
    return Key(
        key_id=id,
        der=certificate.der,
        custom_key_identifier=certificate.thumbprint,
        name=name or certificate.subject,
        starts=certificate.starts,
        ends=certificate.ends,
    )


def _keys(table: Table, certificates: Mapping[str, Certificate]) -> list[Key]:
    return [
        new_key(table.guid(name), certificates[table.known(name)])
        for name in strings(table.take("keys", []))
    ]


def _principal(table: Table, certificates: Mapping[str, Certificate]) -> Principal:
    keys = _keys(table, certificates)
    roles = [
        AppRole(id=id, value=value, name=value) for value, id in table.take("roles", {}).items()
    ]
    return table.record(Principal, keys=keys, roles=roles)


def _application(
    table: Table, certificates: Mapping[str, Certificate], resources: Mapping[str, Principal]
) -> tuple[Application, Principal, list[Grant]]:
    """Make an application with its service principal, and what it was granted.

    It asks for what ``required`` says, or for what it was granted.
    """
    keys, granted = _keys(table, certificates), table.take("grants", {})
    enabled = bool(table.take("enabled", default=True))
    wanted = _roles(table, table.take("required", granted), resources)
    required = [
        RoleNeed(resource_app_id=resource.app_id, role_id=role) for resource, role in wanted
    ]
    application = table.record(Application, keys=keys, required=required)
    principal = Principal(
        id=table.guid("principal"),
        app_id=application.app_id,
        name=application.name,
        enabled=enabled,
        names=[application.app_id],
    )
    return application, principal, _grants(table, principal, granted, resources)


def _grants(
    table: Table, principal: Principal, granted: Any, resources: Mapping[str, Principal]
) -> list[Grant]:
    return [
        Grant(
            id=table.guid(f"{resource.app_id}/{role}"),
            principal_id=principal.id,
            resource_id=resource.id,
            role_id=role,
        )
        for resource, role in _roles(table, granted, resources)
    ]


def _roles(
    table: Table, wanted: Any, resources: Mapping[str, Principal]
) -> list[tuple[Principal, str]]:
    """Find roles by the key of who offers them and their values; gives their ids."""
    found = []
    for resource_name, values in wanted.items():
        resource = resources.get(resource_name)
        if resource is None:
            raise ScenarioError(f"{table.where}: there is no principal {resource_name}")
        roles = {role.value: role.id for role in resource.roles}
        for value in strings(values):
            if value not in roles:
                raise ScenarioError(f"{table.where}: {resource_name} offers no role {value}")
            found.append((resource, roles[value]))
    return found


def _groups(table: Table, users: Mapping[str, User]) -> list[Group]:
    """Make the groups; a member is a user's or another group's key."""
    members = table.take("groups", {})
    groups = {name: Group(id=table.guid(f"group/{name}"), name=name) for name in members}
    known = {**{key: user.id for key, user in users.items()}}
    known.update({name: group.id for name, group in groups.items()})
    for name, wanted in members.items():
        groups[name].members = [known[member] for member in strings(wanted)]
    return list(groups.values())


def _on_premises_organization(table: Table) -> OnPremisesOrganization:
    """Make the object the hybrid wizard leaves in the cloud about the organisation on premises."""
    return OnPremisesOrganization(
        guid=table.guid("object"),
        name="On-premises organization",
        organization_guid=table.words["organisation"],
        domains=[str(domain) for domain in table.take("hybrid_domains", [])]
        or strings(table.peek("target_addresses")),
    )
