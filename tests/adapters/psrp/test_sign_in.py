"""A refused account is not tried again for a while, so that no directory locks it."""

import pytest

from adapters.psrp.sign_in import SignIn
from commands.ports import Kind, Outcome, OutsideError


def _failed(kind: Kind) -> OutsideError:
    return OutsideError(kind=kind, outcome=Outcome.REFUSED, source="EX01", doing="Get-AuthConfig")


def test_after_a_refusal_nothing_more_is_sent() -> None:
    sign_in = SignIn()
    sign_in.check(source="EX01", doing="Get-AuthConfig")

    sign_in.learn(_failed(Kind.UNAUTHORISED))

    with pytest.raises(OutsideError) as caught:
        sign_in.check(source="EX02", doing="Get-AuthServer")
    assert (caught.value.kind, caught.value.outcome) == (Kind.UNAUTHORISED, Outcome.NOT_SENT)
    assert caught.value.source == "EX02"


@pytest.mark.parametrize("kind", [Kind.TIMEOUT, Kind.FORBIDDEN, Kind.UNREACHABLE])
def test_other_failures_hold_nothing_back(kind: Kind) -> None:
    sign_in = SignIn()

    sign_in.learn(_failed(kind))

    sign_in.check(source="EX01", doing="Get-AuthConfig")
