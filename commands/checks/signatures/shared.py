"""Sentences and sources that several rows share."""

from typing import Final

from commands.phrases import say

FB: Final = (
    "https://learn.microsoft.com/outlook/troubleshoot/calendaring/resolve-free-busy-errors"
    " (2024-05-29)"
)
ENTRA: Final = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes"
EWS: Final = "Microsoft, Control access to EWS in Exchange (2026)"
CHECKER: Final = "microsoft/CSS-Exchange, FreeBusyChecker (2026-04-02)"
DECOMPILED: Final = (
    "VERIFY: names and texts of Microsoft.Exchange.Security.OAuth in Exchange 15.0.1497,"
    " decompiled and published by others; newer builds can differ"
)
DEDICATED: Final = (
    "https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app"
)
INFERRED: Final = "VERIFY: inferred from HTTP alone"

ISSUERS: Final = ("auth-server.acs", "auth-server.evosts", "auth-server.metadata")
KEYS: Final = ("certificate.entra", "hybrid-application")
STORE: Final = ("certificate.current", "certificate.server")
HOST: Final = ("published", "directory", "challenge")
NAMES: Final = ("service-principal-name",)

CLOCK_PROOF: Final = say("Compare the server's clock with UTC: five minutes are too many.")
CLOCK_REMEDY: Final = say("Correct the server's clock, then restart its application pools.")
KEY_PROOF: Final = say("Compare AuthConfig's thumbprint with the keys of the app that signs in.")
KEY_REMEDY: Final = say("Upload the current auth certificate to the dedicated hybrid app.")
SIGN_IN_LOG: Final = say("The sign-in log of the service principal in Microsoft Entra ID.")
LATER_PROOF: Final = say("Run the same test again in a few minutes.")
LATER_REMEDY: Final = say("Don't change anything. Run the test again later.")
AUTH_SERVERS: Final = say("Get-AuthServer on-premises: Enabled, IssuerIdentifier, and Realm.")
REFRESH: Final = say("Run Set-AuthServer -RefreshAuthMetadata on-premises, then wait 15 minutes.")
ENABLED_PROOF: Final = say("accountEnabled of the service principal.")
ENABLE: Final = say("Enable the service principal.")
OTHER_MAILBOX: Final = say("Test with another mailbox, or correct this one.")
FULL_ANSWER: Final = say("The answer in full, and the log of the device that wrote it.")
PASS_IN: Final = say(
    "Let the device in front of Exchange pass EWS and Autodiscover through unchanged."
)
PASS_OUT: Final = say("Let the proxy or firewall pass calls to Microsoft through unchanged.")
NETWORK_LOG: Final = say("The log of the firewall or proxy between the server and the internet.")
DEVICE_LOG: Final = say("The log of the firewall or reverse proxy in front of Exchange.")
TLS_OUT: Final = say("Turn on TLS 1.2 for .NET and Windows on every Exchange server.")
EWS_LOG: Final = say("The EWS and Application logs of the server that was called.")
PARTNER_PROOF: Final = say("Get-PartnerApplication on-premises: Enabled and LinkedAccount.")
CONSENT: Final = say("Grant admin consent to the dedicated hybrid app.")
GRANTS: Final = say("The permissions granted to the dedicated hybrid app's service principal.")
TESTED_URL: Final = say("The address that was tested.")
TEST_EWS: Final = say("Test the EWS address itself.")
TRUST_PROOF: Final = say("Test-FederationTrust on every Exchange server.")
TRUST_REFRESH: Final = say(
    "Run Get-FederationTrust | Set-FederationTrust -RefreshMetadata twice on-premises."
)
SUPPORT: Final = say("If it stays, contact Microsoft Support.")
