"""``import auth cert to EX02``: a server gets the certificate that the others have, no new one.

A certificate that one server misses is no reason for a new one: that would only make the others
sign with something nobody knows.
"""

from collections.abc import Mapping

from commands.check import Asked
from commands.checks.certificate_view import View
from commands.facts.organisation import AUTH_CONFIG
from commands.gates import PLAN
from commands.look import Facts
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Plan, Question, Runbook
from commands.runbooks.auth_certificate import BROUGHT_WITHIN, NEEDS, bring, proof, rests, whole
from commands.runbooks.draft import Draft


def plan(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan the copies that one server needs: of the current certificate, and of the staged one."""
    draft = Draft(facts, asked, options)
    wanted = options.get("server", "")
    server = next((name for name in draft.servers if same(name, wanted)), "")
    title = say("Copy of the auth certificate to {server}", server=server or wanted)
    seen = rests(draft)
    if not server:
        draft.blocks(
            say("Server {server}", server=wanted),
            say("It is none of {servers}.", servers=", ".join(draft.servers)),
        )
        return whole(draft, title, ())
    if server in seen.dark:
        draft.blocks(say("Server {server}", server=server), seen.dark[server].reason,
               f"check auth cert {asked.organisation.domain}")  # fmt: skip
        return whole(draft, title, ())
    _copies(draft, seen, server)
    if not draft.items:
        return whole(draft, title, ())
    asks = Question(name=PLAN, title=say("Copy the auth certificate to {server}?", server=server))
    return whole(draft, title, [asks, *draft.items, proof("auth cert")])


def _copies(draft: Draft, seen: View, server: str) -> None:
    config = draft.facts.value(AUTH_CONFIG)
    rows = (
        (config.current, seen.holder, server in seen.seen.lacking_current),
        (config.next, seen.next_holder, server in seen.seen.lacking_next),
    )
    for thumbprint, holder, lacks in rows:
        if not thumbprint:
            continue
        if not lacks:
            draft.in_place.append(
                say("Certificate {thumbprint}: on {server}", thumbprint=thumbprint, server=server)
            )
        elif not holder:
            _nowhere(draft, seen, thumbprint)
        else:
            keyless = seen.keyless if same(thumbprint, config.current) else ()
            bring(
                draft,
                thumbprint,
                holder,
                (server,),
                within=BROUGHT_WITHIN,
                lacks=True,
                keyless=keyless,
            )


def _nowhere(draft: Draft, seen: View, thumbprint: str) -> None:
    domain = draft.asked.organisation.domain
    title = say("Certificate {thumbprint}", thumbprint=thumbprint)
    if seen.dark:
        draft.blocks(
            title,
            say(
                "No server that answers has it with its key; {servers} could not be asked.",
                servers=", ".join(sorted(seen.dark)),
            ),
            f"check auth cert {domain}",
        )
    else:
        why = say("No server has it with its key any more: it cannot be copied from anywhere.")
        is_current = same(thumbprint, draft.facts.value(AUTH_CONFIG).current)
        instead = "replace auth cert now" if is_current else "rotate auth cert"
        draft.blocks(title, why, f"{instead} {domain}")


IMPORT = Runbook(
    name="import auth cert",
    title=say("Plan the copy of the auth certificate to a server"),
    needs=NEEDS,
    plan=plan,
)
