"""Does OAuth work from the cloud to on premises, at every published EWS address?"""

from collections.abc import Iterator

from commands.check import Asked, Check, unknown
from commands.checks.sign_in import facts_for, verdict_on
from commands.checks.signatures import Direction
from commands.facts.cloud import TESTS
from commands.findings import Finding, Verdict
from commands.look import Facts, Unread
from commands.outside.exchange import host_of
from commands.phrases import say

TITLE = say("Test from the cloud to on premises")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    tests = facts.value(TESTS)
    for target, reading in tests.items():
        host = host_of(target)
        row = (f"{CHECK.id}.{host}", say("Test from the cloud to {host}", host=host))
        if isinstance(reading, Unread):
            yield unknown(*row, reading)
        else:
            yield verdict_on(row, reading.value, Direction.TO_ON_PREMISES, host, facts, asked)
    if not tests:
        yield Finding(
            id=CHECK.id,
            title=TITLE,
            verdict=Verdict.SKIPPED,
            evidence=(say("No EWS directory has an external address that could be tested."),),
        )


CHECK = Check(
    id="test.cloud",
    title=TITLE,
    asks="Does Exchange Online sign in to every published EWS address for the cloud test mailbox?",
    needs=facts_for(Direction.TO_ON_PREMISES, TESTS),
    judge=judge,
)
