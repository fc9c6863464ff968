"""A refused account is not tried again for a while, and never by several at once."""

import threading

import pytest

from adapters.deadline import Deadline
from adapters.psrp import refusals
from adapters.psrp import sign_in as sign_in_module
from adapters.psrp.refusals import AccountRefused, NotHere, refused
from adapters.psrp.sign_in import SignIn
from commands.outside import sign_in as meaning
from commands.outside.sign_in import Whose
from commands.ports import Kind, Outcome, OutsideError
from tests.adapters.parts import AGES


def _failed(kind: Kind) -> OutsideError:
    made = AccountRefused if kind is Kind.UNAUTHORISED else OutsideError
    return made(kind=kind, outcome=Outcome.REFUSED, source="EX01", doing="Get-AuthConfig")


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
    next_one = _Lane(sign_in, "EX01")
    next_one.end()
    assert next_one.error is None
    assert next_one.inside.is_set()


def test_only_what_is_said_of_the_account_holds_it_back() -> None:
    for trouble in meaning.EVERY:
        sign_in = SignIn()
        at_server = refused(trouble, source="EX01", doing="x", at_server=True)
        first = refused(trouble, source="EX01", doing="x")

        sign_in.learn(at_server)
        held = sign_in._held_back.left > 0
        assert held is (trouble.whose is Whose.ACCOUNT), trouble.code
        if trouble.whose is Whose.SERVER:
            assert isinstance(first, NotHere)
        sign_in = SignIn()
        sign_in.learn(first)
        account = trouble.whose in (Whose.ACCOUNT, Whose.PASSWORD)
        assert (sign_in._held_back.left > 0) is account, trouble.code


def test_a_password_that_the_directory_called_wrong_is_never_tried_again() -> None:
    sign_in = SignIn()

    sign_in.learn(refused(meaning.KERBEROS[24], source="EX01", doing="x"))

    assert sign_in._held_back.left == float("inf")


def test_a_server_that_does_not_say_why_is_asked_ever_less_often() -> None:
    sign_in = SignIn()
    pauses = []
    for _ in range(4):
        error = refused(meaning.REFUSED, source="EX01", doing="x")
        assert isinstance(error, refusals.AccountRefused)
        error.told = False
        sign_in._held_back = Deadline.after(0)
        sign_in.learn(error)
        pauses.append(round(sign_in._held_back.left))

    assert pauses == [300, 3_600, 86_400, 86_400]


class _Lane(threading.Thread):
    """One connection that signs in as soon as it may, and ends when it is told how that went."""

    def __init__(self, sign_in: SignIn, server: str, seconds: float = AGES) -> None:
        super().__init__(daemon=True)
        self._sign_in, self._server, self._deadline = sign_in, server, Deadline.after(seconds)
        self.inside, self.done = threading.Event(), threading.Event()
        self.error: OutsideError | None = None
        self.outcome: OutsideError | None = None
        self.wanted = True
        self.start()

    def run(self) -> None:
        try:
            with self._sign_in.turn(
                server=self._server,
                source=self._server,
                doing="Get-AuthConfig",
                deadline=self._deadline,
                wanted=lambda: self.wanted,
            ):
                self.inside.set()
                self.done.wait(AGES)
                if self.outcome is None:
                    self._sign_in.accepted()
                else:
                    self._sign_in.learn(self.outcome)
        except OutsideError as error:
            self.error = error

    def end(self, outcome: OutsideError | None = None) -> None:
        self.outcome = outcome
        self.done.set()
        self.join(AGES)
        assert not self.is_alive()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits does so for as long as the first takes."""
    monkeypatch.setattr(sign_in_module, "PATIENCE", AGES)


@pytest.mark.usefixtures("patient")
def test_of_many_one_signs_in_and_a_refusal_is_everybodys() -> None:
    sign_in = SignIn()
    first = _Lane(sign_in, "EX01")
    assert first.inside.wait(AGES)
    others = [_Lane(sign_in, server) for server in ("EX01", "EX02", "EX02")]

    first.end(_failed(Kind.UNAUTHORISED))

    for lane in others:
        lane.join(AGES)
        assert lane.error is not None
        assert lane.error.outcome is Outcome.NOT_SENT
        assert "was refused before" in lane.error.detail
        assert not lane.inside.is_set()


@pytest.mark.usefixtures("patient")
def test_once_the_account_was_let_in_all_go_on_together() -> None:
    sign_in = SignIn()
    first = _Lane(sign_in, "EX01")
    assert first.inside.wait(AGES)
    others = [_Lane(sign_in, server) for server in ("EX01", "EX02", "EX02")]

    first.end()

    for lane in others:
        assert lane.inside.wait(AGES)
    for lane in others:
        lane.end()


@pytest.mark.usefixtures("patient")
def test_when_the_first_server_was_not_there_the_next_goes_alone() -> None:
    sign_in = SignIn()
    first = _Lane(sign_in, "EX01")
    assert first.inside.wait(AGES)
    others = [_Lane(sign_in, "EX02"), _Lane(sign_in, "EX03")]

    first.end(_failed(Kind.UNREACHABLE))

    until_one = Deadline.after(AGES)
    while not any(lane.inside.is_set() for lane in others) and until_one.left > 0:
        others[0].inside.wait(0.01)
    second = next(lane for lane in others if lane.inside.is_set())
    (third,) = (lane for lane in others if lane is not second)
    assert not third.inside.is_set()
    second.end(_failed(Kind.UNAUTHORISED))
    third.join(AGES)
    assert third.error is not None


def test_a_silent_server_does_not_keep_another_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in_module, "PATIENCE", 0.05)
    sign_in = SignIn()
    silent = _Lane(sign_in, "EX01")
    assert silent.inside.wait(AGES)
    same = _Lane(sign_in, "EX01")

    other = _Lane(sign_in, "EX02")

    assert other.inside.wait(AGES)
    assert not same.inside.is_set()
    other.end()
    assert same.inside.wait(AGES)
    same.end()
    silent.end(_failed(Kind.TIMEOUT))


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("seconds", [0.05, AGES])
def test_nobody_waits_longer_than_there_is_time_or_need(seconds: float) -> None:
    sign_in = SignIn()
    first = _Lane(sign_in, "EX01")
    assert first.inside.wait(AGES)

    second = _Lane(sign_in, "EX01", seconds)
    second.wanted = seconds < AGES

    second.join(AGES)
    assert second.error is not None
    assert (second.error.kind, second.error.outcome) == (Kind.TIMEOUT, Outcome.NOT_SENT)
    first.end()
