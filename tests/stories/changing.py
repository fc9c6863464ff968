"""What stories about changes share: asking, deciding, waiting, and comparing the lab's state."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.stores import read_store
from commands.phrases import Phrase
from jobs.journals import Journals
from jobs.record import Job, Step
from lab.teams.delivery import Answered
from tests.bot.cards.house import problems, texts
from tests.stories.conftest import Story

MADE_UP = frozenset({"guid", "id", "key_id", "starts", "ends", "principal_id", "resource_id"})
"""Values of a new object that whoever makes it cannot choose."""
NAMED_BY = ("custom_key_identifier", "name", "thumbprint", "role_id", "id")
MINUTE = 61.0


async def asked(story: Story, text: str, person: str = "operator", thread: str = "") -> Job:
    """Have somebody ask for a change; gives its job once it needs people, time, or nothing more."""
    before = len(await story.bot.desk.jobs())
    await story.say(person, text, thread)
    jobs = await story.bot.desk.jobs()
    assert len(jobs) == before + 1, story.said_by_bot()[-1:]
    return jobs[0]


async def job_of(story: Story, number: int) -> Job:
    await story.quiet()
    job = await story.bot.desk.job(number)
    assert job is not None
    return job


async def approved(story: Story, job: Job, *leads: str) -> Job:
    """Have leads press the button of the job's newest card; gives the job at its next rest."""
    for lead in leads or ("lead",):
        answer = told(await story.click(lead, "approve"))
        assert answer.startswith(("You approved job", "Your approval of job")), answer
    return await job_of(story, job.id)


async def later(story: Story, job: Job, seconds: float = MINUTE) -> Job:
    """Let time go by for the product; gives the job once it rests again."""
    story.clock.set(story.clock.now() + timedelta(seconds=seconds))
    return await job_of(story, job.id)


async def through(story: Story, job: Job, *, steps: int = 20) -> Job:
    """Let time go by until the job has ended or needs people."""
    for _ in range(steps):
        if job.state.ended or now_at(job).gate is not None:
            return job
        job = await later(story, job)
    raise AssertionError(f"still at {now_at(job).title}: {now_at(job).told}")


async def consented(story: Story, job: Job) -> Job:
    """Have an administrator consent to the application that the job waits for."""
    assert now_at(job).subject == "consented", (job.why, now_at(job).title)
    name = f"ExchangeServerApp-{story.lab.world.organisation.guid}"
    found = (x.app_id for x in story.lab.world.tenant.applications if x.name == name)
    story.lab.administrator.consent(next(found))
    return await later(story, job)


def now_at(job: Job) -> Step:
    return job.steps[job.position]


def told(answered: Answered) -> str:
    """Give the sentence that only whoever clicked sees."""
    body: Any = answered.body
    assert answered.status == 200
    assert body["type"] == "application/vnd.microsoft.activity.message", body
    return str(body["value"])


async def denials(story: Story, number: int) -> Sequence[str]:
    """Give who was refused at a job's gate and why, as its journal says, oldest first."""
    async with read_store(story.settings.store) as redis:
        kept = [each async for each in Journals(redis).jobs([number])]
    entries = [link.entry for each in kept for link in each.links]
    return [
        f"{entry['by']['name']}: {Phrase.from_json(entry['why'])}"
        for entry in entries
        if entry["kind"] == "denied"
    ]


def card_of(story: Story) -> str:
    """Give all that the newest card in the channel shows, after seeing that Teams draws it."""
    card = story.cards()[-1]
    assert problems(card) == []
    return texts(card)


Leaves = dict[str, Any]


def leaves(value: Any, path: str = "") -> Leaves:
    """Spread a state out: each plain value or list of such by its path, objects by their names."""
    if isinstance(value, Mapping):
        return _spread(path, {str(name): each for name, each in value.items()})
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        return _spread(path, _named(value))
    return {path: value}


def _named(values: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for each in values:
        name = _name(each)
        found[name if name not in found else f"{name} #{len(found)}"] = each
    return found


def _spread(path: str, parts: Mapping[str, Any]) -> Leaves:
    found: Leaves = {}
    for name, each in parts.items():
        found |= leaves(each, f"{path}/{name}" if path else name)
    return found


def _name(value: Mapping[str, Any]) -> str:
    return next((str(value[name]) for name in NAMED_BY if value.get(name)), str(value))


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Leaves:
    """Give each value that differs as it is now, ``None`` for what is gone.

    Of an object that was not there, what is empty and what its maker cannot choose is left out; of
    one that was, nothing is.  What is in force follows from the rest, and is left out.
    """
    old, new = (leaves({**state, "effective": {}}) for state in (before, after))
    gone = {path: None for path, value in old.items() if path not in new and value != []}
    moved = {path: new[path] for path in old.keys() & new.keys() if old[path] != new[path]}
    made = {
        path: value
        for path, value in new.items()
        if path not in old and value and path.rpartition("/")[2] not in MADE_UP
    }
    return gone | moved | made
