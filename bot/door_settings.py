"""The settings of the Teams door, ``[teams]``.

With ``development = true``, no ``app_id`` and a loopback address the door believes whoever reaches
it: for Microsoft's Agents Playground (npm ``@microsoft/m365agentsplayground``).
"""

from dataclasses import dataclass
from typing import Final

from bot.clouds import CHANNELS
from bot.pem import certificate
from bot.teams.settings import is_loopback
from bot.toml import Table, environment, said
from commands.secret import Secret

_NONE = Secret("")

LISTEN: Final = "HYBRIDGE_LISTEN"
"""Where the door is when the file does not say: the image sets it, for a container's loopback is
its own."""


@dataclass(frozen=True, kw_only=True)
class TeamsAccess:
    """How Teams reaches the bot and the bot reaches Teams."""

    app_id: str
    tenants: tuple[str, ...]
    certificate: Secret
    secret: Secret
    login: str
    scope: str
    issuer: str
    metadata: str
    service_hosts: tuple[str, ...]
    ca_file: str
    host: str
    port: int
    language: str
    edit_interval: float
    development: bool


def teams_access(table: Table) -> TeamsAccess:
    """Read ``[teams]``."""
    channel = CHANNELS[table.choice("cloud", CHANNELS, "public")]
    host, port = _listen(table)
    open_door = _is_open(table, host)
    teams = TeamsAccess(
        app_id="" if open_door else str(table.uuid("app_id")),
        tenants=table.words("tenants", () if open_door else None),
        certificate=_NONE if open_door else certificate(table, required=False),
        secret=_NONE if open_door else table.secret("secret", required=False),
        login=table.address("login", channel.login),
        scope=table.text("scope", channel.scope),
        issuer=table.text("issuer", channel.issuer),
        metadata=table.address("metadata", channel.metadata),
        service_hosts=table.words("service_hosts", channel.service_hosts),
        ca_file=table.file("ca"),
        host=host,
        port=port,
        language=table.choice("language", ("en", "ko", "fr"), "en"),
        edit_interval=table.decimal("edit_interval", 3.0, low=0.0, high=60.0),
        development=table.switch("development", default=False),
    )
    if not open_door and bool(teams.certificate) == bool(teams.secret):
        table.note("certificate", "there must be a certificate or a secret", "name one of the two")
    table.close()
    return teams


def _is_open(table: Table, host: str) -> bool:
    """Tell whether the door is to be without authentication: only by a switch, and on loopback."""
    if table.content.get("development") is not True or table.content.get("app_id", "") != "":
        return False
    table.used |= {"app_id", "certificate", "secret"}
    if not is_loopback(host):
        table.note(
            "listen",
            f"without app_id anybody who reaches {host} would be believed",
            'write listen = "127.0.0.1:3978", or set app_id',
        )
    return True


def _listen(table: Table) -> tuple[str, int]:
    value = table.text("listen", environment(LISTEN) or "127.0.0.1:3978")
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:  # noqa: PLR2004  (a port)
        table.note(
            "listen", f"{said(value)} is not address:port", 'write listen = "127.0.0.1:3978"'
        )
        return "127.0.0.1", 3978
    return host.strip("[]"), int(port)
