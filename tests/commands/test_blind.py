"""What could not be read says what that leaves open and what helps, for each kind of reason."""

from datetime import UTC, datetime

import pytest

from commands import blind
from commands.checks import auth_config
from commands.facts import organisation
from commands.look import Unread
from commands.phrases import say
from commands.ports import Kind
from tests.commands.made import judged, unread


def reading(kind, **more):
    why = say("why")
    return Unread(reason=why, source="EX01", at=datetime(2026, 1, 1, tzinfo=UTC), kind=kind, **more)


@pytest.mark.parametrize("kind", [*Kind, None])
def test_every_kind_has_a_remedy_and_a_consequence_that_name_the_source(kind):
    assert "EX01" in str(blind.remedy(reading(kind)))
    assert "EX01" in str(blind.consequence(reading(kind)))


@pytest.mark.parametrize(
    ("kind", "remedy", "consequence"),
    [
        (Kind.UNREACHABLE, "firewall", "until EX01 answers"),
        (Kind.TIMEOUT, "overloaded", "until EX01 answers"),
        (Kind.UNAUTHORISED, "account or certificate", "until we can sign in to EX01"),
        (Kind.FORBIDDEN, "the right to read", "EX01 answered, but"),
        (Kind.THROTTLED, "Wait some minutes", "until EX01 answers"),
        (Kind.BUSY, "other sessions", "until EX01 answers"),
        (Kind.LOCAL, "bot doctor", "was not asked"),
        (Kind.BLOCKED, "[organisation.probes]", "was not asked"),
        (Kind.UNEXPECTED, "report it", "can be read"),
    ],
)
def test_a_reason_has_its_own_remedy_and_a_true_consequence(kind, remedy, consequence):
    assert remedy in str(blind.remedy(reading(kind)))
    assert consequence in str(blind.consequence(reading(kind)))


def test_a_reading_that_knows_its_remedy_is_believed():
    own = say("{id}: “{excerpt}”", id="x", excerpt="y")

    assert blind.remedy(reading(None, remedy=own)) == own


def test_what_is_unknown_says_what_to_type_to_look_again():
    found = judged(auth_config.CHECK, {organisation.AUTH_CONFIG: unread()})["auth-config"]

    assert found.command == "check oauth example.com"
    assert found.remedy
