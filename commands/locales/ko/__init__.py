"""The sentences in Korean, by area."""

from typing import Final

from commands.locales.ko import (
    applications,
    approvals,
    certificates,
    changes,
    conversation,
    copies,
    ews,
    expiry,
    failures,
    graph_activity,
    identity,
    issuer_errors,
    jobs,
    judging,
    log_errors,
    named,
    plans,
    products,
    proofs,
    questions,
    receiver_errors,
    relationships,
    retirement,
    rotation,
    routes,
    runner,
    schedules,
    sender_errors,
    signatures,
    signing_in,
    store,
    tenants,
    transport_errors,
)

SENTENCES: Final[dict[str, str]] = (
    applications.SENTENCES
    | approvals.SENTENCES
    | certificates.SENTENCES
    | changes.SENTENCES
    | conversation.SENTENCES
    | copies.SENTENCES
    | ews.SENTENCES
    | expiry.SENTENCES
    | failures.SENTENCES
    | graph_activity.SENTENCES
    | identity.SENTENCES
    | issuer_errors.SENTENCES
    | jobs.SENTENCES
    | log_errors.SENTENCES
    | judging.SENTENCES
    | named.SENTENCES
    | plans.SENTENCES
    | products.SENTENCES
    | proofs.SENTENCES
    | questions.SENTENCES
    | receiver_errors.SENTENCES
    | relationships.SENTENCES
    | retirement.SENTENCES
    | rotation.SENTENCES
    | routes.SENTENCES
    | runner.SENTENCES
    | schedules.SENTENCES
    | sender_errors.SENTENCES
    | signatures.SENTENCES
    | store.SENTENCES
    | tenants.SENTENCES
    | transport_errors.SENTENCES
    | signing_in.SENTENCES
)
