"""The store that needs no installation: a private Valkey in our data folder, on a unix socket.

One process at a time owns a folder (a lock that dies with it).  Every write is on the disk before
it is answered, so a kill of either process, or of both, loses nothing.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import structlog

from jobs.server import CannotStart, Server, socket_for
from jobs.tasks import end

log = structlog.get_logger(__name__)

__all__ = ["CannotStart", "FolderInUse", "embedded"]


class FolderInUse(Exception):
    """Another process owns the folder; ``pid`` is its number, 0 when it did not say."""

    def __init__(self, folder: Path, pid: int) -> None:
        super().__init__(
            f"opening the store in {folder}: process {pid or '(unknown)'} is using it; "
            "stop that process, or let both use one Redis (`[store] url`)"
        )
        self.pid = pid


@asynccontextmanager
async def embedded(folder: Path) -> AsyncGenerator[str, None]:
    """Serve the store in ``folder``, made for us alone if need be; gives its ``unix://`` address.

    A server that dies is started again.  At the end it is stopped, unless this program is killed:
    then the next to own the folder stops it.

    Raises:
        FolderInUse: Another process owns the folder.
        CannotStart: The server does not start, or the folder is not ours.
    """
    place = _private(folder)
    with _owned(place):
        socket = socket_for(place)
        server = Server(place, socket)
        await server.start()
        watching = asyncio.create_task(server.watch())
        try:
            yield f"unix://{quote(str(socket))}"
        finally:
            await end(watching)
            await server.stop()
            _tidy(place, socket)


def _private(folder: Path) -> Path:
    """Make the folder, for us alone; says whose it has to be where it cannot be ours."""
    user = os.getuid()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = folder.resolve()
        owner = place.stat().st_uid
        if owner != user:
            raise CannotStart(
                f"opening the store: {place} belongs to another user ({owner}), and this program "
                f"runs as {user}; run chown -R {user} {place}, or run it as {owner}"
            )
        place.chmod(0o700)
    except OSError as error:
        raise CannotStart(
            f"making the folder of the store, {folder}: {error.strerror or error}; give "
            f"{folder.parent} to the user that this program runs as: chown -R {user} "
            f"{folder.parent} (in a container, on the host's side of the mount)"
        ) from error
    return place


@contextmanager
def _owned(folder: Path) -> Generator[None, None, None]:
    """Hold the folder's lock, which the system frees when its owner dies, however it dies.

    The folder itself is locked, which nobody deletes by mistake; the note beside it too, as earlier
    versions lock that alone.
    """
    path = folder / "owner.pid"
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    note = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii")
    with note:
        try:
            for each in (place, note.fileno()):
                fcntl.flock(each, fcntl.LOCK_EX | fcntl.LOCK_NB)
            note.truncate(0)
            note.write(str(os.getpid()))
            note.flush()
            yield
        except BlockingIOError:
            raise FolderInUse(folder, _number(note.read())) from None
        finally:
            os.close(place)


def _number(text: str) -> int:
    return int(text) if text.strip().isdigit() else 0


def _tidy(folder: Path, socket: Path) -> None:
    if socket.parent != folder:
        with suppress(OSError):
            socket.parent.rmdir()
