"""An account's sign-in: the first happens alone, and one refused is not tried again for a while.

A check asks a dozen things at once, over several connections.  With a wrong password each would
be a failed sign-in, and a directory locks an account after a few of them.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from adapters.deadline import Deadline
from adapters.psrp.refusals import AccountRefused, refused
from commands.outside import sign_in
from commands.ports import Kind, Outcome, OutsideError

HELD_BACK: Final = 300.0
"""Seconds after which an account that is locked, disabled or expired is asked for again: that is no
failed sign-in, and somebody may have put it right."""
HELD_LONGER: Final = (300.0, 3_600.0, 86_400.0)
"""The same after each refusal by a server, which does not say why: it may be the password."""
FOR_GOOD: Final = float("inf")
"""A password that the directory itself called wrong is not tried again by this process."""
TRUSTED: Final = 60.0
"""Seconds after a sign-in for which others may sign in side by side: in a longer time the password
may have been changed."""
PATIENCE: Final = 3.0
"""Seconds after which a first sign-in without an answer no longer keeps the other servers waiting;
the next goes alone as well.  A refusal comes at once, from the directory; what may take seconds is
what Exchange does for an account that was let in, and a server that keeps silent."""
_LOOK: Final = 0.25
"""Seconds after which one who waits looks whether he is still wanted."""


class SignIn:
    """One account's, shared by every connection that uses it; used from several threads."""

    def __init__(self) -> None:
        self._held_back = Deadline.after(0)
        self._refusals = 0
        """By servers, in a row."""
        self._accepted = Deadline.after(0)
        self._changed = threading.Condition()
        self._trying: dict[str, float] = {}
        """Servers that a first sign-in is under way at, and since when."""

    def check(self, *, source: str, doing: str) -> None:
        """Pass unless the account was refused, and may not be tried again yet.

        A session that is open needs no sign-in, and is not held back.

        Raises:
            AccountRefused: It was; nothing is sent.
        """
        if self._held_back.left > 0:
            raise refused(sign_in.HELD_BACK, source=source, doing=doing)

    def learn(self, error: OutsideError) -> None:
        """Take note of what a sign-in ended with; only what is said of the account counts."""
        if not isinstance(error, AccountRefused) or self._held_back.left > 0:
            return
        with self._changed:
            self._held_back = Deadline.after(self._pause(error))
            self._accepted = Deadline.after(0)
            self._changed.notify_all()

    def _pause(self, error: AccountRefused) -> float:
        if error.told:
            return FOR_GOOD if error.password else HELD_BACK
        self._refusals += 1
        return HELD_LONGER[min(self._refusals, len(HELD_LONGER)) - 1]

    def accepted(self) -> None:
        """Take note that the account was let in just now: for a while nobody waits."""
        with self._changed:
            self._refusals = 0
            self._accepted = Deadline.after(TRUSTED)
            self._changed.notify_all()

    @contextmanager
    def turn(
        self,
        *,
        server: str,
        source: str,
        doing: str,
        deadline: Deadline,
        wanted: Callable[[], bool],
    ) -> Iterator[None]:
        """Wait for one's turn to sign in, and have it until the end of the block.

        Whoever fails in it must ``learn`` before it ends, or the next one tries too.

        Args:
            server: Address and port; at a server that keeps silent only one tries.
            source: As people call it, for errors.
            doing: The cmdlet.
            deadline: Until when one waits; half of it is kept for the own attempt.
            wanted: Whether somebody still waits for the call; nothing is tried for nobody.

        Raises:
            OutsideError: The account was refused meanwhile, or the time was up; nothing is sent.
        """
        if self._accepted.left > 0:
            yield
            return
        patience = min(PATIENCE, deadline.left / 2)
        with self._changed:
            while not self._free(server, patience):
                if deadline.left <= 0 or not wanted():
                    raise _waited(source, doing)
                self._changed.wait(_LOOK)
            self.check(source=source, doing=doing)
            mine = self._accepted.left <= 0
            if mine:
                self._trying[server] = time.monotonic()
        try:
            yield
        finally:
            if mine:
                with self._changed:
                    self._trying.pop(server, None)
                    self._changed.notify_all()

    def _free(self, server: str, patience: float) -> bool:
        if self._accepted.left > 0 or self._held_back.left > 0:
            return True
        newest = max(self._trying.values(), default=float("-inf"))
        return server not in self._trying and time.monotonic() - newest >= patience


def _waited(source: str, doing: str) -> OutsideError:
    return OutsideError(
        kind=Kind.TIMEOUT,
        outcome=Outcome.NOT_SENT,
        source=source,
        doing=doing,
        detail="the first sign-in of the account, on another connection, was not answered in time",
    )
