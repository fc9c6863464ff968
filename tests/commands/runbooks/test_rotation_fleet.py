"""A rotation is about the servers that sign, and no others."""

from commands.facts import organisation
from tests.commands.made import exchange_server
from tests.commands.runbooks.made import planned, the


def test_a_server_before_oauth_is_not_waited_for():
    old = exchange_server("EX03", "14.3.123.4")
    listed = (exchange_server("EX01"), exchange_server("EX02"), old)

    plan = planned("rotate auth cert", {organisation.SERVERS: listed})

    assert not plan.is_blocked
    assert the(plan, "auth key dropped").servers == ("EX01", "EX02")
