"""Opens all the doors of one organisation: what the bot's wiring calls."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import structlog

from adapters import logs
from adapters.entra import AppCredential
from adapters.exchange_online import ExchangeOnline
from adapters.exchange_onprem import Account, ExchangeServers
from adapters.graph import GraphDirectory
from adapters.log_analytics import Workspace
from adapters.network import Network
from adapters.own_keys import OwnKeys
from adapters.trust import trust
from commands.organisation import Organisation
from commands.ports import Clock, World
from commands.secret import Secret

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """How one organisation is signed in to, its secrets resolved."""

    exchange: Account
    """For Exchange's servers."""
    client_id: str
    """The application in Entra ID."""
    certificate_pem: Secret
    """Its certificate and private key."""
    ca_file: Path | None = None
    """Authorities trusted beside the system's, for this organisation only."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An organisation's doors, and their hinges."""

    world: World
    _graph: GraphDirectory
    _cloud: ExchangeOnline
    _on_premises: ExchangeServers
    _credential: AppCredential
    _workspace: Workspace | None

    async def warm_up(self) -> None:
        """Load what is slow to load, off the event loop; nothing is asked of anybody.

        Without it the first call of each kind waits as long.
        """
        await asyncio.gather(self._on_premises.warm_up(), self._graph.warm_up())

    async def close(self) -> None:
        """Close every connection and session; takes a few seconds at most."""
        await asyncio.gather(self._on_premises.close(), self._cloud.close(), self._graph.close())
        if self._workspace is not None:
            await self._workspace.close()
        await self._credential.close()


def _broke(check: str, error: Exception) -> None:
    """Tell the log where a judge of ours raised; the finding names only what."""
    log.error("check.broke", check=check, exc_info=error)


async def open_world(organisation: Organisation, credentials: Credentials, clock: Clock) -> Opened:
    """Make the adapters of one organisation; nothing is connected to yet.

    Raises:
        ValueError: when the certificate or an allowed network cannot be read.
        OSError: when the file of authorities cannot be read.
        OutsideError: when no name server is configured, here or on this machine.
    """
    logs.quieten()
    context = trust(credentials.ca_file)
    net = Network(probes=organisation.probes, cloud=organisation.cloud, trust=context)
    credential = AppCredential(
        login=organisation.cloud.login,
        tenant_id=str(organisation.tenant_id),
        client_id=credentials.client_id,
        certificate_pem=credentials.certificate_pem,
        trust=context,
    )
    graph = GraphDirectory(
        base=organisation.cloud.graph, credential=credential, trust=context, clock=clock
    )
    cloud = ExchangeOnline(
        base=organisation.cloud.exchange,
        tenant_id=str(organisation.tenant_id),
        credential=credential,
        trust=context,
        clock=clock,
    )
    on_premises = ExchangeServers(
        organisation.servers,
        credentials.exchange,
    )
    proven_by = organisation.proofs.graph_activity
    workspace = None
    if proven_by is not None:
        workspace = Workspace(
            base=organisation.cloud.logs,
            audience=organisation.cloud.logs_audience,
            id=proven_by,
            credential=credential,
            trust=context,
            clock=clock,
        )
    world = World(
        organisation=organisation,
        on_premises=on_premises,
        cloud=cloud,
        graph=graph,
        net=net,
        clock=clock,
        keys=OwnKeys(),
        workspace=workspace,
        broke=_broke,
    )
    return Opened(
        world=world,
        _graph=graph,
        _cloud=cloud,
        _on_premises=on_premises,
        _credential=credential,
        _workspace=workspace,
    )
