"""What ``configure oauth`` plans, organisation by organisation: order, values, what is left."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commands.action import Undoing
from commands.actions.applications import NewApplication
from commands.book import is_reference
from commands.check import Asked
from commands.ews_clients import TEAMS
from commands.facts import cloud, entra, organisation, servers
from commands.findings import Console
from commands.look import NotRead
from commands.outside.exchange_online import EwsList
from commands.runbook import Await
from tests.commands.made import (
    ACS,
    APP_ID,
    APPLICATION,
    ASKED,
    AUTH_CONFIG,
    CERTIFICATE,
    DAY,
    EXCHANGE_ONLINE,
    NEXT_INSTALLED,
    NOW,
    ORGANISATION,
    OTHER_TENANT,
    OVERRIDE,
    POLICY,
    PRINCIPAL,
    SHARED,
    STS,
    TENANT,
    TO_CLOUD,
    TO_ON_PREMISES,
    each,
    exchange_server,
    unread,
)
from tests.commands.runbooks.made import (
    HELD,
    NOTHING,
    OUR_KEY,
    OURS,
    READY,
    STUCK,
    left,
    outline,
    planned,
    the,
)

ALL = [
    "? plan",
    "auth server new",
    "auth server new",
    "partner application set",
    "application new",
    "principal new",
    "application keys",
    "principal names",
    "connector new",
    "connector new",
    "… consented",
    "auth server application",
    "override new",
    "settings refresh",
    "settings refresh",
    "… both ways",
    "= oauth",
]


def configured(changes=None, asked=ASKED, options=None):
    return planned("configure oauth", changes, asked, options)


def test_a_healthy_organisation_needs_nothing_and_says_what_is_in_place():
    plan = configured()

    assert plan.items == ()
    assert plan.left == plan.warnings == ()
    assert len(plan.in_place) >= 10
    assert plan.basis


def test_from_nothing_everything_is_planned_in_its_order():
    plan = configured(NOTHING)

    assert outline(plan) == ALL
    assert plan.left == ()


def test_what_only_a_step_will_tell_is_a_reference_and_nothing_else_is():
    plan = configured(NOTHING)

    app_id = the(plan, "principal new").app_id
    assert is_reference(app_id)
    assert the(plan, "auth server application").application == app_id
    assert the(plan, "… consented").condition.app_id == app_id
    assert is_reference(the(plan, "application keys").object_id)


def test_new_auth_servers_use_the_initial_domain_and_the_wizards_names():
    acs, sts = (item for item in configured(NOTHING).items if "metadata_url" in vars(item))

    assert (acs.auth_server, sts.auth_server) == ("ACS - 1", "EvoSts - 1")
    assert (acs.type, sts.type) == ("", "AzureAD")
    assert "/example.onmicrosoft.com/" in acs.metadata_url
    assert "/example.onmicrosoft.com/" in sts.metadata_url


def test_the_engineers_organisation_gets_what_it_lacks_and_keeps_what_is_right():
    plan = configured(STUCK)

    assert outline(plan) == [
        "? plan",
        "partner application set",
        "application new",
        "principal new",
        "application keys",
        "principal names",
        "connector set",
        "… consented",
        "auth server application",
        "override new",
        "settings refresh",
        "settings refresh",
        "… both ways",
        "? purge",
        "for 1 h",
        "principal keys",
        "= oauth",
    ]
    names = the(plan, "principal names")
    assert "https://autodiscover.example.com/" in names.names
    assert "https://autodiscover.example.com" not in names.names
    assert set(names.old_names) - set(names.names) == {"https://autodiscover.example.com"}
    assert any("https://autodiscover.example.com" in str(each) for each in plan.warnings)
    connector = the(plan, "connector set")
    assert connector.side == "Exchange Online"
    assert connector.endpoint == "https://autodiscover.example.com/autodiscover/autodiscover.svc"
    assert "? purge" in outline(plan)


def test_existing_auth_servers_are_taken_up_whatever_their_name():
    disabled = replace(STS, name="called otherwise", enabled=False, application_id="")
    plan = configured({organisation.AUTH_SERVERS: (ACS, disabled)})

    assert the(plan, "auth server enable").auth_server == "called otherwise"
    assert the(plan, "auth server application").auth_server == "called otherwise"
    assert "auth server new" not in outline(plan)


def test_a_foreign_auth_server_is_never_touched():
    foreign = replace(STS, name="Another tenant", realm=OTHER_TENANT)
    plan = configured({organisation.AUTH_SERVERS: (ACS, STS, foreign)})

    assert plan.items == ()


STALE = {"issuer": f"https://sts.windows.net/{OTHER_TENANT}/"}


@pytest.mark.parametrize(
    ("servers_", "expected"),
    [
        pytest.param((ACS, replace(STS, **STALE)), "auth server refresh", id="stale issuer"),
        pytest.param(
            (replace(ACS, token_endpoint="https://x/other/tokens/OAuth/2"), STS),
            "auth server refresh",
            id="endpoint of another tenant",
        ),
    ],
)
def test_stale_metadata_is_read_again(servers_, expected):
    assert outline(configured({organisation.AUTH_SERVERS: servers_}))[1] == expected


def test_names_that_are_foreign_are_kept_in_what_is_written():
    shared = replace(SHARED, names=(*SHARED.names[:2], "https://somebody.else/", "urn:x"))
    names = the(configured({entra.SHARED: shared}), "principal names").names

    assert {"https://somebody.else/", "urn:x"} <= set(names)
    assert len(names) == len(set(names)) == 6


def test_domains_are_those_of_the_acs_auth_server_or_else_the_organisations():
    bare = replace(STS, application_id="")
    copied = configured({organisation.AUTH_SERVERS: (replace(ACS, domains=("a.example",)), bare)})
    own = configured({organisation.AUTH_SERVERS: (ACS, bare)})

    assert the(copied, "auth server application").domains == ("a.example",)
    assert the(own, "auth server application").domains == (
        "example.com",
        ORGANISATION.routing_domain,
    )


def test_without_consent_it_is_waited_for_and_the_address_is_told_beforehand():
    plan = configured({entra.DEDICATED: replace(READY, grants=())})

    assert outline(plan) == ["? plan", "… consented", "… both ways", "= oauth"]
    assert any(f"adminconsent?client_id={APP_ID}" in str(each) for each in plan.warnings)


def test_keys_are_merged_current_added_expired_dropped_the_rest_kept():
    expired = replace(OUR_KEY, thumbprint="E" * 40, ends=NOW - DAY, der=b"", key_id="9")
    foreign = replace(OUR_KEY, thumbprint="F" * 40)
    application = replace(APPLICATION, keys=(expired, foreign))
    keys = the(
        configured({entra.DEDICATED: replace(READY, applications=(application,))}),
        "application keys",
    )

    assert keys.kept == ("F" * 40,)
    assert keys.lost == ("E" * 40,)
    assert OURS in keys.will
    assert "E" * 40 not in keys.will


def test_a_key_that_is_there_is_not_added_twice():
    assert "application keys" not in outline(configured())


@pytest.mark.parametrize(
    ("ends", "fresh"),
    [
        pytest.param([NOW - DAY], True, id="it has ended"),
        pytest.param([NOW + 59 * DAY], True, id="it ends soon, and its certificate does not"),
        pytest.param([NOW + 61 * DAY], False, id="it ends later"),
        pytest.param([NOW - DAY, None], False, id="another is there"),
    ],
)
def test_a_key_that_does_not_last_gives_way_to_a_fresh_one(ends, fresh):
    keys = tuple(replace(OUR_KEY, key_id=str(at), ends=each) for at, each in enumerate(ends))
    application = replace(APPLICATION, keys=keys)
    plan = configured({entra.DEDICATED: replace(READY, applications=(application,))})

    assert "application keys" not in outline(plan)
    assert ("auth key added" in outline(plan)) == fresh
    in_place = "\n".join(map(str, plan.in_place))
    assert (f"Key {OURS}: on the application" in in_place) == (not fresh)
    if fresh:
        step = the(plan, "auth key added")
        assert (step.ends, step.app_id) == (ends[0].isoformat(), APP_ID)
        assert step.opposite().because is Undoing.NOTHING


def test_the_staged_next_certificate_goes_along():
    config = replace(AUTH_CONFIG, current=OURS, next=NEXT_INSTALLED.certificate.thumbprint)
    staged = replace(NEXT_INSTALLED, der=b"the next one")
    plan = configured(
        {
            organisation.AUTH_CONFIG: config,
            servers.CERTIFICATES: each({"EX01": (HELD,), "EX02": (HELD, staged)}),
        }
    )

    assert len(the(plan, "application keys").add) == 1


OLD = {
    servers.SETUP_BUILDS: each({}),
    organisation.SERVERS: (exchange_server("EX01"), exchange_server("EX02", "15.2.1258.12")),
}


def test_old_servers_leave_the_application_unused_and_the_rest_is_done():
    plan = configured({**STUCK, **OLD})

    assert "auth server application" not in outline(plan)
    assert "override new" not in outline(plan)
    assert {"application keys", "principal names", "connector set"} <= set(outline(plan))
    assert the(plan, "… both ways").condition.one_way
    update = next(each for each in plan.left if "EX02" in str(each.title))
    assert "15.2.1258.12" in str(update.why)
    assert update.where is not None
    assert not plan.is_blocked


def test_keys_stay_while_the_application_is_not_in_use():
    plan = configured({**STUCK, **OLD})

    assert "principal keys" not in outline(plan)
    kept = next(each for each in plan.left if "purge" in each.command)
    assert (kept.command, kept.console) == ("purge shared keys example.com", Console.CHAT)


def test_an_old_build_says_which_one_is_needed():
    build = {
        **OLD,
        organisation.SERVERS: (exchange_server("EX01"), exchange_server("EX02", "15.1.2507.6")),
        servers.SETUP_BUILDS: each({"EX02": exchange_server("x", "15.1.2507.44").build}),
    }
    (update,) = configured(build).left

    assert "15.1.2507.44 → 15.1.2507.55" in str(update.why)


BLOCKED = [
    pytest.param(
        {servers.CERTIFICATES: each({"EX01": (HELD,), "EX02": ()})},
        "Auth certificate on EX02",
        id="one server lacks the certificate",
    ),
    pytest.param(
        {
            servers.CERTIFICATES: each(
                {"EX01": (HELD,), "EX02": (replace(HELD, has_private_key=False),)}
            )
        },
        "Auth certificate on EX02",
        id="one server lacks the private key",
    ),
    pytest.param(
        {servers.CERTIFICATES: each({"EX01": (HELD,), "EX02": unread()})},
        "Auth certificate on EX02",
        id="one server is silent",
    ),
    pytest.param(
        {
            servers.CERTIFICATES: each(
                {
                    name: (
                        replace(
                            HELD,
                            certificate=replace(CERTIFICATE, thumbprint=OURS, ends=NOW - DAY),
                        ),
                    )
                    for name in ("EX01", "EX02")
                }
            )
        },
        f"Auth certificate {OURS}",
        id="expired",
    ),
    pytest.param(
        {organisation.AUTH_CONFIG: replace(AUTH_CONFIG, current="")},
        "Auth certificate",
        id="none is named",
    ),
    pytest.param(
        {organisation.PARTNER_APPLICATIONS: ()},
        "Partner application of Exchange Online",
        id="no partner application",
    ),
    pytest.param(
        {entra.SHARED: None}, "Service principal of Exchange Online", id="no shared principal"
    ),
    pytest.param(
        {organisation.AUTH_SERVERS: (ACS, replace(STS, realm=OTHER_TENANT))},
        "Auth server EvoSts - 1",
        id="the name is another tenant's",
    ),
    pytest.param(
        {organisation.AUTH_SERVERS: (ACS, STS, replace(STS, name="second"))},
        "Auth servers of Entra ID",
        id="two enabled for the tenant",
    ),
    pytest.param(
        {
            entra.DEDICATED: replace(
                READY, applications=(*READY.applications, replace(APPLICATION, app_id="other"))
            )
        },
        "Application ExchangeServerApp-1",
        id="two applications",
    ),
    pytest.param(
        {
            entra.SHARED: replace(SHARED, names=SHARED.names[:2]),
            entra.OWNERS: {"https://mail.example.com/": (PRINCIPAL,)},
        },
        "Service principal name https://mail.example.com/",
        id="a name of another application",
    ),
]


@pytest.mark.parametrize(("changes", "what"), BLOCKED)
def test_what_stands_in_the_way_blocks_everything_and_says_so(changes, what):
    plan = configured({**STUCK, **changes})

    assert plan.is_blocked
    assert plan.items == ()
    (found,) = (each for each in plan.left if str(each.title) == what)
    assert found.blocks


def test_a_conflict_names_the_owner():
    plan = configured(
        {
            entra.SHARED: replace(SHARED, names=SHARED.names[:2]),
            entra.OWNERS: {"https://mail.example.com/": (PRINCIPAL,)},
        }
    )

    (found,) = plan.left
    assert PRINCIPAL.name in str(found.why)
    assert PRINCIPAL.app_id in str(found.why)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({organisation.OVERRIDES: ()}, "override new", id="missing"),
        pytest.param(
            {organisation.OVERRIDES: (replace(OVERRIDE, parameters=("Enabled=false",)),)},
            "override set",
            id="switched off",
        ),
    ],
)
def test_the_override_comes_last_and_is_read_on_every_server(changes, expected):
    plan = configured(changes)

    assert outline(plan) == [
        "? plan", expected, "settings refresh", "settings refresh", "… both ways", "= oauth",
    ]  # fmt: skip
    assert [item.side for item in plan.items[2:4]] == ["EX01", "EX02"]


def test_an_override_that_leaves_servers_out_is_left_and_only_it():
    limited = replace(OVERRIDE, limits=("Server EX01",))
    plan = configured({organisation.OVERRIDES: (limited,), cloud.CONNECTORS: ()})

    assert outline(plan) == ["? plan", "connector new", "… both ways", "= oauth"]
    assert left(plan) == ["Setting overrides of ExchangeOnpremAsThirdPartyAppId"]
    assert not plan.is_blocked


def test_one_override_for_each_server_is_in_place():
    each_one = tuple(
        replace(OVERRIDE, name=name, limits=(f"Server {name}",)) for name in ("EX01", "EX02")
    )
    plan = configured({organisation.OVERRIDES: each_one, cloud.CONNECTORS: ()})

    assert left(plan) == []
    assert "Setting override EX01, EX02: on" in [str(each) for each in plan.in_place]


def test_a_disabled_principal_is_left_and_nothing_switched_over_to_it():
    off = replace(READY, principal=replace(PRINCIPAL, enabled=False))
    plan = configured({entra.DEDICATED: off, organisation.OVERRIDES: ()})

    assert plan.items == ()
    assert left(plan) == [f"Service principal of {PRINCIPAL.name}"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({fact: unread()}, id=fact.name)
        for fact in (
            organisation.AUTH_SERVERS,
            organisation.AUTH_CONFIG,
            organisation.PARTNER_APPLICATIONS,
            organisation.CONNECTORS,
            organisation.OVERRIDES,
            organisation.EWS,
            organisation.AUTODISCOVER,
            organisation.ORGANISATION,
            servers.CERTIFICATES,
            cloud.CONNECTORS,
            cloud.ENDPOINTS,
            cloud.EWS_POLICY,
            entra.SHARED,
            entra.OWNERS,
            entra.DEDICATED,
        )
    ],
)
def test_nothing_is_planned_on_a_guess(changes):
    with pytest.raises(NotRead):
        configured(changes)


SHARED_OPTION = {"shared-principal": "true"}


def test_the_shared_principal_is_used_only_when_asked_for_and_with_its_warning():
    plan = configured(NOTHING, options=SHARED_OPTION)

    assert "application new" not in outline(plan)
    assert "override new" not in outline(plan)
    assert "ews list" not in outline(plan)
    assert the(plan, "principal keys").app_id == EXCHANGE_ONLINE
    assert the(plan, "… both ways").condition.one_way
    (warning,) = plan.warnings
    assert "CVE-2025-53786" in str(warning)
    assert "2025-10-31" in str(warning)


def test_before_the_block_the_shared_principal_was_tested_both_ways():
    then = Asked(organisation=ASKED.organisation, now=datetime(2025, 6, 1, tzinfo=UTC))
    plan = configured(NOTHING, then, SHARED_OPTION)

    assert not the(plan, "… both ways").condition.one_way


def test_connectors_of_others_stay_and_domains_are_added():
    other = replace(TO_CLOUD, name="another", domains=("other.example",))
    ours = replace(TO_ON_PREMISES, domains=("old.example",), enabled=False)
    plan = configured(
        {
            organisation.CONNECTORS: (other,),
            cloud.CONNECTORS: (ours,),
        }
    )
    changed = [
        item for item in plan.items if not isinstance(item, Await) and "connector" in vars(item)
    ]

    assert [item.connector for item in changed] == [
        "ExchangeHybridOnPremisesToOnline",
        "ToOnPremises",
    ]
    assert set(changed[1].domains) == {"old.example", "example.com"}


FALSE = {cloud.EWS_POLICY: replace(POLICY, enabled=False)}
NULL = {cloud.EWS_POLICY: replace(POLICY, enabled=None)}
NONE_LISTED = {cloud.EWS_LIST: EwsList(app_ids=())}
OTHERS_LISTED = {cloud.EWS_LIST: EwsList(app_ids=("a", "b"))}
OPENED = ["ews list", "for 24 h", "ews switch"]


@pytest.mark.parametrize(
    ("changes", "word", "expected", "applications"),
    [
        pytest.param(NULL | NONE_LISTED, "", [], (), id="null: nothing is planned"),
        pytest.param(NULL | NONE_LISTED, "teams", [], (), id="not even where it is asked for"),
        pytest.param(OTHERS_LISTED, "", ["ews list"], ("a", "b", APP_ID), id="not on the list"),
        pytest.param(FALSE | OTHERS_LISTED, "", OPENED, ("a", "b", APP_ID),
                     id="off, with others listed: list, a day, switch"),
        pytest.param(FALSE | NONE_LISTED, TEAMS, OPENED, (TEAMS, APP_ID), id="off, Teams named"),
        pytest.param(FALSE | NONE_LISTED, "only-ours", OPENED, (APP_ID,), id="the explicit word"),
        pytest.param(FALSE | {cloud.EWS_LIST: EwsList(app_ids=(APP_ID, "a"))}, "", ["ews switch"],
                     (), id="off, and the list is right"),
        pytest.param(NONE_LISTED, TEAMS, ["ews list"], (TEAMS, APP_ID), id="an empty list"),
    ],
)  # fmt: skip
def test_ews_opens_list_first_and_never_from_a_null(changes, word, expected, applications):
    plan = configured(changes, options={"ews-apps": word} if word else {})
    middle = [each for each in outline(plan) if each.startswith(("ews", "for "))]

    assert middle == expected
    if applications:
        assert the(plan, "ews list").applications == applications
        assert the(plan, "… both ways").seconds > 24 * 3600
        assert any("EwsEnabled $null" in str(each) for each in plan.warnings)


@pytest.mark.parametrize("changes", [FALSE | NONE_LISTED, NONE_LISTED])
def test_a_list_with_our_application_alone_needs_a_word_and_says_who_is_shut_out(changes):
    plan = configured(changes)

    assert not [each for each in outline(plan) if each.startswith("ews")]
    (open_one,) = [each for each in plan.left if "EWS" in str(each.title)]
    assert "Microsoft Teams (cc15fd57-2c6c-4117-a88c-83b1d56b4bbe)" in str(open_one.why)
    assert open_one.command == "configure oauth example.com --ews-apps teams"


def test_a_null_is_said_with_its_date_and_left_as_it_is():
    (warning,) = configured(NULL | NONE_LISTED).warnings

    assert "2026-10-01" in str(warning)
    assert "2027-04-01" in str(warning)


def test_an_unread_list_matters_only_where_it_decides():
    unread_list = {cloud.EWS_LIST: unread()}

    assert configured(NULL | unread_list).items == ()
    with pytest.raises(NotRead):
        configured(unread_list)


def test_when_ews_has_ended_the_plan_does_not_wait_for_it():
    after = replace(ASKED, now=ASKED.now.replace(year=2027, month=5))
    plan = configured(STUCK, after)

    assert any("-UseGraphApiOnly" in each.command for each in plan.left)
    assert the(plan, "… both ways").condition.one_way


def test_a_new_application_has_the_name_that_microsofts_script_looks_for():
    (new,) = (item for item in configured(NOTHING).items if isinstance(item, NewApplication))

    assert new.display_name == "ExchangeServerApp-1"


def test_the_basis_tells_apart_what_the_plan_rests_on():
    before = {str(name): value for name, value in configured(STUCK).basis}
    moved = {**STUCK, cloud.CONNECTORS: (TO_ON_PREMISES,)}
    after = {str(name): value for name, value in configured(moved).basis}

    differing = {name for name in before | after if before.get(name) != after.get(name)}
    assert differing == {"Connector in the cloud, to the on-premises servers"}
    assert TENANT not in differing
