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
    몇 번입니까? {command} 명령에는 번호가 필요합니다. 번호는 {jobs}라고 입력하면 볼 수 있습니다.
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
"""
)
