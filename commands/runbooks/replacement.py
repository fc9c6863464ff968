"""``replace auth cert now``: nothing can sign any more, so a new certificate takes over at once.

The key is brought to the cloud before the certificate is published, so that the first signature is
understood.  There is a gap already; what this does is to end it.
https://learn.microsoft.com/troubleshoot/exchange/administration/exchange-oauth-authentication-could-not-find-the-authorization
"""

from collections.abc import Mapping

from commands.actions.auth_config import iso
from commands.actions.awaited import BothWays
from commands.actions.staging import PublishCertificate, StageCertificate
from commands.actions.stepping_back import ClearPrevious
from commands.certificates import Choice, Decision, decide
from commands.check import Asked
from commands.checks.certificate_view import View
from commands.facts.entra import DEDICATED
from commands.facts.organisation import AUTH_CONFIG
from commands.findings import Console
from commands.gates import REPLACE
from commands.look import Facts
from commands.phrases import say
from commands.runbook import Await, Left, Plan, Question, Runbook
from commands.runbooks import auth_identities
from commands.runbooks.auth_certificate import (
    NEEDS,
    days_left,
    make,
    needs_copies,
    proof,
    restart,
    rests,
    spread,
    there,
    waits_for_servers,
    whole,
)
from commands.runbooks.draft import Draft
from commands.runbooks.oauth import TEST_EVERY, TEST_WITHIN


def plan(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan it, or say why it is not the time for it."""
    draft = Draft(facts, asked, options)
    domain = asked.organisation.domain
    title = say("The auth certificate of {domain} is replaced at once", domain=domain)
    seen = rests(draft)
    decision = decide(seen.seen)
    if decision.choice is not Choice.REPLACE:
        _instead(draft, seen, decision)
        return whole(draft, title, ())
    _consequences(draft)
    config = facts.value(AUTH_CONFIG)
    identities = auth_identities.of(draft, (config.current, config.next, config.previous))
    if _is_unclear(draft):
        identities = tuple(each for each in identities if each.is_principal)
    asks = Question(
        name=REPLACE,
        title=say("Replace the auth certificate of {domain} now, in one go?", domain=domain),
        high_risk=True,
    )
    if decision.takes_next:
        thumbprint, source = config.next, seen.next_holder
        der = there(facts, thumbprint)
    else:
        source = draft.server
        thumbprint, der = make(draft, source)
    answering = [name for name in draft.servers if name not in seen.dark]
    draft.items += [
        each.add(thumbprint, der, servers=answering, stays=decision.takes_next)
        for each in identities
        if not each.has(thumbprint)
    ]
    draft.items += [
        StageCertificate(
            server=source,
            thumbprint=thumbprint,
            current=config.current,
            old=config.next,
            old_at=iso(config.next_effective),
            returns=False,
            force=True,
        ),
        PublishCertificate(
            server=source,
            thumbprint=thumbprint,
            old=config.current,
            **auth_identities.ids(identities),
        ),
    ]
    dark = tuple(sorted(seen.dark))
    spread(draft, thumbprint, source, answering)
    restart(draft, thumbprint, config.current, answering)
    _left_dark(draft, seen)
    old = there(draft.facts, config.current)
    draft.items += [
        Await(
            condition=BothWays(without=dark),
            every=TEST_EVERY,
            seconds=TEST_WITHIN,
        ),
        *(
            each.drop(config.current, beside=(thumbprint,), der=old, servers=answering)
            for each in identities
            if each.has(config.current)
        ),
    ]
    if config.current:
        draft.items.append(ClearPrevious(server=source, thumbprint=config.current))
    draft.items.append(proof("oauth"))
    auth_identities.leave_shared(draft)
    return whole(draft, title, [asks, *draft.items])


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
            days = days_left(draft, draft.facts.value(AUTH_CONFIG).current)
            why = say(
                "It works for {days} days more: a rotation replaces it without a gap.",
                days="?" if days is None else days,
            )
            draft.blocks(title, why, f"rotate auth cert {domain}")


def _consequences(draft: Draft) -> None:
    draft.warn(
        say(
            "Until this is done nobody on premises sees calendars of people in the cloud, and "
            "sign-in to Outlook on the web and to the admin center fails."
        )
    )
    draft.warn(
        say(
            "There is no wait for the new certificate to reach every server: it is copied, and "
            "what signs is restarted at once. Minutes pass in which servers differ."
        )
    )


def _is_unclear(draft: Draft) -> bool:
    """Go on without a plain application: sign-in on premises needs the certificate anyway."""
    if len(draft.facts.value(DEDICATED).applications) == 1:
        return False
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
    return True


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
