"""Names are strictly names, and only public addresses are connected to."""

import re

import pytest

from adapters.address_rules import AddressRules, Forbidden, host_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mail.hbna.co.kr", "mail.hbna.co.kr"),
        ("MAIL.Hbna.co.kr.", "mail.hbna.co.kr"),
        ("_autodiscover._tcp.hbna.co.kr", "_autodiscover._tcp.hbna.co.kr"),
        ("메일.한국", "xn--h32bq4v.xn--3e0b707e"),
    ],
)
def test_a_name_is_made_uniform(text: str, name: str) -> None:
    assert host_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "", ".", "localhost", "10.0.0.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001",
        "a.0x7f", "1.2.3.4.", "[::1]", "::1", "fe80::1%eth0", "mail.hbna.co.kr:443",
        "mail.hbna.co.kr/x", "user@mail.hbna.co.kr", "mail..kr", "-mail.kr", "mail-.kr",
        "mail .kr", "mail\x00.kr", "mail\n.kr", "a" * 64 + ".kr", "a." * 130 + "kr", "ma*il.kr",
        "１０.０.０.１", "127。0。0。1",
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(Forbidden):
        host_name(text)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",  # noqa: S104
        "100.64.0.1",
        "169.254.169.254", "192.0.0.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
        "2001::1", "2001:db8::1", "fec0::1", "192.0.0.8", "192.0.0.170", "3fff::1", "3fff:fff::1",
        "5f00::1", "168.63.129.16", "100.100.100.200", "fd00:ec2::254",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(Forbidden, match=re.escape(address)):
        AddressRules().check([address])


def test_one_forbidden_address_refuses_all() -> None:
    with pytest.raises(Forbidden):
        AddressRules().check(["93.184.216.34", "10.0.0.1"])


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_addresses_pass(address: str) -> None:
    AddressRules().check([address])


def test_listed_networks_pass_and_no_others() -> None:
    rules = AddressRules.of(["10.0.0.0/8", "fd00::/8", "127.0.0.0/8", "::1/128"])

    rules.check(["10.1.2.3", "fd00::1", "::ffff:10.0.0.9", "127.0.0.1", "::1"])
    with pytest.raises(Forbidden):
        rules.check(["192.168.0.1"])


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("fe80::1", id="link-local"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("0.0.0.0", id="unspecified"),  # noqa: S104
        pytest.param("169.254.169.254", id="metadata of most clouds"),
        pytest.param("169.254.170.2", id="Amazon, containers"),
        pytest.param("::ffff:169.254.169.254", id="metadata, mapped"),
        pytest.param("64:ff9b::169.254.169.254", id="metadata, by NAT64"),
        pytest.param("2002:a9fe:a9fe::1", id="metadata, by 6to4"),
        pytest.param("::169.254.169.254", id="metadata, the old way of writing it"),
        pytest.param("168.63.129.16", id="Azure's host"),
        pytest.param("::ffff:168.63.129.16", id="Azure's host, mapped"),
        pytest.param("100.100.100.200", id="Alibaba"),
        pytest.param("192.0.0.192", id="Oracle"),
        pytest.param("fd00:ec2::254", id="Amazon, IPv6"),
        pytest.param("fd00:ec2::23", id="Amazon, IPv6, containers"),
        pytest.param("fd20:ce::254", id="Google, IPv6"),
        pytest.param("fd00:42::42", id="Scaleway, IPv6"),
    ],
)
def test_some_addresses_are_never_reached_whatever_is_listed(address: str) -> None:
    with pytest.raises(Forbidden, match="whatever is listed"):
        AddressRules.of(["0.0.0.0/0", "::/0"]).check([address])


def test_a_network_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=re.escape("10.0.0.1/8")):
        AddressRules.of(["10.0.0.1/8"])
