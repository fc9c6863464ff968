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
"""
)
