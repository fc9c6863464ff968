"""A thread with one session, and the queue of calls before it: pypsrp under asyncio."""

import asyncio
import threading
from collections.abc import Mapping
from queue import SimpleQueue
from typing import Any, Final

from adapters import cmdlet_errors
from adapters.allowed import Cmdlet
from adapters.deadline import Deadline
from adapters.psrp.refusals import Everywhere, NotHere
from adapters.psrp.work import Endpoint, Work
from commands.ports import CmdletResult, Kind, Outcome, OutsideError, SignedIn

GRACE: Final = 0.5
"""Seconds beyond a deadline after which a thread that does not come back is left to itself."""
CLOSING: Final = 4.0
"""Seconds for a lane to close its session when the bot stops."""

_Queue = SimpleQueue[Work | None]


class Lane:
    """Calls to one server one after the other, each under its own deadline.

    A caller that is cancelled goes at once; its call is stopped on the server by the thread.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._queue: _Queue = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False
        self.busy = 0
        """Calls waiting and running."""
        self.signed_in: SignedIn | None = None
        """How the last session that was opened was signed in."""

    async def run(
        self, cmdlet: str, parameters: Mapping[str, Any], *, deadline: Deadline, known: Cmdlet
    ) -> CmdletResult:
        """Run one cmdlet; at most ``GRACE`` seconds later than the deadline there is an answer.

        Raises:
            OutsideError: in every other case.
        """
        if self._closed:
            raise self._not_sent(cmdlet, "the connection is closed")
        work = Work(
            cmdlet=cmdlet,
            parameters=parameters,
            writes=known.writes,
            asks=known.asks,
            deadline=deadline,
        )
        self.busy += 1
        self._queue.put(work)
        self._begin()
        try:
            return await self._answer(work)
        finally:
            work.given_up = True
            self.busy -= 1
            self.signed_in = work.signed_in or self.signed_in

    async def _answer(self, work: Work) -> CmdletResult:
        await asyncio.wait((work.answer,), timeout=work.deadline.left)
        if not work.answer.done() and work.started:
            await asyncio.wait((work.answer,), timeout=GRACE)
            if not work.answer.done():
                self._leave_to_itself()
        if work.answer.done():
            return work.answer.result()
        waited = (
            "the server did not answer" if work.started else "the calls before it took too long"
        )
        raise OutsideError(
            kind=Kind.TIMEOUT,
            outcome=Outcome.UNKNOWN if work.sent else Outcome.NOT_SENT,
            source=self._endpoint.source,
            doing=work.cmdlet,
            detail=waited,
        )

    async def close(self) -> None:
        """End the session on the server and the thread; waits a few seconds at most."""
        self._closed = True
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            await asyncio.to_thread(thread.join, CLOSING)

    def _not_sent(self, cmdlet: str, detail: str) -> OutsideError:
        return OutsideError(
            kind=Kind.UNREACHABLE,
            outcome=Outcome.NOT_SENT,
            source=self._endpoint.source,
            doing=cmdlet,
            detail=detail,
        )

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(
                target=_serve,
                args=(self._endpoint, self._queue),
                name=f"psrp {self._endpoint.source}",
                daemon=True,
            )
            self._thread.start()

    def _leave_to_itself(self) -> None:
        """Give the waiting calls to a new thread; the old one ends when its request does."""
        old, self._queue, self._thread = self._queue, SimpleQueue(), None
        while not old.empty():
            self._queue.put(old.get_nowait())
        old.put(None)
        self._begin()


def _serve(endpoint: Endpoint, queue: _Queue) -> None:
    """Serve the queue until it says to stop; the only code that touches the session."""
    # pypsrp takes 0.37 s to import: here it holds nobody up
    from adapters.psrp import failures  # noqa: PLC0415
    from adapters.psrp.session import Session  # noqa: PLC0415

    session = Session(endpoint)
    while (work := queue.get()) is not None:
        if work.given_up or work.deadline.left <= 0:
            continue
        work.started, broken = True, False
        try:
            work.settle(session.run(work))
        except (NotHere, Everywhere) as error:  # whoever we are was asked again, and refused
            broken = True
            endpoint.sign_in.learn(error)
            error.outcome = Outcome.UNKNOWN if session.begun else error.outcome
            work.settle(error)
        except OutsideError as error:
            work.settle(_certain(error, work))
        except Exception as error:  # noqa: BLE001  (every library below has its own; see the table)
            broken = not isinstance(error, failures.GivenUp | failures.DeadlinePassed)
            failed = failures.translate(
                error, source=endpoint.source, doing=work.cmdlet, sent=work.sent
            )
            endpoint.sign_in.learn(failed)
            if session.begun:
                failed.outcome = Outcome.UNKNOWN
                work.settle(failed)
            else:
                work.settle(_certain(failed, work))
        session.tidy(broken=broken)
    session.drop()


def _certain(error: OutsideError, work: Work) -> OutsideError:
    return cmdlet_errors.of_a_write(error, sent=work.sent) if work.writes else error
