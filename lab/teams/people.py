"""Who is in the channel: the tenant's people, as Teams names them to a bot."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lab.world import World


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person.  ``key`` is who it is in a story (operator, lead, …)."""

    key: str
    id: str
    """Teams' id of the person for this bot, ``29:…``."""
    object_id: str
    name: str
    upn: str
    guest: bool

    def account(self) -> dict[str, Any]:
        """Give the ``from`` of an activity."""
        return {"id": self.id, "name": self.name, "aadObjectId": self.object_id}

    def entry(self, tenant: str) -> dict[str, Any]:
        """Give the roster's entry."""
        given, _, surname = self.name.partition(" ")
        return {
            **self.account(),
            "objectId": self.object_id,
            "givenName": given,
            "surname": surname,
            "email": self.upn,
            "userPrincipalName": self.upn,
            "tenantId": tenant,
            "userRole": "guest" if self.guest else "user",
        }


def members(world: World) -> Mapping[str, Member]:
    """Give the channel's members by their key."""
    return {
        user.person: Member(
            key=user.person,
            id="29:1" + sha256(user.id.encode()).hexdigest()[:40],
            object_id=user.id,
            name=user.name,
            upn=user.upn,
            guest=user.guest,
        )
        for user in world.tenant.users
        if user.person
    }
