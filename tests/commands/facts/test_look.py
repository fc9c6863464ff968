"""The order in which facts are asked, and what becomes of a read that breaks."""

from dataclasses import dataclass, field

import pytest

from commands.look import Fact, Known, Unread, look
from tests.commands.made import NOW


class Stopped:
    def now(self):
        return NOW


@dataclass
class World:
    clock: Stopped = field(default_factory=Stopped)
    asked: list[str] = field(default_factory=list)


def fact(name, *needs, value=1):
    async def read(world, facts):
        world.asked.append(name)
        if isinstance(value, Exception):
            raise value
        return value + sum(facts.value(need) for need in needs)

    return Fact(name, "somewhere", read, needs)


async def seen(_, __):
    pass


async def test_what_others_wait_for_is_asked_first():
    alone, first = fact("alone"), fact("first")
    second = fact("second", first)
    world = World()

    facts = await look(world, [alone, fact("third", second)], seen)

    assert world.asked[0] == "first"
    assert set(world.asked) == {"alone", "first", "second", "third"}
    assert facts.readings["third"].value == 3


async def test_a_mistake_of_ours_in_one_read_hides_no_other():
    facts = await look(World(), [fact("wrong", value=KeyError("x")), fact("right")], seen)

    assert isinstance(facts.readings["wrong"], Unread)
    assert "KeyError" in str(facts.readings["wrong"].reason)
    assert isinstance(facts.readings["right"], Known)


async def test_what_needs_something_unread_is_unread_for_the_same_reason():
    wrong = fact("wrong", value=KeyError("x"))

    facts = await look(World(), [fact("after", wrong)], seen)

    assert facts.readings["after"] == facts.readings["wrong"]


async def test_two_facts_of_one_name_are_a_mistake():
    with pytest.RaisesGroup(pytest.RaisesExc(ValueError, match="two facts are called same")):
        await look(World(), [fact("same"), fact("same")], seen)
