"""The token service believes nothing that is not signed by a registered key."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import aiohttp
import jwt
import pytest
from azure.core.exceptions import ClientAuthenticationError
from azure.identity.aio import CertificateCredential, ClientSecretCredential
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from lab.ca import real_now
from lab.cloud.enrol import Credential
from lab.cloud.serve import Cloud
from lab.world import World
from lab.world_keys import Certificate, make_certificate

GRAPH = "https://graph.microsoft.com/.default"


@pytest.fixture
async def credential(
    world: World, cloud: Cloud, enrolled: Credential, ca_file: Path
) -> AsyncIterator[CertificateCredential]:
    async with CertificateCredential(
        world.tenant.id,
        enrolled.app_id,
        certificate_data=enrolled.pem,
        authority=cloud.login,
        connection_verify=str(ca_file),
    ) as made:
        yield made


async def test_gives_a_token_to_a_registered_certificate(credential, cloud, enrolled):
    token = await credential.get_token(GRAPH)

    caller = cloud.tokens.verify(f"Bearer {token.token}", "00000003-0000-0000-c000-000000000000")
    assert caller.app_id == enrolled.app_id
    assert caller.roles == {"Application.Read.All", "GroupMember.Read.All"}


async def test_knows_a_resource_by_its_address_on_this_machine(credential, cloud):
    token = await credential.get_token(f"{cloud.exchange}/.default")

    caller = cloud.tokens.verify(f"Bearer {token.token}", "00000002-0000-0ff1-ce00-000000000000")
    assert caller.roles == {"Exchange.ManageAsApp"}


async def test_a_key_that_was_taken_away_signs_in_no_more(credential, world, enrolled):
    world.tenant.application(enrolled.app_id).keys.clear()

    with pytest.raises(ClientAuthenticationError, match="AADSTS700027"):
        await credential.get_token(GRAPH)


async def test_a_disabled_application_gets_nothing(credential, world, enrolled):
    world.tenant.principal(enrolled.app_id).enabled = False

    with pytest.raises(ClientAuthenticationError, match="AADSTS7000112"):
        await credential.get_token(GRAPH)


async def test_an_unknown_resource_is_named(credential):
    with pytest.raises(ClientAuthenticationError, match=r"AADSTS500011.*https://nobody\.example"):
        await credential.get_token("https://nobody.example/.default")


@pytest.mark.parametrize(
    ("secret", "answer"),
    [pytest.param("right", "", id="right"), pytest.param("wrong", "AADSTS7000215", id="wrong")],
)
async def test_takes_the_registered_secret_only(world, cloud, enrolled, ca_file, secret, answer):
    world.tenant.principal(enrolled.app_id).secrets.append("right")
    async with ClientSecretCredential(
        world.tenant.initial_domain,
        enrolled.app_id,
        secret,
        authority=cloud.login,
        connection_verify=str(ca_file),
    ) as credential:
        if answer:
            with pytest.raises(ClientAuthenticationError, match=answer):
                await credential.get_token(GRAPH)
        else:
            assert (await credential.get_token(GRAPH)).token.count(".") == 2


def assertion(certificate: Certificate, app_id: str, audience: str, **changes: object) -> str:
    now = real_now()
    claims = {
        "aud": audience,
        "iss": app_id,
        "sub": app_id,
        "jti": str(uuid4()),
        "nbf": now,
        "exp": now + timedelta(minutes=10),
        **changes,
    }
    headers = {"x5t#S256": certificate.x5t_s256}
    return jwt.encode(claims, certificate.key, algorithm="PS256", headers=headers)


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        pytest.param({}, 0, id="as it should be"),
        pytest.param({"aud": "https://elsewhere.example/token"}, 700023, id="for somebody else"),
        pytest.param({"exp": real_now() - timedelta(hours=1)}, 700024, id="expired"),
        pytest.param({"nbf": real_now() + timedelta(hours=1)}, 700024, id="not yet valid"),
        pytest.param({"iss": "another"}, 50027, id="issued by another"),
        pytest.param({"sub": "another"}, 700021, id="about another"),
    ],
)
async def test_reads_every_claim_of_an_assertion(world, cloud, enrolled, http, changes, number):
    certificate = _own(world, enrolled)
    url = f"{cloud.login}/{world.tenant.id}/oauth2/v2.0/token"

    answer = await _ask(
        http, url, enrolled, assertion(certificate, enrolled.app_id, url, **changes)
    )

    assert answer.get("error_codes", [0]) == [number]


async def test_a_certificate_outside_its_dates_does_not_count(world, cloud, enrolled, http):
    now = real_now()
    old = make_certificate(
        "old", starts=now - timedelta(days=9), ends=now - timedelta(days=1), bits=2048
    )
    world.tenant.application(enrolled.app_id).keys[0].der = old.der
    url = f"{cloud.login}/{world.tenant.id}/oauth2/v2.0/token"

    answer = await _ask(http, url, enrolled, assertion(old, enrolled.app_id, url))

    assert answer["error_codes"] == [1000502]


async def test_another_key_under_a_registered_thumbprint_does_not_count(
    world, cloud, enrolled, http
):
    own = _own(world, enrolled)
    forged = Certificate(own.der, world.tenant.signing.key)
    url = f"{cloud.login}/{world.tenant.id}/oauth2/v2.0/token"

    answer = await _ask(http, url, enrolled, assertion(forged, enrolled.app_id, url))

    assert answer["error_codes"] == [700027]


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        pytest.param({"client_id": str(uuid4())}, 700016, id="unknown application"),
        pytest.param({"tenant": "nobody.example"}, 90002, id="unknown tenant"),
        pytest.param({"grant_type": "password"}, 70003, id="another grant"),
        pytest.param({}, 7000216, id="nothing that proves it"),
        pytest.param({"client_secret": "s", "scope": "openid"}, 1002012, id="not .default"),
    ],
)
async def test_says_what_is_wrong_with_a_request(world, cloud, enrolled, http, changes, number):
    world.tenant.principal(enrolled.app_id).secrets.append("s")
    form = {
        "grant_type": "client_credentials",
        "client_id": enrolled.app_id,
        "scope": GRAPH,
        **changes,
    }
    url = f"{cloud.login}/{changes.get('tenant', world.tenant.id)}/oauth2/v2.0/token"

    async with http.post(url, data=form) as response:
        answer = await response.json()

    assert (answer["error_codes"], response.status >= 400) == ([number], True)
    assert answer["error_description"].startswith(f"AADSTS{number}: ")


async def test_discovery_leads_to_the_key_that_signs(world, cloud, enrolled, http):
    url = f"{cloud.login}/hbna.co.kr/v2.0/.well-known/openid-configuration"
    async with http.get(url) as response:
        configuration = await response.json()
    async with http.get(configuration["jwks_uri"]) as response:
        keys = jwt.PyJWKSet.from_dict(await response.json())
    principal = world.tenant.principal(enrolled.app_id)
    token = cloud.tokens.issue(principal, "x", "https://x.example")

    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims = jwt.decode(token, key, audience="https://x.example")

    assert claims["tid"] == world.tenant.id
    assert world.tenant.id in configuration["issuer"]


@pytest.mark.parametrize("version", ["", "/v2.0"])
async def test_discovery_of_an_unknown_domain_says_so(cloud, http, version):
    url = f"{cloud.login}/nobody.example{version}/.well-known/openid-configuration"
    async with http.get(url) as response:
        assert response.status == 400
        assert (await response.json())["error_codes"] == [90002]


@pytest.mark.parametrize(
    ("login", "kind"),
    [("adelev@HBNA.co.kr", "Managed"), ("x@nobody.example", "Unknown")],
)
async def test_tells_the_realm_of_a_user(cloud, http, login, kind):
    async with http.get(f"{cloud.login}/GetUserRealm.srf", params={"login": login}) as response:
        assert (await response.json())["NameSpaceType"] == kind


def _own(world: World, enrolled: Credential) -> Certificate:
    """The enrolled certificate with its key, read back from the PEM."""
    key = load_pem_private_key(enrolled.pem, None)
    return Certificate(world.tenant.keys(enrolled.app_id)[0].der, key)


async def _ask(
    http: aiohttp.ClientSession, url: str, enrolled: Credential, signed: str
) -> dict[str, object]:
    form = {
        "grant_type": "client_credentials",
        "client_id": enrolled.app_id,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": signed,
        "scope": GRAPH,
    }
    async with http.post(url, data=form) as response:
        return await response.json()
