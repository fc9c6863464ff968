"""The ``--name value`` pairs of a request, held against what its command knows."""

from collections.abc import Sequence
from datetime import tzinfo

from commands.command import Command, Option
from commands.phrases import Phrase, say
from commands.words import fold, shown


def read(
    command: Command, given: Sequence[tuple[str, str]], zone: tzinfo
) -> tuple[tuple[str, str], ...] | Phrase:
    """Give the options as a request keeps them, or say what is wrong with them.

    ``zone`` is that of the organisation the request is about.
    """
    if (problem := _wrong(command, given)) is not None:
        return problem
    known = {option.name: option for option in command.options}
    kept: list[tuple[str, str]] = []
    for name, text in given:
        value = _value(known[name], text, zone)
        if isinstance(value, Phrase):
            return value
        kept.append((name, value))
    return tuple(kept)


def _value(option: Option, text: str, zone: tzinfo) -> str | Phrase:
    if option.flag:
        return "yes"
    if option.reads is not None:
        return option.reads(text, zone)
    if not option.values:
        return text
    return next(each for each in option.values if fold(each) == fold(text))


def _wrong(command: Command, given: Sequence[tuple[str, str]]) -> Phrase | None:
    """Say what is wrong with the options given; ``None`` when they are right, values aside."""
    known = {option.name: option for option in command.options}
    seen: set[str] = set()
    for name, value in given:
        option = known.get(name)
        if option is None and known:
            return say(
                "{command} has no option {option}; it has {options}. Nothing was run.",
                command=command.name,
                option=shown(f"--{name}"),
                options=", ".join(f"--{each}" for each in known),
            )
        if option is None:
            return say(
                "{command} takes no options, and you gave {option}. Nothing was run.",
                command=command.name,
                option=shown(f"--{name}"),
            )
        if name in seen:
            return say("{option} was given twice. Nothing was run.", option=f"--{name}")
        if option.flag and value:
            return say(
                "{option} takes no value, and you gave it {value}. Nothing was run.",
                option=f"--{name}",
                value=shown(value),
            )
        among = {fold(each) for each in option.values} or {fold(value)}
        if not option.flag and (not value or fold(value) not in among):
            return say(
                "{option} needs a value: {values}. Nothing was run.",
                option=f"--{name}",
                values=", ".join(option.values) or option.usage,
            )
        seen.add(name)
    return None
