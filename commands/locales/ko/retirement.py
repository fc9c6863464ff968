"""Whom a rotation leaves to people, whom it no longer waits for, and how it ends, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Auth servers of other tenants
    다른 테넌트의 인증 서버
Exchange signs in to other tenants with the same certificate: {tenants}. This job cannot bring the new key there. From the publication on their calendars and sign-ins fail (AADSTS700027), until people have brought it there.
    Exchange는 같은 인증서로 다른 테넌트에도 로그인합니다: {tenants}. 이 작업은 그곳에 새 키를 올릴 수 없습니다. 게시된 뒤에는 사람이 그곳에 키를 올릴 때까지 그 테넌트의 일정과 로그인이 실패합니다(AADSTS700027).
New key in tenant {tenant}
    테넌트 {tenant}의 새 키
Auth server {names}, application {ids}. Once the new certificate is staged: the script signs in to the tenant of whoever signs in, so that has to be an administrator of this tenant, and finds the application by its name, ExchangeServerApp- and the organisation's GUID. Or disable the auth server where nobody uses it any more.
    인증 서버 {names}, 애플리케이션 {ids}. 새 인증서가 준비(stage)된 뒤에 실행하세요. 스크립트는 로그인한 사람의 테넌트로 로그인하므로 이 테넌트의 관리자로 로그인해야 하며, ExchangeServerApp-과 조직 GUID로 된 이름으로 애플리케이션을 찾습니다. 아무도 쓰지 않는 인증 서버라면 사용하지 않도록 설정하세요.
Active Directory does not list {gone} any more: no longer waited for.
    Active Directory에 {gone}이(가) 더 이상 없으므로 기다리지 않습니다.
{server} does not answer, and Active Directory does not list it any more. Take it out of hybridge.toml.
    {server}이(가) 응답하지 않고 Active Directory에도 더 이상 없습니다. hybridge.toml에서 제거하십시오.
Certificate {thumbprint}: in use, and not due to be replaced. For a new one all the same: {request}
    인증서 {thumbprint}: 사용 중이며 아직 교체할 때가 아닙니다. 그래도 새로 만들려면: {request}
Wait an hour: every server has looked for the current certificate then
    한 시간 대기: 그때까지 모든 서버가 현재 인증서를 확인합니다
Retirement of the old auth certificate
    이전 인증 인증서 폐기
Remark: once nobody needs it, “{request}” puts it away, with its key in the cloud.
    참고: 더 이상 필요하지 않으면 “{request}” 명령으로 클라우드의 키와 함께 폐기합니다.
"""
)
