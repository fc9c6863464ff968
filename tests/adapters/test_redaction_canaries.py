"""A secret is planted in every form that a server, a console or a person writes, and looked for."""

import base64
import json
import textwrap
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from adapters import redaction
from commands.bounds import TEXT
from lab.ca import Authority
from tests.adapters.parts import SIGNED

CANARY = "Canary-Zx81-Secret"
_PIECE = 16
"""So many characters of a key or a token in a row are a part of it and no chance."""


def _der(key: PrivateKeyTypes) -> bytes:
    encoding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    return key.private_bytes(encoding, form, serialization.NoEncryption())


KEYS = {
    "RSA": _der(rsa.generate_private_key(65537, 2048)),
    "P-256": _der(ec.generate_private_key(ec.SECP256R1())),
    "Ed25519": _der(ed25519.Ed25519PrivateKey.generate()),
}


def left(secret: str, text: str) -> list[str]:
    """Give the pieces of a secret that stand in a text, those of its public beginning aside."""
    pieces = (secret[at : at + _PIECE] for at in range(40, len(secret) - _PIECE, _PIECE))
    return [piece for piece in pieces if piece in text]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("width", [64, 76, 10_000])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [("the file: ", ""), ("", "-----END PRIVATE KEY-----\nread"), ("RawData\n", "end of it")],
)
def test_a_key_goes_in_lines_of_every_length_and_without_its_first(
    key: str, width: int, line_end: str, before: str, after: str
) -> None:
    body = base64.b64encode(KEYS[key]).decode()
    lines = line_end.join(textwrap.wrap(body, width))

    assert left(body, redaction.text(f"{before}{lines}{line_end}{after}")) == []


@pytest.mark.parametrize("width", [40, 60, 76, 80, 100])
def test_a_token_goes_wherever_it_was_wrapped_and_what_follows_stays(width: int, jwt: str) -> None:
    header, payload, signature = jwt.split(".")
    token = f"{header}.{payload * 8}.{signature * 4}"
    wrapped = "\n".join(textwrap.wrap(token, width, break_on_hyphens=False))

    clean = redaction.text(f"header {wrapped}\nThe server refused it.")

    assert clean == f"header {SIGNED}\nThe server refused it."


@pytest.mark.parametrize(
    "written",
    [
        json.dumps({"body": json.dumps({"access_token": CANARY, "n": 1})}),
        json.dumps({"a": json.dumps({"b": json.dumps({"password": f'{CANARY}"{CANARY}'})})}),
        json.dumps({"token": "\\" * 40 + CANARY})[:-2],
        '{"token": "' + "\\u0041" * 28 + CANARY,
        f"'token':'{CANARY}",
        "body=" + quote(f"client_secret={CANARY}&grant=1"),
        "body=" + quote(quote(f"client_secret={CANARY}&grant=1")),
        "body=" + quote(json.dumps({"password": CANARY})),
        f"<Password>{CANARY}</Password>",
        f'<wsse:Password Type="PasswordText">{CANARY}</wsse:Password>',
        f"&lt;o:Password&gt;{CANARY}&lt;/o:Password&gt;",
        f'<S N="Password">{CANARY}</S>',
        f'<add key="DbPassword" value="{CANARY}"/>',
        f'{{"secretText": "{CANARY}"}}',
        f"Authorization: Bearer\r\n {CANARY}",
        f"Authorization: Bearer\n{CANARY}",
        f'Authorization: Hawk id="a",\r\n\tmac="{CANARY}"',
        f"sent Bearer {CANARY} to it",
        f"X-Api-Key: {CANARY}",
        f"Endpoint=sb://x;AccountKey={CANARY};y=1",
        f"HTTPS_PROXY_PASSWORD={CANARY}",
        f"ConvertTo-SecureString '{CANARY}' -AsPlainText -Force",
        f'ConvertTo-SecureString -String "{CANARY}" -Force',
        f"New-Thing -Password {CANARY} -Force",
        f"New-Thing -AdminPassword '{CANARY} two words'",
        f"tool --password {CANARY}",
        f"openssl -passin pass:{CANARY}",
        f"pass: {CANARY}",
        f"Password： {CANARY}",
        f"Password: correct {CANARY} battery staple",
        f"Password: {CANARY} was refused",
        f"비밀번호: {CANARY}",
        f"비밀번호는 {CANARY} 입니다",
        f"암호 : {CANARY}",
        f"mot de passe : {CANARY}",
        f"Mot de passe: {CANARY}",
    ],
)
def test_a_secret_goes_however_it_is_written(written: str) -> None:
    assert CANARY in written
    clean = redaction.text(written)

    assert CANARY not in clean
    assert redaction.text(clean) == clean


def test_a_property_goes_by_its_name() -> None:
    assert redaction.tidy({"secretText": CANARY, "DbPassword": CANARY}) == {
        "secretText": "[redacted]",
        "DbPassword": "[redacted]",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Thumbprint 0367746A40E211C155AFE85BC10EE5333A1AA3A9\nThumbprint 0367746A40E211C155AFE8",
        "SHA256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nThumbprint EX01",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= of the file",
        "00000002-0000-0ff1-ce00-000000000000 00000001-0000-0000-c000-000000000000",
        "Microsoft.Exchange.Net, Version=15.0.0.0, PublicKeyToken=31bf3856ad364e35",
        "/o=Org/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=3f2504e04f8911d39a0c0305e82c",
        "DB7PR02MB4012.eurprd02.prod.outlook.com",
        'TokenType: Bearer; token_types="app_asserted"; Bearer OAuth2 is on',
        "-Password (Read-Host -AsSecureString), -Password $value, use -Password to give it",
        "Pass: 12, Fail: 3; bypass: north; HybridAgent: pass",
        "Password: not set",
        "Password: required for this operation",
        "the password: wrong. Correct it.",
        "비밀번호: 만료됨",
        "비밀번호가 만료되었습니다. 암호: 변경해야 합니다",
        "mot de passe : expiré",
        "Le mot de passe est incorrect.",
        "token: expired; secret: missing",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redaction.text(text) == text


def test_a_certificate_in_lines_stays(authority: Authority) -> None:
    pem = authority.pem.decode()

    assert redaction.text(pem) == pem


def test_of_a_text_that_is_too_long_the_beginning_is_given_and_no_half_of_a_secret() -> None:
    token = "A1b2" * 20
    text = "word " * (TEXT // 5 - 8) + token + " end"

    clean = redaction.text(text)

    assert "A1b2" not in clean
    assert clean.startswith("word word")
    assert clean.endswith(f"{len(text) - TEXT} characters more")
