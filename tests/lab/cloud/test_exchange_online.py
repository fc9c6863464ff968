"""Exchange Online's backend: who is let in, how objects look, how it refuses."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import aiohttp
import pytest

from lab.records import Call, Choice, Failure, Many, Output, Record, Text

EXCHANGE = "00000002-0000-0ff1-ce00-000000000000"
GRAPH = "00000003-0000-0000-c000-000000000000"
SYSTEM_MAILBOX = "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}"


@pytest.fixture
def ask(world, cloud, http, bearer, enrolled):
    """Call a cmdlet as a well-behaved client does; ``headers`` change or (``None``) drop one."""

    async def call(cmdlet="Get-Mailbox", *, url="", headers=None, query="", **parameters):
        tenant = world.tenant.id
        sent = {
            **bearer(enrolled, EXCHANGE),
            "X-AnchorMailbox": f"APP:{SYSTEM_MAILBOX}@{tenant}",
            "X-ResponseFormat": "json",
            "Prefer": "odata.maxpagesize=1000",
            **(headers or {}),
        }
        address = url or f"{cloud.exchange}/adminapi/beta/{tenant}/InvokeCommand{query}"
        body = {"CmdletInput": {"CmdletName": cmdlet, "Parameters": parameters}}
        kept = {name: value for name, value in sent.items() if value is not None}
        async with http.post(address, json=body, headers=kept) as answer:
            return answer.status, dict(answer.headers), await answer.read(), answer

    return call


async def as_json(asked) -> dict:
    _, _, _, answer = asked
    return await answer.json()


def mailbox(name: str) -> Record:
    return Record(("Mailbox",), name, {"Name": name})


async def test_writes_objects_with_notes_beside_what_json_lacks(ask, cmdlets, world):
    guid = UUID("2be92a50-7cc5-4a40-8471-b7ce9c2e3426")
    record = Record(
        ("Deserialized",),
        "x",
        {
            "Name": "x",
            "Enabled": True,
            "Nothing": None,
            "Count": 3,
            "Guid": guid,
            "WhenCreated": datetime(2026, 6, 14, 17, 23, 32, tzinfo=UTC),
            "Type": Choice("AuthServerType", "MicrosoftACS", 2),
            "Detail": Text("LocalizedString", "words"),
            "Domains": Many("System.String", ["a.example", "b.example"]),
            "Parent": mailbox("parent"),
        },
    )
    cmdlets.outputs["Get-AuthServer"] = Output(objects=[record], warnings=["slow down"])

    status, _, _, answer = await ask("Get-AuthServer")

    body = await answer.json()
    assert status == 200
    assert body["@adminapi.warnings"] == ["slow down"]
    assert body["@odata.context"].endswith(
        f"/adminapi/beta/{world.tenant.id}/$metadata#Collection(Exchange.GenericHashTable)"
    )
    assert body["value"] == [
        {
            "Name": "x",
            "Enabled": True,
            "Nothing": None,
            "Count": 3,
            "Guid@data.type": "System.Guid",
            "Guid@odata.type": "#Guid",
            "Guid": str(guid),
            "WhenCreated@data.type": "System.DateTime",
            "WhenCreated": "2026-06-14T17:23:32.0000000+00:00",
            "Type": "MicrosoftACS",
            "Detail": "words",
            "Domains@odata.type": "#Collection(String)",
            "Domains": ["a.example", "b.example"],
            "Parent": "parent",
        }
    ]


async def test_gives_parameters_on_as_plain_values(ask, cmdlets):
    cmdlets.outputs["Get-Mailbox"] = Output()

    await ask(
        Identity="x",
        Names={"@odata.type": "#Exchange.GenericHashTable", "Add": ["y"]},
        File={"@odata.type": "#Exchange.ByteArrayType", "Data": "AQI="},
        Force=True,
    )

    assert cmdlets.calls == [
        Call(
            side="cloud",
            cmdlet="Get-Mailbox",
            parameters={
                "Identity": "x",
                "Names": {"Add": ["y"]},
                "File": b"\x01\x02",
                "Force": True,
            },
        )
    ]


@pytest.mark.parametrize(
    ("prefer", "pages"),
    [
        pytest.param("odata.maxpagesize=1000", 1, id="all at once"),
        pytest.param("odata.maxpagesize = 2", 2, id="two a page"),
        pytest.param(None, 3, id="one a page unless asked"),
    ],
)
async def test_the_same_body_posted_again_gives_the_next_page(ask, cmdlets, prefer, pages):
    cmdlets.outputs["Get-Mailbox"] = Output(objects=[mailbox(name) for name in "abc"])
    url, names, seen = "", [], 0
    while url is not None:
        body = await as_json(await ask(url=url, headers={"Prefer": prefer}))
        names += [one["Name"] for one in body["value"]]
        url, seen = body.get("@odata.nextLink"), seen + 1

    assert (names, seen, len(cmdlets.calls)) == (["a", "b", "c"], pages, 1)


async def test_selects_properties_with_their_notes(ask, cmdlets):
    record = Record((), "", {"Name": "x", "Names": Many("System.String", ["y"]), "Other": 1})
    cmdlets.outputs["Get-Mailbox"] = Output(objects=[record])

    body = await as_json(await ask(query="?$select=name,Names"))

    assert body["value"] == [
        {"Name": "x", "Names@odata.type": "#Collection(String)", "Names": ["y"]}
    ]


async def test_a_refusal_says_invalid_operation_and_the_truth_inside(ask, cmdlets):
    kind = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException"
    cmdlets.outputs["Get-Mailbox"] = Output(failures=[Failure(kind, "no such mailbox")])

    status, headers, _, answer = await ask()

    error = (await answer.json())["error"]
    assert (status, headers["x-ExceptionType"]) == (400, "ManagementObjectNotFoundException")
    assert error["message"] == "Invalid Operation"
    assert error["details"] == [{"message": f"|{kind}|no such mailbox"}]
    assert error["innererror"]["internalexception"]["message"] == "no such mailbox"
    assert error["innererror"]["internalexception"]["type"] == kind


async def test_an_unknown_cmdlet_is_answered_with_nul_bytes(ask, cmdlets):
    kind = "System.Management.Automation.CommandNotFoundException"
    cmdlets.outputs["Get-Nothing"] = Output(failures=[Failure(kind, "?")])

    status, _, body, _ = await ask("Get-Nothing")

    assert (status, set(body), len(body) > 1000) == (403, {0}, True)


async def test_without_a_directory_role_everything_is_nul_bytes(ask, world, enrolled, cmdlets):
    world.tenant.principal(enrolled.app_id).directory_roles.clear()

    status, _, body, _ = await ask()

    assert (status, set(body), cmdlets.calls) == (403, {0}, [])


async def test_without_the_app_role_it_is_401(ask, world, cmdlets):
    world.tenant.grants.clear()

    status, headers, _, _ = await ask()

    assert (status, cmdlets.calls) == (401, [])
    assert 'client_id="00000002-0000-0ff1-ce00-000000000000"' in headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Authorization": None}, 401, id="no token"),
        pytest.param({"Authorization": "Bearer a.b.c"}, 401, id="rubbish"),
        pytest.param({"X-AnchorMailbox": None}, 400, id="no anchor"),
        pytest.param({"X-AnchorMailbox": "UPN:x@nobody.example"}, 400, id="another's anchor"),
        pytest.param({"X-ResponseFormat": None}, 400, id="another format"),
    ],
)
async def test_turns_a_wrong_request_away(ask, cmdlets, headers, status):
    assert (await ask(headers=headers))[0] == status
    assert cmdlets.calls == []


async def test_a_token_for_graph_opens_nothing_here(ask, bearer, enrolled, cmdlets):
    assert (await ask(headers=bearer(enrolled, GRAPH)))[0] == 401
    assert cmdlets.calls == []


async def test_lists_the_cmdlets_one_may_run(world, cloud, http, bearer, enrolled):
    headers = {**bearer(enrolled, EXCHANGE), "X-AnchorMailbox": f"x@{world.tenant.id}"}
    url = f"{cloud.exchange}/AdminApi/beta/{world.tenant.id}/EXOModuleFile?Version=3.9.2"

    async with http.get(url, headers=headers) as answer:
        body = await answer.json()

    assert body["value"][0]["exportedCmdlets"].split(",") == ["Get-AuthServer", "Get-Mailbox"]


@pytest.mark.parametrize(
    ("fault", "status", "header"),
    [
        pytest.param({"name": "exo-429", "retry_after": 3}, 429, "3", id="told how long"),
        pytest.param({"name": "exo-429"}, 429, None, id="throttled"),
        pytest.param({"name": "exo-503"}, 503, None, id="unavailable"),
        pytest.param({"name": "exo-403"}, 403, None, id="nul bytes"),
        pytest.param({"name": "exo-401"}, 401, None, id="token refused"),
    ],
)
async def test_fails_as_switched_on(ask, world, cmdlets, fault, status, header):
    cmdlets.outputs["Get-Mailbox"] = Output()
    world.faults.set(**fault, count=1)

    got, headers, _, _ = await ask()

    assert (got, headers.get("Retry-After")) == (status, header)
    assert (await ask())[0] == 200


async def test_a_dropped_connection_gives_no_answer(ask, world):
    world.faults.set("exo-dropped")

    with pytest.raises(aiohttp.ClientError):
        await ask()


SENT = {"Name": "x", "DiscoveryEndpoint": "https://a.example/", "TargetAddressDomains": ["a.b"]}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param("Global Reader", 403, id="a reader"),
        pytest.param("Security Reader", 403, id="another reader"),
        pytest.param("Exchange Administrator", 200, id="an administrator"),
    ],
)
async def test_readers_change_nothing(ask, cmdlets, world, enrolled, role, status):
    cmdlets.outputs["New-IntraOrganizationConnector"] = Output()
    world.tenant.principal(enrolled.app_id).directory_roles[:] = [role]

    answered, _, body, _ = await ask("New-IntraOrganizationConnector", **SENT)

    assert answered == status
    assert (status == 403) is (body == bytes(4096))
    assert bool(cmdlets.calls) is (status == 200)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("fault", "status"), [("exo-503", 503), ("exo-429", 429), ("exo-dropped", None)]
)
async def test_a_call_that_fails_was_carried_out_or_not(ask, cmdlets, world, fault, status, when):
    cmdlets.outputs["Get-Mailbox"] = cmdlets.outputs["Get-AuthServer"] = Output()
    world.faults.set(fault, count=1, cmdlet="Get-Mailbox", when=when)

    other, *_ = await ask("Get-AuthServer")
    if status is None:
        with pytest.raises(aiohttp.ClientConnectionError):
            await ask("Get-Mailbox")
    else:
        assert (await ask("Get-Mailbox"))[0] == status

    assert other == 200
    assert [call.cmdlet for call in cmdlets.calls[1:]] == ["Get-Mailbox"] * (when == "after")
    assert not world.faults.switched


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_silent_service_has_done_it_or_not(ask, cmdlets, world, when):
    cmdlets.outputs["Get-Mailbox"] = Output()
    world.faults.set("exo-silent", count=1, cmdlet="Get-Mailbox", when=when)

    struck = asyncio.Event()
    world.faults.listeners.append(struck.set)

    waiting = asyncio.create_task(ask())
    await struck.wait()

    assert not waiting.done()
    waiting.cancel()
    assert len(cmdlets.calls) == (when == "after")
