"""Which certificates of servers are believed: the system's, and an organisation's own on top."""

import ssl
from functools import lru_cache
from pathlib import Path
from typing import Final

import certifi

_FEW: Final = 8


@lru_cache(maxsize=_FEW)
def trust(ca_file: Path | None) -> ssl.SSLContext:
    """Make the context that verifies every server we talk to: name, dates, chain, TLS 1.2 or later.

    On a machine without a certificate store (a slim image) the public authorities come from
    certifi.  The context is shared: nobody may change it.

    Raises:
        OSError: when the file cannot be read or holds no certificate.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    where = ssl.get_default_verify_paths()
    if where.cafile is None and where.capath is None:
        context.load_verify_locations(certifi.where())
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context
