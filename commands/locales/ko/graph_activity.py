"""Microsoft Graph's activity log as a proof, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
Requests of Exchange in Microsoft Graph's activity log
    Microsoft Graph 활동 로그에 나타난 Exchange의 요청
{count} × {method} {path}: HTTP {status}, signed with {thumbprint}, the last at {time}.
    {method} {path} {count}건: HTTP {status}, {thumbprint}(으)로 서명, 마지막 시각 {time}.
Microsoft Graph refused it because a permission is missing: grant the permissions that the other findings name. Then check oauth {domain} again.
    권한이 없어 Microsoft Graph가 요청을 거부했습니다. 다른 결과에 나온 권한을 부여한 다음 check oauth {domain}을(를) 다시 실행하세요.
Microsoft Graph did not carry out the last request. If it stays so, look at the other findings, then check oauth {domain} again.
    Microsoft Graph가 마지막 요청을 처리하지 않았습니다. 계속되면 다른 결과를 살펴본 다음 check oauth {domain}을(를) 다시 실행하세요.
No request that Microsoft Graph carried out was signed with the current certificate {current}.
    Microsoft Graph가 처리한 요청 중 현재 인증서 {current}(으)로 서명된 것이 없습니다.
Microsoft Graph's activity log shows no request of the application in a day.
    최근 하루 동안 Microsoft Graph 활동 로그에 이 애플리케이션의 요청이 없습니다.
Whether the servers reach Microsoft Graph is not known.
    서버가 Microsoft Graph에 연결되는지 알 수 없습니다.
Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud, wait two hours, and check oauth {domain} again.
    온-프레미스 사서함을 쓰는 사람에게 클라우드 동료의 일정을 열어 보게 하고, 두 시간을 기다린 다음 check oauth {domain}을(를) 다시 실행하세요.
Wait until Microsoft Graph's activity log shows a request signed with {thumbprint}
    Microsoft Graph 활동 로그에 {thumbprint}(으)로 서명된 요청이 나타날 때까지 대기
No workspace is configured any more; put {setting} back.
    구성된 작업 영역이 더 이상 없습니다. {setting}을(를) 다시 설정하세요.
No such request is in the log yet; it shows within half an hour as a rule, up to two hours. Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud.
    아직 로그에 그런 요청이 없습니다. 보통 30분 안에, 늦으면 두 시간 뒤에 나타납니다. 온-프레미스 사서함을 쓰는 사람에게 클라우드 동료의 일정을 열어 보게 하세요.
What the servers sign with is proven by Microsoft Graph's activity log: somebody with a mailbox on premises has to look at a calendar in the cloud meanwhile, and a request shows within half an hour as a rule, up to two hours.
    서버가 어떤 인증서로 서명하는지는 Microsoft Graph 활동 로그로 확인합니다. 그동안 온-프레미스 사서함을 쓰는 사람이 클라우드의 일정을 열어 보아야 하며, 요청은 보통 30분 안에, 늦으면 두 시간 뒤에 나타납니다.
"""
)
