"""What the rotation of the auth certificate says, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Make a new auth certificate on {server}
    {server}에서 새 인증 인증서 만들기
one more, for five years
    하나 추가, 유효 기간 5년
Keep the default SMTP certificate of {server}
    {server}의 기본 SMTP 인증서 유지
one more, for {days} days
    하나 추가, 유효 기간 {days}일
Somebody else made one meanwhile: {keys}.
    그사이 다른 사람이 인증서를 만들었습니다: {keys}.
There is more than one new auth certificate: {keys}.
    새 인증 인증서가 둘 이상입니다: {keys}.
A certificate that nobody names does no harm.
    아무 데서도 쓰지 않는 인증서는 해가 되지 않습니다.
It is as it was before.
    이전과 같은 상태입니다.
SMTP uses {now}.
    SMTP가 {now}을(를) 사용합니다.
{what} is {now}, and {was} was expected.
    {what}이(가) {now}이며, 예상한 값은 {was}입니다.
Give the key of {thumbprint} to {name}
    {thumbprint}의 키를 {name}에 추가
Replace the key of {thumbprint} on {name}, which ends too soon
    {name}에서 너무 일찍 끝나는 {thumbprint}의 키를 새것으로 바꾸기
Take the key of {thumbprint} from {name}
    {thumbprint}의 키를 {name}에서 제거
{name} is gone.
    {name}이(가) 없어졌습니다.
{servers} still signs with {thumbprint}; its key stays until that ends.
    {servers}이(가) 아직 {thumbprint}(으)로 서명합니다. 그동안 키는 그대로 둡니다.
Graph did not send the value of {keys}.
    Graph가 {keys}의 값을 보내지 않았습니다.
Bring the certificate {thumbprint} to {server}, unless it is there
    인증서 {thumbprint}이(가) {server}에 없으면 가져오기
not there
    없음
there, with its private key
    개인 키와 함께 있음
there, without its private key
    개인 키 없이 있음
{thumbprint} is not there.
    {thumbprint}이(가) 없습니다.
{thumbprint} is there without its key.
    {thumbprint}이(가) 개인 키 없이 있습니다.
Every server is meant to have the certificate.
    인증서는 모든 서버에 있어야 합니다.
Wait until {server} signs with {thumbprint}: within the hour by itself, or at once when somebody restarts there what signs
    {server}이(가) {thumbprint}(으)로 서명할 때까지 대기: 한 시간 안에 저절로 되며, 그 서버에서 서명하는 것을 다시 시작하면 바로 됩니다
Restart what signs on {server}
    {server}에서 서명하는 서비스 다시 시작
signs with {thumbprint}
    {thumbprint}(으)로 서명
See that {server} signs with {thumbprint}
    {server}이(가) {thumbprint}(으)로 서명하는지 확인
The test on {server} failed.
    {server}의 테스트가 실패했습니다.
{server} still signs with {now}.
    {server}이(가) 아직 {now}(으)로 서명합니다.
Wait until Exchange has brought {thumbprint} to every server
    Exchange가 {thumbprint}을(를) 모든 서버에 복제할 때까지 대기
After two hours it is copied where it is missing, once every server answers.
    두 시간이 지나고 모든 서버가 응답하면 없는 서버에 복사합니다.
It is on {count} of {all} servers; {lacking} not yet.
    서버 {all}대 중 {count}대에 있습니다. 아직 없는 서버: {lacking}.
It is on {count} of {all} servers; {silent} did not answer.
    서버 {all}대 중 {count}대에 있습니다. 응답 없는 서버: {silent}.
Stage {thumbprint} as the next auth certificate
    {thumbprint}을(를) 다음 인증 인증서로 준비
{thumbprint}, in effect {hours} h {minutes} min after this step: {time}
    {thumbprint}, 이 단계 {hours}시간 {minutes}분 뒤부터 적용: {time}
{thumbprint}, in effect at once
    {thumbprint}, 즉시 적용
Publish the auth certificate {thumbprint}
    인증 인증서 {thumbprint} 게시
{state}; {old} is kept as the previous one
    {state}; {old}은(는) 이전 인증서로 남음
Get-AuthConfig: {now} is the current one.
    Get-AuthConfig: 현재 인증서는 {now}입니다.
Get-AuthConfig: {now}.
    Get-AuthConfig: {now}.
There was no certificate to go back to.
    되돌아갈 인증서가 없었습니다.
Go back from {new} to the auth certificate {thumbprint}
    {new}에서 인증 인증서 {thumbprint}(으)로 되돌리기
Make sure {thumbprint} is not staged any more
    {thumbprint}이(가) 더는 준비되어 있지 않게 하기
It ends at once when somebody types there: {command}
    그곳에서 다음을 입력하면 바로 끝납니다: {command}
Restart what signs on {server}, if Exchange has published {thumbprint}
    Exchange가 {thumbprint}을(를) 게시했다면 {server}에서 서명하는 서비스 다시 시작
{state}; nothing is staged then
    {state}; 그 뒤에는 아무것도 준비되어 있지 않음
Somebody has staged {state} since, and going back would throw it away. If that is meant, type {command} on {server} first.
    그 뒤 다른 사람이 {state}을(를) 준비했으며, 되돌리면 그것이 사라집니다. 그래도 되돌리려면 먼저 {server}에서 {command}을(를) 입력하십시오.
looked at when its turn comes
    차례가 되면 확인
Certificate to be replaced, {thumbprint}: until {date}, {days} left
    교체할 인증서 {thumbprint}: {date}까지, {days} 남음
A rotation is not due yet.
    아직 순환 교체할 때가 아닙니다.
To be typed on {server}
    {server}에서 입력할 명령
Clear the previous auth certificate {thumbprint}
    이전 인증 인증서 {thumbprint}을(를) 설정에서 빼기
The old auth certificate {thumbprint} is retired: its key is taken from the cloud and Exchange has forgotten it. There is no way back, only forward: rotate again.
    이전 인증 인증서 {thumbprint}은(는) 폐기되었습니다. 클라우드에서 키가 제거되었고 Exchange 설정(AuthConfig)에서도 빠졌습니다. 되돌릴 수 없으며 다시 순환 교체하는 방법만 있습니다.
Ask for a new rotation to go forward again.
    다시 진행하려면 새로 순환 교체를 요청하십시오.
{thumbprint} is still staged.
    {thumbprint}이(가) 아직 준비 상태입니다.
{thumbprint} is the current one.
    현재 인증서는 {thumbprint}입니다.
Exchange takes no previous certificate back.
    설정에서 빠진 이전 인증서를 Exchange가 다시 받아들이지 않습니다.
Get-AuthConfig: {now} is the previous one.
    Get-AuthConfig: 이전 인증서는 {now}입니다.
Nothing used the certificate any more.
    그 인증서를 쓰는 곳이 더 이상 없었습니다.
Servers that could not be asked
    확인하지 못한 서버
Servers without the current auth certificate
    현재 인증 인증서가 없는 서버
Auth certificates on {server}
    {server}의 인증 인증서
No maintenance endpoint is set up on {servers}: there the restart is left to people, and the job waits for its effect. What to type stands at that step.
    {servers}에는 유지 관리 엔드포인트가 없습니다. 다시 시작은 사람이 하고 작업은 그 결과를 기다립니다. 입력할 명령은 그 단계에 있습니다.
Right after `{gate}` is approved, the Exchange service host and the pools of Outlook on the web and of the admin center are restarted on {servers}, one after the other; people there notice a short pause.
    `{gate}` 승인 직후 {servers}에서 차례로 Exchange 서비스 호스트와 웹용 Outlook 및 관리 센터의 풀이 다시 시작됩니다. 사용자는 짧은 멈춤을 느낍니다.
There is no dedicated hybrid application to give the new key to. Configure it first; until then nothing is changed.
    새 키를 올릴 전용 하이브리드 애플리케이션이 없습니다. 먼저 구성하십시오. 그전에는 아무것도 변경하지 않습니다.
{count} applications carry the name or stand on the auth server. Decide which one is right; until then nothing is changed.
    같은 이름이거나 인증 서버에 적힌 애플리케이션이 {count}개입니다. 어느 것이 맞는지 정하십시오. 그전에는 아무것도 변경하지 않습니다.
Keys of {name}
    {name}의 키
They reach from Exchange into the whole tenant (CVE-2025-53786), and nothing needs them: the new certificate is not brought there.
    이 키로 Exchange에서 테넌트 전체에 접근할 수 있으며(CVE-2025-53786) 아무도 필요로 하지 않습니다. 새 인증서는 여기에 올리지 않습니다.
Clock behind {host}
    {host} 뒤 서버의 시계
It shows {shown}, which is {minutes} minutes off. Set it right first (w32tm /query /status shows where it takes its time from).
    {shown}을(를) 가리키며 {minutes}분 어긋나 있습니다. 먼저 바로잡으십시오(w32tm /query /status로 시간 원본을 볼 수 있습니다).
Copy of the auth certificate to {server}
    {server}(으)로 인증 인증서 복사
Certificate {thumbprint}
    인증서 {thumbprint}
No server has it with its key any more: it cannot be copied from anywhere.
    개인 키와 함께 가진 서버가 더 이상 없어 복사해 올 서버가 없습니다.
Plan the copy of the auth certificate to a server
    서버로 인증 인증서를 복사하는 계획
Server {server}
    서버 {server}
It is none of {servers}.
    {servers} 중에 없습니다.
Copy the auth certificate to {server}?
    인증 인증서를 {server}(으)로 복사할까요?
No server that answers has it with its key; {servers} could not be asked.
    응답한 서버 중 개인 키와 함께 가진 서버가 없고 {servers}은(는) 확인하지 못했습니다.
Certificate {thumbprint}: on {server}
    인증서 {thumbprint}: {server}에 있음
Emergency replacement of the auth certificate
    인증 인증서 즉시 교체
Until this is done nobody on premises sees calendars of people in the cloud, and sign-in to Outlook on the web and to the admin center fails.
    끝날 때까지 온프레미스 사용자는 클라우드 사용자의 일정을 볼 수 없고 웹용 Outlook과 관리 센터 로그인이 실패합니다.
There is no wait for Exchange to bring the new certificate to every server: it is copied, and what signs is restarted at once. Minutes pass in which servers differ.
    Exchange가 새 인증서를 모든 서버에 전달하기를 기다리지 않고 바로 복사하고 서명하는 서비스를 다시 시작합니다. 몇 분 동안 서버마다 상태가 다를 수 있습니다.
Plan the replacement of the auth certificate at once
    인증 인증서 즉시 교체 계획
Replace the auth certificate of {domain} now, in one go?
    {domain}의 인증 인증서를 한 번에 즉시 교체할까요?
It works for {days} more: a rotation replaces it without a gap.
    앞으로 {days} 더 유효합니다. 순환 교체를 쓰면 중단 없이 바뀝니다.
There is none, or more than one, to give the new key to. Sign-in on premises is mended without it; calendars across are not, until it is configured.
    새 키를 올릴 애플리케이션이 없거나 둘 이상입니다. 온프레미스 로그인은 고쳐지지만 양쪽 일정 공유는 구성한 뒤에야 됩니다.
New auth certificate on {server}
    {server}의 새 인증 인증서
Rotation of the auth certificate
    인증 인증서 순환 교체
The old certificate itself will stay in the servers' stores; nothing names it then.
    이전 인증서 자체는 서버 저장소에 남지만, 그때부터는 더 이상 쓰이지 않습니다.
Plan the rotation of the auth certificate
    인증 인증서 순환 교체 계획
Rotate the auth certificate of {domain}?
    {domain}의 인증 인증서를 순환 교체할까요?
Effective time {time}
    적용 시각 {time}
That time has passed. Name one that is 48 hours ahead at least, or leave it out.
    이미 지난 시각입니다. 48시간 이상 뒤의 시각을 쓰거나 생략하십시오.
It is less than 48 hours ahead, and every server must have the certificate by then. Name a later time, or leave it out.
    48시간이 남지 않았는데 그때까지 모든 서버에 인증서가 있어야 합니다. 더 늦은 시각을 쓰거나 생략하십시오.
Previous auth certificate {thumbprint}
    이전 인증 인증서 {thumbprint}
{servers} still signs with it: restart what signs there, or wait an hour.
    {servers}이(가) 아직 이것으로 서명합니다. 그 서버의 서명 서비스를 다시 시작하거나 한 시간 기다리십시오.
Certificate {thumbprint}: staged already, {days} left; it is taken up
    인증서 {thumbprint}: 이미 준비됨, {days} 남음, 그대로 사용
The staged certificate {thumbprint} is replaced: its days are few, or another lifetime is asked for.
    준비된 인증서 {thumbprint}은(는) 새것으로 바뀝니다. 남은 날이 적거나 다른 유효 기간을 요청했습니다.
It has expired, is lost, or ends before a staged one could take over.
    만료되었거나 없어졌거나, 준비한 인증서로 바뀌기 전에 끝납니다.
Key {thumbprint}: on {name}
    키 {thumbprint}: {name}에 있음
Wait until the new certificate may take over
    새 인증서로 바꿀 수 있을 때까지 대기
Publish the new auth certificate of {domain}? Exchange publishes it by itself by {time} at the latest; to stop that, refuse, then type “{undo}”. The old one is kept.
    {domain}의 새 인증 인증서를 게시할까요? 그대로 두어도 늦어도 {time}에는 Exchange가 스스로 게시합니다. 막으려면 거부한 뒤 “{undo}”를 입력하십시오. 이전 인증서는 남겨 둡니다.
The certificate stays staged: Exchange publishes it by {time} at the latest.
    인증서는 준비된 채로 있어 늦어도 {time}에 Exchange가 게시합니다.
The certificate was staged: unless somebody has stopped it, Exchange published it by {time} at the latest.
    인증서가 준비되어 있었으므로 누가 막지 않았다면 늦어도 {time}에 Exchange가 게시했습니다.
By now Exchange has published it by itself.
    이제는 Exchange가 스스로 게시했을 것입니다.
Approve to restart what signs and to test; to go back: {cancel}, then {undo}.
    승인하면 다시 시작과 테스트가 이어집니다. 되돌리려면 {cancel} 뒤에 {undo}을(를) 입력하십시오.
Wait {hours} hours: the old certificate is still there if need be
    {hours}시간 대기: 필요하면 이전 인증서로 돌아갈 수 있음
Retire the old auth certificate of {domain}? This cannot be undone: its key is taken from the cloud, and Exchange forgets it.
    {domain}의 이전 인증 인증서를 폐기할까요? 되돌릴 수 없습니다. 클라우드에서 키를 제거하고, Exchange가 이전 인증서를 더 이상 쓰지 않게 합니다(인증서 자체는 서버에 남습니다).
Plan the next auth certificate and have it take over without a gap, over three days and three decisions: the plan, its publication, and the end of the old one.
    다음 인증 인증서를 계획하고 사흘에 걸쳐 중단 없이 순환 교체합니다. 계획, 게시, 이전 인증서 폐기의 세 번 승인을 받습니다.
For how many days it is to be valid; five years without it.
    유효 기간(일). 생략하면 5년입니다.
When it is to take over: hours from the staging on, like +72h, or a time on the organisation's clocks, like 2026-11-25T01:00; 49 hours without it.
    언제부터 쓸지: +72h처럼 준비 뒤의 시간 수, 또는 2026-11-25T01:00처럼 조직의 시간대로 적은 시각. 생략하면 49시간 뒤입니다.
Replace an auth certificate that has expired or is lost, at once, when two leads have approved it; for one that still works, rotate it.
    만료되었거나 없어진 인증 인증서를 책임자 두 명의 승인을 받아 즉시 교체합니다. 아직 유효하면 순환 교체를 쓰십시오.
Bring the auth certificate, with its key, to a server that lacks it, from one that has it; never a new one.
    인증 인증서가 없는 서버에 다른 서버에서 개인 키와 함께 가져옵니다. 새로 만들지 않습니다.
Clocks that are off
    어긋난 시계
Check the auth certificate everywhere
    인증 인증서를 모든 곳에서 점검
Check OAuth both ways, with all it rests on
    OAuth를 양방향과 관련 설정까지 모두 점검
Ask for the replacement. When two leads have approved it, the staged certificate or a new one is given to the cloud, published, and brought to every server.
    즉시 교체를 요청하십시오. 책임자 두 명이 승인하면 준비된 인증서나 새 인증서를 클라우드에 올리고 게시한 뒤 모든 서버에 가져옵니다.
Ask for the rotation. When a lead has approved its plan, the next certificate is made or taken up, staged, given to the cloud, and takes over two days later without a gap.
    순환 교체를 요청하십시오. 책임자가 계획을 승인하면 다음 인증서를 만들거나 준비된 것을 쓰고, 클라우드에 올려 이틀 뒤 중단 없이 교체합니다.
Ask for the copy, for one server after the other. When a lead has approved it, it is brought there with its key from a server that has it.
    서버마다 차례로 복사를 요청하십시오. 책임자가 승인하면 인증서를 가진 서버에서 개인 키와 함께 가져옵니다.
Ask for the configuration. When a lead has approved its plan, a fresh key of the same certificate takes the place of the one that ends.
    구성을 요청하십시오. 책임자가 계획을 승인하면 같은 인증서의 새 키가 끝나는 키를 대신합니다.
{names} does not know the key of {thumbprint}: published now, sign-in to the cloud would fail.
    {names}에 {thumbprint}의 키가 없습니다. 지금 게시하면 클라우드 로그인이 실패합니다.
The key of {thumbprint} on {names} has ended: published now, sign-in to the cloud would fail. Upload the certificate there again, then retry.
    {names}에 있는 {thumbprint}의 키가 만료되었습니다. 지금 게시하면 클라우드 로그인이 실패합니다. 그곳에 인증서를 다시 올린 뒤 retry 하십시오.
Get-AuthConfig names {thumbprint} as the current or the next certificate.
    Get-AuthConfig에 {thumbprint}이(가) 현재 또는 다음 인증서로 적혀 있습니다.
The certificate was staged before this.
    그 인증서는 이 작업 전에 준비되어 있었습니다.
It has only taken the place of a key of the same certificate.
    같은 인증서의 키를 대신했을 뿐입니다.
The test on {servers} fails and does not show what is signed with; the key of {thumbprint} stays until it does.
    {servers}의 테스트가 실패하고 서명에 쓰는 키가 나타나지 않습니다. 확인될 때까지 {thumbprint}의 키를 둡니다.
Wait until no server signs with {thumbprint}
    어느 서버도 {thumbprint}(으)로 서명하지 않을 때까지 대기
Check that every server can sign, and OAuth both ways
    모든 서버의 서명과 양방향 OAuth 점검
Checks that are not green
    녹색이 아닌 점검
The current certificate ends before that. Name an earlier time, or leave it out.
    현재 인증서가 그 시각 전에 만료됩니다. 더 이른 시각을 쓰거나 생략하십시오.
Once it is staged, Exchange publishes the new certificate by itself within 12 hours of its time, also if this job fails or is ended by “{cancel}”; only “{undo}” takes it back.
    준비된 뒤에는 이 작업이 실패하거나 “{cancel}”로 끝나도 Exchange가 적용 시각 뒤 12시간 안에 새 인증서를 스스로 게시합니다. “{undo}”를 입력해야만 되돌립니다.
Other steps would be planned now.
    지금은 다른 단계가 계획됩니다.
What a rotation of the auth certificate rests on
    인증 인증서 순환 교체의 전제
if Exchange has published it meanwhile, {thumbprint} is published again
    그사이 Exchange가 게시했다면 {thumbprint}을(를) 다시 게시
Stage again what was staged before: {state}
    이전에 준비되어 있던 것을 다시 준비: {state}
{state}; nothing, if less than 48 hours are left until then
    {state}; 그때까지 48시간이 남지 않으면 아무것도 준비하지 않음
nothing: {state} is not staged again, since its time has passed or is less than 48 hours away
    없음: {state}은(는) 시각이 지났거나 48시간이 남지 않아 다시 준비하지 않음
{server} lacks it, and other servers have it: it must be brought there first.
    {server}에만 없고 다른 서버에는 있습니다. 먼저 그 서버에 가져와야 합니다.
The test on {server} does not show which key it signs with; from {time} on every server has looked for the new one.
    {server}의 테스트로는 어떤 키로 서명하는지 알 수 없습니다. {time}부터는 모든 서버가 새 인증서를 확인한 상태입니다.
The test on {servers} does not show which key it signs with.
    {servers}의 테스트로는 어떤 키로 서명하는지 알 수 없습니다.
{time} is less than 48 hours ahead by now, and every server must have the certificate by then.
    {time}까지 이제 48시간도 남지 않았습니다. 그때까지 모든 서버에 인증서가 있어야 합니다.
{server} still signs with {other}; whether it has the private key of the current one shows once it signs with that.
    {server}이(가) 아직 {other}(으)로 서명합니다. 현재 인증서의 개인 키가 있는지는 그 인증서로 서명할 때 알 수 있습니다.
Within an hour of a publication it looks for the new one by itself; at once when what signs is restarted there. Then {again}.
    게시한 뒤 한 시간 안에 서버가 스스로 새 인증서를 찾습니다. 그 서버에서 서명하는 서비스를 다시 시작하면 바로 찾습니다. 그다음 {again} 명령으로 다시 확인하십시오.
time of the way back
    되돌린 시각
The certificate that takes over then ends on {date}, and {days} days of it at least must be left. Name an earlier time, or a longer lifetime.
    그때 쓰이게 될 인증서는 {date}에 만료되는데, 그때 적어도 {days}일은 남아 있어야 합니다. 더 이른 시각이나 더 긴 유효 기간을 적으세요.
See that {thumbprint} is still staged, and that its time has come
    {thumbprint}이(가) 아직 준비되어 있고 적용 시각이 되었는지 확인
It is staged for {time} now; until then Exchange does not publish it.
    이제 적용 시각이 {time}로 바뀌어 있습니다. 그때까지는 Exchange가 게시하지 않습니다.
The current certificate ends on {ends}, and this one would take over on {time}: Exchange may take 12 hours for it, so there would be a gap.
    현재 인증서는 {ends}에 만료되는데 이 인증서는 {time}에야 쓰이게 됩니다. Exchange가 바꾸는 데 12시간까지 걸릴 수 있어 공백이 생깁니다.
The certificate from before has ended: there is no way back, only forward; rotate again.
    이전 인증서가 만료되어 되돌릴 수 없습니다. 다시 순환 교체하는 방법만 있습니다.
{server} does not have {thumbprint} with its key any more: there is no way back to it.
    {server}에는 이제 {thumbprint} 인증서와 그 키가 없어 되돌릴 수 없습니다.
{thumbprint} is staged and not published yet; Exchange does so by itself within 12 hours.
    {thumbprint}은(는) 준비되었지만 아직 게시되지 않았습니다. Exchange가 12시간 안에 스스로 게시합니다.
The current certificate still works, until {ends} ({hours} hours). After that nobody on premises sees calendars of people in the cloud, and sign-in to Outlook on the web and to the admin center fails.
    현재 인증서는 {ends}까지 아직 동작합니다({hours}시간 남음). 그 뒤에는 온프레미스 사용자가 클라우드 사용자의 일정을 볼 수 없고, 웹용 Outlook과 관리 센터 로그인이 실패합니다.
Whoever staged it: Exchange publishes the certificate by itself within 12 hours of its time, also if this job fails or is ended. Until it is published, an undo leaves it staged, as it was before.
    누가 준비했든 이 작업이 실패하거나 끝나도 Exchange가 적용 시각 뒤 12시간 안에 인증서를 스스로 게시합니다. 게시되기 전에 실행 취소하면 이전처럼 준비된 채로 둡니다.
Publish the new auth certificate of {domain}? Exchange publishes it by itself by {time} at the latest, as it was staged before this job. The old one is kept.
    {domain}의 새 인증 인증서를 게시할까요? 이 작업 전에 이미 준비되어 있어 늦어도 {time}에 Exchange가 스스로 게시합니다. 이전 인증서는 남겨 둡니다.
"""
)
