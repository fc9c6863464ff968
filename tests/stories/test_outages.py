"""What cannot be read is unknown, with the reason, and hides nothing else."""

import pytest

from commands.findings import Verdict
from jobs.record import Job
from tests.stories.conftest import Story, by_id, with_verdict


def _texts(job: Job, *ids: str) -> str:
    found = by_id(job)
    return " ".join(str(phrase) for each in ids for phrase in found[each].evidence)


async def test_with_a_server_down_the_rest_still_reports(healthy: Story) -> None:
    healthy.lab.world.faults.set("server-down", target="EX02")

    job = await healthy.check()

    unknown = with_verdict(job, Verdict.UNKNOWN)
    assert {"certificate.server.EX02", "test.on-premises.EX02"} <= unknown
    # autodiscover.hbna.co.kr is published from EX02, so its names are as dark as the server.
    assert all("EX02" in each or "autodiscover" in each for each in unknown), unknown
    assert by_id(job)["test.on-premises.EX01"].verdict is Verdict.OK
    assert by_id(job)["connector.on-premises"].verdict is Verdict.OK
    assert "EX02" in _texts(job, "certificate.server.EX02")


async def test_with_exchange_online_refusing_the_rest_still_reports(healthy: Story) -> None:
    healthy.lab.world.faults.set("exo-403")

    job = await healthy.check()

    found = by_id(job)
    assert found["connector.cloud"].verdict is Verdict.UNKNOWN
    assert found["ews"].verdict is Verdict.UNKNOWN
    assert found["connector.on-premises"].verdict is Verdict.OK
    assert found["hybrid-application"].verdict is Verdict.OK
    assert "Exchange Online" in _texts(job, "connector.cloud")


async def test_with_graph_throttled_the_rest_still_reports(healthy: Story) -> None:
    healthy.lab.world.faults.set("graph-429", retry_after=600)

    job = await healthy.check()

    found = by_id(job)
    assert found["shared-principal"].verdict is Verdict.UNKNOWN
    assert "throttling" in _texts(job, "shared-principal")
    assert found["connector.cloud"].verdict is Verdict.OK
    assert found["certificate.server.EX01"].verdict is Verdict.OK
    assert with_verdict(job, Verdict.FAIL) == set()


async def test_a_published_name_that_no_longer_exists_is_named(healthy: Story) -> None:
    healthy.lab.world.faults.set("dns-nxdomain", target="mail.hbna.co.kr")

    found = by_id(await healthy.check())

    assert found["published.mail.hbna.co.kr"].verdict is Verdict.FAIL
    assert found["published.autodiscover.hbna.co.kr"].verdict is Verdict.OK


@pytest.mark.long
async def test_nothing_failing_is_said_where_nothing_could_be_read(healthy: Story) -> None:
    for server in ("EX01", "EX02"):
        healthy.lab.world.faults.set("server-down", target=server)
    for fault in ("exo-503", "graph-503"):
        healthy.lab.world.faults.set(fault)

    job = await healthy.check()

    assert with_verdict(job, Verdict.FAIL) == set()
    assert by_id(job)["partner-application"].verdict is Verdict.UNKNOWN
    assert by_id(job)["shared-principal"].verdict is Verdict.UNKNOWN
