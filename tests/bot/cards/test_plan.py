"""The card of a plan: what people approve stands on it, however long the plan is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cards import job as job_card
from bot.cards import pages
from bot.cards.elements import MOST_BYTES, size
from commands.actions.applications import APP_ID, NewApplication, NewPrincipal
from commands.actions.auth_certificates import NewAuthCertificate
from commands.actions.clearing import ClearPrevious
from commands.actions.connectors import NewConnector, SetConnector
from commands.actions.keys import SetPrincipalKeys
from commands.book import reference
from commands.gates import PLAN, PURGE
from commands.phrases import say
from commands.request import Request
from commands.runbook import Left, Plan, Proof, Question
from jobs.plan import Approvals, Planning, fingerprint, plan_step, steps_of
from jobs.planned import Planned
from jobs.record import Job, Person, State, StepKind, StepState
from jobs.steps import Approval, Gate, Result
from tests.bot import made
from tests.bot.cards.house import problems, texts

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LEAD = Person(tenant=made.MINJI.tenant, id="lead", name="Sora Park")
ENDPOINT = "https://autodiscover.hbna.co.kr/autodiscover/autodiscover.svc"
CHANGE = SetConnector(
    server="EX01",
    connector="To the cloud",
    endpoint=ENDPOINT,
    domains=("hbna.mail.onmicrosoft.com",),
    enabled=True,
    old_endpoint="https://outlook.office365.com/",
    old_domains=(),
    old_enabled=False,
)


def planned(*items: object, left: tuple[Left, ...] = (), **more: object) -> Job:
    """A job whose plan waits at its first gate."""
    questions = (Question(name=PLAN, title=say("Carry out this plan for {domain}?", domain="x")),)
    whole = Plan(
        title=say("Configuration of OAuth both ways"),
        items=(*questions, *items, Proof(suite="oauth", title=say("OAuth both ways"))),  # type: ignore[arg-type]
        in_place=(say("Connector {name}: enabled, right", name="ours"),),
        left=left,
        warnings=(say("EWS in Exchange Online ends for everybody on {date}.", date="2027-04-01"),),
        basis=((say("Current auth certificate"), "AB12"),),
    )
    planning = Planning(runbook="configure oauth")
    steps = steps_of(whole, planning, Approvals())
    gate = Gate(needs=1, nonce="n1", expires=NOW + timedelta(hours=4))
    opened = replace(steps[0], state=StepState.RUNNING, started=NOW, gate=gate)
    first = plan_step("configure oauth", say("Plan"), {}, only=False)
    job = Job(
        id=42,
        organisation="hbna",
        request=Request(command="configure oauth", domain="hbna.co.kr"),
        requester=made.MINJI,
        conversation=made.PLACE,
        state=State.WAITING,
        steps=(replace(first, state=StepState.DONE), opened, *steps[1:]),
        position=1,
        fingerprint=fingerprint(steps, whole.basis),
        plan=Planned(
            title=whole.title,
            in_place=whole.in_place,
            left=left,
            warnings=whole.warnings,
            basis=whole.basis,
        ),
        created=NOW,
        updated=NOW,
    )
    return replace(job, **more)  # type: ignore[arg-type]


def drawn(job: Job, locale: str = "en") -> str:
    card = job_card.render(job, None, locale, NOW)
    assert problems(card) == []
    assert size(card) <= MOST_BYTES
    return texts(card)


def test_a_lead_sees_each_change_with_its_side_values_before_after_and_way_back() -> None:
    shown = drawn(planned(CHANGE))

    assert "EX01: Set-IntraOrganizationConnector -Identity 'To the cloud'" in shown
    assert f"-DiscoveryEndpoint '{ENDPOINT}'" in shown
    assert "Now: DiscoveryEndpoint https://outlook.office365.com/" in shown
    assert f"Then: DiscoveryEndpoint {ENDPOINT}" in shown
    assert "Can be undone: Set-IntraOrganizationConnector" in shown
    assert "EWS in Exchange Online ends" in shown
    assert "In place already: 1" in shown
    assert f"A lead decides, not {made.MINJI.name}" in shown
    assert "approve 42" in shown


def test_a_change_without_a_way_back_says_why_in_the_readers_language() -> None:
    job = planned(NewAuthCertificate(server="EX01"), ClearPrevious(server="EX01", thumbprint="AB"))

    shown = drawn(job)
    assert "New-ExchangeCertificate" in shown
    assert "-DomainName @()" in shown
    assert "Nothing to undo. A certificate that nobody names does no harm." in shown
    assert "Cannot be undone. Exchange takes no previous certificate back." in shown
    for why in ("that nobody names", "takes no previous"):
        assert why not in drawn(job, "ko")


def test_what_is_not_known_yet_is_named_as_such_and_as_it_is_once_it_is_known() -> None:
    job = planned(NewApplication(display_name="App"), NewPrincipal(app_id=reference(APP_ID)))

    assert "⟨application id⟩" in drawn(job)
    assert "Create the service principal of ⟨application id⟩" in drawn(job)
    known = replace(job, known={APP_ID: "1234-5678"})
    assert '"appId": "1234-5678"' in drawn(known)


def test_two_leads_and_what_was_approved_already_are_told() -> None:
    job = planned(CHANGE)
    gate = Gate(
        needs=2,
        nonce="n",
        expires=NOW + timedelta(hours=1),
        approvals=(Approval(by=LEAD, at=NOW),),
    )
    step = replace(job.steps[1], gate=gate)
    shown = drawn(replace(job, steps=(job.steps[0], step, *job.steps[2:])))

    assert "2 leads decide" in shown
    assert "Approved by Sora Park" in shown


def test_the_gate_is_named_where_there_are_several() -> None:
    purge = Question(name=PURGE, title=say("Remove all {count} keys?", count=1))
    keys = SetPrincipalKeys(object_id="o", app_id="a", lost=("AB",))

    assert "approve 42 plan" in drawn(planned(CHANGE, purge, keys))


def test_the_buttons_carry_job_gate_and_nonce_and_work_in_old_clients_too() -> None:
    card = job_card.render(planned(CHANGE), None, "en", NOW)

    approve, reject = card["actions"][:2]
    assert approve["data"] == {"job": 42, "gate": PLAN, "nonce": "n1"}
    assert (approve["verb"], reject["verb"]) == ("approve", "reject")
    assert approve["fallback"]["type"] == "Action.Submit"
    assert reject["associatedInputs"] == "auto"


def test_steps_show_how_far_they_are_and_what_they_wait_for() -> None:
    job = planned(CHANGE, CHANGE)
    done = replace(job.steps[3], state=StepState.DONE, result=Result.ALREADY)
    under_way = replace(
        job.steps[4], state=StepState.RUNNING, told=say("{count} of 5 servers", count=3)
    )
    shown = drawn(
        replace(
            job,
            state=State.RUNNING,
            position=4,
            steps=(*job.steps[:3], done, under_way, *job.steps[5:]),
        )
    )

    assert "= 3 Change the connector To the cloud · already so" in shown
    assert "▶ 4 Change the connector To the cloud · under way" in shown
    assert "3 of 5 servers" in shown
    assert "Approve" not in shown


def test_a_failed_job_says_why_and_how_to_go_on() -> None:
    job = planned(CHANGE, state=State.FAILED, why=say("It broke."), ended=NOW)
    shown = drawn(job)

    assert "It broke." in shown
    assert "retry 42" in shown
    assert "configure oauth hbna.co.kr" in shown


def test_a_job_that_is_done_offers_its_undo() -> None:
    job = planned(CHANGE, state=State.DONE, ended=NOW)
    steps = tuple(
        replace(step, state=StepState.DONE, result=Result.DONE)
        if step.kind is StepKind.DO
        else replace(step, state=StepState.DONE)
        for step in job.steps
    )

    assert "undo 42" in drawn(replace(job, steps=steps, position=len(steps)))


def test_what_prints_everything_about_a_change_is_its_check_and_never_the_change() -> None:
    job = planned(CHANGE, state=State.DONE, ended=NOW, findings=made.FINDINGS)
    printing = next(each for each in drawn(job).splitlines() if "prints everything" in each)

    assert 'python -m bot ask "check oauth hbna.co.kr"' in printing


@pytest.mark.parametrize("locale", ["en", "ko-KR", "fr-FR"])
def test_a_plan_too_long_for_a_card_is_told_in_short_and_whole_on_pages(locale: str) -> None:
    many = tuple(
        NewConnector(
            server="EX01",
            connector=f"Connector number {number}",
            endpoint=ENDPOINT,
            domains=tuple(f"domain-{each}.example.com" for each in range(12)),
        )
        for number in range(60)
    )
    job = planned(*many)
    card = job_card.render(job, None, locale, NOW)
    assert problems(card) == []
    assert size(card) <= MOST_BYTES
    assert any(action.get("verb") == pages.PAGES for action in card["actions"])

    shown, number = "", 1
    while True:
        page = pages.page(job, number, locale).card
        assert page is not None
        assert size(page) <= MOST_BYTES
        assert problems(page) == []
        shown += texts(page)
        following = [each for each in page["actions"] if each["data"]["page"] > number]
        if not following:
            break
        number += 1

    assert number > 1
    for each in many:
        assert f"'{each.connector}'" in shown
    assert "AB12" in shown


def test_what_is_left_to_people_says_why_and_what_to_type() -> None:
    left = Left(
        title=say("Update of {servers}", servers="EX01"),
        why=say("It has expired; it must be replaced first."),
        command="rotate auth cert",
        blocks=True,
    )
    shown = drawn(planned(left=(left,)))

    assert "✖ Update of EX01: It has expired" in shown
    assert "rotate auth cert" in shown


def test_an_action_of_another_version_is_shown_by_its_title() -> None:
    job = planned(CHANGE)
    strange = replace(job.steps[3], action={"name": "from the future", "values": {}})
    shown = drawn(replace(job, steps=(*job.steps[:3], strange, *job.steps[4:])))

    assert "Change the connector To the cloud" in shown


def test_the_summary_says_what_is_asked() -> None:
    assert "Carry out this plan" in job_card.summary(planned(CHANGE), None, "en")


UPDATE = Left(title=say("Update of {servers}", servers="EX01"), why=say("It is too old."))


@pytest.mark.parametrize(
    ("left", "findings", "heading"),
    [
        pytest.param((UPDATE,), (made.PARTNER,), "Done, 1 thing to do by hand", id="one thing"),
        pytest.param((UPDATE, UPDATE), (made.PARTNER,), "Done, 2 things to do by hand", id="two"),
        pytest.param((), (made.PARTNER,), "Done, 1 problem left", id="one problem"),
        pytest.param(
            (),
            (made.PARTNER, replace(made.PARTNER, id="x"), replace(made.PARTNER, id="y",
                                                                  follows=("x",))),
            "Done, problems left: 2", id="two problems, and what follows from one of them",
        ),
        pytest.param((UPDATE,), (made.SERVERS,), "Done ·", id="the proof is green"),
    ],
)  # fmt: skip
def test_a_job_whose_proof_is_red_is_not_done_plainly(left, findings, heading):
    job = planned(CHANGE, left=left, state=State.DONE, findings=findings)

    assert f"■ {heading}" in drawn(job)
