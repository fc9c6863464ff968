"""Whether the staged certificate may take over: still the one, and its time has come.

Others may stage, publish and date certificates too, and between a job's steps lie days.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from commands.action import Already, Look, Moved, Not
from commands.actions.auth_config import EFFECTIVE, OnAuthConfig, iso, moved
from commands.moments import is_to_come
from commands.outside.exchange import AuthConfig
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World


def superseded(config: AuthConfig, thumbprint: str, old: str) -> Moved | None:
    """Say what stands where ``thumbprint`` is to take over from ``old``; ``None``: those two."""
    if not same(config.current, old):
        return moved("CurrentCertificateThumbprint", old, config.current)
    if not same(config.next, thumbprint):
        return moved("NextCertificateThumbprint", thumbprint, config.next)
    return None


def not_due(config: AuthConfig, now: datetime) -> Phrase | None:
    """Say for when the next one is staged, if that time has not come."""
    due = config.next_effective
    if due is None or not is_to_come(due, now):
        return None
    return say(
        "It is staged for {time} now; until then Exchange does not publish it.",
        time=f"{due:%Y-%m-%d %H:%M} UTC",
    )


@dataclass(frozen=True, kw_only=True)
class StillStaged(OnAuthConfig):
    """It is staged still and due, or has taken over; tells the time, which others may move.

    Attributes:
        thumbprint, old: The staged certificate, and the one that it is to take over from.
    """

    name: ClassVar[str] = "certificate still staged"
    thumbprint: str
    old: str

    @property
    def title(self) -> Phrase:
        return say(
            "See that {thumbprint} is still staged, and that its time has come",
            thumbprint=self.thumbprint,
        )

    async def look(self, world: World) -> Look:
        return self.seen(await self.read(world), world)

    def seen(self, config: AuthConfig, world: World) -> Look:
        if same(config.current, self.thumbprint):
            return Already()
        if (changed := superseded(config, self.thumbprint, self.old)) is not None:
            return changed
        now = world.clock.now()
        if (early := not_due(config, now)) is not None:
            return Not(early)
        due = config.next_effective
        return Already({EFFECTIVE: iso(due)} if due is not None else {})
