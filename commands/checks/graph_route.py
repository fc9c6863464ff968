"""Is all there that free/busy over Microsoft Graph needs, where it is switched on?

The Graph route replaces EWS towards the cloud since the May 2026 update of Exchange Server SE.  The
override is one for the organisation; each server goes by it by itself.
https://aka.ms/ConfigureExchangeHybridApplication
"""

from collections.abc import Iterator
from typing import Final

from commands.check import Asked, Check
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.fleet import fleet, running
from commands.checks.graph_script import ARCHIVES, GRAPH_SCRIPT, SCRIPT_WHERE
from commands.checks.identity import graph_flow
from commands.checks.override_reach import reach
from commands.checks.powershell import lines, typed
from commands.checks.products import MAY26
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.entra import DEDICATED, Dedicated, tenant_issuer
from commands.facts.organisation import AUTH_SERVERS, OVERRIDES, SERVERS
from commands.facts.servers import SETUP_BUILDS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Known, Unread
from commands.outside.identifiers import FULL_ACCESS_AS_APP, GRAPH_ROLES, same
from commands.phrases import Phrase, say

TITLE = say("Free/busy over Microsoft Graph")
SECTION: Final = "RouteThroughMSGraph"
_DEDICATED: Final = "ExchangeOnpremAsThirdPartyAppId"
GRAPH: Final = "https://graph.microsoft.com"
"""The route exists in the worldwide cloud alone."""


def goes_over_graph(server: str, facts: Facts, asked: Asked) -> bool:
    """Say whether one server asks over Microsoft Graph: its override holds there, and its build
    knows the route; one whose build cannot be told is taken at its override's word.
    """
    overrides = facts.of(OVERRIDES)
    if not graph_flow(facts) or not isinstance(overrides, Known):
        return False
    on = [each for each in overrides.value if each.enabled and same(each.section, SECTION)]
    build = running(facts, asked, server)
    too_old = isinstance(build, Known) and build.value.has(MAY26) is False
    return server not in reach(on, facts, asked).without and not too_old


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    """Judge it where it is on; an organisation that goes over EWS has nothing to be judged here."""
    facts.value(OVERRIDES)
    if not graph_flow(facts):
        return
    seen: list[Phrase] = []
    faults = [*_cloud(asked), *_overrides(facts, asked, seen)]
    unread = [each for each in (facts.of(DEDICATED), facts.of(AUTH_SERVERS))
              if isinstance(each, Unread)]  # fmt: skip
    if isinstance(facts.of(AUTH_SERVERS), Known):
        faults += _base_url(facts, asked, seen)
    if isinstance(dedicated := facts.of(DEDICATED), Known) and dedicated.value.applications:
        faults += _permissions(dedicated.value, asked, seen)
    yield weigh(CHECK.id, TITLE, seen=seen, faults=faults, unread=unread)


def _cloud(asked: Asked) -> Iterator[Fault]:
    if asked.organisation.cloud.is_worldwide:
        return
    yield Fault(
        seen=say("Microsoft offers this route in the worldwide cloud alone."),
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=say(
            "Switch the setting override off and have each server read its settings again, then "
            "check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=again(asked),
        verdict=Verdict.WARN,
    )


def _overrides(facts: Facts, asked: Asked, seen: list[Phrase]) -> Iterator[Fault]:
    """Judge both switches server by server: the Graph one rests on the dedicated one."""
    overrides = [each for each in facts.value(OVERRIDES) if each.enabled]
    graph = reach([each for each in overrides if same(each.section, SECTION)], facts, asked)
    own = reach([each for each in overrides if same(each.section, _DEDICATED)], facts, asked)
    alone = [server for server in own.without if server not in graph.without]
    old = [each for each in fleet(facts, asked) if not goes_over_graph(each, facts, asked)]
    if old:
        seen.append(say("These servers still call EWS: {servers}.", servers=listed(old)))
    if alone:
        yield Fault(
            seen=say(
                "On {servers} the setting override for Microsoft Graph is on, and the one for the "
                "dedicated application is not.",
                servers=listed(alone),
            ),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Switch the dedicated application on for these servers too, then check oauth "
                "{domain} again.",
                domain=asked.organisation.domain,
            ),
            command=again(asked),
            verdict=Verdict.WARN,
        )
    else:
        seen.append(say("Both setting overrides, for the application and for Graph, are on."))


def _base_url(facts: Facts, asked: Asked, seen: list[Phrase]) -> Iterator[Fault]:
    ours = tenant_issuer(facts.value(AUTH_SERVERS), str(asked.organisation.tenant_id))
    carrying = [each for each in ours if each.application_id]
    wrong = [each for each in carrying if not same((each.graph_base_url or "").rstrip("/"), GRAPH)]
    if carrying and not wrong:
        seen.append(say("GraphBaseUrl of the auth server is {url}.", url=GRAPH))
    if wrong:
        yield Fault(
            seen=say(
                "GraphBaseUrl of {name} is {url}.",
                name=listed(each.name for each in wrong),
                url=wrong[0].graph_base_url or "–",
            ),
            cause=say(
                "Without it Exchange does not know where Microsoft Graph is. Microsoft's script "
                "sets it only when it runs on a server with the May 2026 update."
            ),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Set GraphBaseUrl, then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=lines(
                *(
                    typed(
                        "Set-AuthServer -Identity {name} -GraphBaseUrl {url}",
                        name=each.name,
                        url=GRAPH,
                    )
                    for each in wrong
                )
            ),
            console=Console.EXCHANGE_SERVER,
        )


def _permissions(dedicated: Dedicated, asked: Asked, seen: list[Phrase]) -> Iterator[Fault]:
    """Judge what was granted to the service principal: what the application asks for is not it."""
    granted = {each.role for each in dedicated.grants}
    missing = [role for role in GRAPH_ROLES if role not in granted]
    if not missing:
        seen.append(
            say("Its permissions on Microsoft Graph are granted: {roles}.",
                roles=listed(GRAPH_ROLES))
        )  # fmt: skip
    else:
        yield Fault(
            seen=say(
                "Permissions on Microsoft Graph that are not granted: {roles}.",
                roles=listed(missing),
            ),
            cause=say(
                "Microsoft Graph refuses (403) what an application asks for without the permission "
                "and an administrator's consent."
            ),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Run Microsoft's script, which asks for them and for the consent of a Global "
                "Administrator. {archives} Then check oauth {domain} again.",
                archives=ARCHIVES,
                domain=asked.organisation.domain,
            ),
            command=GRAPH_SCRIPT,
            console=Console.OTHER,
            where=SCRIPT_WHERE,
        )
    if not any(same(each.role_id, FULL_ACCESS_AS_APP) for each in dedicated.grants):
        seen.append(
            say(
                "full_access_as_app is not granted: archive mailboxes in the cloud of people on "
                "premises would need it."
            )
        )


CHECK = Check(
    id="graph-route",
    title=TITLE,
    asks="Where free/busy goes over Microsoft Graph: is all there that this needs?",
    needs=(OVERRIDES, AUTH_SERVERS, DEDICATED, SERVERS, SETUP_BUILDS),
    judge=judge,
)
