"""``ExchangeLab`` answers every cmdlet that arrives, from whichever wire: the table finds it."""

import inspect
from typing import Final

from lab.exchange.binding import binding, bound
from lab.exchange.cmdlet import Cmdlet, Refused, Turn, error_id, unknown_cmdlet
from lab.exchange.tables import CLOUD, MAINTENANCE, PREMISES
from lab.faults import Fault
from lab.records import Call, Failure, Output
from lab.servicelets import catch_up
from lab.vigil import watch
from lab.world import World
from lab.world_premises import Server

SIDE_CLOUD: Final = "cloud"
_STOPPED: Final = Failure(
    exception="System.Management.Automation.PipelineStoppedException",
    message="The pipeline has been stopped.",
    category="OperationStopped",
    error_id="PipelineStopped",
    terminating=True,
)


class ExchangeLab:
    """The Exchange of one world; implements ``lab.records.Exchange``."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def invoke(self, call: Call) -> Output:
        """Run one cmdlet, latency and faults included; an error is an output like any other."""
        server = self._server(call.side)
        found = self._find(call.cmdlet, server)
        faults = self.world.faults
        await faults.delay(_kind(found, server))
        if found is not None:
            fault = faults.active("cmdlet-error", call.side, cmdlet=found.name)
            if fault is not None:
                return Output(failures=[_failing(Turn(self.world, found.name, server), fault)])
            if server is not None and self._loses(server, found.name, "before"):
                return Output(failures=[_STOPPED])
        output = await self.carry_out(call)
        if found is not None and server is not None:
            self._loses(server, found.name, "after")
        return output

    async def carry_out(self, call: Call) -> Output:
        """Run one cmdlet without latency and faults."""
        catch_up(self.world)
        server = self._server(call.side)
        found = self._find(call.cmdlet, server)
        if found is None:
            return Output(failures=[unknown_cmdlet(call.cmdlet)])
        turn = Turn(self.world, found.name, server, bound(call.parameters), call.ask)
        wrong = binding(found, call.parameters, server.build if server else "")
        if wrong is not None:
            return Output(failures=[wrong])
        output = await _run(found, turn)
        if found.writes:
            watch(self.world, f"{call.side}: {found.name}")
        return output

    def cmdlets(self, side: str) -> list[str]:
        """Give the names of the cmdlets of a side, as documented."""
        tables = [CLOUD] if side == SIDE_CLOUD else [PREMISES, MAINTENANCE]
        return sorted(each.name for table in tables for each in table.values())

    def _loses(self, server: Server, cmdlet: str, when: str) -> bool:
        """Let the answer of a cmdlet be lost, if a fault says so.

        The wire breaks; or, with ``silent``, the server leaves so many requests without an answer.
        """
        faults = self.world.faults
        fault = faults.active("cmdlet-lost", server.name, cmdlet=cmdlet, when=when)
        if fault is None:
            return False
        mute = int(fault.options.get("silent", 0))
        name = "server-silent" if mute else "dropped"
        faults.set(name, target=server.name, count=mute or 1, at="Receive", when="any")
        return True

    def _find(self, name: str, server: Server | None) -> Cmdlet | None:
        wanted = name.lower()
        if server is None:
            return CLOUD.get(wanted)
        return PREMISES.get(wanted) or MAINTENANCE.get(wanted)

    def _server(self, side: str) -> Server | None:
        if side == SIDE_CLOUD:
            return None
        server = self.world.server(side)
        if server is None:
            raise LookupError(f"there is no Exchange server {side} in this world")
        return server


async def _run(found: Cmdlet, turn: Turn) -> Output:
    try:
        result = found.run(turn)
        return await result if inspect.isawaitable(result) else result
    except Refused as error:
        return Output(failures=[error.failure])


def _kind(found: Cmdlet | None, server: Server | None) -> str:
    if found is not None and found.kind:
        return found.kind
    return "exchange-online" if server is None else "on-premises"


def _failing(turn: Turn, fault: Fault) -> Failure:
    exception = str(fault.options.get("exception", "Microsoft.Exchange.Data.DataSourceException"))
    return Failure(
        exception=exception,
        message=str(
            fault.options.get("message", "An Active Directory error occurred. Please try again.")
        ),
        category=str(fault.options.get("category", "NotSpecified")),
        error_id=error_id(turn, exception.rpartition(".")[2]),
        terminating=bool(fault.options.get("terminating", False)),
    )
