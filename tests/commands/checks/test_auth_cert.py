"""The checks of ``check auth cert`` that ``check oauth`` does not have."""

from dataclasses import replace

import pytest

from commands.catalog import SUITES
from commands.check import Asked
from commands.checks import (
    certificate_callers,
    certificate_decision,
    certificate_previous,
    certificate_smtp,
)
from commands.facts import entra, organisation, servers
from commands.findings import Console, Verdict
from commands.outside.exchange import Store, TransportService
from tests.commands.made import (
    ACS,
    APPLICATION,
    AUTH_CONFIG,
    CALLER,
    CERTIFICATE,
    CURRENT,
    DAY,
    DEDICATED,
    INSTALLED,
    KEY,
    NEXT,
    NEXT_INSTALLED,
    NOW,
    ORGANISATION,
    SMTP,
    SMTP_INSTALLED,
    STS,
    a_test,
    each,
    exchange_server,
    failed,
    judged,
    said,
    unread,
)

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip
CONFIG, STORES, TESTS = organisation.AUTH_CONFIG, servers.CERTIFICATES, servers.TESTS
ASKED = Asked(organisation=ORGANISATION, now=NOW, suite="auth cert")
STAGED = replace(AUTH_CONFIG, next=NEXT, next_effective=NOW + 10 * DAY)


def ending(days, *others):
    installed = replace(INSTALLED, certificate=replace(CERTIFICATE, ends=NOW + days * DAY))
    return {STORES: each({"EX01": (installed, *others), "EX02": (installed, *others)})}


NO_KEY = "Error:Unable to find the certificate with thumbprint"
LATE = {CONFIG: replace(STAGED, next_effective=NOW + 30 * DAY)}
NEARLY = {CONFIG: replace(STAGED, next_effective=NOW + 19.6 * DAY)}
JUST = {CONFIG: replace(STAGED, next_effective=NOW + 19.5 * DAY)}
"""Exchange may take twelve hours for it."""


NEXT_KEY = replace(KEY, key_id="next", thumbprint=NEXT)
KNOWN_NEXT = {
    entra.DEDICATED: replace(DEDICATED, applications=(replace(APPLICATION, keys=(KEY, NEXT_KEY)),))
}
BY_SHARED = {organisation.AUTH_SERVERS: (ACS, replace(STS, application_id=""))}


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "Nothing is to be done", id="healthy"),
        pytest.param(ending(50), WARN, "rotate auth cert example.com", id="50 days left"),
        pytest.param(ending(20), FAIL, "rotate auth cert example.com", id="20 days left"),
        pytest.param(ending(20, NEXT_INSTALLED) | {CONFIG: STAGED} | KNOWN_NEXT, OK,
                     "takes over before", id="20 days left, the next one is staged"),
        pytest.param(ending(20, NEXT_INSTALLED) | {CONFIG: STAGED}, WARN,
                     "rotate auth cert example.com", id="staged, and the cloud lacks its key"),
        pytest.param(ending(400, NEXT_INSTALLED) | {CONFIG: STAGED}, WARN,
                     "From 2026-11-30 UTC, when it takes over", id="the same long before the end"),
        pytest.param(ending(400, NEXT_INSTALLED) | {CONFIG: replace(STAGED, next_effective=None)},
                     WARN, "Once it takes over", id="the same without a date"),
        pytest.param(ending(20, NEXT_INSTALLED) | {CONFIG: STAGED, entra.DEDICATED: unread()}, OK,
                     "takes over before", id="staged, and the cloud's keys were not read"),
        pytest.param(ending(20, NEXT_INSTALLED) | {CONFIG: STAGED} | BY_SHARED, OK,
                     "takes over before", id="staged, and no key of the tenant's own is in use"),
        pytest.param(ending(20, NEXT_INSTALLED) | LATE, FAIL,
                     "rotate auth cert example.com", id="staged too late"),
        pytest.param(ending(20, NEXT_INSTALLED) | NEARLY, FAIL,
                     "rotate auth cert example.com", id="staged ten hours before the end"),
        pytest.param(ending(20, NEXT_INSTALLED) | JUST | KNOWN_NEXT, OK,
                     "takes over before", id="staged twelve hours before the end"),
        pytest.param(ending(-2), FAIL, "replace auth cert now example.com", id="expired"),
        pytest.param(ending(-2, NEXT_INSTALLED) | {CONFIG: STAGED}, FAIL,
                     "replace auth cert now example.com", id="expired, the next one is ready"),
        pytest.param({CONFIG: replace(AUTH_CONFIG, current="")}, FAIL,
                     "replace auth cert now example.com", id="none is named"),
        pytest.param({STORES: each({"EX01": (INSTALLED,), "EX02": ()})}, FAIL,
                     "import auth cert to EX02 example.com", id="missing on one"),
        pytest.param({TESTS: each({"EX01": a_test(), "EX02": failed(NO_KEY)})}, FAIL,
                     "import auth cert to EX02 example.com", id="its test shows: no key"),
        pytest.param({TESTS: each({"EX01": a_test(), "EX02": failed("unheard of")})}, OK,
                     "Nothing is to be done", id="what its test says proves no missing key"),
        pytest.param({STORES: each({"EX01": (replace(INSTALLED, has_private_key=False),),
                                    "EX02": (INSTALLED,)})}, FAIL,
                     "import auth cert to EX01 example.com", id="one lacks the key"),
        pytest.param({STORES: each({"EX01": (INSTALLED,), "EX02": unread()})}, UNKNOWN,
                     "Blocked: EX02", id="one is unreachable"),
        pytest.param({organisation.SERVERS: (exchange_server("EX03"),)}, UNKNOWN,
                     "Blocked: EX03", id="one was not asked"),
        pytest.param(ending(-2) | {STORES: each({"EX01": (replace(INSTALLED, certificate=replace(
                         CERTIFICATE, ends=NOW - DAY)),), "EX02": unread()})}, FAIL,
                     "replace auth cert now example.com", id="expired, and one is unreachable"),
        pytest.param({CONFIG: STAGED}, WARN, "rotate auth cert example.com",
                     id="the next one is nowhere"),
        pytest.param({CONFIG: STAGED, STORES: each({"EX01": (INSTALLED, NEXT_INSTALLED),
                                                    "EX02": (INSTALLED,)})}, WARN,
                     "import auth cert to EX02 example.com", id="one lacks the next one"),
    ],
)  # fmt: skip
def test_what_is_to_be_done(changes, verdict, text):
    finding = judged(certificate_decision.CHECK, changes, ASKED)["certificate.decision"]

    assert (finding.verdict, text in said(finding)) == (verdict, True), said(finding)
    assert finding.console is Console.CHAT


LOST = {STORES: each({"EX01": (), "EX02": ()})}


@pytest.mark.parametrize(
    ("changes", "problem", "following"),
    [
        pytest.param(ending(20), "certificate.current", ["certificate.decision"], id="ends soon"),
        pytest.param(ending(-2), "certificate.current", ["certificate.decision"], id="expired"),
        pytest.param(LOST, "certificate.current",
                     ["certificate.decision", "certificate.server.EX01", "certificate.server.EX02"],
                     id="on none of the servers"),
        pytest.param({STORES: each({"EX01": (INSTALLED,), "EX02": ()})}, "certificate.server.EX02",
                     ["certificate.decision"], id="missing on one"),
        pytest.param({CONFIG: replace(STAGED, next_effective=NOW + 10 * DAY),
                      STORES: each({"EX01": (INSTALLED, NEXT_INSTALLED), "EX02": (INSTALLED,)})},
                     "certificate.next", ["certificate.decision"], id="one lacks the next one"),
    ],
)  # fmt: skip
def test_one_cause_is_one_problem_and_the_decision_follows_from_it(changes, problem, following):
    found = [
        each
        for check in SUITES["auth cert"].checks
        if check is not certificate_smtp.CHECK  # its certificates are not among those given here
        for each in judged(check, changes, ASKED).values()
    ]
    roots = [each for each in found if each.verdict is FAIL and not each.follows]
    (decision,) = [each for each in found if each.id == "certificate.decision"]

    assert [each.id for each in roots] == [problem]
    assert [each.id for each in found if each.follows] == following
    assert roots[0].command.splitlines()[0] == decision.command


def bound(*thumbprints):
    names = ("EX01", "EX02")
    return {
        organisation.TRANSPORT: tuple(
            TransportService(server=name, certificate=thumbprint)
            for name, thumbprint in zip(names, thumbprints, strict=True)
        )
    }


OLD_SMTP = replace(SMTP_INSTALLED, certificate=replace(SMTP_INSTALLED.certificate, ends=NOW - DAY))


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "valid until 2028-01-01", id="one of its own"),
        pytest.param(bound(SMTP, CURRENT), FAIL,
                     f"Enable-ExchangeCertificate -Server 'EX02' -Thumbprint '{SMTP}'",
                     id="the auth certificate has taken its place"),
        pytest.param(bound(SMTP, CURRENT) | {STORES: each({"EX01": (), "EX02": (INSTALLED,)})},
                     FAIL, "New-ExchangeCertificate -Server 'EX02'", id="there is no other"),
        pytest.param(bound(SMTP, CURRENT) | {STORES: each({"EX01": (), "EX02": unread()})},
                     FAIL, "auth certificate", id="that is known without asking the server"),
        pytest.param(bound(SMTP, "9" * 40), FAIL, "is not on the server", id="not there"),
        pytest.param(bound(SMTP, ""), SKIPPED, "names no certificate", id="none is named"),
        pytest.param({STORES: each({"EX01": (), "EX02": (OLD_SMTP,)})}, FAIL, "expired on",
                     id="expired"),
        pytest.param({STORES: each({"EX01": (), "EX02": unread()})}, UNKNOWN, SMTP,
                     id="the server does not answer"),
    ],
)  # fmt: skip
def test_the_certificate_of_smtp(changes, verdict, text):
    finding = judged(certificate_smtp.CHECK, changes, ASKED)["certificate.smtp.EX02"]

    assert (finding.verdict, text in said(finding)) == (verdict, True), said(finding)


PREVIOUS = replace(AUTH_CONFIG, previous=NEXT)
OLD = replace(NEXT_INSTALLED, certificate=replace(NEXT_INSTALLED.certificate, ends=NOW - DAY))

OLDER = replace(
    NEXT_INSTALLED,
    certificate=replace(NEXT_INSTALLED.certificate, starts=CERTIFICATE.starts - DAY),
)


def test_what_an_undo_leaves_as_the_previous_one_is_no_rotation_to_be_ended():
    changes = {CONFIG: PREVIOUS} | ending(400, NEXT_INSTALLED)
    finding = judged(certificate_previous.CHECK, changes, ASKED)["certificate.previous"]

    assert "way back" in said(finding)
    assert "puts it away" not in said(finding)


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, SKIPPED, "no previous", id="none"),
        pytest.param({CONFIG: PREVIOUS} | ending(400, NEXT_INSTALLED), OK, "way back", id="valid"),
        pytest.param({CONFIG: PREVIOUS} | ending(400, OLDER), OK,
                     "“rotate auth cert example.com” puts it away", id="valid, and how it ends"),
        pytest.param({CONFIG: PREVIOUS} | ending(400, OLD), WARN, "-ClearPreviousCertificate",
                     id="expired"),
        pytest.param({CONFIG: PREVIOUS}, WARN, "on none of the servers", id="nowhere"),
        pytest.param({CONFIG: PREVIOUS, STORES: each({"EX01": (), "EX02": unread()})}, UNKNOWN,
                     "did not answer", id="it may be on the silent one"),
    ],
)  # fmt: skip
def test_the_previous_certificate(changes, verdict, text):
    finding = judged(certificate_previous.CHECK, changes, ASKED)["certificate.previous"]

    assert (finding.verdict, text in said(finding)) == (verdict, True), said(finding)


def caller(*keys):
    return {entra.CALLING: (replace(CALLER, keys=keys),)}


OTHER_KEY = replace(KEY, thumbprint="8" * 40)
DEAD_KEY = replace(KEY, ends=NOW - DAY)


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, CURRENT, id="it has the key"),
        pytest.param(caller(OTHER_KEY), FAIL, f"WriteAllBytes('C:\\{CURRENT}.cer'",
                     id="it has another key"),
        pytest.param(caller(DEAD_KEY), WARN, "no valid key", id="its only key has expired"),
        pytest.param({CONFIG: STAGED}, WARN, f"C:\\{NEXT}.cer", id="it lacks the next one"),
        pytest.param({CONFIG: STAGED} | caller(KEY, replace(KEY, thumbprint=NEXT, ends=NOW + DAY)),
                     WARN, "before that takes over", id="it has the next one, but not for long"),
        pytest.param({CONFIG: STAGED} | caller(KEY, replace(KEY, thumbprint=NEXT)), OK, NEXT,
                     id="it has the next one, too"),
    ],
)  # fmt: skip
def test_the_principals_of_teams_and_voicemail(changes, verdict, text):
    (finding,) = judged(certificate_callers.CHECK, changes, ASKED).values()

    assert (finding.verdict, text in said(finding)) == (verdict, True), said(finding)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(caller(), id="without keys"),
        pytest.param({entra.CALLING: ()}, id="without principals"),
        pytest.param({CONFIG: replace(AUTH_CONFIG, current="")}, id="nothing to compare"),
    ],
)
def test_what_is_not_used_is_not_judged(changes):
    (finding,) = judged(certificate_callers.CHECK, changes, ASKED).values()

    assert finding.verdict is SKIPPED


def test_what_could_not_be_looked_at_is_looked_at_again_by_the_same_command():
    finding = judged(certificate_decision.CHECK, {STORES: unread()}, ASKED)
    assert finding["certificate.decision"].command == "check auth cert example.com"


def test_check_oauth_has_none_of_these():
    own = {
        "certificate.decision",
        "certificate.previous",
        "certificate.smtp",
        "certificate.callers",
    }

    assert not own & {check.id for check in SUITES["oauth"].checks}
    assert own < {check.id for check in SUITES["auth cert"].checks}


def test_a_decision_names_the_servers_that_it_was_made_without():
    expired = replace(INSTALLED, certificate=replace(CERTIFICATE, ends=NOW - DAY))
    changes = {servers.CERTIFICATES: each({"EX01": (expired,), "EX02": unread()})}
    found = judged(certificate_decision.CHECK, changes)["certificate.decision"]

    assert found.verdict is Verdict.FAIL
    assert "EX02 could not be asked" in said(found)


def test_where_a_certificate_could_not_be_read_that_of_smtp_is_not_called_missing():
    store = Store([INSTALLED])
    store.unreadable = True
    changes = bound("9" * 40, "9" * 40) | {
        servers.CERTIFICATES: each({"EX01": store, "EX02": (INSTALLED,)})
    }
    found = judged(certificate_smtp.CHECK, changes)

    assert found["certificate.smtp.EX01"].verdict is Verdict.UNKNOWN
    assert "may be this one" in said(found["certificate.smtp.EX01"])
    assert found["certificate.smtp.EX02"].verdict is Verdict.FAIL
