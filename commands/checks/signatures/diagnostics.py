"""What ``x-ms-diagnostics`` says: ``2000005;reason="…";error_category="invalid_user"``.

The numbers have moved between builds (2000009 was ``invalid_certificate`` and is
``invalid_issuer``), so the category and the quoted reason are what rows go by, and the number only
where an answer has no category.
"""

import re
from dataclasses import dataclass
from typing import Final

_REASON: Final = re.compile(r'reason ?= ?"([^"\r\n]{1,1000})"', re.IGNORECASE)
_CATEGORY: Final = re.compile(r'error_category ?= ?"([a-z_]{1,40})"', re.IGNORECASE)
_NUMBER: Final = re.compile(r"diagnostics: ?(\d{7});", re.IGNORECASE)
_OF_NUMBER: Final = {
    "2000000": "invalid_signature",
    "2000001": "invalid_token",
    "2000002": "token_expired",
    "2000003": "invalid_resource",
    "2000004": "invalid_tenant",
    "2000005": "invalid_user",
    "2000006": "invalid_client",
    "2000007": "internal_error",
    "2000008": "invalid_grant",
    "2000009": "invalid_issuer",
    "2000020": "insufficient_claims",
    "4000000": "oauth_not_available",
    "4001001": "oauth_not_available",
}
_ALIKE: Final = {"invalid_lifetime": "token_expired"}


@dataclass(frozen=True, kw_only=True)
class Diagnostics:
    """Category and reason, both empty where an answer has none."""

    category: str
    reason: str


def diagnostics(text: str) -> Diagnostics:
    """Read the first diagnostics in a text."""
    reason, category, number = (each.search(text) for each in (_REASON, _CATEGORY, _NUMBER))
    name = category.group(1).lower() if category else ""
    if not name and number:
        name = _OF_NUMBER.get(number.group(1), "")
    return Diagnostics(
        category=_ALIKE.get(name, name), reason=reason.group(1).strip() if reason else ""
    )
