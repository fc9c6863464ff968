"""How the bot proves to Exchange Server who it is: a password, a keytab, or a ticket cache."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from bot.toml import Table
from commands.secret import Secret

_CACHE: Final = re.compile(r"(FILE|DIR|KCM|KEYRING|API):.+")
"""Kinds of ticket cache that outlive a process: https://web.mit.edu/kerberos/krb5-latest/doc/."""
_INSTEAD: Final = ("keytab", "ticket_cache")


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """The account, and exactly one thing that proves it."""

    user: str
    password: Secret = field(default_factory=lambda: Secret(""))
    keytab: str = ""
    """Path of a file."""
    ticket_cache: str = ""
    """``TYPE:residual``."""


def sign_in(table: Table, ways: Collection[str]) -> SignIn:
    """Read the account; ``ways`` is how its servers are signed in to (``kerberos``, ``ntlm`` …)."""
    given = [name for name in ("password", *_INSTEAD) if name in table.content]
    found = SignIn(
        user=_user(table, ways),
        password=table.secret("password", required=not given),
        keytab=table.file("keytab"),
        ticket_cache=_cache(table),
    )
    if len(given) > 1:
        table.note(given[1], f"there is {given[0]} as well", "name only one of the two")
    others = sorted({each for each in ways if each != "kerberos"})
    for name in _INSTEAD:
        if name in given and others:
            table.note(
                name,
                f"it serves Kerberos only, and a server has auth = {others[0]}",
                'set auth = "kerberos" for every server, or give a password',
            )
    table.close()
    return found


def _user(table: Table, ways: Collection[str]) -> str:
    user = table.text("user", example="svc-hybridge@CORP.CONTOSO.COM")
    if "\\" in user and "kerberos" in ways:
        table.note(
            "user",
            "DOMAIN\\name is the form of NTLM, and Kerberos cannot use it",
            'write name@REALM, such as user = "svc-hybridge@CORP.CONTOSO.COM": the realm is the '
            "full name of the account's Active Directory domain in capitals",
        )
    return user


def _cache(table: Table) -> str:
    value = table.text("ticket_cache", "")
    if not value or _CACHE.fullmatch(value):
        return value
    return f"FILE:{(table.folder / value).resolve()}"
