"""Why a source could not be read, or refused, in words that a person can act on."""

from commands.look import reason
from commands.ports import Kind, Outcome, OutsideError


def refused(code: str) -> str:
    return str(
        reason(
            OutsideError(
                kind=Kind.REFUSED,
                outcome=Outcome.REFUSED,
                source="Microsoft Graph",
                doing="PATCH /applications/1",
                detail="Credential lifetime exceeds the max value allowed.",
                code=code,
            )
        )
    )


def test_a_policy_on_keys_is_told_with_the_option_that_fits() -> None:
    told = refused("CredentialInvalidLifetimeAsPerAppPolicy")

    assert "Credential lifetime exceeds" in told
    assert "--lifetime 365" in told
    assert "--lifetime" not in refused("Request_BadRequest")
