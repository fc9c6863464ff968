"""A throw-away domain controller's Kerberos side: MIT's krb5kdc on loopback, in its own folder.

A real KDC, so passwords, locks, ends of accounts and tickets, and names are judged as everywhere.
What of Active Directory it cannot be: names are told apart by their case, and a user principal name
has to be entered as a principal of its own.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

REALM: Final = "CORP.LAB.TEST"
_TOOLS: Final = ("krb5kdc", "kdb5_util", "kadmin.local", "kinit")
_PLACES: Final = f"{os.defpath}:/usr/sbin:/usr/local/sbin:/usr/lib/mit/sbin"
_UP: Final = 15.0
"""Seconds in which it has to be there."""
_CLIENT: Final = """\
[libdefaults]
    default_realm = {realm}
    dns_lookup_kdc = false
    dns_lookup_realm = false
    dns_canonicalize_hostname = false
    rdns = false
[realms]
    {realm} = {{
        kdc = 127.0.0.1:{port}
    }}
    {silent} = {{
        kdc = 127.0.0.1:{silent_port}
    }}
[logging]
    kdc = FILE:{folder}/kdc.log
"""
_SERVER: Final = """\
[kdcdefaults]
    kdc_listen = 127.0.0.1:{port}
    kdc_tcp_listen = 127.0.0.1:{port}
[realms]
    {realm} = {{
        database_name = {folder}/principal
        key_stash_file = {folder}/stash
        acl_file = {folder}/acl
    }}
"""
SILENT: Final = "SILENT.LAB.TEST"
"""A realm whose controller takes what is sent and never answers."""


def missing() -> str:
    """Say what is not installed here; empty when a KDC can be run."""
    lacking = [tool for tool in _TOOLS if not _where(tool)]
    return (
        f"{', '.join(lacking)} not installed (Debian: krb5-kdc krb5-admin-server krb5-user)"
        * bool(lacking)
    )


def _where(tool: str) -> str:
    return shutil.which(tool) or shutil.which(tool, path=_PLACES) or ""


@dataclass
class Kdc:
    """One realm with its database, its servers' keys and its log, all below ``folder``."""

    folder: Path
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _void: list[socket.socket] = field(default_factory=list)

    def start(self) -> None:
        """Make the realm and serve it.

        Raises:
            RuntimeError: It does not come up; the message has the log.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = _free()
        silent_port = self._silent()
        values = {
            "realm": REALM,
            "silent": SILENT,
            "port": self.port,
            "silent_port": silent_port,
            "folder": self.folder,
        }
        self.client.write_text(_CLIENT.format(**values), encoding="utf-8")
        (self.folder / "kdc.conf").write_text(_SERVER.format(**values), encoding="utf-8")
        self._run("kdb5_util", "create", "-s", "-r", REALM, "-P", "only for this lab")
        self._process = subprocess.Popen(  # noqa: S603
            [_where("krb5kdc"), "-n", "-r", REALM, "-P", str(self.folder / "kdc.pid")],
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        patience = time.monotonic() + _UP
        while "commencing operation" not in self.log:
            if self._process.poll() is not None or time.monotonic() > patience:
                raise RuntimeError(f"starting krb5kdc: it did not come up\n{self.log}")
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
        for one in self._void:
            one.close()

    @property
    def client(self) -> Path:
        """The krb5.conf of whoever uses this realm."""
        return self.folder / "krb5.conf"

    @property
    def keytab(self) -> Path:
        """The servers' keys."""
        return self.folder / "servers.keytab"

    @property
    def log(self) -> str:
        path = self.folder / "kdc.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def count(self, what: str) -> int:
        """Count the requests that the log says this of, such as ``PREAUTH_FAILED``."""
        return len(re.findall(rf"_REQ .*: {what}[:,]", self.log))

    @property
    def sign_ins(self) -> int:
        """How often an account was given its first ticket."""
        return len(re.findall(r" AS_REQ .*: ISSUE: ", self.log))

    def user(self, name: str, password: str, *options: str) -> None:
        """Make an account; a password is proven before anything is given for it."""
        self._admin(f'addprinc +requires_preauth {" ".join(options)} -pw "{password}" {name}')

    def change(self, name: str, *options: str) -> None:
        """Change an account as ``modprinc`` does: ``-allow_tix``, ``-expire``, ``-maxlife`` …"""
        self._admin(f"modprinc {' '.join(options)} {name}")

    def password(self, name: str, password: str) -> None:
        self._admin(f'cpw -pw "{password}" {name}')

    def lock_after(self, failures: int) -> None:
        """Make a policy ``lockout``: so many wrong passwords lock an account."""
        self._admin(
            f"addpol -maxfailure {failures} -failurecountinterval 1h -lockoutduration 1h lockout"
        )

    def server(self, host: str, *, stranger: bool = False) -> None:
        """Give a server its name; with ``stranger`` the key is another account's."""
        self._admin(f"addprinc -randkey HTTP/{host}")
        if not stranger:
            self._admin(f"ktadd -q -k {self.keytab} HTTP/{host}")

    def write_keytab(self, path: Path, name: str) -> None:
        """Write an account's key as it is, without changing its password."""
        self._admin(f"ktadd -q -norandkey -k {path} {name}")

    def fill_cache(self, cache: str, user: str, password: str) -> None:
        """Put a user's first ticket into a cache, as kinit in somebody's cron does."""
        subprocess.run(  # noqa: S603
            [_where("kinit"), "-c", cache, user],
            env=self._environment(),
            input=password,
            check=True,
            capture_output=True,
            text=True,
        )

    def _admin(self, query: str) -> None:
        said = self._run("kadmin.local", "-r", REALM, "-q", query)
        if "while" in said:  # it ends with 0 whatever happens
            raise RuntimeError(f"{query.split(maxsplit=1)[0]}: {said}")

    def _run(self, tool: str, *arguments: str) -> str:
        done = subprocess.run(  # noqa: S603
            [_where(tool), *arguments],
            env=self._environment(),
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout + done.stderr

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": _PLACES,
            "KRB5_CONFIG": str(self.client),
            "KRB5_KDC_PROFILE": str(self.folder / "kdc.conf"),
        }

    def _silent(self) -> int:
        """Take a port for both protocols where nobody ever answers."""
        while True:
            datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            datagrams.bind(("127.0.0.1", 0))
            port = int(datagrams.getsockname()[1])
            stream = socket.socket()
            self._void += [datagrams, stream]
            with suppress(OSError):  # somebody else's, for the other protocol
                stream.bind(("127.0.0.1", port))
                stream.listen(1)
                return port


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
