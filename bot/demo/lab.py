"""The lab as the demo sees it: a process of its own, spoken to over its control address."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import aiohttp

_HOME: Final = Path(__file__).resolve().parents[2]
_LOCALES: Final = {"en": "en-US", "ko": "ko-KR", "fr": "fr-FR"}
_NEWEST: Final = "15.2.2562.53"
_DEDICATED: Final = "ExchangeServerApp-"
_START: Final = 30.0
"""Seconds the lab may take to come up, on a slow machine."""


class LabFailed(Exception):
    """The lab did not start, or did not do what it was asked."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """How the lab's Teams delivered a message or a click to the bot."""

    status: int
    id: str


class Lab:
    """The control address of a running lab."""

    def __init__(self, control: str, settings: Path, http: aiohttp.ClientSession) -> None:
        self.control = control
        self.settings = settings
        self._http = http

    async def connect(self, bot: str, language: str) -> None:
        """Tell the lab's Teams where the bot listens, and which language people's clients have."""
        await self._post("bot", {"url": bot, "locale": _LOCALES[language]})

    async def say(self, person: str, text: str) -> Said:
        answer = await self._post("say", {"person": person, "text": text, "thread": None})
        return Said(status=answer["status"], id=answer["id"])

    async def click(self, person: str, verb: str) -> Said:
        """Press the button of that verb on the newest card that offers it."""
        answer = await self._post("click", {"person": person, "verb": verb, "card": None})
        return Said(status=answer["status"], id=answer.get("id", ""))

    async def advance(self, seconds: float) -> None:
        """Move the lab's clock forward."""
        await self._post("clock", {"advance": seconds})

    async def meanwhile(self, what: str) -> None:
        """Let somebody with every right do something; see ``bot.demo.script.MEANWHILE``."""
        state = await self._get("state")
        if what == "update":
            for server in state["servers"]:
                await self._post("update", {"server": server, "build": _NEWEST})
            return
        for application in state["tenant"]["applications"]:
            if application["name"].startswith(_DEDICATED):
                await self._post("consent", {"app_id": application["app_id"]})

    async def now(self) -> datetime:
        """The time on the lab's clock."""
        return datetime.fromisoformat((await self._get("clock"))["now"])

    async def events(self, after: int, wait: float) -> Sequence[dict[str, Any]]:
        """What happened in the chat after event number ``after``; waits for the first."""
        answer = await self._get("events", after=str(after), wait=str(wait))
        return list(answer["events"])

    async def people(self) -> dict[str, str]:
        """Give the names of everybody in the channel, by who they are in the story."""
        people = {
            one["key"]: f"{one['name']} ({one['key']})"
            for one in (await self._get("people"))["people"]
        }
        return people | {"bot": "Hybridge"}

    async def has_page(self) -> bool:
        async with self._http.get(self.control + "/") as answer:
            return answer.status == 200  # noqa: PLR2004  (HTTP OK)

    async def _get(self, path: str, **query: str) -> Any:
        async with self._http.get(f"{self.control}/lab/{path}", params=query) as answer:
            return await self._read(answer, path)

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        async with self._http.post(f"{self.control}/lab/{path}", json=body) as answer:
            return await self._read(answer, path)

    async def _read(self, answer: aiohttp.ClientResponse, path: str) -> Any:
        text = await answer.text()
        if answer.status >= 400:  # noqa: PLR2004  (HTTP errors)
            raise LabFailed(f"asking the lab for {path}: HTTP {answer.status}: {text[:300]}")
        return json.loads(text)


class Starting:
    """A lab that has been started and may not be up yet."""

    def __init__(self, process: asyncio.subprocess.Process, http: aiohttp.ClientSession) -> None:
        self._process = process
        self._http = http
        self._errors = asyncio.create_task(_tail(process))

    async def up(self) -> Lab:
        """Wait until it is up.

        Raises:
            LabFailed: It did not come up; its own words are in the message.
        """
        ready = await _ready(self._process, self._errors)
        return Lab(ready["control"], Path(ready["settings"]), self._http)

    async def end(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.wait()
        await self._errors


@asynccontextmanager
async def starting_lab(scenario: str, folder: Path, latency: str) -> AsyncIterator[Starting]:
    """Start the lab in ``folder``; it ends with this context, and with this process."""
    arguments = ["--scenario", scenario, "--folder", str(folder), "--with-parent"]
    if latency:
        arguments += ["--latency", latency]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "lab", "serve", *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=_HOME,
        start_new_session=True,
    )  # fmt: skip
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as http:
        starting = Starting(process, http)
        try:
            yield starting
        finally:
            await starting.end()


@asynccontextmanager
async def running_lab(scenario: str, folder: Path, latency: str) -> AsyncIterator[Lab]:
    """Start the lab and wait until it is up.

    Raises:
        LabFailed: It did not come up; its own words are in the message.
    """
    async with starting_lab(scenario, folder, latency) as starting:
        yield await starting.up()


async def _ready(
    process: asyncio.subprocess.Process, errors: "asyncio.Task[str]"
) -> dict[str, Any]:
    assert process.stdout is not None  # noqa: S101  (it was asked for above)
    try:
        line = await asyncio.wait_for(process.stdout.readline(), _START)
    except TimeoutError:
        line = b""
    if line:
        return dict(json.loads(line))
    if process.returncode is None:
        process.terminate()
    words = (await errors).strip().splitlines()
    raise LabFailed(f"starting the lab: {words[-1] if words else 'it did not come up in time'}")


async def _tail(process: asyncio.subprocess.Process) -> str:
    """Read the lab's complaints as they come; gives the last of them."""
    assert process.stderr is not None  # noqa: S101  (it was asked for above)
    last: list[str] = []
    async for line in process.stderr:
        last = [*last[-30:], line.decode(errors="replace")]
    return "".join(last)
