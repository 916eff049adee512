"""What two agencies would score together: for whoever decides that they are one."""

from collections.abc import Collection
from dataclasses import replace

from resonanz.scoring import queries

from .computing import compute


async def published_score(agency_id: int) -> tuple[float, int] | None:
    """An agency's score and the number of its live reviews; None while no score is shown."""
    found = await queries.stored_score(agency_id)
    if found is None or not found[0].published:
        return None
    return found[0].score, found[0].reviews


async def score_together(
    agency_id: int, into_id: int, *, without: Collection[int] = ()
) -> tuple[float, int] | None:
    """What `published_score` would be of both as one, without some reviews; nothing is stored."""
    day, gone = await queries.day_and_ratings(agency_id)
    _, stays = await queries.day_and_ratings(into_id)
    if day is None:
        return None
    rows = [
        replace(row, agency_id=into_id) for row in (*stays, *gone) if row.review_id not in without
    ]
    score = compute(into_id, rows, day).score
    return (score.score, score.reviews) if score and score.published else None
