"""What is looked at for ever goes on being looked at, whatever one look comes to."""

import pytest
from redis.exceptions import ReadOnlyError

from jobs.tasks import forever


class Stopped(Exception):
    pass


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        pytest.param(ReadOnlyError("a replica"), "upkeep.failed", id="the store refuses"),
        pytest.param(OSError("no space left"), "upkeep.failed", id="the disk is full"),
        pytest.param(KeyError("nobody thought of it"), "upkeep.broke", id="a mistake of ours"),
    ],
)
async def test_a_look_that_fails_is_told_and_the_next_one_is_made(capsys, trouble, told):
    looks: list[float] = []

    async def look():
        looks.append(0.0)
        if len(looks) == 1:
            raise trouble

    class ThreeLooks:
        def now(self):
            raise AssertionError("nothing here asks for the time")

        async def sleep(self, seconds):
            looks[-1] = seconds
            if len(looks) == 3:
                raise Stopped

    with pytest.raises(Stopped):
        await forever("the sums", look, 7.0, ThreeLooks())

    assert looks == [7.0, 7.0, 7.0]
    logged = capsys.readouterr().out
    assert logged.count(told) == 1
    assert "the sums" in logged
    assert trouble.args[0] in logged
