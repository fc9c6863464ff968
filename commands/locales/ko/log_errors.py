"""Failures of free/busy, events, the wizard and mail flow, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    r"""
The text of the event.
    이벤트의 내용.
Compare Get-ExchangeCertificate on this server with Get-AuthConfig.
    이 서버의 Get-ExchangeCertificate와 Get-AuthConfig를 비교하세요.
AuthMetadataUrl of Get-AuthServer, and a GET of it from the server.
    Get-AuthServer의 AuthMetadataUrl과 서버에서 그 주소로 보낸 GET 요청.
Nothing needs to be done.
    할 일이 없습니다.
The server couldn't take over what an issuer published about its keys.
    서버가 발급자가 게시한 키 정보를 반영하지 못했습니다.
The server couldn't read its OAuth configuration from Active Directory.
    서버가 Active Directory에서 OAuth 구성을 읽지 못했습니다.
Make sure that the server reaches a domain controller, then restart its pools.
    서버가 도메인 컨트롤러에 연결되는지 확인한 뒤 애플리케이션 풀을 다시 시작하세요.
A partner application has no certificates to verify its tokens with.
    파트너 애플리케이션에 토큰을 검증할 인증서가 없습니다.
Read the partner application's metadata again, or set UseAuthServer.
    파트너 애플리케이션의 메타데이터를 다시 읽거나 UseAuthServer를 설정하세요.
An auth server has no certificates to verify its tokens with.
    권한 부여 서버에 토큰을 검증할 인증서가 없습니다.
The server doesn't have the auth certificate, or not its private key.
    서버에 Auth 인증서가 없거나 개인 키가 없습니다.
Copy the auth certificate with its private key to this server.
    Auth 인증서를 개인 키와 함께 이 서버로 복사하세요.
The server couldn't read its certificates.
    서버가 인증서를 읽지 못했습니다.
The certificate store of the server, and the rights on private keys.
    서버의 인증서 저장소와 개인 키 권한.
Copy the auth certificate to this server again, with a CSP key.
    Auth 인증서를 CSP 키로 이 서버에 다시 복사하세요.
The server refused a token that somebody sent.
    서버가 전달된 토큰을 거부했습니다.
Read the reason in the event: it is the one of x-ms-diagnostics.
    이벤트에 나온 이유를 확인하세요. x-ms-diagnostics의 이유와 같습니다.
An issuer published new certificates, and they were read.
    발급자가 새 인증서를 게시했고 서버가 읽었습니다.
More than one auth server is the default authorization endpoint.
    기본 권한 부여 엔드포인트로 지정된 권한 부여 서버가 둘 이상입니다.
IsDefaultAuthorizationEndpoint of Get-AuthServer.
    Get-AuthServer의 IsDefaultAuthorizationEndpoint.
Leave it on for the auth server of this tenant only.
    이 테넌트의 권한 부여 서버에만 남겨 두세요.
The configuration of a trusted issuer isn't valid.
    신뢰하는 발급자의 구성이 올바르지 않습니다.
Changes to a trusted issuer aren't valid.
    신뢰하는 발급자의 변경 내용이 올바르지 않습니다.
The metadata address of an auth server isn't valid.
    권한 부여 서버의 메타데이터 주소가 올바르지 않습니다.
Set AuthMetadataUrl to the address with the tenant's initial domain.
    AuthMetadataUrl에 테넌트의 초기 도메인이 든 주소를 설정하세요.
The server couldn't reach the metadata address of an auth server.
    서버가 권한 부여 서버의 메타데이터 주소에 연결하지 못했습니다.
Turn on TLS 1.2 for .NET and Windows on every server, or open the way out.
    모든 서버의 .NET과 Windows에서 TLS 1.2를 켜거나 나가는 연결을 허용하세요.
The keys of a trusted issuer were brought up to date.
    신뢰하는 발급자의 키가 최신 상태로 갱신되었습니다.
Exchange published the next auth certificate as the current one.
    Exchange가 다음 Auth 인증서를 현재 인증서로 게시했습니다.
The run over auth servers and certificates is complete.
    권한 부여 서버와 인증서 점검이 끝났습니다.
Outlook on the web and the admin center fail: the auth certificate is expired.
    Auth 인증서가 만료되어 웹용 Outlook과 관리 센터를 사용할 수 없습니다.
The last day of the certificate that Get-AuthConfig names.
    Get-AuthConfig에 지정된 인증서의 만료일.
Replace the auth certificate now, then restart the pools.
    지금 Auth 인증서를 교체한 뒤 풀을 다시 시작하세요.
EWS couldn't start a call that came with a token.
    EWS가 토큰이 포함된 호출을 시작하지 못했습니다.
Correct what the log names, then run the test again.
    로그에 나온 문제를 해결한 뒤 다시 테스트하세요.
A free/busy request to another server, forest, or the cloud failed.
    다른 서버, 포리스트 또는 클라우드에 대한 약속 있음/없음 요청이 실패했습니다.
The inner exception in the event.
    이벤트의 내부 예외.
Look up the inner exception: it has a cause of its own.
    내부 예외를 찾아보세요. 원인은 그 예외에 있습니다.
The server's build is too old for the mitigation service.
    완화 서비스를 사용하기에는 서버의 빌드가 너무 오래되었습니다.
The build of ExSetup.exe on the server.
    서버에 있는 ExSetup.exe의 빌드.
Install the newest update on the server.
    서버에 최신 업데이트를 설치하세요.
Set the user's UPN to the onmicrosoft.com domain and back. Empty ImmutableId of the mailbox.
    사용자의 UPN을 onmicrosoft.com 도메인으로 바꿨다가 되돌리세요. 사서함의 ImmutableId를 비우세요.
Test-OrganizationRelationship with the user, and -Verbose.
    해당 사용자로 실행한 Test-OrganizationRelationship -Verbose.
The sign-in data of this one cloud user is inconsistent in Entra ID.
    Entra ID에 있는 이 클라우드 사용자의 로그인 데이터가 일치하지 않습니다.
The look-up got no answer in time: the server's way out, or the cloud is slow.
    조회에 제때 응답이 없었습니다. 서버의 나가는 연결이 막혔거나 클라우드가 느립니다.
From each server as the system account: outlook.office365.com and the issuers.
    각 서버에서 시스템 계정으로 outlook.office365.com과 발급자 주소에 연결한 결과.
Open port 443 to Microsoft's addresses for the server, or set its proxy.
    서버에서 Microsoft 주소로 나가는 443 포트를 열거나 프록시를 설정하세요.
The look-up got no answer in time: the way in is blocked, or EWS is slow.
    조회에 제때 응답이 없었습니다. 들어오는 연결이 막혔거나 EWS가 느립니다.
time-taken in Logging\Ews on the server that was called.
    호출된 서버의 Logging\Ews에 있는 time-taken 값.
Open port 443 of the published address, or find out why the server is slow.
    게시된 주소의 443 포트를 열거나 서버가 느린 원인을 찾으세요.
No on-premises connector or organization relationship names the cloud domain.
    온-프레미스의 커넥터와 조직 관계에 클라우드 도메인이 없습니다.
TargetAddressDomains and DomainNames on-premises.
    온-프레미스의 TargetAddressDomains와 DomainNames.
Add the routing domain to TargetAddressDomains of the on-premises connector.
    온-프레미스 커넥터의 TargetAddressDomains에 라우팅 도메인을 추가하세요.
No connector or organization relationship in the cloud names this domain.
    클라우드의 커넥터와 조직 관계에 이 도메인이 없습니다.
TargetAddressDomains and DomainNames in Exchange Online.
    Exchange Online의 TargetAddressDomains와 DomainNames.
Add the domain to TargetAddressDomains of the connector in Exchange Online.
    Exchange Online 커넥터의 TargetAddressDomains에 도메인을 추가하세요.
Autodiscover doesn't know the user: the cloud user lacks an address.
    자동 검색이 사용자를 알지 못합니다. 클라우드 사용자에게 주소가 빠져 있습니다.
EmailAddresses of the cloud mailbox: one in the onmicrosoft.com domain.
    클라우드 사서함의 EmailAddresses에 onmicrosoft.com 도메인 주소가 있는지.
Add that address on-premises and synchronize, or set TargetSharingEpr.
    온-프레미스에서 그 주소를 추가하고 동기화하거나 TargetSharingEpr을 설정하세요.
The sign-in works. The calendar, or the relationship, grants no free/busy.
    로그인은 정상입니다. 일정이나 관계에서 약속 있음/없음을 허용하지 않습니다.
Get-MailboxFolderPermission of the calendar: Default; FreeBusyAccessLevel.
    일정의 Get-MailboxFolderPermission(Default)과 FreeBusyAccessLevel.
Give Default AvailabilityOnly, and name the other side's domain there.
    Default에 AvailabilityOnly를 부여하고 상대편 도메인을 추가하세요.
A user of a third organization asked. Exchange doesn't pass such requests on.
    제3의 조직에 속한 사용자의 요청입니다. Exchange는 이런 요청을 전달하지 않습니다.
Where Autodiscover of the requested address points.
    요청한 주소의 자동 검색이 가리키는 곳.
Ask for the address whose Autodiscover points to where the mailbox is.
    자동 검색이 사서함이 있는 곳을 가리키는 주소로 요청하세요.
The federation trust's certificates or metadata are out of date.
    페더레이션 트러스트의 인증서나 메타데이터가 최신이 아닙니다.
WSSecurity is off on the directories, metadata is old, or a clock is wrong.
    디렉터리의 WSSecurity가 꺼져 있거나, 메타데이터가 오래되었거나, 시계가 틀립니다.
WSSecurityAuthentication of the EWS and Autodiscover directories; the clocks.
    EWS 및 자동 검색 디렉터리의 WSSecurityAuthentication과 시계.
Refresh the federation metadata twice, then turn WSSecurity off and on again.
    페더레이션 메타데이터를 두 번 새로 고친 뒤 WSSecurity를 껐다가 다시 켜세요.
The Hybrid Agent can't reach the server, or doesn't run.
    하이브리드 에이전트가 서버에 연결하지 못하거나 실행되지 않습니다.
The Hybrid Agent's service, and TargetSharingEpr.
    하이브리드 에이전트 서비스와 TargetSharingEpr.
Restart the Hybrid Agent, or register it again.
    하이브리드 에이전트를 다시 시작하거나 다시 등록하세요.
The calendar has more than 1,000 entries in the requested time.
    요청한 기간에 일정 항목이 1,000개를 넘습니다.
The number of entries in that calendar.
    그 일정의 항목 수.
Remove entries from that calendar.
    그 일정에서 항목을 제거하세요.
Reset the cloud user's password, then set the UPN to onmicrosoft.com and back.
    클라우드 사용자의 암호를 재설정한 뒤 UPN을 onmicrosoft.com으로 바꿨다가 되돌리세요.
A room mailbox has work hours that end before they start, or no time zone.
    회의실 사서함의 근무 시간 종료가 시작보다 빠르거나 표준 시간대가 없습니다.
WorkingHours of Get-MailboxCalendarConfiguration for each room.
    각 회의실의 Get-MailboxCalendarConfiguration에서 WorkingHours 값.
Set WorkingHoursStartTime, WorkingHoursEndTime, and WorkingHoursTimeZone.
    WorkingHoursStartTime, WorkingHoursEndTime, WorkingHoursTimeZone을 설정하세요.
Outlook got no EWS address from Autodiscover.
    Outlook이 자동 검색에서 EWS 주소를 받지 못했습니다.
Outlook's test of the automatic configuration for the user.
    해당 사용자의 Outlook 자동 구성 테스트.
Correct Autodiscover for the user. A load balancer can be the cause.
    사용자의 자동 검색을 바로잡으세요. 부하 분산 장치가 원인일 수 있습니다.
The server can't reach the federation gateway.
    서버가 페더레이션 게이트웨이에 연결하지 못합니다.
Get-OnPremServerReportInfo in Exchange Online.
    Exchange Online의 Get-OnPremServerReportInfo.
Exchange Online delays mail from this server: its build is too old. It is kept.
    서버의 빌드가 오래되어 Exchange Online이 메일을 지연시킵니다. 메일은 보관됩니다.
Update the server. New-TenantExemptionInfo pauses this, 90 days a year at most.
    서버를 업데이트하세요. New-TenantExemptionInfo로 연간 최대 90일까지 일시 중지할 수 있습니다.
Exchange Online blocks mail from this server: its build is too old. It is lost.
    서버의 빌드가 오래되어 Exchange Online이 메일을 차단합니다. 메일은 손실됩니다.
Run the wizard again after that.
    그런 다음 마법사를 다시 실행하세요.
The wizard couldn't set up OAuth. The rest of the hybrid configuration is done.
    마법사가 OAuth를 설정하지 못했습니다. 나머지 하이브리드 구성은 끝났습니다.
The OAuth checks of Hybridge, and the wizard's log.
    Hybridge의 OAuth 점검과 마법사의 로그.
Correct what the checks name. Then configure OAuth, or run the wizard again.
    점검에 나온 문제를 해결하세요. 그런 다음 OAuth를 구성하거나 마법사를 다시 실행하세요.
The cloud couldn't reach on-premises Autodiscover.
    클라우드가 온-프레미스 자동 검색에 연결하지 못했습니다.
Public DNS, the firewall, and preauthentication in front of Autodiscover.
    공용 DNS, 방화벽, 자동 검색 앞의 사전 인증.
Let Exchange Online reach Autodiscover without preauthentication.
    Exchange Online이 사전 인증 없이 자동 검색에 연결되게 하세요.
The wizard couldn't connect: the WinRM service of the server doesn't answer.
    마법사가 연결하지 못했습니다. 서버의 WinRM 서비스가 응답하지 않습니다.
The WinRM service on the server that the wizard names.
    마법사에 나온 서버의 WinRM 서비스.
The remote PowerShell connection of the wizard was cut.
    마법사의 원격 PowerShell 연결이 끊겼습니다.
Devices between the wizard's computer and Exchange, and their time limits.
    마법사를 실행한 컴퓨터와 Exchange 사이의 장비와 시간 제한.
The certificate that Get-AuthConfig names isn't on the server.
    Get-AuthConfig에 지정된 인증서가 서버에 없습니다.
Copy the certificate to the server, or publish a new one. Then run it again.
    인증서를 서버로 복사하거나 새 인증서를 게시하세요. 그런 다음 다시 실행하세요.
The clock of the server differs by more than five minutes.
    서버의 시계가 5분 넘게 차이 납니다.
Correct the server's clock. Then run the wizard again.
    서버의 시계를 맞추세요. 그런 다음 마법사를 다시 실행하세요.
The domain was registered for federation too often in one day.
    도메인을 하루에 너무 여러 번 페더레이션에 등록했습니다.
Wait 24 hours, then run the wizard again.
    24시간 기다린 뒤 마법사를 다시 실행하세요.
The TXT record that proves the domain isn't in public DNS.
    도메인을 증명하는 TXT 레코드가 공용 DNS에 없습니다.
Compare Get-FederatedDomainProof with the TXT records of the domain.
    Get-FederatedDomainProof와 도메인의 TXT 레코드를 비교하세요.
Publish the TXT record, wait until it is visible, then run the wizard again.
    TXT 레코드를 게시하고 표시될 때까지 기다린 뒤 마법사를 다시 실행하세요.
The federation gateway doesn't know the new domain yet.
    페더레이션 게이트웨이가 아직 새 도메인을 알지 못합니다.
Wait 30 minutes, then run the wizard again.
    30분 기다린 뒤 마법사를 다시 실행하세요.
"""
)
