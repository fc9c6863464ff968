"""Errors that say whom else a failure concerns: one server, every server, or the account."""

from commands.outside import sign_in
from commands.outside.sign_in import Trouble, Whose
from commands.ports import Outcome, OutsideError


class NotHere(OutsideError):
    """The server's endpoint said no before a cmdlet was sent: another server's may say yes."""


class Everywhere(OutsideError):
    """It is no server's fault, and no other server would do better."""


class AccountRefused(Everywhere):
    """The directory, or a server in its place, refused the account itself.

    Attributes:
        password: It was for the password or key: each further try is a step to a locked account.
        told: The refusal is the directory's own word; a server's 401 does not say why.
    """

    password = False
    told = True


def first_ticket(number: int) -> Trouble:
    """Give the meaning of a number that the first ticket, the account's own, ended with."""
    return sign_in.KERBEROS.get(number, sign_in.STRANGE)


def refused(
    trouble: Trouble, *, source: str, doing: str, about: str = "", at_server: bool = False
) -> OutsideError:
    """Make our error of what kept us from signing in; nothing was carried out.

    Args:
        trouble: What it was.
        source: As people call the server.
        doing: The cmdlet.
        about: What the words are about, such as the server's name in Kerberos.
        at_server: It came after the account's own ticket was there: then it is no fault of the
            account's that only its first ticket shows.
    """
    made = {
        Whose.PASSWORD: NotHere if at_server else AccountRefused,
        Whose.ACCOUNT: AccountRefused,
        Whose.SERVER: NotHere,
        Whose.EITHER: NotHere if at_server else Everywhere,
    }.get(trouble.whose, Everywhere)
    if at_server and trouble.whose is Whose.PASSWORD:
        trouble = sign_in.TICKET_REFUSED
    words = str(trouble.words)
    error = made(
        kind=trouble.kind,
        outcome=Outcome.NOT_SENT,
        source=source,
        doing=doing,
        detail=f"{words}: {about}" if about else words,
        code=trouble.code,
    )
    if isinstance(error, AccountRefused):
        error.password = trouble.whose is Whose.PASSWORD
    return error
