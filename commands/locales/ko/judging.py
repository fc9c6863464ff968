"""What is judged, and what refutes it: clouds, domains, the Hybrid Agent, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Nothing is known about this; the other checks do not depend on it.
    이 항목은 알 수 없습니다. 다른 점검에는 영향이 없습니다.
Report it as a fault of this program; the log tells where it broke off. Then check again.
    이 프로그램의 결함으로 신고하십시오. 중단된 위치는 로그에 있습니다. 그런 다음 다시 점검하십시오.
Judging this broke off in this program ({error}), which is a mistake of its own.
    이 항목을 판정하던 중 프로그램이 자체 오류로 중단되었습니다({error}).
The address names {initial}, as it should, and the document there is another tenant's: tenant_id or initial_domain in hybridge.toml is not right.
    주소에는 {initial}이(가) 올바르게 들어 있지만 그곳의 문서는 다른 테넌트의 것입니다. hybridge.toml의 tenant_id 또는 initial_domain이 올바르지 않습니다.
{url} answered with status {status}, and not with the document that was asked for.
    {url}이(가) 상태 {status}(으)로 응답했으며, 요청한 문서가 아닙니다.
Open {url} on the machine that this program runs on. When a proxy, a filter or a device that inspects TLS answers there, let the address pass; then check again.
    이 프로그램이 실행되는 컴퓨터에서 {url}을(를) 여십시오. 프록시, 필터 또는 TLS를 검사하는 장비가 대신 응답하면 그 주소를 통과시킨 뒤 다시 점검하십시오.
Domains of the configuration
    구성에 있는 도메인
Get-AcceptedDomain in {side} knows, of the configured ones, {domains}.
    {side}의 Get-AcceptedDomain에 있는 구성 도메인: {domains}.
Neither Exchange Server nor Exchange Online accepts mail for {domain}.
    Exchange Server와 Exchange Online 어느 쪽도 {domain}의 메일을 받지 않습니다.
The domain is misspelt in hybridge.toml, or has not been set up yet.
    hybridge.toml에 도메인이 잘못 적혀 있거나 아직 설정되지 않았습니다.
Nothing is changed while it stands there: connectors and names in Entra ID would be written for a domain that may be somebody else's.
    이 도메인이 그대로 있는 동안에는 아무것도 변경하지 않습니다. 다른 사람의 것일 수 있는 도메인으로 커넥터와 Entra ID의 이름이 기록되기 때문입니다.
Correct domains and routing_domain of {name} in hybridge.toml and restart the bot, or set the domain up first; then check oauth {domain} again.
    hybridge.toml에서 {name}의 domains와 routing_domain을 바로잡고 봇을 다시 시작하거나 먼저 도메인을 설정하십시오. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
Exchange Online does not accept mail for {domain}.
    Exchange Online이 {domain}의 메일을 받지 않습니다.
Tokens that speak for people of {domain} are refused by Exchange Online.
    {domain} 사용자를 대신하는 토큰을 Exchange Online이 거부합니다.
Add and verify the domain {name} in the Microsoft 365 admin center, then check oauth {domain} again.
    Microsoft 365 관리 센터에서 도메인 {name}을(를) 추가하고 확인한 뒤 check oauth {domain} 명령으로 다시 확인하십시오.
Exchange Online may not get through to Autodiscover there, and people in the cloud then see no free/busy times of people on premises.
    Exchange Online이 그곳의 자동 검색에 도달하지 못할 수 있으며, 그러면 클라우드 사용자가 온프레미스 사용자의 약속 있음/없음 시간을 볼 수 없습니다.
Exchange signs in through the principal that all tenants share. From when on Exchange Online refuses that is published for the worldwide cloud only; for this one, {cloud}, nothing is known.
    Exchange가 모든 테넌트가 공유하는 서비스 주체로 로그인합니다. Exchange Online이 이를 언제부터 거부하는지는 전 세계 클라우드에 대해서만 공개되어 있으며, 이 클라우드({cloud})에 대해서는 알려진 것이 없습니다.
And yet this succeeds in the same run: {tests}.
    그런데도 같은 실행에서 다음은 성공합니다: {tests}.
This succeeds in the same run, so sign-in works now: {tests}.
    같은 실행에서 다음이 성공하므로 로그인은 지금 작동합니다: {tests}.
Nothing has stopped yet. It may, once Exchange reads its configuration again (within an hour) or Microsoft changes what it accepts; what goes over Autodiscover is not part of the test.
    아직 멈춘 것은 없습니다. Exchange가 한 시간 안에 구성을 다시 읽거나 Microsoft가 허용 범위를 바꾸면 멈출 수 있습니다. 자동 검색을 거치는 것은 이 테스트에 포함되지 않습니다.
Neither side knows {domains}: correct hybridge.toml first, as the finding on the domains says; then check again.
    어느 쪽도 {domains}을(를) 알지 못합니다. 도메인 점검 결과에 적힌 대로 먼저 hybridge.toml을 바로잡은 뒤 다시 점검하십시오.
Look again in an hour, and change nothing before that.
    한 시간 뒤에 다시 확인하고 그 전에는 아무것도 변경하지 마십시오.
The test from {servers} succeeds, and Exchange is not known to sign in as a dedicated application: it goes through these keys, so the block that Microsoft published is not in force here yet. Keep the current key until a dedicated application is in use, and make one now; then check oauth {domain} again.
    {servers}의 테스트가 성공하며 Exchange가 전용 애플리케이션으로 로그인한다는 증거가 없습니다. 이 키들을 통해 로그인하므로 Microsoft가 공개한 차단이 아직 여기에 적용되지 않았습니다. 전용 애플리케이션을 사용하게 될 때까지 현재 키를 유지하고, 지금 전용 애플리케이션을 만드십시오. 그런 다음 check oauth {domain} 명령으로 다시 확인하십시오.
Whether both sides know the domains of the configuration could not be read: {reason}
    양쪽이 구성의 도메인을 알고 있는지 읽을 수 없었습니다: {reason}
Domain {domain} of the configuration
    구성의 도메인 {domain}
Neither Exchange Server nor Exchange Online accepts mail for it. Correct domains and routing_domain of {name} in hybridge.toml and restart the bot, or set the domain up first; until then nothing at all is changed.
    Exchange Server와 Exchange Online 어느 쪽도 이 도메인의 메일을 받지 않습니다. hybridge.toml에서 {name}의 domains와 routing_domain을 바로잡고 봇을 다시 시작하거나 먼저 도메인을 설정하십시오. 그때까지는 아무것도 변경하지 않습니다.
It did not come to be so in time; seen last: {seen} What was changed before that stays ({count}). Type {retry} to wait again.
    제시간에 그렇게 되지 않았습니다. 마지막으로 본 것: {seen} 그 전에 변경한 것은 그대로 유지됩니다({count}개). 다시 기다리려면 {retry}을(를) 입력하십시오.
The name is there as the hybrid wizard writes it: {name}.
    이름이 하이브리드 구성 마법사가 쓰는 형식으로 있습니다: {name}.
Exchange Online comes through the Hybrid Agent at {host}, so no name of this organisation needs to be published for it. Teams calendars and hybrid modern authentication do not work this way.
    Exchange Online이 {host}의 하이브리드 에이전트를 통해 연결하므로 이 조직의 이름을 게시할 필요가 없습니다. Teams 일정과 하이브리드 최신 인증은 이 방식으로 작동하지 않습니다.
Find the address under which EWS is published, set it as ExternalUrl of the directory (Set-WebServicesVirtualDirectory), then check oauth {domain} again.
    EWS가 게시된 주소를 찾아 디렉터리의 ExternalUrl로 설정한 뒤(Set-WebServicesVirtualDirectory) check oauth {domain} 명령으로 다시 확인하십시오.
"""
)
