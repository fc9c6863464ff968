"""What a failed test from on-premises shows where EWS in the cloud is meant to be shut."""

from collections.abc import Iterator

from commands.check import Asked
from commands.checks.ews_reach import is_shut
from commands.checks.graph_route import goes_over_graph
from commands.checks.identity import claimed_application
from commands.checks.signatures import Direction, Stage, classify
from commands.checks.timeline import EWS_ENDS, day
from commands.look import Facts, NotRead
from commands.outside.exchange_online import OAuthTest
from commands.phrases import Phrase, say


def shut_on_purpose(test: OAuthTest, server: str, facts: Facts, asked: Asked) -> Iterator[Phrase]:
    """Say what a failed test shows where EWS is meant to be shut: free/busy goes over Graph.

    A 403 after the token was sent is a sign-in.  Once EWS has ended, its address may refuse
    before it asks for a token: then the test shows nothing, unless the sign-in itself failed.
    """
    if not goes_over_graph(server, facts, asked):
        return
    try:
        application = claimed_application(facts, asked)
    except NotRead:
        return
    if test.refused_after_token and is_shut(facts, asked, application):
        yield say(
            "The refusal (403) came after Exchange had sent its token: it signed in. EWS is shut "
            "in the cloud, and free/busy goes over Microsoft Graph."
        )
    elif asked.now >= EWS_ENDS and not test.sent_token and not _failed_to_sign(test):
        yield say(
            "EWS in Exchange Online ended on {date}, and this test goes over EWS: it shows nothing "
            "any more. Free/busy goes over Microsoft Graph.",
            date=day(EWS_ENDS),
        )


def _failed_to_sign(test: OAuthTest) -> bool:
    """Tell whether Exchange could not sign, or Entra ID refused what it signed."""
    found = classify(Direction.TO_CLOUD, test.detail)
    return found is not None and found.stage in {Stage.SIGNING, Stage.ISSUER}
