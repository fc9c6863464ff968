"""The decision about the auth certificate, beside the one of Microsoft's monitor script."""

from datetime import timedelta
from itertools import product

import pytest

from commands.certificates import Choice, Seen, decide

NOTHING, STAGE, REPLACE, IMPORT, BLOCKED = Choice


def days(number: float | None) -> timedelta | None:
    return None if number is None else timedelta(days=number, hours=1)


def seen(current: float | None, next: float | None = None, **more: object) -> Seen:
    return Seen(current=days(current), next=days(next), **more)


def microsofts(asked: Seen) -> Choice:
    """The script's rules as documented: whole days, minus one for what it could not find."""
    current = -1 if asked.current is None else asked.current.days
    next = -1 if asked.next is None else asked.next.days
    lacking = asked.lacking_current or asked.lacking_next
    if asked.unreachable:
        return BLOCKED  # it does nothing, and says which servers it could not reach
    if current < 0 and next < 0:
        return REPLACE
    if 0 <= current <= 60 and next <= 120 and not lacking:
        return STAGE
    if current <= 0 <= next:
        return REPLACE
    return IMPORT if lacking else NOTHING


HERE, BOTH = ("EX02",), ("EX01", "EX02")


@pytest.mark.parametrize(
    ("asked", "theirs", "ours"),
    [
        pytest.param(seen(200), NOTHING, NOTHING, id="200 days left"),
        pytest.param(seen(61), NOTHING, NOTHING, id="61 days left"),
        pytest.param(seen(60 - 1), STAGE, STAGE, id="59 days left"),
        pytest.param(seen(3), STAGE, STAGE, id="3 days left"),
        pytest.param(seen(30, 1800), NOTHING, NOTHING, id="a next one is staged"),
        pytest.param(seen(30, 100), STAGE, STAGE, id="the next one has 100 days itself"),
        pytest.param(seen(200, 1800), NOTHING, NOTHING, id="staged early"),
        pytest.param(seen(-3), REPLACE, REPLACE, id="expired"),
        pytest.param(seen(-1), REPLACE, REPLACE, id="expired within the last day"),
        pytest.param(seen(None), REPLACE, REPLACE, id="none named, or missing everywhere"),
        pytest.param(seen(200, lacking_current=HERE), IMPORT, IMPORT, id="missing on one"),
        pytest.param(seen(30, lacking_current=HERE), IMPORT, IMPORT,
                     id="missing on one and 30 days left: the renewal comes next time"),
        pytest.param(seen(200, 1800, lacking_next=HERE), IMPORT, IMPORT, id="next missing on one"),
        pytest.param(seen(200, unreachable=HERE), BLOCKED, BLOCKED, id="one is unreachable"),
        pytest.param(seen(20, unreachable=HERE), BLOCKED, BLOCKED, id="unreachable, 20 days left"),
        pytest.param(seen(None, unreachable=HERE), BLOCKED, BLOCKED,
                     id="unreachable, and the others lack it"),
        pytest.param(seen(-3, 1800), REPLACE, REPLACE, id="expired, a next one is staged"),
        # Where ours differs on purpose; docs/explain/auth-certificate.md says why.
        pytest.param(seen(-3, unreachable=HERE), BLOCKED, REPLACE,
                     id="differs: expired and one is unreachable: waiting brings nothing back"),
        pytest.param(seen(2), STAGE, REPLACE, id="differs: too late to be staged in time"),
        pytest.param(seen(1, lacking_current=HERE), IMPORT, REPLACE,
                     id="differs: importing what ends tomorrow helps nobody"),
        pytest.param(seen(0, 1800), REPLACE, NOTHING,
                     id="differs: ends today, and the next one takes over before"),
        pytest.param(seen(30, 1800, in_time=False), NOTHING, STAGE,
                     id="differs: the next one takes over too late"),
        pytest.param(seen(200, lacking_next=BOTH), IMPORT, STAGE,
                     id="differs: the next one is nowhere, nobody could give it"),
        pytest.param(seen(200, -3, lacking_next=HERE), IMPORT, NOTHING,
                     id="differs: an expired next one is not imported"),
    ],
)  # fmt: skip
def test_the_decision_beside_microsofts(asked, theirs, ours):
    assert microsofts(asked) is theirs
    assert decide(asked).choice is ours


def on_purpose(asked: Seen) -> bool:
    """Say whether one of the documented reasons for another decision applies."""
    short = asked.current is not None and asked.current < timedelta(hours=61)
    too_late = not asked.in_time
    useless_next = bool(asked.lacking_next) and (asked.next is None or asked.next <= timedelta())
    return short or too_late or useless_next


def test_nothing_else_is_decided_otherwise_than_by_microsofts_script():
    ends = (None, -400, -1, 0, 1, 2, 3, 31, 59, 60, 61, 119, 121, 1800)
    lacks = ((), HERE)
    compared = 0
    for current, next, one, two, dark, timely in product(
        ends, ends, lacks, lacks, lacks, (True, False)
    ):
        if current is None and one:
            continue  # what is missing everywhere is not missing somewhere
        asked = seen(
            current, next, lacking_current=one, lacking_next=two, unreachable=dark, in_time=timely
        )
        if not on_purpose(asked) and current != 60 and next != 120:
            assert decide(asked).choice is microsofts(asked), asked
            compared += 1

    assert compared > 300


@pytest.mark.parametrize(
    ("asked", "takes"),
    [
        pytest.param(seen(-3, 1800), True, id="it is ready"),
        pytest.param(seen(None, 1800), True, id="no current one, but it is ready"),
        pytest.param(seen(-3, 1800, lacking_next=HERE), False, id="a server lacks it"),
        pytest.param(seen(-3, 1800, unreachable=HERE), False, id="a server may lack it"),
        pytest.param(seen(-3, -1), False, id="it has expired too"),
        pytest.param(seen(-3), False, id="there is none"),
    ],
)
def test_a_staged_certificate_is_taken_up_when_one_is_replaced(asked, takes):
    decision = decide(asked)

    assert decision.choice is REPLACE
    assert decision.takes_next is takes


def test_a_new_certificate_is_never_made_because_a_server_misses_the_current_one():
    for left in (3, 30, 60, 200):
        decision = decide(seen(left, lacking_current=HERE, lacking_next=()))
        assert decision.choice is IMPORT
        assert decision.current_to == HERE


def test_both_certificates_are_imported_where_both_are_missing():
    decision = decide(seen(200, 1800, lacking_current=("EX01",), lacking_next=HERE))

    assert (decision.current_to, decision.next_to) == (("EX01",), HERE)
