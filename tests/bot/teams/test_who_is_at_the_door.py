"""Every token that must not open the door, and the ones that must."""

import asyncio
import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from tests.bot.teams.far_side import (
    APP,
    SECOND_TENANT,
    TENANT,
    FarSide,
    click,
    message,
    signing_key,
)

Make = Callable[[FarSide], str]


def unsigned(far: FarSide) -> str:
    parts = [{"alg": "none", "typ": "JWT", "kid": far.key_id}, far.claims()]
    encoded = [base64.urlsafe_b64encode(json.dumps(it).encode()).rstrip(b"=") for it in parts]
    return b".".join([*encoded, b""]).decode()


def signed_with_the_public_key(far: FarSide) -> str:
    """The classic mix-up: the public key taken as the secret of an HMAC."""
    public = far.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
        for part in ({"alg": "HS256", "kid": far.key_id}, far.claims())
    )
    algorithm = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    signature = algorithm.sign(head + b"." + body, public)
    return b".".join([head, body, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


def without_key_id(far: FarSide) -> str:
    return jwt.encode(far.claims(), far.key, algorithm="RS256")


BAD_TOKENS: dict[str, tuple[Make, str]] = {
    "garbage": (lambda far: "abc.def.ghi", "token-malformed"),
    "one word": (lambda far: "abc", "token-malformed"),
    "deeply nested header": (
        lambda far: base64.urlsafe_b64encode(b"[" * 5000).decode() + ".e30.e30",
        "token-malformed",
    ),
    "forged with another key": (lambda far: far.token(key=signing_key("second")), "token-invalid"),
    "another signature": (
        lambda far: far.token().rpartition(".")[0] + ".AAAA",
        "token-invalid",
    ),
    "expired": (lambda far: far.token(exp=int(time.time()) - 301), "token-expired"),
    "an expiry that never comes": (lambda far: far.token(exp=10**30), "token-lives-too-long"),
    "an expiry in three days": (
        lambda far: far.token(exp=int(time.time()) + 3 * 86_400),
        "token-lives-too-long",
    ),
    "no expiry": (lambda far: far.token(exp=None), "token-invalid"),
    "an expiry that is no number": (lambda far: far.token(exp="soon"), "token-invalid"),
    "not yet valid": (lambda far: far.token(nbf=int(time.time()) + 900), "token-invalid"),
    "another audience": (lambda far: far.token(aud="another-bot"), "token-invalid"),
    "no audience": (lambda far: far.token(aud=None), "token-invalid"),
    "several audiences": (lambda far: far.token(aud=[APP, "another-bot"]), "token-invalid"),
    "another issuer": (lambda far: far.token(iss="https://sts.windows.net/x/"), "token-invalid"),
    "no issuer": (lambda far: far.token(iss=None), "token-invalid"),
    "an issuer of the emulator": (
        lambda far: far.token(
            iss="https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0"
        ),
        "token-invalid",
    ),
    "algorithm none": (unsigned, "token-algorithm"),
    "HS256 with the public key": (signed_with_the_public_key, "token-algorithm"),
    "RS512": (
        lambda far: jwt.encode(
            far.claims(), far.key, algorithm="RS512", headers={"kid": far.key_id}
        ),
        "token-algorithm",
    ),
    "no key id": (without_key_id, "token-algorithm"),
    "an unknown key id": (lambda far: far.token(key_id="made-up"), "token-key-unknown"),
    "a key that is too small": (lambda far: far.token(key_id="broken"), "token-key-unknown"),
    "another service": (
        lambda far: far.token(serviceurl="https://elsewhere.example"),
        "service-url-differs",
    ),
    "no service": (lambda far: far.token(serviceurl=None), "token-without-service-url"),
}


@pytest.mark.parametrize(("make", "code"), BAD_TOKENS.values(), ids=BAD_TOKENS)
async def test_a_bad_token_is_answered_401_and_nothing_runs(bot, make: Make, code: str):
    status, answer = await bot.send(message(), token=make(bot.far))

    assert (status, answer) == (401, {"error": {"code": code}})
    assert bot.ears.messages == []


HEADERS: dict[str, dict[str, str]] = {
    "no header": {},
    "empty": {"Authorization": ""},
    "no token": {"Authorization": "Bearer"},
    "Basic": {"Authorization": "Basic YTpi"},
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
async def test_a_missing_token_is_answered_401(bot, headers: dict[str, str]):
    status, _ = await bot.send_raw(json=message(serviceUrl=bot.far.url), headers=headers)

    assert status == 401
    assert bot.ears.messages == []


STRANGE_BODIES: dict[str, tuple[dict[str, Any], int, str]] = {
    "another service in the body": (
        {"serviceUrl": "https://elsewhere.example"},
        401,
        "service-url-differs",
    ),
    "no service in the body": ({"serviceUrl": None}, 401, "service-url-differs"),
    "another channel": ({"channelId": "webchat"}, 403, "channel-unknown"),
    "no channel": ({"channelId": None}, 403, "channel-unknown"),
    "another tenant": (
        {"channelData": {"tenant": {"id": "99999999-2222-4333-8444-555555555555"}}},
        403,
        "tenant-not-served",
    ),
    "two tenants": (
        {"conversation": {"id": "a:1", "tenantId": "99999999-2222-4333-8444-555555555555"}},
        403,
        "tenant-not-served",
    ),
    "two tenants that are both served": (
        {"conversation": {"id": "a:1", "tenantId": SECOND_TENANT}},
        403,
        "tenants-differ",
    ),
    "no tenant": ({"channelData": None, "conversation": {"id": "a:1"}}, 403, "tenant-not-served"),
}


@pytest.mark.parametrize(("changes", "status", "code"), STRANGE_BODIES.values(), ids=STRANGE_BODIES)
async def test_a_good_token_with_a_body_it_does_not_vouch_for_is_refused(
    bot, changes: dict[str, Any], status: int, code: str
):
    body = {"serviceUrl": bot.far.url, **message()} | changes
    body = {name: value for name, value in body.items() if value is not None}

    answer = await bot.send_raw(json=body, headers={"Authorization": f"Bearer {bot.far.token()}"})

    assert answer == (status, {"error": {"code": code}})
    assert bot.ears.messages == []


async def test_a_key_that_does_not_speak_for_teams_is_refused(bot):
    bot.far.endorsements = ["webchat"]

    status, answer = await bot.send(message())

    assert (status, answer["error"]["code"]) == (403, "key-not-endorsed")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:1",
        "https://localhost.evil.example",
        "https://user@localhost/",
        "https://[::1",
    ],
)
async def test_a_service_that_is_not_on_the_list_is_refused_though_the_token_names_it(bot, url):
    token = bot.far.token(serviceurl=url)

    status, answer = await bot.send(message(serviceUrl=url), token=token)

    assert (status, answer["error"]["code"]) == (403, "service-url-not-allowed")


GOOD_TOKENS: dict[str, Make] = {
    "good for a day": lambda far: far.token(exp=int(time.time()) + 86_400),
    "as Teams sends it": lambda far: far.token(),
    "expired within the skew": lambda far: far.token(exp=int(time.time()) - 200),
    "valid from within the skew": lambda far: far.token(nbf=int(time.time()) + 200),
    "the service with a slash": lambda far: far.token(serviceurl=far.url + "/"),
    "the claim in its other spelling": lambda far: far.token(serviceurl=None, serviceUrl=far.url),
}


@pytest.mark.parametrize("make", GOOD_TOKENS.values(), ids=GOOD_TOKENS)
async def test_a_good_token_opens(bot, make: Make):
    status, _ = await bot.send(message(), token=make(bot.far))

    assert status == 202
    assert [heard.text for heard in bot.ears.messages] == ["check oauth hbna.co.kr"]


async def test_the_tenant_is_read_from_where_teams_writes_it(bot):
    await bot.send(message(channelData=None))

    assert bot.ears.messages[0].person.tenant == TENANT


async def test_the_keys_are_read_once_for_many_messages(bot):
    for number in range(5):
        await bot.send(message(id=f"{number}"))

    assert bot.far.metadata_reads == 1
    assert len(bot.ears.messages) == 5


async def test_a_key_published_today_is_accepted_at_once(bot):
    await bot.send(message(id="1"))
    bot.clock.pass_time(60)
    bot.far.key, bot.far.key_id = signing_key("second"), "key-2"

    status, _ = await bot.send(message(id="2"))

    assert (status, bot.far.metadata_reads) == (202, 2)


async def test_made_up_key_ids_do_not_make_the_bot_read_the_keys_each_time(bot):
    await bot.send(message(id="1"))
    for number in range(20):
        await bot.send(message(), token=bot.far.token(key_id=f"made-up-{number}"))

    assert bot.far.metadata_reads == 1


async def test_the_old_keys_stay_good_while_the_key_service_is_down(bot):
    await bot.send(message(id="1"))
    bot.clock.pass_time(25 * 3600)
    bot.far.metadata_down = True

    status, _ = await bot.send(message(id="2"))

    assert (status, bot.far.metadata_reads) == (202, 2)


async def test_nobody_waits_for_a_silent_keys_service_whose_key_is_known(bot):
    await bot.send(message(id="1"))
    bot.clock.pass_time(25 * 3600)
    bot.far.held = asyncio.Event()  # it takes the request, and does not answer

    for number in range(3):
        status, _ = await bot.send(message(id=f"again {number}"))
        assert status == 202
    bot.far.held.set()

    assert bot.far.metadata_reads == 2
    assert len(bot.ears.messages) == 4


async def test_a_clock_that_went_back_has_the_keys_read_again(bot):
    await bot.send(message(id="1"))
    bot.clock.pass_time(-86_400)
    bot.far.key, bot.far.key_id = signing_key("second"), "key-2"

    status, _ = await bot.send(message(id="2"))

    assert (status, bot.far.metadata_reads) == (202, 2)


async def test_without_any_keys_nobody_is_believed_and_teams_may_try_again(bot):
    bot.far.metadata_down = True

    status, answer = await bot.send(message())

    assert (status, answer["error"]["code"]) == (503, "keys-unavailable")


@pytest.mark.parametrize("where", ["http://localhost:1/keys", "", None, ["x"]])
async def test_keys_from_an_unsafe_place_are_not_read(bot, where):
    bot.far.keys_at = where

    status, answer = await bot.send(message())

    assert (status, answer["error"]["code"]) == (503, "keys-unavailable")


@pytest.mark.parametrize("keys", [None, [], "x", {"keys": []}, {"keys": ["x"]}, {"keys": 5}])
async def test_a_list_of_keys_that_is_none_leaves_nobody_believed(bot, keys):
    bot.far.keys = keys

    status, answer = await bot.send(message())

    assert (status, answer["error"]["code"]) == (503, "keys-unavailable")


async def test_a_click_needs_a_token_like_anything_else(bot):
    status, _ = await bot.send(click(), token="abc.def.ghi")

    assert (status, bot.ears.clicks) == (401, [])
