"""A realm of the lab's for a test: a KDC of its own, and what this process needs to use it."""

import importlib.util
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from lab import kdc
from lab.kdc import REALM, Kdc
from lab.psrp import Offers

PASSWORD = "correct horse battery"
USER = f"svc-hybridge@{REALM}"


def left_out() -> str:
    """Say why Kerberos cannot be tried here; empty when it can."""
    if not importlib.util.find_spec("gssapi"):
        return "the Kerberos libraries are not installed (make setup says what they need)"
    return kdc.missing()


@contextmanager
def realm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kdc]:
    """Run a KDC with the account and the servers ``localhost`` and ``127.0.0.1``."""
    if why := left_out():
        pytest.skip(why)
    one = Kdc(folder / "kdc")
    one.start()
    try:
        one.user("svc-hybridge", PASSWORD)
        for host in ("localhost", "127.0.0.1"):
            one.server(host)
        for name, value in environment(one).items():
            monkeypatch.setenv(name, value)
        yield one
    finally:
        one.stop()


def environment(one: Kdc) -> Mapping[str, str]:
    """Give what a program needs to use the realm, and nothing of this machine's own."""
    return {
        "KRB5_CONFIG": str(one.client),
        "KRB5CCNAME": "MEMORY:nobodys",
        "KRB5_CLIENT_KTNAME": os.devnull,
    }


def offers(one: Kdc, *schemes: str) -> Offers:
    """Give what a server of the realm offers: Kerberos alone, unless others are named."""
    return Offers(
        schemes=schemes or ("Kerberos",), keytab=str(one.keytab), configuration=str(one.client)
    )
