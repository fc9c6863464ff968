"""What needs nobody is done first; a wait holds up only what declares that it comes after it."""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from commands.facts import cloud
from commands.phrases import say
from commands.runbook import Pause
from commands.runbooks.ordering import is_wait, ordered
from tests.commands.made import TO_ON_PREMISES
from tests.commands.runbooks.made import NOTHING, outline, planned


@dataclass(eq=False)
class Deed:
    """Anything that waits for nobody."""


@some.composite
def drafts(draw: Any) -> tuple[list[Any], dict[int, list[Any]]]:
    """Give items in the order of their drafting, and what each declares that it comes after."""
    items: list[Any] = []
    after: dict[int, list[Any]] = {}
    for waits in draw(some.lists(some.booleans(), max_size=9)):
        item: Any = Pause(title=say("{what}", what="x"), seconds=1.0) if waits else Deed()
        after[id(item)] = draw(some.lists(some.sampled_from(items), max_size=3)) if items else []
        items.append(item)
    return items, after


@given(drafts())
def test_no_wait_comes_before_what_does_not_depend_on_it(drafted):
    items, after = drafted

    found = ordered(items, after)

    place = {id(item): at for at, item in enumerate(found)}
    assert len(place) == len(items) == len(found)
    for item in items:
        assert all(place[id(each)] < place[id(item)] for each in after[id(item)])

    def held_up_by(item: Any) -> set[int]:
        own = {id(item)} if is_wait(item) else set()
        return own.union(*(held_up_by(each) for each in after[id(item)]))

    for wait in filter(is_wait, items):
        behind = [item for item in found[place[id(wait)] :] if not is_wait(item)]
        assert all(held_up_by(item) for item in behind)
    free = [item for item in items if not is_wait(item) and not held_up_by(item)]
    assert [item for item in found if item in free] == free  # in the order of their drafting


def test_a_connector_is_corrected_before_an_administrator_is_waited_for():
    into_the_cloud = "https://outlook.office365.com/autodiscover/autodiscover.svc"
    wrong = replace(TO_ON_PREMISES, discovery_endpoint=into_the_cloud)

    steps = outline(planned("repair oauth", {**NOTHING, cloud.CONNECTORS: (wrong,)}))

    assert steps.index("connector set") < steps.index("… consented")
    assert steps.index("principal names") < steps.index("… consented")
    assert steps.index("… consented") < steps.index("auth server application")
    assert steps.index("auth server application") < steps.index("override new")
