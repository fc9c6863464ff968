"""Exchange Online lets the application use EWS; the list of applications is sent whole."""

from commands.actions.ews import SetEws
from commands.checks.timeline import (
    EWS_ENDS,
    EWS_NEEDS_ALLOWED_APPS,
    EWS_OFF_BY_DEFAULT,
    day,
)
from commands.facts.cloud import EWS_POLICY
from commands.phrases import say
from commands.runbooks import application
from commands.runbooks.draft import Draft


def plan(draft: Draft) -> None:
    """Switch EWS on for the application, once one is known; the shared principal is not listed."""
    app_id = draft.application or application.known(draft)
    if app_id is None or draft.is_shared:
        return
    policy = draft.facts.value(EWS_POLICY)
    draft.rests_on(
        say("EWS in Exchange Online"),
        f"{policy.enabled}; {', '.join(sorted(policy.allowed_app_ids))}",
    )
    needs_list = draft.asked.now >= EWS_NEEDS_ALLOWED_APPS
    unset_is_on = draft.asked.now < EWS_OFF_BY_DEFAULT
    is_on = policy.enabled is True or (policy.enabled is None and unset_is_on)
    if is_on and (not needs_list or app_id.lower() in policy.allowed_app_ids):
        draft.in_place.append(say("EWS in Exchange Online: on for the application"))
        return
    draft.warn(
        say(
            "The switch takes an hour and the list up to a day to be known everywhere; EWS in "
            "Exchange Online ends for everybody on {date}.",
            date=day(EWS_ENDS),
        )
    )
    added = () if app_id.lower() in policy.allowed_app_ids else (app_id,)
    draft.items.append(
        SetEws(
            enabled=True,
            applications=(*policy.allowed_app_ids, *added),
            old_enabled=policy.enabled,
            old_applications=policy.allowed_app_ids,
        )
    )
