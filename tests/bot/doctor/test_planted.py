"""Each slip of a configuration that the doctor is to find, planted by itself in a good one."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificate

from bot.doctor.configured import look_at_configuration
from bot.doctor.left_behind import look_at_left_behind
from bot.doctor.lines import Level
from bot.doctor.visit import visit
from bot.settings import load
from bot.store_settings import StoreAccess
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.store import Store
from lab.process import running as running_lab
from tests.jobs.parts import KEY, MINJI, REQUEST, TENANCY, RealClock, order

Plant = Callable[[str], str]
ELSEWHERE = "cccccccc-0000-0000-0000-000000000001"


def instead(old: str, new: str) -> Plant:
    def plant(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return plant


def without_second_server(text: str) -> str:
    return re.sub(r'\[\[organisation\.servers\]\]\nname = "EX02".*?\n\n', "", text, flags=re.DOTALL)


def twice(text: str) -> str:
    """Name the same Exchange organisation again, its servers by another address."""
    again = text[: text.index("[teams]")].replace('name = "hbna"', 'name = "twin"')
    again = again.replace('["hbna.co.kr"]', '["hbna.example"]').replace("127.0.0.1", "localhost")
    again = again.replace('resolver = "localhost', 'resolver = "127.0.0.1')
    return text.replace("[teams]", f"{again}[teams]", 1)


OUTSIDE: dict[str, tuple[Plant, str]] = {
    "a routing domain of nobody": (
        instead("hbna.mail.onmicrosoft.com", "contoso.mail.onmicrosoft.com"),
        "fail  hbna, routing_domain: Exchange Online does not know contoso.mail.onmicrosoft.com",
    ),
    "an initial domain of nobody": (
        instead("hbna.onmicrosoft.com", "hbma.onmicrosoft.com"),
        "fail  hbna, initial_domain: Exchange Online does not know hbma.onmicrosoft.com",
    ),
    "a misspelt domain": (
        instead('["hbna.co.kr"]', '["hbna.kr"]'),
        "fail  hbna, domain hbna.kr: neither Exchange Server nor Exchange Online knows it",
    ),
    "no such mailbox on premises": (
        instead("User1@hbna.co.kr", "User7@hbna.co.kr"),
        "fail  hbna, test mailbox User7@hbna.co.kr: ",
    ),
    "no such mailbox in the cloud": (
        instead("AdeleV@hbna.co.kr", "AdelV@hbna.co.kr"),
        "fail  hbna, test mailbox AdelV@hbna.co.kr: Exchange Online has no such mailbox",
    ),
    "a server's name": (
        instead('name = "EX02"', 'name = "EX20"'),
        "fail  hbna, servers: no Exchange server is called EX20",
    ),
    "a server left out": (
        without_second_server,
        "fail  hbna, servers: EX02 signs in with the auth certificate and is not here",
    ),
    "one organisation under two names": (
        twice,
        "fail  organisations: hbna, twin are one Exchange organisation",
    ),
}


async def test_each_slip_that_the_systems_know_of_is_found(tmp_path: Path, capsys) -> None:
    async with running_lab("healthy", tmp_path) as lab:
        good = lab.settings.read_text(encoding="utf-8")
        assert await visit(lab.settings) is Level.OK
        in_order = capsys.readouterr().out
        for slip, (plant, says) in OUTSIDE.items():
            lab.settings.write_text(plant(good), encoding="utf-8")
            assert await visit(lab.settings) is Level.FAIL, slip
            assert says in (told := capsys.readouterr().out), (slip, told)

    for about in ("hbna, domains", "hbna, servers", "hbna, test mailbox User1@hbna.co.kr"):
        assert f"ok    {about}: " in in_order


async def test_open_jobs_of_an_organisation_that_was_renamed_are_counted(tmp_path: Path) -> None:
    access = StoreAccess(address=None, folder=tmp_path / "data")
    assert await look_at_left_behind(access, {"contoso"}) == []
    async with embedded(access.folder) as url:
        redis = connect(url)
        desk = Desk(Store(redis, key=KEY), RealClock(), tenancy=TENANCY)
        for number in range(3):
            await desk.submit(REQUEST, **order(f"{number}"))
        await desk.cancel(1, by=MINJI)

        assert await look_at_left_behind(access, {"hbna"}) == []
        (line,) = await look_at_left_behind(access, {"contoso"})
        await redis.aclose()

    assert "2 open of hbna, which is no longer configured" in line.found


async def test_each_slip_that_the_file_shows_is_found(tmp_path: Path) -> None:
    async with running_lab("healthy", tmp_path) as lab:
        path, good = lab.settings, lab.settings.read_text(encoding="utf-8")

        def found(plant: Plant = str, days: float = 0) -> str:
            path.write_text(plant(good), encoding="utf-8")
            now = RealClock().now() + timedelta(days=days)
            return "\n".join(map(str, look_at_configuration(load(path), now)))

        assert found().startswith("✔")
        assert "→" not in found()
        one = found(lambda text: re.sub(r'leads = \[("[^"]*"), "[^"]*"\]', r"leads = [\1]", text))
        assert "fail  configuration, roles: purge, undo, retire, replace need two leads" in one
        idle = found(instead('tenants = ["', f'tenants = ["{ELSEWHERE}", "'))
        assert f"no organisation is of {ELSEWHERE}" in idle
        nobody = found(lambda text: re.sub(r"tenants = \[.*\]", f'tenants = ["{ELSEWHERE}"]', text))
        assert "nobody of its tenant" in nobody
        ends = load_pem_x509_certificate(
            (path.parent / "secrets" / "bot.pem").read_bytes()
        ).not_valid_after_utc
        left = (ends - RealClock().now()).days
        assert "ok    Teams, our own certificate: it is valid from" in found()
        assert "days are left" in found(days=left - 10)
        assert "fail  Teams, our own certificate: " in found(days=left + 2)
        secret = path.parent / "secrets" / "app.pem"
        secret.chmod(0o666)
        assert f"{secret} may be written by others (mode 666)" in found()
        secret.chmod(0o644)
        assert f"{secret} may be read by others (mode 644)" in found()
