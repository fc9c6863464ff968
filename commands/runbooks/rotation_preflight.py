"""Whether a rotation may begin: the trust is whole, the clocks are right, the time is possible."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from commands import effective
from commands.actions.auth_config import iso
from commands.actions.clearing import ClearPrevious
from commands.certificates import NOTICE, SERVICELET, STAGES, Choice, decide, takes_over_in_time
from commands.checks.certificate_current import found
from commands.checks.certificate_view import View
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.phrases import say
from commands.runbooks import auth_identities, clocks
from commands.runbooks.auth_certificate import (
    faults,
    needs_copies,
    signs_with,
    waits_for_servers,
)
from commands.runbooks.draft import Draft

_AN_HOUR: Final = timedelta(hours=1)


def takes_over(draft: Draft, options: Mapping[str, str], ends: datetime | None) -> tuple[int, str]:
    """Give when it is to take over: hours from the step on, or the time itself.

    Blocks where that is too early for every server to have it, or too late for the current one, or
    for the one that takes over, which ``ends`` then.
    """
    now, domain = draft.asked.now, draft.asked.organisation.domain
    wanted = options.get("effective", "")
    is_absolute = bool(wanted) and not wanted.startswith("+")
    moment = effective.moment(wanted or f"+{STAGES // _AN_HOUR}h", now)
    if moment - now > effective.FARTHEST:
        draft.blocks(
            say("Effective time {time}", time=f"{moment:%Y-%m-%d %H:%M} UTC"),
            say(
                "It is more than a year ahead, and a job would hold the organisation for so long. "
                "Name an earlier time, or leave it out."
            ),
            f"rotate auth cert {domain}",
        )
        return (0, iso(moment))
    zone = ZoneInfo(draft.asked.organisation.time_zone)
    title = say("Effective time {time}", time=f"{moment.astimezone(zone):%Y-%m-%d %H:%M %Z}")
    if moment <= now:
        draft.blocks(
            title,
            say("That time has passed. Name one that is 48 hours ahead at least, or leave it out."),
            f"rotate auth cert {domain}",
        )
    elif moment - now < effective.AHEAD:
        draft.blocks(
            title,
            say(
                "It is less than 48 hours ahead, and every server must have the certificate by "
                "then. Name a later time, or leave it out."
            ),
            f"rotate auth cert {domain}",
        )
    current = found(draft.facts.value(CERTIFICATES), draft.facts.value(AUTH_CONFIG).current)
    if wanted and current is not None and not takes_over_in_time(moment, current.ends):
        draft.blocks(
            title,
            say("The current certificate ends before that. Name an earlier time, or leave it out."),
            f"rotate auth cert {domain}",
        )
    if ends is not None and moment + SERVICELET + NOTICE >= ends:
        draft.blocks(
            title,
            say(
                "The certificate that takes over then ends on {date}, and {days} days of it at "
                "least must be left. Name an earlier time, or a longer lifetime.",
                date=f"{ends:%Y-%m-%d}",
                days=NOTICE.days,
            ),
            f"rotate auth cert {domain}",
        )
    return (0, iso(moment)) if is_absolute else (round((moment - now) / _AN_HOUR), "")


def preflight(draft: Draft, seen: View) -> None:
    """Stop where the trust is not whole already: a rotation must not hide what was wrong."""
    domain = draft.asked.organisation.domain
    decision = decide(seen.seen)
    match decision.choice:
        case Choice.REPLACE:
            draft.blocks(
                say("Auth certificate"),
                say("It has expired, is lost, or ends before a staged one could take over."),
                f"replace auth cert now {domain}",
            )
        case Choice.BLOCKED:
            waits_for_servers(draft, seen)
        case Choice.IMPORT:
            needs_copies(draft, decision)
        case _:
            _faultless(draft)
    auth_identities.needs_application(draft)
    clocks.preflight(draft)


def _faultless(draft: Draft) -> None:
    red = faults(draft)
    draft.rests_on(say("Checks that are not green"), ", ".join(each.id for each in red))
    for each in red:
        why = each.cause or next(iter(each.evidence), each.title)
        draft.blocks(each.title, why, f"check auth cert {draft.asked.organisation.domain}")


def clear_leftover(draft: Draft) -> None:
    """Plan to clear what an earlier rotation left; it would be overwritten on the way anyway."""
    previous = draft.facts.value(AUTH_CONFIG).previous
    if not previous:
        return
    if users := signs_with(draft, previous):
        draft.blocks(
            say("Previous auth certificate {thumbprint}", thumbprint=previous),
            say(
                "{servers} still signs with it: restart what signs there, or wait an hour.",
                servers=", ".join(users),
            ),
        )
        return
    draft.items.append(ClearPrevious(server=draft.server, thumbprint=previous, leftover=True))
