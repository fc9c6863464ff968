"""Reads requests to Microsoft Graph from what Log Analytics answered.

https://learn.microsoft.com/azure/azure-monitor/logs/api/overview: tables of columns and rows.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from adapters import redaction
from commands.outside.fields import unexpected
from commands.outside.graph_calls import GraphCalls
from commands.outside.sign_ins import thumbprint

_PLAIN: Final = re.compile(r"[A-Za-z.$]{1,40}|v1\.0")
_OF_SOMEBODY: Final = frozenset({"users", "groups", "places", "rooms"})
"""After these segments comes whose it is."""
_LONGEST: Final = 12


def read(answer: Mapping[str, Any], source: str, doing: str) -> tuple[GraphCalls, ...]:
    """Read the first table, newest first; rows that only names of mailboxes tell apart are one.

    Raises:
        OutsideError: It is not what the query asks for.
    """
    try:
        table = answer["tables"][0]
        names = [str(each["name"]) for each in table["columns"]]
        found = [_row(dict(zip(names, row, strict=True))) for row in table["rows"]]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise unexpected(source, doing, "the answer is no table of requests") from error
    return tuple(sorted(_merged(found), key=_newest, reverse=True))


def count(answer: Mapping[str, Any]) -> int:
    """Give how many rows came, of an answer that ``read`` took."""
    return len(answer["tables"][0]["rows"])


def path(uri: str) -> str:
    """Give a request's path without host, query, names of people and identifiers."""
    segments = urlsplit(uri).path.split("/")[1 : _LONGEST + 1]
    shown: list[str] = []
    for segment in map(unquote, segments):
        hidden = bool(shown) and shown[-1].lower() in _OF_SOMEBODY
        shown.append(segment if _PLAIN.fullmatch(segment) and not hidden else "…")
    return redaction.text("/" + "/".join(shown))


def _row(row: Mapping[str, Any]) -> GraphCalls:
    at = datetime.fromisoformat(row["Newest"])
    return GraphCalls(
        method=redaction.text(str(row["RequestMethod"] or ""))[:10],
        path=path(str(row["Path"] or "")),
        status=int(row["ResponseStatusCode"]),
        thumbprint=thumbprint(str(row["Thumbprint"] or "")),
        count=int(row["Count"]),
        newest=at if at.tzinfo else at.replace(tzinfo=UTC),
    )


def _merged(found: Sequence[GraphCalls]) -> Sequence[GraphCalls]:
    merged: dict[tuple[object, ...], GraphCalls] = {}
    for each in found:
        key = (each.method, each.path, each.status, each.thumbprint)
        known = merged.get(key)
        if known is not None:
            each = GraphCalls(  # noqa: PLW2901
                method=each.method,
                path=each.path,
                status=each.status,
                thumbprint=each.thumbprint,
                count=each.count + known.count,
                newest=max(each.newest, known.newest),
            )
        merged[key] = each
    return list(merged.values())


def _newest(calls: GraphCalls) -> datetime:
    return calls.newest
