"""The help card: made from the catalogue, and only of what this person may do."""

from collections.abc import Mapping, Sequence

from bot.cards.elements import Element, card, code, container, heading, line, run, said, sentence
from bot.talk import Reply
from commands.catalog import COMMANDS
from commands.check import Suite
from commands.command import Command, Role
from commands.on_certificates import CHECK
from commands.phrases import language, render, say
from commands.recurrence_words import EXAMPLES


def everything(
    commands: Sequence[Command], domains: Sequence[str], role: Role, locale: str
) -> Reply:
    """List the commands that a role may give."""
    title = render(say("What you can ask me"), locale)
    allowed = [command for command in commands if role.rank >= command.role.rank]
    body = [heading(title), *(_entry(command, locale) for command in allowed)]
    body.append(_domains(domains, locale))
    body.append(
        sentence(
            say("For more about one command, type {help}.", help=f"help {commands[0].name}"),
            locale,
            spacing="medium",
        )
    )  # fmt: skip
    return Reply(summary=title, card=card(body, summary=title))


def one(
    command: Command, suites: Mapping[str, Suite], domains: Sequence[str], locale: str
) -> Reply:
    """Explain one command: how it is written, what else it listens to, what it looks at."""
    title = render(say("How to use {command}", command=command.name), locale)
    body: list[Element] = [heading(title), line(run(said(command.summary, locale, 1000)))]
    body.append(_labelled(render(say("Written"), locale), command.usage))
    body.extend(
        _labelled(f"--{option.name}", said(option.summary, locale, 300))
        for option in command.options
    )
    if others := _phrasings(command, locale):
        body.append(_labelled(render(say("Also"), locale), ", ".join(others)))
    body.append(_labelled(render(say("Needs the role"), locale), command.role.value))
    if command.takes_domain:
        body.append(_domains(domains, locale))
    if suite := suites.get(command.suite):
        titles = [line(run(f"• {said(each.title, locale, 120)}")) for each in suite.checks[:40]]
        body.append(line(run(render(say("It looks at:"), locale), weight="bolder"), separator=True))
        body.append(container([{**each, "spacing": "none"} for each in titles], spacing="small"))
    example = _example(command, domains)
    body.append(sentence(say("Try it: type {request}.", request=example), locale, separator=True))
    return Reply(summary=title, card=card(body, summary=title))


def _example(command: Command, domains: Sequence[str]) -> str:
    """Give a line that can be typed as it stands, once a domain is configured."""
    domain = next(iter(domains), "<domain>")
    if command.takes_number:
        return command.numbers
    if command.takes_server:
        return f"{CHECK.name} {domain}"  # which says which server it is for
    if command.takes_request:
        check = next(each.name for each in COMMANDS if each.suite)
        return f"{command.name} {EXAMPLES[0]} {check} {domain}"
    return f"{command.name} {domain}" if command.takes_domain else command.name


def _entry(command: Command, locale: str) -> Element:
    return container(
        [
            line(code(command.usage, weight="bolder")),
            line(run(said(command.summary, locale, 400)), spacing="none"),
        ],
        separator=True,
    )


def _phrasings(command: Command, locale: str) -> tuple[str, ...]:
    """Give other ways to write a command, in the reader's language."""
    return tuple(command.synonyms.get(language(locale), ()))[:5]


def _labelled(label: str, text: str) -> Element:
    return line(run(f"{label}: ", weight="bolder"), code(text), spacing="small")


def _domains(domains: Sequence[str], locale: str) -> Element:
    label = render(say("Domains"), locale)
    listed = [*domains[:20], *(["…"] if len(domains) > 20 else [])]  # noqa: PLR2004
    return _labelled(label, ", ".join(listed) or "–")
