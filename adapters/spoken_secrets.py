"""Passwords as people and messages say them, in addresses, and in short Basic values.

These look like ordinary words, so what follows a name such as ``password`` is judged: a word that
tells the state of a password (wrong, expired, required) stays, anything else goes.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from typing import Final

from adapters.marks import REDACTED, instead

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
    r"(?:[ \t]+(?:of|for)[ \t]+[^\s:=]+)?"
    rf"(?:[ \t]*[:=][ \t]*+(?!{STATES})|[ \t]+(?:is|was)\b[ \t]*:?[ \t]*+(?!{_TOLD})))"
    r"(\"[^\"\n]*\"|'[^'\n]*'|[^\s;,&\"'<>{{}}\[\]]+)"
)
_ADDRESS: Final = re.compile(
    r"(?i)(?<![a-z0-9])([a-z][a-z0-9+.-]{1,20}://)"
    r"(?:[^\s/?#@:\"'<>\[\]]*:(?!\d{1,5}[/?#])(?:[^\s/?#\"'<>]*|[^\s@\"'<>]*)"
    r"|[^\s/?#@:\"'<>\[\]]{16,})@"
)
"""``scheme://user:password@``, or a token in the user's place; a port is no password."""
_BASIC: Final = re.compile(r"(?i)\b(basic\s+)([a-z0-9+/_-]{4,})(={0,2})(?![\w+/-])")


def without(value: str) -> str:
    """Give the text without them."""
    value = _ADDRESS.sub(rf"\1{REDACTED}@", value)
    value = _BASIC.sub(_basic, value)
    return _SAID.sub(_said, value)


def _said(match: re.Match[str]) -> str:
    quote = match[2][0] if match[2][0] in "\"'" else ""
    return f"{match[1]}{quote}{instead(match[2])}{quote}"


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
