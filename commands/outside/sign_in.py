"""What keeps us from signing in to Exchange Server: whose fault it is, its words, and its cure.

Numbers below 128 are those of RFC 4120, section 7.5.9 (https://www.rfc-editor.org/rfc/rfc4120),
68 that of RFC 6806, those above 127 are the MIT library's own (``krb5.h``).  Only what the
directory says of the account holds the account back; everything else is the server's, the way's
to the directory, or this machine's, and costs the account nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from commands.phrases import Phrase, say
from commands.ports import Kind


class Whose(Enum):
    """Where the fault lies, which decides who else is affected."""

    PASSWORD = auto()
    """The account's password or key is wrong: each further try is a step to a locked account."""
    ACCOUNT = auto()
    """The directory does not let this account in: no server will, until somebody changes that."""
    SERVER = auto()
    """One server's name or key: the others are not concerned."""
    EITHER = auto()
    """The account's when it happens at the first ticket, a server's when at its own ticket."""
    DIRECTORY = auto()
    """No domain controller could be asked: the same for every server."""
    MACHINE = auto()
    """This machine lacks something, and nobody was asked."""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One reason why nobody was let in."""

    code: str
    """As administrators look it up."""
    whose: Whose
    words: Phrase
    cure: Phrase

    @property
    def kind(self) -> Kind:
        match self.whose:
            case Whose.MACHINE:
                return Kind.LOCAL
            case Whose.DIRECTORY:
                return Kind.UNREACHABLE
            case _:
                return Kind.UNAUTHORISED


_PASSWORD: Final = say(
    "Put the account's right password or a new keytab where hybridge.toml says, then start this "
    "program again: it does not try the refused one again, so that the account is not locked."
)
_ACCOUNT: Final = say(
    "Have the account put right in Active Directory (unlocked, enabled, its end or its expired "
    "password renewed); this program tries again after five minutes, or once it is started again."
)
_USER: Final = say(
    "Write user under [organisation.exchange] in hybridge.toml as name@REALM, the realm being the "
    "full name of the account's Active Directory domain in capitals, then start this program again."
)
_NAME: Final = say(
    "Write the server's own full name as its address in hybridge.toml, no alias, balanced name or "
    "IP address; setspn -Q HTTP/<that name> in the domain shows whether an account has the name."
)
_TWICE: Final = say(
    "See with setspn -X which name stands on two accounts in the domain, and take it away from the "
    "wrong one."
)
_KEY: Final = say(
    "See with setspn -Q HTTP/<the server's name> that the name stands on the server's own computer "
    "account, and that the name in hybridge.toml is that server's and no balanced one."
)
_TYPES: Final = say(
    "Where RC4 is switched off, reset the account's password so that it gets AES keys, allow AES "
    "in msDS-SupportedEncryptionTypes, and make a new keytab if one is used."
)
_CLOCKS: Final = say(
    "Set the clocks of this machine, of the server and of the domain controllers to one time "
    "source; Kerberos allows five minutes."
)
_WAY: Final = say(
    "Let this machine reach the domain controllers on port 88 (UDP and TCP), and see that DNS or "
    "/etc/krb5.conf names controllers that are up."
)
_CONFIGURATION: Final = say(
    "Write /etc/krb5.conf with default_realm and, where DNS does not give them, the realm's kdc "
    "lines; docs/start/signing-in.md has one to copy."
)
_LIBRARY: Final = say(
    "Install the Kerberos libraries on this machine: apt-get install gcc libkrb5-dev python3-dev "
    "(Debian), then make -B setup; the image has them."
)
_KEYTAB: Final = say(
    "Make a keytab that holds the account's present key (it changes with the password) and name it "
    "with its right user in hybridge.toml."
)
_CACHE: Final = say(
    "Have tickets for the account put into the ticket cache that hybridge.toml names, by kinit or "
    "by what renews it here, readable for this program."
)
_AGAIN: Final = say("Check again: this program gets new tickets by itself.")
_OFFER: Final = say(
    "Set auth of this server in hybridge.toml to a way that it offers, or switch that way on "
    "at its PowerShell directory."
)
_POLICY: Final = say(
    "Look into the domain controller's security log (4768, 4769, 4771) for the rule that refused "
    "the account."
)


def _of(whose: Whose, code: str, words: Phrase, cure: Phrase) -> Trouble:
    return Trouble(code=code, whose=whose, words=words, cure=cure)


_WRONG: Final = say("the user name or the password was not accepted")
_OTHER_KEY: Final = say(
    "the server cannot open our ticket, because its name stands on another account"
)
_NO_TYPE: Final = say("no encryption type that the account and the domain both allow")
_EXPIRED: Final = say("the Kerberos ticket has expired")
_SKEW: Final = say("the clocks of this machine and of the domain differ too much")
_NO_REALM: Final = say("Kerberos does not know where the domain is")
_NO_CONFIGURATION: Final = say("the Kerberos configuration of this machine cannot be used")
_FORM: Final = say("the user name is not written as this way of signing in wants it")
_NO_KEY: Final = say("the keytab has no key for the account")
_NO_CACHE: Final = say("the ticket cache has no tickets that can be used")
_AGAINST: Final = say("a rule of the domain refuses the sign-in")

KERBEROS: Final = {
    1: _of(Whose.ACCOUNT, "KDC_ERR_NAME_EXP", say("the account has expired"), _ACCOUNT),
    2: _of(
        Whose.SERVER, "KDC_ERR_SERVICE_EXP", say("the server's account has expired"), _KEY
    ),
    6: _of(
        Whose.ACCOUNT, "KDC_ERR_C_PRINCIPAL_UNKNOWN",
        say("Kerberos does not know the user name"), _USER,
    ),
    7: _of(
        Whose.SERVER, "KDC_ERR_S_PRINCIPAL_UNKNOWN",
        say("Kerberos does not know the server by this name"), _NAME,
    ),
    8: _of(
        Whose.SERVER, "KDC_ERR_PRINCIPAL_NOT_UNIQUE",
        say("the name stands on more than one account"), _TWICE,
    ),
    9: _of(Whose.EITHER, "KDC_ERR_NULL_KEY", say("the account has no key"), _TYPES),
    12: _of(Whose.EITHER, "KDC_ERR_POLICY", _AGAINST, _POLICY),
    14: _of(Whose.EITHER, "KDC_ERR_ETYPE_NOSUPP", _NO_TYPE, _TYPES),
    16: _of(
        Whose.EITHER, "KDC_ERR_PADATA_TYPE_NOSUPP",
        say("the domain wants another proof than a password, such as a smart card"), _POLICY,
    ),
    18: _of(
        Whose.ACCOUNT, "KDC_ERR_CLIENT_REVOKED", say("the account is locked or disabled"), _ACCOUNT
    ),
    20: _of(Whose.EITHER, "KDC_ERR_TGT_REVOKED", say("the Kerberos ticket was revoked"), _AGAIN),
    23: _of(
        Whose.ACCOUNT, "KDC_ERR_KEY_EXPIRED", say("the account's password has expired"), _ACCOUNT
    ),
    24: _of(Whose.PASSWORD, "KDC_ERR_PREAUTH_FAILED", _WRONG, _PASSWORD),
    27: _of(
        Whose.SERVER, "KDC_ERR_MUST_USE_USER2USER",
        say("the server's name stands on a person's account"), _KEY,
    ),
    28: _of(
        Whose.EITHER, "KDC_ERR_PATH_NOT_ACCEPTED",
        say("the trust between the domains does not let the account through"), _POLICY,
    ),
    29: _of(
        Whose.DIRECTORY, "KDC_ERR_SVC_UNAVAILABLE",
        say("the domain controller cannot answer at present"), _WAY,
    ),
    31: _of(Whose.PASSWORD, "KRB_AP_ERR_BAD_INTEGRITY", _WRONG, _PASSWORD),
    32: _of(Whose.EITHER, "KRB_AP_ERR_TKT_EXPIRED", _EXPIRED, _AGAIN),
    33: _of(
        Whose.EITHER, "KRB_AP_ERR_TKT_NYV", say("the Kerberos ticket is not valid yet"), _CLOCKS
    ),
    37: _of(Whose.EITHER, "KRB_AP_ERR_SKEW", _SKEW, _CLOCKS),
    41: _of(Whose.SERVER, "KRB_AP_ERR_MODIFIED", _OTHER_KEY, _KEY),
    44: _of(Whose.SERVER, "KRB_AP_ERR_BADKEYVER", _OTHER_KEY, _KEY),
    45: _of(Whose.SERVER, "KRB_AP_ERR_NOKEY", _OTHER_KEY, _KEY),
    60: _of(
        Whose.EITHER, "KRB_ERR_GENERIC",
        say("the domain controller refused without a reason"), _POLICY,
    ),
    68: _of(
        Whose.EITHER, "KDC_ERR_WRONG_REALM", say("the account belongs to another domain"), _USER
    ),
    133: _of(Whose.MACHINE, "KRB5_PARSE_ILLCHAR", _FORM, _USER),
    134: _of(Whose.MACHINE, "KRB5_PARSE_MALFORMED", _FORM, _USER),
    135: _of(Whose.MACHINE, "KRB5_CONFIG_CANTOPEN", _NO_CONFIGURATION, _CONFIGURATION),
    136: _of(Whose.MACHINE, "KRB5_CONFIG_BADFORMAT", _NO_CONFIGURATION, _CONFIGURATION),
    140: _of(Whose.MACHINE, "KRB5_CC_UNKNOWN_TYPE", _NO_CACHE, _CACHE),
    141: _of(Whose.MACHINE, "KRB5_CC_NOTFOUND", _NO_CACHE, _CACHE),
    148: _of(Whose.EITHER, "KRB5_KDCREP_SKEW", _SKEW, _CLOCKS),
    150: _of(Whose.MACHINE, "KRB5_PROG_ETYPE_NOSUPP", _NO_TYPE, _TYPES),
    154: _of(Whose.MACHINE, "KRB5_REALM_UNKNOWN", _NO_REALM, _CONFIGURATION),
    156: _of(
        Whose.DIRECTORY, "KRB5_KDC_UNREACH", say("no domain controller answered"), _WAY
    ),
    179: _of(Whose.MACHINE, "KRB5_KT_BADNAME", _NO_KEY, _KEYTAB),
    181: _of(Whose.MACHINE, "KRB5_KT_NOTFOUND", _NO_KEY, _KEYTAB),
    193: _of(Whose.MACHINE, "KRB5_CC_IO", _NO_CACHE, _CACHE),
    194: _of(Whose.MACHINE, "KRB5_FCC_PERM", _NO_CACHE, _CACHE),
    195: _of(Whose.MACHINE, "KRB5_FCC_NOFILE", _NO_CACHE, _CACHE),
    199: _of(Whose.MACHINE, "KRB5_CC_FORMAT", _NO_CACHE, _CACHE),
    209: _of(Whose.EITHER, "KRB5_PREAUTH_NO_KEY", _AGAINST, _POLICY),
    210: _of(Whose.EITHER, "KRB5_PREAUTH_FAILED", _AGAINST, _POLICY),
    217: _of(Whose.MACHINE, "KRB5_ERR_HOST_REALM_UNKNOWN", _NO_REALM, _CONFIGURATION),
    220: _of(Whose.MACHINE, "KRB5_REALM_CANT_RESOLVE", _NO_REALM, _CONFIGURATION),
    223: _of(Whose.EITHER, "KRB5_GET_IN_TKT_LOOP", _AGAINST, _POLICY),
    224: _of(
        Whose.MACHINE, "KRB5_CONFIG_NODEFREALM",
        say("the Kerberos configuration names no default realm"), _CONFIGURATION,
    ),
    230: _of(Whose.MACHINE, "KRB5_KT_KVNONOTFOUND", _NO_KEY, _KEYTAB),
    235: _of(Whose.MACHINE, "KRB5_KT_FORMAT", _NO_KEY, _KEYTAB),
    236: _of(Whose.MACHINE, "KRB5_NOPERM_ETYPE", _NO_TYPE, _TYPES),
    237: _of(Whose.MACHINE, "KRB5_CONFIG_ETYPE_NOSUPP", _NO_TYPE, _TYPES),
}  # fmt: skip
"""By number."""

NO_LIBRARY: Final = _of(
    Whose.MACHINE, "KERBEROS_NOT_INSTALLED",
    say("the Kerberos libraries are not installed"), _LIBRARY,
)  # fmt: skip
SILENT: Final = _of(
    Whose.DIRECTORY, "KDC_SILENT", say("no domain controller answered in time"), _WAY
)
NO_KEYTAB: Final = _of(Whose.MACHINE, "KEYTAB_UNREADABLE", _NO_KEY, _KEYTAB)
NO_TICKETS: Final = _of(Whose.MACHINE, "TICKET_CACHE_EMPTY", _NO_CACHE, _CACHE)
EXPIRED: Final = _of(Whose.MACHINE, "TICKET_CACHE_EXPIRED", _EXPIRED, _CACHE)
STRANGE: Final = _of(
    Whose.EITHER, "KERBEROS_ERROR", say("the sign-in by Kerberos could not be completed"), _POLICY
)
NOT_OFFERED: Final = _of(
    Whose.SERVER, "SIGN_IN_NOT_OFFERED",
    say("the server does not offer this way of signing in; it offers"), _OFFER,
)  # fmt: skip
NOTHING_OFFERED: Final = _of(
    Whose.SERVER, "NO_SIGN_IN_OFFERED", say("the server offers no way of signing in"), _OFFER
)
TICKET_REFUSED: Final = _of(
    Whose.SERVER, "TICKET_REFUSED",
    say("the server did not accept our Kerberos ticket, which the domain gave for it"), _KEY,
)  # fmt: skip
REFUSED: Final = _of(Whose.PASSWORD, "SIGN_IN_REFUSED", _WRONG, _PASSWORD)
HELD_BACK: Final = _of(
    Whose.ACCOUNT, "SIGN_IN_HELD_BACK",
    say("the account was refused before and is not tried again yet, so that it is not locked"),
    _PASSWORD,
)  # fmt: skip
NO_NTLM: Final = _of(
    Whose.MACHINE, "SIGN_IN_NOT_POSSIBLE",
    say("this way of signing in is not possible on this machine"), _OFFER,
)  # fmt: skip
BAD_FORM: Final = _of(Whose.MACHINE, "USER_FORM", _FORM, _USER)

EVERY: Final = (
    *KERBEROS.values(), NO_LIBRARY, SILENT, NO_KEYTAB, NO_TICKETS, EXPIRED, STRANGE, NOT_OFFERED,
    NOTHING_OFFERED, TICKET_REFUSED, REFUSED, HELD_BACK, NO_NTLM, BAD_FORM,
)  # fmt: skip
_BY_CODE: Final = {each.code: each for each in EVERY}


def cure(code: str) -> Phrase | None:
    """Give what to do about an error by its code; ``None`` when it is none of these."""
    found = _BY_CODE.get(code)
    return found.cure if found else None


def words() -> Iterable[Phrase]:
    """Give every sentence that can stand in an error's detail."""
    return (each.words for each in EVERY)
