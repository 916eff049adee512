"""Reading rated reviews, the day and stored scores."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from resonanz.kernel import db

from .records import Batch, Day, Run, StoredRating, StoredScore

RATING_COLUMNS: Final = tuple(StoredRating.__dataclass_fields__)
SCORE_COLUMNS: Final = tuple(StoredScore.__dataclass_fields__)
_RATING: Final = ", ".join(f"r.{name}" for name in RATING_COLUMNS)
_DAY: Final = (
    "d.as_of, d.run_id, s.formula_version, s.computed_at, s.as_of AS frozen_on, "
    "s.reviews, s.agencies"
)
_DAY_FROM: Final = "FROM scoring_day d JOIN scoring_run s ON s.id = d.run_id"


async def day() -> Day | None:
    """The as-of day with its market row; None before the first run."""
    row = await db.row(f"SELECT {_DAY}, s.market {_DAY_FROM} WHERE d.id = 1")
    return None if row is None else Day.of(row)


async def as_of() -> dt.date | None:
    """The as-of day; None before the first run."""
    row = await db.row("SELECT as_of FROM scoring_day WHERE id = 1")
    return None if row is None else row["as_of"]


async def run_of(day: dt.date) -> Run | None:
    """The run whose market row was in use on a day; before the first one, that one."""
    found = await db.row(
        "SELECT id, formula_version, as_of, reviews, agencies, market FROM scoring_run "
        "ORDER BY CASE WHEN as_of <= {} THEN 0 ELSE 1 END, "
        "CASE WHEN as_of <= {} THEN -id ELSE id END LIMIT 1",
        day,
        day,
    )
    return None if found is None else Run.of(found)


async def runs(limit: int) -> list[Run]:
    """The latest scoring runs, the newest first."""
    found = await db.rows(
        "SELECT id, formula_version, as_of, reviews, agencies, market FROM scoring_run "
        "ORDER BY id DESC LIMIT {}",
        limit,
    )
    return [Run.of(row) for row in found]


async def day_and_ratings(agency_id: int) -> tuple[Day | None, list[StoredRating]]:
    """The day, and all rated reviews of an agency; one statement. No reviews without a day."""
    # The market row is some kilobytes long: it comes with the first review only.
    found = await db.rows(
        f"SELECT {_RATING}, {_DAY}, "
        "CASE WHEN ROW_NUMBER() OVER (ORDER BY r.review_id) = 1 THEN s.market END AS market "
        f"{_DAY_FROM} LEFT JOIN rated_review r ON r.agency_id = {{}} "
        "WHERE d.id = 1 ORDER BY r.review_id",
        agency_id,
    )
    if not found:
        return None, []
    present = Day.of(found[0])
    return present, [
        StoredRating(*(row[name] for name in RATING_COLUMNS))
        for row in found
        if row["review_id"] is not None
    ]


async def values(review_ids: Sequence[int]) -> dict[int, float]:
    """The stored values of these reviews, of those that count."""
    if not review_ids:
        return {}
    marks = ", ".join("{}" for _ in review_ids)
    found = await db.rows(
        f"SELECT review_id, value FROM rated_review WHERE review_id IN ({marks}) "
        "AND value IS NOT NULL",
        *review_ids,
    )
    return {row["review_id"]: row["value"] for row in found}


async def stored_score(agency_id: int) -> tuple[StoredScore, str] | None:
    """An agency's stored score and the market numbers it was computed by, as JSON; None without."""
    columns = ", ".join(f"a.{name}" for name in SCORE_COLUMNS)
    row = await db.row(
        f"SELECT {columns}, s.market FROM agency_score a JOIN scoring_run s ON s.id = a.run_id "
        "WHERE a.agency_id = {}",
        agency_id,
    )
    if row is None:
        return None
    return StoredScore(*(row[name] for name in SCORE_COLUMNS)), str(row["market"])


async def stored_scores(agency_ids: Sequence[int]) -> dict[int, StoredScore]:
    """The stored scores of agencies, of those that have one."""
    if not agency_ids:
        return {}
    marks = ", ".join("{}" for _ in agency_ids)
    rows = await db.rows(
        f"SELECT {', '.join(SCORE_COLUMNS)} FROM agency_score WHERE agency_id IN ({marks})",
        *agency_ids,
    )
    return {row["agency_id"]: StoredScore(**row) for row in rows}


async def published_scores() -> dict[int, float]:
    """Every published score by its agency's id."""
    found = await db.rows("SELECT agency_id, score FROM agency_score WHERE published")
    return {row["agency_id"]: row["score"] for row in found}


async def invited_by_day(agency_id: int, since: dt.date) -> list[tuple[dt.date, int]]:
    """How many live reviews marked "invited" appeared on each day since one."""
    rows = await db.rows(
        "SELECT published_on, COUNT(*) AS n FROM rated_review WHERE agency_id = {} AND live "
        "AND invited AND published_on >= {} GROUP BY published_on",
        agency_id,
        since,
    )
    return [(row["published_on"], int(row["n"])) for row in rows]


async def lock_agencies(agency_ids: Sequence[int]) -> None:
    """Keep others from scoring these agencies until the transaction ends.

    The rows of `agency` are the locks, taken in the order of ids: whoever publishes or bumps an
    agency holds them too.
    """
    if db.dialect() == "postgres":  # on SQLite the transaction is alone already
        await db.execute(
            "SELECT id FROM agency WHERE id = ANY ({}) ORDER BY id FOR NO KEY UPDATE",
            list(agency_ids),
        )


async def sizes() -> list[tuple[int, int]]:
    """Every agency that has rated reviews or a score, by id, with the number of its reviews."""
    found = await db.rows(
        "SELECT agency_id, COUNT(*) AS n FROM rated_review GROUP BY agency_id "
        "UNION ALL SELECT agency_id, 0 FROM agency_score WHERE agency_id NOT IN "
        "(SELECT agency_id FROM rated_review) ORDER BY agency_id"
    )
    return [(row["agency_id"], row["n"]) for row in found]


async def stale(as_of: dt.date, run_id: int) -> list[tuple[int, int]]:
    """Agencies whose stored score is of another day or market row, with their live reviews."""
    found = await db.rows(
        "SELECT agency_id, reviews FROM agency_score WHERE as_of <> {} OR run_id <> {} "
        "ORDER BY agency_id",
        as_of,
        run_id,
    )
    return [(row["agency_id"], row["reviews"]) for row in found]


async def batch(agency_ids: Sequence[int], *, scores: bool = True) -> Batch:
    """All rated reviews of these agencies, and their stored scores if they are asked for."""
    marks = ", ".join("{}" for _ in agency_ids)
    ratings: dict[int, list[StoredRating]] = {agency_id: [] for agency_id in agency_ids}
    for row in await db.rows(
        f"SELECT {_RATING} FROM rated_review r WHERE r.agency_id IN ({marks})", *agency_ids
    ):
        ratings[row["agency_id"]].append(StoredRating(**row))
    return Batch(ratings, await stored_scores(agency_ids) if scores else {})
