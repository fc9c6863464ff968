"""Signing in to Exchange Server, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

# ruff: noqa: E501  (a sentence stands on one line)
SENTENCES: Final = pairs(
    """
the account has expired
    계정이 만료되었습니다
the server's account has expired
    서버의 계정이 만료되었습니다
the name stands on more than one account
    이 이름이 둘 이상의 계정에 등록되어 있습니다
the account has no key
    계정에 키가 없습니다
a rule of the domain refuses the sign-in
    도메인의 정책이 로그인을 거부합니다
no encryption type that the account and the domain both allow
    계정과 도메인이 함께 허용하는 암호화 유형이 없습니다
the domain wants another proof than a password, such as a smart card
    도메인이 암호가 아닌 다른 증명(예: 스마트 카드)을 요구합니다
the Kerberos ticket was revoked
    Kerberos 티켓이 취소되었습니다
the server's name stands on a person's account
    서버의 이름이 사용자 계정에 등록되어 있습니다
the trust between the domains does not let the account through
    도메인 사이의 트러스트가 이 계정을 통과시키지 않습니다
the domain controller cannot answer at present
    도메인 컨트롤러가 지금은 응답할 수 없습니다
the Kerberos ticket has expired
    Kerberos 티켓이 만료되었습니다
the Kerberos ticket is not valid yet
    Kerberos 티켓이 아직 유효하지 않습니다
the server cannot open our ticket, because its name stands on another account
    서버의 이름이 다른 계정에 등록되어 있어 서버가 이쪽의 티켓을 열 수 없습니다
the domain controller refused without a reason
    도메인 컨트롤러가 이유 없이 거부했습니다
the account belongs to another domain
    계정이 다른 도메인에 속합니다
the Kerberos configuration of this machine cannot be used
    이 컴퓨터의 Kerberos 구성을 사용할 수 없습니다
the ticket cache has no tickets that can be used
    티켓 캐시에 사용할 수 있는 티켓이 없습니다
the keytab has no key for the account
    keytab에 이 계정의 키가 없습니다
the Kerberos configuration names no default realm
    Kerberos 구성에 기본 영역(default_realm)이 없습니다
the Kerberos libraries are not installed
    Kerberos 라이브러리가 설치되어 있지 않습니다
no domain controller answered in time
    제시간에 응답한 도메인 컨트롤러가 없습니다
the sign-in by Kerberos could not be completed
    Kerberos 로그인을 마칠 수 없습니다
the server does not offer this way of signing in; it offers
    서버가 이 로그인 방식을 제공하지 않습니다. 제공하는 방식
the server offers no way of signing in
    서버가 제공하는 로그인 방식이 없습니다
the server did not accept our Kerberos ticket, which the domain gave for it
    도메인이 이 서버용으로 발급한 Kerberos 티켓을 서버가 받아들이지 않았습니다
the account was refused before and is not tried again yet, so that it is not locked
    계정이 앞서 거부되었으며, 계정이 잠기지 않도록 아직 다시 시도하지 않습니다
a library that this needs is not installed
    여기에 필요한 라이브러리가 설치되어 있지 않습니다
We could not sign in to {source} ({doing}): {detail}
    {source}에 로그인할 수 없었습니다({doing}): {detail}
{source} cannot be asked from this machine ({doing}): {detail}
    이 컴퓨터에서는 {source}에 물을 수 없습니다({doing}): {detail}
Nothing is known about this until we can sign in to {source}.
    {source}에 로그인할 수 있을 때까지 이에 대해서는 알 수 없습니다.
Run python -m bot doctor where this program runs: it says what this machine lacks to ask {source}; then check again.
    이 프로그램이 실행되는 곳에서 python -m bot doctor를 실행하세요. {source}에 묻는 데 이 컴퓨터에 무엇이 부족한지 알려 줍니다. 그런 다음 다시 점검하세요.
Have the account put right in Active Directory (unlocked, enabled, its end or its expired password renewed); this program tries again after five minutes, or once it is started again.
    Active Directory에서 계정을 바로잡으세요(잠금 해제, 사용 설정, 만료일이나 만료된 암호 갱신). 이 프로그램은 5분 뒤에, 또는 다시 시작되면 다시 시도합니다.
See with setspn -Q HTTP/<the server's name> that the name stands on the server's own computer account, and that the name in hybridge.toml is that server's and no balanced one.
    setspn -Q HTTP/<서버 이름>으로 그 이름이 서버 자신의 컴퓨터 계정에 있는지, hybridge.toml의 이름이 부하 분산용이 아닌 그 서버의 이름인지 확인하세요.
Write user under [organisation.exchange] in hybridge.toml as name@REALM, the realm being the full name of the account's Active Directory domain in capitals, then start this program again.
    hybridge.toml의 [organisation.exchange]에 user를 이름@영역으로 적으세요. 영역은 계정의 Active Directory 도메인 전체 이름을 대문자로 쓴 것입니다. 그런 다음 이 프로그램을 다시 시작하세요.
Write the server's own full name as its address in hybridge.toml, no alias, balanced name or IP address; setspn -Q HTTP/<that name> in the domain shows whether an account has the name.
    hybridge.toml에 서버의 address로 별칭이나 부하 분산용 이름, IP 주소가 아닌 서버 자신의 전체 이름을 적으세요. 도메인에서 setspn -Q HTTP/<그 이름>을 실행하면 그 이름을 가진 계정이 있는지 알 수 있습니다.
See with setspn -X which name stands on two accounts in the domain, and take it away from the wrong one.
    setspn -X로 도메인에서 두 계정에 등록된 이름을 찾아, 잘못된 쪽에서 지우세요.
Where RC4 is switched off, reset the account's password so that it gets AES keys, allow AES in msDS-SupportedEncryptionTypes, and make a new keytab if one is used.
    RC4가 꺼져 있으면 계정의 암호를 재설정해 AES 키가 생기게 하고, msDS-SupportedEncryptionTypes에서 AES를 허용하고, keytab을 쓴다면 새로 만드세요.
Look into the domain controller's security log (4768, 4769, 4771) for the rule that refused the account.
    도메인 컨트롤러의 보안 로그(4768, 4769, 4771)에서 계정을 거부한 정책을 찾으세요.
Check again: this program gets new tickets by itself.
    다시 점검하세요. 이 프로그램이 스스로 새 티켓을 받습니다.
Put the account's right password or a new keytab where hybridge.toml says, then start this program again: it does not try the refused one again, so that the account is not locked.
    hybridge.toml이 가리키는 곳에 계정의 올바른 암호나 새 keytab을 두고 이 프로그램을 다시 시작하세요. 계정이 잠기지 않도록, 거부된 것은 다시 시도하지 않습니다.
Let this machine reach the domain controllers on port 88 (UDP and TCP), and see that DNS or /etc/krb5.conf names controllers that are up.
    이 컴퓨터에서 도메인 컨트롤러의 88번 포트(UDP와 TCP)에 연결되게 하고, DNS나 /etc/krb5.conf가 작동 중인 컨트롤러를 가리키는지 확인하세요.
Set the clocks of this machine, of the server and of the domain controllers to one time source; Kerberos allows five minutes.
    이 컴퓨터와 서버, 도메인 컨트롤러의 시계를 같은 시간 원본에 맞추세요. Kerberos가 허용하는 차이는 5분입니다.
Write /etc/krb5.conf with default_realm and, where DNS does not give them, the realm's kdc lines; docs/start/signing-in.md has one to copy.
    /etc/krb5.conf에 default_realm을, DNS로 알 수 없다면 영역의 kdc 줄도 적으세요. docs/start/signing-in.md에 복사할 예가 있습니다.
Have tickets for the account put into the ticket cache that hybridge.toml names, by kinit or by what renews it here, readable for this program.
    hybridge.toml이 가리키는 티켓 캐시에 계정의 티켓을 넣으세요. kinit이나 이곳에서 티켓을 갱신하는 도구를 쓰고, 이 프로그램이 읽을 수 있어야 합니다.
Make a keytab that holds the account's present key (it changes with the password) and name it with its right user in hybridge.toml.
    계정의 현재 키(암호가 바뀌면 달라짐)가 든 keytab을 만들고, 올바른 user와 함께 hybridge.toml에 적으세요.
Install the Kerberos libraries on this machine: apt-get install gcc libkrb5-dev python3-dev (Debian), then make -B setup; the image has them.
    이 컴퓨터에 Kerberos 라이브러리를 설치하세요. apt-get install gcc libkrb5-dev python3-dev(Debian) 다음에 make -B setup을 실행하세요. 이미지에는 들어 있습니다.
Set auth of this server in hybridge.toml to a way that it offers, or switch that way on at its PowerShell directory.
    hybridge.toml에서 이 서버의 auth를 서버가 제공하는 방식으로 바꾸거나, 서버의 PowerShell 디렉터리에서 그 방식을 켜세요.
"""
)
