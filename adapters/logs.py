"""Keeps the libraries' loggers quiet and free of secrets.

At DEBUG pypsrp logs every message and every envelope, passwords included; azure-identity's warnings
repeat an answer's text.  A filter on a logger does not see its children's records, so each
library's top logger gets a handler that passes redacted copies on to the root logger, and nothing
else leaves; the handler has the level too, for a child whose own was turned down to DEBUG.
"""

import copy
import logging
from typing import Final

from adapters import redaction

LIBRARIES: Final = (
    "aiohttp", "azure", "dns", "httpcore", "httpx", "kiota_authentication_azure", "kiota_http",
    "microsoft_kiota_http", "msal", "msgraph", "msgraph_core", "pypsrp", "requests", "spnego",
    "urllib3",
)  # fmt: skip


class Redacting(logging.Handler):
    """Passes records on to the root logger, redacted and without tracebacks.

    A traceback of these libraries shows their insides; the error itself comes back through the
    adapter.  Its last line is kept.
    """

    def emit(self, record: logging.LogRecord) -> None:
        if not logging.getLogger().isEnabledFor(record.levelno):
            return  # the root's handlers take what they are handed, whatever its level
        clean = copy.copy(record)
        message = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            message += f" ({type(record.exc_info[1]).__name__}: {record.exc_info[1]})"
        clean.msg, clean.args = redaction.text(message), None
        clean.exc_info = clean.exc_text = clean.stack_info = None
        logging.getLogger().handle(clean)


def quieten() -> None:
    """Set every library's top logger to WARNING behind the redacting handler; twice is once."""
    for name in LIBRARIES:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        if not any(isinstance(handler, Redacting) for handler in logger.handlers):
            logger.addHandler(Redacting(logging.WARNING))
