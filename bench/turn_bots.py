"""The bots that ``bench.turn`` compares, each in a process of its own.

``ours`` is the product's door, turns, store and cards, with the embedded store beside it on the
same core; no worker runs, so a turn ends with the first card.  ``stock`` is the SDK's echo sample
on its own HTTP path with its own credentials; ``stock-token`` is the same with the credentials
replaced by a constant, so that what is left is the SDK's turn alone.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from aiohttp import web

from bench.turn_far import APP, LOGIN, PERSON, TENANT
from commands.secret import Secret

Build = Callable[[dict[str, Any], AsyncExitStack], Awaitable[web.Application]]


async def ours(far: dict[str, Any], stack: AsyncExitStack) -> web.Application:
    """The product, wired as ``bot/wiring.py`` wires it."""
    from adapters.clock import Clock  # noqa: PLC0415  (each bot loads only what is its own)
    from bot.keeper import Keeper  # noqa: PLC0415
    from bot.people_settings import Grants  # noqa: PLC0415
    from bot.roles import Roles  # noqa: PLC0415
    from bot.teams import Outgoing, TeamsSettings  # noqa: PLC0415
    from bot.turns import Talk  # noqa: PLC0415
    from commands.catalog import SUITES  # noqa: PLC0415
    from commands.phrases import render  # noqa: PLC0415
    from commands.tenancy import Tenancy  # noqa: PLC0415
    from jobs.chain import key_in  # noqa: PLC0415
    from jobs.connection import connect  # noqa: PLC0415
    from jobs.desk import Desk  # noqa: PLC0415
    from jobs.embedded import embedded  # noqa: PLC0415
    from jobs.store import Store  # noqa: PLC0415

    folder, clock = Path(far["folder"]), Clock()
    redis = connect(await stack.enter_async_context(embedded(folder)))
    stack.push_async_callback(redis.aclose)
    tenancy = Tenancy.of((_organisation(),))
    desk = Desk(Store(redis, key=key_in(folder)), clock, tenancy=tenancy)
    outgoing = Outgoing(
        TeamsSettings(
            app_id=APP,
            tenants=(TENANT,),
            secret=Secret("a secret of the bench"),  # checked by nobody
            login=f"https://localhost:{far['login']}",
            metadata=f"{far['url']}/metadata",
            service_hosts=("localhost",),
            ca=Path(far["ca"]),
            development=True,  # the far side speaks plain http, as for the stock bot
        ),
        clock,
    )
    keeper = Keeper(
        desk=desk, posts=outgoing.posts, suites=SUITES, clock=clock, owner="bench", tenancy=tenancy
    )
    talk = Talk(
        organisations=(_organisation(),),
        roles=Roles.of(Grants(operators=(PERSON,)), tenancy, clock),
        desk=desk,
        cards=keeper,
        clock=clock,
    )
    teams = outgoing.listen(talk, partial(desk.first_seen, seconds=86_400.0), speak=render)
    stack.push_async_callback(teams.close)
    keeping = asyncio.create_task(keeper.run())
    stack.callback(keeping.cancel)
    return teams.app


def _organisation() -> Any:
    from commands.organisation import Mailboxes, Organisation, Server  # noqa: PLC0415

    return Organisation(
        name="hbna",
        domains=("hbna.co.kr",),
        tenant_id=UUID(TENANT),
        initial_domain="hbna.onmicrosoft.com",
        routing_domain="hbna.mail.onmicrosoft.com",
        servers=(Server(name="EX01", address="127.0.0.1", port=1, tls=True),),
        mailboxes=Mailboxes(on_premises="a@hbna.co.kr", cloud="b@hbna.co.kr"),
    )


async def stock(far: dict[str, Any], _: AsyncExitStack) -> web.Application:
    """The SDK's echo bot as its samples build it."""
    from botbuilder.core import ActivityHandler, TurnContext  # noqa: PLC0415
    from botbuilder.integration.aiohttp import (  # noqa: PLC0415
        CloudAdapter,
        ConfigurationBotFrameworkAuthentication,
    )
    from botframework.connector.auth import ChannelValidation  # noqa: PLC0415
    from urllib3.util import connection  # noqa: PLC0415

    ChannelValidation.open_id_metadata_endpoint = f"{far['url']}/metadata"
    # As an entry in the hosts file would do: the SDK's library insists on the real name.
    os.environ["REQUESTS_CA_BUNDLE"] = far["ca"]  # noqa: TID251  (read by that library)
    connect = connection.create_connection

    def here(address: tuple[str, int], *args: Any, **kwargs: Any) -> Any:
        if address[0] == LOGIN:
            address = ("127.0.0.1", far["login"])
        return connect(address, *args, **kwargs)

    connection.create_connection = here

    class Config:
        APP_ID = APP
        APP_PASSWORD = "a secret of the bench"  # noqa: S105  (checked by nobody)
        APP_TYPE = "SingleTenant"
        APP_TENANTID = TENANT

    class Echo(ActivityHandler):
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            text = TurnContext.remove_recipient_mention(turn_context.activity)
            await turn_context.send_activity(f"Echo: {text}")

    adapter, bot = CloudAdapter(ConfigurationBotFrameworkAuthentication(Config)), Echo()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, bot)

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    return app


async def stock_token(far: dict[str, Any], stack: AsyncExitStack) -> web.Application:
    """The same, spared its credentials."""
    from botframework.connector.auth import MicrosoftAppCredentials  # noqa: PLC0415

    MicrosoftAppCredentials.get_access_token = lambda *_, **__: "constant"
    return await stock(far, stack)


BOTS: dict[str, Build] = {"ours": ours, "stock": stock, "stock-token": stock_token}


async def serve(name: str, far: dict[str, Any]) -> None:
    """Serve one bot until SIGTERM; says its port in a line of JSON."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(await BOTS[name](far, stack), access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(json.dumps({"port": runner.addresses[0][1]}), flush=True)
        await stop.wait()


def _log_to(path: str) -> None:
    """Log at the level a served bot has, to a file: the log's cost is part of a turn's."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(Path(path).open("a")),  # noqa: SIM115
    )


if __name__ == "__main__":
    asked = json.loads(sys.argv[2])
    _log_to(asked["log"])
    asyncio.run(serve(sys.argv[1], asked))
