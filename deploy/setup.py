"""Build ``.venv`` from a lock file, with nothing but a bare Python 3.11 or later.

Run by ``make setup``; standard library only.  Installs with uv, which is brought in by pip.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
BIN = VENV / "bin"
UV = "uv==0.13.8"
KERBEROS = ("decorator", "gssapi", "krb5")
"""Kerberos' bindings: for Linux there is their source only, which a compiler turns into wheels."""
LACKING = "apt-get install gcc libkrb5-dev python3-dev"


def main(lock: str) -> int:
    if sys.version_info < (3, 11):
        return _stop(f"Python {sys.version.split()[0]} is too old", "run make PYTHON=python3.11")
    if not (BIN / "python").exists() and (problem := _make_venv()):
        return _stop(
            problem, "install it (Debian: apt-get install python3-venv) and run make again"
        )
    print(f"setting up .venv from {lock} …", flush=True)
    python = str(BIN / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV]
    environment = _environment(python)
    if subprocess.run(install, check=False, env=environment).returncode:  # noqa: S603
        return _stop(f"{' '.join(install[:4])} … did not succeed", "see its message above")
    missing = _cannot_build()
    if missing or _sync(python, HOME / lock, environment):
        # Kerberos is what may not be possible here; everything else is a wheel.
        with tempfile.TemporaryDirectory() as folder:
            rest = Path(folder) / "without-kerberos.lock"
            rest.write_text(without(KERBEROS, (HOME / lock).read_text("utf-8")), "utf-8")
            if _sync(python, rest, environment):
                return _stop("uv pip sync did not succeed", "see its message above")
        print(
            f"setting up .venv: Kerberos is left out, {missing or 'it could not be built'}; to "
            f"have it: {LACKING} (Debian), then make -B setup"
        )
    _compile(python)
    return 0


def without(names: tuple[str, ...], lock: str) -> str:
    """Give a lock file's text without some packages and the lines that belong to each."""
    kept, keep = [], True
    for line in lock.splitlines(keepends=True):
        if not line.startswith((" ", "#")):
            keep = line.partition("==")[0].strip() not in names
        if keep:
            kept.append(line)
    return "".join(kept)


def _sync(python: str, lock: Path, environment: dict[str, str]) -> int:
    """Install what the lock names and nothing else; gives the exit code.

    uv keeps the wheels it has built in its cache, so Kerberos is compiled once for a machine.
    """
    uv = str(BIN / "uv")
    command = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, str(lock)]
    # Thin bindings: without optimisation they compile in a third of the time.
    building = {**environment, "CFLAGS": environment.get("CFLAGS", "-O0")}
    return subprocess.run(command, check=False, env=building).returncode  # noqa: S603


def _cannot_build() -> str:
    """Say what is lacking to compile Kerberos' bindings; asks Debian for it where that is ours."""
    if not (lacking := _lacking()):
        return ""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print(f"{lacking} not found; {LACKING} …", flush=True)
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", *LACKING.split()[2:]]):
            subprocess.run([apt, *arguments], check=False, stdout=subprocess.DEVNULL)  # noqa: S603
        lacking = _lacking()
    return f"{lacking} not found" if lacking else ""


def _lacking() -> str:
    header = Path(sysconfig.get_path("include")) / "Python.h"
    found = {
        "a C compiler": shutil.which("cc") or shutil.which("gcc"),
        "krb5-config": shutil.which("krb5-config"),
        "Python.h": header.exists(),
    }
    return ", ".join(name for name, there in found.items() if not there)


def _compile(python: str) -> None:
    """Compile once what every start would compile again where bytecode is not kept.

    Of Graph's library, 16,000 files, only what one call of each kind imports.
    """
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    rehearse = "from adapters import graph_client; graph_client.rehearse()"
    for arguments in (
        ["-m", "compileall", "-q", "-j", "0", "-x", "msgraph/generated", str(VENV / "lib")],
        ["-W", "ignore", "-c", rehearse],
    ):
        command = [python, *arguments]
        subprocess.run(command, check=False, env=environment, cwd=HOME, capture_output=True)  # noqa: S603


def _make_venv() -> str:
    """Make the virtual environment; gives what is missing when that is not possible."""
    make = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(make, check=False, capture_output=True).returncode == 0:  # noqa: S603
        return ""
    shutil.rmtree(VENV, ignore_errors=True)
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print("python3 has no venv module; installing Debian's python3-venv …", flush=True)
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "python3-venv"]):
            subprocess.run([apt, *arguments], check=False, stdout=subprocess.DEVNULL)  # noqa: S603
        if subprocess.run(make, check=False, capture_output=True).returncode == 0:  # noqa: S603
            return ""
        shutil.rmtree(VENV, ignore_errors=True)
    return "this Python cannot make virtual environments"


def _environment(python: str) -> dict[str, str]:
    """Let uv use the package index that pip is configured with, without naming one here."""
    environment = dict(os.environ)
    asked = subprocess.run(  # noqa: S603
        [python, "-m", "pip", "config", "get", "global.index-url"],
        check=False,
        capture_output=True,
        text=True,
    )
    if asked.returncode == 0 and asked.stdout.strip():
        environment.setdefault("UV_DEFAULT_INDEX", asked.stdout.strip())
    return environment


def _stop(found: str, cure: str) -> int:
    print(f"setting up .venv: {found}; {cure}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
