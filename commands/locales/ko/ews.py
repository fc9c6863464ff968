"""Auth servers and the EWS switches, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Compare them, keep the one that serves the organisation's domains, and disable the other; then check oauth {domain} again.
    둘을 비교하여 이 조직의 도메인을 담당하는 것을 남기고 다른 것을 끈 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Several enabled auth servers of ACS have the same realm, or none: {names}.
    켜져 있는 ACS 인증 서버 여러 개의 영역이 같거나 비어 있습니다: {names}.
Exchange does not sign in where the other side names that realm: it finds several auth servers for it.
    상대가 그 영역을 지정하면 Exchange가 로그인하지 않습니다. 해당하는 인증 서버가 여러 개이기 때문입니다.
Decide which one Exchange is to sign in with; disable none before that. Then check oauth {domain} again.
    Exchange가 어느 것으로 로그인할지 먼저 정하십시오. 그 전에는 아무것도 끄지 마십시오. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
Outlook's modern authentication goes through {now}. First make {kept} the default authorization endpoint, in the order given here; then disable the others, and check oauth {domain} again.
    Outlook의 최신 인증은 {now}을(를) 거칩니다. 먼저 여기 적힌 순서대로 {kept}을(를) 기본 권한 부여 엔드포인트로 만든 다음 나머지를 끄고 check oauth {domain} 명령으로 다시 확인하십시오.
IsDefaultAuthorizationEndpoint (hybrid modern authentication): {names}.
    IsDefaultAuthorizationEndpoint(하이브리드 최신 인증): {names}.
{name} carries the dedicated application's id, and Exchange signs in with it.
    {name}에 전용 애플리케이션의 ID가 있으며 Exchange는 이것으로 로그인합니다.
They have the same realm, or none: what sets them apart is the domains they serve.
    영역이 같거나 비어 있어, 담당하는 도메인으로만 구별됩니다.
More than one carries an application's id: {ids}.
    애플리케이션 ID가 있는 것이 둘 이상입니다: {ids}.
{name} is the one that has a realm.
    영역이 있는 것은 {name}입니다.
None of them carries the id of a dedicated application.
    전용 애플리케이션의 ID가 있는 것이 없습니다.
{name} carries the application {id}, which Entra ID does not have in the tenant.
    {name}에 애플리케이션 {id}이(가) 있으나 Entra ID의 이 테넌트에는 없습니다.
Get-AuthServer did not say which of them is the default authorization endpoint.
    Get-AuthServer의 결과에서 어느 것이 기본 권한 부여 엔드포인트인지 알 수 없습니다.
Several enabled ones are of this tenant: {names}. {why} Decide which one stays; until then nothing at all is changed.
    이 테넌트의 것이 여러 개 켜져 있습니다: {names}. {why} 어느 것을 남길지 정하십시오. 그때까지 아무것도 바꾸지 않습니다.
Several enabled ones are of this tenant: {names}. {why} Outlook's modern authentication goes through {now}: move it as given here before you disable any; until then nothing at all is changed.
    이 테넌트의 것이 여러 개 켜져 있습니다: {names}. {why} Outlook의 최신 인증은 {now}을(를) 거치므로, 끄기 전에 여기 적힌 대로 옮기십시오. 그때까지 아무것도 바꾸지 않습니다.
Several enabled ones are of this tenant: {names}. {why} Keep that one and disable the others; until then nothing at all is changed.
    이 테넌트의 것이 여러 개 켜져 있습니다: {names}. {why} 그것을 남기고 나머지를 끄십시오. 그때까지 아무것도 바꾸지 않습니다.
"""
)
