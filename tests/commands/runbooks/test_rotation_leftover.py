"""What a rotation left that was ended before its end: only that is done, where nothing is due."""

from dataclasses import replace

import pytest

from commands.facts import entra, organisation, servers
from commands.gates import RETIRE, TWO_LEADS
from commands.outside.certificate import thumbprint
from tests.commands.made import (
    APPLICATION,
    AUTH_CONFIG,
    CERTIFICATE,
    DAY,
    DEDICATED,
    NOW,
    SMTP_INSTALLED,
    each,
)
from tests.commands.runbooks.made import HELD, OUR_KEY, OURS, outline, planned, the

OLD_DER = b"the auth certificate before"
OLD = thumbprint(OLD_DER)
BEFORE = replace(
    HELD,
    certificate=replace(CERTIFICATE, thumbprint=OLD, starts=CERTIFICATE.starts - 1000 * DAY),
    der=OLD_DER,
)
OLD_KEY = replace(OUR_KEY, key_id="2", thumbprint=OLD, der=OLD_DER)
CONFIG = replace(AUTH_CONFIG, current=OURS)
WITH_KEY = {
    entra.DEDICATED: replace(
        DEDICATED, applications=(replace(APPLICATION, keys=(OUR_KEY, OLD_KEY)),)
    )
}
PREVIOUS = {organisation.AUTH_CONFIG: replace(CONFIG, previous=OLD)}


def on_both(*installed):
    store = (*installed, SMTP_INSTALLED)
    return {servers.CERTIFICATES: each(dict.fromkeys(("EX01", "EX02"), store))}


KEPT = PREVIOUS | WITH_KEY | on_both(HELD, BEFORE)


def rotated(changes, options=None):
    return planned("rotate auth cert", changes, options=options)


def test_the_old_one_goes_without_a_new_one_behind_two_leads():
    plan = rotated(KEPT)

    assert outline(plan) == [
        "? retire",
        "for 1 h",
        "… both ways",
        "… nobody signs with",
        "auth key dropped",
        "previous auth certificate cleared",
        "= auth cert",
    ]
    assert RETIRE in TWO_LEADS
    assert str(plan.title) == "Retirement of the old auth certificate"
    dropped, cleared = the(plan, "auth key dropped"), the(plan, "previous auth certificate cleared")
    assert (dropped.thumbprint, dropped.kept) == (OLD, (OURS,))
    assert (cleared.thumbprint, cleared.leftover) == (OLD, False)
    assert the(plan, "… nobody signs with").condition.servers == ("EX01", "EX02")
    assert any("--effective +72h" in str(line) for line in plan.in_place)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param(PREVIOUS | on_both(HELD), ["previous auth certificate cleared"],
                     id="its key is gone already"),
        pytest.param(WITH_KEY | on_both(HELD, BEFORE), ["auth key dropped"],
                     id="it is cleared, its key is not"),
    ],
)  # fmt: skip
def test_only_what_is_left_goes(changes, found):
    steps = outline(rotated(changes))

    assert steps[0] == "? retire"
    assert [step for step in steps if step.endswith(("dropped", "cleared"))] == found


def test_what_an_undo_leaves_as_the_previous_one_does_not_stand_in_for_a_rotation():
    undone = replace(BEFORE, certificate=replace(BEFORE.certificate, starts=NOW - DAY))
    steps = outline(rotated(PREVIOUS | on_both(HELD, undone)))

    assert steps[:2] == ["? plan", "previous auth certificate cleared"]
    assert "auth certificate published" in steps


def test_the_end_of_an_older_rotation_leaves_what_an_undo_left():
    undone = replace(
        BEFORE, certificate=replace(BEFORE.certificate, thumbprint="E" * 40, starts=NOW - DAY)
    )
    left = {organisation.AUTH_CONFIG: replace(CONFIG, previous="E" * 40)}
    steps = outline(rotated(left | WITH_KEY | on_both(HELD, BEFORE, undone)))

    assert steps[0] == "? retire"
    assert [step for step in steps if step.endswith(("dropped", "cleared"))] == ["auth key dropped"]


LATER = replace(BEFORE, certificate=replace(BEFORE.certificate, starts=NOW - DAY))
ENDING = replace(HELD, certificate=replace(HELD.certificate, ends=NOW + 40 * DAY))
STAGED = replace(CONFIG, previous=OLD, next="A" * 40, next_effective=NOW + 3 * DAY)
THIRD = replace(BEFORE, certificate=replace(CERTIFICATE, thumbprint="A" * 40))


@pytest.mark.parametrize(
    ("changes", "options"),
    [
        pytest.param(KEPT, {"effective": "+72h"}, id="another is asked for"),
        pytest.param(KEPT, {"lifetime": "800"}, id="another lifetime is asked for"),
        pytest.param(KEPT | on_both(ENDING, BEFORE), {}, id="a rotation is due"),
        pytest.param(KEPT | {organisation.AUTH_CONFIG: STAGED} | on_both(HELD, BEFORE, THIRD), {},
                     id="another is staged"),
        pytest.param(WITH_KEY | on_both(HELD, LATER), {}, id="the other key is of a later one"),
        pytest.param({}, {}, id="nothing is left"),
    ],
)  # fmt: skip
def test_a_whole_rotation_is_planned_where_there_is_more_to_do(changes, options):
    assert "? publish" in outline(rotated(changes, options))
