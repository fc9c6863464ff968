"""What is said of the store, its journal and upgrades, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
What the store holds about job {job} is not what its sealed journal says, so it was stopped: somebody wrote to the store who may not, or it lost a part. Changes made before: {made}. Run {verify} to see what is wrong; {export} lists what was done.
    저장소에 있는 작업 {job}의 내용이 봉인된 저널과 달라 작업을 중지했습니다. 권한 없는 누군가가 저장소를 고쳤거나 저장소가 일부를 잃었습니다. 그전에 적용한 변경: {made}건. 무엇이 잘못되었는지는 {verify}, 무엇을 했는지는 {export} 명령으로 확인하십시오.
What the store holds about job {job} is not what its sealed journal says, so nothing is done by it. If it is open, it is being stopped. Run {verify} to see what is wrong.
    저장소에 있는 작업 {job}의 내용이 봉인된 저널과 달라 그 내용으로는 아무것도 하지 않습니다. 진행 중이었다면 곧 중지됩니다. 무엇이 잘못되었는지는 {verify} 명령으로 확인하십시오.
These jobs cannot be shown: {numbers}. Type {show} to see why.
    다음 작업은 표시할 수 없습니다: {numbers}. 이유를 보려면 {show}을(를) 입력하십시오.
Job {job} was stopped because its record did not hold; ask for it again.
    작업 {job}은(는) 기록이 저널과 맞지 않아 중지되었습니다. 새로 요청하십시오.
Your approval of job {job} counts; its card shows how it stands.
    작업 {job}에 대한 승인이 반영되었습니다. 현재 상태는 카드에 나옵니다.
This plan was made by an earlier version of this program. Nothing was changed. Ask for a new plan.
    이 계획은 이 프로그램의 이전 버전이 세운 것입니다. 아무것도 바꾸지 않았습니다. 새 계획을 요청하십시오.
Job {job} is over: an earlier version of this program made its plan, and nothing was changed. Type {request} for a new plan.
    작업 {job}을(를) 끝냈습니다. 이 프로그램의 이전 버전이 세운 계획이며 아무것도 바꾸지 않았습니다. 새 계획을 세우려면 {request}을(를) 입력하십시오.
Job {job} stands still: my job store is full. Nothing is lost, and it goes on by itself as soon as there is room. Whoever runs me must give the store more memory.
    작업 저장소가 가득 차서 작업 {job}이(가) 멈춰 있습니다. 잃은 것은 없으며 공간이 생기면 스스로 계속합니다. 봇을 운영하는 사람이 저장소의 메모리를 늘려야 합니다.
My job store is full, so nothing was run. Please tell whoever runs me: it needs more memory.
    작업 저장소가 가득 차서 아무것도 실행하지 않았습니다. 봇을 운영하는 사람에게 메모리를 늘려야 한다고 알려 주십시오.
"""
)
