"""Graph's activity log read from the lab's Log Analytics."""

from datetime import timedelta
from uuid import uuid4

import aiohttp
import pytest

from adapters import graph_call_rows, log_analytics
from commands.ports import Kind, Outcome, OutsideError
from lab.cloud.tokens import GRAPH
from lab.world_tenant import GraphCall, SignIn
from tests.adapters.parts import Sky

APP = "aaaaaaaa-0000-0000-0000-000000000000"
URI = "https://graph.microsoft.com/v1.0/users/{}/calendar/getSchedule"


def requested(sky: Sky, minutes: int, *, person: str = "kim", status: int = 200) -> None:
    """Put a request into the lab's log, with the sign-in behind it."""
    at = sky.world.clock.now().replace(microsecond=0) - timedelta(minutes=minutes)
    token = uuid4().hex
    sky.world.tenant.sign_ins.append(
        SignIn(at=at, app_id=APP, resource=GRAPH, thumbprint="AB" * 20, token=token)
    )
    sky.world.tenant.graph_calls.append(
        GraphCall(at=at, app_id=APP, token=token, path=URI.format(person), status=status)
    )


@pytest.mark.parametrize("form", ["hex", "base64url"])
async def test_requests_are_counted_by_path_status_and_certificate(sky: Sky, form: str) -> None:
    sky.world.tenant.sign_in_thumbprints = form
    requested(sky, 120, person="kim@hbna.co.kr")
    requested(sky, 90, person="lee@hbna.co.kr")
    requested(sky, 60, status=403)
    requested(sky, 5)  # not shown yet: the log lags
    requested(sky, 3000)
    sky.world.tenant.graph_calls.append(
        GraphCall(at=sky.world.clock.now(), app_id=str(uuid4()), token="", path="/", status=200)
    )

    found = await sky.workspace().graph_calls(APP, sky.world.clock.now() - timedelta(days=1))

    assert [(each.status, each.count, each.thumbprint) for each in found] == [
        (403, 1, "AB" * 20),
        (200, 2, "AB" * 20),
    ]
    assert {each.path for each in found} == {"/v1.0/users/…/calendar/getSchedule"}
    assert "hbna" not in str(found)


@pytest.mark.parametrize(
    ("switch", "value", "kind", "text"),
    [
        ("logs_reader", False, Kind.FORBIDDEN, "Log Analytics Reader"),
        ("graph_activity", False, Kind.NOT_FOUND, "MicrosoftGraphActivityLogs"),
        ("sign_ins_exported", False, Kind.NOT_FOUND, "AADServicePrincipalSignInLogs"),
        ("logs_partial", True, Kind.UNEXPECTED, "only a part"),
        ("workspace", "33333333-4444-5555-6666-777777777777", Kind.NOT_FOUND, "no such workspace"),
    ],
)
async def test_what_is_missing_is_named(
    sky: Sky, switch: str, value: object, kind: Kind, text: str
) -> None:
    workspace = sky.workspace()
    setattr(sky.world.tenant, switch, value)

    with pytest.raises(OutsideError, match=text) as caught:
        await workspace.graph_calls(APP, sky.world.clock.now())

    assert caught.value.kind is kind


async def test_an_id_that_is_no_guid_is_never_sent(sky: Sky) -> None:
    with pytest.raises(OutsideError, match="not a GUID") as caught:
        await sky.workspace().graph_calls('x" or true', sky.world.clock.now())

    assert (caught.value.kind, caught.value.outcome) == (Kind.BLOCKED, Outcome.NOT_SENT)


async def test_an_answer_that_is_too_long_is_not_read(
    sky: Sky, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_analytics, "LARGEST", 20)

    with pytest.raises(OutsideError, match="longer than 20 bytes"):
        await sky.workspace().graph_calls(APP, sky.world.clock.now())


async def test_the_lab_takes_no_other_query(sky: Sky) -> None:
    token = await sky.credential().token("https://api.loganalytics.io/.default")
    since = sky.world.clock.now()
    other = log_analytics.written(APP, since).replace(APP, str(uuid4()), 1)
    url = f"{sky.cloud.logs}/v1/workspaces/{sky.world.tenant.workspace}/query"
    connector = aiohttp.TCPConnector(ssl=sky.trust)
    async with aiohttp.ClientSession(connector=connector) as session:
        for query in (other, "MicrosoftGraphActivityLogs | take 5", ""):
            headers = {"Authorization": f"Bearer {token}"}
            async with session.post(url, json={"query": query}, headers=headers) as response:
                assert response.status == 400, query


async def test_a_result_that_may_be_cut_is_never_taken_for_the_whole(
    sky: Sky, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_analytics, "MOST", 2)
    requested(sky, 60)
    requested(sky, 50, person="lee")
    since = sky.world.clock.now() - timedelta(days=1)
    assert len(await sky.workspace().graph_calls(APP, since)) == 1
    requested(sky, 40, status=403)

    with pytest.raises(OutsideError, match="may be more than the 2 rows"):
        await sky.workspace().graph_calls(APP, since)


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        (URI.format("kim%40hbna.co.kr") + "?x=1", "/v1.0/users/…/calendar/getSchedule"),
        (URI.format("kim"), "/v1.0/users/…/calendar/getSchedule"),
        ("https://graph.microsoft.com/v1.0/me/events/AAMkAD0=", "/v1.0/me/events/…"),
        ("", "/"),
    ],
)
def test_a_path_names_nobody(uri: str, shown: str) -> None:
    assert graph_call_rows.path(uri) == shown


@pytest.mark.parametrize(
    "answer", [{}, {"tables": []}, {"tables": [{"columns": [], "rows": [[1]]}]}]
)
def test_another_shape_is_called_that(answer: dict[str, object]) -> None:
    with pytest.raises(OutsideError, match="no table of requests"):
        graph_call_rows.read(answer, "Log Analytics", "query")
