"""Who may do what: by the static lists, by Entra groups, and when Entra does not tell."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import groups as asked
from bot.people_settings import Grants
from bot.roles import Roles
from commands.catalog import command_named
from commands.command import Role
from commands.phrases import render
from commands.ports import Kind, Outcome, OutsideError
from commands.tenancy import Tenancy
from jobs.record import Person

TENANT = "72f90000-0000-0000-0000-00000000000a"
VIEWERS = "aaaaaaaa-0000-0000-0000-000000000001"
OPERATORS = "aaaaaaaa-0000-0000-0000-000000000002"
LEADS = "aaaaaaaa-0000-0000-0000-000000000003"
OURS = "contoso"
TENANCY = Tenancy(owners={OURS: TENANT})
CHECK = command_named("check oauth")
CANCEL = command_named("cancel")
APPROVE = replace(CANCEL, name="approve", role=Role.LEAD)


def person(name: str, tenant: str = TENANT) -> Person:
    ids = {"minji": 1, "doyun": 2, "sora": 3, "nobody": 9}
    return Person(tenant=tenant, id=f"0a1b2c3d-0000-0000-0000-00000000000{ids[name]}", name=name)


MINJI, DOYUN, SORA, NOBODY = map(person, ("minji", "doyun", "sora", "nobody"))


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


@dataclass
class Tenant:
    """A directory whose answers are set by hand; ``held`` keeps them back."""

    members: dict[str, set[str]] = field(default_factory=dict)
    questions: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    failing: OutsideError | None = None
    held: asyncio.Event | None = None
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def member_of(self, user_id: str, groups: Sequence[str]) -> frozenset[str]:
        self.questions.append((user_id, tuple(groups)))
        self.asked.set()
        if self.held is not None:
            await self.held.wait()
        if self.failing is not None:
            raise self.failing
        return frozenset(self.members.get(user_id, set()) & {each.lower() for each in groups})


def away(kind: Kind = Kind.UNREACHABLE) -> OutsideError:
    return OutsideError(
        kind=kind, outcome=Outcome.NOT_SENT, source="Microsoft Graph", doing="groups",
        detail="connection refused",
    )  # fmt: skip


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def tenant() -> Tenant:
    return Tenant(members={MINJI.id: {OPERATORS}, SORA.id: {VIEWERS, LEADS}})


@pytest.fixture
def roles(tenant: Tenant, clock: Hand) -> Roles:
    grants = Grants(
        viewers=(DOYUN.id.upper(),), viewer_groups=(VIEWERS.upper(),),
        operator_groups=(OPERATORS,), lead_groups=(LEADS,),
    )  # fmt: skip
    return Roles.of(grants, TENANCY, clock, directories={TENANT.upper(): tenant})


@pytest.mark.parametrize(
    ("who", "role", "because"),
    [
        pytest.param(MINJI, Role.OPERATOR, [OPERATORS, "operator_groups"], id="by a group"),
        pytest.param(SORA, Role.LEAD, [LEADS, "lead_groups"], id="the highest of two groups"),
        pytest.param(DOYUN, Role.VIEWER, [DOYUN.id, "[roles] viewers"], id="by a list"),
        pytest.param(NOBODY, None, ["on no list", "none of the groups"], id="by nothing"),
        pytest.param(person("sora", "other"), None, ["on no list"], id="of a tenant without one"),
        pytest.param(Person(tenant=TENANT, id="", name="x"), None, ["on no list"], id="no id"),
    ],
)
async def test_a_role_comes_with_what_gives_it(roles, who, role, because):
    standing = await roles.standing(who, OURS)

    assert standing.role is role
    assert standing.unread is None
    for part in because:
        assert part in str(standing.because)


async def test_a_group_adds_to_a_list_and_never_takes_away(tenant, clock):
    tenant.members = {DOYUN.id: {OPERATORS}, MINJI.id: {VIEWERS}}
    grants = Grants(
        viewers=(DOYUN.id,), operators=(MINJI.id,),
        viewer_groups=(VIEWERS,), operator_groups=(OPERATORS,),
    )  # fmt: skip
    roles = Roles.of(grants, TENANCY, clock, directories={TENANT: tenant})

    assert (await roles.standing(DOYUN, OURS)).role is Role.OPERATOR
    minji = await roles.standing(MINJI, OURS)
    assert minji.role is Role.OPERATOR
    assert "[roles] operators" in str(minji.because)


async def test_an_answer_holds_for_five_minutes(roles, tenant, clock):
    for minutes, questions in ((0, 1), (4.9, 1), (5, 2), (5, 2), (11, 3)):
        clock.time = Hand().time + timedelta(minutes=minutes)
        await roles.standing(MINJI, OURS)
        assert len(tenant.questions) == questions

    assert tenant.questions[0] == (MINJI.id, (VIEWERS, OPERATORS, LEADS))


async def test_a_clock_that_went_back_makes_no_answer_last(roles, tenant, clock):
    await roles.standing(MINJI, OURS)
    clock.time -= timedelta(hours=2)

    await roles.standing(MINJI, OURS)

    assert len(tenant.questions) == 2


async def test_a_fresh_question_is_asked_however_new_the_last_answer_is(roles, tenant):
    assert (await roles.standing(SORA, OURS)).role is Role.LEAD
    tenant.members[SORA.id] = set()

    assert (await roles.standing(SORA, OURS)).role is Role.LEAD
    assert (await roles.standing(SORA, OURS, fresh=True)).role is None
    assert (await roles.standing(SORA, OURS)).role is None


async def test_simultaneous_questions_about_one_person_are_one(roles, tenant):
    tenant.held = asyncio.Event()
    asking = [
        asyncio.create_task(roles.standing(who, OURS, fresh=fresh))
        for who, fresh in ((MINJI, False), (MINJI, True), (SORA, True), (MINJI, False))
    ]
    await asyncio.wait_for(tenant.asked.wait(), 20)
    asking[0].cancel()  # whoever goes away takes nobody's answer along
    await asyncio.wait({asking[0]})
    tenant.held.set()

    assert [each.role for each in await asyncio.gather(*asking[1:])] == [
        Role.OPERATOR, Role.LEAD, Role.OPERATOR,
    ]  # fmt: skip
    assert [who for who, _ in tenant.questions] == [MINJI.id, SORA.id]


@pytest.mark.parametrize("kind", [Kind.UNREACHABLE, Kind.FORBIDDEN, Kind.THROTTLED])
async def test_nobody_is_let_in_while_the_directory_does_not_tell(roles, tenant, kind):
    assert await roles.refuses(SORA, APPROVE) is None
    tenant.failing = away(kind)
    standing = await roles.standing(SORA, OURS, fresh=True)

    assert standing.role is None
    assert standing.unread is not None
    tenant.failing = away(kind)
    why = await roles.refuses_person(MINJI, guest=False)
    assert why is not None
    assert "could not be asked which groups you are in, so nothing was decided" in str(why)
    assert "try again" in str(why)
    assert "connection refused" in str(why)
    assert "no role" not in str(why)
    assert "물어보지 못해" in render(why, "ko")


async def test_who_stands_on_a_list_keeps_that_role_without_the_directory(roles, tenant):
    tenant.failing = away()

    assert await roles.refuses_person(DOYUN, guest=False) is None
    assert await roles.refuses(DOYUN, CHECK) is None
    assert tenant.questions == []  # it could not have mattered
    why = await roles.refuses(DOYUN, CANCEL)
    assert "could not be asked" in str(why)


async def test_a_directory_that_is_too_slow_did_not_tell(roles, tenant, monkeypatch):
    monkeypatch.setattr(asked, "PATIENCE", 0.01)
    tenant.held = asyncio.Event()

    standing = await roles.standing(SORA, OURS)

    assert standing.role is None
    assert "did not answer in time" in str(standing.unread)
    tenant.held.set()
    assert (await roles.standing(SORA, OURS)).role is Role.LEAD  # by the answer that came late
    assert len(tenant.questions) == 1


async def test_what_is_under_way_at_the_end_is_given_up(roles, tenant, monkeypatch):
    monkeypatch.setattr(asked, "PATIENCE", 0.01)
    tenant.held = asyncio.Event()
    await roles.standing(SORA, OURS)

    await roles.close()

    assert [each for each in asyncio.all_tasks() if each is not asyncio.current_task()] == []


async def test_the_people_remembered_are_not_endless(roles, tenant, monkeypatch):
    monkeypatch.setattr(asked, "REMEMBERED", 1)
    for who in (MINJI, SORA, SORA, MINJI):
        await roles.standing(who, OURS)

    assert [who for who, _ in tenant.questions] == [MINJI.id, SORA.id, MINJI.id]


def drive(coroutine):
    """Run a coroutine that waits for nothing, without any loop."""
    with pytest.raises(StopIteration) as ended:
        coroutine.send(None)
    return ended.value.value


def test_with_static_lists_only_nothing_is_waited_for(clock):
    roles = Roles.of(Grants(operators=(MINJI.id,)), TENANCY, clock)

    assert drive(roles.standing(MINJI, OURS, fresh=True)).role is Role.OPERATOR
    assert drive(roles.refuses_person(MINJI, guest=False)) is None
    assert drive(roles.refuses(MINJI, CANCEL)) is None
    assert "needs the role lead; yours is operator" in str(drive(roles.refuses(MINJI, APPROVE)))
    assert "goes under [roles]" in str(drive(roles.refuses_person(SORA, guest=False)))


async def test_guests_and_people_without_an_id_are_refused_whatever_a_list_says(roles, tenant):
    assert "Guests" in str(await roles.refuses_person(DOYUN, guest=True))
    nobody = Person(tenant=TENANT, id="", name="x")
    assert "object id" in str(await roles.refuses_person(nobody, guest=False))
    assert tenant.questions == []


THEIRS, PROVIDERS = "fabrikam", "cccc0000-0000-0000-0000-00000000000c"
SEVERAL = Tenancy(
    owners={OURS: TENANT, THEIRS: "bbbb0000-0000-0000-0000-00000000000b"},
    served={OURS: frozenset({PROVIDERS})},
)


@pytest.fixture
def apart(tenant: Tenant, clock: Hand) -> Roles:
    """Give roles where one organisation has lists of its own, a provider's group among them."""
    hired = Tenant(members={SORA.id: {LEADS}, NOBODY.id: {OPERATORS}})
    return Roles.of(
        Grants(leads=(MINJI.id,), lead_groups=(LEADS,)),
        SEVERAL,
        clock,
        apart={OURS: Grants(viewers=(DOYUN.id,), operator_groups=(OPERATORS,))},
        directories={TENANT: tenant, PROVIDERS: hired},
    )


@pytest.mark.parametrize(
    ("who", "role"),
    [
        pytest.param(DOYUN, Role.VIEWER, id="on its own list"),
        pytest.param(MINJI, Role.OPERATOR, id="in its own group, though a lead elsewhere"),
        pytest.param(SORA, None, id="a lead by a group of everywhere only"),
        pytest.param(
            person("nobody", PROVIDERS), Role.OPERATOR, id="of the provider, by its group"
        ),
        pytest.param(
            person("minji", PROVIDERS), None, id="of the provider, on a list of everywhere"
        ),
        pytest.param(person("doyun", SEVERAL.owners[THEIRS]), None, id="of a tenant it is not for"),
    ],
)
async def test_an_organisations_own_lists_are_all_that_counts_there(apart, who, role):
    assert (await apart.standing(who, OURS)).role is role
    assert (await apart.sees(who, OURS)) is (role is not None or who.tenant == TENANT)


async def test_a_lead_of_one_tenant_leads_nothing_of_another(apart):
    theirs = person("minji", SEVERAL.owners[THEIRS])

    assert (await apart.standing(theirs, THEIRS)).role is Role.LEAD
    assert (await apart.standing(theirs, OURS)).role is None
    assert await apart.seen(theirs) == (THEIRS,)
    assert (await apart.anywhere(theirs)).role is Role.LEAD
    assert await apart.seen(person("nobody", PROVIDERS)) == (OURS,)
    assert await apart.seen(person("sora", PROVIDERS)) == ()
    assert await apart.held(SORA) == ()


async def test_a_provider_sees_nothing_while_its_directory_does_not_tell(apart, monkeypatch):
    hired = person("nobody", PROVIDERS)
    monkeypatch.setattr(apart.groups._directories[PROVIDERS], "failing", away())

    assert await apart.seen(hired) == ()
    assert "could not be asked" in str(await apart.refuses_person(hired, guest=False))
