"""Changes of Exchange: what is sent where, what it is compared with, and the way back."""

from dataclasses import dataclass
from typing import Any

import pytest

from commands.action import Action, Already, Moved, NoOpposite, Not
from commands.actions.auth_server_metadata import RefreshMetadata, SetMetadataUrl
from commands.actions.auth_servers import EnableAuthServer, NewAuthServer, SetApplication
from commands.actions.connectors import NewConnector, SetConnector
from commands.actions.ews import SetEws, SetEwsList, SetEwsSwitch
from commands.actions.overrides import NewOverride, RefreshSettings, SetOverride
from commands.actions.partner_application import SetPartnerApplication
from commands.book import stored
from commands.catalog import BOOK
from commands.phrases import render
from tests.commands.actions.port import Doing, a_world
from tests.commands.made import APP_ID, EXCHANGE_ONLINE, OTHER_TENANT, TENANT

URL = "https://login.windows.net/example.onmicrosoft.com/federationmetadata/2007-06/x.xml"
AUTH_SERVER = {
    "Name": "EvoSts - 1",
    "Type": "AzureAD",
    "Enabled": True,
    "IssuerIdentifier": f"https://sts.windows.net/{TENANT}/",
    "Realm": TENANT,
    "TokenIssuingEndpoint": "https://login.windows.net/common/oauth2/token",
    "AuthMetadataUrl": URL,
    "ApplicationIdentifier": None,
    "DomainName": [],
}
PARTNER = {
    "Name": "Exchange Online",
    "Enabled": True,
    "ApplicationIdentifier": EXCHANGE_ONLINE,
    "Realm": "",
    "LinkedAccount": "x",
}
CONNECTOR = {
    "Name": "c",
    "Enabled": True,
    "DiscoveryEndpoint": "https://right.example/",
    "TargetAddressDomains": ["Example.com"],
}
OVERRIDE = {
    "Name": "o",
    "ComponentName": "Global",
    "SectionName": "S",
    "Parameters": ["Enabled=true"],
    "Server": None,
    "MinVersion": None,
    "MaxVersion": None,
    "FixVersion": None,
}
EWS = {"EwsEnabled": True, "EwsAllowedAppIDs": f"x,{APP_ID}"}
STALE = {"IssuerIdentifier": f"https://sts.windows.net/{OTHER_TENANT}/"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One action, the objects of the three states it tells apart, and exactly what it sends."""

    action: Action
    reads: str
    was: tuple[dict[str, Any], ...]
    will: tuple[dict[str, Any], ...]
    third: tuple[dict[str, Any], ...] | None
    sent: dict[str, Any]
    back: dict[str, Any] | None


ROWS = {
    "auth server made": Row(
        action=NewAuthServer(
            server="EX02", auth_server="EvoSts - 1", metadata_url=URL, type="AzureAD"
        ),
        reads="Get-AuthServer",
        was=(),
        will=(AUTH_SERVER,),
        third=(AUTH_SERVER | {"Enabled": False},),
        sent={"Name": "EvoSts - 1", "AuthMetadataUrl": URL, "Type": "AzureAD"},
        back={"Identity": "EvoSts - 1", "Confirm": False},
    ),
    "auth server enabled": Row(
        action=EnableAuthServer(server="EX02", auth_server="EvoSts - 1"),
        reads="Get-AuthServer",
        was=(AUTH_SERVER | {"Enabled": False},),
        will=(AUTH_SERVER,),
        third=(),
        sent={"Identity": "EvoSts - 1", "Enabled": True},
        back={"Identity": "EvoSts - 1", "Enabled": False},
    ),
    "application set": Row(
        action=SetApplication(
            server="EX02", auth_server="EvoSts - 1", application=APP_ID, domains=("a.b", "c.d")
        ),
        reads="Get-AuthServer",
        was=(AUTH_SERVER,),
        will=(AUTH_SERVER | {"ApplicationIdentifier": APP_ID, "DomainName": ["c.d", "a.b"]},),
        third=(AUTH_SERVER | {"ApplicationIdentifier": TENANT, "DomainName": ["a.b"]},),
        sent={
            "Identity": "EvoSts - 1",
            "ApplicationIdentifier": APP_ID,
            "DomainName": ["a.b", "c.d"],
        },
        back={"Identity": "EvoSts - 1", "ApplicationIdentifier": None, "DomainName": None},
    ),
    "metadata address set": Row(
        action=SetMetadataUrl(
            server="EX02", auth_server="EvoSts - 1", metadata_url=URL, old_metadata_url="https://o/"
        ),
        reads="Get-AuthServer",
        was=(AUTH_SERVER | {"AuthMetadataUrl": "https://o/"},),
        will=(AUTH_SERVER,),
        third=(AUTH_SERVER | {"AuthMetadataUrl": "https://third/"},),
        sent={"Identity": "EvoSts - 1", "AuthMetadataUrl": URL},
        back={"Identity": "EvoSts - 1", "AuthMetadataUrl": "https://o/"},
    ),
    "metadata refreshed": Row(
        action=RefreshMetadata(
            server="EX02",
            auth_server="EvoSts - 1",
            issuer=AUTH_SERVER["IssuerIdentifier"],
            tenant=TENANT,
            old_issuer=STALE["IssuerIdentifier"],
            old_endpoint=AUTH_SERVER["TokenIssuingEndpoint"],
        ),
        reads="Get-AuthServer",
        was=(AUTH_SERVER | STALE,),
        will=(AUTH_SERVER,),
        third=None,
        sent={"Identity": "EvoSts - 1", "RefreshAuthMetadata": True},
        back=None,
    ),
    "partner application enabled": Row(
        action=SetPartnerApplication(
            server="EX02",
            application="Exchange Online",
            enabled=True,
            realm="",
            old_enabled=False,
            old_realm="",
        ),
        reads="Get-PartnerApplication",
        was=(PARTNER | {"Enabled": False},),
        will=(PARTNER,),
        third=(PARTNER | {"Enabled": False, "Realm": "elsewhere"},),
        sent={"Identity": "Exchange Online", "Enabled": True},
        back={"Identity": "Exchange Online", "Enabled": False},
    ),
    "partner application's realm emptied": Row(
        action=SetPartnerApplication(
            server="EX02",
            application="Exchange Online",
            enabled=True,
            realm="",
            old_enabled=True,
            old_realm="r",
        ),
        reads="Get-PartnerApplication",
        was=(PARTNER | {"Realm": "r"},),
        will=(PARTNER,),
        third=(PARTNER | {"Realm": "other"},),
        sent={"Identity": "Exchange Online", "Enabled": True, "Realm": None},
        back={"Identity": "Exchange Online", "Enabled": True, "Realm": "r"},
    ),
    "connector made on premises": Row(
        action=NewConnector(
            server="EX02",
            connector="c",
            endpoint="https://right.example/",
            domains=("example.com",),
        ),
        reads="Get-IntraOrganizationConnector",
        was=(CONNECTOR | {"Name": "somebody else's"},),
        will=(CONNECTOR,),
        third=(CONNECTOR | {"DiscoveryEndpoint": "https://third/"},),
        sent={
            "Name": "c",
            "DiscoveryEndpoint": "https://right.example/",
            "TargetAddressDomains": ["example.com"],
            "Enabled": True,
        },
        back={"Identity": "c", "Confirm": False},
    ),
    "connector set in the cloud": Row(
        action=SetConnector(
            server="",
            connector="c",
            endpoint="https://right.example/",
            domains=("example.com",),
            enabled=True,
            old_endpoint="https://wrong.example/",
            old_domains=("example.com",),
            old_enabled=True,
        ),
        reads="Get-IntraOrganizationConnector",
        was=(CONNECTOR | {"DiscoveryEndpoint": "https://wrong.example/"},),
        will=(CONNECTOR,),
        third=(CONNECTOR | {"DiscoveryEndpoint": "https://third/"},),
        sent={
            "Identity": "c",
            "DiscoveryEndpoint": "https://right.example/",
            "TargetAddressDomains": ["example.com"],
            "Enabled": True,
        },
        back={
            "Identity": "c",
            "DiscoveryEndpoint": "https://wrong.example/",
            "TargetAddressDomains": ["example.com"],
            "Enabled": True,
        },
    ),
    "override made": Row(
        action=NewOverride(
            server="EX02",
            override="o",
            component="Global",
            section="S",
            parameters=("Enabled=true",),
        ),
        reads="Get-SettingOverride",
        was=(),
        will=(OVERRIDE,),
        third=(OVERRIDE | {"Parameters": ["Enabled=false"]},),
        sent={
            "Name": "o",
            "Component": "Global",
            "Section": "S",
            "Parameters": ["Enabled=true"],
            "Reason": "Dedicated hybrid application",
        },
        back={"Identity": "o", "Confirm": False},
    ),
    "override switched on": Row(
        action=SetOverride(
            server="EX02",
            override="o",
            parameters=("Enabled=true",),
            old_parameters=("Enabled=false",),
        ),
        reads="Get-SettingOverride",
        was=(OVERRIDE | {"Parameters": ["Enabled=false"]},),
        will=(OVERRIDE,),
        third=(),
        sent={
            "Identity": "o",
            "Parameters": ["Enabled=true"],
            "Reason": "Dedicated hybrid application",
        },
        back={
            "Identity": "o",
            "Parameters": ["Enabled=false"],
            "Reason": "Dedicated hybrid application",
        },
    ),
    "ews list": Row(
        action=SetEwsList(applications=("x", APP_ID), old_applications=("x",)),
        reads="Get-OrganizationConfig",
        was=({"EwsEnabled": None, "EwsAllowedAppIDs": "x"},),
        will=(EWS,),
        third=({"EwsEnabled": True, "EwsAllowedAppIDs": "y"},),
        sent={"EwsAllowedAppIDs": f"x,{APP_ID}"},
        back={"EwsAllowedAppIDs": "x"},
    ),
    "ews opened for the list": Row(
        action=SetEwsSwitch(enabled=True, old_enabled=None),
        reads="Get-OrganizationConfig",
        was=({"EwsEnabled": None},),
        will=(EWS,),
        third=({"EwsEnabled": False},),
        sent={"EwsEnabled": True},
        back={"EwsEnabled": None},
    ),
    "ews switched on": Row(
        action=SetEws(
            enabled=True, applications=("x", APP_ID), old_enabled=None, old_applications=("x",)
        ),
        reads="Get-OrganizationConfig",
        was=({"EwsEnabled": None, "EwsAllowedAppIDs": "x"},),
        will=(EWS,),
        third=({"EwsEnabled": False, "EwsAllowedAppIDs": "x"},),
        sent={"EwsEnabled": True, "EwsAllowedAppIDs": f"x,{APP_ID}"},
        back={"EwsEnabled": None, "EwsAllowedAppIDs": "x"},
    ),
}
rows = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)


@rows
async def test_as_planned_is_not_so_yet_and_says_what_is(row):
    for ask in (row.action.already, row.action.verify):
        look = await ask(a_world(row.reads, row.was))

        assert isinstance(look, Not)


@rows
async def test_as_wanted_is_already_so(row):
    for ask in (row.action.already, row.action.verify):
        assert await ask(a_world(row.reads, row.will)) == Already()


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.third is not None])
async def test_a_third_value_has_moved_and_both_are_said(name):
    row = ROWS[name]
    look = await row.action.already(a_world(row.reads, row.third))

    assert isinstance(look, Moved)
    assert row.action.was in str(look.seen)
    assert str(look.seen) != str(row.action.was)


@rows
async def test_exactly_the_call_is_sent_where_the_action_says(row):
    world = a_world()

    await row.action.do(world, Doing())

    shells = [*world.on_premises.ports.values(), world.cloud]
    sent = {shell.name: shell for shell in shells if shell.sent}
    assert list(sent) == [row.action.side]
    assert sent[row.action.side].sent == [(row.action.call.doing, row.sent)]
    assert row.action.call.parameters == row.sent
    assert sent[row.action.side].seconds == [7.0]


@rows
async def test_the_way_back_leads_from_what_will_be_to_what_was(row):
    opposite = row.action.opposite()
    if row.back is None:
        assert isinstance(opposite, NoOpposite)
        return

    assert opposite.call.parameters == row.back
    assert isinstance(await opposite.already(a_world(row.reads, row.will)), Not)
    assert await opposite.already(a_world(row.reads, row.was)) == Already()
    assert opposite.opposite() == row.action


@rows
def test_it_is_the_same_after_it_was_stored(row):
    assert BOOK.action(stored(row.action)) == row.action


@rows
@pytest.mark.parametrize("locale", ["en", "ko", "fr"])
def test_it_says_what_it_does_and_what_changes(row, locale):
    assert render(row.action.title, locale)
    assert render(row.action.before, locale) != render(row.action.after, locale)


@rows
def test_reads_and_writes_have_their_time(row):
    assert 0 < row.action.deadline <= 120


async def test_settings_are_read_again_on_one_server_and_once_more_on_the_way_back():
    action = RefreshSettings(server="EX02")
    world = a_world()

    assert isinstance(await action.already(world), Not)
    await action.do(world, Doing())
    assert await action.verify(world) == Already()

    assert world.on_premises.on("EX01").sent == []
    ((cmdlet, values),) = world.on_premises.on("EX02").sent
    assert (cmdlet, values["Argument"]) == ("Get-ExchangeDiagnosticInfo", "Refresh")
    assert action.opposite() == action
