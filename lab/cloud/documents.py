"""Metadata documents: who signs tokens here, and with which certificates.

Addresses inside them are the public ones, since that is what Exchange stores when it reads them.
"""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

from lab.cloud.web import latency, proxied
from lab.world import World
from lab.world_keys import Certificate, base64url
from lab.world_premises import ACS_ISSUER

ACS = "https://accounts.accesscontrol.windows.net"
_PATH: Final = re.compile(
    r"/(?P<domain>[^/]+)/(?:(?P<acs>metadata/json/1)|federationmetadata/2007-06/federationmetadata\.xml)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """One answer, as it goes over the wire."""

    status: int
    text: str = ""
    type: str = "application/json"


NO_PAGE: Final = Page(404)


def application(world: World) -> web.Application:
    """Build the hosts of ACS's and evoSTS's metadata; one answers for both."""
    app = web.Application(middlewares=[latency(world.faults, "other"), proxied(world.faults)])

    async def answer(request: web.Request) -> web.Response:
        found = page(world, request.path)
        return web.Response(
            status=found.status, text=found.text, content_type=found.type, charset="utf-8"
        )

    app.router.add_get("/{path:.*}", answer)
    return app


def page(world: World, path: str) -> Page:
    """Give the document at a path: ACS's in JSON, evoSTS's in XML."""
    found = _PATH.fullmatch(path)
    if found is None:
        return NO_PAGE
    if not world.tenant.is_domain(found["domain"]):
        return Page(400, json.dumps(_no_such(found["domain"])))
    if found["acs"]:
        return Page(200, json.dumps(access_control(world)))
    return Page(200, federation(world), "application/samlmetadata+xml")


def access_control(world: World) -> dict[str, Any]:
    """ACS's document: ``GET /{domain}/metadata/json/1``."""
    realm = world.tenant.id
    return {
        **_signer(f"{ACS_ISSUER}@{realm}", ACS_ISSUER, realm, [world.tenant.signing]),
        "endpoints": [
            {
                "location": f"{ACS}/{realm}/tokens/OAuth/2",
                "protocol": "OAuth2",
                "usage": "issuance",
            },
            {
                "location": f"{ACS}/{realm}/metadata/json/1",
                "protocol": "OAuth2",
                "usage": "metadata",
            },
        ],
    }


def exchange(
    service: str, realm: str, host: str, certificates: Sequence[Certificate]
) -> dict[str, Any]:
    """An Exchange server's document: ``GET /autodiscover/metadata/json/1``."""
    return {
        **_signer(f"{service}@{realm}", service, realm, certificates),
        "endpoints": [
            {
                "location": f"https://{host}/autodiscover/metadata/json/1",
                "protocol": "OAuth2",
                "usage": "metadata",
            }
        ],
    }


def _signer(
    issuer: str, service: str, realm: str, certificates: Sequence[Certificate]
) -> dict[str, Any]:
    """The members that all JSON metadata share (MS-SPS2SAUTH, 3.2: metadata document)."""
    return {
        "id": f"_{uuid5(NAMESPACE_URL, issuer)}",
        "version": "1.0",
        "name": service,
        "realm": realm,
        "serviceName": service,
        "issuer": issuer,
        "allowedAudiences": [issuer],
        "keys": [
            {
                "usage": "signing",
                "keyInfo": {"x5t": one.x5t},
                "keyValue": {"type": "x509Certificate", "value": b64encode(one.der).decode()},
            }
            for one in certificates
        ],
    }


def federation(world: World) -> str:
    """EvoSTS's document: WS-Federation metadata with the tenant's signing certificates."""
    tenant = world.tenant.id
    key = b64encode(world.tenant.signing.der).decode()
    endpoint = quoteattr(f"https://login.microsoftonline.com/{tenant}/wsfed")
    descriptor = (
        '<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">'
        f"<X509Data><X509Certificate>{key}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<EntityDescriptor ID="_{uuid5(NAMESPACE_URL, tenant)}" '
        f'entityID="https://sts.windows.net/{tenant}/" '
        'xmlns="urn:oasis:names:tc:SAML:2.0:metadata">'
        '<RoleDescriptor xsi:type="fed:SecurityTokenServiceType" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706" '
        'protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706">'
        f"{descriptor}</RoleDescriptor>"
        '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
        f"{descriptor}"
        '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" '
        f"Location={endpoint}/></IDPSSODescriptor></EntityDescriptor>"
    )


def jwk(certificate: Certificate) -> dict[str, Any]:
    """One key of a discovery document."""
    numbers: RSAPublicNumbers = certificate.public_key.public_numbers()
    return {
        "kty": "RSA",
        "use": "sig",
        "alg": "RS256",
        "kid": certificate.x5t,
        "x5t": certificate.x5t,
        "n": base64url(numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big")),
        "e": base64url(numbers.e.to_bytes(3, "big")),
        "x5c": [b64encode(certificate.der).decode()],
    }


def _no_such(domain: str) -> dict[str, Any]:
    return {
        "error": "invalid_request",
        "error_description": f"AADSTS90002: Tenant '{domain}' not found.",
        "error_codes": [90002],
    }
