"""What people write, and what it is taken for."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.catalog import COMMANDS
from commands.command import Command, Option
from commands.grammar import LIMIT, Grammar, Misunderstood, Understood
from commands.organisation import Mailboxes, Organisation, Server
from commands.phrases import say
from commands.request import Request
from commands.words import distance


def organisation(name: str, *domains: str) -> Organisation:
    return Organisation(
        name=name,
        domains=domains,
        tenant_id=UUID(int=1),
        initial_domain=f"{name}.onmicrosoft.com",
        routing_domain=f"{name}.mail.onmicrosoft.com",
        servers=tuple(
            Server(name=each, address=f"{each.lower()}.{domains[0]}", port=443, tls=True)
            for each in ("EX01", "EX02")
        ),
        mailboxes=Mailboxes(on_premises=f"a@{domains[0]}", cloud=f"b@{domains[0]}"),
    )


HBNA = organisation("hbna", "hbna.co.kr")
SEVERAL = (
    HBNA,
    organisation("contoso", "contoso.com", "strasse.de"),
    organisation("korean", "xn--vv4b11d.kr"),  # 예시.kr
)
ONE = Grammar((HBNA,))
MANY = Grammar(SEVERAL)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("check oauth hbna.co.kr", id="as documented"),
        pytest.param("  Check\u00a0OAUTH\u2003HBNA.co.KR \n", id="case and kinds of spaces"),
        pytest.param("check\noauth\r\n\thbna.co.kr", id="over several lines"),
        pytest.param("check “oauth” 'hbna.co.kr'", id="quotes of all kinds"),
        pytest.param("`check oauth hbna.co.kr`", id="copied as code"),
        pytest.param("«check oauth» 「hbna.co.kr」", id="French and Korean quotes"),
        pytest.param("check oauth hbna.co.kr!", id="an exclamation mark"),
        pytest.param("check oauth hbna.co.kr。", id="an ideographic full stop"),
        pytest.param("check oauth hbna.co.kr.", id="a full stop"),
        pytest.param("check oauth hb\u200bna\u00ad.co.kr\ufeff", id="zero-width characters"),
        pytest.param("ｃｈｅｃｋ　ｏａｕｔｈ　ｈｂｎａ．ｃｏ．ｋｒ", id="full-width letters"),
        pytest.param("<at>Hybridge</at> check oauth hbna.co.kr", id="a mention left over"),
        pytest.param(
            "<at id='0'>Hybridge</at>\u00a0check oauth hbna.co.kr", id="a mention with an attribute"
        ),
        pytest.param("@Hybridge: check oauth hbna.co.kr", id="a mention typed by hand"),
        pytest.param("/check oauth hbna.co.kr", id="as a slash command"),
        pytest.param("hbna.co.kr check oauth", id="the domain first"),
        pytest.param("please check the OAuth of hbna.co.kr", id="politely"),
        pytest.param("verify oauth for https://hbna.co.kr/", id="a synonym and a link"),
        pytest.param("[hbna.co.kr](http://hbna.co.kr) oauth check", id="a link in Markdown"),
        pytest.param("oauth 확인 hbna.co.kr", id="Korean"),
        pytest.param("hbna.co.kr oauth 점검", id="Korean, domain first"),
        pytest.param("hbna.co.kr의 oauth를 확인해줘", id="Korean particles and a verb ending"),
        pytest.param("hbna.co.kr에서 oauth를 점검해 주세요", id="Korean, polite"),
        pytest.param("hbna.co.kr을 oauth 확인", id="Korean object particle on the domain"),
        pytest.param("hbna.co.kr로 oauth 테스트 부탁드립니다", id="Korean, a favour"),
        pytest.param(
            "oauth \u1112\u116a\u11a8\u110b\u1175\u11ab hbna.co.kr", id="decomposed Hangul"
        ),
        pytest.param("vérifie oauth hbna.co.kr", id="French"),
        pytest.param("verifier l'oauth de hbna.co.kr svp", id="French without accents, elided"),
        pytest.param("Vérifiez l’OAuth pour hbna.co.kr, s'il vous plaît", id="French, polite"),
        pytest.param("check oauth hbna.co.kr now", id="at once, as it is anyway"),
        pytest.param("hbna.co.kr oauth 지금 점검해줘", id="at once, in Korean"),
    ],
)  # fmt: skip
def test_reads_the_request_however_it_is_written(text):
    assert MANY.read(text) == Understood(
        request=Request(command="check oauth", domain="hbna.co.kr")
    )


@pytest.mark.parametrize(
    ("text", "why", "suggestion"),
    [
        pytest.param(
            "check oauth hbna.co.kr; Remove-Mailbox x", "but not Remove-Mailbox x",
            "check oauth hbna.co.kr", id="a second command after a semicolon",
        ),
        pytest.param(
            "check oauth hbna.co.kr;Remove-Mailbox", "but not Remove-Mailbox",
            "check oauth hbna.co.kr", id="without a space",
        ),
        pytest.param(
            "check oauth hbna.co.kr | rm $(x)", "but not rm x",
            "check oauth hbna.co.kr", id="a pipe",
        ),
        pytest.param(
            "check oauth hbna.co.kr\nRegards, Minji", "but not Regards Minji",
            "check oauth hbna.co.kr", id="a signature",
        ),
        pytest.param(
            "do not check oauth hbna.co.kr", "but not do not",
            "check oauth hbna.co.kr", id="a negation",
        ),
        pytest.param(
            "check oauth hbna.co.kr evil.example", "but not evil.example",
            "check oauth hbna.co.kr", id="a second domain, not configured",
        ),
        pytest.param(
            "check oauth hbna.co.kr contoso.com", "One domain at a time", "",
            id="two configured domains",
        ),
        pytest.param("check oauth 10.0.0.1", "10.0.0.1 is an address", "", id="an address"),
        pytest.param("check oauth [fe80::1]", "fe80::1 is an address", "", id="an IPv6 address"),
        pytest.param(
            "check oauth https://10.0.0.1:8443/", "is an address", "", id="an address in a link"
        ),
        pytest.param("check oauth 2130706433", "not configured", "", id="an address as a number"),
        pytest.param(
            "check oauth hbna.com", "hbna.com is not configured here. Configured are: hbna.co.kr",
            "check oauth hbna.co.kr", id="another ending",
        ),
        pytest.param(
            "check oauth hnba.co.kr", "is not configured", "check oauth hbna.co.kr",
            id="two letters swapped",
        ),
        pytest.param(
            "check oauth hbna", "is not configured", "check oauth hbna.co.kr",
            id="the organisation's name",
        ),
        pytest.param(
            "check oauth user1@hbna.co.kr", "is not configured", "check oauth hbna.co.kr",
            id="a mail address",
        ),
        pytest.param(
            "check oauth fabrikam.example", "is not configured", "", id="a domain like no other"
        ),
        pytest.param(
            "check oauth hbnа.co.kr", "look like Latin ones: а (Cyrillic)",
            "check oauth hbna.co.kr", id="a Cyrillic letter in the domain",
        ),
        pytest.param(
            "check οauth hbna.co.kr", "ο (Greek)", "check oauth hbna.co.kr",
            id="a Greek letter in the command",
        ),
        pytest.param(
            "check oauth ѕоѕо.kr", "(Cyrillic)", "", id="look-alikes of a domain not configured"
        ),
        pytest.param(
            "check oauth 𝐡bna.co.kr", "(Mathematical)", "check oauth hbna.co.kr",
            id="a mathematical letter",
        ),
        pytest.param(
            "check oauth straße.de", "straße.de is not configured", "check oauth strasse.de",
            id="a name that Python's codec would map to another",
        ),
        pytest.param("check oauth", "Which domain?", "", id="no domain, several configured"),
        pytest.param(
            "chek oauth hbna.co.kr", "no command chek oauth", "check oauth hbna.co.kr",
            id="a misspelt verb",
        ),
        pytest.param(
            "check outh hbna.com", "no command check outh", "check oauth hbna.co.kr",
            id="everything misspelt",
        ),
        pytest.param("checkoauth", "no command", "check oauth <domain>", id="written together"),
        pytest.param("oauth hbna.co.kr", "no command", "check oauth hbna.co.kr", id="half of it"),
        pytest.param("restart exchange", "That is no command that", "", id="another command"),
        pytest.param("hepl", "no command hepl", "help", id="help misspelt"),
        pytest.param("help chek oauth", "no command", "help check oauth", id="help, misspelt"),
        pytest.param("hbna.co.kr", "What shall be done with hbna.co.kr?", "", id="only a domain"),
        pytest.param("thank you!", "You are welcome", "", id="thanks"),
        pytest.param("고마워요", "You are welcome", "", id="thanks in Korean"),
        pytest.param("check\x00 oauth hbna.co.kr", "control characters", "", id="a NUL"),
        pytest.param("check oauth hbna.co.kr\x1b[2J", "control characters", "", id="an escape"),
        pytest.param("check oauth \ud800", "control characters", "", id="half a surrogate pair"),
        pytest.param("check oauth hbna.co.kr --server EX01", "takes no options", "",
                     id="an option it does not know"),
        pytest.param("check oauth hbna.co.kr —server EX01", "takes no options", "",
                     id="two dashes made one by a keyboard"),
    ],
)  # fmt: skip
def test_says_why_it_runs_nothing_and_what_was_probably_meant(text, why, suggestion):
    answer = MANY.read(text)

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)
    assert answer.suggestion == suggestion
    assert answer.next or answer.suggestion


def test_takes_the_only_domain_and_says_so():
    answer = ONE.read("check oauth")

    assert isinstance(answer, Understood)
    assert answer.request.domain == "hbna.co.kr"
    assert answer.remark == say(
        "You named no domain; {domain} is the only one configured.", domain="hbna.co.kr"
    )


def test_says_so_when_nothing_is_configured():
    answer = Grammar(()).read("check oauth hbna.co.kr")

    assert isinstance(answer, Misunderstood)
    assert "No organisation is configured" in str(answer.why)


def test_reads_a_domain_with_korean_letters_in_either_spelling():
    wanted = Understood(request=Request(command="check oauth", domain="xn--vv4b11d.kr"))

    assert MANY.read("check oauth 예시.kr") == wanted
    assert MANY.read("예시.kr의 oauth 확인") == wanted
    assert MANY.read("check oauth XN--VV4B11D.KR") == wanted


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("help", ""), ("HELP!", ""), ("?", ""), ("", ""), ("hello", ""), ("안녕하세요", ""),
        ("bonjour", ""), ("도움말", ""), ("aide", ""), ("--help", ""),
        ("help check oauth", "check oauth"), ("check oauth --help", "check oauth"),
        ("oauth 확인 도움말", "check oauth"), ("help check oauth hbna.co.kr", "check oauth"),
    ],
)  # fmt: skip
def test_help_is_asked_for_in_many_ways(text, about):
    options = (("command", about),) if about else ()

    assert MANY.read(text) == Understood(request=Request(command="help", options=options))


@pytest.mark.parametrize("order", ["{help} {phrasing}", "{phrasing} {help}"])
def test_every_command_is_explained_by_each_of_its_names_in_every_language(order):
    helped = next(command for command in COMMANDS if command.takes_command)
    wrong = [
        text
        for command in COMMANDS
        for phrasing in command.phrasings
        for help in helped.phrasings
        for text in [order.format(help=help, phrasing=phrasing)]
        if not explains(MANY.read(text), command, helped)
    ]

    assert wrong == []


def explains(answer: Understood | Misunderstood, command: Command, helped: Command) -> bool:
    options = () if command is helped else (("command", command.name),)
    return answer == Understood(request=Request(command=helped.name, options=options))


ANY_WORDS = sorted(
    {word for each in COMMANDS for text in each.phrasings for word in text.split()}
    | {"hbna.co.kr", "contoso.com", "hbna.com", "EX02", "to", "12", "now", "please", "since", "7d",
       "every", "day", "at", "08:00", "--lifetime", "2y", "bananas"}
)  # fmt: skip


@given(st.lists(st.sampled_from(ANY_WORDS), max_size=6), st.sampled_from([MANY, ONE]))
def test_what_was_typed_is_never_offered_in_its_own_place(typed, grammar):
    text = " ".join(typed)
    answer = grammar.read(text)

    if isinstance(answer, Misunderstood):
        assert text not in (answer.suggestion, *answer.next)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(line.format(text=text), id=line.format(text=text))
        for text in ("replace auth cert now", "인증서 즉시 교체", "remplacer certificat maintenant")
        for line in ("help {text} hbna.co.kr", "{text} --help", "help {text} please")
    ],
)
def test_help_keeps_the_words_that_elsewhere_are_only_polite(line):
    about = (("command", "replace auth cert now"),)

    assert MANY.read(line) == Understood(request=Request(command="help", options=about))


def test_a_long_message_is_answered_with_its_length_and_nothing_of_it():
    answer = MANY.read("check oauth hbna.co.kr " + "secret " * 15_000)

    assert isinstance(answer, Misunderstood)
    assert str(LIMIT) in str(answer.why)
    assert "secret" not in str(answer.why)
    assert len(str(answer.why)) < 300


def test_what_is_shown_back_is_short_and_visible():
    answer = MANY.read("check oauth " + "y" * 500 + "\u202e\u2066zz")

    assert isinstance(answer, Misunderstood)
    assert "… is not configured" in str(answer.why)
    assert "yyy" not in str(answer.why)
    assert len(str(answer.why)) < 200


WITH_OPTIONS = Grammar(
    SEVERAL,
    (
        *COMMANDS,
        Command(
            name="watch oauth",
            summary=say("Look."),
            takes_domain=True,
            options=(
                Option(name="every", summary=say("How often.")),
                Option(name="side", summary=say("Where."), values=("cloud", "premises")),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        pytest.param("--every 8h --side cloud", (("every", "8h"), ("side", "cloud")), id="apart"),
        pytest.param("--every=8h", (("every", "8h"),), id="with an equals sign"),
        pytest.param("–every 8h", (("every", "8h"),), id="with an en dash"),
        pytest.param('--every "8h"', (("every", "8h"),), id="quoted"),
        pytest.param("--every=“8h”", (("every", "8h"),), id="quoted after an equals sign"),
        pytest.param("--SIDE Cloud", (("side", "cloud"),), id="in any case"),
    ],
)
def test_reads_options(typed, options):
    answer = WITH_OPTIONS.read(f"watch oauth {typed} hbna.co.kr")

    assert answer == Understood(
        request=Request(command="watch oauth", domain="hbna.co.kr", options=options)
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param("--evry 8h", "has no option --evry; it has --every, --side", id="misspelt"),
        pytest.param("--every", "--every needs a value: --every <value>", id="no value"),
        pytest.param("--every=", "--every needs a value", id="nothing after an equals sign"),
        pytest.param("--side moon", "--side needs a value: cloud, premises", id="another value"),
        pytest.param("--every 8h --every 9h", "--every was given twice", id="twice"),
    ],
)
def test_refuses_wrong_options(typed, why):
    answer = WITH_OPTIONS.read(f"watch oauth hbna.co.kr {typed}")

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "", 0), ("check", "check", 0), ("chekc", "check", 1), ("", "abc", 3),
     ("kitten", "sitting", 3), ("oath", "oauth", 1), ("ab", "ba", 1)],
)  # fmt: skip
def test_counts_edits(one, other, edits):
    assert distance(one, other) == edits
    assert distance(other, one) == edits


PIECES = st.sampled_from(
    ["check", "oauth", "hbna.co.kr", "예시.kr을", "help", "--x", ";", "확인해줘", "а", "\u200b",
     "10.0.0.1", "<at>", "</at>", "@", "xn--", "…", "\ud800", "\x00", "=", "'", " ", "\n"]
)  # fmt: skip
CONFIGURED = {domain for each in SEVERAL for domain in each.domains}
ANYTHING = st.text(st.characters(), max_size=80)


@given(st.one_of(ANYTHING, st.lists(st.one_of(PIECES, ANYTHING), max_size=8).map(" ".join)))
def test_whatever_is_written_there_is_an_answer_and_only_configured_domains_come_out(text):
    answer = MANY.read(text)

    if isinstance(answer, Understood):
        assert answer.request.domain in CONFIGURED | {""}
        assert answer.request.command in {command.name for command in COMMANDS}
    else:
        assert str(answer.why)
        str(answer.why).encode()
        lines = (answer.suggestion, *answer.next)
        named = {line.split()[-1] for line in lines if line.startswith("check")}
        assert named <= CONFIGURED | {"<domain>"}


def test_every_phrasing_of_the_catalogue_is_understood():
    for command in COMMANDS:
        more = " every day at 08:00 check oauth" if command.takes_request else ""
        more += " 42" if command.takes_number else ""
        more += " to EX02" if command.takes_server else ""
        for phrasing in command.phrasings:
            answer = ONE.read(phrasing + more)

            assert isinstance(answer, Understood), phrasing
            assert answer.request.command == command.name


def test_no_two_commands_share_a_phrasing():
    seen = [frozenset(text.split()) for command in COMMANDS for text in command.phrasings]

    assert len(seen) == len(set(seen))
