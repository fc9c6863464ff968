"""Metadata documents, in the spellings that are known and as strangers might send them."""

import base64
import contextlib
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.outside.metadata import (
    MetadataUnreadable,
    SigningMetadata,
    entity,
    name_space,
    openid_issuer,
    tenants,
)
from tests.commands.outside.test_certificate import DER

TENANT = "11111111-2222-3333-4444-555555555555"
SHA1 = hashlib.sha1(DER, usedforsecurity=False)
X5T = base64.urlsafe_b64encode(SHA1.digest()).rstrip(b"=").decode()
THUMBPRINT = SHA1.hexdigest().upper()


@pytest.mark.parametrize(
    ("key", "thumbprints"),
    [
        pytest.param(
            {"keyInfo": {"x5t": "AAAA"}, "keyValue": {"value": base64.b64encode(DER).decode()}},
            (THUMBPRINT,), id="the certificate decides",
        ),
        pytest.param({"KeyInfo": {"X5T": X5T}}, (THUMBPRINT,), id="only its hash, other case"),
        pytest.param({"keyInfo": {"x5t": "?"}}, (), id="a hash that is none"),
        pytest.param({"usage": "signing"}, (), id="neither"),
        pytest.param("a key", (), id="no object"),
    ],
)  # fmt: skip
def test_reads_the_signing_certificates(key, thumbprints):
    document = SigningMetadata.from_body(json.dumps({"Keys": [key, key]}).encode())

    assert document.thumbprints == thumbprints


def test_names_the_tenants_of_issuer_and_realm():
    body = json.dumps({"issuer": f"00000001-0000-0000-c000-000000000000@{TENANT}", "realm": 1})

    document = SigningMetadata.from_body(body.encode())

    assert document.tenants == {TENANT}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<html>", id="a page"),
        pytest.param(b"\xff\xfe\x00", id="bytes"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"keys": 1}', id="keys that are no list"),
        pytest.param(b"[" * 100_000, id="a very deep document"),
    ],
)
def test_says_that_it_is_not_the_document(body):
    with pytest.raises(MetadataUnreadable):
        SigningMetadata.from_body(body)


def test_reads_the_documents_of_entra_id():
    assert (
        openid_issuer(b'{"issuer": "https://sts.windows.net/x/"}') == "https://sts.windows.net/x/"
    )
    assert openid_issuer(b"{}") == ""
    assert name_space(b'{"NameSpaceType": "Managed"}') == "Managed"
    assert entity(b"<EntityDescriptor ID='_1' entityID='urn:x' >") == "urn:x"
    assert tenants(f"https://sts.windows.net/{TENANT.upper()}/") == {TENANT}

    with pytest.raises(MetadataUnreadable):
        entity(b"<html>")


@given(st.binary(max_size=200))
def test_any_body_is_read_or_refused(body):
    for read in (SigningMetadata.from_body, openid_issuer, name_space, entity):
        with contextlib.suppress(MetadataUnreadable):
            read(body)
