"""Does Exchange sign in under the name that Entra ID knows it by?"""

from collections.abc import Iterator

from commands.check import Asked, Check
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.powershell import typed
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import AUTH_CONFIG
from commands.findings import Console, Finding, Verdict
from commands.look import Facts
from commands.outside.exchange import AuthConfig
from commands.outside.identifiers import EXCHANGE_ONLINE, same
from commands.phrases import say

TITLE = say("Name under which Exchange Server signs its tokens")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config = facts.value(AUTH_CONFIG)
    seen = say(
        "Get-AuthConfig: ServiceName {service}, Realm {realm}.",
        service=config.service_name or "–",
        realm=config.realm or "–",
    )
    yield weigh(CHECK.id, TITLE, seen=[seen], faults=_faults(config, asked))


def _faults(config: AuthConfig, asked: Asked) -> Iterator[Fault]:
    if not same(config.service_name, EXCHANGE_ONLINE):
        yield Fault(
            seen=say("ServiceName is not {expected}.", expected=EXCHANGE_ONLINE),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Set the service name back, then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=typed("Set-AuthConfig -ServiceName {id}", id=EXCHANGE_ONLINE),
            console=Console.EXCHANGE_SERVER,
        )
    if config.realm:
        yield Fault(
            seen=say("Realm is set; Microsoft's own checker expects it to be empty."),
            consequence=say("Tokens carry this realm as their issuer instead of the tenant's."),
            remedy=say(
                "Empty the realm, then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=typed("Set-AuthConfig -Realm $null"),
            console=Console.EXCHANGE_SERVER,
            verdict=Verdict.WARN,
        )


CHECK = Check(
    id="auth-config",
    title=TITLE,
    asks="Does Exchange sign its tokens as 00000002-0000-0ff1-ce00-000000000000, without a realm?",
    needs=(AUTH_CONFIG,),
    judge=judge,
)
