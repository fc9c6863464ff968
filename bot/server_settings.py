"""One Exchange server in the configuration, and that no two of them are the same one.

AuthConfig is one object for a whole Exchange organisation.  The lock under which it is changed is
one for each organisation of the configuration, so the same servers may not stand in two of them.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from bot.toml import Table, said
from commands.organisation import Server

_HOST: Final = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,20}|\[?[0-9A-Fa-f:.]{2,45}\]?")
"""A name, with underscores and letters of any script too, or an address of either kind."""
_EXCHANGES_OWN: Final = {443, 80}
"""Ports of one and the same web site of Exchange; others may be forwarded to different servers."""


@dataclass(frozen=True)
class Addresses:
    """The addresses that have been read so far, and where each one stands in the file."""

    places: dict[tuple[str, int], str] = field(default_factory=dict)

    def take(self, table: Table, server: Server) -> None:
        """Note a server whose address another one has already."""
        host = server.address.strip().rstrip(".").lower()
        door = (host, min(_EXCHANGES_OWN) if server.port in _EXCHANGES_OWN else server.port)
        place = f"{table.place}.address"
        if host and (other := self.places.setdefault(door, place)) != place:
            table.note(
                "address",
                f"{server.address} also stands at {other}",
                "name each server once, in one organisation: two that share an Exchange "
                "organisation would change its auth certificate at the same time",
            )


def server(table: Table, addresses: Addresses) -> Server:
    """Read one server; its address must be no other's."""
    tls = table.switch("tls", default=True)
    found = Server(
        name=table.text("name", example="EX01"),
        address=table.text("address", example="ex01.corp.contoso.com"),
        tls=tls,
        port=table.number("port", 443 if tls else 80, low=1, high=65535),
        path=table.text("path", "PowerShell/"),
        auth=table.choice("auth", ("kerberos", "ntlm", "negotiate", "basic"), "kerberos"),
        maintenance=table.text("maintenance", ""),
        maintenance_path=table.text("maintenance_path", "wsman"),
        maintenance_port=table.number("maintenance_port", 5986 if tls else 5985, low=1, high=65535),
    )
    if found.auth == "basic" and not tls:
        table.note("auth", "basic would send the password in the clear", "set tls = true")
    if found.address and not _HOST.fullmatch(found.address.strip().rstrip(".")):
        cure = "write the server's full name, like ex01.corp.contoso.com; the port has its own key"
        table.note("address", f"{said(found.address)} is not the name of a host", cure)
    addresses.take(table, found)
    table.close()
    return found
