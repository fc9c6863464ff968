"""The roles of one installation: from its configuration, and its organisations' directories."""

from collections.abc import Iterable

from bot.roles import Roles
from bot.settings import Settings
from commands.ports import Clock, World
from commands.tenancy import Tenancy


def roles_of(settings: Settings, worlds: Iterable[World], clock: Clock) -> Roles:
    """Build the roles; a tenant's directory is that of an organisation of it."""
    return Roles.of(
        settings.grants,
        Tenancy.of(settings.organisations),
        clock,
        apart=settings.apart,
        directories={str(each.organisation.tenant_id): each.graph for each in worlds},
    )
