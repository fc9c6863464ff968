"""Refusals of the side that was called, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    r"""
Without an administrator's consent Entra ID gives the application no token for Exchange Online, or one that Exchange Online refuses (2000008).
    관리자 동의가 없으면 Entra ID는 애플리케이션에 Exchange Online 토큰을 주지 않거나, Exchange Online이 거부하는 토큰을 줍니다(2000008).
Entra ID refuses the sign-in of an application without a service principal in the tenant (AADSTS7000229).
    테넌트에 서비스 주체가 없는 애플리케이션의 로그인은 Entra ID가 거부합니다(AADSTS7000229).
Only the test mailbox is shown to fail. Nothing is proven about others until a synchronized mailbox is tested.
    테스트 사서함의 실패만 확인되었습니다. 동기화된 사서함으로 테스트하기 전에는 다른 사용자에 대해 알 수 없습니다.
The reason given: “{reason}”
    응답에 나온 이유: “{reason}”
Nothing is known about this until the test gets an answer.
    테스트에 응답이 올 때까지는 알 수 없습니다.
No other check explains this. What proves the cause: {proof}
    이를 설명하는 다른 점검 결과가 없습니다. 원인을 확인할 곳: {proof}
The linked account of the partner application is missing, has no roles, or is disabled.
    파트너 애플리케이션의 연결된 계정이 없거나, 역할이 없거나, 사용하지 않도록 설정되어 있습니다.
Set LinkedAccount and the account's roles again, then restart IIS on every server.
    LinkedAccount와 계정의 역할을 다시 설정한 뒤 모든 서버의 IIS를 다시 시작하세요.
Exchange Online doesn't know the tenant or issuer that the token names.
    토큰에 나온 테넌트나 발급자를 Exchange Online이 알지 못합니다.
Set AuthMetadataUrl to the address of this tenant and its cloud.
    AuthMetadataUrl에 이 테넌트와 그 클라우드의 주소를 설정하세요.
The token had expired when Exchange Online read it: a clock may be behind.
    Exchange Online이 읽었을 때 토큰이 만료되어 있었습니다. 시계가 늦을 수 있습니다.
The token had expired when on-premises Exchange read it: its clock may be ahead.
    온-프레미스 Exchange가 읽었을 때 토큰이 만료되어 있었습니다. 그 시계가 빠를 수 있습니다.
Compare the clock of the server that was called with UTC.
    호출된 서버의 시계를 UTC와 비교하세요.
Correct the clock of the server that was called.
    호출된 서버의 시계를 맞추세요.
No enabled auth server on-premises has the issuer and tenant of the token.
    토큰의 발급자와 테넌트를 가진 사용 중인 권한 부여 서버가 온-프레미스에 없습니다.
Create or enable that auth server. A wizard run for another tenant replaces it.
    그 권한 부여 서버를 만들거나 사용하도록 설정하세요. 다른 테넌트로 실행한 마법사가 바꿔 놓을 수 있습니다.
EWS is turned off for this mailbox or for the whole tenant.
    이 사서함이나 테넌트 전체에서 EWS가 꺼져 있습니다.
EwsEnabled of Get-OrganizationConfig and of Get-CASMailbox in Exchange Online.
    Exchange Online의 Get-OrganizationConfig와 Get-CASMailbox에 있는 EwsEnabled.
Turn on EWS in Exchange Online, or move to Microsoft Graph.
    Exchange Online에서 EWS를 켜거나 Microsoft Graph로 전환하세요.
A list of apps or of user agents blocks EWS. The answer doesn't say which one.
    앱 또는 사용자 에이전트 목록이 EWS를 차단합니다. 어느 쪽인지는 응답에 없습니다.
EwsAllowedAppIDs, EwsApplicationAccessPolicy, EwsAllowList and EwsBlockList.
    EwsAllowedAppIDs, EwsApplicationAccessPolicy, EwsAllowList, EwsBlockList.
Allow the dedicated hybrid app and Exchange's user agents. It takes up to a day.
    전용 하이브리드 앱과 Exchange의 사용자 에이전트를 허용하세요. 최대 하루가 걸립니다.
Exchange Online isn't known by the host name in the token.
    토큰의 호스트 이름은 Exchange Online의 이름이 아닙니다.
Test the EWS address of Exchange Online.
    Exchange Online의 EWS 주소를 테스트하세요.
On-premises Exchange isn't known by the host name in the token.
    토큰의 호스트 이름은 온-프레미스 Exchange가 아는 이름이 아닙니다.
The called host, its certificate, and ExternalUrl of the EWS directory.
    호출한 호스트, 그 인증서, EWS 디렉터리의 ExternalUrl.
Use one name for all three. Turn off SSL offloading: OAuth needs HTTPS to EWS.
    셋에 같은 이름을 사용하세요. SSL 오프로딩을 끄세요. OAuth에는 EWS까지 HTTPS가 필요합니다.
The token was made for another service than the tested address.
    테스트한 주소가 아닌 다른 서비스용 토큰입니다.
The token was made for another address than the called one.
    호출한 주소가 아닌 다른 주소용 토큰입니다.
Compare the audience in the token with the called address.
    토큰의 대상과 호출한 주소를 비교하세요.
Correct the called address, or its SPN.
    호출한 주소나 그 SPN을 바로잡으세요.
Exchange Online couldn't verify the signature of the token.
    Exchange Online이 토큰의 서명을 확인하지 못했습니다.
Let no device change requests, and check that the auth servers are this cloud's.
    장비가 요청을 바꾸지 않게 하고, 권한 부여 서버가 이 클라우드의 것인지 확인하세요.
On-premises Exchange doesn't know the key that the issuer signed with.
    온-프레미스 Exchange가 발급자의 서명 키를 알지 못합니다.
When the metadata of the auth servers was last refreshed.
    권한 부여 서버의 메타데이터를 마지막으로 새로 고친 시각.
The token is for another tenant than the one of its issuer.
    발급자의 테넌트가 아닌 다른 테넌트용 토큰입니다.
Set AuthMetadataUrl of the auth server to the address of this tenant.
    권한 부여 서버의 AuthMetadataUrl에 이 테넌트의 주소를 설정하세요.
On-premises Exchange couldn't match the tenant in the token.
    온-프레미스 Exchange가 토큰의 테넌트를 찾지 못했습니다.
Realm of Get-AuthServer. For Skype for Business Server also Get-AcceptedDomain.
    Get-AuthServer의 Realm. 비즈니스용 Skype 서버라면 Get-AcceptedDomain도.
Correct the auth server's tenant. Replace a wildcard accepted domain.
    권한 부여 서버의 테넌트를 바로잡으세요. 와일드카드 허용 도메인을 바꾸세요.
The side that was called doesn't have the certificate that the token names.
    토큰에 지정된 인증서가 호출된 쪽에 없습니다.
Exchange Online doesn't know the app that signed in.
    로그인한 앱을 Exchange Online이 알지 못합니다.
ApplicationIdentifier of Get-AuthServer, and the tenant's apps.
    Get-AuthServer의 ApplicationIdentifier와 테넌트의 앱.
Set up the dedicated hybrid app again with Microsoft's script.
    Microsoft의 스크립트로 전용 하이브리드 앱을 다시 설정하세요.
No enabled partner application on-premises has the ID of the app that called.
    호출한 앱의 ID를 가진 사용 중인 파트너 애플리케이션이 온-프레미스에 없습니다.
Enable the partner application Exchange Online on-premises.
    온-프레미스에서 파트너 애플리케이션 Exchange Online을 사용하도록 설정하세요.
The token carries no permission that Exchange Online accepts for this call.
    이 호출에 대해 Exchange Online이 받아들이는 권한이 토큰에 없습니다.
The partner application that called has no permission for what it asked.
    호출한 파트너 애플리케이션에 요청한 작업의 권한이 없습니다.
Get-PartnerApplication for the app that the answer names.
    응답에 나온 앱의 Get-PartnerApplication.
Compare it with Microsoft's defaults. Don't change it without knowing why.
    Microsoft의 기본값과 비교하세요. 이유를 모른 채 변경하지 마세요.
Tenant restrictions stopped the call before it reached Exchange Online.
    테넌트 제한이 Exchange Online에 닿기 전에 호출을 막았습니다.
The policy for tenant restrictions, and where the server's traffic goes out.
    테넌트 제한 정책과 서버의 트래픽이 나가는 경로.
Exclude the Exchange servers from tenant restrictions.
    테넌트 제한에서 Exchange 서버를 제외하세요.
The tested address doesn't accept this kind of token.
    테스트한 주소는 이런 종류의 토큰을 받지 않습니다.
Exchange Online couldn't read the token: it was cut or changed on the way.
    Exchange Online이 토큰을 읽지 못했습니다. 중간에서 잘렸거나 바뀌었습니다.
On-premises Exchange couldn't read the token: it was cut or changed on the way.
    온-프레미스 Exchange가 토큰을 읽지 못했습니다. 중간에서 잘렸거나 바뀌었습니다.
Exchange Online failed for the moment.
    Exchange Online에 일시적인 오류가 있었습니다.
The on-premises server that was called couldn't read Active Directory.
    호출된 온-프레미스 서버가 Active Directory를 읽지 못했습니다.
OAuth isn't available for this domain on the side that was called.
    호출된 쪽에서 이 도메인에 OAuth를 사용할 수 없습니다.
The side that was called doesn't accept the token, for the reason it gives.
    호출된 쪽이 응답에 나온 이유로 토큰을 받아들이지 않습니다.
The side that was called refused the token for a reason not in the table.
    호출된 쪽이 표에 없는 이유로 토큰을 거부했습니다.
Correct what the reason names.
    이유에 나온 문제를 해결하세요.
The proxy that Exchange uses refused the call. Exchange Online never saw it.
    Exchange가 쓰는 프록시가 호출을 거부했습니다. Exchange Online에는 도달하지 않았습니다.
Exchange Online took the token and refused the call (403), as it does since 2025-10-31 for the shared service principal.
    Exchange Online이 토큰을 받고 호출을 거부했습니다(403). 2025-10-31부터 공유 서비스 주체에 이렇게 응답합니다.
Whether the dedicated hybrid app is in use on this server, and the EWS settings.
    이 서버에서 전용 하이브리드 앱을 사용하는지와 EWS 설정.
Set up the dedicated hybrid app.
    전용 하이브리드 앱을 설정하세요.
A device in front of Exchange, or IIS, refused the call before Exchange saw it.
    Exchange 앞의 장비나 IIS가 Exchange에 닿기 전에 호출을 거부했습니다.
Let calls from Exchange Online pass: no country block, no client certificate, no Extended Protection behind SSL offloading.
    Exchange Online의 호출을 허용하세요. 국가 차단, 클라이언트 인증서, SSL 오프로딩 뒤의 확장된 보호를 사용하지 마세요.
Exchange Online denied access: the test user has no right there.
    Exchange Online이 액세스를 거부했습니다. 테스트 사용자에게 권한이 없습니다.
Another test mailbox that is synchronized.
    동기화된 다른 테스트 사서함.
Access denied: the called host has no SPN, or the test user has no right.
    액세스 거부: 호출한 호스트의 SPN이 없거나 테스트 사용자에게 권한이 없습니다.
Compare servicePrincipalNames with the called host; test another mailbox.
    servicePrincipalNames와 호출한 호스트를 비교하고 다른 사서함으로 테스트하세요.
Add the missing SPN, or test with another mailbox.
    빠진 SPN을 추가하거나 다른 사서함으로 테스트하세요.
The cloud, or a device on the way, refused the call (401) without a reason.
    클라우드나 중간 장비가 이유 없이 호출을 거부했습니다(401).
Correct what the other checks name, then run the test again.
    다른 점검에 나온 문제를 해결한 뒤 다시 테스트하세요.
On-premises refused the call (401) without a reason.
    온-프레미스가 이유 없이 호출을 거부했습니다(401).
The partner application, OAuth on the directories, and preauthentication.
    파트너 애플리케이션, 디렉터리의 OAuth, 사전 인증.
Correct what the other checks name. Turn off preauthentication for EWS.
    다른 점검에 나온 문제를 해결하세요. EWS의 사전 인증을 끄세요.
Two users in the cloud share an address of the test mailbox.
    클라우드에서 두 사용자가 테스트 사서함의 주소를 함께 사용합니다.
A search of the tenant for the address, in every form.
    테넌트에서 그 주소를 모든 형식으로 검색한 결과.
Remove the address from the user that shouldn't have it.
    주소가 없어야 할 사용자에게서 주소를 제거하세요.
Two on-premises users share an address of the test mailbox.
    온-프레미스에서 두 사용자가 테스트 사서함의 주소를 함께 사용합니다.
A search of Active Directory for the address: UPN, SMTP and SIP.
    Active Directory에서 그 주소를 검색한 결과: UPN, SMTP, SIP.
The test mailbox is on a server that is too old for OAuth.
    테스트 사서함이 OAuth를 쓰기에는 오래된 서버에 있습니다.
The server of the test mailbox and its build.
    테스트 사서함의 서버와 그 빌드.
Test with a mailbox on a newer server, or move it.
    새 서버에 있는 사서함으로 테스트하거나 사서함을 옮기세요.
The test mailbox is a linked mailbox of another account.
    테스트 사서함이 다른 계정의 연결된 사서함입니다.
LinkedMasterAccount of the test mailbox, and the SID in the token.
    테스트 사서함의 LinkedMasterAccount와 토큰의 SID.
The cloud doesn't know the test user: not synchronized, or other addresses.
    클라우드가 테스트 사용자를 알지 못합니다. 동기화되지 않았거나 주소가 다릅니다.
The user's addresses and user principal name on both sides.
    양쪽에서 사용자의 주소와 사용자 계정 이름.
Use a synchronized mailbox for the test, or correct the synchronization.
    동기화된 사서함으로 테스트하거나 동기화를 바로잡으세요.
On-premises Exchange doesn't know the test user, or not by these addresses.
    온-프레미스 Exchange가 테스트 사용자나 그 주소를 알지 못합니다.
"""
)
