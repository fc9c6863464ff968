"""The host that PowerShell asks when a cmdlet wants a person to answer: it always says No.

Without a host a cmdlet that prompts fails; answering Yes would, for ``New-ExchangeCertificate``,
replace the certificate that mail flows with.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from pypsrp.exceptions import InvalidPSRPOperation
from pypsrp.host import PSHost, PSHostUserInterface

from adapters.plain_words import Told

_KEY: Final = re.compile(r"&(.)")
_NO: Final = frozenset({"n", "\u043d"})
"""The key of No, Latin or Cyrillic."""


class Asked(Told, InvalidPSRPOperation):
    """The server asks what cannot be answered with No."""


class Cautious(PSHostUserInterface):
    """Answers questions with No, and remembers them; gives nothing away that is to be typed."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        """The questions that were answered with No."""

    def PromptForChoice(  # noqa: N802  (the protocol's name and arguments)
        self,
        runspace: Any,  # noqa: ARG002
        pipeline: Any,  # noqa: ARG002
        caption: str,
        message: str,
        choices: Sequence[Any],
        default_choice: int,  # noqa: ARG002
    ) -> int:
        question = f"{caption or ''} {message or ''}".strip()
        refusing = [index for index, choice in enumerate(choices) if _is_no(_label(choice))]
        if len(refusing) != 1:
            raise Asked(f"the server asks: {question}")
        self.asked.append(question)
        return refusing[0]

    def _typed(self, *_: Any) -> Any:
        raise Asked("the server wants something typed, and nobody is there to do it")

    ReadLine = ReadLineAsSecureString = Prompt = _typed  # type: ignore[assignment]  # whatever is given
    PromptForCredential1 = PromptForCredential2 = _typed  # type: ignore[assignment]


def host(ui: Cautious) -> PSHost:
    """Make the host for one pool."""
    return PSHost(None, None, False, "Hybridge", None, ui, "1.0")  # noqa: FBT003


def _is_no(label: str) -> bool:
    """Tell by the key: a server asks in its own language, and No is ``아니요(&N)`` in Korean.

    The key is the letter after ``&``; it is N for No in all languages of Exchange's that the bot
    speaks, and never for No to all.
    """
    key = _KEY.search(label)
    return key[1].lower() in _NO if key else label.strip().lower() == "no"


def _label(choice: Any) -> str:
    for properties in ("extended_properties", "adapted_properties"):
        for name, value in getattr(choice, properties, {}).items():
            if name.lower() == "label":
                return str(value)
    return ""
