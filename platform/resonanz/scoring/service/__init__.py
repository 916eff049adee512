"""Use cases of scoring."""

from resonanz.scoring.queries import Run, StoredScore

from .development import (
    Course,
    Development,
    course_of,
    development,
    published_scores,
    scores_of,
)
from .past import Standings, as_of, standings
from .ratings import NewRating, move, put, put_back, remove, take_out, withdraw
from .reading import (
    ExplainedReview,
    Explanation,
    Methodology,
    explain,
    latest_runs,
    market_means,
    methodology,
    value_of,
    values_of,
)
from .runs import Progress, RecomputeReport, bulk_load, nightly, recompute
from .together import published_score, score_together

__all__ = [
    "Course",
    "Development",
    "ExplainedReview",
    "Explanation",
    "Methodology",
    "NewRating",
    "Progress",
    "RecomputeReport",
    "Run",
    "Standings",
    "StoredScore",
    "as_of",
    "bulk_load",
    "course_of",
    "development",
    "explain",
    "latest_runs",
    "market_means",
    "methodology",
    "move",
    "nightly",
    "published_score",
    "published_scores",
    "put",
    "put_back",
    "recompute",
    "remove",
    "score_together",
    "scores_of",
    "standings",
    "take_out",
    "value_of",
    "values_of",
    "withdraw",
]
