"""What Exchange Online says, and what it makes of the on-premises half.

It answers few calls at a time, so nothing is read here that no judge uses.
"""

import asyncio
from functools import partial
from typing import Final

from commands.facts.cmdlets import TEST, objects, single
from commands.facts.organisation import EWS
from commands.facts.published import ByHost, external_addresses
from commands.facts.routes import ACCEPTED_DOMAINS, CONNECTORS, ENDPOINTS, SOURCE, agent_address
from commands.look import Fact, Facts, attempt
from commands.outside.exchange_online import (
    EwsList,
    EwsPolicy,
    OAuthTest,
)
from commands.outside.federation import Relationship
from commands.ports import World

__all__ = [
    "ACCEPTED_DOMAINS",
    "CONNECTORS",
    "ENDPOINTS",
    "EWS_LIST",
    "EWS_POLICY",
    "RELATIONSHIPS",
    "SOURCE",
    "TESTS",
    "ews_list",
    "ews_policy",
]


async def ews_policy(world: World) -> EwsPolicy:
    """Read the switches.  The list is another call: its answer need not hold ``EwsEnabled``."""
    return await single(world.cloud, "Get-OrganizationConfig", EwsPolicy.from_object)


async def ews_list(world: World) -> EwsList:
    """Read which applications may use EWS."""
    return await single(
        world.cloud,
        "Get-OrganizationConfig",
        EwsList.from_object,
        {"RetrieveEwsOperationAccessPolicy": True},
    )


async def _ews_policy(world: World, _: Facts) -> EwsPolicy:
    return await ews_policy(world)


async def _ews_list(world: World, _: Facts) -> EwsList:
    return await ews_list(world)


async def _relationships(world: World, _: Facts) -> tuple[Relationship, ...]:
    return await objects(world.cloud, "Get-OrganizationRelationship", Relationship.from_object)


async def _test(world: World, target: str) -> OAuthTest:
    mailbox = world.organisation.mailboxes.cloud
    return await single(
        world.cloud,
        "Test-OAuthConnectivity",
        partial(OAuthTest.from_object, mailbox=mailbox, target=target),
        {"Service": "EWS", "TargetUri": target, "Mailbox": mailbox},
        timeout=TEST,
    )


async def _tests(world: World, facts: Facts) -> ByHost[OAuthTest]:
    """Sign in to each published EWS address on behalf of the cloud's test mailbox.

    The target is the EWS address itself: other pages of the host refuse such a token for
    reasons of their own.  Through the Hybrid Agent it is the agent's, which the cloud knows.
    """
    facts.value(EWS)
    through = agent_address(facts, world.organisation)
    targets = (through,) if through else external_addresses(facts, EWS)
    readings = await asyncio.gather(
        *(attempt(world, SOURCE, _test(world, target)) for target in targets)
    )
    return dict(zip(targets, readings, strict=True))


# Exchange Online answers two calls at a time, and the test takes longer than all reads together:
# the reads follow one another, so that the other place is free as soon as the test can start.
EWS_POLICY: Final = Fact("cloud EWS switches", SOURCE, _ews_policy, needs=(ENDPOINTS,))
EWS_LIST: Final = Fact("cloud EWS list", SOURCE, _ews_list, needs=(EWS_POLICY,))
RELATIONSHIPS: Final = Fact(
    "cloud organization relationships", SOURCE, _relationships, needs=(EWS_LIST,)
)
TESTS: Final = Fact("tests from the cloud", SOURCE, _tests, needs=(EWS, ENDPOINTS))
"""By target address."""
