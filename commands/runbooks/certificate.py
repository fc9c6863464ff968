"""Step 3: the auth certificate, read from the servers themselves; no file is shared."""

from base64 import b64encode

from commands.checks.fleet import of_server
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.look import Unread
from commands.outside.exchange import Installed
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.runbook import Left
from commands.runbooks.draft import Draft


def plan(draft: Draft) -> str | None:
    """Give the current certificate, base64 of DER; ``None`` when something stands in the way.

    A server without it, or that could not be asked, stands in the way: a test from there could not
    succeed, and nothing is changed on a guess.
    """
    config = draft.facts.value(AUTH_CONFIG)
    draft.rests_on(say("Current auth certificate"), config.current or "–")
    found: Installed | None = None
    complete = bool(config.current)
    if not config.current:
        _blocks(draft, say("Auth certificate"), say("AuthConfig names none."))
    for server in draft.servers if config.current else ():
        installed = _on(draft, server, config.current)
        found = installed or found
        complete = complete and installed is not None
    if found is None or not complete:
        return None
    if found.certificate.ends <= draft.asked.now:
        _blocks(
            draft,
            say("Auth certificate {thumbprint}", thumbprint=config.current),
            say("It has expired; it must be replaced first."),
        )
        return None
    draft.in_place.append(
        say("Auth certificate {thumbprint}: on every server", thumbprint=config.current)
    )
    return b64encode(found.der).decode()


def _on(draft: Draft, server: str, thumbprint: str) -> Installed | None:
    reading = of_server(draft.facts.value(CERTIFICATES), server, draft.asked)
    title = say("Auth certificate on {server}", server=server)
    if isinstance(reading, Unread):
        draft.rests_on(title, "?")
        _blocks(draft, title, reading.reason)
        return None
    ours = [each for each in reading.value if same(each.certificate.thumbprint, thumbprint)]
    usable = next((each for each in ours if each.has_private_key is not False), None)
    draft.rests_on(title, str(usable is not None))
    if usable is None:
        _blocks(
            draft,
            title,
            say(
                "{server} lacks the certificate {thumbprint} or its private key; it must be "
                "imported there first.",
                server=server,
                thumbprint=thumbprint,
            ),
        )
    return usable


def _blocks(draft: Draft, title: Phrase, why: Phrase) -> None:
    draft.left.append(Left(title=title, why=why, blocks=True))
