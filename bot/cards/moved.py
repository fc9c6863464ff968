"""What a message shows that a job's card has left, because somebody asked for it elsewhere."""

from bot.cards.elements import card, cut, heading, said, sentence
from bot.talk import Reply
from commands.on_jobs import JOB
from commands.phrases import Phrase, say
from jobs.record import Conversation, Job


def render(job: Job, was: Conversation, place: Conversation) -> Reply:
    """Say that the card of a job moved from ``was`` to ``place``, which is not named there."""
    title = said(say("Job {job}: {request}", job=job.id, request=cut(str(job.request), 120)),
                 was.locale)  # fmt: skip
    why = _why(job, was, place)
    summary = f"{title}. {said(why, was.locale)}"
    body = [heading(title), sentence(why, was.locale, spacing="small")]
    return Reply(summary=summary, card=card(body, summary=summary))


def _why(job: Job, was: Conversation, place: Conversation) -> Phrase:
    show = f"{JOB.name} {job.id}"
    if (was.tenant, was.id, was.root) == (place.tenant, place.id, place.root):
        return say("This card moved; it goes on further down in this thread. {show} brings it "
                   "down again.", show=show)  # fmt: skip
    return say("This card moved; it goes on where it was asked for last. {show} brings it back "
               "here.", show=show)  # fmt: skip
