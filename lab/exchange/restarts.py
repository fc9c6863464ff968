"""The least-privilege endpoint's commands that start something anew.

They are functions of the role that deploy/jea installs, so their answers are the project's own.
"""

from typing import Final

from lab.exchange.cmdlet import Turn
from lab.records import Output, Record
from lab.servicelets import recycle_pools, restart_host

POOLS: Final = (
    "MSExchangeOWAAppPool",
    "MSExchangeECPAppPool",
    "MSExchangeServicesAppPool",
    "MSExchangeAutodiscoverAppPool",
)
_OBJECT = ("System.Management.Automation.PSCustomObject", "System.Object")


def restart_service_host(turn: Turn) -> Output:
    """Restart MSExchangeServiceHost: its servicelets look at once."""
    restart_host(turn.world, turn.here())
    return Output([_running(turn, "MSExchangeServiceHost", "Running")])


def restart_web_pools(turn: Turn) -> Output:
    """Recycle the pools of OWA and ECP, and those that serve free/busy times."""
    recycle_pools(turn.world, turn.here())
    return Output([_running(turn, name, "Started") for name in POOLS])


def _running(turn: Turn, name: str, state: str) -> Record:
    return Record(_OBJECT, name, {"Server": turn.here().name, "Name": name, "State": state})
