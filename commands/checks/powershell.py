"""What a person is told to type, in which a value from outside can be nothing but a value.

Names, addresses and ids are read from Exchange and Entra ID, where others than the reader write
them; ``commands.quoting`` says how each is written.
"""

import re
from collections.abc import Sequence
from typing import Final, NewType
from urllib.parse import quote

from commands.check import Asked
from commands.outside.exchange import host_of
from commands.outside.identifiers import HYBRID_AGENT
from commands.quoting import Unquotable, odata, powershell

Command = NewType("Command", str)
"""A command whose values are quoted.  Only this module makes one."""

NOTHING: Final = Command("")

_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_PLAIN_ADDRESS: Final = re.compile(r"https://[A-Za-z0-9.-]+(?::443)?(?:/[A-Za-z0-9._/-]*)?")


def typed(template: str, /, **values: str | Sequence[str]) -> Command:
    """Fill a template's places, each with a quoted value or several with commas between.

    The template is a literal (a test sees to it); braces of PowerShell's own are doubled in it.
    Nothing is offered when a value holds characters that end a line or cannot be seen.
    """
    try:
        return Command(
            template.format(**{name: powershell(value) for name, value in values.items()})
        )
    except Unquotable:
        return NOTHING


def lines(*commands: Command) -> Command:
    """Put commands under each other; all of them or nothing, for half a cure may be worse."""
    return Command("\n".join(commands)) if commands and all(commands) else NOTHING


def again(asked: Asked) -> Command:
    """Say what to type after something was mended by hand: the check itself, in the chat."""
    return Command(asked.again)


def asked_for(request: str, asked: Asked, *, name: str = "", options: str = "") -> Command:
    """Give a request about the organisation, as it is typed in the chat.

    A ``name`` from outside stands between the two; the check itself is offered where it is more
    than a plain word, for the chat knows no quotes.  ``options`` are a literal of ours.
    """
    if name and not _PLAIN_NAME.fullmatch(name):
        return again(asked)
    return Command(" ".join(filter(None, (request, name, asked.organisation.domain, options))))


def equal(field: str, value: str) -> str:
    """Give a filter of Microsoft Graph; as a value it is quoted once more."""
    return f"{field} eq {odata(value)}"


def browsed(base: str, *path: str, **query: str) -> Command:
    """Give an address to open in a browser, on a configured base; every part is escaped."""
    where = "/".join((base, *(quote(part, safe="") for part in path)))
    pairs = "&".join(f"{quote(name)}={quote(value, safe='')}" for name, value in query.items())
    return Command(f"{where}?{pairs}" if pairs else where)


def ours(url: str, asked: Asked) -> bool:
    """Say whether an address that was read may be offered: plain, and of this organisation.

    Plain is https with neither user, query nor other port; of this organisation is a host under a
    configured domain, or one of Microsoft's Hybrid Agent.
    """
    host = host_of(url)
    return bool(_PLAIN_ADDRESS.fullmatch(url)) and (
        host.endswith(HYBRID_AGENT) or under_domains(host, asked)
    )


def under_domains(host: str, asked: Asked) -> bool:
    """Say whether a host is, or is under, a configured domain."""
    return any(
        host == domain or host.endswith(f".{domain}") for domain in asked.organisation.domains
    )
