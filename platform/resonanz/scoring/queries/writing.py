"""Writing rated reviews, the day, market rows and scores."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

import msgspec

from resonanz.kernel import db
from resonanz.scoring.domain.market import Market
from resonanz.scoring.tables import AgencyScore, RatedReview, ScoringRun

from .reading import RATING_COLUMNS, SCORE_COLUMNS
from .records import StoredRating, StoredScore

T = TypeVar("T")

ROWS_A_STATEMENT: Final = 500
"""Of 16 columns at most: both databases take 32,000 arguments."""


async def put_ratings(ratings: Sequence[StoredRating]) -> None:
    """Insert rated reviews, or replace those of the same id; a statement for each 500."""
    await _upsert("rated_review", RATING_COLUMNS, ratings)


async def put_values(ratings: Sequence[StoredRating]) -> None:
    """Store value and weight of reviews that are there already; a statement for each 500."""
    for part in _parts(ratings):
        first = "(CAST({} AS BIGINT), CAST({} AS DOUBLE PRECISION), CAST({} AS DOUBLE PRECISION))"
        marks = ", ".join([first] + ["({}, {}, {})"] * (len(part) - 1))
        await db.execute(
            f"WITH found (id, value, weight) AS (VALUES {marks}) UPDATE rated_review "
            "SET value = found.value, weight = found.weight FROM found "
            "WHERE rated_review.review_id = found.id",
            *(value for row in part for value in (row.review_id, row.value, row.weight)),
        )


async def delete_rating(review_id: int) -> None:
    """Forget a rated review."""
    await RatedReview.delete().where(RatedReview.review_id == review_id).run()


async def delete_live_ratings(agency_id: int) -> None:
    """Forget the rated reviews of an agency but those that were withdrawn."""
    await db.execute("DELETE FROM rated_review WHERE agency_id = {} AND live", agency_id)


async def move_ratings(review_ids: Sequence[int], agency_id: int, into_id: int) -> int:
    """Give these rated reviews of an agency to another one; how many there were."""
    moved = 0
    for part in _parts(review_ids):
        marks = ", ".join("{}" for _ in part)
        rows = await db.rows(
            f"UPDATE rated_review SET agency_id = {{}} WHERE agency_id = {{}} "
            f"AND review_id IN ({marks}) RETURNING review_id",
            into_id,
            agency_id,
            *part,
        )
        moved += len(rows)
    return moved


async def put_scores(scores: Sequence[StoredScore]) -> None:
    """Insert or replace agencies' scores; a statement for each 500."""
    await _upsert("agency_score", SCORE_COLUMNS, scores)


async def delete_scores(agency_ids: Sequence[int]) -> None:
    """Forget the scores of agencies; at least one id."""
    await AgencyScore.delete().where(AgencyScore.agency_id.is_in(list(agency_ids))).run()


async def insert_run(
    market: Market, as_of: dt.date, now: dt.datetime, reviews: int, agencies: int
) -> int:
    """Store a market row and return its id."""
    run = ScoringRun(
        formula_version=market.version,
        computed_at=now,
        as_of=as_of,
        reviews=reviews,
        agencies=agencies,
        market=msgspec.json.encode(market.to_dict()).decode(),
    )
    rows = await ScoringRun.insert(run).returning(ScoringRun.id).run()
    return int(rows[0]["id"])


async def lock_day() -> None:
    """Keep others from moving the day until the transaction ends."""
    if db.dialect() == "postgres":  # on SQLite the transaction is alone already
        await db.execute("LOCK TABLE scoring_day IN SHARE ROW EXCLUSIVE MODE")


async def set_day(as_of: dt.date, run_id: int) -> None:
    """Move the site's as-of day and say which market row is in use."""
    await db.execute(
        "INSERT INTO scoring_day (id, as_of, run_id) VALUES (1, {}, {}) "
        "ON CONFLICT (id) DO UPDATE SET as_of = excluded.as_of, run_id = excluded.run_id",
        as_of,
        run_id,
    )


async def _upsert(table: str, columns: Sequence[str], rows: Sequence[Any]) -> None:
    key, *others = columns
    marks = f"({', '.join('{}' for _ in columns)})"
    changes = ", ".join(f"{name} = excluded.{name}" for name in others)
    for part in _parts(rows):
        await db.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
            f"{', '.join([marks] * len(part))} ON CONFLICT ({key}) DO UPDATE SET {changes}",
            *(getattr(row, name) for row in part for name in columns),
        )


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        yield rows[start : start + ROWS_A_STATEMENT]
