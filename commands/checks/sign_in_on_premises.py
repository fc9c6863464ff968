"""Does OAuth work from on premises to the cloud, from every server?"""

from collections.abc import Iterator

from commands.check import Asked, Check, unknown
from commands.checks.fleet import departed, fleet, left_out, of_server
from commands.checks.sign_in import facts_for, verdict_on
from commands.checks.signatures import Direction
from commands.facts.servers import TESTS
from commands.findings import Finding
from commands.look import Facts, Unread
from commands.phrases import say

TITLE = say("Test from on premises to the cloud")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    tests = facts.value(TESTS)
    away = departed(facts, asked, tests)
    for server in fleet(facts, asked):
        row = (f"{CHECK.id}.{server}", say("Test from {server} to the cloud", server=server))
        reading = of_server(tests, server, asked)
        if server in away:
            yield left_out(row, server)
        elif isinstance(reading, Unread):
            yield unknown(*row, reading)
        else:
            yield verdict_on(row, reading.value, Direction.TO_CLOUD, server, facts, asked)


CHECK = Check(
    id="test.on-premises",
    title=TITLE,
    asks="Does every server sign in to Exchange Online for the on-premises test mailbox?",
    needs=facts_for(Direction.TO_CLOUD, TESTS),
    judge=judge,
)
