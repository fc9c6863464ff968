"""Graph as the SDK sees it: filters, pages, keys, roles, writes and their rules."""

from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import aiohttp
import httpx
import pytest
from azure.identity.aio import CertificateCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.applications.applications_request_builder import (
    ApplicationsRequestBuilder as Applications,
)
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.service_principal import ServicePrincipal
from msgraph.generated.service_principals.item.service_principal_item_request_builder import (
    ServicePrincipalItemRequestBuilder as One,
)
from msgraph.generated.service_principals.service_principals_request_builder import (
    ServicePrincipalsRequestBuilder as Many,
)
from msgraph.generated.users.item.check_member_groups.check_member_groups_post_request_body import (
    CheckMemberGroupsPostRequestBody,
)
from msgraph_core import GraphClientFactory

from lab.cloud.enrol import Credential
from lab.cloud.serve import Cloud
from lab.cloud.tokens import GRAPH
from lab.world import World
from lab.world_tenant import AppRole, Grant, Principal

pytestmark = pytest.mark.filterwarnings("ignore:This class is deprecated:DeprecationWarning")

EXCHANGE = "00000002-0000-0ff1-ce00-000000000000"


@pytest.fixture
async def graph(
    world: World, cloud: Cloud, enrolled: Credential, ca_file: Path, authority
) -> AsyncIterator[GraphServiceClient]:
    credential = CertificateCredential(
        world.tenant.id,
        enrolled.app_id,
        certificate_data=enrolled.pem,
        authority=cloud.login,
        connection_verify=str(ca_file),
    )
    transport = httpx.AsyncHTTPTransport(verify=authority.client_context())
    adapter = GraphRequestAdapter(
        AzureIdentityAuthenticationProvider(
            credential, scopes=[f"{cloud.graph}/.default"], allowed_hosts=["localhost"]
        ),
        GraphClientFactory.create_with_default_middleware(
            client=httpx.AsyncClient(transport=transport)
        ),
    )
    adapter.base_url = f"{cloud.graph}/v1.0"
    yield GraphServiceClient(request_adapter=adapter)
    await transport.aclose()  # the factory wraps it in one that forgets to
    await credential.close()


def asking(builder, **query):
    """Make the SDK's way of giving query options."""
    name = "ServicePrincipalItem" if builder is One else "ServicePrincipals"
    kind = getattr(builder, f"{name}RequestBuilderGetQueryParameters")
    configuration = getattr(builder, f"{name}RequestBuilderGetRequestConfiguration")
    return configuration(query_parameters=kind(**query))


async def test_tells_a_principal_with_its_keys_and_names(graph, world):
    stored = world.tenant.principal(EXCHANGE)

    got = await graph.service_principals_with_app_id(EXCHANGE).get(
        asking(One, select=["id", "keyCredentials", "servicePrincipalNames"])
    )

    assert got.id == stored.id
    assert got.service_principal_names == stored.names
    assert [b64decode(b64encode(key.key)) for key in got.key_credentials] == [
        key.der for key in stored.keys
    ]
    encoded_back = [b64encode(key.custom_key_identifier).decode() for key in got.key_credentials]
    assert encoded_back == [key.thumbprint for key in stored.keys]


@pytest.mark.parametrize("by", ["list", "single without select"])
async def test_keeps_the_value_of_a_key_to_itself(graph, by):
    if by == "list":
        query = asking(Many, filter=f"appId eq '{EXCHANGE}'", select=["id", "keyCredentials"])
        one = (await graph.service_principals.get(query)).value[0]
    else:
        one = await graph.service_principals_with_app_id(EXCHANGE).get()

    assert len(one.key_credentials) == 2
    assert [key.key for key in one.key_credentials] == [None, None]


@pytest.mark.parametrize(
    ("filtered", "names"),
    [
        pytest.param(
            "servicePrincipalNames/any(n:n eq 'https://MAIL.hbna.co.kr/')",
            {"Office 365 Exchange Online"},
            id="who has a name",
        ),
        pytest.param(
            "servicePrincipalNames/any(n:n eq 'https://mail.hbna.co.kr')", set(), id="nobody"
        ),
        pytest.param(
            "startswith(displayName,'Office') or appId eq '00000003-0000-0000-c000-000000000000'",
            {"Office 365 Exchange Online", "Microsoft Graph"},
            id="either",
        ),
        pytest.param(
            "accountEnabled eq true and not (startswith(displayName,'H'))",
            {"Office 365 Exchange Online", "Microsoft Graph"},
            id="and not",
        ),
        pytest.param("displayName eq 'O''Neill'", set(), id="a quote"),
    ],
)
async def test_filters(graph, filtered, names):
    found = await graph.service_principals.get(asking(Many, filter=filtered))

    assert {one.display_name for one in found.value} == names


@pytest.mark.parametrize("filtered", ["nonsense eq 'x'", "displayName eq", "displayName gt 'a'"])
async def test_refuses_a_filter_that_it_does_not_understand(graph, filtered):
    with pytest.raises(ODataError) as caught:
        await graph.service_principals.get(asking(Many, filter=filtered))

    assert caught.value.response_status_code == 400


async def test_gives_long_lists_in_pages(graph, world):
    world.tenant.principals += [
        Principal(id=str(uuid4()), app_id=str(uuid4()), name=f"App {number}") for number in range(9)
    ]
    page = await graph.service_principals.get(asking(Many, top=5, select=["displayName"]))
    names = [one.display_name for one in page.value]
    while page.odata_next_link:
        page = await graph.service_principals.with_url(page.odata_next_link).get()
        names += [one.display_name for one in page.value]

    assert names == [one.name for one in world.tenant.principals]


async def test_tells_the_roles_granted_to_an_application(graph, world, enrolled):
    principal = world.tenant.principal(enrolled.app_id)

    found = await graph.service_principals.by_service_principal_id(
        principal.id
    ).app_role_assignments.get()

    assert {grant.resource_display_name for grant in found.value} == {
        "Microsoft Graph",
        "Office 365 Exchange Online",
    }
    assert len(found.value) == 3


@pytest.mark.parametrize(("name", "count"), [("hybridge", 1), ("Hybridge Bot", 0)])
async def test_finds_an_application_by_its_name(graph, enrolled, name, count):
    found = await graph.applications.get(
        RequestConfiguration(
            query_parameters=Applications.ApplicationsRequestBuilderGetQueryParameters(
                filter=f"displayName eq '{name}'"
            )
        )
    )

    assert [one.app_id for one in found.value] == [enrolled.app_id] * count


async def test_an_unknown_object_is_not_found(graph):
    with pytest.raises(ODataError) as caught:
        await graph.service_principals_with_app_id(str(uuid4())).get()

    assert caught.value.response_status_code == 404
    assert caught.value.error.code == "Request_ResourceNotFound"


@pytest.mark.parametrize(
    ("person", "inside"),
    [
        ("operator", {"Exchange operators"}),
        ("lead", {"Exchange operators", "Exchange leads"}),
        ("guest", set()),
    ],
)
async def test_counts_nested_groups(graph, world, person, inside):
    user = next(one for one in world.tenant.users if one.person == person)
    groups = {group.id: group.name for group in world.tenant.groups}
    body = CheckMemberGroupsPostRequestBody(group_ids=list(groups))

    answer = await graph.users.by_user_id(user.id).check_member_groups.post(body)

    assert {groups[each] for each in answer.value} == inside


async def test_asks_for_no_more_than_twenty_groups_at_once(graph, world):
    body = CheckMemberGroupsPostRequestBody(group_ids=[str(uuid4()) for _ in range(21)])

    with pytest.raises(ODataError) as caught:
        await graph.users.by_user_id(world.tenant.users[0].id).check_member_groups.post(body)

    assert caught.value.response_status_code == 400


async def test_an_application_without_the_role_may_not_read(graph, world):
    world.tenant.grants.clear()

    with pytest.raises(ODataError) as caught:
        await graph.service_principals.get()

    assert caught.value.response_status_code == 403
    assert caught.value.error.code == "Authorization_RequestDenied"


async def test_reading_rights_do_not_write(graph, world):
    with pytest.raises(ODataError) as caught:
        await graph.service_principals.by_service_principal_id(
            world.tenant.principal(EXCHANGE).id
        ).patch(ServicePrincipal(service_principal_names=[]))

    assert caught.value.response_status_code == 403


class TestWriting:
    """The rules of PATCH, spoken in raw JSON."""

    @pytest.fixture
    def patch(self, world, cloud, enrolled, http):
        tenant = world.tenant
        claims = {"roles": ["Application.ReadWrite.All"]}

        async def send(path: str, body: dict) -> tuple[int, str]:
            token = _token(cloud, tenant, enrolled, claims)
            async with http.patch(f"{cloud.graph}/v1.0{path}", json=body, headers=token) as answer:
                code = "" if answer.status == 204 else (await answer.json())["error"]["code"]
                return answer.status, code

        return send

    async def test_replaces_the_names(self, patch, world):
        one = world.tenant.principal(EXCHANGE)

        answer = await patch(
            f"/servicePrincipals/{one.id}", {"servicePrincipalNames": [EXCHANGE, "https://a/"]}
        )

        assert (answer, one.names) == ((204, ""), [EXCHANGE, "https://a/"])

    @pytest.mark.parametrize(
        ("names", "answer"),
        [
            pytest.param(
                ["https://graph.microsoft.com"],
                (409, "Request_MultipleObjectsWithSameKeyValue"),
                id="another's",
            ),
            pytest.param(["https://a/", "https://A/"], (400, "Request_BadRequest"), id="twice"),
            pytest.param("https://a/", (400, "Request_BadRequest"), id="no list"),
        ],
    )
    async def test_refuses_names(self, patch, world, names, answer):
        one = world.tenant.principal(EXCHANGE)
        before = list(one.names)

        assert await patch(f"/servicePrincipals/{one.id}", {"servicePrincipalNames": names}) == (
            answer
        )
        assert one.names == before

    async def test_a_kept_key_keeps_its_id_and_the_list_is_replaced(self, patch, world):
        one = world.tenant.principal(EXCHANGE)
        kept = one.keys[1]

        answer = await patch(
            f"/servicePrincipals(appId='{EXCHANGE}')", {"keyCredentials": [entry(kept.der)]}
        )

        assert (answer, one.keys) == ((204, ""), [kept])

    async def test_takes_a_key_as_base64_text_too(self, patch, world):
        one = world.tenant.principal(EXCHANGE)
        certificate = world.tenant.signing

        await patch(
            f"/servicePrincipals/{one.id}",
            {"keyCredentials": [entry(b64encode(certificate.der))]},
        )

        assert [key.thumbprint for key in one.keys] == [certificate.thumbprint]

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            pytest.param({"keyId": str(uuid4())}, "Request_BadRequest", id="more than three"),
            pytest.param({"key": None}, "Request_BadRequest", id="no value"),
            pytest.param({"usage": "Sign"}, "Request_BadRequest", id="another usage"),
            pytest.param(
                {"key": b64encode(b"rubbish").decode()},
                "KeyCredentialsInvalidCertificate",
                id="no certificate",
            ),
        ],
    )
    async def test_refuses_keys_on_a_principal(self, patch, world, change, code):
        one = world.tenant.principal(EXCHANGE)
        before = list(one.keys)
        body = {"keyCredentials": [entry(before[0].der) | change]}

        assert await patch(f"/servicePrincipals/{one.id}", body) == (400, code)
        assert one.keys == before

    async def test_an_application_takes_entries_with_their_ids(self, patch, world, enrolled):
        one = world.tenant.application(enrolled.app_id)
        fresh = entry(world.tenant.signing.der) | {"keyId": str(uuid4()), "displayName": "next"}
        kept = entry(one.keys[0].der) | {"keyId": one.keys[0].key_id}

        answer = await patch(f"/applications/{one.id}", {"keyCredentials": [kept, fresh]})

        assert answer == (204, "")
        assert [(key.key_id, key.name) for key in one.keys][1:] == [(fresh["keyId"], "next")]

    async def test_a_policy_refuses_new_keys_that_last_too_long(self, patch, world, enrolled):
        one = world.tenant.application(enrolled.app_id)
        fresh, kept = entry(world.tenant.signing.der), entry(one.keys[0].der)
        kept |= {"keyId": one.keys[0].key_id}
        lasts = world.tenant.signing.ends - world.tenant.signing.starts
        world.tenant.longest_key_days = lasts.days / 2

        alone = await patch(f"/applications/{one.id}", {"keyCredentials": [kept]})
        refused = await patch(f"/applications/{one.id}", {"keyCredentials": [kept, fresh]})
        world.tenant.longest_key_days = lasts.days + 1
        taken = await patch(f"/applications/{one.id}", {"keyCredentials": [kept, fresh]})

        assert (alone, taken) == ((204, ""), (204, ""))
        assert refused == (400, "CredentialInvalidLifetimeAsPerAppPolicy")


@pytest.mark.parametrize(
    ("fault", "status", "header"),
    [
        pytest.param({"name": "graph-429", "retry_after": 7}, 429, "7", id="told how long"),
        pytest.param({"name": "graph-429"}, 429, None, id="throttled"),
        pytest.param({"name": "graph-503"}, 503, None, id="unavailable"),
        pytest.param({"name": "graph-403"}, 403, None, id="refused"),
    ],
)
async def test_fails_as_switched_on(cloud, world, http, fault, status, header):
    world.faults.set(**fault, count=1)

    async with http.get(f"{cloud.graph}/v1.0/groups") as answer:
        assert (answer.status, answer.headers.get("Retry-After")) == (status, header)
        assert (await answer.json())["error"]["innerError"]["request-id"]
    async with http.get(f"{cloud.graph}/v1.0/groups") as answer:
        assert answer.status == 401  # without a token, as ever


async def test_takes_as_long_as_it_is_told_to(cloud, world, http, monkeypatch):
    waited = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(world.clock, "sleep", sleep)
    world.faults.slow("graph", 7)
    world.faults.slow("other", 3)

    for url in (f"{cloud.graph}/v1.0/groups", f"{cloud.login}/{world.tenant.id}/discovery/keys"):
        async with http.get(url):
            pass

    assert waited == [7, 3]


async def test_a_dropped_connection_gives_no_answer(cloud, world, http):
    world.faults.set("graph-dropped")

    with pytest.raises(aiohttp.ClientError):
        await http.post(f"{cloud.graph}/v1.0/groups")


def entry(stored: bytes) -> dict:
    return {
        "key": b64encode(stored).decode(),
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
    }


def _token(cloud: Cloud, tenant, enrolled: Credential, claims: dict) -> dict[str, str]:
    """Grant the role for real: the token service reads it from the directory."""
    offered = tenant.principal(GRAPH)
    role = AppRole(id=str(uuid4()), value=claims["roles"][0])
    offered.roles.append(role)
    client = tenant.principal(enrolled.app_id)
    tenant.grants.append(
        Grant(id="g", principal_id=client.id, resource_id=offered.id, role_id=role.id)
    )
    return {"Authorization": f"Bearer {cloud.tokens.issue(client, GRAPH, cloud.graph)}"}
