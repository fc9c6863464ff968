"""The Teams package says what the bot understands, within Teams' limits."""

import json
import struct
import zipfile
from pathlib import Path

import pytest

from commands.catalog import COMMANDS
from manifest.build import manifest, package, translation

APP_ID = "11111111-2222-3333-4444-555555555555"


@pytest.fixture
def archive(tmp_path: Path) -> zipfile.ZipFile:
    package(tmp_path / "app.zip", APP_ID, "https://ops.example")
    return zipfile.ZipFile(tmp_path / "app.zip")


def test_the_package_holds_what_teams_asks_for(archive: zipfile.ZipFile) -> None:
    assert set(archive.namelist()) == {
        "manifest.json",
        "ko.json",
        "fr.json",
        "color.png",
        "outline.png",
    }


@pytest.mark.parametrize(("name", "size"), [("color.png", 192), ("outline.png", 32)])
def test_the_icons_have_their_size(archive: zipfile.ZipFile, name: str, size: int) -> None:
    png = archive.read(name)

    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (size, size)


def test_its_commands_are_those_the_bot_understands(archive: zipfile.ZipFile) -> None:
    content = json.loads(archive.read("manifest.json"))

    (bot,) = content["bots"]
    (listed,) = bot["commandLists"]
    assert bot["botId"] == APP_ID
    titles = [each["title"] for each in listed["commands"]]
    assert titles == [each.name for each in (*COMMANDS[:9], COMMANDS[-1])]
    assert titles[-1] == "help"
    assert all(len(each["description"]) <= 128 for each in listed["commands"])


def test_the_texts_keep_the_schemas_limits() -> None:
    for language in ("en", "ko", "fr"):
        texts = translation(language)
        assert len(texts["description.short"]) <= 80
        assert len(texts["description.full"]) <= 4000
        assert len(texts["name.short"]) <= 30


def test_a_translation_names_only_places_that_exist() -> None:
    content = manifest(APP_ID, "https://ops.example")

    for place in translation("ko"):
        found: object = content
        for part in place.replace("[", ".").replace("]", "").split("."):
            found = found[int(part)] if isinstance(found, list) else found[part]  # type: ignore[index]
        assert isinstance(found, str)
