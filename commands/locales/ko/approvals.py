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
"""
)
