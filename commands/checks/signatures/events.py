"""Events of the Application log that tell about OAuth: a source and a number each.

Only 2004 and 2014 are documented by Microsoft; the numbers beside them come from 2013 code.
"""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Kind, Signature, Stage, Told, row, told
from commands.phrases import Phrase, say

_OAUTH: Final = "MSExchange OAuth"
_ADMIN: Final = "MSExchange AuthAdmin"
_TEXT: Final = say("The text of the event.")
_STORE: Final = say("Compare Get-ExchangeCertificate on this server with Get-AuthConfig.")
_METADATA: Final = say("AuthMetadataUrl of Get-AuthServer, and a GET of it from the server.")
_ISSUER: Final = told(
    say("The server couldn't take over what an issuer published about its keys."),
    _METADATA,
    s.REFRESH,
)
_NOTHING: Final = say("Nothing needs to be done.")


def _event(log: str, id: int, words: Told, source: str = s.DECOMPILED) -> Signature:
    return row(
        f"{log.rpartition(' ')[2]}-{id}",
        Stage.SIGNING,
        rf"\b{log}\b",
        rf"\b{id}\b",
        both=words,
        kind=Kind.EVENT,
        source=source,
        samples=(f"Source: {log} Event ID: {id}", f"{log} {id} Error"),
    )


def _good(cause: Phrase) -> Told:
    return told(cause, _TEXT, _NOTHING)


ROWS: Final = (
    _event(
        _OAUTH, 2001,
        told(
            say("The server couldn't read its OAuth configuration from Active Directory."),
            _TEXT,
            say("Make sure that the server reaches a domain controller, then restart its pools."),
        ),
    ),
    _event(
        _OAUTH, 2002,
        told(
            say("A partner application has no certificates to verify its tokens with."),
            s.PARTNER_PROOF,
            say("Read the partner application's metadata again, or set UseAuthServer."),
        ),
    ),
    _event(
        _OAUTH, 2003,
        told(
            say("An auth server has no certificates to verify its tokens with."),
            _METADATA, s.REFRESH,
        ),
    ),
    _event(
        _OAUTH, 2004,
        told(
            say("The server doesn't have the auth certificate, or not its private key."),
            _STORE,
            say("Copy the auth certificate with its private key to this server."),
        ),
        source="learn.microsoft.com/answers 1166428",
    ),
    _event(
        _OAUTH, 2005,
        told(
            say("The server couldn't read its certificates."),
            say("The certificate store of the server, and the rights on private keys."),
            say("Copy the auth certificate to this server again, with a CSP key."),
        ),
    ),
    _event(
        _OAUTH, 2006,
        told(
            say("The server refused a token that somebody sent."),
            _TEXT,
            say("Read the reason in the event: it is the one of x-ms-diagnostics."),
        ),
    ),
    _event(_OAUTH, 2007, _ISSUER),
    _event(_OAUTH, 2008, _good(say("An issuer published new certificates, and they were read."))),
    _event(
        _OAUTH, 2009,
        told(
            say("More than one auth server is the default authorization endpoint."),
            say("IsDefaultAuthorizationEndpoint of Get-AuthServer."),
            say("Leave it on for the auth server of this tenant only."),
        ),
    ),
    _event(
        _ADMIN, 2006,
        told(say("The configuration of a trusted issuer isn't valid."), s.AUTH_SERVERS, s.REFRESH),
    ),
    _event(
        _ADMIN, 2007,
        told(say("Changes to a trusted issuer aren't valid."), s.AUTH_SERVERS, s.REFRESH),
    ),
    _event(
        _ADMIN, 2008,
        told(
            say("The metadata address of an auth server isn't valid."),
            _METADATA,
            say("Set AuthMetadataUrl to the address with the tenant's initial domain."),
        ),
    ),
    _event(_ADMIN, 2009, _ISSUER),
    _event(
        _ADMIN, 2010,
        told(
            say("The server couldn't reach the metadata address of an auth server."),
            _METADATA,
            say("Turn on TLS 1.2 for .NET and Windows on every server, or open the way out."),
        ),
    ),
    _event(_ADMIN, 2011, _ISSUER),
    _event(_ADMIN, 2012, _ISSUER),
    _event(_ADMIN, 2013, _good(say("The keys of a trusted issuer were brought up to date."))),
    _event(
        _ADMIN, 2014,
        _good(say("Exchange published the next auth certificate as the current one.")),
        source="learn.microsoft.com/exchange, maintain-oauth-certificate",
    ),
    _event(_ADMIN, 2015, _good(say("The run over auth servers and certificates is complete."))),
    _event(
        "MSExchange Front End HTTPS Proxy", 1003,
        told(
            say("Outlook on the web and the admin center fail: the auth certificate is expired."),
            say("The last day of the certificate that Get-AuthConfig names."),
            say("Replace the auth certificate now, then restart the pools."),
        ),
        source="learn.microsoft.com/exchange/troubleshoot, cannot-access-owa-or-ecp-if-oauth-"
        "expired",
    ),
    _event(
        "MSExchange Web Services", 24,
        told(
            say("EWS couldn't start a call that came with a token."),
            _TEXT,
            say("Correct what the log names, then run the test again."),
        ),
        source="VERIFY: named in reports, no page found",
    ),
    _event(
        "MSExchange Availability", 4002,
        told(
            say("A free/busy request to another server, forest, or the cloud failed."),
            say("The inner exception in the event."),
            say("Look up the inner exception: it has a cause of its own."),
        ),
        source="support.microsoft.com/kb/3057905, kb/3082946",
    ),
    _event(
        "MSExchange Mitigation Service", 1008,
        told(
            say("The server's build is too old for the mitigation service."),
            say("The build of ExSetup.exe on the server."),
            say("Install the newest update on the server."),
        ),
        source="VERIFY: eightwone.com, Security Updates Exchange (2026-06), third party",
    ),
)  # fmt: skip
