"""What can be asked: each thing a person can type stands in one of the tuples below.

A new check is one file in ``commands/checks`` and one line here; a test notices a forgotten line.
"""

from collections.abc import Mapping
from typing import Final

from commands.check import Suite
from commands.phrases import say

SUITES: Final[Mapping[str, Suite]] = {
    "oauth": Suite(
        name="oauth",
        title=say("OAuth between Exchange Server and Exchange Online"),
        checks=(),
    ),
}
