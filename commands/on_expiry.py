"""The command that shows how long certificates last; a schedule of it is the expiry watch."""

from typing import Final

from commands.command import Command
from commands.phrases import say

CHECK: Final = Command(
    name="check certificates",
    summary=say(
        "Show how long all certificates last, in a picture and as text: auth certificates, their "
        "keys in the cloud, TLS of the published names. On a schedule it warns before each end."
    ),
    synonyms={
        "en": (
            "check certs",
            "watch certificates",
            "certificate lifetimes",
            "certificate expiry",
            "check expiry",
        ),
        "ko": ("인증서 만료 점검", "인증서 만료 확인", "인증서 만료", "인증서 수명"),
        "fr": (
            "vérifie expirations",
            "vérifier expirations",
            "vérifiez expirations",
            "expiration certificats",
            "vérifier certificats",
            "vérifiez certificats",
        ),
    },
    takes_domain=True,
    suite="certificates",
)
