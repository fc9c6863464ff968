"""Runs the bot until somebody stops it."""

import asyncio
import signal

import structlog

from bot.settings import Settings
from bot.wiring import serving

log = structlog.get_logger(__name__)


async def serve(settings: Settings) -> int:
    """Serve until SIGINT or SIGTERM; gives the exit code."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serving(settings) as bot:
        log.info("bot.listening", endpoint=bot.endpoint)
        await stop.wait()
    return 0
