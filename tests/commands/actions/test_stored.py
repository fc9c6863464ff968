"""What a job keeps of an action is read back as the same action."""

import pytest

from commands.actions.auth_certificates import KeepSmtpCertificate, NewAuthCertificate
from commands.actions.certificate_copies import CopyCertificate
from commands.actions.restarts import RestartSigning
from commands.book import stored
from commands.catalog import BOOK
from tests.commands.actions.noon import ADD, BACK, CLEAR, DROP, NEW, OLD, PUBLISH, STAGE


@pytest.mark.parametrize(
    "action",
    [STAGE, PUBLISH, BACK, CLEAR, ADD, DROP,
     NewAuthCertificate(server="EX01", known=(OLD,), days=9),
     KeepSmtpCertificate(server="EX01", thumbprint=OLD, new=NEW),
     CopyCertificate(thumbprint=OLD, source="EX01", server="EX02", without_key=True),
     RestartSigning(server="EX01", thumbprint=NEW, old=OLD)],
    ids=lambda action: action.name,
)  # fmt: skip
def test_a_stored_action_is_read_back_the_same(action):
    assert BOOK.action(stored(action)) == action
    assert str(action.title)
    assert action.call.doing
    assert str(action.before)
    assert str(action.after)
