"""Findings on the tenant, the auth servers and the auth certificate, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Name under which Exchange Server signs its tokens
    Exchange Server가 토큰에 서명할 때 쓰는 이름
Get-AuthConfig: ServiceName {service}, Realm {realm}.
    Get-AuthConfig: ServiceName {service}, Realm {realm}.
ServiceName is not {expected}.
    ServiceName이 {expected}와 다릅니다.
Set the service name back, then check oauth {domain} again.
    서비스 이름을 되돌린 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Realm is set; Microsoft's own checker expects it to be empty.
    Realm이 설정되어 있습니다. Microsoft의 점검 스크립트는 비어 있어야 한다고 봅니다.
Tokens carry this realm as their issuer instead of the tenant's.
    토큰의 발급자로 테넌트 대신 이 영역이 들어갑니다.
Empty the realm, then check oauth {domain} again.
    Realm을 비운 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Auth server of the access control service (ACS)
    액세스 제어 서비스(ACS)의 인증 서버
{name}: IssuerIdentifier is not {issuer}.
    {name}: IssuerIdentifier가 {issuer}와 다릅니다.
{name}: TokenIssuingEndpoint is not the tenant's: {endpoint}.
    {name}: TokenIssuingEndpoint가 이 테넌트의 것이 아닙니다: {endpoint}.
Auth server of Entra ID (evoSTS)
    Entra ID(evoSTS)의 인증 서버
{name} belongs to the tenant, but carries an address that does not: {value}.
    {name}은(는) 이 테넌트의 것이지만 그렇지 않은 주소가 들어 있습니다: {value}.
Read the issuer's metadata again, then check oauth {domain} again.
    발급자의 메타데이터를 다시 읽어 들인 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Several enabled auth servers are of this tenant: {names}.
    이 테넌트의 인증 서버가 여러 개 사용 설정되어 있습니다: {names}.
Which of them signs in is not defined, and Microsoft's script for the dedicated hybrid application stops.
    어느 서버로 로그인할지 정해지지 않으며, 전용 하이브리드 애플리케이션용 Microsoft 스크립트도 중단됩니다.
Keep {kept} and disable the others, then check oauth {domain} again.
    {kept}만 남기고 나머지는 사용 중지한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Metadata addresses of the auth servers
    인증 서버의 메타데이터 주소
Metadata address of the access control service (ACS)
    액세스 제어 서비스(ACS)의 메타데이터 주소
Metadata address of Entra ID (evoSTS)
    Entra ID(evoSTS)의 메타데이터 주소
No auth server of this kind has a metadata address.
    이 종류의 인증 서버 중 메타데이터 주소가 있는 것이 없습니다.
{url} answered with status {status} and names tenant {found}.
    {url} 응답 상태는 {status}이고 테넌트 {found}을(를) 가리킵니다.
That is not tenant {tenant}.
    이는 테넌트 {tenant}이(가) 아닙니다.
The domain in the address is not, or no longer, a domain of the tenant.
    주소에 있는 도메인이 이 테넌트의 도메인이 아니거나 더 이상 아닙니다.
Give the auth server a metadata address with {initial} in place of the domain it has (Set-AuthServer -AuthMetadataUrl), then check oauth {domain} again.
    인증 서버의 메타데이터 주소에서 도메인을 {initial}(으)로 바꾼 뒤(Set-AuthServer -AuthMetadataUrl) check oauth {domain} 명령으로 다시 확인하십시오.
Get-AuthServer {name}: type {type}, enabled {enabled}, issuer {issuer}, realm {realm}, token endpoint {endpoint}.
    Get-AuthServer {name}: 종류 {type}, 사용 {enabled}, 발급자 {issuer}, 영역 {realm}, 토큰 엔드포인트 {endpoint}.
Remark: the metadata address names {named}; the initial domain {initial} would survive the removal of that domain. Nothing is wrong now.
    참고: 메타데이터 주소에 {named} 도메인이 쓰였습니다. 초기 도메인 {initial}을(를) 쓰면 그 도메인이 제거되어도 문제가 없습니다. 지금 잘못된 것은 없습니다.
Get-AuthServer lists no auth server of type {type}.
    Get-AuthServer 목록에 종류가 {type}인 인증 서버가 없습니다.
Create the auth server, then check oauth {domain} again.
    인증 서버를 만든 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Enable the auth server, then check oauth {domain} again.
    인증 서버를 사용 설정한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
{name}: the realm is {realm}, the tenant is {tenant}.
    {name}: 영역은 {realm}인데 테넌트는 {tenant}입니다.
Point the auth server at the tenant's metadata, then check oauth {domain} again.
    인증 서버가 이 테넌트의 메타데이터를 가리키게 한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Auth certificate that Exchange Server signs with
    Exchange Server가 서명에 쓰는 인증 인증서
Get-AuthConfig names no current certificate.
    Get-AuthConfig에 현재 인증서가 없습니다.
{thumbprint}: {subject}, valid from {starts} to {ends} (ended {days} ago), {size} bits, {signature}.
    {thumbprint}: {subject}, 유효 기간 {starts} ~ {ends}(만료된 지 {days}), {size}비트, {signature}.
{thumbprint}: {subject}, valid from {starts} to {ends} ({days} left), {size} bits, {signature}.
    {thumbprint}: {subject}, 유효 기간 {starts} ~ {ends}({days} 남음), {size}비트, {signature}.
The key has {size} bits; Exchange signs with {least} at least.
    키가 {size}비트입니다. Exchange는 {least}비트 이상으로 서명합니다.
It is signed with {signature}, which is broken.
    안전하지 않은 {signature} 알고리즘으로 서명되어 있습니다.
Clients and services that refuse SHA-1 refuse this certificate.
    SHA-1을 거부하는 클라이언트와 서비스가 이 인증서를 거부합니다.
{thumbprint}, the current certificate of Get-AuthConfig, is on none of the servers.
    Get-AuthConfig의 현재 인증서 {thumbprint}이(가) 어느 서버에도 없습니다.
No server can sign: OAuth to the cloud stops, and sign-in to Outlook on the web and the Exchange Management Shell break too.
    어느 서버도 서명할 수 없습니다. 클라우드로 가는 OAuth가 멈추고 웹용 Outlook 로그인과 Exchange 관리 셸도 동작하지 않습니다.
It is not valid before {starts}.
    {starts} 이전에는 유효하지 않습니다.
It expired on {ends}.
    {ends}에 만료되었습니다.
It expires in {days}, and no next certificate is staged to take over.
    만료까지 {days} 남았는데, 이어받을 다음 인증서가 준비되어 있지 않습니다.
When it expires, OAuth to the cloud stops, and sign-in to Outlook on the web breaks too.
    만료되면 클라우드로 가는 OAuth가 멈추고 웹용 Outlook 로그인도 되지 않습니다.
Key of the auth certificate in Entra ID
    Entra ID에 있는 인증 인증서의 키
The identity that Exchange signs in as does not exist in the tenant.
    Exchange가 로그인할 때 쓰는 ID가 테넌트에 없습니다.
The shared principal rightly carries no key, and no dedicated application is in use.
    공유 서비스 주체에 키가 없는 것은 올바르며, 전용 애플리케이션은 쓰이지 않고 있습니다.
Exchange signs in as {name}; its certificate is {thumbprint}.
    Exchange는 {name}(으)로 로그인하며 인증서는 {thumbprint}입니다.
Entra ID has that key, valid until {ends}.
    Entra ID에 그 키가 있으며 {ends}까지 유효합니다.
Entra ID does not have that key there.
    Entra ID의 해당 위치에 그 키가 없습니다.
Entra ID's copy of the key has expired.
    Entra ID에 있는 키 사본이 만료되었습니다.
The next certificate, {thumbprint}, is not there yet.
    다음 인증서 {thumbprint}은(는) 아직 올라가 있지 않습니다.
The key of the next certificate, {thumbprint}, ends on {ends}, before that takes over.
    다음 인증서 {thumbprint}의 키가 그 인증서가 이어받기 전인 {ends}에 끝납니다.
Upload the current and the next certificate with Microsoft's script, on a Mailbox server, then check oauth {domain} again.
    사서함 서버에서 Microsoft 스크립트로 현재 인증서와 다음 인증서를 올린 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Upload the auth certificate to the Exchange Online principal as step 4 of Microsoft's procedure says, or make the dedicated hybrid application; then check oauth {domain} again.
    Microsoft 절차 4단계대로 Exchange Online 서비스 주체에 인증 인증서를 올리거나 전용 하이브리드 애플리케이션을 만든 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Next auth certificate
    다음 인증 인증서
Get-AuthConfig: no next certificate is staged.
    Get-AuthConfig: 준비된 다음 인증서가 없습니다.
Get-AuthConfig: {thumbprint} is staged, effective {date}.
    Get-AuthConfig: {thumbprint}이(가) 준비되어 있고 {date}부터 적용됩니다.
It is not on {servers}.
    {servers}에는 없습니다.
These servers cannot sign once it takes over.
    이 인증서로 넘어가면 해당 서버는 서명할 수 없습니다.
Its date has passed, and it is still not the current one.
    적용 날짜가 지났는데도 아직 현재 인증서가 아닙니다.
Exchange goes on signing with the certificate that was to be replaced.
    Exchange가 바꾸기로 한 인증서로 계속 서명하고 있습니다.
It is not valid on the day it takes over.
    적용되는 날에 유효하지 않습니다.
Auth certificate in the published metadata
    게시된 메타데이터의 인증 인증서
Auth certificate in the metadata of {host}
    {host} 메타데이터의 인증 인증서
{url} answered with status {status} and no metadata document to compare.
    {url} 응답 상태는 {status}이고 비교할 메타데이터 문서가 없습니다.
Nothing is known about this until the address shows the document.
    주소에서 문서가 보일 때까지는 알 수 없습니다.
{url} shows {thumbprints}.
    {url}에 표시된 인증서: {thumbprints}.
Get-AuthConfig: the current one is {thumbprint}.
    Get-AuthConfig: 현재 인증서는 {thumbprint}입니다.
Entra ID has that key on: {places}.
    Entra ID에서 그 키가 있는 곳: {places}.
{host} does not show the current certificate.
    {host}에는 현재 인증서가 표시되지 않습니다.
The servers behind the name have not taken up the current certificate, or the name leads to another organisation's servers.
    이 이름 뒤의 서버가 현재 인증서를 아직 받아들이지 않았거나, 이름이 다른 조직의 서버로 연결됩니다.
Whoever trusts Exchange by this address, such as Skype for Business Server, refuses its tokens.
    비즈니스용 Skype 서버처럼 이 주소로 Exchange를 신뢰하는 쪽은 Exchange의 토큰을 거부합니다.
Restart the service host on the servers behind the name, then check oauth {domain} again.
    이 이름 뒤의 서버에서 서비스 호스트를 다시 시작한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Auth certificate on every server
    모든 서버의 인증 인증서
Get-AuthConfig names no current certificate to look for.
    Get-AuthConfig에 찾아볼 현재 인증서가 없습니다.
Auth certificate on {server}
    {server}의 인증 인증서
Get-ExchangeCertificate on {server} does not list {thumbprint}.
    {server}의 Get-ExchangeCertificate 목록에 {thumbprint}이(가) 없습니다.
Get-ExchangeCertificate on {server} lists {thumbprint}.
    {server}의 Get-ExchangeCertificate 목록에 {thumbprint}이(가) 있습니다.
Whether the private key is there cannot be told: remote PowerShell leaves that out, and the server's own test did not come as far as signing.
    개인 키가 있는지는 알 수 없습니다. 원격 PowerShell은 그 정보를 빼고 보내며, 서버의 자체 테스트는 서명까지 가지 못했습니다.
Without the private key this server cannot sign.
    개인 키가 없으면 이 서버는 서명할 수 없습니다.
The private key of {thumbprint} is not on {server}.
    {thumbprint}의 개인 키가 {server}에 없습니다.
The server says that it has the private key.
    서버는 개인 키가 있다고 답합니다.
The server signed with it for its own test, so the private key is there.
    서버가 자체 테스트에서 이 키로 서명했으므로 개인 키가 있습니다.
People whose requests this server handles see no free/busy times of people in the cloud, and Outlook on the web may refuse their sign-in.
    이 서버가 처리하는 요청에서는 클라우드 사용자의 약속 있음/없음 정보가 보이지 않고, 웹용 Outlook 로그인이 거부될 수 있습니다.
Tenant of the organisation's domains
    조직 도메인의 테넌트
Entra ID says that {domain} is a domain of tenant {tenant}.
    Entra ID에 따르면 {domain}은(는) 테넌트 {tenant}의 도메인입니다.
Entra ID's openid configuration of {domain} names tenant {found} (status {status}); the configuration says {tenant}.
    Entra ID의 {domain} openid 구성에는 테넌트가 {found}(상태 {status})로 되어 있으나 구성 파일에는 {tenant}로 되어 있습니다.
Every comparison with the tenant below may be with the wrong one.
    아래에서 테넌트와 비교한 결과는 모두 엉뚱한 테넌트와 비교한 것일 수 있습니다.
Correct tenant_id and initial_domain of {name} in hybridge.toml, then check oauth {domain} again.
    hybridge.toml에서 {name}의 tenant_id와 initial_domain을 바로잡은 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Entra ID's user realm of {domain}: {kind} (status {status}).
    Entra ID의 {domain} 사용자 영역: {kind}(상태 {status}).
No tenant has {domain} as a verified domain.
    {domain}을(를) 확인된 도메인으로 가진 테넌트가 없습니다.
Tokens that speak for people of {domain} are refused, in both directions.
    {domain} 사용자를 대신하는 토큰이 양방향에서 거부됩니다.
Verify the domain {domain} in the Microsoft 365 admin center, then check oauth {domain} again.
    Microsoft 365 관리 센터에서 도메인 {domain}을(를) 확인한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Get-AuthConfig names no current certificate to compare.
    Get-AuthConfig에 비교할 현재 인증서가 없습니다.
The current certificate expired on {ends}; its replacement is what Entra ID needs.
    현재 인증서가 {ends}에 만료되었습니다. Entra ID에는 이를 대신할 새 인증서가 필요합니다.
Give {name} the id of Exchange Online, the account that Exchange's setup made for it, and no realm; then check oauth {domain} again.
    {name}에 Exchange Online의 ID와 Exchange 설치 프로그램이 만든 계정을 지정하고 영역(realm)을 비운 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
{name} is there, for {application} with the realm {realm}.
    {name}이(가) 있으며 애플리케이션은 {application}, 영역(realm)은 {realm}입니다.
Make the maintenance endpoint on {server} that docs/start/maintenance-endpoint.md describes; then check again.
    docs/start/maintenance-endpoint.md에 설명된 유지 관리 엔드포인트를 {server}에 만든 뒤 다시 확인하십시오.
Which updates {server} has is not looked at: Active Directory tells the cumulative update only, and no maintenance endpoint is configured. docs/start/maintenance-endpoint.md says how to make one.
    {server}에 어떤 업데이트가 있는지는 확인하지 않습니다. Active Directory에는 누적 업데이트만 나오고 유지 관리 엔드포인트가 설정되어 있지 않습니다. 만드는 방법은 docs/start/maintenance-endpoint.md에 있습니다.
Add {server} to the servers of {name} in hybridge.toml; then check again.
    hybridge.toml의 {name} 서버 목록에 {server}을(를) 추가한 뒤 다시 확인하십시오.
Correct the name of {server} in hybridge.toml, or take it out when it is gone; then check again.
    hybridge.toml에서 {server}의 이름을 고치거나 없어진 서버면 삭제한 뒤 다시 확인하십시오.
Mend what is found under {id} first.
    먼저 {id} 항목의 문제를 고치십시오.
Mend what the other findings name, so that the server's own test comes as far as signing, or look on {server} itself: HasPrivateKey of Get-ExchangeCertificate.
    다른 점검 결과의 문제를 고쳐 서버 자체 테스트가 서명 단계까지 가게 하거나, {server}에서 직접 Get-ExchangeCertificate의 HasPrivateKey를 확인하십시오.
{source} answered, but does not let us look; nothing is known about this until it does.
    {source}이(가) 응답했지만 조회를 허용하지 않습니다. 허용될 때까지 이 항목은 알 수 없습니다.
{source} was not asked; nothing is known about this until it may be.
    {source}에는 묻지 않았습니다. 물어도 될 때까지 이 항목은 알 수 없습니다.
Nothing is known about this until {source} can be read.
    {source}을(를) 읽을 수 있을 때까지 이 항목은 알 수 없습니다.
See that {source} is up, that its name, address and port are right, and that no firewall stands between it and this program; then check again.
    {source}이(가) 작동 중인지, 이름·주소·포트가 맞는지, 이 프로그램과의 사이를 방화벽이 막지 않는지 살펴본 뒤 다시 확인하십시오.
See that {source} is up and not overloaded, and that no firewall swallows the connection; then check again.
    {source}이(가) 작동 중이고 과부하 상태가 아닌지, 방화벽이 연결을 버리지 않는지 살펴본 뒤 다시 확인하십시오.
See that the account or certificate for {source} in hybridge.toml is right, has not expired and is not locked; then check again.
    hybridge.toml의 {source}용 계정이나 인증서가 맞는지, 만료되거나 잠기지 않았는지 살펴본 뒤 다시 확인하십시오.
Give our account the right to read this on {source}: docs/start/your-tenant.md names the permissions and roles; then check again.
    {source}에서 이 정보를 읽을 권한을 봇 계정에 주십시오(필요한 권한과 역할은 docs/start/your-tenant.md 참조). 그런 다음 다시 확인하십시오.
Wait some minutes: {source} asks for that; then check again.
    {source}의 요청에 따라 몇 분 기다린 뒤 다시 확인하십시오.
Wait a minute, or end other sessions of our account on {source}; then check again.
    1분쯤 기다리거나 {source}에서 봇 계정의 다른 세션을 끝낸 뒤 다시 확인하십시오.
When {source} is meant to be asked at that address, add its network to allow under [organisation.probes] in hybridge.toml, or name a resolver there that gives its public address; then check again.
    {source}에 그 주소로 물어도 된다면 hybridge.toml의 [organisation.probes] allow에 해당 네트워크를 추가하거나, 공용 주소를 알려 주는 resolver를 지정한 뒤 다시 확인하십시오.
Compare the answer of {source} with what stands above; when something in between changed it, mend that, and otherwise report it as a fault of this program. Then check again.
    {source}의 응답을 위 내용과 비교하십시오. 중간 장비가 응답을 바꾸었으면 그것을 고치고, 아니면 이 프로그램의 결함으로 알려 주십시오. 그런 다음 다시 확인하십시오.
See that what is asked for exists on {source} and is named rightly in hybridge.toml; then check again.
    요청한 대상이 {source}에 있고 hybridge.toml에 바르게 적혀 있는지 살펴본 뒤 다시 확인하십시오.
Read above why {source} refused the call, and mend that there; then check again.
    {source}이(가) 호출을 거부한 이유를 위에서 읽고 그곳에서 고친 뒤 다시 확인하십시오.
Mend what stands above for {source}, then check again.
    위에 적힌 {source}의 문제를 고친 뒤 다시 확인하십시오.
"""
)
