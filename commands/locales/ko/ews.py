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
Put the application on the list of those that may use EWS
    EWS를 쓸 수 있는 애플리케이션 목록에 이 애플리케이션 추가
Switch EWS in Exchange Online on for the applications on the list
    목록에 있는 애플리케이션에 Exchange Online의 EWS 켜기
Put the list of applications that may use EWS back; it takes up to a day
    EWS를 쓸 수 있는 애플리케이션 목록 되돌리기(하루까지 걸림)
Open EWS in Exchange Online to every application again, within the hour
    Exchange Online의 EWS를 한 시간 안에 모든 애플리케이션에 다시 열기
Switch EWS in Exchange Online off; it takes about an hour
    Exchange Online의 EWS 끄기(한 시간쯤 걸림)
Move to Exchange Server SE with the May 2026 update or later on every server, and to Microsoft Graph with Microsoft's script. {archives} Then check oauth {domain} again.
    모든 서버를 2026년 5월 업데이트 이상의 Exchange Server SE로 옮기고 Microsoft 스크립트로 Microsoft Graph로 전환하십시오. {archives} 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
Microsoft documents no replacement in this cloud: watch the Message center of the tenant, and check oauth {domain} again.
    이 클라우드의 대체 방법은 Microsoft 문서에 없습니다. 테넌트의 메시지 센터를 지켜보고 check oauth {domain} 명령으로 다시 확인하십시오.
Plan a list of the applications that may use EWS: name every one by its id beside or in place of “teams”; all others stay shut out. Free/busy over Microsoft Graph needs no EWS.
    EWS를 쓸 수 있는 애플리케이션 목록을 계획하십시오. “teams” 옆이나 그 대신에 각 애플리케이션의 ID를 적습니다. 나머지는 모두 차단된 채로 남습니다. Microsoft Graph로 오가는 약속 있음/없음 정보에는 EWS가 필요 없습니다.
EWS serves only the applications on this list.
    EWS는 이 목록에 있는 애플리케이션만 받습니다.
Get-OrganizationConfig in Exchange Online: EwsEnabled {enabled}, EwsApplicationAccessPolicy {rule}.
    Exchange Online의 Get-OrganizationConfig: EwsEnabled {enabled}, EwsApplicationAccessPolicy {rule}.
A null lets every application use EWS, whatever is on the list.
    null이면 목록과 상관없이 모든 애플리케이션이 EWS를 쓸 수 있습니다.
EwsEnabled is True and EwsAllowedAppIDs is empty: since {date} that blocks everything but organization relationships.
    EwsEnabled가 True이고 EwsAllowedAppIDs가 비어 있습니다. {date}부터는 조직 관계를 뺀 모든 것이 차단됩니다.
A null opens EWS to every application again within the hour; with {request} a list of those that may use it is planned, which takes a day. Then check oauth {domain} again.
    null로 두면 한 시간 안에 EWS가 모든 애플리케이션에 다시 열립니다. {request} 명령을 쓰면 허용할 애플리케이션 목록을 계획하며 하루가 걸립니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
With -RetrieveEwsOperationAccessPolicy: EwsAllowedAppIDs {ids}.
    -RetrieveEwsOperationAccessPolicy 포함: EwsAllowedAppIDs {ids}.
EWS is shut in Exchange Online.
    Exchange Online에서 EWS가 막혀 있습니다.
EWS is shut in Exchange Online; free/busy goes over Microsoft Graph.
    Exchange Online에서 EWS가 막혀 있고, 약속 있음/없음 정보는 Microsoft Graph로 오갑니다.
Nothing has to be done where no such archives are in use. Where they are, put the dedicated application and all others that need EWS on the list, wait a day, then switch EWS on; check oauth {domain} again.
    그런 보관 사서함을 쓰지 않으면 할 일이 없습니다. 쓰고 있다면 전용 애플리케이션과 EWS가 필요한 다른 애플리케이션을 모두 목록에 넣고 하루를 기다린 뒤 EWS를 켜고, check oauth {domain} 명령으로 다시 확인하십시오.
EWS in Exchange Online ended on {date}; free/busy goes over Microsoft Graph.
    Exchange Online의 EWS는 {date}에 종료되었고, 약속 있음/없음 정보는 Microsoft Graph로 오갑니다.
Nobody has set EwsEnabled. Since {date} Microsoft sets it to False, tenant by tenant; this one has not been reached.
    EwsEnabled를 설정한 적이 없습니다. {date}부터 Microsoft가 테넌트별로 False로 바꾸고 있으며, 이 테넌트는 아직 차례가 오지 않았습니다.
From the day that the Message center names for this tenant, seven days ahead, people on premises do not see free/busy times of people in the cloud.
    메시지 센터가 이 테넌트에 7일 전에 알리는 날부터 온프레미스 사용자에게 클라우드 사용자의 약속 있음/없음 정보가 보이지 않습니다.
Nothing has to be changed today. Have the Message center watched; before that day, move to Microsoft Graph, or list every application that may use EWS. Then check oauth {domain} again.
    오늘 바꿀 것은 없습니다. 메시지 센터를 지켜보고, 그날 전에 Microsoft Graph로 전환하거나 EWS를 쓸 수 있는 애플리케이션을 모두 목록에 넣으십시오. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
On a Mailbox server, in an elevated Exchange Management Shell (Windows PowerShell 5.1) that has not loaded ExchangeOnlineManagement
    사서함 서버에서, ExchangeOnlineManagement를 로드하지 않은 관리자 권한의 Exchange Management Shell(Windows PowerShell 5.1)
Where people on premises have archive mailboxes in the cloud, leave -UseGraphApiOnly out: archives still need EWS.
    온프레미스 사용자에게 클라우드 보관 사서함이 있으면 -UseGraphApiOnly를 빼십시오. 보관 사서함에는 아직 EWS가 필요합니다.
No application is named. Nothing was run.
    지정한 애플리케이션이 없습니다. 아무것도 실행하지 않았습니다.
These are too many applications for one message. Nothing was run.
    한 메시지에 적기에는 애플리케이션이 너무 많습니다. 아무것도 실행하지 않았습니다.
{word} is no application. Name application ids with commas between, “teams” or “office”; or “{only}” where nothing else may use EWS. Nothing was run.
    {word}은(는) 애플리케이션이 아닙니다. 애플리케이션 ID를 쉼표로 구분해 적거나 “teams”, “office”라고 적으십시오. 다른 것이 EWS를 쓰지 않게 하려면 “{only}”라고 적으십시오. 아무것도 실행하지 않았습니다.
Which applications may use EWS in Exchange Online beside the dedicated one, by their ids with commas between, “teams” or “office”; “only-ours” where nothing else may. Only used where EWS is shut and has to be opened for a list.
    전용 애플리케이션 외에 Exchange Online의 EWS를 쓸 수 있는 애플리케이션. ID를 쉼표로 구분해 적거나 “teams”, “office”라고 적고, 다른 것이 쓰지 않게 하려면 “only-ours”라고 적습니다. EWS가 막혀 있어 목록으로 열어야 할 때만 쓰입니다.
EWS in Exchange Online: open to every application
    Exchange Online의 EWS: 모든 애플리케이션에 열려 있음
The list takes up to a day to be known everywhere, the switch about an hour. Every application that is not on the list is shut out of EWS: {names}. The quickest way back is “Set-OrganizationConfig -EwsEnabled $null”, which opens EWS to all of them within the hour. EWS ends for everybody on {date}.
    목록은 하루까지, 스위치는 한 시간쯤 걸려 모든 곳에 알려집니다. 목록에 없는 애플리케이션은 모두 EWS에서 차단됩니다: {names}. 가장 빨리 되돌리는 방법은 “Set-OrganizationConfig -EwsEnabled $null”이며, 한 시간 안에 모두에게 EWS가 열립니다. EWS는 {date}에 모두에게 종료됩니다.
EWS in Exchange Online: free/busy goes over Microsoft Graph
    Exchange Online의 EWS: 약속 있음/없음 정보는 Microsoft Graph로 오감
EwsEnabled is null: EWS works until Microsoft turns this tenant off, which it has done in waves since {date}, with a notice seven days before. This plan leaves it so; EWS ends for everybody on {end}.
    EwsEnabled가 null입니다. Microsoft가 {date}부터 차례로, 7일 전에 알리고 테넌트를 끄고 있으며 그때까지 EWS가 작동합니다. 이 계획은 그대로 둡니다. EWS는 {end}에 모두에게 종료됩니다.
Applications that may use EWS
    EWS를 쓸 수 있는 애플리케이션
EWS is shut in Exchange Online, and opens only for a list of applications. With the dedicated application alone on it these stay shut out: {names}, and all others that the EWS usage report of the Microsoft 365 admin center shows. Ask again and name them by their ids; “{only}” where nothing else may use EWS. The rest of the plan does not wait for it.
    Exchange Online에서 EWS가 막혀 있고, 애플리케이션 목록에만 열립니다. 전용 애플리케이션만 목록에 넣으면 {names} 그리고 Microsoft 365 관리 센터의 EWS 사용 보고서에 나오는 나머지가 모두 차단된 채로 남습니다. 그 ID를 적어 다시 요청하십시오. 다른 것이 EWS를 쓰지 않게 하려면 “{only}”라고 적으십시오. 계획의 나머지는 이것을 기다리지 않습니다.
Free/busy over Microsoft Graph
    Microsoft Graph를 통한 약속 있음/없음 정보
EWS in Exchange Online ended on {date}, and nothing goes over it any more. Move to Exchange Server SE with the May 2026 update on every server, and to Microsoft Graph with Microsoft's script.
    Exchange Online의 EWS는 {date}에 종료되어 더는 아무것도 오가지 않습니다. 모든 서버를 2026년 5월 업데이트가 있는 Exchange Server SE로 옮기고 Microsoft 스크립트로 Microsoft Graph로 전환하십시오.
Wait a day until all of Exchange Online knows the list
    Exchange Online 전체에 목록이 알려질 때까지 하루 기다리기
"""
)
