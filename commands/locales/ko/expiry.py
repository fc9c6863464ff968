"""What is said of how long certificates last, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
How long certificates last
    인증서의 유효 기간
Show how long all certificates last, in a picture and as text: auth certificates, their keys in the cloud, TLS of the published names. On a schedule it warns before each end.
    모든 인증서가 언제까지 유효한지 그림과 글로 보여 줍니다: 인증 인증서, 클라우드에 있는 그 키, 게시된 이름의 TLS. 예약해 두면 만료 전에 미리 알립니다.
It is valid from {starts} to {ends}: {days} left.
    {starts}부터 {ends}까지 유효하며 {days} 남았습니다.
It is valid until {ends}: {days} left.
    {ends}까지 유효하며 {days} 남았습니다.
It ended on {ends}, {days} ago.
    {ends}에 만료되었습니다(만료된 지 {days}).
Lifetimes of the auth certificates
    인증 인증서의 유효 기간
Auth certificate, current
    인증 인증서, 현재
Auth certificate, next
    인증 인증서, 다음
Auth certificate, previous
    인증 인증서, 이전
{command} says what is to be done; then check certificates {domain} again.
    {command} 명령이 할 일을 알려 줍니다. 그런 다음 check certificates {domain} 명령으로 다시 확인하십시오.
{thumbprint} is on none of the servers.
    {thumbprint}이(가) 어느 서버에도 없습니다.
Its thumbprint is {thumbprint}.
    지문은 {thumbprint}입니다.
The staged one takes over before, on {date}.
    만료되기 전인 {date}에 준비된 인증서가 이어받습니다.
It is the way back after a change; nothing else depends on it.
    변경 뒤에 되돌아갈 길로 남아 있을 뿐, 여기에 의존하는 것은 없습니다.
Lifetimes of the keys in Entra ID
    Entra ID에 있는 키의 유효 기간
Key of {name}: {thumbprint}
    {name}의 키: {thumbprint}
Keys of the dedicated application
    전용 애플리케이션의 키
No application or principal carries a key for Exchange Server.
    Exchange Server용 키가 있는 애플리케이션이나 서비스 주체가 없습니다.
It is not the key of the current or the next auth certificate.
    현재 또는 다음 인증 인증서의 키가 아닙니다.
It should not be there: nothing is accepted through this principal any more.
    여기에 있어서는 안 됩니다. 이 서비스 주체로는 이제 아무것도 받아들여지지 않습니다.
Whoever gets hold of the key can act as Exchange Online in the tenant (CVE-2025-53786).
    키를 손에 넣은 사람은 테넌트에서 Exchange Online으로 행세할 수 있습니다(CVE-2025-53786).
Lifetimes of the TLS certificates
    TLS 인증서의 유효 기간
TLS certificate of {host}
    {host}의 TLS 인증서
{subject} from {issuer}.
    {subject}, 발급자 {issuer}.
{host} showed no certificate.
    {host}이(가) 인증서를 보여 주지 않았습니다.
Renew the certificate of {host} where TLS ends for it, on every server behind the name; then check certificates {domain} again.
    {host}의 TLS가 끝나는 곳, 곧 그 이름 뒤의 모든 서버에서 인증서를 갱신하십시오. 그런 다음 check certificates {domain} 명령으로 다시 확인하십시오.
To be warned in time, type {schedule}; to look again, {request}; {help} lists everything.
    제때 알림을 받으려면 {schedule}, 다시 보려면 {request}을(를) 입력하십시오. {help}을(를) 입력하면 모든 명령을 볼 수 있습니다.
{days} left
    {days} 남음
ended {days} ago
    만료된 지 {days}
Picture: how long the certificates last ({count}). The first to end is {name}, on {ends}. The list below says the same.
    그림: 인증서 {count}개의 유효 기간. 가장 먼저 만료되는 것은 {name}({ends})입니다. 아래 목록이 같은 내용을 글로 보여 줍니다.
Schedule {schedule}: {name}: {left}. {rest}
    예약 {schedule}: {name}: {left}. {rest}
Schedule {schedule}: {name}: {left}, and {count} more. {rest}
    예약 {schedule}: {name}: {left}, 그 밖에 {count}개. {rest}
It posts here the first time, then once at each warning of an end, and when a verdict changes or a certificate is renewed.
    첫 실행은 여기에 알리고, 그 뒤로는 만료를 미리 알릴 때마다 한 번씩, 그리고 판정이 바뀌거나 인증서가 갱신될 때 알립니다.
Nearer to the end
    만료에 더 가까워짐
Renewed
    갱신됨
Then check certificates {domain} again.
    그런 다음 check certificates {domain} 명령으로 다시 확인하십시오.
It has ended: it cannot take over any more, and nothing else follows the current one.
    만료되어 더 이상 이어받을 수 없고, 현재 인증서의 뒤를 이을 다른 인증서도 없습니다.
It has ended: OAuth to the cloud has stopped.
    만료되어 클라우드로 가는 OAuth가 멈추었습니다.
It has ended: OAuth to the cloud has stopped, and sign-in to Outlook on the web is broken too.
    만료되어 클라우드로 가는 OAuth가 멈추었고 웹용 Outlook 로그인도 되지 않습니다.
"""
)
