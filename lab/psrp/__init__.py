"""The on-premises wire: WSMan and PSRP as a real Exchange server speaks them over http and https.

``running = await lab.psrp.start(exchange, "EX01", tls=…, users={…}, faults=…)``
"""

from lab.psrp.access import Offers
from lab.psrp.server import Running, start
from lab.psrp.service import Limits

__all__ = ["Limits", "Offers", "Running", "start"]
