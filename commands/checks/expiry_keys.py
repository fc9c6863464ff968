"""How long are the keys valid by which Entra ID verifies Exchange?

Warned of is the key of the certificate that Exchange signs with, and that of the next one; a key
that is none of these is shown, and nothing depends on its end.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from commands.certificates import key_must_last
from commands.check import Asked, Check, unknown
from commands.checks import powershell
from commands.checks.certificate_current import found as installed
from commands.checks.effects import is_blocked
from commands.checks.expiry import Ending, lifetime, renewed, row, short
from commands.checks.expiry_auth import followed, signing_left
from commands.checks.identity import keys_of
from commands.checks.renewal import fresh_key
from commands.checks.weigh import Fault
from commands.facts.entra import CALLING, DEDICATED, SHARED
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.findings import Finding, Verdict
from commands.lifetimes import Lifetime, Place
from commands.look import Facts, Known, Unread
from commands.outside.entra import Key, key_of
from commands.outside.identifiers import same
from commands.phrases import say

TITLE = say("Lifetimes of the keys in Entra ID")

_DEDICATED: Final = say("Keys of the dedicated application")
_CALLING: Final = say("Keys of Teams and voicemail")
_SHARED: Final = say("Keys on the shared principal of Exchange Online")


@dataclass(frozen=True, kw_only=True)
class Holder:
    """An application or principal that carries keys."""

    app_id: str
    name: str
    keys: tuple[Key, ...]
    dedicated: bool = False
    """It is the dedicated application, whose keys a request brings."""
    useless: bool = False
    """Nothing is accepted through it any more; a key there is an exposure."""


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    dark = [*_dark(facts)]
    found = [
        _judged(holder, key, facts, asked)
        for holder in _holders(facts, asked)
        for key in _once(holder.keys)
        if key.ends is not None
    ]
    yield from found
    yield from dark
    if not found and not dark:
        none = say("No application or principal carries a key for Exchange Server.")
        yield Finding(id=CHECK.id, title=TITLE, verdict=Verdict.SKIPPED, evidence=(none,))


def _dark(facts: Facts) -> Iterator[Finding]:
    for reading, title, name in (
        (facts.of(DEDICATED), _DEDICATED, "dedicated"),
        (facts.of(CALLING), _CALLING, "callers"),
        (facts.of(SHARED), _SHARED, "shared"),
    ):
        if isinstance(reading, Unread):
            yield unknown(f"{CHECK.id}.{name}", title, reading)


def _holders(facts: Facts, asked: Asked) -> Iterator[Holder]:
    dedicated, calling, shared = facts.of(DEDICATED), facts.of(CALLING), facts.of(SHARED)
    if isinstance(dedicated, Known):
        for application in dedicated.value.applications[:1]:
            keys = keys_of(dedicated.value)
            yield Holder(
                app_id=application.app_id, name=application.name, keys=keys, dedicated=True
            )
    if isinstance(calling, Known):
        for each in calling.value:
            yield Holder(app_id=each.app_id, name=each.name, keys=each.keys)
    if isinstance(shared, Known) and shared.value is not None:
        useless = is_blocked(asked)
        each = shared.value
        yield Holder(app_id=each.app_id, name=each.name, keys=each.keys, useless=useless)


def _once(keys: Iterable[Key]) -> Iterable[Key]:
    """Give each certificate's key once: both a registration and its principal may carry it."""
    return {key.thumbprint or key.key_id: key for key in keys}.values()


def _judged(holder: Holder, key: Key, facts: Facts, asked: Asked) -> Finding:
    assert key.ends is not None  # noqa: S101  (the caller has seen to it)
    title = say(
        "Key of {name}: {thumbprint}", name=holder.name, thumbprint=short(key.thumbprint) or "–"
    )
    serves = _serves(key, facts)
    watched = (
        not holder.useless and serves is not False and not _followed(holder, key, facts, asked)
    )
    about = []
    if serves is False:
        about.append(say("It is not the key of the current or the next auth certificate."))
    shown = lifetime(
        _latin(holder.name),
        Place.ENTRA,
        starts=key.starts,
        ends=key.ends,
        asked=asked,
        thumbprint=key.thumbprint,
        watched=watched,
    )
    return row(
        f"{CHECK.id}.{holder.app_id}.{key.thumbprint or key.key_id}",
        title,
        shown,
        ending=_ending(holder, shown, facts, asked),
        about=about,
        faults=[_exposed(asked)] if holder.useless else (),
    )


def _ending(holder: Holder, shown: Lifetime, facts: Facts, asked: Asked) -> Ending:
    """Say what the key's end means, by what is left of the certificate that Exchange signs with.

    Where that was not read, the key is taken to last as long as its certificate.  Where it does
    not, another certificate is no cure for it, but a fresh key is.
    """
    config, stores = facts.of(AUTH_CONFIG), facts.of(CERTIFICATES)
    if not isinstance(config, Known) or not isinstance(stores, Known):
        return renewed(shown, asked, left=shown.ends - shown.seen, signs=True)
    left = signing_left(config.value, stores.value, asked)
    is_next = same(shown.thumbprint, config.value.next)
    certificate = installed(stores.value, shown.thumbprint)
    if holder.dedicated and certificate is not None:
        early = shown.ends <= key_must_last(asked.now, certificate.ends)
        way = fresh_key(asked) if early and certificate.ends > asked.now else None
        return renewed(shown, asked, left=left, signs=not is_next, way=way)
    return renewed(shown, asked, left=left, signs=not is_next)


def _serves(key: Key, facts: Facts) -> bool | None:
    """Say whether Exchange signs, or will sign, with the key; ``None``: AuthConfig was not read."""
    config = facts.of(AUTH_CONFIG)
    if isinstance(config, Unread):
        return None
    return any(same(key.thumbprint, each) for each in (config.value.current, config.value.next))


def _followed(holder: Holder, key: Key, facts: Facts, asked: Asked) -> bool:
    """Say whether the next certificate takes over before, and the holder knows its key."""
    config, stores = facts.of(AUTH_CONFIG), facts.of(CERTIFICATES)
    if not isinstance(config, Known) or not isinstance(stores, Known):
        return False
    staged = followed(config.value, stores.value, asked)
    if staged is None or not same(key.thumbprint, config.value.current):
        return False
    return key_of(holder.keys, staged.thumbprint, till=config.value.next_effective) is not None


def _exposed(asked: Asked) -> Fault:
    domain = asked.organisation.domain
    decides = say(
        "{command} says what is to be done; then check certificates {domain} again.",
        command=f"check auth cert {domain}",
        domain=domain,
    )
    return Fault(
        seen=say("It should not be there: nothing is accepted through this principal any more."),
        consequence=say(
            "Whoever gets hold of the key can act as Exchange Online in the tenant "
            "(CVE-2025-53786)."
        ),
        remedy=decides,
        command=powershell.asked_for("check auth cert", asked),
        verdict=Verdict.WARN,
    )


def _latin(name: str) -> str:
    return "".join(each if " " <= each <= "~" else "?" for each in name)


CHECK = Check(
    id="expiry.keys",
    title=TITLE,
    asks="How long are the keys valid by which Entra ID verifies Exchange, on each identity?",
    needs=(AUTH_CONFIG, CERTIFICATES, DEDICATED, CALLING, SHARED),
    judge=judge,
)
