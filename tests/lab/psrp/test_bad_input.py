"""Bytes that no client of good will sends: each gets a fault, and the server goes on."""

import base64
import contextlib
import struct
from uuid import uuid4

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lab.psrp import envelope
from lab.psrp.errors import Place
from lab.psrp.shells import Shell

BASIC = aiohttp.encode_basic_auth("CORP\\svc-hybridge", "correct horse")
HEADER = (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"'
    ' xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"'
    ' xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"'
    ' xmlns:rsp="http://schemas.microsoft.com/wbem/wsman/1/windows/shell"><s:Header>'
    "<a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/{action}</a:Action>"
    "<w:ResourceURI>http://schemas.microsoft.com/powershell/Microsoft.Exchange</w:ResourceURI>"
    "</s:Header><s:Body>{body}</s:Body></s:Envelope>"
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param(b"\x00\xff\xfe", "SchemaValidationError", id="bytes"),
        pytest.param(b"<s>", "SchemaValidationError", id="half an element"),
        pytest.param(b"<Envelope/>", "SchemaValidationError", id="an empty envelope"),
        pytest.param(
            HEADER.format(action="Create", body="<rsp:Shell/>").encode(),
            "A shell needs creationXml.",
            id="a shell without content",
        ),
        pytest.param(
            HEADER.format(action="Fly", body="").encode(), "ShellId", id="an action without a shell"
        ),
    ],
)
async def test_what_is_no_request_gets_a_fault(secure, authority, body, told):
    async with (
        aiohttp.ClientSession(headers={"Authorization": BASIC}) as session,
        session.post(
            f"https://127.0.0.1:{secure.running.port}/PowerShell/",
            data=body,
            ssl=authority.client_context(),
        ) as response,
    ):
        text = await response.text()

    assert response.status == 500
    assert told in text
    await secure.do(secure.call, "Get-X")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"--Encrypted Boundary\r\n", id="only a boundary"),
        pytest.param(
            b"Length=3\r\n\tContent-Type: application/octet-stream\r\nab--Encrypted Boundary--\r\n",
            id="too short",
        ),
    ],
)
async def test_a_sealed_message_without_a_key_is_a_bad_request(secure, authority, body):
    kind = 'multipart/encrypted;protocol="application/HTTP-SPNEGO-session-encrypted"'
    async with (
        aiohttp.ClientSession(headers={"Authorization": BASIC, "Content-Type": kind}) as session,
        session.post(
            f"https://127.0.0.1:{secure.running.port}/PowerShell/",
            data=body,
            ssl=authority.client_context(),
        ) as response,
    ):
        assert response.status == 400


@pytest.mark.parametrize(
    "token",
    [
        "NTLM !!!",
        "NTLM " + base64.b64encode(b"NTLMSSP\0junk").decode(),
        "Negotiate AAAA",
        "Bearer x",
        "Basic /w==",
    ],
)
async def test_a_token_that_is_none_is_refused(secure, authority, token):
    async with (
        aiohttp.ClientSession(headers={"Authorization": token}) as session,
        session.post(
            f"https://127.0.0.1:{secure.running.port}/PowerShell/",
            data=b"x",
            ssl=authority.client_context(),
        ) as response,
    ):
        assert response.status == 401
        assert response.headers.getall("WWW-Authenticate")[:2] == ["Negotiate", "NTLM"]


def message(kind, text):
    body = struct.pack("<iI", 2, kind) + uuid4().bytes_le + uuid4().bytes_le + text.encode()
    return struct.pack(">QQBI", 1, 0, 3, len(body)) + body


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.builds(
            message,
            st.sampled_from([0x00010002, 0x00010004, 0x00021006, 0x00010005, 0x00021101, 7]),
            st.one_of(
                st.text(max_size=50),
                st.sampled_from(["<S>x</S>", "<Obj/>", '<Obj RefId="0"><MS/></Obj>', "<Ref/>"]),
            ),
        ),
    )
)
def test_a_shell_takes_any_bytes_or_says_that_it_cannot_read_them(data, faults):
    class Site:
        exchange, server = None, "EX01"

        def offers(self, cmdlet):
            return True

        def place(self):
            return Place(server="EX01", moment=faults.clock.now())

    shell = Shell(id_=str(uuid4()), owner="x", resource="", idle=1.0, site=Site())
    with contextlib.suppress(envelope.Trouble):
        shell.feed(base64.b64encode(data).decode())


@given(st.binary(max_size=300))
def test_reading_an_envelope_never_fails_otherwise_than_as_malformed(data):
    with pytest.raises(envelope.Malformed):
        envelope.read(data)
