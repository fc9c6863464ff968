"""What the runner says of changes, approvals and waits, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
{side} did not answer {call} within {seconds} s.
    {side}이(가) {seconds}초 안에 {call}에 응답하지 않았습니다.
{side} accepted {call}, but reading it back does not show it.
    {side}이(가) {call}을(를) 받아들였지만 다시 읽어 보니 반영되어 있지 않습니다.
Nothing was sent.
    아무것도 보내지 않았습니다.
Ask for a new plan.
    새 계획을 요청하십시오.
See that nothing has changed since the plan was made
    계획을 세운 뒤로 바뀐 것이 없는지 확인
Refused by {person}: {reason}
    {person}이(가) 거부했습니다: {reason}
Nothing was changed: what the plan rests on has moved since it was made. {moved} Ask for a new plan.
    아무것도 바꾸지 않았습니다. 계획의 근거가 그 뒤로 달라졌습니다. {moved} 새 계획을 요청하십시오.
This version does not know the runbook `{name}`.
    이 버전은 런북 `{name}`을(를) 모릅니다.
It cannot be planned: {reason}
    계획을 세울 수 없습니다: {reason}
Nothing was changed, because something stands in the way: {what}
    막는 것이 있어 아무것도 바꾸지 않았습니다: {what}
Everything is in place; nothing was changed.
    모두 갖추어져 있어 아무것도 바꾸지 않았습니다.
{name} is not known: no step before this one has told it.
    {name}을(를) 알 수 없습니다. 앞선 단계에서 알려지지 않았습니다.
Undoing of job {job}
    작업 {job} 되돌리기
Nothing of it needs to be put back.
    되돌릴 것이 없습니다.
This program was held up for too long, so nothing was sent.
    이 프로그램이 너무 오래 멈춰 있었으므로 아무것도 보내지 않았습니다.
The worker that made this change broke off.
    이 변경을 하던 작업자가 중단되었습니다.
Job {job} by {person} is changing {organisation} since {since}. Type {show} to see it, {cancel} to end it; then ask again.
    {person} 님의 작업 {job}이(가) {since}부터 {organisation}을(를) 변경하고 있습니다. 보려면 {show}, 끝내려면 {cancel}을(를) 입력한 다음 다시 요청하십시오.
Cancelled by {person}. Whether step {step} took effect is not known.
    {person} 님이 취소했습니다. {step}단계가 적용되었는지는 알 수 없습니다.
Job {job} does not wait for a person to look at it.
    작업 {job}은(는) 사람의 확인을 기다리고 있지 않습니다.
Undone by job {job}.
    작업 {job}(으)로 되돌렸습니다.
Undone by job {job} as far as it can be: {undone} of {made} changes.
    작업 {job}(으)로 되돌릴 수 있는 만큼 되돌렸습니다: 변경 {made}개 중 {undone}개.
Job {job} is being cancelled already: its call under way is awaited.
    작업 {job}은(는) 이미 취소되는 중입니다. 진행 중인 호출을 기다리고 있습니다.
Job {job} cannot be marked as undone.
    작업 {job}은(는) 되돌린 것으로 표시할 수 없습니다.
Job {job} has not ended, so there is nothing to try again.
    작업 {job}은(는) 아직 끝나지 않았으므로 다시 시도할 것이 없습니다.
Job {job} is done, so there is nothing to try again.
    작업 {job}은(는) 완료되었으므로 다시 시도할 것이 없습니다.
Job {job} was refused; give the request anew.
    작업 {job}은(는) 거부되었습니다. 새로 요청하십시오.
Job {job} was cancelled; give the request anew.
    작업 {job}은(는) 취소되었습니다. 새로 요청하십시오.
Job {job} was undone; give the request anew.
    작업 {job}은(는) 되돌려졌습니다. 새로 요청하십시오.
Nobody decided in time: {given} of {needed} approvals were given.
    시간 안에 결정되지 않았습니다: 승인 {needed}건 중 {given}건.
Whoever asked for a job cannot approve it; somebody else must.
    작업을 요청한 사람은 승인할 수 없습니다. 다른 사람이 승인해야 합니다.
You have approved this already; another person must.
    이미 승인하셨습니다. 다른 사람이 더 승인해야 합니다.
Refused by {person}.
    {person} 님이 거부했습니다.
This decision of job {job} is not open: it was made, or is not due.
    작업 {job}의 이 결정은 열려 있지 않습니다. 이미 내려졌거나 아직 때가 아닙니다.
The plan of job {job} is not the one you were shown.
    작업 {job}의 계획이 보신 것과 다릅니다.
The time to decide about job {job} is over.
    작업 {job}을(를) 결정할 시간이 지났습니다.
Nobody is known to have decided this.
    누가 결정했는지 알 수 없습니다.
The proof failed ({findings}), so nothing further is changed.
    검증에 실패했으므로({findings}) 더 이상 변경하지 않습니다.
This version does not know the action `{name}`.
    이 버전은 동작 `{name}`을(를) 모릅니다.
This version does not know the condition `{name}`.
    이 버전은 조건 `{name}`을(를) 모릅니다.
Undo job {job}: put {changes} back?
    작업 {job}을(를) 되돌릴까요? {changes}를 원래대로 돌립니다.
Undo job {job} in part: put {count} of {made} changes back? {why}
    작업 {job}을(를) 일부만 되돌릴까요? 변경 {made}개 중 {count}개를 원래대로 돌립니다. {why}
Job {job} only looked; there is nothing to undo.
    작업 {job}은(는) 살펴보기만 했으므로 되돌릴 것이 없습니다.
Job {job} is still open; type {cancel} to end it first.
    작업 {job}이(가) 아직 열려 있습니다. 먼저 {cancel}을(를) 입력해 끝내십시오.
Job {job} was undone already.
    작업 {job}은(는) 이미 되돌려졌습니다.
Job {other} is undoing job {job} already; type {show} to see it.
    작업 {other}이(가) 이미 작업 {job}을(를) 되돌리고 있습니다. 보려면 {show}을(를) 입력하십시오.
Job {job} changed nothing; there is nothing to undo.
    작업 {job}은(는) 아무것도 변경하지 않았으므로 되돌릴 것이 없습니다.
Job {job} cannot be undone: {why}
    작업 {job}은(는) 되돌릴 수 없습니다: {why}
It did not come to be so in time; seen last: {seen}
    시간 안에 그렇게 되지 않았습니다. 마지막으로 본 것: {seen}
no answer within {seconds} s
    {seconds}초 안에 응답이 없음
{name} is not known as a time: no step before this one has told it.
    {name}이(가) 시각으로 알려지지 않았습니다. 앞의 어느 단계도 알려 주지 않았습니다.
{name} cannot be read as a time: {value}
    {name}을(를) 시각으로 읽을 수 없습니다: {value}
Job {job} cannot be undone.
    작업 {job}은(는) 되돌릴 수 없습니다.
new certificate
    새 인증서
public part of the new certificate
    새 인증서의 공개 부분
effective time
    적용 시각
time of the publication
    게시 시각
publication seen at
    게시 확인 시각
12 hours after the effective time
    적용 시각 12시간 뒤
Only {undo} stops that, and leads must approve it.
    막으려면 {undo}을(를) 입력하십시오(책임자 승인 필요).
Only {undo} takes it back, and leads must approve it.
    되돌리려면 {undo}을(를) 입력하십시오(책임자 승인 필요).
application id
    애플리케이션 ID
object id of the application
    애플리케이션의 개체 ID
{name}, known after step {step}
    {name}, {step}단계 뒤에 알려짐
The job can be undone until step {step} is done. After that:
    {step}단계가 끝나기 전까지는 작업을 되돌릴 수 있습니다. 그 뒤에는:
Step {step} is done, so the job cannot be undone any more:
    {step}단계가 끝나 작업을 더는 되돌릴 수 없습니다:
Waits until {time}.
    {time}까지 기다립니다.
Looks every {every}, until {time} at most.
    {every}마다 살펴보며, 늦어도 {time}까지 기다립니다.
“{step}” ends in {time} ({at}).
    “{step}” 단계가 {time} 뒤에 끝납니다({at}).
Then {gate} is to be decided: {approve}
    그다음 {gate} 관문을 결정해야 합니다: {approve}
Then: {step}.
    그다음: {step}.
After that {gate} is to be decided: {approve}
    그 뒤 {gate} 관문을 결정해야 합니다: {approve}
until {time}
    {time}까지
Job {job}: {request}.
    작업 {job}: {request}.
Job {job} needs a decision: {gate}. Type {approve} or {reject}, until {time}.
    작업 {job}에 결정이 필요합니다({gate}). {time}까지 {approve} 또는 {reject}를 입력하십시오.
Job {job} still needs a decision, and its time ends in {left}: {gate}. Type {approve} or {reject}, until {time}.
    작업 {job}에 아직 결정이 필요하며 남은 시간은 {left}입니다({gate}). {time}까지 {approve} 또는 {reject}를 입력하십시오.
This is asked anew: it was approved at {time}, and an approval holds for {span}. Checks and waits that followed it are made once more; no change is made twice.
    다시 묻습니다: {time}에 승인되었는데 승인의 유효 기간은 {span}입니다. 그 뒤의 확인과 대기는 한 번 더 하며, 어떤 변경도 두 번 하지 않습니다.
Nobody decided about {gate} in time, so the job has ended. Type {retry} to open the decision anew.
    {gate}에 대해 제때 결정한 사람이 없어 작업이 끝났습니다. 결정을 다시 열려면 {retry}을(를) 입력하십시오.
It failed while nobody was there, at “{step}”: {why} Type {retry} to go on from there.
    아무도 없는 사이 “{step}” 단계에서 실패했습니다: {why} 거기서부터 이어 가려면 {retry}을(를) 입력하십시오.
{name}: {before} → {after}.
    {name}: {before} → {after}.
(+ {count})
    (+ {count})
{test}: {verdict}.
    {test}: {verdict}.
{told} ({names})
    {told} ({names})
Job {job} needs somebody: whether “{step}” took effect cannot be told. {why} When you have looked, type {resume}.
    작업 {job}에 사람이 필요합니다. “{step}” 단계가 적용되었는지 알 수 없습니다. {why} 확인한 뒤 {resume}을(를) 입력하십시오.
"""
)
