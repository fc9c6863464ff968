"""Drives a headless Chromium over its DevTools protocol: to try the chat page and to draw cards.

https://chromedevtools.github.io/devtools-protocol/
"""

import asyncio
import base64
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import aiohttp

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING: Final = (
    "No Chromium is installed.  On Debian: apt-get install chromium fonts-noto-core "
    "fonts-noto-cjk fonts-noto-color-emoji"
)
_START: Final = 30.0
"""Seconds a browser may take to come up."""
_ANSWER: Final = 30.0
_FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-default-apps", "--disable-extensions", "--no-first-run", "--hide-scrollbars"),
    *("--remote-debugging-port=0", "--font-render-hinting=none", "about:blank"),
)


class NoBrowser(Exception):
    """There is no Chromium, or it did not come up; says what to do."""


class PageFailed(Exception):
    """A script on the page failed."""


def found() -> str:
    """Give the program's path, empty when none is installed."""
    return next((path for name in _NAMES if (path := shutil.which(name))), "")


class Tab:
    """One page."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._loaded = asyncio.Event()
        self.requests: list[str] = []
        """Addresses that the page has asked for."""
        self.complaints: list[str] = []
        """What the console and the page's own errors said."""

    async def listen(self) -> None:
        """Take in what the browser tells; runs until the connection ends."""
        async for message in self._socket:
            told = message.json()
            if "id" in told:
                waiting = self._waiting.pop(told["id"], None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(told)
            else:
                self._note(told["method"], told["params"])

    async def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Carry out one command of the protocol."""
        number = next(self._numbers)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        told = await asyncio.wait_for(answer, _ANSWER)
        if "error" in told:
            raise PageFailed(f"{method}: {told['error']['message']}")
        return dict(told["result"])

    async def open(self, url: str, *, width: int, height: int, scale: float = 1) -> None:
        """Open an address in a window of that many CSS pixels, and wait until it has loaded."""
        for domain in ("Page", "Runtime", "Network", "Log"):
            await self.do(f"{domain}.enable")
        await self.resize(width, height, scale)
        self._loaded.clear()
        await self.do("Page.navigate", url=url)
        await asyncio.wait_for(self._loaded.wait(), _ANSWER)

    async def resize(self, width: int, height: int, scale: float = 1) -> None:
        await self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )

    async def run(self, script: str) -> Any:
        """Run an expression of JavaScript, await it, and give its value as JSON."""
        answer = await self.do(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise PageFailed(_why(answer["exceptionDetails"]))
        return answer["result"].get("value")

    async def until(self, script: str) -> Any:
        """Wait until an expression is true; gives its value, raises ``PageFailed`` if it stays
        untrue.
        """
        return await self.run(
            f"new Promise((done, fail) => {{ const end = Date.now() + {int(_ANSWER * 900)};"
            f" const look = () => {{ const now = {script}; if (now) done(now);"
            " else if (Date.now() > end) fail(new Error('still untrue'));"
            " else setTimeout(look, 30); }; look(); })"
        )

    async def press(self, key: str) -> None:
        """Press one named key, such as ``Tab`` or ``Enter``."""
        text = {"Enter": "\r", "Space": " "}.get(key, "")
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "Space": 32}
        name = " " if key == "Space" else key
        common = {"key": name, "code": key, "windowsVirtualKeyCode": codes[key]}
        await self.do("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        await self.do("Input.dispatchKeyEvent", type="keyUp", **common)

    async def type(self, text: str) -> None:
        await self.do("Input.insertText", text=text)

    async def picture(self, clip: Mapping[str, float] | None = None) -> bytes:
        """Give a PNG of the page, or of the part ``{x, y, width, height}`` of it."""
        options: dict[str, Any] = {"format": "png"}
        if clip is not None:
            options |= {"clip": {**clip, "scale": 1}, "captureBeyondViewport": True}
        return base64.b64decode((await self.do("Page.captureScreenshot", **options))["data"])

    def _note(self, method: str, told: Mapping[str, Any]) -> None:
        match method:
            case "Page.loadEventFired":
                self._loaded.set()
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(_why(told["exceptionDetails"]))
            case "Log.entryAdded" if told["entry"]["level"] in {"error", "warning"}:
                self.complaints.append(told["entry"]["text"])
            case "Runtime.consoleAPICalled" if told["type"] in {"error", "warning"}:
                self.complaints.append(" ".join(str(one.get("value")) for one in told["args"]))
            case _:
                pass


@asynccontextmanager
async def tab() -> AsyncIterator[Tab]:
    """Start a browser with a profile of its own, and end it afterwards.

    Raises:
        NoBrowser: There is none, or it does not start.
    """
    program = found()
    if not program:
        raise NoBrowser(MISSING)
    with tempfile.TemporaryDirectory(
        prefix="hybridge-browser-", ignore_cleanup_errors=True
    ) as folder:
        process = await asyncio.create_subprocess_exec(
            program, f"--user-data-dir={folder}", *_FLAGS,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            port = await _port(process)
            async with aiohttp.ClientSession() as http:
                yielded = _first_tab(http, port)
                async with yielded as page:
                    yield page
        finally:
            if process.returncode is None:
                process.terminate()
            await process.communicate()


async def _port(process: asyncio.subprocess.Process) -> int:
    """Read where the browser listens from what it says at its start."""
    assert process.stderr is not None  # noqa: S101  (it was asked for above)
    said = b""
    try:
        async with asyncio.timeout(_START):
            async for line in process.stderr:
                said += line
                _, found_it, address = line.partition(b"DevTools listening on ws://127.0.0.1:")
                if found_it:
                    return int(address.partition(b"/")[0])
    except TimeoutError:
        pass
    raise NoBrowser(f"Chromium did not come up: {said.decode(errors='replace')[-500:]}")


@asynccontextmanager
async def _first_tab(http: aiohttp.ClientSession, port: int) -> AsyncIterator[Tab]:
    async with http.get(f"http://127.0.0.1:{port}/json/list") as answer:
        pages = [one for one in await answer.json() if one["type"] == "page"]
    address = pages[0]["webSocketDebuggerUrl"]
    async with http.ws_connect(address, max_msg_size=64 * 1024 * 1024) as socket:
        page = Tab(socket)
        listening = asyncio.create_task(page.listen())
        try:
            yield page
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


def _why(details: Mapping[str, Any]) -> str:
    thrown = details.get("exception", {})
    return str(thrown.get("description") or thrown.get("value") or details.get("text"))
