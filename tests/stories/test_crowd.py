"""A crowd at one gate: twenty people, four processes of the bot, a thousand clicks at once."""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import UUID

import pytest

from jobs.record import Job, State
from lab.teams import activities
from lab.teams.chat import Post
from lab.teams.courier import Courier
from lab.teams.people import Member
from tests.stories.changing import now_at, told
from tests.stories.house import House, Started, a_house

PEOPLE, PROCESSES, CLICKS = 20, 4, 1000
BUSY = "still at work; the card will show what came of it"
"""What a click is told that cannot be answered before Teams gives up on it."""


def crowd(house: House) -> Sequence[Member]:
    """Bring more people into the channel, all of them leads in the configuration."""
    people = [
        Member(
            key=f"lead{number}",
            id=f"29:crowd{number}",
            object_id=str(UUID(int=0xC0FFEE00 + number)),
            name=f"Lead {number}",
            upn=f"lead{number}@hbna.co.kr",
            guest=False,
        )
        for number in range(PEOPLE)
    ]
    place = house.lab.teams.place
    place.people = {**place.people, **{each.key: each for each in people}}
    config = house.lab.settings.read_text(encoding="utf-8")
    listed = ", ".join(f'"{each.object_id}"' for each in people)
    config, count = re.subn(r"(?m)^leads = \[.*\]$", f"leads = [{listed}]", config)
    assert count == 1
    house.lab.settings.write_text(config, encoding="utf-8")
    return people


async def clicked(
    house: House, process: Started, member: Member, job: Job, card: Post, number: int
) -> str:
    """Have one of them press one of the two buttons; gives what only they see."""
    place, gate = house.lab.teams.place, now_at(job).gate
    assert gate is not None
    verb = ("approve", "reject")[number // PEOPLE % 2]
    data = {"job": job.id, "gate": now_at(job).subject, "nonce": gate.nonce}
    action = {"verb": verb, "data": data}
    activity = activities.click(place, member, card.id, card.thread, action, "manual")
    courier = Courier(place, house.lab.teams.issuer)
    courier.endpoint = process.endpoint
    courier.patience = 120.0
    answered = await courier.bring(activity, member.key)
    if (body := answered.body)["type"] == "application/vnd.microsoft.error":
        assert body["value"]["message"] == BUSY
        return BUSY
    return told(answered)


@pytest.mark.long
async def test_a_thousand_clicks_over_four_processes_are_one_decision(tmp_path: Path) -> None:
    async with a_house(tmp_path, "nothing") as house, AsyncExitStack() as stack:
        people = crowd(house)
        processes = [
            await stack.enter_async_context(house.started("serve")) for _ in range(PROCESSES)
        ]
        await house.ask(processes[0], "configure oauth hbna.co.kr")
        await house.quiet()
        (job,) = await house.desk.jobs()
        assert job.open_gate is not None

        card = house.lab.teams.chat.newest_with("approve")
        assert card is not None
        clicks = [(people[n * 7 % PEOPLE], n) for n in range(CLICKS)]
        told = await asyncio.gather(
            *(clicked(house, processes[n % PROCESSES], who, job, card, n) for who, n in clicks)
        )
        answers = {who.key: Counter[str]() for who in people}
        for (who, _), text in zip(clicks, told, strict=True):
            answers[who.key][text] += 1

        await house.quiet()
        (decided,) = await house.desk.jobs()
        over = f"This decision of job {job.id} is not open: it was made, or is not due."
        late = {
            State.WAITING: over,
            State.REFUSED: f"Job {job.id} has ended already: it was refused.",
        }[decided.state]
        taken = {
            State.WAITING: ("You approved job", "Your approval of job"),
            State.REFUSED: ("You refused job",),
        }[decided.state]
        entries = [link.entry for link in await house.store.journal(job.id)]
        kinds = Counter(entry["kind"] for entry in entries)
        assert kinds["approved"] + kinds["rejected"] == 1
        # One entry per person and reason, however often: the gate closed, or the job ended.
        assert kinds["denied"] <= 2 * PEOPLE
        assert await house.store.verify(job.id) is None
        # One person decided, and is told so however often they click; all others come too late.
        (decider,) = [
            key for key, texts in answers.items() if any(text.startswith(taken) for text in texts)
        ]
        for key, texts in answers.items():
            of_decider = key == decider
            assert all(
                text in {late, BUSY} or (of_decider and text.startswith(taken)) for text in texts
            ), (key, texts)
        assert sum(texts.total() for texts in answers.values()) == CLICKS
        once_more = [
            await clicked(house, processes[n % PROCESSES], each, job, card, n)
            for n, each in enumerate(people)
        ]
        for who, text in zip(people, once_more, strict=True):
            assert text == late or (who.key == decider and text.startswith(taken))
