"""The process that forks workers, one for each line it reads, and says what becomes of them.

Libraries are loaded once, before the first fork; see ``Forks`` for who listens.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from tests.crash.fuse import tell


def forking(work: Callable[[str], Coroutine[Any, Any, None]]) -> None:
    """Fork for each line of standard input a worker that does what ``work`` makes of it."""
    signal.signal(signal.SIGCHLD, _reap)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            asyncio.run(work(line))
            os._exit(0)
        tell({"started": child})


def _reap(*_: object) -> None:
    """Say which workers have stopped or ended."""
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG | os.WUNTRACED)
        except ChildProcessError:
            return
        if child == 0:
            return
        if os.WIFSTOPPED(status):
            tell({"stopped": child})
        else:
            tell({"ended": child, "status": os.waitstatus_to_exitcode(status)})
