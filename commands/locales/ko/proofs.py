"""The Graph route and what proves it, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
These servers still call EWS: {servers}.
    아직 EWS를 호출하는 서버: {servers}.
Both setting overrides, for the application and for Graph, are on.
    애플리케이션용과 Graph용 설정 재정의가 모두 켜져 있습니다.
GraphBaseUrl of the auth server is {url}.
    인증 서버의 GraphBaseUrl은 {url}입니다.
Its permissions on Microsoft Graph are granted: {roles}.
    Microsoft Graph 권한이 부여되어 있습니다: {roles}.
full_access_as_app is not granted: archive mailboxes in the cloud of people on premises would need it.
    full_access_as_app가 부여되어 있지 않습니다. 온프레미스 사용자의 클라우드 보관 사서함에는 필요합니다.
Microsoft offers this route in the worldwide cloud alone.
    이 경로는 전 세계 클라우드에서만 제공됩니다.
Switch the setting override off and have each server read its settings again, then check oauth {domain} again.
    설정 재정의를 끄고 서버마다 설정을 다시 읽게 한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
On {servers} the setting override for Microsoft Graph is on, and the one for the dedicated application is not.
    {servers}에서 Microsoft Graph용 설정 재정의는 켜져 있으나 전용 애플리케이션용은 꺼져 있습니다.
Switch the dedicated application on for these servers too, then check oauth {domain} again.
    이 서버에서도 전용 애플리케이션을 켠 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
GraphBaseUrl of {name} is {url}.
    {name}의 GraphBaseUrl: {url}.
Without it Exchange does not know where Microsoft Graph is. Microsoft's script sets it only when it runs on a server with the May 2026 update.
    이 값이 없으면 Exchange는 Microsoft Graph의 주소를 모릅니다. Microsoft 스크립트는 2026년 5월 업데이트가 있는 서버에서 실행할 때만 이 값을 설정합니다.
Set GraphBaseUrl, then check oauth {domain} again.
    GraphBaseUrl을 설정한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Permissions on Microsoft Graph that are not granted: {roles}.
    부여되지 않은 Microsoft Graph 권한: {roles}.
Microsoft Graph refuses (403) what an application asks for without the permission and an administrator's consent.
    애플리케이션에 권한과 관리자의 동의가 없으면 Microsoft Graph가 요청을 거부합니다(403).
Run Microsoft's script, which asks for them and for the consent of a Global Administrator. {archives} Then check oauth {domain} again.
    이 권한과 전역 관리자의 동의를 요청하는 Microsoft 스크립트를 실행하십시오. {archives} 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
The refusal (403) came after Exchange had sent its token: it signed in. EWS is shut in the cloud, and free/busy goes over Microsoft Graph.
    Exchange가 토큰을 보낸 뒤에 거부(403)되었으므로 로그인은 되었습니다. 클라우드에서 EWS가 막혀 있고 약속 있음/없음 정보는 Microsoft Graph로 오갑니다.
EWS in Exchange Online ended on {date}, and this test goes over EWS: it shows nothing any more. Free/busy goes over Microsoft Graph.
    Exchange Online의 EWS는 {date}에 종료되었고 이 테스트는 EWS를 쓰므로 더는 아무것도 알려 주지 않습니다. 약속 있음/없음 정보는 Microsoft Graph로 오갑니다.
No such sign-in is in the log yet; it shows after up to half an hour. Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud.
    아직 로그에 그런 로그인이 없습니다. 나타나기까지 30분까지 걸립니다. 온프레미스 사서함이 있는 사람에게 클라우드 동료의 일정을 열어 보게 하십시오.
Wait until Entra ID's log shows a sign-in for Microsoft Graph with {thumbprint}
    Entra ID 로그에 {thumbprint}(으)로 Microsoft Graph에 로그인한 기록이 나타날 때까지 기다리기
From {address} somebody signed with {thumbprint} at {time}.
    {address}에서 {time}에 {thumbprint}(으)로 서명했습니다.
The test shows nothing any more; what the servers sign with was seen before this step.
    테스트로는 더 알 수 없으며, 서버가 무엇으로 서명하는지는 이 단계 전에 확인했습니다.
Sign-ins for Microsoft Graph in Entra ID's log
    Entra ID 로그의 Microsoft Graph 로그인
{count} sign-ins for Microsoft Graph signed with {thumbprint}, the last at {time}, from {addresses}.
    {thumbprint}(으)로 서명한 Microsoft Graph 로그인 {count}건, 마지막은 {time}, 주소 {addresses}.
Entra ID refused a sign-in of {time} with AADSTS{number}, signed with {thumbprint}.
    Entra ID가 {thumbprint}(으)로 서명한 {time}의 로그인을 AADSTS{number}(으)로 거부했습니다.
Whether the servers sign in for Microsoft Graph is not known.
    서버가 Microsoft Graph에 로그인하는지 알 수 없습니다.
Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud, wait half an hour, and check oauth {domain} again.
    온프레미스 사서함이 있는 사람에게 클라우드 동료의 일정을 열어 보게 하고, 30분을 기다린 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Entra ID's log shows no sign-in of the application in the last day.
    지난 하루 동안 Entra ID 로그에 이 애플리케이션의 로그인이 없습니다.
Correct what the other findings name: the key on the application, its service principal, its permissions. Then check oauth {domain} again.
    다른 항목이 가리키는 것, 곧 애플리케이션의 키, 서비스 주체, 권한을 바로잡은 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Nothing that proves the Graph route is configured; in hybridge.toml: {setting}. Until then somebody has to look at a calendar of the other side.
    Graph 경로를 증명할 방법이 구성되어 있지 않습니다. hybridge.toml에 {setting}을(를) 넣으십시오. 그때까지는 사람이 상대편 일정을 열어 확인해야 합니다.
The last sign-in for Microsoft Graph was signed with {thumbprint}; the current certificate is {current}.
    마지막 Microsoft Graph 로그인은 {thumbprint}(으)로 서명되었습니다. 현재 인증서는 {current}입니다.
A server that signs with an older certificate is shut out once its key goes.
    이전 인증서로 서명하는 서버는 그 키가 사라지면 거부됩니다.
Within a day every server takes a new token with the current certificate, or at once after a restart. Then check oauth {domain} again.
    서버는 하루 안에, 다시 시작하면 바로 현재 인증서로 새 토큰을 받습니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
EWS in Exchange Online ends on {date}, and nothing else that proves a sign-in is configured: people have to look, and a lead confirms it at the gate {gate}. With {setting} in hybridge.toml the job looks by itself.
    Exchange Online의 EWS는 {date}에 종료되며 로그인을 증명할 다른 방법이 구성되어 있지 않습니다. 사람이 확인하고 책임자가 {gate} 관문에서 확정해야 합니다. hybridge.toml에 {setting}을(를) 넣으면 작업이 스스로 확인합니다.
What the servers sign with is proven by Entra ID's sign-in log: somebody with a mailbox on premises has to look at a calendar in the cloud meanwhile, and a sign-in shows after up to half an hour.
    서버가 무엇으로 서명하는지는 Entra ID 로그인 로그로 증명합니다. 그동안 온프레미스 사서함이 있는 사람이 클라우드 일정을 열어 보아야 하며, 로그인이 나타나기까지 30분까지 걸립니다.
Check by hand: with a mailbox on premises, open in Outlook the calendar of a colleague in the cloud and find an appointment that you know; in Entra ID, under Sign-in logs, Service principal sign-ins, the newest rows of the application for Microsoft Graph must be successes with the certificate {thumbprint}, from every server's address. Has somebody seen both?
    직접 확인하십시오. 온프레미스 사서함으로 Outlook에서 클라우드 동료의 일정을 열어 알고 있는 약속을 찾습니다. Entra ID의 로그인 로그, 서비스 주체 로그인에서 이 애플리케이션의 Microsoft Graph 최신 행이 모든 서버 주소에서 인증서 {thumbprint}(으)로 성공이어야 합니다. 두 가지를 모두 확인했습니까?
Whether the private key is there cannot be told: remote PowerShell leaves that out, and no test goes over EWS any more since {date}.
    개인 키가 있는지 알 수 없습니다. 원격 PowerShell은 이를 알려 주지 않고, {date}부터는 EWS를 쓰는 테스트가 더는 되지 않습니다.
Look on {server} itself: HasPrivateKey must be True. Then check oauth {domain} again.
    {server}에서 직접 확인하십시오. HasPrivateKey가 True여야 합니다. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
"""
)
