"""Jobs, suites and people for the tests of what the bot shows: our own data, of the real shapes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from adapters.clock import Clock
from bot.people_settings import Grants
from bot.roles import Roles
from bot.talk import PostFailed, Reply
from commands.check import Check, Suite
from commands.findings import Console, Finding, Verdict
from commands.organisation import Mailboxes, Organisation
from commands.phrases import say
from commands.request import Request
from commands.tenancy import Tenancy
from jobs.record import Conversation, Job, Person, State, Step, StepKind

BEGAN = datetime(2026, 11, 20, 1, 14, tzinfo=UTC)
MINJI = Person(tenant="72f9", id="0a1b2c3d-0000-0000-0000-000000000001", name="김민지")
PLACE = Conversation(
    service_url="https://localhost:1/",
    tenant="72f9",
    id="19:ops@thread.tacv2",
    root="1700000000000",
    bot="28:bot",
    locale="en-US",
)
HBNA = Organisation(
    name="hbna",
    domains=("hbna.co.kr",),
    tenant_id=UUID(int=1),
    initial_domain="hbna.onmicrosoft.com",
    routing_domain="hbna.mail.onmicrosoft.com",
    servers=(),
    mailboxes=Mailboxes(on_premises="User1@hbna.co.kr", cloud="AdeleV@hbna.co.kr"),
    time_zone="Asia/Seoul",
)
TENANCY = Tenancy(owners={"hbna": "72f9", "contoso": "72f9", "fabrikam": "0000"})
"""The first two are of everybody's tenant here, the last is another's."""

PARTNER = Finding(
    id="partner-application",
    title=say("Partner application"),
    verdict=Verdict.FAIL,
    evidence=(
        say("Get-PartnerApplication: {name}, Enabled {enabled}.",
            name="Exchange Online", enabled="False"),
        say("Asked on {server}.", server="EX01"),
    ),
    cause=say("Its step was typed in the wrong console."),
    consequence=say("Exchange Online's tokens are refused: no free/busy for cloud users."),
    remedy=say("Enable it."),
    command='Set-PartnerApplication "Exchange Online" -Enabled $true',
    console=Console.EXCHANGE_SERVER,
)  # fmt: skip
KEYS = Finding(
    id="shared-principal.keys",
    title=say("Keys on the shared principal"),
    verdict=Verdict.WARN,
    evidence=(say("Key {key} is nobody's we know.", key="*_9F2B_* `x` [y](z)"),),
    consequence=say("Whoever holds it can act as Exchange Server."),
    remedy=say("Take it away."),
)
CLOUD = Finding(
    id="connector.cloud",
    title=say("Connector in the cloud"),
    verdict=Verdict.UNKNOWN,
    evidence=(say("{source} did not answer in time.", source="Exchange Online"),),
)
SERVERS = Finding(
    id="auth-servers.acs",
    title=say("Auth server ACS"),
    verdict=Verdict.OK,
    evidence=(say("Realm {realm}.", realm="72f9"),),
)
ROUTES = Finding(id="routes", title=say("Routes"), verdict=Verdict.SKIPPED)
FINDINGS = (SERVERS, PARTNER, KEYS, CLOUD, ROUTES)


def check(id: str, title: str) -> Check:
    return Check(id=id, title=say(title), asks="?", needs=(), judge=lambda facts, asked: ())


SUITE = Suite(
    name="oauth",
    title=say("OAuth between Exchange Server and Exchange Online"),
    checks=(
        check("auth-servers", "Auth servers"),
        check("partner-application", "Partner application"),
        check("shared-principal", "Shared principal"),
        check("connector.cloud", "Connector in the cloud"),
        check("routes", "Routes"),
    ),
)
SUITES = {"oauth": SUITE}
STEPS = (Step(kind=StepKind.PROVE, title=SUITE.title, subject="oauth"),)


def begun(**changes: object) -> Job:
    """Give a job that has just been handed in."""
    job = Job(
        id=42,
        organisation="hbna",
        request=Request(command="check oauth", domain="hbna.co.kr"),
        requester=MINJI,
        conversation=PLACE,
        state=State.RUNNING,
        steps=STEPS,
        created=BEGAN,
        updated=BEGAN,
    )
    return replace(job, **changes)  # type: ignore[arg-type]


def halfway() -> Job:
    return begun(
        findings=(PARTNER, SERVERS), judged=("partner-application", "auth-servers"), version=3
    )


def done(findings: Sequence[Finding] = FINDINGS, **changes: object) -> Job:
    judged = tuple(each.id for each in SUITE.checks)
    ended = BEGAN + timedelta(seconds=4.2)
    given = {"state": State.DONE, "position": 1, "version": 4, "ended": ended} | changes
    return begun(findings=tuple(findings), judged=judged, **given)


def roles(**grants: Sequence[str]) -> Roles:
    """Give roles by lists of people only, for the organisations of our tenant."""
    lists = Grants(**{name: tuple(ids) for name, ids in grants.items()})  # type: ignore[arg-type]
    return Roles.of(lists, TENANCY, Clock())


class Thread:
    """Posts that end up in a list; ``fail`` makes the next calls fail, in order."""

    def __init__(self) -> None:
        self.messages: dict[str, Reply] = {}
        self.edits: list[tuple[str, Reply, bool]] = []
        self.places: list[Conversation] = []
        self.fail: list[PostFailed] = []

    async def post(self, conversation: Conversation, reply: Reply) -> str:
        if self.fail:
            raise self.fail.pop(0)
        self.places.append(conversation)
        id = f"activity-{len(self.messages) + 1}"
        self.messages[id] = reply
        return id

    async def edit(
        self, conversation: Conversation, activity: str, reply: Reply, *, final: bool
    ) -> None:
        if self.fail:
            raise self.fail.pop(0)
        self.edits.append((activity, reply, final))
        self.messages[activity] = reply
