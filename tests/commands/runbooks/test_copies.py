"""How a certificate is planned to come to the servers that lack it, and before what."""

from dataclasses import replace

import pytest

from commands.facts import organisation, servers
from commands.look import Unread
from commands.traits import typed
from tests.commands.made import ASKED, DAY, NOW, SMTP_INSTALLED, each, exchange_server, unread
from tests.commands.runbooks.made import (
    HELD,
    MAINTAINED,
    OURS,
    maintained,
    outline,
    planned,
    the,
)

COPIED, BY_HAND = "auth certificate copied", "… certificate brought by hand"
MADE, STAGED, PUBLISHED = (
    "auth certificate made",
    "auth certificate staged",
    "auth certificate published",
)
FAR = {
    organisation.SERVERS: (exchange_server("EX01"), exchange_server("EX02", site="Busan")),
}


def held(first=(HELD,), second=(HELD,)):
    stores = {"EX01": first, "EX02": second}
    return {
        servers.CERTIFICATES: each({
            name: x if isinstance(x, Unread) else (*x, SMTP_INSTALLED) for name, x in stores.items()
        })
    }  # fmt: skip


def ending(days):
    one = replace(HELD, certificate=replace(HELD.certificate, ends=NOW + days * DAY))
    return held((one,), (one,))


def steps(plan, *names):
    """Give the steps of these names, in their order."""
    return [each for each in outline(plan) if each in names]


@pytest.mark.parametrize(
    ("changes", "asked", "order"),
    [
        pytest.param({}, MAINTAINED, [STAGED, COPIED], id="one site: Exchange first"),
        pytest.param(FAR, MAINTAINED, [COPIED, STAGED], id="another site"),
        pytest.param({}, ASKED, [STAGED, BY_HAND], id="one site, by hand"),
        pytest.param(FAR, ASKED, [BY_HAND, STAGED], id="another site, by hand"),
        pytest.param(
            {organisation.SERVERS: (exchange_server("EX01"), exchange_server("EX02", site=""))},
            ASKED, [BY_HAND, STAGED], id="a site that is not known",
        ),
    ],
)  # fmt: skip
def test_nothing_is_staged_that_a_server_of_another_site_cannot_be_given(changes, asked, order):
    plan = planned("rotate auth cert", changes, asked)

    assert steps(plan, COPIED, BY_HAND, STAGED) == order
    warned = [str(each) for each in plan.warnings if "no maintenance endpoint" in str(each)]
    named = [each for each in warned if "bring it to EX02 by hand" in each]
    assert bool(named) is (BY_HAND in order)


def test_what_people_type_is_on_the_plan_before_anything_is_staged():
    plan = planned("rotate auth cert", FAR, ASKED)
    wait = the(plan, BY_HAND)
    found = typed(replace(wait.condition, thumbprint=OURS))

    assert found is not None
    assert found.where == "EX01"
    assert f"Export-PfxCertificate -Cert 'Cert:\\LocalMachine\\My\\{OURS}' " in found.command
    assert "foreach ($server in 'EX02') { Import-ExchangeCertificate " in found.command
    assert found.command.endswith("; Remove-Item $file")
    assert "Export-ExchangeCertificate" not in found.command
    assert "-Cert <Cert:" in typed(wait.condition).command, "no certificate is named yet"


def test_a_new_one_is_made_where_it_can_be_given_to_the_others():
    plan = planned("rotate auth cert", FAR, maintained("EX02"))

    assert the(plan, MADE).server == the(plan, STAGED).server == "EX02"
    assert (the(plan, COPIED).source, the(plan, COPIED).server) == ("EX02", "EX01")


def test_where_that_server_does_not_answer_another_one_makes_it():
    expired = replace(HELD, certificate=replace(HELD.certificate, ends=NOW - DAY))
    plan = planned(
        "replace auth cert now", held((expired,), unread()), maintained("EX02")
    )  # fmt: skip

    assert the(plan, MADE).server == "EX01"


@pytest.mark.parametrize(
    ("days", "asked", "order"),
    [
        pytest.param(1, MAINTAINED, [COPIED, STAGED, PUBLISHED], id="it works: first everywhere"),
        pytest.param(1, ASKED, [BY_HAND, STAGED, PUBLISHED], id="it works, by hand"),
        pytest.param(-1, MAINTAINED, [STAGED, PUBLISHED, COPIED], id="nothing signs: at once"),
        pytest.param(-1, ASKED, [STAGED, PUBLISHED, BY_HAND], id="nothing signs, by hand"),
    ],
)
def test_an_emergency_waits_for_copies_only_while_the_old_one_works(days, asked, order):
    plan = planned("replace auth cert now", ending(days), asked)

    assert steps(plan, COPIED, BY_HAND, STAGED, PUBLISHED) == order
    if COPIED in order:
        assert the(plan, COPIED).may_fail is (days < 0)


@pytest.mark.parametrize(("days", "waits"), [(1, True), (-1, False)])
def test_a_key_that_still_signs_stays_until_every_process_has_looked(days, waits):
    plan = planned("replace auth cert now", ending(days), MAINTAINED)

    names = steps(plan, "… both ways", "… nobody signs with", "auth key dropped")
    assert ("… nobody signs with" in names) is waits
    assert names[-1] == "auth key dropped"
    if waits:
        assert the(plan, "… nobody signs with").condition.since == "⟨published⟩"
        assert any("for an hour after the publication" in str(each) for each in plan.warnings)


def test_people_of_sharepoint_and_skype_are_told_in_an_emergency():
    plan = planned("replace auth cert now", ending(-1), MAINTAINED)

    assert any("Skype for Business Server" in str(each) for each in plan.warnings)


@pytest.mark.parametrize("name", ["rotate auth cert", "replace auth cert now"])
def test_the_wizard_is_not_to_be_run_afterwards(name):
    plan = planned(name, ending(-1) if "replace" in name else {}, MAINTAINED)

    told = [str(each) for each in plan.warnings if "Hybrid Configuration Wizard" in str(each)]
    assert len(told) == 1
    assert "purge shared keys example.com" in told[0]


@pytest.mark.parametrize(
    ("asked", "way"),
    [
        pytest.param(MAINTAINED, COPIED, id="by the endpoint"),
        pytest.param(maintained("EX01"), COPIED, id="by the endpoint of the one that has it"),
        pytest.param(maintained("EX02"), BY_HAND, id="its own endpoint is of no use"),
        pytest.param(ASKED, BY_HAND, id="by people"),
    ],
)
def test_one_server_gets_it_after_a_decision(asked, way):
    plan = planned("import auth cert", held(second=()), asked, {"server": "EX02"})

    assert outline(plan) == ["? plan", way, "= auth cert"]


def test_a_server_that_lists_it_without_its_key_has_to_show_that_it_signs():
    without = replace(HELD, has_private_key=False)
    plan = planned("import auth cert", held(second=(without,)), ASKED, {"server": "EX02"})

    assert the(plan, BY_HAND).condition.keyless == ("EX02",)
