"""Runs the bot, or only its worker, until somebody stops it."""

import asyncio
import signal

import structlog

from bot.settings import Settings
from bot.wiring import serving, working

log = structlog.get_logger(__name__)


async def serve(settings: Settings, *, with_worker: bool = True) -> int:
    """Serve until SIGINT or SIGTERM; gives the exit code."""
    stop = _asked_to_stop()
    async with serving(settings, work=with_worker) as bot:
        log.info("bot.listening", endpoint=bot.endpoint, worker=with_worker)
        await stop.wait()
    return 0


async def work(settings: Settings) -> int:
    """Work on jobs until SIGINT or SIGTERM; gives the exit code."""
    stop = _asked_to_stop()
    async with working(settings) as name:
        log.info("bot.working", worker=name)
        await stop.wait()
    return 0


def _asked_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
