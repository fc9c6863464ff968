"""A secret shows itself to nobody who does not ask for it by name."""

import json
import logging
import pickle
from collections.abc import Callable

import pytest

from commands.secret import Secret

SECRET = Secret("hunter2")


@pytest.mark.parametrize(
    "show",
    [
        pytest.param(repr, id="repr"),
        pytest.param(str, id="str"),
        pytest.param("{}".format, id="format"),
        pytest.param("{:>20}".format, id="format with a width"),
        pytest.param(lambda secret: str([secret]), id="inside a list"),
        pytest.param(lambda secret: logging.makeLogRecord({"msg": secret}).getMessage(), id="log"),
    ],
)
def test_it_is_hidden(show: Callable[[Secret], str]) -> None:
    assert "hunter2" not in show(SECRET)


def test_it_is_not_written() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(SECRET)
    with pytest.raises(TypeError):
        json.dumps(SECRET)


def test_it_tells_whether_there_is_one() -> None:
    assert SECRET
    assert not Secret("")


def test_it_is_given_to_who_asks() -> None:
    assert SECRET.reveal() == "hunter2"
