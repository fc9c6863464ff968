"""Every pattern of the product costs work that grows with the text and no faster.

Steps are counted, so no clock is asked.  Each pattern is found in the source and is fed texts that
are made of itself; one that nothing feeds, or that cannot be found, fails.
"""

import re
import sys
from collections.abc import Iterator
from itertools import islice

import pytest

from tests.patterns.attacks import attacks
from tests.patterns.collected import Found, collected
from tests.patterns.steps import Engine, TooMany, tree

SIZES = (12, 48, 84)
"""Pieces; equal differences, so that the steps of a linear pattern have equal differences too."""
GROWTH = 1.05
FEW = 120
"""Texts for each pattern in the quick run."""
ALL = 10_000


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


def growth(found: Found, text: tuple[str, str, str]) -> float:
    """Give by how much more the second half of the pieces costs than the first: 1 when linear."""
    nodes = tree(found.pattern)
    steps: list[int] = []
    for size in SIZES:
        head, piece, end = text
        engine = Engine(head + piece * size + end, 9000 + 200 * (len(head) + len(piece) * size))
        try:
            if found.anchored:
                engine.at(nodes, 0, whole=found.whole)
            else:
                list(engine.finditer(nodes))
        except TooMany:
            return float("inf")
        steps.append(engine.steps)
    return (steps[2] - steps[1]) / max(1, steps[1] - steps[0])


def worst(found: Found, most: int) -> tuple[float, tuple[str, str, str]]:
    texts = list(attacks(tree(found.pattern)))
    assert texts, "nothing feeds it"
    chosen = texts[:: len(texts) // most + 1]
    return max((growth(found, text), text) for text in chosen)


def distinct() -> list[Found]:
    return list({(each.pattern, each.ways): each for each in collected()}.values())


def test_every_pattern_is_linear() -> None:
    grown = {found.place: at for found in distinct() if (at := worst(found, FEW))[0] > GROWTH}

    assert grown == {}


@pytest.mark.long
@pytest.mark.parametrize("found", distinct(), ids=lambda found: found.place)
def test_a_pattern_is_linear_over_every_text_made_of_itself(found: Found) -> None:
    assert worst(found, ALL)[0] <= GROWTH


@pytest.mark.parametrize(
    "pattern",
    [
        r"(['\"])(token)\1(\s*:\s*)(['\"])((?:\\.|(?!\4).)*)\4",
        r"(?<![a-z0-9])([a-z][a-z0-9+.-]{1,20}://)[^\s@\"'<>]*@",
        r"password[ \t]+(?:is|was)\b[ \t]*:?[ \t]*+(?!wrong)([^\s]+)",
        r"issuers contained.*None of them",
        r"(a+)+$",
        r"(?:a|ab|b)*c",
        r"\s+$",
    ],
)
def test_a_pattern_that_is_not_linear_is_found(pattern: str) -> None:
    found = Found("here", re.compile(pattern, re.DOTALL), frozenset({"sub"}))

    assert worst(found, ALL)[0] > GROWTH


def test_the_steps_are_those_of_the_engine_that_runs() -> None:
    """Where Python finds a match, this engine does, and nowhere else."""
    for found in distinct():
        source = found.pattern.pattern
        pattern = source.decode("latin-1") if isinstance(source, bytes) else source
        real = re.compile(pattern, found.pattern.flags & ~re.UNICODE)
        nodes = tree(found.pattern, drawn_in=False)
        for head, piece, end in islice(attacks(nodes), 0, None, 29):
            text = head + piece * 3 + end
            engine = Engine(text, 1_000_000)

            assert list(engine.finditer(nodes)) == [each.span() for each in real.finditer(text)], (
                found.place,
                text,
            )
