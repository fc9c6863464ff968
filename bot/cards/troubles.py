"""Puts what was found in the order of its reader: root causes first, then what follows from them.

The same trouble on several servers becomes one finding that names them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from commands.findings import Finding, Verdict
from commands.phrases import Phrase, Value

_NAMED: Final = 4
"""Servers or hosts named in a row; of more the evidence tells."""
_REFERRING: Final = "findings"
"""The value of a sentence that holds the ids of other findings, ``", "`` between them."""
_OWN: Final = "\0"


def consequences(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give the findings that fail only because others do, which are there to be read as well."""
    causes = {each.id for each in findings if each.verdict is Verdict.FAIL and not each.follows}
    return tuple(each for each in findings if causes.intersection(each.follows))


def by_weight(findings: Sequence[Finding]) -> list[Finding]:
    """Put those on whose account others fail before the rest; the order is kept otherwise."""
    followed = {id for each in findings for id in each.follows}
    return sorted(findings, key=lambda each: each.id not in followed)


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Make one finding of those that differ only in the server or host that they are about."""
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_likeness(finding), []).append(finding)
    return [_one(group) if len(group) > 1 else group[0] for group in alike.values()]


def named(phrase: Phrase, titles: Mapping[str, str]) -> Phrase:
    """Put the titles of findings where a sentence refers to them by their ids."""
    values = tuple((name, _titled(name, value, titles)) for name, value in phrase.values)
    return Phrase(phrase.template, values)


def _titled(name: str, value: Value, titles: Mapping[str, str]) -> Value:
    if name != _REFERRING or not isinstance(value, str):
        return value
    return ", ".join(f"“{titles[id]}”" if id in titles else id for id in value.split(", "))


def _likeness(finding: Finding) -> object:
    own = [value for _, value in finding.title.values]
    if len(own) != 1 or not isinstance(own[0], str) or not own[0]:
        return finding.id, id(finding)
    told = (finding.title, finding.cause, finding.consequence, finding.remedy, finding.where)
    patterns = tuple(phrase and _pattern(phrase, own[0]) for phrase in told)
    return finding.verdict, finding.console, bool(finding.command), finding.follows, patterns


def _pattern(phrase: Phrase, own: str) -> Phrase:
    """Give the sentence with the place of its own server left open."""
    values = (
        (name, value.replace(own, _OWN) if isinstance(value, str) else value)
        for name, value in phrase.values
    )
    return Phrase(phrase.template, tuple(values))


def _one(group: Sequence[Finding]) -> Finding:
    first = group[0]
    return replace(
        first,
        id=", ".join(each.id for each in group),
        title=_joined([each.title for each in group]),
        evidence=tuple(dict.fromkeys(phrase for each in group for phrase in each.evidence)),
        cause=_joined_if([each.cause for each in group]),
        consequence=_joined_if([each.consequence for each in group]),
        remedy=_joined_if([each.remedy for each in group]),
        where=_joined_if([each.where for each in group]),
        command="\n".join(dict.fromkeys(each.command for each in group if each.command)),
    )


def _joined_if(phrases: Sequence[Phrase | None]) -> Phrase | None:
    there = [phrase for phrase in phrases if phrase is not None]
    return _joined(there) if there else None


def _joined(phrases: Sequence[Phrase]) -> Phrase:
    """Make one sentence of several of one template: where values differ, it has all of them."""
    found: dict[str, dict[Value, None]] = {}
    for phrase in phrases:
        for name, value in phrase.values:
            found.setdefault(name, {})[value] = None
    return Phrase(
        phrases[0].template, tuple((name, _listed(list(each))) for name, each in found.items())
    )


def _listed(values: Sequence[Value]) -> Value:
    if len(values) == 1:
        return values[0]
    shown = ", ".join(str(value) for value in values[:_NAMED])
    return shown if len(values) <= _NAMED else f"{shown}, … ({len(values)})"
