"""What went wrong on the way outside, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    """
Kerberos does not know the server by this name
    Kerberos가 이 이름의 서버를 모릅니다
Kerberos does not know the user name
    Kerberos가 이 사용자 이름을 모릅니다
Kerberos does not know where the domain is
    Kerberos가 도메인의 위치를 모릅니다
TLS could not be agreed on
    TLS 협상에 실패했습니다
TLS: no cipher that both sides accept
    TLS: 양쪽이 모두 받아들이는 암호가 없습니다
TLS: no version that both sides accept
    TLS: 양쪽이 모두 받아들이는 버전이 없습니다
TLS: the other side broke off the handshake
    TLS: 상대가 핸드셰이크를 중단했습니다
TLS: the other side does not know the name
    TLS: 상대가 이 이름을 모릅니다
TLS: the other side wants a certificate of ours
    TLS: 상대가 이쪽의 인증서를 요구합니다
it has expired
    만료되었습니다
it is another one than was expected
    예상한 것과 다른 인증서입니다
it is for another address
    다른 주소의 것입니다
it is for another name
    다른 이름의 것입니다
it is not valid yet
    아직 유효하지 않습니다
it sent us on to another address
    다른 주소로 돌려보냈습니다
it was not said why
    이유를 알려 주지 않았습니다
it was revoked
    해지되었습니다
its answer could not be read
    응답을 읽을 수 없습니다
no answer in time
    제시간에 응답이 없습니다
no authority that is trusted here has issued it
    여기서 신뢰하는 기관이 발급한 것이 아닙니다
no connection could be made
    연결할 수 없습니다
no connection in time
    제시간에 연결되지 않았습니다
no domain controller answered
    응답한 도메인 컨트롤러가 없습니다
no way from here to the address
    여기에서 그 주소로 가는 경로가 없습니다
the account is locked or disabled
    계정이 잠겼거나 사용 중지되었습니다
the account's password has expired
    계정의 암호가 만료되었습니다
the account's password or ticket has expired
    계정의 암호나 티켓이 만료되었습니다
the address makes no sense
    주소가 올바르지 않습니다
the certificate is not accepted
    인증서를 받아들일 수 없습니다
the clocks of this machine and of the domain differ too much
    이 컴퓨터와 도메인의 시계가 너무 많이 다릅니다
the connection was closed without an answer
    응답 없이 연결이 닫혔습니다
the connection was dropped
    연결이 끊겼습니다
the connection was dropped during TLS
    TLS 도중에 연결이 끊겼습니다
the connection was refused
    연결이 거부되었습니다
the encryption of the connection no longer fits
    연결의 암호화가 더 이상 맞지 않습니다
the name could not be looked up
    이름을 조회할 수 없습니다
the name was not found
    이름을 찾을 수 없습니다
the proxy could not be used
    프록시를 쓸 수 없습니다
the sign-in could not be completed
    로그인을 마치지 못했습니다
the user name is not written as this way of signing in wants it
    사용자 이름의 형식이 이 로그인 방식에 맞지 않습니다
the user name or the password was not accepted
    사용자 이름이나 암호가 받아들여지지 않았습니다
there is no credential for this way of signing in
    이 로그인 방식에 쓸 자격 증명이 없습니다
this machine forbids the connection
    이 컴퓨터가 연결을 막습니다
this machine has too many open connections
    이 컴퓨터에 열린 연결이 너무 많습니다
this way of signing in is not possible on this machine
    이 컴퓨터에서는 이 로그인 방식을 쓸 수 없습니다
what answers there does not speak TLS
    그곳에서 응답하는 것은 TLS를 쓰지 않습니다
"""
)
