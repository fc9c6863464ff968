"""The libraries' loggers keep to warnings, and those carry no secrets."""

import logging
from collections.abc import Iterator

import pytest

from adapters import logs


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in logs.LIBRARIES]
    before = [(each, each.level, each.propagate, list(each.handlers)) for each in loggers]
    for logger in loggers:  # another test may have started the bot
        logger.propagate = True
        logger.handlers.clear()
    yield
    for logger, level, propagate, handlers in before:
        logger.setLevel(level)
        logger.propagate = propagate
        logger.handlers[:] = handlers


@pytest.mark.parametrize("name", ["pypsrp.wsman", "azure.identity.aio", "httpx", "urllib3.pool"])
def test_a_warning_of_a_library_comes_through_redacted(
    name: str, jwt: str, caplog: pytest.LogCaptureFixture
) -> None:
    logs.quieten()

    logging.getLogger(name).warning("answered %s", {"access_token": jwt})

    assert "answered" in caplog.text
    assert jwt not in caplog.text


def test_a_traceback_is_left_out_and_its_last_line_redacted(
    jwt: str, caplog: pytest.LogCaptureFixture
) -> None:
    logs.quieten()
    logger = logging.getLogger("pypsrp.wsman")

    try:
        int(f"no {jwt}")
    except ValueError:
        logger.exception("failed")

    assert "failed (ValueError: invalid literal" in caplog.text
    assert jwt not in caplog.text
    assert "Traceback" not in caplog.text


def test_the_envelopes_at_debug_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    logs.quieten()

    with caplog.at_level(logging.DEBUG):
        logging.getLogger("pypsrp.wsman").debug("Sending message: everything")

    assert caplog.text == ""


def test_a_logger_below_that_was_turned_up_still_shows_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logs.quieten()
    messages = logging.getLogger("pypsrp.messages")

    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, logger=messages.name):
        messages.debug("Packing PSRP message: everything")
        messages.warning("a warning")

    assert [record.getMessage() for record in caplog.records] == ["a warning"]


def test_quieting_twice_does_not_say_it_twice(caplog: pytest.LogCaptureFixture) -> None:
    logs.quieten()
    logs.quieten()

    logging.getLogger("urllib3").warning("once")

    assert caplog.text.count("once") == 1


def test_what_the_root_does_not_want_is_not_handed_to_it(caplog: pytest.LogCaptureFixture) -> None:
    logs.quieten()
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.ERROR)  # as the doctor has it, whose lines are the output
    try:
        logging.getLogger("azure.identity.aio").warning("between the lines")
    finally:
        root.setLevel(before)

    assert "between the lines" not in caplog.text
