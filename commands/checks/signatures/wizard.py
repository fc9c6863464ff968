"""What the Hybrid Configuration wizard reports about OAuth, Autodiscover and federation."""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Kind, Signature, Stage, Told, row, told
from commands.phrases import say

_AGAIN: Final = say("Run the wizard again after that.")
_KB: Final = "support.microsoft.com/kb/"


def _row(id: str, stage: Stage, words: Told, source: str, sample: str, *patterns: str) -> Signature:
    return row(id, stage, *patterns, both=words, kind=Kind.WIZARD, source=source, samples=(sample,))


ROWS: Final = (
    _row(
        "HCW8064", Stage.SIGNING,
        told(
            say("The wizard couldn't set up OAuth. The rest of the hybrid configuration is done."),
            say("The OAuth checks of Hybridge, and the wizard's log."),
            say("Correct what the checks name. Then configure OAuth, or run the wizard again."),
        ),
        f"{_KB}3089172",
        "HCW8064 - The HCW has completed, but was not able to perform the OAuth portion of your "
        "Hybrid configuration.",
        r"HCW8064|perform the OAuth portion",
    ),
    _row(
        "HCW8057", Stage.TRANSPORT,
        told(
            say("The cloud couldn't reach on-premises Autodiscover."),
            say("Public DNS, the firewall, and preauthentication in front of Autodiscover."),
            say("Let Exchange Online reach Autodiscover without preauthentication."),
        ),
        f"{_KB}3087170",
        "HCW8057 - Federation information could not be received from the external organization.",
        r"HCW(8034|8057)",
    ),
    _row(
        "HCW8091", Stage.TRANSPORT,
        told(
            say("The wizard couldn't connect: the WinRM service of the server doesn't answer."),
            say("The WinRM service on the server that the wizard names."),
            _AGAIN,
        ),
        f"{_KB}3185379", "HCW8091", r"HCW8091",
    ),
    _row(
        "HCW8083", Stage.TRANSPORT,
        told(
            say("The remote PowerShell connection of the wizard was cut."),
            say("Devices between the wizard's computer and Exchange, and their time limits."),
            _AGAIN,
        ),
        f"{_KB}3185373", "HCW8100", r"HCW(8083|8084|8100)",
    ),
    _row(
        "HCW-certificate", Stage.SIGNING,
        told(
            say("The certificate that Get-AuthConfig names isn't on the server."),
            say("Compare Get-ExchangeCertificate on this server with Get-AuthConfig."),
            say("Copy the certificate to the server, or publish a new one. Then run it again."),
        ),
        f"{_KB}3089171",
        "Subtask CheckPrereqs: couldn't find the authorization certificate with thumbprint AB",
        r"find the authorization certificate with thumbprint",
    ),
    _row(
        "HCW-clock", Stage.SIGNING,
        told(
            say("The clock of the server differs by more than five minutes."),
            s.CLOCK_PROOF,
            say("Correct the server's clock. Then run the wizard again."),
        ),
        f"{_KB}3107293",
        "An error occurred while attempting to provision Exchange to the Partner STS. 1007 "
        "AccessDenied",
        r"\b1007\b", r"Access ?Denied",
    ),
    _row(
        "HCW-uri", Stage.ISSUER,
        told(
            say("The domain was registered for federation too often in one day."),
            _AGAIN,
            say("Wait 24 hours, then run the wizard again."),
        ),
        f"{_KB}3027942",
        "MaxUriReached: The same URI can't be reserved more than n times in a single day",
        r"MaxUriReached|Same URI", r"single day",
    ),
    _row(
        "HCW-proof", Stage.ISSUER,
        told(
            say("The TXT record that proves the domain isn't in public DNS."),
            say("Compare Get-FederatedDomainProof with the TXT records of the domain."),
            say("Publish the TXT record, wait until it is visible, then run the wizard again."),
        ),
        f"{_KB}3068837", "Proof of domain ownership has failed.",
        r"Proof of domain ownership has failed",
    ),
    _row(
        "HCW-403", Stage.ISSUER,
        told(
            say("The federation gateway doesn't know the new domain yet."),
            _AGAIN,
            say("Wait 30 minutes, then run the wizard again."),
        ),
        f"{_KB}3067975",
        "Set-FederatedOrganizationIdentifier: The request failed with HTTP status 403: Forbidden.",
        r"Set-FederatedOrganizationIdentifier", r"\b403\b",
    ),
    _row(
        "HCW-405", Stage.TRANSPORT,
        told(
            say("IIS has no handler for the service that was called."),
            say("The handler mappings of the directory in IIS."),
            say("Register the service's handlers in IIS again."),
        ),
        f"{_KB}2773628",
        "Federation information could not be received. The request failed with HTTP status 405",
        r"\b405\b",
    ),
)  # fmt: skip
