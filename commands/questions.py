"""Tells a question or a negation from an order: "approve 42?", "1번 승인할까요", "never retry 42".

In chat a question and the order it asks about often differ by one sign or one ending.  Nothing
that decides or changes is run on such a message.  A word that is wrongly taken for a question
costs one more message; the other way round costs an approval, so the rules here lean to the
question.
"""

import re
from enum import StrEnum
from typing import Final

from commands.words import fold, words

_MARKS: Final = "?？¿؟⁇⁈⁉‽⸘❓❔⸮︖﹖՞፧🤔🤷"
_QUOTE: Final = re.compile(r"(?m)^ {0,3}>")
"""A line that somebody else wrote, as Markdown quotes it."""
_NOTS: Final = frozenset(
    """
    not dont don't cannot cant can't never shouldnt shouldn't mustnt mustn't wont won't nor neither
    ne pas jamais surtout aucun aucune non
    안 못 말고 말아 말아라 마 마라 마세요 마십시오 마시오 않 않아 않음 금지 아니 아니요 보류
    """.split()  # noqa: SIM905  (it is a list of words)
)
"""Words that turn an order into its contrary, folded."""
_KOREAN_NOT: Final = re.compile(
    r"(?:하|시키|되|지)지(?:는|도)?(?:마|말|않|못|$)|지(?:마|말|않)"
    r"|^(?:안[되돼된됨됩하함합해한]|말[아고자기]|아(?:니|닙|님|닌)|불가(?:$|[능합해함])|금[물지]|싫|노노|ㄴ+$)"
)
_FRENCH_NOT: Final = re.compile(r"n['’]\w")
_ADVERBS: Final = frozenset("절대 절대로 아직 아직은 제발".split())  # noqa: SIM905
"""What may come between a Korean verb and what turns it round, folded."""
_ASKING: Final = frozenset(
    """
    should shall may might can could would will do does did is are was were has have had am
    who whom whose what when where why which how
    dois doit faut peux peut pouvez pouvons puis est-ce est pourquoi qui quand comment quel quelle
    quels quelles ou combien que
    왜 언제 누가 누구 뭐 뭘 무엇 무슨 어떻게 어떤 어디 어때 어떨까 혹시
    """.split()  # noqa: SIM905  (it is a list of words)
)
"""Words with which a question begins, folded."""
_ASKING_LATE: Final = frozenset(
    """
    or is isnt isn't was wasnt wasn't would wouldnt wouldn't should shouldnt shouldn't why
    ou est serait pourquoi
    왜 아니면 또는 혹은
    """.split()  # noqa: SIM905  (it is a list of words)
)
"""Words that make a question, or a doubt, of the order right before them, folded."""
_ADDRESSING: Final = frozenset("can could you vous".split())  # noqa: SIM905
_KIND: Final = re.compile(r"\b(?:s['’]?il vous pla[iî]t|thank you)\b", re.IGNORECASE)
_KOREAN_ASKS: Final = re.compile(
    r"(?:까|까요|나요|가요|니|냐|래|래요|겠어요|죠|어때|어때요|되나|하나|했나|돼|돼요|될지|할지"
    r"|해도|는지|은지|인지|한지|을지|여부|까나|맞아|맞지|맞나|가능)$"
)
_KOREAN_DONE: Final = re.compile(r"(?:했어|했어요|했지|했지요|됐어|됐어요|됐지|되었어|됐나)$")
_INVERTED: Final = re.compile(r"\w-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles)$")
_LOOKING: Final = frozenset(
    """
    status state report show list verify check test inspect examine view look see explain tell dry
    dry-run dryrun simulate simulation what-if whatif preview configured done expired expires
    확인 상태 점검 검사 조회 진단 테스트 보여줘 알려줘 알려 설명 시험
    etat statut rapport montre affiche verifie verifier verifiez controle controler teste tester
    simule simuler essai
    """.split()  # noqa: SIM905  (it is a list of words)
)
"""Words that want to see something, folded; with one of them nothing is meant to change."""


class Form(StrEnum):
    """What a message is, that is no order."""

    QUESTION = "question"
    NEGATION = "negation"
    QUOTE = "quote"


def form(order: str, rest: str = "") -> Form | None:
    """Tell what a message is; ``None`` for an order.

    Args:
        order: The words that order something, tidied: command, number, domain.
        rest: What follows them as free text, such as a reason, in which words of a question and
            of a negation are allowed; only a question mark, and what clings to the verb, counts.
    """
    if _QUOTE.search(f"{order} {rest}"):
        return Form.QUOTE
    if _is_marked(f"{order} {rest}"):
        return Form.QUESTION
    said, after = _folded(_KIND.sub("", order)), _folded(rest)
    if any(_denies(word) for word in said) or _denies_after(after):
        return Form.NEGATION
    asking = any(word in _ASKING for word in said[:1]) or any(
        _asks(word) or word in _ADDRESSING for word in said
    )
    return Form.QUESTION if asking or _asks_after(after) else None


def looks(text: str) -> bool:
    """Tell whether a text wants to see something rather than have it changed."""
    return form(text) is not None or any(
        fold(stem) in _LOOKING for word in words(text) for stem in word.stems()
    )


def only_asks(word: str) -> bool:
    """Tell whether a word only turns an order into a question or its contrary."""
    folded = fold(word)
    plain = folded.replace("’", "'")
    return folded in _ASKING or plain in _NOTS or _INVERTED.search(folded) is not None


def asks_or_looks(word: str) -> bool:
    """Tell whether a word says that something is wanted to be seen, and not what."""
    return fold(word) in _ASKING | _LOOKING


def _folded(text: str) -> list[str]:
    return [fold(word.typed) for word in words(text)]


def _is_marked(text: str) -> bool:
    """Tell whether it has a question mark; one inside an address is none."""
    return any(mark in _without_query(piece) for piece in text.split() for mark in _MARKS)


def _without_query(piece: str) -> str:
    """Take out of an address the mark before what it asks for."""
    scheme, sign, rest = piece.partition("://")
    place, _, query = rest.partition("?")
    return scheme + sign + place + query if place[:1].isalnum() and query[:1].isalnum() else piece


def _denies(word: str) -> bool:
    return (
        word in _NOTS
        or word.replace("’", "'") in _NOTS
        or _FRENCH_NOT.match(word) is not None
        or _KOREAN_NOT.search(word) is not None
    )


def _denies_after(after: list[str]) -> bool:
    """Tell whether an order is turned round by what follows: "승인 안 해", "refuse 42 pas"."""
    if after and all(word in _NOTS for word in after):
        return True
    first = next((word for word in after[:3] if word not in _ADVERBS), "")
    return first in {"안", "못", "보류", "취소", "말고"} or _KOREAN_NOT.search(first) is not None


def _asks_after(after: list[str]) -> bool:
    """Tell whether an order is asked about by what follows: "or not", "인지"."""
    return any(_asks(word) or word in _ASKING_LATE for word in after[:1]) or (
        after[-2:-1] in (["or"], ["ou"]) and after[-1] in _NOTS
    )


def _asks(word: str) -> bool:
    return any(
        pattern.search(word) is not None for pattern in (_KOREAN_ASKS, _KOREAN_DONE, _INVERTED)
    )
