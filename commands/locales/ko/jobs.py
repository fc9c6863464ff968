"""What is said of the commands on jobs, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
One number at a time, please: you named {numbers}. Nothing was run.
    번호는 한 번에 하나씩 적어 주십시오. 적으신 것: {numbers}. 아무것도 실행하지 않았습니다.
{word} is no number, so nothing was run. A number looks like 42.
    {word}은(는) 번호가 아니어서 아무것도 실행하지 않았습니다. 번호는 42처럼 적습니다.
Since when? Write a date like {date}, or {day}, or {back}.
    언제부터입니까? {date} 같은 날짜나 {day} 또는 {back}처럼 적어 주십시오.
I cannot read {words} as a time to look back to. Write a date like {date}, or {day}, or {back}. Nothing was run.
    {words}부터라는 시점을 알 수 없습니다. {date} 같은 날짜나 {day} 또는 {back}처럼 적어 주십시오. 아무것도 실행하지 않았습니다.
Which one? {command} needs a number; {jobs} lists them.
    몇 번입니까? {command} 명령에는 번호가 필요합니다. 번호는 {jobs}을(를) 입력하면 볼 수 있습니다.
{option} takes no value, and you gave it {value}. Nothing was run.
    {option}에는 값을 적지 않는데 {value}을(를) 적으셨습니다. 아무것도 실행하지 않았습니다.
List the jobs that are under way or waiting, and the last ones that ended.
    진행 중이거나 대기 중인 작업과 최근에 끝난 작업을 보여 줍니다.
Show one job's card again, here; the card that moves is then this one.
    작업 하나의 카드를 여기에 다시 게시합니다. 그때부터는 이 카드가 갱신됩니다.
End a job at once, whatever it is doing or waiting for. Who asked for it may always.
    무엇을 하거나 기다리든 작업을 바로 끝냅니다. 작업을 요청한 사람은 언제나 할 수 있습니다.
List the jobs that have ended, newest first, each with what it found.
    끝난 작업을 최근 것부터, 각각의 결과와 함께 보여 줍니다.
{count} under way or waiting.
    진행 중이거나 대기 중: {count}건.
Ended last:
    최근에 끝난 작업:
ended {at}, asked by {name}
    {at} 종료, {name} 님 요청
ended {at}
    {at} 종료
since {at}, asked by {name}
    {at}부터, {name} 님 요청
since {at}
    {at}부터
Jobs of {domain}
    {domain}의 작업
Jobs
    작업
Nothing has been asked for yet; {help} lists what can be.
    아직 요청된 작업이 없습니다. 요청할 수 있는 것은 {help}을(를) 입력하면 볼 수 있습니다.
{show} shows one here again, {end} ends it; {history} lists what has been.
    {show}을(를) 입력하면 작업을 여기에 다시 보여 주고, {end}을(를) 입력하면 끝냅니다. 지난 작업은 {history}입니다.
{show} shows one here again; {history} lists what has been.
    {show}을(를) 입력하면 작업을 여기에 다시 보여 줍니다. 지난 작업은 {history}입니다.
History of {domain}
    {domain}의 작업 이력
History
    작업 이력
Jobs that have ended: {count}.
    끝난 작업: {count}건.
The newest jobs, {count} of them; there are older ones.
    최근 작업 {count}건입니다. 더 오래된 작업도 있습니다.
Jobs begun since {since} that have ended: {count}.
    {since} 이후 시작된 작업 중 끝난 것: {count}건.
The newest of the jobs begun since {since}, {count} of them; there are older ones.
    {since} 이후 시작된 작업 중 최근 {count}건입니다. 더 오래된 작업도 있습니다.
{line} looks back a week; {jobs} lists what is under way.
    {line}을(를) 입력하면 지난 한 주를, {jobs}을(를) 입력하면 진행 중인 작업을 보여 줍니다.
{show} shows one here again; {line} looks back a week.
    {show}을(를) 입력하면 작업을 여기에 다시 보여 주고, {line}을(를) 입력하면 지난 한 주를 보여 줍니다.
Job {job} ({request}) is cancelled.
    작업 {job}({request})을(를) 취소했습니다.
{since} is still to come, so there is nothing to look back on.
    {since}은(는) 아직 오지 않은 날이어서 돌아볼 것이 없습니다.
Job {job} ends as soon as it is known whether the change that is being sent was made; nothing more is begun.
    작업 {job}은(는) 보내고 있는 변경이 적용되었는지 확인되는 대로 끝납니다. 더 이상 시작하지 않습니다.
Job {job} is tried again from step {step} of {steps}; its card shows how it goes on.
    작업 {job}을(를) {steps}단계 중 {step}단계부터 다시 시도합니다. 진행 상황은 카드에 표시됩니다.
Job {job} looks again whether its change was made.
    작업 {job}이(가) 변경이 적용되었는지 다시 확인합니다.
Job {undoing} is to undo job {job}. It changes nothing before somebody else has approved it.
    작업 {undoing}이(가) 작업 {job}을(를) 되돌릴 예정입니다. 다른 사람이 승인하기 전에는 아무것도 바꾸지 않습니다.
Try a job that failed again, from the step that failed.
    실패한 작업을 실패한 단계부터 다시 시도합니다.
Have a job look again that waits because nobody could tell what happened.
    결과를 알 수 없어 기다리는 작업이 다시 확인하게 합니다.
Plan to put back what a job changed. The plan is a job itself and waits for approval.
    작업이 바꾼 것을 되돌리는 계획을 세웁니다. 계획도 하나의 작업이며 승인을 기다립니다.
{jobs} lists what is under way; {help} lists everything.
    진행 중인 작업 목록은 {jobs}, 전체 목록은 {help}을(를) 입력하십시오.
To go on from the step that failed, type {retry}; {help} lists everything.
    실패한 단계부터 다시 하려면 {retry}, 전체 목록은 {help}을(를) 입력하십시오.
To ask for it anew, type {request}; {help} lists everything.
    다시 요청하려면 {request}, 전체 목록은 {help}을(를) 입력하십시오.
To see how it stands now, type {request}; {help} lists everything.
    지금 상태를 보려면 {request}, 전체 목록은 {help}을(를) 입력하십시오.
Job {job}: {request}
    작업 {job}: {request}
This card moved; it goes on further down in this thread. {show} brings it down again.
    이 카드는 옮겨졌습니다. 이 스레드 아래쪽에서 이어집니다. {show}을(를) 입력하면 다시 아래로 가져옵니다.
This card moved; it goes on where it was asked for last. {show} brings it back here.
    이 카드는 옮겨졌습니다. 마지막으로 요청된 곳에서 이어집니다. {show}을(를) 입력하면 이곳으로 다시 가져옵니다.
Job {job} was written by a newer version of this program, and only that can show or change it. Nothing was changed.
    작업 {job}은(는) 이 프로그램의 더 새로운 버전이 기록했으므로 그 버전만 보여 주거나 바꿀 수 있습니다. 아무것도 바꾸지 않았습니다.
Needs a decision: {approve}
    결정 필요: {approve}
Somebody must look at it, then type {resume}
    사람이 살펴본 뒤 {resume}을(를) 입력해야 합니다
"""
)
