"""What waits to be received: one queue for the runspace pool and one for each pipeline."""

import asyncio
import base64
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from lab.psrp import troubles
from lab.psrp.envelope import SHELL, Request

FRAGMENT: Final = 32 * 1024
"""Bytes of one PSRP fragment, as real hosts send."""
_FRAME: Final = 4096
"""Bytes kept free in an answer for everything that is not payload."""


@dataclass
class Stream:
    """A queue of payloads; ``command`` is the pipeline's id in capitals, empty for the pool's."""

    command: str = ""
    waiting: deque[bytes] = field(default_factory=deque)
    done: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _reader: int = 0
    _last: tuple[str, str] = ("", "")

    def put(self, payload: bytes) -> None:
        self.waiting.append(payload)
        self._changed.set()

    def finish(self) -> None:
        """Mark the pipeline as ended; what waits can still be received."""
        self.done = True
        self._changed.set()

    def cut(self) -> None:
        """Send a waiting reader away: the pipeline or the shell has gone."""
        self._reader += 1
        self._changed.set()

    async def receive(self, request: Request) -> str:
        """Give the body of a Receive's answer, as soon as there is something to say.

        A client whose connection broke sends the identical request again and gets the identical
        answer; while two wait, the newer one is served.  Raises ``Trouble`` when OperationTimeout
        has passed.
        """
        if self._last[0] == request.message_id:
            return self._last[1]
        self._reader = reader = self._reader + 1
        try:
            async with asyncio.timeout(request.timeout):
                while not self.waiting and not (self.done and self.command):
                    self._changed.clear()
                    await self._changed.wait()
                    if reader != self._reader:
                        raise troubles.nothing_yet()
        except TimeoutError as late:
            raise troubles.nothing_yet() from late
        self._last = (request.message_id, self._take(request.largest))
        return self._last[1]

    def _take(self, largest: int) -> str:
        room = max(largest - _FRAME, 1) * 3 // 4
        payloads = [self.waiting.popleft()] if self.waiting else []
        # The pool's messages travel one by one, as when a server still builds the session.
        while self.command and self.waiting:
            room -= len(payloads[-1])
            if len(self.waiting[0]) > room:
                break
            payloads.append(self.waiting.popleft())
        owner = f' CommandId="{self.command}"' if self.command else ""
        streams = "".join(
            f'<rsp:Stream Name="stdout"{owner}>{base64.b64encode(payload).decode()}</rsp:Stream>'
            for payload in payloads
        )
        return f"<rsp:ReceiveResponse>{streams}{self._state()}</rsp:ReceiveResponse>"

    def _state(self) -> str:
        if not self.command:
            return ""
        over = self.done and not self.waiting
        state = f'State="{SHELL}/CommandState/{"Done" if over else "Running"}"'
        code = "<rsp:ExitCode>0</rsp:ExitCode>" if over else ""
        return f'<rsp:CommandState CommandId="{self.command}" {state}>{code}</rsp:CommandState>'
