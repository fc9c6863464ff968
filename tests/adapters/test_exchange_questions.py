"""A server's question is answered with No, in its language; what that means is said."""

from collections.abc import Sequence

import pytest

from commands.ports import Kind, Outcome, OutsideError
from lab.records import Call, Output, Question
from tests.adapters.parts import AGES, Premises, named

ENGLISH = ("&Yes", "Yes to &All", "&No", "No to A&ll", "&Suspend")
SMTP = "Overwrite the existing default SMTP certificate?"
SOON = "The new effective date is not 48 hours in the future. Are you sure you want to continue?"


async def asks(premises: Premises, cmdlet: str, message: str, labels: Sequence[str]) -> list[int]:
    """Have EX01 ask when the cmdlet is run; gives the answers as they come."""
    exchange = await premises.server("EX01")
    answers: list[int] = []

    async def ask(call: Call) -> Output:
        assert call.ask is not None
        choices = tuple((label, "") for label in labels)
        answers.append(await call.ask(Question("Confirm", message, choices)))
        return named("made")

    exchange.answers[cmdlet] = ask
    return answers


@pytest.mark.parametrize(
    ("labels", "no"),
    [
        pytest.param(ENGLISH, 2, id="English"),
        pytest.param(("예(&Y)", "모두 예(&A)", "아니요(&N)", "모두 아니요(&L)"), 2, id="Korean"),
        pytest.param(
            ("&Oui", "Oui pour &tout", "&Non", "Non po&ur tout", "&Suspendre"), 2, id="French"
        ),
        pytest.param(("&Ja", "Ja, &alle", "&Nein", "Nein, &keine"), 2, id="German"),
        pytest.param(("&Да", "Да для &всех", "&Нет", "Нет для вс&ех"), 2, id="Russian"),
        pytest.param(("No", "Yes"), 0, id="without keys"),
    ],
)
async def test_a_new_certificate_never_takes_the_place_of_the_one_for_mail(
    premises: Premises, labels: Sequence[str], no: int
) -> None:
    answers = await asks(premises, "New-ExchangeCertificate", SMTP, labels)

    made = (
        await premises.open()
        .on("EX01")
        .run("New-ExchangeCertificate", timeout=AGES, parameters={"KeySize": 2048})
    )

    assert answers == [no]
    assert made.objects[0]["Name"] == "made"


@pytest.mark.parametrize(
    "cmdlet", ["Set-AuthConfig", "Remove-ExchangeCertificate", "Enable-ExchangeCertificate"]
)
async def test_a_change_that_wants_to_be_confirmed_is_refused_with_its_question(
    premises: Premises, cmdlet: str
) -> None:
    answers = await asks(premises, cmdlet, SOON, ENGLISH)

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run(cmdlet, timeout=AGES)

    assert answers == [2]
    assert caught.value.kind is Kind.REFUSED
    assert caught.value.outcome is Outcome.REFUSED
    assert SOON in caught.value.detail
    assert "answered No" in caught.value.detail


async def test_a_question_is_forgotten_with_its_call(premises: Premises) -> None:
    answers = await asks(premises, "New-ExchangeCertificate", SMTP, ENGLISH)
    server = premises.open().on("EX01")

    await server.run("New-ExchangeCertificate", timeout=AGES)
    await server.run("Set-AuthConfig", timeout=AGES, parameters={"PublishCertificate": True})

    assert answers == [2]


async def test_a_question_in_a_read_is_answered_and_the_read_is_given(premises: Premises) -> None:
    answers = await asks(premises, "Get-AuthConfig", "Look at all of it?", ENGLISH)

    read = await premises.open().on("EX01").run("Get-AuthConfig", timeout=AGES)

    assert answers == [2]
    assert read.objects[0]["Name"] == "made"


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(("&Retry", "&Abort"), id="no No"),
        pytest.param(("&No", "&Never", "&Yes"), id="two with the key of No"),
    ],
)
async def test_a_question_without_a_plain_no_ends_the_call_and_leaves_it_in_doubt(
    premises: Premises, labels: Sequence[str]
) -> None:
    answers = await asks(premises, "Set-AuthConfig", "What now?", labels)

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run("Set-AuthConfig", timeout=AGES)

    assert answers == []
    assert caught.value.outcome is Outcome.UNKNOWN
    assert "What now?" in caught.value.detail
