"""What is offered can work where it is offered: nothing made twice, nothing staged too late."""

from dataclasses import replace

import pytest

from commands.checks import (
    certificate_current,
    certificate_entra,
    certificate_next,
    certificate_published,
    certificate_servers,
    service_principal_names,
)
from commands.facts import entra, organisation, servers
from commands.findings import Console, Verdict
from tests.commands.made import (
    AUTH_CONFIG,
    CERTIFICATE,
    DAY,
    INSTALLED,
    NEXT,
    NO_DEDICATED,
    NOW,
    PRINCIPAL,
    SHARED,
    a_test,
    each,
    failed,
    judged,
    said,
    unread,
)

EXPIRED = replace(CERTIFICATE, ends=NOW - 3 * DAY)
SMALL = replace(CERTIFICATE, key_size=1024)
NONE = replace(AUTH_CONFIG, current="")


def holding(certificate):
    held = (replace(INSTALLED, certificate=certificate),)
    return {servers.CERTIFICATES: each({"EX01": held, "EX02": held})}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(holding(SMALL), id="too small to sign with"),
        pytest.param(holding(EXPIRED), id="expired"),
        pytest.param({organisation.AUTH_CONFIG: NONE}, id="none is named"),
        pytest.param({servers.CERTIFICATES: each({"EX01": (), "EX02": ()})}, id="nowhere"),
    ],
)
def test_what_cannot_sign_is_replaced_at_once(changes):
    command = judged(certificate_current.CHECK, changes)["certificate.current"].command

    assert command == "replace auth cert now example.com"


def test_a_next_certificate_that_could_not_sign_is_left_for_another_one():
    staged = replace(AUTH_CONFIG, next=NEXT, next_effective=NOW + 10 * DAY)
    changes = holding(replace(SMALL, thumbprint=NEXT)) | {organisation.AUTH_CONFIG: staged}

    command = judged(certificate_next.CHECK, changes)["certificate.next"].command
    assert command == "replace auth cert now example.com"  # the current one is on no server


@pytest.mark.parametrize(
    "check", [certificate_servers.CHECK, certificate_entra.CHECK, certificate_published.CHECK],
    ids=lambda check: check.id,
)  # fmt: skip
def test_without_a_current_certificate_there_is_nothing_to_compare(check):
    (finding,) = judged(check, {organisation.AUTH_CONFIG: NONE}).values()

    assert finding.verdict is Verdict.SKIPPED


def test_an_expired_certificate_is_not_to_be_uploaded():
    changes = holding(EXPIRED) | {
        entra.DEDICATED: replace(NO_DEDICATED, claimed="x"),
    }
    finding = judged(certificate_entra.CHECK, changes)["certificate.entra"]

    assert finding.verdict is Verdict.SKIPPED
    assert "expired on 2026-11-17" in said(finding)


@pytest.mark.parametrize(
    ("first", "test", "offered"),
    [
        pytest.param((INSTALLED,), a_test(), "import auth cert to EX02", id="the other has it"),
        pytest.param(
            (INSTALLED,), failed("unheard of"), "import auth cert to EX02", id="it may have it"
        ),
        pytest.param((), failed("unheard of"), "replace auth cert now", id="nobody has it"),
        pytest.param(unread(), failed("unheard of"), "check oauth", id="the other is dark"),
    ],
)
def test_a_new_certificate_is_made_only_when_surely_nobody_has_it(first, test, offered):
    changes = {
        servers.CERTIFICATES: each({"EX01": first, "EX02": ()}),
        servers.TESTS: each({"EX01": test, "EX02": failed("unheard of")}),
    }
    finding = judged(certificate_servers.CHECK, changes)["certificate.server.EX02"]

    assert offered in finding.command
    assert finding.console is Console.CHAT


def test_a_name_is_taken_from_its_owner_before_it_is_given_to_exchange_online():
    name = "https://mail.example.com/"
    owner = replace(PRINCIPAL, id="sp-owner", app_id="app-owner", name="Owner", names=(name,))
    changes = {
        entra.SHARED: replace(SHARED, names=("https://autodiscover.example.com/",)),
        entra.OWNERS: {name: (owner,)},
    }
    found = judged(service_principal_names.CHECK, changes)
    finding = found["service-principal-name.mail.example.com"]
    taken, given = finding.command.split("$p = ")

    assert "Owner" in said(finding)
    assert "Get-MgServicePrincipal -ServicePrincipalId 'sp-owner'" in taken
    assert "-Filter 'appId eq ''app-owner'''" in taken
    assert f"$_ -ne '{name}'" in taken
    assert f"+ '{name}'" in given
