"""What secrets are called, in every way of writing: one list, and the pattern of such a name.

A name is known by how it ends (``HttpsProxyPassword``, ``x-api-key``) or as a whole (``sig``).
"""

from typing import Final

_ENDINGS: Final = (
    "password", "passwd", "passphrase", "passcode", "pwd", "secret", "secrettext", "secret_text",
    "secretvalue", "secret_value", "token", "apikey", "api_key", "api-key", "accountkey",
    "account_key", "accesskey", "access_key", "access-key", "sharedkey", "privatekey",
    "private_key", "private-key", "subscriptionkey", "subscription-key", "storagekey",
    "storage_key", "encryptionkey", "masterkey", "symmetrickey",
)  # fmt: skip
_WHOLE: Final = (
    "sig", "assertion", "client_assertion", "clientassertion", "authorization", "cookie",
    "set-cookie", "proxy-authorization",
)  # fmt: skip
PUBLIC: Final = ("publickeytoken",)
"""A part of every .NET assembly's name."""

_ENDS: Final = "|".join(f"(?<={ending})" for ending in _ENDINGS)
_NOT: Final = "".join(f"(?<!{ending})" for ending in PUBLIC)
NAME: Final = rf"(?:(?:{'|'.join(_WHOLE)})(?![\w.-])|[\w.-]++(?:{_ENDS}){_NOT})"
"""Case is to be ignored.  It reads a whole run of letters, so a search must begin at its first."""
START: Final = r"(?<![\w.-])"
"""Where such a run begins."""

LOCAL: Final = (
    r"비밀번호|암호|패스워드|mot[ \t]de[ \t]passe|mdp|phrase[ \t]secrète|cl[ée][ \t]secrète"
)
"""As Korean and French write it before a colon."""
