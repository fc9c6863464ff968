"""How the old certificate goes, once a day has shown that nobody needs it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from commands.actions.auth_config import PUBLISHED
from commands.actions.awaited import BothWays
from commands.actions.clearing import ClearPrevious
from commands.actions.signing import NobodySignsWith
from commands.book import reference
from commands.facts.organisation import AUTH_CONFIG
from commands.gates import RETIRE
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Await, Pause, Question
from commands.runbooks import proofs
from commands.runbooks.auth_certificate import SIGNED_WITHIN, proof, there
from commands.runbooks.auth_identities import Identity
from commands.runbooks.draft import Draft
from commands.runbooks.oauth import TEST_EVERY, TEST_WITHIN
from commands.runbooks.rotation_choice import Chosen
from commands.runbooks.rotation_publication import DECIDE_WITHIN

_HOUR: Final = 3600.0


def retire(draft: Draft, chosen: Chosen, identities: tuple[Identity, ...]) -> None:
    """Plan to let the old certificate go, once it has been shown that nobody needs it."""
    old, domain = draft.facts.value(AUTH_CONFIG).current, draft.asked.organisation.domain
    hours = draft.asked.organisation.soak_hours
    draft.items += [
        Pause(
            title=say("Wait {hours} hours: the old certificate is still there if need be",
                      hours=hours),
            seconds=hours * _HOUR,
        ),
        question(domain),
    ]  # fmt: skip
    proofs.signed(draft, chosen.thumbprint, reference(PUBLISHED), without=old)
    unused = NobodySignsWith(thumbprint=old, servers=draft.servers, since=reference(PUBLISHED))
    draft.items += [
        Await(condition=BothWays(), every=TEST_EVERY, seconds=TEST_WITHIN),
        Await(condition=unused, every=TEST_EVERY, seconds=SIGNED_WITHIN),
    ]
    config = draft.facts.value(AUTH_CONFIG)
    named = tuple(dict.fromkeys(filter(None, (config.current, config.previous, config.next))))
    for each in identities:
        drop(draft, each, named, kept=chosen.thumbprint)
    draft.items += [
        ClearPrevious(server=draft.server, thumbprint=old),
        proof("auth cert"),
    ]
    stays_in_stores(draft)


def question(domain: str) -> Question:
    """Give the decision about it, which has no way back."""
    return Question(
        name=RETIRE,
        title=say(
            "Retire the old auth certificate of {domain}? This cannot be undone: its key is "
            "taken from the cloud, and Exchange forgets it.",
            domain=domain,
        ),
        seconds=DECIDE_WITHIN,
    )


def stays_in_stores(draft: Draft) -> None:
    """Say what is not done: no server is made to forget a certificate."""
    draft.warn(
        say("The old certificate itself will stay in the servers' stores; nothing names it then.")
    )


def drop(draft: Draft, identity: Identity, named: Sequence[str], *, kept: str) -> None:
    """Plan to take every key from an identity that nobody signs with any more, one by one."""
    gone = [each for each in named if identity.has(each) and not same(each, kept)]
    for index, thumbprint in enumerate(gone):
        dropped = identity.drop(
            thumbprint,
            beside=(kept,),
            der=there(draft.facts, thumbprint),
            servers=draft.servers,
        )
        left = tuple(each for each in dropped.kept if each not in gone[:index])
        draft.items.append(replace(dropped, kept=left))
