"""The two-way test: what its result and its detail say, and whose consequence a failure is."""

from dataclasses import replace

import pytest

from commands.checks import sign_in_cloud, sign_in_on_premises
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
        pytest.param(went_out(BLOCKED), FAIL, "What proves the cause: ",
                     id="nothing read explains it"),
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
        pytest.param(went_out(failed("AADSTS90033")), UNKNOWN, "Run the test again later.",
                     id="a bad moment of Entra ID"),
        pytest.param(went_out(failed("AADSTS7000112: disabled")) | SHARED_OFF, FAIL,
                     "found under: shared-principal.", id="the shared principal is off"),
        pytest.param(went_out(failed("AADSTS7000112: disabled")) | SHARED_WITH_KEY, FAIL,
                     "What proves the cause: ", id="the shared principal has a key, and is on"),
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
        pytest.param(REFUSED | unnamed(AUTODISCOVER), FAIL, "What proves the cause: ",
                     id="the other host's name is missing"),
        pytest.param(REFUSED | without_bearer(EWS_URL), FAIL, f"under: challenge.{MAIL}",
                     id="OAuth is not offered"),
        pytest.param(REFUSED | without_bearer(AUTODISCOVER_URL), FAIL, "What proves the cause: ",
                     id="OAuth is not offered elsewhere"),
        pytest.param(
            REFUSED
            | {organisation.EWS: (directory("EX02", "EWS", url=EWS_URL, oauth=False),)},
            FAIL, "under: directory.EX02", id="OAuth is off on a server behind it",
        ),
        pytest.param(
            REFUSED
            | {organisation.EWS: (directory("EX02", "EWS", url=AUTODISCOVER_URL, oauth=False),)},
            FAIL, "What proves the cause: ", id="OAuth is off on a server behind another host",
        ),
        pytest.param(
            REFUSED
            | {organisation.AUTODISCOVER: (directory("EX02", "Autodiscover", oauth=False),)},
            FAIL, "What proves the cause: ", id="OAuth is off where nothing was tested",
        ),
        pytest.param(came_back("AADSTS7000112: disabled") | SHARED_OFF, FAIL,
                     "found under: shared-principal.", id="Exchange Online itself is disabled"),
        pytest.param(came_back(diagnosed(2000000, "Signature.", "invalid_signature")), FAIL,
                     "Set-AuthServer -Identity 'ACS - 1' -RefreshAuthMetadata",
                     id="the issuer's key is out of date: what to type"),
        pytest.param(came_back("AADSTS90033"), UNKNOWN, "busy, or failed", id="a bad moment"),
        pytest.param(REFUSED | {organisation.PARTNER_APPLICATIONS: unread()}, FAIL,
                     "What proves the cause: ", id="what would explain it is dark"),
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
