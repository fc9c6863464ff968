"""The hybrid wizard writes names of its own form; a sign-in that was seen needs no other."""

from dataclasses import replace

from commands.checks import service_principal_names
from commands.facts import cloud, entra
from commands.findings import Verdict
from tests.commands.made import EWS_URL, EXCHANGE_ONLINE, HOSTS, SHARED, each, failed, judged, said
from tests.commands.runbooks.made import planned

WIZARDS = {
    entra.SHARED: replace(
        SHARED,
        names=(
            EXCHANGE_ONLINE,
            "https://outlook.office365.com/",
            f"{EXCHANGE_ONLINE}/mail.example.com",
            "https://autodiscover.example.com/",
        ),
    )
}
NAME = f"service-principal-name.{HOSTS[0]}"


def test_the_wizards_form_is_named_and_never_a_failure():
    finding = judged(service_principal_names.CHECK, WIZARDS)[NAME]

    assert finding.verdict is Verdict.WARN
    assert f"{EXCHANGE_ONLINE}/mail.example.com" in said(finding)
    assert "is not documented" in said(finding)


def test_nothing_is_written_where_the_test_to_the_host_succeeds():
    plan = planned("repair oauth", WIZARDS)

    assert plan.items == ()


def test_the_documented_form_is_added_where_the_test_fails_and_the_wizards_is_kept():
    changes = {**WIZARDS, cloud.TESTS: each({EWS_URL: failed("(401) Unauthorized")})}

    (names,) = (item for item in planned("repair oauth", changes).items if hasattr(item, "names"))

    assert "https://mail.example.com/" in names.names
    assert f"{EXCHANGE_ONLINE}/mail.example.com" in names.names
