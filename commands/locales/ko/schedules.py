"""What is said of schedules, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
I understood {when}, but not {words}.
    {when}은(는) 이해했지만 {words}은(는) 이해하지 못했습니다.
{words} is nothing that can be scheduled. It can be: {examples}.
    {words}(으)로는 예약할 수 없습니다. 다음과 같이 할 수 있습니다: {examples}.
When? Say it like this: {examples}.
    언제 실행할까요? 다음과 같이 적어 주십시오: {examples}.
One time of day, please: you named {times}.
    시각은 하나만 적어 주십시오. 적으신 시각: {times}.
At what time? Say it like this: {example}.
    몇 시에 실행할까요? 다음과 같이 적어 주십시오: {example}.
On which days? Say it like this: {example}.
    어느 요일에 실행할까요? 다음과 같이 적어 주십시오: {example}.
Either every so many hours, or at a time of day: {examples}.
    몇 시간마다 또는 정해진 시각 중 하나만 적어 주십시오: {examples}.
Every {count} hours would be at other times each day. It can be every {hours} hours.
    {count}시간마다로 하면 날마다 시각이 달라집니다. 가능한 간격(시간): {hours}.
{time} is no time of day. Write hours and minutes: {example}.
    {time}은(는) 시각이 아닙니다. 시와 분을 적어 주십시오: {example}.
{time} is no time of day: the hours go from 00 to 23.
    {time}은(는) 시각이 아닙니다. 시는 00부터 23까지입니다.
{time} is no time of day: the minutes go from 00 to 59.
    {time}은(는) 시각이 아닙니다. 분은 00부터 59까지입니다.
There is no schedule {schedule}.
    예약 {schedule}은(는) 없습니다.
Have a check made again and again: every day, every weekday or every monday at a time, or every 6 hours. It posts here when a verdict changes.
    점검을 되풀이하도록 예약합니다: 매일, 평일 또는 매주 월요일의 정해진 시각, 또는 6시간마다. 판정이 바뀌면 여기에 알립니다.
Post every time, changed or not.
    바뀌지 않아도 매번 알립니다.
List what is scheduled, and when each is due.
    예약된 것과 각각의 다음 실행 시각을 보여 줍니다.
End a schedule; who made it may always. A check that it has begun is still made to its end.
    예약을 끝냅니다. 만든 사람은 언제나 끝낼 수 있습니다. 이미 시작된 점검은 끝까지 실행됩니다.
Only a check can be scheduled, so nothing was. Say what shall be looked at.
    점검만 예약할 수 있으므로 아무것도 예약하지 않았습니다. 무엇을 점검할지 적어 주십시오.
Newly failing
    새로 실패
Mended
    해결됨
Changed otherwise
    그 밖의 변화
It posts here the first time, and then when a verdict changes.
    첫 실행은 여기에 알리고, 그 뒤로는 판정이 바뀔 때 알립니다.
It posts here every time.
    실행할 때마다 여기에 알립니다.
Schedule {schedule} is made: {when}, {request}. It is due next at {next}.
    예약 {schedule}을(를) 만들었습니다: {when}, {request}. 다음 실행: {next}.
Schedule {schedule} does that already.
    예약 {schedule}이(가) 이미 같은 일을 합니다.
{list} lists what is scheduled, {end} ends this one.
    {list}을(를) 입력하면 예약 목록을 보여 주고, {end}을(를) 입력하면 이 예약을 끝냅니다.
Schedule {schedule} is ended: {when}, {request}.
    예약 {schedule}을(를) 끝냈습니다: {when}, {request}.
{list} lists what is left.
    {list}을(를) 입력하면 남은 예약을 보여 줍니다.
{list} lists what is scheduled.
    {list}을(를) 입력하면 예약 목록을 보여 줍니다.
Nothing is scheduled.
    예약된 것이 없습니다.
To have a check made every day, type {line}.
    매일 점검하려면 {line}을(를) 입력하십시오.
What is scheduled: {count}
    예약: {count}개
To end one, type {line}.
    예약을 끝내려면 {line}을(를) 입력하십시오.
By schedule {schedule}, {when}.
    예약 {schedule}, {when}.
Schedule {schedule}: {rest}
    예약 {schedule}: {rest}
Schedule {schedule}: {worse} newly failing, {better} mended. {rest}
    예약 {schedule}: 새로 실패 {worse}건, 해결 {better}건. {rest}
This is its first run.
    첫 실행입니다.
This is its first run; the next ones are posted when a verdict changes.
    첫 실행입니다. 다음부터는 판정이 바뀔 때 알립니다.
This run could not be carried out; job {job} could.
    이번 실행은 수행하지 못했습니다. 작업 {job}은(는) 수행했습니다.
It can be carried out again; job {job} could not.
    다시 수행할 수 있습니다. 작업 {job}은(는) 수행하지 못했습니다.
What changed since job {job}:
    작업 {job} 이후 바뀐 것:
Nothing has changed since job {job}.
    작업 {job} 이후 바뀐 것이 없습니다.
no longer looked at
    더 이상 확인하지 않음
was {verdict}
    이전: {verdict}
Due {next}
    다음 {next}
made by {name}
    만든 사람: {name}
posts every time
    매번 알림
last run: job {job}, which is not kept any more
    마지막 실행: 작업 {job}(더 이상 보관되지 않음)
last run {due}:
    마지막 실행 {due}:
ended {at}, by schedule {schedule} of {name}
    {at} 종료, {name} 님의 예약 {schedule}
since {at}, by schedule {schedule} of {name}
    {at}부터, {name} 님의 예약 {schedule}
A check that this version of the program does not know
    이 버전의 프로그램이 모르는 점검
Job {job}, by schedule {schedule} of {name}, started {started}
    작업 {job}, {name}님의 예약 {schedule}, 시작 {started}
"""
)
