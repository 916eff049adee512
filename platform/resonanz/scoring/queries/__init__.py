"""Every SQL statement of scoring."""

from .reading import (
    batch,
    day,
    day_and_ratings,
    invited_by_day,
    lock_agencies,
    published_scores,
    sizes,
    stale,
    stored_score,
    values,
)
from .records import Batch, Day, StoredRating, StoredScore
from .writing import (
    delete_live_ratings,
    delete_rating,
    delete_scores,
    insert_run,
    lock_day,
    put_ratings,
    put_scores,
    put_values,
    set_day,
)

__all__ = [
    "Batch",
    "Day",
    "StoredRating",
    "StoredScore",
    "batch",
    "day",
    "day_and_ratings",
    "delete_live_ratings",
    "delete_rating",
    "delete_scores",
    "insert_run",
    "invited_by_day",
    "lock_agencies",
    "lock_day",
    "published_scores",
    "put_ratings",
    "put_scores",
    "put_values",
    "set_day",
    "sizes",
    "stale",
    "stored_score",
    "values",
]
