"""What exists in the cloud: Entra, the tenant's signing key, Exchange Online's objects."""

import binascii
from base64 import b64decode
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from lab.world_keys import Certificate, thumbprint
from lab.world_premises import (
    AcceptedDomain,
    Connector,
    OrganizationRelationship,
    Recipient,
)

FULL_ACCESS_AS_APP = "dc890d15-9560-4a4c-9b7f-a736ec74ec40"
"""App role of Exchange Online that the dedicated hybrid application needs for EWS."""
MANAGE_AS_APP = "dc50a0fb-09a3-484d-be87-e023b12c6440"
"""App role ``Exchange.ManageAsApp``: Exchange Online PowerShell for an application."""


@dataclass(kw_only=True)
class Key:
    """One keyCredential."""

    key_id: str
    der: bytes
    """The value as stored: DER, or the ASCII of DER's base64 (the documented script writes that).
    https://learn.microsoft.com/exchange/configure-oauth-authentication-between-exchange-and-exchange-online-organizations-exchange-2013-help
    """
    custom_key_identifier: str = ""
    """As the JSON carries it: 40 hex digits, or base64 of the SHA-1."""
    name: str = ""
    starts: datetime
    ends: datetime

    @property
    def certificate(self) -> Certificate:
        return Certificate(decoded(self.der))

    @property
    def thumbprint(self) -> str:
        return thumbprint(decoded(self.der))


@dataclass(kw_only=True)
class AppRole:
    id: str
    value: str
    name: str = ""


@dataclass(kw_only=True)
class Principal:
    """A service principal."""

    id: str
    app_id: str
    name: str
    enabled: bool = True
    names: list[str] = field(default_factory=list)
    """servicePrincipalNames as stored."""
    keys: list[Key] = field(default_factory=list)
    roles: list[AppRole] = field(default_factory=list)
    """appRoles that it offers as a resource."""
    secrets: list[str] = field(default_factory=list)
    directory_roles: list[str] = field(default_factory=list)
    """Display names, e.g. ``Global Reader``."""
    first_party: bool = False


@dataclass(frozen=True, kw_only=True)
class RoleNeed:
    """One entry of requiredResourceAccess: asked for, not granted."""

    resource_app_id: str
    role_id: str
    type: str = "Role"


@dataclass(kw_only=True)
class Application:
    """An application registration; signs in with its own keys as well as with its principal's."""

    id: str
    app_id: str
    name: str
    keys: list[Key] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    audience: str = "AzureADMyOrg"
    required: list[RoleNeed] = field(default_factory=list)


@dataclass(kw_only=True)
class Grant:
    """An appRoleAssignment: ``role_id`` of ``resource_id`` given to ``principal_id``."""

    id: str
    principal_id: str
    resource_id: str
    role_id: str


@dataclass(kw_only=True)
class User:
    """A person in Entra.  ``person`` is who it is in the demo (operator, lead, …) or empty."""

    id: str
    name: str
    upn: str
    mail: str = ""
    person: str = ""
    guest: bool = False


@dataclass(kw_only=True)
class Group:
    id: str
    name: str
    members: list[str] = field(default_factory=list)
    """Object ids of users and of nested groups."""


@dataclass(kw_only=True)
class IntraOrganizationConfiguration:
    """What Exchange Online remembers of the on-premises organisation's endpoints."""

    discovery_endpoint: str
    web_service_endpoint: str
    target_addresses: list[str]


@dataclass(kw_only=True)
class OnPremisesOrganization:
    guid: str
    name: str
    organization_guid: str
    domains: list[str]


@dataclass(kw_only=True)
class CloudOrganizationConfig:
    """The EWS switches; a null lets everybody in until Microsoft turns this tenant off."""

    ews_enabled: bool | None = None
    ews_allowed_app_ids: list[str] = field(default_factory=list)
    ews_application_access_policy: str = ""
    ews_allow_list: list[str] = field(default_factory=list)
    ews_block_list: list[str] = field(default_factory=list)
    oauth_enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One sign-in of an application, as Entra ID's log keeps it."""

    at: datetime
    app_id: str
    resource: str
    """Application id of the resource; empty where it came to none."""
    thumbprint: str
    """Of the certificate that signed, upper case hex."""
    error: int = 0
    """The number after AADSTS; 0 for a success."""
    address: str = "203.0.113.20"
    token: str = ""
    """Unique identifier (``uti``) of the token that was issued."""


@dataclass(frozen=True, kw_only=True)
class GraphCall:
    """One request that Graph received, as its activity log keeps it."""

    at: datetime
    app_id: str
    token: str
    """``uti`` of the token that it carried."""
    path: str
    status: int


@dataclass(frozen=True, kw_only=True)
class HeldToken:
    """A token for Graph that a server goes by."""

    until: datetime
    text: str = field(repr=False)


@dataclass(kw_only=True)
class Tenant:
    """One Entra tenant with its Exchange Online organisation."""

    id: str
    initial_domain: str
    routing_domain: str
    signing: Certificate
    """The key that ACS and evoSTS sign tokens with today."""
    domains: list[str] = field(default_factory=list)
    """Verified domains."""
    principals: list[Principal] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    accepted_domains: list[AcceptedDomain] = field(default_factory=list)
    connectors: list[Connector] = field(default_factory=list)
    relationships: list[OrganizationRelationship] = field(default_factory=list)
    intra_organization_configuration: IntraOrganizationConfiguration
    on_premises_organization: OnPremisesOrganization
    organization_config: CloudOrganizationConfig = field(default_factory=CloudOrganizationConfig)
    longest_key_days: float = 0.0
    """How long a new key may last by the tenant's app management policy (asymmetricKeyLifetime);
    0: there is none, as in a tenant that nobody has set one in."""
    ews_switch_seconds: float = 3600.0
    """How long a change of EwsEnabled takes to be in force (Exchange Team 4548568: about an hour).
    """
    ews_list_seconds: float = 86400.0
    """How long a change of EwsAllowedAppIDs takes (Exchange Team 4529471: each server refreshes its
    copy every 24 hours)."""
    ews_empty_list_blocks: datetime = datetime(2026, 10, 1, tzinfo=UTC)
    """From here on True with an empty list blocks all but organization relationships: the table of
    Exchange Team 4529471.  The same post has Microsoft fill the lists until 2026-10-10."""
    ews_turned_off: datetime | None = None
    """When Microsoft sets EwsEnabled of this tenant to False, if it is null and there is no list
    by then.  Nobody can know the wave of a tenant, so a scenario says it."""
    ews_in_one_answer: bool = False
    """Whether ``Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy`` holds EwsEnabled as
    well.  Microsoft's pages read the two apart; one script of others reads both there."""
    ews_reason_shown: bool = False
    """Whether Test-OAuthConnectivity prints X-EWS-Policy-Reason.  The code of Exchange 2013 cannot,
    and no sample of a later build shows it."""
    ews_ended_answer: int = 404
    """What EWS answers from 2027-04-01 on: 404 before it asks for a token, or 403 after one was
    sent.  Nobody can know it yet; 404 hides more."""
    token_without_consent: bool = True
    """Whether Entra ID gives an application without any granted role a token, with none in it, as
    it usually does for an application's own sign-in; else it answers AADSTS65001.  Which of the two
    Exchange Online's resource yields is not documented."""
    premium: bool = True
    """Whether the tenant has Entra ID P1 or P2, without which the log answers 403."""
    sign_in_log_seconds: float = 900.0
    """How long a sign-in takes to be shown.  Microsoft gives no figure."""
    sign_in_thumbprints: str = "base64url"
    """``hex`` or ``base64url``: how the log writes a thumbprint is not documented."""
    lookups_every: float = 0.0
    """Seconds between look-ups of people on premises at calendars in the cloud; 0: nobody looks."""
    looked_up: datetime | None = None
    sign_ins: list[SignIn] = field(default_factory=list)
    graph_tokens: dict[str, HeldToken] = field(default_factory=dict)
    """The token for Graph that each server has."""
    workspace: str = "7a1c3f0e-52d4-4b0a-9d1e-2f8b6c405e11"
    """Id of the Log Analytics workspace that the logs are sent to."""
    logs_reader: bool = True
    """Whether the product has Log Analytics Reader on the workspace."""
    graph_activity: bool = True
    """Whether a diagnostic setting sends MicrosoftGraphActivityLogs to the workspace."""
    sign_ins_exported: bool = True
    """Whether one sends AADServicePrincipalSignInLogs there."""
    graph_activity_seconds: float = 1800.0
    """How long a request takes to be shown: within half an hour as a rule, up to two."""
    logs_partial: bool = False
    """Whether the workspace answers with a part of the result and an error beside it."""
    graph_calls: list[GraphCall] = field(default_factory=list)
    ews_enabled_until: list[tuple[datetime, bool | None]] = field(default_factory=list)
    ews_list_until: list[tuple[datetime, list[str]]] = field(default_factory=list)
    """Values that stay in force until then, whatever is configured by now; oldest first."""
    mailboxes: list[Recipient] = field(default_factory=list)
    exchange_hosts: list[str] = field(default_factory=list)
    """Host names that are Exchange Online itself."""

    def principal(self, identity: str) -> Principal | None:
        """Find a service principal by object id or application id."""
        wanted = identity.casefold()
        for principal in self.principals:
            if wanted in (principal.id.casefold(), principal.app_id.casefold()):
                return principal
        return None

    def application(self, identity: str) -> Application | None:
        """Find an application registration by object id or application id."""
        wanted = identity.casefold()
        for application in self.applications:
            if wanted in (application.id.casefold(), application.app_id.casefold()):
                return application
        return None

    def keys(self, app_id: str) -> list[Key]:
        """The keys an application may sign in with: the registration's and the principal's."""
        principal, application = self.principal(app_id), self.application(app_id)
        return [
            *(application.keys if application else ()),
            *(principal.keys if principal else ()),
        ]

    def owner_of_name(self, name: str) -> Principal | None:
        """The principal that carries a servicePrincipalName, compared exactly but for case."""
        wanted = name.casefold()
        for principal in self.principals:
            if any(wanted == known.casefold() for known in principal.names):
                return principal
        return None

    def config_at(self, now: datetime) -> CloudOrganizationConfig:
        """The organisation settings that Exchange Online goes by."""
        config = self.organization_config
        enabled = next((old for until, old in self.ews_enabled_until if now < until),
                       config.ews_enabled)  # fmt: skip
        listed = next((old for until, old in self.ews_list_until if now < until),
                      config.ews_allowed_app_ids)  # fmt: skip
        turned_off = self.ews_turned_off is not None and now >= self.ews_turned_off
        if enabled is None and turned_off and not listed:
            enabled = False
        return replace(config, ews_enabled=enabled, ews_allowed_app_ids=listed)

    def is_domain(self, domain: str) -> bool:
        """Say whether ``domain`` (or the tenant id) names this tenant."""
        return domain.casefold() in {name.casefold() for name in (self.id, *self.domains)}


def decoded(stored: bytes) -> bytes:
    """Give the DER of a stored key value, which may be base64 text of it."""
    if stored[:1] == b"\x30":
        return stored
    try:
        return b64decode(stored, validate=True)
    except binascii.Error:
        return stored
