"""psrpcore's runspace pool with one addition: objects that are already CLIXML."""

from uuid import UUID

from psrpcore import ServerPipeline, ServerRunspacePool
from psrpcore._payload import PSRPMessage, StreamType, create_message
from psrpcore.types import (
    ErrorRecord,
    PSInvocationState,
    PSRPMessageType,
    PSVersion,
)

_VERSIONS = {
    "PSVersion": "5.1.17763.6532",
    "BuildVersion": "10.0.17763.6532",
    "CLRVersion": "4.0.30319.42000",
    "WSManStackVersion": "3.0",
}
"""PowerShell of a Windows Server 2019, which Exchange 2019 runs on."""


class Pool(ServerRunspacePool):
    """The server's half of one runspace pool."""

    def __init__(self) -> None:
        table = {name: PSVersion(version) for name, version in _VERSIONS.items()}
        super().__init__(application_private_data={"PSVersionTable": table})

    def put_object(self, clixml: str, pipeline: UUID) -> None:
        """Queue one output object.

        psrpcore offers no door for ready-made text, and its own serialiser knows neither
        ``MultiValuedProperty`` nor seven digits of a second; hence its internals here, pinned to
        0.3.1.
        """
        kind = PSRPMessageType.PipelineOutput
        message = create_message(False, kind, clixml.encode(), self.runspace_pool_id, pipeline)  # noqa: FBT003
        self._send_buffer.append(
            PSRPMessage(
                kind,
                bytearray(message),
                self.runspace_pool_id,
                pipeline,
                self._fragment_counter,
                StreamType.default,
            )
        )


def begin(pipeline: ServerPipeline) -> None:
    """Mark a pipeline as running, without the message that psrpcore would send: hosts do not."""
    pipeline._change_state(PSInvocationState.Running, emit=False)


def fail(pipeline: ServerPipeline, error: ErrorRecord) -> None:
    """End a pipeline by a terminating error, for which psrpcore has no method."""
    pipeline._change_state(PSInvocationState.Failed, error=error)
