"""Owns an embedded store in a process of its own, for tests that kill it: folder."""

import asyncio
import sys
from pathlib import Path

from jobs.embedded import FolderInUse, embedded


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


async def main(folder: Path) -> None:
    try:
        async with embedded(folder) as url:
            say(f"serving {url}")
            await asyncio.Event().wait()
    except FolderInUse as error:
        say(f"refused: {error}")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
