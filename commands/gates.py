"""The names of gates: what people decide about, as it is typed after ``approve 42``.

A stored job names its gates, so a name stays the same.
"""

from typing import Final

PLAN: Final = "plan"
PURGE: Final = "purge"
UNDO: Final = "undo"
PUBLISH: Final = "publish"
RETIRE: Final = "retire"
REPLACE: Final = "replace"

PROOF: Final = "proof"
"""People say what they have seen, where nothing that is configured can show it."""

NAMES: Final = (PLAN, PURGE, UNDO, PUBLISH, RETIRE, REPLACE, PROOF)
HIGH_RISK: Final = (PURGE, UNDO, PUBLISH, RETIRE, REPLACE)
"""Those for which an installation may ask for two leads (design, part 6)."""
TWO_LEADS: Final = (PURGE, UNDO, RETIRE, REPLACE)
"""Those that need two where an installation does not say; what is published can be taken back."""
