"""The two-way test: what its result and its detail say, and whose consequence a failure is."""

import re
from dataclasses import replace

import pytest

from commands.checks import sign_in_cloud, sign_in_on_premises
from commands.checks.sign_in import ROOTS
from commands.checks.signatures import SIGNATURES, Direction, Stage, classify
from commands.facts import cloud, entra, organisation, published, servers
from commands.findings import Console, Verdict
from commands.outside.exchange_online import Result
from tests.commands.made import (
    ACS,
    AUTODISCOVER_URL,
    BEARER,
    DEDICATED,
    EWS_URL,
    HOSTS,
    KEY,
    NO_DEDICATED,
    OVERRIDE,
    PARTNER,
    POLICY,
    SHARED,
    STS,
    a_test,
    answer,
    directory,
    each,
    failed,
    judged,
    said,
    unread,
    verdicts,
)

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip
OUT, IN = Direction.TO_CLOUD, Direction.TO_ON_PREMISES

NO_MAILBOX = "The SMTP address has no mailbox associated with it."
YEAR_ONE = "The configuration was last successfully loaded at 1/01/0001 12:00:00 AM UTC."
TRACE = (
    f"{YEAR_ONE}\r\nExchange Outbound Oauth Log:\r\n"
    f"Information:[OAuthCredentials:Authenticate] challenge received: {BEARER},Negotiate,NTLM\r\n"
    "Exchange Response Details:\r\nHTTP response message: \r\n{headers}Exception:\r\n"
    "System.Net.WebException: The remote server returned an error: {status}.\r\n"
    "   at System.Net.HttpWebRequest.GetResponse()"
)


def trace(status, headers=""):
    return TRACE.replace("{status}", status).replace("{headers}", headers)


def diagnosed(number, reason, category, status="(401) Unauthorized"):
    line = f'x-ms-diagnostics: {number};reason="{reason}";error_category="{category}"\r\n'
    return trace(status, line)


UNREGISTERED = (
    "Unable to get the token from Auth Server 'ACS'. Error code: 'invalid_client'. Description: "
    "'AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid "
    "signature. [Reason - The key {what}, Thumbprint of key used by client: 'AB']'."
)
LINKED = (
    "The application is missing a linked account for RBAC role, or the linked account has no RBAC"
)


@pytest.mark.parametrize(
    ("direction", "detail", "row"),
    [
        pytest.param(OUT, UNREGISTERED.replace("{what}", "was not found"), "A1", id="key unknown"),
        pytest.param(OUT, UNREGISTERED.replace("{what}", "used is expired"), "A2", id="key old"),
        pytest.param(OUT, "AADSTS700027: The certificate is not registered", "A3", id="key gone"),
        pytest.param(OUT, "AADSTS500133: Assertion is not within its time range", "A4", id="clock"),
        pytest.param(OUT, "AADSTS700024: Client assertion is not within", "A4", id="clock, newer"),
        pytest.param(IN, trace("(401) Unauthorized", "The token has expired.\r\n"), "A4",
                     id="clock, at the receiver"),
        pytest.param(OUT, "AADSTS500011: The resource principal was not found", "A5", id="aud"),
        pytest.param(OUT, "AADSTS700016: Application was not found", "A6", id="application"),
        pytest.param(OUT, "AADSTS65001: The user has not consented", "A7", id="consent"),
        pytest.param(OUT, "AADSTS90002: Tenant not found", "A8", id="tenant"),
        pytest.param(OUT, "AADSTS7000112: Application is disabled", "A9", id="disabled"),
        pytest.param(OUT, "AADSTS90033: A transient error", "A10", id="transient"),
        pytest.param(OUT, "Unable to get the token from Auth Server: (503) Unavailable", "A10",
                     id="the issuer is down"),
        pytest.param(OUT, "AADSTS530034: something new", "A0", id="a number nobody knows"),
        pytest.param(OUT, "Missing signing certificate. (401) Unauthorized", "A11", id="no key"),
        pytest.param(OUT, "Unable to find the certificate with thumbprint AB or the certificate is "
                     "missing private key", "A12", id="no key here, in the event log's words"),
        pytest.param(OUT, "Cannot acquire auth metadata document from x", "A14", id="TLS 1.2"),
        pytest.param(OUT, f"Using custom InternetWebProxy http://p {trace('(403) Forbidden')}",
                     "B12", id="the block, through a proxy"),
        pytest.param(OUT, "Using custom InternetWebProxy http://p ... (403) Forbidden. at "
                     "System.Net.HttpWebRequest.GetRequestStream()", "A15", id="the proxy"),
        pytest.param(OUT, "The private key of the signing certificate 'AB' is too small.", "A18",
                     id="a short key"),
        pytest.param(IN, "The trusted issuers contained the following entries ''. None of them are "
                     "configured locally.", "A19", id="no common issuer"),
        pytest.param(IN, diagnosed(2000005, "The user specified by the user-context in the token "
                     "does not exist.", "invalid_user"), "B1", id="user unknown"),
        pytest.param(IN, diagnosed(2000005, "The user is ambiguous.", "invalid_user"), "B2",
                     id="user ambiguous"),
        pytest.param(IN, diagnosed(2000003, "The hostname component of the audience claim value "
                     "'https://m' is invalid.", "invalid_resource"), "B3", id="audience host"),
        pytest.param(OUT, diagnosed(2000003, "Audience.", "invalid_resource"), "B4", id="audience"),
        pytest.param(IN, diagnosed(2000000, "Signature.", "invalid_signature"), "B5", id="key"),
        pytest.param(IN, diagnosed(2000008, LINKED, "invalid_grant"), "B6", id="linked account"),
        pytest.param(OUT, diagnosed(2000008, "not enough scope", "invalid_grant",
                     "(403) Forbidden"), "B7", id="no grant"),
        pytest.param(IN, diagnosed(2000004, "tenant", "invalid_tenant"), "B8", id="their tenant"),
        pytest.param(IN, trace("(401) Unauthorized"), "B9", id="no reason at all"),
        pytest.param(IN, trace("(401) Unauthorized", "Access denied\r\n"), "B10", id="denied"),
        pytest.param(IN, diagnosed(2000001, "x", "invalid_token"), "B11", id="kind of token"),
        pytest.param(OUT, trace("(403) Forbidden"), "B12", id="the block"),
        pytest.param(OUT, trace("(403) Forbidden", "X-EWS-Policy-Reason: EWS is disabled for this "
                     "user or tenant\r\n"), "B13", id="EWS is off"),
        pytest.param(OUT, trace("(403) Forbidden", "X-EWS-Policy-Reason: EWS is blocked by policy "
                     "for this user or tenant\r\n"), "B14", id="EWS has a list"),
        pytest.param(IN, diagnosed(2000009, "issuer", "invalid_issuer"), "B18", id="their issuer"),
        pytest.param(IN, "returned an error: (404) Not Found.", "C1", id="404"),
        pytest.param(IN, "The remote name could not be resolved: 'x'", "C2", id="DNS"),
        pytest.param(IN, "Unable to connect to the remote server", "C3", id="no connection"),
        pytest.param(OUT, "An existing connection was forcibly closed by the remote host", "C4",
                     id="cut"),
        pytest.param(IN, "The underlying connection was closed: Could not establish trust "
                     "relationship for the SSL/TLS secure channel.", "C5", id="not trusted"),
        pytest.param(OUT, "The operation has timed out", "C6", id="silence"),
        pytest.param(IN, "returned an error: (405) Method Not Allowed.", "C7", id="405"),
        pytest.param(IN, "returned an error: (503) Server Unavailable.", "C8", id="503"),
        pytest.param(IN, "returned an error: (504) Gateway Timeout.", "C9", id="504"),
        pytest.param(IN, "Response is not well-formed XML.", "C10", id="HTML"),
        pytest.param(IN, "Object moved", "C11", id="a redirect"),
    ],
)  # fmt: skip
def test_known_failures_are_named(direction, detail, row):
    found = classify(direction, detail)

    assert found is not None
    assert found.id == row


def test_every_row_is_named_by_a_test_above_and_none_twice():
    marks = test_known_failures_are_named.pytestmark[0].args[1]
    shown = {param.values[2] for param in marks}

    assert shown == {row.id for row in SIGNATURES}
    assert len(SIGNATURES) == len(shown)


@pytest.mark.parametrize(
    ("direction", "detail"),
    [
        pytest.param(OUT, "", id="nothing"),
        pytest.param(OUT, YEAR_ONE, id="the year 1 is no signal"),
        pytest.param(IN, trace("(403) Forbidden"), id="the block is not met on the way back"),
        pytest.param(OUT, "다른 서버에서 오류를 반환했습니다", id="another language"),
    ],
)
def test_what_no_row_knows_is_not_named(direction, detail):
    assert classify(direction, detail) is None


def test_what_explains_a_row_exists_and_can_be_looked_at():
    known = {check.id for checks in ROOTS.values() for check in checks}

    for row in SIGNATURES:
        assert set(row.explained_by) <= known
        assert row.stage in Stage
        for pattern in row.patterns:
            re.compile(pattern)


def went_out(one, other=None):
    return {servers.TESTS: each({"EX01": one, "EX02": other or a_test()})}


NO_APPLICATION = {
    entra.DEDICATED: NO_DEDICATED,
    organisation.AUTH_SERVERS: (replace(STS, application_id=""),),
}
OFF = {cloud.EWS_POLICY: replace(POLICY, enabled=False)}
BLOCKED = failed(trace("(403) Forbidden"))
KEYLESS = failed(UNREGISTERED.replace("{what}", "was not found"))
NO_ISSUER = {organisation.AUTH_SERVERS: (ACS, replace(STS, enabled=False))}
SHARED_OFF = {entra.SHARED: replace(SHARED, enabled=False)}
SHARED_WITH_KEY = {entra.SHARED: replace(SHARED, keys=(KEY,))}
ONLY_EX02 = {organisation.OVERRIDES: (replace(OVERRIDE, limits=("Server EX02",)),)}
NO_CONSENT = {entra.DEDICATED: replace(DEDICATED, grants=())}


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "for someone@example.com: Success", id="it works"),
        pytest.param(went_out(a_test(NO_MAILBOX)), OK, "may be ignored", id="no mailbox"),
        pytest.param(went_out(BLOCKED) | NO_APPLICATION | OFF, FAIL,
                     "found under: hybrid-application, ews", id="the consequence of two findings"),
        pytest.param(went_out(BLOCKED) | NO_APPLICATION, FAIL, "blocked since 2025-10-31",
                     id="the root's cause is the cause"),
        pytest.param(went_out(BLOCKED) | NO_APPLICATION, FAIL, "“System.Net.WebException: The",
                     id="what was recognised is shown"),
        pytest.param(went_out(BLOCKED), FAIL, "looked at by hand", id="nothing read explains it"),
        pytest.param(went_out(BLOCKED) | NO_ISSUER, FAIL, "found under: auth-server.evosts.",
                     id="the blocked principal, because evoSTS is off"),
        pytest.param(went_out(KEYLESS) | NO_ISSUER, FAIL, "found under: auth-server.evosts.",
                     id="the shared principal without a key, because evoSTS is off"),
        pytest.param(went_out(KEYLESS) | ONLY_EX02, FAIL, "found under: hybrid-application.",
                     id="the override leaves it out"),
        pytest.param(went_out(failed("AADSTS65001: no consent")) | NO_CONSENT, FAIL,
                     "Without an administrator's consent", id="the cause of the right fault"),
        pytest.param(went_out(failed("Missing signing certificate")), FAIL,
                     "found under: certificate.server.EX01", id="the server's own certificate"),
        pytest.param(went_out(a_test(), failed("Missing signing certificate")), OK, "Success",
                     id="another server's certificate is not this one's"),
        pytest.param(went_out(failed("AADSTS90033")), UNKNOWN, "repeat the test later",
                     id="a bad moment of Entra ID"),
        pytest.param(went_out(failed("AADSTS7000112: disabled")) | SHARED_OFF, FAIL,
                     "found under: shared-principal.", id="the shared principal is off"),
        pytest.param(went_out(failed("AADSTS7000112: disabled")) | SHARED_WITH_KEY, FAIL,
                     "looked at by hand", id="the shared principal has a key, and is on"),
        pytest.param(went_out(failed("Ein Fehler.\r\nException:\r\nsomething new")), FAIL,
                     "The end of the detail: “something new”", id="not classified"),
        pytest.param(went_out(failed("")), FAIL, "“–”", id="not classified, without any detail"),
        pytest.param(went_out(a_test("strange", Result.WARNING)), WARN, "Not classified",
                     id="a warning"),
        pytest.param(went_out(unread()), UNKNOWN, "did not answer", id="the server is dark"),
    ],
)  # fmt: skip
def test_on_premises_signs_in_to_the_cloud(changes, verdict, text):
    found = judged(sign_in_on_premises.CHECK, changes)

    assert found["test.on-premises.EX01"].verdict is verdict
    assert text in said(found["test.on-premises.EX01"])
    assert "test.on-premises.EX02" in found
    if verdict is FAIL:
        assert found["test.on-premises.EX01"].command == "check oauth example.com"
        assert found["test.on-premises.EX01"].console is Console.CHAT


@pytest.mark.parametrize(
    ("before", "after", "start", "end"),
    [
        pytest.param("", "", "“AADSTS65001", "consented”", id="a short line as it is"),
        pytest.param("first line\n", "\nlast line", "“AADSTS65001", "consented”",
                     id="a line of several"),
        pytest.param("wording " * 60, " wording" * 90, "“… wording wording", "wording …”",
                     id="a long line in whole words"),
        pytest.param("x" * 1000, "x" * 1000, "“… ", " …”", id="a word without end"),
    ],
)  # fmt: skip
def test_what_was_recognised_is_shown_in_whole_words(before, after, start, end):
    detail = f"{before}AADSTS65001: not consented{after}"
    found = judged(sign_in_on_premises.CHECK, went_out(failed(detail)))["test.on-premises.EX01"]
    shown = next(str(phrase) for phrase in found.evidence if "The detail" in str(phrase))

    assert shown.startswith(f"The detail of the test: {start}")
    assert shown.endswith(end)
    assert "AADSTS65001" in shown
    assert "A7" not in said(found)


def came_back(detail):
    return {cloud.TESTS: each({EWS_URL: failed(detail)})}


REFUSED = came_back(trace("(401) Unauthorized"))
DISABLED = {organisation.PARTNER_APPLICATIONS: (replace(PARTNER, enabled=False),)}
MAIL, AUTODISCOVER = HOSTS


def unnamed(host):
    names = [name for name in SHARED.names if host not in name]
    return {entra.SHARED: replace(SHARED, names=tuple(names))}


def without_bearer(url):
    return {
        published.CHALLENGES: each(
            {
                each_url: answer(status=401, www_authenticate="NTLM" if each_url == url else BEARER)
                for each_url in (EWS_URL, AUTODISCOVER_URL)
            }
        )
    }


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, f"{EWS_URL} for someone@example.com: Success", id="it works"),
        pytest.param(REFUSED | DISABLED, FAIL, "found under: partner-application.", id="disabled"),
        pytest.param(REFUSED | DISABLED, FAIL, "refuses every token of Exchange Online while",
                     id="disabled: why"),
        pytest.param(REFUSED | unnamed(MAIL), FAIL, f"under: service-principal-name.{MAIL}",
                     id="its name is missing"),
        pytest.param(REFUSED | unnamed(AUTODISCOVER), FAIL, "looked at by hand",
                     id="the other host's name is missing"),
        pytest.param(REFUSED | without_bearer(EWS_URL), FAIL, f"under: challenge.{MAIL}",
                     id="OAuth is not offered"),
        pytest.param(REFUSED | without_bearer(AUTODISCOVER_URL), FAIL, "looked at by hand",
                     id="OAuth is not offered elsewhere"),
        pytest.param(
            REFUSED
            | {organisation.EWS: (directory("EX02", "EWS", url=EWS_URL, oauth=False),)},
            FAIL, "under: directory.EX02", id="OAuth is off on a server behind it",
        ),
        pytest.param(
            REFUSED
            | {organisation.EWS: (directory("EX02", "EWS", url=AUTODISCOVER_URL, oauth=False),)},
            FAIL, "looked at by hand", id="OAuth is off on a server behind another host",
        ),
        pytest.param(
            REFUSED
            | {organisation.AUTODISCOVER: (directory("EX02", "Autodiscover", oauth=False),)},
            FAIL, "looked at by hand", id="OAuth is off for Autodiscover, which was not tested",
        ),
        pytest.param(came_back("AADSTS7000112: disabled") | SHARED_OFF, FAIL,
                     "found under: shared-principal.", id="Exchange Online itself is disabled"),
        pytest.param(came_back(diagnosed(2000000, "Signature.", "invalid_signature")), FAIL,
                     "Set-AuthServer -Identity 'ACS - 1' -RefreshAuthMetadata",
                     id="the issuer's key is out of date: what to type"),
        pytest.param(came_back("AADSTS90033"), UNKNOWN, "busy or failed", id="a bad moment"),
        pytest.param(REFUSED | {organisation.PARTNER_APPLICATIONS: unread()}, FAIL,
                     "looked at by hand", id="what would explain it is dark"),
        pytest.param({cloud.TESTS: each({EWS_URL: unread()})}, UNKNOWN, "not answer", id="dark"),
    ],
)  # fmt: skip
def test_the_cloud_signs_in_on_premises(changes, verdict, text):
    found = judged(sign_in_cloud.CHECK, changes)[f"test.cloud.{MAIL}"]

    assert found.verdict is verdict
    assert text in said(found)


def test_a_failure_names_the_findings_it_follows_from_by_their_ids():
    out = judged(sign_in_on_premises.CHECK, went_out(BLOCKED) | NO_APPLICATION | OFF)
    back = judged(sign_in_cloud.CHECK, REFUSED | DISABLED)

    assert out["test.on-premises.EX01"].follows == ("hybrid-application", "ews")
    assert out["test.on-premises.EX02"].follows == ()
    assert back[f"test.cloud.{MAIL}"].follows == ("partner-application",)


def test_without_an_external_address_there_is_nothing_to_test():
    assert verdicts(sign_in_cloud.CHECK, {cloud.TESTS: {}}) == {"test.cloud": SKIPPED}


def test_a_long_detail_is_cut():
    finding = judged(sign_in_on_premises.CHECK, went_out(failed("x " * 5000)))

    assert len(said(finding["test.on-premises.EX01"])) < 2000
