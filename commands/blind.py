"""What could not be read: what that leaves open, and what lets it be read the next time."""

from collections.abc import Mapping
from typing import Final

from commands.look import Unread
from commands.phrases import Phrase, say
from commands.ports import Kind


def consequence(reading: Unread) -> Phrase:
    """Say what stays open, and until when."""
    values = {"source": reading.source}
    match reading.kind:
        case Kind.UNREACHABLE | Kind.TIMEOUT | Kind.THROTTLED | Kind.BUSY:
            return say("Nothing is known about this until {source} answers.", **values)
        case Kind.UNAUTHORISED:
            return say("Nothing is known about this until we can sign in to {source}.", **values)
        case Kind.FORBIDDEN:
            return say(
                "{source} answered, but does not let us look; nothing is known about this until it "
                "does.",
                **values,
            )
        case Kind.BLOCKED | Kind.LOCAL:
            return say(
                "{source} was not asked; nothing is known about this until it may be.", **values
            )
        case _:
            return say("Nothing is known about this until {source} can be read.", **values)


def remedy(reading: Unread) -> Phrase:
    """Say what to do about it; the check is repeated afterwards."""
    if reading.remedy is not None:
        return reading.remedy
    found = _REMEDIES.get(reading.kind) if reading.kind else None
    return Phrase((found or _OTHERWISE).template, (("source", reading.source),))


_REMEDIES: Final[Mapping[Kind, Phrase]] = {
    Kind.UNREACHABLE: say(
        "See that {source} is up, that its name, address and port are right, and "
        "that no firewall stands between it and this program; then check again."
    ),
    Kind.TIMEOUT: say(
        "See that {source} is up and not overloaded, and that no firewall swallows the connection; "
        "then check again."
    ),
    Kind.UNAUTHORISED: say(
        "See that the account or certificate for {source} in hybridge.toml is right, has not "
        "expired and is not locked; then check again."
    ),
    Kind.LOCAL: say(
        "Run python -m bot doctor where this program runs: it says what this machine lacks to ask "
        "{source}; then check again."
    ),
    Kind.FORBIDDEN: say(
        "Give our account the right to read this on {source}: docs/start/your-tenant.md names the "
        "permissions and roles; then check again."
    ),
    Kind.THROTTLED: say("Wait some minutes: {source} asks for that; then check again."),
    Kind.BUSY: say(
        "Wait a minute, or end other sessions of our account on {source}; then check again."
    ),
    Kind.BLOCKED: say(
        "When {source} is meant to be asked at that address, add its network to allow under "
        "[organisation.probes] in hybridge.toml, or name a resolver there that gives its public "
        "address; then check again."
    ),
    Kind.UNEXPECTED: say(
        "Compare the answer of {source} with what stands above; when something in between changed "
        "it, mend that, and otherwise report it as a fault of this program. Then check again."
    ),
    Kind.NOT_FOUND: say(
        "See that what is asked for exists on {source} and is named rightly in hybridge.toml; then "
        "check again."
    ),
    Kind.REFUSED: say(
        "Read above why {source} refused the call, and mend that there; then check again."
    ),
}
_OTHERWISE: Final = say("Mend what stands above for {source}, then check again.")
