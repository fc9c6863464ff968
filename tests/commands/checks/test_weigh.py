"""Several faults under one finding: nothing that they break, and nothing to type, is lost."""

from dataclasses import replace

import pytest

from commands.checks import certificate_current, server_builds
from commands.checks.weigh import Fault, weigh
from commands.facts import servers
from commands.findings import Console, Finding, Verdict
from commands.outside.build import Build
from commands.phrases import Phrase, render, say
from tests.commands.made import CERTIFICATE, DAY, INSTALLED, NOW, each, judged

TITLE = say("Something")
SHELL, GRAPH = Console.EXCHANGE_SERVER, Console.GRAPH


def fault(name: str, **changes) -> Fault:
    made = Fault(
        seen=Phrase(f"{name} seen."),
        consequence=Phrase(f"{name} breaks."),
        remedy=Phrase(f"Mend {name}."),
        command=f"Set-{name}",
        console=SHELL,
    )
    return replace(made, **changes)


def told(finding: Finding) -> tuple[str, ...]:
    return (
        str(finding.cause),
        str(finding.consequence),
        str(finding.remedy),
        finding.command,
    )


@pytest.mark.parametrize(
    ("faults", "expected"),
    [
        pytest.param([fault("A")], ("A seen.", "A breaks.", "Mend A.", "Set-A"), id="one"),
        pytest.param([fault("A"), fault("B", cause=Phrase("B is why."))],
                     ("A seen. B is why.", "A breaks. B breaks.", "Mend A. Mend B.",
                      "Set-A\nSet-B"), id="two"),
        pytest.param([fault("A"), fault("A")], ("A seen.", "A breaks.", "Mend A.", "Set-A"),
                     id="the same twice"),
        pytest.param([fault("A"), fault("B", console=GRAPH)],
                     ("A seen.", "A breaks. B breaks.", "Mend A.", "Set-A"),
                     id="no command is typed in another's place"),
        pytest.param([fault("A", verdict=Verdict.WARN), fault("B")],
                     ("B seen.", "B breaks.", "Mend B.", "Set-B"), id="the lesser one waits"),
    ],
)  # fmt: skip
def test_faults_that_weigh_the_same_are_told_together(faults, expected):
    assert told(weigh("x", TITLE, faults=faults)) == expected


def test_sentences_of_several_faults_are_translated_one_by_one_and_stored():
    finding = judged(server_builds.CHECK, OLD)["server.EX01"]

    assert Finding.from_json(finding.to_json()) == finding
    assert finding.consequence
    for locale in ("ko", "fr"):
        assert "slows down" not in render(finding.consequence, locale)
        assert "{" not in render(finding.consequence, locale)


OLD = {
    servers.SETUP_BUILDS: each(
        {"EX01": Build.parse("15.2.1544.4"), "EX02": Build.parse("15.2.1544.4")}
    )
}


def test_an_old_server_is_told_that_its_mail_is_held_back():
    finding = judged(server_builds.CHECK, OLD)["server.EX01"]

    assert "Security holes stay open" in str(finding.consequence)
    assert "Since 2026-09 Exchange Online slows down" in str(finding.consequence)
    assert len(finding.command.splitlines()) == 1


def test_one_replacement_is_asked_for_an_expired_one_with_a_short_key():
    weak = replace(CERTIFICATE, ends=NOW - DAY, key_size=1024)
    stores = each({"EX01": (replace(INSTALLED, certificate=weak),), "EX02": ()})
    finding = judged(certificate_current.CHECK, {servers.CERTIFICATES: stores})[
        "certificate.current"
    ]

    assert finding.command == "replace auth cert now example.com"
