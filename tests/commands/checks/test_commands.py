"""No command that a person is told to type holds a value from outside as anything but a value."""

import ast
import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import commands.checks
from commands.catalog import SUITES
from commands.check import Asked
from commands.checks.powershell import NOTHING, browsed, equal, lines, ours, typed
from commands.facts import cloud, entra, organisation, servers
from commands.findings import Console
from commands.look import Facts, Known
from commands.outside.exchange_online import EwsList
from tests.commands.made import (
    ASKED,
    BETWEEN,
    HEALTHY,
    KEY,
    NO_DEDICATED,
    NOW,
    ORGANISATION,
    PRINCIPAL,
    STRANGE,
    THEN,
    each,
    failed,
    known,
)
from tests.powershell import called, wrong

pytestmark = pytest.mark.xdist_group("commands")
"""What the checks offer is found out once, for all who ask."""

CHECKS = tuple({each.id: each for suite in SUITES.values() for each in suite.checks}.values())
HOME = Path(commands.checks.__file__).parent
EVIL = "EVIL"
HOSTILE = [
    pytest.param(f'C"; {EVIL} x #', id="a double quote"),
    pytest.param(f"O$({EVIL})", id="an expression"),
    pytest.param(f"a'; {EVIL}; '", id="a quote"),
    pytest.param(f"a''; {EVIL}; ''", id="two quotes"),
    pytest.param(f"a\u2019; {EVIL}; \u2018", id="curly quotes"),
    pytest.param(f"a\u201a; {EVIL} \u201b", id="low quotes"),
    pytest.param(f"a'\u2019'; {EVIL} {{0}} {{x}} @{{y=1}}", id="mixed quotes and braces"),
    pytest.param(f"a`\n{EVIL}", id="a new line"),
    pytest.param(f"a\u2028{EVIL}\u202e", id="an unseen new line"),
]
QUOTED = re.compile(
    "['\u2018\u2019\u201a\u201b]"
    "(?:[^'\u2018\u2019\u201a\u201b]|['\u2018\u2019\u201a\u201b]{2})*"
    "['\u2018\u2019\u201a\u201b]"
)
"""A single-quoted text as PowerShell reads it: any single quote ends it, two in a row are one."""


def outside(command: str) -> str:
    """Give what PowerShell reads as code: the command without its single-quoted texts."""
    return QUOTED.sub("", command)


def poisoned(value: Any, poison: str) -> Any:  # noqa: PLR0911  (a table of kinds)
    """Give a reading with every text in it hostile, and every yes a no."""
    match value:
        case bool() | Enum():
            return not value if isinstance(value, bool) else value
        case str():
            return value + poison
        case tuple():
            return tuple(poisoned(item, poison) for item in value)
        case Known():
            return known(poisoned(value.value, poison))
        case Mapping():
            return {name: poisoned(item, poison) for name, item in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            names = [field.name for field in dataclasses.fields(value)]
            return type(value)(**{name: poisoned(getattr(value, name), poison) for name in names})
        case _:
            return value


def partly(value: Any, poison: str) -> Any:
    """Give a reading whose names and ids are hostile, and which is off, while its kind stays."""
    kept = ("type", "realm", "issuer", "application_id", "domains", "section", "component")
    match value:
        case tuple():
            return tuple(partly(item, poison) for item in value)
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.replace(
                value,
                **{
                    field.name: poisoned(getattr(value, field.name), poison)
                    for field in dataclasses.fields(value)
                    if field.name not in kept
                },
            )
        case _:
            return value


def worlds(poison: str) -> Iterator[dict[Any, Any]]:
    """Give organisations in which something is wrong and somebody else wrote the names."""
    for fact, value in HEALTHY.items():
        yield {fact: poisoned(value, poison)}
        yield {fact: partly(value, poison)}
        yield {fact: ()} if isinstance(value, tuple) else {}
    owner = dataclasses.replace(PRINCIPAL, id=poison, app_id=poison, name=poison)
    strange = dataclasses.replace(KEY, thumbprint=poison, name=poison)
    shared = dataclasses.replace(
        HEALTHY[entra.SHARED], names=(), keys=(strange,), id=poison, enabled=False
    )
    config = HEALTHY[organisation.AUTH_CONFIG]
    names = {f"https://mail.example.com{end}": (owner,) for end in ("/", "")}
    override = dataclasses.replace(HEALTHY[organisation.OVERRIDES][0], name=poison)
    auth = [dataclasses.replace(item, name=poison) for item in HEALTHY[organisation.AUTH_SERVERS]]
    unclaimed = dataclasses.replace(auth[1], application_id="")
    yield {entra.SHARED: shared, entra.OWNERS: names}
    yield {entra.SHARED: dataclasses.replace(shared, keys=(), names=("https://mail.example.com",))}
    yield {entra.SHARED: shared, entra.OWNERS: {}}
    yield {organisation.OVERRIDES: (override, override)}
    yield {organisation.OVERRIDES: (dataclasses.replace(override, limits=(poison,)),)}
    yield {organisation.AUTH_SERVERS: (unclaimed,)}
    yield {organisation.AUTH_SERVERS: (auth[0], auth[1], auth[1])}
    yield {organisation.AUTH_CONFIG: dataclasses.replace(config, next=poison, current=STRANGE)}
    strangers = {cloud.EWS_LIST: EwsList(app_ids=(poison,))}
    yield strangers
    yield {**strangers, entra.DEDICATED: NO_DEDICATED}
    yield {
        servers.CERTIFICATES: each(
            {poison: HEALTHY[servers.CERTIFICATES]["EX01"].value, "EX02": ()}
        ),
        servers.TESTS: each({poison: failed("x"), "EX02": failed("x")}),
        organisation.SERVERS: (),
    }


_IN_CHAT = re.compile(r"|[a-z ]+(EX0[12] )?example\.com( --[a-z-]+ [a-z-]+)?")
"""A request: what comes from outside stands in it only as the plain name of a server."""


@cache
def answered(poison: str) -> tuple[str, ...]:
    return tuple(command for _, command in offered(poison))


@cache
def offered(poison: str) -> tuple[tuple[Console, str], ...]:
    return tuple(_offered(poison))


def _offered(poison: str) -> Iterator[tuple[Console, str]]:
    """Give every command that any check offers in any of these worlds, at any time."""
    for now in (NOW, NOW + timedelta(days=900), BETWEEN, THEN):
        asked = Asked(organisation=ORGANISATION, now=now)
        for changes in worlds(poison):
            facts = Facts({fact.name: known(value) for fact, value in (HEALTHY | changes).items()})
            for check in CHECKS:
                try:
                    findings = check.answer(facts, asked)
                except KeyError:  # the world's keys no longer fit each other: nothing is offered
                    continue
                for finding in findings:
                    if finding.console is not Console.CHAT:
                        yield finding.console, finding.command
                    else:
                        assert _IN_CHAT.fullmatch(finding.command), finding.command


@pytest.mark.parametrize("poison", HOSTILE)
def test_a_value_from_outside_stays_between_single_quotes(poison):
    offered = set(answered(poison))
    browser = {command for command in offered if command.startswith("https://")}

    assert len(offered) > 10
    assert [command for command in offered - browser if EVIL in outside(command)] == []
    assert all(re.fullmatch(r"https://[!-~]+", command) for command in browser)
    assert not any(set(command) & set("\"'$;`<>|()") for command in browser)


@pytest.mark.parametrize("poison", [" of O'Neill", HOSTILE[0].values[0]])
def test_what_is_offered_parses_and_exists_where_it_is_to_be_typed(poison):
    typed_there = {
        each for each in offered(poison) if each[1] and not each[1].startswith("https://")
    }

    assert {console for console, _ in typed_there} > {Console.EXCHANGE_SERVER, Console.GRAPH}
    assert [
        (console, command, wrong(called(command), console=console))
        for console, command in sorted(typed_there)
        if wrong(called(command), console=console)
    ] == []


@pytest.mark.parametrize("poison", HOSTILE[:-2])
def test_hostile_names_do_reach_the_commands_that_are_tested(poison):
    assert sum(EVIL in command for command in answered(poison)) > 50


@pytest.mark.parametrize("poison", HOSTILE[-2:])
def test_a_name_that_cannot_be_shown_is_in_no_command(poison):
    assert not any(EVIL in command for command in answered(poison) if command[:5] != "https")


def test_what_was_left_out_is_said():
    override = dataclasses.replace(HEALTHY[organisation.OVERRIDES][0], name="a\nb", limits=("x",))
    facts = Facts(
        {
            fact.name: known(value)
            for fact, value in (HEALTHY | {organisation.OVERRIDES: (override,)}).items()
        }
    )
    (check,) = (check for check in CHECKS if check.id == "hybrid-application")
    (finding,) = check.answer(facts, ASKED)

    assert finding.command == ""
    assert finding.console is Console.CHAT
    assert "characters that cannot be shown" in str(finding.evidence[-1])


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        pytest.param("a b", "'a b'", id="a space"),
        pytest.param("O'Neill", "'O''Neill'", id="a quote"),
        pytest.param("a\u2019b\u201bc", "'a\u2019\u2019b\u201b\u201bc'", id="curly quotes"),
        pytest.param('$(x) `n "', "'$(x) `n \"'", id="what double quotes would expand"),
        pytest.param(("a", "b'"), "'a','b'''", id="several"),
        pytest.param("메일", "'메일'", id="Korean"),
    ],
)
def test_a_value_is_quoted(value, quoted):
    assert typed("Set-X -Y {value} @{{Add=1}}", value=value) == f"Set-X -Y {quoted} @{{Add=1}}"


@pytest.mark.parametrize("character", ["\n", "\r", "\0", "\x1b", "\u2028", "\u202e", "\u200b"])
def test_a_value_with_an_unseen_character_leaves_the_whole_command_out(character):
    assert typed("Set-X {value}", value=f"a{character}b") == NOTHING
    assert lines(typed("Get-X"), typed("Set-X {value}", value=character)) == NOTHING


def test_a_filter_of_graph_is_quoted_twice():
    assert typed("Get-X -Filter {f}", f=equal("a", "b'c")) == "Get-X -Filter 'a eq ''b''''c'''"


def test_an_address_for_the_browser_is_escaped():
    assert browsed("https://a.example", "b/c", d="e&f #") == "https://a.example/b%2Fc?d=e%26f%20%23"


def test_an_address_of_the_hybrid_agent_may_be_offered():
    assert ours("https://a.msappproxy.net/autodiscover/autodiscover.svc", ASKED)
    assert ours("https://example.com/autodiscover/autodiscover.svc", ASKED)
    assert not ours("", ASKED)


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(HOME.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path, node


CMDLET = re.compile(
    r"\b(?:Get|Set|New|Add|Update|Remove|Enable|Restart|Export|Import|Read)-[A-Z]|\.ps1"
)


def test_no_command_is_put_together_but_by_the_one_that_quotes():
    built = [
        f"{path.name}:{node.lineno}"
        for path, node in trees()
        if isinstance(node, ast.JoinedStr | ast.BinOp)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and CMDLET.search(str(part.value))
    ]
    made = [
        f"{path.name}:{node.lineno}"
        for path, node in trees()
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Command"
        and path.name != "powershell.py"
    ]

    assert built == []
    assert made == []


def test_what_is_typed_is_a_literal():
    calls = [
        (path, node)
        for path, node in trees()
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "typed"
    ]

    assert len(calls) > 30
    assert [
        f"{path.name}:{node.lineno}"
        for path, node in calls
        if not (len(node.args) == 1 and isinstance(node.args[0], ast.Constant))
    ] == []
