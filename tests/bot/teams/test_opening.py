"""A bot that would believe strangers does not start."""

from dataclasses import replace
from typing import Any

import pytest

from bot.teams import Refusal, TeamsSettings
from commands.secret import Secret

SOUND = TeamsSettings(app_id="app", tenants=("tenant",), secret=Secret("secret"))
OPEN = TeamsSettings(app_id="", tenants=(), development=True)

UNSAFE: dict[str, tuple[TeamsSettings, dict[str, Any], str]] = {
    "no app id": (SOUND, {"app_id": ""}, "app_id is empty"),
    "no app id on loopback": (OPEN, {"development": False}, "app_id is empty"),
    "no app id on every address": (OPEN, {"host": "192.0.2.1"}, "loopback"),
    "no app id on a name": (OPEN, {"host": "bot.hbna.co.kr"}, "loopback"),
    "no tenant": (SOUND, {"tenants": ()}, "no tenant"),
    "no credential": (SOUND, {"secret": Secret("")}, "certificate"),
    "two credentials": (SOUND, {"certificate": Secret("PEM")}, "certificate"),
    "no service": (SOUND, {"service_hosts": ()}, "service_hosts"),
    "keys without TLS": (SOUND, {"metadata": "http://login.example/x"}, "metadata"),
    "a login without TLS": (SOUND, {"login": "http://login.example"}, "login"),
    "keys without TLS in development": (
        SOUND,
        {"metadata": "http://login.example/x", "development": True},
        "metadata",
    ),
}


@pytest.mark.parametrize(("base", "changes", "named"), UNSAFE.values(), ids=UNSAFE)
def test_unsafe_settings_are_refused_by_name(base: TeamsSettings, changes, named: str):
    with pytest.raises(Refusal, match=named):
        replace(base, **changes).require_safe()


def test_all_problems_are_told_at_once():
    with pytest.raises(Refusal) as refusal:
        replace(SOUND, tenants=(), secret=Secret(""), metadata="http://x").require_safe()

    assert str(refusal.value).count("\n- ") == 3


@pytest.mark.parametrize("settings", [SOUND, OPEN, replace(OPEN, host="::1")])
def test_sound_settings_are_taken(settings: TeamsSettings):
    settings.require_safe()


SERVICES = [
    ("https://smba.trafficmanager.net/kr/", SOUND, True),
    ("https://SMBA.trafficmanager.net./kr/", SOUND, True),
    ("https://europe.smba.trafficmanager.net/", SOUND, True),
    ("http://smba.trafficmanager.net/kr/", SOUND, False),
    ("http://smba.trafficmanager.net/kr/", replace(SOUND, development=True), False),
    ("https://evil-smba.trafficmanager.net/", SOUND, False),
    ("https://smba.trafficmanager.net.evil.example/", SOUND, False),
    ("https://smba.trafficmanager.net@evil.example/", SOUND, False),
    ("https://127.0.0.1/", SOUND, False),
    ("ftp://smba.trafficmanager.net/", SOUND, False),
    ("https://smba.trafficmanager.net:x/", SOUND, False),
    ("", SOUND, False),
    ("None", SOUND, False),
    ("http://127.0.0.1:56150/_connector", OPEN, True),
    ("https://[::1]/", OPEN, True),
    ("https://smba.trafficmanager.net/kr/", OPEN, False),
]


@pytest.mark.parametrize(("url", "settings", "allowed"), SERVICES)
def test_the_bots_token_goes_to_listed_services_only(url: str, settings, allowed: bool):
    assert settings.may_send_to(url) is allowed
