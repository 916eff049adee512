"""Up to four agencies side by side, and whether their difference is more than noise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from babel.lists import format_list

from resonanz.agencies.domain.names import short_name
from resonanz.agencies.views import kind_words, place_words
from resonanz.kernel.i18n import (
    format_decimal,
    format_score,
    gettext,
    locale,
    ngettext,
)
from resonanz.kernel.templates import link
from resonanz.scoring.domain.difference import Measured, difference, standing
from resonanz.scoring.domain.score import (
    PUBLISHED_REVIEWS,
    Estimate,
    margin_of,
    missing_reviews,
)
from resonanz.scoring.views.figures import ScoreView, market_of, score_view

from ..service import MOST, Compared
from .card import CardView, card_view
from .compared_figures import FigureGroup, figure_groups

Row = dict[str, Any]

PATH = "/compare"
_SLUG_SHOWN = 60
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class ComparedAgency:
    """One of the agencies; `short` is its name without the legal form, `without` the address of the
    comparison without it.
    """

    slug: str
    name: str
    short: str
    about: str
    score: ScoreView | None
    interval: str
    pending: str
    without: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency that could be added, at the address that adds it."""

    name: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The page; `pairs` say of each two by how much they differ, `remarks` what was not found."""

    agencies: tuple[ComparedAgency, ...]
    verdicts: tuple[str, ...]
    pairs: tuple[str, ...]
    groups: tuple[FigureGroup, ...]
    remarks: tuple[str, ...]
    query: str
    candidates: tuple[Candidate, ...]
    full: bool
    card: CardView


def compare_path(slugs: Iterable[str]) -> str:
    """Where agencies are compared, without the language."""
    query = urlencode([("agency", slug) for slug in slugs])
    return f"{PATH}?{query}" if query else PATH


def comparison_view(found: Compared, query: str, candidates: Sequence[Row]) -> ComparisonView:
    """Build the page from what was found; candidates are rows of agencies a search found."""
    rows = found.rows
    slugs = [row["slug"] for row in rows]
    shortened = _shortened(rows)
    several = shortened if len(rows) > 1 else []
    return ComparisonView(
        agencies=tuple(
            _agency(row, short["name"], slugs) for row, short in zip(rows, shortened, strict=True)
        ),
        verdicts=verdicts(several),
        pairs=_pairs([row for row in several if row["published"]]),
        groups=figure_groups(several) if several else (),
        remarks=_remarks(found),
        query=query,
        candidates=tuple(
            Candidate(row["name"], place_words(row), link(compare_path((*slugs, row["slug"]))))
            for row in candidates
            if row["slug"] not in slugs
        ),
        full=len(rows) >= MOST,
        card=card_view(),
    )


def _shortened(rows: Sequence[Row]) -> list[Row]:
    """The rows with their names without legal forms, where that tells them apart."""
    short = [short_name(row["name"]) for row in rows]
    return [
        row | {"name": name} if short.count(name) == 1 else row
        for row, name in zip(rows, short, strict=True)
    ]


def names_words(names: Sequence[str]) -> str:
    """Names as one says them: "Nordlicht, Spree und Alster"."""
    return str(format_list(list(names), locale=locale()))


def _agency(row: Row, short: str, slugs: Sequence[str]) -> ComparedAgency:
    low, high = row["low"], row["high"]
    return ComparedAgency(
        slug=row["slug"],
        name=row["name"],
        short=short,
        about=" · ".join(part for part in (place_words(row), kind_words(row)) if part),
        score=score_view(row["score"], low, high) if row["published"] else None,
        interval=gettext("%(low)s bis %(high)s", low=format_score(low), high=format_score(high))
        if row["published"]
        else "",
        pending="" if row["published"] else _pending(row),
        without=link(compare_path(slug for slug in slugs if slug != row["slug"])),
    )


def _missing(row: Row) -> int:
    """How many reviews an agency without a published score lacks."""
    if not row["reviews"]:
        return PUBLISHED_REVIEWS
    made = Estimate(row["score"], row["low"], row["high"], row["weight"], row["reviews"])
    return max(1, missing_reviews(made))


def _pending(row: Row) -> str:
    if not row["reviews"]:
        return gettext("Noch keine Bewertung.")
    return ngettext(
        "Noch eine Bewertung, dann steht hier eine Zahl.",
        "Noch %(num)s Bewertungen, dann steht hier eine Zahl.",
        _missing(row),
    )


def _measured(row: Row) -> Measured:
    margin = margin_of(row["weight"], market_of(row["market"]).overall)
    return Measured(row["score"], margin)


def verdicts(rows: Sequence[Row]) -> tuple[str, ...]:
    """Plain sentences: who lies ahead by more than noise, who is level, for whom it is too soon."""
    known = [row for row in rows if row["published"]]
    said = _standing(known) if len(known) > 1 else ()
    return (*said, *(_too_soon(row) for row in rows if not row["published"]))


def _standing(rows: Sequence[Row]) -> tuple[str, ...]:
    found = standing([_measured(row) for row in rows])
    name = rows[found.first]["name"]
    level, behind = ([rows[at]["name"] for at in part] for part in (found.level, found.behind))
    if len(rows) == 2 and level:
        return (gettext("Praktisch gleichauf: Der Unterschied kann Zufall sein."),)
    if not behind:
        return (gettext("Praktisch gleichauf: Die Unterschiede können Zufall sein."),)
    said = [
        ngettext(
            "%(first)s liegt vor %(others)s: Der Unterschied ist größer als der Zufall.",
            "%(first)s liegt vor %(others)s: Die Unterschiede sind größer als der Zufall.",
            len(behind),
            first=name,
            others=names_words(behind),
        )
    ]
    if level:
        said.append(
            gettext(
                "%(names)s liegen praktisch gleichauf: Der Unterschied kann Zufall sein.",
                names=names_words([name, *level]),
            )
        )
    return tuple(said)


def _too_soon(row: Row) -> str:
    return ngettext(
        "Für einen Vergleich fehlt zu %(name)s noch eine Bewertung.",
        "Für einen Vergleich fehlen zu %(name)s noch %(num)s Bewertungen.",
        _missing(row),
        name=row["name"],
    )


def _pairs(rows: Sequence[Row]) -> tuple[str, ...]:
    """Each two with how far they are apart, the higher one first."""
    said = []
    for pair in combinations(rows, 2):
        upper, lower = sorted(pair, key=lambda row: -row["score"])
        found = difference(_measured(upper), _measured(lower))
        values = {
            "upper": upper["name"],
            "lower": lower["name"],
            "value": format_decimal(found.value, _DIGITS),
            "low": format_decimal(found.low, _DIGITS),
            "high": format_decimal(found.high, _DIGITS),
        }
        if found.more_than_noise:
            text = gettext(
                "%(upper)s liegt %(value)s über %(lower)s, mit 90 %% Wahrscheinlichkeit zwischen "
                "%(low)s und %(high)s: mehr als Zufall.",
                **values,
            )
        else:
            text = gettext(
                "%(upper)s liegt %(value)s über %(lower)s, mit 90 %% Wahrscheinlichkeit zwischen "
                "%(low)s und %(high)s: kann Zufall sein.",
                **values,
            )
        said.append(text)
    return tuple(said)


def _remarks(found: Compared) -> tuple[str, ...]:
    said = []
    if found.unknown:
        said.append(
            gettext(
                "Hier nicht verzeichnet: %(names)s.",
                names=names_words([slug[:_SLUG_SHOWN] for slug in found.unknown]),
            )
        )
    if found.left_out:
        said.append(
            gettext(
                "Vier Agenturen passen nebeneinander; nicht dabei: %(names)s.",
                names=names_words(found.left_out),
            )
        )
    return tuple(said)
