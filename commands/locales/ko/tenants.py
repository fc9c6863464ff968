"""What the bot says about tenants and roles in single organisations, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
In {domain} your role is {role}.
    {domain}에서의 역할은 {role}입니다.
Exchange organisation (GUID)
    Exchange 조직(GUID)
Tenant
    테넌트
its GUID is empty
    GUID가 비어 있습니다
Another job is changing the Exchange organisation or the tenant of {organisation}: the configuration names it more than once. Ask again when that job has ended.
    다른 작업이 {organisation}의 Exchange 조직 또는 테넌트를 변경하고 있습니다. 구성에 같은 조직이나 테넌트가 두 번 이상 있습니다. 그 작업이 끝난 뒤 다시 요청하십시오.
Nothing was changed: the plan was made for other systems than these. {name}: {value}.
    아무것도 변경하지 않았습니다. 계획을 만든 대상과 지금의 시스템이 다릅니다. {name}: {value}.
It is not known which Exchange organisation this is: {reason}
    어느 Exchange 조직인지 확인하지 못했습니다: {reason}
{name}: {value}.
    {name}: {value}.
Job {undoing} is to undo job {job}; it was asked for in another thread, where its card is. Type {show} to have it here.
    작업 {undoing}이(가) 작업 {job}을(를) 되돌리려 합니다. 다른 스레드에서 요청했으며 카드도 거기에 있습니다. 여기에서 보려면 {show}을(를) 입력하십시오.
"""
)
