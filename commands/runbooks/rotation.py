"""``rotate auth cert``: the next certificate takes over on a day of its own, without a gap.

What makes a step safe stands before it: every server has the certificate before it is used, the
cloud knows its key before anybody signs with it, and the old one goes only when a day has shown
that nobody needs it.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from commands.action import reference
from commands.actions.auth_config import EFFECTIVE, iso
from commands.actions.awaited import BothWays
from commands.actions.spreading import Spread
from commands.actions.staging import PublishCertificate, StageCertificate
from commands.actions.stepping_back import ClearPrevious
from commands.certificates import SHORT_NEXT, Choice, decide
from commands.check import Asked
from commands.checks import sign_in_cloud, sign_in_on_premises
from commands.checks.certificate_view import View
from commands.facts.organisation import AUTH_CONFIG
from commands.findings import Finding
from commands.gates import PLAN, PUBLISH, RETIRE
from commands.look import Facts
from commands.phrases import say
from commands.runbook import Await, Pause, Plan, Question, Runbook
from commands.runbooks import auth_certificate, auth_identities, clocks
from commands.runbooks.auth_certificate import (
    NEEDS,
    blocks,
    make,
    proof,
    restart,
    rests,
    signs_with,
    spread,
    there,
    whole,
)
from commands.runbooks.auth_identities import Identity
from commands.runbooks.draft import Draft
from commands.runbooks.oauth import TEST_EVERY, TEST_WITHIN

HOURS: Final = 49
LEAST: Final = timedelta(hours=48)
"""Microsoft documents 48 hours at least; the hour more is for the way there."""

_HOUR: Final = 3600.0
_DAY: Final = 24 * _HOUR
SPREAD_EVERY: Final = 300.0
SPREAD_WITHIN: Final = 40 * _HOUR
"""Seconds; what is not on every server before the certificate takes over stops the job in time."""
REMIND: Final = 4 * _HOUR
DECIDE_WITHIN: Final = 7 * _DAY
"""Seconds before the publication at which people are told, and for which its gate stays open."""


@dataclass(frozen=True, kw_only=True)
class _Chosen:
    """The certificate that is to take over.

    Attributes:
        thumbprint, der: It, or references to it.
        source: The server that has it first.
        is_staged: It is the one that is staged already.
    """

    thumbprint: str
    der: str
    source: str
    is_staged: bool


def plan(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan the whole way; blocked where something else has to be done first."""
    draft = Draft(facts, asked, options)
    domain = asked.organisation.domain
    seen = rests(draft)
    due = _due(draft, options)
    _preflight(draft, seen)
    title = say("The auth certificate of {domain} is replaced without a gap", domain=domain)
    if any(each.blocks for each in draft.left):
        return whole(draft, title, ())
    config = facts.value(AUTH_CONFIG)
    identities = auth_identities.of(draft, (config.current, config.next, config.previous))
    asks = Question(name=PLAN, title=say("Rotate the auth certificate of {domain}?", domain=domain))
    _clear_leftover(draft)
    chosen = _chosen(draft, seen, options)
    _stage(draft, seen, chosen, due)
    _bring(draft, chosen, identities)
    _publish(draft, chosen, identities)
    _retire(draft, chosen, identities)
    auth_identities.leave_shared(draft)
    return whole(draft, title, [asks, *draft.items])


def _due(draft: Draft, options: Mapping[str, str]) -> tuple[int, str]:
    """Give when it is to take over: hours from the step on, or the time itself."""
    wanted = options.get("effective", "")
    if not wanted or wanted.startswith("+"):
        return int(wanted.strip("+h") or HOURS), ""
    moment = datetime.fromisoformat(wanted)
    if moment - draft.asked.now < LEAST:
        blocks(
            draft,
            say("Effective time {time}", time=f"{moment:%Y-%m-%d %H:%M} UTC"),
            say(
                "It is less than 48 hours ahead, and every server must have the certificate by "
                "then. Name a later time, or leave it out."
            ),
            f"rotate auth cert {draft.asked.organisation.domain}",
        )
    return 0, iso(moment)


def _preflight(draft: Draft, seen: View) -> None:
    """Stop where the trust is not whole already: a rotation must not hide what was wrong."""
    domain = draft.asked.organisation.domain
    decision = decide(seen.seen)
    match decision.choice:
        case Choice.REPLACE:
            blocks(
                draft,
                say("Auth certificate"),
                say("It has expired, is lost, or ends before a staged one could take over."),
                f"replace auth cert now {domain}",
            )
        case Choice.BLOCKED:
            for name, unread in seen.dark.items():
                blocks(
                    draft,
                    say("Server {server}", server=name),
                    unread.reason,
                    f"check auth cert {domain}",
                )
        case Choice.IMPORT:
            for name in dict.fromkeys((*decision.current_to, *decision.next_to)):
                blocks(
                    draft,
                    say("Auth certificate on {server}", server=name),
                    say("It is missing there and must be brought there first."),
                    f"import auth cert to {name} {domain}",
                )
        case _:
            _both_ways(draft)
    auth_identities.has_no_application(draft)
    clocks.preflight(draft)


def _both_ways(draft: Draft) -> None:
    checks = (sign_in_on_premises.CHECK, sign_in_cloud.CHECK)
    findings: list[Finding] = []
    for check in checks:
        findings += check.answer(draft.facts, draft.asked)
    red = auth_certificate.not_green(findings)
    draft.rests_on(say("Tests that are not green"), ", ".join(each.id for each in red))
    for each in red:
        why = each.cause or next(iter(each.evidence), each.title)
        blocks(draft, each.title, why, f"check oauth {draft.asked.organisation.domain}")


def _clear_leftover(draft: Draft) -> None:
    """Plan to clear what an earlier rotation left; it would be overwritten on the way anyway."""
    previous = draft.facts.value(AUTH_CONFIG).previous
    if not previous:
        return
    if users := signs_with(draft, previous):
        blocks(
            draft,
            say("Previous auth certificate {thumbprint}", thumbprint=previous),
            say(
                "{servers} still signs with it: restart what signs there, or wait an hour.",
                servers=", ".join(users),
            ),
        )
        return
    draft.items.append(ClearPrevious(server=draft.server, thumbprint=previous, leftover=True))


def _chosen(draft: Draft, seen: View, options: Mapping[str, str]) -> _Chosen:
    """Take the staged certificate up where it is worth it; otherwise plan a new one."""
    config, left = draft.facts.value(AUTH_CONFIG), seen.seen.next
    if left is not None and left > SHORT_NEXT and "lifetime" not in options:
        draft.in_place.append(
            say(
                "Certificate {thumbprint}: staged already, {days} days are left; it is taken up",
                thumbprint=config.next,
                days=left.days,
            )
        )
        der = there(draft.facts, config.next)
        return _Chosen(thumbprint=config.next, der=der, source=seen.next_holder, is_staged=True)
    if config.next:
        draft.warn(
            say(
                "The staged certificate {thumbprint} is replaced: its days are few, or another "
                "lifetime is asked for.",
                thumbprint=config.next,
            )
        )
    days = int(options.get("lifetime", "0"))
    thumbprint, der = make(draft, draft.server, days)
    return _Chosen(thumbprint=thumbprint, der=der, source=draft.server, is_staged=False)


def _stage(draft: Draft, seen: View, chosen: _Chosen, due: tuple[int, str]) -> None:
    config, (hours, at) = draft.facts.value(AUTH_CONFIG), due
    staged_at = iso(config.next_effective)
    asked_for = "effective" in draft.options
    effective = config.next_effective
    in_time = seen.seen.in_time and effective and effective - draft.asked.now >= LEAST
    if chosen.is_staged and not asked_for and in_time:
        hours, at = 0, staged_at  # whoever staged it left the time that is needed
    draft.items.append(
        StageCertificate(
            server=chosen.source,
            thumbprint=chosen.thumbprint,
            hours=hours,
            at=at,
            current=config.current,
            old=config.next,
            old_at=staged_at,
            force=bool(config.next) and not chosen.is_staged,
        )
    )


def _bring(draft: Draft, chosen: _Chosen, identities: tuple[Identity, ...]) -> None:
    """Plan to have it everywhere before anybody signs with it."""
    waited = Spread(thumbprint=chosen.thumbprint, servers=draft.servers)
    draft.items.append(Await(condition=waited, every=SPREAD_EVERY, seconds=SPREAD_WITHIN))
    spread(draft, chosen.thumbprint, chosen.source, draft.servers)
    for each in identities:
        if each.has(chosen.thumbprint):
            draft.in_place.append(
                say("Key {thumbprint}: on {name}", thumbprint=chosen.thumbprint, name=each.name)
            )
        else:
            draft.items.append(each.add(chosen.thumbprint, chosen.der))
    draft.items.append(proof("auth cert"))


def _publish(draft: Draft, chosen: _Chosen, identities: tuple[Identity, ...]) -> None:
    config, domain = draft.facts.value(AUTH_CONFIG), draft.asked.organisation.domain
    draft.items += [
        Pause(
            title=say("Wait until the new certificate may take over"),
            at=reference(EFFECTIVE),
            remind=REMIND,
        ),
        Question(
            name=PUBLISH,
            title=say(
                "Publish the new auth certificate of {domain}? Exchange does so by itself within "
                "12 hours; to stop that, refuse and undo the job. The old one is kept.",
                domain=domain,
            ),
            seconds=DECIDE_WITHIN,
        ),
        PublishCertificate(
            server=chosen.source,
            thumbprint=chosen.thumbprint,
            old=config.current,
            **auth_identities.ids(identities),
        ),
    ]
    restart(draft, chosen.thumbprint, config.current, draft.servers)
    draft.items += [
        Await(condition=BothWays(), every=TEST_EVERY, seconds=TEST_WITHIN),
        proof("oauth"),
    ]


def _retire(draft: Draft, chosen: _Chosen, identities: tuple[Identity, ...]) -> None:
    """Plan to let the old certificate go, once it has been shown that nobody needs it."""
    old, domain = draft.facts.value(AUTH_CONFIG).current, draft.asked.organisation.domain
    hours = draft.asked.organisation.soak_hours
    draft.items += [
        Pause(
            title=say("Wait {hours} hours: the old certificate is still there if need be",
                      hours=hours),
            seconds=hours * _HOUR,
        ),
        Question(
            name=RETIRE,
            title=say(
                "Retire the old auth certificate of {domain}? This cannot be undone: its key is "
                "taken from the cloud, and Exchange forgets it.",
                domain=domain,
            ),
            high_risk=True,
            seconds=DECIDE_WITHIN,
        ),
    ]  # fmt: skip
    draft.items += [
        each.drop(old, beside=(chosen.thumbprint,), der=there(draft.facts, old))
        for each in identities
        if each.has(old)
    ]
    draft.items += [
        ClearPrevious(server=draft.server, thumbprint=old),
        proof("auth cert"),
    ]
    draft.in_place.append(
        say("The old certificate itself stays in the servers' stores; nothing names it any more")
    )


ROTATE: Final = Runbook(
    name="rotate auth cert",
    title=say("Plan the rotation of the auth certificate"),
    needs=NEEDS,
    plan=plan,
)
