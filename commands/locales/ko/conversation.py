"""What the bot says in the thread and on its cards, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Cause
    원인
Consequence
    영향
Remedy
    조치
the command is too long for this card
    명령이 길어 이 카드에 담지 못했습니다
What you can ask me
    물어보실 수 있는 것
How to use {command}
    {command} 사용법
Written
    형식
Also
    다른 표현
Needs the role
    필요한 역할
It looks at:
    살펴보는 항목:
Try it: type {request}.
    이렇게 입력해 보십시오: {request}
Domains
    도메인
Check again
    다시 점검
{done} of {total}
    {total}개 중 {done}개
No news for {time}.
    {time} 동안 새 소식이 없습니다.
Job {job}, started {started}
    작업 {job}, {started} 시작
Job {job}, asked by {name}, started {started}
    작업 {job}, {name} 님 요청, {started} 시작
took {time}
    {time} 걸림
… and {count} more
    … 외 {count}건
{count} checks were not made.
    점검 {count}개는 실행하지 못했습니다.
This card is shortened to fit into a message; {command} prints everything.
    메시지 하나에 담기 위해 카드를 줄였습니다. {command} 명령으로 전체를 볼 수 있습니다.
What is in order is named without its evidence; {command} prints everything.
    정상인 항목은 근거 없이 이름만 적었습니다. {command} 명령으로 전체를 볼 수 있습니다.
To look again, type {request}; {help} lists everything.
    다시 보려면 {request}, 전체 목록은 {help}을(를) 입력하십시오.
When it is mended, type {request} to look again; {help} lists everything.
    고친 뒤 다시 보려면 {request}, 전체 목록은 {help}을(를) 입력하십시오.
1 problem
    문제 1건
{count} problems
    문제 {count}건
1 warning
    주의 1건
{count} warnings
    주의 {count}건
1 could not be looked at
    확인하지 못함 1건
{count} could not be looked at
    확인하지 못함 {count}건
1 in order
    정상 1건
{count} in order
    정상 {count}건
1 skipped
    건너뜀 1건
{count} skipped
    건너뜀 {count}건
1 more fails as a result
    그 여파로 실패 1건
{count} more fail as a result
    그 여파로 실패 {count}건
All well
    모두 정상
Follows from these
    위 문제로 인한 실패
In order: {count}
    정상: {count}
Skipped: {count}
    건너뜀: {count}
… still reading: {checks}
    … 읽는 중: {checks}
… still reading: {checks} and {count} more
    … 읽는 중: {checks} 외 {count}개
1 check was not made.
    점검 1개는 실행하지 못했습니다.
{title}, {domain}: {result}
    {title}, {domain}: {result}
For more about one command, type {help}.
    명령 하나를 자세히 보려면 {help}을(를) 입력하십시오.
In PowerShell, on an administrator's computer
    관리자 컴퓨터의 PowerShell에서 입력
Did you mean {line}?
    혹시 {line} 말씀이십니까?
You can type:
    입력할 수 있는 명령:
I look after the trust between Exchange Server and Exchange Online.
    저는 Exchange Server와 Exchange Online 사이의 신뢰 관계를 살핍니다.
Mention me and type {request}; {help} lists everything.
    저를 멘션하고 {request}을(를) 입력하십시오. 전체 목록은 {help}입니다.
My job store does not answer, so nothing was run. Please try again in a minute.
    작업 저장소가 응답하지 않아 아무것도 실행하지 않았습니다. 잠시 후 다시 시도해 주십시오.
ok
    정상
warn
    주의
fail
    실패
unknown
    알 수 없음
skipped
    건너뜀
Running
    실행 중
Waiting
    대기 중
Done
    완료
Failed
    실패함
Refused
    거부됨
Cancelled
    취소됨
Undone
    되돌림
Type here in the chat
    이 채팅에 입력
Type in the Exchange Management Shell, on premises
    온프레미스의 Exchange 관리 셸에 입력
Type in Exchange Online PowerShell
    Exchange Online PowerShell에 입력
Type in Microsoft Graph PowerShell
    Microsoft Graph PowerShell에 입력
In a browser, as a Global Administrator
    전역 관리자로 로그인한 브라우저에서 열기
{seconds} s
    {seconds}초
{minutes} min
    {minutes}분
{hours} h
    {hours}시간
Why
    원인
Breaks
    영향
Next
    다음
Guests cannot give me requests, whatever role they have elsewhere. Nothing was run. Please ask a member of this organisation to type it for you.
    게스트는 다른 곳에서 맡은 역할과 관계없이 저에게 요청할 수 없습니다. 아무것도 실행하지 않았습니다. 이 조직의 구성원에게 대신 입력해 달라고 하십시오.
Teams did not tell me your Entra object id, so I cannot know your role. Nothing was run. Please write from an account of this organisation.
    Teams에서 회원님의 Entra 개체 ID를 알려 주지 않아 역할을 확인할 수 없습니다. 아무것도 실행하지 않았습니다. 이 조직의 계정으로 써 주십시오.
You have no role here, so nothing was run. Whoever runs me can give you one: your Entra object id {id} goes under {section} in my configuration.
    여기에서 맡은 역할이 없어 아무것도 실행하지 않았습니다. 저를 운영하는 분이 역할을 드릴 수 있습니다. 회원님의 Entra 개체 ID {id}를 제 구성 파일의 {section} 아래에 적으면 됩니다.
{command} needs the role {needed}; yours is {role}. Nothing was run.
    {command} 명령에는 {needed} 역할이 필요한데, 회원님의 역할은 {role}입니다. 아무것도 실행하지 않았습니다.
I could not deal with this: something failed here. Nothing is known to have started; please write it again, and tell whoever runs this bot if it keeps failing.
    여기에서 문제가 생겨 처리하지 못했습니다. 시작된 작업은 확인되지 않습니다. 다시 입력해 주시고, 계속 실패하면 이 봇을 운영하는 분에게 알려 주십시오.
This click has already arrived; the card shows what came of it.
    이 클릭은 이미 접수되었습니다. 결과는 카드에 표시됩니다.
This button is not one of mine.
    이 단추는 제 것이 아닙니다.
This card is out of date. Type the request again to get a new one.
    이 카드는 오래된 것입니다. 요청을 다시 입력하면 새 카드를 드립니다.
I do not know this button any more. Type {help} to see what I can do.
    이 단추는 더 이상 쓰이지 않습니다. 할 수 있는 일은 {help}을(를) 입력하면 볼 수 있습니다.
This request cannot be run any more. Type {help} to see what can.
    이 요청은 더 이상 실행할 수 없습니다. 가능한 요청은 {help}을(를) 입력하면 볼 수 있습니다.
Looking again: job {job}, on a card of its own.
    다시 살펴봅니다. 작업 {job}의 새 카드에 표시합니다.
OAuth between Exchange Server and Exchange Online
    Exchange Server와 Exchange Online 간 OAuth
Look at everything that OAuth between Exchange Server and Exchange Online rests on, and test it both ways. Changes nothing.
    Exchange Server와 Exchange Online 간 OAuth의 바탕이 되는 모든 것을 살펴보고 양방향으로 테스트합니다. 아무것도 바꾸지 않습니다.
Show what can be asked, or what one command does.
    무엇을 물어볼 수 있는지, 또는 명령 하나가 무엇을 하는지 보여 줍니다.
No organisation is configured, so there is nothing to look at yet.
    구성된 조직이 없어 아직 살펴볼 것이 없습니다.
{word} is an address. A request names a configured domain and nothing else is contacted: {domains}.
    {word}은(는) IP 주소입니다. 요청에는 구성된 도메인을 적어야 하며 다른 곳에는 연결하지 않습니다: {domains}.
{word} is not configured here. Configured are: {domains}.
    {word}은(는) 여기에 구성되어 있지 않습니다. 구성된 도메인: {domains}.
Your message has {count} characters and a request has at most {limit}, so it was not read and nothing was run.
    메시지가 {count}자인데 요청은 {limit}자까지입니다. 읽지 않았고 아무것도 실행하지 않았습니다.
Your message contains control characters that no keyboard types, so it was not read and nothing was run. Please type the request by hand.
    메시지에 키보드로 입력할 수 없는 제어 문자가 있어 읽지 않았고 아무것도 실행하지 않았습니다. 요청을 직접 입력해 주십시오.
{word} contains letters of another alphabet that only look like Latin ones: {letters}. Nothing was run.
    {word}에 라틴 문자처럼 보이는 다른 문자가 섞여 있습니다: {letters}. 아무것도 실행하지 않았습니다.
You are welcome.
    천만에요.
What shall be done with {domain}?
    {domain}에 무엇을 할까요?
That is no command that I know.
    제가 아는 명령이 아닙니다.
I know no command {words}.
    {words}(이)라는 명령은 없습니다.
One domain at a time, please: you named {domains}. Nothing was run.
    도메인은 한 번에 하나씩 적어 주십시오. 적으신 것: {domains}. 아무것도 실행하지 않았습니다.
You named no domain; {domain} is the only one configured.
    도메인을 적지 않으셔서 유일하게 구성된 {domain}(으)로 진행합니다.
Which domain? Configured are: {domains}.
    어느 도메인입니까? 구성된 도메인: {domains}.
I understood {request}, but not {words}, so nothing was run.
    {request}까지는 이해했지만 {words}은(는) 이해하지 못해 아무것도 실행하지 않았습니다.
Reading {source} broke off in this program ({error}). Please report it.
    이 프로그램에서 {source} 읽기가 중단되었습니다({error}). 개발자에게 알려 주십시오.
{source} answered with an error ({doing}): {detail}
    {source}에서 오류로 응답했습니다({doing}): {detail}
{source} could not be reached ({doing}): {detail}
    {source}에 연결하지 못했습니다({doing}): {detail}
{source} did not answer in time ({doing}): {detail}
    {source}에서 제시간에 응답하지 않았습니다({doing}): {detail}
{source} does not allow our account to do this ({doing}): {detail}
    {source}에서 이 계정에 허용하지 않는 작업입니다({doing}): {detail}
{source} is throttling us ({doing}): {detail}
    {source}에서 요청을 제한하고 있습니다({doing}): {detail}
{source} is busy ({doing}): {detail}
    {source}에서 다른 작업을 처리하고 있습니다({doing}): {detail}
Our own safety rules forbid asking {source} ({doing}): {detail}
    자체 안전 규칙에 따라 {source}에 요청하지 않습니다({doing}): {detail}
{command} has no option {option}; it has {options}. Nothing was run.
    {command}에는 {option} 옵션이 없습니다. 있는 옵션: {options}. 아무것도 실행하지 않았습니다.
{command} takes no options, and you gave {option}. Nothing was run.
    {command}에는 옵션이 없는데 {option}을(를) 적으셨습니다. 아무것도 실행하지 않았습니다.
{option} was given twice. Nothing was run.
    {option}이(가) 두 번 적혀 있습니다. 아무것도 실행하지 않았습니다.
{option} needs a value: {values}. Nothing was run.
    {option}에는 값이 필요합니다: {values}. 아무것도 실행하지 않았습니다.
There is no job {job}.
    작업 {job}은(는) 없습니다.
Job {job} has ended already: it is done.
    작업 {job}은(는) 이미 끝났습니다: 완료되었습니다.
Job {job} has ended already: it failed.
    작업 {job}은(는) 이미 끝났습니다: 실패했습니다.
Job {job} has ended already: it was refused.
    작업 {job}은(는) 이미 끝났습니다: 거부되었습니다.
Job {job} has ended already: it was cancelled.
    작업 {job}은(는) 이미 끝났습니다: 취소되었습니다.
Job {job} has ended already: it was undone.
    작업 {job}은(는) 이미 끝났습니다: 되돌려졌습니다.
The check {check} has answered already.
    점검 {check}은(는) 이미 응답했습니다.
Cancelled by {person}.
    {person} 님이 취소했습니다.
Step {step} of job {job} is not under way.
    작업 {job}의 {step}단계는 진행 중이 아닙니다.
It was begun {times} times and its worker died each time.
    {times}번 시작했지만 그때마다 작업 프로세스가 중단되었습니다.
There are no checks called {subject}.
    {subject}(이)라는 점검은 없습니다.
The organisation {organisation} could not be opened: {reason}
    조직 {organisation}을(를) 열지 못했습니다: {reason}
The program met an error of its own ({error}); the log tells where.
    프로그램 자체에 오류가 생겼습니다({error}). 위치는 로그에 있습니다.
"""
)
