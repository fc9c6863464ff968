"""Step 3: the auth certificate, read from the servers themselves; no file is shared."""

from base64 import b64encode

from commands.checks.fleet import of_server
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.look import Unread
from commands.outside.exchange import Installed, of_thumbprint
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbooks.draft import Draft


def plan(draft: Draft) -> tuple[str, ...]:
    """Give the current certificate and the staged next one, base64 of DER.

    Empty when something stands in the way.

    A server without it, or that could not be asked, stands in the way: a test from there could not
    succeed, and nothing is changed on a guess.
    """
    config = draft.facts.value(AUTH_CONFIG)
    draft.rests_on(say("Current auth certificate"), config.current or "–")
    found: Installed | None = None
    complete = bool(config.current)
    if not config.current:
        draft.blocks(
            say("Auth certificate"),
            say(
                "Get-AuthConfig names none; one must be made first. Until then nothing is changed."
            ),
            f"replace auth cert now {draft.asked.organisation.domain}",
        )
    for server in draft.servers if config.current else ():
        installed = _on(draft, server, config.current)
        found = installed or found
        complete = complete and installed is not None
    if found is None or not complete:
        return ()
    if found.certificate.ends <= draft.asked.now:
        draft.blocks(
            say("Auth certificate {thumbprint}", thumbprint=config.current),
            say("It has expired; it must be replaced first. Until then nothing at all is changed."),
            f"replace auth cert now {draft.asked.organisation.domain}",
        )
        return ()
    draft.in_place.append(
        say("Auth certificate {thumbprint}: on every server", thumbprint=config.current)
    )
    staged = _staged(draft, config.next)
    return tuple(b64encode(each.der).decode() for each in (found, *staged))


def _staged(draft: Draft, thumbprint: str) -> list[Installed]:
    """Give the next certificate from a server that has it: it is to be known before it is used."""
    draft.rests_on(say("Next auth certificate"), thumbprint or "–")
    readings = draft.facts.value(CERTIFICATES).values()
    stores = [each.value for each in readings if not isinstance(each, Unread)]
    everywhere = [each for store in stores for each in store]
    found = (each for each in everywhere if same(each.certificate.thumbprint, thumbprint))
    return [each for each in found if each.certificate.ends > draft.asked.now][:1]


def _on(draft: Draft, server: str, thumbprint: str) -> Installed | None:
    reading = of_server(draft.facts.value(CERTIFICATES), server, draft.asked)
    title = say("Auth certificate on {server}", server=server)
    if isinstance(reading, Unread):
        draft.rests_on(title, "?")
        draft.blocks(title, reading.reason)
        return None
    there = of_thumbprint(reading.value, thumbprint)
    usable = there if there is not None and there.may_sign else None
    draft.rests_on(title, str(usable is not None))
    if usable is None:
        draft.blocks(
            title,
            say(
                "{server} lacks the certificate {thumbprint} or its private key; it must be "
                "imported there first. Until then nothing at all is changed: no test from there "
                "could succeed.",
                server=server,
                thumbprint=thumbprint,
            ),
            f"import auth cert to {server} {draft.asked.organisation.domain}",
        )
    return usable
