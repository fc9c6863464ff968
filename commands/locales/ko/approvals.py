"""What the bot says about roles and decisions, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Your Entra object id {id} stands under {section} in my configuration.
    회원님의 Entra 개체 ID {id}이(가) 제 구성의 {section} 아래에 있습니다.
You are in the Entra group {group}, which stands under {section} in my configuration.
    회원님은 Entra 그룹 {group}에 속해 있고, 이 그룹은 제 구성의 {section} 아래에 있습니다.
You have no role here, so nothing was run. Whoever runs me can give you one: add you to one of the groups that give a role, or your Entra object id {id} goes under {section} in my configuration.
    여기서 맡은 역할이 없어 아무것도 실행하지 않았습니다. 저를 운영하는 사람이 역할을 줄 수 있습니다. 역할을 주는 그룹에 회원님을 넣거나, 제 구성의 {section} 아래에 회원님의 Entra 개체 ID {id}을(를) 적으면 됩니다.
Entra ID could not be asked which groups you are in, so nothing was decided and nothing was run; try again.
    회원님이 어느 그룹에 속하는지 Entra ID에 물어보지 못해 아무것도 결정하거나 실행하지 않았습니다. 다시 시도하십시오.
Your Entra object id {id} is on no list of my configuration, and you are in none of the groups that give a role.
    회원님의 Entra 개체 ID {id}은(는) 제 구성의 어느 목록에도 없고, 역할을 주는 그룹 어디에도 속해 있지 않습니다.
Your Entra object id {id} is on no list of my configuration.
    회원님의 Entra 개체 ID {id}은(는) 제 구성의 어느 목록에도 없습니다.
Approve what a job's card shows. Nobody approves what they asked for themselves; the gate is named where a plan has several.
    작업 카드에 표시된 내용을 승인합니다. 자신이 요청한 것은 누구도 승인할 수 없습니다. 계획에 관문이 여럿이면 관문 이름을 적습니다.
Refuse what a job's card shows, which ends the job. What follows is the reason.
    작업 카드에 표시된 내용을 거부하고 작업을 끝냅니다. 뒤에 적는 글은 이유입니다.
Say what you may do here, and which list or group gives you that.
    여기서 무엇을 할 수 있는지, 어느 목록이나 그룹이 그 권한을 주는지 알려 줍니다.
This button does not say which job it is about, so nothing was decided. Type {approve} or {reject} with the job's number instead.
    이 버튼이 어느 작업의 것인지 알 수 없어 아무것도 결정하지 않았습니다. 대신 작업 번호와 함께 {approve} 또는 {reject}를 입력하십시오.
This card is not where job {job} is shown, so nothing was decided. Type {show} to have it here.
    이 카드가 있는 곳은 작업 {job}이(가) 표시되는 곳이 아니므로 아무것도 결정하지 않았습니다. 여기서 보려면 {show}을(를) 입력하십시오.
Your Teams is too old to decide with a button, so nothing was decided. Type {instead}.
    사용 중인 Teams가 오래되어 버튼으로 결정할 수 없으므로 아무것도 결정하지 않았습니다. {instead}을(를) 입력하십시오.
This button's data cannot be read, so nothing was decided. Type {instead}.
    이 버튼의 데이터를 읽을 수 없어 아무것도 결정하지 않았습니다. {instead}을(를) 입력하십시오.
You refused job {job}, which has ended it.
    작업 {job}을(를) 거부했고, 작업이 끝났습니다.
Your approval of job {job} counts: {given} of {needed}. Another lead must approve it too.
    작업 {job}에 대한 승인이 반영되었습니다: {needed}건 중 {given}건. 다른 책임자도 승인해야 합니다.
You approved job {job}. It goes on; its card shows how.
    작업 {job}을(를) 승인했습니다. 작업이 계속되며, 진행 상황은 카드에 표시됩니다.
Job {job} has nothing to decide about; its card shows how it stands.
    작업 {job}에는 결정할 것이 없습니다. 상태는 카드에 표시됩니다.
Job {job} has no gate {gate}; it has {gates}. Nothing was decided.
    작업 {job}에는 {gate}(이)라는 관문이 없습니다. 있는 관문: {gates}. 아무것도 결정하지 않았습니다.
Job {job} has more than one gate: {gates}. Name the one that you mean; nothing was decided.
    작업 {job}에는 관문이 여럿입니다: {gates}. 어느 것인지 적어 주십시오. 아무것도 결정하지 않았습니다.
What Entra groups would give you could not be asked just now:
    Entra 그룹이 어떤 권한을 주는지는 지금 확인하지 못했습니다.
You may approve and refuse changes that somebody else asked for: nobody approves what they asked for themselves.
    다른 사람이 요청한 변경을 승인하거나 거부할 수 있습니다. 자신이 요청한 것은 누구도 승인할 수 없습니다.
{name}, you have no role here.
    {name} 님은 여기에서 맡은 역할이 없습니다.
{name}, your role here is {role}.
    {name} 님의 역할은 {role}입니다.
Planning again: job {job}, on a card of its own.
    다시 계획합니다: 작업 {job}, 별도의 카드에 표시됩니다.
"""
)
