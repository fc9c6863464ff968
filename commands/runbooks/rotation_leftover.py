"""Only the end of a rotation: the old certificate goes, where nothing else is to be done.

A job that was ended during the wait before `retire`, or refused there, leaves the new certificate
in use and the old one trusted; no new certificate is needed to finish that.
"""

from collections.abc import Mapping
from typing import Final

from commands.actions.awaited import BothWays
from commands.actions.clearing import ClearPrevious
from commands.actions.signing import REFRESHED, NobodySignsWith
from commands.certificates import SUBJECT, Choice, decide
from commands.checks.certificate_current import found
from commands.checks.certificate_view import View
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.look import Known
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Await, Pause
from commands.runbooks import auth_identities, proofs
from commands.runbooks.auth_certificate import SIGNED_WITHIN, proof
from commands.runbooks.auth_identities import Identity
from commands.runbooks.draft import Draft
from commands.runbooks.oauth import TEST_EVERY, TEST_WITHIN
from commands.runbooks.rotation_retirement import drop, question, stays_in_stores

_LONG_AGO: Final = "2000-01-01T00:00:00+00:00"
"""When the current one was published, for waits that stand behind the hour it needs at most."""


def leftovers(draft: Draft, seen: View, options: Mapping[str, str]) -> tuple[str, ...]:
    """Name what is left to retire, where that is all there is to do; otherwise nothing.

    An option asks for a new certificate; one that is staged is to be taken up.
    """
    config = draft.facts.value(AUTH_CONFIG)
    is_staged = config.next and not same(config.next, config.current)
    if options or is_staged or decide(seen.seen).choice is not Choice.NOTHING:
        return ()
    older = _older(draft)
    known = [each for one in auth_identities.of(draft, older) for each in older if one.has(each)]
    is_in_use = same(config.previous, config.current)
    previous = "" if is_in_use or _is_newer(draft) else config.previous
    return tuple(dict.fromkeys(filter(None, (previous, *known))))


def _is_newer(draft: Draft) -> bool:
    """Tell whether the previous one is no older than the current one, as an undo leaves it.

    It goes on the way of the next rotation; nobody is to be asked to let an old one go for it.
    """
    config, stores = draft.facts.value(AUTH_CONFIG), draft.facts.value(CERTIFICATES)
    current, previous = found(stores, config.current), found(stores, config.previous)
    return current is not None and previous is not None and previous.starts >= current.starts


def _older(draft: Draft) -> tuple[str, ...]:
    """Name the auth certificates that some server has and that began before the current one.

    A newer one that AuthConfig does not name may be meant to take over.
    """
    config, stores = draft.facts.value(AUTH_CONFIG), draft.facts.value(CERTIFICATES)
    current = found(stores, config.current)
    everywhere = (x for store in stores.values() if isinstance(store, Known) for x in store.value)
    certificates = [each.certificate for each in everywhere]
    return tuple(
        sorted(
            {
                each.thumbprint.upper()
                for each in certificates
                if current is not None
                and same(each.subject, SUBJECT)
                and not same(each.thumbprint, config.current)
                and each.starts < current.starts
            }
        )
    )


def retire(draft: Draft, old: tuple[str, ...], identities: tuple[Identity, ...]) -> None:
    """Plan to let it go, behind its gate, once it has been shown that nobody needs it."""
    config, domain = draft.facts.value(AUTH_CONFIG), draft.asked.organisation.domain
    draft.in_place.append(
        say(
            "Certificate {thumbprint}: in use, and not due to be replaced. For a new one all the "
            "same: {request}",
            thumbprint=config.current,
            request=f"rotate auth cert {domain} --effective +72h",
        )
    )
    draft.items += [
        question(domain),
        Pause(
            title=say("Wait an hour: every server has looked for the current certificate then"),
            seconds=REFRESHED.total_seconds(),
        ),
        Await(condition=BothWays(), every=TEST_EVERY, seconds=TEST_WITHIN),
    ]
    proofs.signed(draft, config.current, _LONG_AGO)
    for each in old:
        unused = NobodySignsWith(thumbprint=each, servers=draft.servers, since=_LONG_AGO)
        draft.items.append(Await(condition=unused, every=TEST_EVERY, seconds=SIGNED_WITHIN))
    for identity in identities:
        drop(draft, identity, old, kept=config.current)
    if config.previous in old:
        draft.items.append(ClearPrevious(server=draft.server, thumbprint=config.previous))
    draft.items.append(proof("auth cert"))
    stays_in_stores(draft)
