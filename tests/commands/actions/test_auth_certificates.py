"""Certificates made, copied and spread, and what becomes of the default SMTP certificate."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12

from commands.action import Already, Moved, NoOpposite, Not
from commands.actions.auth_certificates import KeepSmtpCertificate, NewAuthCertificate
from commands.actions.certificate_copies import EXPORT, CopyCertificate
from commands.actions.spreading import Spread
from commands.book import stored
from commands.look import reason
from commands.ports import Kind, Outcome, OutsideError
from tests.commands.actions.noon import (
    NEW,
    NOW,
    OLD,
    OTHER,
    Stopped,
    at_noon,
    config,
    print_of,
    sent,
    stores,
)
from tests.commands.actions.port import Doing, Shell, Silent


async def test_the_one_that_was_not_there_before_is_the_new_one(ders):
    action = NewAuthCertificate(server="EX01", known=(print_of(ders[0]),))
    before, after = stores(at_noon(), EX01=ders[:1]), stores(at_noon(), EX01=ders)

    assert isinstance(await action.already(before), Not)
    assert isinstance(await action.verify(before), Not)
    look = await action.verify(after)
    assert look.learned["new certificate"] == print_of(ders[1])
    assert isinstance(await action.already(after), Moved)


async def test_two_new_ones_are_for_a_person_to_tell_apart(ders):
    look = await NewAuthCertificate(server="EX01").verify(stores(at_noon(), EX01=ders))

    assert isinstance(look, Moved)


async def test_exchange_makes_it_without_force():
    ((cmdlet, values),) = await sent(NewAuthCertificate(server="EX01"), at_noon())

    assert cmdlet == "New-ExchangeCertificate"
    assert values == {
        "KeySize": 2048,
        "PrivateKeyExportable": True,
        "SubjectName": "CN=Microsoft Exchange Server Auth Certificate",
        "FriendlyName": "Microsoft Exchange Server Auth Certificate",
        "DomainName": [],
    }


async def test_another_lifetime_is_made_here_under_a_password_of_its_own():
    ((cmdlet, values),) = await sent(NewAuthCertificate(server="EX01", days=730), at_noon())

    assert cmdlet == "Import-ExchangeCertificate"
    found = pkcs12.load_pkcs12(values["FileData"], values["Password"].reveal().encode()).cert
    lifetime = found.certificate.not_valid_after_utc - found.certificate.not_valid_before_utc
    assert lifetime == timedelta(days=730)
    assert len(values["Password"].reveal()) >= 22


def transport(thumbprint):
    return at_noon(
        "Get-TransportService",
        (
            {"Name": "EX02", "InternalTransportCertificateThumbprint": OTHER},
            {"Name": "EX01", "InternalTransportCertificateThumbprint": thumbprint},
        ),
    )


async def test_the_smtp_certificate_is_put_back_only_where_it_was_taken():
    keep = KeepSmtpCertificate(server="EX01", thumbprint=OLD, new=NEW)

    assert isinstance(await keep.already(transport(OLD)), Already)
    assert isinstance(await keep.already(transport(NEW)), Not)
    assert await sent(keep, transport(NEW)) == [
        (
            "Enable-ExchangeCertificate",
            {"Thumbprint": OLD, "Services": "SMTP", "Server": "EX01", "Force": True},
        )
    ]


async def test_an_smtp_certificate_that_somebody_else_brought_is_left():
    keep = KeepSmtpCertificate(server="EX01", thumbprint=OLD, new=NEW)

    assert isinstance(await keep.already(transport(OTHER)), Already)


async def test_a_server_that_takes_the_new_one_for_smtp_gets_its_own_back_in_the_same_step(ders):
    world = stores(transport(print_of(ders[0])), EX01=ders)
    made = await sent(NewAuthCertificate(server="EX01", smtp=OLD), world)

    assert [cmdlet for cmdlet, _ in made] == [
        "New-ExchangeCertificate",
        "Enable-ExchangeCertificate",
    ]
    assert made[1][1]["Thumbprint"] == OLD


async def test_an_undo_looks_after_smtp_whatever_became_of_the_new_one(ders):
    keep = NewAuthCertificate(server="EX01", smtp=OLD).opposite()

    assert isinstance(keep, KeepSmtpCertificate)
    assert isinstance(await keep.already(stores(transport(OLD), EX01=ders)), Already)
    taken = stores(transport(print_of(ders[0])), EX01=ders)
    assert isinstance(await keep.already(taken), Not)
    assert isinstance(await keep.already(stores(transport(OTHER), EX01=ders)), Already)
    assert isinstance(NewAuthCertificate(server="EX01").opposite(), NoOpposite)


async def test_where_none_was_named_before_the_new_one_is_for_people_to_take_away():
    keep = KeepSmtpCertificate(server="EX01", thumbprint="", new=NEW)

    assert isinstance(await keep.already(transport("")), Already)
    assert isinstance(await keep.already(transport(NEW)), Moved)


async def test_a_copy_travels_under_a_password_that_both_ends_get(ders):
    copy = CopyCertificate(thumbprint=print_of(ders[0]), source="EX01", server="EX02")
    world = stores(at_noon(), EX01=ders, EX02=())
    endpoint = Shell("EX01", {EXPORT: ({"FileData": b"sealed"},)})
    world.on_premises.endpoints["EX01"] = endpoint

    assert isinstance(await copy.already(world), Not)
    ((imported, given),) = await sent(copy, world)
    ((exported, wanted),) = endpoint.sent

    assert (exported, imported) == (EXPORT, "Import-ExchangeCertificate")
    assert wanted.keys() == {"Thumbprint", "Password"}
    assert given["FileData"] == b"sealed"
    assert given["Password"] is wanted["Password"]
    assert "password" not in str(stored(copy)).lower()
    assert isinstance(await copy.verify(stores(world, EX02=ders)), Already)


@pytest.mark.parametrize(
    ("endpoints", "outcome"),
    [
        pytest.param({"EX01": Shell("EX01")}, Outcome.UNKNOWN, id="an export without a file"),
        pytest.param({}, Outcome.NOT_SENT, id="an endpoint that is configured no more"),
    ],
)
async def test_where_nothing_is_exported_nothing_is_imported(ders, endpoints, outcome):
    copy = CopyCertificate(thumbprint=print_of(ders[0]), source="EX01", server="EX02")
    world = at_noon()
    world.on_premises.endpoints.update(endpoints)

    with pytest.raises(OutsideError) as failed:
        await copy.do(world, Doing())
    assert failed.value.outcome is outcome
    assert world.on_premises.ports["EX02"].sent == []


async def test_an_endpoint_of_an_earlier_version_is_told_how_to_be_renewed(ders):
    class Older(Shell):
        async def run(self, cmdlet, /, *, timeout, parameters=None):
            raise OutsideError(
                kind=Kind.FORBIDDEN,
                outcome=Outcome.REFUSED,
                source="maintenance endpoint of EX01",
                doing=cmdlet,
                detail=f"The term '{cmdlet}' is not recognized.",
                code="System.Management.Automation.CommandNotFoundException",
            )

    copy = CopyCertificate(thumbprint=print_of(ders[0]), source="EX01", server="EX02")
    world = at_noon()
    world.on_premises.endpoints["EX01"] = Older("EX01")

    with pytest.raises(OutsideError) as failed:
        await copy.do(world, Doing())

    assert "deploy/jea/Install.ps1 of this version" in str(reason(failed.value))


async def test_one_that_is_listed_without_its_key_is_copied_all_the_same(ders):
    copy = CopyCertificate(
        thumbprint=print_of(ders[0]), source="EX01", server="EX02", without_key=True
    )

    assert isinstance(await copy.already(stores(at_noon(), EX02=ders)), Not)
    assert isinstance(await copy.verify(stores(at_noon(), EX02=ders)), Already)


async def test_one_that_cannot_be_read_may_be_the_new_one_and_is_not_made_twice(ders):
    world = at_noon("Get-ExchangeCertificate", ({"RawData": ders[0]}, {"RawData": None}))
    action = NewAuthCertificate(server="EX01", known=(print_of(ders[0]),))

    with pytest.raises(OutsideError, match="may be the new one"):
        await action.verify(world)
    among = replace(action, known=())
    assert isinstance(await among.verify(world), Already)


@pytest.mark.parametrize(
    ("second", "hours", "in_use", "look"),
    [
        pytest.param(True, 0, False, Already, id="both have it"),
        pytest.param(False, 1, False, Not, id="one lacks it, an hour on"),
        pytest.param(False, 1, True, Already, id="one lacks it, and somebody published it"),
        pytest.param(False, 3, False, Already, id="Exchange has had its time"),
        pytest.param(None, 3, True, Not, id="one does not answer"),
    ],
)
async def test_exchange_is_given_two_hours_and_every_server_must_answer(
    ders, second, hours, in_use, look
):
    waited = Spread(thumbprint=print_of(ders[0]), servers=("EX01", "EX02"))
    current = config(current=print_of(ders[0]) if in_use else OLD)
    world = at_noon("Get-AuthConfig", (current,))
    world = stores(world, EX01=ders, EX02=ders if second else ())

    class Later(Stopped):
        def now(self):
            return NOW + timedelta(hours=hours)

    if second is None:
        world.on_premises.ports["EX02"] = Silent("EX02")
    assert isinstance(await waited.look(replace(world, clock=Later())), look)
