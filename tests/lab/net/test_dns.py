"""The name server, asked by dnspython's own resolver."""

import dns.asyncresolver
import dns.message
import dns.rcode
import dns.resolver
import pytest

from lab.net.dns import respond
from lab.world import DnsName


@pytest.fixture
def resolver(net):
    made = dns.asyncresolver.Resolver(configure=False)
    address, _, port = net.resolver.partition(":")
    made.nameservers, made.port, made.lifetime = [address], int(port), 3.0
    return made


async def test_gives_each_published_host_an_address_of_its_own(resolver, world):
    found = [
        (await resolver.resolve(name, "A"))[0].to_text()
        for name in ("mail.hbna.co.kr", "AutoDiscover.HBNA.co.kr")
    ]

    assert found == ["127.0.0.2", "127.0.0.3"]


async def test_follows_an_alias(resolver, world):
    world.dns["alias.hbna.co.kr"] = DnsName(canonical="mail.hbna.co.kr")

    answer = await resolver.resolve("alias.hbna.co.kr", "A")

    assert answer.canonical_name.to_text() == "mail.hbna.co.kr."
    assert [each.to_text() for each in answer] == ["127.0.0.2"]


async def test_tells_mail_text_and_service_records(resolver, world):
    world.dns["_autodiscover._tcp.hbna.co.kr"] = DnsName(srv=[(0, 0, 443, "mail.hbna.co.kr")])

    mx = await resolver.resolve("hbna.co.kr", "MX")
    txt = await resolver.resolve("hbna.co.kr", "TXT")
    srv = await resolver.resolve("_autodiscover._tcp.hbna.co.kr", "SRV")

    assert mx[0].to_text() == "0 hbna-co-kr.mail.protection.outlook.com."
    assert b"".join(txt[0].strings).startswith(b"v=spf1 ")
    assert srv[0].to_text() == "0 0 443 mail.hbna.co.kr."


async def test_a_name_without_such_a_record_exists_all_the_same(resolver):
    with pytest.raises(dns.resolver.NoAnswer):
        await resolver.resolve("mail.hbna.co.kr", "AAAA")


async def test_an_unknown_name_does_not_exist(resolver):
    with pytest.raises(dns.resolver.NXDOMAIN):
        await resolver.resolve("nobody.hbna.co.kr", "A")


async def test_a_known_name_can_be_made_to_vanish(resolver, world):
    world.faults.set("dns-nxdomain", target="mail.hbna.co.kr")

    with pytest.raises(dns.resolver.NXDOMAIN):
        await resolver.resolve("mail.hbna.co.kr", "A")
    assert await resolver.resolve("autodiscover.hbna.co.kr", "A")


async def test_silence_is_not_the_same_as_no(resolver, world):
    world.faults.set("dns-timeout", target="mail.hbna.co.kr")
    resolver.lifetime = 0.2

    with pytest.raises(dns.resolver.LifetimeTimeout):
        await resolver.resolve("mail.hbna.co.kr", "A")


@pytest.mark.parametrize(
    ("target", "rcode"),
    [
        pytest.param("alias.hbna.co.kr", dns.rcode.NOERROR, id="round in a circle"),
        pytest.param("nobody.hbna.co.kr", dns.rcode.NXDOMAIN, id="to nowhere"),
    ],
)
def test_an_alias_may_lead_astray(world, target, rcode):
    world.dns["alias.hbna.co.kr"] = DnsName(canonical=target)

    answer = respond(world, dns.message.make_query("alias.hbna.co.kr", "A"))

    assert answer.rcode() == rcode
    assert [each.to_text() for each in answer.answer] == [
        f"alias.hbna.co.kr. 60 IN CNAME {target}."
    ]
