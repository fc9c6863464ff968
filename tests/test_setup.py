"""Where Kerberos cannot be built, everything else is set up, and nothing else is left out."""

import importlib.util
import re
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
LOCK = (HOME / "requirements-dev.lock").read_text(encoding="utf-8")


def _setup():
    spec = importlib.util.spec_from_file_location("setup_of_the_project", HOME / "deploy/setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _names(lock: str) -> set[str]:
    return {line.partition("==")[0] for line in lock.splitlines() if line[:1].isalnum()}


def test_the_lock_without_kerberos_lacks_its_three_packages_only() -> None:
    setup = _setup()

    rest = setup.without(setup.KERBEROS, LOCK)

    assert _names(LOCK) - _names(rest) == {"decorator", "gssapi", "krb5"}
    assert LOCK.count("--hash") - rest.count("--hash") > len(setup.KERBEROS)
    assert "pypsrp==0.9.1" in rest


def test_what_is_built_for_the_tests_is_what_the_image_runs() -> None:
    image = (HOME / "requirements.lock").read_text(encoding="utf-8")
    for name in _setup().KERBEROS:
        both = [_block(lock, name) for lock in (LOCK, image)]
        assert both[0] == both[1] != ""


def _block(lock: str, name: str) -> str:
    _, _, after = lock.partition(f"\n{name}==")
    block = re.match(r".*\n(?: +.*\n)*", after)
    return block[0] if block else ""
