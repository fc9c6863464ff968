"""Virtual directories of EWS and Autodiscover: their addresses, and which sign-ins they take."""

from lab.exchange.cmdlet import Refused, Turn, error_id, not_found
from lab.exchange.servers import asked_server
from lab.exchange.shapes import (
    CONFIGURATION,
    CONFIGURATION_BASES,
    Shape,
    ad_object,
    strings,
    url,
)
from lab.records import Choice, Failure, Many, Output, Record, Value
from lab.world_premises import Server, VirtualDirectory
from lab.world_versions import display

_BASES = (
    f"{CONFIGURATION}.ExchangeVirtualDirectory",
    f"{CONFIGURATION}.ADVirtualDirectory",
    *CONFIGURATION_BASES,
)
_METHOD = f"{CONFIGURATION}.AuthenticationMethod"


def get_web_services_virtual_directory(turn: Turn) -> Output:
    return _directories(turn, "ews")


def get_autodiscover_virtual_directory(turn: Turn) -> Output:
    return _directories(turn, "autodiscover")


def _directories(turn: Turn, service: str) -> Output:
    """Give the directories: all, of one server, or one by its identity.

    Without ``-ADPropertiesOnly`` the server's IIS is asked too, so a server that is down gives an
    error record beside the others' objects.
    """
    failures, objects = [], []
    for server in _chosen(turn, service):
        if not turn.flag("adpropertiesonly") and not turn.world.reaches(server):
            failures.append(_no_iis(turn))
        else:
            objects.append(_directory(turn, server, service))
    return Output(objects, failures)


def _chosen(turn: Turn, service: str) -> list[Server]:
    if turn.text("server"):
        return [asked_server(turn)]
    identity = turn.text("identity").casefold()
    servers = turn.world.mailbox_servers()
    if not identity:
        return servers
    for server in servers:
        directory = turn.world.directory(server.name, service)
        whole = f"{server.name}\\{directory.name}".casefold()
        if identity in (whole, directory.guid, server.name.casefold()):
            return [server]
    raise not_found(turn, turn.text("identity"))


def _directory(turn: Turn, server: Server, service: str) -> Record:
    directory = turn.world.directory(server.name, service)
    ews = service == "ews"
    kind = "ADWebServicesVirtualDirectory" if ews else "ADAutodiscoverVirtualDirectory"
    schema = "Web-Services" if ews else "Auto-Discover"
    folder = "EWS" if ews else "Autodiscover"
    extra = (f"{CONFIGURATION}.ADExchangeServiceVirtualDirectory",)
    shape = Shape(
        (f"{CONFIGURATION}.{kind}", *extra, *_BASES),
        f"{schema}-Virtual-Directory",
        ("msExchVirtualDirectory", f"msExch{schema.replace('-', '')}VirtualDirectory"),
        f"CN=HTTP,CN=Protocols,CN={server.name},CN=Servers,"
        "CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups",
        "0.10 (14.0.100.0)",
    )
    own: dict[str, Value] = {}
    if ews:
        own = {
            "CertificateAuthentication": None,
            "InternalNLBBypassUrl": None,
            "GzipLevel": Choice(f"{CONFIGURATION}.GzipLevel", "Low", 1),
            "MRSProxyEnabled": directory.mrs_proxy,
        }
    own |= _authentication(directory) | _place(turn, server, directory, folder)
    identity = f"{server.name}\\{directory.name}"
    return ad_object(
        turn, shape, name=directory.name, guid=directory.guid, own=own, identity=identity
    )


def _authentication(directory: VirtualDirectory) -> dict[str, Value]:
    methods = [
        Choice(_METHOD, name, number)
        for name, number, on in (
            ("Basic", 0, directory.basic),
            ("Ntlm", 2, directory.windows),
            ("WindowsIntegrated", 4, directory.windows),
            ("WSSecurity", 7, directory.ws_security),
            ("OAuth", 10, directory.oauth),
        )
        if on
    ]
    return {
        "InternalAuthenticationMethods": Many(_METHOD, methods),
        "ExternalAuthenticationMethods": Many(_METHOD, methods),
        "LiveIdNegotiateAuthentication": None,
        "WSSecurityAuthentication": directory.ws_security,
        "LiveIdBasicAuthentication": False,
        "BasicAuthentication": directory.basic,
        "DigestAuthentication": False,
        "WindowsAuthentication": directory.windows,
        "OAuthAuthentication": directory.oauth,
        "AdfsAuthentication": False,
    }


def _place(
    turn: Turn, server: Server, directory: VirtualDirectory, folder: str
) -> dict[str, Value]:
    asked = not turn.flag("adpropertiesonly")
    home = r"C:\Program Files\Microsoft\Exchange Server\V15\FrontEnd\HttpProxy"
    checking = f"{CONFIGURATION}.ExtendedProtectionTokenCheckingMode"
    return {
        "MetabasePath": f"IIS://{server.fqdn}/W3SVC/1/ROOT/{folder}",
        "Path": rf"{home}\{folder}" if asked else "",
        "ExtendedProtectionTokenChecking": Choice(checking, "None", 0),
        "ExtendedProtectionFlags": Many(f"{CONFIGURATION}.ExtendedProtectionFlag"),
        "ExtendedProtectionSPNList": strings(()),
        "AdminDisplayVersion": display(server.base),
        "Server": server.name,
        "InternalUrl": url(directory.internal_url),
        "ExternalUrl": url(directory.external_url),
    }


def _no_iis(turn: Turn) -> Failure:
    kind = "IISNotReachableException"
    return Refused(
        Failure(
            exception=f"Microsoft.Exchange.Management.Metabase.{kind}",
            message="An IIS directory entry couldn't be created. The error message is The RPC "
            f"server is unavailable. . HResult = -2147023174 It was running the command "
            f"'{turn.cmdlet}'.",
            category="NotInstalled",
            error_id=error_id(turn, kind),
        )
    ).failure
