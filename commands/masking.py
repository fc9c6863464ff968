"""A person's own words as they may be said back: nothing that could be a password or a token.

What people paste by mistake is their secret in somebody else's message, which they cannot delete.
So a word is said back only when it looks like a word, a number, a name of a domain or a server; and
of what follows a word such as ``password`` nothing is.
"""

import re
from collections.abc import Callable
from typing import Final

HIDDEN: Final = "…"
"""What stands for one or more words that are not said back."""

_NAMES: Final = re.compile(
    r"(?i)(?:[a-z]{0,12}[_-]?(?:password|passwd|pwd|passphrase|passcode|pass|secret|token|bearer"
    r"|basic|authorization|apikey|api[_-]key)|pw|mdp|passe|jeton)"
    r"|(?:비밀번호|비번|암호|패스워드|토큰|시크릿)(?:는|은|가|이|를|을)?"
)
_NAMED: Final = re.compile(r"([^:=：]{1,40})([:=：]+)(.{0,400})", re.DOTALL)
_PUBLIC: Final = re.compile(
    r"[0-9A-Fa-f]{40}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|<[a-z-]{1,20}>"
    r"|(?=[0-9a-fA-F.]{0,4}:)[0-9a-fA-F:.]{2,45}"
)
_NUMBER: Final = re.compile(r"[#№+-]?[0-9]{1,9}(?:[.:/,-][0-9]{1,6}){0,6}[%hmd]?")
_SERVER: Final = re.compile(r"[A-Z]{1,15}[_-]?[0-9]{1,10}|[a-z]{0,3}-?[0-9]{1,3}[a-z]{0,3}")
_PARTICLE: Final = re.compile(r"(?<=[0-9A-Za-z])[가-힣]{1,4}$")
"""What Korean adds to a name: ``EX01에``."""
_HOST: Final = re.compile(
    r"(?:https?://)?(?:[a-z][a-z.-]{0,30}@)?[a-z0-9-]{1,24}(?:\.[a-z0-9-]{1,24}){1,5}\.?(?::[0-9]{1,5})?"
    r"(?:/[a-z]{0,16}){0,4}"
)
_WORD: Final = re.compile(r"[^\W\d_]{1,24}(?:[-'’/&+.][^\W\d_]{1,24}){0,4}")
_HUMPS: Final = re.compile(r"[a-z][A-Z]")
_MOST_HUMPS: Final = 2
"""``FreeBusy``, ``iPhone``; a random word has more."""
_LONG: Final = 16


def masked(text: str) -> str:
    """Give the words that may be said back, and dots in the place of the others."""
    return _said(text, _may_be_said)


def without_tokens(text: str) -> str:
    """The same for what was meant to be kept, such as a reason: only what looks random goes."""
    return _said(text, lambda word: not _is_random(word))


def _said(text: str, may: Callable[[str], bool]) -> str:
    said: list[str] = []
    hides = False
    for word in text.split():
        shown, hides = _shown(word, may, hides=hides)
        if shown != HIDDEN or said[-1:] != [HIDDEN]:
            said.append(shown)
    return " ".join(said)


def _shown(word: str, may: Callable[[str], bool], *, hides: bool) -> tuple[str, bool]:
    """Give a word as it is said back, and whether those behind it are hidden."""
    if hides:
        return HIDDEN, True
    bare = word.strip("\"'`“”‘’.,!?;()[]{}…")
    if _NAMES.fullmatch(bare.rstrip(":=：")):
        return word, True
    if found := _NAMED.fullmatch(word):
        name, between, value = found.groups()
        if _NAMES.fullmatch(name.strip("-\"'")):
            return f"{name}{between}{HIDDEN if value else ''}", True
    return (word if not bare or may(bare) else HIDDEN), False


def _may_be_said(word: str) -> bool:
    if word.startswith("--"):
        name, equals, value = word[2:].partition("=")
        return _may_be_said(name) and (not equals or _may_be_said(value))
    word = _PARTICLE.sub("", word)
    if _PUBLIC.fullmatch(word) or _NUMBER.fullmatch(word) or _SERVER.fullmatch(word):
        return True
    one_case = word.islower() or word.isupper() or word[1:].islower()
    if one_case and _HOST.fullmatch(word.lower()):
        return True
    return bool(_WORD.fullmatch(word)) and len(_HUMPS.findall(word)) <= _MOST_HUMPS


def _is_random(word: str) -> bool:
    if _PUBLIC.fullmatch(word) or len(word) < _LONG:
        return False
    kinds = (str.isdigit, str.isupper, str.islower)
    return all(any(kind(letter) for letter in word) for kind in kinds)
