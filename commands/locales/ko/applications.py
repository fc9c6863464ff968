"""Findings on applications, principals and the two-way test, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Dedicated Exchange hybrid application
    전용 Exchange 하이브리드 애플리케이션
Exchange Server can use one since {date} only.
    Exchange Server는 {date}부터만 전용 애플리케이션을 쓸 수 있습니다.
Entra ID has the application {name} ({app_id}).
    Entra ID에 애플리케이션 {name}({app_id})이(가) 있습니다.
Its permission full_access_as_app is granted.
    full_access_as_app 권한이 부여되어 있습니다.
It holds the current auth certificate {key}.
    현재 인증 인증서 {key}을(를) 가지고 있습니다.
Auth server {name} names it as ApplicationIdentifier.
    인증 서버 {name}의 ApplicationIdentifier에 지정되어 있습니다.
The setting override {name} switches it on.
    설정 재정의 {name}이(가) 이를 켭니다.
No server is known to be older than {update}.
    {update}보다 오래된 것으로 확인된 서버가 없습니다.
Active Directory tells the cumulative update of {server} only, not whether it has {update}; a maintenance endpoint for the server would.
    Active Directory에서는 {server}의 누적 업데이트만 알 수 있고 {update} 설치 여부는 알 수 없습니다. 이 서버의 유지 관리 엔드포인트가 있으면 알 수 있습니다.
Without a dedicated application in use, Exchange signs in through the shared principal of Exchange Online, which is blocked since {date}.
    전용 애플리케이션을 쓰지 않으면 Exchange가 Exchange Online의 공유 서비스 주체로 로그인하는데, 이는 {date}부터 차단되었습니다.
From {date} on, people on premises will not see free/busy times, automatic replies and photos of people in the cloud.
    {date}부터 온프레미스 사용자에게 클라우드 사용자의 약속 있음/없음 정보, 자동 회신, 사진이 보이지 않게 됩니다.
Exchange signs in as application {claimed}, which Entra ID does not find in the tenant, and is refused (AADSTS700016).
    Exchange가 애플리케이션 {claimed}(으)로 로그인하지만 Entra ID가 테넌트에서 이를 찾지 못해 거부합니다(AADSTS700016).
Entra ID refuses the sign-in of an application whose service principal is disabled (AADSTS7000112).
    Entra ID는 서비스 주체가 사용 중지된 애플리케이션의 로그인을 거부합니다(AADSTS7000112).
Entra ID cannot verify what Exchange signs with a key that the application does not hold, and refuses the sign-in (AADSTS700027).
    애플리케이션에 없는 키로 Exchange가 서명하면 Entra ID가 이를 검증할 수 없어 로그인을 거부합니다(AADSTS700027).
Microsoft's own tools take the application for switched on only when exactly one enabled override does it.
    Microsoft의 도구는 사용 설정된 재정의가 정확히 하나일 때만 애플리케이션이 켜진 것으로 봅니다.
No usable auth server of Entra ID (evoSTS) could name it; that is told there.
    이를 지정할 수 있는 Entra ID(evoSTS) 인증 서버가 없습니다. 자세한 내용은 해당 항목에 있습니다.
Entra ID has no application {name}.
    Entra ID에 애플리케이션 {name}이(가) 없습니다.
Bring every server to the April 2025 update at least, then run Microsoft's script in an elevated Exchange Management Shell on a Mailbox server; it makes the application, asks for consent and switches it on. Then check oauth {domain} again.
    모든 서버를 2025년 4월 업데이트 이상으로 올린 다음, 사서함 서버의 관리자 권한 Exchange 관리 셸에서 Microsoft 스크립트를 실행하십시오. 스크립트가 애플리케이션을 만들고 동의를 요청하고 켜 줍니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
The application {name} has no service principal.
    애플리케이션 {name}에 서비스 주체가 없습니다.
Create the service principal, then check oauth {domain} again.
    서비스 주체를 만든 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
The service principal of {name} is disabled.
    {name}의 서비스 주체가 사용 중지되어 있습니다.
Enable the service principal, then check oauth {domain} again.
    서비스 주체를 사용 설정한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Its permission full_access_as_app on Exchange Online is not granted.
    Exchange Online에 대한 full_access_as_app 권한이 부여되지 않았습니다.
Let an administrator consent at this address, then check oauth {domain} again.
    관리자가 이 주소에서 동의하게 한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
It does not hold the current auth certificate {key}.
    현재 인증 인증서 {key}을(를) 가지고 있지 않습니다.
Upload the certificate with Microsoft's script, then check oauth {domain} again.
    Microsoft 스크립트로 인증서를 올린 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
ApplicationIdentifier of auth server {name} is empty.
    인증 서버 {name}의 ApplicationIdentifier가 비어 있습니다.
Auth server {name} names application {claimed}, which is not in the tenant.
    인증 서버 {name}에 지정된 애플리케이션 {claimed}이(가) 테넌트에 없습니다.
Tell the auth server the application's id, then check oauth {domain} again.
    인증 서버에 애플리케이션 ID를 지정한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
The setting override {name} exists and is not enabled.
    설정 재정의 {name}이(가) 있지만 사용 설정되어 있지 않습니다.
No setting override switches the dedicated application on.
    전용 애플리케이션을 켜는 설정 재정의가 없습니다.
Once the application is consented to in every tenant, switch it on and refresh each server, then check oauth {domain} again.
    모든 테넌트에서 애플리케이션에 동의한 다음 켜고 각 서버를 새로 고친 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
The setting override {name} ({limits}) leaves out: {servers}.
    설정 재정의 {name}({limits})이(가) 다음 서버에는 적용되지 않습니다: {servers}.
Make the override anew without limits and refresh each server, then check oauth {domain} again.
    제한 없이 재정의를 새로 만들고 각 서버를 새로 고친 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Servers outside its limits sign in through the shared principal, which is blocked.
    그 범위 밖의 서버는 차단된 공유 서비스 주체로 로그인합니다.
Make one without limits unless they are meant, then check oauth {domain} again.
    의도한 제한이 아니라면 제한 없는 재정의를 만든 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Older than {update}, which it needs: {servers}.
    필요한 {update}보다 오래된 서버: {servers}.
Partner application of Exchange Online
    Exchange Online의 파트너 애플리케이션
Get-PartnerApplication {name}: enabled {enabled}, empty realm, linked account {account}.
    Get-PartnerApplication {name}: 사용 {enabled}, 영역 비어 있음, 연결된 계정 {account}.
Get-PartnerApplication lists none for {application} with an empty realm.
    Get-PartnerApplication 목록에 영역이 비어 있는 {application}용 항목이 없습니다.
Create it with the account that Exchange's setup made for it, then check oauth {domain} again.
    Exchange 설치 프로그램이 만들어 둔 계정으로 파트너 애플리케이션을 만든 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
The partner application {name} is disabled.
    파트너 애플리케이션 {name}이(가) 사용 중지되어 있습니다.
Exchange Server refuses every token of Exchange Online while it is disabled. The command that enables it exists on premises only: typed into Exchange Online PowerShell it has no effect here.
    사용 중지된 동안 Exchange Server는 Exchange Online의 모든 토큰을 거부합니다. 사용 설정하는 명령은 온프레미스에만 있으며, Exchange Online PowerShell에 입력하면 여기에는 아무 효과가 없습니다.
Enable it in the Exchange Management Shell of a server, then check oauth {domain} again.
    서버의 Exchange 관리 셸에서 사용 설정한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
The partner application {name} has no linked account.
    파트너 애플리케이션 {name}에 연결된 계정이 없습니다.
Without the account Exchange Online has no permissions on premises.
    이 계정이 없으면 Exchange Online에 온프레미스 권한이 없습니다.
Link the account again and restart IIS, then check oauth {domain} again.
    계정을 다시 연결하고 IIS를 다시 시작한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Service principal names of the published hosts
    게시된 호스트의 서비스 주체 이름
Service principal name of {host}
    {host}의 서비스 주체 이름
Exchange Online's principal carries {name}.
    Exchange Online의 서비스 주체에 {name}이(가) 있습니다.
Service principal names of EWS
    EWS의 서비스 주체 이름
Exchange Online's principal does not carry {name}.
    Exchange Online의 서비스 주체에 {name}이(가) 없습니다.
Add the name; all others are sent along because the list is replaced. Then check oauth {domain} again.
    이름을 추가하십시오. 목록은 통째로 바뀌므로 나머지도 함께 보냅니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
{name} belongs to another application: {owner} ({app_id}).
    {name}은(는) 다른 애플리케이션의 것입니다: {owner}({app_id}).
A name can belong to one service principal of a tenant only.
    이름 하나는 테넌트의 서비스 주체 하나에만 속할 수 있습니다.
The name is there without its slash: {name}.
    이름이 끝의 슬래시 없이 등록되어 있습니다: {name}.
The documented form ends in a slash. Whether Entra ID also finds the host by this form is not documented.
    문서에 있는 형식은 슬래시로 끝납니다. 이 형식으로도 Entra ID가 호스트를 찾는지는 문서에 없습니다.
Exchange Online may get no token for {host}, and then sees no free/busy times of people on premises.
    Exchange Online이 {host}용 토큰을 받지 못할 수 있으며, 그러면 온프레미스 사용자의 약속 있음/없음 정보가 보이지 않습니다.
Write the name with its slash; all others are sent along because the list is replaced. Then check oauth {domain} again.
    이름 끝에 슬래시를 붙이십시오. 목록은 통째로 바뀌므로 나머지도 함께 보냅니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
Keys on the shared principal of Exchange Online
    Exchange Online 공유 서비스 주체의 키
Keys that {name} carries: {count}.
    {name}에 키가 {count}개 있습니다.
{thumbprint} “{name}”, {starts} to {ends}.
    {thumbprint} “{name}”, {starts} ~ {ends}.
{thumbprint} “{name}”, {starts} to {ends}: the current auth certificate.
    {thumbprint} “{name}”, {starts} ~ {ends}: 현재 인증 인증서.
{thumbprint} “{name}”, {starts} to {ends}: the next or previous auth certificate.
    {thumbprint} “{name}”, {starts} ~ {ends}: 다음 또는 이전 인증 인증서.
{thumbprint} “{name}”, {starts} to {ends}: unknown, not in AuthConfig.
    {thumbprint} “{name}”, {starts} ~ {ends}: 알 수 없는 키, AuthConfig에 없음.
The tenant has no service principal {app_id}.
    테넌트에 서비스 주체 {app_id}이(가) 없습니다.
Check that the tenant has Exchange Online, then check oauth {domain} again.
    테넌트에 Exchange Online이 있는지 확인한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
{name} is disabled.
    {name}이(가) 사용 중지되어 있습니다.
No token for Exchange Online can be issued in this tenant.
    이 테넌트에서는 Exchange Online용 토큰을 발급할 수 없습니다.
Enable it, then check oauth {domain} again.
    사용 설정한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Not in AuthConfig, or expired: {thumbprints}. Ask who made it; when nobody knows, treat it as a sign of a break-in.
    AuthConfig에 없거나 만료된 키: {thumbprints}. 누가 만들었는지 확인하고, 아는 사람이 없으면 침입의 징후로 보십시오.
Step 4 of the old procedure, or a run of the hybrid wizard, put it there; nothing needs it any more once the dedicated application is in use.
    예전 절차의 4단계나 하이브리드 마법사가 넣은 것입니다. 전용 애플리케이션을 쓰기 시작하면 더 이상 필요하지 않습니다.
{count} of them should not be there.
    그중 {count}개는 있어서는 안 됩니다.
Whoever gets hold of an Exchange server, or of the key, can act as Exchange Online in the tenant and read every mailbox, unseen (CVE-2025-53786).
    Exchange 서버나 키를 손에 넣은 사람은 테넌트에서 Exchange Online 행세를 하며 모든 사서함을 들키지 않고 읽을 수 있습니다(CVE-2025-53786).
Nothing works through these keys any more: remove them all with Microsoft's script, as a Global Administrator, on any machine. Tokens already issued live 24 hours longer. Then check oauth {domain} again.
    이제 이 키들로 동작하는 것은 없습니다. 전역 관리자로 아무 컴퓨터에서나 Microsoft 스크립트를 실행해 모두 제거하십시오. 이미 발급된 토큰은 24시간 더 유효합니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
While Exchange signs in through this principal, its current key must stay. Find out who uses the others and remove those that nobody knows; all can go once a dedicated hybrid application is in use. Then check oauth {domain} again.
    Exchange가 이 서비스 주체로 로그인하는 동안 현재 키는 남겨 두어야 합니다. 나머지 키를 누가 쓰는지 확인해 아무도 모르는 것은 제거하십시오. 전용 하이브리드 애플리케이션을 쓰기 시작하면 모두 제거할 수 있습니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
Test-OAuthConnectivity to {url} for {mailbox}: {result}.
    {mailbox} 사용자로 {url} 대상 Test-OAuthConnectivity: {result}.
That the address has no mailbox may be ignored: the result is Success.
    주소에 사서함이 없다는 메시지는 무시해도 됩니다. 결과는 Success입니다.
The detail of the test: “{excerpt}”
    테스트 상세 내용: “{excerpt}”
That is a consequence of what is found under: {findings}.
    다음 점검 결과에서 비롯된 것입니다: {findings}.
Mend what is found under {findings}, then check oauth {domain} again.
    {findings} 점검 결과를 고친 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Not classified: no known failure matches. The end of the detail: “{detail}”
    분류되지 않음: 알려진 오류와 일치하지 않습니다. 상세 내용의 끝부분: “{detail}”
Read the detail in full on the side that was tested, mend the other findings, then check oauth {domain} again.
    테스트한 쪽에서 상세 내용을 모두 읽고 다른 점검 결과를 고친 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Test from the cloud to on premises
    클라우드에서 온프레미스로의 테스트
Test from the cloud to {host}
    클라우드에서 {host}(으)로의 테스트
No EWS directory has an external address that could be tested.
    테스트할 외부 주소가 있는 EWS 디렉터리가 없습니다.
Test from on premises to the cloud
    온프레미스에서 클라우드로의 테스트
Test from {server} to the cloud
    {server}에서 클라우드로의 테스트
"""
)
