"""Exchange's products: which one a build is, how long it is supported, how it comes to SE.

The builds and days are those of ``product_table``.  A judge that is asked about a day in the past
sees only what existed then.  Ends of support and ways to Exchange Server SE:
https://learn.microsoft.com/exchange/plan-and-deploy/upgrade-to-exchange-server-se, article 4410173
of the Exchange Team on techcommunity.microsoft.com, and
https://learn.microsoft.com/lifecycle/products/?products=exchange-server.  Mail that Exchange Online
holds back: its articles 3815328 (2023: product after product) and 4552717 (2026-09-02: 2016 and
2019 below Oct25SU from the second week of September; read through https://rafaelpfister.ch only).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Final

from commands.checks import product_table as table
from commands.checks.timeline import OLD_PRODUCTS_END
from commands.outside.build import Build

APR25: Final = "Apr25HU"
"""Since this update Exchange can use a dedicated hybrid application."""

OCT25: Final = "Oct25SU"
"""The last update of Exchange 2016 and 2019 that everybody may install; those after it are for
customers of the Extended Security Update programme, which ended with October 2026."""

MAY26: Final = "May26HU"
"""Since this update Exchange Server SE can use Microsoft Graph in place of EWS."""


class Way(Enum):
    """How a server comes to Exchange Server SE."""

    THERE = auto()
    IN_PLACE = auto()
    """Setup of SE runs on the server itself: Exchange 2019 CU14 and CU15 only."""
    UPDATE_FIRST = auto()
    """In place too, once the server has CU14 or CU15 of Exchange 2019."""
    NEW_SERVER = auto()
    """SE goes on another server, mailboxes are moved, this one is uninstalled."""
    LEAVE_FIRST = auto()
    """As before, and setup of SE stops while such a server is in the organisation at all."""


@dataclass(frozen=True, kw_only=True)
class Update:
    """One security or hotfix update of a cumulative update."""

    name: str
    build: Build
    published: datetime


@dataclass(frozen=True, kw_only=True)
class Line:
    """A product, whatever its cumulative update.

    Attributes:
        support_ends: ``None`` while no end is near: SE is supported to 2035-12-31 at least.
        held_back_since: From when on Exchange Online slows down and blocks its mail unless it
            is up to date; ``None`` for SE.
    """

    name: str
    support_ends: datetime | None = None
    held_back_since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Product:
    """One cumulative update of a product, with its updates in order."""

    line: Line
    name: str
    base: Build
    released: datetime
    updates: tuple[Update, ...]
    way: Way

    def minimum(self, update: str) -> Build:
        """Give the build of a named update; the base where it is part of the base."""
        return next((item.build for item in self.updates if item.name == update), self.base)

    def newest(self, now: datetime) -> Update | None:
        """Give the newest update that was published by then and that everybody may install."""
        for_all = (item for item in self.updates if not self.is_paid(item))
        return max(
            (item for item in for_all if item.published <= now),
            key=lambda item: item.published,
            default=None,
        )

    def newest_paid(self, now: datetime) -> Update | None:
        """Give the newest update for customers of the Extended Security Update programme."""
        paid = [item for item in self.updates if self.is_paid(item) and item.published <= now]
        return paid[-1] if paid else None

    def is_paid(self, update: Update) -> bool:
        """Say whether an update is for customers of the Extended Security Update programme."""
        ends = self.line.support_ends
        return ends is not None and update.published > ends

    def left_behind(self, now: datetime) -> datetime | None:
        """Give the day of the first update of its line that this cumulative update did not get."""
        own = [item.published for item in self.updates if item.published <= now]
        last = max((self.released, *own))
        later = (
            item.published
            for each in PRODUCTS
            if each.line is self.line and each.base > self.base
            for item in each.updates
            if last < item.published <= now and not each.is_paid(item)
        )
        return min(later, default=None)

    def gets(self, update: str) -> bool:
        """Say whether an update is ever published for it, or was part of it from the first day.

        A cumulative update holds what appeared before it: SE RTM is 2019 CU15 with May25HU.
        """
        if any(item.name == update for item in self.updates):
            return True
        published = _DAYS.get(update)
        return published is not None and published < self.released


EXCHANGE_SE: Final = Line(name="Exchange Server SE")
_2019: Final = Line(
    name="Exchange Server 2019",
    support_ends=OLD_PRODUCTS_END,
    held_back_since=datetime(2026, 9, 8, tzinfo=UTC),
)
_2016: Final = Line(
    name="Exchange Server 2016",
    support_ends=OLD_PRODUCTS_END,
    held_back_since=datetime(2026, 9, 8, tzinfo=UTC),
)
_2013: Final = Line(
    name="Exchange Server 2013",
    support_ends=datetime(2023, 4, 11, tzinfo=UTC),
    held_back_since=datetime(2023, 12, 1, tzinfo=UTC),
)
_2010: Final = Line(
    name="Exchange Server 2010",
    support_ends=datetime(2020, 10, 13, tzinfo=UTC),
    held_back_since=datetime(2023, 9, 1, tzinfo=UTC),
)
_2007: Final = Line(
    name="Exchange Server 2007",
    support_ends=datetime(2017, 4, 11, tzinfo=UTC),
    held_back_since=datetime(2023, 8, 1, tzinfo=UTC),
)
_2003: Final = Line(
    name="Exchange Server 2003",
    support_ends=datetime(2014, 4, 8, tzinfo=UTC),
    held_back_since=datetime(2023, 8, 1, tzinfo=UTC),
)
_FIRSTS: Final = (
    ((15, 2, 2562), EXCHANGE_SE),
    ((15, 2, 0), _2019),
    ((15, 1, 0), _2016),
    ((15, 0, 0), _2013),
    ((14, 0, 0), _2010),
    ((8, 0, 0), _2007),
    ((0, 0, 0), _2003),
)
_AFTER_SE: Final = (15, 3, 0)
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


def second_tuesday(year: int, month: int) -> datetime:
    """Give Microsoft's day for updates in a month."""
    first = datetime(year, month, 1, tzinfo=UTC)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 7)


def next_update_day(after: datetime) -> datetime:
    """Give the first of Microsoft's days for updates that lies after a moment."""
    this = second_tuesday(after.year, after.month)
    if this > after:
        return this
    return second_tuesday(after.year + after.month // 12, after.month % 12 + 1)


OVERTAKEN: Final = next_update_day(table.TABLE_ENDS)
"""From this day on updates may exist that the table does not know."""


def _day(name: str) -> datetime:
    """Give the day of ``Feb26SU``: the table's own, or the second Tuesday of its month."""
    month, year = _MONTHS.index(name[:3]) // 3 + 1, 2000 + int(name[3:5])
    return table.DAYS.get(name) or second_tuesday(year, month)


def _shown(name: str) -> str:
    return f"{name.removesuffix('v2')} v2" if name.endswith("v2") else name


def _product(line: Line, text: str) -> Product:
    level, build, released, *updates = text.split()
    base = Build.parse(build)
    return Product(
        line=line,
        name=line.name if line is EXCHANGE_SE else f"{line.name} {level}",
        base=base,
        released=datetime.fromisoformat(released).replace(tzinfo=UTC),
        updates=tuple(
            Update(
                name=_shown(name),
                build=Build(base.major, base.minor, base.number, int(revision)),
                published=_day(name),
            )
            for name, revision in zip(updates[::2], updates[1::2], strict=True)
        ),
        way=_way(line, level),
    )


def _way(line: Line, level: str) -> Way:
    if line is EXCHANGE_SE:
        return Way.THERE
    if line is _2019:
        return Way.IN_PLACE if level in ("CU14", "CU15") else Way.UPDATE_FIRST
    return Way.NEW_SERVER if line is _2016 else Way.LEAVE_FIRST


PRODUCTS: Final = tuple(
    _product(line, text)
    for line, lines in (
        (EXCHANGE_SE, table.SE),
        (_2019, table.E2019),
        (_2016, table.E2016),
        (_2013, table.E2013),
    )
    for text in lines.strip().splitlines()
)
_DAYS: Final = {item.name: item.published for each in PRODUCTS for item in each.updates}


def line_of(build: Build) -> Line | None:
    """Give the product line of a build; ``None`` for one that is newer than the table."""
    if build.base >= _AFTER_SE:
        return None
    return next(line for first, line in _FIRSTS if build.base >= first)


def product(build: Build) -> Product | None:
    """Give the cumulative update that a build belongs to; ``None`` for one the table lacks."""
    return next((item for item in PRODUCTS if item.base.base == build.base), None)


def newest_product(line: Line, now: datetime) -> Product | None:
    """Give the newest cumulative update of a product that was published by then."""
    known = (item for item in PRODUCTS if item.line is line and item.released <= now)
    return max(known, key=lambda item: item.base, default=None)


def bringing(build: Build, update: str) -> Build | None:
    """Give the first build with an update that a server can be brought to within its product.

    ``None`` where its product never gets the update: then only Exchange Server SE has it.
    """
    known = product(build)
    if known is not None and known.gets(update):
        return known.minimum(update)
    line = line_of(build)
    newer = [each for each in PRODUCTS if each.line is line and each.gets(update)]
    return newer[-1].minimum(update) if newer else None


def way_of(build: Build) -> Way:
    """Say how a server of this build comes to Exchange Server SE."""
    known, line = product(build), line_of(build)
    if known is not None:
        return known.way
    return Way.THERE if line is None else _way(line, "")


def outdated(build: Build) -> bool:
    """Say whether a build is of a product before Exchange Server SE."""
    return line_of(build) not in (None, EXCHANGE_SE)


def at_least(build: Build, update: str) -> bool:
    """Say whether a build has an update in it.

    One that the table lacks is taken to have none of them while its product is an old one, and all
    of them when it is newer than the table.
    """
    known = product(build)
    if known is not None:
        return known.gets(update) and build >= known.minimum(update)
    return not outdated(build)
