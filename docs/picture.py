"""Draws the pictures of the documentation: the result card of the demo, as people see it.

The demo is played as a process of its own; its last card is drawn with the package that Microsoft
publishes for it, in a headless Chromium, in light and in dark.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from docs.png import smaller
from lab.page import browser
from lab.page.browser import NoBrowser, PageFailed, Tab
from lab.teams import page

HOME: Final = Path(__file__).resolve().parent
PAGE: Final = HOME.parent / "lab" / "page"
SCRIPTS: Final = (
    PAGE / "node_modules" / "adaptivecards" / "dist" / "adaptivecards.min.js",
    PAGE / "node_modules" / "markdown-it" / "dist" / "markdown-it.min.js",
    PAGE / "hosts.js",
    PAGE / "cards.js",
)
SCENARIO: Final = "hbna"
SAID: Final = "check oauth hbna.co.kr"
PICTURES: Final = {"light": "check-oauth.png", "dark": "check-oauth-dark.png"}
WIDTH: Final = 520
"""CSS pixels of the card, a little more than a channel's column gives it."""
TALLEST: Final = 1600
"""CSS pixels; of a taller card the picture shows as many whole parts as fit."""
LARGEST: Final = 300_000
"""Bytes of a picture."""
SCALES: Final = (2, 1.5, 1)
DEMO: Final = 300
"""Seconds the demo may take."""


class NoPicture(Exception):
    """The pictures cannot be drawn; says why, and what to do."""


def main() -> int:
    """Draw both pictures."""
    try:
        asyncio.run(_draw(last_card(_played())))
    except (NoPicture, NoBrowser, PageFailed) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def last_card(lines: str) -> Mapping[str, Any]:
    """Find the final card in what ``demo --json`` printed, one JSON object a line."""
    events = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
    cards = [event["card"] for event in events if event["kind"] == "card"]
    if not cards:
        raise NoPicture("the demo has shown no card")
    return dict(cards[-1])


def _played() -> str:
    if page.missing():
        raise NoPicture("What draws cards was not fetched: install Node.js and run make page.")
    if not browser.found():
        raise NoPicture(browser.MISSING)
    command = ["--scenario", SCENARIO, "--as", "operator", "--say", SAID, "--json"]
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-m", "bot", "demo", *command],
        cwd=HOME.parent,
        stdout=subprocess.PIPE,
        timeout=DEMO,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        raise NoPicture(f"the demo ended with code {done.returncode}")
    return done.stdout


async def _draw(card: Mapping[str, Any]) -> None:
    async with browser.tab() as tab:
        await _set_up(tab)
        for theme, name in PICTURES.items():
            picture = await _picture(tab, card, theme)
            (HOME / "pictures" / name).write_bytes(picture)
            print(f"wrote docs/pictures/{name}: {len(picture) // 1000} kB")


async def _set_up(tab: Tab) -> None:
    await tab.open("about:blank", width=WIDTH, height=1000)
    for script in SCRIPTS:
        await tab.run(f"{script.read_text(encoding='utf-8')};0")
    style = (PAGE / "cards.css").read_text(encoding="utf-8")
    await tab.run(f"document.head.append(Object.assign(document.createElement('style'), "
                  f"{{ textContent: {json.dumps(style)} }}))")  # fmt: skip
    await tab.run("document.body.style.margin = 0")


async def _picture(tab: Tab, card: Mapping[str, Any], theme: str) -> bytes:
    """Give the largest picture that is small enough."""
    await tab.run(
        f"document.documentElement.dataset.theme = {json.dumps(theme)};"
        f"document.body.replaceChildren(cards.draw({json.dumps(card)}, {json.dumps(theme)},"
        " () => {})); document.fonts.ready.then(() => 0)"
    )
    height = await tab.run(_HEIGHT)
    for scale in SCALES:
        await tab.resize(WIDTH, int(height), scale)
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": int(height)}
        picture = smaller(await tab.picture(clip))
        if len(picture) <= LARGEST:
            return picture
    raise NoPicture(f"the {theme} picture is larger than {LARGEST} bytes at every scale")


_HEIGHT: Final = f"""(() => {{
  const card = document.querySelector(".card");
  const whole = card.getBoundingClientRect().bottom;
  if (whole <= {TALLEST}) return whole;
  const parts = [...document.querySelectorAll(".ac-adaptiveCard > *")];
  const ends = parts.map((part) => part.getBoundingClientRect().bottom);
  return Math.max(...ends.filter((end) => end + 12 <= {TALLEST})) + 12;
}})()"""


if __name__ == "__main__":
    sys.exit(main())
