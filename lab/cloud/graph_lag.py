"""The directory shows a write late: readers meet a replica that does not have it yet.

Microsoft names no bound; tools that wait allow for a minute.
https://learn.microsoft.com/entra/architecture/architecture
"""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta

from lab.world import World
from lab.world_tenant import Tenant


class Lag:
    """What readers see.  The fault ``graph-lag`` makes the next write invisible at first.

    It stays so for ``reads`` requests (two if nothing is said) or until ``seconds`` have passed by
    the lab's clock, whichever is given; each further write under the fault begins anew.  With
    ``strict`` a further write does not find either what was just made, as the real directory does.
    """

    def __init__(self, world: World, *, obeys: bool = True) -> None:
        self._world = world
        self._obeys = obeys
        self._old: Tenant | None = None
        self._reads: int | None = None
        self._until: datetime | None = None
        self._strict = False

    def before_write(self) -> None:
        """Keep the picture of what is, if the fault strikes this write."""
        fault = self._world.faults.active("graph-lag") if self._obeys else None
        if fault is None:
            return
        if self._old is None or self._over():
            tenant = self._world.tenant
            self._old = replace(
                tenant,
                principals=deepcopy(tenant.principals),
                applications=deepcopy(tenant.applications),
                grants=deepcopy(tenant.grants),
            )
        seconds = fault.options.get("seconds")
        self._until = (
            None if seconds is None else self._world.clock.now() + timedelta(seconds=float(seconds))
        )
        self._strict = bool(fault.options.get("strict"))
        self._reads = int(fault.options.get("reads", 2)) if seconds is None else None

    def seen(self) -> Tenant:
        """Give the tenant as a reader sees it now, counting the read."""
        if self._old is None or self._over():
            self._old = None
            return self._world.tenant
        if self._reads is not None:
            self._reads -= 1
        return self._old

    def found(self) -> Tenant:
        """Give the tenant in which a write looks for what it is about; no read is counted."""
        if self._strict and self._old is not None and not self._over():
            return self._old
        return self._world.tenant

    def _over(self) -> bool:
        if self._reads is not None:
            return self._reads <= 0
        return self._until is None or self._world.clock.now() >= self._until
