"""PowerShell, parsed by a grammar of somebody else's: which cmdlets a text calls, and with what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

from adapters.documented import NEWEST_SERVER, ONLINE, table, undocumented
from commands.findings import Console

_BARE_LIST = re.compile(r"(?<= )[A-Za-z]\w*\*?(?:,\s*[A-Za-z]\w*\*?)+")
"""``Name,Realm`` behind a cmdlet: PowerShell takes it for a list, the grammar does not."""
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"")


@dataclass(frozen=True)
class Called:
    """One call: the name, and its parameters as they are written."""

    name: str
    parameters: tuple[str, ...]


class NotPowerShell(Exception):
    """A text that PowerShell would refuse."""


def called(text: str) -> list[Called]:
    """Give every call in a text, nested ones too.

    Raises:
        NotPowerShell: it does not parse, or redirects.
    """
    bare = _QUOTED.sub("", text)
    if "<" in bare or ">" in bare:
        raise NotPowerShell(f"redirects: {text}")
    if re.search(r"[\u2018-\u201b\u201c-\u201e\u2013-\u2015]", bare):
        raise NotPowerShell(f"has quotes or dashes of a word processor: {text}")
    listed = _BARE_LIST.sub(lambda found: _as_list(found[0]), text)
    root = _parser().parse(listed.encode()).root_node
    if root.has_error:
        raise NotPowerShell(text)
    return [_call(node) for node in _walk(root) if node.type == "command"]


def _as_list(text: str) -> str:
    return ",".join(f"'{each.strip()}'" for each in text.split(","))


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_powershell.language()))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _call(node: Node) -> Called:
    name = node.child_by_field_name("command_name")
    elements = node.child_by_field_name("command_elements")
    children = [] if elements is None else elements.children
    given = tuple(
        _text(each).removeprefix("-").rstrip(":")
        for each in children
        if each.type == "command_parameter"
    )
    return Called(_text(name).removeprefix(".\\"), given)


def _text(node: Node | None) -> str:
    return "" if node is None or node.text is None else node.text.decode()


CONSOLES = {
    Console.EXCHANGE_SERVER: ({"exchange", "windows", "script"}, [NEWEST_SERVER]),
    Console.EXCHANGE_ONLINE: ({"exchange", "windows"}, [ONLINE]),
    Console.GRAPH: ({"graph", "windows"}, [NEWEST_SERVER]),
}
"""What is known in each console, and for which version; anywhere else anything is."""
EVERYWHERE = ({"exchange", "graph", "windows", "script", "program"}, [NEWEST_SERVER, ONLINE])


def wrong(calls: list[Called], *, console: Console | None = None) -> list[str]:
    """Say what of some calls does not exist where it is typed, or does not stand together."""
    places, versions = EVERYWHERE if console is None else CONSOLES.get(console, EVERYWHERE)
    problems = []
    for call in calls:
        known = table().get(call.name)
        if known is None or known.place not in places:
            problems.append(f"{call.name} is not in the table of that console")
            continue
        found = [undocumented(call.name, call.parameters, version) for version in versions]
        problems.append("" if "" in found else found[0])
        if not known.together(call.parameters):
            problems.append(f"{call.name}: {' '.join(call.parameters)} exclude each other")
    return [each for each in problems if each]
