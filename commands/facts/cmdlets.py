"""Run one cmdlet and read its objects: what all the facts of Exchange have in common."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from commands.outside.fields import Fields, unexpected
from commands.ports import ExchangePort

READ: Final = 30.0
"""Seconds that a read may take, sign-in and repeats included."""

TEST: Final = 120.0
"""Seconds that a connectivity test may take: it makes several calls of its own."""

T = TypeVar("T")


async def objects(
    port: ExchangePort,
    cmdlet: str,
    record: Callable[[Fields], T],
    parameters: Mapping[str, Any] | None = None,
    *,
    timeout: float = READ,
) -> tuple[T, ...]:
    """Read all objects of a cmdlet; raises ``OutsideError``."""
    result = await port.run(cmdlet, timeout=timeout, parameters=parameters)
    return tuple(record(Fields(port.name, cmdlet, item)) for item in result.objects)


async def single(
    port: ExchangePort,
    cmdlet: str,
    record: Callable[[Fields], T],
    parameters: Mapping[str, Any] | None = None,
    *,
    timeout: float = READ,
) -> T:
    """Read the one object that a cmdlet gives; another number of them is an ``OutsideError``."""
    found = await objects(port, cmdlet, record, parameters, timeout=timeout)
    if len(found) != 1:
        raise unexpected(port.name, cmdlet, f"{len(found)} objects where there is one")
    return found[0]
