"""Which certificate takes over: one that is staged already, or a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands import amounts
from commands.certificates import SHORT_NEXT
from commands.checks.certificate_view import View
from commands.effective import AHEAD
from commands.facts.organisation import AUTH_CONFIG
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbooks.auth_certificate import make, maker, there
from commands.runbooks.draft import Draft


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The certificate that is to take over.

    Attributes:
        thumbprint, der: It, or references to it.
        source: The server that has it first.
        is_staged: It is the one that is staged already.
    """

    thumbprint: str
    der: str
    source: str
    is_staged: bool


def choose(draft: Draft, seen: View, options: Mapping[str, str]) -> Chosen:
    """Take the staged certificate up where it is worth it; otherwise plan a new one."""
    config, left = draft.facts.value(AUTH_CONFIG), seen.seen.next
    if left is not None and _is_taken_up(draft, seen, options):
        draft.in_place.append(
            say(
                "Certificate {thumbprint}: staged already, {days} left; it is taken up",
                thumbprint=config.next,
                days=amounts.days(left.days),
            )
        )
        der = there(draft.facts, config.next)
        return Chosen(thumbprint=config.next, der=der, source=seen.next_holder, is_staged=True)
    if config.next:
        draft.warn(
            say(
                "The staged certificate {thumbprint} is replaced: its days are few, or another "
                "lifetime is asked for.",
                thumbprint=config.next,
            )
        )
    days = int(options.get("lifetime", "0"))
    source = maker(draft)
    thumbprint, der = make(draft, source, days)
    return Chosen(thumbprint=thumbprint, der=der, source=source, is_staged=False)


def ends(draft: Draft, seen: View, options: Mapping[str, str]) -> datetime | None:
    """Give when that certificate ends; ``None`` for the five years of a new one."""
    if seen.seen.next is not None and _is_taken_up(draft, seen, options):
        return draft.asked.now + seen.seen.next
    if "lifetime" in options:
        return draft.asked.now + timedelta(days=int(options["lifetime"]))
    return None


def _is_taken_up(draft: Draft, seen: View, options: Mapping[str, str]) -> bool:
    config, left = draft.facts.value(AUTH_CONFIG), seen.seen.next
    lasts = left is not None and left > SHORT_NEXT
    return lasts and not same(config.next, config.current) and "lifetime" not in options


def is_kept(draft: Draft, seen: View, chosen: Chosen) -> bool:
    """Tell whether it is staged already, with a time that leaves what is needed."""
    effective_at = draft.facts.value(AUTH_CONFIG).next_effective
    if not chosen.is_staged or "effective" in draft.options or effective_at is None:
        return False
    return seen.seen.in_time and effective_at - draft.asked.now >= AHEAD
