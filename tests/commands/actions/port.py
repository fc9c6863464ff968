"""A small outside: cmdlets and a directory that answer what they are told to, and remember."""

from dataclasses import dataclass, field
from typing import Any

from adapters.own_keys import OwnKeys
from commands.outside.entra import Application, Principal, RoleGrant
from commands.ports import CmdletResult, Kind, Outcome, OutsideError, World
from tests.commands.made import ORGANISATION


@dataclass
class Shell:
    """A place that runs cmdlets."""

    name: str
    objects: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    async def run(self, cmdlet, /, *, timeout, parameters=None):
        self.sent.append((cmdlet, dict(parameters or {})))
        self.seconds.append(timeout)
        return CmdletResult(objects=self.objects.get(cmdlet, ()))


class Silent(Shell):
    """A server that does not answer."""

    async def run(self, cmdlet, /, *, timeout, parameters=None):
        raise OutsideError(
            kind=Kind.UNREACHABLE, outcome=Outcome.NOT_SENT, source=self.name, doing=cmdlet
        )


@dataclass
class Premises:
    ports: dict[str, Shell]
    endpoints: dict[str, Shell] = field(default_factory=dict)

    def __post_init__(self):
        self.servers = tuple(self.ports)

    def on(self, server):
        return self.ports[server]

    def maintenance(self, server):
        return self.endpoints.get(server)

    def any(self):
        raise AssertionError("a change goes to the server that it names, and is read back there")


@dataclass
class Directory:
    principals: dict[str, Principal] = field(default_factory=dict)
    applications: tuple[Application, ...] = ()
    grants: tuple[RoleGrant, ...] = ()
    sent: list[tuple[Any, ...]] = field(default_factory=list)

    async def principal(self, app_id):
        return self.principals.get(app_id)

    async def application(self, app_id):
        return next((each for each in self.applications if each.app_id == app_id), None)

    async def applications_named(self, name):
        return [each for each in self.applications if each.name == name]

    async def role_grants(self, principal_id):
        return self.grants

    async def change_names(self, principal_id, *, expected, names, timeout):
        self.sent.append(("names", principal_id, tuple(expected), tuple(names), timeout))

    async def change_application_keys(self, application_id, change, *, timeout):
        self.sent.append(("application keys", application_id, change, timeout))

    async def change_principal_keys(self, principal_id, change, *, timeout):
        self.sent.append(("principal keys", principal_id, change, timeout))

    async def create_application(self, name, *, required, timeout):
        self.sent.append(("create application", name, tuple(required), timeout))

    async def create_principal(self, app_id, *, timeout):
        self.sent.append(("create principal", app_id, timeout))

    async def delete_application(self, application_id, *, timeout):
        self.sent.append(("delete application", application_id, timeout))


class Doing:
    def seconds(self):
        return 7.0

    async def tell(self, progress):
        raise AssertionError("nothing here takes long enough to be told")


def a_world(
    cmdlet: str = "", objects: tuple[dict[str, Any], ...] = (), graph: Directory | None = None
) -> World:
    """Give a world in which every place answers ``cmdlet`` with these objects."""
    answers = {cmdlet: objects} if cmdlet else {}
    return World(
        organisation=ORGANISATION,
        on_premises=Premises({name: Shell(name, dict(answers)) for name in ("EX01", "EX02")}),
        cloud=Shell("Exchange Online", dict(answers)),
        graph=graph or Directory(),
        net=None,
        clock=None,
        keys=OwnKeys(),
    )
