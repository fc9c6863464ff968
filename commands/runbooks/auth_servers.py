"""Step 1: the two token issuers that Exchange trusts; what is there is taken up."""

from typing import Final

from commands.actions.auth_servers import EnableAuthServer, NewAuthServer
from commands.checks import auth_server_acs, auth_server_evosts
from commands.facts.organisation import AUTH_SERVERS, ORGANISATION
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Left
from commands.runbooks.draft import Draft

ACS: Final = "MicrosoftACS"
STS: Final = "AzureAD"


def plan_acs(draft: Draft) -> None:
    """The access control service, whose tokens carry Exchange Online's calls."""
    _plan(draft, ACS, f"ACS - {_guid(draft)}", auth_server_acs.HOST, auth_server_acs.DOCUMENT)


def plan_sts(draft: Draft) -> None:
    """Entra ID, as whose application Exchange signs in."""
    _plan(draft, STS, new_name(draft), auth_server_evosts.HOST, auth_server_evosts.DOCUMENT)


def issuer(draft: Draft, type: str) -> AuthServer | None:
    """Give the tenant's auth server of a type, an enabled one before others."""
    ours = [
        server
        for server in draft.facts.value(AUTH_SERVERS)
        if same(server.type, type) and same(server.realm, str(draft.asked.organisation.tenant_id))
    ]
    return min(ours, key=lambda server: not server.enabled, default=None)


def new_name(draft: Draft) -> str:
    """Give the name that the hybrid wizard gives the one of Entra ID."""
    return f"EvoSts - {_guid(draft)}"


def _plan(draft: Draft, type: str, name: str, host: str, document: str) -> None:
    found = issuer(draft, type)
    known = "–" if found is None else f"{found.name}; Enabled {found.enabled}"
    draft.rests_on(say("Auth server of type {type}", type=type), known)
    if found is not None and found.enabled:
        draft.in_place.append(say("Auth server {name}: enabled, of this tenant", name=found.name))
    elif found is not None:
        draft.items.append(EnableAuthServer(server=draft.server, auth_server=found.name))
    elif any(same(each.name, name) for each in draft.facts.value(AUTH_SERVERS)):
        draft.left.append(
            Left(
                title=say("Auth server {name}", name=name),
                why=say("It is there, but of another tenant or type; it is not touched."),
                blocks=True,
            )
        )
    else:
        url = f"https://{host}/{draft.asked.organisation.initial_domain}{document}"
        draft.items.append(
            NewAuthServer(
                server=draft.server,
                auth_server=name,
                metadata_url=url,
                type=STS if type == STS else "",
            )
        )


def _guid(draft: Draft) -> str:
    return draft.facts.value(ORGANISATION).guid
