"""What could be lost is said in plain words, for each way a server can be set up."""

import pytest

from bot.doctor.lines import Level, worst
from bot.doctor.persistence import Told, judge

GOOD_INFO = {
    "redis_version": "7.2.4",
    "role": "master",
    "aof_enabled": 1,
    "aof_last_write_status": "ok",
    "maxmemory": 0,
    "maxmemory_policy": "noeviction",
    "used_memory_human": "1.2M",
}
GOOD_CONFIG = {"appendfsync": "always", "save": "", "min-replicas-to-write": "0"}


def said(info=None, config=GOOD_CONFIG):
    return tuple(judge(Told(info=GOOD_INFO | (info or {}), config=config)))


def test_a_store_that_loses_nothing_is_ok():
    lines = said()

    assert worst(lines) is Level.OK
    assert any("nothing is lost" in line.found for line in lines)


@pytest.mark.parametrize(
    ("info", "config", "level", "words"),
    [
        pytest.param({"redis_version": "6.0.16"}, {}, Level.FAIL, "Redis 6.0.16", id="too old"),
        pytest.param({"redis_version": "6.2.0"}, {}, Level.OK, "Redis 6.2.0", id="old enough"),
        pytest.param({"cluster_enabled": 1}, {}, Level.FAIL, "cluster mode", id="a cluster"),
        pytest.param({"role": "slave"}, {}, Level.FAIL, "replica", id="a replica"),
        pytest.param({}, {"appendfsync": "everysec"}, Level.WARN, "the last second or two",
                     id="each second"),
        pytest.param({}, {"appendfsync": "no"}, Level.WARN, "last 30 seconds", id="sometime"),
        pytest.param({"aof_enabled": 0}, {"save": "3600 1 300 100"}, Level.FAIL,
                     "up to 3600 seconds", id="snapshots only"),
        pytest.param({"aof_enabled": 0}, {"save": ""}, Level.FAIL, "any restart loses every job",
                     id="in memory only"),
        pytest.param({"maxmemory_policy": "allkeys-lru", "maxmemory": 1}, {}, Level.FAIL,
                     "throws jobs and journals away", id="evicts anything"),
        pytest.param({"maxmemory_policy": "allkeys-lru"}, {}, Level.WARN, "no limit is set",
                     id="would evict anything"),
        pytest.param({"maxmemory_policy": "volatile-ttl", "maxmemory": 1}, {}, Level.WARN,
                     "answered or drawn twice", id="evicts notes"),
        pytest.param({"maxmemory": 100, "used_memory": 80}, {}, Level.WARN, "80% or more",
                     id="nearly full"),
        pytest.param({"maxmemory": 100, "used_memory": 79}, {}, Level.OK,
                     "writes are refused and nothing is lost", id="not nearly full"),
        pytest.param({"aof_last_write_status": "err"}, {}, Level.FAIL, "last write", id="no room"),
        pytest.param({"connected_slaves": 1}, {}, Level.WARN, "a failover can lose", id="copies"),
        pytest.param({"connected_slaves": 1}, {"min-replicas-to-write": "1"}, Level.OK,
                     "takes no writes", id="copies are waited for"),
    ],
)  # fmt: skip
def test_what_could_be_lost_is_said(info, config, level, words):
    lines = said(info, GOOD_CONFIG | config)

    (line,) = (line for line in lines if words in line.found)
    assert line.level is level is worst(lines)
    assert bool(line.cure) == (level is not Level.OK)


def test_a_server_that_does_not_tell_its_settings_is_no_failure():
    lines = said(config={})

    assert worst(lines) is Level.WARN
    assert any("does not tell how often" in line.found for line in lines)
