"""What is said of schedules, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

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
"""
)
