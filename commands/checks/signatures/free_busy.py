"""Failures of a free/busy look-up as users and Microsoft's FreeBusyChecker report them.

They are no answers of the connectivity test.  Those with a number have it as ``LID: 43404`` in the
trace; the text beside it says the same.
"""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Kind, Stage, row, told
from commands.phrases import say

_KIND: Final = Kind.FREE_BUSY
_UPN: Final = say(
    "Set the user's UPN to the onmicrosoft.com domain and back. Empty ImmutableId of the mailbox."
)
_DELEGATION: Final = say("Test-OrganizationRelationship with the user, and -Verbose.")
_IDENTITY: Final = say("The sign-in data of this one cloud user is inconsistent in Entra ID.")

ROWS: Final = (
    row(
        "F43404", Stage.TRANSPORT, r"LID: ?43404|Waiting-For-Request-Completion", kind=_KIND,
        out=told(
            say("The look-up got no answer in time: the server's way out, or the cloud is slow."),
            say("From each server as the system account: outlook.office365.com and the issuers."),
            say("Open port 443 to Microsoft's addresses for the server, or set its proxy."),
        ),
        back=told(
            say("The look-up got no answer in time: the way in is blocked, or EWS is slow."),
            say("time-taken in Logging\\Ews on the server that was called."),
            say("Open port 443 of the published address, or find out why the server is slow."),
            "published",
        ),
        source=s.FB,
        samples=(
            "Request could not be processed in time. Timeout occurred during "
            "'Waiting-For-Request-Completion'.",
        ),
    ),
    row(
        "F47932", Stage.SIGNING, r"LID: ?47932|Configuration information for forest/domain",
        kind=_KIND,
        out=told(
            say("No on-premises connector or organization relationship names the cloud domain."),
            say("TargetAddressDomains and DomainNames on-premises."),
            say("Add the routing domain to TargetAddressDomains of the on-premises connector."),
        ),
        back=told(
            say("No connector or organization relationship in the cloud names this domain."),
            say("TargetAddressDomains and DomainNames in Exchange Online."),
            say("Add the domain to TargetAddressDomains of the connector in Exchange Online."),
        ),
        source=s.FB,
        samples=(
            "Configuration information for forest/domain example.com could not be found in Active "
            "Directory.",
        ),
    ),
    row(
        "F33676", Stage.RECEIVER, r"LID: ?33676|Error message: InvalidUser", kind=_KIND,
        back=told(
            say("Autodiscover doesn't know the user: the cloud user lacks an address."),
            say("EmailAddresses of the cloud mailbox: one in the onmicrosoft.com domain."),
            say("Add that address on-premises and synchronize, or set TargetSharingEpr."),
        ),
        one_user=True, source=s.FB,
        samples=(
            "The response from the Autodiscover service at 'https://Autodiscover/Autodiscover.svc/"
            "WSSecurity' failed due to an error in user setting 'ExternalEwsUrl'. Error message: "
            "InvalidUser.",
        ),
    ),
    row(
        "F47652", Stage.RECEIVER,
        r"LID: ?(47652|44348|40764)|does not have access to free/busy data|NoFreeBusyAccess",
        kind=_KIND,
        both=told(
            say("The sign-in works. The calendar, or the relationship, grants no free/busy."),
            say("Get-MailboxFolderPermission of the calendar: Default; FreeBusyAccessLevel."),
            say("Give Default AvailabilityOnly, and name the other side's domain there."),
        ),
        source=f"{s.FB}; support.microsoft.com/kb/2667844",
        samples=(
            "Microsoft.Exchange.InfoWorker.Common.Availability.NoFreeBusyAccessException: The "
            "caller does not have access to free/busy data.",
        ),
    ),
    row(
        "F39660", Stage.RECEIVER, r"LID: ?39660|requester is from a different organization",
        kind=_KIND,
        both=told(
            say("A user of a third organization asked. Exchange doesn't pass such requests on."),
            say("Where Autodiscover of the requested address points."),
            say("Ask for the address whose Autodiscover points to where the mailbox is."),
        ),
        source=s.FB,
        samples=(
            "The cross-organization request for mailbox x is not allowed because the requester is "
            "from a different organization",
        ),
    ),
    row(
        "F59916", Stage.RECEIVER,
        r"LID: ?59916|processing the security tokens|Failed to validate delegation token",
        kind=_KIND,
        both=told(
            say("The federation trust's certificates or metadata are out of date."),
            s.TRUST_PROOF, s.TRUST_REFRESH,
        ),
        source=s.FB,
        samples=(
            "Proxy web request failed. , inner exception: An error occurred when processing the "
            "security tokens in the message.",
        ),
    ),
    row(
        "F49", Stage.RECEIVER, r"verifying security for the message", kind=_KIND,
        both=told(
            say("WSSecurity is off on the directories, metadata is old, or a clock is wrong."),
            say("WSSecurityAuthentication of the EWS and Autodiscover directories; the clocks."),
            say("Refresh the federation metadata twice, then turn WSSecurity off and on again."),
        ),
        source=f"{s.FB}; learn.microsoft.com/exchange/troubleshoot, freebusy-lookups-stop-working",
        samples=(
            "System.Web.Services.Protocols.SoapHeaderException: An error occurred when verifying "
            "security for the message",
        ),
    ),
    row(
        "F43532", Stage.TRANSPORT, r"LID: ?43532", r"\b504\b", kind=_KIND,
        back=told(
            say("The Hybrid Agent can't reach the server, or doesn't run."),
            say("The Hybrid Agent's service, and TargetSharingEpr."),
            say("Restart the Hybrid Agent, or register it again."),
        ),
        source=s.FB,
        samples=("LID: 43532 The request failed with HTTP status 504: Gateway Timeout",),
    ),
    row(
        "F54796", Stage.RECEIVER, r"LID: ?54796|too many calendar entries", kind=_KIND,
        both=told(
            say("The calendar has more than 1,000 entries in the requested time."),
            say("The number of entries in that calendar."),
            say("Remove entries from that calendar."),
        ),
        one_user=True, source=s.FB,
        samples=(
            "Exception: The result set contains too many calendar entries. The allowed size = "
            "1000; the actual size = 5009.",
        ),
    ),
    row(
        "F52", Stage.ISSUER,
        r"stored passwords do not match|password for the account has expired|password has to be",
        kind=_KIND,
        both=told(
            _IDENTITY, _DELEGATION,
            say("Reset the cloud user's password, then set the UPN to onmicrosoft.com and back."),
        ),
        one_user=True, source=s.FB,
        samples=(
            "Soap fault exception received. The entered and stored passwords do not match.",
            "The password for the account has expired",
        ),
    ),
    row(
        "F52b", Stage.ISSUER,
        r"Provision is needed before|member name is either invalid or empty", kind=_KIND,
        both=told(_IDENTITY, _DELEGATION, _UPN),
        one_user=True, source=s.FB,
        samples=(
            "Provision is needed before federated account can be logged in. ErrorWin32InteropError",
            "The specified member name is either invalid or empty.",
        ),
    ),
    row(
        "F52d", Stage.RECEIVER, r"Work hours start time must be", kind=_KIND,
        both=told(
            say("A room mailbox has work hours that end before they start, or no time zone."),
            say("WorkingHours of Get-MailboxCalendarConfiguration for each room."),
            say("Set WorkingHoursStartTime, WorkingHoursEndTime, and WorkingHoursTimeZone."),
        ),
        one_user=True, source=s.FB,
        samples=(
            "Microsoft.Exchange.InfoWorker.Common.InvalidParameterException: Work hours start time "
            "must be less than or equal to end time.",
        ),
    ),
    row(
        "F53", Stage.TRANSPORT, r"8004010F", kind=_KIND,
        out=told(
            say("Outlook got no EWS address from Autodiscover."),
            say("Outlook's test of the automatic configuration for the user."),
            say("Correct Autodiscover for the user. A load balancer can be the cause."),
        ),
        one_user=True, source=s.FB,
        samples=("Failed to get ASURL. Error 8004010F.",),
    ),
    row(
        "F55", Stage.TRANSPORT, r"Failed to communicate with", r"extSTS\.srf", kind=_KIND,
        out=told(
            say("The server can't reach the federation gateway."),
            s.TRUST_PROOF,
            say("Open port 443 to Microsoft's addresses for the server, or set its proxy."),
        ),
        source=s.FB,
        samples=(
            "Failed to communicate with `https://login.microsoftonline.com/extSTS.srf`., inner "
            "exception: Unable to connect to the remote server.",
        ),
    ),
)  # fmt: skip
