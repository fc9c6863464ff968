"""Which server of which organisation a request is about, or what is wrong with what it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from commands.answers import Answers, Misunderstood
from commands.command import Command
from commands.domains import Domains
from commands.organisation import Organisation
from commands.phrases import Phrase, say
from commands.reading import Reading
from commands.servers import Named, Servers, listed
from commands.words import shown


@dataclass(frozen=True, kw_only=True)
class Place:
    """A server as configured, its organisation's domain, and the words that are neither."""

    server: str
    domain: str
    rest: tuple[str, ...]
    remark: Phrase | None = None
    """What was filled in for the person."""


@dataclass(frozen=True)
class Places:
    """Reads the server that a command takes, where these domains are configured."""

    domains: Domains
    answers: Answers

    def read(
        self, command: Command, left: Sequence[str], reading: Reading
    ) -> Place | Misunderstood:
        """Find the server and its domain; one is enough where it says the other."""
        if not self.domains.organisations:
            return self.answers.no_domain()
        named = self._servers.read(reading.words, left)
        match reading.domains:
            case (_, _, *_):
                line = f"{command.name} to {(*named.names, '<server>')[0]}"
                return self.answers.several_domains(line, reading.domains)
            case _ if not named.words:
                return self._none(command, named.rest, reading.domains)
            case (domain,):
                return self._in(command, domain, named)
            case _:
                return self._of_any(command, named)

    def _of_any(self, command: Command, named: Named) -> Place | Misunderstood:
        """Find the organisation by the server."""
        owners = [each for each in self.domains.organisations if named.of(each)]
        if len(owners) == 1:
            return self._only(command, owners[0], named)
        if owners:
            return self._several_owners(command, owners, named)
        return self._several(command, named, self.domains.organisations)

    @cached_property
    def _servers(self) -> Servers:
        return Servers(self.domains.organisations)

    def _in(self, command: Command, domain: str, named: Named) -> Place | Misunderstood:
        owner = self.domains.organisation(domain)
        match named.of(owner):
            case (server,):
                return Place(server=server, domain=domain, rest=named.rest)
            case ():
                return self._elsewhere(command, domain, named)
            case _:
                return self._several(command, named, [owner])

    def _only(self, command: Command, owner: Organisation, named: Named) -> Place | Misunderstood:
        names = named.of(owner)
        if len(names) > 1:
            return self._several(command, named, [owner])
        (server,) = names
        if dotted := next((word for word in named.rest if "." in word), ""):
            line = f"{command.name} to {server} {self.domains.nearest(dotted) or owner.domain}"
            return self.answers.no(self.domains.why_not(dotted), suggestion=line)
        remark = say("You named no domain; {server} is a server of {domain}.",
                     server=server, domain=owner.domain)  # fmt: skip
        return Place(server=server, domain=owner.domain, rest=named.rest, remark=remark)

    def _elsewhere(self, command: Command, domain: str, named: Named) -> Misunderstood:
        """Say that a word names a server of another organisation than the domain does."""
        owner = self.domains.organisation(domain)
        wrong, found = next(
            (word, found)
            for word, found in named.words
            if all(own is not owner for own, _ in found)
        )
        other, server = found[0]
        why = say(
            "{server} is a server of {owner}, not of {domain}, whose servers are: {servers}. "
            "Nothing was run.",
            server=shown(wrong),
            owner=other.domain,
            domain=domain,
            servers=listed(owner) or "–",
        )
        lines = (f"{command.name} to {server.name} {other.domain}", *_lines(command, [owner]))
        return Misunderstood(why=why, next=lines[:3])

    def _several_owners(
        self, command: Command, owners: Sequence[Organisation], named: Named
    ) -> Misunderstood:
        name = named.names[0]
        why = say(
            "Which domain? There is a server {server} in each of: {domains}.",
            server=name,
            domains=", ".join(each.domain for each in owners),
        )
        lines = (f"{command.name} to {name} {each.domain}" for each in owners[:3])
        return Misunderstood(why=why, next=tuple(lines))

    def _several(
        self, command: Command, named: Named, owners: Sequence[Organisation]
    ) -> Misunderstood:
        found = [
            (server.name, owner.domain)
            for _, each in named.words
            for owner, server in each
            if owner in owners
        ]
        why = say(
            "One server at a time, please: that is {servers}. Nothing was run.",
            servers=", ".join(dict.fromkeys(name for name, _ in found[:5])),
        )
        lines = dict.fromkeys(f"{command.name} to {name} {domain}" for name, domain in found)
        return Misunderstood(why=why, next=tuple(lines)[:3])

    def _none(self, command: Command, rest: Sequence[str], domains: Sequence[str]) -> Misunderstood:
        """Say that no server is named, or that a word is none, and which servers there are."""
        owners = [self.domains.organisation(each) for each in domains] or self.domains.organisations
        only = owners[0] if len(owners) == 1 else None
        word = next((each for each in rest if "." not in each), "".join(rest[:1]))
        meant = self._servers.nearest(word, owners) if word else ""
        return Misunderstood(
            why=self._no_server(word, only),
            suggestion=f"{command.name} to {meant} {only.domain}" if meant and only else "",
            next=_lines(command, owners) or (command.usage,),
        )

    def _no_server(self, word: str, only: Organisation | None) -> Phrase:
        if only is not None and not only.servers:
            return say("No server is configured for {domain}.", domain=only.domain)
        if only is None:
            servers = self._servers.listed()
            if word:
                return say(
                    "{word} is no configured server. Configured are: {servers}. Nothing was run.",
                    word=shown(word),
                    servers=servers,
                )
            return say("To which server? Configured are: {servers}.", servers=servers)
        if word:
            return say(
                "{word} is no configured server of {domain}, whose servers are: {servers}. "
                "Nothing was run.",
                word=shown(word),
                domain=only.domain,
                servers=listed(only),
            )
        return say("To which server? {domain} has: {servers}.",
                   domain=only.domain, servers=listed(only))  # fmt: skip


def _lines(command: Command, owners: Sequence[Organisation]) -> tuple[str, ...]:
    """Give the first lines that can be typed."""
    lines = (
        f"{command.name} to {each.name} {own.domain}" for own in owners for each in own.servers
    )
    return tuple(lines)[:3]
