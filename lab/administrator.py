"""A second administrator, who changes things behind the product's back; and who is consenting.

What is done here meets no fault and no latency, and sees the directory as it is.
"""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from lab.cloud.exchange_json import answer
from lab.cloud.graph import Graph
from lab.cloud.graph_answers import GraphError
from lab.cloud.graph_creates import consent
from lab.cloud.graph_lag import Lag
from lab.cloud.graph_query import BadQuery
from lab.cloud.graph_writes import Rejected
from lab.cloud.tokens import Caller, Tokens
from lab.exchange.service import ExchangeLab
from lab.records import Call, Question, SecureText
from lab.state import changeable
from lab.vigil import watch
from lab.world import World
from lab.world_versions import numbers

ALL_ROLES: Final = frozenset(
    {
        "Application.ReadWrite.All",
        "AppRoleAssignment.ReadWrite.All",
        "Directory.ReadWrite.All",
        "Group.Read.All",
        "User.Read.All",
    }
)


class CmdletFailed(ValueError):
    """A cmdlet ended with an error record; the text is Exchange's."""


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A request that never was on a wire."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    host: str = "graph.microsoft.com"

    async def json(self) -> Any:
        if self.body is None:
            raise json.JSONDecodeError("no body", "", 0)
        return self.body


@dataclass
class Administrator:
    """Somebody with every right on both sides."""

    world: World
    _exchange: ExchangeLab = field(init=False)
    _graph: Graph = field(init=False)

    def __post_init__(self) -> None:
        self._exchange = ExchangeLab(self.world)
        self._graph = Graph(self.world, Tokens(self.world), Lag(self.world, obeys=False))

    async def run(self, side: str, cmdlet: str, **parameters: object) -> list[dict[str, Any]]:
        """Run a cmdlet on a server (``EX01``) or in the ``cloud``; gives its objects as JSON.

        A question is answered with yes, but for that about SMTP's default certificate.  What JSON
        has no type for may come as text: a password, and the bytes of ``FileData`` in base64.

        Raises:
            CmdletFailed: it ended with an error record.
            ValueError: there is no such side.
        """
        if side != "cloud" and self.world.server(side) is None:
            known = ", ".join(self.world.servers)
            raise ValueError(f"there is no side {side}; there are {known} and cloud")
        output = await self._exchange.carry_out(Call(side, cmdlet, _typed(parameters), _careful))
        if output.failures:
            raise CmdletFailed(output.failures[0].message)
        found: list[dict[str, Any]] = answer("", output.objects, output)["value"]
        return found

    async def graph(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request to Graph, ``PATCH servicePrincipals/{id}``; gives the JSON or ``None``.

        Raises:
            ValueError: Graph refused; the text has its status, code and message.
        """
        parts = urlsplit(path)
        asked = _Asked(
            method=method.upper(),
            path="/v1.0/" + parts.path.removeprefix("/v1.0").strip("/"),
            query=dict(parse_qsl(parts.query)),
            body=body,
        )
        caller = Caller(app_id="", object_id="", roles=ALL_ROLES, claims={})
        try:
            response = await self._graph.answer(asked, caller)
        except (GraphError, Rejected) as error:
            raise ValueError(f"{error.status} {error.code}: {error.text}") from error
        except BadQuery as error:
            raise ValueError(f"400 Request_UnsupportedQuery: {error}") from error
        return _json(response)

    def consent(self, app_id: str) -> list[str]:
        """Grant an application all it asks for; gives the ids of the roles that were new.

        Raises:
            ValueError: there is no such application.
        """
        try:
            granted = [grant.role_id for grant in consent(self.world.tenant, app_id)]
        except Rejected as error:
            raise ValueError(error.text) from error
        watch(self.world, f"consent to {app_id}")
        return granted

    def update(self, server: str, build: str) -> None:
        """Install an update on a server.

        Raises:
            ValueError: no such server, or no build.
        """
        found = self.world.server(server)
        if found is None:
            raise ValueError(
                f"there is no server {server}; there are {', '.join(self.world.servers)}"
            )
        parts = numbers(build)
        if len(parts) != 4:
            raise ValueError(f"{build} is no build; write it like 15.2.2562.53")
        if parts[:3] != numbers(found.base)[:3]:
            found.base = build
        found.build = build
        watch(self.world, f"{found.name}: update")

    def state(self) -> dict[str, Any]:
        """Give all that a change can touch, as JSON: to be compared before and after."""
        return changeable(self.world)


async def _careful(question: Question) -> int:
    """Answer as Microsoft's procedure for the auth certificate says; 2 is No."""
    return 2 if "default SMTP certificate" in question.message else 0


def _typed(parameters: Mapping[str, object]) -> dict[str, object]:
    given = dict(parameters)
    for name, value in parameters.items():
        if name.casefold() == "password" and isinstance(value, str):
            given[name] = SecureText(value)
        elif name.casefold() == "filedata" and isinstance(value, str):
            given[name] = b64decode(value, validate=True)
    return given


def _json(response: web.Response) -> Any:
    return json.loads(response.text) if response.text else None
