"""What the tests of the runner are made of: small real suites, jobs, and a clock."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from redis.asyncio import Redis

from commands.check import Check, Suite
from commands.findings import Finding, Verdict
from commands.look import Fact
from commands.organisation import Mailboxes, Organisation
from commands.phrases import say
from commands.ports import World
from commands.request import Request
from commands.tenancy import Tenancy
from jobs.record import Conversation, Person, Step, StepKind

KEY = b"a key that only the tests know!!"

TENANCY = Tenancy(owners={"hbna": "tenant-1", "contoso": "tenant-2"})
MINJI = Person(tenant="tenant-1", id="person-1", name="Minji")
THREAD = Conversation(
    service_url="https://smba.example/kr", tenant="tenant-1", id="19:ops", root="1", bot="28:bot"
)


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  (the real clock of the tests)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)  # noqa: TID251  (likewise)


def world(name: str = "hbna") -> World:
    organisation = Organisation(
        name=name,
        domains=("hbna.co.kr",),
        tenant_id=UUID(int=1),
        initial_domain="hbna.onmicrosoft.com",
        routing_domain="hbna.mail.onmicrosoft.com",
        servers=(),
        mailboxes=Mailboxes(on_premises="a@hbna.co.kr", cloud="b@hbna.co.kr"),
    )
    nothing = cast("Any", None)  # the suites here read nothing through the doors
    return World(
        organisation=organisation,
        on_premises=nothing,
        cloud=nothing,
        graph=nothing,
        net=nothing,
        clock=RealClock(),
        keys=nothing,
    )


def finding(id: str, verdict: Verdict = Verdict.OK) -> Finding:
    return Finding(id=id, title=say("The {thing}", thing=id), verdict=verdict)


def check(id: str, read: Callable[[], Any]) -> Check:
    """A check of one fact; ``read`` is awaited, and the check is ok when it returns."""

    async def reading(*_: object) -> object:
        return await read()

    return Check(
        id=id,
        title=say("The {thing}", thing=id),
        asks="Is it so?",
        needs=(Fact(f"fact of {id}", "a test", reading),),
        judge=lambda *_: (finding(id),),
    )


def suite(*checks: Check) -> dict[str, Suite]:
    return {"oauth": Suite(name="oauth", title=say("OAuth"), checks=checks)}


def gated(redis: Redis, who: str) -> dict[str, Suite]:
    """One check that leaves word of ``who`` looks, and answers once the test opens the gate."""

    async def read() -> bool:
        await cast("Any", redis.rpush("test:looks", who))
        await redis.blmove("test:gate", "test:gate", 0)
        return True

    async def at_once() -> bool:
        return True

    return suite(check("quick", at_once), check("gated", read))


REQUEST = Request(command="check oauth", domain="hbna.co.kr")


def prove(subject: str = "oauth") -> Step:
    return Step(kind=StepKind.PROVE, title=say("OAuth works"), subject=subject)


def order(key: str = "activity-1", *, steps: tuple[Step, ...] = (), **more: Any) -> dict[str, Any]:
    """What ``desk.submit`` takes after the request."""
    return {
        "organisation": "hbna",
        "steps": steps or (prove(),),
        "requester": MINJI,
        "conversation": THREAD,
        "key": key,
    } | more
