"""Of a token only its signer's thumbprint is left, wherever it stands."""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import redaction
from adapters.marks import instead

X5T = "gcj12dcSfFVsQkaAOddSN3jlrOs"
THUMBPRINT = "81C8F5D9D7127C556C42468039D7523778E5ACEB"
SIGNED = f"[redacted; signed with {THUMBPRINT}]"
SIGNATURE = "Zm9vYmFy" * 40
CLAIMS = {"aud": "00000002-0000-0ff1-ce00-000000000000", "nbf": 1}
MARK = re.compile(r"\[redacted(?:; signed with [0-9A-F]{40})?\]")


def part(content: Any) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def token(header: Any = None, signature: str = SIGNATURE, **said: Any) -> str:
    said = {"typ": "JWT", "alg": "RS256", "x5t": X5T} | said if header is None else header
    return f"{part(said)}.{part(CLAIMS)}.{signature}"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        pytest.param("a {} b", f"a {SIGNED} b", id="in a text"),
        pytest.param("a {}. B", f"a {SIGNED} B", id="at the end of a sentence"),
        pytest.param("x=1&assertion={}", f"x=1&assertion={SIGNED}", id="a field"),
        pytest.param("assertion='{}'", f"assertion='{SIGNED}'", id="a quoted field"),
        pytest.param('{{"access_token": "{}"}}', f'{{"access_token": "{SIGNED}"}}', id="json"),
        pytest.param("sent Bearer {} to", f"sent Bearer {SIGNED} to", id="a scheme"),
        pytest.param("Authorization: Bearer {}", f"Authorization: {SIGNED}", id="a header"),
        pytest.param("('Authorization', '{}')", f"('Authorization', '{SIGNED}')", id="a pair"),
        pytest.param("password is '{}'", f"password is '{SIGNED}'", id="a sentence"),
        pytest.param("{0} {0}", f"{SIGNED} {SIGNED}", id="twice"),
    ],
)
def test_the_signer_is_named_where_the_token_was(written: str, left: str) -> None:
    clean = redaction.text(written.format(token()))

    assert clean == left
    assert redaction.text(clean) == clean


@pytest.mark.parametrize("indent", [None, 1, 2])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_header_may_be_written_in_many_ways(indent: int | None, ends: str) -> None:
    header = {"1": "first", "alg": "ES256", "x5t": X5T}
    written = f"{part(json.dumps(header, indent=indent).replace(chr(10), ends))}.e30.{SIGNATURE}"

    assert redaction.text(f"a {written} b") == f"a {SIGNED} b"


def test_the_signer_is_named_where_the_whole_value_was_a_token() -> None:
    assert redaction.tidy({"Token": token()}) == {"Token": SIGNED}


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(token(x5t="AAAA"), id="a short thumbprint"),
        pytest.param(token(x5t=12), id="a number for a thumbprint"),
        pytest.param(token(x5t=None), id="no thumbprint"),
        pytest.param(token(x5t=[X5T]), id="a list for a thumbprint"),
        pytest.param(token(x5t="ü" * 27), id="letters that are no base64"),
        pytest.param(
            token({"alg": "PS256", "x5t#S256": part("0" * 32)}), id="only the longer thumbprint"
        ),
        pytest.param(token(alg="none"), id="unsigned by its own word"),
        pytest.param(token(alg="HS256"), id="signed with a shared secret"),
        pytest.param(token(alg=7), id="a number for the algorithm"),
        pytest.param(token(signature=""), id="without a signature"),
        pytest.param(token().rpartition(".")[0], id="cut off before the signature"),
        pytest.param(token(alg="RSA-OAEP", enc="A256GCM"), id="encrypted, not signed"),
        pytest.param("eyJ" + token()[5:], id="a header that is no JSON"),
        pytest.param(token("{" + '"a":' + "[" * 5000), id="a header without an end"),
        pytest.param(f"{part('{}')}eyJub3Q.{SIGNATURE}", id="no token"),
    ],
)
def test_what_names_no_signer_is_taken_out_as_before(written: str) -> None:
    clean = redaction.text(f"a {written} b")

    assert "signed with" not in clean
    assert written not in clean
    assert instead(written) == "[redacted]"


def test_two_signers_in_one_secret_are_none() -> None:
    other = token(x5t=base64.urlsafe_b64encode(bytes(20)).decode())

    assert redaction.text(f"Cookie: {token()}; {other}") == "Cookie: [redacted]"
    assert redaction.text(f"Cookie: {token()}; {token()}") == f"Cookie: {SIGNED}"


words = st.text(min_size=12, max_size=40, alphabet="abcdefghijkmnopqrstuvwxyzGHJKLMN0123456789-_.")
values = st.dictionaries(words, words | st.integers() | st.booleans(), max_size=5)
places = st.sampled_from(
    [
        "{}", "at {}", "Bearer {}", "Authorization: Bearer {}", "assertion={}&x=1", "token: {}",
        "'{}'", '"id_token":"{}"', "password is {}", "Cookie: a={}; b={}", "{}\r\n{}", "<{}>",
    ]
)  # fmt: skip


@given(
    thumbprint=st.binary(min_size=20, max_size=20),
    more=values,
    claims=values,
    signature=st.binary(min_size=32, max_size=256),
    place=places,
)
def test_nothing_else_of_a_token_survives(
    thumbprint: bytes,
    more: Mapping[str, Any],
    claims: Mapping[str, Any],
    signature: bytes,
    place: str,
) -> None:
    x5t = base64.urlsafe_b64encode(thumbprint).decode().rstrip("=")
    parts = (
        part({**more, "alg": "RS256", "x5t": x5t}),
        part(dict(claims)),
        base64.urlsafe_b64encode(signature).decode().rstrip("="),
    )

    clean = redaction.text(place.format(*[".".join(parts)] * place.count("{}")))

    marks = MARK.findall(clean)
    assert set(marks) == {f"[redacted; signed with {thumbprint.hex().upper()}]"}
    around = MARK.sub("", clean)
    assert set(around) <= set(place.replace("{}", ""))
    assert len(around) <= len(place.replace("{}", ""))
    assert redaction.text(clean) == clean
