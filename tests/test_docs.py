"""The pages say what the program does."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import _parser
from commands.catalog import RUNBOOKS
from docs.build import HOME, pages

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_generated_page_is_fresh(name: str) -> None:
    assert (HOME / name).read_text(encoding="utf-8") == pages()[name], "run make fix"


def test_the_readme_is_short_and_has_its_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 80
    assert "$ make demo" in text
    assert "$ make test" in text


@pytest.mark.parametrize(
    "page",
    sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")),
    ids=lambda page: page.name,
)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    for link in links:
        assert (page.parent / link).exists(), link


def test_the_page_on_rights_names_every_request_that_changes_something() -> None:
    page = (ROOT / "docs/start/your-tenant.md").read_text(encoding="utf-8")
    section = page.partition("### What changes need besides")[2].partition("\n## ")[0]

    assert RUNBOOKS
    for name in RUNBOOKS:
        assert f"`{name}`" in section, name


TYPED = re.compile(r"(?:^\$ |`)(\S*python -m bot [^`\n]+)", re.MULTILINE)
FOLLOWED = (
    ROOT / "README.md",
    *(page for part in ("start", "operate", "explain") for page in ROOT.glob(f"docs/{part}/*.md")),
)
"""The pages whose readers have done no more than ``make setup``."""


@pytest.mark.parametrize(
    ("page", "line"),
    [
        pytest.param(page, line, id=f"{page.stem} {number}")
        for page in FOLLOWED
        for number, line in enumerate(TYPED.findall(page.read_text(encoding="utf-8")), start=1)
    ],
)
def test_every_line_to_be_typed_is_understood_by_the_bot(page: Path, line: str) -> None:
    python, dash, module, *words = shlex.split(line.partition(" > ")[0])

    assert (python, dash, module) == (".venv/bin/python", "-m", "bot"), page
    assert _parser().parse_args(words).run


def test_a_python_without_our_libraries_is_told_which_one_has_them() -> None:
    ended = subprocess.run(
        [sys.executable, "-S", "-m", "bot", "doctor"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert "make setup" in ended.stderr
    assert ".venv/bin/python -m bot doctor" in ended.stderr


PATHS = re.compile(
    r"`((?:adapters|bench|bot|commands|deploy|docs|jobs|lab|manifest|tests)/[\w./-]*)`"
)


@pytest.mark.parametrize(
    "page",
    [
        *sorted(ROOT.glob("*.md")),
        *(page for page in sorted(ROOT.glob("docs/**/*.md")) if "adr" not in page.parts),
    ],
    ids=lambda page: page.name,
)
def test_every_path_in_the_text_exists(page: Path) -> None:
    for path in PATHS.findall(page.read_text(encoding="utf-8")):
        assert (ROOT / path).exists() or "my_check" in path, path


def test_every_setting_that_is_read_stands_in_the_reference() -> None:
    readers = ("settings.py", "store_settings.py", "people_settings.py")
    source = "".join((ROOT / "bot" / each).read_text(encoding="utf-8") for each in readers)
    found = re.findall(
        r"\.(?:text|words|number|numbers|decimal|switch|choice|uuid|address|file|secret|table|tables)"
        r'\(\s*"(\w+)"|\b_(?:ids|time|gates)\(table, "(\w+)"',
        source,
    )
    keys = {one or other for one, other in found}
    page = (HOME / "settings.md").read_text(encoding="utf-8")

    assert len(keys) > 30
    assert {key for key in keys if not re.search(rf"\b{key}\b", page)} == set()
