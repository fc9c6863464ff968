"""What is known of an account's sign-in: one refused is not tried again for a while.

A check asks a dozen things at once.  With a wrong password each would be a failed sign-in, and a
directory locks an account after a few of them.
"""

from typing import Final

from adapters.deadline import Deadline
from commands.ports import Kind, Outcome, OutsideError

HELD_BACK: Final = 300.0
"""Seconds for which an account that was refused is not tried again."""


class SignIn:
    """One account's, shared by every connection that uses it; used from several threads."""

    def __init__(self) -> None:
        self._held_back = Deadline.after(0)

    def check(self, *, source: str, doing: str) -> None:
        """Pass unless the account was refused a short while ago.

        Raises:
            OutsideError: It was; nothing is sent.
        """
        if self._held_back.left > 0:
            raise OutsideError(
                kind=Kind.UNAUTHORISED,
                outcome=Outcome.NOT_SENT,
                source=source,
                doing=doing,
                detail="the account was refused just now and is not tried again for 5 minutes, "
                "so that it is not locked; correct the password and start again",
            )

    def learn(self, error: OutsideError) -> None:
        """Take note of what a call ended with."""
        if error.kind is Kind.UNAUTHORISED and self._held_back.left <= 0:
            self._held_back = Deadline.after(HELD_BACK)
