"""The badge that agencies show elsewhere, and the page that tells a real one from a fake."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from resonanz.agencies.domain.badges import SIZES
from resonanz.kernel.i18n import format_day, format_number, format_score, gettext, ngettext

Row = Mapping[str, Any]

_COLOURS: Final = {
    "light": ("#fbfaf7", "#14213d", "#4d5872", "#0b6e5f", "#747e93"),
    "dark": ("#10141f", "#eef1f7", "#abb5c9", "#4fd1b5", "#76829b"),
}


@dataclass(frozen=True, slots=True)
class BadgeNumbers:
    """What a badge says; `score` with a point, "" under the published minimum."""

    slug: str
    name: str
    score: str
    reviews: int
    day: dt.date


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge as SVG; colours are paper, ink, soft ink, brand and edge."""

    size: str
    width: int
    height: int
    paper: str
    ink: str
    soft: str
    brand: str
    edge: str
    label: str
    score: str
    of: str
    basis: str
    day: str
    host: str
    code: str


@dataclass(frozen=True, slots=True)
class BadgePageView:
    """The page behind a badge: today's numbers, and whether a printed code fits them.

    `verdict` is "" before a check, then real, outdated or fake.
    """

    slug: str
    name: str
    image: str
    width: int
    height: int
    label: str
    host: str
    score: str
    basis: str
    day: str
    typed: Mapping[str, str]
    verdict: str
    printed_on: str


def badge_numbers(row: Row, today: dt.date) -> BadgeNumbers:
    """What the badge of an agency says on a day."""
    return BadgeNumbers(
        slug=row["slug"],
        name=row["name"],
        score=f"{row['score']:.1f}" if row["published"] else "",
        reviews=row["reviews"] or 0,
        day=row["as_of"] or today,
    )


def badge_view(numbers: BadgeNumbers, code: str, base_url: str, size: str, theme: str) -> BadgeView:
    """Build a badge."""
    width, height = SIZES[size]
    paper, ink, soft, brand, edge = _COLOURS[theme]
    return BadgeView(
        size=size,
        width=width,
        height=height,
        paper=paper,
        ink=ink,
        soft=soft,
        brand=brand,
        edge=edge,
        label=_label(numbers),
        score=format_score(float(numbers.score)) if numbers.score else "",
        of=gettext("von 5") if numbers.score else gettext("zu wenige Bewertungen"),
        basis=_basis(numbers),
        day=numbers.day.isoformat(),
        host=urlsplit(base_url).netloc,
        code=code,
    )


def badge_page_view(
    numbers: BadgeNumbers,
    base_url: str,
    typed: Mapping[str, str],
    verdict: str,
    day: dt.date | None,
) -> BadgePageView:
    """Build the page behind a badge."""
    width, height = SIZES["m"]
    return BadgePageView(
        slug=numbers.slug,
        name=numbers.name,
        image=f"/agencies/{numbers.slug}/badge.svg?size=m",
        width=width,
        height=height,
        label=_label(numbers),
        host=urlsplit(base_url).netloc,
        score=format_score(float(numbers.score)) if numbers.score else "",
        basis=_basis(numbers),
        day=format_day(numbers.day),
        typed=typed,
        verdict=verdict,
        printed_on=format_day(day) if day else "",
    )


def _basis(numbers: BadgeNumbers) -> str:
    return ngettext("Eine Bewertung", "%(num)s Bewertungen", numbers.reviews)


def _label(numbers: BadgeNumbers) -> str:
    day = format_day(numbers.day)
    if not numbers.score:
        return gettext(
            "Resonanz zu %(name)s: zu wenige Bewertungen für eine Zahl, Stand %(day)s",
            name=numbers.name,
            day=day,
        )
    return gettext(
        "Resonanz zu %(name)s: %(score)s von 5 aus %(n)s Bewertungen, Stand %(day)s",
        name=numbers.name,
        score=format_score(float(numbers.score)),
        n=format_number(numbers.reviews),
        day=day,
    )
