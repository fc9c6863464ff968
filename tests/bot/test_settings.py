"""The configuration is read whole, and every problem in it has its place and its cure."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from bot.server_settings import Addresses, server
from bot.settings import Settings, SettingsError, load
from bot.toml import Problem, Table
from bot.wiring import _credentials, teams_settings
from lab.world_keys import make_certificate

GOOD = """
[[organisation]]
name = "contoso"
domains = ["Contoso.com", "bücher.example"]
tenant_id = "80a4e877-3630-5c30-999f-57ad577f9375"
initial_domain = "contoso.onmicrosoft.com"
routing_domain = "contoso.mail.onmicrosoft.com"
[organisation.mailboxes]
on_premises = "a@contoso.com"
cloud = "b@contoso.com"
[organisation.exchange]
user = "svc@CORP.CONTOSO.COM"
password = { env = "EXCHANGE_PASSWORD" }
[[organisation.servers]]
name = "EX01"
address = "ex01.corp.contoso.com"
[organisation.cloud]
client_id = "bdacba4d-37b0-4fb8-801b-ff458167700a"
certificate = { file = "app.pem" }
"""


def pem() -> bytes:
    """Make a certificate with its key."""
    made = make_certificate(
        "app", starts=datetime(2026, 1, 1, tzinfo=UTC), ends=datetime(2030, 1, 1, tzinfo=UTC)
    )
    return made.private_pem() + made.parsed.public_bytes(Encoding.PEM)


PEM = pem()
OTHER = pem()

TEAMS = """
[teams]
app_id = "6eb44ef1-6feb-4a03-a3b4-93e49883d638"
tenants = ["80a4e877-3630-5c30-999f-57ad577f9375"]
secret = { env = "EXCHANGE_PASSWORD" }
"""


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXCHANGE_PASSWORD", "pass word")
    (tmp_path / "app.pem").write_bytes(PEM)


def read(folder: Path, text: str) -> Settings:
    path = folder / "hybridge.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def problems(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(folder, text)
    return str(caught.value)


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    settings = read(tmp_path, GOOD)

    (organisation,) = settings.organisations
    assert organisation.domains == ("contoso.com", "xn--bcher-kva.example")
    assert organisation.cloud.graph == "https://graph.microsoft.com"
    assert (organisation.servers[0].port, organisation.servers[0].auth) == (443, "kerberos")
    assert settings.teams is None
    assert settings.store.folder == tmp_path / "data"
    assert settings.access["contoso"].exchange.password.reveal() == "pass word"
    assert settings.access["contoso"].certificate.reveal() == PEM.decode().strip()


def test_the_days_of_a_warning_are_put_in_order_and_count_once(tmp_path: Path) -> None:
    (usual,) = read(tmp_path, GOOD).organisations
    text = GOOD.replace('name = "contoso"', 'name = "contoso"\nexpiry_days = [7, 45, 7]', 1)
    (own,) = read(tmp_path, text).organisations

    assert usual.expiry_days == (90, 60, 30, 14, 7)
    assert own.expiry_days == (45, 7)


STORE = """
[store]
url = { env = "REDIS_URL" }
sentinels = ["127.0.0.1:26379"]
service = "mymaster"
sentinel_password = { env = "EXCHANGE_PASSWORD" }
key = { env = "JOURNAL_KEY" }
"""


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(lambda settings: settings, id="the whole"),
        pytest.param(lambda settings: teams_settings(settings.teams), id="what Teams is told"),
        pytest.param(
            lambda settings: teams_settings(
                replace(settings.teams, certificate=settings.access["contoso"].certificate)
            ),
            id="with a certificate",
        ),
        pytest.param(
            lambda settings: _credentials(settings.access["contoso"]), id="what adapters are told"
        ),
    ],
)
def test_no_record_of_settings_prints_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Callable[[Settings], object]
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://:pass%20word@127.0.0.1:6379/0")
    monkeypatch.setenv("JOURNAL_KEY", "ab" * 32)

    printed = repr(record(read(tmp_path, GOOD + TEAMS + STORE)))

    for planted in (
        "pass word",
        "pass%20word",
        "PRIVATE KEY",
        "ab" * 32,
        repr(bytes.fromhex("ab" * 32)),
    ):
        assert planted not in printed


def test_no_copy_of_a_record_carries_a_secret_out(tmp_path: Path) -> None:
    settings = read(tmp_path, GOOD + TEAMS)
    assert settings.teams is not None

    for record in (settings.teams, teams_settings(settings.teams), settings.access["contoso"]):
        with pytest.raises(TypeError, match="a secret is not written"):
            asdict(record)


def test_a_national_cloud_brings_its_addresses(tmp_path: Path) -> None:
    text = GOOD.replace("[organisation.cloud]", '[organisation.cloud]\nname = "usgov-l4"')

    cloud = read(tmp_path, text).organisations[0].cloud

    assert cloud.login == "https://login.microsoftonline.us"
    assert "https://autodiscover-s.office365.us/autodiscover/autodiscover.svc" in (
        cloud.discovery_endpoints
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param('"contoso"', "7", "organisation[1].name: 7 is not a text", id="no text"),
        pytest.param("80a4e877", "80", "tenant_id: what is written", id="no GUID"),
        pytest.param('"Contoso.com"', '"10.0.0.1 x"', "is not a domain name", id="no domain"),
        pytest.param("a@contoso.com", "contoso", "is not a mail address", id="no mailbox"),
        pytest.param('env = "EXCHANGE_PASSWORD"', 'env = "NOWHERE"', "no NOWHERE", id="no secret"),
        pytest.param('"app.pem"', '"gone.pem"', "gone.pem", id="no file"),
        pytest.param('{ env = "EXCHANGE_PASSWORD" }', '"hunter2"', "{ env =", id="plain secret"),
        pytest.param('name = "EX01"', 'nmae = "EX01"', "did you mean name?", id="misspelt key"),
        pytest.param("[[organisation.servers]]", "[[organisation.server]]", "there is none; write"
                     " at least one [[organisation[1].servers]]", id="no server"),
        pytest.param('name = "EX01"', 'name = "EX01"\nport = 99999', "from 1 to 65535", id="port"),
        pytest.param('name = "EX01"', 'name = "EX01"\nauth = "basic"\ntls = false', "in the clear",
                     id="basic without TLS"),
        pytest.param('name = "EX01"', 'name = "EX01"\ntls = "yes"', "neither true nor false",
                     id="no switch"),
        pytest.param("[organisation.cloud]", '[organisation.cloud]\nname = "mars"', "not known",
                     id="no cloud"),
        pytest.param("[organisation.cloud]", '[organisation.cloud]\ngraph = "http://x"',
                     "not an https address", id="plain http"),
        pytest.param("[organisation.cloud]", '[organisation.probes]\nallow = ["x"]\n'
                     'resolver = "dns"\n[organisation.cloud]', "is not a network", id="no network"),
        pytest.param('name = "contoso"', 'name = "contoso"\ntime_zone = "Mars/Olympus"',
                     "is not a time zone", id="no time zone"),
        pytest.param('name = "contoso"', 'name = "contoso"\nexpiry_days = "30"',
                     "expiry_days: '30' is not a list of numbers; write whole numbers from 1 to "
                     "3650, like expiry_days = [90, 60, 30, 14, 7]", id="no list of days"),
        pytest.param('name = "contoso"', 'name = "contoso"\nexpiry_days = []',
                     "expiry_days: the list is empty", id="no days"),
        pytest.param('name = "contoso"', 'name = "contoso"\nexpiry_days = [30, 0]',
                     "expiry_days: 0 is not such a number", id="days before the end is none"),
        pytest.param('name = "contoso"', 'name = "contoso"\nexpiry_days = [30, "7"]',
                     "expiry_days: '7' is not such a number", id="a day that is a text"),
        pytest.param('name = "contoso"', 'name = "contoso"\nexpiry_days = [true, 7]',
                     "expiry_days: True is not such a number", id="a day that is a switch"),
        pytest.param('name = "contoso"', 'name = "contoso"\nexpiry_days = [7.5]',
                     "expiry_days: 7.5 is not such a number", id="half a day"),
    ],
)  # fmt: skip
def test_a_problem_is_named_with_its_cure(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD

    said = problems(tmp_path, GOOD.replace(old, new, 1))

    assert says in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        pytest.param("[teamz]", "teams", id="a section that may be left out"),
        pytest.param("[role]", "roles", id="the roles"),
        pytest.param("[stores]", "store", id="the store"),
        pytest.param("[[organization]]", "organisation", id="the American spelling"),
    ],
)
def test_a_misspelt_section_is_named_with_the_one_that_was_meant(tmp_path, misspelt, meant):
    said = problems(tmp_path, f"{GOOD}{misspelt}\n")

    section = misspelt.strip("[]")
    assert f"{section}: this setting is not known; did you mean {meant}?" in said


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    said = problems(tmp_path, '[[organisation]]\nname = "x"\n[roles]\nleads = ["minji@x.com"]\n')

    for place in (
        "organisation[1].domains",
        "organisation[1].tenant_id",
        "organisation[1].mailboxes.cloud",
        "organisation[1].servers",
        "organisation[1].exchange.password",
        "organisation[1].cloud.certificate",
        "roles.leads: 'minji@x.com' is not an Entra object id",
    ):
        assert place in said


def test_a_domain_belongs_to_one_organisation(tmp_path: Path) -> None:
    said = problems(tmp_path, GOOD + GOOD.replace('"contoso"', '"other"', 1))

    assert "contoso.com also belongs to contoso" in said


FABRIKAM = (
    GOOD.replace('"contoso"', '"fabrikam"', 1)
    .replace('["Contoso.com", "bücher.example"]', '["fabrikam.com"]')
    .replace('"EX01"', '"FX01"')
)


@pytest.mark.parametrize(
    ("address", "more"),
    [
        pytest.param("ex01.corp.contoso.com", "", id="the same"),
        pytest.param("EX01.corp.contoso.com.", "", id="the same, spelt otherwise"),
        pytest.param("ex01.corp.contoso.com", "tls = false\n", id="the same, by its other port"),
    ],
)
def test_a_server_belongs_to_one_organisation(tmp_path: Path, address: str, more: str) -> None:
    other = FABRIKAM.replace(
        'address = "ex01.corp.contoso.com"\n', f'address = "{address}"\n{more}'
    )

    said = problems(tmp_path, GOOD + other)

    assert (
        f"organisation[2].servers[1].address: {address} also stands at "
        "organisation[1].servers[1].address; name each server once"
    ) in said


def test_a_server_is_not_two_servers_of_its_organisation(tmp_path: Path) -> None:
    twice = '[[organisation.servers]]\nname = "EX02"\naddress = "ex01.corp.contoso.com"\n'

    said = problems(tmp_path, GOOD.replace("[organisation.cloud]", f"{twice}[organisation.cloud]"))

    assert "organisation[1].servers[2].address: ex01.corp.contoso.com also stands at" in said


@pytest.mark.parametrize(
    "new",
    [
        pytest.param('address = "fx01.corp.fabrikam.com"', id="an address of its own"),
        pytest.param('address = "ex01.corp.contoso.com"\nport = 8443', id="forwarded elsewhere"),
    ],
)
def test_two_organisations_with_servers_of_their_own_stand_beside_each_other(
    tmp_path: Path, new: str
) -> None:
    other = FABRIKAM.replace('address = "ex01.corp.contoso.com"', new)

    assert len(read(tmp_path, GOOD + other).organisations) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param('certificate = { file = "app.pem" }\n', "certificate or a secret", id="both"),
        pytest.param('listen = "somewhere"\n', "is not address:port", id="no address"),
        pytest.param("edit_interval = -1\n", "from 0.0 to 60.0", id="a negative pause"),
    ],
)
def test_a_problem_of_the_teams_section(tmp_path: Path, text: str, says: str) -> None:
    assert says in problems(tmp_path, GOOD + TEAMS + text)


def test_no_file_and_no_toml_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such file"):
        load(tmp_path / "none.toml")
    assert "it is not TOML" in problems(tmp_path, "[[organisation")


def test_the_store_is_the_embedded_one_by_default(tmp_path: Path) -> None:
    store = read(tmp_path, GOOD).store

    assert (store.address, store.key, store.keep_days) == (None, b"", 400)


def test_a_redis_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "rediss://bot:pass%23word@redis.contoso.com:6380/2")
    monkeypatch.setenv("JOURNAL_KEY", "ab" * 32)

    store = read(
        tmp_path,
        GOOD + '[store]\nurl = { env = "REDIS_URL" }\nca = "app.pem"\n'
        'key = { env = "JOURNAL_KEY" }\nkeep_days = 0\n',
    ).store

    assert store.address is not None
    assert store.address.url == "rediss://bot:pass%23word@redis.contoso.com:6380/2"
    assert store.address.ca == str(tmp_path / "app.pem")
    assert (store.key, store.keep_days) == (b"\xab" * 32, 0)
    assert "word" not in repr(store)
    assert "xab" not in repr(store)


def test_a_store_behind_sentinels(tmp_path: Path) -> None:
    store = read(
        tmp_path,
        GOOD + '[store]\nsentinels = ["10.0.0.1:26379", "[::1]:26379"]\nservice = "mymaster"\n',
    ).store

    assert store.address is not None
    assert store.address.sentinels == (("10.0.0.1", 26379), ("::1", 26379))
    assert store.address.service == "mymaster"


@pytest.mark.parametrize(
    ("url", "more", "says"),
    [
        pytest.param("http://bot:hunter2@x", "", "no address of a Redis", id="another scheme"),
        pytest.param("bot:hunter2@x", "", "store.url: ", id="no scheme"),
        pytest.param("redis://bot:hunter2@", "", "it names no host", id="no host"),
        pytest.param("redis://bot:hunter2@x:port", "", "it is no address", id="no port"),
        pytest.param("redis://bot:hunter2@x/jobs", "", "not a number", id="no database"),
        pytest.param("rediss://:hunter2@x?ssl_cert_reqs=none", "", "after ? are not read",
                     id="verification turned off"),
        pytest.param("redis://:hunter2#3@x", "", "as %23", id="a password cut short"),
        pytest.param("unix://:hunter2@", "", "it names no socket", id="no socket"),
        pytest.param("redis://:hunter2@x", 'ca = "app.pem"\n', "not used without TLS", id="ca"),
        pytest.param("redis://:hunter2@x", 'sentinels = ["x"]\nservice = "m"\n',
                     "'x' is not host:port", id="no Sentinel"),
        pytest.param("redis://:hunter2@x", 'sentinels = ["x:1"]\n', "go together",
                     id="no service"),
        pytest.param("unix:///run/x", 'sentinels = ["x:1"]\nservice = "m"\n', "no unix sockets",
                     id="Sentinels with a socket"),
        pytest.param("redis://x", 'key = { env = "STORE" }\n', "32 bytes in hex", id="no key"),
        pytest.param("redis://x", "keep_days = -1\n", "from 0 to 36500", id="negative days"),
    ],
)  # fmt: skip
def test_a_problem_of_the_store_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, more: str, says: str
) -> None:
    monkeypatch.setenv("STORE", url)

    said = problems(tmp_path, GOOD + '[store]\nurl = { env = "STORE" }\n' + more)

    assert says in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"hunter2", "holds no certificate", id="no PEM"),
        pytest.param(PEM[PEM.index(b"-----BEGIN CERT") :], "no private key", id="no key"),
        pytest.param(
            OTHER[: OTHER.index(b"-----BEGIN CERT")] + PEM[PEM.index(b"-----BEGIN CERT") :],
            "does not belong",
            id="another's key",
        ),
    ],
)
def test_a_certificate_that_cannot_sign_is_a_problem(
    tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "app.pem").write_bytes(content)

    said = problems(tmp_path, GOOD)

    assert "organisation[1].cloud.certificate: it" in said
    assert says in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("teams", "says"),
    [
        pytest.param('development = true\napp_id = ""', "", id="the switch, and loopback"),
        pytest.param("development = true", "", id="no application at all"),
        pytest.param('development = true\nlisten = "0.0.0.0:3978"', "teams.listen: without app_id "
                     "anybody who reaches 0.0.0.0 would be believed", id="not loopback"),
        pytest.param('app_id = ""', "teams.app_id: '' is not a text", id="no switch"),
        pytest.param("development = false", "teams.app_id: it is missing", id="the switch off"),
    ],
)  # fmt: skip
def test_a_door_without_authentication_needs_the_switch_and_loopback(
    tmp_path: Path, teams: str, says: str
) -> None:
    text = f"{GOOD}[teams]\n{teams}\n"
    if says:
        assert says in problems(tmp_path, text)
        return
    settings = read(tmp_path, text)

    assert settings.teams is not None
    assert (settings.teams.app_id, settings.teams.development) == ("", True)
    assert not teams_settings(settings.teams).authenticated
    teams_settings(settings.teams).require_safe()


@pytest.mark.parametrize(
    ("written", "place"),
    [
        pytest.param(
            'user = "CORP\\\\svc"\npassword = { env = "EXCHANGE_PASSWORD" }', "user", id="NTLM"
        ),
        pytest.param('user = "svc@CORP.CONTOSO.COM"', "password", id="nothing proves it"),
        pytest.param(
            'user = "svc@CORP.CONTOSO.COM"\nkeytab = "app.pem"\nticket_cache = "cache"',
            "ticket_cache",
            id="two proofs",
        ),
        pytest.param('user = "svc@CORP.CONTOSO.COM"\nkeytab = "none"', "keytab", id="no file"),
    ],
)
def test_a_sign_in_that_kerberos_cannot_use_is_refused_with_the_right_form(
    tmp_path: Path, written: str, place: str
) -> None:
    text = _signing_in(written)
    (tmp_path / "hybridge.toml").write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        load(tmp_path / "hybridge.toml")

    (problem,) = caught.value.problems
    assert problem.place == f"organisation[1].exchange.{place}"
    assert "CORP\\svc" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "keytab", "cache"),
    [
        ('keytab = "app.pem"', "app.pem", ""),
        ('ticket_cache = "cache"', "", "FILE:{folder}/cache"),
        ('ticket_cache = "KCM:10001"', "", "KCM:10001"),
    ],
)
def test_a_keytab_or_a_ticket_cache_takes_the_place_of_the_password(
    tmp_path: Path, written: str, keytab: str, cache: str
) -> None:
    text = _signing_in(f'user = "svc-hybridge$@CORP.CONTOSO.COM"\n{written}')
    (tmp_path / "hybridge.toml").write_text(text, encoding="utf-8")

    found = load(tmp_path / "hybridge.toml").access["contoso"].exchange

    assert found.keytab == (str(tmp_path / keytab) if keytab else "")
    assert found.ticket_cache == cache.format(folder=tmp_path)
    ntlm = text.replace('name = "EX01"', 'name = "EX01"\nauth = "ntlm"')
    (tmp_path / "hybridge.toml").write_text(ntlm, encoding="utf-8")
    with pytest.raises(SettingsError, match="serves Kerberos only"):
        load(tmp_path / "hybridge.toml")


def test_the_address_of_the_door_can_be_set_from_outside_but_the_file_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYBRIDGE_LISTEN", "0.0.0.0:3978")
    path = tmp_path / "hybridge.toml"
    path.write_text(GOOD + TEAMS, encoding="utf-8")
    assert load(path).teams.host == "0.0.0.0"  # type: ignore[union-attr]  # noqa: S104

    path.write_text(GOOD + TEAMS + 'listen = "127.0.0.1:80"\n', encoding="utf-8")
    assert load(path).teams.host == "127.0.0.1"  # type: ignore[union-attr]


def _signing_in(written: str) -> str:
    before, _, after = GOOD.partition("[organisation.exchange]\n")
    return f"{before}[organisation.exchange]\n{written}\n{after[after.index('[[') :]}"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("[[organisation]]", '[[organisation]]\ntime_zone = "Europe"',
                     "time_zone: 'Europe' is not a time zone", id="a folder of zones"),
        pytest.param("[[organisation]]", '[[organisation]]\ntime_zone = "' + "a" * 300 + '"',
                     "time_zone: what is written there is not a time zone", id="a long zone"),
        pytest.param("[organisation.cloud]", '[organisation.cloud]\ngraph = "https://[x"',
                     "cloud.graph: what is written there is not an https", id="half of one"),
        pytest.param("[organisation.cloud]",
                     '[organisation.cloud]\nlogin = "http://kim:Canary-Zx81@host"',
                     "cloud.login: what is written there is not an https address", id="a password"),
        pytest.param("[organisation.cloud]",
                     '[organisation.probes]\nresolver = "127.0.0.1:99999"\n[organisation.cloud]',
                     "resolver: '127.0.0.1:99999' is not address:port", id="no such port"),
        pytest.param("80a4e877", "Canary-Zx81", "written there is not a GUID", id="a secret"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_a_problem_and_no_secret_is_repeated(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(SettingsError) as told:
        read(tmp_path, GOOD.replace(old, new, 1))

    assert says in str(told.value)
    assert "Canary" not in str(told.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            {"servers": ["EX01"]},
            "x.servers[1]: it is not a table; write it as a table of its",
        ),
        ({"servers": [{"name": "a"}, 7]}, "x.servers[2]: it is not a table"),
    ],
)
def test_an_entry_that_is_no_table_is_a_problem(content: dict[str, object], says: str) -> None:
    problems: list[Problem] = []
    Table(content, "x", Path(), problems).tables("servers")

    assert says in "; ".join(map(str, problems))


@pytest.mark.parametrize("address", ["ex 01/..:x", "https://ex01", "ex01:443", "ex01/PowerShell"])
def test_a_servers_address_is_the_name_of_a_host(address: str) -> None:
    problems: list[Problem] = []
    server(Table({"name": "EX01", "address": address}, "s", Path(), problems), Addresses())

    assert "is not the name of a host" in "; ".join(map(str, problems))


@pytest.mark.parametrize(
    "address", ["ex01", "ex_01.corp.contoso.com", "10.0.0.5", "fe80::1", "메일"]
)
def test_a_servers_address_may_be_any_name_or_address(address: str) -> None:
    problems: list[Problem] = []
    server(Table({"name": "EX01", "address": address}, "s", Path(), problems), Addresses())

    assert problems == []


def test_a_workspace_is_a_guid_in_a_cloud_whose_address_is_known(tmp_path: Path) -> None:
    proofs = '[organisation.proofs]\ngraph_activity = "{}"\n'
    known = "7a1c3f0e-52d4-4b0a-9d1e-2f8b6c405e11"
    (china,) = read(
        tmp_path,
        GOOD.replace("client_id", 'name = "china"\nclient_id') + proofs.format(known),
    ).organisations

    assert str(china.proofs.graph_activity) == known
    assert china.cloud.logs == china.cloud.logs_audience == "https://api.loganalytics.azure.cn"
    assert "graph_activity" in problems(tmp_path, GOOD + proofs.format('x\\" or true'))
    bleu = GOOD.replace("client_id", 'name = "bleu"\nclient_id') + proofs.format(known)
    assert "no address of Log Analytics" in problems(tmp_path, bleu)
