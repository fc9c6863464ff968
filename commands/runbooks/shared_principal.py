"""The principal that all tenants share: free of our keys; or, for those who must, with one.

https://techcommunity.microsoft.com/blog/exchange/exchange-server-security-changes-for-hybrid-deployments/4396833
"""

from base64 import b64decode, b64encode

from commands.actions.keys import SetPrincipalKeys
from commands.checks.timeline import SHARED_PRINCIPAL_BLOCKED, day
from commands.facts.entra import SHARED
from commands.gates import PURGE
from commands.outside.certificate import thumbprint
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Question
from commands.runbooks.draft import Draft


def plan_purge(draft: Draft) -> bool:
    """Plan the removal of every key, behind a gate of its own; ``False``: there are none."""
    shared = draft.facts.value(SHARED)
    keys = () if shared is None else shared.keys
    draft.rests_on(
        say("Keys on the shared principal"), ", ".join(sorted(key.thumbprint for key in keys))
    )
    if shared is None or not keys:
        draft.in_place.append(say("Shared principal of Exchange Online: free of keys"))
        return False
    lost = tuple(sorted(key.thumbprint for key in keys if not key.der))
    draft.items.append(
        Question(
            name=PURGE,
            title=say(
                "Remove all {count} keys from the shared principal of Exchange Online?",
                count=len(keys),
            ),
            high_risk=True,
        )
    )
    draft.items.append(
        SetPrincipalKeys(
            object_id=shared.id,
            app_id=shared.app_id,
            drop=tuple(b64encode(key.der).decode() for key in keys if key.der),
            lost=lost,
        )
    )
    draft.warnings.append(
        say(
            "Tokens issued for these keys live up to 24 hours longer. For an undo the public "
            "certificates are kept; their ids and names would be new."
        )
    )
    if lost:
        draft.warnings.append(
            say("Graph did not send the values of {keys}; they cannot be put back.",
                keys=", ".join(lost))
        )  # fmt: skip
    return True


def plan_upload(draft: Draft, certificate: str) -> None:
    """Plan the upload that the old procedure asks for, with its warning."""
    shared = draft.facts.value(SHARED)
    keys = () if shared is None else shared.keys
    wanted = thumbprint(b64decode(certificate))
    draft.rests_on(
        say("Keys on the shared principal"), ", ".join(sorted(key.thumbprint for key in keys))
    )
    draft.warnings.append(
        say(
            "Whoever gets hold of an Exchange server can then act as Exchange Online in the whole "
            "tenant, unseen (CVE-2025-53786), and EWS through this principal is blocked since "
            "{date}. Without {option} the dedicated application is planned instead.",
            date=day(SHARED_PRINCIPAL_BLOCKED),
            option="--shared-principal",
        )
    )
    if shared is None or any(same(key.thumbprint, wanted) for key in keys):
        draft.in_place.append(say("Key {thumbprint}: on the shared principal", thumbprint=wanted))
        return
    draft.items.append(
        SetPrincipalKeys(
            object_id=shared.id,
            app_id=shared.app_id,
            kept=tuple(sorted(key.thumbprint for key in keys)),
            add=(certificate,),
        )
    )
