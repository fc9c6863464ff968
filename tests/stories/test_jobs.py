"""The jobs themselves, asked about and ended by typing in the channel."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from commands.request import Request
from jobs.record import Job, Person, State
from lab.teams.chat import Post
from tests.bot.cards.house import problems, texts
from tests.stories.conftest import Story


def posts(story: Story) -> Sequence[Post]:
    """Give what the bot has posted, in order."""
    return [post for post in story.lab.teams.chat.posts.values() if post.author == "bot"]


async def shown(story: Story, person: str, text: str) -> str:
    """Let a person write; gives all that the bot's answer shows."""
    before = len(posts(story))
    await story.say(person, text)
    await story.hears_from_bot(before + 1)
    answer = posts(story)[-1]
    if answer.card is None:
        return answer.text
    assert problems(answer.card) == []
    return texts(answer.card)


async def under_way(story: Story, person: str = "operator") -> Job:
    """Have a check begun that does not come to its end for long, and its card posted."""
    story.lab.world.faults.slow("test", 100)
    await story.lab.teams.delivery.say(person, "check oauth hbna.co.kr")
    await story.hears_from_bot(1)
    (job,) = await story.bot.desk.jobs()
    assert not job.state.ended
    return job


async def test_the_jobs_are_listed_with_who_asked_and_what_was_found(hbna: Story) -> None:
    assert "Nothing has been asked for yet" in await shown(hbna, "viewer", "jobs")
    job = await hbna.check()

    listed = await shown(hbna, "viewer", "jobs")
    past = await shown(hbna, "viewer", "history hbna.co.kr since yesterday")

    for text in (listed, past):
        assert f"job {job.id}  ■ Done  check oauth hbna.co.kr" in text
        assert job.requester is not None
        assert f"asked by {job.requester.name}" in text
        assert "KST" in text
        assert "✖" in text
    assert len(await hbna.bot.desk.jobs()) == 1


async def test_a_card_is_had_again_in_another_thread_and_its_button_works_there(
    hbna: Story,
) -> None:
    job = await hbna.check()

    answered = await hbna.say("viewer", f"#{job.id}")

    older, newer = posts(hbna)
    assert older.thread != newer.thread == answered.id
    assert newer.card == older.card
    clicked = await hbna.click("operator", "again", newer.id)
    assert clicked.status == 200
    assert [post.thread for post in posts(hbna)][-1] == answered.id
    assert len(await hbna.bot.desk.jobs()) == 2


async def test_the_newest_card_of_a_job_is_the_one_that_moves_on(hbna: Story) -> None:
    job = await under_way(hbna)
    await hbna.lab.teams.delivery.say("viewer", f"job {job.id}")
    await hbna.hears_from_bot(2)

    await hbna.say("operator", f"cancel {job.id}")

    await hbna.hears_from_bot(3)
    older, newer = [post for post in posts(hbna) if post.card is not None]
    assert older.card is not None
    assert newer.card is not None
    assert "Cancelled" in texts(newer.card)
    assert "Cancelled" not in texts(older.card)


async def test_an_operator_ends_a_job_that_is_under_way(hbna: Story) -> None:
    job = await under_way(hbna)

    answer = await shown(hbna, "operator2", f"작업 {job.id} 취소")

    assert "is cancelled" in answer
    ended = await hbna.bot.desk.job(job.id)
    assert ended is not None
    assert ended.state is State.CANCELLED
    card = posts(hbna)[0].card
    assert card is not None
    assert "Cancelled by" in texts(card)
    assert "– Cancelled" in await shown(hbna, "viewer", "history")


async def test_a_viewer_ends_only_what_they_asked_for(hbna: Story) -> None:
    job = await under_way(hbna)

    assert "needs the role" in await _typed(hbna, "viewer", f"cancel {job.id}")
    going_on = await hbna.bot.desk.job(job.id)
    assert going_on is not None
    assert not going_on.state.ended
    assert "is cancelled" in await shown(hbna, "operator", f"cancel {job.id}")


async def _typed(story: Story, person: str, text: str) -> str:
    """Like ``shown``, while a job is under way that does not end."""
    before = len(posts(story))
    await story.lab.teams.delivery.say(person, text)
    await story.hears_from_bot(before + 1)
    return posts(story)[-1].text


CANNOT_BE_DONE = {
    "cancel 99999": "There is no job 99999",
    "job 99999": "There is no job 99999",
    "job abc": "`abc` is no number",
    "cancel": "needs a number",
    "cancel 1 2": "One number at a time",
    "cancel 1; Remove-Mailbox x": "but not `Remove-Mailbox x`",
    "cancel 1": "has ended already",
    "retry 1": "is done, so there is nothing to try again",
    "undo 1": "only looked; there is nothing to undo",
    "resume 1": "has ended already",
    "undo 99999": "There is no job 99999",
    "history since 2026-02-30": "I cannot read",
    "history since 2999-01-01": "still to come",
    "history contoso.com": "not configured",
}


@pytest.mark.long
async def test_what_cannot_be_done_is_said_and_changes_nothing(healthy: Story) -> None:
    before = await healthy.check()

    for text, says in CANNOT_BE_DONE.items():
        answer = await shown(healthy, "operator", text)
        assert says in answer, text
        assert any(f"`{each}" in answer for each in ("jobs", "help", "job 1", "history")), text
    assert await healthy.bot.desk.jobs() == [before]


async def test_a_check_that_could_not_be_made_is_tried_again(healthy: Story) -> None:
    before = await healthy.check()
    failing = await healthy.bot.desk.submit(
        before.request, organisation="hbna", steps=(replace(before.steps[0], subject="gone"),),
        requester=before.requester, conversation=before.conversation, key="failing",
    )  # fmt: skip
    await healthy.quiet()
    failed = await healthy.bot.desk.job(failing.id)
    assert failed is not None
    assert failed.state is State.FAILED

    assert "needs the role" in await shown(healthy, "viewer", f"retry {failing.id}")
    answer = await shown(healthy, "operator", f"{failing.id}번 작업 재시도")

    assert f"Job {failing.id} is tried again from step 1 of 1" in answer
    again = await healthy.bot.desk.job(failing.id)
    assert again is not None
    assert again.version > failed.version


async def test_a_job_of_another_tenant_is_as_good_as_none(healthy: Story) -> None:
    stranger = Person(tenant="another tenant", id="x", name="Somebody else")
    ours = await healthy.check()
    theirs = await healthy.bot.desk.submit(
        Request(command="check oauth", domain="hbna.co.kr"), organisation="theirs",
        steps=ours.steps, requester=stranger, conversation=None, key="theirs",
    )  # fmt: skip
    await asyncio.wait_for(healthy.bot.desk.settled(), 60)

    for command in ("job", "cancel", "retry", "resume", "undo"):
        answer = await shown(healthy, "lead", f"{command} {theirs.id}")
        assert f"There is no job {theirs.id}." in answer
    for command in ("jobs", "history"):
        listed = await shown(healthy, "lead", command)
        assert f"job {ours.id}" in listed
        assert f"job {theirs.id}" not in listed
