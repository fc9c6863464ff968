"""What ``check certificates`` finds: each lifetime by its notices, and what nothing depends on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.checks import certificate_current, expiry_auth, expiry_keys, expiry_tls
from commands.facts import entra, organisation, published, servers
from commands.findings import Verdict
from commands.outside.identifiers import CALLERS, EXCHANGE_ONLINE
from tests.commands.made import (
    APP_ID,
    APPLICATION,
    ASKED,
    AUTH_CONFIG,
    CALLER,
    CERTIFICATE,
    CURRENT,
    DAY,
    DEDICATED,
    HOSTS,
    INSTALLED,
    KEY,
    NEXT,
    NO_DEDICATED,
    NOW,
    ORGANISATION,
    SHARED,
    STRANGE,
    THEN,
    Asked,
    each,
    handshake,
    judged,
    said,
    unread,
)

OK, WARN, FAIL, UNKNOWN, SKIPPED = Verdict
HOUR = timedelta(hours=1)


def held(*certificates):
    installed = tuple(replace(INSTALLED, certificate=one) for one in certificates)
    return {servers.CERTIFICATES: each({"EX01": installed, "EX02": installed})}


def ending(days, thumbprint=CURRENT):
    return replace(CERTIFICATE, thumbprint=thumbprint, ends=NOW + days * DAY + HOUR)


def named(**roles):
    return {organisation.AUTH_CONFIG: replace(AUTH_CONFIG, **roles)}


STAGED = named(next=NEXT, next_effective=NOW + 3 * DAY)


@pytest.mark.parametrize(
    ("days", "verdict", "reached"),
    [
        pytest.param(400, OK, None, id="far away"),
        pytest.param(91, OK, None, id="the day before the first notice"),
        pytest.param(90, WARN, 90, id="90 days"),
        pytest.param(60, WARN, 60, id="60 days"),
        pytest.param(31, WARN, 60, id="the day before the third"),
        pytest.param(30, FAIL, 30, id="30 days"),
        pytest.param(14, FAIL, 14, id="14 days"),
        pytest.param(7, FAIL, 7, id="7 days"),
        pytest.param(-2, FAIL, 0, id="ended"),
    ],
)
def test_the_current_certificate_is_judged_by_its_notices(days, verdict, reached):
    (finding,) = judged(expiry_auth.CHECK, held(ending(days))).values()

    assert (finding.id, finding.verdict) == ("expiry.auth.current", verdict)
    assert finding.lifetime is not None
    # Those that are over are whole as well: an hour less than two days is one.
    assert (finding.lifetime.reached, finding.lifetime.days) == (reached, max(days, -1))


@pytest.mark.parametrize(
    ("days", "command"),
    [
        pytest.param(40, "rotate auth cert example.com", id="in time for a rotation"),
        pytest.param(2, "replace auth cert now example.com", id="too late for one"),
        pytest.param(-3, "replace auth cert now example.com", id="ended"),
    ],
)
def test_what_is_to_be_done_depends_on_the_time_that_is_left(days, command):
    (finding,) = judged(expiry_auth.CHECK, held(ending(days))).values()

    assert finding.command == command
    assert "check certificates example.com again" in said(finding)


def key(ends, thumbprint=CURRENT):
    carried = replace(KEY, thumbprint=thumbprint, ends=ends)
    application = replace(APPLICATION, keys=(carried,))
    return {entra.DEDICATED: replace(DEDICATED, applications=(application,))}


@pytest.mark.parametrize(
    ("id", "changes", "command", "consequence"),
    [
        pytest.param("auth.current", held(ending(20)), "rotate auth cert example.com",
                     "When it expires", id="it is still to come"),
        pytest.param("auth.current", held(ending(-3)), "replace auth cert now example.com",
                     "It has ended: OAuth to the cloud has stopped, and", id="it is over"),
        pytest.param("auth.current", named(current=""), "replace auth cert now example.com",
                     "cannot sign", id="there is none"),
        pytest.param("auth.current", held(), "replace auth cert now example.com",
                     "cannot sign", id="no server has it"),
        pytest.param("auth.next", held(ending(300), ending(-3, NEXT)) | STAGED,
                     "rotate auth cert example.com", "cannot take over", id="the next one is over"),
        pytest.param("auth.next", held(ending(-1), ending(-3, NEXT)) | STAGED,
                     "replace auth cert now example.com", "cannot take over", id="both are"),
        pytest.param(f"keys.{APP_ID}.{CURRENT}", held(ending(300)) | key(NOW - DAY),
                     "configure oauth example.com", "It has ended: OAuth to the cloud has",
                     id="only the key is"),
        pytest.param(f"keys.{APP_ID}.{CURRENT}", held(ending(300)) | key(NOW + 5 * DAY),
                     "configure oauth example.com", "When it expires",
                     id="only the key is about to be"),
        pytest.param(f"keys.{APP_ID}.{CURRENT}", held(ending(5)) | key(NOW + 5 * DAY),
                     "rotate auth cert example.com", "When it expires",
                     id="the key is about to be, and its own"),
        pytest.param(f"keys.{APP_ID}.{CURRENT}", held(ending(-1)) | key(NOW - 5 * DAY),
                     "replace auth cert now example.com", "It has ended: OAuth to the cloud has",
                     id="the key and then its own"),
        pytest.param(f"keys.{APP_ID}.{CURRENT}", held(ending(-1)) | key(NOW - DAY),
                     "replace auth cert now example.com",
                     "It has ended: OAuth to the cloud has stopped.", id="the key and its own"),
        pytest.param(f"keys.{APP_ID}.{NEXT}",
                     held(ending(300), ending(-3, NEXT)) | STAGED | key(NOW - DAY, NEXT),
                     "rotate auth cert example.com", "cannot take over", id="the next one's key"),
    ],
)  # fmt: skip
def test_what_has_ended_is_answered_with_the_request_that_mends_it(
    id, changes, command, consequence
):
    check = expiry_keys.CHECK if id.startswith("keys") else expiry_auth.CHECK
    finding = judged(check, changes)[f"expiry.{id}"]

    assert (finding.verdict, finding.command) == (FAIL, command)
    assert consequence in str(finding.consequence)
    assert "check auth cert" not in said(finding)


@pytest.mark.parametrize(
    ("hours", "ago"),
    [
        pytest.param(1, "less than a day", id="an hour"),
        pytest.param(23, "less than a day", id="not a day yet"),
        pytest.param(30, "1 day", id="a day and some hours"),
        pytest.param(48, "2 days", id="two days"),
    ],
)
def test_the_same_days_are_counted_wherever_an_end_is_told(hours, ago):
    changes = held(replace(CERTIFICATE, ends=NOW - hours * HOUR))
    current = judged(certificate_current.CHECK, changes)["certificate.current"]
    watched = judged(expiry_auth.CHECK, changes)["expiry.auth.current"]

    assert f"(ended {ago} ago)" in said(current)
    assert f", {ago} ago." in said(watched)


def test_the_organisation_names_its_own_days():
    asked = replace(ASKED, organisation=replace(ORGANISATION, expiry_days=(45, 20)))
    found = [
        next(iter(judged(expiry_auth.CHECK, held(ending(days)), asked).values())).verdict
        for days in (60, 46, 45, 21, 20)
    ]

    assert found == [OK, OK, WARN, WARN, FAIL]


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param(STAGED, OK, id="in time"),
        pytest.param(named(next=NEXT, next_effective=NOW + 30 * DAY), FAIL, id="too late"),
        pytest.param(named(next=NEXT, next_effective=NOW - 3 * DAY), FAIL, id="long overdue"),
        pytest.param(named(next=NEXT, next_effective=None), FAIL, id="without a date"),
    ],
)
def test_a_staged_certificate_that_takes_over_in_time_ends_the_warnings(changes, verdict):
    both = held(ending(20), ending(1800, NEXT))
    found = judged(expiry_auth.CHECK, both | changes)

    assert found["expiry.auth.current"].verdict is verdict
    assert found["expiry.auth.next"].verdict is OK


def test_a_staged_certificate_that_ends_before_is_no_relief():
    found = judged(expiry_auth.CHECK, held(ending(20), ending(10, NEXT)) | STAGED)

    assert found["expiry.auth.current"].verdict is FAIL
    assert found["expiry.auth.next"].verdict is FAIL


@pytest.mark.parametrize(
    ("days", "verdict"), [pytest.param(5, OK, id="valid"), pytest.param(-5, WARN, id="ended")]
)
def test_the_previous_certificate_is_not_warned_of_before_it_ends(days, verdict):
    changes = held(ending(900), ending(days, STRANGE)) | named(previous=STRANGE)
    finding = judged(expiry_auth.CHECK, changes)["expiry.auth.previous"]

    assert finding.verdict is verdict
    assert finding.lifetime is not None
    assert not finding.lifetime.watched


def test_a_certificate_on_no_server_fails_unless_a_server_is_dark():
    none = {servers.CERTIFICATES: each({"EX01": (), "EX02": ()})}
    dark = {servers.CERTIFICATES: each({"EX01": (), "EX02": unread()})}

    assert judged(expiry_auth.CHECK, none)["expiry.auth.current"].verdict is FAIL
    assert judged(expiry_auth.CHECK, dark)["expiry.auth.current"].verdict is UNKNOWN
    no_name = judged(expiry_auth.CHECK, named(current=""))["expiry.auth.current"]
    assert (no_name.verdict, no_name.lifetime) == (FAIL, None)


def keys(*keys):
    return {
        entra.DEDICATED: replace(DEDICATED, applications=(replace(APPLICATION, keys=keys),)),
        entra.CALLING: (),
    }


def key(days, thumbprint=CURRENT):
    return replace(KEY, thumbprint=thumbprint, ends=NOW + days * DAY + HOUR)


def id_of(thumbprint, app_id=APP_ID):
    return f"expiry.keys.{app_id}.{thumbprint}"


def test_the_key_in_use_is_warned_of_and_a_leftover_is_not():
    found = judged(expiry_keys.CHECK, keys(key(60), key(5, STRANGE)))

    assert {id: finding.verdict for id, finding in found.items()} == {
        id_of(CURRENT): WARN,
        id_of(STRANGE): OK,
    }
    assert "not the key of the current" in said(found[id_of(STRANGE)])


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        pytest.param((key(20), key(1800, NEXT)), OK, id="the identity knows the next one"),
        pytest.param((key(20),), FAIL, id="it does not"),
        pytest.param((key(20), key(1, NEXT)), FAIL, id="it has one that ends before"),
    ],
)
def test_a_key_is_followed_only_where_the_identity_knows_the_next_one(known, verdict):
    changes = keys(*known) | held(ending(20), ending(1800, NEXT)) | STAGED

    assert judged(expiry_keys.CHECK, changes)[id_of(CURRENT)].verdict is verdict


def test_a_key_is_shown_once_where_registration_and_principal_carry_it():
    twice = replace(
        DEDICATED,
        principal=replace(CALLER, app_id=APP_ID, keys=(replace(KEY, key_id="2"),)),
    )
    assert len(judged(expiry_keys.CHECK, {entra.DEDICATED: twice, entra.CALLING: ()})) == 1


def test_the_keys_of_teams_and_voicemail_are_rows_of_their_own():
    found = judged(expiry_keys.CHECK, {entra.CALLING: (replace(CALLER, keys=(key(10),)),)})

    assert found[id_of(CURRENT, CALLERS[0])].verdict is FAIL


def test_a_key_on_the_shared_principal_is_an_exposure_whatever_its_end():
    shared = {entra.SHARED: replace(SHARED, keys=(key(5),)), entra.CALLING: ()}
    finding = judged(expiry_keys.CHECK, shared)[id_of(CURRENT, EXCHANGE_ONLINE)]

    assert finding.verdict is WARN
    assert finding.lifetime is not None
    assert not finding.lifetime.watched
    assert "CVE-2025-53786" in said(finding)


def test_before_it_was_blocked_the_shared_principal_was_what_exchange_signed_in_as():
    asked = Asked(organisation=ORGANISATION, now=THEN)
    alone = replace(KEY, ends=THEN + 60 * DAY)
    shared = {
        entra.SHARED: replace(SHARED, keys=(alone,)),
        entra.CALLING: (),
        entra.DEDICATED: NO_DEDICATED,
    }
    finding = judged(expiry_keys.CHECK, shared, asked)[id_of(CURRENT, EXCHANGE_ONLINE)]

    assert finding.verdict is WARN
    assert finding.command == "rotate auth cert example.com"


def test_without_any_key_nothing_is_to_be_looked_at():
    (finding,) = judged(expiry_keys.CHECK, keys()).values()

    assert finding.verdict is SKIPPED


@pytest.mark.parametrize("fact", [entra.DEDICATED, entra.CALLING, entra.SHARED])
def test_an_identity_that_is_dark_hides_no_other(fact):
    found = judged(expiry_keys.CHECK, {fact: unread()})

    assert [finding.verdict for finding in found.values()].count(UNKNOWN) == 1
    assert OK in {finding.verdict for finding in found.values()}


def tls(days, whole=398):
    shown = replace(
        handshake(HOSTS[0]), starts=NOW + (days - whole) * DAY, ends=NOW + days * DAY + HOUR
    )
    return {published.TLS: each({HOSTS[0]: shown, HOSTS[1]: handshake(HOSTS[1])})}


@pytest.mark.parametrize(
    ("days", "whole", "verdict"),
    [
        pytest.param(200, 398, OK, id="far away"),
        pytest.param(90, 398, WARN, id="90 days"),
        pytest.param(8, 398, WARN, id="8 days"),
        pytest.param(7, 398, FAIL, id="7 days"),
        pytest.param(-2, 398, FAIL, id="ended"),
        pytest.param(60, 90, OK, id="60 of 90 days"),
        pytest.param(29, 90, WARN, id="29 of 90 days"),
    ],
)
def test_a_tls_certificate_is_judged_by_what_is_left_of_it(days, whole, verdict):
    found = judged(expiry_tls.CHECK, tls(days, whole))

    assert found[f"expiry.tls.{HOSTS[0]}"].verdict is verdict
    assert found[f"expiry.tls.{HOSTS[1]}"].verdict is OK


def test_a_host_that_is_dark_hides_no_other():
    dark = {published.TLS: each({HOSTS[0]: unread(), HOSTS[1]: handshake(HOSTS[1])})}
    nothing = replace(handshake(HOSTS[0]), ends=None)
    empty = {published.TLS: each({HOSTS[0]: nothing, HOSTS[1]: handshake(HOSTS[1])})}

    for changes in (dark, empty):
        found = judged(expiry_tls.CHECK, changes)
        assert [finding.verdict for finding in found.values()] == [UNKNOWN, OK]
