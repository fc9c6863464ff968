"""Registers an application in the tenant: its key, its consent, its directory roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from cryptography.hazmat.primitives.serialization import Encoding

from lab.ca import real_now
from lab.world import World
from lab.world_keys import make_certificate
from lab.world_tenant import Application, Grant, Key, Principal


@dataclass(frozen=True, kw_only=True)
class Credential:
    """How an application signs in: its id, and key and certificate as one PEM."""

    app_id: str
    pem: bytes


def enrol(
    world: World,
    name: str,
    *,
    roles: Mapping[str, Sequence[str]] | None = None,
    directory_roles: Sequence[str] = (),
) -> Credential:
    """Register an application; ``roles`` are values of application roles by resource app id.

    An application of that name that is already there gets one more key and what it lacks.
    """
    tenant = world.tenant
    certificate = make_certificate(
        name, starts=real_now() - timedelta(days=1), ends=real_now() + timedelta(days=365)
    )
    application = next((one for one in tenant.applications if one.name == name), None)
    if application is None:
        application = Application(id=str(uuid4()), app_id=str(uuid4()), name=name)
        tenant.applications.append(application)
    principal = tenant.principal(application.app_id)
    if principal is None:
        principal = Principal(
            id=str(uuid4()), app_id=application.app_id, name=name, names=[application.app_id]
        )
        tenant.principals.append(principal)
    application.keys.append(
        Key(
            key_id=str(uuid4()),
            der=certificate.der,
            custom_key_identifier=certificate.thumbprint,
            name=certificate.subject,
            starts=certificate.starts,
            ends=certificate.ends,
        )
    )
    for resource, values in (roles or {}).items():
        _grant(world, principal, resource, values)
    principal.directory_roles += [
        role for role in directory_roles if role not in principal.directory_roles
    ]
    return Credential(
        app_id=application.app_id,
        pem=certificate.private_pem() + certificate.parsed.public_bytes(Encoding.PEM),
    )


def _grant(world: World, principal: Principal, resource: str, values: Sequence[str]) -> None:
    """Consent to application roles; raises ``KeyError`` for one that nobody offers."""
    tenant = world.tenant
    offered = tenant.principal(resource)
    if offered is None:
        raise KeyError(f"the tenant has no service principal {resource}")
    ids = {role.value: role.id for role in offered.roles}
    for value in values:
        tenant.grants.append(
            Grant(
                id=uuid4().hex,
                principal_id=principal.id,
                resource_id=offered.id,
                role_id=ids[value],
            )
        )
