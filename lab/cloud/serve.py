"""Starts the cloud's services: sign-in, Graph, Exchange Online, metadata; one port each."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.ca import Authority
from lab.cloud import documents, entra, exchange_online, graph, workspace
from lab.cloud.tokens import GRAPH, Tokens
from lab.net.listener import Listener
from lab.records import Exchange
from lab.world import World
from lab.world_premises import EXCHANGE_ONLINE


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """The running services; addresses are without a trailing slash."""

    tokens: Tokens
    login: str
    graph: str
    exchange: str
    documents: str
    logs: str
    listeners: Sequence[Listener]

    async def stop(self) -> None:
        for listener in self.listeners:
            await listener.stop()


async def start(
    world: World, authority: Authority, exchange: Exchange, cmdlets: Sequence[str] = ()
) -> Cloud:
    """Start everything on free loopback ports; ``exchange`` answers the side ``cloud``."""
    tokens = Tokens(world)
    context = authority.leaf(["localhost", "127.0.0.1"]).context()
    listeners = [
        Listener(app, context)
        for app in (
            entra.application(world, tokens),
            graph.application(world, tokens),
            exchange_online.application(world, tokens, exchange, cmdlets),
            documents.application(world),
            workspace.application(world, tokens),
        )
    ]
    for listener in listeners:
        await listener.start()
    login, graph_at, exchange_at, documents_at, logs_at = (
        f"https://localhost:{listener.port}" for listener in listeners
    )
    tokens.also_called(GRAPH, graph_at)
    tokens.also_called(EXCHANGE_ONLINE, exchange_at)
    return Cloud(
        tokens=tokens,
        login=login,
        graph=graph_at,
        exchange=exchange_at,
        documents=documents_at,
        logs=logs_at,
        listeners=listeners,
    )
