"""The way there: names, TLS, connections, and what HTTP itself answers.

To the cloud it is the server's own way out; on the way back it is what is published.
"""

from typing import Final

from commands.checks.signatures import shared as s
from commands.checks.signatures.row import Stage, row, told
from commands.phrases import say

_STAGE: Final = Stage.TRANSPORT
_WAY_OUT: Final = say("Open port 443 to Microsoft's addresses for the server, or set its proxy.")
_WAY_IN: Final = say("Open port 443 of the published address to Exchange Online.")
_FROM_SERVER: Final = say("The same call from this server, as the system account.")
_FROM_OUTSIDE: Final = say("A connection to port 443 of the called host from the internet.")
_HANDSHAKE: Final = say("A TLS handshake with the called host from the internet.")
_SERVER_TLS: Final = say("HealthChecker's TLS section, and a TLS handshake from this server.")
_HANDLERS: Final = say("The handler mappings of the directory in IIS.")
_REGISTER: Final = say("Register the service's handlers in IIS again.")
_LIMIT: Final = say("Nothing is wrong with the settings: calls were limited for the moment.")

ROWS: Final = (
    row(
        "C2", _STAGE, r"remote name could not be resolved|NameResolutionFailure",
        out=told(
            say("The server can't find the address of Microsoft's service in DNS."),
            say("Resolve-DnsName for that name on this server."),
            say("Correct the server's DNS or its forwarder. Behind a proxy set InternetWebProxy."),
        ),
        back=told(
            say("The published name has no address in public DNS."),
            say("A lookup of the name from the internet."),
            say("Publish the name in DNS, or correct the address that is called."),
            "published",
        ),
        source=s.FB,
        samples=("System.Net.WebException: The remote name could not be resolved: 'x.example'",),
    ),
    row(
        "C5", _STAGE,
        r"Could not (create SSL/TLS secure channel|establish trust relationship)|TrustFailure",
        out=told(
            say("The server couldn't agree on TLS with Microsoft, or a device decrypts it."),
            _SERVER_TLS,
            say("Turn on TLS 1.2 on every server. Exclude Microsoft's addresses from inspection."),
        ),
        back=told(
            say("Exchange Online couldn't agree on TLS with the published host."),
            _HANDSHAKE,
            say("Offer TLS 1.2 with a certificate of a public authority that names the host."),
            "published",
        ),
        source=s.FB,
        samples=(
            "The request was aborted: Could not create SSL/TLS secure channel.",
            "The underlying connection was closed: Could not establish trust relationship for the "
            "SSL/TLS secure channel.",
        ),
    ),
    row(
        "C42", _STAGE, r"unexpected error occurred on a (send|receive)",
        out=told(
            say("The connection broke while TLS was set up. TLS 1.2 may be off on the server."),
            _SERVER_TLS, s.TLS_OUT,
        ),
        back=told(
            say("The firewall in front of Exchange cut the connection from Exchange Online."),
            s.DEVICE_LOG,
            say("Allow Exchange Online's addresses on the firewall, and offer TLS 1.2."),
            "published",
        ),
        source=f"learn.microsoft.com/troubleshoot, free-busy-sharing-issues-tls12; {s.FB}",
        samples=(
            "The underlying connection was closed: An unexpected error occurred on a send.",
            "The underlying connection was closed: An unexpected error occurred on a receive.",
        ),
    ),
    row(
        "C4", _STAGE, r"existing connection was forcibly closed|connection was closed",
        out=told(
            say("Something on the way out cut the connection, or TLS 1.2 is off on the server."),
            s.NETWORK_LOG, s.TLS_OUT,
        ),
        back=told(
            say("The firewall in front of Exchange cut the connection from Exchange Online."),
            s.DEVICE_LOG,
            say("Allow Exchange Online's addresses on the firewall, and offer TLS 1.2."),
            "published",
        ),
        source=s.FB,
        samples=("An existing connection was forcibly closed by the remote host.",),
    ),
    row(
        "C3", _STAGE, r"Unable to connect to the remote server|ConnectFailure",
        out=told(
            say("The server has no way out to Microsoft's service."), _FROM_SERVER, _WAY_OUT
        ),
        back=told(
            say("The published address didn't take the connection."),
            _FROM_OUTSIDE, _WAY_IN, "published",
        ),
        source=s.FB,
        samples=("System.Net.WebException: Unable to connect to the remote server",),
    ),
    row(
        "C6", _STAGE, r"timed out|timeout expired",
        out=told(
            say("Microsoft's service didn't answer in time: the way out is blocked or slow."),
            _FROM_SERVER, _WAY_OUT,
        ),
        back=told(
            say("The published address didn't answer in time: blocked, or the server is slow."),
            _FROM_OUTSIDE,
            say("Open port 443 of the published address, or find out why the server is slow."),
            "published",
        ),
        source=s.FB,
        samples=("The operation has timed out",),
    ),
    row(
        "C10", _STAGE, r"not well-formed XML",
        out=told(
            say("A proxy or firewall answered with a page of its own."), s.FULL_ANSWER, s.PASS_OUT
        ),
        back=told(
            say("A device in front of Exchange answered with a page of its own."),
            s.FULL_ANSWER, s.PASS_IN, "challenge",
        ),
        source=s.FB,
        samples=("Proxy web request failed., inner exception: Response is not well-formed XML",),
    ),
    row(
        "C11", _STAGE, r"Object moved|\(30[1278]\)",
        out=told(
            say("The call was sent on to another address, as a proxy with a sign-in page does."),
            s.TESTED_URL,
            say("Test the EWS address of Exchange Online, and let no proxy ask for a sign-in."),
        ),
        back=told(
            say("The called address redirects, and Exchange doesn't follow."),
            say("TargetSharingEpr of the connector and of the organization relationship."),
            say("Set TargetSharingEpr to the final EWS address, or empty it."),
            "challenge",
        ),
        source=s.FB,
        samples=("The request failed with the error message: Object moved.",),
    ),
    row(
        "C1", _STAGE, r"\(404\)|\b404 Not Found",
        out=told(
            say("The tested address doesn't exist in the cloud."),
            s.TESTED_URL,
            say("Test the EWS address of Exchange Online."),
        ),
        back=told(
            say("The called address doesn't exist on the host that answered."),
            say("A GET of the address."),
            say("Correct the address, or register the service's handlers in IIS again."),
            *s.HOST,
        ),
        source=s.FB,
        samples=("The remote server returned an error: (404) Not Found.",),
    ),
    row(
        "C407", _STAGE, r"\(407\)|Proxy Authentication Required",
        out=told(
            say("The proxy asks for a sign-in, which Exchange's services can't give."),
            say("InternetWebProxy of Get-ExchangeServer, and netsh winhttp show proxy."),
            say("Let the server through the proxy without a sign-in."),
        ),
        source=s.INFERRED,
        samples=("The remote server returned an error: (407) Proxy Authentication Required.",),
    ),
    row(
        "C7", _STAGE, r"\(405\)",
        out=told(
            say("The tested address doesn't take this kind of call."), s.TESTED_URL, s.TEST_EWS
        ),
        back=told(
            say("IIS has no handler for the service that was called."),
            _HANDLERS, _REGISTER, "challenge",
        ),
        source="support.microsoft.com/kb/2773628",
        samples=("The remote server returned an error: (405) Method Not Allowed.",),
    ),
    row(
        "C413", _STAGE, r"\(413\)|Request Entity Too Large",
        out=told(
            say("A proxy doesn't let a request of this size through."), s.NETWORK_LOG, s.PASS_OUT
        ),
        back=told(
            say("IIS, or a device in front of it, doesn't take a request of this size."),
            say("The limits of IIS for the EWS directory, and those of the device."),
            say("Raise the limits to Microsoft's defaults for EWS."),
        ),
        source=s.INFERRED,
        samples=("The remote server returned an error: (413) Request Entity Too Large.",),
    ),
    row(
        "C429", _STAGE, r"\(429\)|Too Many Requests",
        both=told(_LIMIT, s.LATER_PROOF, s.LATER_REMEDY),
        passes=True, source=s.INFERRED,
        samples=("The remote server returned an error: (429) Too Many Requests.",),
    ),
    row(
        "C456", _STAGE, r"\(456\)",
        out=told(
            say("Exchange Online refuses the account of the test mailbox (456)."),
            say("Sign in to Outlook on the web with the test mailbox."),
            s.OTHER_MAILBOX,
        ),
        one_user=True, source="VERIFY: no source found for this status; inferred",
        samples=("The remote server returned an error: (456).",),
    ),
    row(
        "C500", _STAGE, r"\(500\)|Internal Server Error",
        out=told(
            say("Exchange Online failed for the moment."), s.LATER_PROOF, s.LATER_REMEDY
        ),
        back=told(
            say("The on-premises server that was called failed while it answered."),
            s.EWS_LOG,
            say("Correct what the log names, then run the test again."),
        ),
        source=s.INFERRED,
        samples=("The remote server returned an error: (500) Internal Server Error.",),
    ),
    row(
        "C502", _STAGE, r"\(502\)|Bad Gateway",
        out=told(
            say("A proxy on the way out got no proper answer."), s.NETWORK_LOG, s.PASS_OUT
        ),
        back=told(
            say("The reverse proxy in front of Exchange got no proper answer from the server."),
            s.DEVICE_LOG,
            say("Make sure that the server behind the proxy runs and that its certificate fits."),
            "challenge",
        ),
        source=s.INFERRED,
        samples=("The remote server returned an error: (502) Bad Gateway.",),
    ),
    row(
        "C8", _STAGE, r"\(503\)|Service Unavailable",
        out=told(
            say("Exchange Online, or the proxy on the way out, isn't available at the moment."),
            s.LATER_PROOF, s.LATER_REMEDY,
        ),
        back=told(
            say("The service behind the published name is down."),
            say("Test-ServiceHealth, Get-ServerComponentState, and the application pools."),
            say("Start the service, the component, or its application pool."),
            "challenge",
        ),
        source=s.FB,
        samples=("The request failed with HTTP status 503: Service Unavailable...",),
    ),
    row(
        "C9", _STAGE, r"\(504\)|Gateway Time-?out",
        out=told(
            say("A proxy on the way out got no answer in time."), s.NETWORK_LOG, s.PASS_OUT
        ),
        back=told(
            say("The gateway in front of Exchange, or the Hybrid Agent, can't reach the server."),
            say("The Hybrid Agent's service, or the gateway's log."),
            say("Restart the Hybrid Agent, or repair the gateway."),
            "challenge",
        ),
        source=s.FB,
        samples=("The remote server returned an error: (504) Gateway Timeout.",),
    ),
)  # fmt: skip
