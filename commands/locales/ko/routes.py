"""Findings on connectors, published names, EWS and servers, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
OAuth challenge of the published addresses
    게시된 주소의 OAuth 챌린지
OAuth challenge of {host}
    {host}의 OAuth 챌린지
{url}, asked without a sign-in: status {status}, offers {schemes}.
    {url}에 로그인 없이 요청: 상태 {status}, 제시된 방식 {schemes}.
{host} redirects to {target}.
    {host}에서 {target}(으)로 리디렉션합니다.
{host} does not ask for a sign-in.
    {host}에서 로그인을 요구하지 않습니다.
{host} offers no Bearer sign-in of Exchange.
    {host}에서 Exchange의 Bearer 로그인을 제시하지 않습니다.
The challenge trusts {issuers} and not this tenant.
    챌린지가 {issuers}은(는) 신뢰하지만 이 테넌트는 신뢰하지 않습니다.
Something in front of Exchange asks for a sign-in of its own (pre-authentication).
    Exchange 앞의 장비가 자체 로그인을 요구합니다(사전 인증).
Something other than Exchange's EWS or Autodiscover answers, or it is down.
    Exchange의 EWS나 Autodiscover가 아닌 다른 것이 응답하거나 서비스가 중지되어 있습니다.
OAuth is off on the directory behind it, or something in front of Exchange asks for a sign-in of its own.
    뒤쪽 디렉터리에서 OAuth가 꺼져 있거나 Exchange 앞의 장비가 자체 로그인을 요구합니다.
Exchange has no enabled auth server of this tenant's access control service.
    Exchange에 이 테넌트의 액세스 제어 서비스를 가리키는 사용 설정된 인증 서버가 없습니다.
Let calls to /EWS and /Autodiscover pass to Exchange untouched, and mend what the findings on directories and auth servers name; then check oauth {domain} again.
    /EWS와 /Autodiscover 호출이 손대지 않은 채 Exchange까지 가게 하고, 디렉터리와 인증 서버의 점검 결과에 적힌 문제를 고친 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Connector in the cloud, to the on-premises servers
    클라우드의 커넥터(온프레미스 방향)
That is an address of Microsoft's Hybrid Agent, which is in order.
    Microsoft 하이브리드 에이전트의 주소이며 정상입니다.
Get-IntraOrganizationConfiguration knows on premises as {url}.
    Get-IntraOrganizationConfiguration에 온프레미스 주소로 {url}이(가) 등록되어 있습니다.
None of the connectors in the cloud ({count}) is for {domains}.
    클라우드의 커넥터 {count}개 중 {domains}용은 없습니다.
Create the connector in Exchange Online, then check oauth {domain} again.
    Exchange Online에서 커넥터를 만든 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Enable the connector in Exchange Online, then check oauth {domain} again.
    Exchange Online에서 커넥터를 사용 설정한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
TargetAddressDomains lacks {domains}.
    TargetAddressDomains에 {domains}이(가) 없습니다.
People in the cloud see no free/busy times of people at {domains}.
    클라우드 사용자에게 {domains} 사용자의 약속 있음/없음 정보가 보이지 않습니다.
Add the domains in Exchange Online, then check oauth {domain} again.
    Exchange Online에서 도메인을 추가한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Point the connector at the on-premises Autodiscover address in Exchange Online, after checking that it answers from the internet; then check oauth {domain} again.
    온프레미스 Autodiscover 주소가 인터넷에서 응답하는지 확인하고 Exchange Online의 커넥터가 그 주소를 가리키게 한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
DiscoveryEndpoint is no https address.
    DiscoveryEndpoint가 https 주소가 아닙니다.
DiscoveryEndpoint leads to Exchange Online itself: {host}.
    DiscoveryEndpoint가 Exchange Online 자신을 가리킵니다: {host}.
The address of Exchange Online belongs into the connector on premises. In the cloud it makes Exchange Online look for people on premises at itself.
    Exchange Online의 주소는 온프레미스 커넥터에 들어갈 값입니다. 클라우드 커넥터에 있으면 Exchange Online이 온프레미스 사용자를 자기 자신에게서 찾습니다.
The two addresses differ.
    두 주소가 서로 다릅니다.
One of the two is out of date; when it is the connector's, people in the cloud see no free/busy times of people on premises.
    둘 중 하나는 예전 값입니다. 커넥터 쪽이 예전 값이면 클라우드 사용자에게 온프레미스 사용자의 약속 있음/없음 정보가 보이지 않습니다.
Connector on premises, to the cloud
    온프레미스의 커넥터(클라우드 방향)
Get-IntraOrganizationConnector {name}: enabled {enabled}, for {domains}, DiscoveryEndpoint {endpoint}.
    Get-IntraOrganizationConnector {name}: 사용 {enabled}, 대상 {domains}, DiscoveryEndpoint {endpoint}.
None of the connectors on premises ({count}) is for {domain}.
    온프레미스의 커넥터 {count}개 중 {domain}용은 없습니다.
Create the connector, then check oauth {domain} again.
    커넥터를 만든 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Enable the connector, then check oauth {domain} again.
    커넥터를 사용 설정한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
DiscoveryEndpoint is none of Exchange Online's: {expected}.
    DiscoveryEndpoint가 Exchange Online의 주소가 아닙니다: {expected}.
Point the connector at Exchange Online, then check oauth {domain} again.
    커넥터가 Exchange Online을 가리키게 한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
EWS and Autodiscover directories
    EWS 및 Autodiscover 디렉터리
EWS and Autodiscover directories of {server}
    {server}의 EWS 및 Autodiscover 디렉터리
{name} accepts OAuth.
    {name}에서 OAuth를 받습니다.
{name} does not accept OAuth.
    {name}에서 OAuth를 받지 않습니다.
Switch OAuth on for the directory and restart IIS on its server, then check oauth {domain} again.
    디렉터리에서 OAuth를 켜고 해당 서버의 IIS를 다시 시작한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
No EWS directory has an external https address.
    외부 https 주소가 있는 EWS 디렉터리가 없습니다.
External address of EWS
    EWS의 외부 주소
People with a mailbox on premises cannot see free/busy times, automatic replies and photos of people in the cloud.
    온프레미스 사서함 사용자에게 클라우드 사용자의 약속 있음/없음 정보, 자동 회신, 사진이 보이지 않습니다.
People with a mailbox in the cloud cannot see free/busy times and automatic replies of people on premises, and Teams cannot reach their calendars.
    클라우드 사서함 사용자에게 온프레미스 사용자의 약속 있음/없음 정보와 자동 회신이 보이지 않고, Teams가 그들의 일정에 접근하지 못합니다.
Free/busy times, automatic replies and photos stop in both directions between Exchange Server and Exchange Online.
    Exchange Server와 Exchange Online 사이에서 약속 있음/없음 정보, 자동 회신, 사진이 양방향으로 끊깁니다.
EWS switches in Exchange Online
    Exchange Online의 EWS 스위치
EWS in Exchange Online ends on {date}, in {days}.
    Exchange Online의 EWS는 {date}에 종료되며 {days} 남았습니다.
EWS in Exchange Online ended on {date}.
    Exchange Online의 EWS는 {date}에 종료되었습니다.
Free/busy still goes over EWS, which ends on {date}.
    약속 있음/없음 정보가 아직 EWS로 오가는데, EWS는 {date}에 종료됩니다.
EwsEnabled is set to False.
    EwsEnabled가 False로 설정되어 있습니다.
Archive mailboxes in the cloud of people on premises still need EWS.
    온프레미스 사용자의 클라우드 보관 사서함에는 아직 EWS가 필요합니다.
The dedicated application {application} is not in EwsAllowedAppIDs.
    전용 애플리케이션 {application}이(가) EwsAllowedAppIDs에 없습니다.
Add the application; the list is replaced, so the others are sent along. It takes up to a day. Then check oauth {domain} again.
    애플리케이션을 추가하십시오. 목록은 통째로 바뀌므로 나머지도 함께 보냅니다. 하루까지 걸립니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
A rule on user agents is in force: {rule}.
    사용자 에이전트 규칙이 적용되고 있습니다: {rule}.
It can refuse Exchange Server and Teams although the application is allowed.
    애플리케이션이 허용되어 있어도 이 규칙이 Exchange Server와 Teams를 거부할 수 있습니다.
Compare EwsAllowList and EwsBlockList with the agents that have to pass, then check oauth {domain} again.
    EwsAllowList와 EwsBlockList를 통과해야 하는 에이전트와 비교한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
{server} is in Active Directory but not in hybridge.toml, so it was not asked.
    {server}은(는) Active Directory에는 있지만 hybridge.toml에 없어 조회하지 않았습니다.
{server} is configured but not in Active Directory.
    {server}은(는) 구성에 있지만 Active Directory에 없습니다.
DNS, TLS and metadata of the published names
    게시된 이름의 DNS, TLS, 메타데이터
Published name {host}
    게시된 이름 {host}
Published name of EWS
    EWS의 게시된 이름
DNS has no address for {host}.
    DNS에 {host}의 주소가 없습니다.
Publish {host} in the public DNS, then check oauth {domain} again.
    공용 DNS에 {host}을(를) 게시한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
DNS: {host} is {addresses}.
    DNS: {host}의 주소는 {addresses}입니다.
The name leads to Exchange Online: {names}.
    이름이 Exchange Online으로 연결됩니다: {names}.
While mailboxes remain on premises, Autodiscover's public name has to lead there.
    온프레미스에 사서함이 남아 있는 동안 Autodiscover의 공용 이름은 온프레미스로 연결되어야 합니다.
Let {host} lead to the on-premises servers in the public DNS, then check oauth {domain} again.
    공용 DNS에서 {host}이(가) 온프레미스 서버로 연결되게 한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
TLS: {version}, {subject} from {issuer}, until {ends}.
    TLS: {version}, {subject}, 발급자 {issuer}, {ends}까지.
Give {host} a certificate that everybody trusts, for this name, and TLS 1.2; then check oauth {domain} again.
    {host}에 누구나 신뢰하는 이 이름의 인증서와 TLS 1.2를 적용한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
TLS of {host} cannot be verified: {problem}.
    {host}의 TLS를 확인할 수 없습니다: {problem}.
{host} speaks no TLS 1.2.
    {host}에서 TLS 1.2를 지원하지 않습니다.
The TLS certificate of {host} expires in {days}.
    {host}의 TLS 인증서는 만료까지 {days} 남았습니다.
{url} answered with status {status}.
    {url} 응답 상태는 {status}입니다.
The metadata document is not to be had.
    메타데이터 문서를 받을 수 없습니다.
Something in front of Exchange holds the call back, or Autodiscover is down.
    Exchange 앞의 장비가 호출을 막고 있거나 Autodiscover가 중지되어 있습니다.
Let calls to /Autodiscover pass to Exchange untouched, then check oauth {domain} again.
    /Autodiscover 호출이 손대지 않은 채 Exchange까지 가게 한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Builds of the servers
    서버 빌드
Build of {server}
    {server}의 빌드
ExSetup.exe of {server}: {build}, {product}.
    {server}의 ExSetup.exe: {build}, {product}.
Get-ExchangeServer {server}: {build}, {product}; updates do not show there.
    Get-ExchangeServer {server}: {build}, {product}. 여기에는 업데이트가 나타나지 않습니다.
That is newer than every product known here, whose table ends on {date}.
    여기에 알려진 모든 제품보다 새 버전입니다. 알려진 목록은 {date}까지입니다.
It can use Microsoft Graph in place of EWS, which ends on {date}.
    {date}에 종료되는 EWS 대신 Microsoft Graph를 쓸 수 있습니다.
By {date}, when EWS in Exchange Online ends, it needs {update}.
    Exchange Online의 EWS가 종료되는 {date}까지 {update}이(가) 필요합니다.
Support of this product ended on {date}.
    이 제품의 지원은 {date}에 종료되었습니다.
Security holes stay open, and free/busy between on premises and the cloud ends for good with EWS.
    보안 취약점이 그대로 남고, EWS가 종료되면 온프레미스와 클라우드 사이의 약속 있음/없음 정보도 영구히 끊깁니다.
Security holes that are closed elsewhere are open on this server.
    다른 곳에서는 해결된 보안 취약점이 이 서버에는 남아 있습니다.
Install {update}; with Korean content read KB5130098 first, its word breaker can hang. Then check oauth {domain} again.
    {update}을(를) 설치하십시오. 한국어 콘텐츠가 있으면 단어 분리기가 멈출 수 있으므로 먼저 KB5130098을 읽으십시오. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
Install {update}, then check oauth {domain} again.
    {update}을(를) 설치한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Nothing is known about this until {source} answers.
    {source}에서 응답할 때까지는 알 수 없습니다.
Find out which of the two addresses is right: the one that Get-IntraOrganizationConfiguration knows is not plainly under a domain of this organisation. Put the right one into the connector, then check oauth {domain} again.
    두 주소 중 어느 쪽이 맞는지 알아보십시오. Get-IntraOrganizationConfiguration의 주소는 이 조직의 도메인에 속하는 단순한 https 주소가 아닙니다. 맞는 주소를 커넥터에 넣은 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Add the domains to the connector {name}, which is there already, then check oauth {domain} again.
    이미 있는 커넥터 {name}에 도메인을 추가한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
First mend what is found under hybrid-application: without the dedicated application's id on the list, EWS would be blocked. Then check oauth {domain} again; the command with the id stands here then.
    먼저 hybrid-application 항목의 문제를 고치십시오. 전용 애플리케이션의 ID가 목록에 없으면 EWS가 차단됩니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하면 ID가 들어간 명령이 여기에 표시됩니다.
Find out whether {owner} needs the name; when it does not, take it from its principal and its identifier URIs first, then give it to Exchange Online's principal, and check oauth {domain} again.
    {owner}에 이 이름이 필요한지 알아보십시오. 필요 없으면 먼저 그 서비스 주체와 식별자 URI에서 이름을 뺀 다음 Exchange Online의 서비스 주체에 추가하고 check oauth {domain} 명령으로 다시 확인하십시오.
The command is left out: a value in it holds characters that cannot be shown.
    명령에 들어갈 값에 표시할 수 없는 문자가 있어 명령을 제시하지 않습니다.
"""
)
