"""What the runbooks of the auth certificate have in common: what they rest on, make, restart."""

from base64 import b64encode
from collections.abc import Collection, Sequence
from typing import Any, Final

from commands.actions.auth_certificates import (
    CERTIFICATE,
    DER,
    KeepSmtpCertificate,
    NewAuthCertificate,
)
from commands.actions.auth_config import PUBLISHED, iso
from commands.actions.brought import BroughtByHand
from commands.actions.certificate_copies import CopyCertificate
from commands.actions.restarts import RestartSigning
from commands.actions.signing import SignsWith
from commands.book import reference
from commands.certificates import SUBJECT, Decision
from commands.checks import certificate_next
from commands.checks.certificate_current import found
from commands.checks.certificate_view import View, view
from commands.checks.fleet import away
from commands.facts.organisation import AUTH_CONFIG, SERVERS, TRANSPORT
from commands.facts.servers import CERTIFICATES, TESTS
from commands.findings import Finding, Verdict
from commands.look import Fact, Facts, Known
from commands.outside.exchange import of_thumbprint
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.runbook import Await, Item, Left, Plan, Proof
from commands.runbooks import proofs
from commands.runbooks.draft import Draft
from commands.suites import SUITES

MILESTONE: Final = "rotation"
"""The suite that must be without fault before the next change; others' faults do not stop it."""

BROUGHT_EVERY: Final = 60.0
BROUGHT_WITHIN: Final = 7 * 24 * 3600.0
"""Seconds for which a job waits for people to bring a certificate, while nothing depends on it."""
SIGNED_EVERY: Final = 60.0
SIGNED_WITHIN: Final = 3 * 3600.0
"""Seconds; a server that nobody restarts looks for the new certificate within an hour."""


def _needs() -> tuple[Fact[Any], ...]:
    suites = (SUITES["oauth"], SUITES["auth cert"])
    every = (need for suite in suites for check in suite.checks for need in check.needs)
    return tuple({need.name: need for need in every}.values())


NEEDS: Final = _needs()
"""Everything that both checks read: a certificate is changed only where all of it is known."""


def rests(draft: Draft) -> View:
    """Write down what every plan about the certificate rests on, and give what was read."""
    config, seen = draft.facts.value(AUTH_CONFIG), view(draft.facts, draft.asked)
    draft.rests_on(say("Current auth certificate"), config.current or "–")
    staged = f"{config.next} @ {iso(config.next_effective)}" if config.next else "–"
    draft.rests_on(say("Next auth certificate"), staged)
    draft.rests_on(say("Previous auth certificate"), config.previous or "–")
    draft.rests_on(say("Servers that could not be asked"), ", ".join(sorted(seen.dark)))
    draft.rests_on(
        say("Servers without the current auth certificate"),
        ", ".join(sorted(seen.seen.lacking_current)),
    )
    _leave_departed(draft)
    for each in draft.facts.value(TRANSPORT):
        title = say("Default SMTP certificate of {server}", server=each.server)
        draft.rests_on(title, each.certificate or "–")
    return seen


def _leave_departed(draft: Draft) -> None:
    for server in draft.departed:
        draft.left.append(
            Left(
                title=say("Server {server}", server=server),
                why=away(server),
            )
        )


def waits_for_servers(draft: Draft, seen: View) -> None:
    """Stop until every server answers: one that is silent may hold what the others lack."""
    for name, unread in seen.dark.items():
        draft.blocks(
            say("Server {server}", server=name),
            unread.reason,
            f"check auth cert {draft.asked.organisation.domain}",
        )


def needs_copies(draft: Draft, decision: Decision) -> None:
    """Stop until every server has what the others have; a new certificate is no cure for that."""
    for name in dict.fromkeys((*decision.current_to, *decision.next_to)):
        draft.blocks(
            say("Auth certificate on {server}", server=name),
            say("{server} lacks it, and other servers have it: it must be brought there first.",
                server=name),
            f"import auth cert to {name} {draft.asked.organisation.domain}",
        )  # fmt: skip


def faults(draft: Draft) -> list[Finding]:
    """Judge what a rotation rests on, but for the staged certificate, which it takes care of.

    A test that fails for its mailbox alone is a warning, and no proof that a rotation can wait for.
    """
    found: list[Finding] = []
    for check in SUITES[MILESTONE].checks:
        if check is not certificate_next.CHECK:
            found += check.answer(draft.facts, draft.asked)
    return [
        each
        for each in found
        if each.verdict in {Verdict.FAIL, Verdict.UNKNOWN}
        or (each.verdict is Verdict.WARN and each.id.startswith("test."))
    ]


def make(draft: Draft, server: str, days: int = 0) -> tuple[str, str]:
    """Plan a new certificate; gives thumbprint and public part as later steps name them."""
    store = draft.facts.value(CERTIFICATES)[server]
    installed = store.value if isinstance(store, Known) else ()
    known = tuple(
        sorted(
            each.certificate.thumbprint
            for each in installed
            if same(each.certificate.subject, SUBJECT)
        )
    )
    draft.rests_on(say("Auth certificates on {server}", server=server), ", ".join(known))
    bound = (each for each in draft.facts.value(TRANSPORT) if same(each.server, server))
    smtp = next((each.certificate for each in bound), "")
    draft.items.append(NewAuthCertificate(server=server, known=known, days=days, smtp=smtp))
    new = reference(CERTIFICATE)
    draft.items.append(KeepSmtpCertificate(server=server, thumbprint=smtp, new=new))
    return new, reference(DER)


def there(facts: Facts, thumbprint: str) -> str:
    """Give the public part of a certificate that some server has, in base64; empty otherwise."""
    stores = facts.value(CERTIFICATES).values()
    everywhere = (each for store in stores if isinstance(store, Known) for each in store.value)
    found = of_thumbprint(everywhere, thumbprint)
    return "" if found is None else b64encode(found.der).decode()


def maker(draft: Draft) -> str:
    """Name the server to make a certificate on: one that can give it to the others, if any can."""
    stores = draft.facts.value(CERTIFICATES)
    able = (each for each in draft.servers if has_endpoint(draft, each))
    return next((each for each in able if isinstance(stores.get(each), Known)), draft.server)


def elsewhere(draft: Draft, source: str) -> tuple[str, ...]:
    """Name the servers that Exchange may never bring a certificate to from ``source``.

    Exchange hands it out within an Active Directory site; servers of another one, or whose site is
    not known, may miss it.
    https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
    """
    described = draft.facts.of(SERVERS)
    known = described.value if isinstance(described, Known) else ()
    sites = {each.name.casefold(): each.site for each in known}
    near = sites.get(source.casefold(), "")
    return tuple(
        server
        for server in draft.servers
        if not same(server, source) and not (near and same(sites.get(server.casefold(), ""), near))
    )


def bring(  # noqa: PLR0913  (a copy has that much to it)
    draft: Draft,
    thumbprint: str,
    source: str,
    servers: Sequence[str],
    *,
    within: float,
    lacks: bool = False,
    may_fail: bool = False,
    keyless: Collection[str] = (),
) -> None:
    """Plan to bring the certificate to servers: by the source's endpoint, or by people.

    ``within`` is how long the job waits for people, in seconds; ``lacks`` says that they were seen
    to be without it.
    """
    others = tuple(server for server in servers if not same(server, source))
    if has_endpoint(draft, source):
        draft.items += [
            CopyCertificate(
                thumbprint=thumbprint,
                source=source,
                server=server,
                lacks=lacks,
                may_fail=may_fail,
                without_key=server in keyless,
            )
            for server in others
        ]
    elif others:
        condition = BroughtByHand(
            thumbprint=thumbprint,
            source=source,
            servers=others,
            keyless=tuple(each for each in others if each in keyless),
        )
        draft.items.append(Await(condition=condition, every=BROUGHT_EVERY, seconds=within))
        draft.warn(
            say(
                "Exchange exports no auth certificate any more, and {source} has no maintenance "
                "endpoint: somebody has to bring it to {servers} by hand, and the job waits for "
                "that. What to type stands at that step.",
                source=source,
                servers=", ".join(others),
            )
        )


def restart(
    draft: Draft, thumbprint: str, old: str, server: str, *, until_back: bool = False
) -> None:
    """Plan to have what signs on a server start anew, where an endpoint for that is set up.

    What fails on one server stops no other: the wait that follows says what to type there.  With
    ``until_back`` the next one waits for it, so that no two are away at once.
    """
    if has_endpoint(draft, server):
        draft.items.append(
            RestartSigning(
                server=server, thumbprint=thumbprint, old=old, may_fail=True, until_back=until_back
            )
        )


def see_signing(draft: Draft, thumbprint: str, servers: Sequence[str], *, gate: str) -> None:
    """Plan to see that every server signs with it: restarted, or within an hour by itself.

    ``gate`` is the decision that the restarts follow.
    """
    proofs.signed(draft, thumbprint, reference(PUBLISHED))
    by_hand = [server for server in servers if not has_endpoint(draft, server)]
    for server in servers:
        condition = SignsWith(
            server=server,
            thumbprint=thumbprint,
            since=reference(PUBLISHED),
            by_hand=server in by_hand,
        )
        draft.items.append(Await(condition=condition, every=SIGNED_EVERY, seconds=SIGNED_WITHIN))
    if by_hand:
        draft.warn(
            say(
                "No maintenance endpoint is set up on {servers}: there the restart is left to "
                "people, and the job waits for its effect. What to type stands at that step.",
                servers=", ".join(by_hand),
            )
        )
    if restarted := [server for server in servers if server not in by_hand]:
        draft.warn(
            say(
                "Right after `{gate}` is approved, the Exchange service host and the pools of "
                "Outlook on the web and of the admin center are restarted on {servers}, one after "
                "the other; people there notice a short pause.",
                gate=gate,
                servers=", ".join(restarted),
            )
        )


def signs_with(draft: Draft, thumbprint: str) -> list[str]:
    """Name the servers whose own test shows that they sign with a certificate."""
    return [
        server
        for server, test in draft.facts.value(TESTS).items()
        if isinstance(test, Known) and same(test.value.signed_with, thumbprint)
    ]


def days_left(draft: Draft, thumbprint: str) -> int | None:
    """Give the whole days that are left of a certificate; ``None`` where none is found."""
    certificate = found(draft.facts.value(CERTIFICATES), thumbprint)
    return None if certificate is None else (certificate.ends - draft.asked.now).days


def proof(suite: str) -> Proof:
    """Plan to run one of the suites that a rotation is proven by."""
    titles = {
        "auth cert": say("Check the auth certificate everywhere"),
        "oauth": say("Check OAuth both ways, with all it rests on"),
        MILESTONE: say("Check that every server can sign, and OAuth both ways"),
    }
    return Proof(suite=suite, title=titles[suite])


def whole(draft: Draft, title: Phrase, items: Sequence[Item]) -> Plan:
    """Give the plan; something that blocks leaves nothing to be done."""
    blocked = any(each.blocks for each in draft.left)
    return Plan(
        title=title,
        items=() if blocked else tuple(proofs.settled(draft, each) for each in items),
        in_place=tuple(draft.in_place),
        left=tuple(draft.left),
        warnings=() if blocked else tuple(draft.warnings),
        basis=tuple(draft.basis),
    )


def has_endpoint(draft: Draft, server: str) -> bool:
    """Tell whether a maintenance endpoint is set up on a server."""
    servers = draft.asked.organisation.servers
    return any(same(each.name, server) and each.maintenance for each in servers)
