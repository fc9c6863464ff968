"""The day on which the new certificate takes over: who decides, and what has to be seen then."""

from typing import Final

from commands.actions.auth_config import EFFECTIVE, LATEST
from commands.actions.awaited import BothWays
from commands.actions.publishing import PublishCertificate
from commands.actions.taking_over import StillStaged
from commands.book import reference
from commands.facts.organisation import AUTH_CONFIG
from commands.gates import PUBLISH
from commands.on_jobs import UNDO
from commands.phrases import Phrase, say
from commands.runbook import Await, Pause, Question
from commands.runbooks import auth_identities
from commands.runbooks.auth_certificate import MILESTONE, proof, restart, see_signing
from commands.runbooks.auth_identities import Identity
from commands.runbooks.draft import Draft
from commands.runbooks.oauth import TEST_EVERY, TEST_WITHIN
from commands.runbooks.rotation_choice import Chosen

_HOUR: Final = 3600.0
REMIND: Final = 4 * _HOUR
DECIDE_WITHIN: Final = 7 * 24 * _HOUR
"""Seconds before the publication at which people are told, and for which its gate stays open."""
LOOK_EVERY: Final = 900.0
"""Seconds between looks where somebody has put the time off."""


def _asks(domain: str, *, kept: bool) -> Phrase:
    if kept:
        return say(
            "Publish the new auth certificate of {domain}? Exchange publishes it by itself by "
            "{time} at the latest, as it was staged before this job. The old one is kept.",
            domain=domain,
            time=reference(LATEST),
        )
    return say(
        "Publish the new auth certificate of {domain}? Exchange publishes it by itself by "
        "{time} at the latest; to stop that, refuse, then type “{undo}”. The old one is "
        "kept.",
        domain=domain,
        time=reference(LATEST),
        undo=UNDO.name,
    )


def publish(draft: Draft, chosen: Chosen, identities: tuple[Identity, ...], *, kept: bool) -> None:
    """Plan the publication on its day, behind its gate, and that every server signs with it."""
    config, domain = draft.facts.value(AUTH_CONFIG), draft.asked.organisation.domain
    draft.items += [
        Pause(
            title=say("Wait until the new certificate may take over"),
            at=reference(EFFECTIVE),
            remind=REMIND,
        ),
        proof(MILESTONE),
        Await(
            condition=StillStaged(
                server=chosen.source, thumbprint=chosen.thumbprint, old=config.current
            ),
            every=LOOK_EVERY,
            seconds=DECIDE_WITHIN,
        ),
        Question(
            name=PUBLISH,
            title=_asks(domain, kept=kept),
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
        restart(draft, chosen.thumbprint, config.current, server, until_back=True)
    see_signing(draft, chosen.thumbprint, draft.servers, gate=PUBLISH)
    draft.items += [
        Await(condition=BothWays(), every=TEST_EVERY, seconds=TEST_WITHIN),
        proof(MILESTONE),
    ]
