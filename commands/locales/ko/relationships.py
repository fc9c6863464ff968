"""Findings on what takes the place of a connector, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Exchange uses an organization relationship for a domain that no enabled connector is for.
    사용하도록 설정된 커넥터가 없는 도메인에는 Exchange에서 조직 관계를 사용합니다.
OAuth is not used; the organization relationship is: {relationship}.
    OAuth를 사용하지 않고 조직 관계 {relationship}을(를) 사용합니다.
Nothing has to change while the relationship works. It needs the federation trust with current metadata, which the command refreshes, and WSSecurityAuthentication on the EWS and Autodiscover virtual directories. To use OAuth instead, type {request}: it creates or enables the connector. `repair oauth` leaves it as it is.
    조직 관계가 작동하는 동안에는 아무것도 바꿀 필요가 없습니다. 조직 관계에는 메타데이터가 최신인 페더레이션 트러스트(명령을 실행하면 새로 고쳐짐)와 EWS 및 Autodiscover 가상 디렉터리의 WSSecurityAuthentication이 필요합니다. 대신 OAuth를 사용하려면 {request}을(를) 입력하세요. 커넥터를 만들거나 사용하도록 설정합니다. `repair oauth`는 그대로 둡니다.
Exchange does not fall back to the organization relationship {relationship} while the connector is enabled, even when OAuth fails. Disabling the connector is the work-around.
    커넥터를 사용하도록 설정한 동안에는 OAuth가 실패해도 Exchange에서 조직 관계 {relationship}(으)로 대체하지 않습니다. 커넥터를 사용하지 않도록 설정하는 것이 임시 해결 방법입니다.
The organization relationship {relationship} can't carry free/busy any more: EWS in Exchange Online ended on {date}.
    조직 관계 {relationship}(으)로는 더 이상 약속 있음/없음을 조회할 수 없습니다. Exchange Online의 EWS가 {date}에 종료되었습니다.
None of the organization relationships ({count}) carries free/busy in its place.
    조직 관계({count}개) 중에 커넥터 대신 약속 있음/없음을 조회하는 데 쓰이는 것이 없습니다.
Get-OrganizationRelationship {relationship}: enabled, with free/busy, for the domain; there is a federation trust.
    Get-OrganizationRelationship {relationship}: 도메인에 대해 약속 있음/없음과 함께 사용하도록 설정되어 있으며 페더레이션 트러스트가 있습니다.
The organization relationship {relationship} can't be used: on premises there is no federation trust that the organization uses.
    조직 관계 {relationship}을(를) 사용할 수 없습니다. 온-프레미스에 조직에서 사용하는 페더레이션 트러스트가 없습니다.
WSSecurityAuthentication is off, and requests of the organization relationship are refused: {directories}.
    WSSecurityAuthentication이 꺼져 있어 조직 관계의 요청이 거부됩니다: {directories}.
In place of the connector on premises, an organization relationship
    온-프레미스 커넥터를 대신하는 조직 관계
In place of the connector in the cloud, an organization relationship
    클라우드 커넥터를 대신하는 조직 관계
Free/busy goes through the organization relationship {relationship} today. This plan creates or enables the connector, so OAuth takes its place. Exchange does not fall back to the relationship when OAuth fails.
    현재 약속 있음/없음은 조직 관계 {relationship}을(를) 통해 조회됩니다. 이 계획에서 커넥터를 만들거나 사용하도록 설정하므로 그 자리를 OAuth가 대신합니다. OAuth가 실패해도 Exchange에서 조직 관계로 대체하지 않습니다.
"""
)
