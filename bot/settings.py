"""The configuration file ``hybridge.toml``: read whole, every problem reported at once.

Secrets do not stand in the file; it names an environment variable or a file for each.
"""

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.clouds import CLOUDS
from bot.door_settings import TeamsAccess, teams_access
from bot.exchange_settings import SignIn, sign_in
from bot.pem import certificate
from bot.people_settings import Deciding, Grants, deciding, grants, served_to
from bot.server_settings import Addresses, server
from bot.store_settings import StoreAccess, store_access
from bot.toml import Problem, Table, said
from commands.lifetimes import NOTICES
from commands.organisation import Cloud, Mailboxes, Organisation, Probes, Proofs
from commands.secret import Secret

_LAST_PORT: Final = 65535
_DOMAIN: Final = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


class SettingsError(Exception):
    """The configuration cannot be used; ``problems`` names everything that is wrong."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        lines = "".join(f"\n  {problem}" for problem in problems)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(f"reading {path}: {count}{lines}")
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Access:
    """How the bot signs in to one organisation's systems."""

    exchange: SignIn
    ca_file: str
    client_id: str
    certificate: Secret


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The whole configuration; ``teams`` is ``None`` when the file has no such section.

    ``apart`` are the grants of organisations that have their own, by the organisation's name.
    """

    path: Path
    organisations: tuple[Organisation, ...]
    access: Mapping[str, Access]
    teams: TeamsAccess | None
    grants: Grants
    deciding: Deciding
    store: StoreAccess
    apart: Mapping[str, Grants] = field(default_factory=dict)

    @property
    def groups(self) -> bool:
        """Whether the directory must be asked who is in which group."""
        return any(each.groups for each in (self.grants, *self.apart.values()))


def load(path: Path) -> Settings:
    """Read the configuration.

    Raises:
        SettingsError: The file cannot be read, or something in it cannot be used.
    """
    problems: list[Problem] = []
    root = Table(_parse(path), "", path.resolve().parent, problems)
    organisations, access = _organisations(root)
    teams = teams_access(root.table("teams")) if root.has("teams") else None
    tenants = () if teams is None else teams.tenants
    settings = Settings(
        path=path,
        organisations=organisations,
        access=access,
        teams=teams,
        grants=grants(
            root.table("roles"),
            directories=[str(each.tenant_id) for each in organisations],
            tenants=tenants,
        ),
        apart=_apart(root, organisations, tenants),
        deciding=deciding(root.table("approvals")),
        store=store_access(root.table("store")),
    )
    root.close()
    if problems:
        raise SettingsError(path, tuple(problems))
    return settings


def _parse(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        found, cure = "there is no such file", "write one, see docs/reference/settings.md"
    except (OSError, UnicodeDecodeError) as error:
        found, cure = str(error), "make it readable as UTF-8 text"
    except tomllib.TOMLDecodeError as error:
        found, cure = f"it is not TOML: {error}", "correct that line"
    raise SettingsError(path, (Problem(place=str(path), found=found, cure=cure),))


def _organisations(root: Table) -> tuple[tuple[Organisation, ...], dict[str, Access]]:
    organisations: list[Organisation] = []
    access: dict[str, Access] = {}
    owners: dict[str, str] = {}
    addresses = Addresses()
    for table in root.tables("organisation"):
        organisation = _organisation(table, addresses)
        if organisation.name in access:
            table.note("name", f"{said(organisation.name)} is used twice", "give each its own name")
        for domain in organisation.domains:
            if (owner := owners.setdefault(domain, organisation.name)) != organisation.name:
                table.note("domains", f"{domain} also belongs to {owner}", "name it once")
        access[organisation.name] = _access(table, {each.auth for each in organisation.servers})
        table.used.add("roles")  # read once it is known who is served
        organisations.append(organisation)
        table.close()
    return tuple(organisations), access


def _apart(
    root: Table, organisations: tuple[Organisation, ...], tenants: tuple[str, ...]
) -> dict[str, Grants]:
    """Read ``[organisation.roles]`` of the organisations that have one."""
    known = {str(each.tenant_id) for each in organisations}
    apart: dict[str, Grants] = {}
    if not organisations:
        return apart
    for table, organisation in zip(root.tables("organisation"), organisations, strict=True):
        concerned = {str(organisation.tenant_id), *organisation.served_to}
        if table.has("roles"):
            apart[organisation.name] = grants(
                table.table("roles"),
                directories=concerned & known,
                tenants=tenants,
            )
    return apart


def _organisation(table: Table, addresses: Addresses) -> Organisation:
    mailboxes, cloud = table.table("mailboxes"), table.table("cloud")
    known = _cloud(cloud)
    organisation = Organisation(
        name=table.text("name", example="contoso"),
        domains=tuple(_domain(table, "domains", name) for name in table.words("domains")),
        tenant_id=table.uuid("tenant_id"),
        initial_domain=_domain(
            table, "initial_domain", table.text("initial_domain", example="contoso.onmicrosoft.com")
        ),
        routing_domain=_domain(
            table,
            "routing_domain",
            table.text("routing_domain", example="contoso.mail.onmicrosoft.com"),
        ),
        servers=tuple(server(item, addresses) for item in table.tables("servers")),
        mailboxes=Mailboxes(
            on_premises=_mailbox(mailboxes, "on_premises"), cloud=_mailbox(mailboxes, "cloud")
        ),
        cloud=known,
        probes=_probes(table.table("probes")),
        proofs=_proofs(table.table("proofs"), known),
        time_zone=_time_zone(table),
        soak_hours=table.number("soak_hours", 24, low=1, high=720),
        expiry_days=table.numbers("expiry_days", NOTICES, low=1, high=3650),
        served_to=served_to(table),
    )
    mailboxes.close()
    names = [each.name.lower() for each in organisation.servers]
    for name in sorted({name for name in names if names.count(name) > 1}):
        table.note("servers", f"{name} is named twice", "name each server once")
    return organisation


def _domain(table: Table, key: str, name: str) -> str:
    """Give a domain in lower case, as A-labels."""
    try:
        ascii_name = name.strip().rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        ascii_name = ""
    if name and not _DOMAIN.fullmatch(ascii_name):
        table.note(key, f"{said(name)} is not a domain name", "write it like contoso.com")
    return ascii_name


def _mailbox(table: Table, key: str) -> str:
    value = table.text(key, example="someone@contoso.com")
    if value and not re.fullmatch(r"[^@\s]++@[^@\s.]++(?:\.[^@\s.]++)++", value):
        table.note(key, f"{said(value)} is not a mail address", "write a mailbox's primary address")
    return value


def _cloud(table: Table) -> Cloud:
    base = CLOUDS[table.choice("name", CLOUDS, "global")]
    return replace(
        base,
        login=table.address("login", base.login),
        graph=table.address("graph", base.graph),
        exchange=table.address("exchange", base.exchange),
        acs=table.address("acs", base.acs),
        sts_metadata=table.address("sts_metadata", base.sts_metadata),
        logs=table.address("logs", base.logs),
    )


def _probes(table: Table) -> Probes:
    probes = Probes(
        resolver=table.text("resolver", ""),
        port=table.number("port", 443, low=1, high=65535),
        allow=table.words("allow", ()),
    )
    for network in probes.allow:
        try:
            ipaddress.ip_network(network)
        except ValueError:
            table.note("allow", f"{said(network)} is not a network", 'write it like "10.0.0.0/8"')
    host, _, port = probes.resolver.rpartition(":")
    is_port = port.isdecimal() and port.isascii() and 0 < int(port[:6]) <= _LAST_PORT
    if probes.resolver and not (_is_address(host.strip("[]")) and is_port):
        table.note(
            "resolver", f"{said(probes.resolver)} is not address:port", 'write "10.0.0.53:53"'
        )
    table.close()
    return probes


def _proofs(table: Table, cloud: Cloud) -> Proofs:
    proofs = Proofs(
        sign_in_log=table.switch("sign_in_log", default=False),
        graph_activity=table.uuid("graph_activity") if table.has("graph_activity") else None,
    )
    if proofs.graph_activity is not None and not cloud.logs_audience:
        table.note(
            "graph_activity",
            f"no address of Log Analytics is known for the cloud {cloud.name}",
            "leave it out; people look instead, see docs/explain/without-ews.md",
        )
    table.close()
    return proofs


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _time_zone(table: Table) -> str:
    name = table.text("time_zone", "UTC")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, a name too long
        table.note("time_zone", f"{said(name)} is not a time zone", 'write one like "Asia/Seoul"')
        return "UTC"
    return name


def _access(table: Table, ways: set[str]) -> Access:
    exchange, cloud = table.table("exchange"), table.table("cloud")
    access = Access(
        exchange=sign_in(exchange, ways),
        ca_file=table.file("ca"),
        client_id=str(cloud.uuid("client_id")),
        certificate=certificate(cloud, required=True),
    )
    cloud.used |= {"name", "login", "graph", "exchange", "acs", "sts_metadata", "logs"}
    cloud.close()
    return access
