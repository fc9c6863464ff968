"""Noon in an organisation with an auth certificate: what its ports answer, what they were sent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from commands.actions.auth_keys import AddAuthKey, DropAuthKey
from commands.actions.clearing import ClearPrevious
from commands.actions.publishing import PublishCertificate
from commands.actions.staging import StageCertificate
from commands.actions.stepping_back import GoBack
from commands.outside.certificate import Certificate
from commands.outside.entra import Application, Key
from tests.commands.actions.port import Directory, Doing, a_world

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DUE = NOW + timedelta(hours=49)
OLD, NEW, OTHER = "0" * 40, "1" * 40, "2" * 40
STAGE = StageCertificate(server="EX01", thumbprint=NEW, hours=49, current=OLD)
PUBLISH = PublishCertificate(server="EX01", thumbprint=NEW, old=OLD)
BACK = GoBack(server="EX01", thumbprint=OLD, instead_of=NEW)
CLEAR = ClearPrevious(server="EX01", thumbprint=OLD)
CONFIG = {
    "CurrentCertificateThumbprint": OLD,
    "PreviousCertificateThumbprint": None,
    "NextCertificateThumbprint": None,
    "NextCertificateEffectiveDate": None,
    "ServiceName": "00000002-0000-0ff1-ce00-000000000000",
    "Realm": None,
}


class Stopped:
    def now(self):
        return NOW

    async def sleep(self, seconds):
        raise AssertionError("nothing here sleeps")


def at_noon(cmdlet="", objects=(), **more):
    return replace(a_world(cmdlet, objects, **more), clock=Stopped())


def config(**values):
    names = {
        "current": "CurrentCertificateThumbprint",
        "previous": "PreviousCertificateThumbprint",
        "next": "NextCertificateThumbprint",
        "due": "NextCertificateEffectiveDate",
    }
    return CONFIG | {names[name]: value for name, value in values.items()}


async def sent(action, world):
    await action.do(world, Doing())
    ports = [*world.on_premises.ports.values(), world.cloud]
    return [call for port in ports for call in port.sent if not call[0].startswith("Get-")]


def stores(world, **by_server):
    for server, found in by_server.items():
        objects = tuple({"RawData": der} for der in found)
        world.on_premises.ports[server].objects["Get-ExchangeCertificate"] = objects
    return world


def print_of(der):
    return Certificate.from_der(der).thumbprint


def shown_by_tests(*signed, result="Success"):
    """Give a world whose servers' tests show what they signed with."""
    world = at_noon()
    for server, thumbprint in zip(("EX01", "EX02"), signed, strict=True):
        detail = f"…&assertion=[redacted; signed with {thumbprint}]" if thumbprint else "…"
        world.on_premises.ports[server].objects["Test-OAuthConnectivity"] = (
            {"ResultType": result, "Detail": detail},
        )
        world.on_premises.ports[server].objects["Get-AuthConfig"] = (config(current=NEW),)
    world.on_premises.servers = ("EX01", "EX02")
    return world


KEYS = (
    Key(key_id="1", thumbprint=OLD, name="a", starts=None, ends=None, has_value=True, der=b"a"),
    Key(key_id="2", thumbprint=OTHER, name="b", starts=None, ends=None, has_value=True, der=b"b"),
)
ADD = AddAuthKey(
    object_id="o", app_id="id", called="App", kept=(OLD, OTHER), thumbprint=NEW, der="bmV3"
)
DROP = DropAuthKey(
    object_id="o", app_id="id", called="App", kept=(OTHER,), thumbprint=OLD, der="YQ==",
    servers=("EX01", "EX02"),
)  # fmt: skip


def with_keys(world, *keys):
    application = Application(id="o", app_id="id", name="App", keys=keys)
    return replace(world, graph=Directory(applications=(application,)))
