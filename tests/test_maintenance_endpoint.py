"""The endpoint that is shipped is the one that the product asks and the lab plays."""

import re
from pathlib import Path

import pytest

from adapters.allowed import MAINTENANCE as ALLOWED
from commands.actions.certificate_copies import EXPORT
from commands.actions.restarts import BY_HAND, SERVICE_HOST, WEB_POOLS
from commands.certificates import SUBJECT
from lab.exchange.restarts import POOLS
from lab.psrp.service import MAINTENANCE, MAINTENANCE_CMDLETS

HOME = Path(__file__).resolve().parents[1]
JEA = HOME / "deploy" / "jea"
FUNCTIONS = ["Get-HybridgeExSetup", SERVICE_HOST, WEB_POOLS, EXPORT]
LISTED = ", ".join(f"'{each}'" for each in FUNCTIONS)


def read(path: Path) -> str:
    """Give a file without its comments."""
    return re.sub(r"(?m)^\s*#.*$", "", path.read_text(encoding="utf-8"))


MODULE = read(JEA / MAINTENANCE / f"{MAINTENANCE}.psm1")
MANIFEST = read(JEA / MAINTENANCE / f"{MAINTENANCE}.psd1")
CAPABILITY = read(JEA / MAINTENANCE / "RoleCapabilities" / f"{MAINTENANCE}.psrc")
CONFIGURATION = read(JEA / f"{MAINTENANCE}.pssc")
INSTALL = (JEA / "Install.ps1").read_text(encoding="utf-8")
PAGE = (HOME / "docs" / "start" / "maintenance-endpoint.md").read_text(encoding="utf-8")


def settings(text: str) -> dict[str, str]:
    """Give what a data file of PowerShell sets, as it is written."""
    return dict(re.findall(r"(?m)^ {4}(\w+)\s*=\s*(.+?)\s*$", text))


def function(name: str) -> str:
    """Give a function's text."""
    found = re.search(rf"(?ms)^function {name}\b.*?^\}}", MODULE)
    assert found is not None, name
    return found[0]


def test_exactly_these_functions_are_visible_and_nothing_else() -> None:
    given = settings(CAPABILITY)

    assert given.keys() == {"GUID", "Description", "ModulesToImport", "VisibleFunctions"}
    assert given["VisibleFunctions"] == LISTED
    assert given["ModulesToImport"] == f"'{MAINTENANCE}'"
    assert "Visible" not in CONFIGURATION


def test_the_module_gives_out_these_and_nothing_else() -> None:
    given = settings(MANIFEST)

    assert given["RootModule"] == f"'{MAINTENANCE}.psm1'"
    assert given["FunctionsToExport"] == LISTED
    assert {
        given[each] for each in ("CmdletsToExport", "AliasesToExport", "VariablesToExport")
    } == {"@()"}
    assert re.findall(r"(?m)^Export-ModuleMember (.+)$", MODULE) == [f"-Function {LISTED}"]


def test_it_is_what_the_product_asks_and_what_the_lab_offers() -> None:
    assert sorted(ALLOWED) == sorted(FUNCTIONS)
    assert {each.lower() for each in FUNCTIONS} == set(MAINTENANCE_CMDLETS)
    assert all(f"`{each}`" in PAGE for each in FUNCTIONS)


@pytest.mark.parametrize("name", [each for each in FUNCTIONS if each != EXPORT])
def test_a_function_takes_nothing(name: str) -> None:
    text = function(name)

    assert re.search(r"\{\s*\[CmdletBinding\(\)\]\s*param\(\)\n", text)
    assert "$args" not in text
    assert "$input" not in text
    assert "ValueFromPipeline" not in text


def test_only_what_signs_is_restarted_and_no_name_comes_from_outside() -> None:
    named = set(re.findall(r"MSExchange\w+", MODULE))

    assert named == {"MSExchangeServiceHost", *POOLS}
    assert all(each in BY_HAND for each in named)
    assert "$env:" not in MODULE
    assert not re.search(r"(?i)\b(invoke-\w+|iex|start-process|add-type|cmd|powershell)\b", MODULE)


def test_the_export_takes_a_thumbprint_and_a_password_that_is_no_text() -> None:
    taken = re.findall(
        r"(?m)^        \[([\w.]+)\] \$(\w+)", function(EXPORT).partition("\n    )\n")[0]
    )

    assert taken == [("string", "Thumbprint"), ("System.Security.SecureString", "Password")]
    assert function(EXPORT).count("[Parameter(Mandatory)]") == 2
    assert "ValueFromPipeline" not in function(EXPORT)


def test_nothing_is_exported_before_every_check_has_passed() -> None:
    """The form, the store, the subject or the list, the key: each ends the function by itself."""
    text = function(EXPORT)
    checks = [
        r"-notmatch '\\A\[0-9A-Fa-f\]\{40\}\\z'",
        r"Password\.Length -lt 16",
        r"Count -eq 0",
        r"Subject -ne \$AuthSubject -and -not \(IsListed \$wanted\)",
        r"-not \$certificate\.HasPrivateKey",
    ]
    places = [re.search(rf"if \([^\n]*{each}[^\n]*\{{\s*throw ", text) for each in checks]

    found = [place.start() for place in places if place is not None]
    assert len(found) == len(checks)
    assert found == sorted(found)
    assert found[-1] < text.index(".Export(")
    assert "StoreName]::My" in text
    assert "StoreLocation]::LocalMachine" in text
    assert "ReadOnly, OpenExistingOnly" in text
    assert "X509ContentType]::Pfx, $Password)" in text
    assert f"$AuthSubject = '{SUBJECT}'" in MODULE


def test_nothing_is_written_and_the_store_is_closed() -> None:
    assert not re.search(r"(?i)write(all|line|file)|set-content|out-file|tempfile", MODULE)
    assert re.search(r"finally \{ \$store\.Close\(\) \}", function(EXPORT))


def test_other_subjects_are_listed_by_who_installs_and_by_nobody_else() -> None:
    assert "$PSScriptRoot, 'AuthCertificates.txt'" in MODULE
    assert "(Join-Path $module 'AuthCertificates.txt'), $AlsoExport" in INSTALL
    assert "AlsoExport" in PAGE


def test_a_wait_has_an_end_within_the_time_that_the_bot_gives_it() -> None:
    seconds = re.search(r"FromSeconds\((\d+)\)", MODULE)

    assert seconds is not None
    assert 2 * int(seconds[1]) < 240
    assert MODULE.count("WaitFor $service") == 2


def test_sessions_have_no_language_and_run_as_an_account_of_their_own() -> None:
    given = settings(CONFIGURATION)

    assert given["SessionType"] == "'RestrictedRemoteServer'"
    assert given["LanguageMode"] == "'NoLanguage'"
    assert given["RunAsVirtualAccount"] == "$true"
    assert given["TranscriptDirectory"].startswith("'C:\\ProgramData\\Hybridge")
    assert "MountUserDrive" not in given
    assert "ScriptsToProcess" not in given
    assert re.findall(r"RoleCapabilities = (.+?) \}", CONFIGURATION) == [f"'{MAINTENANCE}'"]
    assert f"'{{{{GROUP}}}}' = @{{ RoleCapabilities = '{MAINTENANCE}' }}" in CONFIGURATION


def test_it_is_registered_under_the_name_that_is_asked_for() -> None:
    assert f"$name = '{MAINTENANCE}'" in INSTALL
    assert "'{{GROUP}}'" in INSTALL
    assert "Register-PSSessionConfiguration -Name $name" in INSTALL
    assert "Unregister-PSSessionConfiguration -Name $name" in INSTALL


def test_nothing_is_installed_on_a_domain_controller() -> None:
    refusal = INSTALL.index("ProductType")

    assert refusal < INSTALL.index("New-Item")
    assert refusal < INSTALL.index("Register-PSSessionConfiguration -Name $name -Path")
    assert refusal > INSTALL.index("if ($Remove)")


@pytest.mark.parametrize(
    "words",
    ["virtual account", "Administrators", "-Remove", "-WhatIf", "Get-PSSessionCapability"],
)
def test_the_page_says_what_it_means_and_how_to_look_after_it(words: str) -> None:
    assert words in PAGE


def test_braces_and_quotes_are_closed() -> None:
    for text in (MODULE, MANIFEST, CAPABILITY, CONFIGURATION, INSTALL):
        for opening, closing in ("{}", "()", "[]"):
            assert text.count(opening) == text.count(closing)
        assert text.count("'") % 2 == 0
        assert text.count('"') % 2 == 0
