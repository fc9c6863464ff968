"""What stops Exchange before it has a token, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    r"""
Something on the way to Exchange Online answered in its place.
    Exchange Online으로 가는 중간의 장비가 대신 응답했습니다.
A device in front of Exchange answered in its place.
    Exchange 앞의 장비가 대신 응답했습니다.
WWW-Authenticate of a call to EWS without signing in.
    로그인하지 않고 EWS를 호출했을 때의 WWW-Authenticate.
Two auth servers claim the same tenant, so the server can't choose.
    두 권한 부여 서버가 같은 테넌트로 되어 있어 서버가 고를 수 없습니다.
Keep the auth server that carries the dedicated hybrid app. See the auth server checks.
    전용 하이브리드 앱이 설정된 권한 부여 서버를 남기세요. 권한 부여 서버 점검을 참조하세요.
The on-premises configuration names no auth certificate that can be used.
    온-프레미스 구성에 사용할 수 있는 Auth 인증서가 지정되어 있지 않습니다.
Stage and publish an auth certificate that every server has.
    모든 서버에 있는 Auth 인증서를 다음 인증서로 등록하고 게시하세요.
The key of the auth certificate is too short: Exchange needs 2048 bits.
    Auth 인증서의 키가 너무 짧습니다. Exchange에는 2048비트가 필요합니다.
PublicKeySize of Get-ExchangeCertificate.
    Get-ExchangeCertificate의 PublicKeySize.
Create an auth certificate with 2048 bits, and stage it.
    2048비트 Auth 인증서를 만들어 다음 인증서로 등록하세요.
The server can't use the private key: no access, or a CNG key.
    서버가 개인 키를 사용하지 못합니다. 권한이 없거나 CNG 키입니다.
The certificate's key provider, and who may read the private key.
    인증서의 키 공급자와 개인 키를 읽을 수 있는 계정.
None of the token issuers that Exchange Online trusts is set up on-premises.
    Exchange Online이 신뢰하는 토큰 발급자가 온-프레미스에 하나도 설정되어 있지 않습니다.
Create or enable the auth server of the access control service.
    액세스 제어 서비스의 권한 부여 서버를 만들거나 사용하도록 설정하세요.
None of the token issuers that on-premises Exchange trusts is the cloud's.
    온-프레미스 Exchange가 신뢰하는 토큰 발급자 중에 클라우드의 것이 없습니다.
Trusted issuers in the challenge of on-premises EWS, and Get-AuthServer.
    온-프레미스 EWS 챌린지의 신뢰하는 발급자와 Get-AuthServer.
Correct the auth server of the access control service on-premises.
    온-프레미스에서 액세스 제어 서비스의 권한 부여 서버를 바로잡으세요.
Event 2001 of MSExchange OAuth in the server's Application log.
    서버의 애플리케이션 로그에 있는 MSExchange OAuth 이벤트 2001.
The auth server names no tenant: its metadata was never read.
    권한 부여 서버에 테넌트가 없습니다. 메타데이터를 읽은 적이 없습니다.
The test mailbox lacks an attribute that the token needs.
    테스트 사서함에 토큰에 필요한 특성이 없습니다.
User principal name, SMTP address and SID of the test mailbox.
    테스트 사서함의 사용자 계정 이름, SMTP 주소, SID.
The tested address of the cloud doesn't offer OAuth.
    테스트한 클라우드 주소는 OAuth를 제공하지 않습니다.
The called on-premises address doesn't offer OAuth.
    호출한 온-프레미스 주소는 OAuth를 제공하지 않습니다.
Turn on OAuth on the directory, or call the EWS address.
    디렉터리에서 OAuth를 켜거나 EWS 주소를 호출하세요.
The server couldn't read the issuer's metadata: no TLS 1.2, or no way out.
    서버가 발급자의 메타데이터를 읽지 못했습니다. TLS 1.2가 없거나 나가는 연결이 막혀 있습니다.
"""
)
