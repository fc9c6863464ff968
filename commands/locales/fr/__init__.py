"""The sentences in French, by area."""

from typing import Final

from commands.locales.fr import (
    applications,
    approvals,
    certificates,
    changes,
    conversation,
    copies,
    ews,
    expiry,
    failures,
    identity,
    jobs,
    named,
    plans,
    products,
    proofs,
    questions,
    retirement,
    rotation,
    routes,
    runner,
    schedules,
    signatures,
    store,
    tenants,
)

SENTENCES: Final[dict[str, str]] = (
    conversation.SENTENCES
    | identity.SENTENCES
    | applications.SENTENCES
    | approvals.SENTENCES
    | certificates.SENTENCES
    | changes.SENTENCES
    | copies.SENTENCES
    | expiry.SENTENCES
    | failures.SENTENCES
    | jobs.SENTENCES
    | named.SENTENCES
    | plans.SENTENCES
    | questions.SENTENCES
    | products.SENTENCES
    | retirement.SENTENCES
    | rotation.SENTENCES
    | routes.SENTENCES
    | runner.SENTENCES
    | schedules.SENTENCES
    | signatures.SENTENCES
    | proofs.SENTENCES
    | store.SENTENCES
    | ews.SENTENCES
    | tenants.SENTENCES
)
