"""What stops Exchange before, or while, it asks for a token: its own texts."""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Stage, row, told
from commands.phrases import say

_STAGE: Final = Stage.SIGNING
_STORE_PROOF: Final = say("Compare Get-ExchangeCertificate on this server with Get-AuthConfig.")
_NO_CERTIFICATE: Final = told(
    say("The server doesn't have the auth certificate, or not its private key."),
    _STORE_PROOF,
    say("Copy the auth certificate with its private key to this server."),
    *s.STORE,
)
_CHALLENGE_OUT: Final = told(
    say("Something on the way to Exchange Online answered in its place."),
    s.NETWORK_LOG,
    s.PASS_OUT,
)
_CHALLENGE_BACK: Final = told(
    say("A device in front of Exchange answered in its place."),
    say("WWW-Authenticate of a call to EWS without signing in."),
    s.PASS_IN,
    "challenge",
    "directory",
)
_TWO_ISSUERS: Final = told(
    say("Two auth servers claim the same tenant, so the server can't choose."),
    s.AUTH_SERVERS,
    say("Keep the auth server that carries the dedicated hybrid app. See the auth server checks."),
    "auth-server.acs",
    "auth-server.evosts",
)

ROWS: Final = (
    row(
        "A11", _STAGE, r"Missing signing certificate",
        out=_NO_CERTIFICATE,
        back=told(
            say("The on-premises configuration names no auth certificate that can be used."),
            _STORE_PROOF,
            say("Stage and publish an auth certificate that every server has."),
        ),
        source=s.FB,
        samples=(
            "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing "
            "certificate.",
        ),
    ),
    row(
        "A12", _STAGE,
        r"Unable to find the certificate with thumbprint|missing (the )?private key",
        out=_NO_CERTIFICATE,
        source="learn.microsoft.com/answers 1166428; text of event 2004",
        samples=(
            "Unable to find the certificate with thumbprint AB in the current computer or the "
            "certificate is missing private key.",
        ),
    ),
    row(
        "A18", _STAGE, r"private key with at least 2048 bits|CertificatePrivateKeySizeTooSmall",
        out=told(
            say("The key of the auth certificate is too short: Exchange needs 2048 bits."),
            say("PublicKeySize of Get-ExchangeCertificate."),
            say("Create an auth certificate with 2048 bits, and stage it."),
            "certificate.current",
        ),
        source=s.DECOMPILED,
        samples=("The signing certificate should have a private key with at least 2048 bits.",),
    ),
    row(
        "S11", _STAGE, r"Keyset does not exist|Invalid provider type specified",
        out=told(
            say("The server can't use the private key: no access, or a CNG key."),
            say("The certificate's key provider, and who may read the private key."),
            say("Copy the auth certificate to this server again, with a CSP key."),
            *s.STORE,
        ),
        source="microsoft/CSS-Exchange, MonitorExchangeAuthCertificate; texts of .NET",
        samples=("Keyset does not exist", "Invalid provider type specified."),
    ),
    row(
        "A19", _STAGE, r"trusted issuers contained the following entries", r"None of them",
        out=told(
            say("None of the token issuers that Exchange Online trusts is set up on-premises."),
            s.AUTH_SERVERS,
            say("Create or enable the auth server of the access control service."),
            *s.ISSUERS,
        ),
        back=told(
            say("None of the token issuers that on-premises Exchange trusts is the cloud's."),
            say("Trusted issuers in the challenge of on-premises EWS, and Get-AuthServer."),
            say("Correct the auth server of the access control service on-premises."),
            *s.ISSUERS, "challenge",
        ),
        source=s.DECOMPILED,
        samples=(
            "The trusted issuers contained the following entries '00000001-0000-0000-c000-"
            "000000000000@*'. None of them are configured locally.",
        ),
    ),
    row(
        "S1", _STAGE, r"Unable to load OAuth configuration|OAuthConfigurationUnavailable",
        out=told(
            say("The server couldn't read its OAuth configuration from Active Directory."),
            say("Event 2001 of MSExchange OAuth in the server's Application log."),
            say("Make sure that the server reaches a domain controller, then restart its pools."),
        ),
        source=s.DECOMPILED,
        samples=("Unable to load OAuth configuration.",),
    ),
    row(
        "S3", _STAGE, r"client ID inside the challenge returned", r"was empty",
        out=_CHALLENGE_OUT, back=_CHALLENGE_BACK,
        source=s.DECOMPILED,
        samples=(
            "The client ID inside the challenge returned from 'https://mail.example.com/' was "
            "empty.",
        ),
    ),
    row(
        "S4", _STAGE, r"challenge value returned from", r"is not valid",
        out=_CHALLENGE_OUT, back=_CHALLENGE_BACK,
        source=s.DECOMPILED,
        samples=("The challenge value returned from 'https://mail.example.com/' is not valid.",),
    ),
    row(
        "S5", _STAGE, r"Multiple Auth Servers have an empty realm",
        out=_TWO_ISSUERS,
        source=s.DECOMPILED,
        samples=("Multiple Auth Servers have an empty realm configured.",),
    ),
    row(
        "S6", _STAGE, r"Multiple Auth Servers have same realm",
        out=_TWO_ISSUERS,
        source=s.DECOMPILED,
        samples=("Multiple Auth Servers have same realm '11111111-2222-3333-4444-555555555555'.",),
    ),
    row(
        "S7", _STAGE, r"matched Auth Server", r"has an empty realm",
        out=told(
            say("The auth server names no tenant: its metadata was never read."),
            s.AUTH_SERVERS, s.REFRESH, *s.ISSUERS,
        ),
        source=s.DECOMPILED,
        samples=("The matched Auth Server 'evoSTS' has an empty realm.",),
    ),
    row(
        "S8", _STAGE,
        r"UserPrincipalName property was missing|one valid claim-value|nameidClaim is empty",
        both=told(
            say("The test mailbox lacks an attribute that the token needs."),
            say("User principal name, SMTP address and SID of the test mailbox."),
            s.OTHER_MAILBOX,
        ),
        one_user=True,
        source=s.DECOMPILED,
        samples=(
            "The UserPrincipalName property was missing on the mailbox object and couldn't be "
            "added to the user context in the token.",
            "Unable to get at least one valid claim-value for the user to build the user context.",
            "The claim nameidClaim is empty.",
        ),
    ),
    row(
        "S10", _STAGE, r"specified url may not support OAuth",
        out=told(
            say("The tested address of the cloud doesn't offer OAuth."), s.TESTED_URL, s.TEST_EWS
        ),
        back=told(
            say("The called on-premises address doesn't offer OAuth."),
            say("WWW-Authenticate of a call to EWS without signing in."),
            say("Turn on OAuth on the directory, or call the EWS address."),
            "directory", "challenge",
        ),
        source=s.DECOMPILED,
        samples=("The specified url may not support OAuth.",),
    ),
    row(
        "A14", Stage.TRANSPORT, r"Cannot acquire auth metadata document",
        out=told(
            say("The server couldn't read the issuer's metadata: no TLS 1.2, or no way out."),
            say("The server's TLS settings, and a GET of the metadata address from it."),
            say("Turn on TLS 1.2 for .NET and Windows on every server, or open the way out."),
            "auth-server.metadata",
        ),
        source="learn.microsoft.com/troubleshoot, free-busy-sharing-issues-tls12",
        samples=("Cannot acquire auth metadata document from 'https://login.windows.net/x'.",),
    ),
)  # fmt: skip
