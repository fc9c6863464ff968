"""AuthConfig is changed: which certificate Exchange signs with, which comes next and when.

https://learn.microsoft.com/powershell/module/exchangepowershell/set-authconfig
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from lab.exchange.changes import TASK, continues, refusal, task_refusal, unbindable
from lab.exchange.cmdlet import Turn
from lab.records import Output
from lab.servicelets import become_current, publish, spread
from lab.world_keys import Certificate

_SPARE: Final = timedelta(hours=48)
_PAST: Final = timedelta(minutes=5)
_NOT_YET: Final = (
    "The effective date of the new certificate '{}' has not been reached yet. Do you wish to "
    "continue?"
)
_TOO_SOON: Final = (
    'The new certificate effective date is not at least "48" hours in the future and may not be '
    "deployed on all necessary servers. Do you wish to continue?"
)
_OTHER: Final = (
    "The certificate '{}' is already configured as the next certificate. Do you wish to replace it "
    "with '{}'?"
)
_CANCEL: Final = "The certificate '{}' is configured as the next one. Do you wish to remove it?"
_OUTAGE: Final = (
    "Changing the current certificate at once can interrupt the authentication with partner "
    "applications until they know the new one. Do you wish to continue?"
)
_UNCHANGED: Final = (
    "The command completed successfully but no settings of 'Auth Configuration' have been modified."
)


async def set_auth_config(turn: Turn) -> Output:
    """Do what the parameters' set is for: stage, publish, replace at once, or name."""
    if turn.has("newcertificatethumbprint") or turn.has("newcertificateeffectivedate"):
        return await _stage(turn)
    if turn.flag("publishcertificate"):
        return await _publish(turn)
    if turn.flag("clearpreviouscertificate"):
        return _clear(turn)
    if turn.has("certificatethumbprint"):
        return await _replace(turn)
    return _name(turn)


async def _stage(turn: Turn) -> Output:
    """Name the next certificate, or another date for it; ``$null`` takes it back."""
    config, wanted = turn.world.auth_config, _thumbprint(turn, "newcertificatethumbprint")
    if turn.has("newcertificatethumbprint") and not wanted:
        return await _unstage(turn)
    if not wanted and not config.next:
        raise task_refusal(turn, "There is no new certificate that the date could be set for.")
    due = _date(turn)
    warnings = _may_come_next(turn, wanted, due) if wanted else []
    soon = due < turn.now() + _SPARE
    if soon and not await continues(turn, _TOO_SOON):
        return Output()
    other = bool(wanted) and config.next not in ("", wanted)
    if other and not await continues(turn, _OTHER.format(config.next, wanted)):
        return Output()
    if not turn.flag("whatif"):
        config.next, config.next_effective = wanted or config.next, due
        if not turn.flag("skipimmediatecertificatedeployment"):
            spread(turn.world, config.next)
    return Output(warnings=warnings)


async def _unstage(turn: Turn) -> Output:
    config = turn.world.auth_config
    if not config.next:
        return Output(warnings=[_UNCHANGED])
    if await continues(turn, _CANCEL.format(config.next)) and not turn.flag("whatif"):
        config.next, config.next_effective = "", None
    return Output()


async def _publish(turn: Turn) -> Output:
    """Let the next certificate take over; before its time only when that is said to be meant."""
    config, now = turn.world.auth_config, turn.world.clock.now()
    if not config.next:
        raise refusal(
            turn,
            f"{TASK}.NoNextCertificateException",
            "The next certificate isn't configured, so it can't be published as the current one.",
        )
    early = config.next_effective is not None and config.next_effective > turn.now()
    if early and not await continues(turn, _NOT_YET.format(config.next)):
        return Output()
    if not turn.flag("whatif"):
        publish(turn.world, now, keep=not turn.flag("clearpreviouscertificate"))
    return Output()


def _clear(turn: Turn) -> Output:
    config = turn.world.auth_config
    if not config.previous:
        return Output(warnings=[_UNCHANGED])
    if not turn.flag("whatif"):
        config.previous = ""
    return Output()


async def _replace(turn: Turn) -> Output:
    """Change the current certificate without a next one, as nobody should."""
    config, wanted = turn.world.auth_config, _thumbprint(turn, "certificatethumbprint")
    if not wanted:
        raise task_refusal(turn, "The current certificate can't be removed.")
    _usable(turn, wanted)
    if wanted == config.current:
        return Output(warnings=[_UNCHANGED])
    if wanted == config.next:
        raise task_refusal(
            turn, f"The certificate '{wanted}' is already configured as the next certificate."
        )
    if await continues(turn, _OUTAGE) and not turn.flag("whatif"):
        become_current(turn.world, wanted, turn.world.clock.now())
        if not turn.flag("skipimmediatecertificatedeployment"):
            spread(turn.world, wanted)
    return Output()


def _name(turn: Turn) -> Output:
    config = turn.world.auth_config
    if turn.has("servicename") and not turn.text("servicename"):
        raise task_refusal(turn, "The ServiceName parameter can't be blank.")
    service, realm = turn.text("servicename", config.service_name), config.realm
    if turn.has("realm"):
        realm = turn.text("realm")
    if (service, realm) == (config.service_name, config.realm):
        return Output(warnings=[_UNCHANGED])
    if not turn.flag("whatif"):
        config.service_name, config.realm = service, realm
    return Output()


def _may_come_next(turn: Turn, wanted: str, due: datetime) -> list[str]:
    """Look whether a certificate can be the next one; gives warnings."""
    config = turn.world.auth_config
    if _usable(turn, wanted).ends <= due:
        raise task_refusal(
            turn, f"The certificate '{wanted}' will have expired when it becomes effective."
        )
    if wanted == config.current:
        raise task_refusal(
            turn, "The new certificate can't be the same as the current certificate."
        )
    if wanted == config.previous:
        return [f"The certificate '{wanted}' is the same as the previous certificate."]
    return []


def _usable(turn: Turn, wanted: str) -> Certificate:
    """Find a certificate to sign with on the server that the cmdlet runs on."""
    server, now = turn.here(), turn.now()
    certificate = turn.world.certificates.get(wanted)
    if certificate is None or wanted not in server.certificates:
        raise task_refusal(turn, f"The certificate with thumbprint '{wanted}' was not found.")
    if not server.certificates[wanted] or certificate.key is None:
        raise task_refusal(
            turn, f"The private key of the certificate '{wanted}' is missing or not accessible."
        )
    if wanted in server.not_exportable and not turn.flag("force"):
        raise task_refusal(
            turn,
            f"The private key of the certificate '{wanted}' isn't exportable, so it can't be "
            "deployed to the other servers.",
        )
    if certificate.ends <= now:
        raise task_refusal(turn, f"The certificate '{wanted}' has expired.")
    if certificate.starts > now + _PAST:
        raise task_refusal(turn, f"The certificate '{wanted}' isn't valid yet.")
    return certificate


def _thumbprint(turn: Turn, name: str) -> str:
    return turn.text(name).replace(" ", "").upper()


def _date(turn: Turn) -> datetime:
    """Read the date; without an offset it is the servers' own time, as in .NET."""
    given = turn.given.get("newcertificateeffectivedate")
    if given is None:
        raise task_refusal(turn, "The effective date of the new certificate must be set.")
    if not isinstance(given, datetime):
        try:
            given = datetime.fromisoformat(str(given))
        except ValueError as error:
            reason = f'Cannot convert value "{given}" to type "System.DateTime".'
            raise unbindable(turn, "NewCertificateEffectiveDate", reason) from error
    if given.tzinfo is None:
        given = given.replace(tzinfo=ZoneInfo(turn.world.organisation.time_zone))
    due = given.astimezone(UTC)
    if due < turn.now() - _PAST:
        raise task_refusal(turn, "The effective date of the new certificate can't be in the past.")
    return due
