"""The profile of an agency."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from resonanz.kernel.i18n import (
    format_day,
    format_percent,
    format_score,
    gettext,
    ngettext,
)
from resonanz.reviews.views.review import ReviewView, review_view
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion, DaysClass
from resonanz.scoring.domain.market import Market
from resonanz.scoring.domain.score import Estimate, missing_reviews
from resonanz.scoring.domain.statistics import AgencyStatistics, SilenceOf

from .figures import (
    COUNTRIES,
    KINDS,
    EchoView,
    FactView,
    ScoreView,
    echo_view,
    median_fact,
    period,
    position,
    score_view,
    share_words,
    statistics_of,
    unprompted_fact,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One figure of the ledger with its n."""

    name: str
    figure: str
    n: int
    width: float


@dataclass(frozen=True, slots=True)
class ProfileView:
    """All of a profile; `score` is None under the published minimum, `pending` says why."""

    slug: str
    name: str
    kind: str
    place: str
    website: str
    managed: bool
    places: tuple[str, ...]
    n: int
    reviews_words: str
    basis: str
    echo: EchoView | None
    score: ScoreView | None
    counts_like: str
    pending: str
    facts: tuple[FactView, ...]
    criteria: tuple[tuple[str, str, str, float, float, bool], ...]
    distribution: tuple[tuple[str, int, str], ...]
    distribution_caption: str
    stages: tuple[LedgerRow, ...]
    times: tuple[LedgerRow, ...]
    more: tuple[LedgerRow, ...]
    as_of: str
    first_page: bool
    top: tuple[ReviewView, ...]
    rest: tuple[ReviewView, ...]
    older: str


def profile_view(
    row: Row,
    reviews: Sequence[Row],
    *,
    older: str,
    first_page: bool,
) -> ProfileView:
    """Build a profile from its rows; `older` is the key of the next page of reviews."""
    figures = statistics_of(row["statistics"]) if row["statistics"] else None
    market = market_of(row["market"]) if row["market"] else None
    shown = tuple(public_review(review) for review in reviews)
    n = row["reviews"] or 0
    return ProfileView(
        slug=row["slug"],
        name=row["name"],
        kind=str(KINDS[row["kind"]]),
        place=place_words(row),
        website=row["website"] or "",
        managed=row["claimed_at"] is not None,
        places=tuple(dict.fromkeys(msgspec.json.decode(row["places"] or "[]"))),
        n=n,
        reviews_words=ngettext("Eine Bewertung", "%(num)s Bewertungen", n),
        basis=_basis(row, figures) if figures else "",
        echo=echo_view(figures.echo, n) if figures and figures.echo.n else None,
        score=score_view(row["score"], row["low"], row["high"]) if row["published"] else None,
        counts_like=_counts_like(row),
        pending="" if row["published"] else _pending(row),
        facts=_facts(figures) if figures else (),
        criteria=_criteria(row["criteria"], market) if row["published"] and market else (),
        distribution=_distribution(figures) if figures else (),
        distribution_caption=ngettext(
            "Eine Bewertung nach ganzen Sternen",
            "%(num)s Bewertungen nach ganzen Sternen",
            n,
        ),
        stages=_stages(figures) if figures else (),
        times=_times(figures) if figures else (),
        more=_more(figures) if figures else (),
        as_of=format_day(row["as_of"]) if row["as_of"] else "",
        first_page=first_page,
        top=shown[:2] if first_page else (),
        rest=shown[2:] if first_page else shown,
        older=older,
    )


def place_words(row: Row) -> str:
    """Town and country, as far as they are known."""
    country = str(COUNTRIES[row["country"]]) if row["country"] in COUNTRIES else row["country"]
    return f"{row['city']}, {country}" if row["city"] else country


def _basis(row: Row, figures: AgencyStatistics) -> str:
    parts = [ngettext("Eine Bewertung", "%(num)s Bewertungen", row["reviews"])]
    parts.append(gettext("%(n)s mit belegtem Kontakt", n=row["proven"]))
    parts.append(period(figures))
    return " · ".join(parts)


def _counts_like(row: Row) -> str:
    if not row["published"]:
        return ""
    return ngettext(
        "zählt wie eine aktuelle Bewertung",
        "zählt wie %(num)s aktuelle Bewertungen",
        max(1, round(row["weight"])),
    )


def _pending(row: Row) -> str:
    n = row["reviews"] or 0
    if n == 0:
        return gettext("Noch keine Bewertung.")
    estimate = Estimate(row["score"], row["low"], row["high"], row["weight"], n)
    return ngettext(
        "Noch eine Bewertung, dann steht hier eine Zahl.",
        "Noch %(num)s Bewertungen, dann steht hier eine Zahl.",
        max(1, missing_reviews(estimate)),
    )


def _facts(figures: AgencyStatistics) -> tuple[FactView, ...]:
    found = (median_fact(figures), unprompted_fact(figures))
    return tuple(fact for fact in found if fact is not None)


@lru_cache(maxsize=8)
def market_of(text: str) -> Market:
    """The market numbers of a run."""
    return Market.from_dict(msgspec.json.decode(text))


def _criteria(text: str, market: Market) -> tuple[tuple[str, str, str, float, float, bool], ...]:
    found = msgspec.json.decode(text)
    rows = []
    for criterion in Criterion:
        if criterion.value in found and criterion.value in market.criteria:
            score, mean = found[criterion.value]["score"], market.criteria[criterion.value].mu
            rows.append(
                (
                    str(words.CRITERIA[criterion].name),
                    format_score(score),
                    format_score(mean),
                    position(score),
                    position(mean),
                    score >= mean,
                )
            )
    return tuple(rows)


def _distribution(figures: AgencyStatistics) -> tuple[tuple[str, int, str], ...]:
    shares = figures.percentages
    return tuple(
        (str(stars), shares[stars - 1], str(figures.distribution[stars - 1]))
        for stars in (5, 4, 3, 2, 1)
    )


def _row(name: str, figure: str, n: int, ratio: float | None) -> LedgerRow:
    return LedgerRow(name, figure, n, round(100 * (ratio or 0), 1))


def _stages(figures: AgencyStatistics) -> tuple[LedgerRow, ...]:
    return tuple(
        _row(str(words.STAGES[stage]), share_words(share), share.n, share.ratio)
        for stage, share in figures.stages.items()
    )


def _times(figures: AgencyStatistics) -> tuple[LedgerRow, ...]:
    n = figures.times.n
    if not n:
        return ()
    rows = []
    for days, share in zip(DaysClass, figures.times.shares(), strict=True):
        if share is not None and days is not DaysClass.MORE_THAN_30:
            name = gettext("innerhalb von %(days)s Werktagen", days=days.days)
            figure = (
                format_percent(share)
                if n >= 10
                else gettext("%(count)s von %(n)s", count=round(share * n), n=n)
            )
            rows.append(_row(name, figure, n, share))
    return tuple(rows)


def _more(figures: AgencyStatistics) -> tuple[LedgerRow, ...]:
    silent = sum(figures.silences.values())
    client = figures.silences.get(SilenceOf.CLIENT, 0)
    pairs = (
        (gettext("Zugesagte Termine gehalten"), figures.promises.count, figures.promises.n),
        (gettext("Ohne Nachfragen beantwortet"), figures.unprompted.count, figures.unprompted.n),
        (gettext("Absagen mit konkretem Grund"), figures.reasons.count, figures.reasons.n),
        (gettext("Floskelquote: Absagen mit Floskel"), figures.phrases.count, figures.phrases.n),
        (gettext("Schweigen, das beim Kunden lag"), client, silent),
    )
    share = type(figures.promises)
    return tuple(
        _row(name, share_words(share(count, n)), n, count / n) for name, count, n in pairs if n
    )


def public_review(row: Row) -> ReviewView:
    """The view of a public review's row."""
    return review_view(
        public_id=row["public_id"],
        value=row["value"],
        role=row["role"],
        job_field=row["job_field"],
        remote=row["remote"],
        last_stage=row["last_stage"],
        ledger=msgspec.json.decode(row["ledger"]),
        ratings=msgspec.json.decode(row["ratings"]),
        text=row["text"],
        language=row["language"],
        coarse=row["coarse"],
        published_on=row["published_on"],
        proven=row["contact_proven"],
        invited=row["invited"],
        contested=row["state"] == "contested",
        edited_on=row["edited_on"],
    )


def review_key(row: Row) -> str:
    """The keyset key of a review row, for addresses."""
    moment: dt.datetime = row["published_at"]
    return f"{int(moment.timestamp() * 1_000_000)}-{row['id']}"


def parse_review_key(text: str) -> tuple[dt.datetime, int] | None:
    """The key of an address; None if it is none."""
    micros, _, number = text.partition("-")
    if not (micros.isascii() and micros.isdigit() and number.isascii() and number.isdigit()):
        return None
    if len(micros) > 17 or len(number) > 15:
        return None
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return epoch + dt.timedelta(microseconds=int(micros)), int(number)
