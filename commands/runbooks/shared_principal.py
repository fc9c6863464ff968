"""The principal that all tenants share: free of our keys; or, for those who must, with one.

https://techcommunity.microsoft.com/blog/exchange/exchange-server-security-changes-for-hybrid-deployments/4396833
"""

from base64 import b64decode
from collections.abc import Iterable
from typing import Final

from commands.actions.keys import SetPrincipalKeys, dropped
from commands.amounts import keys
from commands.checks.fleet import running
from commands.checks.identity import SECTION
from commands.checks.override_reach import reach
from commands.checks.products import APR25
from commands.checks.timeline import SHARED_PRINCIPAL_BLOCKED, day
from commands.facts.entra import DEDICATED, SHARED
from commands.facts.organisation import AUTH_CONFIG, OVERRIDES
from commands.facts.servers import TESTS
from commands.findings import Console
from commands.gates import PURGE
from commands.look import Known
from commands.outside.certificate import thumbprint
from commands.outside.entra import Key, key_of
from commands.outside.exchange_online import Result
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Left, Question
from commands.runbooks.draft import Draft

WORD: Final = "stop-sign-in"
"""The option that says that the keys are to go although Exchange signs in through them."""


def has_keys(draft: Draft) -> bool:
    shared = draft.facts.value(SHARED)
    return shared is not None and bool(shared.keys)


def plan_purge(draft: Draft) -> None:
    """Plan the removal of every key, behind a gate of its own."""
    shared = draft.facts.value(SHARED)
    keys = () if shared is None else shared.keys
    _rest(draft, keys)
    if shared is None or not keys:
        draft.in_place.append(say("Shared principal of Exchange Online: free of keys"))
        return
    draft.items.append(
        Question(
            name=PURGE,
            title=say(
                "Remove all keys ({count}) from the shared principal of Exchange Online?",
                count=len(keys),
            ),
        )
    )
    action = SetPrincipalKeys(object_id=shared.id, app_id=shared.app_id, **dropped(keys))
    draft.items.append(action)
    draft.warn(
        say(
            "Tokens issued for these keys live up to 24 hours longer. For an undo the public "
            "certificates are kept; their ids and names would be new."
        )
    )
    if action.lost:
        draft.warn(
            say("Graph did not send the values of {keys}; they cannot be put back.",
                keys=", ".join(action.lost))
        )  # fmt: skip


def guard(draft: Draft) -> None:
    """Stop where Exchange signs in through these keys, unless it was said that this is meant.

    It does so on a server that the override does not reach, whose build knows no such application,
    or for which the auth server names none.
    """
    without = _through(draft)
    current = draft.facts.value(AUTH_CONFIG).current
    draft.rests_on(say("Current auth certificate"), current or "–")
    draft.rests_on(say("Servers that sign in as the shared principal"), ", ".join(without))
    if not without:
        return
    green = [server for server in without if _succeeds(draft, server)]
    if WORD in draft.options:
        draft.warn(
            say(
                "{servers} signs in to the cloud through these keys. From their removal on nobody "
                "there sees calendars of people in the cloud, until the dedicated application is "
                "in use.",
                servers=", ".join(without),
            )
        )
        return
    domain = draft.asked.organisation.domain
    meant = f"purge shared keys {domain} --{WORD}"
    why = (
        say(
            "{servers} signs in to the cloud through these keys, and its test succeeds: without "
            "them nobody there sees calendars of people in the cloud. Configure the dedicated "
            "application first. To remove them all the same: {meant}",
            servers=", ".join(green),
            meant=meant,
        )
        if green
        else say(
            "No dedicated application is in use on {servers}, so it signs in through this "
            "principal or not at all. Configure the application first. To remove the keys all the "
            "same: {meant}",
            servers=", ".join(without),
            meant=meant,
        )
    )
    draft.blocks(say("Keys on the shared principal"), why, f"configure oauth {domain}")


def _through(draft: Draft) -> tuple[str, ...]:
    """Name the servers that do not sign in as the dedicated application."""
    dedicated, facts, asked = draft.facts.value(DEDICATED), draft.facts, draft.asked
    if not any(same(each.app_id, dedicated.claimed) for each in dedicated.applications):
        return draft.servers
    on = [each for each in facts.value(OVERRIDES) if same(each.section, SECTION) and each.enabled]
    held = reach(on, facts, asked).by_server
    return tuple(
        server for server in draft.servers if not held.get(server) or _is_too_old(draft, server)
    )


def _is_too_old(draft: Draft, server: str) -> bool:
    build = running(draft.facts, draft.asked, server)
    return isinstance(build, Known) and build.value.has(APR25) is False


def _succeeds(draft: Draft, server: str) -> bool:
    test = draft.facts.value(TESTS).get(server)
    return isinstance(test, Known) and test.value.result is Result.SUCCESS


def leave_purge(draft: Draft) -> None:
    """Leave the removal to people for as long as nothing better is proven to be in use."""
    shared = draft.facts.value(SHARED)
    draft.left.append(
        Left(
            title=say("Keys on the shared principal"),
            why=say(
                "It carries {keys}, which nothing needs once the application is in use; before "
                "that is proven, this plan does not remove any.",
                keys=keys(0 if shared is None else len(shared.keys)),
            ),
            command=f"purge shared keys {draft.asked.organisation.domain}",
            console=Console.CHAT,
        )
    )


def plan_upload(draft: Draft, certificate: str) -> None:
    """Plan the upload that the old procedure asks for, with its warning."""
    shared = draft.facts.value(SHARED)
    if shared is None:
        return  # that is told where its names are planned
    wanted = thumbprint(b64decode(certificate))
    _rest(draft, shared.keys)
    draft.warn(
        say(
            "Whoever gets hold of an Exchange server can then act as Exchange Online in the whole "
            "tenant, unseen (CVE-2025-53786), and EWS through this principal is blocked since "
            "{date}. Without {option} the dedicated application is planned instead.",
            date=day(SHARED_PRINCIPAL_BLOCKED),
            option="--shared-principal",
        )
    )
    if key_of(shared.keys, wanted):
        draft.in_place.append(say("Key {thumbprint}: on the shared principal", thumbprint=wanted))
        return
    draft.items.append(
        SetPrincipalKeys(
            object_id=shared.id,
            app_id=shared.app_id,
            kept=tuple(sorted(key.thumbprint for key in shared.keys)),
            add=(certificate,),
        )
    )


def _rest(draft: Draft, keys: Iterable[Key]) -> None:
    draft.rests_on(
        say("Keys on the shared principal"), ", ".join(sorted(key.thumbprint for key in keys))
    )
