"""Builds the Teams app package: ``python -m manifest.build --app-id <bot's app id>``.

One source for names, descriptions and commands; schema 1.19, which every Teams client reads and
whose limits (10 commands, titles of 32 characters) the newer ones keep.
https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema
"""

import argparse
import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from commands.catalog import COMMANDS
from commands.phrases import LANGUAGES, render

VERSION: Final = "0.1.0"
ACCENT: Final = "#5B5FC7"
TITLE_LIMIT: Final = 32
DESCRIPTION_LIMIT: Final = 128
MOST_COMMANDS: Final = 10
"""Commands that the schema lets a bot list; help, the last of ours, names the others."""
SHORT: Final = {
    "en": "Checks the trust between Exchange Server and Exchange Online, and says why",
    "ko": "Exchange Server와 Exchange Online 간의 신뢰를 점검하고 원인을 알려 줍니다",
    "fr": "Vérifie la confiance entre Exchange Server et Exchange Online, et dit pourquoi",
}
FULL: Final = {
    "en": (
        "Write check oauth and your domain in the channel. One card fills step by step and ends "
        "with what is right, what is wrong, why, what it breaks, and what to type next."
    ),
    "ko": (
        "채널에서 check oauth와 도메인을 입력하십시오. 카드 하나가 단계별로 채워지고, 무엇이 "
        "정상이고 무엇이 잘못되었는지, 원인과 영향, 다음에 입력할 명령을 알려 줍니다."
    ),
    "fr": (
        "Écrivez check oauth et votre domaine dans le canal. Une carte se remplit étape par étape "
        "et dit ce qui va, ce qui ne va pas, pourquoi, ce que cela casse et quoi taper ensuite."
    ),
}


def manifest(app_id: str, site: str) -> dict[str, Any]:
    """Give the manifest of a bot registration; ``site`` is where its operator is reached."""
    return {
        "$schema": (
            "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json"
        ),
        "manifestVersion": "1.19",
        "version": VERSION,
        "id": str(uuid5(NAMESPACE_URL, f"hybridge:{app_id}")),
        "developer": {
            "name": "Hybridge",
            "websiteUrl": site,
            "privacyUrl": f"{site}/privacy",
            "termsOfUseUrl": f"{site}/terms",
        },
        "name": {"short": "Hybridge", "full": "Hybridge for Exchange hybrid"},
        "description": {"short": SHORT["en"], "full": FULL["en"]},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": ACCENT,
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [
                {"languageTag": language, "file": f"{language}.json"}
                for language in LANGUAGES
                if language != "en"
            ],
        },
        "bots": [
            {
                "botId": app_id,
                "scopes": ["team", "groupChat", "personal"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [
                    {"scopes": ["team", "groupChat", "personal"], "commands": _commands("en")}
                ],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
    }


def translation(language: str) -> dict[str, str]:
    """Give a language's file: paths into the manifest, each with its text."""
    texts = {
        "name.short": "Hybridge",
        "name.full": "Hybridge for Exchange hybrid",
        "description.short": SHORT[language],
        "description.full": FULL[language],
    }
    for number, command in enumerate(_commands(language)):
        place = f"bots[0].commandLists[0].commands[{number}]"
        texts[f"{place}.title"] = command["title"]
        texts[f"{place}.description"] = command["description"]
    return texts


def package(path: Path, app_id: str, site: str) -> None:
    """Write the zip that Teams takes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", _json(manifest(app_id, site)))
        for language in LANGUAGES:
            if language != "en":
                archive.writestr(f"{language}.json", _json(_language_file(language)))
        archive.writestr("color.png", picture(192, _coloured))
        archive.writestr("outline.png", picture(32, _outlined))


def picture(size: int, colour: Callable[[float, float], tuple[int, int, int, int]]) -> bytes:
    """Draw a square PNG; ``colour`` gives RGBA for a place from 0 to 1 in both directions."""
    rows = b"".join(
        b"\0" + bytes(value for x in range(size) for value in colour(x / size, y / size))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="manifest.build", description="Build the Teams package.")
    parser.add_argument("--app-id", required=True, type=UUID, help="app id of the bot registration")
    parser.add_argument("--site", default="https://hybridge.invalid", help="the operator's site")
    parser.add_argument("--out", type=Path, default=Path("build/hybridge-teams.zip"))
    asked = parser.parse_args()
    package(asked.out, str(asked.app_id), asked.site.rstrip("/"))
    sys.stdout.write(f"wrote {asked.out}\n")
    return 0


def _commands(language: str) -> list[dict[str, str]]:
    return [
        {
            "title": command.name[:TITLE_LIMIT],
            "description": _cut(render(command.summary, language), DESCRIPTION_LIMIT),
        }
        for command in (*COMMANDS[: MOST_COMMANDS - 1], COMMANDS[-1])
    ]


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _language_file(language: str) -> Mapping[str, str]:
    schema = (
        "https://developer.microsoft.com/json-schemas/teams/v1.19/"
        "MicrosoftTeams.Localization.schema.json"
    )
    return {"$schema": schema, **translation(language)}


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _bridge(x: float, y: float) -> bool:
    """Tell whether a place belongs to the sign: a deck on two piers under an arch."""
    deck = 0.58 <= y <= 0.66 and 0.2 <= x <= 0.8
    piers = 0.42 <= y <= 0.74 and (0.3 <= x <= 0.36 or 0.64 <= x <= 0.7)
    radius = ((x - 0.5) ** 2 + (y - 0.58) ** 2) ** 0.5
    return deck or piers or (0.24 <= radius <= 0.3 and y < 0.58)


def _coloured(x: float, y: float) -> tuple[int, int, int, int]:
    return (255, 255, 255, 255) if _bridge(x, y) else (0x5B, 0x5F, 0xC7, 255)


def _outlined(x: float, y: float) -> tuple[int, int, int, int]:
    return (255, 255, 255, 255 if _bridge(x, y) else 0)


if __name__ == "__main__":
    sys.exit(main())
