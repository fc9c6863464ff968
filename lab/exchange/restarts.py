"""The least-privilege endpoint's commands that start something anew.

They are functions of the role that deploy/jea installs, so their answers are the project's own.
"""

from lab.exchange.cmdlet import Turn
from lab.records import Output, Record
from lab.servicelets import recycle_pools, restart_host

_OBJECT = ("System.Management.Automation.PSCustomObject", "System.Object")


def restart_service_host(turn: Turn) -> Output:
    """Restart MSExchangeServiceHost: its servicelets look at once."""
    restart_host(turn.world, turn.here())
    return Output([_running(turn, "MSExchangeServiceHost", "Running")])


def restart_web_pools(turn: Turn) -> Output:
    """Recycle the pools of OWA and ECP."""
    recycle_pools(turn.world, turn.here())
    pools = ("MSExchangeOWAAppPool", "MSExchangeECPAppPool")
    return Output([_running(turn, name, "Started") for name in pools])


def _running(turn: Turn, name: str, state: str) -> Record:
    return Record(_OBJECT, name, {"Server": turn.here().name, "Name": name, "State": state})
