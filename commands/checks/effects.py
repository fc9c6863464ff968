"""What people notice when one direction of OAuth does not work, in plain words."""

from typing import Final

from commands.phrases import say

ON_PREMISES_SIDE_BLIND: Final = say(
    "People with a mailbox on premises cannot see free/busy times, automatic replies and photos of "
    "people in the cloud."
)
CLOUD_SIDE_BLIND: Final = say(
    "People with a mailbox in the cloud cannot see free/busy times and automatic replies of people "
    "on premises, and Teams cannot reach their calendars."
)
BOTH_SIDES_BLIND: Final = say(
    "Free/busy times, automatic replies and photos stop in both directions between Exchange Server "
    "and Exchange Online."
)
