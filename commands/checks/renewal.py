"""What to ask for where the auth certificate is not as it should be.

By hand each is a dozen commands on every server and in Entra ID, whose order decides whether there
is a gap; the requests keep that order.  See docs/explain/rotation.md.
"""

from dataclasses import dataclass
from datetime import timedelta

from commands.certificates import TOO_LATE
from commands.check import Asked
from commands.checks.powershell import Command, asked_for
from commands.phrases import Phrase, say


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way out: what to do in words, and the request that does it, typed in the chat."""

    remedy: Phrase
    command: Command


def rotation(asked: Asked) -> Way:
    """Have the next certificate take over without a gap; the current one must last till then."""
    remedy = say(
        "Ask for the rotation. When a lead has approved its plan, the next certificate is made "
        "or taken up, staged, given to the cloud, and takes over two days later without a gap."
    )
    return Way(remedy=remedy, command=asked_for("rotate auth cert", asked))


def replacement(asked: Asked) -> Way:
    """Replace what is expired, lost or of no use at once."""
    remedy = say(
        "Ask for the replacement. When two leads have approved it, the staged certificate or a "
        "new one is given to the cloud, published, and brought to every server."
    )
    return Way(remedy=remedy, command=asked_for("replace auth cert now", asked))


def renewal(left: timedelta, asked: Asked, *, is_followed: bool = False) -> Way:
    """Give the way to another certificate, from what is ``left`` of the current one.

    Where it ``is_followed`` in time there is no emergency, however little is left.
    """
    return rotation(asked) if left > TOO_LATE or is_followed else replacement(asked)


def fresh_key(asked: Asked) -> Way:
    """Give the application a fresh key of a certificate that outlasts the key that is there."""
    remedy = say(
        "Ask for the configuration. When a lead has approved its plan, a fresh key of the same "
        "certificate takes the place of the one that ends."
    )
    return Way(remedy=remedy, command=asked_for("configure oauth", asked))


def copying(server: str, asked: Asked) -> Way:
    """Bring the certificate, with its key, to a server from one that has it."""
    remedy = say(
        "Ask for the copy, for one server after the other. When a lead has approved it, it is "
        "brought there with its key from a server that has it."
    )
    return Way(remedy=remedy, command=asked_for("import auth cert to", asked, name=server))
