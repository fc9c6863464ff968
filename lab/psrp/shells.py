"""One remote shell: a runspace pool, its pipelines, and how it ends."""

import asyncio
import base64
import binascii
import struct
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID
from xml.etree.ElementTree import ParseError

from psrpcore import (
    CreatePipelineEvent,
    GetCommandMetadataEvent,
    InitRunspacePoolEvent,
    PipelineHostResponseEvent,
    PSRPCoreError,
    PSRPEvent,
    PSRPPayload,
    ServerPipeline,
    StreamType,
)

from lab.psrp import troubles
from lab.psrp.pipelines import Run, Site
from lab.psrp.pool import Pool
from lab.psrp.streams import FRAGMENT, Stream

_UNREADABLE: Final = (
    PSRPCoreError, ParseError, struct.error, ValueError, LookupError, AttributeError, TypeError,
    RecursionError,
)  # fmt: skip
"""What psrpcore raises on bytes that are no PSRP, depending on where it stumbles."""


class Shell:
    """A shell of one user.

    Its id and those of its pipelines are in capitals.  Requests being served (``busy`` counts them)
    and pipelines at work keep it from idling.
    """

    def __init__(self, *, id_: str, owner: str, resource: str, idle: float, site: Site) -> None:
        self.id, self.owner, self.resource, self.idle = id_, owner, resource, idle
        self.busy = 0
        self.runs: dict[str, Run] = {}
        self.used = self.begun = site.place().moment
        self._site = site
        self._pool = Pool()
        self._slots = asyncio.Semaphore(1)
        self._streams = {"": Stream()}

    def stream(self, command: str) -> Stream:
        """Give the queue of a pipeline, or of the pool for an empty id; raises ``Trouble``."""
        try:
            return self._streams[command]
        except KeyError:
            raise troubles.no_such_command() from None

    def feed(self, encoded: str, command: str = "") -> None:
        """Take in fragments from Create, Command or Send; raises ``Trouble``."""
        try:
            data = base64.b64decode(encoded)
            pipeline = UUID(command) if command else None
            self._pool.receive_data(PSRPPayload(data, StreamType.default, pipeline))
            while (event := self._pool.next_event()) is not None:
                self._take(event)
                self.drain()
        except (binascii.Error, *_UNREADABLE) as problem:
            raise troubles.unreadable(f"{type(problem).__name__}: {problem}") from problem

    def begin(self, command: str, encoded: str) -> None:
        """Open a pipeline with its first fragment; raises ``Trouble``."""
        try:
            pipeline = ServerPipeline(self._pool, UUID(command))
        except ValueError as problem:
            raise troubles.unreadable(f"{command} is no CommandId") from problem
        stream = self._streams[command] = Stream(command)
        self.runs[command] = Run(
            self._site, self._pool, pipeline, self._slots, self.drain, partial(self._finish, stream)
        )
        try:
            self.feed(encoded, command)
        except Exception:
            self.end(command)
            raise

    def interrupt(self, command: str) -> None:
        """Do what Ctrl-C does; nothing if the pipeline has ended."""
        run = self.runs.get(command)
        if run is not None and not self._streams[command].done:
            run.stop()

    def end(self, command: str) -> None:
        """Forget a pipeline and what it still had to say."""
        run = self.runs.pop(command, None)
        if run is not None:
            self._streams.pop(command).cut()
            run.drop()

    def touch(self) -> None:
        """Begin to idle anew."""
        self.used = self._site.place().moment

    def expired(self, now: datetime) -> bool:
        """Say whether it has idled for too long."""
        if self.busy or not all(self._streams[command].done for command in self.runs):
            return False
        return (now - self.used).total_seconds() > self.idle

    def close(self) -> None:
        """End everything."""
        for command in list(self.runs):
            self.end(command)
        self._streams[""].cut()

    def drain(self) -> None:
        """Sort what psrpcore has to send into the queues."""
        while (payload := self._pool.data_to_send(FRAGMENT)) is not None:
            command = str(payload.pipeline_id).upper() if payload.pipeline_id else ""
            stream = self._streams.get(command)
            if stream is not None:
                stream.put(payload.data)

    def _finish(self, stream: Stream) -> None:
        stream.finish()
        self.touch()

    def _take(self, event: PSRPEvent[Any, Any]) -> None:
        command = str(event.pipeline_id).upper() if event.pipeline_id else ""
        match event:
            case InitRunspacePoolEvent():
                self._slots = asyncio.Semaphore(max(self._pool.max_runspaces, 1))
            case CreatePipelineEvent() | GetCommandMetadataEvent():
                self.runs[command].start()
            case PipelineHostResponseEvent() if command in self.runs:
                self.runs[command].answered(event.ci, event.result)
            case _:
                pass
