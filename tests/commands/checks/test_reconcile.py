"""No report contradicts itself: a sign-in that was seen outvotes a calendar, a table, a rule."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from commands.catalog import SUITES
from commands.checks.effects import BOTH_SIDES_BLIND, CLOUD_SIDE_BLIND, ON_PREMISES_SIDE_BLIND
from commands.checks.reconcile import reconciled
from commands.checks.shared_principal import PURGE
from commands.facts import cloud, entra, organisation, published, servers, tenant
from commands.findings import Finding, Verdict
from commands.look import Fact
from tests.commands.made import (
    ACS,
    ASKED,
    CURRENT,
    DEDICATED,
    EWS_URL,
    HOSTS,
    INSTALLED,
    KEY,
    NO_DEDICATED,
    OVERRIDE,
    PARTNER,
    POLICY,
    SHARED,
    SMTP_INSTALLED,
    STRANGE,
    STS,
    a_test,
    addresses,
    each,
    facts,
    failed,
    said,
    unread,
)

SIGNED = "client_assertion=redacted; signed with {}"
HELD = replace(SHARED, keys=(KEY,))
THROUGH_SHARED: dict[Fact[Any], object] = {
    entra.SHARED: HELD,
    entra.DEDICATED: NO_DEDICATED,
    organisation.AUTH_SERVERS: (ACS, replace(STS, application_id="")),
    organisation.OVERRIDES: (),
}


def report(changes: dict[Fact[Any], object]) -> dict[str, Finding]:
    return {found.id: found for found in SUITES["oauth"].answer(facts(changes), ASKED)}


def test_a_green_test_keeps_the_key_it_was_signed_with_and_outvotes_the_calendar():
    found = report(THROUGH_SHARED)

    assert found["test.on-premises.EX01"].verdict is Verdict.OK
    shared, hybrid = found["shared-principal"], found["hybrid-application"]
    assert shared.verdict is Verdict.FAIL  # the key is an exposure all the same
    assert PURGE not in shared.command
    assert "Keep the current key" in said(shared)
    assert hybrid.verdict is Verdict.WARN
    assert "blocked since" not in said(hybrid)
    assert "Test from EX01 to the cloud" in said(hybrid)


@pytest.mark.parametrize(
    ("changes", "purged"),
    [
        pytest.param({servers.TESTS: each({"EX01": failed("x"), "EX02": failed("x")})}, True,
                     id="no test is green"),
        pytest.param(
            {servers.TESTS: each(dict.fromkeys(("EX01", "EX02"), a_test(SIGNED.format(STRANGE))))},
            True, id="they signed with another key",
        ),
        pytest.param(
            {servers.TESTS: each(dict.fromkeys(("EX01", "EX02"), a_test(SIGNED.format(CURRENT))))},
            False, id="they signed with this one",
        ),
        pytest.param({entra.DEDICATED: DEDICATED, organisation.AUTH_SERVERS: (ACS, STS),
                      organisation.OVERRIDES: (OVERRIDE,)}, True, id="the application is in use"),
        pytest.param({organisation.AUTH_SERVERS: unread()}, False, id="nobody knows who signs in"),
    ],
)  # fmt: skip
def test_the_purge_is_offered_where_no_test_went_through_its_keys(changes, purged):
    shared = report(THROUGH_SHARED | changes)["shared-principal"]

    assert (PURGE in shared.command) is purged


def test_one_green_server_does_not_hide_what_stops_another():
    tests = each({"EX01": a_test(), "EX02": failed("AADSTS700027 key was not found")})
    found = report({servers.TESTS: tests, entra.DEDICATED: NO_DEDICATED})

    assert found["hybrid-application"].verdict is Verdict.FAIL
    assert "Test from EX01 to the cloud" in said(found["hybrid-application"])


def test_what_the_test_does_not_touch_is_not_refuted_by_it():
    off = replace(cloud_connector(), enabled=False)

    found = report({cloud.CONNECTORS: (off,)})

    assert found["test.cloud.mail.example.com"].verdict is Verdict.OK
    assert found["connector.cloud"].verdict is Verdict.FAIL


def cloud_connector() -> Any:
    return facts().value(cloud.CONNECTORS)[0]


BLIND = {
    ON_PREMISES_SIDE_BLIND.template: ("test.on-premises.",),
    CLOUD_SIDE_BLIND.template: ("test.cloud.",),
    BOTH_SIDES_BLIND.template: ("test.on-premises.", "test.cloud."),
}
NOT_TESTED = ("connector.", "directory.", "published.autodiscover.", "challenge.autodiscover.",
              "service-principal-name.autodiscover.")  # fmt: skip
"""Of these the tests see nothing: they are given the EWS address."""

ANY: dict[Fact[Any], some.SearchStrategy[object]] = {
    servers.TESTS: some.sampled_from([
        each({"EX01": a_test(), "EX02": a_test()}),
        each({"EX01": a_test(SIGNED.format(CURRENT)), "EX02": a_test(SIGNED.format(CURRENT))}),
        each({"EX01": a_test(), "EX02": failed("AADSTS700027 x")}),
        each({"EX01": a_test(), "EX02": unread()}),
        each({"EX01": failed("(500) odd"), "EX02": failed("The signing certificate is missing")}),
    ]),
    cloud.TESTS: some.sampled_from([
        each({EWS_URL: a_test()}),
        each({EWS_URL: failed("(401) Unauthorized")}),
        each({EWS_URL: unread()}),
        {},
    ]),
    entra.SHARED: some.sampled_from([SHARED, HELD, replace(HELD, enabled=False), None, unread()]),
    entra.DEDICATED: some.sampled_from([
        DEDICATED, NO_DEDICATED, replace(DEDICATED, grants=()), replace(DEDICATED, principal=None),
        unread(),
    ]),
    organisation.AUTH_SERVERS: some.sampled_from([
        (ACS, STS), (ACS, replace(STS, application_id="")), (replace(ACS, enabled=False), STS),
        (STS,), (), unread(),
    ]),
    organisation.OVERRIDES: some.sampled_from([(), (OVERRIDE,), unread()]),
    organisation.PARTNER_APPLICATIONS: some.sampled_from([
        (PARTNER,), (replace(PARTNER, enabled=False),), (), unread(),
    ]),
    servers.CERTIFICATES: some.sampled_from([
        each(dict.fromkeys(("EX01", "EX02"), (INSTALLED, SMTP_INSTALLED))),
        each({"EX01": (INSTALLED, SMTP_INSTALLED), "EX02": (SMTP_INSTALLED,)}),
        each(dict.fromkeys(("EX01", "EX02"), ())),
    ]),
    cloud.EWS_POLICY: some.sampled_from([
        POLICY, replace(POLICY, enabled=False), unread(),
    ]),
    published.DNS: some.sampled_from([
        each({host: addresses(host) for host in HOSTS}),
        each({host: replace(addresses(host), exists=False, addresses=()) for host in HOSTS}),
    ]),
    tenant.REALM: some.sampled_from([facts().value(tenant.REALM), unread()]),
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some.fixed_dictionaries(ANY))
def test_no_report_contradicts_itself(changes):
    findings = report(changes)

    for found in findings.values():
        if found.verdict is not Verdict.FAIL or found.id.startswith((*NOT_TESTED, "test.")):
            continue
        for sentence in (found.consequence.template if found.consequence else "").split("\n"):
            for begins in BLIND.get(sentence, ()):
                tests = [each for each in findings.values() if each.id.startswith(begins)]
                # Something that was not tried, or not seen to work, lets the finding stand.
                dark = [each for each in tests if each.verdict is not Verdict.OK]
                assert dark or not tests, said(found)
    if green := signed_in_through_shared(findings, changes):
        assert not [each.id for each in findings.values() if PURGE in each.command], green


def signed_in_through_shared(findings, changes) -> list[str]:
    trusted = changes[organisation.AUTH_SERVERS]
    dedicated = isinstance(trusted, tuple) and STS in trusted  # with the application's id
    if dedicated and changes[organisation.OVERRIDES] == (OVERRIDE,):
        return []
    return [
        each.id
        for each in findings.values()
        if each.id.startswith("test.on-premises.") and each.verdict is Verdict.OK
    ]


@settings(max_examples=60, deadline=None)
@given(some.fixed_dictionaries(ANY))
def test_a_report_that_is_reconciled_once_stays_as_it_is(changes):
    once = SUITES["oauth"].answer(facts(changes), ASKED)

    assert tuple(reconciled(once, ASKED)) == once
