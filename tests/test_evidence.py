"""The page of evidence names tests that exist, and every row has one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explain" / "evidence.md"
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
