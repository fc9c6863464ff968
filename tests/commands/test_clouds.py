"""Every address and issuer is the tenant's own cloud's, and no cloud's dates are another's."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest

from bot.clouds import CLOUDS
from commands.catalog import SUITES
from commands.checks import auth_server_acs, auth_server_evosts, hybrid_application, published_names
from commands.checks.shared_principal import PURGE
from commands.facts import entra, organisation, published, servers, tenant
from commands.findings import Verdict
from tests.commands.made import (
    ACS,
    ASKED,
    HOSTS,
    KEY,
    NO_DEDICATED,
    OTHER_TENANT,
    SHARED,
    STS,
    TENANT,
    addresses,
    answer,
    each,
    facts,
    failed,
    judged,
    said,
)
from tests.commands.runbooks.made import planned

COMMANDS: Final = Path(__file__).parents[2] / "commands"
_OURS: Final = re.compile(
    r"(microsoftonline|accesscontrol|windows\.net|office365|outlook\.com|graph\.microsoft|sovcloud"
    r"|chinacloudapi|office\.com)",
    re.IGNORECASE,
)
WORLDWIDE_ONLY: Final = {("checks/graph_route.py", "https://graph.microsoft.com")}
"""What exists in one cloud alone."""
LOGIN: Final = {
    "usgov-l4": "login.microsoftonline.us",
    "usgov-l5": "login.microsoftonline.us",
    "china": "login.partner.microsoftonline.cn",
}
ISSUER: Final = {
    "usgov-l4": "https://sts.windows.net",
    "usgov-l5": "https://sts.windows.net",
    "china": "https://sts.chinacloudapi.cn",
}


def asked_in(name, asked=ASKED):
    return replace(asked, organisation=replace(asked.organisation, cloud=CLOUDS[name]))


def texts() -> Iterator[tuple[str, str]]:
    """Give every text in commands/ that is no docstring and names a host of some cloud.

    The errors that ``checks/signatures`` knows are quoted, and not sent anywhere.
    """
    for path in sorted(COMMANDS.rglob("*.py")):
        place = str(path.relative_to(COMMANDS))
        if place.startswith(("locales/", "checks/signatures/")) or place == "organisation.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in described and _OURS.search(node.value):
                yield place, node.value


def test_no_clouds_address_is_written_into_a_command_a_plan_or_a_check():
    """The worldwide addresses are the defaults of ``Cloud``, the others in ``bot/clouds.py``."""
    assert [found for found in texts() if found not in WORLDWIDE_ONLY] == []


@pytest.mark.parametrize("name", LOGIN)
def test_auth_servers_are_made_and_pointed_at_the_tenants_own_cloud(name):
    asked = asked_in(name)
    other = replace(STS, realm=OTHER_TENANT)

    plan = planned("configure oauth", {organisation.AUTH_SERVERS: ()}, asked=asked)
    missing = judged(auth_server_acs.CHECK, {organisation.AUTH_SERVERS: ()}, asked)
    wrong = judged(auth_server_evosts.CHECK, {organisation.AUTH_SERVERS: (other,)}, asked)

    acs = f"https://{LOGIN[name]}/example.onmicrosoft.com/metadata/json/1"
    sts = (
        f"https://{LOGIN[name]}/example.onmicrosoft.com/federationmetadata/2007-06/"
        "federationmetadata.xml"
    )
    urls = [item.metadata_url for item in plan.items if hasattr(item, "metadata_url")]
    assert urls == [acs, sts]
    assert f"'{acs}'" in missing["auth-server.acs"].command
    assert f"'{sts}'" in wrong["auth-server.evosts"].command


@pytest.mark.parametrize("name", LOGIN)
def test_a_right_address_of_another_cloud_is_left_alone(name):
    asked = asked_in(name)
    right = replace(
        ACS, metadata_url=f"https://{LOGIN[name]}/example.onmicrosoft.com/metadata/json/1"
    )
    own = replace(STS, issuer=f"{ISSUER[name]}/{TENANT}/")
    changes = {
        organisation.AUTH_SERVERS: (right, own),
        tenant.ACS_METADATA: answer(status=404),
    }

    plan = planned("repair oauth", changes, asked=asked)

    assert [item for item in plan.items if hasattr(item, "metadata_url")] == []
    assert judged(auth_server_evosts.CHECK, changes, asked)["auth-server.evosts"].verdict is (
        Verdict.OK
    )


@pytest.mark.parametrize(
    ("name", "issuer", "right"),
    [
        ("global", f"https://sts.windows.net/{TENANT}/", True),
        ("global", f"https://sts.chinacloudapi.cn/{TENANT}/", False),
        ("china", f"https://sts.chinacloudapi.cn/{TENANT}", True),
        ("china", f"https://sts.windows.net/{TENANT}/", False),
        ("bleu", f"https://sts.anything.example/{TENANT}/", True),
        ("bleu", f"https://sts.anything.example/{OTHER_TENANT}/", False),
        ("bleu", f"http://sts.anything.example/{TENANT}/", False),
        ("delos", TENANT, False),
        ("delos", "", False),
    ],
)
def test_an_issuer_is_the_clouds_own_or_at_least_the_tenants(name, issuer, right):
    assert CLOUDS[name].is_issuer(issuer, UUID(TENANT)) is right


@pytest.mark.parametrize("name", ["usgov-l4", "usgov-l5", "china", "bleu", "delos"])
def test_the_worldwide_clouds_block_is_not_another_clouds(name):
    asked = asked_in(name)
    changes = {
        entra.DEDICATED: NO_DEDICATED,
        entra.SHARED: replace(SHARED, keys=(KEY,)),
        organisation.AUTH_SERVERS: (ACS, replace(STS, application_id="")),
        organisation.OVERRIDES: (),
        servers.TESTS: each({"EX01": failed("x"), "EX02": failed("x")}),
    }

    hybrid = judged(hybrid_application.CHECK, changes, asked)["hybrid-application"]
    report = SUITES["oauth"].answer(facts(changes), asked)

    assert hybrid.verdict is Verdict.WARN
    assert f"for this one, {name}, nothing is known" in said(hybrid)
    text = "\n".join(said(finding) for finding in report)
    assert "2025-10-31" not in text
    assert "Nothing works through these keys" not in text
    assert not [finding.id for finding in report if PURGE in finding.command]


def test_a_name_that_leads_to_the_clouds_own_exchange_online_is_seen():
    into = {HOSTS[1]: replace(addresses(HOSTS[1]), canonical=("autodiscover.partner.outlook.cn.",))}
    away = {HOSTS[1]: replace(addresses(HOSTS[1]), canonical=("autodiscover.myoutlook.cn.",))}
    found = [
        judged(
            published_names.CHECK,
            {published.DNS: each({HOSTS[0]: addresses(HOSTS[0]), **names})},
            asked_in("china"),
        )[f"published.{HOSTS[1]}"].verdict
        for names in (into, away)
    ]

    assert found == [Verdict.FAIL, Verdict.OK]
