"""Products, builds and the way to Exchange Server SE, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
{product} gets no public updates anymore. Only Exchange Server SE can use Microsoft Graph in place of EWS, which ends on {date}.
    {product}에는 더 이상 공개 업데이트가 제공되지 않습니다. {date}에 종료되는 EWS 대신 Microsoft Graph를 사용할 수 있는 제품은 Exchange Server SE뿐입니다.
This build is not in the table of updates, so only its product is judged.
    업데이트 목록에 없는 빌드이므로 제품만 판단했습니다.
Updates after {update} are for customers of the Extended Security Update program; the newest of them known here is {newest} ({build}).
    {update} 이후의 업데이트는 확장 보안 업데이트(ESU) 고객에게만 제공됩니다. 알려진 최신 업데이트: {newest}({build}).
The Extended Security Update program ended in October 2026.
    확장 보안 업데이트(ESU) 프로그램은 2026년 10월에 종료되었습니다.
Install {product} on {server}.
    {server} 서버에 {product} 버전을 설치하세요.
It is older than {update}. In Exchange Online, Get-OnPremServerReportInfo lists the servers whose mail is held back, and New-TenantExemptionInfo -BlockingScenario UnpatchedOnPremServer pauses that, 90 days a year at most.
    {update} 이전 버전입니다. Exchange Online에서 Get-OnPremServerReportInfo를 실행하면 메일이 제한되는 서버를 볼 수 있습니다. New-TenantExemptionInfo -BlockingScenario UnpatchedOnPremServer로 연간 최대 90일까지 제한을 일시 중지할 수 있습니다.
Since {date} Exchange Online slows down, then blocks mail from this server, if it goes through a connector of type OnPremises.
    {date}부터 Exchange Online은 이 서버가 OnPremises 유형 커넥터로 보내는 메일의 속도를 제한한 뒤 차단합니다.
The newest update known here is {update} ({build}), published on {date}.
    알려진 최신 업데이트: {update}({build}), {date} 게시.
Whether this is the newest update is not judged: the table of updates ends on {date}, and Microsoft's next day for updates was {next}.
    최신 업데이트인지는 판단하지 않았습니다. 업데이트 목록은 {date}까지이고, Microsoft의 다음 업데이트 날은 {next}이었습니다.
Compare the build with {url}. A newer version of Hybridge has a newer table.
    빌드를 {url} 페이지와 비교하세요. Hybridge를 새 버전으로 바꾸면 목록도 갱신됩니다.
Install the newest update of Exchange Server SE on {server}.
    {server} 서버에 Exchange Server SE의 최신 업데이트를 설치하세요.
Upgrade {server} in place with the setup program of Exchange Server SE. Then install the newest update.
    Exchange Server SE 설치 프로그램으로 {server} 서버를 현재 위치에서 업그레이드하세요. 그런 다음 최신 업데이트를 설치하세요.
Install Exchange Server 2019 CU15 on {server} first: only CU14 and CU15 can be upgraded to Exchange Server SE in place. Then upgrade it.
    먼저 {server} 서버에 Exchange Server 2019 CU15를 설치하세요. CU14와 CU15만 Exchange Server SE로 현재 위치에서 업그레이드할 수 있습니다. 그런 다음 업그레이드하세요.
{product} can't be upgraded in place. Install Exchange Server SE on a new server, move everything there, then uninstall Exchange from {server}.
    {product} 버전은 현재 위치에서 업그레이드할 수 없습니다. 새 서버에 Exchange Server SE를 설치하고 모두 옮긴 뒤 {server} 서버에서 Exchange를 제거하세요.
Move everything from {server} to Exchange Online or to a newer server, then uninstall Exchange from it. Exchange Server SE can't be installed while {product} is in the organization.
    {server} 서버의 모든 항목을 Exchange Online이나 새 서버로 옮긴 뒤 Exchange를 제거하세요. 조직에 {product} 서버가 있으면 Exchange Server SE를 설치할 수 없습니다.
On {server}, as administrator, in the setup files of Exchange Server 2019 CU15
    {server} 서버에서 관리자 권한으로, Exchange Server 2019 CU15 설치 파일이 있는 폴더에서
On {server}, as administrator, in the setup files of Exchange Server SE
    {server} 서버에서 관리자 권한으로, Exchange Server SE 설치 파일이 있는 폴더에서
Install {update} or a later update on {servers} first: before that, the server can't sign in as the application. Each server's own row names its update.
    먼저 {servers}에 {update} 이상의 업데이트를 설치하세요. 그전에는 서버가 애플리케이션으로 로그인할 수 없습니다. 필요한 업데이트는 각 서버 항목에 나와 있습니다.
{servers}: no update of this product brings {update}; it needs Exchange Server SE.
    {servers}: 이 제품에는 {update} 업데이트가 제공되지 않습니다. Exchange Server SE가 필요합니다.
Bring {servers} to Exchange Server SE first; each server's own row names the way.
    먼저 {servers} 서버를 Exchange Server SE로 옮기세요. 방법은 각 서버 항목에 나와 있습니다.
Each server has exactly one of them. Microsoft's HealthChecker counts them all the same, and calls more than one an error.
    서버마다 정확히 하나씩 적용됩니다. Microsoft HealthChecker는 조직 전체의 개수를 세므로 둘 이상이면 오류로 표시합니다.
Several enabled setting overrides switch it on for one server: {names}.
    한 서버에 적용되는 설정 재정의가 둘 이상입니다: {names}.
Leave each server one of them and refresh each server, then check oauth {domain} again.
    서버마다 하나만 남기고 각 서버의 설정을 새로 고친 뒤 check oauth {domain} 명령으로 다시 확인하세요.
No enabled setting override for it reaches: {servers}.
    사용하도록 설정된 설정 재정의가 적용되지 않는 서버: {servers}.
Make one for each of these servers and refresh them, then check oauth {domain} again.
    이 서버마다 하나씩 만들고 서버의 설정을 새로 고친 뒤 check oauth {domain} 명령으로 다시 확인하세요.
The setting override {name} does not hold for every version: {limits}.
    설정 재정의 {name}: 일부 버전에만 적용됩니다({limits}).
They do not give each server exactly one that is on: {names}. Keep one that holds everywhere, or one for each server; the rest of the plan does not wait for it.
    서버마다 정확히 하나씩 적용되지 않습니다: {names}. 모든 서버에 적용되는 하나만 남기거나 서버마다 하나씩 두세요. 계획의 나머지는 이를 기다리지 않습니다.
Done, 1 thing to do by hand
    완료, 직접 할 일 1건
Done, {count} things to do by hand
    완료, 직접 할 일 {count}건
Done, 1 problem left
    완료, 남은 문제 1건
Done, problems left: {count}
    완료, 남은 문제 {count}건
For mail flow Microsoft asks for {update} on {product}. Whether it takes this cumulative update with {update} for enough is not known.
    메일 흐름에 대해 Microsoft는 {product}의 {update}를 요구합니다. 이 누적 업데이트에 {update}를 설치한 것으로 충분한지는 알려지지 않았습니다.
From {date} on this cumulative update gets no updates.
    {date}부터 이 누적 업데이트에는 업데이트가 제공되지 않습니다.
On any computer with Microsoft's script, in Windows PowerShell 5.1 as administrator, without ExchangeOnlineManagement loaded
    Microsoft의 스크립트가 있는 컴퓨터에서, ExchangeOnlineManagement를 로드하지 않은 Windows PowerShell 5.1(관리자 권한)로
First remove {hindering} from the organization: setup of Exchange Server SE stops while Exchange 2013 or older is there.
    먼저 조직에서 {hindering} 서버를 제거하세요. Exchange 2013 이하가 있으면 Exchange Server SE 설치가 중단됩니다.
"""
)
