"""Failures on the way, and what several kinds of failure share, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    r"""
Compare the server's clock with UTC: five minutes are too many.
    서버의 시계를 UTC와 비교하세요. 5분이면 너무 큽니다.
Compare AuthConfig's thumbprint with the keys of the app that signs in.
    AuthConfig의 지문과 로그인하는 앱의 키를 비교하세요.
Upload the current auth certificate to the dedicated hybrid app.
    현재 Auth 인증서를 전용 하이브리드 앱에 업로드하세요.
The sign-in log of the service principal in Microsoft Entra ID.
    Microsoft Entra ID의 서비스 주체 로그인 로그.
Run the same test again in a few minutes.
    몇 분 뒤에 같은 테스트를 다시 실행하세요.
Don't change anything. Run the test again later.
    아무것도 변경하지 말고 나중에 다시 테스트하세요.
Get-AuthServer on-premises: Enabled, IssuerIdentifier, and Realm.
    온-프레미스 Get-AuthServer의 Enabled, IssuerIdentifier, Realm.
Run Set-AuthServer -RefreshAuthMetadata on-premises, then wait 15 minutes.
    온-프레미스에서 Set-AuthServer -RefreshAuthMetadata를 실행한 뒤 15분 기다리세요.
Test with another mailbox, or correct this one.
    다른 사서함으로 테스트하거나 이 사서함을 바로잡으세요.
The answer in full, and the log of the device that wrote it.
    응답 전체와 응답한 장비의 로그.
Let the device in front of Exchange pass EWS and Autodiscover through unchanged.
    Exchange 앞의 장비가 EWS와 자동 검색을 그대로 통과시키게 하세요.
Let the proxy or firewall pass calls to Microsoft through unchanged.
    프록시나 방화벽이 Microsoft로 가는 호출을 그대로 통과시키게 하세요.
The log of the firewall or proxy between the server and the internet.
    서버와 인터넷 사이에 있는 방화벽이나 프록시의 로그.
The log of the firewall or reverse proxy in front of Exchange.
    Exchange 앞에 있는 방화벽이나 역방향 프록시의 로그.
Turn on TLS 1.2 for .NET and Windows on every Exchange server.
    모든 Exchange 서버의 .NET과 Windows에서 TLS 1.2를 켜세요.
The EWS and Application logs of the server that was called.
    호출된 서버의 EWS 로그와 애플리케이션 로그.
Get-PartnerApplication on-premises: Enabled and LinkedAccount.
    온-프레미스 Get-PartnerApplication의 Enabled와 LinkedAccount.
Grant admin consent to the dedicated hybrid app.
    전용 하이브리드 앱에 관리자 동의를 부여하세요.
The permissions granted to the dedicated hybrid app's service principal.
    전용 하이브리드 앱의 서비스 주체에 부여된 권한.
The address that was tested.
    테스트한 주소.
Test-FederationTrust on every Exchange server.
    모든 Exchange 서버에서 실행한 Test-FederationTrust.
Run Get-FederationTrust | Set-FederationTrust -RefreshMetadata twice on-premises.
    온-프레미스에서 Get-FederationTrust | Set-FederationTrust -RefreshMetadata를 두 번 실행하세요.
If it stays, contact Microsoft Support.
    계속되면 Microsoft 지원에 문의하세요.
A connection to port 443 of the called host from the internet.
    인터넷에서 호출한 호스트의 443 포트로 연결한 결과.
A TLS handshake with the called host from the internet.
    인터넷에서 호출한 호스트와의 TLS 핸드셰이크.
HealthChecker's TLS section, and a TLS handshake from this server.
    HealthChecker의 TLS 부분과 이 서버에서의 TLS 핸드셰이크.
Register the service's handlers in IIS again.
    IIS에 서비스의 처리기를 다시 등록하세요.
Nothing is wrong with the settings: calls were limited for the moment.
    설정에는 문제가 없습니다. 일시적으로 호출이 제한되었습니다.
The server can't find the address of Microsoft's service in DNS.
    서버가 DNS에서 Microsoft 서비스의 주소를 찾지 못합니다.
Resolve-DnsName for that name on this server.
    이 서버에서 그 이름을 Resolve-DnsName으로 조회한 결과.
Correct the server's DNS or its forwarder. Behind a proxy set InternetWebProxy.
    서버의 DNS나 전달자를 바로잡으세요. 프록시를 쓰면 InternetWebProxy를 설정하세요.
The published name has no address in public DNS.
    게시된 이름의 주소가 공용 DNS에 없습니다.
A lookup of the name from the internet.
    인터넷에서 그 이름을 조회한 결과.
Publish the name in DNS, or correct the address that is called.
    DNS에 이름을 게시하거나 호출하는 주소를 바로잡으세요.
The server couldn't agree on TLS with Microsoft, or a device decrypts it.
    서버가 Microsoft와 TLS로 연결하지 못했거나 장비가 TLS를 해독합니다.
Turn on TLS 1.2 on every server. Exclude Microsoft's addresses from inspection.
    모든 서버에서 TLS 1.2를 켜세요. Microsoft 주소를 검사에서 제외하세요.
Exchange Online couldn't agree on TLS with the published host.
    Exchange Online이 게시된 호스트와 TLS로 연결하지 못했습니다.
Offer TLS 1.2 with a certificate of a public authority that names the host.
    호스트 이름이 든 공인 인증서로 TLS 1.2를 제공하세요.
The connection broke while TLS was set up. TLS 1.2 may be off on the server.
    TLS를 설정하는 중에 연결이 끊겼습니다. 서버에서 TLS 1.2가 꺼져 있을 수 있습니다.
The firewall in front of Exchange cut the connection from Exchange Online.
    Exchange 앞의 방화벽이 Exchange Online의 연결을 끊었습니다.
Allow Exchange Online's addresses on the firewall, and offer TLS 1.2.
    방화벽에서 Exchange Online의 주소를 허용하고 TLS 1.2를 제공하세요.
Something on the way out cut the connection, or TLS 1.2 is off on the server.
    나가는 길의 장비가 연결을 끊었거나 서버에서 TLS 1.2가 꺼져 있습니다.
The server has no way out to Microsoft's service.
    서버에서 Microsoft 서비스로 나가는 연결이 없습니다.
The published address didn't take the connection.
    게시된 주소가 연결을 받지 않았습니다.
Microsoft's service didn't answer in time: the way out is blocked or slow.
    Microsoft 서비스가 제때 응답하지 않았습니다. 나가는 연결이 막혔거나 느립니다.
The published address didn't answer in time: blocked, or the server is slow.
    게시된 주소가 제때 응답하지 않았습니다. 막혔거나 서버가 느립니다.
A proxy or firewall answered with a page of its own.
    프록시나 방화벽이 자체 페이지로 응답했습니다.
A device in front of Exchange answered with a page of its own.
    Exchange 앞의 장비가 자체 페이지로 응답했습니다.
The call was sent on to another address, as a proxy with a sign-in page does.
    호출이 다른 주소로 넘겨졌습니다. 로그인 페이지가 있는 프록시가 이렇게 합니다.
Test the EWS address of Exchange Online, and let no proxy ask for a sign-in.
    Exchange Online의 EWS 주소를 테스트하고 프록시가 로그인을 요구하지 않게 하세요.
The called address redirects, and Exchange doesn't follow.
    호출한 주소가 리디렉션하는데 Exchange는 따라가지 않습니다.
TargetSharingEpr of the connector and of the organization relationship.
    커넥터와 조직 관계의 TargetSharingEpr.
Set TargetSharingEpr to the final EWS address, or empty it.
    TargetSharingEpr에 최종 EWS 주소를 설정하거나 비우세요.
The tested address doesn't exist in the cloud.
    테스트한 주소가 클라우드에 없습니다.
The called address doesn't exist on the host that answered.
    응답한 호스트에 호출한 주소가 없습니다.
Correct the address, or register the service's handlers in IIS again.
    주소를 바로잡거나 IIS에 서비스의 처리기를 다시 등록하세요.
The proxy asks for a sign-in, which Exchange's services can't give.
    프록시가 로그인을 요구하지만 Exchange 서비스는 로그인할 수 없습니다.
InternetWebProxy of Get-ExchangeServer, and netsh winhttp show proxy.
    Get-ExchangeServer의 InternetWebProxy와 netsh winhttp show proxy.
Let the server through the proxy without a sign-in.
    서버가 로그인 없이 프록시를 통과하게 하세요.
The tested address doesn't take this kind of call.
    테스트한 주소는 이런 종류의 호출을 받지 않습니다.
IIS has no handler for the service that was called.
    호출한 서비스의 처리기가 IIS에 없습니다.
A proxy doesn't let a request of this size through.
    프록시가 이 크기의 요청을 통과시키지 않습니다.
IIS, or a device in front of it, doesn't take a request of this size.
    IIS나 앞의 장비가 이 크기의 요청을 받지 않습니다.
The limits of IIS for the EWS directory, and those of the device.
    EWS 디렉터리의 IIS 제한과 장비의 제한.
Raise the limits to Microsoft's defaults for EWS.
    EWS에 대한 Microsoft의 기본값까지 제한을 올리세요.
Exchange Online refuses the account of the test mailbox (456).
    Exchange Online이 테스트 사서함의 계정을 거부합니다(456).
Sign in to Outlook on the web with the test mailbox.
    테스트 사서함으로 웹용 Outlook에 로그인해 보세요.
The on-premises server that was called failed while it answered.
    호출된 온-프레미스 서버가 응답하는 중에 오류가 났습니다.
A proxy on the way out got no proper answer.
    나가는 길의 프록시가 제대로 된 응답을 받지 못했습니다.
The reverse proxy in front of Exchange got no proper answer from the server.
    Exchange 앞의 역방향 프록시가 서버에서 제대로 된 응답을 받지 못했습니다.
Make sure that the server behind the proxy runs and that its certificate fits.
    프록시 뒤의 서버가 실행 중이고 인증서가 맞는지 확인하세요.
Exchange Online, or the proxy on the way out, isn't available at the moment.
    Exchange Online이나 나가는 길의 프록시를 지금 사용할 수 없습니다.
Start the service, the component, or its application pool.
    서비스, 구성 요소 또는 애플리케이션 풀을 시작하세요.
A proxy on the way out got no answer in time.
    나가는 길의 프록시가 제때 응답을 받지 못했습니다.
The gateway in front of Exchange, or the Hybrid Agent, can't reach the server.
    Exchange 앞의 게이트웨이나 하이브리드 에이전트가 서버에 연결하지 못합니다.
"""
)
