"""The auth certificate: sound, everywhere, published, and known to Entra ID."""

from dataclasses import replace

import pytest

from commands.check import Asked
from commands.checks import (
    certificate_current,
    certificate_entra,
    certificate_next,
    certificate_published,
    certificate_servers,
)
from commands.facts import entra, organisation, published, servers
from commands.findings import Verdict
from tests.commands.made import (
    ASKED,
    AUTH_CONFIG,
    CERTIFICATE,
    DAY,
    DEDICATED,
    DOCUMENT,
    HOSTS,
    INSTALLED,
    KEY,
    NEXT,
    NEXT_INSTALLED,
    NO_DEDICATED,
    NOW,
    ORGANISATION,
    SHARED,
    STS,
    THEN,
    a_test,
    answer,
    each,
    exchange_server,
    failed,
    judged,
    said,
    unread,
    verdicts,
)

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip
CONFIG, STORES = organisation.AUTH_CONFIG, servers.CERTIFICATES


def stores(installed=INSTALLED, other=INSTALLED):
    return each(
        {
            "EX01": (installed,) if installed else (),
            "EX02": other if not isinstance(other, type(INSTALLED)) else (other,),
        }
    )


def with_certificate(**changes):
    installed = replace(INSTALLED, certificate=replace(CERTIFICATE, **changes))
    return {STORES: stores(installed, installed)}


ROTATE, REPLACE = "rotate auth cert example.com", "replace auth cert now example.com"
KEYLESS = replace(NEXT_INSTALLED, has_private_key=False)
DUE = NOW + 10 * DAY
STAGED = replace(AUTH_CONFIG, next=NEXT, next_effective=DUE)


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "2048 bits, sha256RSA", id="sound"),
        pytest.param(with_certificate(ends=NOW + 61 * DAY), OK, "61 days left", id="61 days left"),
        pytest.param(with_certificate(ends=NOW + 59 * DAY), WARN, ROTATE, id="59 days"),
        pytest.param(with_certificate(ends=NOW + 29 * DAY), FAIL, ROTATE, id="29 days"),
        pytest.param(with_certificate(ends=NOW + 29 * DAY) | {CONFIG: STAGED}, OK, "29 days",
                     id="29 days left, and the next takes over before"),
        pytest.param(with_certificate(ends=NOW + 5 * DAY) | {CONFIG: STAGED}, FAIL, "5 days",
                     id="5 days left, and the next comes too late"),
        pytest.param(with_certificate(ends=NOW + 2 * DAY), FAIL, REPLACE,
                     id="2 days: too late to stage another one"),
        pytest.param(with_certificate(ends=NOW), FAIL, REPLACE, id="expired"),
        pytest.param(with_certificate(ends=NOW - 3 * DAY), FAIL, "(ended 3 days ago)",
                     id="expired three days ago"),
        pytest.param(with_certificate(ends=NOW - 3.5 * DAY), FAIL, "(ended 3 days ago)",
                     id="expired three days and a half ago"),
        pytest.param(with_certificate(ends=NOW), FAIL, "OAuth to the cloud stops",
                     id="expired: the way back needs it not"),
        pytest.param(with_certificate(key_size=1024), FAIL, "see free/busy times, automatic",
                     id="a short key: who is blind"),
        pytest.param(with_certificate(starts=NOW + DAY), FAIL, "not valid before", id="too early"),
        pytest.param(with_certificate(key_size=1024), FAIL, "1024 bits", id="a short key"),
        pytest.param(with_certificate(key_size=0), OK, "0 bits", id="a key of unknown size"),
        pytest.param(with_certificate(signature="sha1RSA"), WARN, "sha1RSA", id="a broken hash"),
        pytest.param({CONFIG: replace(AUTH_CONFIG, current="")}, FAIL, "names no current",
                     id="AuthConfig has none"),
        pytest.param({STORES: stores(None, ())}, FAIL, "on none of the servers", id="nowhere"),
        pytest.param({STORES: stores(None, unread())}, UNKNOWN, "did not answer",
                     id="it may be on the server that is dark"),
        pytest.param({STORES: stores(INSTALLED, unread())}, OK, "2048 bits",
                     id="one server that has it is enough to read it"),
    ],
)  # fmt: skip
def test_the_current_certificate_is_sound(changes, verdict, text):
    finding = judged(certificate_current.CHECK, changes)["certificate.current"]

    assert finding.verdict is verdict
    assert text in said(finding)


def staged(config=STAGED, **changes):
    installed = replace(NEXT_INSTALLED, certificate=replace(NEXT_INSTALLED.certificate, **changes))
    return {CONFIG: config, STORES: each({"EX01": (INSTALLED, installed), "EX02": (installed,)})}


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, SKIPPED, "no next certificate", id="none is staged"),
        pytest.param(staged(), OK, "is staged, effective 2026-11-30", id="ready"),
        pytest.param(staged() | {STORES: each({"EX01": (NEXT_INSTALLED,), "EX02": ()})}, FAIL,
                     "import auth cert to EX02 example.com", id="missing on one server"),
        pytest.param(staged() | {STORES: each({"EX01": (NEXT_INSTALLED,), "EX02": (KEYLESS,)})},
                     FAIL, "import auth cert to EX02 example.com", id="without its key on one"),
        pytest.param(staged() | {STORES: stores()}, FAIL, "not on EX01, EX02", id="missing on all"),
        pytest.param(staged() | {STORES: stores()}, FAIL, ROTATE, id="missing on all: a new one"),
        pytest.param(staged() | {STORES: each({"EX01": (NEXT_INSTALLED,), "EX02": unread()})},
                     UNKNOWN, "did not answer", id="one server is dark"),
        pytest.param(staged(replace(STAGED, next_effective=NOW - DAY)), WARN,
                     ROTATE, id="its date has passed"),
        pytest.param(staged(replace(STAGED, next_effective=NOW - DAY / 4)), OK, "2026-11-20",
                     id="its date has passed just now"),
        pytest.param(staged(replace(STAGED, next_effective=None)), OK, "effective –",
                     id="without a date"),
        pytest.param(staged(ends=NOW + 5 * DAY), FAIL, "not valid on the day", id="ends too soon"),
        pytest.param(staged(key_size=1024), FAIL, "1024 bits", id="a short key"),
    ],
)  # fmt: skip
def test_the_next_certificate_is_ready(changes, verdict, text):
    finding = judged(certificate_next.CHECK, changes)["certificate.next"]

    assert finding.verdict is verdict
    assert text in said(finding)


def after_tests(there="", here=""):
    return {servers.TESTS: each({"EX01": failed(there), "EX02": failed(here)})}


WITH_OURS = f"…&assertion=[redacted; signed with {CERTIFICATE.thumbprint}]"
WITH_ANOTHER = f"…&assertion=[redacted; signed with {NEXT}]"


def keyed(said_of_key):
    return stores(replace(INSTALLED, has_private_key=said_of_key))


@pytest.mark.parametrize(
    ("changes", "one", "other"),
    [
        pytest.param({}, OK, OK, id="both signed with it"),
        pytest.param({STORES: stores(None)}, FAIL, OK, id="missing on one"),
        pytest.param({STORES: stores(None, ())}, FAIL, FAIL, id="missing on both"),
        pytest.param({STORES: stores(INSTALLED, unread())}, OK, UNKNOWN, id="one is dark"),
        pytest.param(after_tests("(403) Forbidden", "AADSTS700027: no"), OK, OK,
                     id="the far side refused what they signed"),
        pytest.param(after_tests("Missing signing certificate", "weird"), FAIL, UNKNOWN,
                     id="one could not sign, the other's failure has no name"),
        pytest.param(after_tests("Unable to connect to the remote server"), UNKNOWN, UNKNOWN,
                     id="neither came as far as signing"),
        pytest.param(after_tests("trusted issuers contained the following entries x. None of them"),
                     UNKNOWN, UNKNOWN, id="stopped before signing for another reason"),
        pytest.param({servers.TESTS: each({"EX01": unread()})}, UNKNOWN, UNKNOWN,
                     id="the tests are dark"),
        pytest.param({servers.TESTS: each({"EX01": a_test(), "EX02": a_test(WITH_ANOTHER)})}, OK,
                     WARN, id="one still signs with another"),
        pytest.param({servers.TESTS: each({"EX01": a_test(WITH_OURS), "EX02": failed("weird")})},
                     OK, UNKNOWN, id="one shows that it signs with it"),
        pytest.param({STORES: keyed(True)} | after_tests(), OK, UNKNOWN, id="one says so"),
        pytest.param({STORES: keyed(False)}, FAIL, OK, id="one says it has no key"),
    ],
)  # fmt: skip
def test_the_certificate_is_on_every_server(changes, one, other):
    assert verdicts(certificate_servers.CHECK, changes) == {
        "certificate.server.EX01": one,
        "certificate.server.EX02": other,
    }


def test_what_is_missing_on_one_server_is_copied_from_another():
    found = judged(certificate_servers.CHECK, {STORES: stores(None)})

    assert found["certificate.server.EX01"].command == "import auth cert to EX01 example.com"


def test_a_server_that_is_not_configured_was_not_asked():
    listed = (exchange_server("EX01"), exchange_server("EX02"), exchange_server("EX03"))

    found = judged(certificate_servers.CHECK, {organisation.SERVERS: listed})

    assert found["certificate.server.EX03"].verdict is UNKNOWN
    assert "not in hybridge.toml" in said(found["certificate.server.EX03"])


REMAINING = (exchange_server("EX01"), exchange_server("EX03", serves=False))
"""What Active Directory lists when EX02 is gone."""


@pytest.mark.parametrize(
    ("listed", "store", "verdict"),
    [
        pytest.param(REMAINING, unread(), SKIPPED, id="gone"),
        pytest.param((), unread(), UNKNOWN, id="silent, and no server is listed"),
        pytest.param((exchange_server("EX01"), exchange_server("ex02")), unread(), UNKNOWN,
                     id="silent, and listed"),
        pytest.param(unread(), unread(), UNKNOWN, id="silent, and Active Directory too"),
        pytest.param(REMAINING, (), FAIL, id="it answers, listed or not"),
    ],
)  # fmt: skip
def test_only_a_silent_server_that_active_directory_lists_no_more_is_left_out(
    listed, store, verdict
):
    changes = {
        organisation.SERVERS: listed,
        servers.CERTIFICATES: each({"EX01": (INSTALLED,), "EX02": store}),
    }

    found = judged(certificate_servers.CHECK, changes)

    assert found["certificate.server.EX02"].verdict is verdict
    assert ("out of hybridge.toml" in said(found["certificate.server.EX02"])) is (
        verdict is SKIPPED
    )


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(exchange_server("EX02", serves=False), id="it serves nobody"),
        pytest.param(exchange_server("EX02", "14.3.123.4"), id="Exchange 2010"),
    ],
)
def test_a_server_that_signs_nothing_needs_no_certificate(other):
    listed = (exchange_server("ex01"), other)

    assert set(verdicts(certificate_servers.CHECK, {organisation.SERVERS: listed})) == {
        "certificate.server.EX01"
    }


def test_without_a_current_certificate_none_is_looked_for():
    changes = {CONFIG: replace(AUTH_CONFIG, current="")}

    assert verdicts(certificate_servers.CHECK, changes) == {"certificate.server": SKIPPED}


MAIL, AUTODISCOVER = HOSTS


def documents(document):
    return {published.METADATA: each({MAIL: document, AUTODISCOVER: answer(body=DOCUMENT)})}


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "Entra ID has that key on: ExchangeServerApp-1", id="all agree"),
        pytest.param({entra.SHARED: replace(SHARED, keys=(KEY,))}, OK,
                     "ExchangeServerApp-1, Office 365 Exchange Online", id="on both identities"),
        pytest.param({entra.SHARED: unread(), entra.DEDICATED: NO_DEDICATED}, OK, "key on: –",
                     id="Entra ID is dark: its own finding says so"),
        pytest.param({CONFIG: replace(AUTH_CONFIG, current=NEXT)}, FAIL, "does not show",
                     id="another certificate is shown"),
        pytest.param(documents(answer(status=404)), UNKNOWN, "status 404", id="no document"),
        pytest.param(documents(answer(body=b"<html>")), UNKNOWN, "no metadata doc", id="a page"),
        pytest.param(documents(unread()), UNKNOWN, "did not answer", id="the host is dark"),
    ],
)  # fmt: skip
def test_the_published_hosts_show_the_current_certificate(changes, verdict, text):
    found = judged(certificate_published.CHECK, changes)

    assert found[f"certificate.published.{MAIL}"].verdict is verdict
    assert text in said(found[f"certificate.published.{MAIL}"])
    assert f"certificate.published.{AUTODISCOVER}" in found


UNCLAIMED = {organisation.AUTH_SERVERS: (replace(STS, application_id=""),)}
WITH_KEY = {entra.SHARED: replace(SHARED, keys=(KEY,))}


def registered(*keys):
    application = replace(DEDICATED.applications[0], keys=keys)
    return {entra.DEDICATED: replace(DEDICATED, applications=(application,))}


@pytest.mark.parametrize(
    ("changes", "now", "verdict", "text"),
    [
        pytest.param({}, NOW, OK, "Exchange signs in as ExchangeServerApp-1", id="dedicated"),
        pytest.param(registered(), NOW, FAIL, "-UpdateCertificate", id="dedicated, without it"),
        pytest.param(registered(replace(KEY, ends=NOW)), NOW, FAIL, "has expired", id="old"),
        pytest.param(registered(replace(KEY, ends=NOW)), NOW, FAIL, "configure oauth example.com",
                     id="old: have a fresh one brought"),
        pytest.param(registered(replace(KEY, ends=NOW), KEY), NOW, OK, "valid until 20",
                     id="an old one and one that lasts"),
        pytest.param(registered(replace(KEY, ends=None)), NOW, OK, "until –", id="without end"),
        pytest.param({CONFIG: STAGED}, NOW, WARN, "not there yet", id="the next is missing"),
        pytest.param({CONFIG: STAGED}, NOW, WARN, ROTATE, id="the next is missing: rotate"),
        pytest.param({CONFIG: STAGED}, NOW, WARN, "From 2026-11-30 UTC, when it takes over",
                     id="the next is missing, which nobody notices yet"),
        pytest.param({CONFIG: STAGED} | registered(KEY, replace(KEY, thumbprint=NEXT)), NOW, OK,
                     "valid until", id="the next is there"),
        pytest.param({CONFIG: STAGED} | registered(KEY, replace(KEY, thumbprint=NEXT, ends=DUE)),
                     NOW, WARN, "ends on 2026-11-30 UTC, before that takes over",
                     id="the next ends before it takes over"),
        pytest.param({CONFIG: STAGED} | registered(KEY, replace(KEY, thumbprint=NEXT, ends=DUE)),
                     NOW, WARN, ROTATE, id="the next ends before it takes over: rotate"),
        pytest.param({CONFIG: STAGED} | registered(KEY, replace(KEY, thumbprint=NEXT, ends=NOW)),
                     NOW, WARN, "ends on", id="the next has ended"),
        pytest.param({CONFIG: STAGED} | registered(
                         KEY, replace(KEY, thumbprint=NEXT, ends=DUE + DAY / 24)),
                     NOW, OK, "valid until", id="the next ends after it takes over"),
        pytest.param({CONFIG: replace(STAGED, next_effective=NOW - DAY)}
                     | registered(KEY, replace(KEY, thumbprint=NEXT, ends=NOW)),
                     NOW, WARN, "ends on", id="the next, due already, has ended"),
        pytest.param({entra.DEDICATED: NO_DEDICATED}, NOW, SKIPPED, "does not exist",
                     id="the claimed application does not exist"),
        pytest.param(UNCLAIMED | WITH_KEY, NOW, OK, "Office 365 Exchange Online", id="shared"),
        pytest.param(UNCLAIMED, NOW, SKIPPED, "rightly carries no key",
                     id="shared and blocked, without a key"),
        pytest.param(UNCLAIMED, THEN, FAIL, "step 4", id="shared and in use, without a key"),
        pytest.param(UNCLAIMED | {entra.SHARED: None}, NOW, SKIPPED, "does not exist",
                     id="no shared principal"),
    ],
)  # fmt: skip
def test_entra_id_knows_the_key_of_the_identity_in_use(changes, now, verdict, text):
    asked = Asked(organisation=ORGANISATION, now=now)
    finding = judged(certificate_entra.CHECK, changes, asked)["certificate.entra"]

    assert finding.verdict is verdict
    assert text in said(finding)
    assert asked.organisation is ASKED.organisation
