"""Step 1: the two token issuers that Exchange trusts; what is there is taken up."""

from dataclasses import dataclass

from commands.actions.auth_server_metadata import RefreshMetadata, SetMetadataUrl, is_current
from commands.actions.auth_servers import EnableAuthServer, NewAuthServer
from commands.checks import auth_server_metadata
from commands.checks.auth_servers import ACS, STS, address, names_tenant
from commands.checks.powershell import typed
from commands.checks.several_issuers import Several, default_moves, several
from commands.facts.organisation import AUTH_SERVERS, ORGANISATION
from commands.findings import Console, Verdict
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import ACS_ISSUER, same
from commands.phrases import say
from commands.runbooks.draft import Draft


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """One of the two; ``metadata`` is the finding about its metadata address.

    ``issuer`` is empty where none is published for the tenant's cloud.
    """

    type: str
    name: str
    issuer: str
    metadata: str


def plan_acs(draft: Draft) -> None:
    """The access control service, whose tokens carry Exchange Online's calls."""
    kind = _Kind(
        type=ACS,
        name=f"ACS - {_guid(draft)}",
        issuer=ACS_ISSUER,
        metadata="auth-server.metadata.acs",
    )
    _plan(draft, kind)


def plan_sts(draft: Draft) -> None:
    """Entra ID, as whose application Exchange signs in."""
    house = draft.asked.organisation
    kind = _Kind(
        type=STS,
        name=new_name(draft),
        issuer=house.cloud.issuer_of(house.tenant_id),
        metadata="auth-server.metadata.evosts",
    )
    _plan(draft, kind)


def issuer(draft: Draft, type: str) -> AuthServer | None:
    """Give the tenant's auth server of a type, an enabled one before others."""
    return min(_ours(draft, type), key=lambda server: not server.enabled, default=None)


def new_name(draft: Draft) -> str:
    """Give the name that the hybrid wizard gives the one of Entra ID."""
    return f"EvoSts - {_guid(draft)}"


def _ours(draft: Draft, type: str) -> list[AuthServer]:
    return [
        server
        for server in draft.facts.value(AUTH_SERVERS)
        if same(server.type, type) and same(server.realm, _tenant(draft))
    ]


def _plan(draft: Draft, kind: _Kind) -> None:
    ours = _ours(draft, kind.type)
    draft.rests_on(
        say("Auth server of type {type}", type=kind.type),
        "; ".join(_state(each) for each in ours),
    )
    found = issuer(draft, kind.type)
    if found is None:
        _make(draft, kind)
        return
    if kind.type == STS:
        enabled = [each for each in ours if each.enabled]
        if (found_several := several(enabled, draft.facts)) is not None:
            _several(draft, found_several)
            return
    before = len(draft.items)
    if not found.enabled:
        draft.items.append(EnableAuthServer(server=draft.server, auth_server=found.name))
    _metadata(draft, kind, found)
    if len(draft.items) == before:
        draft.in_place.append(say("Auth server {name}: enabled, of this tenant", name=found.name))


def _state(server: AuthServer) -> str:
    default = "" if not server.is_default else ", IsDefaultAuthorizationEndpoint True"
    return f"{server.name}: Enabled {server.enabled}, {server.metadata_url}{default}"


def _make(draft: Draft, kind: _Kind) -> None:
    """Make it, unless its name is taken: then nothing is touched, and people decide."""
    if any(same(each.name, kind.name) for each in draft.facts.value(AUTH_SERVERS)):
        draft.blocks(
            say("Auth server {name}", name=kind.name),
            say(
                "It is there, but of another tenant or type; it is not touched. Rename or "
                "remove it; until then nothing at all is changed."
            ),
            typed("Get-AuthServer -Identity {name} | Format-List", name=kind.name),
            console=Console.EXCHANGE_SERVER,
        )
        return
    draft.items.append(
        NewAuthServer(
            server=draft.server,
            auth_server=kind.name,
            metadata_url=address(kind.type, draft.asked.organisation),
            type=STS if kind.type == STS else "",
        )
    )


def _several(draft: Draft, found: Several) -> None:
    """Stop as Microsoft's script does: which of them signs in is not defined."""
    title = say("Auth servers of Entra ID")
    if found.kept is None:
        why = say(
            "Several enabled ones are of this tenant: {names}. {why} Decide which one stays; "
            "until then nothing at all is changed.",
            names=found.names,
            why=found.why,
        )
    elif (moving := default_moves(found)) is not None:
        why = say(
            "Several enabled ones are of this tenant: {names}. {why} Outlook's modern "
            "authentication goes through {now}: move it as given here before you disable any; "
            "until then nothing at all is changed.",
            names=found.names,
            why=found.why,
            now=moving.name,
        )
    else:
        why = say(
            "Several enabled ones are of this tenant: {names}. {why} Keep that one and disable the "
            "others; until then nothing at all is changed.",
            names=found.names,
            why=found.why,
        )
    draft.blocks(title, why, found.command, console=Console.EXCHANGE_SERVER)


def _metadata(draft: Draft, kind: _Kind, found: AuthServer) -> None:
    """Have it follow a document of this tenant, and say what that says."""
    findings = auth_server_metadata.CHECK.answer(draft.facts, draft.asked)
    wrong = any(each.id == kind.metadata and each.verdict is Verdict.FAIL for each in findings)
    if wrong and not names_tenant(found, draft.asked):
        draft.items.append(
            SetMetadataUrl(
                server=draft.server,
                auth_server=found.name,
                metadata_url=address(kind.type, draft.asked.organisation),
                old_metadata_url=found.metadata_url,
            )
        )
    elif kind.issuer and not is_current(found, kind.issuer, _tenant(draft)):
        draft.items.append(
            RefreshMetadata(
                server=draft.server,
                auth_server=found.name,
                issuer=kind.issuer,
                tenant=_tenant(draft),
                old_issuer=found.issuer,
                old_endpoint=found.token_endpoint,
            )
        )


def _tenant(draft: Draft) -> str:
    return str(draft.asked.organisation.tenant_id)


def _guid(draft: Draft) -> str:
    return draft.facts.value(ORGANISATION).guid
