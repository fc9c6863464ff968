"""Who refuses or cancels a job is told what goes on all the same, and what stops it."""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.aftermath import Aftermath
from bot.approvals import Approvals
from bot.on_one_job import OnOneJob
from bot.talk import Click, Message, Reply
from commands.catalog import command_named
from commands.gates import PLAN, PUBLISH
from commands.grammar import Grammar, Understood
from jobs.events import Cancelled
from jobs.record import Job, Person
from tests.bot import made
from tests.bot.cards.rotating import DUE, rotating
from tests.bot.test_approvals import SORA, Cards, Desk, Hand

GRAMMAR = Grammar((made.HBNA,))
ROLES = made.roles(operators=[made.MINJI.id], leads=[SORA.id])
STAYS = (
    "The certificate stays staged: Exchange publishes it by `2026-11-24 07:00 KST` at the latest. "
    "Only `undo 42` stops that, and leads must approve it."
)


class Stopping(Desk):
    """A desk that ends jobs too."""

    async def cancel(self, number: int, *, by: Person):
        assert number == self.known.id
        return self.happen(Cancelled(by=by))


@dataclass
class Scene:
    """A job at one of its gates, and what people type or click."""

    job: Job
    clock: Hand = field(default_factory=Hand)

    def __post_init__(self) -> None:
        self.clock.time = DUE
        self.desk = Stopping(clock=self.clock, known=self.job)
        after = Aftermath(clock=self.clock, zones={"hbna": ZoneInfo("Asia/Seoul")})
        self.approvals = Approvals(desk=self.desk, roles=ROLES, cards=Cards(), aftermath=after)
        self.on_one_job = OnOneJob(desk=self.desk, roles=ROLES, aftermath=after)  # type: ignore[arg-type]

    async def types(self, text: str, by: Person) -> str:
        read = GRAMMAR.read(text)
        assert isinstance(read, Understood)
        message = Message(id="m1", text=text, person=by, conversation=made.PLACE)
        command = command_named(read.request.command)
        answering = self.on_one_job if command.name == "cancel" else self.approvals
        reply = await answering.answer(command, read.request, message)
        assert isinstance(reply, Reply)
        return reply.text


@pytest.mark.parametrize(
    ("text", "by", "first"),
    [
        pytest.param(
            "reject 42 publish", SORA, "You refused job 42, which has ended it.", id="refused"
        ),
        pytest.param(
            "cancel 42",
            made.MINJI,
            "Job 42 (`rotate auth cert hbna.co.kr`) is cancelled.",
            id="cancelled",
        ),
    ],
)
async def test_a_job_that_staged_a_certificate_says_so_as_it_ends(
    text: str, by: Person, first: str
) -> None:
    told, typed = (await Scene(rotating(PUBLISH)).types(text, by)).split("\n\n")

    assert told == f"{first} {STAYS}"
    assert typed == "You can type: `undo 42` · `job 42` · `jobs` · `history`"


async def test_so_does_a_click() -> None:
    data = {"job": 42, "gate": PUBLISH, "nonce": "n1"}
    click = Click(
        id="c", verb="reject", data=data, person=SORA, conversation=made.PLACE, card="activity-1"
    )

    told = await Scene(rotating(PUBLISH)).approvals.click(click, 42)

    assert str(told).endswith(STAYS.replace("`", ""))


async def test_after_that_time_it_is_told_as_over() -> None:
    scene = Scene(rotating(PUBLISH))
    scene.clock.time = DUE + timedelta(days=4)

    told = await scene.types("reject 42 publish", SORA)

    assert "Exchange published it by `2026-11-24 07:00 KST` at the latest." in told
    assert "Only `undo 42` takes it back, and leads must approve it." in told


@pytest.mark.parametrize(
    ("job", "text"),
    [
        pytest.param(rotating(PLAN), "reject 42 plan", id="refused before anything was done"),
        pytest.param(rotating(PUBLISH), "approve 42 publish", id="approved"),
    ],
)
async def test_nothing_is_added_where_nothing_goes_on(job: Job, text: str) -> None:
    told = await Scene(job).types(text, SORA)

    assert "undo" not in told
    assert "You can type: `job 42` · `jobs` · `history`" in told
