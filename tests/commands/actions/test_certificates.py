"""Changes of the auth certificate: what is sent, what is taken for done or moved, the way back."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from adapters.own_keys import OwnKeys
from commands.action import Already, Moved, NoOpposite, Not, Undoing, Unknown
from commands.actions.auth_certificates import KeepSmtpCertificate, NewAuthCertificate
from commands.actions.auth_keys import AddAuthKey, DropAuthKey
from commands.actions.certificate_copies import CopyCertificate
from commands.actions.clearing import ClearPrevious
from commands.actions.publishing import PublishCertificate
from commands.actions.restarts import RestartSigning
from commands.actions.signing import NobodySignsWith, SignsWith
from commands.actions.spreading import Spread
from commands.actions.staging import StageCertificate
from commands.actions.stepping_back import GoBack
from commands.actions.taking_over import StillStaged
from commands.book import stored
from commands.catalog import BOOK
from commands.outside.certificate import Certificate
from commands.outside.entra import Application, Key, Principal
from commands.ports import CmdletResult, Outcome, OutsideError
from commands.secret import Secret
from commands.traits import seals
from tests.commands.actions.port import Directory, Doing, Silent, a_world

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DUE = NOW + timedelta(hours=49)
OLD, NEW, OTHER = "0" * 40, "1" * 40, "2" * 40
CONFIG = {
    "CurrentCertificateThumbprint": OLD,
    "PreviousCertificateThumbprint": None,
    "NextCertificateThumbprint": None,
    "NextCertificateEffectiveDate": None,
    "ServiceName": "00000002-0000-0ff1-ce00-000000000000",
    "Realm": None,
}


class Stopped:
    def now(self):
        return NOW

    async def sleep(self, seconds):
        raise AssertionError("nothing here sleeps")


def at_noon(cmdlet="", objects=(), **more):
    return replace(a_world(cmdlet, objects, **more), clock=Stopped())


def config(**values):
    names = {
        "current": "CurrentCertificateThumbprint",
        "previous": "PreviousCertificateThumbprint",
        "next": "NextCertificateThumbprint",
        "due": "NextCertificateEffectiveDate",
    }
    return CONFIG | {names[name]: value for name, value in values.items()}


@dataclass(frozen=True, kw_only=True)
class Row:
    """An action on AuthConfig, and what it makes of one state of it."""

    action: Any
    now: dict[str, Any]
    look: type
    says: str = ""


STAGE = StageCertificate(server="EX01", thumbprint=NEW, hours=49, current=OLD)
AGAIN = replace(STAGE, old=NEW, old_at=(NOW + timedelta(hours=3)).isoformat())
FIXED = replace(STAGE, hours=0, at=DUE.isoformat())
AT_ONCE = replace(STAGE, hours=0, force=True)
PUBLISH = PublishCertificate(server="EX01", thumbprint=NEW, old=OLD)
BACK = GoBack(server="EX01", thumbprint=OLD, instead_of=NEW)
CLEAR = ClearPrevious(server="EX01", thumbprint=OLD)
STILL = StillStaged(server="EX01", thumbprint=NEW, old=OLD)

ROWS = {
    "nothing is staged yet": Row(action=STAGE, now=config(), look=Not),
    "it is staged as asked": Row(action=STAGE, now=config(next=NEW, due=DUE), look=Already),
    "it is due too soon, and nothing was sent yet": Row(
        action=STAGE, now=config(next=NEW, due=NOW + timedelta(hours=2)), look=Moved, says="yet"
    ),
    "another was staged meanwhile": Row(
        action=STAGE, now=config(next=OTHER, due=DUE), look=Moved, says=OTHER
    ),
    "another is the current one": Row(action=STAGE, now=config(current=OTHER), look=Moved),
    "its old date stands": Row(
        action=AGAIN, now=config(next=NEW, due=NOW + timedelta(hours=3)), look=Not
    ),
    "its date was moved": Row(action=AGAIN, now=config(next=NEW, due=DUE), look=Already),
    "the date that was asked for stands": Row(
        action=FIXED, now=config(next=NEW, due=DUE), look=Already
    ),
    "an hour beside the date that was asked for": Row(
        action=FIXED, now=config(next=NEW, due=DUE + timedelta(hours=1)), look=Moved
    ),
    "due at once, and Exchange was quicker": Row(
        action=AT_ONCE, now=config(current=NEW, previous=OLD), look=Already
    ),
    "it waits to be published": Row(action=PUBLISH, now=config(next=NEW, due=NOW), look=Not),
    "Exchange published it by itself": Row(
        action=PUBLISH, now=config(current=NEW, previous=OLD), look=Already
    ),
    "another is staged in its place": Row(
        action=PUBLISH, now=config(next=OTHER, due=NOW), look=Moved, says=OTHER
    ),
    "nothing is staged any more": Row(action=PUBLISH, now=config(), look=Moved),
    "it would take over from another one": Row(
        action=PUBLISH, now=config(current=OTHER, next=NEW, due=NOW), look=Moved, says=OTHER
    ),
    "somebody put its time off": Row(
        action=PUBLISH, now=config(next=NEW, due=DUE), look=Moved, says="2026-11-22 10:00 UTC"
    ),
    "the old one is back": Row(action=BACK, now=config(previous=NEW), look=Already),
    "the new one is only staged": Row(action=BACK, now=config(next=NEW, due=DUE), look=Not),
    "a third one is in use": Row(action=BACK, now=config(current=OTHER), look=Moved),
    "there is none": Row(action=CLEAR, now=config(current=NEW), look=Already),
    "it is there": Row(action=CLEAR, now=config(current=NEW, previous=OLD), look=Not),
    "it is another": Row(action=CLEAR, now=config(current=NEW, previous=OTHER), look=Moved),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
async def test_what_a_step_makes_of_the_auth_config(row):
    world = at_noon("Get-AuthConfig", (row.now,))

    for ask in (row.action.already, *([] if "yet" in row.says else [row.action.verify])):
        look = await ask(world)
        assert isinstance(look, row.look)
        if row.says and row.says != "yet":
            assert row.says in str(look.seen)


WAITED = {
    "its time has come": (config(next=NEW, due=NOW), Already({"effective time": NOW.isoformat()})),
    "it took over already": (config(current=NEW, previous=OLD), Already()),
    "its time was put off": (config(next=NEW, due=DUE), "2026-11-22 10:00 UTC"),
    "another is staged in its place": (config(next=OTHER, due=DUE), OTHER),
    "nothing is staged any more": (config(), "NextCertificateThumbprint is –"),
    "it would take over from another one": (config(current=OTHER, next=NEW, due=NOW), OTHER),
}


@pytest.mark.parametrize(("now", "found"), WAITED.values(), ids=WAITED)
async def test_before_anybody_is_asked_it_is_seen_that_it_is_still_staged(now, found):
    look = await STILL.look(at_noon("Get-AuthConfig", (now,)))

    if isinstance(found, Already):
        assert look == found
    else:
        assert isinstance(look, Not if "UTC" in found else Moved)
        assert found in str(look.seen)


ENDING = replace(STAGE, ends=(NOW + timedelta(days=3)).isoformat())


@pytest.mark.parametrize(
    ("action", "waited", "why"),
    [
        pytest.param(ENDING, timedelta(), "", id="as planned"),
        pytest.param(ENDING, timedelta(hours=11), "", id="half a day later"),
        pytest.param(ENDING, timedelta(hours=13), "there would be a gap", id="too late for it"),
        pytest.param(FIXED, timedelta(hours=1), "", id="a named time, an hour later"),
        pytest.param(FIXED, timedelta(hours=3), "less than 48 hours", id="a named time comes near"),
        pytest.param(AT_ONCE, timedelta(days=30), "", id="at once is never too late"),
    ],
)
async def test_what_is_taken_up_late_is_not_staged_past_the_end_of_the_current_one(
    action, waited, why
):
    class Later(Stopped):
        def now(self):
            return NOW + waited

    world = replace(at_noon("Get-AuthConfig", (config(),)), clock=Later())
    look = await action.already(world)

    assert isinstance(look, Moved if why else Not)
    assert why in str(look.seen)
    assert isinstance(await action.verify(world), Not)  # of what was sent nothing else is certain


async def test_what_was_staged_by_us_counts_however_late_it_is_read_back():
    late = at_noon("Get-AuthConfig", (config(next=NEW, due=NOW + timedelta(hours=2)),))
    taken = at_noon("Get-AuthConfig", (config(current=NEW, previous=OLD),))

    assert isinstance(await STAGE.verify(late), Already)
    assert isinstance(await STAGE.verify(taken), Already)


async def sent(action, world):
    await action.do(world, Doing())
    ports = [*world.on_premises.ports.values(), world.cloud]
    return [call for port in ports for call in port.sent if not call[0].startswith("Get-")]


async def test_staging_sends_a_date_in_utc_and_no_force():
    assert await sent(STAGE, at_noon()) == [
        (
            "Set-AuthConfig",
            {
                "NewCertificateThumbprint": NEW,
                "NewCertificateEffectiveDate": DUE + timedelta(minutes=5),
            },
        )
    ]
    assert (await sent(FIXED, at_noon()))[0][1]["NewCertificateEffectiveDate"] == DUE


async def test_in_an_emergency_it_is_due_at_once_and_forced():
    ((_, values),) = await sent(AT_ONCE, at_noon())

    assert values == {
        "NewCertificateThumbprint": NEW,
        "NewCertificateEffectiveDate": NOW - timedelta(minutes=1),
        "Force": True,
    }


async def test_staging_tells_when_it_takes_over():
    look = await STAGE.verify(at_noon("Get-AuthConfig", (config(next=NEW, due=DUE),)))

    assert look == Already({"effective time": "2026-11-22T10:00:00+00:00"})


async def test_publishing_tells_when():
    look = await PUBLISH.verify(at_noon("Get-AuthConfig", (config(current=NEW),)))

    assert look == Already({"published": NOW.isoformat()})
    assert await sent(PUBLISH, at_noon()) == [
        ("Set-AuthConfig", {"PublishCertificate": True, "Force": True})
    ]


async def test_nothing_is_published_that_the_cloud_does_not_know():
    publish = replace(PUBLISH, applications=("id",))
    staged = at_noon("Get-AuthConfig", (config(next=NEW, due=NOW),))
    taken = at_noon("Get-AuthConfig", (config(current=NEW),))

    look = await publish.already(with_keys(staged, *KEYS))
    assert isinstance(look, Moved)
    assert "does not know the key" in str(look.seen)
    known, ended = replace(KEYS[0], thumbprint=NEW), replace(KEYS[0], thumbprint=NEW, ends=NOW)
    assert isinstance(await publish.already(with_keys(staged, *KEYS, known)), Not)
    assert isinstance(await publish.already(with_keys(staged, ended, known)), Not)
    look = await publish.already(with_keys(staged, *KEYS, ended))
    assert isinstance(look, Moved)
    assert f"The key of {NEW} on id has ended" in str(look.seen)
    assert isinstance(await publish.already(with_keys(taken, *KEYS)), Already)


@pytest.mark.parametrize(
    ("on_application", "on_principal", "look"),
    [
        pytest.param(None, NOW - timedelta(days=1), Not, id="what is left over has ended"),
        pytest.param(NOW, None, Not, id="its own has ended, its principal's has not"),
        pytest.param(NOW, NOW - timedelta(days=1), Moved, id="both have ended"),
    ],
)
async def test_a_key_counts_for_an_application_and_its_principal_wherever_it_lasts(
    on_application, on_principal, look
):
    publish = replace(PUBLISH, applications=("id",), principals=("id",))
    key = replace(KEYS[0], thumbprint=NEW)
    own = replace(key, ends=on_principal)
    principal = Principal(id="sp", app_id="id", name="App", enabled=True, names=(), keys=(own,))
    world = with_keys(
        at_noon("Get-AuthConfig", (config(next=NEW, due=NOW),)), replace(key, ends=on_application)
    )
    world.graph.principals["id"] = principal

    found = await publish.already(world)

    assert isinstance(found, look)
    assert look is Not or str(found.seen).startswith(f"The key of {NEW} on id has ended")


@pytest.mark.parametrize(
    ("now", "calls"),
    [
        pytest.param(
            config(current=NEW, previous=OLD),
            [("NewCertificateThumbprint", OLD), ("PublishCertificate", True)],
            id="published",
        ),
        pytest.param(
            config(current=NEW, next=OLD, due=NOW), [("PublishCertificate", True)], id="half-way"
        ),
        pytest.param(
            config(next=NEW, due=DUE), [("NewCertificateThumbprint", "")], id="only staged"
        ),
    ],
)
async def test_the_way_back_is_as_long_as_it_must_be(now, calls):
    made = await sent(BACK, at_noon("Get-AuthConfig", (now,)))

    assert [next(iter(values.items())) for _, values in made] == calls


async def test_what_was_staged_before_takes_the_place_of_the_new_one():
    back = StageCertificate(
        server="EX01", thumbprint=NEW, hours=49, current=OLD, old=OTHER, old_at=DUE.isoformat()
    ).opposite()
    ((_, values),) = await sent(back, at_noon("Get-AuthConfig", (config(next=NEW, due=DUE),)))

    assert values["NewCertificateThumbprint"] == OTHER
    assert values["NewCertificateEffectiveDate"] == DUE


def test_there_is_no_way_back_to_none_and_to_one_that_has_ended():
    assert isinstance(replace(PUBLISH, old="").opposite(), NoOpposite)
    assert isinstance(replace(PUBLISH, returns=False).opposite(), NoOpposite)
    assert isinstance(replace(STAGE, goes_back=False).opposite(), NoOpposite)
    assert PUBLISH.opposite() == BACK


def test_clearing_the_previous_one_seals_a_job_unless_it_was_a_leftover():
    leftover = replace(CLEAR, leftover=True)

    assert OLD in str(seals(CLEAR))
    assert seals(leftover) is None
    assert CLEAR.opposite().because is Undoing.IMPOSSIBLE
    assert leftover.opposite().because is Undoing.NOTHING


@pytest.fixture(scope="module")
def ders():
    """Two auth certificates, real ones: public parts only."""
    made = []
    for days in (1, 2):
        password = Secret("for this test")
        sealed = asyncio.run(OwnKeys().auth_certificate(starts=NOW, days=days, password=password))
        found = pkcs12.load_pkcs12(sealed, b"for this test").cert
        made.append(found.certificate.public_bytes(Encoding.DER))
    return made


def stores(world, **by_server):
    for server, found in by_server.items():
        objects = tuple({"RawData": der} for der in found)
        world.on_premises.ports[server].objects["Get-ExchangeCertificate"] = objects
    return world


def print_of(der):
    return Certificate.from_der(der).thumbprint


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
    source = world.on_premises.ports["EX01"]
    source.objects["Export-ExchangeCertificate"] = ({"FileData": b"sealed"},)

    assert isinstance(await copy.already(world), Not)
    (exported, wanted), (imported, given) = await sent(copy, world)

    assert (exported, imported) == ("Export-ExchangeCertificate", "Import-ExchangeCertificate")
    assert given["FileData"] == b"sealed"
    assert given["Password"] is wanted["Password"]
    assert "password" not in str(stored(copy)).lower()
    assert isinstance(await copy.verify(stores(world, EX02=ders)), Already)


async def test_an_export_without_a_file_imports_nothing(ders):
    copy = CopyCertificate(thumbprint=print_of(ders[0]), source="EX01", server="EX02")
    world = at_noon()

    with pytest.raises(OutsideError) as failed:
        await copy.do(world, Doing())
    assert failed.value.outcome is Outcome.UNKNOWN
    assert world.on_premises.ports["EX02"].sent == []


async def test_one_that_is_listed_without_its_key_is_copied_all_the_same(ders):
    copy = CopyCertificate(
        thumbprint=print_of(ders[0]), source="EX01", server="EX02", without_key=True
    )

    assert isinstance(await copy.already(stores(at_noon(), EX02=ders)), Not)
    assert isinstance(await copy.verify(stores(at_noon(), EX02=ders)), Already)


def shown_by_tests(*signed, result="Success"):
    """Give a world whose servers' tests show what they signed with."""
    world = at_noon()
    for server, thumbprint in zip(("EX01", "EX02"), signed, strict=True):
        detail = f"…&assertion=[redacted; signed with {thumbprint}]" if thumbprint else "…"
        world.on_premises.ports[server].objects["Test-OAuthConnectivity"] = (
            {"ResultType": result, "Detail": detail},
        )
        world.on_premises.ports[server].objects["Get-AuthConfig"] = (config(current=NEW),)
    world.on_premises.servers = ("EX01", "EX02")
    return world


@pytest.mark.parametrize(
    ("signed", "since", "look"),
    [
        pytest.param(NEW, NOW, Already, id="the new one"),
        pytest.param(OLD, NOW, Not, id="the old one"),
        pytest.param("", NOW, Not, id="not shown, and published just now"),
        pytest.param("", NOW - timedelta(hours=1), Already, id="not shown, an hour later"),
    ],
)
async def test_what_a_server_signs_with_is_seen_in_its_own_test(signed, since, look):
    waited = SignsWith(server="EX02", thumbprint=NEW, since=since.isoformat())

    assert isinstance(await waited.look(shown_by_tests(NEW, signed)), look)


async def test_a_failing_test_that_shows_no_key_proves_nothing_ever():
    waited = SignsWith(server="EX02", thumbprint=NEW, since="2020-01-01T00:00:00+00:00")

    assert isinstance(await waited.look(shown_by_tests(NEW, "", result="Error")), Not)


@pytest.mark.parametrize(
    ("signed", "names", "since", "look"),
    [
        pytest.param((NEW, NEW), {}, "", Already, id="both show another"),
        pytest.param((NEW, OLD), {}, "", Not, id="one shows it"),
        pytest.param((NEW, ""), {"previous": OLD}, NOW.isoformat(), Not,
                     id="one shows nothing, just after the publication of another"),
        pytest.param((NEW, ""), {"previous": OLD}, (NOW - timedelta(hours=1)).isoformat(), Already,
                     id="one shows nothing, an hour after it"),
        pytest.param((NEW, ""), {"previous": OLD}, "⟨went back⟩", Not,
                     id="one shows nothing, and nobody knows since when"),
        pytest.param((NEW, ""), {}, "⟨went back⟩", Already,
                     id="one shows nothing, and it was never published"),
    ],
)  # fmt: skip
async def test_that_nobody_signs_with_it_is_seen_or_an_hour_has_passed(signed, names, since, look):
    world = shown_by_tests(*signed)
    for server in ("EX01", "EX02"):
        shell = world.on_premises.ports[server]
        shell.objects["Get-AuthConfig"] = (config(**{"current": NEW, **names}),)
    waited = NobodySignsWith(thumbprint=OLD, servers=("EX01", "EX02"), since=since)

    assert isinstance(await waited.look(world), look)


class Maintained:
    """On premises with a maintenance endpoint of which only the calls are known."""

    def __init__(self, inner):
        self._inner = inner
        self.calls = []
        self.servers = inner.servers

    def on(self, server):
        return self._inner.on(server)

    def maintenance(self, server):
        return self

    async def run(self, cmdlet, /, *, timeout, parameters=None):
        self.calls.append((cmdlet, parameters))
        return CmdletResult(objects=())


async def test_both_are_restarted_and_the_effect_is_what_counts():
    restart = RestartSigning(server="EX01", thumbprint=NEW, old=OLD)
    world = shown_by_tests(OLD, OLD)
    there = replace(world, on_premises=Maintained(world.on_premises))

    assert isinstance(await restart.already(there), Not)
    await restart.do(there, Doing())
    assert there.on_premises.calls == [
        ("Restart-HybridgeServiceHost", None),
        ("Restart-HybridgeWebPools", None),
    ]
    assert isinstance(await restart.verify(there), Already)  # what it signs with is waited for
    assert isinstance(await restart.verify(shown_by_tests(NEW, OLD)), Already)
    seen_already = replace(shown_by_tests(NEW, NEW), on_premises=there.on_premises)
    assert isinstance(await restart.already(seen_already), Not)  # one process's word is not all's
    assert isinstance(await restart.verify(shown_by_tests("", OLD, result="Error")), Unknown)
    hurried = replace(restart, may_fail=True)
    away = shown_by_tests("", OLD, result="Error")
    assert isinstance(await hurried.verify(away), Already)
    assert isinstance(await replace(hurried, until_back=True).verify(away), Unknown)
    back = RestartSigning(server="EX01", thumbprint=OLD, old=NEW, may_fail=True)
    assert restart.opposite() == replace(restart, may_fail=True).opposite() == back


@pytest.mark.parametrize(
    ("names", "look"),
    [
        pytest.param({"next": NEW}, Already, id="it is only staged"),
        pytest.param({}, Already, id="it is staged no more"),
        pytest.param({"previous": NEW}, Not, id="it was the current one until a moment ago"),
        pytest.param({"current": NEW, "previous": OLD}, Not, id="it is the current one"),
    ],
)
async def test_an_undo_restarts_nothing_for_what_was_never_published(names, look):
    world = at_noon("Get-AuthConfig", (config(**names),))
    restart = RestartSigning(server="EX02", thumbprint=OLD, old=NEW, may_fail=True, asks="EX01")

    assert isinstance(await restart.already(world), look)
    assert isinstance(await replace(restart, asks="").already(world), Not)


async def test_a_server_that_signs_with_it_after_its_restart_is_told_what_to_type():
    world = shown_by_tests(OLD, NEW)
    waited = NobodySignsWith(thumbprint=OLD, servers=("EX01", "EX02"))
    command = "Restart-Service MSExchangeServiceHost"

    assert command in str((await waited.look(world)).seen)
    by_hand = replace(waited, by_hand=("EX01",), since="⟨went back⟩")
    assert command not in str((await by_hand.look(world)).seen)  # it stands on the card already
    assert by_hand.typed.where == "EX01"
    assert by_hand.typed.command.startswith(command)
    assert replace(by_hand, perhaps=True).typed is None
    assert replace(by_hand, perhaps=True, since=NOW.isoformat()).typed == by_hand.typed
    assert waited.typed is None


@pytest.mark.parametrize(
    ("signed", "result"),
    [
        pytest.param(OLD, "Success", id="it still signs with the old one"),
        pytest.param("", "Error", id="its test shows nothing"),
    ],
)
async def test_where_a_restart_did_not_do_it_what_to_type_is_said_once(signed, result):
    waited = SignsWith(server="EX02", thumbprint=NEW, since=NOW.isoformat())
    world = shown_by_tests(NEW, signed, result=result)
    command = "Restart-WebAppPool MSExchangeECPAppPool"

    assert command in str((await waited.look(world)).seen)
    by_hand = replace(waited, by_hand=True)
    assert command not in str((await by_hand.look(world)).seen)  # it stands on the card already


KEYS = (
    Key(key_id="1", thumbprint=OLD, name="a", starts=None, ends=None, has_value=True, der=b"a"),
    Key(key_id="2", thumbprint=OTHER, name="b", starts=None, ends=None, has_value=True, der=b"b"),
)
ADD = AddAuthKey(
    object_id="o", app_id="id", called="App", kept=(OLD, OTHER), thumbprint=NEW, der="bmV3"
)
DROP = DropAuthKey(
    object_id="o", app_id="id", called="App", kept=(OTHER,), thumbprint=OLD, der="YQ==",
    servers=("EX01", "EX02"),
)  # fmt: skip


def with_keys(world, *keys):
    application = Application(id="o", app_id="id", name="App", keys=keys)
    return replace(world, graph=Directory(applications=(application,)))


async def test_a_key_is_added_to_all_that_are_there():
    world = with_keys(at_noon(), *KEYS)

    assert isinstance(await ADD.already(world), Not)
    await ADD.do(world, Doing())
    ((kind, object_id, change, _),) = world.graph.sent
    assert (kind, object_id) == ("application keys", "o")
    assert change.expected == {OLD, OTHER}
    assert [key.der for key in change.add] == [b"new"]
    assert not change.drop


ENDS = NOW + timedelta(days=3)
SOON = replace(KEYS[0], key_id="3", thumbprint=NEW, ends=ENDS)
LASTING = replace(SOON, key_id="4", ends=ENDS + timedelta(seconds=1))
RENEW = replace(ADD, ends=ENDS.isoformat())


@pytest.mark.parametrize(
    ("action", "there", "look"),
    [
        pytest.param(ADD, [replace(SOON, ends=None)], Already, id="it never ends"),
        pytest.param(ADD, [SOON], Already, id="it has not ended"),
        pytest.param(ADD, [replace(SOON, ends=NOW)], Not, id="it has ended"),
        pytest.param(ADD, [replace(SOON, ends=NOW), SOON], Already, id="one of two has ended"),
        pytest.param(RENEW, [SOON], Not, id="it is the one that ends too soon"),
        pytest.param(RENEW, [LASTING], Already, id="another lasts longer"),
        pytest.param(RENEW, [SOON, LASTING], Already, id="another beside it lasts longer"),
        pytest.param(RENEW, [], Not, id="it has gone"),
        pytest.param(replace(RENEW, ends=(NOW - timedelta(days=9)).isoformat()),
                     [replace(SOON, ends=NOW)], Not, id="one that came later has ended, too"),
    ],
)  # fmt: skip
async def test_a_key_counts_as_long_as_it_lasts(action, there, look):
    world = with_keys(at_noon(), *KEYS, *there)

    for ask in (action.already, action.verify):
        assert isinstance(await ask(world), look)


async def test_a_key_that_ends_too_soon_gives_way_to_a_fresh_one_in_the_same_write():
    world = with_keys(at_noon(), *KEYS, SOON)

    await replace(RENEW, key_id="3").do(world, Doing())

    ((_, _, change, _),) = world.graph.sent
    assert (change.expected, change.drop) == ({OLD, OTHER, NEW}, {NEW})
    assert [(key.der, key.key_id) for key in change.add] == [(b"new", "")]
    assert RENEW.call.values == {
        "keyCredentials": {"keep": [OLD, OTHER], "drop": [NEW], "add": [NEW]}
    }
    assert f"{NEW} (→ 2026-11-23)" in str(RENEW.before)
    assert "Replace the key" in str(RENEW.title)


async def test_a_principals_key_goes_before_its_like_comes():
    principal = Principal(id="o", app_id="id", name="P", enabled=True, names=(), keys=(SOON,))
    world = replace(at_noon(), graph=Directory(principals={"id": principal}))

    await replace(RENEW, is_principal=True).do(world, Doing())

    assert [(kind, change.drop, len(change.add)) for kind, _, change, _ in world.graph.sent] == [
        ("principal keys", {NEW}, 0),
        ("principal keys", {NEW}, 1),
    ]


async def test_a_key_that_came_meanwhile_stays():
    more = (*KEYS, replace(KEYS[0], thumbprint="3" * 40))
    world = with_keys(shown_by_tests(NEW, NEW), *more)

    assert isinstance(await ADD.already(world), Not)
    assert isinstance(await DROP.already(world), Not)
    await DROP.do(world, Doing())
    ((_, _, change, _),) = world.graph.sent
    assert change.expected == {OLD, OTHER, "3" * 40}


async def test_an_identity_that_is_gone_stops_the_step():
    assert isinstance(await ADD.already(replace(at_noon(), graph=Directory())), Moved)


async def test_a_key_goes_when_no_server_signs_with_it_any_more():
    assert isinstance(await DROP.already(with_keys(shown_by_tests(NEW, NEW), *KEYS)), Not)
    held = await DROP.already(with_keys(shown_by_tests(NEW, OLD), *KEYS))
    assert isinstance(held, Unknown)
    assert "EX02" in str(held.why)
    assert isinstance(await DROP.already(with_keys(shown_by_tests(OLD, OLD), KEYS[1])), Already)


async def test_a_key_that_is_named_or_may_be_in_use_is_not_dropped():
    world = with_keys(shown_by_tests(NEW, NEW), *KEYS)
    named = world.on_premises.ports["EX01"].objects
    for names in (config(current=OLD), config(current=NEW, next=OLD, due=DUE)):
        named["Get-AuthConfig"] = (names,)
        assert isinstance(await DROP.already(world), Moved)

    unsure = shown_by_tests(NEW, "", result="Error")
    assert isinstance(await DROP.already(with_keys(unsure, *KEYS)), Unknown)


async def test_only_the_one_key_is_dropped():
    world = with_keys(shown_by_tests(NEW, NEW), *KEYS)

    await DROP.do(world, Doing())
    ((_, _, change, _),) = world.graph.sent
    assert (change.expected, change.drop) == ({OLD, OTHER}, {OLD})


def test_what_is_dropped_can_be_put_back_as_it_was():
    back = replace(DROP, key_id="1", key_name="a").opposite()

    assert isinstance(back, AddAuthKey)
    assert (back.der, back.key_id, back.key_name) == ("YQ==", "1", "a")
    assert isinstance(replace(DROP, der="").opposite(), NoOpposite)
    assert isinstance(ADD.opposite(), DropAuthKey)
    assert isinstance(RENEW.opposite(), NoOpposite)
    assert RENEW.opposite().because is Undoing.NOTHING


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


@pytest.mark.parametrize(
    "action",
    [STAGE, PUBLISH, BACK, CLEAR, ADD, DROP,
     NewAuthCertificate(server="EX01", known=(OLD,), days=9),
     KeepSmtpCertificate(server="EX01", thumbprint=OLD, new=NEW),
     CopyCertificate(thumbprint=OLD, source="EX01", server="EX02", without_key=True),
     RestartSigning(server="EX01", thumbprint=NEW, old=OLD)],
    ids=lambda action: action.name,
)  # fmt: skip
def test_a_stored_action_is_read_back_the_same(action):
    assert BOOK.action(stored(action)) == action
    assert str(action.title)
    assert action.call.doing
    assert str(action.before)
    assert str(action.after)
