"""Setting overrides, their refresh on a server, and Exchange Online's organisation settings.

An override is one object for all servers, and each server goes by it only once it has read it: when
it is told to, or within the hour (``World.overrides_on``).
https://learn.microsoft.com/powershell/module/exchangepowershell/new-settingoverride
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from collections.abc import Iterable
from copy import copy
from datetime import timedelta
from typing import Final
from uuid import UUID
from xml.etree import ElementTree as ET

from lab.exchange.changes import (
    DIRECTORY,
    changed,
    confirmed,
    fresh,
    refusal,
    task_refusal,
    texts,
    the_one,
    unbindable,
)
from lab.exchange.cmdlet import Turn
from lab.exchange.organisation import OVERRIDE, override_record
from lab.exchange.servers import asked_server
from lab.exchange.shapes import domain
from lab.records import Output, Record
from lab.world_premises import Server, SettingOverride

TOPOLOGY: Final = "Microsoft.Exchange.Directory.TopologyService"
"""The process that reads overrides for a whole server."""
_KNOWN: Final = {
    "global": {"exchangeonpremasthirdpartyappid"},
    "settingoverride": {"routethroughmsgraph"},
}
_SYNCED: Final = (
    "This override synced to the server but whether it applies to the services running on this "
    "server depends on the override parameters, current configuration, and the context (such as "
    "the user or mailbox)."
)


def new_setting_override(turn: Turn) -> Output:
    """Make an override; Exchange knows its components and sections by name."""
    world = turn.world
    name, guid = fresh(turn, world.setting_overrides, OVERRIDE)
    component, section = turn.text("component"), turn.text("section")
    if section.casefold() not in _KNOWN.get(component.casefold(), ()):
        raise refusal(
            turn,
            f"{DIRECTORY}.SystemConfiguration.ConfigurationSettings."
            "SettingOverrideInvalidSectionNameException",
            f"The section '{section}' of component '{component}' isn't valid.",
        )
    made = SettingOverride(
        name=name,
        guid=guid,
        component=component,
        section=section,
        parameters=_parameters(turn),
        servers=texts(turn, "server"),
        min_version=turn.text("minversion"),
        max_version=turn.text("maxversion"),
        reason=turn.text("reason"),
        modified_by=f"{domain(turn)}/Users/Administrator",
    )
    if not turn.flag("whatif"):
        world.override_changes()
        world.setting_overrides.append(made)
    return Output([override_record(turn, made)])


def set_setting_override(turn: Turn) -> Output:
    world = turn.world
    one = the_one(turn, world.setting_overrides)
    values: dict[str, object] = {}
    if turn.has("parameters"):
        values["parameters"] = _parameters(turn)
    if turn.has("reason"):
        values["reason"] = turn.text("reason")
    if turn.has("server"):
        values["servers"] = texts(turn, "server", one.servers)
    after = copy(one)
    output = changed(turn, after, values)
    if after != one:
        world.override_changes()
        overrides = world.setting_overrides
        overrides[overrides.index(one)] = after
    return output


async def remove_setting_override(turn: Turn) -> Output:
    overrides = turn.world.setting_overrides
    one = the_one(turn, overrides)
    if await confirmed(turn, f'Removing the setting override "{one.name}".') and not turn.flag(
        "whatif"
    ):
        turn.world.override_changes()
        overrides.remove(one)
    return Output()


def get_exchange_diagnostic_info(turn: Turn) -> Output:
    """Give a process's report as text; ``Refresh`` of VariantConfiguration reads overrides anew."""
    server = asked_server(turn)
    process = turn.text("process")
    if not turn.world.reaches(server):
        raise task_refusal(
            turn,
            f"The diagnostic information of server '{server.name}' couldn't be read: the RPC "
            "server is unavailable.",
            "ReadError",
        )
    report = _report(turn, server, process)
    components = ET.SubElement(report, "Components")
    if process.casefold() == TOPOLOGY.casefold() and (
        turn.text("component").casefold() == "variantconfiguration"
    ):
        if turn.text("argument").casefold() == "refresh":
            server.overrides_read = turn.world.clock.now()
        _overrides(turn, components, server)
    text = ET.tostring(report, encoding="unicode")
    return Output([Record(("System.String", "System.Object"), text, {})])


def set_organization_config(turn: Turn) -> Output:
    """Decide on EWS in the cloud; the list of applications is replaced by what is sent.

    What was decided before stays in force for a while: the list for a day, the switch for an hour.
    """
    tenant = turn.world.tenant
    config = tenant.organization_config
    after = copy(config)
    if turn.has("ewsenabled"):
        after.ews_enabled = None if turn.given["ewsenabled"] is None else turn.flag("ewsenabled")
    if turn.has("ewsallowedappids"):
        after.ews_allowed_app_ids = _app_ids(turn)
    if after == config:
        text = f"no settings of '{tenant.initial_domain}' have been modified."
        return Output(warnings=[f"The command completed successfully but {text}"])
    if not turn.flag("whatif"):
        now = turn.world.clock.now()
        if after.ews_enabled != config.ews_enabled:
            until = now + timedelta(seconds=tenant.ews_switch_seconds)
            tenant.ews_enabled_until.append((until, config.ews_enabled))
        if after.ews_allowed_app_ids != config.ews_allowed_app_ids:
            until = now + timedelta(seconds=tenant.ews_list_seconds)
            tenant.ews_list_until.append((until, config.ews_allowed_app_ids))
        tenant.organization_config = after
    return Output()


def _parameters(turn: Turn) -> list[str]:
    found = texts(turn, "parameters")
    for each in found:
        if "=" not in each:
            raise refusal(
                turn,
                f"{DIRECTORY}.SystemConfiguration.ConfigurationSettings."
                "SettingOverrideInvalidParameterSyntaxException",
                f"The syntax of parameter '{each}' isn't valid: it must be name=value.",
            )
    return found


def _app_ids(turn: Turn) -> list[str]:
    """Read one text of ids with commas between them."""
    value = turn.given["ewsallowedappids"]
    parts: Iterable[str] = (
        value if isinstance(value, list) else turn.text("ewsallowedappids").split(",")
    )
    found = [str(part).strip() for part in parts if str(part).strip()]
    for each in found:
        try:
            UUID(each)
        except ValueError as error:
            reason = f"'{each}' isn't a valid application ID."
            raise unbindable(turn, "EwsAllowedAppIDs", reason) from error
    return found


def _report(turn: Turn, server: Server, process: str) -> ET.Element:
    now = turn.world.clock.now()
    report = ET.Element("Diagnostics")
    info = ET.SubElement(report, "ProcessInfo")
    for name, text in (
        ("id", "4036"),
        ("serverName", server.name),
        ("processName", process),
        ("currentTime", f"{now:%Y-%m-%dT%H:%M:%S}Z"),
    ):
        ET.SubElement(info, name).text = text
    return report


def _overrides(turn: Turn, components: ET.Element, server: Server) -> None:
    """Write what the server goes by now, not what the directory holds."""
    variant = ET.SubElement(components, "VariantConfiguration")
    listed = ET.SubElement(variant, "Overrides")
    if server.overrides_read is not None:
        listed.set("Updated", f"{server.overrides_read:%Y-%m-%dT%H:%M:%S}Z")
    for each in turn.world.overrides_on(server):
        one = ET.SubElement(listed, "SettingOverride")
        for name, text in (
            ("Name", each.name),
            ("Reason", each.reason),
            ("ModifiedBy", each.modified_by),
            ("ComponentName", each.component),
            ("SectionName", each.section),
            ("Status", each.status),
            ("Message", _SYNCED),
        ):
            ET.SubElement(one, name).text = text
        parameters = ET.SubElement(one, "Parameters")
        for text in each.parameters:
            ET.SubElement(parameters, "Parameter").text = text
