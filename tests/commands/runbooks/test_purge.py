"""`purge shared keys` while something still signs in through the keys, and when nothing does."""

from dataclasses import replace

import pytest

from commands.facts import entra, organisation, servers
from commands.outside.build import Build
from tests.commands.made import (
    ACS,
    ASKED,
    NO_DEDICATED,
    OVERRIDE,
    SE,
    SHARED,
    STS,
    a_test,
    each,
    failed,
    unread,
)
from tests.commands.runbooks.made import OUR_KEY, left, outline, planned

KEYED = {entra.SHARED: replace(SHARED, keys=(OUR_KEY,))}
NOT_IN_USE = {
    entra.DEDICATED: NO_DEDICATED,
    organisation.AUTH_SERVERS: (ACS, replace(STS, application_id="")),
}
WORD = {"stop-sign-in": "yes"}


def purged(changes=None, options=None):
    return planned("purge shared keys", KEYED | (changes or {}), ASKED, options)


def green(*names):
    return {
        servers.TESTS: each({
            name: a_test() if name in names else failed("AADSTS700016")
            for name in ("EX01", "EX02")
        })
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param(NOT_IN_USE, "EX01, EX02 signs in", id="no application"),
        pytest.param(NOT_IN_USE | green("EX02"), "EX02 signs in", id="one test succeeds"),
        pytest.param(NOT_IN_USE | green(), "is in use on EX01, EX02", id="no test succeeds"),
        pytest.param(
            NOT_IN_USE | {servers.TESTS: each({"EX01": unread(), "EX02": unread()})},
            "is in use on EX01, EX02",
            id="no test was seen",
        ),
        pytest.param({organisation.OVERRIDES: ()}, "EX01, EX02 signs in", id="no override"),
        pytest.param(
            {organisation.OVERRIDES: (replace(OVERRIDE, limits=("Server EX01",)),)},
            "EX02 signs in",
            id="an override for one server",
        ),
        pytest.param(
            {organisation.OVERRIDES: (replace(OVERRIDE, parameters=("Enabled=false",)),)},
            "EX01, EX02 signs in",
            id="an override that is off",
        ),
        pytest.param(
            {
                servers.SETUP_BUILDS: each({"EX01": SE, "EX02": Build.parse("15.2.1544.14")}),
            },
            "EX02 signs in",
            id="a server that knows no such application",
        ),
    ],
)
def test_keys_that_exchange_signs_in_through_go_only_when_that_is_said(changes, says):
    plan, meant = purged(changes), purged(changes, WORD)

    assert (plan.is_blocked, plan.items) == (True, ())
    (why,) = [str(item.why) for item in plan.left if item.blocks]
    assert says in why
    assert "purge shared keys example.com --stop-sign-in" in why
    assert [item.command for item in plan.left] == ["configure oauth example.com"]

    assert outline(meant) == ["? purge", "principal keys", "= oauth"]
    assert any("nobody there sees calendars" in str(warning) for warning in meant.warnings)


@pytest.mark.parametrize(("options", "hour"), [(None, ["for 1 h"]), (WORD, [])])
def test_keys_that_nothing_signs_in_through_go_without_a_word_and_after_an_hour(options, hour):
    """Exchange may have been switched over a moment ago; with the word, its end is meant."""
    plan = purged(options=options)

    assert outline(plan) == ["? purge", *hour, "principal keys", "= oauth"]
    assert not any("calendars" in str(warning) for warning in plan.warnings)


def test_without_keys_nothing_stands_in_the_way():
    plan = planned("purge shared keys", NOT_IN_USE, ASKED)

    assert (plan.is_blocked, plan.items, left(plan)) == (False, (), [])


def test_what_could_not_be_read_is_no_permission():
    with pytest.raises(Exception, match="did not answer"):
        purged({organisation.OVERRIDES: unread()})
