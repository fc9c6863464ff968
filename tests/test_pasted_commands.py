"""A command to paste is a promise: it parses, and what it calls exists where it is to be typed.

Three ways lead to such a command: a template in the code, what the checks offer for an
organisation in which something is wrong, and the call of an action as a plan shows it.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from adapters.allowed import CLOUD, MAINTENANCE, ON_PREMISES
from adapters.documented import ONLINE, table, undocumented
from bot.cards.deed import spelt
from commands.action import Call, Switch
from tests.powershell import Called, NotPowerShell, called, wrong

ROOT = Path(__file__).resolve().parents[1]
VERBS = (
    "Add|Clear|Connect|Disable|Enable|Export|Get|Import|Install|Invoke|New|Register|Remove|Resume|"
    "Restart|Set|Start|Stop|Suspend|Test|Update"
)
MENTION = re.compile(rf"\b(?:{VERBS})-[A-Z][A-Za-z]+\b")
COMMAND = re.compile(rf"^(?:\$\w+ = )?(?:(?:{VERBS})-[A-Z]\w+|\.\\\w+\.ps1|Setup\.exe)(?:\s|$)")
OURS = frozenset(MAINTENANCE)
ELSEWHERE = {
    "Export-CertificateAndPrivateKey": "a file of CSS-Exchange, named as a source",
    "Export-ModuleMember": "a module's own file",
    "Get-CloudServiceEndpoint": "a file of CSS-Exchange, named as a source",
    "Get-ExchangeBuildVersionInformation": "a file of CSS-Exchange, named as a source",
    "Remove-CertificateFromAzureServicePrincipal": "a file of CSS-Exchange, named as a source",
    "New-ExchangeSelfSignedCertificate": "a file of CSS-Exchange, named as a source",
}
"""Names that are no command to type, with what they are."""


def filled(template: str) -> str:
    """Give a template with a value in each of its places, as ``typed`` would."""
    try:
        parsed = list(Formatter().parse(template))
    except ValueError:  # braces of PowerShell's own, in a text that is no template
        return template
    return "".join(text + ("" if name is None else "'x'") for text, name, _, _ in parsed)


@cache
def literals() -> tuple[tuple[str, str], ...]:
    """Give every text of the product's code, with where it stands; f-strings with their places."""
    found = []
    for folder in ("commands", "bot", "adapters", "jobs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            docs = {id(each) for each in docstrings(tree)}
            inner = {
                id(part) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr)
                for part in each.values
            }  # fmt: skip
            for node in ast.walk(tree):
                where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
                if isinstance(node, ast.JoinedStr):
                    found.append((where, "".join(map(part_of, node.values))))
                elif isinstance(node, ast.Constant) and id(node) not in docs | inner:
                    found.append((where, str(node.value)))
    return tuple(found)


def docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        for each in ast.iter_child_nodes(node):
            if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
                yield each.value


def part_of(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else "{value}"


def templates() -> list[tuple[str, str]]:
    """Give every text of the code that is a command of PowerShell's, and not its name alone."""
    return [
        (where, text)
        for where, text in literals()
        if COMMAND.match(text) and not MENTION.fullmatch(text.strip()) and is_line(text)
    ]


def is_line(text: str) -> bool:
    """Tell a command from a sentence that begins with one: a sentence ends with a full stop."""
    return not text.rstrip().endswith((".", ":", ",")) and "  " not in text


@pytest.mark.parametrize(("where", "text"), templates(), ids=lambda each: each[:60])
def test_every_command_in_the_code_parses_and_exists(where: str, text: str) -> None:
    assert wrong(called(filled(text))) == [], where


def test_the_commands_in_the_code_are_found() -> None:
    found = {text for _, text in templates()}

    assert "Set-AuthServer -Identity {name} -RefreshAuthMetadata" in found
    assert len(found) > 30


def test_every_cmdlet_that_a_sentence_names_exists() -> None:
    texts = [*literals(), *pages()]
    named = {
        (name, where)
        for where, text in texts
        for name in MENTION.findall(text)
        if name not in OURS and name not in ELSEWHERE
    }

    assert sorted(each for each in named if each[0] not in table()) == []


def pages() -> list[tuple[str, str]]:
    """Give the pages that people read."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    return [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in found]


def test_each_allowed_cmdlet_is_drawn_as_a_command_that_parses_to_itself() -> None:
    for listed in (ON_PREMISES, CLOUD):
        for name, known in listed.items():
            values = dict.fromkeys(sorted(known.parameters), "it's")
            values |= dict.fromkeys(list(values)[:1], Switch.ON)
            drawn = spelt(Call(doing=name, values=values))
            (call,) = called(drawn)
            assert call == Called(name, tuple(values)), drawn


@pytest.mark.parametrize(
    "text",
    [
        "Set-AuthServer -Identity <name>",
        "Set-AuthServer -Identity 'x",
        "Set-AuthServer –Identity 'x'",
        "Set-AuthServer -Identity ‘x’",
        "Get-AuthServer | ",
        "Get-AuthServer )",
    ],
)
def test_what_powershell_refuses_is_refused_here(text: str) -> None:
    with pytest.raises(NotPowerShell):
        called(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Set-AuthServr -Identity 'x'", "Set-AuthServr is not in the table"),
        ("Set-AuthServer -Identiy 'x'", "Set-AuthServer has no Identiy in SE"),
        ("Set-AuthServer -Identity 'x' -RefreshAuthMetadata -ApplicationIdentifier 'y'", "exclude"),
        ("Set-OrganizationConfig -EwsAllowedAppIDs 'x' -Nothing", "no EwsAllowedAppIDs, Nothing"),
        ("$c = Get-AuthConfig; Get-Thing $c", "Get-Thing is not in the table"),
        ("Get-AuthServer | Where-Object { Get-Wrong }", "Get-Wrong is not in the table"),
        ("Set-AuthConfig -PublishCertificate -Realm $null", "exclude"),
    ],
)
def test_a_command_that_does_not_exist_is_found(text: str, problem: str) -> None:
    assert any(problem in each for each in wrong(called(text)))


def test_versions_and_sides_are_kept_apart() -> None:
    assert undocumented("Set-AuthServer", ["GraphBaseUrl"], "SE") == ""
    assert "GraphBaseUrl" in undocumented("Set-AuthServer", ["GraphBaseUrl"], "2016")
    assert "ApplicationIdentifier" in undocumented(
        "Set-AuthServer", ["ApplicationIdentifier"], "2013"
    )
    assert undocumented("Set-AuthServer", [], ONLINE)
    assert undocumented("Set-PartnerApplication", [], ONLINE)
    assert undocumented("Get-PartnerApplication", [], ONLINE) == ""
