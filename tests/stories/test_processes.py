"""Several processes on one Redis, each as it is started by hand, against the whole lab."""

from pathlib import Path

import pytest

from jobs.record import State
from tests.jobs.conftest import until
from tests.stories.house import House, a_house


@pytest.fixture
async def house(tmp_path: Path):
    async with a_house(tmp_path) as house:
        yield house


async def workers(house: House, number: int) -> list[str]:
    """Who began each taking of a job, in order."""
    links = await house.store.journal(number)
    return [link.entry["by"] for link in links if link.entry["kind"] == "begun"]


@pytest.mark.long
async def test_of_two_bots_on_one_redis_one_draws_each_card(house: House) -> None:
    async with house.started("serve") as one, house.started("serve") as two:
        for process in (one, two, one, two):
            await house.ask(process)
        await house.quiet()

        jobs = await house.desk.jobs()
        posts = [post for post in house.lab.teams.chat.posts.values() if post.author == "bot"]
        assert {job.state for job in jobs} == {State.DONE}
        assert len(jobs) == 4
        # One card a job, in the thread of its question, brought to its end by edits.
        assert len(posts) == len({post.thread for post in posts}) == 4
        cards = [await house.desk.card(job.id) for job in jobs]
        assert {card.activity for card in cards} == {post.id for post in posts}
        assert [card.version for card in cards] == [job.version for job in jobs]
        assert {len(await workers(house, job.id)) for job in jobs} == {1}

        assert await one.terminated() == 0
        await house.ask(two)
        await house.quiet()
        assert await two.terminated() == 0


@pytest.mark.long
async def test_a_worker_that_is_stopped_hands_over_and_the_job_ends_elsewhere(
    house: House,
) -> None:
    async with (
        house.started("serve", "--no-worker") as door,
        house.started("work") as one,
        house.started("work") as two,
    ):
        await house.ask(door)

        async def begun():
            return await workers(house, 1)

        await until(begun)
        (first,) = await workers(house, 1)
        holder = one if f"-{one.process.pid}-" in first else two
        assert await holder.terminated() == 0
        await house.quiet()

        job = await house.desk.job(1)
        assert job.state is State.DONE
        takings = await workers(house, 1)
        assert len(takings) == 2
        assert takings[0] == first != takings[1]
        assert "job.handed_back" in holder.log.read_text()
        assert "bot.working" not in door.log.read_text()
        assert await house.store.verify(1) is None
