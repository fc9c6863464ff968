"""Registrations over Graph's REST: made, changed, deleted, granted, and shown late."""

from base64 import b64encode
from datetime import timedelta
from uuid import uuid4

import pytest

from lab.cloud.enrol import enrol
from lab.cloud.graph_creates import consent
from lab.cloud.tokens import GRAPH
from lab.world_keys import make_certificate
from lab.world_premises import EXCHANGE_ONLINE
from lab.world_tenant import FULL_ACCESS_AS_APP, AppRole

NEEDS = [
    {
        "resourceAppId": EXCHANGE_ONLINE,
        "resourceAccess": [{"id": FULL_ACCESS_AS_APP, "type": "Role"}],
    }
]


@pytest.fixture
def call(world, cloud, http, bearer):
    """Send a request as an application that may write; gives status and body."""
    writer = enrol(world, "Writer", roles={GRAPH: ["Application.ReadWrite.All"]})

    async def call(method, path, body=None, *, as_=writer):
        async with http.request(
            method, f"{cloud.graph}/v1.0/{path}", json=body, headers=bearer(as_, GRAPH)
        ) as answer:
            return answer.status, (await answer.json() if answer.content_length else None)

    return call


@pytest.fixture
def register(call):
    async def register(name="ExchangeServerApp-1"):
        body = {
            "displayName": name,
            "signInAudience": "AzureADMyOrg",
            "requiredResourceAccess": NEEDS,
        }
        status, made = await call("POST", "applications", body)
        assert status == 201
        return made

    return register


@pytest.fixture
def certificate(world):
    now = world.clock.now().replace(microsecond=0)
    return make_certificate("new", starts=now, ends=now + timedelta(days=30))


def entry(certificate, **more):
    key = b64encode(certificate.der).decode()
    return {"key": key, "type": "AsymmetricX509Cert", "usage": "Verify", **more}


async def test_a_registration_is_made_as_asked(call, register, world):
    made = await register()

    status, read = await call("GET", f"applications/{made['id']}?$select=id,requiredResourceAccess")
    assert (status, read["requiredResourceAccess"]) == (200, NEEDS)
    assert made["signInAudience"] == "AzureADMyOrg"
    assert made["appId"] != made["id"]
    assert world.tenant.principal(made["appId"]) is None


async def test_a_name_can_be_registered_twice(call, register):
    first, second = await register(), await register()

    _, found = await call("GET", "applications?$filter=displayName eq 'ExchangeServerApp-1'")
    assert {each["id"] for each in found["value"]} == {first["id"], second["id"]}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="no name"),
        pytest.param({"displayName": "x", "signInAudience": "Everybody"}, id="no such audience"),
        pytest.param({"displayName": "x", "appId": str(uuid4())}, id="its id chosen"),
        pytest.param(
            {"displayName": "x", "requiredResourceAccess": [{"resourceAccess": [{"id": "1"}]}]},
            id="access without type",
        ),
    ],
)
async def test_a_registration_that_is_none_is_refused(call, world, body):
    before = len(world.tenant.applications)
    status, answer = await call("POST", "applications", body)

    assert (status, answer["error"]["code"]) == (400, "Request_BadRequest")
    assert len(world.tenant.applications) == before


async def test_an_application_has_one_principal(call, register, world):
    made = await register()

    status, principal = await call("POST", "servicePrincipals", {"appId": made["appId"]})
    again, refused = await call("POST", "servicePrincipals", {"appId": made["appId"]})

    assert status == 201
    assert principal["servicePrincipalNames"] == [made["appId"]]
    assert again == 409
    assert refused["error"]["code"] == "Request_MultipleObjectsWithSameKeyValue"


async def test_a_principal_needs_its_application(call):
    status, answer = await call("POST", "servicePrincipals", {"appId": str(uuid4())})

    assert status == 400
    assert "does not reference a valid application object" in answer["error"]["message"]


async def test_deleting_takes_the_principal_and_its_grants_along(call, register, world):
    made = await register()
    await call("POST", "servicePrincipals", {"appId": made["appId"]})
    consent(world.tenant, made["appId"])
    before = len(world.tenant.grants)

    deleted, _ = await call("DELETE", f"applications/{made['id']}")
    gone, answer = await call("DELETE", f"applications/{made['id']}")

    assert (deleted, gone) == (204, 404)
    assert answer["error"]["code"] == "Request_ResourceNotFound"
    assert world.tenant.principal(made["appId"]) is None
    assert len(world.tenant.grants) == before - 1


async def test_whoever_may_only_read_makes_and_deletes_nothing(call, register, enrolled, world):
    made = await register()
    applications = len(world.tenant.applications)

    answers = [
        await call("POST", "applications", {"displayName": "x"}, as_=enrolled),
        await call("POST", "servicePrincipals", {"appId": made["appId"]}, as_=enrolled),
        await call("DELETE", f"applications/{made['id']}", as_=enrolled),
    ]

    assert [status for status, _ in answers] == [403, 403, 403]
    assert len(world.tenant.applications) == applications


async def test_consent_is_not_for_whoever_may_write_applications(call, register, world):
    made = await register()
    _, principal = await call("POST", "servicePrincipals", {"appId": made["appId"]})
    exchange = world.tenant.principal(EXCHANGE_ONLINE)
    grant = {
        "principalId": principal["id"],
        "resourceId": exchange.id,
        "appRoleId": FULL_ACCESS_AS_APP,
    }

    status, answer = await call(
        "POST", f"servicePrincipals/{principal['id']}/appRoleAssignments", grant
    )

    assert (status, answer["error"]["code"]) == (403, "Authorization_RequestDenied")
    assert all(each.principal_id != principal["id"] for each in world.tenant.grants)


async def test_a_person_consents_to_what_the_application_asks_for(call, register, world):
    made = await register()

    (grant,) = consent(world.tenant, made["appId"])
    again = consent(world.tenant, made["appId"])

    holder = world.tenant.principal(made["appId"])
    _, listed = await call("GET", f"servicePrincipals/{holder.id}/appRoleAssignments")
    assert again == []
    assert [each["appRoleId"] for each in listed["value"]] == [FULL_ACCESS_AS_APP]
    assert listed["value"][0]["id"] == grant.id
    assert listed["value"][0]["resourceDisplayName"] == "Office 365 Exchange Online"


async def test_whoever_may_grant_grants_and_takes_back(call, world):
    graph = world.tenant.principal(GRAPH)
    graph.roles.append(AppRole(id=str(uuid4()), value="AppRoleAssignment.ReadWrite.All"))
    granter = enrol(world, "Granter", roles={GRAPH: ["AppRoleAssignment.ReadWrite.All"]})
    holder = world.tenant.principal(granter.app_id)
    exchange = world.tenant.principal(EXCHANGE_ONLINE)
    grant = {
        "principalId": holder.id,
        "resourceId": exchange.id,
        "appRoleId": FULL_ACCESS_AS_APP,
    }
    place = f"servicePrincipals/{holder.id}/appRoleAssignments"

    made, one = await call("POST", place, grant, as_=granter)
    twice, _ = await call("POST", place, grant, as_=granter)
    gone, _ = await call("DELETE", f"{place}/{one['id']}", as_=granter)

    assert (made, twice, gone) == (201, 400, 204)
    assert all(each.id != one["id"] for each in world.tenant.grants)


async def test_kept_keys_go_back_whole_and_keep_their_ids(call, register, certificate, world):
    made = await register()
    place = f"applications/{made['id']}"
    await call("PATCH", place, {"keyCredentials": [entry(certificate, displayName="first")]})
    _, read = await call("GET", f"{place}?$select=keyCredentials")
    now = world.clock.now().replace(microsecond=0)
    second = make_certificate("second", starts=now, ends=now + timedelta(days=1))
    new_id = str(uuid4())

    status, _ = await call(
        "PATCH",
        place,
        {"keyCredentials": [*read["keyCredentials"], entry(second, keyId=new_id)]},
    )

    kept, added = world.tenant.application(made["id"]).keys
    assert status == 204
    assert (kept.key_id, kept.name) == (read["keyCredentials"][0]["keyId"], "first")
    assert (added.key_id, added.thumbprint) == (new_id, second.thumbprint)


@pytest.mark.parametrize("wrong", ["another value under a known id", "a later end", "an id twice"])
async def test_keys_that_cannot_be_are_refused(call, register, certificate, world, wrong):
    made = await register()
    place = f"applications/{made['id']}"
    await call("PATCH", place, {"keyCredentials": [entry(certificate)]})
    (kept,) = world.tenant.application(made["id"]).keys
    now = world.clock.now().replace(microsecond=0)
    other = make_certificate("other", starts=now, ends=now + timedelta(days=1))
    sent = {
        "another value under a known id": [entry(other, keyId=kept.key_id)],
        "a later end": [entry(other, keyId=str(uuid4()), endDateTime="2999-01-01T00:00:00Z")],
        "an id twice": [entry(certificate, keyId=kept.key_id)] * 2,
    }[wrong]

    status, _ = await call("PATCH", place, {"keyCredentials": sent})

    assert status == 400
    assert world.tenant.application(made["id"]).keys == [kept]


async def test_what_an_application_asks_for_is_replaced(call, register, world):
    made = await register()

    status, _ = await call("PATCH", f"applications/{made['id']}", {"requiredResourceAccess": []})

    assert status == 204
    assert world.tenant.application(made["id"]).required == []


async def test_a_write_shows_after_so_many_reads(call, register, world):
    made = await register()
    world.faults.set("graph-lag", count=1, reads=2)
    place = f"applications/{made['id']}"
    await call("PATCH", place, {"requiredResourceAccess": []})

    seen = [
        (await call("GET", f"{place}?$select=requiredResourceAccess"))[1]["requiredResourceAccess"]
        for _ in range(3)
    ]

    assert world.tenant.application(made["id"]).required == []
    assert seen == [NEEDS, NEEDS, []]


async def test_what_was_made_shows_after_so_many_seconds(call, register, world):
    world.faults.set("graph-lag", count=1, seconds=30)
    made = await register()

    early, _ = await call("GET", f"applications/{made['id']}")
    world.clock.advance(31)
    late, _ = await call("GET", f"applications/{made['id']}")

    assert (early, late) == (404, 200)


async def test_strictly_a_write_does_not_find_what_was_just_made(call, register, world):
    world.faults.set("graph-lag", count=1, seconds=30, strict=True)
    made = await register()
    place = f"applications/{made['id']}"

    early = [
        await call("POST", "servicePrincipals", {"appId": made["appId"]}),
        await call("PATCH", place, {"requiredResourceAccess": []}),
    ]
    world.clock.advance(31)
    late, _ = await call("POST", "servicePrincipals", {"appId": made["appId"]})

    assert [status for status, _ in early] == [400, 404]
    assert late == 201


LOST = [
    pytest.param("graph-503", 503, id="503"),
    pytest.param("graph-429", 429, id="429"),
]


@pytest.mark.parametrize("landed", [True, False])
@pytest.mark.parametrize(("fault", "status"), LOST)
async def test_an_answer_can_say_no_although_the_write_landed(
    call, register, world, fault, status, landed
):
    made = await register()
    world.faults.set(
        fault, count=3, method="PATCH", path="/applications/", when="after" if landed else "before"
    )

    answered = [
        (await call("PATCH", f"applications/{made['id']}", {"requiredResourceAccess": []}))[0]
        for _ in range(4)
    ]
    assert answered == [status, status, status, 204]

    read, _ = await call("GET", f"applications/{made['id']}")
    assert read == 200


@pytest.mark.parametrize("landed", [True, False])
async def test_whether_it_landed_is_in_the_world(call, register, world, landed):
    made = await register()
    world.faults.set("graph-503", count=1, method="PATCH", when="after" if landed else "before")

    await call("PATCH", f"applications/{made['id']}", {"requiredResourceAccess": []})

    assert (world.tenant.application(made["id"]).required == []) is landed
