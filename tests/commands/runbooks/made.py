"""Organisations in the states that runbooks meet, as facts; certificates are bytes with a name."""

from base64 import urlsafe_b64encode
from dataclasses import replace
from typing import Any

from commands.catalog import RUNBOOKS
from commands.check import Asked
from commands.facts import cloud, entra, organisation, published, servers
from commands.look import Fact
from commands.outside.certificate import thumbprint
from commands.outside.exchange_online import EwsList
from commands.runbook import Await, Item, Pause, Plan, Proof, Question
from jobs.plan import Approvals, Planning, steps_of
from tests.commands.made import (
    ACS,
    APPLICATION,
    ASKED,
    AUTH_CONFIG,
    CERTIFICATE,
    DEDICATED,
    DOCUMENT,
    EXCHANGE_ONLINE,
    HOSTS,
    INSTALLED,
    KEY,
    NO_DEDICATED,
    ORGANISATION,
    PARTNER,
    POLICY,
    SHARED,
    SMTP_INSTALLED,
    STS,
    TO_CLOUD,
    TO_ON_PREMISES,
    answer,
    each,
    facts,
)

DER = b"the current auth certificate"
OURS = thumbprint(DER)
OUR_KEY = replace(KEY, thumbprint=OURS, der=DER)
HELD = replace(INSTALLED, certificate=replace(CERTIFICATE, thumbprint=OURS), der=DER)
READY = replace(DEDICATED, applications=(replace(APPLICATION, keys=(OUR_KEY,)),))

_X5T = urlsafe_b64encode(bytes.fromhex(OURS)).rstrip(b"=")
PUBLISHED = DOCUMENT.replace(b"zMzMzMzMzMzMzMzMzMzMzMzMzMw", _X5T)

Changes = dict[Fact[Any], object]


def maintained(*names: str) -> Asked:
    """Ask about the organisation with a maintenance endpoint on these servers."""
    servers = tuple(
        replace(each, maintenance="M") if each.name in names else each
        for each in ORGANISATION.servers
    )
    return replace(ASKED, organisation=replace(ORGANISATION, servers=servers))


MAINTAINED = maintained("EX01", "EX02")

HEALTHY: Changes = {
    organisation.AUTH_CONFIG: replace(AUTH_CONFIG, current=OURS),
    servers.CERTIFICATES: each(dict.fromkeys(("EX01", "EX02"), (HELD, SMTP_INSTALLED))),
    entra.DEDICATED: READY,
    published.METADATA: each({host: answer(body=PUBLISHED) for host in HOSTS}),
}
FIXED_NAMES = (EXCHANGE_ONLINE, "https://outlook.office365.com/")
NOTHING: Changes = {
    **HEALTHY,
    organisation.AUTH_SERVERS: (),
    organisation.PARTNER_APPLICATIONS: (replace(PARTNER, enabled=False),),
    organisation.CONNECTORS: (),
    organisation.OVERRIDES: (),
    cloud.CONNECTORS: (),
    cloud.EWS_POLICY: replace(POLICY, enabled=None),
    cloud.EWS_LIST: EwsList(app_ids=("other",)),
    entra.DEDICATED: NO_DEDICATED,
    entra.SHARED: replace(SHARED, names=FIXED_NAMES),
}
STRANGE = replace(OUR_KEY, thumbprint=thumbprint(b"a test key"), der=b"a test key", key_id="2")
TO_ITSELF = replace(
    TO_ON_PREMISES,
    discovery_endpoint="https://outlook.office365.com/autodiscover/autodiscover.svc",
)
STUCK: Changes = {
    **NOTHING,
    organisation.AUTH_SERVERS: (ACS, replace(STS, application_id="")),
    organisation.CONNECTORS: (TO_CLOUD,),
    cloud.CONNECTORS: (TO_ITSELF,),
    entra.SHARED: replace(
        SHARED,
        names=(*FIXED_NAMES, "https://mail.example.com/", "https://autodiscover.example.com"),
        keys=(OUR_KEY, STRANGE),
    ),
}
"""As the engineer of the field report left it: see the lab's scenario ``hbna``."""


def planned(
    runbook: str,
    changes: Changes | None = None,
    asked: Asked = ASKED,
    options: dict[str, str] | None = None,
) -> Plan:
    """Plan, and hold the plan to what every plan promises."""
    plan = RUNBOOKS[runbook].plan(facts({**HEALTHY, **(changes or {})}), asked, options or {})
    steps_of(plan, Planning(runbook=runbook), Approvals())  # no change before a gate
    names = [str(name) for name, _ in plan.basis]
    assert len(set(names)) == len(names), "two values of the basis share a name"
    assert not plan.is_blocked or plan.items == ()
    return plan


def told(item: Item) -> str:
    """Name an item shortly: an action by its name and object, others by what they are."""
    match item:
        case Question():
            return f"? {item.name}"
        case Await():
            return f"… {item.condition.name}"
        case Proof():
            return f"= {item.suite}"
        case Pause():
            return f"until {item.at}" if item.at else f"for {item.seconds / 3600:.0f} h"
    return item.name


def outline(plan: Plan) -> list[str]:
    return [told(item) for item in plan.items]


def the(plan: Plan, name: str) -> Any:
    (found,) = (item for item in plan.items if told(item) == name)
    return found


def left(plan: Plan) -> list[str]:
    return [str(each.title) for each in plan.left]
