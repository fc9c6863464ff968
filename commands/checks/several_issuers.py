"""Which of several enabled auth servers of one tenant stays, and in which order the others go.

The one that carries the dedicated application's id stays: without it Exchange signs in through the
shared principal, which is blocked.  ``IsDefaultAuthorizationEndpoint`` is what hybrid modern
authentication rests on, so it moves before anything is disabled.  Exchange refuses to set it while
another auth server has it (public code of Exchange 2013,
``ValidateAuthServerAuthorizationEndpoint``): it is taken from the one and given to the other.
https://learn.microsoft.com/powershell/module/exchange/set-authserver
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commands.checks.powershell import Command, lines, typed
from commands.checks.weigh import listed
from commands.facts.entra import DEDICATED
from commands.look import Facts, Known
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

LOOK: Final = typed(
    "Get-AuthServer | Format-List Name,Type,Enabled,IssuerIdentifier,Realm,DomainName,"
    "ApplicationIdentifier,IsDefaultAuthorizationEndpoint"
)
"""Changes nothing; given where it is not plain which one stays."""


@dataclass(frozen=True, kw_only=True)
class Several:
    """More than one enabled auth server of the tenant.

    Attributes:
        ours: All of them.
        kept: The one that stays; ``None`` where people have to decide.
        why: Why that one, or why nobody can tell.
        command: What to type; ``LOOK`` where nothing may be disabled on what was read.
    """

    ours: tuple[AuthServer, ...]
    kept: AuthServer | None
    why: Phrase
    command: Command

    @property
    def names(self) -> str:
        return listed(each.name for each in self.ours)


def several(ours: Sequence[AuthServer], facts: Facts) -> Several | None:
    """Decide about the enabled auth servers of Entra ID; ``None`` where there is one at most."""
    if len(ours) < 2:  # noqa: PLR2004  (one needs no decision)
        return None
    carrying = [each for each in ours if each.application_id]
    if len(carrying) != 1:
        return _open(ours, _ambiguous(carrying))
    kept = carrying[0]
    known = facts.of(DEDICATED)
    if isinstance(known, Known) and not any(
        same(each.app_id, kept.application_id) for each in known.value.applications
    ):
        return _open(
            ours,
            say(
                "{name} carries the application {id}, which Entra ID does not have in the tenant.",
                name=kept.name,
                id=kept.application_id,
            ),
        )
    if any(each.is_default is None for each in ours):
        return _open(
            ours,
            say("Get-AuthServer did not say which of them is the default authorization endpoint."),
        )
    why = say(
        "{name} carries the dedicated application's id, and Exchange signs in with it.",
        name=kept.name,
    )
    return Several(ours=tuple(ours), kept=kept, why=why, command=_disable(ours, kept))


def several_acs(servers: Sequence[AuthServer]) -> Several | None:
    """Decide about enabled auth servers of the access control service that get in each other's way.

    Exchange refuses to build a token when two have the same realm, or two have none ("Multiple
    Auth Servers have same realm", "Multiple Auth Servers have an empty realm configured").  One
    without a realm may go where one with a realm stays; of equal ones nobody here can choose.
    """
    on = [each for each in servers if each.enabled]
    realms = [each.realm.strip().lower() for each in on]
    clashing = tuple(x for x, realm in zip(on, realms, strict=True) if realms.count(realm) > 1)
    if not clashing:
        return None
    named = [each for each in on if each.realm.strip()]
    empty = [each for each in on if not each.realm.strip()]
    if len(named) == 1 and empty:
        why = say("{name} is the one that has a realm.", name=named[0].name)
        off = (typed("Set-AuthServer -Identity {name} -Enabled $false", name=x.name) for x in empty)
        return Several(ours=clashing, kept=named[0], why=why, command=lines(*off))
    why = say("They have the same realm, or none: what sets them apart is the domains they serve.")
    return Several(ours=clashing, kept=None, why=why, command=LOOK)


def default_moves(found: Several) -> AuthServer | None:
    """Give the one that modern authentication goes through now, where that is not the kept one."""
    if found.kept is None:
        return None
    return next((each for each in found.ours if each.is_default and each != found.kept), None)


def _ambiguous(carrying: Sequence[AuthServer]) -> Phrase:
    if not carrying:
        return say("None of them carries the id of a dedicated application.")
    return say(
        "More than one carries an application's id: {ids}.",
        ids=listed(f"{each.name} {each.application_id}" for each in carrying),
    )


def _open(ours: Sequence[AuthServer], why: Phrase) -> Several:
    return Several(ours=tuple(ours), kept=None, why=why, command=LOOK)


def _disable(ours: Sequence[AuthServer], kept: AuthServer) -> Command:
    """Move the default endpoint where it would go with what is disabled; then disable."""
    others = [each for each in ours if each != kept]
    moves: list[Command] = []
    losing = [each for each in others if each.is_default]
    if losing:
        moves += [_default(each, "$false") for each in losing]
        moves.append(_default(kept, "$true"))
    off = (
        typed("Set-AuthServer -Identity {name} -Enabled $false", name=each.name) for each in others
    )
    return lines(*moves, *off)


def _default(server: AuthServer, to: str) -> Command:
    if to == "$true":
        return typed(
            "Set-AuthServer -Identity {name} -IsDefaultAuthorizationEndpoint $true",
            name=server.name,
        )
    return typed(
        "Set-AuthServer -Identity {name} -IsDefaultAuthorizationEndpoint $false", name=server.name
    )
