"""The metadata of ACS and evoSTS: one signing key, told twice."""

from base64 import b64decode
from xml.etree import ElementTree

import pytest

XML = "{http://www.w3.org/2000/09/xmldsig#}X509Certificate"


@pytest.mark.parametrize("domain", ["hbna.co.kr", "HBNA.onmicrosoft.com", "tenant id"])
async def test_acs_tells_realm_endpoint_and_key(world, cloud, http, domain):
    tenant = world.tenant
    name = tenant.id if domain == "tenant id" else domain
    async with http.get(f"{cloud.documents}/{name}/metadata/json/1") as answer:
        body = await answer.json()

    assert (body["realm"], body["issuer"]) == (
        tenant.id,
        f"00000001-0000-0000-c000-000000000000@{tenant.id}",
    )
    assert body["endpoints"][0]["location"].endswith(f"/{tenant.id}/tokens/OAuth/2")
    assert [b64decode(key["keyValue"]["value"]) for key in body["keys"]] == [tenant.signing.der]
    assert [key["keyInfo"]["x5t"] for key in body["keys"]] == [tenant.signing.x5t]


async def test_evosts_tells_the_issuer_and_the_same_key(world, cloud, http):
    url = f"{cloud.documents}/hbna.co.kr/FederationMetadata/2007-06/FederationMetadata.xml"
    async with http.get(url) as answer:
        root = ElementTree.fromstring(await answer.text())  # noqa: S314  (the lab's own)

    assert root.get("entityID") == f"https://sts.windows.net/{world.tenant.id}/"
    keys = {b64decode(node.text or "") for node in root.iter(XML)}
    assert keys == {world.tenant.signing.der}


@pytest.mark.parametrize(
    "path", ["metadata/json/1", "federationmetadata/2007-06/federationmetadata.xml"]
)
async def test_an_unknown_domain_has_none(cloud, http, path):
    async with http.get(f"{cloud.documents}/nobody.example/{path}") as answer:
        assert answer.status == 400
