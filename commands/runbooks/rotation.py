"""``rotate auth cert``: the next certificate takes over on a day of its own, without a gap.

What makes a step safe stands before it: every server has the certificate before it is used, the
cloud knows its key before anybody signs with it, and the old one goes only when a day has shown
that nobody needs it.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from commands import amounts
from commands.action import reference
from commands.actions.auth_config import EFFECTIVE, LATEST, PUBLISHED, iso
from commands.actions.awaited import BothWays
from commands.actions.signing import NobodySignsWith
from commands.actions.spreading import Spread
from commands.actions.staging import PublishCertificate, StageCertificate
from commands.actions.stepping_back import ClearPrevious
from commands.amounts import days
from commands.certificates import SHORT_NEXT, Choice, decide
from commands.check import Asked
from commands.checks.certificate_current import found
from commands.checks.certificate_view import View
from commands.checks.timeline import days_until
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.gates import PLAN, PUBLISH, RETIRE
from commands.look import Facts
from commands.on_jobs import CANCEL, UNDO
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Await, Pause, Plan, Question, Runbook
from commands.runbooks import auth_identities
from commands.runbooks.auth_certificate import (
    MILESTONE,
    NEEDS,
    SIGNED_WITHIN,
    copies,
    make,
    proof,
    restart,
    rests,
    see_signing,
    there,
    whole,
)
from commands.runbooks.auth_identities import Identity
from commands.runbooks.draft import Draft
from commands.runbooks.oauth import TEST_EVERY, TEST_WITHIN
from commands.runbooks.rotation_preflight import LEAST, clear_leftover, preflight, takes_over

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
    when = takes_over(draft, options)
    preflight(draft, seen)
    title = say("Rotation of the auth certificate")
    if any(each.blocks for each in draft.left):
        return whole(draft, title, ())
    _current(draft, seen)
    config = facts.value(AUTH_CONFIG)
    identities = auth_identities.of(draft, (config.current, config.next, config.previous))
    asks = Question(name=PLAN, title=say("Rotate the auth certificate of {domain}?", domain=domain))
    clear_leftover(draft)
    chosen = _chosen(draft, seen, options)
    _tell_the_cloud(draft, chosen, identities)
    _stage(draft, seen, chosen, when, identities)
    _bring(draft, chosen)
    _publish(draft, chosen, identities)
    _retire(draft, chosen, identities)
    auth_identities.leave_shared(draft)
    return whole(draft, title, [asks, *draft.items])


def _current(draft: Draft, seen: View) -> None:
    """Say how long the current one lasts, and whether there is a reason to replace it."""
    thumbprint = draft.facts.value(AUTH_CONFIG).current
    certificate = found(draft.facts.value(CERTIFICATES), thumbprint)
    if certificate is not None:
        draft.in_place.append(
            say(
                "Current certificate {thumbprint}: until {date}, {days} left",
                thumbprint=thumbprint,
                date=f"{certificate.ends:%Y-%m-%d}",
                days=days(days_until(certificate.ends, draft.asked.now)),
            )
        )
    if decide(seen.seen).choice is Choice.NOTHING:
        draft.warn(say("A rotation is not due yet."))


def _chosen(draft: Draft, seen: View, options: Mapping[str, str]) -> _Chosen:
    """Take the staged certificate up where it is worth it; otherwise plan a new one."""
    config, left = draft.facts.value(AUTH_CONFIG), seen.seen.next
    is_another = not same(config.next, config.current)
    if left is not None and left > SHORT_NEXT and is_another and "lifetime" not in options:
        draft.in_place.append(
            say(
                "Certificate {thumbprint}: staged already, {days} left; it is taken up",
                thumbprint=config.next,
                days=amounts.days(left.days),
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


def _tell_the_cloud(draft: Draft, chosen: _Chosen, identities: tuple[Identity, ...]) -> None:
    """Plan to have its key known before it is staged: from then on Exchange publishes by itself."""
    for each in identities:
        if each.has(chosen.thumbprint):
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
    chosen: _Chosen,
    due: tuple[int, str],
    identities: tuple[Identity, ...],
) -> None:
    config, (hours, at) = draft.facts.value(AUTH_CONFIG), due
    current = found(draft.facts.value(CERTIFICATES), config.current)
    staged_at, effective_at = iso(config.next_effective), config.next_effective
    asked_for = "effective" in draft.options
    in_time = seen.seen.in_time and effective_at and effective_at - draft.asked.now >= LEAST
    if chosen.is_staged and not asked_for and in_time:
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
            force=bool(config.next) and not chosen.is_staged,
            **auth_identities.ids(identities),
        )
    )
    draft.warn(
        say(
            "Once it is staged, Exchange publishes the new certificate by itself within 12 hours "
            "of its time, also if this job fails or is ended by “{cancel}”; only “{undo}” "
            "takes it back.",
            cancel=CANCEL.name,
            undo=UNDO.name,
        )
    )


def _bring(draft: Draft, chosen: _Chosen) -> None:
    """Plan to have it on every server before anybody signs with it."""
    waited = Spread(thumbprint=chosen.thumbprint, servers=draft.servers)
    draft.items.append(Await(condition=waited, every=SPREAD_EVERY, seconds=SPREAD_WITHIN))
    draft.items += copies(chosen.thumbprint, chosen.source, draft.servers)
    draft.items.append(proof(MILESTONE))


def _publish(draft: Draft, chosen: _Chosen, identities: tuple[Identity, ...]) -> None:
    config, domain = draft.facts.value(AUTH_CONFIG), draft.asked.organisation.domain
    draft.items += [
        Pause(
            title=say("Wait until the new certificate may take over"),
            at=reference(EFFECTIVE),
            remind=REMIND,
        ),
        proof(MILESTONE),
        Question(
            name=PUBLISH,
            title=say(
                "Publish the new auth certificate of {domain}? Exchange publishes it by itself by "
                "{time} at the latest; to stop that, refuse, then type “{undo}”. The old one is "
                "kept.",
                domain=domain,
                time=reference(LATEST),
                undo=UNDO.name,
            ),
            high_risk=True,
            seconds=DECIDE_WITHIN,
        ),
        PublishCertificate(
            server=chosen.source,
            thumbprint=chosen.thumbprint,
            old=config.current,
            **auth_identities.ids(identities),
        ),
    ]
    for server in draft.servers:
        restart(draft, chosen.thumbprint, config.current, server)
    see_signing(draft, chosen.thumbprint, draft.servers, gate=PUBLISH)
    draft.items += [
        Await(condition=BothWays(), every=TEST_EVERY, seconds=TEST_WITHIN),
        proof(MILESTONE),
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
    unused = NobodySignsWith(thumbprint=old, servers=draft.servers, since=reference(PUBLISHED))
    draft.items += [
        Await(condition=BothWays(), every=TEST_EVERY, seconds=TEST_WITHIN),
        Await(condition=unused, every=TEST_EVERY, seconds=SIGNED_WITHIN),
    ]
    for each in identities:
        _drop(draft, each, chosen)
    draft.items += [
        ClearPrevious(server=draft.server, thumbprint=old),
        proof("auth cert"),
    ]
    draft.warn(
        say("The old certificate itself will stay in the servers' stores; nothing names it then.")
    )


def _drop(draft: Draft, identity: Identity, chosen: _Chosen) -> None:
    """Plan to take every key from an identity that nobody signs with any more, one by one."""
    config = draft.facts.value(AUTH_CONFIG)
    named = dict.fromkeys(filter(None, (config.current, config.previous, config.next)))
    gone = [each for each in named if identity.has(each) and not same(each, chosen.thumbprint)]
    for index, thumbprint in enumerate(gone):
        dropped = identity.drop(
            thumbprint,
            beside=(chosen.thumbprint,),
            der=there(draft.facts, thumbprint),
            servers=draft.servers,
        )
        kept = tuple(each for each in dropped.kept if each not in gone[:index])
        draft.items.append(replace(dropped, kept=kept))


ROTATE: Final = Runbook(
    name="rotate auth cert",
    title=say("Plan the rotation of the auth certificate"),
    needs=NEEDS,
    plan=plan,
)
