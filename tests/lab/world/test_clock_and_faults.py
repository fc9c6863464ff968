"""The lab's time moves when it is told to, and faults strike as often as they were asked to."""

from datetime import UTC, datetime, timedelta

import pytest

from lab.clock import LabClock
from lab.faults import Faults


@pytest.fixture
def faults():
    return Faults(LabClock())


def test_time_moves_with_the_offset_and_goes_on():
    clock = LabClock()
    clock.set(datetime(2025, 2, 21, tzinfo=UTC))
    before = clock.now()

    clock.advance(50 * 3600)

    assert timedelta(hours=50) <= clock.now() - before < timedelta(hours=50, minutes=1)
    assert clock.real() - clock.now() > timedelta(days=365)


def test_a_counted_fault_strikes_that_often_and_is_gone(faults):
    faults.set("exo-429", count=2, retry_after=3)

    struck = [faults.active("exo-429") for _ in range(3)]

    assert [bool(each) for each in struck] == [True, True, False]
    assert struck[0].options == {"retry_after": 3}


def test_a_fault_strikes_its_target_only_whatever_the_case(faults):
    faults.set("server-silent", target="EX02")

    assert faults.active("server-silent", "EX01") is None
    assert faults.active("server-silent", "ex02") is not None


def test_an_option_narrows_what_a_fault_is_about(faults):
    faults.set("cmdlet-error", target="EX01", cmdlet="Get-AuthConfig")

    assert faults.peek("cmdlet-error", "EX01", cmdlet="Get-AuthServer") is None
    assert faults.peek("cmdlet-error", "EX01", cmdlet="get-authconfig") is not None


def test_listeners_hear_of_every_change(faults):
    heard = []
    faults.listeners.append(lambda: heard.append(len(faults.switched)))

    faults.set("server-down", target="EX01", count=1)
    faults.active("server-down", "EX01")
    faults.set("graph-503")
    faults.clear()

    assert heard == [1, 0, 1, 0]


def test_clearing_one_name_leaves_the_others(faults):
    faults.set("graph-503")
    faults.set("dns-timeout", target="mail.hbna.co.kr")

    faults.clear("graph-503")

    assert faults.to_json()["faults"] == [
        {"name": "dns-timeout", "target": "mail.hbna.co.kr", "left": None}
    ]


def test_unknown_names_are_refused(faults):
    with pytest.raises(ValueError, match="no fault is named server-gone"):
        faults.set("server-gone")
    with pytest.raises(ValueError, match="no kind of call is named onprem"):
        faults.slow("onprem", 1)


async def test_a_call_waits_for_its_kind(faults):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    faults.clock.sleep = sleep
    faults.slow("graph", 0.2)

    await faults.delay("graph")
    await faults.delay("other")

    assert waits == [0.2]
