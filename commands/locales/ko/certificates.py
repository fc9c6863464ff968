"""What `check auth cert` says, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Auth certificate of Exchange Server
    Exchange Server의 인증 인증서
Look at the auth certificate: how long it lasts, whether every server and the cloud have it, and what is to be done. Changes nothing.
    인증 인증서의 남은 기간, 모든 서버와 클라우드에 있는지, 무엇을 해야 하는지를 확인합니다. 아무것도 변경하지 않습니다.
Keys of Teams and voicemail
    Teams와 음성 메일의 키
No principal of Teams or voicemail carries a key: they are not connected.
    Teams나 음성 메일의 서비스 주체에 키가 없습니다. 연결되어 있지 않은 것입니다.
It has {thumbprint}, valid until {ends}.
    {thumbprint}이(가) 있으며 {ends}까지 유효합니다.
Teams cannot reach calendars on premises, or voicemail is not delivered there.
    Teams가 온프레미스 일정에 접근하지 못하거나 음성 메일이 온프레미스로 배달되지 않습니다.
Save the certificate as a file, without its key, and add it to the principal {app_id} as Microsoft's procedure for Teams says; then check auth cert {domain} again.
    인증서를 개인 키 없이 파일로 저장하고 Microsoft의 Teams 절차대로 서비스 주체 {app_id}에 추가한 뒤 check auth cert {domain} 명령으로 다시 확인하십시오.
Key of {name}
    {name}의 키
It has no valid key of the current auth certificate.
    현재 인증 인증서의 유효한 키가 없습니다.
What to do about the auth certificate
    인증 인증서에 대해 할 일
Blocked: {servers} could not be asked.
    보류: {servers}에 물어볼 수 없었습니다.
A server that cannot be asked may hold what the others lack: nothing is made new without it.
    물어볼 수 없는 서버에 다른 서버에 없는 것이 있을 수 있으므로, 그 서버의 응답 없이는 아무것도 새로 만들지 않습니다.
Nothing is to be done: {days} left, and every server has it.
    할 일이 없습니다. {days} 남았고 모든 서버에 인증서가 있습니다.
Rotate: the staged certificate is to take over, and Entra ID does not have its key, or only one that ends before.
    순환 교체: 준비된 인증서가 이어받을 예정인데 Entra ID에 그 키가 없거나 그 전에 끝나는 키만 있습니다.
From {date}, when it takes over, people with a mailbox on premises cannot see free/busy times, automatic replies and photos of people in the cloud.
    {date}에 새 인증서로 바뀌면 온프레미스 사서함 사용자에게 클라우드 사용자의 약속 있음/없음 정보, 자동 회신, 사진이 보이지 않게 됩니다.
Once it takes over, people with a mailbox on premises cannot see free/busy times, automatic replies and photos of people in the cloud.
    새 인증서로 바뀌면 온프레미스 사서함 사용자에게 클라우드 사용자의 약속 있음/없음 정보, 자동 회신, 사진이 보이지 않게 됩니다.
The staged certificate takes over before that.
    만료되기 전에 준비된 다음 인증서로 바뀝니다.
Stage: the staged certificate takes over only after the current one has ended.
    준비 필요: 준비된 인증서가 현재 인증서의 만료 뒤에야 사용됩니다.
Stage: the current certificate ends soon, or the staged one is of no use.
    준비 필요: 현재 인증서가 곧 만료되거나 준비된 인증서를 쓸 수 없습니다.
Replace now: no certificate that Exchange can sign with lasts long enough.
    즉시 교체: Exchange가 서명에 쓸 수 있고 충분히 오래 유효한 인증서가 없습니다.
Without one OAuth to the cloud stops, and sign-in to Outlook on the web and the Exchange Management Shell break too.
    인증서가 없으면 클라우드로의 OAuth가 멈추고 웹용 Outlook 로그인과 Exchange 관리 셸도 작동하지 않습니다.
Import to {servers}; a new certificate is not needed for that.
    {servers}에 가져오기가 필요합니다. 새 인증서는 필요 없습니다.
A server without the certificate and its key cannot sign.
    인증서와 개인 키가 없는 서버는 서명할 수 없습니다.
Previous auth certificate
    이전 인증 인증서
It is kept as the way back, and is still trusted.
    되돌아갈 수단으로 보관되어 있으며 아직 신뢰됩니다.
{thumbprint}, the previous certificate of Get-AuthConfig, is on none of the servers.
    Get-AuthConfig의 이전 인증서 {thumbprint}이(가) 어느 서버에도 없습니다.
The previous certificate has expired and was never cleared.
    이전 인증서가 만료되었는데 정리되지 않았습니다.
A server that cannot be asked may have it: mend that first, then {again}.
    응답하지 않는 서버에 그 인증서가 있을 수 있습니다. 그 서버부터 살린 뒤 {again} 명령으로 다시 확인하십시오.
It is no way back any more; the next rotation clears it first.
    더는 되돌리는 데 쓸 수 없습니다. 다음 순환 교체 때 가장 먼저 설정에서 빠집니다.
Clear it once both directions work with the current one; then check auth cert {domain} again.
    현재 인증서로 양방향이 작동하면 이전 인증서를 정리한 뒤 check auth cert {domain} 명령으로 다시 확인하십시오.
Get-AuthConfig names no previous certificate.
    Get-AuthConfig에 이전 인증서가 없습니다.
Default SMTP certificate of every server
    모든 서버의 기본 SMTP 인증서
Get-TransportService names no certificate for this server.
    Get-TransportService에 이 서버의 인증서가 없습니다.
Get-TransportService on {server}: {thumbprint}.
    {server}의 Get-TransportService: {thumbprint}.
That is an auth certificate: it has taken the place of the one for SMTP.
    이것은 인증 인증서입니다. SMTP용 인증서의 자리를 차지했습니다.
That certificate is not on the server.
    그 인증서가 서버에 없습니다.
Default SMTP certificate of {server}
    {server}의 기본 SMTP 인증서
It is valid until {ends}.
    {ends}까지 유효합니다.
Mail between the servers can stop, for they do not trust each other.
    서버가 서로를 신뢰하지 못해 서버 간 메일이 멈출 수 있습니다.
Give SMTP a certificate of its own again and answer Y when asked about the default one; then check auth cert {domain} again.
    SMTP에 자체 인증서를 다시 지정하고(기본 인증서를 묻는 질문에는 Y로 답함) check auth cert {domain} 명령으로 다시 확인하십시오.
"""
)
