"""Is the current auth certificate, with its private key, on every server?

Missing, could not be asked and cannot be told are three answers.  Over remote PowerShell a server
shows the certificate without saying whether it has the key; that it signed for a token proves it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from commands.check import Asked, Check, unknown
from commands.checks import certificate_current
from commands.checks.fleet import departed, fleet, left_out, of_server
from commands.checks.powershell import typed
from commands.checks.renewal import Way, copying, replacement
from commands.checks.signatures import Direction, Stage, classify
from commands.checks.timeline import EWS_ENDS, day
from commands.checks.weigh import Fault, again, weigh
from commands.facts.organisation import AUTH_CONFIG, SERVERS
from commands.facts.servers import CERTIFICATES, TESTS, ByServer
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.outside.exchange import Installed, of_thumbprint
from commands.outside.exchange_online import OAuthTest, Result
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

TITLE = say("Auth certificate on every server")

_NO_KEY = ("A11", "A12", "S11")
"""Signatures of a server that has no certificate to sign with, or not its key."""


@dataclass(frozen=True, kw_only=True)
class State:
    """One server's part: is the certificate there, and its key?"""

    server: str
    present: bool
    said: bool | None
    """What the certificate's object says of its private key."""
    signed: bool | None
    """What the server's own test proves of it."""
    other: str = ""
    """Another certificate that the test was signed with."""

    @property
    def has_key(self) -> bool | None:
        return self.signed if self.said is None else self.said

    @property
    def may_sign(self) -> bool:
        """Whether the certificate is there, and not surely without its key."""
        return self.present and self.has_key is not False


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    current = facts.value(AUTH_CONFIG).current
    if not current:
        yield Finding(
            id=CHECK.id,
            title=TITLE,
            verdict=Verdict.SKIPPED,
            evidence=(say("Get-AuthConfig names no current certificate to look for."),),
        )
        return
    stores, tests = facts.value(CERTIFICATES), facts.value(TESTS)
    states = states_of(stores, tests, current)
    is_held = bool(holders(states))
    away = departed(facts, asked, stores)
    all_read = all(
        isinstance(of_server(stores, name, asked), Known)
        for name in fleet(facts, asked)
        if name not in away
    )
    is_lost = all_read and not any(each.present for each in states.values())
    follows = (certificate_current.CHECK.id,) if is_lost else ()
    for server in fleet(facts, asked):
        row = (f"{CHECK.id}.{server}", say("Auth certificate on {server}", server=server))
        reading = of_server(stores, server, asked)
        if server in away:
            yield left_out(row, server)
        elif isinstance(reading, Unread):
            yield unknown(*row, reading)
        else:
            way = _mended(server, asked, is_held=is_held, all_read=all_read)
            yield replace(_finding(row, states[server], current, way, asked), follows=follows)


def states_of(
    stores: ByServer[tuple[Installed, ...]], tests: ByServer[OAuthTest], current: str
) -> Mapping[str, State]:
    """Say of each server that could be read whether it holds the current certificate."""
    return {
        server: _state(server, reading.value, tests, current)
        for server, reading in stores.items()
        if isinstance(reading, Known)
    }


def holders(states: Mapping[str, State]) -> list[str]:
    """Name the servers a copy is worth a try from; those that surely have the key come first."""
    able = sorted((each for each in states.values() if each.may_sign), key=lambda x: not x.has_key)
    return [each.server for each in able]


def _state(
    server: str, store: tuple[Installed, ...], tests: ByServer[OAuthTest], current: str
) -> State:
    found = of_thumbprint(store, current)
    test = tests.get(server)
    shown = test.value.signed_with if isinstance(test, Known) else ""
    other = "" if same(shown, current) else shown
    return State(
        server=server,
        present=found is not None,
        said=found.has_private_key if found else None,
        signed=None if other else _signed(test),
        other=other,
    )


def _signed(reading: Reading[OAuthTest] | None) -> bool | None:
    if not isinstance(reading, Known):
        return None
    if reading.value.result is Result.SUCCESS:
        return True
    known = classify(Direction.TO_CLOUD, reading.value.detail)
    if known is None:
        return None
    if known.id in _NO_KEY:
        return False
    return True if known.stage in (Stage.ISSUER, Stage.RECEIVER) else None


def _finding(
    row: tuple[str, Phrase], state: State, current: str, way: Way, asked: Asked
) -> Finding:
    values = {"server": state.server, "thumbprint": current}
    if not state.present:
        seen = say("Get-ExchangeCertificate on {server} does not list {thumbprint}.", **values)
        return weigh(*row, faults=[_fault(seen, way)])
    there = say("Get-ExchangeCertificate on {server} lists {thumbprint}.", **values)
    if state.has_key is None:
        return _not_told(row, state, there, current, asked)
    if not state.has_key:
        seen = say("The private key of {thumbprint} is not on {server}.", **values)
        fault = _fault(seen, way)
        return weigh(*row, seen=[there], faults=[fault])
    if state.said:
        return weigh(*row, seen=[there, say("The server says that it has the private key.")])
    signed = say("The server signed with it for its own test, so the private key is there.")
    return weigh(*row, seen=[there, signed])


def _not_told(
    row: tuple[str, Phrase], state: State, there: Phrase, current: str, asked: Asked
) -> Finding:
    """Say that nobody can tell whether the private key is there."""
    if state.other:
        return weigh(*row, seen=[there], faults=[_with_another(state, asked)])
    if asked.now >= EWS_ENDS:
        return weigh(*row, seen=[there], faults=[_untold(state, current, asked)])
    return Finding(
        id=row[0],
        title=row[1],
        verdict=Verdict.UNKNOWN,
        evidence=(
            there,
            say(
                "Whether the private key is there cannot be told: remote PowerShell leaves "
                "that out, and the server's own test did not come as far as signing."
            ),
        ),
        consequence=say("Without the private key this server cannot sign."),
        remedy=say(
            "Mend what the other findings name, so that the server's own test comes as far as "
            "signing, or look on {server} itself: HasPrivateKey of Get-ExchangeCertificate.",
            server=state.server,
        ),
    )


def _untold(state: State, current: str, asked: Asked) -> Fault:
    """Warn where no test can show it any more: the tests end before a server signs anything.

    It is a warning, so that it stops no rotation: what servers sign with is proven there by the
    sign-in log, or seen by people.
    """
    return Fault(
        seen=say(
            "Whether the private key is there cannot be told: remote PowerShell leaves that out, "
            "and no test goes over EWS any more since {date}.",
            date=day(EWS_ENDS),
        ),
        consequence=say("Without the private key this server cannot sign."),
        remedy=say(
            "Look on {server} itself: HasPrivateKey must be True. Then check oauth {domain} again.",
            server=state.server,
            domain=asked.organisation.domain,
        ),
        command=typed(
            "Get-ExchangeCertificate -Server {server} -Thumbprint {thumbprint} | "
            "Format-List HasPrivateKey",
            server=state.server,
            thumbprint=current,
        ),
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.WARN,
    )


def _with_another(state: State, asked: Asked) -> Fault:
    return Fault(
        seen=say(
            "{server} still signs with {other}; whether it has the private key of the current one "
            "shows once it signs with that.",
            server=state.server,
            other=state.other,
        ),
        consequence=say("Without the private key this server cannot sign."),
        remedy=say(
            "Within an hour of a publication it looks for the new one by itself; at once when "
            "what signs is restarted there. Then {again}.",
            again=asked.again,
        ),
        command=again(asked),
        verdict=Verdict.WARN,
    )


def _mended(server: str, asked: Asked, *, is_held: bool, all_read: bool) -> Way:
    """Say what to do; a new one is made only when surely no server has the current one."""
    if is_held:
        return copying(server, asked)
    if all_read:
        return replacement(asked)
    remedy = say(
        "A server that cannot be asked may have it: mend that first, then {again}.",
        again=asked.again,
    )
    return Way(remedy=remedy, command=again(asked))


def _fault(seen: Phrase, way: Way) -> Fault:
    return Fault(
        seen=seen,
        consequence=say(
            "People whose requests this server handles see no free/busy times of people in the "
            "cloud, and Outlook on the web may refuse their sign-in."
        ),
        remedy=way.remedy,
        command=way.command,
    )


CHECK = Check(
    id="certificate.server",
    title=TITLE,
    asks="Does every server hold the current auth certificate and its private key?",
    needs=(AUTH_CONFIG, CERTIFICATES, SERVERS, TESTS),
    judge=judge,
)
