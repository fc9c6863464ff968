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
    언제 실행할까요? 다음과 같이 적어 주세요: {examples}.
One time of day, please: you named {times}.
    시각은 하나만 적어 주세요. 적으신 시각: {times}.
At what time? Say it like this: {example}.
    몇 시에 실행할까요? 다음과 같이 적어 주세요: {example}.
On which days? Say it like this: {example}.
    어느 요일에 실행할까요? 다음과 같이 적어 주세요: {example}.
Either every so many hours, or at a time of day: {examples}.
    몇 시간마다 또는 정해진 시각 중 하나만 적어 주세요: {examples}.
Every {count} hours would be at other times each day. It can be every {hours} hours.
    {count}시간마다로 하면 날마다 시각이 달라집니다. 가능한 간격(시간): {hours}.
{time} is no time of day. Write hours and minutes: {example}.
    {time}은(는) 시각이 아닙니다. 시와 분을 적어 주세요: {example}.
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
End a schedule. A check that it has begun is still made to its end.
    예약을 끝냅니다. 이미 시작된 점검은 끝까지 실행됩니다.
Only a check can be scheduled, so nothing was. Say what shall be looked at.
    점검만 예약할 수 있으므로 아무것도 예약하지 않았습니다. 무엇을 점검할지 적어 주세요.
"""
)
