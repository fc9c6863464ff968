"""The known failures of the two-way test, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    """
The certificate's last day, and the server's time in UTC.
    인증서의 만료일과 서버의 UTC 시각.
Renew the auth certificate, or correct the server's clock.
    인증 인증서를 갱신하거나 서버의 시계를 맞추십시오.
Correct the server's clock, then restart its application pools.
    서버의 시계를 맞춘 뒤 애플리케이션 풀을 다시 시작하십시오.
The domain in AuthMetadataUrl of Get-AuthServer.
    Get-AuthServer의 AuthMetadataUrl에 있는 도메인.
The service principal that Exchange signs in as is disabled.
    Exchange가 로그인하는 서비스 주체가 사용 중지되어 있습니다.
accountEnabled of the service principal.
    서비스 주체의 accountEnabled.
Enable the service principal.
    서비스 주체를 사용 설정하십시오.
Look the number up in Microsoft's list of AADSTS error codes.
    Microsoft의 AADSTS 오류 코드 목록에서 번호를 찾아보십시오.
The server's TLS settings, and a GET of the metadata address from it.
    서버의 TLS 설정과, 서버에서 메타데이터 주소로 보낸 GET 요청.
InternetWebProxy of Get-ExchangeServer, and the proxy's log.
    Get-ExchangeServer의 InternetWebProxy와 프록시 기록.
Allow Microsoft's addresses on the proxy, or correct InternetWebProxy.
    프록시에서 Microsoft의 주소를 허용하거나 InternetWebProxy를 바로잡으십시오.
LinkedAccount of Get-PartnerApplication, and the roles of that account.
    Get-PartnerApplication의 LinkedAccount와 그 계정의 역할.
Test the EWS address itself.
    EWS 주소 자체를 테스트하십시오.
Open port 443 of the published address to Exchange Online.
    게시된 주소의 443 포트를 Exchange Online에 여십시오.
The same call from this server, as the system account.
    이 서버에서 시스템 계정으로 같은 호출을 한 결과.
A GET of the address.
    그 주소로 보낸 GET 요청.
The handler mappings of the directory in IIS.
    IIS에서 디렉터리의 처리기 매핑.
The service behind the published name is down.
    게시된 이름 뒤의 서비스가 중지되어 있습니다.
Test-ServiceHealth, Get-ServerComponentState, and the application pools.
    Test-ServiceHealth, Get-ServerComponentState, 애플리케이션 풀.
The Hybrid Agent's service, or the gateway's log.
    하이브리드 에이전트의 서비스 또는 게이트웨이 기록.
Restart the Hybrid Agent, or repair the gateway.
    하이브리드 에이전트를 다시 시작하거나 게이트웨이를 고치십시오.
"""
)
