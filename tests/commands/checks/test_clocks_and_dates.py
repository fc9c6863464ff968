"""Dates that another machine wrote: a clock that differs by minutes, and the calendar's ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commands.catalog import RUNBOOKS
from commands.checks import (
    certificate_current,
    certificate_decision,
    certificate_next,
    expiry_auth,
    expiry_keys,
)
from commands.facts import entra, organisation, servers
from commands.findings import Verdict
from commands.suites import SUITES
from tests.commands.made import (
    APPLICATION,
    ASKED,
    AUTH_CONFIG,
    CERTIFICATE,
    DEDICATED,
    INSTALLED,
    KEY,
    NEXT,
    NEXT_INSTALLED,
    NOW,
    each,
    facts,
    judged,
    said,
)

MINUTE = timedelta(minutes=1)


def held(starts=CERTIFICATE.starts, ends=CERTIFICATE.ends):
    one = replace(INSTALLED, certificate=replace(CERTIFICATE, starts=starts, ends=ends))
    return {servers.CERTIFICATES: each(dict.fromkeys(("EX01", "EX02"), (one, NEXT_INSTALLED)))}


@pytest.mark.parametrize("minutes", [1, 5])
def test_a_certificate_that_another_clock_dates_minutes_ahead_is_not_lost(minutes):
    changes = held(starts=NOW + minutes * MINUTE)

    assert judged(certificate_current.CHECK, changes)["certificate.current"].verdict is Verdict.OK
    decision = judged(certificate_decision.CHECK, changes)["certificate.decision"]
    assert decision.verdict is Verdict.OK


def test_one_that_begins_later_is_told_with_its_time():
    found = judged(certificate_current.CHECK, held(starts=NOW + 6 * MINUTE))["certificate.current"]

    assert found.verdict is Verdict.FAIL
    assert "It is not valid before 2026-11-20 09:06 UTC." in said(found)


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        pytest.param(MINUTE, "2026-11-20 08:59 UTC", id="a minute ago"),
        pytest.param(timedelta(days=9), "2026-11-11 UTC", id="days ago"),
    ],
)
def test_an_end_on_the_day_is_told_with_its_time(ago, told):
    found = judged(certificate_current.CHECK, held(ends=NOW - ago))["certificate.current"]

    assert f"It expired on {told}." in said(found)


@pytest.mark.parametrize(("minutes", "verdict"), [(4, Verdict.OK), (6, Verdict.FAIL)])
def test_a_staged_one_may_begin_minutes_after_it_takes_over(minutes, verdict):
    due = NOW + timedelta(days=3)
    late = replace(
        NEXT_INSTALLED,
        certificate=replace(NEXT_INSTALLED.certificate, starts=due + minutes * MINUTE),
    )
    found = judged(certificate_next.CHECK, {
        organisation.AUTH_CONFIG: replace(AUTH_CONFIG, next=NEXT, next_effective=due),
        servers.CERTIFICATES: each(dict.fromkeys(("EX01", "EX02"), (INSTALLED, late))),
    })  # fmt: skip

    assert found["certificate.next"].verdict is verdict


FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
EDGES = [FIRST, FIRST + MINUTE, LAST - MINUTE, LAST]


@pytest.mark.parametrize("edge", EDGES, ids=str)
@pytest.mark.parametrize("what", ["starts", "ends", "effective", "key starts", "key ends"])
def test_no_date_from_outside_leaves_the_calendar(edge, what):
    config = replace(AUTH_CONFIG, next=NEXT, next_effective=NOW + timedelta(days=3))
    key = KEY
    changes = held()
    if what in ("starts", "ends"):
        changes = held(**{what: edge})
    elif what == "effective":
        config = replace(config, next_effective=edge)
    else:
        key = replace(KEY, **{what.removeprefix("key "): edge})
    changes |= {
        organisation.AUTH_CONFIG: config,
        entra.DEDICATED: replace(DEDICATED, applications=(replace(APPLICATION, keys=(key,)),)),
    }
    read = facts(changes)

    for suite in SUITES.values():
        for check in suite.checks:
            tuple(check.judge(read, ASKED))
    for runbook in RUNBOOKS.values():
        assert runbook.plan(read, ASKED, {"server": "EX02"})
    assert judged(expiry_auth.CHECK, changes)
    assert judged(expiry_keys.CHECK, changes)
