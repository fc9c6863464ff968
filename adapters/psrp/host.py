"""The host that PowerShell asks when a cmdlet wants a person to answer: it always says No.

Without a host a cmdlet that prompts fails; answering Yes would, for ``New-ExchangeCertificate``,
replace the certificate that mail flows with.
"""

from collections.abc import Sequence
from typing import Any, Final

from pypsrp.exceptions import InvalidPSRPOperation
from pypsrp.host import PSHost, PSHostUserInterface

from adapters.plain_words import Told

_NO: Final = ("n", "no")


class Asked(Told, InvalidPSRPOperation):
    """The server asks what cannot be answered with No."""


class Cautious(PSHostUserInterface):
    """Answers questions with No."""

    def PromptForChoice(  # noqa: N802  (the protocol's name and arguments)
        self,
        runspace: Any,  # noqa: ARG002
        pipeline: Any,  # noqa: ARG002
        caption: str,
        message: str,
        choices: Sequence[Any],
        default_choice: int,  # noqa: ARG002
    ) -> int:
        for index, choice in enumerate(choices):
            if _label(choice).replace("&", "").strip().lower() in _NO:
                return index
        raise Asked(f"the server asks: {caption} {message}")


def host() -> PSHost:
    """Make the host for one pool."""
    return PSHost(None, None, False, "Hybridge", None, Cautious(), "1.0")  # noqa: FBT003


def _label(choice: Any) -> str:
    for properties in ("extended_properties", "adapted_properties"):
        for name, value in getattr(choice, properties, {}).items():
            if name.lower() == "label":
                return str(value)
    return ""
