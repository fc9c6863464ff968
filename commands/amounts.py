"""Counted things for sentences: "1 day", "3 days", each right in the reader's language.

They are phrases to stand within phrases, so that a sentence is written once for every number.
"""

from commands.phrases import Phrase, say


def days(count: int) -> Phrase:
    """Say how many whole days; none is less than one."""
    if count == 0:
        return say("less than a day")
    return say("1 day") if count == 1 else say("{count} days", count=count)


def changes(count: int) -> Phrase:
    return say("1 change") if count == 1 else say("{count} changes", count=count)


def findings(count: int) -> Phrase:
    return say("1 finding") if count == 1 else say("{count} findings", count=count)


def keys(count: int) -> Phrase:
    return say("1 key") if count == 1 else say("{count} keys", count=count)
