"""``replace auth cert now``: nothing can sign any more, or too soon, so another takes over at once.

The key is brought to the cloud before the certificate is published, so that the first signature is
understood.  Where there is a gap already, what counts is to end it.
https://learn.microsoft.com/troubleshoot/exchange/administration/exchange-oauth-authentication-could-not-find-the-authorization
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from commands import amounts
from commands.actions.auth_config import PUBLISHED, iso
from commands.actions.awaited import BothWays
from commands.actions.clearing import ClearPrevious
from commands.actions.publishing import PublishCertificate
from commands.actions.signing import NobodySignsWith
from commands.actions.spreading import Begun
from commands.actions.staging import StageCertificate
from commands.book import reference
from commands.certificates import Choice, Decision, decide
from commands.check import Asked
from commands.checks.certificate_current import found
from commands.checks.certificate_view import View
from commands.facts.entra import DEDICATED
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.findings import Console
from commands.gates import REPLACE
from commands.look import Facts
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Await, Left, Plan, Question, Runbook
from commands.runbooks import auth_identities, clocks, other_tenants
from commands.runbooks.auth_certificate import (
    NEEDS,
    SIGNED_WITHIN,
    bring,
    days_left,
    has_endpoint,
    make,
    maker,
    needs_copies,
    proof,
    restart,
    rests,
    see_signing,
    there,
    waits_for_servers,
    whole,
)
from commands.runbooks.auth_identities import Identity
from commands.runbooks.draft import Draft
from commands.runbooks.oauth import TEST_EVERY, TEST_WITHIN

BEGUN_EVERY: Final = 30.0
BEGUN_WITHIN: Final = 900.0
"""Seconds; clocks are within five minutes, or nothing is staged."""


@dataclass(frozen=True, kw_only=True)
class _New:
    """What takes over: thumbprint and public part, or references; ``source`` has it first."""

    thumbprint: str
    der: str
    source: str


def plan(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan it, or say why it is not the time for it."""
    draft = Draft(facts, asked, options)
    domain = asked.organisation.domain
    title = say("Emergency replacement of the auth certificate")
    seen = rests(draft)
    decision = decide(seen.seen)
    if decision.choice is not Choice.REPLACE:
        _instead(draft, seen, decision)
        return whole(draft, title, ())
    clocks.preflight(draft)
    identities = _identities(draft, seen)
    _consequences(draft, seen)
    asks = Question(
        name=REPLACE,
        title=say("Replace the auth certificate of {domain} now, in one go?", domain=domain),
    )
    config = facts.value(AUTH_CONFIG)
    if decision.takes_next:
        new = _New(thumbprint=config.next, der=there(facts, config.next), source=seen.next_holder)
    else:
        source = maker(draft)
        thumbprint, der = make(draft, source)
        new = _New(thumbprint=thumbprint, der=der, source=source)
    answering = [name for name in draft.servers if name not in seen.dark]
    until = auth_identities.must_last(draft, new.thumbprint, asked.now)
    draft.items += [
        each.add(new.thumbprint, new.der, servers=answering, stays=decision.takes_next)
        for each in identities
        if not each.has(new.thumbprint, till=until)
    ]
    works = not _is_over(seen)
    if works:
        left = seen.seen.current or timedelta()
        bring(draft, new.thumbprint, new.source, answering, within=left.total_seconds())
    _publish(draft, seen, new, identities)
    _serve(draft, new, answering, brought=works)
    _left_dark(draft, seen)
    _retire(draft, seen, new, identities)
    auth_identities.leave_shared(draft)
    other_tenants.leave(draft)
    return whole(draft, title, [asks, *draft.items])


def _is_over(seen: View) -> bool:
    """Tell whether nothing can sign any more; a certificate that ends too soon still works."""
    return seen.seen.current is None or seen.seen.current <= timedelta()


def _identities(draft: Draft, seen: View) -> tuple[Identity, ...]:
    """Give who is to know the key: of several applications the one that Exchange signs in as.

    Where it is not plain, nothing is done while the old certificate still works; once it does not,
    sign-in on premises is worth mending alone.
    """
    config, dedicated = draft.facts.value(AUTH_CONFIG), draft.facts.value(DEDICATED)
    found = auth_identities.of(draft, (config.current, config.next, config.previous))
    if len(dedicated.applications) == 1:
        return found
    plain = tuple(
        each for each in found if each.is_principal or same(each.app_id, dedicated.claimed)
    )
    if any(not each.is_principal for each in plain):
        return plain
    if not _is_over(seen):
        auth_identities.needs_application(draft)
        return plain
    draft.left.append(
        Left(
            title=say("Dedicated application"),
            why=say(
                "There is none, or more than one, to give the new key to. Sign-in on premises is "
                "mended without it; calendars across are not, until it is configured."
            ),
            command=f"configure oauth {draft.asked.organisation.domain}",
            console=Console.CHAT,
        )
    )
    return plain


def _publish(draft: Draft, seen: View, new: _New, identities: tuple[Identity, ...]) -> None:
    config, returns = draft.facts.value(AUTH_CONFIG), not _is_over(seen)
    begun = Begun(thumbprint=new.thumbprint, server=new.source)
    draft.items.append(Await(condition=begun, every=BEGUN_EVERY, seconds=BEGUN_WITHIN))
    known_to = auth_identities.ids(identities)
    draft.items += [
        StageCertificate(
            server=new.source,
            thumbprint=new.thumbprint,
            current=config.current,
            goes_back=returns,
            old=config.next,
            old_at=iso(config.next_effective),
            returns=False,
            force=True,
            **known_to,
        ),
        PublishCertificate(
            server=new.source,
            thumbprint=new.thumbprint,
            old=config.current,
            returns=returns,
            **known_to,
        ),
    ]


def _serve(draft: Draft, new: _New, servers: Sequence[str], *, brought: bool) -> None:
    """Plan to have one server after the other sign with it: what fails on one stops no other.

    ``brought`` says that all have it by then.  Where nothing signs any more, the first server signs
    before people are waited for.
    """
    old = draft.facts.value(AUTH_CONFIG).current
    others = [server for server in servers if not same(server, new.source)]
    restart(draft, new.thumbprint, old, new.source)
    if not (brought or has_endpoint(draft, new.source)):
        bring(draft, new.thumbprint, new.source, others, within=SIGNED_WITHIN)
        brought = True
    for server in others:
        if not brought:
            bring(draft, new.thumbprint, new.source, (server,), within=SIGNED_WITHIN, may_fail=True)
        restart(draft, new.thumbprint, old, server)
    see_signing(draft, new.thumbprint, servers, gate=REPLACE)


def _retire(draft: Draft, seen: View, new: _New, identities: tuple[Identity, ...]) -> None:
    config = draft.facts.value(AUTH_CONFIG)
    answering = [name for name in draft.servers if name not in seen.dark]
    signs_in = any(not each.is_principal for each in identities)
    tested = BothWays(one_way=not signs_in, without=tuple(sorted(seen.dark)))
    draft.items.append(Await(condition=tested, every=TEST_EVERY, seconds=TEST_WITHIN))
    if not _is_over(seen):
        unused = NobodySignsWith(
            thumbprint=config.current, servers=tuple(answering), since=reference(PUBLISHED)
        )
        draft.items.append(Await(condition=unused, every=TEST_EVERY, seconds=SIGNED_WITHIN))
    old = there(draft.facts, config.current)
    draft.items += [
        each.drop(config.current, beside=(new.thumbprint,), der=old, servers=answering)
        for each in identities
        if each.has(config.current)
    ]
    if config.current:
        draft.items.append(ClearPrevious(server=new.source, thumbprint=config.current))
    draft.items.append(proof("oauth"))


def _instead(draft: Draft, seen: View, decision: Decision) -> None:
    """Say what is to be done instead: an emergency's way is not for a certificate that works."""
    domain = draft.asked.organisation.domain
    title = say("Auth certificate {thumbprint}",
                thumbprint=draft.facts.value(AUTH_CONFIG).current or "–")  # fmt: skip
    match decision.choice:
        case Choice.BLOCKED:
            waits_for_servers(draft, seen)
        case Choice.IMPORT:
            needs_copies(draft, decision)
        case _:
            left = days_left(draft, draft.facts.value(AUTH_CONFIG).current) or 0
            why = say(
                "It works for {days} more: a rotation replaces it without a gap.",
                days=amounts.days(left),
            )
            draft.blocks(title, why, f"rotate auth cert {domain}")


def _consequences(draft: Draft, seen: View) -> None:
    current = found(draft.facts.value(CERTIFICATES), draft.facts.value(AUTH_CONFIG).current)
    if current is None or _is_over(seen):
        draft.warn(
            say(
                "Until this is done nobody on premises sees calendars of people in the cloud, and "
                "sign-in to Outlook on the web and to the admin center fails."
            )
        )
    else:
        hours = round((current.ends - draft.asked.now) / timedelta(hours=1))
        draft.warn(
            say(
                "The current certificate still works, until {ends} ({hours} hours). After that "
                "nobody on premises sees calendars of people in the cloud, and sign-in to Outlook "
                "on the web and to the admin center fails.",
                ends=f"{current.ends:%Y-%m-%d %H:%M} UTC",
                hours=hours,
            )
        )
    draft.warn(
        say(
            "There is no wait for Exchange to bring the new certificate to every server: it is "
            "copied, and what signs is restarted at once. Minutes pass in which servers differ."
        )
    )
    if not _is_over(seen):
        draft.warn(
            say(
                "The old key stays in the cloud for an hour after the publication: a test shows "
                "what one process of a server signs with, and others look for the new certificate "
                "within that hour."
            )
        )
    draft.warn(
        say(
            "SharePoint Server and Skype for Business Server that trust this organisation do not "
            "know the new certificate: their trust breaks at once, until somebody has them read "
            "Exchange's metadata document again. A rotation leaves 49 hours for that."
        )
    )


def _left_dark(draft: Draft, seen: View) -> None:
    for name, unread in seen.dark.items():
        draft.left.append(
            Left(
                title=say("New auth certificate on {server}", server=name),
                why=unread.reason,
                command=f"import auth cert to {name} {draft.asked.organisation.domain}",
                console=Console.CHAT,
            )
        )


REPLACE_NOW = Runbook(
    name="replace auth cert now",
    title=say("Plan the replacement of the auth certificate at once"),
    needs=NEEDS,
    plan=plan,
)
