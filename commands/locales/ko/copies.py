"""What is said of certificates on their way, and of keys still in use, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Wait until {servers} has {thumbprint}: somebody brings it there from {source}, in an elevated Exchange Management Shell
    {servers}에 {thumbprint}이(가) 들어올 때까지 대기: 담당자가 {source}의 관리자 권한 Exchange 관리 셸에서 가져다 넣음
Exchange exports no auth certificate any more, and {source} has no maintenance endpoint: somebody has to bring it to {servers} by hand, and the job waits for that. What to type stands at that step.
    Exchange는 더 이상 인증 인증서를 내보내지 않으며 {source}에는 유지 관리 엔드포인트가 없습니다. 담당자가 {servers}에 직접 가져다 넣어야 하고 작업은 이를 기다립니다. 입력할 명령은 해당 단계에 있습니다.
The test shows what one process of the server signs with; the others look for the certificate within the hour.
    테스트는 서버의 프로세스 하나가 무엇으로 서명하는지만 보여 줍니다. 나머지는 한 시간 안에 인증서를 다시 확인합니다.
No test shows {thumbprint} any more. A test shows one process of its server; until {time} others may still sign with it.
    이제 어떤 테스트에도 {thumbprint}이(가) 나타나지 않습니다. 테스트는 서버의 프로세스 하나만 보여 주므로 {time}까지는 다른 프로세스가 아직 이 인증서로 서명할 수 있습니다.
Nobody needs to run the Hybrid Configuration Wizard for this. A run with its OAuth option puts the key on the shared principal again; if that happens, type {command}.
    이 작업에는 하이브리드 구성 마법사를 실행할 필요가 없습니다. OAuth 옵션을 켜고 실행하면 공유 서비스 주체에 키가 다시 올라갑니다. 그런 경우 {command}을(를) 입력하세요.
The old key stays in the cloud for an hour after the publication: a test shows what one process of a server signs with, and others look for the new certificate within that hour.
    이전 키는 게시 후 한 시간 동안 클라우드에 남습니다. 테스트는 서버의 프로세스 하나가 무엇으로 서명하는지만 보여 주며, 나머지는 그 한 시간 안에 새 인증서를 확인합니다.
SharePoint Server and Skype for Business Server that trust this organisation do not know the new certificate: their trust breaks at once, until somebody has them read Exchange's metadata document again. A rotation leaves 49 hours for that.
    이 조직을 신뢰하는 SharePoint Server와 비즈니스용 Skype 서버는 새 인증서를 모릅니다. 담당자가 Exchange의 메타데이터 문서를 다시 읽게 할 때까지 신뢰가 즉시 끊깁니다. 교체(rotate)라면 그 작업에 49시간을 쓸 수 있습니다.
Remove them although Exchange signs in to the cloud through them: free/busy times of people in the cloud stop until the dedicated application is in use.
    Exchange가 이 키로 클라우드에 로그인하고 있어도 제거합니다. 전용 애플리케이션을 사용할 때까지 클라우드 사용자의 약속 있음/없음이 표시되지 않습니다.
Servers that sign in as the shared principal
    공유 서비스 주체로 로그인하는 서버
{servers} signs in to the cloud through these keys. From their removal on nobody there sees calendars of people in the cloud, until the dedicated application is in use.
    {servers}은(는) 이 키로 클라우드에 로그인합니다. 키를 제거하면 전용 애플리케이션을 사용할 때까지 그 서버의 사용자는 클라우드 사용자의 일정을 볼 수 없습니다.
{servers} signs in to the cloud through these keys, and its test succeeds: without them nobody there sees calendars of people in the cloud. Configure the dedicated application first. To remove them all the same: {meant}
    {servers}은(는) 이 키로 클라우드에 로그인하며 테스트도 성공합니다. 키가 없으면 그 서버의 사용자는 클라우드 사용자의 일정을 볼 수 없습니다. 먼저 전용 애플리케이션을 구성하세요. 그래도 제거하려면: {meant}
No dedicated application is in use on {servers}, so it signs in through this principal or not at all. Configure the application first. To remove the keys all the same: {meant}
    {servers}에서는 전용 애플리케이션을 사용하지 않으므로 이 서비스 주체로 로그인하거나 아예 로그인하지 못합니다. 먼저 애플리케이션을 구성하세요. 그래도 키를 제거하려면: {meant}
It is more than a year ahead, and a job would hold the organisation for so long. Name an earlier time, or leave it out.
    1년이 넘게 남은 시각이며, 그동안 작업이 조직을 잡고 있게 됩니다. 더 이른 시각을 지정하거나 생략하세요.
See that {thumbprint} is valid already, though the clock of {server} may be ahead
    {server}의 시계가 빠를 수 있으므로 {thumbprint}이(가) 이미 유효한지 확인
It is valid from {time} on, by the clock of {server}.
    {server}의 시계로 {time}부터 유효합니다.
A certificate of {server} could not be read, and may be this one.
    {server}의 인증서 하나를 읽지 못했으며, 그것이 이 인증서일 수 있습니다.
{servers} could not be asked; no answer of theirs makes an expired certificate valid.
    {servers}에 물어볼 수 없었습니다. 어떤 답이 와도 만료된 인증서가 유효해지지는 않습니다.
An app management policy of the tenant allows no key that lasts so long. A rotation with {option} makes a certificate that fits; or an administrator of the tenant exempts this application from the policy.
    테넌트의 앱 관리 정책이 이렇게 긴 유효 기간의 키를 허용하지 않습니다. {option}(으)로 교체하면 정책에 맞는 인증서가 만들어집니다. 또는 테넌트 관리자가 이 애플리케이션을 정책에서 제외할 수 있습니다.
Wait an hour: other processes may still sign in through these keys
    한 시간 대기: 다른 프로세스가 아직 이 키로 로그인할 수 있음
The maintenance endpoint there is of an earlier version. Run {script} of this version on the server again, then retry.
    이 서버의 유지 관리 엔드포인트는 이전 버전입니다. 이 버전의 {script}을(를) 서버에서 다시 실행한 뒤 재시도하세요.
"""
)
