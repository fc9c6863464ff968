"""Serves the chat page and what it draws cards with; nothing on it comes from elsewhere."""

from pathlib import Path
from typing import Final

from aiohttp import web

_PAGE: Final = Path(__file__).resolve().parent.parent / "page"
_MODULES: Final = _PAGE / "node_modules"
_SCRIPTS: Final = {
    "adaptivecards.js": "adaptivecards/dist/adaptivecards.min.js",
    "markdown-it.js": "markdown-it/dist/markdown-it.min.js",
}
_OWN: Final = ("page.js", "screen.js", "cards.js", "hosts.js", "page.css", "cards.css")
_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def missing() -> bool:
    """Whether what draws the cards was not fetched."""
    return not all((_MODULES / path).is_file() for path in _SCRIPTS.values())


def routes() -> list[web.RouteDef]:
    return [web.get("/", _index), web.get("/page/{file}", _file)]


async def _index(_: web.Request) -> web.StreamResponse:
    if missing():
        text = "The chat page needs Node.js: run make page, then start again."
        return web.Response(status=404, text=text)
    return web.FileResponse(_PAGE / "index.html", headers=_HEADERS)


async def _file(request: web.Request) -> web.StreamResponse:
    name = request.match_info["file"]
    if name in _OWN:
        return web.FileResponse(_PAGE / name, headers=_HEADERS)
    if name in _SCRIPTS and not missing():
        return web.FileResponse(_MODULES / _SCRIPTS[name], headers=_HEADERS)
    return web.Response(status=404)
