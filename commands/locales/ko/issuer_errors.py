"""Refusals of Entra ID, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    r"""
Entra ID doesn't have the key that Exchange signed with, on the app it signed in as.
    Exchange가 로그인한 앱에 Exchange의 서명 키가 Entra ID에 없습니다.
Entra ID was busy, or failed for the moment.
    Entra ID가 일시적으로 바쁘거나 오류를 냈습니다.
Entra ID says that the signing key is expired. It is, or a clock is wrong.
    Entra ID에 따르면 서명 키가 만료되었습니다. 실제로 만료되었거나 시계가 틀립니다.
Entra ID read what the server signed outside the time it is valid for.
    Entra ID가 서버의 서명을 유효 시간 밖에서 읽었습니다.
Entra ID couldn't verify the signature: the app has no key, or another one.
    Entra ID가 서명을 확인하지 못했습니다. 앱에 키가 없거나 다른 키가 있습니다.
Entra ID doesn't accept what the server signed: its time, its form or its key.
    Entra ID가 서버의 서명을 받아들이지 않습니다. 시간, 형식 또는 키가 문제입니다.
The reason in brackets in the message. Without one: the clock, then the key.
    메시지의 대괄호 안에 있는 이유. 없으면 시계, 그다음 키.
Correct what the reason names. Without one, correct the clock first.
    이유에 나온 문제를 해결하세요. 이유가 없으면 먼저 시계를 맞추세요.
No service principal of the tenant has the address a token was requested for.
    토큰을 요청한 주소를 가진 서비스 주체가 테넌트에 없습니다.
servicePrincipalNames of Exchange Online, and the address that was tested.
    Exchange Online의 servicePrincipalNames와 테스트한 주소.
Correct the address that was tested, or add the missing SPN.
    테스트한 주소를 바로잡거나 빠진 SPN을 추가하세요.
Exchange Online's service principal doesn't have the SPN of the called host.
    Exchange Online 서비스 주체에 호출한 호스트의 SPN이 없습니다.
Compare servicePrincipalNames of Exchange Online with the called host.
    Exchange Online의 servicePrincipalNames와 호출한 호스트를 비교하세요.
Add the missing SPN.
    빠진 SPN을 추가하세요.
The service principal of the requested service is disabled in the tenant.
    요청한 서비스의 서비스 주체가 테넌트에서 사용하지 않도록 설정되어 있습니다.
The app that Exchange signs in as is registered but has no service principal.
    Exchange가 로그인하는 앱이 등록되어 있지만 서비스 주체가 없습니다.
The enterprise applications of the tenant: one with the app's ID.
    테넌트의 엔터프라이즈 애플리케이션에 그 앱 ID가 있는지.
Create it: New-MgServicePrincipal -AppId with the app's ID.
    앱 ID로 만드세요: New-MgServicePrincipal -AppId.
The app that Exchange signs in as doesn't exist in the tenant.
    Exchange가 로그인하는 앱이 테넌트에 없습니다.
Compare ApplicationIdentifier of Get-AuthServer with the tenant's apps.
    Get-AuthServer의 ApplicationIdentifier와 테넌트의 앱을 비교하세요.
Create the dedicated hybrid app again, or correct the auth server.
    전용 하이브리드 앱을 다시 만들거나 권한 부여 서버를 바로잡으세요.
Exchange Online's service principal doesn't exist in the tenant.
    Exchange Online 서비스 주체가 테넌트에 없습니다.
The service principal 00000002-0000-0ff1-ce00-000000000000 in the tenant.
    테넌트의 서비스 주체 00000002-0000-0ff1-ce00-000000000000.
Make sure that the tenant has an Exchange Online subscription.
    테넌트에 Exchange Online 구독이 있는지 확인하세요.
No administrator has consented to the permission of the app.
    앱의 권한에 동의한 관리자가 없습니다.
The app isn't assigned to a role of the service, which requires an assignment.
    할당이 필요한 서비스인데 앱에 그 역할이 할당되지 않았습니다.
Entra ID doesn't know the tenant or domain that a token was requested from.
    토큰을 요청한 테넌트나 도메인을 Entra ID가 알지 못합니다.
Exchange Online's service principal is disabled in the tenant.
    Exchange Online 서비스 주체가 테넌트에서 사용하지 않도록 설정되어 있습니다.
Entra ID refused the sign-in with a number that isn't in the table.
    Entra ID가 표에 없는 번호로 로그인을 거부했습니다.
The request names another app than the one that signed it.
    요청에 서명한 앱과 다른 앱이 지정되어 있습니다.
ApplicationIdentifier of Get-AuthServer, and ServiceName of Get-AuthConfig.
    Get-AuthServer의 ApplicationIdentifier와 Get-AuthConfig의 ServiceName.
Set both as Microsoft's script for the dedicated hybrid app does.
    Microsoft의 전용 하이브리드 앱 스크립트처럼 둘을 설정하세요.
The request was signed for another issuer: the address of another cloud.
    다른 발급자, 곧 다른 클라우드의 주소로 서명된 요청입니다.
TokenIssuingEndpoint and AuthMetadataUrl of Get-AuthServer.
    Get-AuthServer의 TokenIssuingEndpoint와 AuthMetadataUrl.
Set AuthMetadataUrl to the address of the tenant's cloud.
    AuthMetadataUrl에 테넌트가 있는 클라우드의 주소를 설정하세요.
The app accepts certificates by their subject, and not this one's.
    앱이 주체 이름으로 인증서를 받는데, 이 인증서는 포함되지 않습니다.
An access policy of the tenant blocked the sign-in of the app.
    테넌트의 액세스 정책이 앱의 로그인을 차단했습니다.
Exclude the app from the policy that the sign-in log names.
    로그인 로그에 나온 정책에서 앱을 제외하세요.
Exchange signs in with a certificate; this answers a secret or a user's sign-in.
    Exchange는 인증서로 로그인합니다. 이 응답은 비밀이나 사용자 로그인에 대한 것입니다.
Find the program that made this request. It isn't Exchange.
    이 요청을 보낸 프로그램을 찾으세요. Exchange가 아닙니다.
The tenant has no service principal for Exchange Online, or no subscription.
    테넌트에 Exchange Online 서비스 주체나 구독이 없습니다.
Entra ID couldn't read the request: something is missing or was changed.
    Entra ID가 요청을 읽지 못했습니다. 빠지거나 바뀐 내용이 있습니다.
The server's build, and devices that rewrite requests on the way out.
    서버의 빌드와, 나가는 요청을 고쳐 쓰는 장비.
Install the newest update on the server, and let no device rewrite requests.
    서버에 최신 업데이트를 설치하고 장비가 요청을 고쳐 쓰지 않게 하세요.
The app isn't allowed to make this kind of request.
    앱에 이런 종류의 요청이 허용되지 않습니다.
The app's registration: it must not be a public client.
    앱 등록: 공용 클라이언트가 아니어야 합니다.
Create the dedicated hybrid app with Microsoft's script.
    Microsoft의 스크립트로 전용 하이브리드 앱을 만드세요.
"""
)
