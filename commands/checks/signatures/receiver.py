"""What the side that was called says of the token in ``x-ms-diagnostics``, category by category."""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Stage, refusal, row, told
from commands.phrases import say

_STAGE: Final = Stage.RECEIVER


_LINKED: Final = told(
    say("The linked account of the partner application is missing, has no roles, or is disabled."),
    say("LinkedAccount of Get-PartnerApplication, and the roles of that account."),
    say("Set LinkedAccount and the account's roles again, then restart IIS on every server."),
    "partner-application",
)
_NAMED_OUT: Final = told(
    say("Exchange Online doesn't know the tenant or issuer that the token names."),
    s.AUTH_SERVERS,
    say("Set AuthMetadataUrl to the address of this tenant and its cloud."),
    "tenant",
    *s.ISSUERS,
)
# fmt: off
_EXPIRED_OUT: Final = told(
    say("The token had expired when Exchange Online read it: a clock may be behind."),
    s.CLOCK_PROOF, s.CLOCK_REMEDY,
)
_EXPIRED_BACK: Final = told(
    say("The token had expired when on-premises Exchange read it: its clock may be ahead."),
    say("Compare the clock of the server that was called with UTC."),
    say("Correct the clock of the server that was called."),
)
_NO_ISSUER: Final = told(
    say("No enabled auth server on-premises has the issuer and tenant of the token."),
    s.AUTH_SERVERS,
    say("Create or enable that auth server. A wizard run for another tenant replaces it."),
    *s.ISSUERS,
)
# fmt: on

SWITCHES: Final = (
    row(
        "B13", _STAGE, r"EWS is disabled for",
        out=told(
            say("EWS is turned off for this mailbox or for the whole tenant."),
            say("EwsEnabled of Get-OrganizationConfig and of Get-CASMailbox in Exchange Online."),
            say("Turn on EWS in Exchange Online, or move to Microsoft Graph."),
            "ews",
        ),
        source=s.EWS,
        samples=("(403) Forbidden X-EWS-Policy-Reason: EWS is disabled for this user or tenant",),
    ),
    row(
        "B14", _STAGE, r"EWS is blocked by",
        out=told(
            say("A list of apps or of user agents blocks EWS. The answer doesn't say which one."),
            say("EwsAllowedAppIDs, EwsApplicationAccessPolicy, EwsAllowList and EwsBlockList."),
            say("Allow the dedicated hybrid app and Exchange's user agents. It takes up to a day."),
            "ews",
        ),
        source=s.EWS,
        samples=(
            "(403) Forbidden X-EWS-Policy-Reason: EWS is blocked by policy for this user or tenant",
        ),
    ),
)  # fmt: skip

ROWS: Final = (
    # --- Whom the token is meant for.
    row(
        "B3", _STAGE, r"hostname component of the audience", category="invalid_resource",
        out=told(
            say("Exchange Online isn't known by the host name in the token."),
            s.TESTED_URL,
            say("Test the EWS address of Exchange Online."),
        ),
        back=told(
            say("On-premises Exchange isn't known by the host name in the token."),
            say("The called host, its certificate, and ExternalUrl of the EWS directory."),
            say("Use one name for all three. Turn off SSL offloading: OAuth needs HTTPS to EWS."),
            *s.NAMES,
        ),
        source=s.FB,
        samples=(
            "The hostname component of the audience claim value 'https://hybrid.example.com' is "
            'invalid; error_category="invalid_resource"',
        ),
    ),
    row(
        "B4", _STAGE, category="invalid_resource",
        out=told(
            say("The token was made for another service than the tested address."),
            s.TESTED_URL,
            say("Test the EWS address of Exchange Online."),
        ),
        back=told(
            say("The token was made for another address than the called one."),
            say("Compare the audience in the token with the called address."),
            say("Correct the called address, or its SPN."),
            *s.NAMES,
        ),
        source=s.DECOMPILED,
        samples=(refusal(2000003, "The audience claim value is invalid 'x'.", "invalid_resource"),),
    ),
    # --- Who made the token, and when.
    row(
        "B5", _STAGE, category="invalid_signature",
        out=told(
            say("Exchange Online couldn't verify the signature of the token."),
            s.AUTH_SERVERS,
            say("Let no device change requests, and check that the auth servers are this cloud's."),
            *s.ISSUERS,
        ),
        back=told(
            say("On-premises Exchange doesn't know the key that the issuer signed with."),
            say("When the metadata of the auth servers was last refreshed."),
            s.REFRESH, *s.ISSUERS,
        ),
        source=s.FB,
        samples=(refusal(2000000, "The token has an invalid signature.", "invalid_signature"),),
    ),
    row(
        "B20", _STAGE, category="token_expired",
        out=_EXPIRED_OUT, back=_EXPIRED_BACK,
        source=s.DECOMPILED,
        samples=(
            refusal(2000002, "The token has expired.", "token_expired"),
            refusal(2000001, "The token has expired.", "invalid_lifetime"),
        ),
    ),
    row(
        "B20b", _STAGE, r"The token has expired",
        out=_EXPIRED_OUT, back=_EXPIRED_BACK,
        source=s.DECOMPILED,
        samples=("(401) Unauthorized The token has expired.",),
    ),
    row(
        "B18", _STAGE, category="invalid_issuer",
        out=_NAMED_OUT,
        back=_NO_ISSUER,
        source="learn.microsoft.com/answers 1524201 (2024-02)",
        samples=(refusal(2000009, "The issuer of the token is unknown. Issuer was 'x@y'.",
                         "invalid_issuer"),),
    ),
    row(
        "B18b", _STAGE, r"issuer of the token is unknown", category="invalid_token",
        out=_NAMED_OUT,
        back=_NO_ISSUER,
        source=s.DECOMPILED,
        samples=(refusal(2000001, "The issuer of the token is unknown. Issuer was 'x@y'.",
                         "invalid_token"),),
    ),
    row(
        "B21", _STAGE, r"realm that is different", category="invalid_token",
        out=_NAMED_OUT,
        back=told(
            say("The token is for another tenant than the one of its issuer."),
            s.AUTH_SERVERS,
            say("Set AuthMetadataUrl of the auth server to the address of this tenant."),
            *s.ISSUERS,
        ),
        source=s.DECOMPILED,
        samples=(refusal(2000001, "The audience contains a realm that is different than the "
                         "issuer's realm.", "invalid_token"),),
    ),
    row(
        "B8", _STAGE, category="invalid_tenant",
        out=_NAMED_OUT,
        back=told(
            say("On-premises Exchange couldn't match the tenant in the token."),
            say("Realm of Get-AuthServer. For Skype for Business Server also Get-AcceptedDomain."),
            say("Correct the auth server's tenant. Replace a wildcard accepted domain."),
            *s.ISSUERS,
        ),
        source="learn.microsoft.com/troubleshoot, sfb-and-exchange-integration-fails; "
        f"{s.DECOMPILED}",
        samples=(refusal(2000004, "The tenant for tenant guid 'x' does not exist.",
                         "invalid_tenant"),),
    ),
    row(
        "B29", _STAGE, category="invalid_certificate",
        both=told(
            say("The side that was called doesn't have the certificate that the token names."),
            say("When the metadata of the auth servers was last refreshed."),
            s.REFRESH, *s.ISSUERS,
        ),
        source=s.DECOMPILED,
        samples=(refusal(2000009, "The certificate referenced by token with key x could not be "
                         "located on server y.", "invalid_certificate"),),
    ),
    # --- Who signed in, and what it may do.
    row(
        "B25", _STAGE, category="invalid_client",
        out=told(
            say("Exchange Online doesn't know the app that signed in."),
            say("ApplicationIdentifier of Get-AuthServer, and the tenant's apps."),
            say("Set up the dedicated hybrid app again with Microsoft's script."),
            "hybrid-application",
        ),
        back=told(
            say("No enabled partner application on-premises has the ID of the app that called."),
            s.PARTNER_PROOF,
            say("Enable the partner application Exchange Online on-premises."),
            "partner-application",
        ),
        source=s.DECOMPILED,
        samples=(refusal(2000006, "The Application Identifier '00000002-0000-0ff1-ce00-"
                         "000000000000' is unknown.", "invalid_client"),),
    ),
    row(
        "B6", _STAGE, r"missing a linked account|no RBAC role assignments|logon disabled",
        back=_LINKED,
        source=s.FB,
        samples=(
            "The application is missing a linked account for RBAC roles, or the linked account "
            "has no RBAC role assignments, or the calling users account is logon disabled.",
        ),
    ),
    row(
        "B22", _STAGE, r"linked account associated with partner application",
        category="invalid_token",
        back=_LINKED,
        source=s.DECOMPILED,
        samples=(refusal(2000001, "The token with version 'x' should have valid scope claim or "
                         "linked account associated with partner application 'y'.",
                         "invalid_token"),),
    ),
    row(
        "B7", _STAGE, category="invalid_grant",
        out=told(
            say("The token carries no permission that Exchange Online accepts for this call."),
            s.GRANTS, s.CONSENT, "hybrid-application",
        ),
        back=told(
            say("The partner application that called has no permission for what it asked."),
            say("Get-PartnerApplication for the app that the answer names."),
            say("Compare it with Microsoft's defaults. Don't change it without knowing why."),
            "partner-application",
        ),
        source=f"{s.DECOMPILED}; thenetw.org (2019) for the way back",
        samples=(refusal(2000008, "The token contains not enough scope to make this call.",
                         "invalid_grant"),),
    ),
    row(
        "B27", _STAGE, category="insufficient_claims",
        out=told(
            say("Tenant restrictions stopped the call before it reached Exchange Online."),
            say("The policy for tenant restrictions, and where the server's traffic goes out."),
            say("Exclude the Exchange servers from tenant restrictions."),
        ),
        source="Microsoft Entra, Global Secure Access",
        samples=(refusal(2000020, "Tenant restrictions", "insufficient_claims"),),
    ),
)  # fmt: skip
