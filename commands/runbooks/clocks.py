"""The clocks on premises, before a plan that stages a certificate is made."""

from commands.actions.clocks import wrong
from commands.facts.published import METADATA
from commands.phrases import say
from commands.runbooks.draft import Draft


def preflight(draft: Draft) -> None:
    """Stop where a server's clock, as its published name shows it, is off by five minutes."""
    found = tuple(wrong(draft.facts.value(METADATA)))
    for each in found:
        draft.blocks(say("Clock behind {host}", host=each.host), each.told)
    names = ", ".join(sorted(each.host for each in found))
    draft.rests_on(say("Clocks that are off"), names)
