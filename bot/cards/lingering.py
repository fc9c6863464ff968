"""What goes on by itself though a job waits or has ended: what people must know who end one."""

from datetime import datetime

from bot.cards import words
from commands.book import Book
from commands.on_jobs import CANCEL, UNDO
from commands.phrases import Phrase, say
from jobs.lingering import Lingering
from jobs.record import Job


def after_end(job: Job, book: Book, now: datetime) -> tuple[Phrase, ...]:
    """Say what goes on after the end of a job, and what stops it; nothing where nothing does.

    Times are shown in the zone of ``now``.
    """
    found = Lingering.of(job, book) if job.state.ended else None
    if found is None:
        return ()
    time = words.moment(found.latest.astimezone(now.tzinfo))
    undo = f"{UNDO.name} {job.id}"
    if now >= found.latest:
        back = say("Only {undo} takes it back, and leads must approve it.", undo=undo)
        told = words.filled(found.lingers.went_on, time=time)
    else:
        back = say("Only {undo} stops that, and leads must approve it.", undo=undo)
        told = words.filled(found.lingers.goes_on, time=time)
    return (told, back) if found.goes_back else (told,)


def meanwhile(job: Job, book: Book, now: datetime) -> tuple[Phrase, ...]:
    """Say at a gate what has happened by itself by now; nothing where nothing has."""
    found = None if job.open_gate is None else Lingering.of(job, book)
    if found is None or now < found.latest:
        return ()
    if not found.goes_back:
        return (found.lingers.meanwhile,)
    typed = {"cancel": f"{CANCEL.name} {job.id}", "undo": f"{UNDO.name} {job.id}"}
    return (found.lingers.meanwhile, words.filled(found.lingers.onwards, **typed))


def undo_of(job: Job, book: Book) -> tuple[str, ...]:
    """Give what is typed to stop what goes on after a job's end, where that can be stopped."""
    found = Lingering.of(job, book) if job.state.ended else None
    return () if found is None or not found.goes_back else (f"{UNDO.name} {job.id}",)
