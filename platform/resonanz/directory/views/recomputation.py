"""An agency's score step by step: every number on the way from its rows to the published one."""

from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import format_day, format_decimal, format_number, gettext, lazy, ngettext
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion
from resonanz.scoring.domain.score import is_published, missing_reviews
from resonanz.scoring.domain.weights import WeightReason
from resonanz.scoring.service import ExplainedReview, Explanation

SHOWN: Final = 50
"""So many reviews are shown; the sums are over all."""
DIGITS: Final = 4
STARS: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0)
"""What can be asked of one more review."""
_REASONS: Final = {
    WeightReason.PROVEN: lazy("Kontakt belegt"),
    WeightReason.WITHIN_ALLOWANCE: lazy("im Freibetrag"),
    WeightReason.BEYOND_ALLOWANCE: lazy("über dem Freibetrag"),
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review on its way through steps 1 to 3."""

    day: str
    stars: str
    facts: str
    value: str
    reason: str
    allowance: str
    age: str
    recency: str
    weight: str
    product: str


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """The allowance of a quarter."""

    name: str
    unproven: str
    proven: str
    usual: str
    room: str
    allowance: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion's score."""

    name: str
    n: str
    weight: str
    score: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """One more review: what was asked (`stars` for the field), and what would follow."""

    stars: str
    proven: bool
    sentence: str
    detail: str


@dataclass(frozen=True, slots=True)
class Result:
    """The sums and the score; only where it is published."""

    score: str
    low: str
    high: str
    margin: str
    shown: str


@dataclass(frozen=True, slots=True)
class RecomputationView:
    """The page; without reviews `rows` is empty, without a published score `result` is None."""

    slug: str
    name: str
    day: str
    version: int
    rows: tuple[ReviewRow, ...]
    more_rows: str
    withdrawn: str
    quarters: tuple[QuarterRow, ...]
    half_life: str
    weight: str
    total: str
    k: str
    mu: str
    s2: str
    offset: str
    result: Result | None
    pending: str
    criteria: tuple[CriterionRow, ...]
    what_if: WhatIfView | None


def recomputation_view(slug: str, name: str, found: Explanation | None) -> RecomputationView:
    """Build the page; None is an agency without a review."""
    if found is None:
        blank = ("",) * 3
        return RecomputationView(
            slug, name, "", 0, (), "", "", (), *blank, "", "", "", "", None, "", (), None
        )
    own, market = found.estimate, found.market.overall
    published = is_published(own)
    hidden = len(found.reviews) - SHOWN
    return RecomputationView(
        slug=slug,
        name=name,
        day=format_day(found.as_of),
        version=found.formula_version,
        rows=tuple(map(_row, found.reviews[:SHOWN])),
        more_rows=ngettext(
            "Dazu %(num)s ältere, in den Summen enthalten.",
            "Dazu %(num)s ältere, in den Summen enthalten.",
            hidden,
        )
        if hidden > 0
        else "",
        withdrawn=ngettext(
            "%(num)s zurückgezogene zählt nur noch im Freibetrag ihres Quartals.",
            "%(num)s zurückgezogene zählen nur noch im Freibetrag ihres Quartals.",
            found.withdrawn,
        )
        if found.withdrawn
        else "",
        quarters=_quarters(found),
        half_life=_number(found.half_life),
        weight=_number(own.weight),
        total=_number(found.total),
        k=_number(market.k),
        mu=_number(market.mu),
        s2=_number(market.s2),
        offset=_number(found.market.offset),
        result=Result(
            _number(own.score),
            _number(own.low),
            _number(own.high),
            _number(_margin(market.s2, market.k, own.weight)),
            format_decimal(own.score, 1),
        )
        if published
        else None,
        pending=""
        if published
        else ngettext(
            "Noch kein Wert: Es fehlt %(num)s volle Bewertung.",
            "Noch kein Wert: Es fehlen %(num)s volle Bewertungen.",
            missing_reviews(own),
        ),
        criteria=_criteria(found) if published else (),
        what_if=_what_if(found) if published else None,
    )


def _margin(s2: float, k: float, weight: float) -> float:
    """The half of the interval before it is cut to 1…5."""
    return float(0.9 * 1.6449 * (s2 / (k + weight) + 0.15**2) ** 0.5)


def _number(value: float) -> str:
    return format_decimal(value, DIGITS)


def _row(review: ExplainedReview) -> ReviewRow:
    return ReviewRow(
        day=format_day(review.published_on),
        stars=format_decimal(review.stars[Criterion.FEEDBACK.value], 0),
        facts="–" if review.fact_score is None else format_decimal(review.fact_score, 2),
        value=_number(review.value),
        reason=str(_REASONS[review.reason]),
        allowance=_number(review.allowance),
        age=format_number(review.age),
        recency=_number(review.recency),
        weight=_number(review.weight),
        product=_number(review.weight * review.value),
    )


def _quarters(found: Explanation) -> tuple[QuarterRow, ...]:
    seen = {(one.quarter.year, one.quarter.quarter): one.quarter for one in found.reviews}
    return tuple(
        QuarterRow(
            name=f"{quarter.year}/{quarter.quarter}",
            unproven=format_number(quarter.unproven),
            proven=format_number(quarter.proven),
            usual=format_decimal(quarter.usual, 1),
            room=format_decimal(quarter.room, 1),
            allowance=_number(quarter.allowance),
        )
        for _, quarter in sorted(seen.items(), reverse=True)
    )


def _criteria(found: Explanation) -> tuple[CriterionRow, ...]:
    return tuple(
        CriterionRow(
            name=str(words.CRITERIA[key].name),
            n=format_number(own.n),
            weight=_number(own.weight),
            score=_number(own.score),
            low=_number(own.low),
            high=_number(own.high),
        )
        for key in Criterion
        if (own := found.criteria.get(key.value)) is not None
    )


def _what_if(found: Explanation) -> WhatIfView | None:
    more = found.more
    if more is None:
        return None
    before, after = found.estimate.score, more.after.score
    return WhatIfView(
        stars=f"{more.stars:g}",
        proven=more.proven,
        sentence=gettext(
            "Mit einer Bewertung von %(stars)s mehr wären es %(after)s statt %(before)s.",
            stars=format_decimal(more.stars, 1),
            after=format_decimal(after, 2),
            before=format_decimal(before, 2),
        ),
        detail=gettext(
            "Sie wöge %(weight)s. Die Spanne reichte von %(low)s bis %(high)s.",
            weight=format_decimal(more.weight, 2),
            low=format_decimal(more.after.low, 2),
            high=format_decimal(more.after.high, 2),
        ),
    )


def asked(stars: str, proven: str) -> tuple[float, bool]:
    """What one more review is asked for by the form; one star without proof unless given."""
    try:
        number = float(stars)
    except ValueError:
        number = STARS[0]
    return (number if number in STARS else STARS[0]), proven == "yes"
