"""The endpoint that is shipped is the one that the product asks and the lab plays."""

import re
from pathlib import Path

from lab.psrp.service import MAINTENANCE

HOME = Path(__file__).resolve().parents[1]
JEA = HOME / "deploy" / "jea"
FUNCTION = "Get-HybridgeExSetup"


def read(path: Path) -> str:
    """Give a file without its comments."""
    return re.sub(r"(?m)^\s*#.*$", "", path.read_text(encoding="utf-8"))


CAPABILITY = read(JEA / MAINTENANCE / "RoleCapabilities" / f"{MAINTENANCE}.psrc")
CONFIGURATION = read(JEA / f"{MAINTENANCE}.pssc")
INSTALL = (JEA / "Install.ps1").read_text(encoding="utf-8")


def test_exactly_one_function_is_visible_and_nothing_else():
    visible = dict(re.findall(r"(?m)^\s*(Visible\w+)\s*=\s*(.+)$", CAPABILITY))

    assert visible == {"VisibleFunctions": f"'{FUNCTION}'"}
    assert re.findall(r"(?m)^\s*Name\s*=\s*'(.+)'", CAPABILITY) == [FUNCTION]
    assert "param" not in CAPABILITY
    assert "ExSetup.exe" in CAPABILITY


def test_sessions_have_no_language_and_no_rights_but_the_callers():
    settings = dict(re.findall(r"(?m)^\s*(\w+)\s*=\s*(\S+)\s*$", CONFIGURATION))

    assert settings["SessionType"] == "'RestrictedRemoteServer'"
    assert settings["LanguageMode"] == "'NoLanguage'"
    assert settings["RunAsVirtualAccount"] == "$false"
    assert "Visible" not in CONFIGURATION
    assert f"'{{{{GROUP}}}}' = @{{ RoleCapabilities = '{MAINTENANCE}' }}" in CONFIGURATION


def test_it_is_registered_under_the_name_that_is_asked_for():
    assert f"$name = '{MAINTENANCE}'" in INSTALL
    assert "'{{GROUP}}'" in INSTALL
    assert "Register-PSSessionConfiguration -Name $name" in INSTALL


def test_braces_and_quotes_are_closed():
    for text in (CAPABILITY, CONFIGURATION, INSTALL):
        for opening, closing in ("{}", "()", "[]"):
            assert text.count(opening) == text.count(closing)
        assert text.count("'") % 2 == 0
