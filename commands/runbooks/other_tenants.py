"""Other tenants that Exchange signs in to with the same certificate: their keys are people's.

One Exchange organisation may be hybrid with several tenants.  AuthConfig is one for all of them, so
what takes over takes over for each; a job reaches one tenant only.
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from uuid import UUID

from commands.checks.auth_servers import ACS, STS
from commands.checks.graph_script import SCRIPT_WHERE
from commands.checks.powershell import typed
from commands.facts.organisation import AUTH_SERVERS
from commands.findings import Console
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Left
from commands.runbooks.draft import Draft

_TYPES = (STS, ACS)


def leave(draft: Draft) -> None:
    """Warn of every other tenant whose sign-in ends with the publication, and leave it to people.

    Microsoft's script takes no tenant for ``-UpdateCertificate`` (``-CustomAppId`` and
    ``-TenantId`` belong to another of its parameter sets): the sign-in decides.
    https://github.com/microsoft/CSS-Exchange, ConfigureExchangeHybridApplication.ps1

    It does not block: with several tenants nothing could be rotated then, and nobody here can see
    what another tenant knows.
    """
    found = _others(draft)
    tenants = sorted({each.realm.lower() for each in found})
    if not tenants:
        return
    draft.rests_on(say("Auth servers of other tenants"), ", ".join(each.name for each in found))
    draft.warn(
        say(
            "Exchange signs in to other tenants with the same certificate: {tenants}. This job "
            "cannot bring the new key there. From the publication on their calendars and sign-ins "
            "fail (AADSTS700027), until people have brought it there.",
            tenants=", ".join(tenants),
        )
    )
    for tenant in tenants:
        servers = [each for each in found if same(each.realm, tenant)]
        ids = dict.fromkeys(each.application_id for each in servers if each.application_id)
        draft.left.append(
            Left(
                title=say("New key in tenant {tenant}", tenant=tenant),
                why=say(
                    "Auth server {names}, application {ids}. Once the new certificate is staged: "
                    "the script signs in to the tenant of whoever signs in, so that has to be an "
                    "administrator of this tenant, and finds the application by its name, "
                    "ExchangeServerApp- and the organisation's GUID. Or disable the auth server "
                    "where nobody uses it any more.",
                    names=", ".join(each.name for each in servers),
                    ids=", ".join(ids) or "–",
                ),
                command=typed(".\\ConfigureExchangeHybridApplication.ps1 -UpdateCertificate"),
                console=Console.EXCHANGE_SERVER,
                where=SCRIPT_WHERE,
            )
        )


def _others(draft: Draft) -> tuple[AuthServer, ...]:
    """Give the enabled issuers whose realm is a tenant, and not this one."""
    return tuple(
        each
        for each in draft.facts.value(AUTH_SERVERS)
        if each.enabled
        and any(same(each.type, one) for one in _TYPES)
        and _is_tenant(each.realm)
        and not same(each.realm, str(draft.asked.organisation.tenant_id))
    )


def _is_tenant(realm: str) -> bool:
    try:
        UUID(realm.strip())
    except ValueError:
        return False
    return True
