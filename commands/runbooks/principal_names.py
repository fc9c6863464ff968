"""Step 5: every published host is a name of Exchange Online's principal, with its slash."""

from commands.actions.principal_names import SetNames
from commands.facts.cloud import TESTS
from commands.facts.entra import OWNERS, SHARED, by_application, principal_name, slashless
from commands.facts.organisation import AUTODISCOVER, EWS
from commands.facts.published import Host, hosts
from commands.look import Known
from commands.outside.exchange import host_of
from commands.outside.exchange_online import Result
from commands.outside.identifiers import EXCHANGE_ONLINE, same
from commands.phrases import say
from commands.runbooks.draft import Draft


def _works(host: Host, known: set[str], draft: Draft) -> bool:
    """Tell whether the wizard's form of the name is there and a sign-in to the host was seen."""
    tests = draft.facts.readings.get(TESTS.name)
    return (
        by_application(host.name) in known
        and isinstance(tests, Known)
        and any(
            isinstance(reading, Known)
            and reading.value.result is Result.SUCCESS
            and host_of(target) == host.name
            for target, reading in tests.value.items()
        )
    )


def plan(draft: Draft) -> None:
    """Add what lacks, with every other name kept; a slash-less twin of ours is normalised."""
    draft.facts.value(EWS), draft.facts.value(AUTODISCOVER)  # without them hosts are left out
    shared, owners = draft.facts.value(SHARED), draft.facts.value(OWNERS)
    if shared is None:
        draft.blocks(
            say("Service principal of Exchange Online"),
            say("The tenant has none; it comes with a subscription of Exchange Online."),
        )
        return
    draft.rests_on(say("Service principal names"), ", ".join(sorted(shared.names)))
    published = hosts(draft.facts, draft.asked.organisation)
    draft.rests_on(say("Published hosts"), ", ".join(sorted(host.name for host in published)))
    known = {name.lower() for name in shared.names}
    wanted, twins = [], set()
    for host in published:
        name = principal_name(host.name)
        foreign = [
            owner
            for form in (name, slashless(host.name))
            for owner in owners.get(form, ())
            if not same(owner.app_id, EXCHANGE_ONLINE)
        ]
        if name in known or _works(host, known, draft):
            draft.in_place.append(say("Service principal name {name}", name=name))
        elif foreign:
            draft.blocks(
                say("Service principal name {name}", name=name),
                say(
                    "It belongs to {owner} ({app_id}), and a name has one owner. Find out "
                    "whether {owner} needs it, and take it from there first. Until then "
                    "nothing at all is changed: no call to that host could succeed.",
                    owner=foreign[0].name,
                    app_id=foreign[0].app_id,
                ),
            )
        else:
            wanted.append(name)
            twins.add(slashless(host.name))
    if wanted:
        kept = [name for name in shared.names if name.lower() not in twins]
        gone = [name for name in shared.names if name.lower() in twins]
        if gone:
            draft.warn(
                say(
                    "Names without their slash are replaced by the form with it: {names}.",
                    names=", ".join(gone),
                )
            )
        draft.items.append(
            SetNames(
                principal=shared.id,
                app_id=shared.app_id,
                names=(*kept, *wanted),
                old_names=shared.names,
            )
        )
