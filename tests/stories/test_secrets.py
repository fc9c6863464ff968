"""Nothing secret that passes through the product is found anywhere afterwards."""

import re
from pathlib import Path

import pytest

from lab.exchange import connectivity
from lab.oauth.connectivity import Asked, Result
from lab.world import World
from tests.stories.conftest import Story, everything

TOKEN = re.compile(r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}")


@pytest.fixture
def given_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Exchange's own test of the connection prints, tokens and all, as it was sent to us."""
    details: list[str] = []
    evaluate = connectivity.evaluate

    def evaluated(world: World, asked: Asked) -> Result:
        result = evaluate(world, asked)
        details.append(result.detail)
        return result

    monkeypatch.setattr(connectivity, "evaluate", evaluated)
    return details


async def test_no_token_of_the_connectivity_test_is_kept_or_shown(
    given_out: list[str], hbna: Story, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    job = await hbna.check()

    password = (tmp_path / "secrets" / "exchange-password").read_text()
    keys = [(tmp_path / "secrets" / name).read_text() for name in ("app.pem", "bot.pem")]
    tokens = {token for detail in given_out for token in TOKEN.findall(detail)}
    stored = b"".join(
        path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()
    )
    printed = "".join(capfd.readouterr())
    texts = {
        stored.decode("latin-1"): "connector.cloud",
        printed: "step.proven",
        everything(hbna.cards()): "AdaptiveCard",
        everything(job.to_json()): "connector.cloud",
    }
    assert len(password) == len(password.strip()) > 16
    assert all(_private(key) for key in keys)
    assert tokens
    for text, known in texts.items():
        assert known in text
        assert not TOKEN.search(text)
        assert not any(token in text for token in tokens)
        assert password not in text
        assert "PRIVATE KEY" not in text
        assert not any(line in text for key in keys for line in _private(key))


def _private(pem: str) -> list[str]:
    """Give the lines of a private key, which would show it without its frame too.

    The first begins alike in all keys, and the last may be a few characters.
    """
    found = re.search(r"-BEGIN [A-Z ]*PRIVATE KEY-+\n(.+?)\n-+END", pem, re.DOTALL)
    assert found is not None
    return found[1].splitlines()[1:-1]
