"""The application signs in with its certificate, and says clearly when it cannot."""

import asyncio

import pytest
from aiohttp import web

from commands.ports import Kind, Outcome, OutsideError
from commands.secret import Secret
from lab.ca import Authority
from lab.cloud.enrol import enrol
from tests.adapters.parts import Sky


async def test_it_gets_one_token_for_many_who_ask(
    sky: Sky, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued: list[str] = []
    issue = sky.cloud.tokens.issue
    monkeypatch.setattr(
        sky.cloud.tokens, "issue", lambda *given: issued.append(given[2]) or issue(*given)
    )
    credential = sky.credential()
    scope = f"{sky.cloud.graph}/.default"

    tokens = await asyncio.gather(*(credential.token(scope) for _ in range(5)))

    assert len(set(tokens)) == 1
    assert len(issued) == 1


async def test_a_key_that_entra_does_not_know_is_refused(sky: Sky) -> None:
    other = enrol(sky.world, "Other")

    with pytest.raises(OutsideError) as caught:
        await sky.credential(pem=other.pem.decode()).token(f"{sky.cloud.graph}/.default")

    assert caught.value.kind is Kind.UNAUTHORISED
    assert caught.value.outcome is Outcome.REFUSED
    assert caught.value.source == "Entra ID"
    assert caught.value.code == "AADSTS700027"
    assert caught.value.detail.startswith("AADSTS700027")
    assert "Trace ID" not in caught.value.detail


async def test_an_unknown_application_is_refused(sky: Sky) -> None:
    with pytest.raises(OutsideError) as caught:
        await sky.credential(client_id="00000000-0000-0000-0000-000000000001").token(
            f"{sky.cloud.graph}/.default"
        )

    assert caught.value.code == "AADSTS700016"


async def test_a_sign_in_service_that_is_not_there_is_told(sky: Sky) -> None:
    with pytest.raises(OutsideError) as caught:
        await sky.credential(login="https://localhost:9").token("https://x/.default")

    assert caught.value.kind is Kind.UNREACHABLE
    assert caught.value.outcome is Outcome.NOT_SENT
    assert caught.value.detail == "the connection was refused"


async def test_a_busy_sign_in_service_is_told(sky: Sky, authority: Authority) -> None:
    async def busy(_: web.Request) -> web.Response:
        return web.json_response({"error": "temporarily_unavailable"}, status=503)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", busy)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    context = authority.leaf(["localhost"]).context()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    credential = sky.credential(login=f"https://localhost:{runner.addresses[0][1]}")

    with pytest.raises(OutsideError) as caught:
        await credential.token("https://x/.default")

    assert caught.value.kind is Kind.BUSY
    assert caught.value.source == "Entra ID"
    await runner.cleanup()


@pytest.mark.parametrize(
    ("pem", "missing"),
    [
        pytest.param(" ", "certificate", id="nothing"),
        pytest.param("not a certificate", "certificate", id="something else"),
        pytest.param(Authority().pem.decode(), "private key", id="no private key"),
    ],
)
async def test_a_certificate_that_is_none_is_named_at_the_start(
    sky: Sky, pem: str, missing: str
) -> None:
    with pytest.raises(ValueError, match=missing):
        sky.credential(pem=pem)


async def test_the_key_shows_nowhere(sky: Sky) -> None:
    credential = sky.credential()

    assert "PRIVATE KEY" not in repr(vars(credential))
    assert "PRIVATE KEY" not in repr(Secret(sky.enrolled.pem.decode()))
