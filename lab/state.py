"""A world as JSON: certificates and keys by their thumbprints, secrets left out."""

import base64
import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from lab.clock import LabClock
from lab.faults import Faults
from lab.oauth.identity import dedicated
from lab.servicelets import catch_up, signing
from lab.world import World
from lab.world_keys import Certificate, thumbprint
from lab.world_tenant import decoded

_UNTOLD: Final = frozenset(
    {
        "secrets",
        "past_overrides",
        "overrides_read",
        "services",
        "vigil",
        "sign_ins",
        "graph_tokens",
        "graph_calls",
        "looked_up",
        "ews_enabled_until",
        "ews_list_until",
    }
)
"""Secrets, and bookkeeping whose effect ``effective`` tells."""


def whole(world: World) -> dict[str, Any]:
    """Give everything, and what each side goes by at this moment."""
    catch_up(world)
    return {**plain(world), "effective": _effective(world)}


def changeable(world: World) -> dict[str, Any]:
    """Give everything but clock and faults: it differs only where somebody changed something."""
    return {name: each for name, each in whole(world).items() if name not in ("clock", "faults")}


def plain(value: Any) -> Any:
    """Turn a world, or a part of one, into JSON."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    for kind, write in _FORMS.items():
        if isinstance(value, kind):
            return write(value)
    return {
        field.name: plain(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.name not in _UNTOLD
    }


def _effective(world: World) -> dict[str, Any]:
    """Overrides as each server has read them, whom it signs in as, with which certificate, and EWS
    as it is in force.
    """
    config = world.tenant.config_at(world.clock.now())
    servers = {}
    for server in world.mailbox_servers():
        app = dedicated(world, server)
        servers[server.name] = {
            "overrides": [plain(each) for each in world.overrides_on(server)],
            "signs_in_as": app.app_id if app else world.auth_config.service_name,
            "signs_with": signing(world, server),
        }
    return {"servers": servers, "organization_config": plain(config)}


def _bytes(value: bytes) -> str:
    """Give a certificate's thumbprint, stored as DER or as base64 text; other bytes as base64."""
    certificate = decoded(value)
    if certificate[:1] == b"\x30":
        return thumbprint(certificate)
    return base64.b64encode(value).decode()


def _certificate(value: Certificate) -> dict[str, Any]:
    return {
        "thumbprint": value.thumbprint,
        "subject": value.subject,
        "starts": value.starts.isoformat(),
        "ends": value.ends.isoformat(),
        "has_key": value.key is not None,
    }


_FORMS: Final[dict[type, Callable[[Any], Any]]] = {
    datetime: datetime.isoformat,
    bytes: _bytes,
    Certificate: _certificate,
    Faults: Faults.to_json,
    LabClock: lambda clock: clock.now().isoformat(),
}
