"""The words for each known failure of the connectivity test: cause, proof and remedy."""

from dataclasses import dataclass
from typing import Final

from commands.phrases import Phrase, say


@dataclass(frozen=True)
class Text:
    """Cause, proof and remedy of one kind of failure."""

    cause: Phrase
    proof: Phrase
    remedy: Phrase


EWS_DISABLED: Final = Text(
    say("Exchange Online says that EWS is switched off for this mailbox or the whole tenant."),
    say("Get-OrganizationConfig (EwsEnabled) and Get-CASMailbox (EwsEnabled) in Exchange Online."),
    say("Switch EWS on in Exchange Online, or move to Microsoft Graph."),
)
EWS_BLOCKED: Final = Text(
    say("Exchange Online says that a rule on applications or user agents blocks EWS."),
    say(
        "EwsAllowedAppIDs and EwsApplicationAccessPolicy of Get-OrganizationConfig "
        "-RetrieveEwsOperationAccessPolicy."
    ),
    say("Add the dedicated hybrid application to EwsAllowedAppIDs; it takes up to 24 hours."),
)
KEY_EXPIRED: Final = Text(
    say("Entra ID takes the signing key for expired: it is, or the server's clock is wrong."),
    say("The certificate's last day, and the server's time in UTC."),
    say("Renew the auth certificate, or correct the server's clock."),
)
KEY_NOT_FOUND: Final = Text(
    say(
        "Entra ID does not have the key that Exchange signed with on the identity it signed in as."
    ),
    say("AuthConfig's thumbprint compared with the keys of the application that signs in."),
    say("Put the current auth certificate on the dedicated hybrid application."),
)
ASSERTION_REFUSED: Final = Text(
    say("Entra ID could not verify the signature: the application has no key, or another one."),
    say("AuthConfig's thumbprint compared with the keys of the application that signs in."),
    say("Put the current auth certificate on the dedicated hybrid application."),
)
OUT_OF_TIME: Final = Text(
    say("What the server signed was taken for malformed or out of its time."),
    say("The difference between the server's clock and the real time; five minutes are too many."),
    say("Correct the server's clock, then restart its application pools."),
)
RESOURCE_UNKNOWN: Final = Text(
    say("No principal of the tenant carries the address that a token was asked for."),
    say("servicePrincipalNames of the Exchange Online principal."),
    say("Add the missing service principal name."),
)
APPLICATION_UNKNOWN: Final = Text(
    say("The application that Exchange signs in as does not exist in the tenant."),
    say("ApplicationIdentifier of Get-AuthServer compared with the tenant's applications."),
    say("Create the dedicated application again, or correct the auth server."),
)
NO_CONSENT: Final = Text(
    say("An administrator has not consented to the application's permission."),
    say("The role assignments of the dedicated application's principal."),
    say("Grant admin consent to the dedicated hybrid application."),
)
TENANT_UNKNOWN: Final = Text(
    say("Entra ID does not know the tenant or domain that was asked for a token."),
    say("The domain in AuthMetadataUrl of Get-AuthServer."),
    say("Give the auth server a metadata address with the tenant's initial domain."),
)
APPLICATION_DISABLED: Final = Text(
    say("The service principal that Exchange signs in as is disabled."),
    say("accountEnabled of the service principal."),
    say("Enable the service principal."),
)
TRANSIENT: Final = Text(
    say("Entra ID was busy or failed for the moment."),
    say("The same test a few minutes later."),
    say("Change nothing; repeat the test later."),
)
OTHER_ISSUER_REFUSAL: Final = Text(
    say("Entra ID refused the sign-in with a number that has no known meaning here."),
    say("The sign-in log of the service principal in Entra ID."),
    say("Look the number up in Microsoft's list of AADSTS error codes."),
)
NO_CERTIFICATE: Final = Text(
    say("The server does not have the auth certificate, or not its private key."),
    say("Get-ExchangeCertificate on this server compared with Get-AuthConfig."),
    say("Import the certificate with its key on this server."),
)
KEY_TOO_SMALL: Final = Text(
    say("The auth certificate's key is too short; Exchange signs with 2048 bits at least."),
    say("The certificate's key size."),
    say("Make and stage a new auth certificate."),
)
NO_COMMON_ISSUER: Final = Text(
    say("The two sides have no token issuer in common."),
    say("Get-AuthServer, and the trusted issuers in the other side's challenge."),
    say("Correct the auth server of the access control service on premises."),
)
METADATA_UNREACHABLE: Final = Text(
    say("The server could not read the issuer's metadata: TLS 1.2 is off, or the way out is shut."),
    say("The server's TLS settings, and a GET of the metadata address from it."),
    say("Enable TLS 1.2 for .NET and Windows on the server, or open the way out."),
)
PROXY: Final = Text(
    say("The proxy that Exchange uses refused the call."),
    say("InternetWebProxy of Get-ExchangeServer, and the proxy's log."),
    say("Allow Microsoft's addresses on the proxy, or correct InternetWebProxy."),
)
USER_AMBIGUOUS: Final = Text(
    say("Two people on the other side share an address or a user principal name of the test user."),
    say("A search of the directory for the address, in every form."),
    say("Take the address from the wrong one of the two."),
)
USER_UNKNOWN: Final = Text(
    say("The test user is unknown on the other side: not synchronised, or with other addresses."),
    say("The user's addresses and principal name on both sides."),
    say("Use a synchronised mailbox for the test, or correct the synchronisation."),
)
AUDIENCE_HOST: Final = Text(
    say("The host name in the token is not one that the receiving Exchange knows as its own."),
    say("The called host, its certificate and the external address of the EWS directory."),
    say("Give all three the same name; let no device in between end TLS."),
)
AUDIENCE: Final = Text(
    say("The token was made for another receiver."),
    say("The audience of the token compared with the called address."),
    say("Correct the address that was called, or its service principal name."),
)
INVALID_SIGNATURE: Final = Text(
    say("The receiver does not know the key that the issuer signed with: its copy is out of date."),
    say("When the auth servers' metadata was last refreshed."),
    say("Refresh it with Set-AuthServer -RefreshAuthMetadata, then wait 15 minutes."),
)
ISSUER_UNKNOWN: Final = Text(
    say("The receiver does not know the issuer of the token."),
    say("Get-AuthServer: an enabled one with the issuer that the answer names."),
    say("Create or enable the auth server on premises."),
)
LINKED_ACCOUNT: Final = Text(
    say("The account behind the partner application is missing, has no roles, or is locked out."),
    say("LinkedAccount of Get-PartnerApplication, and the roles of that account."),
    say("Link the account and its roles again, then restart IIS."),
)
NO_GRANT: Final = Text(
    say("The partner application that signed in has no permission for what it asked."),
    say("Get-PartnerApplication of the application named in the answer."),
    say("Compare that partner application with Microsoft's defaults; change nothing blindly."),
)
INVALID_TENANT: Final = Text(
    say("The receiver could not match the token's tenant; a wildcard accepted domain does this."),
    say("Get-AcceptedDomain on premises."),
    say("List the domains one by one in place of the wildcard."),
)
INVALID_TOKEN: Final = Text(
    say("The receiver does not take this kind of token at the called address."),
    say("Whether the called address is the EWS address, and the diagnostics in full."),
    say("Test the EWS address itself."),
)
FORBIDDEN: Final = Text(
    say(
        "Exchange Online took the token and refused the call (403). Since 31 October 2025 it does "
        "so for every call that signs in through the shared principal."
    ),
    say("Whether a dedicated hybrid application is active on this server, and the EWS switches."),
    say("Put the dedicated hybrid application in place."),
)
ACCESS_DENIED: Final = Text(
    say("The receiver denied access: the address has no service principal name, or the user none."),
    say("servicePrincipalNames compared with the called host, and another test mailbox."),
    say("Add the service principal name, or test with another mailbox."),
)
NAME_NOT_RESOLVED: Final = Text(
    say("The name of the other side has no address in DNS."),
    say("A look-up of the name from outside."),
    say("Publish the name in DNS, or correct the address."),
)
NO_TLS: Final = Text(
    say("No TLS connection came about: its version, its ciphers, or a certificate not trusted."),
    say("A TLS handshake with the called host."),
    say("Offer TLS 1.2 with a certificate that everybody trusts."),
)
CONNECTION_CLOSED: Final = Text(
    say("The connection was cut by the other side or by something in between."),
    say("A TLS handshake with the called host, and the firewall's log."),
    say("Let the firewall pass the connection, and offer TLS 1.2."),
)
NO_CONNECTION: Final = Text(
    say("The other side's address did not take the connection."),
    say("A connection to port 443 of the called host from outside."),
    say("Open port 443 of the published address to Exchange Online."),
)
TIMED_OUT: Final = Text(
    say("The other side did not answer in time: the way is shut, or the server is slow."),
    say("The same call from this server, as the system account."),
    say("Open port 443, or find out why the server is slow."),
)
NOT_XML: Final = Text(
    say("Something in between answered with a page of its own."),
    say("The answer in full."),
    say("Let the call pass the proxy or firewall untouched."),
)
REDIRECTED: Final = Text(
    say("The called address redirects to another one; Exchange does not follow."),
    say("The address in the connector or in the relationship's TargetSharingEpr."),
    say("Name the final EWS address."),
)
NOT_FOUND: Final = Text(
    say("The called address does not exist on the host that answered."),
    say("A GET of the address."),
    say("Correct the address, or register the service's handlers again."),
)
METHOD_NOT_ALLOWED: Final = Text(
    say("The web server has no handler for the service."),
    say("The handler mappings of the directory in IIS."),
    say("Register the service's handlers again."),
)
UNAVAILABLE: Final = Text(
    say("The service behind the published name is down."),
    say("Test-ServiceHealth, Get-ServerComponentState, and the application pools."),
    say("Start the service or its application pool."),
)
GATEWAY: Final = Text(
    say("The gateway in front of Exchange, or the Hybrid Agent, has no way to the server."),
    say("The Hybrid Agent's service, or the gateway's log."),
    say("Restart the Hybrid Agent, or repair the gateway."),
)
UNAUTHORISED: Final = Text(
    say("The other side refused the token (401) and gave no reason."),
    say(
        "The partner application, OAuth on the directories, and whether the published address asks "
        "for a sign-in of its own."
    ),
    say("Mend what the other findings of this check name, then repeat the test."),
)
