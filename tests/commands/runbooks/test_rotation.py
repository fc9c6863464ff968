"""What `rotate auth cert`, `replace auth cert now` and `import auth cert` plan, and when not."""

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from commands.action import NoOpposite, Undoing
from commands.actions.auth_keys import AddAuthKey, DropAuthKey
from commands.book import is_reference
from commands.facts import entra, organisation, published, servers
from commands.look import Unread
from commands.outside.certificate import thumbprint
from commands.outside.exchange import TransportService
from commands.runbook import Await, Pause, Question
from commands.traits import may_fail, typed
from tests.commands.made import (
    APPLICATION,
    ASKED,
    AUTH_CONFIG,
    CALLER,
    CERTIFICATE,
    DAY,
    DEDICATED,
    HOSTS,
    NO_DEDICATED,
    NOW,
    PRINCIPAL,
    SHARED,
    SMTP,
    SMTP_INSTALLED,
    a_test,
    answer,
    each,
    exchange_server,
    failed,
    unread,
)
from tests.commands.runbooks.made import (
    HELD,
    MAINTAINED,
    OUR_KEY,
    OURS,
    PUBLISHED,
    READY,
    left,
    maintained,
    outline,
    planned,
    the,
    told,
)

NEXT_DER = b"the next auth certificate"
NEXT = thumbprint(NEXT_DER)
OLD = thumbprint(b"the one before")
STAGED = replace(
    HELD,
    certificate=replace(CERTIFICATE, thumbprint=NEXT, ends=NOW + 1800 * DAY),
    der=NEXT_DER,
)
CONFIG = replace(AUTH_CONFIG, current=OURS)
BOTH = ("EX01", "EX02")


def on(*stores):
    """Give what EX01 and EX02 have, beside the certificate of SMTP; or why it is not known."""
    whole = (x if isinstance(x, Unread) else (*x, SMTP_INSTALLED) for x in stores)
    return each(dict(zip(BOTH, whole, strict=True)))


def ends(days):
    ending = replace(HELD, certificate=replace(HELD.certificate, ends=NOW + days * DAY))
    return {servers.CERTIFICATES: on((ending,), (ending,))}


def staged(due, *stores):
    return {
        organisation.AUTH_CONFIG: replace(CONFIG, next=NEXT, next_effective=due),
        servers.CERTIFICATES: on(*(stores or ((HELD, STAGED), (HELD, STAGED)))),
    }


def rotated(changes=None, options=None, asked=ASKED):
    return planned("rotate auth cert", changes, asked, options)


def test_a_rotation_has_the_key_everywhere_before_it_is_used_and_drops_the_old_one_last():
    plan = rotated({entra.CALLING: (replace(CALLER, keys=(OUR_KEY,)),)}, asked=MAINTAINED)

    assert outline(plan) == [
        "? plan",
        "auth certificate made",
        "default smtp certificate kept",
        "auth key added",
        "auth key added",
        "auth certificate staged",
        "… certificate spread",
        "auth certificate copied",
        "= rotation",
        "until ⟨effective time⟩",
        "= rotation",
        "… certificate still staged",
        "? publish",
        "auth certificate published",
        "signing restarted",
        "signing restarted",
        "… signs with",
        "… signs with",
        "… both ways",
        "= rotation",
        "for 24 h",
        "? retire",
        "… both ways",
        "… nobody signs with",
        "auth key dropped",
        "auth key dropped",
        "previous auth certificate cleared",
        "= auth cert",
    ]
    made = the(plan, "auth certificate made")
    assert (made.server, made.known, made.days) == ("EX01", (OURS,), 0)
    assert "Force" not in made.call.values
    assert the(plan, "default smtp certificate kept").thumbprint == SMTP
    assert is_reference(the(plan, "auth certificate published").thumbprint)


def test_a_key_that_graph_lists_without_its_value_can_still_be_brought_back():
    untold = replace(APPLICATION, keys=(replace(OUR_KEY, der=b""),))
    plan = rotated({entra.DEDICATED: replace(DEDICATED, applications=(untold,))})

    dropped = the(plan, "auth key dropped")
    assert b64decode(dropped.der) == HELD.der
    assert dropped.opposite().thumbprint == OURS


def test_a_key_that_the_applications_own_principal_carries_is_followed_and_goes_too():
    carrying = replace(PRINCIPAL, keys=(OUR_KEY,))
    plan = rotated({entra.DEDICATED: replace(DEDICATED, principal=carrying)})

    def where(kind):
        return [(each.object_id, each.is_principal) for each in plan.items if type(each) is kind]

    assert where(AddAuthKey) == [(APPLICATION.id, False), (PRINCIPAL.id, True)]
    assert where(DropAuthKey) == [(PRINCIPAL.id, True)]
    assert the(plan, "auth certificate published").principals == (PRINCIPAL.app_id,)


def test_the_gates_stay_open_for_a_week_and_the_wait_before_them_is_announced():
    plan = rotated()

    gates = {item.name: item for item in plan.items if isinstance(item, Question)}
    assert gates["plan"].seconds is None
    assert gates["publish"].seconds == gates["retire"].seconds == 7 * 86_400
    (until,) = (item for item in plan.items if isinstance(item, Pause) and item.at)
    assert until.remind == 4 * 3600


def test_it_takes_over_in_49_hours_or_when_it_was_asked_for():
    assert the(rotated(), "auth certificate staged").hours == 49
    later = rotated(options={"effective": "+72h"})
    assert the(later, "auth certificate staged").hours == 72
    fixed = rotated(options={"effective": "2026-11-25T01:00:00+00:00"})
    step = the(fixed, "auth certificate staged")
    assert (step.hours, step.at) == (0, "2026-11-25T01:00:00+00:00")


def test_a_time_that_is_too_near_blocks_it():
    plan = rotated(options={"effective": "2026-11-21T01:00:00+00:00"})

    assert plan.is_blocked
    assert left(plan) == ["Effective time 2026-11-21 01:00 UTC"]


def test_another_lifetime_is_made_here_and_imported():
    made = the(rotated(options={"lifetime": "730"}), "auth certificate made")

    assert made.days == 730
    assert made.call.doing == "Import-ExchangeCertificate"


@pytest.mark.parametrize(
    ("due", "stands"),
    [
        pytest.param(NOW + 3 * DAY, True, id="in three days"),
        pytest.param(NOW + DAY, False, id="tomorrow: too soon for what is still to be done"),
        pytest.param(NOW - DAY, False, id="due already: it must not take over before its key"),
    ],
)
def test_a_staged_certificate_is_taken_up(due, stands):
    plan = rotated(staged(due))

    step = the(plan, "auth certificate staged")
    assert "auth certificate made" not in outline(plan)
    assert (step.thumbprint, step.old) == (NEXT, NEXT)
    assert step.at == (due.isoformat() if stands else "")
    assert step.hours == (0 if stands else 49)
    assert any(NEXT in str(each) and "taken up" in str(each) for each in plan.in_place)


NEXT_KEY = replace(OUR_KEY, key_id="n", thumbprint=NEXT, ends=NOW + 1800 * DAY)


def knows(*keys):
    application = replace(APPLICATION, keys=(OUR_KEY, *keys))
    return {entra.DEDICATED: replace(READY, applications=(application,))}


EXPIRED = replace(HELD, certificate=replace(HELD.certificate, ends=NOW - DAY))


@pytest.mark.parametrize(
    ("ends", "gives_way"),
    [
        pytest.param([NOW + 1800 * DAY], False, id="with its certificate"),
        pytest.param([None], False, id="never"),
        pytest.param([NOW + 64 * DAY], False, id="long after it takes over"),
        pytest.param([NOW + 62 * DAY], True, id="soon after it takes over"),
        pytest.param([NOW + 2 * DAY], True, id="before it takes over"),
        pytest.param([NOW - DAY], True, id="by now"),
        pytest.param([NOW - DAY, NOW + 1800 * DAY], False, id="one by now, one with it"),
    ],
)
def test_a_staged_ones_key_is_left_where_it_lasts_and_replaced_where_it_ends_too_soon(
    ends, gives_way
):
    keys = [replace(NEXT_KEY, key_id=str(at), ends=each) for at, each in enumerate(ends)]
    plan = rotated(staged(NOW + 3 * DAY) | knows(*keys))

    assert ("auth key added" in outline(plan)) == gives_way
    if gives_way:
        step = the(plan, "auth key added")
        assert (step.ends, step.kept) == (ends[0].isoformat(), (OURS,))
        assert b64decode(step.der) == NEXT_DER


@pytest.mark.parametrize(
    ("lasts", "ends", "gives_way"),
    [
        pytest.param(1800 * DAY, NOW + 59 * DAY, True, id="too soon"),
        pytest.param(1800 * DAY, NOW + 61 * DAY, False, id="in good time"),
        pytest.param(10 * DAY, NOW + 10 * DAY, False, id="with its certificate, which ends soon"),
        pytest.param(10 * DAY, NOW + 8 * DAY, True, id="before its certificate, which ends soon"),
    ],
)
def test_a_replacement_takes_the_staged_one_with_a_key_that_lasts(lasts, ends, gives_way):
    due = replace(STAGED, certificate=replace(STAGED.certificate, ends=NOW + lasts))
    changes = staged(NOW + DAY, (EXPIRED, due), (EXPIRED, due))
    plan = planned("replace auth cert now", changes | knows(replace(NEXT_KEY, ends=ends)))

    assert the(plan, "auth certificate published").thumbprint == NEXT
    assert ("auth key added" in outline(plan)) == gives_way


def test_a_staged_certificate_with_few_days_left_is_replaced_by_a_new_one():
    short = replace(STAGED, certificate=replace(STAGED.certificate, ends=NOW + 100 * DAY))
    plan = rotated(staged(NOW + 3 * DAY, (HELD, short), (HELD, short)))

    assert "auth certificate made" in outline(plan)
    step = the(plan, "auth certificate staged")
    assert (step.old, step.force) == (NEXT, True)
    assert any("is replaced" in str(each) for each in plan.warnings)


def test_a_previous_one_that_was_never_cleared_has_its_own_step():
    changes = {organisation.AUTH_CONFIG: replace(CONFIG, previous=OLD)}
    plan = rotated(changes, options={"effective": "+72h"})

    assert outline(plan)[1] == "previous auth certificate cleared"
    assert plan.items[1].leftover
    assert plan.items[1].seals is None
    assert plan.items[-2].seals is not None


def test_a_previous_one_that_a_server_still_signs_with_blocks_it():
    signed = a_test(f"…&assertion=[redacted; signed with {OLD}]")
    plan = rotated({
        organisation.AUTH_CONFIG: replace(CONFIG, previous=OLD),
        servers.TESTS: each({"EX01": a_test(), "EX02": signed}),
    } | ends(50))  # fmt: skip

    assert plan.is_blocked
    assert "EX02 still signs with it" in str(plan.left[0].why)


NOBODY = 'diagnostics: 2000005;reason="does not exist";error_category="invalid_user"'


@pytest.mark.parametrize(
    ("changes", "command"),
    [
        pytest.param(ends(-1), "replace auth cert now example.com", id="expired"),
        pytest.param(ends(1), "replace auth cert now example.com", id="expires tomorrow"),
        pytest.param(
            {servers.CERTIFICATES: on((HELD,), ())},
            "import auth cert to EX02 example.com",
            id="missing on one server",
        ),
        pytest.param(
            {servers.CERTIFICATES: on((HELD,), unread())},
            "check auth cert example.com",
            id="a server is unreachable",
        ),
        pytest.param(
            {servers.TESTS: each({"EX01": a_test(), "EX02": failed(NOBODY)})},
            "check auth cert example.com",
            id="a test mailbox that the cloud does not know",
        ),
        pytest.param(
            {servers.TESTS: each({"EX01": a_test(), "EX02": failed("AADSTS700027")})},
            "check auth cert example.com",
            id="one direction is red",
        ),
        pytest.param(
            {entra.DEDICATED: NO_DEDICATED}, "configure oauth example.com", id="no application"
        ),
    ],
)
def test_something_else_has_to_be_done_first(changes, command):
    plan = rotated(changes)

    assert plan.is_blocked
    assert command in [each.command for each in plan.left]


@pytest.mark.parametrize(("minutes", "blocked"), [(0, False), (4, False), (7, True), (-7, True)])
def test_a_clock_that_is_off_blocks_it(minutes, blocked):
    shown = format_datetime(NOW + timedelta(minutes=minutes), usegmt=True)
    answers = each({host: answer(body=PUBLISHED, date=shown) for host in HOSTS})

    assert rotated({published.METADATA: answers}).is_blocked is blocked
    replaced = planned("replace auth cert now", ends(-1) | {published.METADATA: answers})
    assert replaced.is_blocked is blocked


def test_keys_on_the_shared_principal_are_left_and_told():
    plan = rotated({entra.SHARED: replace(SHARED, keys=(OUR_KEY,))})

    assert not plan.is_blocked
    assert [each.command for each in plan.left] == ["purge shared keys example.com"]
    added = [item for item in plan.items if told(item) == "auth key added"]
    assert SHARED.app_id not in {item.app_id for item in added}


def test_servers_with_a_maintenance_endpoint_are_restarted_and_the_others_are_waited_for():
    plan = rotated(asked=maintained("EX01"))

    assert the(plan, "signing restarted").server == "EX01"
    waits = [item.condition for item in plan.items if isinstance(item, Await)]
    by_hand = [each for each in waits if getattr(each, "by_hand", False)]
    assert [each.server for each in by_hand] == ["EX02"]
    found = typed(by_hand[0])
    assert found is not None
    assert found.where == "EX02"
    assert "Restart-WebAppPool MSExchangeOWAAppPool" in found.command
    assert any("EX02" in str(each) for each in plan.warnings)


def warned(plan):
    return [str(each) for each in plan.warnings]


def test_the_pause_is_announced_for_the_decision_that_it_follows():
    rotation = rotated(asked=MAINTAINED)
    emergency = planned("replace auth cert now", ends(-3), MAINTAINED)

    assert any("Right after `publish` is approved" in each for each in warned(rotation))
    assert any("Right after `replace` is approved" in each for each in warned(emergency))


@pytest.mark.parametrize(
    ("days", "due"),
    [pytest.param(300, False, id="not due"), pytest.param(40, True, id="due")],
)
def test_whoever_approves_reads_how_long_the_current_one_lasts(days, due):
    plan = rotated(ends(days))

    end = NOW + days * DAY
    assert f"Certificate to be replaced, {OURS}: until {end:%Y-%m-%d}, {days} days left" in [
        str(each) for each in plan.in_place
    ]
    assert ("A rotation is not due yet." in warned(plan)) is not due


def test_a_rotation_does_not_claim_that_a_server_lacks_what_it_has_not_looked_for():
    plan = rotated(staged(NOW + 3 * DAY), asked=MAINTAINED)
    copy = the(plan, "auth certificate copied")

    assert str(copy.before) == "looked at when its turn comes"


def test_an_expired_certificate_is_replaced_with_the_key_in_the_cloud_first():
    plan = planned("replace auth cert now", ends(-3), MAINTAINED)

    assert outline(plan) == [
        "? replace",
        "auth certificate made",
        "default smtp certificate kept",
        "auth key added",
        "… certificate begun",
        "auth certificate staged",
        "auth certificate published",
        "signing restarted",
        "auth certificate copied",
        "signing restarted",
        "… signs with",
        "… signs with",
        "… both ways",
        "auth key dropped",
        "previous auth certificate cleared",
        "= oauth",
    ]
    staged_now = the(plan, "auth certificate staged")
    assert (staged_now.hours, staged_now.at, staged_now.force) == (0, "", True)
    assert len(plan.warnings) >= 2


def test_an_expired_one_is_replaced_by_the_staged_one_where_that_is_everywhere():
    plan = planned("replace auth cert now", staged(NOW + DAY, (EXPIRED, STAGED), (EXPIRED, STAGED)))

    assert "auth certificate made" not in outline(plan)
    assert the(plan, "auth certificate published").thumbprint == NEXT


def test_an_unreachable_server_does_not_hold_up_the_replacement_and_is_left():
    expired = replace(HELD, certificate=replace(HELD.certificate, ends=NOW - DAY))
    plan = planned("replace auth cert now", {servers.CERTIFICATES: on((expired,), unread())})

    assert not plan.is_blocked
    assert "import auth cert to EX02 example.com" in [each.command for each in plan.left]
    assert "auth certificate copied" not in outline(plan)
    assert the(plan, "… both ways").condition.without == ("EX02",)


@pytest.mark.parametrize(
    ("changes", "command"),
    [
        pytest.param({}, "rotate auth cert example.com", id="it works"),
        pytest.param(
            {servers.CERTIFICATES: on((HELD,), ())},
            "import auth cert to EX02 example.com",
            id="one server lacks it",
        ),
        pytest.param(
            {servers.CERTIFICATES: on((HELD,), unread())},
            "check auth cert example.com",
            id="a server is unreachable",
        ),
    ],
)
def test_an_emergency_is_not_taken_for_one_that_is_none(changes, command):
    plan = planned("replace auth cert now", changes)

    assert plan.is_blocked
    assert [each.command for each in plan.left] == [command]


def imported(changes, server="EX02"):
    return planned("import auth cert", changes, MAINTAINED, {"server": server})


def test_a_server_that_lacks_it_gets_it_from_one_that_has_it():
    plan = imported({servers.CERTIFICATES: on((HELD,), ())}, "ex02")

    assert outline(plan) == ["? plan", "auth certificate copied", "= auth cert"]
    copy = the(plan, "auth certificate copied")
    assert str(copy.before) == "not there"
    assert (copy.thumbprint, copy.source, copy.server) == (OURS, "EX01", "EX02")
    assert not copy.without_key


def test_a_server_that_has_it_without_its_key_gets_it_again():
    without = replace(HELD, has_private_key=False)
    plan = imported({servers.CERTIFICATES: on((HELD,), (without,))})

    assert the(plan, "auth certificate copied").without_key


def test_the_staged_one_comes_along():
    plan = imported(staged(NOW + 3 * DAY, (HELD, STAGED), (HELD,)))

    assert the(plan, "auth certificate copied").thumbprint == NEXT
    assert any(OURS in str(each) for each in plan.in_place)


def test_nothing_is_copied_to_a_server_that_has_it():
    assert imported({}).items == ()


@pytest.mark.parametrize(
    ("changes", "server", "what"),
    [
        pytest.param({}, "EX09", "none of EX01, EX02", id="no such server"),
        pytest.param({servers.CERTIFICATES: on((HELD,), unread())}, "EX02", "did not answer",
                     id="it does not answer"),
        pytest.param({servers.CERTIFICATES: on((), ())}, "EX02", "No server has it",
                     id="nobody has it"),
        pytest.param({servers.CERTIFICATES: on(unread(), ())}, "EX02", "could not be asked",
                     id="whoever may have it does not answer"),
    ],
)  # fmt: skip
def test_what_cannot_be_copied_is_told(changes, server, what):
    plan = imported(changes, server)

    assert plan.is_blocked
    assert what in str(plan.left[0].why)


def test_a_time_is_written_to_the_second_in_utc():
    due = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)

    assert the(rotated(staged(due)), "auth certificate staged").at == "2026-11-24T09:00:00+00:00"


def test_a_time_after_the_end_of_the_current_one_blocks_it():
    plan = rotated(ends(10), {"effective": "+480h"})

    assert "ends before that" in str(plan.left[0].why)


def test_a_staged_one_that_comes_too_late_gets_an_earlier_time():
    ending = replace(HELD, certificate=replace(HELD.certificate, ends=NOW + 40 * DAY))
    plan = rotated(staged(NOW + 50 * DAY, (ending, STAGED), (ending, STAGED)))

    step = the(plan, "auth certificate staged")
    assert (step.hours, step.at) == (49, "")


def test_what_a_rotation_does_not_rest_on_does_not_stop_it():
    old = tuple(exchange_server(name, "15.1.2507.6") for name in BOTH)

    assert not rotated({organisation.SERVERS: old}).is_blocked


def test_an_auth_certificate_in_the_place_of_the_one_for_smtp_blocks_it():
    bound = tuple(TransportService(server=name, certificate=OURS) for name in BOTH)
    plan = rotated({organisation.TRANSPORT: bound})

    assert plan.is_blocked
    assert left(plan) == [f"Default SMTP certificate of {name}" for name in BOTH]


def test_the_current_one_staged_as_the_next_is_not_taken_up():
    config = replace(CONFIG, next=OURS, next_effective=NOW + 3 * DAY)
    plan = rotated({organisation.AUTH_CONFIG: config})

    assert "auth certificate made" in outline(plan)
    assert the(plan, "auth certificate staged").force
    assert the(plan, "auth key dropped").thumbprint == OURS


def test_keys_of_all_that_went_before_are_dropped_one_after_the_other():
    keys = (OUR_KEY, replace(OUR_KEY, thumbprint=OLD, key_id="2"))
    known = replace(READY, applications=(replace(APPLICATION, keys=keys),))
    changes = {
        entra.DEDICATED: known,
        organisation.AUTH_CONFIG: replace(CONFIG, previous=OLD),
    }
    plan = rotated(changes, options={"effective": "+72h"})

    dropped = [item for item in plan.items if told(item) == "auth key dropped"]
    assert [each.thumbprint for each in dropped] == [OURS, OLD]
    assert [each.kept[:-1] for each in dropped] == [(OLD,), ()]


def test_what_was_staged_by_others_keeps_its_key_in_an_undo_and_comes_back_where_it_can():
    taken_up = rotated(staged(NOW + 3 * DAY))
    assert the(taken_up, "auth key added").opposite().because is Undoing.NOTHING

    nowhere = {organisation.AUTH_CONFIG: replace(CONFIG, next=OLD, next_effective=NOW + 3 * DAY)}
    assert the(rotated(nowhere), "auth certificate staged").opposite().staged_before == ""


@pytest.mark.parametrize(
    ("hours", "comes_back"),
    [
        pytest.param(20, False, id="too soon"),
        pytest.param(47, False, id="almost too soon"),
        pytest.param(96, True, id="late enough"),
    ],
)
def test_an_undo_promises_no_staging_that_would_take_over_too_soon(hours, comes_back):
    due = NOW + hours * DAY / 24
    plan = rotated(staged(due), {"effective": "+72h"})

    values = the(plan, "auth certificate staged").opposite().call.values
    assert values["NewCertificateThumbprint"] == (NEXT if comes_back else "")


TWINS = (replace(APPLICATION, id="b", app_id="b"), APPLICATION)


def test_of_two_applications_a_replacement_gives_the_key_to_the_one_exchange_signs_in_as():
    two = replace(READY, applications=TWINS)
    plan = planned("replace auth cert now", {**ends(-3), entra.DEDICATED: two})

    assert not plan.is_blocked
    assert the(plan, "auth key added").app_id == READY.claimed == APPLICATION.app_id


@pytest.mark.parametrize("applications", [(), TWINS], ids=["none", "two"])
def test_where_nothing_signs_any_more_a_replacement_goes_on_without_a_plain_application(
    applications,
):
    unclear = replace(READY, applications=applications, claimed="")
    plan = planned("replace auth cert now", {**ends(-3), entra.DEDICATED: unclear})

    assert not plan.is_blocked
    assert "auth key added" not in outline(plan)
    assert "configure oauth example.com" in [each.command for each in plan.left]
    (tested,) = [each.condition for each in plan.items if told(each) == "… both ways"]
    assert tested.one_way


@pytest.mark.parametrize("applications", [(), TWINS], ids=["none", "two"])
def test_while_the_old_one_works_a_replacement_waits_for_a_plain_application(applications):
    unclear = replace(READY, applications=applications, claimed="")
    plan = planned("replace auth cert now", {**ends(1), entra.DEDICATED: unclear})

    assert plan.is_blocked
    assert [each.command for each in plan.left if each.blocks] == ["configure oauth example.com"]


@pytest.mark.parametrize(
    ("days", "says", "goes_back"),
    [pytest.param(-3, "Until this is done", False, id="ended"),
     pytest.param(1, "still works, until 2026-11-21 09:00 UTC (24 hours)", True, id="a day left")],
)  # fmt: skip
def test_two_leads_read_what_is_so_now_and_whether_there_is_a_way_back(days, says, goes_back):
    plan = planned("replace auth cert now", ends(days))

    assert says in str(plan.warnings[0])
    for name in ("auth certificate staged", "auth certificate published"):
        assert isinstance(the(plan, name).opposite(), NoOpposite) is not goes_back


def test_in_an_emergency_one_server_after_the_other_is_served_and_none_stops_another():
    plan = planned("replace auth cert now", ends(-3), MAINTAINED)
    served = [item for item in plan.items if may_fail(item)]

    assert [(told(each), each.server) for each in served] == [
        ("signing restarted", "EX01"),
        ("auth certificate copied", "EX02"),
        ("signing restarted", "EX02"),
    ]
    # Without an emergency only what a wait makes good afterwards.
    assert not any(getattr(item, "until_back", False) for item in served)
    gone_past = [item for item in rotated(asked=MAINTAINED).items if may_fail(item)]
    assert all(item.until_back for item in gone_past), "no two servers are away at once"
    assert [(told(each), each.server) for each in gone_past] == [
        ("signing restarted", "EX01"),
        ("signing restarted", "EX02"),
    ]
