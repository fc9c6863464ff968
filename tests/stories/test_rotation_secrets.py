"""What a rotation handles in secret is nowhere afterwards: keys, passwords, files, tokens."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from redis.asyncio import Redis

from bot.stores import read_store
from jobs.export import rows
from jobs.record import State
from lab.exchange.service import ExchangeLab
from lab.records import Call, Output, SecureText
from lab.world_keys import Certificate
from tests.stories.changing import approved, asked
from tests.stories.conftest import Story, everything
from tests.stories.rotating import (
    ROTATE,
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    current,
    ends,
    refused,
    retired,
    undone,
)
from tests.stories.test_secrets import TOKEN
from tests.stories.troubled import aged, missing_on_one

PUBLIC_LINES = 8
"""So many of a PEM file's first lines hold what the certificate shows too."""


class Overheard:
    """Secrets as they came to Exchange or left it."""

    def __init__(self) -> None:
        self.passwords: set[str] = set()
        self.files: list[bytes] = []

    def listen(self, patch: pytest.MonkeyPatch) -> None:
        carry_out = ExchangeLab.carry_out

        async def hear(lab: ExchangeLab, call: Call) -> Output:
            output = await carry_out(lab, call)
            given = [*call.parameters.values()]
            given += [each.properties.get("FileData") for each in output.objects]
            self.passwords |= {str(each) for each in given if isinstance(each, SecureText)}
            self.files += [each for each in given if isinstance(each, bytes)]
            return output

        patch.setattr(ExchangeLab, "carry_out", hear)


def shapes(secret: bytes) -> Iterator[bytes]:
    """Give the shapes in which bytes could have been kept."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    yield b64encode(secret)
    yield urlsafe_b64encode(secret).rstrip(b"=")


def of_key(key: RSAPrivateKey) -> Iterator[bytes]:
    """Give the shapes of a private key, of its lines, and of the numbers that it is made from."""
    for form in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL):
        yield from shapes(key.private_bytes(Encoding.DER, form, NoEncryption()))
        pem = key.private_bytes(Encoding.PEM, form, NoEncryption())
        yield from pem.splitlines()[PUBLIC_LINES:-2]
    numbers = key.private_numbers()
    for each in (numbers.d, numbers.p, numbers.q):
        yield from shapes(each.to_bytes((each.bit_length() + 7) // 8, "big"))
        yield str(each).encode()


async def in_redis(story: Story) -> bytes:
    """Give the whole store, each key with its value."""
    async with read_store(story.settings.store) as redis:
        return b"\n".join([key + await _value(redis, key) async for key in redis.scan_iter()])


async def _value(redis: Redis, key: bytes) -> bytes:
    read: Mapping[bytes, Callable[[], Awaitable[Any]]] = {
        b"string": lambda: redis.get(key),
        b"hash": lambda: redis.hgetall(key),
        b"list": lambda: redis.lrange(key, 0, -1),
        b"set": lambda: redis.smembers(key),
        b"zset": lambda: redis.zrange(key, 0, -1),
        b"stream": lambda: redis.xrange(key),
    }
    return b" ".join(_flat(await read[await redis.type(key)]()))


def _flat(value: Any) -> Iterator[bytes]:
    match value:
        case bytes():
            yield value
        case Mapping():
            yield from _flat([*value.items()])
        case list() | tuple() | set():
            for each in value:
                yield from _flat(each)


async def kept(story: Story, folder: Path, printed: str) -> Mapping[str, bytes]:
    """Give all that is left of a story, by the place where it is."""
    data = [path for path in (folder / "data").rglob("*") if path.is_file()]
    async with read_store(story.settings.store) as redis:
        journal = [row async for row in rows(redis, since=None)]
    return {
        "redis": await in_redis(story),
        "its files": b"".join(path.read_bytes() for path in data),
        "logs": printed.encode(),
        "what was posted": everything(story.lab.teams.chat.events).encode(),
        "journal": everything(journal).encode(),
    }


@pytest.mark.long
async def test_keys_passwords_sealed_files_and_tokens_are_nowhere_afterwards(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    overheard = Overheard()
    overheard.listen(monkeypatch)
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old = current(world)
        world.faults.set("replication-held", target="EX02")
        job = await at_publication(story, await begun(story, f"{ROTATE} --lifetime 730"))
        job = await retired(story, await at_retirement(story, job))
        assert job.state is State.DONE, job.why
        new = current(world)
        assert new is not old

        places = await kept(story, tmp_path, "".join(capfd.readouterr()))

    assert len(overheard.passwords) == 2  # one for the way in, one for the way to the other server
    assert len(overheard.files) == 3
    nowhere(places, overheard, tmp_path, (old, new), new)


@pytest.mark.long
async def test_nor_are_those_of_an_undo_an_import_and_an_emergency(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    overheard = Overheard()
    overheard.listen(monkeypatch)
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        world.faults.set("replication-held", target="EX02")
        old = current(world)
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        taken_back = current(world)
        undo = await ends(story, await undone(story, await refused(story, job, "retire")))
        assert (undo.state, current(world)) == (State.DONE, old), undo.why
        assert len(overheard.passwords) == 1

        missing_on_one(world)
        job = await asked(story, "import auth cert to EX02 hbna.co.kr")
        job = await ends(story, await approved(story, job))
        assert job.state is State.DONE, job.why
        assert len(overheard.passwords) == 2

        aged(world, -timedelta(days=2))
        ended = current(world)
        job = await asked(story, "replace auth cert now hbna.co.kr")
        job = await ends(story, await approved(story, job, "lead", "lead2"))
        assert job.state is State.DONE, job.why
        new = current(world)
        assert len({each.thumbprint for each in (old, taken_back, ended, new)}) == 4

        places = await kept(story, tmp_path, "".join(capfd.readouterr()))

    assert (len(overheard.passwords), len(overheard.files)) == (3, 6)
    nowhere(places, overheard, tmp_path, (old, taken_back, ended, new), new)


def nowhere(
    places: Mapping[str, bytes],
    overheard: Overheard,
    folder: Path,
    certificates: Iterable[Certificate],
    shown: Certificate,
) -> None:
    """See that no secret is in any of the places, each of which shows what is public."""
    password = (folder / "secrets" / "exchange-password").read_text()
    secrets = {each.encode() for each in (*overheard.passwords, password)}
    for each in overheard.files:
        secrets |= {*shapes(each)}
    for certificate in certificates:
        assert certificate.key is not None
        secrets |= {*of_key(certificate.key)}
    for place, text in places.items():
        public = b"step.done" if place == "logs" else shown.thumbprint.encode()
        assert public in text, f"{place} is not what it is taken for"
        assert [each for each in secrets if each in text] == [], place
        assert not TOKEN.search(text.decode("latin-1")), place
        assert b"PRIVATE KEY" not in text, place
