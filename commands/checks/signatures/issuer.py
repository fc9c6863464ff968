"""What Entra ID, or its access control service, says when it gives no token (AADSTS)."""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Stage, row, told
from commands.phrases import say

_STAGE: Final = Stage.ISSUER
_ASSERTION: Final = r"AADSTS(70002|50012|50013|700027)\b|invalid_client|token from Auth Server"
_NO_KEY: Final = told(
    say("Entra ID doesn't have the key that Exchange signed with, on the app it signed in as."),
    s.KEY_PROOF,
    s.KEY_REMEDY,
    "auth-config",
    "auth-server.evosts",
    *s.KEYS,
)
_BUSY: Final = told(
    say("Entra ID was busy, or failed for the moment."), s.LATER_PROOF, s.LATER_REMEDY
)

ROWS: Final = (
    row(
        "A2", _STAGE, _ASSERTION, r"key used is expired",
        out=told(
            say("Entra ID says that the signing key is expired. It is, or a clock is wrong."),
            say("The certificate's last day, and the server's time in UTC."),
            say("Renew the auth certificate, or correct the server's clock."),
            *s.STORE, *s.KEYS,
        ),
        source=s.FB,
        samples=(
            "Unable to get token from Auth Server. Error code: 'invalid_client'. Description: "
            "'AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an "
            "invalid signature. [Reason - The key used is expired., Thumbprint of key used by "
            "client: 'AB'",
        ),
    ),
    row(
        "A4", _STAGE, r"AADSTS(700024|500133)\b|not within its valid time range",
        out=told(
            say("Entra ID read what the server signed outside the time it is valid for."),
            s.CLOCK_PROOF, s.CLOCK_REMEDY,
        ),
        source=s.ENTRA,
        samples=(
            "AADSTS700024: Client assertion is not within its valid time range. Current time: "
            "2023-05-30T05:19:20.3135329Z",
            "AADSTS500133: Assertion is not within its valid time range.",
            "AADSTS50012: Client assertion is not within its valid time range.",
        ),
    ),
    row(
        "A1", _STAGE, _ASSERTION, r"key was not found|Thumbprint of key used by client",
        out=_NO_KEY,
        source=s.FB,
        samples=(
            "Unable to get token from Auth Server. Error code: 'invalid_client'. Description: "
            "'AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an "
            "invalid signature. [Reason - The key was not found., Thumbprint of key used by "
            "client: 'AB'.",
            "AADSTS50013: Assertion failed signature validation. [Reason - The key was not found.]",
        ),
    ),
    row(
        "A3", _STAGE, r"AADSTS700027\b",
        out=told(
            say("Entra ID couldn't verify the signature: the app has no key, or another one."),
            s.KEY_PROOF, s.KEY_REMEDY, *s.KEYS,
        ),
        source=s.ENTRA,
        samples=("AADSTS700027: Client assertion failed signature validation.",),
    ),
    row(
        "A20", _STAGE, r"AADSTS50013\b",
        out=told(
            say("Entra ID doesn't accept what the server signed: its time, its form or its key."),
            say("The reason in brackets in the message. Without one: the clock, then the key."),
            say("Correct what the reason names. Without one, correct the clock first."),
            *s.KEYS,
        ),
        source=s.ENTRA,
        samples=("AADSTS50013: Assertion is invalid because of various reasons",),
    ),
    row(
        "A5", _STAGE, r"AADSTS(500011|50001)\b",
        out=told(
            say("No service principal of the tenant has the address a token was requested for."),
            say("servicePrincipalNames of Exchange Online, and the address that was tested."),
            say("Correct the address that was tested, or add the missing SPN."),
            "tenant", "shared-principal",
        ),
        back=told(
            say("Exchange Online's service principal doesn't have the SPN of the called host."),
            say("Compare servicePrincipalNames of Exchange Online with the called host."),
            say("Add the missing SPN."),
            *s.NAMES, "shared-principal",
        ),
        source=s.ENTRA,
        samples=(
            "AADSTS500011: The resource principal named https://mail.example.com was not found in "
            "the tenant named example.",
            "AADSTS50001: The application named https://mail.example.com was not found in the "
            "tenant named example.",
        ),
    ),
    row(
        "A21", _STAGE, r"AADSTS500014\b",
        both=told(
            say("The service principal of the requested service is disabled in the tenant."),
            s.ENABLED_PROOF, s.ENABLE, "shared-principal",
        ),
        source=s.ENTRA,
        samples=("AADSTS500014: The service principal for resource 'x' is disabled.",),
    ),
    row(
        "A22", _STAGE, r"AADSTS7000229\b",
        out=told(
            say("The app that Exchange signs in as is registered but has no service principal."),
            say("The enterprise applications of the tenant: one with the app's ID."),
            say("Create it: New-MgServicePrincipal -AppId with the app's ID."),
            "hybrid-application",
        ),
        source="Microsoft Teams SDK, Authentication troubleshooting (sample of 2025-09-18)",
        samples=(
            "AADSTS7000229: The client application 78b9b9b6-6a3d-4c8f-9a53-95701700b726 is missing "
            "service principal in the tenant 50612dbb-0237-4969-b378-8d42590f9c00.",
        ),
    ),
    row(
        "A6", _STAGE, r"AADSTS700016\b|AADSTS70001: Application .{0,80}was not found",
        out=told(
            say("The app that Exchange signs in as doesn't exist in the tenant."),
            say("Compare ApplicationIdentifier of Get-AuthServer with the tenant's apps."),
            say("Create the dedicated hybrid app again, or correct the auth server."),
            "hybrid-application", "auth-server.evosts",
        ),
        back=told(
            say("Exchange Online's service principal doesn't exist in the tenant."),
            say("The service principal 00000002-0000-0ff1-ce00-000000000000 in the tenant."),
            say("Make sure that the tenant has an Exchange Online subscription."),
            "shared-principal",
        ),
        source=s.ENTRA,
        samples=(
            "AADSTS700016: Application with identifier 'x' was not found in the directory 'y'.",
            "AADSTS70001: Application with identifier 'x' was not found in the directory y",
        ),
    ),
    row(
        "A7", _STAGE, r"AADSTS(65001|650056)\b",
        out=told(
            say("No administrator has consented to the permission of the app."),
            s.GRANTS, s.CONSENT, "hybrid-application",
        ),
        source=f"{s.ENTRA}; seen where a resource demands an assignment (nais.io)",
        samples=(
            "AADSTS65001: The user or administrator has not consented to use the application",
            "AADSTS650056: Misconfigured application.",
        ),
    ),
    row(
        "A23", _STAGE, r"AADSTS501051\b",
        out=told(
            say("The app isn't assigned to a role of the service, which requires an assignment."),
            s.GRANTS, s.CONSENT, "hybrid-application",
        ),
        source=s.ENTRA,
        samples=("AADSTS501051: Application 'x' is not assigned to a role for 'y'",),
    ),
    row(
        "A8", _STAGE, r"AADSTS(90002|900023|90019)\b",
        out=told(
            say("Entra ID doesn't know the tenant or domain that a token was requested from."),
            say("The domain in AuthMetadataUrl of Get-AuthServer."),
            say("Set AuthMetadataUrl to the address with the tenant's initial domain."),
            *s.ISSUERS, "tenant",
        ),
        source=s.ENTRA,
        samples=(
            "AADSTS90002: Tenant 'x' not found.",
            "AADSTS900023: Specified tenant identifier 'x' is neither a valid DNS name, nor a "
            "valid external domain.",
            "AADSTS90019: No tenant-identifying information found in either the request",
        ),
    ),
    row(
        "A9", _STAGE, r"AADSTS7000112\b",
        out=told(
            say("The service principal that Exchange signs in as is disabled."),
            s.ENABLED_PROOF, s.ENABLE, "hybrid-application", "shared-principal",
        ),
        back=told(
            say("Exchange Online's service principal is disabled in the tenant."),
            s.ENABLED_PROOF, s.ENABLE, "shared-principal",
        ),
        source="learn.microsoft.com/troubleshoot, exchange-online-application-service-principal-"
        "disabled",
        samples=("AADSTS7000112: Application '00000002-0000-0ff1-ce00-000000000000' is disabled.",),
    ),
    row(
        "A10", _STAGE, r"AADSTS(50033|90006|90024|90033|90055)\b",
        both=_BUSY, passes=True, source=s.ENTRA,
        samples=("AADSTS90033: A transient error has occurred. Please try again.",),
    ),
    row(
        "A10b", _STAGE, r"token from Auth Server", r"\((429|503|504)\)",
        both=_BUSY, passes=True, source=s.INFERRED,
        samples=(
            "Unable to get token from Auth Server. The remote server returned an error: (503) "
            "Server Unavailable.",
        ),
    ),
)  # fmt: skip

LAST: Final = (
    row(
        "A0", _STAGE, r"AADSTS\d{4,8}\b",
        both=told(
            say("Entra ID refused the sign-in with a number that isn't in the table."),
            s.SIGN_IN_LOG,
            say("Look the number up in Microsoft's list of AADSTS error codes."),
        ),
        source=s.ENTRA,
        samples=("AADSTS999999: something new",),
    ),
)  # fmt: skip
