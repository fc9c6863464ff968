"""The roles of one installation: from its configuration, and its organisations' directories."""

from collections.abc import Iterable

from bot.people_settings import Grants
from bot.roles import Granting, Roles
from commands.ports import Clock, World


def roles_of(grants: Grants, worlds: Iterable[World], clock: Clock) -> Roles:
    """Build the roles; a tenant's directory is that of an organisation of it."""
    return Roles.of(
        viewers=grants.viewers,
        operators=grants.operators,
        leads=grants.leads,
        granting=Granting.of(
            viewers=grants.viewer_groups,
            operators=grants.operator_groups,
            leads=grants.lead_groups,
            directories={str(each.organisation.tenant_id): each.graph for each in worlds},
            clock=clock,
        ),
    )
