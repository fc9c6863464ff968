"""What the bot says to a question in place of an order, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
That reads as a question, so nothing was run. To have it done, type {line} and nothing else.
    질문으로 읽혀 아무것도 실행하지 않았습니다. 실행하려면 다른 말 없이 다음만 입력하십시오: {line}
That says not to do it, so nothing was run. To have it done, type {line} and nothing else.
    하지 말라는 뜻으로 읽혀 아무것도 실행하지 않았습니다. 실행하려면 다른 말 없이 다음만 입력하십시오: {line}
That quotes a message, so nothing was run. To have it done, type {line} and nothing else.
    메시지를 인용한 것으로 읽혀 아무것도 실행하지 않았습니다. 실행하려면 다른 말 없이 다음만 입력하십시오: {line}
Job {job} ({request}): {state}.
    작업 {job} ({request}): {state}.
It waits for a decision at the gate {gate}.
    {gate} 관문에서 결정을 기다리고 있습니다.
One request at a time, please: only checks can be asked for together. Nothing was run.
    요청은 한 번에 하나씩 보내 주십시오. 여러 개를 함께 보낼 수 있는 것은 점검뿐입니다. 아무것도 실행하지 않았습니다.
"""
)
