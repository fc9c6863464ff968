"""Builds: names, ends of support, updates and the way to Exchange Server SE, product by product."""

from datetime import UTC, datetime

import pytest

from commands.check import Asked
from commands.checks import server_builds
from commands.checks.product_table import READ, TABLE_ENDS
from commands.checks.products import (
    APR25,
    MAY26,
    OCT25,
    OVERTAKEN,
    PRODUCTS,
    at_least,
    bringing,
    line_of,
    next_update_day,
    product,
)
from commands.facts import organisation, servers
from commands.findings import Console, Verdict
from commands.outside.build import Build
from tests.commands.made import (
    BETWEEN,
    NOW,
    ORGANISATION,
    THEN,
    each,
    exchange_server,
    judged,
    said,
    unread,
)

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip
KNOWN_DAY = datetime(2026, 10, 5, tzinfo=UTC)
"""After the table's newest update, before the next day on which another one may come."""
AUGUST = datetime(2026, 8, 31, tzinfo=UTC)
FEBRUARY = datetime(2026, 2, 20, tzinfo=UTC)
MAY = datetime(2027, 5, 20, tzinfo=UTC)
LAST_2016 = datetime(2025, 10, 13, tzinfo=UTC)
SETUP = "Setup.exe"


def on(now):
    return Asked(organisation=ORGANISATION, now=now)


def build(text):
    return Build.parse(text)


def running(text):
    found = build(text)
    return {servers.SETUP_BUILDS: each({"EX01": found, "EX02": found})}


def described(text):
    return {
        servers.SETUP_BUILDS: {},
        organisation.SERVERS: (exchange_server("EX01", text), exchange_server("EX02", text)),
    }


def of(changes, now=NOW):
    return judged(server_builds.CHECK, changes, on(now))["server.EX01"]


DOWN = unread("the endpoint is down")
SILENT = {servers.SETUP_BUILDS: each({"EX01": DOWN, "EX02": DOWN})}


@pytest.mark.parametrize(
    ("changes", "now", "verdict", "text"),
    [
        pytest.param({}, KNOWN_DAY, OK, "Microsoft Graph in place of EWS", id="SE, newest"),
        pytest.param({}, NOW, SKIPPED, "the table of updates ends on 2026-10-02",
                     id="SE, newest known, after days for updates that nobody knows"),
        pytest.param(running("15.2.2562.99"), KNOWN_DAY, OK, "15.2.2562.99", id="SE, newer"),
        pytest.param(running("15.2.2562.49"), NOW, WARN, "KB5130098", id="SE, one update behind"),
        pytest.param(running("15.2.2562.17"), NOW, WARN, "it needs May26HU", id="SE, the first"),
        pytest.param(running("15.2.2562.29"), FEBRUARY, WARN, "Feb26SU",
                     id="SE, in February 2026"),
        pytest.param(running("15.2.2562.43"), MAY, WARN, "Sep26SU v2", id="SE, after EWS"),
        pytest.param(running("15.2.3000.1"), KNOWN_DAY, OK, "newer than every product",
                     id="after SE RTM"),
        pytest.param(running("15.2.3000.1"), NOW, SKIPPED, "newer than every product",
                     id="after SE RTM, now"),
        pytest.param(running("16.0.1.1"), NOW, SKIPPED, "newer than every", id="after Exchange SE"),
        pytest.param(running("15.2.1544.4"), NOW, FAIL, "Support of this product ended on 2025-10",
                     id="2019 CU14, now"),
        pytest.param(running("15.2.1544.4"), NOW, FAIL, "older than Oct25SU", id="mail is held"),
        pytest.param(running("15.2.1544.48"), NOW, FAIL, "2025-10-14", id="2019 CU14, newest"),
        pytest.param(running("15.2.1544.4"), THEN, WARN, "Nov24SU v2 (15.2.1544.14), published on",
                     id="2019 CU14, in February 2025"),
        pytest.param(running("15.2.1544.14"), THEN, OK, "2019 CU14", id="2019 CU14, newest then"),
        pytest.param(running("15.2.1748.10"), THEN, OK, "2019 CU15", id="2019 CU15, first"),
        pytest.param(running("15.1.2507.44"), BETWEEN, WARN, "May25HU", id="2016, in June 2025"),
        pytest.param(running("15.1.2507.61"), LAST_2016, OK, "2016 CU23", id="2016, its last day"),
        pytest.param(running("15.0.1497.48"), NOW, FAIL, "2013 CU23", id="2013"),
        pytest.param(running("15.2.1258.39"), BETWEEN, FAIL, "From 2025-04-18 on this cumulative",
                     id="2019 CU13 after its last update"),
        pytest.param(running("15.1.2375.37"), datetime(2023, 2, 1, tzinfo=UTC), FAIL,
                     "From 2023-01-10 on this cumulative", id="2016 CU22 in 2023"),
        pytest.param(running("15.1.2375.37"), datetime(2022, 12, 1, tzinfo=UTC), OK, "2016 CU22",
                     id="2016 CU22 in 2022"),
        pytest.param(running("15.2.986.5"), datetime(2023, 7, 1, tzinfo=UTC), FAIL,
                     "Install Exchange Server 2019 CU13 on EX01.", id="2019 CU11 in 2023"),
        pytest.param(running("15.2.1300.5"), NOW, FAIL, "is not in the table of updates",
                     id="2019, a build that the table lacks"),
        pytest.param(described("15.2.2562.17"), NOW, SKIPPED, "maintenance-endpoint.md",
                     id="SE, without its exact build"),
        pytest.param(described("15.2.1544.4"), NOW, FAIL, "Support of this product ended",
                     id="2019, without its exact build"),
        pytest.param(described("14.3.123.4"), NOW, FAIL, "ended on 2020-10-13",
                     id="2010, which signs nothing"),
        pytest.param(described("15.2.1544.4"), THEN, SKIPPED, "cumulative update only",
                     id="2019 then, without its exact build"),
        pytest.param(described("15.2.1544.4") | SILENT, THEN, UNKNOWN, "the endpoint is down",
                     id="2019 then, and its endpoint is silent"),
        pytest.param(SILENT, NOW, UNKNOWN, "the endpoint is down", id="SE, its endpoint silent"),
        pytest.param(described("15.2.1544.4") | SILENT, NOW, FAIL, "Support of this product ended",
                     id="2019, and its endpoint is silent"),
        pytest.param({servers.SETUP_BUILDS: each({"EX01": unread(), "EX02": unread()}),
                      organisation.SERVERS: unread()}, NOW, UNKNOWN, "did not answer", id="dark"),
    ],
)  # fmt: skip
def test_a_build_is_judged_by_the_day(changes, now, verdict, text):
    found = judged(server_builds.CHECK, changes, on(now))

    assert found["server.EX01"].verdict is found["server.EX02"].verdict is verdict
    assert text in said(found["server.EX01"])


@pytest.mark.parametrize(
    ("text", "name", "ended", "advice", "typed"),
    [
        pytest.param("15.2.1748.39", "Exchange Server 2019 CU15", "2025-10-14",
                     "in place with the setup program of Exchange Server SE", True, id="CU15"),
        pytest.param("15.2.1544.36", "Exchange Server 2019 CU14", "2025-10-14",
                     "in place with the setup program of Exchange Server SE", True, id="CU14"),
        pytest.param("15.2.1258.39", "Exchange Server 2019 CU13", "2025-10-14",
                     "Install Exchange Server 2019 CU15 on EX01 first", True, id="CU13"),
        pytest.param("15.2.986.5", "Exchange Server 2019 CU11", "2025-10-14",
                     "Install Exchange Server 2019 CU15 on EX01 first", True, id="CU11"),
        pytest.param("15.1.2507.61", "Exchange Server 2016 CU23", "2025-10-14",
                     "Exchange Server 2016 can't be upgraded in place. Install Exchange Server SE "
                     "on a new server", False, id="2016"),
        pytest.param("15.1.2375.7", "Exchange Server 2016 CU22", "2025-10-14",
                     "on a new server", False, id="2016 CU22"),
        pytest.param("15.0.1497.48", "Exchange Server 2013 CU23", "2023-04-11",
                     "can't be installed while Exchange Server 2013 is in the organization", False,
                     id="2013"),
        pytest.param("14.3.123.4", "Exchange Server 2010", "2020-10-13",
                     "can't be installed while Exchange Server 2010 is in the organization", False,
                     id="2010"),
        pytest.param("8.3.83.6", "Exchange Server 2007", "2017-04-11",
                     "while Exchange Server 2007 is", False, id="2007"),
    ],
)  # fmt: skip
def test_each_product_has_its_name_its_end_and_its_own_way_to_se(text, name, ended, advice, typed):
    finding = of(running(text))
    told = said(finding)

    assert f"{text}, {name}" in told
    assert f"Support of this product ended on {ended}." in told
    assert advice in str(finding.remedy)
    assert MAY26 not in told
    assert "Only Exchange Server SE can use Microsoft Graph" in told
    assert (SETUP in finding.command) is typed
    assert finding.console is (Console.OTHER if typed else Console.CHAT)


def test_setup_is_not_offered_while_it_would_stop_at_another_server():
    mixed = {
        servers.SETUP_BUILDS: each({"EX01": build("15.2.1748.39"), "EX02": build("15.0.1497.48")}),
        organisation.SERVERS: (
            exchange_server("EX01", "15.2.1748.10"),
            exchange_server("EX02", "15.0.1497.2"),
        ),
    }
    found = judged(server_builds.CHECK, mixed)

    assert str(found["server.EX01"].remedy).startswith("First remove EX02 from the organization")
    assert SETUP not in found["server.EX01"].command
    assert "First remove" not in str(found["server.EX02"].remedy)


@pytest.mark.parametrize(
    ("text", "since"),
    [("15.2.986.5", "2023-06-13"), ("15.2.1258.39", "2025-04-18"), ("15.1.2375.37", "2023-01-10")],
)
def test_a_cumulative_update_that_was_left_behind_before_its_product_says_since_when(text, since):
    assert f"From {since} on this cumulative update gets no updates." in said(of(running(text)))
    assert "on this cumulative update" not in said(of(running("15.1.2507.6")))


def test_updates_after_the_last_public_one_are_named_as_paid_for():
    held, behind = said(of(running("15.2.1544.36"))), said(of(running("15.2.1544.4")))

    for told in (held, behind):
        assert "Updates after Oct25SU are for customers of the Extended Security Update" in told
        assert "Sep26SU v2 (15.2.1544.48)" in told
        assert "program ended in October 2026" in told
    assert "The newest update known here is" not in held
    assert "The newest update known here is Oct25SU (15.2.1544.36)" in behind
    assert "ended in October 2026" not in said(of(running("15.2.1544.4"), KNOWN_DAY))


@pytest.mark.parametrize(
    ("text", "now", "since"),
    [
        pytest.param("15.2.1544.4", NOW, "Since 2026-09 Exchange Online slows down", id="2019"),
        pytest.param("15.1.2507.6", NOW, "Since 2026-09 Exchange Online slows down", id="2016"),
        pytest.param("15.0.1497.48", NOW, "Since 2023-12 Exchange Online slows down", id="2013"),
        pytest.param("14.3.123.4", NOW, "Since 2023-09 Exchange Online slows down", id="2010"),
        pytest.param("15.2.1544.4", AUGUST, "", id="2019, before"),
        pytest.param("15.2.1544.36", NOW, "", id="2019 with Oct25SU"),
        pytest.param("15.2.2562.17", NOW, "", id="SE, never"),
    ],
)  # fmt: skip
def test_mail_that_is_held_back_is_told_with_what_shows_it_and_what_pauses_it(text, now, since):
    told = said(of(running(text), now))

    assert (since in told) if since else ("slows down" not in told)
    assert ("Get-OnPremServerReportInfo" in told) is bool(since)
    assert ("New-TenantExemptionInfo -BlockingScenario UnpatchedOnPremServer" in told) is bool(
        since
    )


def test_what_mail_flow_takes_for_enough_is_not_guessed_for_cu14():
    doubt = "Whether it takes this cumulative update with Oct25SU for enough is not known."

    assert doubt in said(of(running("15.2.1544.36")))
    assert doubt not in said(of(running("15.2.1748.39")))
    assert doubt not in said(of(running("15.1.2507.61")))
    assert doubt not in said(of(running("15.2.1544.36"), AUGUST))


def test_the_table_names_days_builds_and_where_it_ends():
    names = {each.name for each in PRODUCTS}

    assert len(names) == len(PRODUCTS) == len({each.base.base for each in PRODUCTS})
    assert max(item.published for each in PRODUCTS for item in each.updates) == TABLE_ENDS < READ
    for each_product in PRODUCTS:
        builds = [each_product.base, *(item.build for item in each_product.updates)]
        days = [each_product.released, *(item.published for item in each_product.updates)]
        assert builds == sorted(set(builds)), each_product.name
        assert days == sorted(set(days)), each_product.name


@pytest.mark.parametrize(
    ("text", "update", "has"),
    [
        pytest.param("15.2.2562.17", "May25HU", True, id="SE RTM is CU15 with May25HU"),
        pytest.param("15.2.2562.17", APR25, True, id="SE RTM has the update before"),
        pytest.param("15.2.2562.17", "Aug25SU", False, id="SE RTM lacks the one after it"),
        pytest.param("15.2.1748.53", MAY26, False, id="2019 never gets Graph"),
        pytest.param("15.1.2507.75", MAY26, False, id="2016 never gets Graph"),
        pytest.param("15.2.1258.39", APR25, False, id="CU13 never got the application"),
        pytest.param("15.1.2507.55", APR25, True, id="2016 CU23 at the very build"),
        pytest.param("15.0.1497.48", OCT25, False, id="2013"),
        pytest.param("6.5.7638.1", OCT25, False, id="2003"),
        pytest.param("15.3.1.1", MAY26, True, id="newer than the table"),
    ],
)
def test_an_update_is_in_a_build_or_not(text, update, has):
    assert at_least(build(text), update) is has


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("15.2.1258.39", "15.2.1748.24"),
        ("15.2.1544.4", "15.2.1544.25"),
        ("15.1.2375.7", "15.1.2507.55"),
        ("15.0.1497.48", None),
        ("14.3.123.4", None),
    ],
)
def test_what_a_server_needs_for_the_application_is_a_build_that_has_it(text, needs):
    found = bringing(build(text), APR25)

    assert (str(found) if found else None) == needs


def test_the_day_after_which_nothing_is_called_newest_is_the_next_second_tuesday():
    assert datetime(2026, 10, 13, tzinfo=UTC) == OVERTAKEN
    assert next_update_day(datetime(2026, 12, 8, tzinfo=UTC)) == datetime(2027, 1, 12, tzinfo=UTC)
    assert next_update_day(datetime(2026, 12, 7, tzinfo=UTC)) == datetime(2026, 12, 8, tzinfo=UTC)
    assert product(build("15.2.1748.10")).line is line_of(build("15.2.1750.1"))
