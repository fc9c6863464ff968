"""Who decides at a gate, and who does not: refused with the reason, to them alone, written down."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from commands.phrases import render
from jobs.record import Job, State
from lab.teams import activities
from tests.stories.changing import approved, asked, denials, job_of, later, now_at, told
from tests.stories.conftest import Story, a_story

FIVE_HOURS = 5 * 3600.0
ELSEWHERE = "cccccccc-0000-0000-0000-000000000001"
"""A tenant whose people may write to the bot, and whose organisation this is not."""


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    async with a_story("nothing", tmp_path, tenant=ELSEWHERE) as story:
        yield story


def data_of(job: Job, **changed: object) -> Mapping[str, Any]:
    """Give what the card's button carries."""
    gate = now_at(job).gate
    assert gate is not None
    return {"job": job.id, "gate": now_at(job).subject, "nonce": gate.nonce, **changed}


async def presses(story: Story, person: str, verb: str, data: Mapping[str, Any]) -> str:
    """Have a client send a button with that data; gives what only that person sees."""
    answered = await story.lab.teams.delivery.click(person, verb, data=data)
    await story.quiet()
    return told(answered)


async def presses_elsewhere(story: Story, person: str, data: Mapping[str, Any]) -> str:
    """Have the same person's account of another tenant send it."""
    place, card = story.lab.teams.place, story.lab.teams.chat.newest_with("approve")
    assert card is not None
    action = {"verb": "approve", "data": data}
    home, place.tenant = place.tenant, ELSEWHERE  # the roster too is of that tenant
    try:
        activity = activities.click(
            place, place.member(person), card.id, card.thread, action, "manual"
        )
        answered = await story.lab.teams.delivery.courier.bring(activity, person)
        await story.quiet()
    finally:
        place.tenant = home
    return told(answered)


async def submits(story: Story, person: str, verb: str, data: Mapping[str, Any]) -> str:
    """Have an old client send it; such a client shows nothing, so the thread gets the answer."""
    place, card = story.lab.teams.place, story.lab.teams.chat.newest_with("approve")
    assert card is not None
    said = len(story.said_by_bot())
    activity = activities.message(
        place, place.member(person), "", story.lab.teams.chat.new_id(), card.thread
    )
    activity |= {"text": None, "value": {**data, "verb": verb}, "replyToId": card.id}
    await story.lab.teams.delivery.courier.bring(activity, person)
    await story.quiet()
    return (await story.hears_from_bot(said + 1))[-1]


async def test_nobody_decides_who_may_not_and_each_refusal_is_told_to_them_and_kept(
    story: Story,
) -> None:
    job = await asked(story, "configure oauth hbna.co.kr", "lead2")
    data = data_of(job)
    said, before = list(story.said_by_bot()), story.lab.administrator.state()

    answers = {
        "Hana Choi": await presses(story, "lead2", "approve", data),
        "Doyun Jung": await presses(story, "viewer", "approve", data),
        "Minji Kim": await presses(story, "operator", "approve", data),
        "Camille Renard": await presses(story, "guest", "reject", data),
        "Seojun Lee": await presses(story, "lead", "approve", data_of(job, nonce="0" * 16)),
    }

    assert "Whoever asked for a job cannot approve it" in answers["Hana Choi"]
    assert "needs the role lead; yours is viewer" in answers["Doyun Jung"]
    assert "needs the role lead; yours is operator" in answers["Minji Kim"]
    assert "Guests cannot" in answers["Camille Renard"]
    assert "is not open: it was made, or is not due" in answers["Seojun Lee"]
    kept = await denials(story, job.id)
    assert sorted(kept) == sorted(f"{name}: {answer}" for name, answer in answers.items())
    await presses(story, "viewer", "approve", data)
    assert await denials(story, job.id) == kept  # the same again is the same refusal
    elsewhere = await presses_elsewhere(story, "lead", data)
    assert elsewhere == f"There is no job {job.id}."
    assert (await denials(story, job.id))[-1] == f"Seojun Lee: {elsewhere}"
    assert list(story.said_by_bot()) == said
    old = await submits(story, "lead", "approve", data)
    assert f"too old to decide with a button, so nothing was decided. Type approve {job.id}" in old
    assert (await denials(story, job.id))[-1] == f"Seojun Lee: {old}"
    still = await job_of(story, job.id)
    assert still.open_gate == job.open_gate
    assert story.lab.administrator.state() == before
    assert (await approved(story, job)).position > job.position


@pytest.mark.long
async def test_what_is_over_or_of_another_plan_is_refused_and_a_refusal_ends_the_job(
    story: Story,
) -> None:
    first = await asked(story, "configure oauth hbna.co.kr")
    old = data_of(first)
    first = await later(story, first, FIVE_HOURS)
    assert first.state is State.FAILED
    assert "Nobody decided in time: 0 of 1" in str(first.why)
    second = await asked(story, "configure oauth hbna.co.kr", "operator2")
    before = story.lab.administrator.state()

    late = await presses(story, "lead", "approve", old)
    mixed = await presses(story, "lead", "approve", data_of(second, nonce=old["nonce"]))

    assert late == f"Job {first.id} has ended already: it failed."
    assert mixed.startswith(f"This decision of job {second.id} is not open")
    for answer, job in ((late, first), (mixed, second)):
        assert await denials(story, job.id) == [f"Seojun Lee: {answer}"]
    check = await asked(story, "check oauth hbna.co.kr")
    for text, answer in {
        "approve 99": "There is no job 99.",
        f"approve {check.id}": f"Job {check.id} has nothing to decide about",
        f"approve {second.id} purge": f"Job {second.id} has no gate purge; it has plan",
        "approve x": "is no number",
    }.items():
        await story.say("lead", text)
        assert answer in story.said_by_bot()[-1].replace("`", ""), text
    await story.say("lead", f"reject {second.id} not today")
    second = await job_of(story, second.id)
    assert second.state is State.REFUSED
    assert second.why is not None
    assert render(second.why, "en") == "Refused by Seojun Lee: not today"
    assert story.lab.administrator.state() == before


@pytest.mark.long
async def test_a_hundred_clicks_at_once_are_one_decision_and_ninety_nine_true_answers(
    story: Story,
) -> None:
    job = await asked(story, "configure oauth hbna.co.kr")
    data, hands = data_of(job), story.lab.teams.delivery

    answers = Counter(
        told(answered)
        for answered in await asyncio.gather(
            *(
                hands.click(("lead", "lead2")[n % 2], ("approve", "reject")[n // 2 % 2], data=data)
                for n in range(100)
            )
        )
    )

    job = await job_of(story, job.id)
    late = {
        State.WAITING: f"This decision of job {job.id} is not open: it was made, or is not due.",
        State.REFUSED: f"Job {job.id} has ended already: it was refused.",
    }
    assert answers.pop(late[job.state]) == 99, answers
    ((decision, count),) = answers.items()
    assert count == 1
    was_refused = job.state is State.REFUSED
    assert decision.startswith("You refused job" if was_refused else "You approved job")
