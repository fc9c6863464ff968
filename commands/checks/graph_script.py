"""Microsoft's script that moves free/busy to Microsoft Graph, and where it runs.

``-UseGraphApiOnly`` is an option of the two tasks that make the application; alone it does nothing.
The script stops in PowerShell 7, without elevation, and with ExchangeOnlineManagement loaded.
https://aka.ms/ConfigureExchangeHybridApplication
"""

from typing import Final

from commands.checks.powershell import typed
from commands.phrases import say

GRAPH_SCRIPT: Final = typed(
    ".\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication"
    " -UseGraphApiOnly"
)
SCRIPT_WHERE: Final = say(
    "On a Mailbox server, in an elevated Exchange Management Shell (Windows PowerShell 5.1) that "
    "has not loaded ExchangeOnlineManagement"
)
ARCHIVES: Final = say(
    "Where people on premises have archive mailboxes in the cloud, leave -UseGraphApiOnly out: "
    "archives still need EWS."
)
