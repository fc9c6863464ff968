"""What stands in the way of a plan, or has moved since: it is named, and nothing is changed."""

from pathlib import Path

from commands.phrases import render
from jobs.record import Job, State
from lab.world_tenant import Principal
from tests.stories.changing import (
    approved,
    asked,
    card_of,
    changes,
    consented,
    now_at,
)
from tests.stories.conftest import Story, a_story

OWNER = "bbbbbbbb-0000-0000-0000-000000000001"


def why(job: Job) -> str:
    assert job.why is not None
    return render(job.why, "en")


async def blocked(story: Story) -> str:
    """Ask for a plan that something stands in the way of; gives all that its card says."""
    before = story.lab.administrator.state()
    job = await asked(story, "configure oauth hbna.co.kr")
    assert job.state is State.FAILED
    assert "Nothing was changed, because something stands in the way" in why(job)
    assert not any(step.gate for step in job.steps)
    assert story.lab.administrator.state() == before
    return card_of(story)


async def test_what_stands_in_the_way_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    async with a_story("nothing", tmp_path) as story:
        world = story.lab.world
        key = world.auth_config.current
        held = world.servers["EX02"].certificates
        world.servers["EX02"].certificates = {}

        card = await blocked(story)

        assert f"Auth certificate on EX02: EX02 lacks the certificate {key}" in card
        assert "EX01 lacks" not in card
        world.servers["EX02"].certificates = held
        name = "https://mail.hbna.co.kr/"
        world.tenant.principals.append(
            Principal(id=OWNER, app_id=OWNER, name="Old monitoring", names=[OWNER, name])
        )

        card = await blocked(story)

        assert f"Service principal name {name}: It belongs to Old monitoring ({OWNER})" in card


async def test_a_value_changed_by_somebody_else_before_the_approval_stops_the_job_unchanged(
    tmp_path: Path,
) -> None:
    async with a_story("nothing", tmp_path) as story:
        administrator = story.lab.administrator
        job = await asked(story, "configure oauth hbna.co.kr")
        await administrator.run(
            "EX01", "Set-PartnerApplication", Identity="Exchange Online", Enabled=True
        )
        moved = administrator.state()

        job = await approved(story, job)

        assert job.state is State.FAILED
        assert why(job).startswith("Nothing was changed: what the plan rests on has moved")
        assert "Enabled False; Realm  → Exchange Online; Enabled True" in why(job)
        assert "Ask for a new plan" in card_of(story)
        assert administrator.state() == moved
        new = await asked(story, "configure oauth hbna.co.kr")
        assert not any("Partner" in str(step.title) for step in new.steps)


async def test_a_value_changed_by_somebody_else_between_two_steps_stops_at_that_step(
    tmp_path: Path,
) -> None:
    async with a_story("nothing", tmp_path) as story:
        administrator, world = story.lab.administrator, story.lab.world
        job = await approved(story, await asked(story, "configure oauth hbna.co.kr"))
        (issuer,) = (each for each in world.auth_servers if each.type == "AzureAD")
        issuer.application_identifier = foreign = "0a1b2c3d-0000-4000-8000-00000000beef"
        before = administrator.state()

        job = await consented(story, job)

        assert job.state is State.FAILED
        assert now_at(job).subject == "auth server application"
        assert "Nothing was sent" in why(job)
        assert foreign in why(job)
        assert "Ask for a new plan" in why(job)
        assert issuer.application_identifier == foreign
        kinds = {path.split("/")[-1] for path in changes(before, administrator.state())}
        assert kinds == {"role_id"}
