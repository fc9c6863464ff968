"""What the runner's benchmark is made of; as a program, a worker that can be killed.

``python -m bench.jobs_parts URL NAME`` works on jobs with the default lease until it is ended.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any, cast
from uuid import UUID

from adapters.clock import Clock
from commands.check import Check, Suite
from commands.findings import Finding, Verdict
from commands.look import Fact
from commands.organisation import Mailboxes, Organisation
from commands.phrases import say
from commands.ports import World
from commands.request import Request
from jobs.bell import Bell
from jobs.connection import connect
from jobs.record import Person, Step, StepKind
from jobs.store import Store
from jobs.worker import Worker

KEY = b"the benchmark's own journal key."
MINJI = Person(tenant="80a4e877-3630-5c30-999f-57ad577f9375", id="person-1", name="Minji")
REQUEST = Request(command="check oauth", domain="hbna.co.kr")
STARTED = "bench:started"
"""List of who began the endless step."""


def world(name: str) -> World:
    nothing = cast("Any", None)  # the checks here read nothing through the doors
    return World(
        organisation=Organisation(
            name=name,
            domains=("hbna.co.kr",),
            tenant_id=UUID(int=1),
            initial_domain="hbna.onmicrosoft.com",
            routing_domain="hbna.mail.onmicrosoft.com",
            servers=(),
            mailboxes=Mailboxes(on_premises="a@hbna.co.kr", cloud="b@hbna.co.kr"),
        ),
        on_premises=nothing,
        cloud=nothing,
        graph=nothing,
        net=nothing,
        clock=Clock(),
        keys=nothing,
    )


def suite(name: str, read: Callable[[], Awaitable[object]]) -> Suite:
    """One check of one fact, ok once ``read`` returns."""

    async def reading(*_: object) -> object:
        return await read()

    check = Check(
        id=name,
        title=say("Nothing"),
        asks="Is it so?",
        needs=(Fact(name, "nowhere", reading),),
        judge=lambda *_: (Finding(id=name, title=say("Nothing"), verdict=Verdict.OK),),
    )
    return Suite(name=name, title=say("Nothing"), checks=(check,))


def step(subject: str) -> Step:
    return Step(kind=StepKind.PROVE, title=say("Nothing"), subject=subject)


def order(key: str, *steps: Step) -> dict[str, Any]:
    """What ``desk.submit`` takes after the request."""
    return {
        "organisation": "hbna",
        "steps": steps,
        "requester": MINJI,
        "conversation": None,
        "key": key,
    }


async def nothing() -> None:
    return None


async def main(url: str, name: str) -> None:
    redis = connect(url)

    async def endless() -> None:
        await cast("Awaitable[int]", redis.rpush(STARTED, name))
        await asyncio.Event().wait()

    suites = {"endless": suite("endless", endless), "nothing": suite("nothing", nothing)}
    clock = Clock()
    store = Store(redis, key=KEY)
    await Worker(store, Bell(url, clock), world, clock, suites=suites, name=name).run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
