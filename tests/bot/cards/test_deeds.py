"""All about a change: the calls can be pasted, carry their values, and become exact once known."""

import re
from dataclasses import fields, replace
from typing import get_type_hints

import pytest

from bot.cards import job as job_card
from bot.cards.deed import spelt
from commands.action import Action, Call, OnTheWay, Switch
from commands.actions.applications import APP_ID
from commands.actions.auth_certificates import NewAuthCertificate
from commands.actions.auth_config import EFFECTIVE
from commands.actions.auth_keys import AddAuthKey
from commands.actions.certificate_copies import CopyCertificate
from commands.actions.clearing import ClearPrevious
from commands.actions.connectors import NewConnector
from commands.actions.publishing import PublishCertificate
from commands.actions.restarts import BY_HAND
from commands.actions.signing import SignsWith
from commands.actions.staging import StageCertificate
from commands.book import reference
from commands.catalog import BOOK
from commands.runbook import Await
from jobs.record import Job, State, StepKind, StepState
from tests.bot.cards.house import problems, texts
from tests.bot.cards.rotating import DUE, NEW, NOW, OLD
from tests.bot.cards.test_plan import CHANGE, planned
from tests.commands.checks.test_commands import EVIL, HOSTILE, outside

STAGE = StageCertificate(server="EX01", thumbprint=NEW, hours=49, current=OLD, force=True)
PUBLISH = PublishCertificate(server="EX01", thumbprint=NEW, old=OLD)
KEY = AddAuthKey(object_id="app", app_id="a", called="App", kept=(OLD,), thumbprint=NEW)
NOT_TYPED = re.compile("<[^<>]*>")
"""PowerShell does nothing of a line with a ``<`` in it: there is no such operator."""
CLEAR = ClearPrevious(server="EX01", thumbprint=OLD)


def drawn(job: Job, locale: str = "en") -> list[str]:
    card = job_card.render(job, None, locale, NOW)
    assert problems(card) == []
    return texts(card).splitlines()


@pytest.mark.parametrize(
    ("values", "written"),
    [
        pytest.param({"Force": Switch.ON}, "-Force", id="a switch stands alone"),
        pytest.param({"Confirm": Switch.OFF}, "-Confirm:$false", id="one that is on by itself"),
        pytest.param({"Enabled": True}, "-Enabled $true", id="a truth value is written"),
        pytest.param({"Enabled": False}, "-Enabled $false", id="one that is not so"),
        pytest.param({"Identity": "a b"}, "-Identity 'a b'", id="text"),
        pytest.param({"Identity": "O'Brien"}, "-Identity 'O''Brien'", id="a quote in it"),
        pytest.param({"Identity": "O\u2019B"}, "-Identity 'O\u2019\u2019B'", id="a curly one"),
        pytest.param({"Domains": ["a", "b'c"]}, "-Domains 'a','b''c'", id="several texts"),
        pytest.param({"Domains": ()}, "-Domains @()", id="none of several"),
        pytest.param({"Realm": None}, "-Realm $null", id="no value"),
        pytest.param({"KeySize": 2048}, "-KeySize 2048", id="a number"),
        pytest.param({"Identity": "a\nb\u202e"}, r"-Identity <a\u000ab\u202e>", id="unseen"),
        pytest.param({"FileData": OnTheWay("a file")}, "-FileData <a file>", id="made on the way"),
    ],
)
def test_a_parameter_is_written_so_that_it_can_be_pasted(
    values: dict[str, object], written: str
) -> None:
    call = Call(doing="Set-It", values=values)

    assert spelt(call) == f"Set-It {written}"
    assert all(not isinstance(each, Switch) for each in call.parameters.values())


NO_CERTIFICATES = {"add": (), "drop": (), "der": ""}
"""Where base64 stands."""


def made(kind: type[Action], text: str) -> Action:
    """Make an action all of whose texts are ``text``."""
    given = {str: text, tuple[str, ...]: (text, text), int: 1, bool: False, bool | None: None}
    hints = get_type_hints(kind)
    values = {field.name: given[hints[field.name]] for field in fields(kind)}
    return kind(
        **values | {name: given for name, given in NO_CERTIFICATES.items() if name in values}
    )


@pytest.mark.parametrize("poison", HOSTILE)
@pytest.mark.parametrize("kind", BOOK.actions.values(), ids=list(BOOK.actions))
def test_no_value_from_outside_is_code_in_a_call_that_is_pasted(
    kind: type[Action], poison: str
) -> None:
    call = spelt(made(kind, poison).call)
    if re.match(r"[A-Z][a-z]+-", call):  # a cmdlet; a request is typed nowhere
        assert call.isprintable()
        assert EVIL not in NOT_TYPED.sub("", outside(call))


def test_what_is_made_on_the_way_is_not_shown_as_a_text_to_paste() -> None:
    copied = CopyCertificate(server="EX02", source="EX01", thumbprint=OLD)
    own = NewAuthCertificate(server="EX01", days=730)

    assert f"-FileData <Export-HybridgeAuthCertificate {OLD} on EX01> " in spelt(copied.call)
    assert spelt(own.call).endswith("-FileData <RSA 2048, 730 d>")


@pytest.mark.parametrize(
    ("action", "back"),
    [
        pytest.param(
            STAGE, "Set-AuthConfig -NewCertificateThumbprint '' -Force", id="nothing was staged"
        ),
        pytest.param(
            PUBLISH,
            f"Set-AuthConfig -NewCertificateThumbprint '{OLD}' -NewCertificateEffectiveDate "
            "(Get-Date).ToUniversalTime() -Force; Set-AuthConfig -PublishCertificate -Force",
            id="published",
        ),
        pytest.param(KEY, f'PATCH /applications/app {{"keyCredentials": {{"keep": ["{OLD}"], '
                     f'"drop": ["{NEW}"]}}}}', id="a key"),
        pytest.param(CHANGE, "Set-IntraOrganizationConnector -Identity 'To the cloud' "
                     "-DiscoveryEndpoint 'https://outlook.office365.com/'", id="what was before"),
        pytest.param(
            NewConnector(server="EX01", connector="C", endpoint="https://a.example", domains=()),
            "Remove-IntraOrganizationConnector -Identity 'C' -Confirm:$false",
            id="what is made is removed",
        ),
    ],
)  # fmt: skip
def test_the_way_back_is_shown_with_its_values(action: object, back: str) -> None:
    (line,) = (each for each in drawn(planned(action)) if each.startswith("Can be undone: "))

    assert line.startswith(f"Can be undone: {back}")


def test_the_way_back_names_what_is_not_known_yet() -> None:
    job = planned(replace(CHANGE, connector=reference(APP_ID)))

    assert "Can be undone: Set-IntraOrganizationConnector -Identity '⟨application id" in "\n".join(
        drawn(job)
    )


def test_switches_of_the_auth_configuration_stand_alone() -> None:
    shown = "\n".join(drawn(planned(STAGE, PUBLISH, CLEAR)))

    assert "Set-AuthConfig -PublishCertificate -Force" in shown
    assert "Set-AuthConfig -ClearPreviousCertificate" in shown
    assert "$true" not in shown


def test_when_a_staged_certificate_takes_over_is_told_to_the_minute_and_then_by_the_clock() -> None:
    job = planned(STAGE)
    before = "\n".join(drawn(job))

    assert f"Then: {NEW}, in effect 49 h 5 min after this step: ⟨effective time, known" in before
    assert "-NewCertificateEffectiveDate '⟨effective time, known after step 3⟩'" in before
    after = "\n".join(drawn(replace(job, known={EFFECTIVE: DUE.isoformat()})))
    assert f"-NewCertificateEffectiveDate '{DUE.isoformat()}'" in after
    assert "after this step: 2026-11-23 10:00 UTC" in after


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        pytest.param("en", f"{NEW}, in effect at once", id="English"),
        pytest.param("ko-KR", f"{NEW}, 즉시 적용", id="Korean"),
        pytest.param("fr-FR", f"{NEW}, en vigueur aussitôt", id="French"),
    ],
)
def test_in_an_emergency_it_takes_over_at_once(locale: str, told: str) -> None:
    shown = "\n".join(drawn(planned(replace(STAGE, hours=0)), locale))

    assert told in shown
    assert "'UTC'" not in shown


def waits(*servers: str) -> Job:
    return planned(
        CHANGE,
        *(
            Await(
                condition=SignsWith(server=each, thumbprint=NEW, by_hand=True),
                every=60.0,
                seconds=3600.0,
            )
            for each in servers
        ),
    )


def at_the_wait(job: Job) -> Job:
    """Give the job while its first wait is under way."""
    at = next(n for n, step in enumerate(job.steps) if step.kind is StepKind.WAIT_FOR)
    done = tuple(replace(step, state=StepState.DONE) for step in job.steps[:at])
    step = job.steps[at]
    assert step.wait is not None
    begun = replace(step, state=StepState.RUNNING, started=NOW, wait=replace(step.wait, until=DUE))
    steps = (*done, begun, *job.steps[at + 1 :])
    return replace(job, state=State.WAITING, steps=steps, position=at)


@pytest.mark.parametrize("locale", ["en", "ko-KR", "fr-FR"])
def test_what_people_type_on_servers_stands_whole_and_once(locale: str) -> None:
    for job in (waits("EX01", "EX02"), at_the_wait(waits("EX01", "EX02"))):
        typed = [line for line in drawn(job, locale) if "Restart-" in line]

        assert len(typed) == 1
        assert "EX01, EX02" in typed[0]
        assert typed[0].endswith(f": {BY_HAND}")


def test_what_people_type_is_not_asked_for_once_it_is_over() -> None:
    job = waits("EX01")
    steps = tuple(replace(step, state=StepState.DONE) for step in job.steps)
    ended = replace(job, state=State.DONE, steps=steps, position=len(steps), ended=NOW)

    assert not any("Restart-" in line for line in drawn(ended))
