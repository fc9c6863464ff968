"""``rotate auth cert``: the next certificate takes over on a day of its own, without a gap.

What makes a step safe stands before it: every server has the certificate before it is used, the
cloud knows its key before anybody signs with it, and the old one goes only when a day has shown
that nobody needs it.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final

from commands.actions.auth_config import iso
from commands.actions.spreading import Spread
from commands.actions.staging import StageCertificate
from commands.amounts import days
from commands.certificates import Choice, decide
from commands.check import Asked
from commands.checks.certificate_current import found
from commands.checks.certificate_view import View
from commands.checks.timeline import days_until
from commands.effective import AHEAD
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.gates import PLAN
from commands.look import Facts
from commands.on_jobs import CANCEL, UNDO
from commands.phrases import say
from commands.runbook import Await, Plan, Question, Runbook
from commands.runbooks import auth_identities, other_tenants
from commands.runbooks.auth_certificate import (
    BROUGHT_WITHIN,
    MILESTONE,
    NEEDS,
    bring,
    elsewhere,
    proof,
    rests,
    whole,
)
from commands.runbooks.auth_identities import Identity
from commands.runbooks.draft import Draft
from commands.runbooks.rotation_choice import Chosen, choose, ends, is_kept
from commands.runbooks.rotation_leftover import leftovers
from commands.runbooks.rotation_leftover import retire as retire_leftovers
from commands.runbooks.rotation_preflight import clear_leftover, preflight, takes_over
from commands.runbooks.rotation_publication import publish
from commands.runbooks.rotation_retirement import retire

_HOUR: Final = 3600.0
SPREAD_EVERY: Final = 300.0
SPREAD_WITHIN: Final = 40 * _HOUR
"""Seconds; what is not on every server before the certificate takes over stops the job in time."""


def plan(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan the whole way; blocked where something else has to be done first."""
    draft = Draft(facts, asked, options)
    domain = asked.organisation.domain
    seen = rests(draft)
    when = takes_over(draft, options, ends(draft, seen, options))
    preflight(draft, seen)
    title = say("Rotation of the auth certificate")
    if any(each.blocks for each in draft.left):
        return whole(draft, title, ())
    config = facts.value(AUTH_CONFIG)
    if old := leftovers(draft, seen, options):
        named = (config.current, *old)
        retire_leftovers(draft, old, auth_identities.of(draft, named))
        auth_identities.leave_shared(draft)
        return whole(draft, say("Retirement of the old auth certificate"), draft.items)
    _current(draft, seen)
    identities = auth_identities.of(draft, (config.current, config.next, config.previous))
    asks = Question(name=PLAN, title=say("Rotate the auth certificate of {domain}?", domain=domain))
    clear_leftover(draft)
    chosen = choose(draft, seen, options)
    _tell_the_cloud(draft, chosen, identities, _taking_over(draft, seen, chosen, when))
    far = elsewhere(draft, chosen.source)
    bring(draft, chosen.thumbprint, chosen.source, far, within=BROUGHT_WITHIN)
    _stage(draft, seen, chosen, when, identities)
    _bring(draft, chosen, far)
    publish(draft, chosen, identities, kept=is_kept(draft, seen, chosen))
    retire(draft, chosen, identities)
    auth_identities.leave_shared(draft)
    other_tenants.leave(draft)
    return whole(draft, title, [asks, *draft.items])


def _current(draft: Draft, seen: View) -> None:
    """Say how long the current one lasts, and whether there is a reason to replace it."""
    thumbprint = draft.facts.value(AUTH_CONFIG).current
    certificate = found(draft.facts.value(CERTIFICATES), thumbprint)
    if certificate is not None:
        draft.in_place.append(
            say(
                "Certificate to be replaced, {thumbprint}: until {date}, {days} left",
                thumbprint=thumbprint,
                date=f"{certificate.ends:%Y-%m-%d}",
                days=days(days_until(certificate.ends, draft.asked.now)),
            )
        )
    if decide(seen.seen).choice is Choice.NOTHING:
        draft.warn(say("A rotation is not due yet."))


def _taking_over(draft: Draft, seen: View, chosen: Chosen, due: tuple[int, str]) -> datetime:
    """Give when the certificate takes over if the plan is carried out now."""
    staged_at, (hours, at) = draft.facts.value(AUTH_CONFIG).next_effective, due
    if staged_at is not None and is_kept(draft, seen, chosen):
        return staged_at
    return datetime.fromisoformat(at) if at else draft.asked.now + timedelta(hours=hours)


def _tell_the_cloud(
    draft: Draft, chosen: Chosen, identities: tuple[Identity, ...], takes_over: datetime
) -> None:
    """Plan to have its key known before it is staged: from then on Exchange publishes by itself."""
    until = auth_identities.must_last(draft, chosen.thumbprint, takes_over)
    for each in identities:
        if each.has(chosen.thumbprint, till=until):
            draft.in_place.append(
                say("Key {thumbprint}: on {name}", thumbprint=chosen.thumbprint, name=each.name)
            )
            continue
        draft.items.append(
            each.add(chosen.thumbprint, chosen.der, servers=draft.servers, stays=chosen.is_staged)
        )


def _stage(
    draft: Draft,
    seen: View,
    chosen: Chosen,
    due: tuple[int, str],
    identities: tuple[Identity, ...],
) -> None:
    config, (hours, at) = draft.facts.value(AUTH_CONFIG), due
    current = found(draft.facts.value(CERTIFICATES), config.current)
    due_at, kept = config.next_effective, is_kept(draft, seen, chosen)
    staged_at = iso(due_at)
    if kept:
        hours, at = 0, staged_at  # whoever staged it left the time that is needed
    draft.items.append(
        StageCertificate(
            server=chosen.source,
            thumbprint=chosen.thumbprint,
            hours=hours,
            at=at,
            current=config.current,
            ends="" if current is None else iso(current.ends),
            old=config.next,
            old_at=staged_at,
            returns=seen.next_holder == chosen.source and seen.seen.next is not None,
            lapses=due_at is not None and due_at - draft.asked.now < AHEAD,
            force=bool(config.next) and not chosen.is_staged,
            **auth_identities.ids(identities),
        )
    )
    draft.warn(
        say(
            "Whoever staged it: Exchange publishes the certificate by itself within 12 hours of "
            "its time, also if this job fails or is ended. Until it is published, an undo leaves "
            "it staged, as it was before."
        )
        if kept
        else say(
            "Once it is staged, Exchange publishes the new certificate by itself within 12 hours "
            "of its time, also if this job fails or is ended by “{cancel}”; only “{undo}” "
            "takes it back.",
            cancel=CANCEL.name,
            undo=UNDO.name,
        )
    )


def _bring(draft: Draft, chosen: Chosen, there: Collection[str]) -> None:
    """Plan to have it on every server before anybody signs with it; some have it already.

    What Exchange does not bring was brought before the staging: from then on it is published by
    itself, whether every server can be given it or not.
    """
    waited = Spread(thumbprint=chosen.thumbprint, servers=draft.servers)
    draft.items.append(Await(condition=waited, every=SPREAD_EVERY, seconds=SPREAD_WITHIN))
    near = [server for server in draft.servers if server not in there]
    bring(draft, chosen.thumbprint, chosen.source, near, within=SPREAD_WITHIN)
    draft.items.append(proof(MILESTONE))


ROTATE: Final = Runbook(
    name="rotate auth cert",
    title=say("Plan the rotation of the auth certificate"),
    needs=NEEDS,
    plan=plan,
)
