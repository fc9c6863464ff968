"""Starts the lab, and loads the product while the lab comes up: each takes a second or two."""

import asyncio
import signal
import tempfile
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path

from bot.demo.lab import starting_lab
from bot.demo.script import Wishes


async def demo(wishes: Wishes) -> int:
    """Play the wishes' script; gives the exit code.

    Raises:
        bot.demo.lab.LabFailed: The lab did not start, or a line could not be carried out.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hybridge-demo-")))
        starting = await stack.enter_async_context(
            starting_lab(wishes.scenario, folder, wishes.latency)
        )
        product = import_module("bot.demo.play")
        loading = asyncio.create_task(asyncio.to_thread(import_module("bot.wiring").load_libraries))
        await product.play(wishes, await starting.up(), stop)
        await loading
    return 0
