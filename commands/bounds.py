"""How much of what comes from outside is looked at: every bound on its length, in one place.

Patterns over such text are linear, and these keep the line short.  What goes beyond a bound is cut
or refused with words; no real answer comes near.
"""

from typing import Final

TEXT: Final = 128 * 1024
"""Characters of one text; a test's detail of Exchange has some 30,000."""
USER_PART: Final = 256
"""Characters before the ``@`` of an address that are taken for a user and a password."""
VALUE: Final = 400
"""Characters of a value that a person wrote behind its name."""
NODES: Final = 500_000
"""Values of one answer, those counted again that it refers to."""
DEPTH: Final = 100
"""Objects in objects; Exchange writes one level of them, and PowerShell at most 48."""
JSON_DEPTH: Final = 100
"""The same for JSON."""
