"""What could be lost with a store's settings, in plain words.  Pure: told facts in, lines out.

https://valkey.io/topics/persistence/ and https://valkey.io/topics/lru-cache/ say what they mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.doctor.lines import Line, fail, ok, warn

OLDEST: Final = (6, 2)
UNTOLD: Final = "?"
NEARLY_FULL: Final = 0.8


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a server tells of itself; ``config`` is empty where it may not be asked for."""

    info: Mapping[str, Any]
    config: Mapping[str, str]

    def setting(self, name: str) -> str:
        return self.config.get(name, UNTOLD)


def judge(told: Told) -> Iterator[Line]:
    """Say what is good and what could be lost."""
    yield _version(told)
    yield _role(told)
    yield from _log(told) if int(told.info.get("aof_enabled", 0)) else _snapshots(told)
    yield _memory(told)
    if told.info.get("aof_last_write_status", "ok") != "ok":
        yield fail("store, disk", "its last write to the disk failed", "make room on its disk")
    if int(told.info.get("connected_slaves", 0)):
        yield _replicas(told)


def _version(told: Told) -> Line:
    version = str(told.info.get("redis_version", "0"))
    known = str(told.info.get("valkey_version", ""))
    name = f"Valkey {known} (as Redis {version})" if known else f"Redis {version}"
    parts = tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
    if parts < OLDEST:
        return fail("store, version", f"it is {name}", "upgrade it to Redis 6.2 or later")
    if int(told.info.get("cluster_enabled", 0)):
        return fail(
            "store, version",
            f"it is {name} in cluster mode, which is not spoken here",
            "name a server of its own; Sentinels may watch it",
        )
    return ok("store, version", f"it is {name}")


def _role(told: Told) -> Line:
    if told.info.get("role") == "slave":
        return fail(
            "store, role",
            "it is a replica, which refuses every write",
            "name the primary, or the Sentinels (`[store] sentinels`)",
        )
    return ok("store, role", "it takes writes")


def _log(told: Told) -> Iterator[Line]:
    about = "store, append-only file"
    match told.setting("appendfsync"):
        case "always":
            yield ok(about, "every write is on the disk before it is answered: nothing is lost")
        case "no":
            yield warn(
                about,
                "the system writes it to the disk when it likes: a power cut can lose about the "
                "last 30 seconds of jobs and journal",
                "set appendfsync always",
            )
        case "everysec":
            yield warn(
                about,
                "it is written to the disk each second: a power cut can lose the last second or "
                "two of jobs and journal (no change is made twice: each is looked for first)",
                "set appendfsync always, unless the speed is needed elsewhere",
            )
        case _:
            yield warn(
                about,
                "it is on, but the server does not tell how often it reaches the disk",
                "allow this user CONFIG GET, or look up appendfsync yourself: always loses nothing",
            )


def _snapshots(told: Told) -> Iterator[Line]:
    about, cure = "store, append-only file", "set appendonly yes and appendfsync always"
    save = told.setting("save")
    if save == UNTOLD:
        yield fail(about, "it is off: a crash loses what no snapshot holds", cure)
        return
    words = save.split()
    seconds = [int(word) for word in words[::2] if word.isdecimal()]
    if not seconds:
        yield fail(
            about,
            "it is off and there are no snapshots: any restart loses every job and the journal",
            cure,
        )
        return
    yield fail(
        about,
        f"it is off: a crash loses everything since the last snapshot, up to {max(seconds)} "
        f"seconds of jobs and journal (save {save})",
        cure,
    )


def _memory(told: Told) -> Line:
    about = "store, memory"
    policy = str(told.info.get("maxmemory_policy", told.setting("maxmemory-policy")))
    limit = int(told.info.get("maxmemory", 0))
    used = str(told.info.get("used_memory_human", UNTOLD))
    cure = "set maxmemory-policy noeviction"
    if policy == "noeviction":
        if limit and int(told.info.get("used_memory", 0)) >= NEARLY_FULL * limit:
            return warn(
                about,
                f"{used} used, {NEARLY_FULL:.0%} or more of its maxmemory; when it is full, writes "
                "are refused and jobs stand still",
                "raise maxmemory, or lower `[store] keep_days`",
            )
        return ok(about, f"{used} used; when it is full, writes are refused and nothing is lost")
    if policy.startswith("volatile"):
        return warn(
            about,
            f"{policy}: when it is full, it forgets which messages it has seen and who draws a "
            "card; one may be answered or drawn twice",
            cure,
        )
    found = f"{policy}: when it is full, it throws jobs and journals away"
    return fail(about, found, cure) if limit else warn(about, f"{found} (no limit is set)", cure)


def _replicas(told: Told) -> Line:
    about = "store, replicas"
    if told.setting("min-replicas-to-write") not in {"0", UNTOLD}:
        return ok(about, "a primary that lost its replicas takes no writes")
    return warn(
        about,
        "copies follow a moment later: a failover can lose the newest writes",
        "set min-replicas-to-write 1; after a failover run `python -m bot audit verify`",
    )
