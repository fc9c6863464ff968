"""How the command line ends: its exit codes, and the one error that is the asker's own."""

from enum import IntEnum


class Ended(IntEnum):
    """The exit codes."""

    WELL = 0
    FAILING = 1
    COULD_NOT_LOOK = 2
    BAD_REQUEST = 3


class BadRequest(Exception):
    """The text is no request that can be carried out here."""
