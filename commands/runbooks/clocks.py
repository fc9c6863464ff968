"""The clocks on premises: tokens and effective times are worth nothing where they are wrong."""

from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from commands.facts.published import METADATA
from commands.look import Known
from commands.phrases import say
from commands.runbooks.draft import Draft

MOST: Final = timedelta(minutes=5)
"""What a token's times may be off.
https://learn.microsoft.com/entra/identity-platform/access-tokens
"""


def preflight(draft: Draft) -> None:
    """Stop where a server's clock, as its published name shows it, is off by more than that."""
    off_ones: list[str] = []
    for host, reading in draft.facts.value(METADATA).items():
        if not isinstance(reading, Known):
            continue
        shown = next(iter(reading.value.header("date")), "")
        try:
            moment = parsedate_to_datetime(shown)
        except ValueError:
            continue  # a proxy may leave the header out; the two-way test looks at time too
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        off = moment - reading.at
        if abs(off) <= MOST:
            continue
        off_ones.append(host)
        draft.blocks(
            say("Clock behind {host}", host=host),
            say(
                "It shows {shown}, which is {minutes} minutes off. Set it right first "
                "(w32tm /query /status shows where it takes its time from).",
                shown=shown,
                minutes=round(abs(off) / timedelta(minutes=1)),
            ),
        )
    draft.rests_on(say("Clocks that are off"), ", ".join(sorted(off_ones)))
