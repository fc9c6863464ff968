"""What can be wrong with the switch that has Exchange use the dedicated application.

It is a setting override, and counts server by server; ``override_reach`` says why.
"""

from collections.abc import Sequence
from typing import Final

from commands.check import Asked
from commands.checks.hybrid_application_faults import by_the_day
from commands.checks.override_reach import Reach, superfluous
from commands.checks.powershell import Command, lines, typed
from commands.checks.weigh import Fault, listed
from commands.findings import Console, Verdict
from commands.outside.exchange import SettingOverride
from commands.phrases import say

NAME: Final = "EnableExchangeHybrid3PAppFeature"
_REFRESH = typed(
    "Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService"
    " -Component VariantConfiguration -Argument Refresh"
)
_SWITCH_ON = typed(
    "New-SettingOverride -Name 'EnableExchangeHybrid3PAppFeature' -Component Global"
    " -Section ExchangeOnpremAsThirdPartyAppId -Parameters @('Enabled=true')"
    " -Reason 'Dedicated hybrid application'"
)
_SHOWN: Final = typed(
    "Get-SettingOverride | Where-Object SectionName -eq ExchangeOnpremAsThirdPartyAppId"
    " | Format-List Name, Server, MinVersion, MaxVersion, FixVersion, Parameters"
)


def not_switched_on(ours: Sequence[SettingOverride], asked: Asked) -> Fault:
    if ours:
        seen = say("The setting override {name} exists and is not enabled.", name=ours[0].name)
        command = typed(
            "Set-SettingOverride -Identity {name} -Parameters @('Enabled=true')", name=ours[0].name
        )
    else:
        seen = say("No setting override switches the dedicated application on.")
        command = _SWITCH_ON
    return by_the_day(
        asked,
        seen,
        say(
            "Once the application is consented to in every tenant, switch it on and refresh each "
            "server, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        lines(command, _REFRESH),
    )


def switched_on_twice(held: Reach, asked: Asked) -> Fault:
    """Say which servers have more than one, and take away what no server needs."""
    named = "; ".join(
        f"{server}: {listed(item.name for item in held.by_server[server])}"
        for server in held.doubled
    )
    removed = [
        typed("Remove-SettingOverride -Identity {name}", name=item.name)
        for item in superfluous(held)
    ]
    return by_the_day(
        asked,
        say("Several enabled setting overrides switch it on for one server: {names}.", names=named),
        say(
            "Leave each server one of them and refresh each server, then check oauth {domain} "
            "again.",
            domain=asked.organisation.domain,
        ),
        lines(*removed, _REFRESH) if removed else _SHOWN,
        cause=say(
            "Microsoft's own tools take the application for switched on only when exactly one "
            "enabled override does it."
        ),
    )


def leaving_out(on: Sequence[SettingOverride], servers: Sequence[str], asked: Asked) -> Fault:
    """Say which servers no override reaches; one that has limits is made anew without them."""
    if len(on) == 1:
        name, limits = on[0].name, listed(on[0].limits)
        seen = say(
            "The setting override {name} ({limits}) leaves out: {servers}.",
            name=name,
            limits=limits,
            servers=listed(servers),
        )
        remedy = say(
            "Make the override anew without limits and refresh each server, then check oauth "
            "{domain} again.",
            domain=asked.organisation.domain,
        )
        command = lines(typed("Remove-SettingOverride -Identity {name}", name=name), _SWITCH_ON)
    else:
        seen = say(
            "No enabled setting override for it reaches: {servers}.", servers=listed(servers)
        )
        remedy = say(
            "Make one for each of these servers and refresh them, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        )
        command = lines(*(_for_one(each) for each in servers))
    return by_the_day(asked, seen, remedy, lines(command, _REFRESH))


def limited(override: SettingOverride, asked: Asked) -> Fault:
    return Fault(
        seen=say(
            "The setting override {name} does not hold for every version: {limits}.",
            name=override.name,
            limits=listed(override.limits),
        ),
        consequence=say(
            "Servers outside its limits sign in through the shared principal, which is blocked."
        ),
        remedy=say(
            "Make one without limits unless they are meant, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed("Get-SettingOverride -Identity {name} | Format-List", name=override.name),
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.WARN,
    )


def _for_one(server: str) -> Command:
    return typed(
        "New-SettingOverride -Name {name} -Component Global"
        " -Section ExchangeOnpremAsThirdPartyAppId -Parameters @('Enabled=true')"
        " -Reason 'Dedicated hybrid application' -Server {server}",
        name=f"{NAME} {server}",
        server=server,
    )
