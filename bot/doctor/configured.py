"""Looks at the configuration by itself: who may decide, who is let in, who reads secrets."""

import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography.x509 import load_pem_x509_certificate

from bot.doctor.lines import Line, fail, ok, warn
from bot.doctor.machine import look_at_listen
from bot.people_settings import Grants
from bot.settings import Settings
from commands.secret import Secret

SOON: Final = timedelta(days=30)
"""Before its end a certificate of ours is warned of."""
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_OTHERS_READ: Final = stat.S_IRGRP | stat.S_IROTH


def look_at_configuration(settings: Settings, now: datetime) -> list[Line]:
    """Look at what can be told without asking any system."""
    lines = [ok("configuration", f"{settings.path} can be read, its secrets are there")]
    lines += _secrets(settings.path)
    for name, access in settings.access.items():
        lines += _certificate(f"{name}, our own certificate", access.certificate, now)
    if settings.teams is not None:
        lines += _certificate("Teams, our own certificate", settings.teams.certificate, now)
    if settings.teams is None:
        lines.append(
            warn(
                "configuration, teams",
                "there is no such section, so only `ask` and `work` can run",
                "write [teams], see docs/reference/settings.md",
            )
        )
        return lines
    listen = look_at_listen(settings.teams)
    return [*lines, *listen, *_roles(settings), *_tenants(settings)]


def _roles(settings: Settings) -> Iterator[Line]:
    plain = [each for each in settings.organisations if each.name not in settings.apart]
    if plain:
        yield from _grants(settings, settings.grants, "[roles]", "configuration, roles")
    for name, grants in settings.apart.items():
        about = f"configuration, roles of {name}"
        yield from _grants(settings, grants, "[organisation.roles]", about)


def _grants(settings: Settings, grants: Grants, section: str, about: str) -> Iterator[Line]:
    if not grants.can_ask:
        yield warn(
            about,
            "nobody is an operator or a lead, so nobody may ask for a change",
            f"write object ids under {section}",
        )
    elif not grants.can_approve:
        yield warn(
            about,
            "nobody is a lead, so nobody can approve a change",
            f"write object ids under {section} leads or lead_groups",
        )
    elif (gates := settings.deciding.two_leads) and _is_one_lead(grants):
        yield fail(
            about,
            f"{', '.join(gates)} need two leads and there is one, so nobody can approve them",
            f"name another under {section} leads, or take the gates out of [approvals] two_leads",
        )


def _is_one_lead(grants: Grants) -> bool:
    return not grants.lead_groups and len(set(grants.leads)) == 1


def _tenants(settings: Settings) -> Iterator[Line]:
    """Hold the tenants that are let in against those that have something here."""
    assert settings.teams is not None  # noqa: S101  (whoever calls has looked)
    let_in = [each.lower() for each in settings.teams.tenants]
    if not let_in:
        return
    have = {
        tenant
        for each in settings.organisations
        for tenant in (str(each.tenant_id).lower(), *each.served_to)
    }
    if idle := [each for each in let_in if each not in have]:
        yield warn(
            "configuration, tenants",
            f"no organisation is of {', '.join(idle)}, or served to it, so its people see nothing",
            "correct [teams] tenants, or name the tenant in [[organisation]] served_to",
        )
    for each in settings.organisations:
        outside = [one for one in each.served_to if one not in let_in]
        if outside:
            yield warn(
                f"configuration, {each.name}",
                f"it is served to {', '.join(outside)}, whose people the door does not let in",
                "add the tenant to [teams] tenants",
            )
        if str(each.tenant_id).lower() not in let_in and len(outside) == len(each.served_to):
            yield warn(
                f"configuration, {each.name}",
                f"nobody of its tenant {each.tenant_id} is let in, so nobody can ask about it",
                "add the tenant to [teams] tenants",
            )


def _certificate(about: str, secret: Secret, now: datetime) -> Iterator[Line]:
    """Look until when we can sign in with a certificate; nothing where there is none."""
    if not secret:
        return
    certificate = load_pem_x509_certificate(secret.reveal().encode())
    starts, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    told = f"it is valid from {starts:%Y-%m-%d} to {ends:%Y-%m-%d}"
    cure = "add a new one to the application in Entra ID, then name its file here"
    if not starts <= now < ends:
        yield fail(about, f"{told}: we cannot sign in with it now", cure)
    elif ends - now < SOON:
        yield warn(about, f"{told}: {(ends - now).days} days are left", cure)
    else:
        yield ok(about, told)


def _secrets(path: Path) -> Iterator[Line]:
    """Look who may read and write the files that the configuration takes secrets from."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    folder = path.resolve().parent
    for named in dict.fromkeys(_files(content)):
        file = folder / named
        try:
            mode = file.stat().st_mode
        except OSError:
            continue  # reading the configuration has told that already
        if mode & _OTHERS_WRITE:
            yield fail(
                "configuration, secrets",
                f"{file} may be written by others (mode {stat.S_IMODE(mode):o})",
                f"chmod 600 {file}, and replace the secret: others may have put theirs there",
            )
        elif mode & _OTHERS_READ:
            yield warn(
                "configuration, secrets",
                f"{file} may be read by others (mode {stat.S_IMODE(mode):o})",
                f"chmod 600 {file}",
            )


def _files(value: Any) -> Iterable[str]:
    """Give the files of references like ``{ file = "path" }``, wherever they stand."""
    if isinstance(value, Mapping):
        if set(value) == {"file"} and isinstance(value["file"], str):
            yield value["file"]
        for each in value.values():
            yield from _files(each)
    elif isinstance(value, list):
        for each in value:
            yield from _files(each)
