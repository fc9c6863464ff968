"""Teams' rate limits: so many calls in so many seconds, an edit counting as a send."""

import pytest

from lab.teams.limits import LOOK_UPS, SENDS, Limits
from tests.lab.teams.conftest import text


@pytest.mark.parametrize(
    ("windows", "apart", "taken"),
    [
        pytest.param(SENDS, 0.0, 7, id="seven at once"),
        pytest.param(SENDS, 0.2, 8, id="eight in two seconds"),
        pytest.param(SENDS, 0.4, 60, id="sixty in thirty seconds"),
        pytest.param(SENDS, 0.6, 1800, id="eighteen hundred in an hour"),
        pytest.param(SENDS, 2.0, 5000, id="one in two seconds, for ever"),
        pytest.param(LOOK_UPS, 0.0, 14, id="fourteen look-ups at once"),
    ],
)
def test_so_many_calls_at_that_pace_are_taken(windows, apart, taken):
    limits = Limits(windows)

    count = next(
        (number for number in range(5000) if limits.take(number * apart) is not None), 5000
    )

    assert count == taken


def test_who_waits_as_long_as_told_is_let_in():
    limits = Limits(SENDS)
    now = 0.0
    for _ in range(200):
        wait = limits.take(now)
        if wait is not None:
            now += wait
            assert limits.take(now) is None

    assert now > 60


async def test_the_eighth_send_in_a_second_is_refused_with_the_time_to_wait(desk, clock):
    first = await desk.posted(text("1"))
    for number in range(6):
        assert (await desk.put(first, text(str(number))))[0] == 200

    url = f"{desk.teams.place.service_url}v3/conversations/{desk.thread()}/activities"
    headers = {"Authorization": f"Bearer {desk.token}"}
    async with desk.http.post(url, json=text("8"), headers=headers) as answer:
        assert answer.status == 429
        assert (await answer.json())["error"]["code"] == "TooManyRequests"
        clock.pass_time(int(answer.headers["Retry-After"]))

    assert (await desk.post(text("8")))[0] == 201


async def test_threads_of_a_channel_share_its_limit(desk):
    roots = [await desk.posted(text("root")) for _ in range(3)]

    statuses = [(await desk.post(text("reply"), root))[0] for root in roots * 2]

    assert statuses == [201, 201, 201, 201, 429, 429]


async def test_looking_people_up_has_a_limit_of_its_own(desk):
    for _ in range(14):
        status, _ = await desk.call("GET", "conversations", desk.thread(), "pagedmembers")
        assert status == 200

    assert (await desk.call("GET", "conversations", desk.thread(), "pagedmembers"))[0] == 429
    assert (await desk.post(text("Hello")))[0] == 201
