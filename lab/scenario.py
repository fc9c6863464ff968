"""A scenario file becomes a world: every record filled, every certificate really made.

Files lie in ``lab/scenarios`` and explain their own form; ``load`` takes such a name or a path.
Certificates are made anew at each load and kept in memory only.
"""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from lab.clock import LabClock
from lab.faults import Faults
from lab.scenario_tables import ScenarioError, Table, strings
from lab.scenario_tenant import tenant
from lab.world import DnsName, Organisation, PublishedHost, World
from lab.world_keys import Certificate
from lab.world_premises import (
    AcceptedDomain,
    AuthConfig,
    AuthServer,
    Connector,
    FederationTrust,
    HybridConfiguration,
    OrganizationRelationship,
    PartnerApplication,
    Recipient,
    Server,
    SettingOverride,
    VirtualDirectory,
)

ABSENT: Final = "absent"
"""Said of a certificate of one server, it takes away what the base gives that server."""
FOLDER: Final = Path(__file__).parent / "scenarios"
NAMESPACE: Final = UUID("6e2a5c0e-52f5-5d0a-9c5e-0a1b4f6d7e21")
"""Of all guids that a scenario does not give itself."""


def names() -> list[str]:
    """Give the scenarios that come with the lab."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(
    scenario: str | Path,
    *,
    latency: Mapping[str, float] | None = None,
    at: datetime | None = None,
) -> World:
    """Make the world of a scenario; raises ``ScenarioError`` for a file that cannot be read so.

    ``latency`` is seconds per kind of call (``lab.faults.KINDS``); ``at`` starts the clock there
    instead of where the file says.
    """
    text = _merged(_path(scenario))
    clock = LabClock()
    start = at or text.get("clock", "real")
    if start != "real":
        clock.set(_moment(start))
    root = Table("", text, _words(text))
    certificates = root.certificates(clock.now())
    return _world(Path(scenario).stem, root, certificates, clock, latency)


def _world(
    name: str,
    root: Table,
    certificates: dict[str, Certificate],
    clock: LabClock,
    latency: Mapping[str, float] | None,
) -> World:
    organisation = root.table("organisation")
    ad_domain = organisation.text("ad_domain")
    hybrid = root.text_table("hybrid_configuration")
    return World(
        scenario=name,
        clock=clock,
        faults=Faults(clock, latency),
        organisation=organisation.record(Organisation, guid=root.words["organisation"]),
        servers={table.key: _server(table, ad_domain) for table in root.tables("servers")},
        auth_config=_auth_config(root.table("auth_config")),
        auth_servers=[_auth_server(each, certificates) for each in root.tables("auth_servers")],
        partner_applications=root.records("partner_applications", PartnerApplication),
        connectors=root.records("connectors", Connector),
        setting_overrides=root.records("setting_overrides", SettingOverride),
        accepted_domains=root.records("accepted_domains", AcceptedDomain),
        relationships=root.records("relationships", OrganizationRelationship),
        federation_trusts=root.records("federation_trusts", FederationTrust),
        hybrid_configuration=hybrid.record(HybridConfiguration) if hybrid else None,
        mailboxes=root.records("mailboxes", Recipient, upn_from="address"),
        tenant=tenant(root.table("tenant"), certificates, root.words["tenant"]),
        certificates={each.thumbprint: each for each in certificates.values()},
        published={
            table.key: table.record(PublishedHost, host=table.key)
            for table in root.tables("published")
        },
        dns={table.key: table.record(DnsName) for table in root.tables("dns")},
    )


def _server(table: Table, ad_domain: str) -> Server:
    own = {
        name: bool(has_key)
        for name, has_key in table.take("certificates", {}).items()
        if has_key != ABSENT
    }
    return table.record(
        Server,
        name=table.key,
        fqdn=table.take("fqdn", f"{table.key}.{ad_domain}"),
        ews=table.table("ews").record(VirtualDirectory, name="EWS (Default Web Site)"),
        autodiscover=table.table("autodiscover").record(
            VirtualDirectory, name="Autodiscover (Default Web Site)"
        ),
        certificates={table.thumbprint(name): has_key for name, has_key in own.items()},
        smtp_certificate=table.thumbprint(table.take("smtp_certificate", "")),
        not_exportable=[table.thumbprint(name) for name in table.take("not_exportable", [])],
        also_exported=[table.thumbprint(name) for name in table.take("also_exported", [])],
    )


def _auth_config(table: Table) -> AuthConfig:
    named = {
        slot: table.thumbprint(table.take(slot, "")) for slot in ("current", "previous", "next")
    }
    return table.record(AuthConfig, **named)


def _auth_server(table: Table, certificates: Mapping[str, Certificate]) -> AuthServer:
    signing = [certificates[table.known(name)].der for name in strings(table.take("signing", []))]
    return table.record(AuthServer, name=table.key, signing=signing)


def _path(scenario: str | Path) -> Path:
    path = Path(scenario)
    if path.suffix != ".toml":
        path = FOLDER / f"{scenario}.toml"
    if not path.is_file():
        raise ScenarioError(f"there is no scenario {scenario}; there are {', '.join(names())}")
    return path


def _merged(path: Path) -> dict[str, Any]:
    """Read a file upon its base."""
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{path.name}: {error}") from error
    base = own.pop("base", None)
    if base is None:
        return own
    beside = path.parent / f"{base}.toml"
    return _over(_merged(beside if beside.is_file() else _path(base)), own)


def _over(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one table upon another; ``absent = true`` takes a table away."""
    result = deepcopy(base)
    for key, value in own.items():
        if isinstance(value, Mapping) and value.get("absent") is True:
            result.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(result.get(key), dict):
            result[key] = _over(result[key], value)
        else:
            result[key] = deepcopy(value)
    return result


def _words(text: Mapping[str, Any]) -> dict[str, str]:
    """The words that ``{...}`` stands for: guids of the tenant, organisation and hybrid app."""
    name = text["organisation"]["name"]
    known = {
        word: str(uuid5(NAMESPACE, f"{name}/{word}"))
        for word in ("tenant", "organisation", "hybrid")
    }
    return {**known, **text.get("words", {})}


def _moment(value: object) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ScenarioError('clock is "real" or a date and time with its offset')
    return value
