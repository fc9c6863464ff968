"""Servers that are gone: Active Directory answers and lists them no more.

A server that is only silent may hold, and sign with, what nobody sees; one that is gone does not.
"""

from collections.abc import Iterable, Sequence

from commands.outside.exchange import ExchangeServer


def is_gone(server: str, listed: Sequence[ExchangeServer], among: Iterable[str]) -> bool:
    """Say whether Get-ExchangeServer lists a server no more.

    It must list one of those it was configured ``among``: otherwise names are written in another
    way there, or little of Active Directory was seen.  A server may be named with its domain.
    """
    names = {_label(each.name) for each in listed}
    return _label(server) not in names and any(_label(each) in names for each in among)


def _label(server: str) -> str:
    return server.strip().partition(".")[0].casefold()
