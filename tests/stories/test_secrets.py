"""Nothing secret that passes through the product is found anywhere afterwards."""

import re
from pathlib import Path

import pytest

from tests.stories.conftest import Story, everything

TOKEN = re.compile(r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}")


async def test_no_token_of_the_connectivity_test_is_kept_or_shown(
    hbna: Story, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    job = await hbna.check()

    password = (tmp_path / "secrets" / "exchange-password").read_text()
    stored = b"".join(
        path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()
    )
    printed = "".join(capfd.readouterr())
    shown = everything(hbna.cards()) + everything(job.to_json())
    for text in (stored.decode("latin-1"), printed, shown):
        assert not TOKEN.search(text)
        assert password not in text
        assert "PRIVATE KEY" not in text
