"""When a rotation may take over, and how an impossible time is answered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commands.facts import organisation, servers
from tests.commands.made import ASKED, AUTH_CONFIG, NOW, each
from tests.commands.runbooks.made import HELD, OURS, left, planned


@pytest.mark.parametrize(
    ("zone", "typed", "shown", "why"),
    [
        pytest.param("UTC", "2026-11-21T01:00:00+00:00", "2026-11-21 01:00 UTC",
                     "It is less than 48 hours ahead", id="tomorrow"),
        pytest.param("Asia/Seoul", "2026-11-21T01:00:00+00:00", "2026-11-21 10:00 KST",
                     "It is less than 48 hours ahead", id="shown on the organisation's clocks"),
        pytest.param("Asia/Seoul", "2026-11-19T16:00:00+00:00", "2026-11-20 01:00 KST",
                     "That time has passed.", id="this morning"),
    ],
)  # fmt: skip
def test_a_time_that_is_too_near_or_past_blocks_it(zone, typed, shown, why):
    asked = replace(ASKED, organisation=replace(ASKED.organisation, time_zone=zone))
    plan = planned("rotate auth cert", None, asked, {"effective": typed})

    assert plan.is_blocked
    assert left(plan) == [f"Effective time {shown}"]
    assert str(plan.left[0].why).startswith(why)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul"])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("9999-12-31T23:00:00Z", "9999-12-31 23:00 UTC"),
        ("2027-11-21T09:00:00Z", "2027-11-21 09:00 UTC"),
    ],
)
def test_a_time_more_than_a_year_ahead_is_refused_with_a_sentence(zone, typed, shown):
    asked = replace(ASKED, organisation=replace(ASKED.organisation, time_zone=zone))
    plan = planned("rotate auth cert", None, asked, {"effective": typed})

    assert left(plan) == [f"Effective time {shown}"]
    assert str(plan.left[0].why).startswith("It is more than a year ahead")


@pytest.mark.parametrize("runbook", ["rotate auth cert", "replace auth cert now"])
@pytest.mark.parametrize(
    "edge", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_a_staged_date_at_the_end_of_the_calendar_is_a_date_like_others(runbook, edge):
    config = replace(AUTH_CONFIG, current=OURS, next=OURS[::-1], next_effective=edge)

    assert planned(runbook, {organisation.AUTH_CONFIG: config})


@pytest.mark.parametrize(
    ("hours", "stops"),
    [
        pytest.param(90, False, id="in time, to the hour"),
        pytest.param(107, False, id="twelve hours before the end"),
        pytest.param(108, True, id="less than twelve hours before the end"),
    ],
)
def test_it_takes_over_twelve_hours_before_the_current_one_ends(hours, stops):
    ending = replace(HELD, certificate=replace(HELD.certificate, ends=NOW + timedelta(hours=119)))
    changes = {servers.CERTIFICATES: each({"EX01": (ending,), "EX02": (ending,)})}
    plan = planned("rotate auth cert", changes, ASKED, {"effective": f"+{hours}h"})

    whys = [str(each.why) for each in plan.left]
    assert any("The current certificate ends before" in why for why in whys) is stops


@pytest.mark.parametrize(
    ("options", "stops"),
    [
        pytest.param({"lifetime": "150", "effective": "+2600h"}, True, id="41 days would be left"),
        pytest.param({"lifetime": "180", "effective": "+2600h"}, False, id="71 days are left"),
        pytest.param({"lifetime": "100"}, False, id="on an early day"),
        pytest.param({"effective": "+2600h"}, False, id="five years"),
    ],
)
def test_what_takes_over_must_last_for_a_while_then(options, stops):
    plan = planned("rotate auth cert", None, ASKED, options)

    assert plan.is_blocked is stops
    whys = [str(each.why) for each in plan.left]
    assert any("a longer lifetime" in why for why in whys) is stops
