"""A runbook: which facts a change rests on, and the plan that follows from them.

``plan`` is pure.  What it gives is shown to people before anything happens, and the job carries
out exactly that; a plan that needs nothing done says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from commands.action import Action, Condition
from commands.check import Asked
from commands.findings import Console, Finding
from commands.look import Fact, Facts
from commands.phrases import Phrase


@dataclass(frozen=True, kw_only=True)
class Question:
    """A gate: what people decide about, and how many of them must.

    Attributes:
        name: One of ``commands.gates``; typed after ``approve 42`` where a plan has several.
        title: The question, for people.
        seconds: How long it stays open; ``None`` leaves it to the installation.
    """

    name: str
    title: Phrase
    seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class Await:
    """A wait for a state; nobody works while it lasts.  Times in seconds."""

    condition: Condition
    every: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A wait for a time.

    Attributes:
        title: What for.
        seconds: How long, from when the step begins.
        at: A ``reference`` to the time itself, ISO 8601 in UTC; ``seconds`` is not looked at then.
        remind: Seconds before its end at which people are told once that it comes; 0: never.
    """

    title: Phrase
    seconds: float = 0.0
    at: str = ""
    remind: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A suite of checks that is run, and shown on the card."""

    suite: str
    title: Phrase


Item = Action | Question | Await | Pause | Proof


@dataclass(frozen=True, kw_only=True)
class Left:
    """What the plan leaves to people, and why: an update, a consent, another team's object.

    Attributes:
        title: What, a noun phrase.
        why: Why the runbook does not do it.
        command: What to type for it, exactly; empty when there is nothing to type.
        console, where: As in ``Finding``.
        blocks: Nothing at all is changed until it is done.
    """

    title: Phrase
    why: Phrase
    command: str = ""
    console: Console = Console.OTHER
    where: Phrase | None = None
    blocks: bool = False


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to happen, all of it, as people approve it.

    Attributes:
        title: One sentence: what it brings about.
        items: In order; the first ``Question`` stands before the first action.  Empty when
            everything is in place, or something blocks.
        in_place: What needs no change, one line each.
        left: What is left to people.
        warnings: What whoever approves must know first.
        findings: What was judged while planning; kept with the job.
        basis: What it rests on: name and value as text, both for people; approved with the plan
            and compared again before the first change.
    """

    title: Phrase
    items: tuple[Item, ...] = ()
    in_place: tuple[Phrase, ...] = ()
    left: tuple[Left, ...] = ()
    warnings: tuple[Phrase, ...] = ()
    findings: tuple[Finding, ...] = ()
    basis: tuple[tuple[Phrase, str], ...] = ()

    @property
    def is_blocked(self) -> bool:
        return any(each.blocks for each in self.left)


@dataclass(frozen=True, kw_only=True)
class Runbook:
    """One change that can be asked for.

    Attributes:
        name: As typed, e.g. ``configure oauth``; stays the same as long as a stored job names it.
        title: A noun phrase.
        needs: The facts that ``plan`` reads.
        plan: Pure; raises ``NotRead`` through ``facts.value`` when it cannot be planned without a
            fact that could not be read.  The options are those of the request.
    """

    name: str
    title: Phrase
    needs: tuple[Fact[Any], ...]
    plan: Callable[[Facts, Asked, Mapping[str, str]], Plan]
    options: Mapping[str, str] = field(default_factory=dict)
    """Options that this name stands for, e.g. of ``repair oauth``; a request's own come on top."""
