"""What stands before every plan: the configuration's domains are the organisation's own.

A plan rests on them even where it writes none of them: a slip there means that the plan may be
about another organisation than the one that people think of.
"""

from collections.abc import Mapping
from dataclasses import replace

from commands.check import Asked
from commands.checks import domains
from commands.findings import Console
from commands.look import Facts, Unread
from commands.phrases import say
from commands.runbook import Left, Plan, Runbook


def guarded(runbook: Runbook) -> Runbook:
    """Give the same runbook, blocked while neither side knows a domain of the configuration."""

    def plan(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
        strange = domains.strangers(facts, asked)
        if not strange:
            return _remarked(runbook.plan(facts, asked, options), facts)
        return Plan(
            title=runbook.title,
            left=tuple(_stands_in_the_way(name, asked) for name in strange),
            findings=domains.CHECK.answer(facts, asked),
        )

    needs = {need.name: need for need in (*runbook.needs, *domains.FACTS)}
    return replace(runbook, needs=tuple(needs.values()), plan=plan)


def _stands_in_the_way(name: str, asked: Asked) -> Left:
    ours = asked.organisation
    return Left(
        title=say("Domain {domain} of the configuration", domain=name),
        why=say(
            "Neither Exchange Server nor Exchange Online accepts mail for it. Correct domains and "
            "routing_domain of {name} in hybridge.toml and restart the bot, or set the domain up "
            "first; until then nothing at all is changed.",
            name=ours.name,
        ),
        command=f"check oauth {ours.domain}",
        console=Console.CHAT,
        blocks=True,
    )


def _remarked(plan: Plan, facts: Facts) -> Plan:
    """Say where a side could not be asked; an unread list of domains is no proof of a slip."""
    dark = [reading for fact in domains.FACTS if isinstance(reading := facts.of(fact), Unread)]
    if not dark or not plan.items:
        return plan
    warning = say(
        "Whether both sides know the domains of the configuration could not be read: {reason}",
        reason=dark[0].reason,
    )
    return replace(plan, warnings=(*plan.warnings, warning))
