"""Exchange Online lets the application use EWS; the list of applications is sent whole."""

from commands.actions.ews import SetEws
from commands.checks.timeline import EWS_ENDS, EWS_NEEDS_ALLOWED_APPS, day
from commands.facts.cloud import EWS_POLICY
from commands.phrases import say
from commands.runbooks.draft import Draft


def plan(draft: Draft, app_id: str) -> None:
    policy = draft.facts.value(EWS_POLICY)
    draft.rests_on(
        say("EWS in Exchange Online"),
        f"{policy.enabled}; {', '.join(sorted(policy.allowed_app_ids))}",
    )
    needs_list = draft.asked.now >= EWS_NEEDS_ALLOWED_APPS
    is_on = policy.enabled is True or (policy.enabled is None and not needs_list)
    if is_on and (not needs_list or app_id.lower() in policy.allowed_app_ids):
        draft.in_place.append(say("EWS in Exchange Online: on for the application"))
        return
    draft.warnings.append(
        say("EWS in Exchange Online ends for everybody on {date}.", date=day(EWS_ENDS))
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
