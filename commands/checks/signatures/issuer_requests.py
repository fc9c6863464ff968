"""AADSTS numbers about the request itself: its form, the app, the tenant's policies."""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Stage, row, told
from commands.phrases import say

_STAGE: Final = Stage.ISSUER

ROWS: Final = (
    row(
        "A24", _STAGE, r"AADSTS700021\b",
        out=told(
            say("The request names another app than the one that signed it."),
            say("ApplicationIdentifier of Get-AuthServer, and ServiceName of Get-AuthConfig."),
            say("Set both as Microsoft's script for the dedicated hybrid app does."),
            "auth-config", "hybrid-application",
        ),
        source=s.ENTRA,
        samples=(
            "AADSTS700021: Client assertion application identifier doesn't match 'client_id' "
            "parameter.",
        ),
    ),
    row(
        "A25", _STAGE, r"AADSTS700023\b",
        out=told(
            say("The request was signed for another issuer: the address of another cloud."),
            say("TokenIssuingEndpoint and AuthMetadataUrl of Get-AuthServer."),
            say("Set AuthMetadataUrl to the address of the tenant's cloud."),
            *s.ISSUERS,
        ),
        source=s.ENTRA,
        samples=("AADSTS700023: Client assertion audience claim does not match Realm issuer.",),
    ),
    row(
        "A26", _STAGE, r"AADSTS700030\b",
        out=told(
            say("The app accepts certificates by their subject, and not this one's."),
            s.KEY_PROOF, s.KEY_REMEDY, *s.KEYS,
        ),
        source=s.ENTRA,
        samples=("AADSTS700030: Invalid certificate - subject name isn't authorized",),
    ),
    row(
        "A27", _STAGE, r"AADSTS(53003|530034|53009)\b",
        out=told(
            say("An access policy of the tenant blocked the sign-in of the app."),
            s.SIGN_IN_LOG,
            say("Exclude the app from the policy that the sign-in log names."),
        ),
        source=f"{s.ENTRA}; Conditional Access for workload identities",
        samples=("AADSTS53003: Access has been blocked by Conditional Access policies.",),
    ),
    row(
        "A28", _STAGE, r"AADSTS(7000215|7000222|50076|50079)\b",
        out=told(
            say("Exchange signs in with a certificate; this answers a secret or a user's sign-in."),
            s.SIGN_IN_LOG,
            say("Find the program that made this request. It isn't Exchange."),
        ),
        source=s.ENTRA,
        samples=(
            "AADSTS7000215: Invalid client secret provided.",
            "AADSTS50079: the user must enroll in multi-factor authentication",
        ),
    ),
    row(
        "A29", _STAGE, r"AADSTS650052\b",
        out=told(
            say("The tenant has no service principal for Exchange Online, or no subscription."),
            say("The service principal 00000002-0000-0ff1-ce00-000000000000 in the tenant."),
            say("Make sure that the tenant has an Exchange Online subscription."),
            "shared-principal",
        ),
        source=s.ENTRA,
        samples=("AADSTS650052: The app needs access to a service that your organization lacks",),
    ),
    row(
        "A30", _STAGE, r"AADSTS(9002313|90014)\b",
        out=told(
            say("Entra ID couldn't read the request: something is missing or was changed."),
            say("The server's build, and devices that rewrite requests on the way out."),
            say("Install the newest update on the server, and let no device rewrite requests."),
        ),
        source=s.ENTRA,
        samples=("AADSTS9002313: Invalid request. Request is malformed or invalid.",),
    ),
    row(
        "A31", _STAGE, r"AADSTS(7000114|700025)\b",
        out=told(
            say("The app isn't allowed to make this kind of request."),
            say("The app's registration: it must not be a public client."),
            say("Create the dedicated hybrid app with Microsoft's script."),
            "hybrid-application",
        ),
        source=s.ENTRA,
        samples=("AADSTS700025: Client is public so neither 'client_assertion' nor",),
    ),
)  # fmt: skip
