"""What Exchange's services have done with the auth certificate, and what they have yet to do."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Change:
    """AuthConfig named another current certificate."""

    at: datetime
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A certificate on its way to a server that has not got it."""

    thumbprint: str
    server: str
    due: datetime


@dataclass(kw_only=True)
class Services:
    """The memory of ``lab.servicelets``."""

    started: datetime
    """When the service hosts of all servers came up."""
    looked: datetime
    """Up to when the services have done their work."""
    hosts: dict[str, datetime] = field(default_factory=dict)
    """When MSExchangeServiceHost was started anew, by server."""
    pools: dict[str, datetime] = field(default_factory=dict)
    """When the pools of OWA and ECP were recycled, by server."""
    changes: list[Change] = field(default_factory=list)
    """Oldest first; what somebody put into AuthConfig by hand is not among them."""
    deliveries: list[Delivery] = field(default_factory=list)
