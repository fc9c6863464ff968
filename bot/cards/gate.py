"""A decision on a card: what is asked, who decides until when, what has become known by then."""

from datetime import datetime, timedelta, tzinfo
from typing import Final

from bot.cards import words
from bot.cards.elements import Element, code, container, cut, execute, line, run, said, sentence
from bot.cards.lingering import meanwhile
from bot.cards.sealing import Sealing
from bot.cards.steps import names, planned
from commands.book import Book
from commands.on_approvals import APPROVE, REJECT
from commands.phrases import Phrase, render, say
from jobs.record import Job
from jobs.steps import Gate

REASON: Final = "reason"
"""The input in which who refuses may say why."""


def decision(job: Job, locale: str, now: datetime, book: Book) -> list[Element]:
    """Draw the gate that is open; nothing while none is."""
    step = job.open_gate
    if step is None or step.gate is None:
        return []
    title = names(job, now.tzinfo).phrase(step.title, locale)
    inside = [
        line(run(render(title, locale), weight="bolder")),
        *(sentence(each, locale, spacing="none") for each in again(step.gate, locale, now.tzinfo)),
        line(run(said(_asked(job, step.gate), locale)), spacing="none"),
        *(sentence(each, locale, spacing="none") for each in meanwhile(job, book, now)),
        *_sealed(job, locale, book),
        *_known(job, locale, now),
        *_given(step.gate, locale, now),
    ]
    if step.gate.expires is not None:
        until = say(
            "Open until {time}; plan {fingerprint}.",
            time=words.moment(step.gate.expires.astimezone(now.tzinfo)),
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


def buttons(job: Job, locale: str) -> list[Element]:
    """Make the buttons that decide; an old client sends the same as ``Action.Submit``."""
    step = job.open_gate
    if step is None or step.gate is None:
        return []
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
    return actions


def again(gate: Gate, locale: str, zone: tzinfo | None) -> tuple[Phrase, ...]:
    """Say why a decision is asked for that was taken before; nothing where none was."""
    if gate.before is None:
        return ()
    told = say(
        "This is asked anew: it was approved at {time}, and an approval holds for {span}. Checks "
        "and waits that followed it are made once more; no change is made twice.",
        time=words.moment(gate.before.astimezone(zone)),
        span=words.span(timedelta(seconds=gate.seconds), locale),
    )
    return (told,)


def requester(job: Job) -> str:
    return "?" if job.requester is None else cut(job.requester.name, 60)


def _asked(job: Job, gate: Gate) -> Phrase:
    if gate.needs > 1:
        return say(
            "{count} leads decide, none of them {name}, who asked.",
            count=gate.needs, name=requester(job),
        )  # fmt: skip
    return say("A lead decides, not {name}, who asked.", name=requester(job))


def _sealed(job: Job, locale: str, book: Book) -> list[Element]:
    """Say that this is the last decision before there is no way back."""
    sealing = Sealing.of(planned(job), book, job.known)
    if sealing is None or sealing.is_done:
        return []
    if sealing.gate == 0 or planned(job)[sealing.gate - 1] is not job.open_gate:
        return []
    return [line(run(sealing.text(locale)), spacing="none")]


def _known(job: Job, locale: str, now: datetime) -> list[Element]:
    """Say what nobody could know when the plan was approved."""
    return [
        line(run(f"{cut(name, 60)}: "), code(value), spacing="none")
        for name, value in names(job, now.tzinfo).told(locale)
    ]


def _given(gate: Gate, locale: str, now: datetime) -> list[Element]:
    given = []
    for approval in gate.approvals:
        yes = say(
            "Approved by {name} at {time}.",
            name=cut(approval.by.name, 60),
            time=words.moment(approval.at.astimezone(now.tzinfo)),
        )
        given.append(line(run(f"✔ {said(yes, locale)}"), spacing="none"))
    return given
