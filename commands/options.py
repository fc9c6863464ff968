"""The ``--name value`` pairs of a request, held against what its command knows."""

from collections.abc import Sequence

from commands.command import Command
from commands.phrases import Phrase, say
from commands.words import shown


def wrong_option(command: Command, given: Sequence[tuple[str, str]]) -> Phrase | None:
    """Say what is wrong with the options given; ``None`` when they are right."""
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
        if not option.flag and (not value or (option.values and value not in option.values)):
            return say(
                "{option} needs a value: {values}. Nothing was run.",
                option=f"--{name}",
                values=", ".join(option.values) or f"--{name} <value>",
            )
        seen.add(name)
    return None
