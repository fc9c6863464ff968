"""The page of evidence names tests that exist, and every row has one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explain" / "evidence.md"
ROWS = (
    *(f"W{number}" for number in range(1, 17)),
    *(f"S{number}" for number in range(1, 16)),
    *(f"D{number}" for number in range(1, 15)),
    *(f"B{number}" for number in range(1, 11)),
    *(f"K{number}" for number in range(1, 12)),
    *(f"I{number}" for number in range(1, 7)),
    *(f"R{number}" for number in range(1, 7)),
    *("U1", "U2", "F1", "A1", "A2", "A3"),
    *("C B1", "C B3", "C B4", "C B5", "C B7", "C B8", "V B2", "V B6", "V B8"),
)
"""Every row of the review, by its letter and number."""
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows() -> list[tuple[str, ...]]:
    """Give the cells of every row of every table on the page."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    tables = [line for line in lines if line.startswith("| ")]
    cells = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in tables]
    return [row for row in cells if row[0] not in {"Row", "---"}]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0].replace(" ", ""))
def test_every_row_names_tests_that_exist(row: tuple[str, ...]) -> None:
    assert len(row) == 5, "row, what was wrong, what holds now, source, test"
    named = NAMED.findall(row[-1])

    assert named
    for path, name in named:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"def {name}\(", text), f"{path} has no {name}"


def test_no_row_of_the_review_is_left_out() -> None:
    cells = [part for row in rows() for part in re.sub(r"\(.*?\)", "", row[0]).split(",")]
    held = [cell.strip() for cell in cells]

    missing = [
        each
        for each in ROWS
        if not any(cell == each or cell.startswith(f"{each} ") for cell in held)
    ]
    assert missing == []
