"""Hands in what was asked for as a job: to prove a suite, or to plan a runbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.roles import Roles
from bot.talk import Click
from commands.catalog import COMMANDS, command_named
from commands.check import Suite
from commands.organisation import Organisation
from commands.phrases import Phrase, say
from commands.reading import HELP
from commands.request import Request
from commands.runbook import Runbook
from jobs.card import place_of
from jobs.desk import Card
from jobs.held import Busy
from jobs.plan import plan_step
from jobs.record import Conversation, Job, Person, Step, StepKind


class Submits(Protocol):
    """The runner's desk, as far as asking needs it."""

    async def submit(
        self,
        request: Request,
        *,
        organisation: str,
        steps: Sequence[Step],
        requester: Person | None,
        conversation: Conversation | None,
        key: str,
    ) -> Job: ...

    async def card(self, number: int) -> Card | None: ...


class Shows(Protocol):
    """Who draws a job's card; returns at once."""

    def show(self, job: Job) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Makes jobs of requests.  ``owners`` are the organisations by their domains."""

    desk: Submits
    roles: Roles
    cards: Shows
    owners: Mapping[str, Organisation]
    suites: Mapping[str, Suite]
    runbooks: Mapping[str, Runbook]

    async def start(
        self, request: Request, person: Person, conversation: Conversation, key: str
    ) -> Job:
        """Hand a request in; the same ``key`` again gives the same job.

        Raises:
            jobs.held.Busy: It would change something, and another job is changing the organisation.
            redis.exceptions.RedisError: The store does not answer.
        """
        job = await self.desk.submit(
            request,
            organisation=self.owners[request.domain].name,
            steps=steps_of(request, self.suites, self.runbooks),
            requester=person,
            conversation=conversation,
            key=key,
        )
        self.cards.show(job)
        return job

    async def again(self, job: Job, click: Click) -> Phrase:
        """Ask for the same once more, for the person who clicked and by what they may do now."""
        why = await self._refuses(job, click)
        if why is not None:
            return why
        # The thread is the card's own: a click does not name it.
        place = place_of(job, await self.desk.card(job.id)) or click.conversation
        if place.tenant != click.conversation.tenant:  # it went on among people of another tenant
            place = click.conversation
        try:
            new = await self.start(job.request, click.person, place, click.id)
        except Busy as error:
            return error.holder.why
        if command_named(job.request.command).runbook:
            return say("Planning again: job {job}, on a card of its own.", job=new.id)
        return say("Looking again: job {job}, on a card of its own.", job=new.id)

    async def _refuses(self, job: Job, click: Click) -> Phrase | None:
        why = await self.roles.refuses_person(click.person, guest=click.guest)
        if why is not None:
            return why
        command = next((each for each in COMMANDS if each.name == job.request.command), None)
        is_work = command is not None and bool(command.suite or command.runbook)
        if command is None or not is_work or job.request.domain not in self.owners:
            return say("This request cannot be run any more. Type {help} to see what can.",
                       help=HELP)  # fmt: skip
        organisation = self.owners[job.request.domain].name
        if not await self.roles.sees(click.person, organisation):
            return say("There is no job {job}.", job=job.id)
        return await self.roles.refuses(click.person, command, organisation)


def steps_of(
    request: Request, suites: Mapping[str, Suite], runbooks: Mapping[str, Runbook]
) -> tuple[Step, ...]:
    """Give the steps of a request: to plan its runbook, or to prove its suite."""
    command = command_named(request.command)
    if command.runbook:
        runbook, only = runbooks[command.runbook], command.plans_only
        return (plan_step(runbook.name, runbook.title, dict(request.options), only=only),)
    suite = suites[command.suite]
    return (Step(kind=StepKind.PROVE, title=suite.title, subject=suite.name),)
