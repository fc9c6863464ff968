"""The table of known failures: each row knows its samples, and speaks of its own direction."""

import re
from itertools import combinations

import pytest

from commands.checks import sign_in_cloud, sign_in_on_premises
from commands.checks.sign_in import ROOTS
from commands.checks.signatures import SIGNATURES, Direction, Kind, Stage, classify
from commands.checks.signatures.diagnostics import diagnostics
from commands.facts import cloud, servers
from commands.findings import Verdict
from tests.commands.made import EWS_URL, a_test, each, failed, judged, said

OUT, IN = Direction.TO_CLOUD, Direction.TO_ON_PREMISES
YEAR_ONE = "The configuration was last successfully loaded at 1/01/0001 12:00:00 AM UTC."
SAMPLES = [
    pytest.param(each_row, direction, sample, id=f"{each_row.id} {direction.name} {at}")
    for each_row in SIGNATURES
    for direction in each_row.told
    for at, sample in enumerate(each_row.samples)
]


def diagnosed(number, reason, category="", status="(401) Unauthorized"):
    kind = f';error_category="{category}"' if category else ""
    return f'error: {status}.\r\nx-ms-diagnostics: {number};reason="{reason}"{kind}\r\nException:'


def sentences(row, direction):
    words = row.told[direction]
    return " ".join(str(each) for each in (words.cause, words.proof, words.remedy))


@pytest.mark.parametrize(("row", "direction", "sample"), SAMPLES)
def test_each_row_knows_the_texts_it_was_made_for(row, direction, sample):
    assert classify(direction, sample, row.kind) is row


@pytest.mark.parametrize(("row", "direction", "sample"), SAMPLES)
def test_a_text_is_known_inside_a_long_detail(row, direction, sample):
    detail = f"{YEAR_ONE}\r\nExchange Outbound Oauth Log:\r\n{sample}\r\n   at System.Net.X()"

    assert classify(direction, detail, row.kind) is row


def test_every_row_has_samples_a_source_and_an_id_of_its_own():
    assert len({row.id for row in SIGNATURES}) == len(SIGNATURES)
    for row in SIGNATURES:
        assert row.samples, row.id
        assert row.source, row.id
        assert row.told, row.id
        assert row.patterns or row.category, row.id
        assert row.stage in Stage


def test_what_explains_a_row_can_be_looked_at_in_that_direction():
    for row in SIGNATURES:
        for direction, words in row.told.items():
            known = {check.id for check in ROOTS[direction]}
            assert set(words.by) <= known, (row.id, direction)


ONLY_BACK = r"\bpublish|reverse proxy|in front of Exchange|partner application|Hybrid Agent"
ONLY_OUT = r"\bway out\b|InternetWebProxy|forwarder|dedicated hybrid app|Resolve-DnsName"


@pytest.mark.parametrize(
    "row", [row for row in SIGNATURES if row.kind is Kind.TEST], ids=lambda row: row.id
)
def test_no_row_gives_the_advice_of_the_other_direction(row):
    if OUT in row.told:
        assert not re.search(ONLY_BACK, sentences(row, OUT)), row.id
    if IN in row.told:
        assert not re.search(ONLY_OUT, sentences(row, IN)), row.id


@pytest.mark.parametrize(
    "row", ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11"]
)
def test_each_failure_on_the_way_has_words_for_both_directions(row):
    found = next(each_row for each_row in SIGNATURES if each_row.id == row)

    assert sentences(found, OUT) != sentences(found, IN)
    assert str(found.told[OUT].remedy) != str(found.told[IN].remedy)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        pytest.param("System.Net.WebException: The remote name could not be resolved: "
                     "'accounts.accesscontrol.windows.net'", "the server's DNS", id="DNS"),
        pytest.param("System.Net.WebException: Unable to connect to the remote server",
                     "set its proxy", id="no way out"),
        pytest.param("System.Net.WebException: The underlying connection was closed: An unexpected "
                     "error occurred on a send.", "TLS 1.2 for .NET and Windows", id="TLS"),
    ],
)  # fmt: skip
def test_a_server_that_cannot_get_out_is_not_told_to_publish_anything(text, remedy):
    finding = judged(sign_in_on_premises.CHECK, {servers.TESTS: each({"EX01": failed(text)})})

    assert remedy in str(finding["test.on-premises.EX01"].remedy)


@pytest.mark.parametrize(
    ("direction", "detail", "row"),
    [
        pytest.param(IN, diagnosed(2000006, "The Application Identifier 'x' is unknown.",
                                   "invalid_client"), "B25", id="disabled partner application"),
        pytest.param(IN, diagnosed(2000006, "The Application Identifier 'x' is unknown."), "B25",
                     id="by its number, without a category"),
        pytest.param(IN, diagnosed(2000009, "The issuer of the token is unknown.",
                                   "invalid_issuer"), "B18", id="2000009 today"),
        pytest.param(IN, diagnosed(2000009, "The certificate referenced by token with key x could "
                                   "not be located on server y.", "invalid_certificate"), "B29",
                     id="2000009 in 2013: the category decides"),
        pytest.param(IN, diagnosed(2000001, "The issuer of the token is unknown. Issuer was 'x'.",
                                   "invalid_token"), "B18b", id="issuer"),
        pytest.param(IN, diagnosed(2000001, "The token with version 'x' should have valid scope "
                                   "claim or linked account associated with partner application "
                                   "'y'.", "invalid_token"), "B22", id="no linked account"),
        pytest.param(IN, diagnosed(2000001, "The audience contains a realm that is different than "
                                   "the issuer's realm.", "invalid_token"), "B21", id="realm"),
        pytest.param(IN, diagnosed(2000001, "Something else.", "invalid_token"), "B24",
                     id="a reason of many"),
        pytest.param(IN, diagnosed(2000005, "The user's mailbox version is not supported for "
                                   "access using OAuth.", "invalid_user"), "B1b", id="old mailbox"),
        pytest.param(OUT, diagnosed(2000004, "The tenant for tenant guid 'x' does not exist.",
                                    "invalid_tenant"), "B8", id="tenant"),
        pytest.param(IN, diagnosed(2000007, "The Active Directory operation failed.",
                                   "internal_error"), "B26", id="AD there"),
        pytest.param(IN, diagnosed(4001001, "Flighting is not enabled for domain x.",
                                   "oauth_not_available"), "B28", id="not available"),
        pytest.param(IN, diagnosed(2000077, "New.", "new_kind"), "B0", id="a kind nobody knows"),
        pytest.param(IN, diagnosed(2000077, "New."), "B0", id="no kind at all, but a reason"),
        pytest.param(IN, diagnosed(2000001, "The token has expired.", "invalid_lifetime"), "B20",
                     id="expired at the receiver"),
        pytest.param(OUT, "AADSTS50012: Client assertion is not within its valid time range.", "A4",
                     id="50012 is not only the key"),
        pytest.param(OUT, "AADSTS50013: … [Reason - The key was not found.]", "A1",
                     id="50013 is not only the clock"),
        pytest.param(OUT, f"{YEAR_ONE} Using custom InternetWebProxy http://p (403) Forbidden",
                     "B12", id="the block, through a proxy"),
    ],
)  # fmt: skip
def test_a_refusal_goes_by_its_category_and_reason_before_its_number(direction, detail, row):
    found = classify(direction, detail)

    assert found is not None
    assert found.id == row


@pytest.mark.parametrize("number", range(2000000, 2000012))
@pytest.mark.parametrize("direction", Direction)
def test_a_reason_that_is_there_is_never_said_to_be_missing_and_is_printed(number, direction):
    reason = f"Some words about {number}."
    check, fact, target = sign_in_on_premises.CHECK, servers.TESTS, "EX01"
    if direction is IN:
        check, fact, target = sign_in_cloud.CHECK, cloud.TESTS, EWS_URL
    (finding, *_) = judged(
        check, {fact: each({target: failed(diagnosed(number, reason))})}
    ).values()

    assert "without a reason" not in said(finding)
    assert f"The reason given: “{reason}”" in said(finding)


def test_one_test_user_proves_nothing_about_everybody():
    detail = diagnosed(2000005, "The user specified by the user-context in the token does not "
                       "exist.", "invalid_user")  # fmt: skip
    finding = judged(sign_in_cloud.CHECK, {cloud.TESTS: each({EWS_URL: failed(detail)})})

    (found,) = finding.values()
    assert found.verdict is Verdict.WARN
    assert "Nothing is proven about others" in str(found.consequence)


def test_a_token_that_expired_at_the_receiver_was_issued():
    detail = diagnosed(2000001, "The token has expired.", "invalid_lifetime")

    assert classify(IN, detail).stage is Stage.RECEIVER
    assert "clock of the server that was called" in str(classify(IN, detail).told[IN].remedy)


@pytest.mark.parametrize(
    ("direction", "detail"),
    [
        pytest.param(OUT, "", id="nothing"),
        pytest.param(OUT, YEAR_ONE, id="the year 1 is no signal"),
        pytest.param(OUT, "다른 서버에서 오류를 반환했습니다", id="another language"),
        pytest.param(OUT, "HCW8064", id="of the wizard, not of the test"),
    ],
)
def test_what_no_row_knows_is_not_named(direction, detail):
    assert classify(direction, detail) is None


def test_a_free_busy_look_up_meets_failures_of_the_sign_in_too_and_events_do_not():
    broken = "Proxy web request failed. , inner exception: 401: Unauthorized diagnostics: 2000005;"
    broken += 'reason= "The user is ambiguous." ;error_category="invalid_user"'

    assert classify(IN, broken, Kind.FREE_BUSY).id == "B2"
    assert classify(IN, broken, Kind.EVENT) is None
    assert classify(IN, "MSExchange OAuth 2004", Kind.EVENT).id == "OAuth-2004"
    assert classify(OUT, "HCW8064 …", Kind.WIZARD).id == "HCW8064"
    assert classify(OUT, "550 5.7.230 …", Kind.MAIL).id == "M5"


@pytest.mark.parametrize(
    ("text", "category", "reason"),
    [
        (
            'x-ms-diagnostics: 2000005;reason="A.";error_category="invalid_user"',
            "invalid_user",
            "A.",
        ),
        ('diagnostics: 2000005;reason= "A." ;error_category="invalid_user"', "invalid_user", "A."),
        ('is invalid; error_category="invalid_resource"', "invalid_resource", ""),
        ("diagnostics: 2000008;", "invalid_grant", ""),
        ('error_category="invalid_lifetime"', "token_expired", ""),
        ("nothing of it", "", ""),
    ],
)
def test_diagnostics_are_read_in_each_of_their_spellings(text, category, reason):
    found = diagnostics(text)

    assert (found.category, found.reason) == (category, reason)


def test_patterns_part_rows_that_share_a_kind():
    """Two rows of a kind and direction never claim each other's samples before their own."""
    for first, second in combinations([row for row in SIGNATURES if row.kind is Kind.EVENT], 2):
        for sample in second.samples:
            assert not first.matches(OUT, sample, diagnostics(sample)), (first.id, second.id)


def test_success_is_not_read_for_failures():
    fine = a_test(diagnosed(2000005, "x", "invalid_user"))
    finding = judged(sign_in_on_premises.CHECK, {servers.TESTS: each({"EX01": fine})})

    assert finding["test.on-premises.EX01"].verdict is Verdict.OK
