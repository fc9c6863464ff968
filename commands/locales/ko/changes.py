"""What plans and changes are called, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Register the application {name}
    애플리케이션 {name} 등록
{state}
    {state}
Delete the application {name}
    애플리케이션 {name} 삭제
Create the service principal of {id}
    {id}의 서비스 주체 만들기
{count} applications are called {name}.
    {name}(이)라는 애플리케이션이 {count}개 있습니다.
A deleted application can be restored in Entra ID for 30 days only.
    삭제한 애플리케이션은 Entra ID에서 30일 동안만 복원할 수 있습니다.
It is deleted together with its application.
    애플리케이션과 함께 삭제됩니다.
Create the auth server {name}
    인증 서버 {name} 만들기
Remove the auth server {name}
    인증 서버 {name} 제거
Disable the auth server {name}
    인증 서버 {name} 끄기
Enable the auth server {name}
    인증 서버 {name} 켜기
Have Exchange sign in as {id}
    Exchange가 {id}(으)로 로그인하게 하기
Wait until an administrator has consented to {id}
    관리자가 {id}에 동의할 때까지 기다리기
Wait until OAuth works both ways, from every server
    모든 서버에서 OAuth가 양방향으로 될 때까지 기다리기
OAuth both ways
    양방향 OAuth
full_access_as_app is not granted yet. As an administrator of the tenant open {url} and accept.
    full_access_as_app이 아직 허용되지 않았습니다. 테넌트 관리자로 {url}을(를) 열어 동의하십시오.
Create the connector {name}
    커넥터 {name} 만들기
Remove the connector {name}
    커넥터 {name} 제거
Change the connector {name}
    커넥터 {name} 변경
Let the application use EWS in Exchange Online
    애플리케이션이 Exchange Online의 EWS를 쓰게 하기
Write the keys of the application {id}
    애플리케이션 {id}의 키 기록
Upload the auth certificate to the shared principal of Exchange Online
    인증 인증서를 Exchange Online의 공유 주체에 올리기
Remove keys from the shared principal of Exchange Online
    Exchange Online의 공유 주체에서 키 제거
Graph did not send the values of {keys}.
    Graph가 {keys}의 값을 보내지 않았습니다.
Create the setting override {name}
    설정 재정의 {name} 만들기
Remove the setting override {name}
    설정 재정의 {name} 제거
Change the setting override {name}
    설정 재정의 {name} 변경
Have {server} read its settings again
    {server}이(가) 설정을 다시 읽게 하기
{server} knows the settings of its last reading
    {server}은(는) 마지막으로 읽은 설정을 씁니다
{server} knows the settings of this moment
    {server}은(는) 지금의 설정을 씁니다
Disable the partner application {name}
    파트너 애플리케이션 {name} 끄기
Enable the partner application {name}
    파트너 애플리케이션 {name} 켜기
Write the service principal names of the published hosts
    게시된 호스트의 서비스 주체 이름 기록
{state} ({kept} others are kept)
    {state} (다른 {kept}개는 그대로 둡니다)
{what} was {was} when this was planned and is {now}.
    {what}: 계획할 때는 {was}, 지금은 {now}입니다.
{what} is {now}.
    {what}: {now}.
Plan all that OAuth between Exchange Server and Exchange Online needs, and carry it out once a lead has approved it. What is in place stays as it is.
    Exchange Server와 Exchange Online 사이의 OAuth에 필요한 모든 것을 계획하고, 책임자가 승인하면 실행합니다. 갖추어진 것은 그대로 둡니다.
Check OAuth, plan what mends what is found wrong and nothing else, and carry it out once a lead has approved it.
    OAuth를 점검하고 잘못된 것만 고치는 계획을 세워, 책임자가 승인하면 실행합니다.
Show what configure oauth would do, step by step with every value. Asks for nothing and changes nothing.
    configure oauth가 무엇을 할지 단계와 값을 모두 보여 줍니다. 아무것도 묻지 않고 바꾸지 않습니다.
Plan the removal of all keys from the principal that all tenants share, and carry it out once two leads have approved it.
    모든 테넌트가 함께 쓰는 주체에서 키를 모두 제거하는 계획을 세우고, 책임자 두 명이 승인하면 실행합니다.
Upload the certificate to the principal that all tenants share instead of using a dedicated application; only for organisations that must (CVE-2025-53786).
    전용 애플리케이션 대신 모든 테넌트가 함께 쓰는 주체에 인증서를 올립니다. 꼭 필요한 조직만 쓰십시오(CVE-2025-53786).
Application {name}: registered
    애플리케이션 {name}: 등록됨
Dedicated application
    전용 애플리케이션
Keys of the dedicated application
    전용 애플리케이션의 키
Permissions of the dedicated application
    전용 애플리케이션의 권한
ApplicationIdentifier on the auth server
    인증 서버의 ApplicationIdentifier
Permission full_access_as_app: granted
    권한 full_access_as_app: 허용됨
Auth server {name}: signs in as the application
    인증 서버 {name}: 이 애플리케이션으로 로그인함
Key {thumbprint}: on the application
    키 {thumbprint}: 애플리케이션에 있음
Application {name}
    애플리케이션 {name}
Update of {servers}
    {servers} 업데이트
On the servers, with the installer of the update
    서버에서, 업데이트 설치 프로그램으로
Auth server of type {type}
    {type} 유형의 인증 서버
Auth server {name}: enabled, of this tenant
    인증 서버 {name}: 켜져 있고 이 테넌트의 것임
Auth server {name}
    인증 서버 {name}
Current auth certificate
    현재 인증 인증서
Auth certificate {thumbprint}: on every server
    인증 인증서 {thumbprint}: 모든 서버에 있음
Auth certificate
    인증 인증서
Auth certificate {thumbprint}
    인증 인증서 {thumbprint}
Connector {name}: enabled, right
    커넥터 {name}: 켜져 있고 올바름
EWS in Exchange Online
    Exchange Online의 EWS
EWS in Exchange Online: on for the application
    Exchange Online의 EWS: 애플리케이션에 켜져 있음
Configuration of OAuth both ways
    양방향 OAuth 구성
Repair of OAuth
    OAuth 복구
Plan OAuth between Exchange Server and Exchange Online
    Exchange Server와 Exchange Online 사이의 OAuth 계획
Plan the repair of OAuth between Exchange Server and Exchange Online
    Exchange Server와 Exchange Online 사이의 OAuth 복구 계획
Plan the removal of keys from the shared principal
    공유 주체의 키 제거 계획
Removal of all keys from the shared principal of Exchange Online
    Exchange Online의 공유 주체에서 모든 키 제거
Keys on the shared principal
    공유 주체의 키
Carry out this plan for {domain}?
    {domain}에 이 계획을 실행할까요?
Setting overrides for the application
    애플리케이션용 설정 재정의
Setting override {name}: on
    설정 재정의 {name}: 켜져 있음
Setting overrides of {section}
    {section}의 설정 재정의
Partner application {name}: enabled
    파트너 애플리케이션 {name}: 켜져 있음
Exchange's setup makes it together with its account, and it is not there. Create it with that account.
    Exchange 설치 프로그램이 계정과 함께 만드는 것인데 없습니다. 그 계정으로 만드십시오.
Service principal names
    서비스 주체 이름
Service principal name {name}
    서비스 주체 이름 {name}
Service principal of Exchange Online
    Exchange Online의 서비스 주체
The tenant has none; it comes with a subscription of Exchange Online.
    테넌트에 없습니다. Exchange Online 구독과 함께 생깁니다.
Tokens issued for these keys live up to 24 hours longer. For an undo the public certificates are kept; their ids and names would be new.
    이 키로 발급된 토큰은 최대 24시간 더 유효합니다. 되돌리기를 위해 공개 인증서를 보관하며, 되돌리면 ID와 이름은 새로 생깁니다.
Whoever gets hold of an Exchange server can then act as Exchange Online in the whole tenant, unseen (CVE-2025-53786), and EWS through this principal is blocked since {date}. Without {option} the dedicated application is planned instead.
    그러면 Exchange 서버를 손에 넣은 사람이 테넌트 전체에서 눈에 띄지 않게 Exchange Online 행세를 할 수 있고(CVE-2025-53786), 이 주체를 통한 EWS는 {date}부터 차단되어 있습니다. {option} 없이 요청하면 대신 전용 애플리케이션을 계획합니다.
Shared principal of Exchange Online: free of keys
    Exchange Online의 공유 주체: 키 없음
Graph did not send the values of {keys}; they cannot be put back.
    Graph가 {keys}의 값을 보내지 않아 되돌릴 수 없습니다.
Key {thumbprint}: on the shared principal
    키 {thumbprint}: 공유 주체에 있음
Remove all keys ({count}) from the shared principal of Exchange Online?
    Exchange Online의 공유 주체에서 키 {count}개를 모두 제거할까요?
waiting
    기다리는 중
already so
    이미 적용됨
Now
    지금
Then
    이후
to do
    할 일
under way
    진행 중
done
    완료
failed
    실패
Cannot be undone.
    되돌릴 수 없음.
Can be undone: {call}
    되돌릴 수 있음: {call}
Nothing to undo.
    되돌릴 것 없음.
Plan of job {job}, page {page} of {pages}
    작업 {job}의 계획, {pages}쪽 중 {page}쪽
A lead decides, not {name}, who asked.
    요청한 {name}이(가) 아닌 책임자가 결정합니다.
{made} of {count} changes made
    변경 {count}개 중 {made}개 적용
1 change made
    변경 1개 적용
{count} changes made
    변경 {count}개 적용
1 was already so
    1개는 이미 적용됨
{count} were already so
    {count}개는 이미 적용됨
1 could not be made
    1개는 적용하지 못함
{count} could not be made
    {count}개는 적용하지 못함
Decision: {gate}
    결정: {gate}
nobody decided
    결정 없음
refused
    거부됨
approved by {leads}
    승인: {leads}
{name}, {time}
    {name}, {time}
{count} leads decide, none of them {name}, who asked.
    요청한 {name}이(가) 아닌 책임자 {count}명이 결정합니다.
Approved by {name} at {time}.
    {time}에 {name}이(가) 승인했습니다.
Open until {time}; plan {fingerprint}.
    {time}까지 열려 있습니다. 계획 {fingerprint}.
Left to people: {count}
    사람이 할 일: {count}
In place already: {count}
    이미 갖추어진 것: {count}
Type {approve} or {reject} with a reason; {cancel} ends it.
    {approve}을(를) 입력하거나, {reject} 뒤에 이유를 적으십시오. {cancel}을(를) 입력하면 작업을 끝냅니다.
{show} shows it here again; {cancel} ends it.
    {show}을(를) 입력하면 카드를 여기에 다시 보여 주고, {cancel}을(를) 입력하면 끝냅니다.
Reason, for a refusal
    거부하는 이유
Type {retry} to go on from the step that failed, or {request} for a new plan.
    실패한 단계부터 계속하려면 {retry}, 새 계획을 세우려면 {request}을(를) 입력하십시오.
Approve
    승인
Refuse
    거부
Next page
    다음 쪽
Type {undo} to plan the way back; {check} looks at it all.
    되돌리는 계획을 세우려면 {undo}, 모두 살펴보려면 {check}을(를) 입력하십시오.
Type {check} to look at it all; {help} lists everything.
    모두 살펴보려면 {check}을(를) 입력하십시오. {help}을(를) 입력하면 모든 명령을 볼 수 있습니다.
Type {retry} to go on from the step that failed, or {undo} to plan the way back.
    실패한 단계부터 계속하려면 {retry}, 되돌리는 계획을 세우려면 {undo}을(를) 입력하십시오.
Type {retry} to go on from the step that failed; {check} looks at it all.
    실패한 단계부터 계속하려면 {retry}, 모두 살펴보려면 {check}을(를) 입력하십시오.
Type {request} for a new plan; {check} looks at it all.
    새 계획을 세우려면 {request}, 모두 살펴보려면 {check}을(를) 입력하십시오.
When nothing stands in the way any more, type {request} again; {help} lists everything.
    막고 있는 것이 없어지면 {request}을(를) 다시 입력하십시오. {help}을(를) 입력하면 모든 명령을 볼 수 있습니다.
Type {commands} first; then {request} again, if it is still needed.
    먼저 {commands}을(를) 입력하십시오. 그 뒤에도 필요하면 {request}을(를) 다시 입력하십시오.
Whole plan
    전체 계획
Back to the card
    카드로 돌아가기
Wait until OAuth works from the cloud to on premises
    클라우드에서 온프레미스로 OAuth가 될 때까지 기다리기
This is only shown. Type {request} to have it approved and carried out; {check} looks at how things are.
    보여 주기만 했습니다. 승인을 받아 실행하려면 {request}, 지금 상태를 보려면 {check}을(를) 입력하십시오.
"""
)
