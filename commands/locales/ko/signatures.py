"""The known failures of the two-way test, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Exchange Online says that EWS is switched off for this mailbox or the whole tenant.
    Exchange Online에 따르면 이 사서함이나 테넌트 전체에서 EWS가 꺼져 있습니다.
Get-OrganizationConfig (EwsEnabled) and Get-CASMailbox (EwsEnabled) in Exchange Online.
    Exchange Online의 Get-OrganizationConfig(EwsEnabled)와 Get-CASMailbox(EwsEnabled).
Switch EWS on in Exchange Online, or move to Microsoft Graph.
    Exchange Online에서 EWS를 켜거나 Microsoft Graph로 옮기십시오.
Exchange Online says that a rule on applications or user agents blocks EWS.
    Exchange Online에 따르면 애플리케이션 또는 사용자 에이전트 규칙이 EWS를 막고 있습니다.
EwsAllowedAppIDs and EwsApplicationAccessPolicy of Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy.
    Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy의 EwsAllowedAppIDs와 EwsApplicationAccessPolicy.
Add the dedicated hybrid application to EwsAllowedAppIDs; it takes up to 24 hours.
    전용 하이브리드 애플리케이션을 EwsAllowedAppIDs에 추가하십시오. 최대 24시간이 걸립니다.
Entra ID takes the signing key for expired: it is, or the server's clock is wrong.
    Entra ID는 서명 키가 만료된 것으로 봅니다. 실제로 만료되었거나 서버의 시계가 틀렸습니다.
The certificate's last day, and the server's time in UTC.
    인증서의 만료일과 서버의 UTC 시각.
Renew the auth certificate, or correct the server's clock.
    인증 인증서를 갱신하거나 서버의 시계를 맞추십시오.
Entra ID does not have the key that Exchange signed with on the identity it signed in as.
    Exchange가 로그인한 ID에 Exchange가 서명에 쓴 키가 Entra ID에 없습니다.
Entra ID could not verify the signature: the application has no key, or another one.
    Entra ID가 서명을 확인하지 못했습니다. 애플리케이션에 키가 없거나 다른 키가 있습니다.
AuthConfig's thumbprint compared with the keys of the application that signs in.
    AuthConfig의 지문과 로그인하는 애플리케이션의 키를 비교한 결과.
Put the current auth certificate on the dedicated hybrid application.
    현재 인증 인증서를 전용 하이브리드 애플리케이션에 올리십시오.
What the server signed was taken for malformed or out of its time.
    서버가 서명한 내용이 형식에 맞지 않거나 유효 시간을 벗어난 것으로 판단되었습니다.
The difference between the server's clock and the real time; five minutes are too many.
    서버 시계와 실제 시각의 차이. 5분이면 이미 너무 큽니다.
Correct the server's clock, then restart its application pools.
    서버의 시계를 맞춘 뒤 애플리케이션 풀을 다시 시작하십시오.
No principal of the tenant carries the address that a token was asked for.
    토큰을 요청한 주소를 가진 서비스 주체가 테넌트에 없습니다.
servicePrincipalNames of the Exchange Online principal.
    Exchange Online 서비스 주체의 servicePrincipalNames.
Add the missing service principal name.
    빠진 서비스 주체 이름을 추가하십시오.
The application that Exchange signs in as does not exist in the tenant.
    Exchange가 로그인하는 애플리케이션이 테넌트에 없습니다.
ApplicationIdentifier of Get-AuthServer compared with the tenant's applications.
    Get-AuthServer의 ApplicationIdentifier와 테넌트의 애플리케이션을 비교한 결과.
Create the dedicated application again, or correct the auth server.
    전용 애플리케이션을 다시 만들거나 인증 서버를 바로잡으십시오.
An administrator has not consented to the application's permission.
    관리자가 애플리케이션의 권한에 동의하지 않았습니다.
The role assignments of the dedicated application's principal.
    전용 애플리케이션 서비스 주체의 역할 할당.
Grant admin consent to the dedicated hybrid application.
    전용 하이브리드 애플리케이션에 관리자 동의를 하십시오.
Entra ID does not know the tenant or domain that was asked for a token.
    토큰을 요청한 테넌트나 도메인을 Entra ID가 알지 못합니다.
The domain in AuthMetadataUrl of Get-AuthServer.
    Get-AuthServer의 AuthMetadataUrl에 있는 도메인.
Give the auth server a metadata address with the tenant's initial domain.
    인증 서버의 메타데이터 주소에 테넌트의 초기 도메인을 쓰십시오.
The service principal that Exchange signs in as is disabled.
    Exchange가 로그인하는 서비스 주체가 사용 중지되어 있습니다.
accountEnabled of the service principal.
    서비스 주체의 accountEnabled.
Enable the service principal.
    서비스 주체를 사용 설정하십시오.
Entra ID was busy or failed for the moment.
    Entra ID가 일시적으로 바쁘거나 오류를 냈습니다.
The same test a few minutes later.
    몇 분 뒤 같은 테스트의 결과.
Change nothing; repeat the test later.
    아무것도 바꾸지 말고 나중에 테스트를 다시 하십시오.
Entra ID refused the sign-in with a number that has no known meaning here.
    Entra ID가 로그인을 거부했는데, 오류 번호의 뜻이 여기에 알려져 있지 않습니다.
The sign-in log of the service principal in Entra ID.
    Entra ID의 서비스 주체 로그인 기록.
Look the number up in Microsoft's list of AADSTS error codes.
    Microsoft의 AADSTS 오류 코드 목록에서 번호를 찾아보십시오.
The server does not have the auth certificate, or not its private key.
    서버에 인증 인증서가 없거나 그 개인 키가 없습니다.
Get-ExchangeCertificate on this server compared with Get-AuthConfig.
    이 서버의 Get-ExchangeCertificate와 Get-AuthConfig를 비교한 결과.
Import the certificate with its key on this server.
    이 서버에 인증서를 키와 함께 가져오십시오.
The auth certificate's key is too short; Exchange signs with 2048 bits at least.
    인증 인증서의 키가 너무 짧습니다. Exchange는 2048비트 이상으로 서명합니다.
The certificate's key size.
    인증서의 키 크기.
Make and stage a new auth certificate.
    새 인증 인증서를 만들어 준비하십시오.
The two sides have no token issuer in common.
    양쪽에 공통된 토큰 발급자가 없습니다.
Get-AuthServer, and the trusted issuers in the other side's challenge.
    Get-AuthServer와 상대편 챌린지의 신뢰하는 발급자.
Correct the auth server of the access control service on premises.
    온프레미스에서 액세스 제어 서비스의 인증 서버를 바로잡으십시오.
The server could not read the issuer's metadata: TLS 1.2 is off, or the way out is shut.
    서버가 발급자의 메타데이터를 읽지 못했습니다. TLS 1.2가 꺼져 있거나 나가는 길이 막혀 있습니다.
The server's TLS settings, and a GET of the metadata address from it.
    서버의 TLS 설정과, 서버에서 메타데이터 주소로 보낸 GET 요청.
Enable TLS 1.2 for .NET and Windows on the server, or open the way out.
    서버의 .NET과 Windows에서 TLS 1.2를 켜거나 나가는 길을 여십시오.
The proxy that Exchange uses refused the call.
    Exchange가 쓰는 프록시가 호출을 거부했습니다.
InternetWebProxy of Get-ExchangeServer, and the proxy's log.
    Get-ExchangeServer의 InternetWebProxy와 프록시 기록.
Allow Microsoft's addresses on the proxy, or correct InternetWebProxy.
    프록시에서 Microsoft의 주소를 허용하거나 InternetWebProxy를 바로잡으십시오.
Two people on the other side share an address or a user principal name of the test user.
    상대편에서 두 사람이 테스트 사용자의 주소나 사용자 계정 이름을 함께 쓰고 있습니다.
A search of the directory for the address, in every form.
    모든 형식의 주소로 디렉터리를 검색한 결과.
Take the address from the wrong one of the two.
    둘 중 잘못된 쪽에서 주소를 제거하십시오.
The test user is unknown on the other side: not synchronised, or with other addresses.
    상대편이 테스트 사용자를 알지 못합니다. 동기화되지 않았거나 주소가 다릅니다.
The user's addresses and principal name on both sides.
    양쪽에서 사용자의 주소와 계정 이름.
Use a synchronised mailbox for the test, or correct the synchronisation.
    동기화된 사서함으로 테스트하거나 동기화를 바로잡으십시오.
The host name in the token is not one that the receiving Exchange knows as its own.
    토큰의 호스트 이름을 받는 쪽 Exchange가 자기 것으로 알지 못합니다.
The called host, its certificate and the external address of the EWS directory.
    호출한 호스트, 그 인증서, EWS 디렉터리의 외부 주소.
Give all three the same name; let no device in between end TLS.
    셋의 이름을 같게 하고, 중간 장비가 TLS를 종료하지 않게 하십시오.
The token was made for another receiver.
    토큰이 다른 수신자용으로 만들어졌습니다.
The audience of the token compared with the called address.
    토큰의 대상과 호출한 주소를 비교한 결과.
Correct the address that was called, or its service principal name.
    호출한 주소나 그 서비스 주체 이름을 바로잡으십시오.
The receiver does not know the key that the issuer signed with: its copy is out of date.
    받는 쪽이 발급자가 서명에 쓴 키를 알지 못합니다. 가진 사본이 오래되었습니다.
When the auth servers' metadata was last refreshed.
    인증 서버의 메타데이터를 마지막으로 새로 고친 때.
Refresh it with Set-AuthServer -RefreshAuthMetadata, then wait 15 minutes.
    Set-AuthServer -RefreshAuthMetadata로 새로 고친 뒤 15분 기다리십시오.
The receiver does not know the issuer of the token.
    받는 쪽이 토큰의 발급자를 알지 못합니다.
Get-AuthServer: an enabled one with the issuer that the answer names.
    Get-AuthServer: 응답에 나온 발급자를 가진 사용 설정된 인증 서버.
Create or enable the auth server on premises.
    온프레미스에서 인증 서버를 만들거나 사용 설정하십시오.
The account behind the partner application is missing, has no roles, or is locked out.
    파트너 애플리케이션의 계정이 없거나, 역할이 없거나, 잠겨 있습니다.
LinkedAccount of Get-PartnerApplication, and the roles of that account.
    Get-PartnerApplication의 LinkedAccount와 그 계정의 역할.
Link the account and its roles again, then restart IIS.
    계정과 역할을 다시 연결한 뒤 IIS를 다시 시작하십시오.
The partner application that signed in has no permission for what it asked.
    로그인한 파트너 애플리케이션에 요청한 작업의 권한이 없습니다.
Get-PartnerApplication of the application named in the answer.
    응답에 나온 애플리케이션의 Get-PartnerApplication.
Compare that partner application with Microsoft's defaults; change nothing blindly.
    그 파트너 애플리케이션을 Microsoft의 기본값과 비교하고, 확인 없이 바꾸지 마십시오.
The receiver could not match the token's tenant; a wildcard accepted domain does this.
    받는 쪽이 토큰의 테넌트를 찾지 못했습니다. 와일드카드 허용 도메인이 있으면 이렇게 됩니다.
Get-AcceptedDomain on premises.
    온프레미스의 Get-AcceptedDomain.
List the domains one by one in place of the wildcard.
    와일드카드 대신 도메인을 하나씩 등록하십시오.
The receiver does not take this kind of token at the called address.
    받는 쪽이 호출한 주소에서 이 종류의 토큰을 받지 않습니다.
Whether the called address is the EWS address, and the diagnostics in full.
    호출한 주소가 EWS 주소인지와 진단 내용 전체.
Test the EWS address itself.
    EWS 주소 자체를 테스트하십시오.
Exchange Online took the token and refused the call (403). Since 31 October 2025 it does so for every call that signs in through the shared principal.
    Exchange Online이 토큰은 받고 호출을 거부했습니다(403). 2025년 10월 31일부터 공유 서비스 주체로 로그인하는 모든 호출에 이렇게 답합니다.
Whether a dedicated hybrid application is active on this server, and the EWS switches.
    이 서버에서 전용 하이브리드 애플리케이션을 쓰는지와 EWS 스위치.
Put the dedicated hybrid application in place.
    전용 하이브리드 애플리케이션을 마련하십시오.
The receiver denied access: the address has no service principal name, or the user none.
    받는 쪽이 접근을 거부했습니다. 주소에 서비스 주체 이름이 없거나 사용자에게 권한이 없습니다.
servicePrincipalNames compared with the called host, and another test mailbox.
    servicePrincipalNames와 호출한 호스트를 비교한 결과, 그리고 다른 테스트 사서함.
Add the service principal name, or test with another mailbox.
    서비스 주체 이름을 추가하거나 다른 사서함으로 테스트하십시오.
The name of the other side has no address in DNS.
    상대편 이름의 주소가 DNS에 없습니다.
A look-up of the name from outside.
    외부에서 그 이름을 조회한 결과.
Publish the name in DNS, or correct the address.
    DNS에 이름을 게시하거나 주소를 바로잡으십시오.
No TLS connection came about: its version, its ciphers, or a certificate not trusted.
    TLS 연결이 이루어지지 않았습니다. TLS 버전, 암호 제품군, 또는 신뢰할 수 없는 인증서 때문입니다.
A TLS handshake with the called host.
    호출한 호스트와의 TLS 핸드셰이크.
Offer TLS 1.2 with a certificate that everybody trusts.
    누구나 신뢰하는 인증서로 TLS 1.2를 제공하십시오.
The connection was cut by the other side or by something in between.
    상대편이나 중간의 장비가 연결을 끊었습니다.
A TLS handshake with the called host, and the firewall's log.
    호출한 호스트와의 TLS 핸드셰이크와 방화벽 기록.
Let the firewall pass the connection, and offer TLS 1.2.
    방화벽에서 연결을 통과시키고 TLS 1.2를 제공하십시오.
The other side's address did not take the connection.
    상대편 주소가 연결을 받지 않았습니다.
A connection to port 443 of the called host from outside.
    외부에서 호출한 호스트의 443 포트로 연결한 결과.
Open port 443 of the published address to Exchange Online.
    게시된 주소의 443 포트를 Exchange Online에 여십시오.
The other side did not answer in time: the way is shut, or the server is slow.
    상대편이 제시간에 응답하지 않았습니다. 길이 막혔거나 서버가 느립니다.
The same call from this server, as the system account.
    이 서버에서 시스템 계정으로 같은 호출을 한 결과.
Open port 443, or find out why the server is slow.
    443 포트를 열거나 서버가 느린 까닭을 찾으십시오.
Something in between answered with a page of its own.
    중간의 장비가 자기 페이지로 응답했습니다.
The answer in full.
    응답 전체.
Let the call pass the proxy or firewall untouched.
    호출이 프록시나 방화벽을 그대로 통과하게 하십시오.
The called address redirects to another one; Exchange does not follow.
    호출한 주소가 다른 주소로 리디렉션합니다. Exchange는 따라가지 않습니다.
The address in the connector or in the relationship's TargetSharingEpr.
    커넥터의 주소 또는 관계의 TargetSharingEpr에 있는 주소.
Name the final EWS address.
    최종 EWS 주소를 지정하십시오.
The called address does not exist on the host that answered.
    응답한 호스트에 호출한 주소가 없습니다.
A GET of the address.
    그 주소로 보낸 GET 요청.
Correct the address, or register the service's handlers again.
    주소를 바로잡거나 서비스의 처리기를 다시 등록하십시오.
The web server has no handler for the service.
    웹 서버에 이 서비스의 처리기가 없습니다.
The handler mappings of the directory in IIS.
    IIS에서 디렉터리의 처리기 매핑.
Register the service's handlers again.
    서비스의 처리기를 다시 등록하십시오.
The service behind the published name is down.
    게시된 이름 뒤의 서비스가 중지되어 있습니다.
Test-ServiceHealth, Get-ServerComponentState, and the application pools.
    Test-ServiceHealth, Get-ServerComponentState, 애플리케이션 풀.
Start the service or its application pool.
    서비스나 애플리케이션 풀을 시작하십시오.
The gateway in front of Exchange, or the Hybrid Agent, has no way to the server.
    Exchange 앞의 게이트웨이나 하이브리드 에이전트가 서버에 닿지 못합니다.
The Hybrid Agent's service, or the gateway's log.
    하이브리드 에이전트의 서비스 또는 게이트웨이 기록.
Restart the Hybrid Agent, or repair the gateway.
    하이브리드 에이전트를 다시 시작하거나 게이트웨이를 고치십시오.
The other side refused the token (401) and gave no reason.
    상대편이 토큰을 거부하고(401) 이유를 밝히지 않았습니다.
The partner application, OAuth on the directories, and whether the published address asks for a sign-in of its own.
    파트너 애플리케이션, 디렉터리의 OAuth, 게시된 주소가 자체 로그인을 요구하는지 여부.
Mend what the other findings of this check name, then repeat the test.
    이 점검의 다른 결과를 고친 뒤 테스트를 다시 하십시오.
"""
)
