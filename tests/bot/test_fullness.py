"""A full store: people are told, though nothing can be noted."""

from dataclasses import replace

from redis.exceptions import OutOfMemoryError

from bot.cards import replies
from bot.fullness import Fullness
from jobs.record import State
from tests.bot import made
from tests.jobs.parts import RealClock


class Desk:
    full = True

    async def is_full(self):
        return self.full

    async def jobs(self, *, only_open=False):
        assert only_open
        running = made.begun()
        waiting = replace(running, id=43, state=State.WAITING)
        return [running, waiting, replace(running, id=44, conversation=None)]


class Posts:
    def __init__(self):
        self.texts = []

    async def post(self, conversation, reply):
        self.texts.append(reply.text)
        return "activity"


async def test_each_thread_of_a_job_that_stands_still_is_told_once_until_there_is_room():
    desk, posts = Desk(), Posts()
    fullness = Fullness(desk=desk, posts=posts, clock=RealClock())
    for full in (True, True, False, True):
        desk.full = full
        await fullness.look()

    assert len(posts.texts) == 2
    assert all("Job 42 stands still: my job store is full." in each for each in posts.texts)


def test_who_asks_meanwhile_is_told_why_nothing_was_run():
    told = replies.store_is_away(OutOfMemoryError("used memory > maxmemory"), "en").text

    assert told.startswith("My job store is full, so nothing was run.")
