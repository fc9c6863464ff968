"""Who in the cloud must know the auth certificate: the dedicated application, Teams, voicemail.

Never the principal that all tenants share: a key there reaches from Exchange into the tenant.
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict

from commands.actions.auth_keys import AddAuthKey, DropAuthKey
from commands.certificates import key_must_last
from commands.checks.certificate_current import found as installed
from commands.facts.entra import CALLING, DEDICATED
from commands.facts.servers import CERTIFICATES
from commands.findings import Console
from commands.outside.entra import Key, key_of
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Left
from commands.runbooks import shared_principal
from commands.runbooks.draft import Draft


class Ids(TypedDict):
    """Application ids by kind, as the values of an action."""

    applications: tuple[str, ...]
    principals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Identity:
    """One identity, and its keys as they are while this is planned."""

    object_id: str
    app_id: str
    name: str
    is_principal: bool
    keys: tuple[Key, ...]

    def has(self, thumbprint: str, *, till: datetime | None = None) -> bool:
        return key_of(self.keys, thumbprint, till=till) is not None

    def add(
        self, thumbprint: str, der: str, *, servers: Sequence[str], stays: bool = False
    ) -> AddAuthKey:
        """Plan to bring a key, which may be named by references; one that is there gives way.

        It ``stays`` in an undo where somebody else staged the certificate.
        """
        there = key_of(self.keys, thumbprint)
        return AddAuthKey(
            object_id=self.object_id,
            app_id=self.app_id,
            called=self.name,
            is_principal=self.is_principal,
            kept=self._without(thumbprint),
            thumbprint=thumbprint,
            der=der,
            servers=tuple(servers),
            stays=stays,
            ends="" if there is None or there.ends is None else there.ends.isoformat(),
        )

    def drop(
        self, thumbprint: str, *, beside: Sequence[str], der: str, servers: Sequence[str]
    ) -> DropAuthKey:
        """Plan to take a key away, once none of the servers signs with it.

        ``beside`` are the keys that come on the way.  ``der`` is the certificate as Exchange has
        it, in base64: Graph lists keys without theirs.
        """
        key = key_of(self.keys, thumbprint)
        new = [each for each in beside if not self.has(each)]
        return DropAuthKey(
            object_id=self.object_id,
            app_id=self.app_id,
            called=self.name,
            is_principal=self.is_principal,
            kept=(*self._without(thumbprint), *new),
            thumbprint=thumbprint,
            der=b64encode(key.der).decode() if key is not None and key.der else der,
            key_id="" if key is None else key.key_id,
            key_name="" if key is None else key.name,
            servers=tuple(servers),
        )

    def _without(self, thumbprint: str) -> tuple[str, ...]:
        return tuple(sorted(k.thumbprint for k in self.keys if not same(k.thumbprint, thumbprint)))


def must_last(draft: Draft, thumbprint: str, takes_over: datetime) -> datetime | None:
    """Give until when a certificate's key has to last; ``None`` where no server has it yet."""
    certificate = installed(draft.facts.value(CERTIFICATES), thumbprint)
    return None if certificate is None else key_must_last(takes_over, certificate.ends)


def ids(identities: Sequence[Identity]) -> Ids:
    """Give the application ids of those that are applications, and of those that are not."""
    return Ids(
        applications=tuple(each.app_id for each in identities if not each.is_principal),
        principals=tuple(each.app_id for each in identities if each.is_principal),
    )


def of(draft: Draft, ours: Sequence[str]) -> tuple[Identity, ...]:
    """Give the identities that need the key, and write down what they rest on.

    Principals of Teams and voicemail count where they carry one of ``our`` certificates' keys, and
    so does the application's own: Entra ID takes the key from there too.
    """
    dedicated = draft.facts.value(DEDICATED)
    own = [
        replace(each, name=f"{each.name} (servicePrincipal)")  # it is called as its application
        for each in (dedicated.principal,)
        if each is not None
    ]
    found = [
        Identity(
            object_id=each.id,
            app_id=each.app_id,
            name=each.name,
            is_principal=False,
            keys=each.keys,
        )
        for each in dedicated.applications
    ]
    found += [
        Identity(
            object_id=each.id,
            app_id=each.app_id,
            name=each.name,
            is_principal=True,
            keys=each.keys,
        )
        for each in (*own, *draft.facts.value(CALLING))
        if any(key_of(each.keys, one) for one in ours if one)
    ]
    for each in found:
        keys = ", ".join(sorted(key.thumbprint for key in each.keys))
        draft.rests_on(say("Keys of {name}", name=f"{each.name} ({each.app_id})"), keys)
    return tuple(found)


def leave_shared(draft: Draft) -> None:
    """Say that the shared principal's keys are an exposure; a rotation leaves them alone.

    So does the wizard's run afterwards that older instructions recommend: with its OAuth option it
    uploads the certificate there once more.
    https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
    """
    draft.warn(
        say(
            "Nobody needs to run the Hybrid Configuration Wizard for this. A run with its OAuth "
            "option puts the key on the shared principal again; if that happens, type {command}.",
            command=f"purge shared keys {draft.asked.organisation.domain}",
        )
    )
    if not shared_principal.has_keys(draft):
        return
    draft.left.append(
        Left(
            title=say("Keys on the shared principal"),
            why=say(
                "They reach from Exchange into the whole tenant (CVE-2025-53786), and nothing "
                "needs them: the new certificate is not brought there."
            ),
            command=f"purge shared keys {draft.asked.organisation.domain}",
            console=Console.CHAT,
        )
    )


def needs_application(draft: Draft) -> None:
    """Stop where it is not plain which application Exchange signs in as."""
    count = len(draft.facts.value(DEDICATED).applications)
    if count == 1:
        return
    why = (
        say(
            "There is no dedicated hybrid application to give the new key to. Configure it first; "
            "until then nothing is changed."
        )
        if count == 0
        else say(
            "{count} applications carry the name or stand on the auth server. Decide which one is "
            "right; until then nothing is changed.",
            count=count,
        )
    )
    domain = draft.asked.organisation.domain
    draft.blocks(say("Dedicated application"), why, f"configure oauth {domain}")
