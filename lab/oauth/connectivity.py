"""The two-way test, evaluated: connect, sign in, call, and say what happened.

A result is what ``Test-OAuthConnectivity`` prints: a task, a long Detail with token material in it,
and Success or Error.
"""

from dataclasses import dataclass
from uuid import uuid4

from lab.oauth.endpoints import Endpoint, reach
from lab.oauth.receiving import Reply, answer
from lab.oauth.sending import from_cloud, from_server
from lab.oauth.trace import Stopped, Trace
from lab.world import World
from lab.world_premises import Recipient, Server

_TASKS = {"ews": "EWS", "autodiscover": "Autodiscover"}
_CLEARED = 'The token cache is being cleared because "use cached token" was set to false.'
_CACHED = 'The token cache is used because "use cached token" was set to true.'


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One test: ``server`` is ``None`` in the cloud; no ``user`` means an app-only call."""

    server: Server | None
    service: str
    """``ews`` or ``autodiscover``."""
    target: str
    user: Recipient | None
    cached: bool = False


@dataclass(frozen=True, kw_only=True)
class Result:
    task: str
    success: bool
    detail: str


def evaluate(world: World, asked: Asked) -> Result:
    """Run one test as the world is now."""
    trace = Trace()
    if asked.server is not None and asked.server.internet_web_proxy:
        trace.lines.append(f"Using custom InternetWebProxy {asked.server.internet_web_proxy}")
    reply: Reply | None = None
    exception = ""
    try:
        endpoint = reach(world, asked.target, asked.service)
        reply = _called(world, asked, endpoint, trace)
    except Stopped as stopped:
        exception = str(stopped)
    if reply is not None and reply.status != 200:
        exception = f"System.Net.WebException: The remote server returned an error: {reply.phrase}."
    return Result(
        task=f"Checking {_TASKS[asked.service]} API Call Under Oauth",
        success=not exception,
        detail=_detail(world, asked, trace, reply, exception),
    )


def _called(world: World, asked: Asked, endpoint: Endpoint, trace: Trace) -> Reply:
    server = asked.server
    if server is None:
        token = from_cloud(world, endpoint, asked.user, trace)
    else:
        token = from_server(world, server, endpoint, asked.user, trace)
    trace.say(
        "OAuthCredentials:Authenticate",
        f"send request to '{endpoint.url}' with the bearer token: '{token.text}'",
    )
    return answer(world, endpoint, token.text)


def _detail(world: World, asked: Asked, trace: Trace, reply: Reply | None, exception: str) -> str:
    """Write the text; the year 1 only says that this process had cached nothing."""
    minutes = int(world.clock.now().timestamp() / 60) + 1_035_593_280
    lines = [
        "The configuration was last successfully loaded at 1/01/0001 12:00:00 AM UTC. "
        f"This was {minutes} minutes ago.",
        _CACHED if asked.cached else _CLEARED,
        "Exchange Outbound Oauth Log:",
        f"Client request ID: {uuid4()}",
        *trace.lines,
        "",
        "Exchange Response Details:",
        f"HTTP response message: {reply.message if reply else ''}",
    ]
    if reply is not None:
        lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    lines.append("Exception:")
    if exception:
        lines += [
            exception,
            "   at System.Net.HttpWebRequest.GetResponse()",
            "   at Microsoft.Exchange.Monitoring.TestOAuthConnectivityHelper."
            "SendExchangeOAuthRequest(ADUser user, String orgDomain, Uri targetUri, String& "
            "diagnosticMessage, Boolean appOnly, Boolean useCachedToken, Boolean reloadConfig)",
        ]
    return "\r\n".join(lines)
