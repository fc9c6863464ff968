"""A rotation is about the servers that sign, and no others."""

from commands.facts import organisation, servers
from commands.outside.exchange import TransportService
from tests.commands.made import SMTP, SMTP_INSTALLED, a_test, each, exchange_server, unread
from tests.commands.runbooks.made import HELD, left, planned, the


def test_a_server_before_oauth_is_not_waited_for():
    old = exchange_server("EX03", "14.3.123.4")
    listed = (exchange_server("EX01"), exchange_server("EX02"), old)

    plan = planned("rotate auth cert", {organisation.SERVERS: listed})

    assert not plan.is_blocked
    assert the(plan, "auth key dropped").servers == ("EX01", "EX02")


def with_ex02_silent(*listed):
    return {
        organisation.SERVERS: tuple(exchange_server(name) for name in listed),
        servers.CERTIFICATES: each({"EX01": (HELD, SMTP_INSTALLED), "EX02": unread()}),
        organisation.TRANSPORT: tuple(
            TransportService(server=name, certificate=SMTP) for name in listed
        ),
        servers.TESTS: each({"EX01": a_test(), "EX02": unread()}),
    }


def test_nothing_is_brought_to_a_server_that_is_gone_and_people_read_so():
    plan = planned("rotate auth cert", with_ex02_silent("EX01"))

    assert not plan.is_blocked
    assert left(plan) == ["Server EX02"]
    assert "Take it out of hybridge.toml" in str(plan.left[0].why)
    assert the(plan, "auth key dropped").servers == ("EX01",)
    assert the(plan, "… certificate spread").condition.servers == ("EX01",)


def test_a_server_that_is_only_silent_holds_a_rotation_up():
    plan = planned("rotate auth cert", with_ex02_silent("EX01", "EX02"))

    assert plan.is_blocked
    assert "Server EX02" in left(plan)
