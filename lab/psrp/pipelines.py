"""One pipeline: its commands, run one after the other by whoever answers cmdlets."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from psrpcore import Command, PowerShell, ServerHostRequestor, ServerPipeline
from psrpcore.types import (
    ChoiceDescription,
    ErrorRecord,
    HostInfo,
    PSInvocationState,
    PSRPMessageType,
)

from lab.psrp import clixml, errors
from lab.psrp.pool import Pool, begin, fail
from lab.psrp.values import parameters
from lab.records import Call, Exchange, Failure, NobodyAnswers, Output, Question

_log: Final = logging.getLogger("lab.psrp")


class Site(Protocol):
    """Where pipelines run."""

    exchange: Exchange
    server: str

    def offers(self, cmdlet: str) -> bool:
        """Say whether this configuration lets the cmdlet be seen."""
        ...

    def place(self) -> errors.Place:
        """Say where and when an error happened."""
        ...


@dataclass(eq=False)
class Run:
    """A pipeline at work.  ``drained`` is called whenever there is something to receive."""

    site: Site
    pool: Pool
    pipeline: ServerPipeline
    slots: asyncio.Semaphore
    drained: Callable[[], None]
    ended: Callable[[], None]
    task: asyncio.Task[None] | None = None
    _answers: dict[int, asyncio.Future[int]] = field(default_factory=dict)

    def start(self) -> None:
        """Begin; called when the pipeline's last fragment has arrived."""
        begin(self.pipeline)
        self.task = asyncio.create_task(self._perform())

    def stop(self) -> None:
        """Stop as Ctrl-C does: the cmdlet is abandoned and the client told so."""
        self._abandon()
        if self.pipeline.state == PSInvocationState.Running:
            self.pipeline.stop()
        self._close()

    def drop(self) -> None:
        """Stop without a word: the client has gone or has ended the pipeline."""
        self._abandon()
        self.pool.pipeline_table.pop(self.pipeline.pipeline_id, None)

    def answered(self, call: int, choice: Any) -> None:
        """Take the answer of a prompt."""
        waiting = self._answers.pop(call, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(int(choice))

    def _abandon(self) -> None:
        if self.task is not None:
            self.task.cancel()

    def _close(self) -> None:
        self.drained()
        self.ended()

    async def _perform(self) -> None:
        async with self.slots:
            problem = await self._statements()
        if problem is None:
            self.pipeline.complete()
        else:
            fail(self.pipeline, problem)
        self._close()

    async def _statements(self) -> ErrorRecord | None:
        metadata = self.pipeline.metadata
        if not isinstance(metadata, PowerShell):
            return self._record(errors.not_built("command metadata"), "")
        if any(not command.end_of_statement for command in metadata.commands[:-1]):
            return self._record(errors.not_built("piping one cmdlet into another"), "")
        for command in metadata.commands:
            problem = await self._command(command, metadata.host)
            if problem is not None:
                return problem
        return None

    async def _command(self, command: Command, host: HostInfo) -> ErrorRecord | None:
        """Run one cmdlet; gives the error that ended it, if one did."""
        name = command.command_text
        output = await self._output(command, host)
        for message in output.verbose:
            self.pipeline.write_verbose(message)
        for message in output.warnings:
            self.pipeline.write_warning(message)
        for item in output.objects:
            self.pool.put_object(clixml.record(item), self.pipeline.pipeline_id)
        for failure in output.failures:
            if failure.terminating:
                return self._record(failure, name)
            self.pipeline.prepare_message(
                self._record(failure, name), message_type=PSRPMessageType.ErrorRecord
            )
        self.drained()
        return None

    async def _output(self, command: Command, host: HostInfo) -> Output:
        name = command.command_text
        if command.is_script:
            return Output(failures=[errors.no_language()])
        if not self.site.offers(name):
            return Output(failures=[errors.unknown_cmdlet(name)])
        call = Call(
            side=self.site.server,
            cmdlet=name,
            parameters=parameters(command.parameters),
            ask=lambda question: self._ask(question, host),
        )
        try:
            return await self.site.exchange.invoke(call)
        except NobodyAnswers as problem:
            return Output(failures=[errors.nobody_answers(str(problem))])
        except Exception as problem:  # noqa: BLE001  (shown to the client as the lab's own fault)
            _log.exception("%s failed in the lab", name)
            return Output(failures=[errors.broken(problem)])

    async def _ask(self, question: Question, host: HostInfo) -> int:
        own = self.pool.host if host.UseRunspaceHost else host
        if own is None or own.IsHostNull or own.IsHostUINull:
            raise NobodyAnswers(question.message)
        choices = [
            ChoiceDescription(Label=label, HelpMessage=help_) for label, help_ in question.choices
        ]
        call = ServerHostRequestor(self.pipeline).prompt_for_choice(
            question.caption, question.message, choices, question.default
        )
        waiting = self._answers[call] = asyncio.get_running_loop().create_future()
        self.drained()
        choice: int = await waiting
        return choice

    def _record(self, failure: Failure, cmdlet: str) -> ErrorRecord:
        return errors.record(failure, cmdlet, self.site.place())
