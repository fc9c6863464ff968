"""Writes the product's configuration for a running lab: hybridge.toml, trust anchor, secrets.

The product reads it as it reads any other; nothing in it says that this is a lab.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lab.ca import Authority
from lab.cloud.enrol import Credential
from lab.world import World

FILE = "hybridge.toml"
CA_FILE = "ca.pem"
LISTEN = "127.0.0.1:3978"


@dataclass(frozen=True, kw_only=True)
class Endpoints:
    """Where everything listens; addresses without a trailing slash."""

    servers: Mapping[str, int]
    """Ports of PowerShell remoting by server name."""
    login: str
    graph: str
    exchange: str
    documents: str
    logs: str
    resolver: str
    published_port: int
    teams_metadata: str
    listen: str = LISTEN


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What the product signs in with."""

    user: str
    password: str = field(repr=False)
    application: Credential = field(repr=False)
    bot: Credential = field(repr=False)


def write(
    folder: Path, world: World, authority: Authority, endpoints: Endpoints, secrets: Secrets
) -> Path:
    """Write all files into a folder that is made when missing; gives the path of the TOML."""
    folder.mkdir(parents=True, exist_ok=True)
    authority.write(folder / CA_FILE)
    keep = folder / "secrets"
    keep.mkdir(mode=0o700, exist_ok=True)
    for name, content in (
        ("exchange-password", secrets.password.encode()),
        ("app.pem", secrets.application.pem),
        ("bot.pem", secrets.bot.pem),
    ):
        path = keep / name
        path.touch(mode=0o600)
        path.write_bytes(content)
    tables = [
        *_organisation(world, endpoints, secrets),
        *_teams(world, endpoints, secrets),
        ("[roles]", _roles(world)),
        ("[store]", {"folder": "data"}),
    ]
    text = "\n".join(_table(header, values) for header, values in tables)
    path = folder / FILE
    path.write_text(text, encoding="utf-8")
    return path


Table = tuple[str, Mapping[str, Any]]


def _organisation(world: World, endpoints: Endpoints, secrets: Secrets) -> list[Table]:
    organisation, tenant = world.organisation, world.tenant
    return [
        (
            "[[organisation]]",
            {
                "name": organisation.name,
                "domains": organisation.domains,
                "tenant_id": tenant.id,
                "initial_domain": tenant.initial_domain,
                "routing_domain": tenant.routing_domain,
                "time_zone": organisation.time_zone,
                "ca": CA_FILE,
            },
        ),
        (
            "[organisation.mailboxes]",
            {
                "on_premises": organisation.test_mailbox,
                "cloud": organisation.cloud_test_mailbox,
            },
        ),
        (
            "[organisation.exchange]",
            {"user": secrets.user, "password": {"file": "secrets/exchange-password"}},
        ),
        *(_server(name, port) for name, port in endpoints.servers.items()),
        (
            "[organisation.cloud]",
            {
                "name": "global",
                "login": endpoints.login,
                "graph": endpoints.graph,
                "exchange": endpoints.exchange,
                "acs": endpoints.documents,
                "sts_metadata": endpoints.documents,
                "logs": endpoints.logs,
                "client_id": secrets.application.app_id,
                "certificate": {"file": "secrets/app.pem"},
            },
        ),
        (
            "[organisation.probes]",
            {
                "resolver": endpoints.resolver,
                "port": endpoints.published_port,
                "allow": ["127.0.0.0/8"],
            },
        ),
    ]


def _server(name: str, port: int) -> Table:
    return (
        "[[organisation.servers]]",
        {
            "name": name,
            "address": "127.0.0.1",
            "port": port,
            "tls": True,
            "auth": "ntlm",
            "path": "PowerShell/",
            "maintenance": "Hybridge.Maintenance",
            "maintenance_path": "wsman",
            "maintenance_port": port,
        },
    )


def _teams(world: World, endpoints: Endpoints, secrets: Secrets) -> list[Table]:
    return [
        (
            "[teams]",
            {
                "app_id": secrets.bot.app_id,
                "tenants": [world.tenant.id],
                "certificate": {"file": "secrets/bot.pem"},
                "login": endpoints.login,
                "metadata": endpoints.teams_metadata,
                "issuer": "https://api.botframework.com",
                "scope": "https://api.botframework.com/.default",
                "service_hosts": ["localhost"],
                "ca": CA_FILE,
                "listen": endpoints.listen,
                "language": "en",
            },
        )
    ]


def _roles(world: World) -> dict[str, list[str]]:
    ids = {user.person: user.id for user in world.tenant.users if user.person}
    people = {
        "viewers": ["viewer"],
        "operators": ["operator", "operator2"],
        "leads": ["lead", "lead2"],
    }
    return {role: [ids[one] for one in some if one in ids] for role, some in people.items()}


def _table(header: str, values: Mapping[str, Any]) -> str:
    lines = [header, *(f"{name} = {_value(value)}" for name, value in values.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    """Write one TOML value; a JSON string is a TOML string."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)
