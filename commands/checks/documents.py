"""Documents that Entra ID publishes, as they came here: perhaps through a proxy that put its own
page in their place.

What could not be read says nothing about the tenant.  Exchange does not read these documents the
same way, so a page that stands between here and Entra ID proves nothing about Exchange either.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from commands.check import Asked
from commands.facts.tenant import SOURCE
from commands.look import Unread
from commands.outside.metadata import MetadataUnreadable, entra_error
from commands.outside.network import Answer
from commands.phrases import say
from commands.ports import Kind

T = TypeVar("T")

_OK: Final = 200
_NO_SUCH_TENANT: Final = frozenset({90002, 900023, 90019})
"""https://learn.microsoft.com/entra/identity-platform/reference-error-codes"""


class NotTheDocument(Exception):
    """What came is not the document that was asked for, nor Entra ID's own word about it."""


def read(answer: Answer, take: Callable[[bytes], frozenset[str]]) -> frozenset[str]:
    """Give the tenants that a document names; none where Entra ID itself says there is no such
    tenant.  Raises ``NotTheDocument``.
    """
    if answer.status != _OK:
        if entra_error(answer.body) & _NO_SUCH_TENANT:
            return frozenset()
        raise NotTheDocument
    try:
        found = take(answer.body)
    except MetadataUnreadable as error:
        raise NotTheDocument from error
    if not found:
        raise NotTheDocument
    return found


def unread(answer: Answer, asked: Asked) -> Unread:
    """Say what came in place of the document."""
    return Unread(
        reason=say(
            "{url} answered with status {status}, and not with the document that was asked for.",
            url=answer.url,
            status=answer.status,
        ),
        source=SOURCE,
        at=asked.now,
        kind=Kind.UNEXPECTED,
        remedy=say(
            "Open {url} on the machine that this program runs on. When a proxy, a filter or a "
            "device that inspects TLS answers there, let the address pass; then check again.",
            url=answer.url,
        ),
    )
