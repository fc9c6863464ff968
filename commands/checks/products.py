"""Exchange's products and the updates published for them, with the day each appeared.

A judge that is asked about a day in the past sees only what existed then.  Builds:
https://learn.microsoft.com/exchange/new-features/build-numbers-and-release-dates and
microsoft/CSS-Exchange, ``Shared/Get-ExchangeBuildVersionInformation.ps1``.  Where only the month of
an update is known, its day is the second Tuesday's, Microsoft's day for updates.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from commands.checks.timeline import OLD_PRODUCTS_END
from commands.outside.build import Build

TABLE_ENDS: Final = datetime(2026, 10, 2, tzinfo=UTC)
"""The newest update that the table below knows of; later ones may exist."""


@dataclass(frozen=True, kw_only=True)
class Update:
    """One security or hotfix update of a cumulative update."""

    name: str
    build: Build
    published: datetime


@dataclass(frozen=True, kw_only=True)
class Product:
    """One cumulative update of a product, with its updates in order."""

    name: str
    base: Build
    updates: tuple[Update, ...]
    support_ends: datetime | None
    """``None`` while the product is in support without a near end."""

    def minimum(self, update: str) -> Build:
        """Give the build of a named update; the base where it is part of the base."""
        return next((item.build for item in self.updates if item.name == update), self.base)

    def newest(self, now: datetime) -> Update | None:
        """Give the newest update that was published by then."""
        return next((item for item in reversed(self.updates) if item.published <= now), None)


APR25: Final = "Apr25HU"
"""Since this update Exchange can use a dedicated hybrid application."""

OCT25: Final = "Oct25SU"
MAY26: Final = "May26HU"
"""Since this update Exchange Server SE can use Microsoft Graph in place of EWS."""

_PUBLISHED: Final = {
    "Mar24SU": datetime(2024, 3, 12, tzinfo=UTC),
    "Apr24HU": datetime(2024, 4, 23, tzinfo=UTC),
    "Nov24SU": datetime(2024, 11, 12, tzinfo=UTC),
    "Nov24SU v2": datetime(2024, 11, 27, tzinfo=UTC),
    APR25: datetime(2025, 4, 18, tzinfo=UTC),
    "May25HU": datetime(2025, 5, 29, tzinfo=UTC),
    "Aug25SU": datetime(2025, 8, 12, tzinfo=UTC),
    "Sep25HU": datetime(2025, 9, 9, tzinfo=UTC),
    OCT25: datetime(2025, 10, 14, tzinfo=UTC),
    "Dec25SU": datetime(2025, 12, 9, tzinfo=UTC),
    "Feb26SU": datetime(2026, 2, 10, tzinfo=UTC),
    MAY26: datetime(2026, 5, 7, tzinfo=UTC),
    "Jun26SU": datetime(2026, 6, 9, tzinfo=UTC),
    "Jul26SU": datetime(2026, 7, 14, tzinfo=UTC),
    "Aug26SU": datetime(2026, 8, 11, tzinfo=UTC),
    "Sep26SU": datetime(2026, 9, 8, tzinfo=UTC),
    "Sep26SU v2": TABLE_ENDS,
}


def _product(
    name: str, base: str, revisions: dict[str, int], support_ends: datetime | None
) -> Product:
    first = Build.parse(base)
    return Product(
        name=name,
        base=first,
        updates=tuple(
            Update(
                name=update,
                build=Build(first.major, first.minor, first.number, revision),
                published=_PUBLISHED[update],
            )
            for update, revision in revisions.items()
        ),
        support_ends=support_ends,
    )


PRODUCTS: Final = (
    _product(
        "Exchange Server SE",
        "15.2.2562.17",
        {
            "Aug25SU": 20, "Sep25HU": 27, OCT25: 29, "Dec25SU": 35, "Feb26SU": 37, MAY26: 41,
            "Jun26SU": 43, "Jul26SU": 45, "Aug26SU": 46, "Sep26SU": 49, "Sep26SU v2": 53,
        },
        None,
    ),
    _product(
        "Exchange Server 2019 CU15",
        "15.2.1748.10",
        {
            APR25: 24, "May25HU": 26, "Aug25SU": 36, "Sep25HU": 37, OCT25: 39, "Dec25SU": 42,
            "Feb26SU": 43, "Jun26SU": 46, "Jul26SU": 48, "Aug26SU": 49, "Sep26SU": 51,
            "Sep26SU v2": 53,
        },
        OLD_PRODUCTS_END,
    ),
    _product(
        "Exchange Server 2019 CU14",
        "15.2.1544.4",
        {
            "Mar24SU": 9, "Apr24HU": 11, "Nov24SU": 13, "Nov24SU v2": 14, APR25: 25, "May25HU": 27,
            "Aug25SU": 33, "Sep25HU": 34, OCT25: 36, "Dec25SU": 37, "Feb26SU": 39, "Jun26SU": 41,
            "Jul26SU": 43, "Aug26SU": 44, "Sep26SU": 46, "Sep26SU v2": 48,
        },
        OLD_PRODUCTS_END,
    ),
    _product(
        "Exchange Server 2016 CU23",
        "15.1.2507.6",
        {
            "Nov24SU v2": 44, APR25: 55, "May25HU": 57, "Aug25SU": 58, "Sep25HU": 59, OCT25: 61,
            "Dec25SU": 63, "Feb26SU": 66, "Jun26SU": 69, "Jul26SU": 71, "Aug26SU": 72,
            "Sep26SU": 73, "Sep26SU v2": 75,
        },
        OLD_PRODUCTS_END,
    ),
)  # fmt: skip

_SE: Final = PRODUCTS[0]


def product(build: Build) -> Product | None:
    """Give the product that a build belongs to; ``None`` for one that the table lacks."""
    return next((item for item in PRODUCTS if item.base.base == build.base), None)


def outdated(build: Build) -> bool:
    """Say whether a build's product is older than every one in the table it could be."""
    return product(build) is None and build.base < _SE.base.base


def at_least(build: Build, update: str) -> bool:
    """Say whether a build has an update in it.

    A product older than the table has none of its updates, a newer one has all of them.
    """
    known = product(build)
    if known is not None:
        return _has(known, update) and build >= known.minimum(update)
    return not outdated(build)


def _has(known: Product, update: str) -> bool:
    """Say whether a product ever gets an update: in its list, or older than its base."""
    listed = any(item.name == update for item in known.updates)
    return listed or (known is _SE and update == APR25)
