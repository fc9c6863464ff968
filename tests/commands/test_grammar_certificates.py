"""How changes of the auth certificate are asked for: with values that are checked, and a server."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.catalog import COMMANDS
from commands.grammar import Grammar, Misunderstood, Understood
from commands.on_certificates import IMPORT, ROTATE
from commands.organisation import Mailboxes, Organisation, Server
from commands.phrases import Phrase, say
from commands.request import Request


def organisation(domains: tuple[str, ...], zone: str, **servers: str) -> Organisation:
    return Organisation(
        name=domains[0].partition(".")[0],
        domains=domains,
        tenant_id=UUID(int=1),
        initial_domain=f"x.{domains[0]}",
        routing_domain=f"y.{domains[0]}",
        servers=tuple(
            Server(name=name, address=address, port=443, tls=True)
            for name, address in servers.items()
        ),
        mailboxes=Mailboxes(on_premises=f"a@{domains[0]}", cloud=f"b@{domains[0]}"),
        time_zone=zone,
    )


HBNA = organisation(
    ("hbna.co.kr",), "Asia/Seoul", EX01="ex01.corp.hbna.co.kr", EX02="ex02.corp.hbna.co.kr"
)
CONTOSO = organisation(
    ("contoso.com", "strasse.de"), "Europe/Paris", EX01="10.0.0.1", MBX1="10.0.0.1", NOW="10.0.0.3"
)
BARE = organisation(("fabrikam.com",), "UTC")
ONE = Grammar((HBNA,))
MANY = Grammar((HBNA, CONTOSO, BARE))


def request(command: str, **options: str) -> Request:
    return Request(command=command, domain="hbna.co.kr", options=tuple(options.items()))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("rotate auth cert hbna.co.kr", "rotate auth cert"),
        ("Rotate the auth certificate of hbna.co.kr, please", "rotate auth cert"),
        ("renew auth cert hbna.co.kr", "rotate auth cert"),
        ("hbna.co.kr 인증서 교체", "rotate auth cert"),
        ("hbna.co.kr의 인증서를 갱신해 주세요", "rotate auth cert"),
        ("hbna.co.kr auth 인증서 교체해줘", "rotate auth cert"),
        ("renouveler le certificat de hbna.co.kr", "rotate auth cert"),
        ("renouvelez le certificat auth pour hbna.co.kr svp", "rotate auth cert"),
        ("replace auth cert now hbna.co.kr", "replace auth cert now"),
        ("now replace the auth certificate of hbna.co.kr", "replace auth cert now"),
        ("hbna.co.kr 인증서 즉시 교체", "replace auth cert now"),
        ("hbna.co.kr 인증서를 지금 교체해줘", "replace auth cert now"),
        ("hbna.co.kr auth 인증서 긴급 교체", "replace auth cert now"),
        ("remplacez maintenant le certificat de hbna.co.kr", "replace auth cert now"),
    ],
)
def test_a_change_of_the_certificate_is_read_however_it_is_written(text, command):
    assert MANY.read(text) == Understood(request=request(command))


@pytest.mark.parametrize(
    ("text", "why", "suggestion"),
    [
        pytest.param("rotate auth cert now hbna.co.kr", "but not now",
                     "rotate auth cert hbna.co.kr", id="a rotation is not one now"),
        pytest.param("renouveler certificat maintenant hbna.co.kr", "but not maintenant",
                     "rotate auth cert hbna.co.kr", id="nor in French"),
        pytest.param("replace auth cert hbna.co.kr", "no command replace auth cert",
                     "replace auth cert now hbna.co.kr", id="an emergency says so"),
        pytest.param("rotate auth cert", "Which domain?", "", id="no domain, several configured"),
    ],
)  # fmt: skip
def test_a_rotation_and_an_emergency_are_not_taken_for_each_other(text, why, suggestion):
    answer = MANY.read(text)

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)
    assert answer.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rotate auth cert", request("rotate auth cert")),
        ("인증서 교체", request("rotate auth cert")),
        ("rotate auth cert --lifetime 2y", request("rotate auth cert", lifetime="730")),
        ("rotate auth cert --effective +3d", request("rotate auth cert", effective="+72h")),
        ("replace auth cert now", request("replace auth cert now")),
        ("import auth cert to EX02", request("import auth cert", server="EX02")),
    ],
)
def test_the_only_domain_may_be_left_out(text, wanted):
    answer = ONE.read(text)

    assert isinstance(answer, Understood)
    assert answer.request == wanted
    assert answer.remark is not None
    assert "You named no domain" in str(answer.remark)


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        pytest.param("--lifetime 730", {"lifetime": "730"}, id="days"),
        pytest.param("--lifetime 730 days", {"lifetime": "730"}, id="days, said"),
        pytest.param('--lifetime="2 years"', {"lifetime": "730"}, id="quoted, of two words"),
        pytest.param("--Lifetime=2Y", {"lifetime": "730"}, id="in any case"),
        pytest.param("--effective +49H", {"effective": "+49h"}, id="hours"),
        pytest.param("—effective +3d", {"effective": "+72h"}, id="with a keyboard's long dash"),
        pytest.param("--effective 2026-11-25T01:00", {"effective": "2026-11-24T16:00:00Z"},
                     id="the organisation's time"),
        pytest.param("--effective 2026-11-25 01:00", {"effective": "2026-11-24T16:00:00Z"},
                     id="of two words"),
        pytest.param('--effective "2026-11-25 01:00 +01:00"', {"effective": "2026-11-25T00:00:00Z"},
                     id="of three words, quoted"),
        pytest.param("--effective=“2026-11-25 01:00 Z”", {"effective": "2026-11-25T01:00:00Z"},
                     id="after an equals sign, in curly quotes"),
        pytest.param("--effective 2026-11-25 01:00 --lifetime 2 y",
                     {"effective": "2026-11-24T16:00:00Z", "lifetime": "730"}, id="both"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "line", ["rotate auth cert hbna.co.kr {}", "rotate auth cert {} hbna.co.kr"]
)
def test_a_value_is_checked_and_kept_in_one_form(line, typed, options):
    assert MANY.read(line.format(typed)) == Understood(
        request=request("rotate auth cert", **options)
    )


def test_a_time_is_that_of_the_organisation_it_is_for():
    answer = MANY.read("rotate auth cert strasse.de --effective 2026-11-25 01:00")

    assert isinstance(answer, Understood)
    assert answer.request.options == (("effective", "2026-11-25T00:00:00Z"),)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param("--effective +47h", "+47h is too soon", id="too soon"),
        pytest.param("--effective tomorrow", "tomorrow is no time", id="a word"),
        pytest.param("--effective 2026-11-25 25:99", "2026-11-25 25:99 is no time",
                     id="a time of day that is none, shown whole"),
        pytest.param("--effective", "needs a value: --effective <+49h|time>", id="nothing"),
        pytest.param("--effective --lifetime 730", "--effective needs a value",
                     id="an option next"),
        pytest.param("--lifetime 30", "90 to 1826 days, and not for 30", id="too short"),
        pytest.param("--lifetime -1", "-1 is no number of days", id="less than nothing"),
        pytest.param("--lifetime 730 --lifetime 730", "given twice", id="twice"),
        pytest.param("--lifetime 730 forever", "but not forever", id="a word more"),
        pytest.param("--lifetime 730; Remove-Mailbox", "but not Remove-Mailbox", id="a command"),
        pytest.param("--lifetme 730", "it has --lifetime, --effective", id="misspelt"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_with_what_can_be_typed(typed, why):
    answer = MANY.read(f"rotate auth cert hbna.co.kr {typed}")

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)
    assert answer.next


@pytest.mark.parametrize(
    "text",
    [
        "import auth cert to EX02 hbna.co.kr",
        "import auth cert hbna.co.kr ex02",
        "please import the auth certificate on server EX02 of hbna.co.kr",
        "copy auth cert to ex02.corp.hbna.co.kr hbna.co.kr",
        "hbna.co.kr EX02에 인증서 가져오기",
        "hbna.co.kr의 EX02로 인증서 복사해줘",
        "EX02 서버에 hbna.co.kr 인증서를 복사해 주세요",
        "EX02 에 인증서 가져오기 hbna.co.kr",
        "importer le certificat vers EX02 hbna.co.kr",
        "importez le certificat à EX02 pour hbna.co.kr",
        "copier le certificat sur le serveur EX02 de hbna.co.kr",
    ],
)
def test_a_server_is_read_however_it_is_written(text):
    assert MANY.read(text) == Understood(request=request("import auth cert", server="EX02"))


def test_a_server_of_one_organisation_says_the_domain():
    answer = MANY.read("import auth cert to mbx1")

    assert answer == Understood(
        request=Request(
            command="import auth cert", domain="contoso.com", options=(("server", "MBX1"),)
        ),
        remark=say(
            "You named no domain; {server} is a server of {domain}.",
            server="MBX1",
            domain="contoso.com",
        ),
    )


@pytest.mark.parametrize(
    ("text", "why", "typed"),
    [
        pytest.param("import auth cert", "To which server? Configured are: EX01, EX02 "
                     "(hbna.co.kr); EX01, MBX1, NOW (contoso.com)",
                     "import auth cert to EX01 hbna.co.kr", id="no server"),
        pytest.param("import auth cert hbna.co.kr", "To which server? hbna.co.kr has: EX01, EX02.",
                     "import auth cert to EX02 hbna.co.kr", id="no server, and a domain"),
        pytest.param("import auth cert to EX09 hbna.co.kr", "EX09 is no configured server of "
                     "hbna.co.kr, whose servers are: EX01, EX02.",
                     "import auth cert to EX01 hbna.co.kr", id="a server that is none"),
        pytest.param("EX09에 인증서 가져오기 hbna.co.kr", "EX09에 is no configured server",
                     "import auth cert to EX01 hbna.co.kr", id="one that is none, in Korean"),
        pytest.param("import auth cert to EX09", "EX09 is no configured server. Configured are: ",
                     "import auth cert to EX01 contoso.com", id="of no organisation at all"),
        pytest.param("import auth cert to EX-02 hbna.co.kr", "EX-02 is no configured server",
                     "import auth cert to EX02 hbna.co.kr", id="with a dash"),
        pytest.param("import auth cert to ex02.other.example hbna.co.kr", "is no configured server",
                     "import auth cert to EX02 hbna.co.kr", id="in another domain"),
        pytest.param("import auth cert to EX02 contoso.com", "EX02 is a server of hbna.co.kr, not "
                     "of contoso.com, whose servers are: EX01, MBX1, NOW",
                     "import auth cert to EX02 hbna.co.kr", id="of another organisation"),
        pytest.param("import auth cert to EX01", "There is a server EX01 in each of: hbna.co.kr, "
                     "contoso.com", "import auth cert to EX01 contoso.com", id="of two of them"),
        pytest.param("import auth cert to EX01 EX02 hbna.co.kr", "One server at a time",
                     "import auth cert to EX02 hbna.co.kr", id="two at once"),
        pytest.param("import auth cert to EX02 MBX1", "One server at a time",
                     "import auth cert to EX02 hbna.co.kr", id="two of two organisations"),
        pytest.param("import auth cert to 10.0.0.1", "that is EX01, MBX1",
                     "import auth cert to MBX1 contoso.com", id="an address that two have"),
        pytest.param("import auth cert to EX02 hbna.com", "hbna.com is not configured",
                     "import auth cert to EX02 hbna.co.kr", id="a misspelt domain"),
        pytest.param("import auth cert to EX02 hbna.co.kr contoso.com", "One domain at a time",
                     "import auth cert to EX02 hbna.co.kr", id="two domains"),
        pytest.param("import auth cert to EX02 hbna.co.kr; Remove-Mailbox x",
                     "but not Remove-Mailbox x", "import auth cert to EX02 hbna.co.kr",
                     id="a command after a semicolon"),
        pytest.param("imprt auth cert to EX02 hbna.co.kr", "no command imprt",
                     "import auth cert to EX02 hbna.co.kr", id="misspelt"),
        pytest.param("imprt auth cert hbna.co.kr", "no command imprt",
                     "import auth cert to <server> hbna.co.kr", id="misspelt, no server"),
        pytest.param("import auth cert to ЕX02 hbna.co.kr", "(Cyrillic)",
                     "import auth cert to EX02 hbna.co.kr", id="a Cyrillic letter in the server"),
        pytest.param("import auth cert to EX01 fabrikam.com", "whose servers are: –",
                     "import auth cert to EX01 hbna.co.kr", id="an organisation without servers"),
        pytest.param("import auth cert fabrikam.com", "No server is configured for fabrikam.com",
                     "import auth cert to <server> <domain>", id="none to name"),
    ],
)  # fmt: skip
def test_a_server_that_cannot_be_told_is_asked_for_with_what_can_be_typed(text, why, typed):
    answer = MANY.read(text)

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)
    assert typed in (answer.suggestion, *answer.next)


def test_with_nothing_configured_there_is_no_server_either():
    answer = Grammar(()).read("import auth cert to EX02")

    assert isinstance(answer, Misunderstood)
    assert "No organisation is configured" in str(answer.why)


def test_commands_say_how_they_are_written():
    assert IMPORT.usage == "import auth cert to <server> <domain>"
    assert ROTATE.usage == "rotate auth cert <domain> [--lifetime <days>] [--effective <+49h|time>]"


def test_options_of_one_name_take_their_values_alike():
    seen: dict[str, tuple[object, ...]] = {}
    for option in (option for command in COMMANDS for option in command.options):
        shape = (option.flag, option.reads, option.words, option.values)
        assert seen.setdefault(option.name, shape) == shape


PIECES = st.sampled_from(
    ["rotate", "replace", "import", "copy", "auth", "cert", "now", "인증서", "교체",
     "가져오기", "즉시", "renouveler", "certificat", "to", "EX01", "ex02", "EX02에", "MBX1", "NOW",
     "10.0.0.1", "10.0.0.3", "hbna.co.kr", "contoso.com", "--lifetime", "--effective",
     "--lifetime=2y", "730", "2y", "days", "+49h", "+3d", "2026-11-25", "01:00", "+09:00",
     "2026-11-25T01:00", "--server", "help", ";", "'"]
)  # fmt: skip
BEGUN = st.sampled_from(["", "rotate auth cert", "import auth cert", "import auth cert to"])


@settings(deadline=None)  # the machine may be busy
@given(BEGUN, st.lists(PIECES, max_size=6).map(" ".join))
def test_what_is_understood_is_written_so_that_it_is_understood_again(begun, text):
    answer = MANY.read(f"{begun} {text}")

    if isinstance(answer, Understood):
        again = MANY.read(str(answer.request))
        assert isinstance(again, Understood), str(answer.request)
        assert again.request == answer.request
        assert again.remark is None
    else:
        assert isinstance(answer.why, Phrase)
        assert answer.next or answer.suggestion


FIRST = {
    text for each in COMMANDS if each.takes_command or each.takes_request for text in each.phrasings
}
"""What asks for help or for later wherever it stands; a server cannot be called so."""
NAMES = st.one_of(
    st.from_regex(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,13}[A-Za-z0-9])?", fullmatch=True),
    st.sampled_from([word for each in COMMANDS for word in each.name.split()]),
    st.sampled_from(["to", "on", "a", "now", "please", "the", "server", "42", "sur"]),
).filter(lambda name: name.lower() not in FIRST)


@settings(deadline=None)  # the machine may be busy
@given(NAMES, NAMES)
def test_any_server_can_be_named_whatever_it_is_called(name, other):
    servers = tuple(
        Server(name=each, address="ex.corp.example", port=443, tls=True)
        for each in dict.fromkeys((name, other))
        if each == name or each.lower() != name.lower()
    )
    grammar = Grammar((replace(HBNA, servers=servers), CONTOSO))
    wanted = request("import auth cert", server=name)

    assert grammar.read(str(wanted)) == Understood(request=wanted)


@settings(deadline=None)
@given(
    st.integers(90, 1826),
    st.one_of(
        st.integers(48, 8760).map(lambda hours: f"+{hours}h"),
        st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z".rjust(20, "0")),
    ),
)
def test_values_that_are_kept_read_back_as_themselves(days, effective):
    wanted = request("rotate auth cert", lifetime=str(days), effective=effective)

    assert MANY.read(str(wanted)) == Understood(request=wanted)
    assert Request.from_json(wanted.to_json()) == wanted


def test_a_name_with_an_underscore_is_one_word():
    owner = organisation(("hbna.co.kr",), "UTC", EX_02="ex_02.corp.hbna.co.kr", EX01="10.0.0.1")
    grammar = Grammar((owner,))

    for typed in ("EX_02", "_EX_02_", "**ex_02**", "ex_02.corp.hbna.co.kr"):
        read = grammar.read(f"import auth cert to {typed} hbna.co.kr")
        assert isinstance(read, Understood), typed
        assert dict(read.request.options) == {"server": "EX_02"}
    assert isinstance(grammar.read("_check oauth_ **hbna.co.kr**"), Understood)
