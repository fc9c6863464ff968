"""Build ``.venv`` from a lock file, with nothing but a bare Python 3.11 or later.

Run by ``make setup``; standard library only.  Installs with uv, which is brought in by pip.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
BIN = VENV / "bin"
UV = "uv==0.13.8"


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
    sync = [
        str(BIN / "uv"), "pip", "sync", "--quiet", "--require-hashes",
        "--python", python, str(HOME / lock),
    ]  # fmt: skip
    for command in (install, sync):
        if subprocess.run(command, check=False, env=_environment(python)).returncode:  # noqa: S603
            return _stop(f"{' '.join(command[:4])} … did not succeed", "see its message above")
    _compile(python)
    return 0


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
