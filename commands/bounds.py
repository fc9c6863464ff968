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
NODES: Final = 200_000
"""Values of one answer; one that is referred to counts each time."""
DEPTH: Final = 60
"""Values in values; Exchange writes a few levels, and ``Export-Clixml`` 48 where it is told to."""
ELEMENTS: Final = 3 * DEPTH
"""Elements in elements: an object in an object is three of them, ``Obj``, ``Props``, ``Obj``."""
