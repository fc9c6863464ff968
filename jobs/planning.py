"""Steps that plan: look, have the runbook plan, and see later that nothing has moved since."""

from commands.check import Asked
from commands.identity import Identity
from commands.look import Fact, Facts, NotRead, look
from commands.phrases import Phrase, listed, say
from commands.runbook import Plan
from jobs import holding
from jobs.chain import canonical
from jobs.events import Confirmed, PlanMade, StepFailed
from jobs.plan import Planning, changes_nothing, steps_of
from jobs.planned import Basis, Planned
from jobs.rules.plans import OUTDATED
from jobs.steps import Step
from jobs.taking import CannotStep, Taking, fault

_MOST = 12
"""Differences that are told; more are counted."""


async def make(taking: Taking) -> None:
    """Plan, and put the plan's steps behind this one.

    Raises:
        CannotStep: There is no such runbook, or it cannot be planned.
        Busy: Another job is changing what the plan would change.
    """
    planning = Planning.of(taking.step)
    plan, what = await _plan(taking, planning)
    try:
        steps = steps_of(plan, planning, taking.means.approvals)
    except ValueError as error:
        taking.log.exception("plan.not_gated", runbook=planning.runbook)
        raise CannotStep(fault(error)) from error
    why = _nothing_follows(plan)
    if why is None and not planning.only:
        await holding.is_free(taking, what, steps)
    planned = Planned(
        title=plan.title,
        in_place=plan.in_place,
        left=plan.left,
        warnings=plan.warnings,
        basis=(*plan.basis, *holding.basis(what)),
        shown=steps if planning.only else (),
        program=taking.means.program,
    )
    await taking.commit(
        PlanMade(
            worker=taking.worker,
            plan=planned,
            steps=() if planning.only or why is not None else steps,
            findings=plan.findings,
            why=why,
            fails=plan.is_blocked and not planning.only,
        )
    )


async def confirm(taking: Taking) -> None:
    """Plan once more and compare what both rest on; raises ``CannotStep`` when that cannot be."""
    known = taking.held.job.plan
    plan, what = await _plan(taking, Planning.of(taking.step))
    moved = _moved(() if known is None else holding.without(known.basis), plan.basis)
    moved += [say("{name}: {value}.", name=name, value=value or "-")
              for name, value in holding.moved(taking.held.job, what)]  # fmt: skip
    if plan.is_blocked:
        moved += [listed((x.title, x.why), ": ") for x in plan.left if x.blocks]
    if not moved and _differs(taking, plan):
        if known is not None and known.program != taking.means.program:
            await taking.commit(StepFailed(worker=taking.worker, why=OUTDATED))
            return
        moved = [say("Other steps would be planned now.")]
    if not moved:
        await taking.commit(Confirmed(worker=taking.worker))
        return
    why = say(
        "Nothing was changed: what the plan rests on has moved since it was made. {moved} "
        "Ask for a new plan.",
        moved=listed(moved, " "),
    )
    await taking.commit(StepFailed(worker=taking.worker, why=why))


def _differs(taking: Taking, plan: Plan) -> bool:
    """Tell whether other steps would be planned now than those that were approved."""
    job = taking.held.job
    approvals, planning = taking.means.approvals, Planning.of(taking.step)
    now = [_action(step) for step in steps_of(plan, planning, approvals)]
    return now != [_action(step) for step in job.steps[-len(now) :]]


def _action(step: Step) -> tuple[str, str, object]:
    action = None if step.action is None else dict(step.action)
    return step.kind.value, step.subject, canonical({"action": action})


async def _plan(taking: Taking, planning: Planning) -> tuple[Plan, Identity | None]:
    """Plan, and say what the organisation is that the plan is made for."""
    runbook = taking.means.runbooks.get(planning.runbook)
    if runbook is None:
        raise CannotStep(
            say("This version does not know the runbook `{name}`.", name=planning.runbook)
        )
    world = taking.world()
    try:
        facts = await look(world, runbook.needs, _unheard)
        now = taking.clock.now()
        asked = Asked(organisation=world.organisation, now=now, broke=world.broke)
        plan = runbook.plan(facts, asked, {**runbook.options, **planning.options})
        return plan, None if planning.only else await holding.identity(taking)
    except NotRead as error:
        raise CannotStep(
            say("It cannot be planned: {reason}", reason=str(error.reading.reason))
        ) from error
    except Exception as error:
        taking.log.exception("plan.broke", runbook=planning.runbook)
        raise CannotStep(fault(error)) from error


async def _unheard(_: Fact[object], __: Facts) -> None:
    """Nobody follows the single facts of a plan."""


def _nothing_follows(plan: Plan) -> Phrase | None:
    """Say why no step follows from a plan; ``None`` when some do."""
    if plan.is_blocked:
        names = listed(each.title for each in plan.left if each.blocks)
        return say("Nothing was changed, because something stands in the way: {what}", what=names)
    if changes_nothing(plan) and plan.left:
        names = listed(each.title for each in plan.left)
        return say("Nothing was changed; what is to be done is left to people: {what}", what=names)
    if changes_nothing(plan):
        return say("Everything is in place; nothing was changed.")
    return None


def _moved(then: Basis, now: Basis) -> list[Phrase]:
    """Say what is not as it was, one sentence each."""
    old, new = dict(then), dict(now)
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    told = [
        say(
            "{name}: {before} → {after}.",
            name=name,
            before=old.get(name) or "-",
            after=new.get(name) or "-",
        )
        for name in names
    ]
    left = len(told) - _MOST
    return [*told[:_MOST], say("(+ {count})", count=left)] if left > 0 else told
