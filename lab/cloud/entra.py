"""Entra's sign-in service: tokens for applications, discovery documents, the realm of a user."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from aiohttp import web

from lab.cloud.assertions import Denied, prove
from lab.cloud.documents import jwk
from lab.cloud.tokens import LIFETIME, Tokens
from lab.cloud.web import latency, proxied
from lab.world import World
from lab.world_tenant import Principal

LOGIN = "https://login.microsoftonline.com"


def application(world: World, tokens: Tokens) -> web.Application:
    """Build the sign-in service of the tenant."""
    service = _SignIn(world, tokens)
    app = web.Application(middlewares=[latency(world.faults, "other"), proxied(world.faults)])
    for path in ("/{tenant}/oauth2/v2.0/token", "/{tenant}/oauth2/token"):
        app.router.add_post(path, service.token)
    for version in ("", "/v2.0"):
        app.router.add_get(
            "/{tenant}" + version + "/.well-known/openid-configuration",
            service.configuration(version),
        )
        app.router.add_get("/{tenant}/discovery" + version + "/keys", service.keys)
    app.router.add_get("/common/discovery/instance", service.instance)
    app.router.add_get("/{path:(?i:getuserrealm\\.srf)}", service.realm)
    return app


class _SignIn:
    def __init__(self, world: World, tokens: Tokens) -> None:
        self._world = world
        self._tokens = tokens

    async def token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        try:
            answer = self._grant(request, form)
        except Denied as denied:
            return self._denied(denied)
        return web.json_response(answer, headers={"Cache-Control": "no-store, no-cache"})

    def _grant(self, request: web.Request, form: dict[str, str]) -> dict[str, Any]:
        tenant = self._world.tenant
        self._tenant(request)
        if form.get("grant_type") != "client_credentials":
            raise Denied(
                70003,
                f"The app requested an unsupported grant type '{form.get('grant_type', '')}'.",
                "unsupported_grant_type",
                400,
            )
        client = self._client(form.get("client_id", ""))
        here = f"https://{request.host}/{request.match_info['tenant']}/oauth2"
        audiences = [f"{here}/v2.0/token", f"{here}/token"]
        prove(form, tenant, client, audiences, self._world.clock)
        audience = _audience(form)
        resource = self._tokens.resource(audience)
        if resource is None:
            raise Denied(
                500011,
                f"The resource principal named {audience} was not found in the tenant named "
                f"{tenant.initial_domain}. This can happen if the application has not been "
                "installed by the administrator of the tenant or consented to by any user in the "
                "tenant.",
                "invalid_resource",
                400,
            )
        lifetime = int(LIFETIME.total_seconds())
        return {
            "token_type": "Bearer",
            "expires_in": lifetime,
            "ext_expires_in": lifetime,
            "access_token": self._tokens.issue(client, resource, audience),
        }

    def _tenant(self, request: web.Request) -> None:
        named = request.match_info["tenant"]
        if not self._world.tenant.is_domain(named):
            raise Denied(
                90002,
                f"Tenant '{named}' not found. Check to make sure you have the correct tenant ID "
                "and are signing into the correct cloud.",
                "invalid_request",
                400,
            )

    def _client(self, app_id: str) -> Principal:
        tenant = self._world.tenant
        principal = tenant.principal(app_id)
        if principal is None or principal.app_id.casefold() != app_id.casefold():
            if tenant.application(app_id) is not None:
                raise Denied(
                    7000229,
                    f"The client application {app_id} is missing service principal in the tenant "
                    f"{tenant.id}.",
                    "unauthorized_client",
                )
            raise Denied(
                700016,
                f"Application with identifier '{app_id}' was not found in the directory "
                f"'{tenant.initial_domain}'.",
                "unauthorized_client",
                400,
            )
        if not principal.enabled:
            raise Denied(7000112, f"Application '{app_id}' is disabled.", "unauthorized_client")
        return principal

    def _denied(self, denied: Denied) -> web.Response:
        now, trace, correlation = self._world.clock.real(), str(uuid4()), str(uuid4())
        text = (
            f"AADSTS{denied.number}: {denied.text} Trace ID: {trace} Correlation ID: {correlation} "
            f"Timestamp: {now:%Y-%m-%d %H:%M:%SZ}"
        )
        body = {
            "error": denied.error,
            "error_description": text,
            "error_codes": [denied.number],
            "timestamp": f"{now:%Y-%m-%d %H:%M:%SZ}",
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": f"{LOGIN}/error?code={denied.number}",
        }
        return web.json_response(body, status=denied.status)

    def configuration(self, version: str) -> Callable[[web.Request], Any]:
        """Make the handler of one version's discovery document.

        Issuers keep their public names, as in tokens; endpoints are those of this machine.
        """

        async def handler(request: web.Request) -> web.Response:
            named = request.match_info["tenant"]
            tenant = self._world.tenant.id
            if named not in ("common", "organizations"):
                try:
                    self._tenant(request)
                except Denied as denied:
                    return self._denied(denied)
            here = f"https://{request.host}"
            return web.json_response(
                {
                    "issuer": f"{LOGIN}/{tenant}/v2.0"
                    if version
                    else f"https://sts.windows.net/{tenant}/",
                    "token_endpoint": f"{here}/{tenant}/oauth2{version}/token",
                    "authorization_endpoint": f"{here}/{tenant}/oauth2{version}/authorize",
                    "jwks_uri": f"{here}/common/discovery{version}/keys",
                    "token_endpoint_auth_methods_supported": [
                        "client_secret_post",
                        "private_key_jwt",
                    ],
                    "response_types_supported": ["code", "id_token"],
                    "subject_types_supported": ["pairwise"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "tenant_region_scope": "AS",
                    "cloud_instance_name": "microsoftonline.com",
                    "cloud_graph_host_name": "graph.windows.net",
                    "msgraph_host": "graph.microsoft.com",
                }
            )

        return handler

    async def keys(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": [jwk(self._world.tenant.signing)]})

    async def instance(self, request: web.Request) -> web.Response:
        here = f"https://{request.host}"
        return web.json_response(
            {
                "tenant_discovery_endpoint": f"{here}/{self._world.tenant.id}"
                "/v2.0/.well-known/openid-configuration",
                "api-version": "1.1",
                "metadata": [
                    {
                        "preferred_network": request.host,
                        "preferred_cache": request.host,
                        "aliases": [request.host],
                    }
                ],
            }
        )

    async def realm(self, request: web.Request) -> web.Response:
        login = request.query.get("login", "")
        domain = login.rpartition("@")[2].lower()
        if not self._world.tenant.is_domain(domain):
            return web.json_response(
                {"State": 4, "UserState": 1, "Login": login, "NameSpaceType": "Unknown"}
            )
        return web.json_response(
            {
                "State": 4,
                "UserState": 1,
                "Login": login,
                "NameSpaceType": "Managed",
                "DomainName": domain,
                "FederationBrandName": self._world.organisation.exchange_name,
                "CloudInstanceName": "microsoftonline.com",
                "CloudInstanceIssuerUri": "urn:federation:MicrosoftOnline",
            }
        )


def _audience(form: dict[str, str]) -> str:
    """Read the resource from ``scope`` (version 2) or ``resource`` (version 1)."""
    if form.get("resource"):
        return form["resource"]
    scope = form.get("scope", "")
    if not scope.endswith("/.default") or " " in scope.strip():
        raise Denied(
            1002012,
            f"The provided value for scope {scope} is not valid. Client credential flows must "
            "have a scope value with /.default suffixed to the resource identifier (application "
            "ID URI).",
            "invalid_scope",
            400,
        )
    return scope.removesuffix("/.default")
