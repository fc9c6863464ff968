"""Refusals of the side that was called which name no more than a kind, or nothing at all."""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Stage, row, told
from commands.phrases import say

_STAGE: Final = Stage.RECEIVER

ROWS: Final = (
    row(
        "B11", _STAGE, r"token profile", r"not applicable",
        both=told(
            say("The tested address doesn't accept this kind of token."), s.TESTED_URL, s.TEST_EWS
        ),
        source=f"{s.CHECKER}; {s.DECOMPILED}",
        samples=(
            '2000001;reason="This token profile is not applicable for the current protocol.";'
            'error_category="invalid_token"',
        ),
    ),
    row(
        "B23", _STAGE, r"can ?not be parsed|Unable to read or process token",
        out=told(
            say("Exchange Online couldn't read the token: it was cut or changed on the way."),
            s.NETWORK_LOG, s.PASS_OUT,
        ),
        back=told(
            say("On-premises Exchange couldn't read the token: it was cut or changed on the way."),
            s.DEVICE_LOG, s.PASS_IN, "challenge",
        ),
        source=f"Microsoft Information Protection SDK, FAQ; {s.DECOMPILED}",
        samples=(
            '2000001;reason="OAuth token submitted with the request can not be parsed.";'
            'error_category="invalid_token"',
            "Unable to read or process token, additional details: 'x'.",
        ),
    ),
    row(
        "B26", _STAGE, category="internal_error",
        out=told(
            say("Exchange Online failed for the moment."), s.LATER_PROOF, s.LATER_REMEDY
        ),
        back=told(
            say("The on-premises server that was called couldn't read Active Directory."),
            s.EWS_LOG,
            say("Make sure that the server reaches a domain controller, then restart its pools."),
        ),
        source=s.DECOMPILED,
        samples=(
            'diagnostics: 2000007;reason="The Active Directory operation failed.";'
            'error_category="internal_error"',
        ),
    ),
    row(
        "B28", _STAGE, category="oauth_not_available",
        both=told(
            say("OAuth isn't available for this domain on the side that was called."),
            s.FULL_ANSWER, s.SUPPORT,
        ),
        source=s.DECOMPILED,
        samples=(
            'diagnostics: 4001001;reason="Flighting is not enabled for domain example.com.";'
            'error_category="oauth_not_available"',
        ),
    ),
    row(
        "B24", _STAGE, category="invalid_token",
        both=told(
            say("The side that was called doesn't accept the token, for the reason it gives."),
            s.FULL_ANSWER, s.TEST_EWS,
        ),
        source=s.DECOMPILED,
        samples=(
            'diagnostics: 2000001;reason="The user context must be unsigned.";'
            'error_category="invalid_token"',
        ),
    ),
    row(
        "B0", _STAGE, r'reason ?= ?"[^"\r\n]{1,1000}"',
        both=told(
            say("The side that was called refused the token for a reason not in the table."),
            s.FULL_ANSWER,
            say("Correct what the reason names."),
        ),
        source=s.DECOMPILED,
        samples=('diagnostics: 2000077;reason="Something new.";error_category="new_kind"',),
    ),
    row(
        "A15", Stage.TRANSPORT, r"InternetWebProxy", r"GetRequestStream", r"\(403\) Forbidden",
        out=told(
            say("The proxy that Exchange uses refused the call. Exchange Online never saw it."),
            say("InternetWebProxy of Get-ExchangeServer, and the proxy's log."),
            say("Allow Microsoft's addresses on the proxy, or correct InternetWebProxy."),
        ),
        source="VERIFY: one published sample of a blocked proxy, third party",
        samples=(
            "Using custom InternetWebProxy http://proxy (403) Forbidden. at System.Net."
            "HttpWebRequest.GetRequestStream()",
        ),
    ),
    row(
        "B12", _STAGE, r"\(403\) Forbidden",
        out=told(
            say(
                "Exchange Online took the token and refused the call (403), as it does since "
                "2025-10-31 for the shared service principal."
            ),
            say("Whether the dedicated hybrid app is in use on this server, and the EWS settings."),
            say("Set up the dedicated hybrid app."),
            "auth-server.evosts", "hybrid-application", "ews",
        ),
        back=told(
            say("A device in front of Exchange, or IIS, refused the call before Exchange saw it."),
            s.DEVICE_LOG,
            say(
                "Let calls from Exchange Online pass: no country block, no client certificate, no "
                "Extended Protection behind SSL offloading."
            ),
            "challenge",
        ),
        source=f"{s.DEDICATED}; {s.EWS}: 403 alone establishes nothing",
        samples=("The remote server returned an error: (403) Forbidden.",),
    ),
    row(
        "B10", _STAGE, r"\(401\)|\b401\b", r"Access (is )?denied",
        out=told(
            say("Exchange Online denied access: the test user has no right there."),
            say("Another test mailbox that is synchronized."),
            s.OTHER_MAILBOX,
        ),
        back=told(
            say("Access denied: the called host has no SPN, or the test user has no right."),
            say("Compare servicePrincipalNames with the called host; test another mailbox."),
            say("Add the missing SPN, or test with another mailbox."),
            *s.NAMES, "partner-application",
        ),
        source="support.microsoft.com/kb/3090197",
        samples=("(401) Unauthorized. Access is denied.",),
    ),
)  # fmt: skip

LAST: Final = (
    row(
        "B9", _STAGE, r"\(401\)|\b401:? Unauthorized",
        out=told(
            say("The cloud, or a device on the way, refused the call (401) without a reason."),
            s.SIGN_IN_LOG,
            say("Correct what the other checks name, then run the test again."),
            "auth-server.evosts", "hybrid-application",
        ),
        back=told(
            say("On-premises refused the call (401) without a reason."),
            say("The partner application, OAuth on the directories, and preauthentication."),
            say("Correct what the other checks name. Turn off preauthentication for EWS."),
            "partner-application", *s.HOST, *s.NAMES,
        ),
        source=s.FB,
        samples=(
            "The remote server returned an error: (401) Unauthorized.",
            "Proxy web request failed. ,inner exception: The request failed with HTTP status 401: "
            "Unauthorized.",
        ),
    ),
)  # fmt: skip
