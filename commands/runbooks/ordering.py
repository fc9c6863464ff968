"""The order of a plan's steps: what needs nobody is done first.

A step that waits for people or for hours holds up only the steps that declare that they come after
it.  All others are done before, in the order in which they were drafted, so that a wait that fails
leaves nothing undone that did not depend on it.
"""

from collections.abc import Mapping, Sequence

from commands.runbook import Await, Item, Pause


def ordered(items: Sequence[Item], after: Mapping[int, Sequence[Item]]) -> list[Item]:
    """Give the items in the order in which they are carried out.

    ``after`` names, by an item's ``id()``, the items that come before it; each is one of ``items``
    and stands before it there, so that there is no circle.
    """
    left, done = list(items), set[int]()
    found: list[Item] = []
    while left:
        ready = [item for item in left if all(id(each) in done for each in after.get(id(item), ()))]
        chosen = next((item for item in ready if not is_wait(item)), ready[0])
        left = [item for item in left if item is not chosen]
        done.add(id(chosen))
        found.append(chosen)
    return found


def is_wait(item: Item) -> bool:
    """Tell whether nothing is done while it lasts."""
    return isinstance(item, Await | Pause)
