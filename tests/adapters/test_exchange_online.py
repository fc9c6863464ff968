"""Exchange Online asked over its REST backend, in fair weather and foul."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from aiohttp import web

from adapters import exchange_online
from commands.ports import Kind, Outcome, OutsideError
from lab.records import Call, Failure, Many, Output
from tests.adapters.parts import SIGNED, Sky, named, until

AGES = 30.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Start a backend of the test's own; gives its address."""
    runners: list[web.AppRunner] = []

    async def begin(handler: Handler) -> str:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        runners.append(runner)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield begin
    for runner in runners:
        await runner.cleanup()


class Holder:
    """A credential of a test: one token for everything."""

    async def token(self, scope: str) -> str:
        return f"token for {scope}"


async def test_objects_come_back_plain(sky: Sky) -> None:
    when = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
    sky.exchange.answers["Get-IntraOrganizationConnector"] = named(
        "Hybrid",
        TargetAddressDomains=Many("System.String", ("hbna.co.kr",)),
        WhenChanged=when,
        Guid=UUID(int=7),
        RawData=b"0\x82",
        Enabled=True,
        TargetSharingEpr=None,
    )

    result = await sky.online().run("Get-IntraOrganizationConnector", timeout=AGES)

    assert result.objects == (
        {
            "Name": "Hybrid",
            "TargetAddressDomains": ["hbna.co.kr"],
            "WhenChanged": when,
            "Guid": UUID(int=7),
            "RawData": b"0\x82",
            "Enabled": True,
            "TargetSharingEpr": None,
        },
    )


async def test_parameters_arrive_typed(sky: Sky) -> None:
    await sky.online().run(
        "Get-Mailbox", timeout=AGES, parameters={"Identity": "x'; y", "Filter": None}
    )

    assert sky.exchange.calls[-1].parameters == {"Identity": "x'; y"}


async def test_all_pages_are_fetched(sky: Sky, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_online, "PAGE", 2)
    objects = [named(f"mailbox {number}").objects[0] for number in range(7)]
    sky.exchange.answers["Get-Mailbox"] = Output(objects=objects, warnings=("there are more",))

    result = await sky.online().run("Get-Mailbox", timeout=AGES)

    assert [each["Name"] for each in result.objects] == [f"mailbox {n}" for n in range(7)]
    assert result.warnings == ("there are more",)


async def test_secrets_do_not_come_through(sky: Sky, jwt: str) -> None:
    sky.exchange.answers["Test-OAuthConnectivity"] = Output(
        objects=named("x", Detail=f"Bearer {jwt}").objects, warnings=(f"look: {jwt}",)
    )
    sky.exchange.answers["Get-AuthServer"] = Output(failures=(Failure("A.B", f"no {jwt}"),))
    online = sky.online()

    result = await online.run("Test-OAuthConnectivity", timeout=AGES)
    with pytest.raises(OutsideError) as caught:
        await online.run("Get-AuthServer", timeout=AGES)

    assert result.objects == ({"Name": "x", "Detail": f"Bearer {SIGNED}"},)
    assert result.warnings == (f"look: {SIGNED}",)
    assert jwt not in repr((caught.value, vars(caught.value)))


async def test_what_is_not_listed_is_not_sent(sky: Sky) -> None:
    with pytest.raises(OutsideError) as caught:
        await sky.online().run("Remove-Mailbox", timeout=AGES, parameters={"Identity": "*"})

    assert caught.value.kind is Kind.BLOCKED
    assert sky.exchange.calls == []


async def test_a_refusal_says_what_happened(sky: Sky) -> None:
    sky.exchange.answers["Get-Mailbox"] = Output(
        failures=(
            Failure(
                "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
                "object 'x' couldn't be found",
            ),
        )
    )

    with pytest.raises(OutsideError) as caught:
        await sky.online().run("Get-Mailbox", timeout=AGES, parameters={"Identity": "x"})

    assert caught.value.kind is Kind.NOT_FOUND
    assert caught.value.outcome is Outcome.REFUSED
    assert caught.value.detail == "object 'x' couldn't be found"
    assert caught.value.code.endswith("ManagementObjectNotFoundException")


@pytest.mark.parametrize(
    ("fault", "kind", "outcome", "waits"),
    [
        pytest.param("exo-429", Kind.THROTTLED, Outcome.REFUSED, [1, 2, 4], id="throttled"),
        pytest.param("exo-503", Kind.BUSY, Outcome.UNKNOWN, [1, 2, 4], id="unavailable"),
        pytest.param("exo-401", Kind.UNAUTHORISED, Outcome.REFUSED, [], id="no app role"),
        pytest.param("exo-403", Kind.FORBIDDEN, Outcome.REFUSED, [], id="NUL bytes"),
        pytest.param("exo-dropped", Kind.UNREACHABLE, Outcome.UNKNOWN, [1, 2, 4], id="dropped"),
    ],
)
async def test_foul_weather_is_described(
    sky: Sky, fault: str, kind: Kind, outcome: Outcome, waits: list[float]
) -> None:
    sky.world.faults.set(fault)

    with pytest.raises(OutsideError) as caught:
        await sky.online().run("Get-AuthServer", timeout=AGES)

    error = caught.value
    assert (error.kind, error.outcome, error.retry_after) == (kind, outcome, None)
    assert sky.clock.waits == waits
    assert "\x00" not in str(error)


async def test_a_wait_beyond_the_deadline_is_told_instead_of_taken(sky: Sky) -> None:
    sky.world.faults.set("exo-429", retry_after=90)

    with pytest.raises(OutsideError) as caught:
        await sky.online().run("Get-AuthServer", timeout=AGES)

    assert caught.value.kind is Kind.THROTTLED
    assert caught.value.retry_after == 90
    assert sky.clock.waits == []


@pytest.mark.parametrize(
    ("fault", "options", "waits"),
    [
        pytest.param("exo-429", {"retry_after": 3}, [3, 3], id="throttled, with a time"),
        pytest.param("exo-429", {}, [1, 2], id="throttled, without"),
        pytest.param("exo-503", {}, [1, 2], id="unavailable"),
        pytest.param("exo-dropped", {}, [1, 2], id="dropped"),
    ],
)
async def test_a_passing_cloud_is_waited_out(
    sky: Sky, fault: str, options: dict[str, Any], waits: list[float]
) -> None:
    sky.exchange.answers["Get-AuthServer"] = named("ACS")
    sky.world.faults.set(fault, count=2, **options)

    result = await sky.online().run("Get-AuthServer", timeout=AGES)

    assert result.objects[0]["Name"] == "ACS"
    assert sky.clock.waits == waits


async def test_two_plain_cmdlets_at_a_time_and_tests_beside_them(sky: Sky) -> None:
    running: list[str] = []
    most: list[int] = []
    release = asyncio.Event()

    async def slow(call: Call) -> Output:
        running.append(call.cmdlet)
        most.append(running.count("Get-AuthServer"))
        await release.wait()
        running.remove(call.cmdlet)
        return Output()

    sky.exchange.answers = {"Get-AuthServer": slow, "Test-OAuthConnectivity": slow}
    online = sky.online()
    plain = [asyncio.create_task(online.run("Get-AuthServer", timeout=AGES)) for _ in range(6)]
    tests = [
        asyncio.create_task(online.run("Test-OAuthConnectivity", timeout=AGES)) for _ in range(3)
    ]
    await until(lambda: len(running) == 5)

    assert running.count("Test-OAuthConnectivity") == 3
    release.set()
    await asyncio.gather(*plain, *tests)
    assert max(most) == 2


async def test_a_deadline_holds_against_silence(sky: Sky) -> None:
    async def silent(_: Call) -> Output:
        await asyncio.Event().wait()
        return Output()

    sky.exchange.answers["Get-AuthServer"] = silent
    online = sky.online()
    await online.run("Get-AcceptedDomain", timeout=AGES)

    with pytest.raises(OutsideError) as caught:
        await online.run("Get-AuthServer", timeout=0.3)

    assert caught.value.kind is Kind.TIMEOUT
    assert caught.value.outcome is Outcome.UNKNOWN


async def test_a_call_that_waited_for_its_turn_was_not_sent(sky: Sky) -> None:
    release = asyncio.Event()

    async def slow(_: Call) -> Output:
        await release.wait()
        return Output()

    sky.exchange.answers["Get-AuthServer"] = slow
    online = sky.online()
    first = [asyncio.create_task(online.run("Get-AuthServer", timeout=AGES)) for _ in range(2)]
    await until(lambda: len(sky.exchange.calls) == 2)

    with pytest.raises(OutsideError) as caught:
        await online.run("Get-AcceptedDomain", timeout=0.2)

    assert caught.value.outcome is Outcome.NOT_SENT
    release.set()
    await asyncio.gather(*first)


async def test_a_failed_sign_in_is_entras_error(sky: Sky) -> None:
    credential = sky.credential(client_id="00000000-0000-0000-0000-000000000001")

    with pytest.raises(OutsideError) as caught:
        await sky.online(credential).run("Get-AuthServer", timeout=AGES)

    assert caught.value.source == "Entra ID"


async def test_nobody_there_means_not_sent(sky: Sky) -> None:
    with pytest.raises(OutsideError) as caught:
        await sky.online(Holder(), "http://127.0.0.1:9").run("Get-AuthServer", timeout=3)  # type: ignore[arg-type]

    assert caught.value.kind is Kind.UNREACHABLE
    assert caught.value.outcome is Outcome.NOT_SENT


async def test_we_say_who_we_are_and_the_same_body_asks_for_each_page(
    sky: Sky, serve: Serve
) -> None:
    bodies: list[bytes] = []
    agents: set[str] = set()

    async def pages(request: web.Request) -> web.Response:
        bodies.append(await request.read())
        agents.update((request.headers["User-Agent"], request.headers["X-ClientApplication"]))
        here = f"http://{request.host}{request.path}?page={len(bodies)}"
        more = {"@odata.nextLink": here} if len(bodies) < 3 else {}
        return web.json_response({"value": [{"Number": len(bodies)}], **more})

    online = sky.online(Holder(), await serve(pages))  # type: ignore[arg-type]

    result = await online.run("Get-Mailbox", timeout=AGES, parameters={"ResultSize": "Unlimited"})

    assert [each["Number"] for each in result.objects] == [1, 2, 3]
    assert len(set(bodies)) == 1
    assert agents == {"Hybridge"}


async def test_a_change_is_not_posted_again_for_a_next_page(sky: Sky, serve: Serve) -> None:
    asked: list[bytes] = []

    async def pages(request: web.Request) -> web.Response:
        asked.append(await request.read())
        here = f"http://{request.host}{request.path}?page=2"
        return web.json_response({"value": [{"Name": "x"}], "@odata.nextLink": here})

    online = sky.online(Holder(), await serve(pages))  # type: ignore[arg-type]

    result = await online.run("New-IntraOrganizationConnector", timeout=AGES)

    assert [each["Name"] for each in result.objects] == ["x"]
    assert len(asked) == 1


@pytest.mark.parametrize("following", ["http://127.0.0.1:1/next", "https://evil.example/next"])
async def test_the_token_is_not_taken_to_another_place(
    sky: Sky, serve: Serve, following: str
) -> None:
    async def elsewhere(_: web.Request) -> web.Response:
        return web.json_response({"value": [], "@odata.nextLink": following})

    with pytest.raises(OutsideError) as caught:
        await sky.online(Holder(), await serve(elsewhere)).run("Get-Mailbox", timeout=AGES)  # type: ignore[arg-type]

    assert caught.value.kind is Kind.UNEXPECTED
    assert "next page" in caught.value.detail


async def test_pages_without_end_are_ended(
    sky: Sky, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_online, "_PAGES", 3)

    async def endless(request: web.Request) -> web.Response:
        here = f"http://{request.host}{request.path}"
        return web.json_response({"value": [], "@odata.nextLink": here})

    with pytest.raises(OutsideError) as caught:
        await sky.online(Holder(), await serve(endless)).run("Get-Mailbox", timeout=AGES)  # type: ignore[arg-type]

    assert caught.value.kind is Kind.UNEXPECTED


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"[]", b"{}", b'{"value": {}}', b'{"value": ["x"]}', b"\xff\xfe", b"null"],
    ids=["nothing", "html", "list", "no value", "no list", "no objects", "no text", "null"],
)
async def test_an_unknown_shape_is_called_that(sky: Sky, serve: Serve, content: bytes) -> None:
    async def strange(_: web.Request) -> web.Response:
        return web.Response(body=content, content_type="application/json")

    with pytest.raises(OutsideError) as caught:
        await sky.online(Holder(), await serve(strange)).run("Get-Mailbox", timeout=AGES)  # type: ignore[arg-type]

    assert caught.value.kind is Kind.UNEXPECTED
    assert caught.value.detail == "it answered with a shape we do not know"


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_any_other_status_is_unexpected(sky: Sky, serve: Serve, status: int) -> None:
    asked: list[str] = []

    async def other(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=status, headers={"Location": "/elsewhere"})

    with pytest.raises(OutsideError) as caught:
        await sky.online(Holder(), await serve(other)).run("Get-Mailbox", timeout=AGES)  # type: ignore[arg-type]

    assert caught.value.kind is Kind.UNEXPECTED
    assert caught.value.code == str(status)
    assert len(asked) == 1


async def test_a_value_that_cannot_be_sent_is_not_sent(sky: Sky) -> None:
    with pytest.raises(OutsideError) as caught:
        await sky.online().run("Get-Mailbox", timeout=AGES, parameters={"Identity": object()})

    assert caught.value.outcome is Outcome.NOT_SENT
