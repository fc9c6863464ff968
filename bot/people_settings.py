"""The settings of who may do what, ``[roles]``, and of how plans are approved, ``[approvals]``."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.toml import Table, said
from commands import gates

EXPIRES: Final = "4h"
_TIME: Final = re.compile(r"([0-9]{1,4}) ?([mhd])")
_SECONDS: Final = {"m": 60.0, "h": 3600.0, "d": 86_400.0}
_SHORTEST: Final = 5 * 60.0
_LONGEST: Final = 30 * 86_400.0
_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True)
class Grants:
    """Who may do what: Entra object ids of people, and of groups, in lower case."""

    viewers: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    viewer_groups: tuple[str, ...] = ()
    operator_groups: tuple[str, ...] = ()
    lead_groups: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        return (*self.viewer_groups, *self.operator_groups, *self.lead_groups)

    @property
    def can_ask(self) -> bool:
        """Whether anybody may give more than a viewer's requests."""
        named = (self.operators, self.leads, self.operator_groups, self.lead_groups)
        return any(named)

    @property
    def can_approve(self) -> bool:
        return bool(self.leads or self.lead_groups)


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """How plans are approved.

    Attributes:
        seconds: How long a gate stays open.
        two_leads: Names of the gates that need two leads.
    """

    seconds: float = 4 * 3600.0
    two_leads: tuple[str, ...] = gates.TWO_LEADS


def grants(table: Table, directories: Iterable[str], tenants: Iterable[str]) -> Grants:
    """Read ``[roles]``.

    Args:
        table: It.
        directories: Ids of the organisations' tenants, whose groups can be asked about.
        tenants: Ids of the tenants whose people are served.
    """
    person = "copy the person's object id; names and mail addresses change"
    group = "copy the group's object id; names and mail addresses change"
    read = Grants(
        viewers=_ids(table, "viewers", person),
        operators=_ids(table, "operators", person),
        leads=_ids(table, "leads", person),
        viewer_groups=_ids(table, "viewer_groups", group),
        operator_groups=_ids(table, "operator_groups", group),
        lead_groups=_ids(table, "lead_groups", group),
    )
    table.close()
    served = {each.lower() for each in tenants}
    if read.groups and served and served.isdisjoint(each.lower() for each in directories):
        first = next(
            key for key in ("lead", "operator", "viewer") if getattr(read, f"{key}_groups")
        )
        table.note(
            f"{first}_groups",
            "no organisation is of a tenant that [teams] tenants names, so nobody's groups can be "
            "asked",
            "list people instead, or correct the tenants",
        )
    return read


def served_to(table: Table) -> tuple[str, ...]:
    """Read the further tenants whose people may be given roles in an organisation."""
    tenants = table.words("served_to", ())
    own = str(table.content.get("tenant_id", "")).lower()
    for item in tenants:
        if not _ID.fullmatch(item.lower()):
            table.note("served_to", f"{said(item)} is not a tenant id", "copy it from that tenant")
        elif item.lower() == own:
            table.note("served_to", f"{item} is its own tenant", "name other tenants only")
    if tenants and not table.has("roles"):
        table.note(
            "served_to",
            "nobody of another tenant has a role in it: [roles] is for its own people",
            "list them, and its own people, in [organisation.roles]",
        )
    return tuple(dict.fromkeys(item.lower() for item in tenants))


def deciding(table: Table) -> Deciding:
    """Read ``[approvals]``."""
    read = Deciding(
        seconds=_time(table, "expires"),
        two_leads=_gates(table, "two_leads"),
    )
    table.close()
    return read


def _ids(table: Table, key: str, cure: str) -> tuple[str, ...]:
    given = table.words(key, ())
    for item in given:
        if not _ID.fullmatch(item.lower()):
            table.note(key, f"{said(item)} is not an Entra object id", cure)
    return tuple(item.lower() for item in given)


def _time(table: Table, key: str) -> float:
    text = table.text(key, EXPIRES, example=EXPIRES)
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        table.note(
            key, f"{said(text)} is not a length of time", f'write {key} = "4h", "90m" or "2d"'
        )
        return Deciding().seconds
    seconds = int(found[1]) * _SECONDS[found[2]]
    if not _SHORTEST <= seconds <= _LONGEST:
        table.note(key, f"{said(text)} is not within bounds", "write one from 5m to 30d")
        return Deciding().seconds
    return seconds


def _gates(table: Table, key: str) -> tuple[str, ...]:
    names = table.words(key, gates.TWO_LEADS)
    for name in names:
        if name in gates.HIGH_RISK:
            continue
        near = difflib.get_close_matches(name.lower(), gates.HIGH_RISK, n=1)
        listed = ", ".join(gates.HIGH_RISK)
        table.note(
            key,
            f"{said(name)} is no gate that can ask for two leads",
            f"did you mean {near[0]}?" if near else f"those that can are {listed}",
        )
    return tuple(dict.fromkeys(names))
