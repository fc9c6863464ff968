"""Secrets do not come through; what a person needs does."""

import base64
import os
from typing import Any

import pytest

from adapters import redaction
from commands.secret import Secret
from lab.ca import Authority
from tests.adapters.parts import SIGNED

TOKEN = base64.b64encode(os.urandom(120)).decode()
OPAQUE = "0.AXoA" + base64.urlsafe_b64encode(os.urandom(90)).decode()
PEM = (
    "-----BEGIN RSA PRIVATE KEY-----\n"
    + base64.encodebytes(os.urandom(300)).decode()
    + "-----END RSA PRIVATE KEY-----"
)


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        pytest.param(f"Bearer {OPAQUE}", OPAQUE, id="bearer"),
        pytest.param(f"authorization: Basic {TOKEN}", TOKEN, id="header"),
        pytest.param("Authorization: Basic YWxpY2U6aHVudGVyMg==", "YWxpY2U6", id="short basic"),
        pytest.param("Authorization: SharedKey a:Zm9v", "Zm9v", id="header, another scheme"),
        pytest.param("Authorization: Digest response=abc", "abc", id="header, Digest"),
        pytest.param("authorization: opaque", "opaque", id="header, no scheme"),
        pytest.param("Proxy-Authorization: Hawk mac=abc", "abc", id="header for a proxy"),
        pytest.param("('Authorization', 'Digest abc')", "abc", id="header, a pair"),
        pytest.param('{"Authorization": "Hawk abc"}', "abc", id="header, json"),
        pytest.param("sent Basic dTpw to it", "dTpw", id="shortest basic"),
        pytest.param("Basic YWxpY2U6eA==", "YWxpY2U6eA", id="padded basic"),
        pytest.param("pwd: x", ": x", id="shortest pwd"),
        pytest.param("passwd:hunter2;", "hunter2", id="passwd"),
        pytest.param("The password is hunter2", "hunter2", id="sentence"),
        pytest.param("Password is: Hunter2!", "Hunter2", id="sentence with a colon"),
        pytest.param("password of svc@corp was 'two words'", "two words", id="sentence, quoted"),
        pytest.param("password: wrong-horse", "wrong-horse", id="begins like a state"),
        pytest.param("password: hunted", "hunted", id="a word after a colon"),
        pytest.param("client secret is abc~def", "abc~def", id="client secret"),
        pytest.param("NewPassword: Hunter2", "Hunter2", id="longer name"),
        pytest.param("see https://u:p@host/x", "u:p", id="address"),
        pytest.param("rediss://u:p@host:6380/0", "u:p", id="address of a store"),
        pytest.param("redis://:p@host", ":p@", id="address without a user"),
        pytest.param("https://u:p@ss@host/", "p@ss", id="address with two at signs"),
        pytest.param("https://u:p/w@host/", "p/w", id="address with a slash"),
        pytest.param("https://ghp_0123456789abcdef@host", "0123456789", id="address with a token"),
        pytest.param("Cookie: FedAuth=abc; rtFa=def", "def", id="cookie"),
        pytest.param("password=hunter2&x=1", "hunter2", id="form field"),
        pytest.param("client_secret = 'abc~def.ghi'", "abc~def", id="quoted field"),
        pytest.param('{"access_token":"short", "n": 1}', "short", id="json"),
        pytest.param('{"access_token" : "with \\" quote", "n": 1}', "quote", id="json, escaped"),
        pytest.param("{'refresh_token': 'abc'}", "abc", id="python"),
        pytest.param(f"token: {TOKEN}", TOKEN, id="prose with a token"),
        pytest.param(PEM, PEM.splitlines()[2], id="private key"),
        pytest.param(PEM[:200], PEM.splitlines()[1], id="private key, cut off"),
        pytest.param(f"raw {TOKEN} end", TOKEN, id="long base64"),
        pytest.param(f"raw {TOKEN[:100]}\r\n{TOKEN[100:]} end", TOKEN[:90], id="base64, broken"),
    ],
)
def test_a_secret_is_taken_out(written: str, secret: str) -> None:
    assert secret in written
    assert secret not in redaction.text(written)
    assert redaction.REDACTED in redaction.text(written)


def test_a_token_is_taken_out_of_the_middle_of_a_detail(jwt: str) -> None:
    detail = f"[OAuthTokenBuilder:GetAppToken] sending\r\nheader {jwt}\r\nActorToken='{jwt}' done"

    clean = redaction.text(detail)

    assert clean == (
        f"[OAuthTokenBuilder:GetAppToken] sending\r\nheader {SIGNED}\r\nActorToken='{SIGNED}' done"
    )


def test_an_unsigned_token_is_taken_out(jwt: str) -> None:
    unsigned = jwt.rpartition(".")[0] + "."

    assert redaction.text(f"outer {unsigned} end") == "outer [redacted] end"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0367746A40E211C155AFE85BC10EE5333A1AA3A9", id="thumbprint"),
        pytest.param("a" * 64 + "0123456789abcdef" * 4, id="long hexadecimal"),
        pytest.param(
            'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", '
            'trusted_issuers="00000001-0000-0000-c000-000000000000@*", '
            'token_types="app_asserted_user_v1 service_asserted_app_v1", '
            'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
            id="challenge",
        ),
        pytest.param('2000003;reason="The audience of the token is invalid."', id="diagnostics"),
        pytest.param("The token cache is being cleared; token: expired", id="prose"),
        pytest.param("https://mail.hbna.co.kr/autodiscover/metadata/json/1", id="address"),
        pytest.param(
            "https://login.example/Some/Very/Long/Path/With/Many/Parts/And/More/Parts/Of/It/2/And/3",
            id="long path",
        ),
        pytest.param("CN=EX01,CN=Servers,CN=First Organization,DC=corp,DC=hbna", id="DN"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_people_need_stays(text: str) -> None:
    assert redaction.text(text) == text


@pytest.mark.parametrize(
    "sentence",
    [
        "The user name or password is incorrect.",
        "The password is wrong. Correct it and start again.",
        "Password: expired",
        "Password is required for this operation",
        "Your password is about to expire.",
        "The password was changed on 3 January.",
        "The password was last set in 2021",
        "If the password is older than 90 days, it must be changed.",
        "The password is too short and is not accepted.",
        "The password of CORP\\svc-hybridge is expired.",
        "The client secret is missing; the client secret was never stored",
        "AADSTS50126: Error validating credentials due to invalid username or password.",
        "The password is synchronised from the directory",
        "-Password:$false",
        "ResetPasswordOnNextLogon: False",
        "PasswordLastSet: 2026-11-20",
        "Basic authentication is off by default; basic auth works over TLS only.",
        "Basic Settings, Basic Realm, Basic information, Basic test1234",
        "The Authorization header is missing",
        "Authorization: required",
        "authorization: denied by policy",
        "the address https://mail.hbna.co.kr:443/ews?to=kim@hbna.co.kr",
        "https://mail.hbna.co.kr:8443/owa/#path=/mail/search/kim@hbna.co.kr",
        "http://[::1]:80/kim@hbna.co.kr",
        "smtp:kim@hbna.co.kr and SIP:lee@hbna.co.kr at 10:15 from ssh://git@host",
        "WinRM: the token type is Bearer, the scheme is Negotiate",
    ],
)
def test_ordinary_sentences_stay_readable(sentence: str) -> None:
    assert redaction.text(sentence) == sentence


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Get https://u:p@host/x: refused", "Get https://[redacted]@host/x: refused"),
        ("pwd: x, user: y", "pwd: [redacted], user: y"),
        ('The password was "a b" until today', 'The password was "[redacted]" until today'),
        ("('Authorization', 'Digest x') was sent", "('Authorization', '[redacted]') was sent"),
        ("sent Basic dTpw to EX01", "sent Basic [redacted] to EX01"),
    ],
)
def test_only_the_secret_goes(written: str, clean: str) -> None:
    assert redaction.text(written) == clean
    assert redaction.text(clean) == clean


def test_a_public_certificate_in_base64_stays(authority: Authority) -> None:
    pem = authority.pem.decode()
    body = "".join(line for line in pem.splitlines() if not line.startswith("-"))

    assert redaction.text(body) == body


def test_objects_are_cleaned_to_their_depth(jwt: str) -> None:
    planted: dict[str, Any] = {
        "Detail": f"a {jwt}",
        "List": ["x", {"Deep": (jwt,)}],
        "Password": "hunter2",
        "AccessToken": b"bytes of one",
        "RawData": b"\x30\x82",
        jwt: 1,
        "Held": Secret("hunter2"),
    }

    clean = redaction.tidy(planted)

    assert jwt not in repr(clean)
    assert "hunter2" not in repr(clean)
    assert clean["List"] == ["x", {"Deep": [SIGNED]}]
    assert clean["RawData"] == b"\x30\x82"
    assert clean["AccessToken"] == "[redacted]"


def test_cleaning_twice_is_cleaning_once(jwt: str) -> None:
    once = redaction.text(f"access_token={jwt}; Authorization: Bearer {jwt}")

    assert redaction.text(once) == once
