"""Servers as the directory knows them, and the build that runs on each."""

from lab.exchange.cmdlet import Turn, matching, not_found
from lab.exchange.shapes import (
    CONFIGURATION,
    MANAGEMENT,
    PRESENTATION_BASES,
    Shape,
    ad_object,
    domain,
    strings,
    url,
)
from lab.records import Choice, Output, Record, Value
from lab.world_premises import Server
from lab.world_versions import display, numbers

_PLACE = "CN=Servers,CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups"
_SERVER = Shape(
    (f"{MANAGEMENT}.ExchangeServer", *PRESENTATION_BASES),
    "Exchange-Server",
    ("server", "msExchExchangeServer"),
    _PLACE,
    "0.1 (8.0.535.0)",
)
_CLIENT_ACCESS = Shape(
    (f"{MANAGEMENT}.ClientAccessService", *PRESENTATION_BASES),
    "Exchange-Server",
    ("server", "msExchExchangeServer"),
    _PLACE,
    "0.1 (8.0.535.0)",
)
_TRANSPORT = Shape(
    (f"{MANAGEMENT}.TransportService", *PRESENTATION_BASES),
    "Exchange-Server",
    ("server", "msExchExchangeServer"),
    _PLACE,
    "0.1 (8.0.535.0)",
)
_EXSETUP = r"C:\Program Files\Microsoft\Exchange Server\V15\bin\ExSetup.exe"


def get_exchange_server(turn: Turn) -> Output:
    found = matching(turn, turn.world.servers.values(), lambda each: (each.fqdn,))
    return Output([_server(turn, each) for each in found])


def get_client_access_service(turn: Turn) -> Output:
    found = matching(turn, turn.world.mailbox_servers(), lambda each: (each.fqdn,))
    return Output([_client_access(turn, each) for each in found])


def get_transport_service(turn: Turn) -> Output:
    """Give each server's transport settings, as far as they are about its certificate.

    They stand in Active Directory: a server that is off is listed too.
    https://learn.microsoft.com/powershell/module/exchangepowershell/get-transportservice
    """
    found = matching(turn, turn.world.servers.values(), lambda each: (each.fqdn,))
    return Output(
        [
            ad_object(
                turn,
                _TRANSPORT,
                name=each.name,
                guid=each.guid,
                own={"InternalTransportCertificateThumbprint": each.smtp_certificate or None},
            )
            for each in found
        ]
    )


def get_ex_setup(turn: Turn) -> Output:
    """Give the version of ExSetup.exe: the build with all its updates."""
    build = numbers(turn.here().build)
    written = f"{build[0]}.{build[1]:02d}.{build[2]:04d}.{build[3]:03d}"
    parts = dict(zip(("Major", "Minor", "Build", "Private"), build, strict=True))
    own: dict[str, Value] = {
        "Comments": "",
        "CompanyName": "Microsoft Corporation",
        "FileBuildPart": parts["Build"],
        "FileDescription": "",
        "FileMajorPart": parts["Major"],
        "FileMinorPart": parts["Minor"],
        "FileName": _EXSETUP,
        "FilePrivatePart": parts["Private"],
        "FileVersion": written,
        "InternalName": "ExSetup.exe",
        "IsDebug": False,
        "IsPatched": False,
        "IsPrivateBuild": False,
        "IsPreRelease": False,
        "IsSpecialBuild": False,
        "Language": "Language Neutral",
        "LegalCopyright": "© 2014 Microsoft Corporation. All rights reserved.",
        "LegalTrademarks": "Microsoft® is a registered trademark of Microsoft Corporation.",
        "OriginalFilename": "ExSetup.exe",
        "PrivateBuild": "",
        "ProductBuildPart": parts["Build"],
        "ProductMajorPart": parts["Major"],
        "ProductMinorPart": parts["Minor"],
        "ProductName": "Microsoft® Exchange",
        "ProductPrivatePart": parts["Private"],
        "ProductVersion": written,
        "SpecialBuild": "",
    }
    text = f"File:             {_EXSETUP}\r\nFileVersion:      {written}\r\n"
    return Output([Record(("System.Diagnostics.FileVersionInfo", "System.Object"), text, own)])


def asked_server(turn: Turn) -> Server:
    """The server that ``-Server`` names, or the one the cmdlet runs on."""
    wanted = turn.text("server")
    if not wanted:
        return turn.here()
    found = turn.world.server(wanted)
    if found is None:
        raise not_found(turn, wanted)
    return found


def _server(turn: Turn, server: Server) -> Record:
    inside = not server.edge
    role = Choice(f"{CONFIGURATION}.ServerRole", *(("Mailbox", 2) if inside else ("Edge", 64)))
    exchange = turn.world.organisation.exchange_name
    legacy = (
        f"/o={exchange}/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)"
        f"/cn=Configuration/cn=Servers/cn={server.name}"
    )
    own: dict[str, Value] = {
        "DataPath": r"C:\Program Files\Microsoft\Exchange Server\V15\Mailbox",
        "Domain": domain(turn),
        "Edition": Choice("Microsoft.Exchange.Data.ServerEditionType", "Enterprise", 4),
        "ExchangeLegacyDN": legacy,
        "ExchangeLegacyServerRole": 0,
        "Fqdn": server.fqdn,
        "CustomerFeedbackEnabled": True,
        "InternetWebProxy": url(server.internet_web_proxy),
        "InternetWebProxyBypassList": None,
        "IsHubTransportServer": inside,
        "IsClientAccessServer": inside,
        "IsExchange2007OrLater": True,
        "IsEdgeServer": server.edge,
        "IsMailboxServer": inside,
        "IsE14OrLater": True,
        "IsE15OrLater": True,
        "IsProvisionedServer": False,
        "IsUnifiedMessagingServer": False,
        "IsFrontendTransportServer": inside,
        "NetworkAddress": strings([f"ncacn_ip_tcp:{server.fqdn}"]),
        "OrganizationalUnit": f"{domain(turn)}/{server.name}",
        "AdminDisplayVersion": display(server.base),
        "Site": f"{domain(turn)}/Configuration/Sites/{server.site}",
        "ServerRole": role,
        "ErrorReportingEnabled": True,
        "MitigationsEnabled": True,
        "ProductID": "",
        "IsExchangeTrialEdition": False,
    }
    return ad_object(turn, _SERVER, name=server.name, guid=server.guid, own=own)


def _client_access(turn: Turn, server: Server) -> Record:
    own: dict[str, Value] = {
        "Fqdn": server.fqdn,
        "ClientAccessArray": None,
        "OutlookAnywhereEnabled": True,
        "AutoDiscoverServiceCN": server.name,
        "AutoDiscoverServiceClassName": "ms-Exchange-AutoDiscover-Service",
        "AutoDiscoverServiceInternalUri": url(server.autodiscover_internal_uri),
        "AutoDiscoverServiceGuid": "77378f46-2c66-4aa9-a6a6-3e7a48b19596",
        "AutoDiscoverSiteScope": strings([server.site]),
        "IsOutOfService": False,
        "WorkloadManagementPolicy": "DefaultWorkloadManagementPolicy_15.0.825.0",
    }
    return ad_object(turn, _CLIENT_ACCESS, name=server.name, guid=server.guid, own=own)
