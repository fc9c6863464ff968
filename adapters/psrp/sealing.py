"""Makes a pool ready for SecureStrings: the two sides agree on a key, once per pool.

Two round trips, [MS-PSRP] 3.1.5.4.3: https://learn.microsoft.com/openspecs/windows_protocols/ms-psrp/.
"""

from typing import Final

from pypsrp.exceptions import WSManFaultError
from pypsrp.powershell import RunspacePool

NOTHING_YET: Final = 2150858793
"""The server had nothing to say for as long as it was asked to wait."""


def agree(pool: RunspacePool) -> None:
    """Exchange keys, unless this pool has done so; until the connection's deadline.

    Whoever fails in it must let the pool go: pypsrp 0.9.1 takes an exchange that was broken off for
    one under way, and would never begin another.

    Raises:
        Exception: whatever the connection raises.
    """
    if pool._key_exchanged:
        return
    try:
        pool.exchange_keys()
    except WSManFaultError as error:
        if error.code != NOTHING_YET:
            raise
    while not pool._key_exchanged:  # it asked once, and a slow server had not answered by then
        try:
            pool._receive()
        except WSManFaultError as error:
            if error.code != NOTHING_YET:
                raise
