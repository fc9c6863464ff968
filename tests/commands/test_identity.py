"""What a change must hold: by the Exchange organisation's GUID and the tenant, not by spelling."""

from dataclasses import dataclass

import pytest

from commands.identity import Identity, locks
from commands.phrases import Phrase, say

KNOWN = Identity(exchange="1f3a", tenant="80a4")
UNREAD = Identity(exchange="", tenant="80a4", unread=say("no server answered"))


@dataclass
class Change:
    """The one thing of an action that counts here."""

    side: str


@pytest.mark.parametrize(
    ("sides", "held"),
    [
        pytest.param(["EX01"], ("exchange:1f3a",), id="a server's"),
        pytest.param(["Microsoft Graph"], ("tenant:80a4",), id="the directory's"),
        pytest.param(["Exchange Online"], ("tenant:80a4",), id="Exchange Online's"),
        pytest.param(["Exchange Online", "EX01"], ("exchange:1f3a", "tenant:80a4"), id="both"),
        pytest.param([None], ("exchange:1f3a", "tenant:80a4"), id="one that is not known"),
        pytest.param([], (), id="none"),
    ],
)
def test_a_change_holds_what_its_side_belongs_to(sides, held):
    assert locks(KNOWN, [None if each is None else Change(each) for each in sides]) == held


def test_a_change_of_a_server_needs_to_know_whose_it_is():
    assert locks(UNREAD, [Change("EX01")]) == say("no server answered")
    assert isinstance(locks(Identity(exchange="", tenant="x"), [None]), Phrase)
    assert locks(UNREAD, [Change("Microsoft Graph")]) == ("tenant:80a4",)
