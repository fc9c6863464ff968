"""Passwords as people and messages say them, in addresses, and in short Basic values.

These look like ordinary words, so what follows a name such as ``password`` is judged: a word that
tells the state of a password (wrong, expired, required) stays, anything else goes.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from typing import Final

from adapters.marks import REDACTED, instead
from adapters.secret_names import LOCAL
from commands.bounds import USER_PART, VALUE

_STATE: Final = (
    r"a|about|accepted|again|already|also|always|an|and|as|at|bad|been|being|blank|by|case-sensitive|"
    r"correct|different|due|either|empty|false|for|from|given|good|granted|here|hidden|if|in|"
    r"incorrect|insecure|invalid|kept|known|just|last|later|left|less|long|longer|lost|more|needed|"
    r"never|new|newer|no|none|not|now|null|of|off|ok|old|older|on|one|only|optional|or|out|present|"
    r"read|right|same|secure|sent|set|shared|short|shorter|still|stored|strong|that|the|there|this|"
    r"to|too|true|unchanged|unknown|unset|used|valid|weak|what|when|within|wrong|yet|your|"
    r"changed|denied|disabled|enabled|expired|failed|missing|refused|rejected|required|"
    r"\$false|\$true|\$null"
)
_END: Final = r"(?![\w$@+/=-])(?!\.\w)"
STATES: Final = rf"(?:{_STATE}){_END}"
"""Words that tell of a secret and are none; for a pattern that ignores case."""
_TOLD: Final = rf"(?:{_STATE}|[a-z]+(?:ed|ing|able|ly)){_END}"
"""The same after ``is``, where a sentence is likelier than a value."""

_SAID: Final = re.compile(
    r"(?i)((?<![a-z0-9])[a-z_-]{0,20}(?:password|passwd|pwd|passphrase|passcode|client[ _-]?secret)"
    r"(?:[ \t]++(?:of|for)[ \t]++[^\s:=]++)?+"
    rf"(?:[ \t]*+=[ \t]*+(?!{STATES})|[ \t]++(?:is|was)\b[ \t]*+(?::[ \t]*+)?+(?!{_TOLD})))"
    r"(\"[^\"\n]*\"|'[^'\n]*'|[^\s;,&\"'<>{}\[\]]++)"
)
_LABELLED: Final = re.compile(
    r"(?i)((?<![a-z0-9])[a-z_-]{0,20}"
    rf"(?:password|passwd|pwd|passphrase|passcode|client[ _-]?secret|(?<![a-z_-])pass|{LOCAL})"
    r"(?:[ \t]++(?:of|for)[ \t]++[^\s:=：]++)?+[ \t]*+[:：][ \t]*+)"
    rf"(\"[^\"\n]*\"|'[^'\n]*'|[^\r\n;,&\"'<>{{}}\[\]]{{1,{VALUE}}}+)"
)
"""A name with a colon, as a form has it: what follows may be several words."""
_KOREAN: Final = re.compile(
    r"((?:비밀번호|암호|패스워드)(?:는|은|가|이)[ \t]++)([^\s;,&\"'<>{}\[\]가-힣]++)"
)
_ADDRESS: Final = re.compile(
    r"(?i)(?<![a-z0-9])([a-z][a-z0-9+.-]{1,20}://)"
    rf"(?:[^\s/?#@:\"'<>\[\]]{{0,{USER_PART}}}+:(?!\d{{1,5}}[/?#])"
    rf"(?:[^\s/?#\"'<>]{{0,{USER_PART}}}@|[^\s@\"'<>]{{0,{USER_PART}}}+@)"
    rf"|[^\s/?#@:\"'<>\[\]]{{16,{USER_PART}}}+@)"
)
"""``scheme://user:password@``, or a token in the user's place; a port is no password."""
_ABROAD: Final = r"만료|틀|잘못|없|변경|필요|초기|expir|inval|requis|refus|manqu|oubli|chang|erron"
_TELLS_FIRST: Final = re.compile(rf"(?i)(?:{STATES}|{_ABROAD})")
_TELLS: Final = re.compile(
    rf"(?i)(?:{STATES}|{_TOLD}|(?:is|was|were|are|has|had|have|will|must|may|can|cannot|does|did|but)"
    rf"\b|{_ABROAD})"
)
"""A word that tells of a password and is no part of one, in three languages."""
_PHRASE: Final = 3
_ONLY_DIGITS: Final = re.compile(r"\d{1,9}\b")
_BASIC: Final = re.compile(r"(?i)\b(basic\s+)([a-z0-9+/_-]{4,})(={0,2})(?![\w+/-])")


def without(value: str) -> str:
    """Give the text without them."""
    value = _ADDRESS.sub(rf"\1{REDACTED}@", value)
    value = _BASIC.sub(_basic, value)
    value = _SAID.sub(_said, value)
    value = _KOREAN.sub(_said, value)
    return _LABELLED.sub(_labelled, value)


def _said(match: re.Match[str]) -> str:
    quote = match[2][0] if match[2][0] in "\"'" else ""
    return f"{match[1]}{quote}{instead(match[2])}{quote}"


def _labelled(match: re.Match[str]) -> str:
    """Take as many words as are no sentence about it; ``Pass: 12`` counts something."""
    said = match[2]
    if said[0] in "\"'":
        return _said(match)
    counts = match[1].lower().lstrip("_- ").startswith("pass:") and _ONLY_DIGITS.match(said)
    words = said.split(" ")
    told = [bool(_TELLS_FIRST.match(words[0])), *(bool(_TELLS.match(word)) for word in words[1:])]
    if told[0] and len(words) >= _PHRASE and not any(told[1:]):
        told[0] = False  # "correct horse battery staple"
    secret = told.index(True) if any(told) else len(words)
    if not secret or counts or not said.strip():
        return match[0]
    left = " ".join(words[secret:])
    return f"{match[1]}{instead(' '.join(words[:secret]))}{' ' if left else ''}{left}"


def _basic(match: re.Match[str]) -> str:
    """A value of Basic is ``user:password`` in base64; a word is not."""
    given = match[2].replace("-", "+").replace("_", "/")
    try:
        inside = b64decode(given + "=" * (-len(given) % 4), validate=True)
    except (NotBase64, ValueError):
        return match[0]
    if b":" not in inside or any(byte < ord(" ") for byte in inside):
        return match[0]
    return match[1] + REDACTED
