"""Where Exchange is hybrid with several tenants, a plan tells what it cannot do for the others."""

from dataclasses import replace

import pytest

from commands.facts import organisation, servers
from tests.commands.made import ACS, DAY, NOW, OTHER_TENANT, STS, each
from tests.commands.runbooks.made import HELD, planned

THERE = replace(STS, name="EvoSts - 2", realm=OTHER_TENANT, application_id="app-there")
EXPIRED = replace(HELD, certificate=replace(HELD.certificate, ends=NOW - DAY))


def rotated(*more):
    return planned("rotate auth cert", {organisation.AUTH_SERVERS: (ACS, STS, *more)})


def replaced(*more):
    changes = {
        organisation.AUTH_SERVERS: (ACS, STS, *more),
        servers.CERTIFICATES: each(dict.fromkeys(("EX01", "EX02"), (EXPIRED,))),
    }
    return planned("replace auth cert now", changes)


@pytest.mark.parametrize(
    "plan", [pytest.param(rotated, id="rotation"), pytest.param(replaced, id="emergency")]
)
def test_whoever_approves_reads_which_tenants_lose_their_sign_in(plan):
    found = plan(THERE, replace(ACS, name="ACS - 2", realm=OTHER_TENANT.upper()))

    assert not found.is_blocked
    (warning,) = (str(each) for each in found.warnings if OTHER_TENANT in str(each))
    assert "cannot bring the new key there" in warning
    assert "AADSTS700027" in warning
    (left,) = found.left
    assert str(left.title) == f"New key in tenant {OTHER_TENANT}"
    assert "EvoSts - 2, ACS - 2, application app-there" in str(left.why)
    assert left.command.endswith("-UpdateCertificate")
    assert "an administrator of this tenant" in str(left.why)
    basis = {str(name): value for name, value in found.basis}
    assert basis["Auth servers of other tenants"] == "EvoSts - 2, ACS - 2"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(THERE, enabled=False), id="disabled"),
        pytest.param(replace(THERE, realm=STS.realm.upper()), id="of this tenant"),
        pytest.param(replace(THERE, realm=""), id="of no realm"),
        pytest.param(replace(THERE, realm="example.com"), id="of a realm that is no tenant"),
        pytest.param(replace(THERE, type="ADFS"), id="of another kind"),
    ],
)
def test_an_auth_server_that_is_not_another_tenants_is_not_told(other):
    found = rotated(other)

    assert found.left == ()
    assert not any(OTHER_TENANT in str(each) for each in found.warnings)
    assert "Auth servers of other tenants" not in {str(name) for name, _ in found.basis}
