"""The page of likely duplicates."""

from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.agencies.domain.records import StoredAgency
from resonanz.kernel.i18n import format_moment, gettext, ngettext
from resonanz.reviews.views.screens import COUNTRY_NAMES

from ..service.duplicates import Distinct, LikelyPair
from .case import LIKENESSES
from .conversation import name_of


@dataclass(frozen=True, slots=True)
class SideView:
    """One of two agencies."""

    name: str
    slug: str
    facts: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two agencies and why they may be one."""

    newer: SideView
    older: SideView
    reasons: str


@dataclass(frozen=True, slots=True)
class DistinctView:
    """Two agencies that somebody called distinct."""

    one: SideView
    other: SideView
    words: str


@dataclass(frozen=True, slots=True)
class DuplicatesView:
    """A page of pairs; `next` is where the following begins, "" on the last one."""

    pairs: tuple[PairView, ...]
    distinct: tuple[DistinctView, ...]
    first: bool
    next: str
    notice: str


def duplicates_view(
    pairs: Sequence[LikelyPair],
    following: tuple[int, int] | None,
    distinct: Sequence[Distinct],
    *,
    first: bool,
    notice: str = "",
) -> DuplicatesView:
    """Build the page."""
    return DuplicatesView(
        pairs=tuple(
            PairView(
                _side(one.pair.newer, one.newer_reviews),
                _side(one.pair.older, one.older_reviews),
                ", ".join(str(LIKENESSES[reason]) for reason in one.pair.likenesses),
            )
            for one in pairs
        ),
        distinct=tuple(_distinct(one) for one in distinct),
        first=first,
        next=f"{following[0]}~{following[1]}" if following else "",
        notice=notice,
    )


def _side(agency: StoredAgency, reviews: int) -> SideView:
    country = str(COUNTRY_NAMES.get(agency.country, agency.country))
    n = ngettext("%(num)s Bewertung", "%(num)s Bewertungen", reviews)
    parts = (agency.seat.name, country, agency.website, n)
    return SideView(agency.name, agency.slug, " · ".join(part for part in parts if part))


def _distinct(one: Distinct) -> DistinctView:
    return DistinctView(
        SideView(one.one.name, one.one.slug, one.one.city or ""),
        SideView(one.other.name, one.other.slug, one.other.city or ""),
        gettext("%(who)s, am %(moment)s", who=name_of(one.by), moment=format_moment(one.said_at)),
    )
