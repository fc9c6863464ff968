"""The card of a job that changes something: its plan, who must decide, and how far it has come.

Pure: the same job gives the same card.  A plan too long for one message is told in short there,
and whole on pages.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Final

from bot import gate_names
from bot.cards import deed, result, words
from bot.cards.detail import MEASURES
from bot.cards.elements import (
    MOST_BYTES,
    Element,
    card,
    code,
    container,
    cut,
    execute,
    heading,
    line,
    opening,
    run,
    said,
    sentence,
    size,
)
from bot.talk import Reply
from commands.action import Book
from commands.catalog import BOOK
from commands.findings import Finding
from commands.on_approvals import APPROVE, REJECT
from commands.phrases import Phrase, render, say
from commands.runbook import Left
from jobs.record import Job, State, Step, StepKind
from jobs.steps import Result

PAGES: Final = "pages"
"""The verb of the button that shows the plan whole, page by page."""
AGAIN: Final = "again"
REASON: Final = "reason"
"""The input in which who refuses may say why."""
_ROOM: Final = 2000
"""Bytes left on a page for what is around the steps."""


def is_plan(job: Job) -> bool:
    """Tell whether a job is drawn here: it plans a change, or makes one."""
    return job.plan is not None or any(
        step.kind in {StepKind.PLAN, StepKind.DO} for step in job.steps
    )


def render_plan(
    job: Job,
    findings: Sequence[Finding],
    locale: str,
    now: datetime,
    zone: tzinfo = UTC,
    book: Book = BOOK,
) -> Element:
    """Draw the card; ``findings`` are the job's in the order in which they are to be read."""
    now = now.astimezone(zone)
    for drawn in _measures(job, findings, locale, now, book):
        if size(drawn) <= MOST_BYTES:
            return drawn
    text = cut(summary(job, locale), 600)
    return card([heading(text), _next(job, locale)], summary=text)


def summary(job: Job, locale: str) -> str:
    """Say in one plain sentence what the card shows."""
    state = _state(job, locale)
    title = _title(job, locale)
    text = f"{title}, {job.request.domain}: {state}"
    if (gate := job.open_gate) is not None:
        text = f"{text} · {render(gate.title, locale)}"
    return cut(text if job.why is None else f"{text} · {said(job.why, locale, 300)}", 600)


def page(job: Job, number: int, locale: str, book: Book = BOOK) -> Reply:
    """Give one page of the whole plan, from 1 on; one that is not there is the last."""
    pages = _paged(job, locale, book)
    number = min(max(number, 1), len(pages))
    title = say("Plan of job {job}, page {page} of {pages}",
                job=job.id, page=number, pages=len(pages))  # fmt: skip
    body = [heading(said(title, locale)), *pages[number - 1]]
    places = [(say("Next page"), number + 1)] if number < len(pages) else []
    places.append((say("Back to the card"), 0))
    actions = [
        execute(said(label, locale), PAGES, {"job": job.id, "page": place})
        for label, place in places
    ]
    text = said(title, locale)
    return Reply(summary=text, card=card(body, summary=text, actions=actions))


def _measures(
    job: Job, findings: Sequence[Finding], locale: str, now: datetime, book: Book
) -> Iterator[Element]:
    """Draw it whole, then shorter and shorter."""
    for detailed, detail in (
        (True, MEASURES[2]),
        (True, MEASURES[4]),
        (False, MEASURES[4]),
        (False, MEASURES[8]),
        (False, MEASURES[-1]),
    ):
        body = [*_header(job, locale), *_decision(job, locale, now)]
        body += _steps(job, locale, book, detailed=detailed)
        body += _rest(job, locale, most=20 if detailed else 4)
        proven = job.state.ended and any(step.kind is StepKind.PROVE for step in job.steps)
        if proven and findings:
            body += result.body(job, findings, locale, detail)
        body += [_next(job, locale), _about(job, locale, now)]
        actions = _actions(job, locale, whole=detailed)
        yield card(body, summary=summary(job, locale), actions=actions)


def _header(job: Job, locale: str) -> list[Element]:
    colour = {State.DONE: "good", State.FAILED: "attention", State.WAITING: "accent"}.get(job.state)
    look = {} if colour is None else {"color": colour}
    drawn = [
        heading(f"{_state(job, locale)} · {cut(job.request.domain, 200)}", **look),
        line(run(cut(_title(job, locale), 300), weight="bolder"), spacing="none"),
    ]
    if job.why is not None:
        drawn.append(container([line(run(said(job.why, locale, 1500)))], style="emphasis"))
    warnings = () if job.plan is None else job.plan.warnings
    return drawn + [
        line(run("⚠ ", weight="bolder"), run(said(each, locale, 600))) for each in warnings
    ]


def _state(job: Job, locale: str) -> str:
    return f"{words.STATE_SYMBOLS[job.state]} {said(words.STATES[job.state], locale)}"


def _title(job: Job, locale: str) -> str:
    if job.plan is not None:
        return render(job.plan.title, locale)
    return render(job.steps[0].title, locale)


def _decision(job: Job, locale: str, now: datetime) -> list[Element]:
    """Say what is to be decided, by whom, until when, and what was given already."""
    step = job.open_gate
    if step is None or step.gate is None:
        return []
    gate = step.gate
    asked: Phrase = say("A lead decides, not {name}, who asked.", name=_requester(job))
    if gate.needs > 1:
        asked = say(
            "{count} leads decide, none of them {name}, who asked.",
            count=gate.needs, name=_requester(job),
        )  # fmt: skip
    inside = [
        line(run(render(step.title, locale), weight="bolder")),
        line(run(said(asked, locale)), spacing="none"),
    ]
    for approval in gate.approvals:
        given = say(
            "Approved by {name} at {time}.",
            name=cut(approval.by.name, 60), time=words.moment(approval.at.astimezone(now.tzinfo)),
        )  # fmt: skip
        inside.append(line(run(f"✔ {said(given, locale)}"), spacing="none"))
    if gate.expires is not None:
        until = say(
            "Open until {time}; plan {fingerprint}.",
            time=words.moment(gate.expires.astimezone(now.tzinfo)),
            fingerprint=job.fingerprint[:12],
        )
        inside.append(line(run(said(until, locale), isSubtle=True), spacing="none"))
    inside.append(
        {
            "type": "Input.Text",
            "id": REASON,
            "label": render(say("Reason, for a refusal"), locale),
            "maxLength": 300,
        }
    )
    return [container(inside, style="emphasis", separator=True)]


def _steps(job: Job, locale: str, book: Book, *, detailed: bool) -> list[Element]:
    drawn: list[Element] = []
    for number, step in enumerate(_planned(job), start=1):
        first = [deed.row(step, number, locale), *deed.told(step, locale)]
        found = deed.Deed.of(step, book, job.known) if detailed else None
        if found is None:
            drawn += first
            continue
        inside = deed.lines(found, locale, 700)
        drawn += opening(f"step-{number}", render(step.title, locale), first, inside, opened=False)
    return drawn


def _planned(job: Job) -> Sequence[Step]:
    """Give the steps that people see: not the planning itself once it is done."""
    if job.plan is not None and job.plan.shown:
        return job.plan.shown
    return [
        step
        for step in job.steps
        if step.kind is not StepKind.PLAN or step.state.value in {"running", "failed"}
    ]


def _rest(job: Job, locale: str, *, most: int) -> list[Element]:
    """Draw what is left to people, and what is in place."""
    plan = job.plan
    if plan is None:
        return []
    drawn: list[Element] = []
    if plan.left:
        label = say("Left to people: {count}", count=len(plan.left))
        drawn.append(line(run(said(label, locale), weight="bolder"), separator=True))
        for left in plan.left[:most]:
            drawn += _left(left, locale)
    if plan.in_place:
        label = say("In place already: {count}", count=len(plan.in_place))
        inside = [line(run(f"✔ {said(each, locale, 200)}")) for each in plan.in_place[: most * 2]]
        drawn += opening(
            "in-place",
            said(label, locale),
            [line(run(said(label, locale), weight="bolder"))],
            inside,
            opened=False,
        )
    return drawn


def _left(left: Left, locale: str) -> list[Element]:
    symbol = "✖" if left.blocks else "–"
    drawn = [
        line(
            run(f"{symbol} {said(left.title, locale, 160)}: ", weight="bolder"),
            run(said(left.why, locale, 400)),
        )
    ]
    if left.command and len(left.command) < 600:  # noqa: PLR2004  (a longer one is on the pages)
        where = words.CONSOLES[left.console] if left.where is None else left.where
        drawn.append(line(run(f"{said(where, locale)}: "), code(left.command), spacing="none"))
    return drawn


def _next(job: Job, locale: str) -> Element:
    if job.plan is not None and job.plan.shown:
        phrase = say(
            "This is only shown. Type {request} to have it approved and carried out; {check} looks "
            "at how things are.",
            request=f"{job.steps[0].subject} {job.request.domain}",
            check=_check(job),
        )
    elif job.open_gate is not None:
        phrase = say(
            "Type {approve} or {reject} with a reason; {cancel} ends it.",
            approve=gate_names.line(APPROVE, job),
            reject=gate_names.line(REJECT, job),
            cancel=f"cancel {job.id}",
        )
    elif not job.state.ended:
        phrase = say("{show} shows it here again; {cancel} ends it.",
                     show=f"job {job.id}", cancel=f"cancel {job.id}")  # fmt: skip
    elif job.state is State.FAILED:
        phrase = say(
            "Type {retry} to go on from the step that failed, or {request} for a new plan.",
            retry=f"retry {job.id}", request=_request(job),
        )  # fmt: skip
    elif job.state is not State.UNDONE and _made(job):
        phrase = say("Type {undo} to plan the way back; {check} looks at it all.",
                     undo=f"undo {job.id}", check=_check(job))  # fmt: skip
    else:
        phrase = say("Type {check} to look at it all; {help} lists everything.",
                     check=_check(job), help="help")  # fmt: skip
    return sentence(phrase, locale, separator=True, spacing="medium")


def _made(job: Job) -> int:
    return sum(step.result in {Result.DONE, Result.UNKNOWN} for step in job.steps)


def _request(job: Job) -> str:
    """Give what can be typed for a new plan; an undo is asked for by the job it undoes."""
    return str(job.request) if job.undoes is None else f"undo {job.undoes}"


def _check(job: Job) -> str:
    return f"check oauth {job.request.domain}"


def _requester(job: Job) -> str:
    return "?" if job.requester is None else cut(job.requester.name, 60)


def _about(job: Job, locale: str, now: datetime) -> Element:
    started = words.moment(job.created.astimezone(now.tzinfo))
    asked = say("Job {job}, asked by {name}, started {started}",
                job=job.id, name=_requester(job), started=started)  # fmt: skip
    count = sum(step.kind is StepKind.DO for step in _planned(job))
    made = say("{made} of {count} changes made", made=_made(job), count=count)
    text = f"{said(asked, locale)} · {said(made, locale)}"
    return line(run(text, isSubtle=True, size="small"), spacing="small")


def _actions(job: Job, locale: str, *, whole: bool) -> list[Element]:
    actions: list[Element] = []
    step = job.open_gate
    if step is not None and step.gate is not None:
        data = {"job": job.id, "gate": step.subject, "nonce": step.gate.nonce}
        approve = execute(said(say("Approve"), locale), APPROVE.name, data)
        reject = execute(said(say("Refuse"), locale), REJECT.name, data)
        actions = [approve, {**reject, "associatedInputs": "auto"}]
        for each in actions:
            each["fallback"] = {
                "type": "Action.Submit",
                "title": each["title"],
                "data": {"verb": each["verb"], **data},
            }
    if not whole and any(each.kind is StepKind.DO for each in _planned(job)):
        data = {"job": job.id, "page": 1}
        actions.append(execute(said(say("Whole plan"), locale), PAGES, data))
    return actions


def _paged(job: Job, locale: str, book: Book) -> list[list[Element]]:
    """Cut the whole plan into pages, never within a step that fits on one."""
    blocks: list[list[Element]] = []
    for number, step in enumerate(_planned(job), start=1):
        block = [{**deed.row(step, number, locale, 600), "separator": True}]
        found = deed.Deed.of(step, book, job.known)
        blocks.append(block + ([] if found is None else deed.lines(found, locale, 6000)))
    if job.plan is not None:
        blocks += [_left(each, locale) for each in job.plan.left]
        blocks += [[line(run(f"✔ {said(each, locale)}"))] for each in job.plan.in_place]
        blocks += [
            [line(run(f"{said(name, locale)}: "), code(cut(value or "–", 3000)))]
            for name, value in job.plan.basis
        ]
    return _fitted(blocks, lambda page: size(card(page, summary="")) <= MOST_BYTES - _ROOM)


def _fitted(
    blocks: Sequence[list[Element]], fits: Callable[[list[Element]], bool]
) -> list[list[Element]]:
    pages: list[list[Element]] = [[]]
    for block in blocks:
        if pages[-1] and not fits([*pages[-1], *block]):
            pages.append([])
        pages[-1] = [*pages[-1], *block]
    return pages
