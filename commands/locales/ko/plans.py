"""What a plan says besides its steps, in Korean: what is left to people, and what it rests on."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
The principal of an application that was there before stays.
    전부터 있던 애플리케이션의 서비스 주체는 그대로 남습니다.
Give the auth server {name} a metadata address that stays
    인증 서버 {name}에 바뀌지 않을 메타데이터 주소 지정
Read the metadata of the auth server {name} again
    인증 서버 {name}의 메타데이터 다시 읽기
What the issuer publishes is read by Exchange itself every few hours.
    발급자가 게시하는 내용은 Exchange가 몇 시간마다 스스로 읽습니다.
{state}; not put back, because Graph did not send their values: {keys}
    {state}; Graph가 값을 보내지 않아 되돌리지 못하는 키: {keys}
{state}; their ids are new, the names they had are not put back, nor are these keys, whose values Graph did not send: {keys}
    {state}; 식별자는 새것이고 이름은 되돌리지 못하며, Graph가 값을 보내지 않은 다음 키도 되돌리지 못합니다: {keys}
Put keys back on the shared principal of Exchange Online
    Exchange Online의 공유 서비스 주체에 키 되돌리기
{state}; their ids are new, and the names they had are not put back
    {state}; 식별자는 새것이고 이름은 되돌리지 못합니다
An administrator of the tenant must consent to the new application within a day; its card shows the address when it is time.
    테넌트 관리자가 하루 안에 새 애플리케이션에 동의해야 합니다. 때가 되면 카드에 주소가 표시됩니다.
Servers too old for the application
    애플리케이션을 쓰기에는 오래된 서버
An administrator of the tenant must consent to the application: {url}
    테넌트 관리자가 애플리케이션에 동의해야 합니다: {url}
It could not be told whether {servers} has the update {update} that the dedicated application needs; an older server refuses it.
    {servers}에 전용 애플리케이션에 필요한 업데이트 {update}이(가) 있는지 알 수 없습니다. 더 오래된 서버는 이를 거부합니다.
Several applications carry the name or stand on the auth server: {ids}. Decide which one is right; until then nothing at all is changed.
    여러 애플리케이션이 그 이름을 쓰거나 인증 서버에 지정되어 있습니다: {ids}. 어느 것이 맞는지 정하십시오. 그때까지 아무것도 바꾸지 않습니다.
Service principal of {name}
    {name}의 서비스 주체
It is disabled, and nobody can sign in as it. Find out why, and enable it; the rest of the plan does not wait for it.
    꺼져 있어 누구도 이것으로 로그인할 수 없습니다. 이유를 알아보고 켜십시오. 계획의 나머지는 이를 기다리지 않습니다.
The dedicated application needs {update}: {servers}. Install it, or go to Exchange Server SE; then ask again. The rest of the plan does not wait for it, but Exchange signs in to the cloud only after it.
    전용 애플리케이션에는 {update}이(가) 필요합니다: {servers}. 설치하거나 Exchange Server SE로 옮긴 뒤 다시 요청하십시오. 계획의 나머지는 기다리지 않지만, Exchange는 그 뒤에야 클라우드에 로그인합니다.
Auth servers of Entra ID
    Entra ID의 인증 서버
It is there, but of another tenant or type; it is not touched. Rename or remove it; until then nothing at all is changed.
    있지만 다른 테넌트나 다른 종류의 것이므로 건드리지 않습니다. 이름을 바꾸거나 제거하십시오. 그때까지 아무것도 바꾸지 않습니다.
Get-AuthConfig names none; one must be made first. Until then nothing is changed.
    Get-AuthConfig에 인증서가 없습니다. 먼저 만들어야 합니다. 그때까지 아무것도 바꾸지 않습니다.
It has expired; it must be replaced first. Until then nothing at all is changed.
    만료되었습니다. 먼저 교체해야 합니다. 그때까지 아무것도 바꾸지 않습니다.
{server} lacks the certificate {thumbprint} or its private key; it must be imported there first. Until then nothing at all is changed: no test from there could succeed.
    {server}에 인증서 {thumbprint} 또는 그 개인 키가 없습니다. 먼저 가져와야 합니다. 그때까지 아무것도 바꾸지 않습니다. 거기서는 어떤 테스트도 성공할 수 없습니다.
It is not switched on while this is missing, because free/busy would break: {missing}.
    다음이 없는 동안에는 켜지 않습니다. 약속 있음/없음 조회가 끊기기 때문입니다: {missing}.
Published hosts
    게시된 호스트
Names without their slash are replaced by the form with it: {names}.
    끝에 슬래시가 없는 이름은 슬래시가 있는 형태로 바뀝니다: {names}.
It belongs to {owner} ({app_id}), and a name has one owner. Find out whether {owner} needs it, and take it from there first. Until then nothing at all is changed: no call to that host could succeed.
    {owner}({app_id})의 이름이며, 이름의 소유자는 하나뿐입니다. {owner}에 필요한지 알아보고 먼저 거기서 빼십시오. 그때까지 아무것도 바꾸지 않습니다. 그 호스트로의 호출은 성공할 수 없습니다.
It carries {keys}, which nothing needs once the application is in use; before that is proven, this plan does not remove any.
    애플리케이션을 쓰게 되면 아무 데도 필요 없는 {keys}가 있습니다. 그것이 증명되기 전에는 이 계획으로 제거하지 않습니다.
Nothing was changed; what is to be done is left to people: {what}
    아무것도 바꾸지 않았습니다. 할 일은 사람에게 남습니다: {what}
Type {repair} to plan the repair, or mend it by hand and type {request} to look again; {help} lists everything.
    복구를 계획하려면 {repair}, 직접 고친 뒤 다시 보려면 {request}, 전체 목록은 {help}을(를) 입력하십시오.
Put the EWS switches of Exchange Online back
    Exchange Online의 EWS 스위치 되돌리기
Have Exchange sign in as no application of its own
    Exchange가 자체 애플리케이션으로 로그인하지 않게 하기
"""
)
