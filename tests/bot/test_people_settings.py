"""Who may do what and how plans are approved, as the configuration says it."""

from pathlib import Path

import pytest

from bot.people_settings import Deciding, deciding, grants, served_to
from bot.toml import Problem, Table

PERSON = "0a1b2c3d-0000-0000-0000-000000000001"
GROUP = "aaaaaaaa-0000-0000-0000-000000000001"
TENANT = "80a4e877-3630-5c30-999f-57ad577f9375"
OTHER = "90a4e877-3630-5c30-999f-57ad577f9375"


def table(name: str, **content: object) -> Table:
    problems: list[Problem] = []
    return Table(content, name, Path(), problems)


def test_people_and_groups_are_read_by_their_ids():
    roles = table("roles", leads=[PERSON.upper()], lead_groups=[GROUP], viewer_groups=[GROUP])

    read = grants(roles, [TENANT], [TENANT.upper()])

    assert roles.problems == []
    assert (read.leads, read.lead_groups, read.viewer_groups) == ((PERSON,), (GROUP,), (GROUP,))
    assert read.can_ask
    assert read.can_approve


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param({"lead_groups": ["Exchange Leads"]}, "roles.lead_groups: 'Exchange Leads' is "
                     "not an Entra object id; copy the group's", id="a group's name"),
        pytest.param({"leads": ["minji@x.com"]}, "roles.leads: 'minji@x.com' is not an Entra "
                     "object id; copy the person's", id="a mail address"),
        pytest.param({"lead_groups": GROUP}, "is not a list of texts", id="no list"),
        pytest.param({"leads_groups": [GROUP]}, "did you mean lead_groups?", id="misspelt"),
    ],
)  # fmt: skip
def test_a_problem_with_roles_is_named_with_its_cure(content, says):
    roles = table("roles", **content)

    grants(roles, [TENANT], [TENANT])

    assert says in " ".join(map(str, roles.problems))


@pytest.mark.parametrize(
    ("content", "tenants", "found"),
    [
        pytest.param({"lead_groups": [GROUP]}, [OTHER], ["roles.lead_groups"], id="of no tenant"),
        pytest.param({"leads": [PERSON]}, [OTHER], [], id="people need no directory"),
        pytest.param({"lead_groups": [GROUP]}, [OTHER, TENANT], [], id="of one of them"),
        pytest.param({"lead_groups": [GROUP]}, [], [], id="without Teams nobody asks"),
    ],
)
def test_groups_need_a_directory_that_can_be_asked(content, tenants, found):
    roles = table("roles", **content)

    grants(roles, [TENANT], tenants)

    assert [problem.place for problem in roles.problems] == found


@pytest.mark.parametrize(
    ("content", "seconds"),
    [({}, 14_400), ({"expires": "4h"}, 14_400), ({"expires": "90m"}, 5_400),
     ({"expires": "2 D"}, 172_800), ({"expires": "5m"}, 300)],
)  # fmt: skip
def test_a_gate_stays_open_as_long_as_is_set(content, seconds):
    approvals = table("approvals", **content)

    assert deciding(approvals).seconds == seconds
    assert approvals.problems == []


@pytest.mark.parametrize("names", [(), ("purge",), ("purge", "undo"), ("undo", "purge", "undo")])
def test_the_gates_of_two_leads_are_chosen(names):
    approvals = table("approvals", two_leads=list(names))

    assert deciding(approvals).two_leads == tuple(dict.fromkeys(names))
    assert approvals.problems == []


def test_by_default_the_gates_of_high_risk_need_two_leads():
    assert deciding(table("approvals")) == Deciding(
        seconds=14_400, two_leads=("purge", "undo", "retire", "replace")
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param({"two_leads": ["purg"]}, "approvals.two_leads: 'purg' is no gate that can ask "
                     "for two leads; did you mean purge?", id="misspelt"),
        pytest.param({"two_leads": ["plan"]}, "'plan' is no gate that can ask for two leads; those "
                     "that can are purge, undo", id="a gate of no high risk"),
        pytest.param({"two_leads": "purge"}, "is not a list of texts", id="no list"),
        pytest.param({"expires": "soon"}, "approvals.expires: 'soon' is not a length of time; "
                     'write expires = "4h"', id="no time"),
        pytest.param({"expires": "1m"}, "write one from 5m to 30d", id="too short to decide"),
        pytest.param({"expires": "31d"}, "write one from 5m to 30d", id="too long"),
        pytest.param({"expires": 4}, "is not a text", id="a number"),
        pytest.param({"expire": "4h"}, "did you mean expires?", id="misspelt key"),
    ],
)  # fmt: skip
def test_a_problem_with_approvals_is_named_with_its_cure(content, says):
    approvals = table("approvals", **content)

    deciding(approvals)

    assert says in " ".join(map(str, approvals.problems))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param({"served_to": [OTHER], "roles": {}}, "", id="with lists of its own"),
        pytest.param({"served_to": [OTHER]}, "organisation[1].served_to: nobody of another tenant "
                     "has a role in it", id="without lists of its own"),
        pytest.param({"served_to": ["fabrikam"], "roles": {}}, "'fabrikam' is not a tenant id",
                     id="a name"),
        pytest.param({"served_to": [TENANT.upper()], "roles": {}, "tenant_id": TENANT},
                     "is its own tenant", id="its own"),
        pytest.param({"served_to": OTHER, "roles": {}}, "is not a list of texts", id="no list"),
    ],
)  # fmt: skip
def test_whom_an_organisation_is_served_to_is_named_by_tenant(content, says):
    organisation = table("organisation[1]", **content)

    found = served_to(organisation)

    assert says in " ".join(map(str, organisation.problems))
    assert says or (found == (OTHER,) and organisation.problems == [])
